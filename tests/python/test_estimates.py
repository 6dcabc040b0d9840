"""Estimates from Python: the golden cases worked out by hand, and how an estimate is handed out and shown."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import hoctap as ht

CASES = Path(__file__).resolve().parents[1] / "golden" / "law" / "estimates"


def cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/case.toml"))


def keyed(entry: dict[str, Any]) -> str:
    return ";".join([entry["content"], *(f"{key}={value}" for key, value in entry.get("attributes", {}).items())])


def records(case: Path) -> ht.Dataset:
    tables = {path.stem: pl.read_csv(path, infer_schema_length=0) for path in sorted((case / "tables").glob("*.csv"))}
    return ht.from_tables(tables, codes_as_of="2024-12-31")


def drawn(case: Path, **more: Any) -> ht.Estimate:
    with (case / "case.toml").open("rb") as file:
        asked = tomllib.load(file)
    options: dict[str, Any] = {
        "year": asked["year"],
        "prices": {keyed(price): price["amount"] for price in asked.get("prices", [])},
        "numbers": {(keyed(entry), entry["unit"]): entry["number"] for entry in asked.get("numbers", [])},
        "attributes": asked.get("attributes", {}),
        "unit_attributes": {unit["unit"]: unit["attributes"] for unit in asked.get("unit_attributes", [])},
    }
    if "sources" in asked:
        options["sources"] = [(source["fund"], source["weight"]) for source in asked["sources"]]
    return ht.rulebook().as_of().estimate(records(case), **(options | more))


def expected(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [{key: value for key, value in row.items() if key != "why"} for row in csv.DictReader(stream)]


def texts(row: dict[str, Any], columns: dict[str, str]) -> dict[str, str]:
    return {name: "" if row[column] is None else str(row[column]) for name, column in columns.items()}


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case_comes_out_as_worked_out_by_hand(case: Path) -> None:
    estimate = drawn(case)
    lines = expected(case / "lines.csv")
    columns = {name: {"centre": "centre_id", "number": "line_no"}.get(name, name) for name in lines[0]}
    assert [texts(row, columns) for row in estimate.to_dicts()] == lines
    floors = expected(case / "floors.csv")
    columns = {name: {"centre": "centre_id"}.get(name, name) for name in floors[0]}
    assert [texts(row, columns) for row in estimate.floors.to_dicts()] == floors
    sums = expected(case / "sums.csv")
    found = []
    for row in estimate.totals.to_dicts():
        names = list(row)
        funds = names[names.index("unverified") + 1 :]
        entry = texts(row, {name: name for name in sums[0] if name != "by_source"})
        found.append(entry | {"by_source": ";".join(str(row[fund]) for fund in funds)})
    assert found == sums


def test_lines_of_a_commune_can_be_checked_by_the_same_book() -> None:
    estimate = drawn(CASES / "01-a-learning-week")
    lines = estimate.to_polars().filter(pl.col("amount").is_not_null())
    checked = estimate.book.check(
        lines.select("content", "amount", "date", "year", "factor_1", "factor_2", "factor_3", "unit_price")
    )
    assert [row["verdict"] for row in checked.to_dicts()] == lines["verdict"].to_list()
    assert [row["ceiling"] for row in checked.to_dicts()] == lines["ceiling"].to_list()


def test_the_associations_records_come_in_again() -> None:
    case = CASES / "04-floors-of-the-state"
    estimate = drawn(case)
    tables = {path.stem: pl.read_csv(path, infer_schema_length=0) for path in (case / "tables").glob("*.csv")}
    again = ht.from_tables(tables | {"budget_estimates": estimate.records}, codes_as_of="2024-12-31")
    rows = again.tables["budget_estimates"].to_dicts()
    assert [(row["unit_code"], row["fund"], row["amount"]) for row in rows] == [
        ("07375", "commune_budget", 8_400_001),
        ("07375", "social_mobilisation", 3_600_000),
    ]
    assert {row["prepared_by"] for row in rows} == {"Hội Khuyến học thị trấn Vôi"}
    assert not [finding for finding in again.findings if finding.severity == "error"]


def test_a_missing_number_is_null_and_not_zero_in_every_way_out() -> None:
    estimate = drawn(CASES / "02-speakers")
    amounts = estimate.to_polars()["amount"]
    assert amounts.dtype == pl.Int64
    assert amounts.null_count() == 7
    assert int((amounts == 0).sum()) == 1
    assert str(estimate.to_pandas()["amount"].dtype) == "Int64"


def test_an_estimate_shows_itself_in_both_languages() -> None:
    estimate = drawn(CASES / "04-floors-of-the-state")
    english, vietnamese = estimate.to_text(lang="en"), estimate.to_text(lang="vi")
    assert "16,599,999" in english
    assert "16.599.999" in vietnamese
    assert "Mức hỗ trợ tối thiểu" in vietnamese
    assert "input missing" in english
    assert "thiếu số liệu đầu vào" in vietnamese
    assert "96/2008/TT-BTC" in vietnamese
    assert estimate._repr_html_() == estimate.to_html(lang="en")
    assert "<table" in estimate.to_html()
    assert repr(estimate).startswith("<Estimate for 2024: 2 centres, 5 lines")


def test_a_fractional_price_or_number_is_refused() -> None:
    for options in (
        {"prices": {"hall_hire": 1.5}},
        {"numbers": {("literacy_lighting", "month"): 5.0}},
        {"sources": [("commune_budget", 0.7)]},
    ):
        with pytest.raises(TypeError):
            drawn(CASES / "01-a-learning-week", **options)


def test_an_unknown_word_is_answered_with_the_nearest() -> None:
    with pytest.raises(ht.NotFound, match="hall_hire"):
        drawn(CASES / "01-a-learning-week", prices={"hall_hires": 1})
    with pytest.raises(ht.NotFound, match="commune_budget"):
        drawn(CASES / "01-a-learning-week", sources=[("commune_budgets", 1)])
    with pytest.raises(ht.InvalidValue, match="zone=II"):
        drawn(CASES / "01-a-learning-week", prices={"hall_hire;zone": 1})


def test_an_unknown_wording_is_a_finding_and_stays_in_the_table() -> None:
    tables = {
        "centres": pl.DataFrame({"centre_id": ["A"], "founded_on": ["2010-01-01"]}),
        "plan_lines": pl.DataFrame(
            {"centre_id": ["A"], "year": [2024], "version": [1], "line_no": [1], "content_code": ["lớp dạy nghế mộc"]}
        ),
    }
    estimate = ht.rulebook().as_of().estimate(ht.from_tables(tables), year=2024)
    assert estimate.to_dicts()[0]["wording"] == "lớp dạy nghế mộc"
    assert estimate.to_dicts()[0]["missing"] == "content"
    assert len(estimate.findings) == 1
