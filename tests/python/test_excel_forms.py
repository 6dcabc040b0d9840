"""Empty forms: what they look like to those who fill them, and that filled ones are read, whatever program and hand changed them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from filled_forms import (
    COLUMNS,
    WORDS,
    change,
    fill,
    fill_all,
    heading_row,
    headings,
    names,
    record_pages,
    records_of,
    statement,
)

import hoctap as ht
from hoctap.cli import commands
from hoctap.excel.wording import NOTES

KEY = "the key of these tests, which is public"
# The reports of one commune over two years, and the places of another: every form that the library lays out but SO-01 and HT-02.
OF_THE_SAMPLE = ("2023/07384-*", "2024/07384-*", "2024Q3/07384-*")
PLACES = "2025/07375-lang-giang-2025"


@pytest.fixture(scope="module")
def some(complete_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> ht.Dataset:
    folder = tmp_path_factory.mktemp("some")
    for pattern in OF_THE_SAMPLE:
        for office in complete_folder.glob(pattern):
            shutil.copytree(office, folder / office.relative_to(complete_folder))
    (folder / PLACES).mkdir(parents=True)
    for path in (complete_folder / PLACES).glob("DV-01-*"):
        shutil.copy(path, folder / PLACES)
    return ht.read(folder, key=KEY)


@pytest.fixture(scope="module")
def filled(some: ht.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled")
    fill_all(folder, some)
    return folder


@pytest.fixture
def receipts(some: ht.Dataset, tmp_path: Path) -> Path:
    """One filled form of money, alone in its folder."""
    (path,) = ht.excel.blank_forms(tmp_path / "forms", period="2024", unit="07384", forms="KP-01", rows=2)
    records = {name: some.tables[name].to_dicts() for name in ("allocations", "receipts", "expenditures")}
    fill(
        path, {name: [row for row in rows if row["source_file"].startswith("2024/")] for name, rows in records.items()}
    )
    return path


@pytest.mark.parametrize("period", ["2024Q3", "2024"])
def test_an_empty_form_says_what_it_is_and_only_that_it_is_empty(period: str, tmp_path: Path) -> None:
    written = ht.excel.blank_forms(tmp_path, period=period, unit="Nghĩa Hưng, Lạng Giang")
    dataset = ht.read(tmp_path, key=KEY)
    expected = [rule for rule in ht.form_rules(period=period).to_dicts() if rule["period_kind"] != "range"]
    assert names(written) == [f"{rule['form']}_{period}_07381.xlsx" for rule in expected]
    assert {finding.code for finding in dataset.findings} == {"submission_without_rows", "no_submission"}
    assert [source.table for source in dataset.sources if source.file] == [
        table for rule in sorted(expected, key=lambda rule: rule["form"]) for table in rule["tables"].split(";")
    ]


def test_every_form_can_be_said_to_have_nothing_to_report(tmp_path: Path) -> None:
    for period in ("2024Q3", "2024"):
        for path in ht.excel.blank_forms(tmp_path, period=period, unit="07384"):
            fill(path, {})
    dataset = ht.read(tmp_path, key=KEY)
    assert not [finding for finding in dataset.findings if finding.severity != "note"]
    submissions = dataset.tables["submissions"].to_dicts()
    assert {row["form_code"] for row in submissions} == {rule["form"] for rule in ht.form_rules().to_dicts()} - {
        "SO-01"
    }
    assert all(row["nil"] and row["version"] == 1 and row["unit_code"] == "07384" for row in submissions)


def test_the_register_of_reports_is_laid_out_where_it_is_asked_for(tmp_path: Path) -> None:
    (path,) = ht.excel.blank_forms(tmp_path, period="2024Q3", forms="so-01")
    (page,) = record_pages(openpyxl.load_workbook(path)).values()
    assert headings(page)[0] == "Mã báo cáo"
    assert statement(page, "Đơn vị:").value is None
    assert not statement(page, "Đơn vị:").protection.locked


def test_columns_offer_the_words_of_their_list_that_hold_in_the_period(tmp_path: Path) -> None:
    (path,) = ht.excel.blank_forms(tmp_path, period="2026", unit=None, forms="KP-01")
    book = openpyxl.load_workbook(path)
    page = record_pages(book)["receipts"]
    column = headings(page).index("Nguồn") + 1
    cell = page.cell(heading_row(page) + 5, column)
    (rule,) = [one for one in page.data_validations.dataValidation if cell.coordinate in one.sqref]
    sheet, _, area = rule.formula1.lstrip("=").partition("!")
    offered = [row[0].value for row in book[sheet.strip("'")][area.replace("$", "")]]
    dated = [row for row in ht.code_lists().to_dicts() if row["code_list"] == "funds"]
    assert offered == [row["label_vi"] for row in dated if row["until"] is None]
    assert "ngân sách cấp huyện" in {row["label_vi"] for row in dated} - set(offered)  # until July 2025
    assert rule.promptTitle == "Nguồn" and "Chọn trong danh sách" in rule.prompt


def test_every_column_says_how_it_is_filled_and_what_it_takes(tmp_path: Path) -> None:
    for period in ("2024Q3", "2024"):
        for path in ht.excel.blank_forms(tmp_path, period=period):
            for page in record_pages(openpyxl.load_workbook(path)).values():
                columns = COLUMNS[str(statement(page, "Bảng:").value)]
                rules = page.data_validations.dataValidation
                for at, heading in enumerate(headings(page), 1):
                    cell = page.cell(heading_row(page) + 1, at)
                    (rule,) = [one for one in rules if cell.coordinate in one.sqref]
                    assert rule.prompt and len(rule.prompt) <= 255
                    assert ("Bắt buộc" in rule.prompt) == columns[heading]["is_needed"]
                    if columns[heading]["type"] in ("text", "unit", "person", "period", "month"):
                        assert cell.number_format == "@", "a code keeps its zeros, a text is no formula"
    noted = {column["note"] for column in ht.columns().to_dicts() if column["note"]}
    assert noted <= set(NOTES)


def test_headings_are_protected_and_rows_are_not(tmp_path: Path) -> None:
    (path,) = ht.excel.blank_forms(tmp_path, period="2024Q3", unit="07384", forms="LD-01", rows=4)
    page = record_pages(openpyxl.load_workbook(path))["residents"]
    at = heading_row(page)
    assert page.protection.sheet and not page.protection.password
    assert not (page.protection.insertRows or page.protection.formatRows or page.protection.sort)  # allowed
    assert all(page.cell(row, column).protection.locked for row in (1, 3, at) for column in range(1, 14))
    assert not any(page.cell(row, column).protection.locked for row in range(at + 1, at + 5) for column in range(1, 14))
    assert page.column_dimensions["A"].protection.locked is False  # rows beyond those laid out
    assert page.print_title_rows == f"${at}:${at}"
    assert page.page_setup.orientation == "landscape" and page.page_setup.paperSize == 9


def test_filled_forms_give_the_records_that_were_filled_in(some: ht.Dataset, filled: Path) -> None:
    read = ht.read(filled, key=KEY)
    assert records_of(read) == records_of(some)
    told = {name for name, rows in records_of(some).items() if rows}
    assert len(told) >= 24, "the sample fills nearly every table"
    assert not [finding for finding in read.findings if finding.code in ("hidden_sheet", "table_not_recognised")]


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not there: apt-get install libreoffice-calc-nogui"
)
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_forms_saved_by_libreoffice_give_the_same_records(
    kind: str, some: ht.Dataset, filled: Path, tmp_path: Path
) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    files = sorted(filled.glob("*.xlsx"))
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
    assert len(list((tmp_path / "saved").iterdir())) == len(files)
    read = ht.read(tmp_path / "saved", key=KEY)
    assert records_of(read) == records_of(some)
    assert not [finding for finding in read.findings if finding.code == "table_not_recognised"]


def _columns_moved(book: openpyxl.Workbook) -> None:
    page = record_pages(book)["receipts"]
    at = heading_row(page)
    width = len(headings(page))
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=at, max_col=width)]
    for r, row in enumerate(rows, at):
        for c, value in enumerate(reversed(row), 1):
            page.cell(r, c).value = value


def _column_of_their_own(book: openpyxl.Workbook) -> None:
    page = record_pages(book)["receipts"]
    page.insert_cols(1)
    page.cell(heading_row_of_moved(page), 1).value = "STT"


def heading_row_of_moved(page: openpyxl.worksheet.worksheet.Worksheet) -> int:
    return next(row for row in range(1, 15) if page.cell(row, 2).value == "Mẫu:") + 2


def _rows_between(book: openpyxl.Workbook) -> None:
    page = record_pages(book)["receipts"]
    page.insert_rows(heading_row(page) + 2, 3)
    page.insert_rows(1, 2)
    page["A1"].value = "UBND XÃ QUANG THỊNH"


def _renamed(book: openpyxl.Workbook) -> None:
    record_pages(book)["receipts"].title = "Sheet1 (2)"


def _only_records(book: openpyxl.Workbook) -> None:
    del book["Hướng dẫn"]
    del book["Danh mục"]


def _total_below(book: openpyxl.Workbook) -> None:
    page = record_pages(book)["receipts"]
    amount = headings(page).index("Số tiền") + 1
    last = max(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value)
    page.cell(last + 1, 1).value = "Tổng cộng"
    first = heading_row(page) + 1
    page.cell(last + 1, amount).value = sum(page.cell(row, amount).value for row in range(first, last + 1))


CHANGES = [_columns_moved, _column_of_their_own, _rows_between, _renamed, _only_records, _total_below]


@pytest.mark.parametrize("how", CHANGES, ids=lambda how: how.__name__.strip("_"))
def test_what_people_do_to_a_form_changes_no_record(how: Callable[[openpyxl.Workbook], None], receipts: Path) -> None:
    before = records_of(ht.read(receipts))
    assert len(before["receipts"]) >= 3
    change(receipts, how)
    assert records_of(ht.read(receipts)) == before


def test_a_unit_of_money_stated_on_the_form_holds_for_its_sheet(receipts: Path) -> None:
    amounts = {row["receipt_id"]: row["amount"] for row in ht.read(receipts).tables["receipts"].to_dicts()}

    def in_thousands(book: openpyxl.Workbook) -> None:
        statement(record_pages(book)["receipts"], "Đơn vị tính:").value = "nghìn đồng"

    change(receipts, in_thousands)
    again = {row["receipt_id"]: row["amount"] for row in ht.read(receipts).tables["receipts"].to_dicts()}
    assert again == {key: 1000 * amount for key, amount in amounts.items()}


def test_sheets_that_accompany_a_form_are_read_once_somebody_writes_on_them(receipts: Path) -> None:
    assert not [one for one in ht.read(receipts).sources if one.sheet in ("Hướng dẫn", "Danh mục")]

    def written_on(book: openpyxl.Workbook) -> None:
        book["Danh mục"]["A40"].value = "một nguồn khác"

    change(receipts, written_on)
    read = ht.read(receipts)
    assert [one.rows_dropped > 0 for one in read.sources if one.sheet == "Danh mục"] == [True]
    assert any(one.sheet == "Danh mục" and one.severity == "error" for one in read.findings)


def test_nothing_is_overwritten_and_what_cannot_be_is_said(tmp_path: Path) -> None:
    (path,) = ht.excel.blank_forms(tmp_path, period="2024Q3", forms="TT-02")
    path.write_bytes(b"filled")
    with pytest.raises(ht.FileError, match="not overwritten"):
        ht.excel.blank_forms(tmp_path, period="2024Q3", forms="TT-02")
    assert path.read_bytes() == b"filled"
    with pytest.raises(ht.NotFound, match=r"no form KP-01 for 2024Q3; there is TT-02"):
        ht.excel.blank_forms(tmp_path, period="2024Q3", forms="KP-01")
    with pytest.raises(ht.NotFound):
        ht.excel.blank_forms(tmp_path, period="2024Q3", unit="99999")
    with pytest.raises(ht.NotFound):  # Mỹ Hà ended on 31 December 2024
        ht.excel.blank_forms(tmp_path, period="2025Q1", unit="07402")
    with pytest.raises(ht.InvalidValue):
        ht.excel.blank_forms(tmp_path, period="2024Q5")
    with pytest.raises(ht.InvalidValue):
        ht.excel.blank_forms(tmp_path, period="2024Q3", rows=-1)


@pytest.mark.parametrize("failure", [OSError("no space left"), ValueError("a bug"), KeyboardInterrupt()])
def test_a_write_that_fails_or_is_stopped_leaves_nothing_in_the_way_of_the_next(
    failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hoctap.excel import blank

    def begun(path: Path, **_: object) -> None:
        path.write_bytes(b"half a workbook")
        raise failure

    with monkeypatch.context() as patched:
        patched.setattr(blank, "_write", begun)
        with pytest.raises(ht.FileError if isinstance(failure, OSError) else type(failure)) as raised:
            ht.excel.blank_forms(tmp_path, period="2024Q3", forms="TT-02")
    if isinstance(raised.value, ht.FileError):
        assert raised.value.code == "file_not_writable"
    assert not list(tmp_path.iterdir())
    (path,) = ht.excel.blank_forms(tmp_path, period="2024Q3", forms="TT-02")
    assert openpyxl.load_workbook(path).sheetnames


def test_a_file_in_the_place_of_the_folder_is_not_taken_for_a_form(tmp_path: Path) -> None:
    (tmp_path / "forms").write_bytes(b"a file")
    with pytest.raises(ht.FileError) as raised:
        ht.excel.blank_forms(tmp_path / "forms", period="2024Q3", forms="TT-02")
    assert raised.value.code == "file_not_writable"
    assert "filled in" not in str(raised.value)


def test_without_the_library_the_error_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(ht.NotInstalled, match=r"pip install hoctap\[excel\]") as raised:
        ht.excel.blank_forms(tmp_path, period="2024Q3")
    assert raised.value.text("vi").startswith("tệp bảng tính được ghi bằng gói XlsxWriter")
    assert isinstance(raised.value, ImportError)
    result = CliRunner().invoke(commands, ["forms", str(tmp_path), "--period", "2024Q3", "--lang", "vi"])
    assert result.exit_code == 2
    assert "tệp bảng tính được ghi bằng gói XlsxWriter: pip install hoctap[excel]" in result.output
    assert not list(tmp_path.iterdir())


def test_texts_that_look_like_formulas_stay_texts(tmp_path: Path) -> None:
    import polars as pl

    dangerous = ["=1+1", "+84 912", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']
    frame = pl.DataFrame(
        {"receipt_id": [f"{i}" for i in range(6)], "unit_code": ["07384"] * 6, "date": ["2024-01-31"] * 6}
        | {"fund": ["donations"] * 6, "amount": [2**53 + 1] + [5] * 5, "purpose": dangerous}
    )
    table = ht.from_tables({"receipts": frame}, codes_as_of="2024-12-31").tables["receipts"]
    assert len(table) == 6
    page = openpyxl.load_workbook(ht.excel.write_tables(tmp_path / "out.xlsx", table))["receipts"]
    column = table.columns.index("purpose") + 1
    for row, text in enumerate((row["purpose"] for row in table.to_dicts()), 2):
        cell = page.cell(row, column)
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix
    amounts = [page.cell(row, table.columns.index("amount") + 1).value for row in range(2, 8)]
    assert amounts == [str(2**53 + 1), 5, 5, 5, 5, 5]
    assert page.cell(2, table.columns.index("date") + 1).is_date
    with pytest.raises(ht.FileError):
        ht.excel.write_tables(tmp_path / "out.xlsx", {"a": table})


def test_the_command_line_writes_forms(tmp_path: Path) -> None:
    asked = ["forms", str(tmp_path / "a"), "--period", "2024Q3", "--unit", "07384", "--unit", "Vôi, Lạng Giang"]
    result = CliRunner().invoke(commands, [*asked, "--form", "HT-01", "--json"])
    assert result.exit_code == 0, result.output
    files = [json.loads(line)["file"] for line in result.stdout.splitlines()]
    assert names(map(Path, files)) == ["HT-01_2024Q3_07384.xlsx", "HT-01_2024Q3_07375.xlsx"]
    assert all(Path(file).is_file() for file in files)
    every = ["forms", str(tmp_path / "b"), "--period", "2025Q4", "--unit", "all", "--form", "TT-02", "--rows", "0"]
    assert CliRunner().invoke(commands, every).exit_code == 0
    communes = ht.gazetteer().alive("commune", day="2025-12-31")
    assert names(sorted((tmp_path / "b").iterdir())) == sorted(f"TT-02_2025Q4_{one.code}.xlsx" for one in communes)
    again = CliRunner().invoke(commands, [*asked, "--form", "HT-01", "--lang", "vi"])
    assert again.exit_code == 2
    assert "không ghi đè" in again.output


def test_words_of_the_lists_are_known_under_their_labels() -> None:
    assert WORDS["session_kinds", "vocational"] == "dạy nghề"
    types = {"text", "unit", "date", "month", "period", "integer", "money", "decimal", "boolean", "ratio", "person"}
    assert {row["type"] for row in ht.columns().to_dicts()} == types
