"""Budget lines from files, what the check says of one of them, what another book changes, and what to read next."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet
import pytest
import xlsxwriter

import hoctap as ht

SHEET = """Dữ liệu:,mô phỏng
Nội dung chi,Ngày,Hệ số 1,Hệ số 2,Đơn giá,Số tiền,Mã TTHTCĐ,Ghi chú
tiền ăn đại biểu,01/06/2024,30,2,100.000,6.000.000,TT-A,
tiền ăn đại biểu,01/06/2024,30,2,105.000,6.300.000,TT-B,quá mức
nước uống,01/06/2024,30,2,20.000,1.200.000,TT-A,
"""
ROWS = [
    ["Nội dung chi", "Ngày", "Hệ số 1", "Hệ số 2", "Đơn giá", "Số tiền", "Mã TTHTCĐ"],
    ["tiền ăn đại biểu", "2024-06-01", 30, 2, 100_000, 6_000_000, "TT-A"],
    ["tiền ăn đại biểu", "2024-06-01", 30, 2, 105_000, 6_300_000, "TT-B"],
    ["nước uống", "2024-06-01", 30, 2, 20_000, 1_200_000, "TT-A"],
]
VERDICTS = ["within", "over", "not_checkable"]


@pytest.fixture(scope="module")
def book() -> ht.Book:
    return ht.rulebook().as_of()


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lines") / "dự toán.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def test_lines_of_a_text_file_are_judged_with_the_place_where_each_stands(sheet: Path, book: ht.Book) -> None:
    lines = ht.budget_lines(sheet)
    assert [(row["row"], row["centre_id"], row["amount"]) for row in lines.to_dicts()] == [
        (3, "TT-A", 6_000_000),
        (4, "TT-B", 6_300_000),
        (5, "TT-A", 1_200_000),
    ]
    assert lines.is_simulated
    assert [finding.code for finding in lines.findings] == ["line_column_unused"]
    assert [row["verdict"] for row in book.check(lines).to_dicts()] == VERDICTS


def test_lines_of_a_workbook_are_those_of_the_text_file(tmp_path: Path, book: ht.Book) -> None:
    path = tmp_path / "lines.xlsx"
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("notes").write_row(0, 0, ["only words"])
        page = workbook.add_worksheet("Dự toán")
        for number, row in enumerate(ROWS):
            page.write_row(number, 0, row)
    lines = ht.budget_lines(path)
    assert {row["sheet"] for row in lines.to_dicts()} == {"Dự toán"}
    assert [row["verdict"] for row in book.check(lines).to_dicts()] == VERDICTS


def test_lines_of_a_parquet_file_are_judged(tmp_path: Path, book: ht.Book) -> None:
    path = tmp_path / "lines.parquet"
    table = pl.DataFrame(
        {
            "content": ["guest_meal"] * 2,
            "date": ["2024-06-01"] * 2,
            "factor_1": [30, 30],
            "factor_2": [2, 2],
            "amount": [6_000_000, 6_300_000],
        }
    ).with_columns(pl.col("date").str.to_date())
    pyarrow.parquet.write_table(table.to_arrow(), path)
    checked = book.check(ht.budget_lines(path))
    assert [row["verdict"] for row in checked.to_dicts()] == VERDICTS[:2]
    assert "row 2" in checked.explain(1).text()
    with pytest.raises(ht.FileError):
        ht.budget_lines(tmp_path / "absent.parquet")


def test_what_is_no_table_of_lines_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ht.FormatError, match=r"notes\.csv"):
        ht.budget_lines(path)
    with pytest.raises(ht.FileError):
        ht.budget_lines(tmp_path / "absent.csv")


def test_a_line_is_explained_by_norm_inputs_and_arithmetic(sheet: Path, book: ht.Book) -> None:
    line = book.check(ht.budget_lines(sheet)).explain(1)
    assert (line.verdict, line.ceiling, line.excess) == ("over", 6_000_000, 300_000)
    assert line.norm is not None
    assert line.norm.id == "40/2017/TT-BTC:a12.c4#held_by_commune"
    assert "unverified" in line.flags
    content = line.to_dict(lang="vi")
    assert content["row"] == 4
    assert content["mark"] == "SECONDARY"
    assert [(factor["stated"], factor["paid"]) for factor in content["factors"]] == [(30, 30), (2, 2)]
    assert {"attribute": "held_by", "value": "commune", "stated": None, "is_default": True} in content["inputs"]
    assert "40/2017/TT-BTC:a12.c4#elsewhere" in [passed["norm"] for passed in content["passed_over"]]
    english, vietnamese = line.text(), line.text(lang="vi")
    assert "30 × 2 × 100,000" in english
    assert "vượt mức trần 300.000 đồng" in vietnamese
    assert "Article 12, clause 4" in english
    assert "<li>" in line._repr_html_()
    assert line.to_html(lang="vi") != line.to_html(lang="en")


def test_an_explanation_shows_the_level_before_rounding(book: ht.Book) -> None:
    table = pa.table({"content": ["legal_speaker_fee"], "amount": [1], "year": [2024], "audience": ["special"]})
    levels = book.check(table).explain(0).to_dict()["levels"]
    assert [(level["of"], level["num"], level["den"], level["level"]) for level in levels] == [
        (2_000_000, 120, 100, 2_400_000)
    ]


def test_a_line_that_is_not_there_is_no_explanation(sheet: Path, book: ht.Book) -> None:
    lines = ht.budget_lines(sheet)
    checked = book.check(lines)
    for row in (-1, 3):
        with pytest.raises(ht.NotFound):
            checked.explain(row)
    assert lines.row_at(5) == 2
    with pytest.raises(ht.NotFound, match="3 to 5"):
        lines.row_at(2)


def test_another_book_changes_what_its_law_says(book: ht.Book) -> None:
    table = pa.table(
        {
            "content": ["per_diem", "per_diem", "hall_hire"],
            "factor_1": [1, 1, None],
            "factor_2": [1, 1, None],
            "amount": [250_000, 150_000, 1],
            "centre": [7, 8, 8],
        }
    )
    rulebook = ht.rulebook()
    before, after = rulebook.as_of(in_force="2025-05-03"), rulebook.as_of(in_force="2025-05-04")
    compared = before.check(table, sum_by=["centre"]).compare(after)
    changes = compared.changes.to_dicts()
    assert [(row["line"], row["verdict_before"], row["verdict_after"]) for row in changes] == [
        (0, "over", "within"),
        (1, "within", "within"),
    ]
    assert [(row["ceiling_before"], row["ceiling_after"]) for row in changes] == [(200_000, 300_000)] * 2
    assert compared.total.to_dicts()[0]["excess_before"] == 50_000
    assert [(row["centre"], row["lines"], row["lines_changed"]) for row in compared.sums.to_dicts()] == [
        (7, 1, 1),
        (8, 2, 1),
    ]
    assert {"before": "over", "after": "within", "lines": 1, "amount": 250_000} in compared.verdicts.to_dicts()
    assert len(compared) == 2
    assert "2 of 3 lines change" in compared.to_html(lang="en")
    assert not before.check(table).compare(before).changes.to_dicts()


def test_gaps_name_first_the_entry_on_which_most_money_hangs(sheet: Path, book: ht.Book) -> None:
    gaps = book.check(ht.budget_lines(sheet)).gaps().to_dicts()
    assert [(row["kind"], row["amount"], row["reason"]) for row in gaps] == [
        ("unverified", 12_300_000, "not_verified"),
        ("stands_in_the_way", 1_200_000, "recalled_only"),
    ]
    assert gaps[1]["norm"] == "40/2017/TT-BTC:a12.c3"
    assert gaps[1]["norm_vi"] == "khoản 3 Điều 12 40/2017/TT-BTC"


def test_estimates_of_a_dataset_are_lines_of_their_last_version(complete: ht.Dataset) -> None:
    lines = ht.budget_lines(complete)
    rows = lines.to_dicts()
    table = complete.tables["budget_estimates"].to_dicts()
    last: dict[str, int] = {}
    for row in table:
        last[row["estimate_id"]] = max(last.get(row["estimate_id"], 0), row["version"])
    assert len(rows) == sum(row["version"] == last[row["estimate_id"]] for row in table)
    assert sum(row["amount"] for row in rows) == sum(
        row["amount"] for row in table if row["version"] == last[row["estimate_id"]]
    )
    assert {row["province"] for row in rows} == {"24"}
    assert lines.is_simulated
    assert all(row["file"] and row["row"] for row in rows)


def test_lines_of_an_estimate_are_judged_as_the_estimate_says(complete: ht.Dataset, book: ht.Book) -> None:
    estimate = book.estimate(complete, year=2024)
    assert [row["verdict"] for row in book.check(estimate.lines).to_dicts()] == [
        row["verdict"] if row["amount"] is not None else checked["verdict"]
        for row, checked in zip(estimate.to_dicts(), book.check(estimate.lines).to_dicts(), strict=True)
    ]
    attributes = {row["attributes"] for row in estimate.to_dicts()}
    assert any("province=24" in (text or "") for text in attributes)


def test_paths_may_be_objects_of_pathlib(tmp_path: Path, golden: Path) -> None:
    assert ht.Programme.load(golden / "programme.toml").id
    assert len(ht.Rulebook.load([ht.sample.PROVINCIAL_RULEBOOK, *_vocabulary()]).instruments) == 1
    with pytest.raises(ht.FileError):
        ht.Programme.load(tmp_path / "absent.toml")
    with pytest.raises(TypeError):
        ht.Programme.load(7)  # type: ignore[arg-type]


def _vocabulary() -> list[Path]:
    return [Path(__file__).resolve().parents[2] / "data" / "law" / "vocabulary.toml"]
