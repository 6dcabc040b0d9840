"""Answers: the form back with each finding in its cell, and nothing else changed."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from broken_files import Broken, broken_files
from click.testing import CliRunner
from filled_forms import change, comments_in, fill, heading_row, headings, parts_of, record_pages, statement
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import hoctap as ht
from hoctap.cli import commands
from hoctap.excel.styles import FILLS
from hoctap.ledger import Ledger

KEY = "the key of these tests, which is public"
WORKBOOKS = [one for one in broken_files() if one.name.rpartition(".")[2] in ("xlsx", "xls", "ods", "xlsb")]
ROWS: list[dict[str, Any]] = [
    {
        "receipt_id": f"KT-{i:02}",
        "unit_code": "07384",
        "centre_id": None,
        "date": f"2024-0{i}-15",
        "fund": "donations",
        "donor_kind": "doanh nghiệp",
        "amount": 1_000_000 * i,
        "in_kind": False,
        "purpose": "mua sách cho tủ sách",
    }
    for i in range(1, 6)
]


def a_form(folder: Path) -> Path:
    """A sound form of receipts, filled by a program that keeps what it does not know of."""
    import datetime

    (path,) = ht.excel.blank_forms(folder, period="2024", unit="07384", forms="KP-01", rows=8)
    rows = [row | {"date": datetime.date.fromisoformat(row["date"])} for row in ROWS]
    fill(path, {"receipts": rows})
    return path


def typed(path: Path, heading: str, row: int, value: Any) -> tuple[int, int]:
    """Type a value into a record (from 1) of the receipts, and give its place."""
    place = (0, 0)

    def put(book: openpyxl.Workbook) -> None:
        nonlocal place
        page = record_pages(book)["receipts"]
        place = (heading_row(page) + row, headings(page).index(heading) + 1)
        page.cell(*place).value = value

    change(path, put)
    return place


def check_comments(answer: Path, dataset: ht.Dataset, file: str) -> None:
    """Every finding of a cell stands in that cell, and every comment says what was found there and nothing else."""
    comments = comments_in(answer)
    sheets = [source.sheet for source in dataset.sources if source.file == file]
    expected: dict[tuple[str, int, int], list[str]] = {}
    for finding in dataset.findings:
        if finding.file == file:
            place = (finding.sheet or sheets[0], finding.row or 1, finding.column or 1)
            expected.setdefault(place, []).append(finding.text(lang="vi"))
    for place, texts in expected.items():
        assert all(text in comments[place] for text in texts)
        assert len(comments[place].splitlines()) >= len(set(texts))
    for place, comment in comments.items():
        if place not in expected:  # over a cell that a merged one covers
            assert re.match(r"hoctap:\n[A-Z]+\d+: ", comment)


@pytest.mark.parametrize("broken", WORKBOOKS, ids=lambda broken: broken.name)
def test_every_broken_workbook_is_answered_with_each_finding_in_its_cell(broken: Broken, tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / broken.name).write_bytes(broken.content)
    limits = ht.FileLimits(**broken.limits)
    dataset = ht.read(tmp_path / "forms", key=KEY, limits=limits)
    answers = ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers", dataset=dataset, limits=limits)
    noticed = [finding for finding in dataset.findings if finding.file]
    assert len(answers) == any(finding.severity != "note" for finding in noticed)
    if not answers:
        return
    (answer,) = answers
    assert list(answer.findings) == noticed
    if any(source.sheet for source in dataset.sources):
        check_comments(answer.path, dataset, broken.name)
        is_xlsx = zipfile.is_zipfile(tmp_path / "forms" / broken.name) and "[Content_Types].xml" in parts_of(
            tmp_path / "forms" / broken.name
        )
        assert answer.is_same_form == (is_xlsx and not broken.name.endswith(".xlsb"))
    else:
        page = openpyxl.load_workbook(answer.path).active
        assert page is not None
        listed = [row[0].value for row in page.iter_rows()]
        assert all(any(finding.text(lang="vi") in text for text in listed) for finding in noticed)


CELL = re.compile(rb'<c r="([A-Z]+\d+)"(?: s="(\d+)")?')


def check_only_marks_differ(form: Path, answer: Path) -> None:
    before, after = parts_of(form), parts_of(answer)
    may_differ = re.compile(
        r"xl/(styles\.xml|worksheets/sheet\d+\.xml)|.*\.rels|\[Content_Types\]\.xml|.*comments?[^/]*\.xml|.*\.vml"
    )
    for name, content in before.items():
        assert name in after
        if not may_differ.fullmatch(name):
            assert after[name] == content, name
    assert all(
        re.fullmatch(r".*(comments\d+\.xml|vmlDrawing\d+\.vml|sheet\d+\.xml\.rels)", name)
        for name in set(after) - set(before)
    )
    for name, content in before.items():
        if name.startswith("xl/worksheets/sheet"):
            assert without_marks(after[name], {cell for cell, _ in CELL.findall(content)}) == without_marks(
                content, None
            )


def without_marks(sheet: bytes, known: set[bytes] | None) -> bytes:
    """Take away styles of cells, cells that are nothing but a style and were not there, and the reference to comments."""
    bare = re.sub(rb"<legacyDrawing[^>]*/>", b"", sheet)
    if known is not None:
        bare = re.sub(
            rb'<c r="([A-Z]+\d+)" s="\d+"/>', lambda cell: cell.group() if cell.group(1) in known else b"", bare
        )
    bare = re.sub(rb'<row r="\d+"[^>]*></row>|<row r="\d+"[^>]*/>', b"", bare)
    return re.sub(rb"<c [^>]*>", lambda cell: re.sub(rb' s="\d+"', b"", cell.group()), bare)


MISTAKES = {
    "Ngày": ["30/02/2024", "hôm qua", "05/03/2023"],
    "Nguồn": ["tàu vũ trụ"],
    "Số tiền": ["hai triệu", -5],
    "Mã ĐVHC": ["99999", 7384],
    "Mã khoản thu": [None, "KT-01"],
    "Hiện vật": ["có lẽ"],
    "Mục đích": ["cho 024085012345"],
}


def test_an_answer_differs_in_styles_and_comments_only(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    places = [typed(path, heading, row, values[0]) for row, (heading, values) in enumerate(MISTAKES.items(), 1)]
    places.append(typed(path, "Ngày", 6, None))
    dataset = ht.read(path)
    (answer,) = ht.excel.answer_forms(path, tmp_path / "answers", dataset=dataset)
    assert answer.is_same_form
    assert answer.path == tmp_path / "answers" / path.name
    check_only_marks_differ(path, answer.path)
    check_comments(answer.path, dataset, path.name)
    # The same records are read from it, and people see the marks.
    assert [str(one) for one in ht.read(answer.path).findings] == [str(one) for one in dataset.findings]
    page = record_pages(openpyxl.load_workbook(answer.path))["receipts"]
    marked = {
        (cell.row, cell.column): cell.fill.fgColor.rgb
        for row in page.iter_rows()
        for cell in row
        if cell.fill.fgColor.rgb in FILLS.values()
    }
    noticed = [one for one in dataset.findings if one.severity != "note" and one.sheet == page.title]
    assert set(marked) == {(one.row or 1, one.column or 1) for one in noticed}
    errors = {(one.row, one.column) for one in noticed if one.severity == "error"}
    assert all(marked[place] == FILLS["error" if place in errors else "warning"] for place in marked if place[1] > 1)
    original = record_pages(openpyxl.load_workbook(path))["receipts"]
    for place in marked:
        was, became = original.cell(*place), page.cell(*place)
        assert (was.value, was.number_format, was.protection.locked) == (
            became.value,
            became.number_format,
            became.protection.locked,
        )
        assert (repr(was.border), repr(was.font)) == (repr(became.border), repr(became.font))


def test_an_answer_to_an_answer_says_what_is_wrong_now_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    wrong = typed(path, "Ngày", 2, "30/02/2024")
    both = typed(path, "Nguồn", 3, "tàu vũ trụ")

    def remark(book: openpyxl.Workbook) -> None:
        page = record_pages(book)["receipts"]
        page.cell(*both).comment = openpyxl.comments.Comment("hỏi lại kế toán", "Lan")
        page.cell(both[0] + 1, 1).comment = openpyxl.comments.Comment("chưa có chứng từ", "Lan")

    change(path, remark)
    (first,) = ht.excel.answer_forms(path, tmp_path / "first")
    check_only_marks_differ(path, first.path)
    sheet = "Khoản thu"
    comments = comments_in(first.path)
    assert "30/02/2024" in comments[sheet, *wrong]
    assert "hỏi lại kế toán" in comments[sheet, *both] and "tàu vũ trụ" in comments[sheet, *both]
    # As a program does that changes two cells and nothing else: the wrong date mended, another word misspelt.
    again = tmp_path / "again" / path.name
    again.parent.mkdir()
    with zipfile.ZipFile(first.path) as old, zipfile.ZipFile(again, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if re.match(r"xl/(sharedStrings|worksheets/sheet\d+)\.xml", part.filename):
                content = content.replace(b"30/02/2024", b"28/02/2024")
                for encoding, errors in (
                    ("utf-8", "strict"),
                    ("ascii", "xmlcharrefreplace"),
                ):  # as lxml is there or not
                    content = content.replace("tàu vũ trụ".encode(encoding, errors), "vũ trụ".encode(encoding, errors))
            new.writestr(part, content)
    (second,) = ht.excel.answer_forms(again, tmp_path / "second")
    comments = comments_in(second.path)
    assert (sheet, *wrong) not in comments
    assert comments[sheet, *both].count("hoctap:") == 1
    assert "hỏi lại kế toán" in comments[sheet, *both] and "“vũ trụ”" in comments[sheet, *both]
    assert comments[sheet, both[0] + 1, 1] == "chưa có chứng từ"
    page = record_pages(openpyxl.load_workbook(second.path))["receipts"]
    assert page.cell(*wrong).fill.fgColor.rgb not in FILLS.values()
    assert page.cell(*both).fill.fgColor.rgb in FILLS.values()
    shapes = b"".join(content for name, content in parts_of(second.path).items() if name.endswith(".vml"))
    in_sheet = [place for place in comments if place[0] == sheet]
    others = [place for place in comments if place[0] != sheet]
    assert shapes.count(b'ObjectType="Note"') == len(in_sheet) + len(others)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(sorted(MISTAKES)), st.integers(1, 30), st.integers(0, 2)), min_size=1, max_size=8
    )
)
def test_whatever_is_typed_wrong_is_commented_where_it_stands(
    tmp_path_factory: pytest.TempPathFactory, mistakes: list[tuple[str, int, int]]
) -> None:
    folder = tmp_path_factory.mktemp("typed")
    shutil.copytree(_sound_form(tmp_path_factory), folder / "forms")
    (path,) = (folder / "forms").iterdir()

    def put(book: openpyxl.Workbook) -> None:
        page = record_pages(book)["receipts"]
        for heading, row, which in mistakes:
            values = MISTAKES[heading]
            page.cell(heading_row(page) + row, headings(page).index(heading) + 1).value = values[which % len(values)]

    change(path, put)
    dataset = ht.read(path)
    answers = ht.excel.answer_forms(path, folder / "answers", dataset=dataset)
    for answer in answers:
        check_only_marks_differ(path, answer.path)
        check_comments(answer.path, dataset, path.name)
    assert bool(answers) == any(one.file and one.severity != "note" for one in dataset.findings)


_sound: list[Path] = []


def _sound_form(factory: pytest.TempPathFactory) -> Path:
    if not _sound:
        _sound.append(a_form(factory.mktemp("sound") / "forms").parent)
    return _sound[0]


@pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not there: apt-get install libreoffice-calc-nogui"
)
def test_a_form_saved_by_libreoffice_is_answered_as_it_is_and_its_answer_opened(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    place = typed(path, "Ngày", 2, "30/02/2024")
    saved = _through_libreoffice(path, tmp_path / "saved", tmp_path)
    (answer,) = ht.excel.answer_forms(saved, tmp_path / "answers")
    assert answer.is_same_form
    before, after = parts_of(saved), parts_of(answer.path)
    changed = {name for name in before if before[name] != after[name]}
    assert all(re.fullmatch(r"xl/styles\.xml|xl/worksheets/.*|\[Content_Types\]\.xml", name) for name in changed)
    opened = _through_libreoffice(answer.path, tmp_path / "opened", tmp_path)
    assert "30/02/2024" in comments_in(opened)["Khoản thu", *place]
    # Comments are known to be ours though LibreOffice forgets whose they are, and marks though it writes styles anew.
    typed(opened, "Ngày", 2, "28/02/2024")
    typed(opened, "Ngày", 3, "31/02/2024")
    (again,) = ht.excel.answer_forms(opened, tmp_path / "again")
    assert [one for one in comments_in(again.path) if one[0] == "Khoản thu"] == [("Khoản thu", place[0] + 1, place[1])]
    page = record_pages(openpyxl.load_workbook(again.path))["receipts"]
    assert page.cell(*place).fill.fgColor.rgb not in FILLS.values()


def _through_libreoffice(path: Path, folder: Path, profile: Path) -> Path:
    command = ["soffice", f"-env:UserInstallation=file://{profile / 'profile'}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(folder), str(path)], check=True, capture_output=True, timeout=300)
    return folder / path.name


def test_copies_of_other_workbooks_neutralise_formulas_and_keep_cells_in_their_places(tmp_path: Path) -> None:
    import datetime

    from broken_files import PURPOSE, put, receipts
    from spreadsheets import ods

    sheet = receipts()
    put(0, PURPOSE, "=1+1")(sheet)
    put(1, PURPOSE, "@SUM(A1)")(sheet)
    put(2, 3, "hôm qua")(sheet)
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "thu.ods").write_bytes(ods(sheet))
    (answer,) = ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers", lang="en")
    assert answer.path.name == "thu.ods.xlsx"
    assert not answer.is_same_form
    page = openpyxl.load_workbook(answer.path)["Biểu"]
    for r, row in enumerate(sheet.rows, 1):
        for c, value in enumerate(row, 1):
            cell = page.cell(r, c)
            if isinstance(value, datetime.date):
                assert cell.value.date() == value
            else:
                assert cell.value == value
            assert cell.data_type != "f"
    assert page.cell(7, PURPOSE + 1).quotePrefix
    assert "Error: “hôm qua”" in comments_in(answer.path)["Biểu", 9, 4]


def without_authors(name: str, content: bytes) -> bytes:
    return re.sub(rb"<authors>.*?</authors>|<authors */>", b"", content) if "omments" in name else content


def with_prefixed_shapes(name: str, content: bytes) -> bytes:
    if not name.endswith(".vml"):
        return content
    return re.sub(rb"</xml>\s*$", b"</a:xml>", re.sub(rb"<xml ", b'<a:xml xmlns:a="urn:a" ', content, count=1))


def with_a_cell_outside_rows(name: str, content: bytes) -> bytes:
    return content.replace(b"<sheetData>", b'<sheetData><c r="A1"/>') if "worksheets/sheet" in name else content


def with_endless_columns(name: str, content: bytes) -> bytes:
    return re.sub(rb'(<col [^>]*?)width="[^"]*"', rb'\1width="INF"', content)


@pytest.mark.parametrize(
    "oddity",
    [
        without_authors,
        with_prefixed_shapes,
        with_a_cell_outside_rows,
        with_endless_columns,
    ],
)
def test_workbooks_that_are_laid_out_oddly_are_answered_anew(
    oddity: Callable[[str, bytes], bytes], tmp_path: Path
) -> None:
    path = a_form(tmp_path / "sound")
    typed(path, "Ngày", 2, "30/02/2024")

    def remark(book: openpyxl.Workbook) -> None:
        record_pages(book)["receipts"].cell(1, 1).comment = openpyxl.comments.Comment("hỏi lại", "Lan")

    change(path, remark)
    odd = tmp_path / "odd" / path.name
    odd.parent.mkdir()
    before = parts_of(path)
    with zipfile.ZipFile(odd, "w") as new:
        for name, content in before.items():
            new.writestr(name, oddity(name, content))
    assert parts_of(odd) != before
    dataset = ht.read(odd)
    (answer,) = ht.excel.answer_forms(odd, tmp_path / "answers", dataset=dataset)
    assert not answer.is_same_form
    assert list(answer.findings) == [finding for finding in dataset.findings if finding.file]
    assert any("30/02/2024" in text for text in comments_in(answer.path).values())


def test_text_is_answered_with_the_list_of_findings(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    broken = next(one for one in broken_files() if one.name == "date-a-word.csv")
    (tmp_path / "forms" / broken.name).write_bytes(broken.content)
    (answer,) = ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers")
    assert answer.path.name == "date-a-word.csv.xlsx"
    page = openpyxl.load_workbook(answer.path).active
    assert page is not None
    assert any("hôm qua" in str(row[0].value) for row in page.iter_rows())


def test_sound_forms_are_not_answered_and_changed_ones_refused(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    assert ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers") == []
    typed(path, "Ngày", 1, "hôm qua")
    dataset = ht.read(tmp_path / "forms")
    typed(path, "Ngày", 1, "hôm kia")
    with pytest.raises(ht.FileError, match="changed since it was read"):
        ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers", dataset=dataset)
    ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers")
    with pytest.raises(ht.FileError, match="is there already"):
        ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers")
    with pytest.raises(ht.InvalidValue):
        ht.excel.answer_forms(tmp_path / "forms", tmp_path / "answers", dataset=dataset, key=KEY)
    with pytest.raises(ht.InvalidValue, match="read as forms"):
        ht.excel.answer_forms(tmp_path / "forms", tmp_path / "forms" / "answers")
    assert ht.excel.answer_forms(tmp_path / "forms", tmp_path / "none", files=["LD-01"]) == []


def test_the_command_line_answers_forms(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    typed(path, "Ngày", 2, "hôm qua")
    result = CliRunner().invoke(commands, ["answer", str(tmp_path / "forms"), str(tmp_path / "answers"), "--json"])
    assert result.exit_code == 1, result.output
    (row,) = map(json.loads, result.stdout.splitlines())
    assert list(row) == ["file", "answer", "is_same_form", "comments", "errors", "warnings", "notes"]
    assert row["errors"] == 1 and row["is_same_form"]
    assert any("hôm qua" in text for text in comments_in(Path(row["answer"])).values())
    told = CliRunner().invoke(
        commands, ["answer", str(tmp_path / "forms"), str(tmp_path / "again"), "--lang", "vi", "--comments", "en"]
    )
    assert "bản trả lời" in told.stdout and path.name in told.stdout
    assert any("Error: " in text for text in comments_in(tmp_path / "again" / path.name).values())
    shutil.rmtree(tmp_path / "forms")
    ok = a_form(tmp_path / "forms")
    sound = CliRunner().invoke(commands, ["answer", str(ok), str(tmp_path / "third"), "--lang", "en"])
    assert (sound.exit_code, sound.stdout.strip()) == (0, "no form has an error or a warning")


def test_a_statement_that_is_wrong_is_marked_above_the_headings(tmp_path: Path) -> None:
    path = a_form(tmp_path / "forms")
    row = 0

    def put(book: openpyxl.Workbook) -> None:
        nonlocal row
        cell = statement(record_pages(book)["receipts"], "Kỳ:")
        cell.value, row = "quý năm", cell.row

    change(path, put)
    (answer,) = ht.excel.answer_forms(path, tmp_path / "answers")
    assert "quý năm" in comments_in(answer.path)["Khoản thu", row, 2]


def test_a_ledger_is_not_answered_since_answers_need_the_files_themselves(tmp_path: Path) -> None:
    Ledger.create(tmp_path / "ledger.db").close()
    for ledger in (tmp_path / "ledger.db", "postgresql://host/name"):
        with pytest.raises(ht.InvalidValue, match="files themselves") as refused:
            ht.excel.answer_forms(ledger, tmp_path / "answers")
        assert refused.value.text("vi") != refused.value.text("en")
