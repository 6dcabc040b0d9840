"""Calendar, execution, settlements, reviews and sums of money: the golden cases, and the sample district as it is shown."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import hoctap as ht

CASES = Path(__file__).resolve().parents[1] / "golden" / "law" / "budgets"
LAW = ht.rulebook().as_of()


def cases() -> list[Path]:
    return sorted(path.parent for path in CASES.glob("*/case.toml"))


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as stream:
        return [{key: value for key, value in row.items() if key != "why"} for row in csv.DictReader(stream)]


def compare(found: list[dict[str, Any]], file: Path) -> None:
    if not file.exists():
        return
    expected = rows_of(file)
    texts = [{key: "" if row[key] is None else str(row[key]) for key in expected[0]} for row in found]
    assert texts == expected, file


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case_comes_out_as_worked_out_by_hand(case: Path) -> None:
    with (case / "case.toml").open("rb") as file:
        asked = tomllib.load(file)
    tables = {path.stem: pl.read_csv(path, infer_schema_length=0) for path in sorted((case / "tables").glob("*.csv"))}
    dataset = ht.from_tables(tables, codes_as_of=f"{asked['year']}-12-31")
    totals = {total["estimate"]: total["amount"] for total in asked.get("totals", [])}
    review = LAW.review(dataset, year=asked["year"], totals=totals, attributes=asked.get("attributes", {}))
    compare(review.to_dicts(), case / "estimates.csv")
    compare(review.centre_years.to_dicts(), case / "centre_years.csv")
    compare(review.bounds.to_dicts(), case / "bounds.csv")
    compare(dataset.execution(year=asked["year"]).to_dicts(), case / "sums.csv")
    settlements = LAW.settlements(dataset, year=asked["year"], asked=asked["asked"])
    compare(settlements.to_dicts(), case / "settlements.csv")


def test_the_calendar_comes_out_as_the_law_says() -> None:
    for row in rows_of(CASES / "calendar.csv"):
        attributes = dict(pair.split("=") for pair in row["attributes"].split(";") if pair)
        happened = dict(pair.split("=") for pair in row["happened"].split(";") if pair)
        calendar = LAW.calendar(int(row["year"]), attributes=attributes, happened=happened)
        part = int(row["part"]) if row["part"] else None
        found = [entry for entry in calendar.to_dicts() if (entry["step"], entry["part"]) == (row["step"], part)]
        assert len(found) == 1, row
        for key in ("last_day", "gap", "norm"):
            assert ("" if found[0][key] is None else str(found[0][key])) == row[key], row


def test_the_calendar_tells_late_from_missing() -> None:
    calendar = LAW.calendar(2026)
    assert calendar.state("settlement_approved", done="2027-03-30", asked="2027-06-01") == "on_time"
    assert calendar.state("settlement_approved", done="2027-03-31", asked="2027-06-01") == "late"
    assert calendar.state("settlement_approved", asked="2027-06-01") == "missing"
    assert calendar.state("settlement_approved", asked="2027-03-30") == "not_yet_due"
    assert calendar.state("commune_assigns", done="2025-12-29", asked="2026-02-01") == "undetermined"
    assert LAW.calendar(2024).state("settlement_approved", asked="2025-06-01") == "not_modelled"
    with pytest.raises(ht.NotFound):
        calendar.state("settlement", asked="2027-06-01")


def test_the_calendar_refuses_words_that_it_does_not_know() -> None:
    with pytest.raises(ht.InvalidValue, match="commune_council"):
        LAW.calendar(2026, who="mayor")
    with pytest.raises(ht.NotFound, match="province_decides"):
        LAW.calendar(2026, happened={"province_decide": "2025-12-01"})


def test_the_calendar_names_the_frame_and_what_becomes_of_money() -> None:
    frame = {row["role"]: row["instrument"] for row in LAW.calendar(2026).frame.to_dicts()}
    assert frame["commune_finance"] == "26/2026/TT-BTC"
    before = {row["role"]: row["instrument"] for row in LAW.calendar(2025).frame.to_dicts()}
    assert before["commune_finance"] == "344/2016/TT-BTC"
    assert before["budget_law"] is None
    fates = {row["money"]: row["fate"] for row in LAW.calendar(2026).leftovers.to_dicts()}
    assert fates["unspent_estimate"] == "lapses"
    assert fates["other_deposit"] == "carries_over"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_everything_shows_itself_in_both_languages(complete: ht.Dataset, lang: Any) -> None:
    shown = [
        LAW.calendar(2024),
        LAW.calendar(2026),
        complete.execution(),
        LAW.settlements(complete, year=2024),
        LAW.review(complete, year=2024),
        LAW.money(complete, by_fund=True, by_centre=True),
    ]
    for one in shown:
        assert len(one.to_text(lang=lang)) > 100
        assert "<table" in one.to_html(lang=lang)
        assert "<table" in one._repr_html_()
        assert repr(one).startswith("<")


# ---------------------------------------------------------------- the sample district


def test_the_sample_estimates_are_in_the_words_of_the_rulebook(complete: ht.Dataset) -> None:
    for year in (2023, 2024, 2025):
        review = LAW.review(complete, year=year)
        lines = review.lines.to_polars()
        assert lines["content"].null_count() == 0
        assert review.to_polars()["lines_differing"].sum() == 0
        assert not [finding for finding in review.findings if finding.severity == "error"]


@pytest.mark.parametrize("year", [2024, 2025])
def test_the_sample_plans_are_in_the_words_of_the_plan_contents(complete: ht.Dataset, year: int) -> None:
    estimate = LAW.estimate(complete, year=year)
    assert estimate.to_polars()["content"].null_count() == 0
    assert len(estimate.findings) == 0


def test_execution_equals_the_raw_tables(complete: ht.Dataset) -> None:
    tables = {name: complete.tables[name].to_polars() for name in ("allocations", "expenditures", "receipts")}
    total = complete.execution().total
    assert total["allocated"] == tables["allocations"]["amount"].sum() > 0
    assert total["paid"] == tables["expenditures"]["amount"].sum() > 0
    assert total["received"] + total["received_in_kind"] == tables["receipts"]["amount"].sum() > 0
    assert total["left"] == total["allocated"] - total["paid"]
    spent = tables["expenditures"].group_by("allocation_id").agg(pl.col("amount").sum().alias("spent"))
    uses = complete.execution().allocations.to_polars().join(spent, on="allocation_id", how="left")
    assert (uses["paid"] == uses["spent"].fill_null(0)).all()
    assert uses["beyond"].null_count() == len(uses), "the sample pays no more than was allocated"


@pytest.mark.parametrize("view", ["plan_territory", "as_reported", "current", "2025-01-15"])
def test_the_district_has_the_same_money_on_every_view(complete: ht.Dataset, view: str) -> None:
    money = LAW.money(complete, views=view, by_fund=True).to_polars()
    raw = complete.tables["allocations"].to_polars().group_by("year").agg(pl.col("amount").sum())
    whole = money.filter((pl.col("kind") == "territory") & pl.col("is_of_all_funds"))
    assert dict(whole.select("year", "allocated").rows()) == dict(raw.rows())
    shares = money.filter((pl.col("kind") == "territory") & ~pl.col("is_of_all_funds"))
    assert dict(shares.group_by("year").agg(pl.col("allocated").sum()).rows()) == dict(raw.rows())
    units = money.filter((pl.col("kind") == "unit") & (pl.col("level") == "commune") & pl.col("is_of_all_funds"))
    below = units.filter(pl.col("allocated") > pl.col("allocated_at_most"))
    assert below.is_empty()


def test_money_of_the_new_communes_asked_on_the_old_is_shown_jointly(complete: ht.Dataset) -> None:
    money = LAW.money(complete, years=2025, views="plan_territory").to_polars()
    joint = money.filter(pl.col("kind") == "joint")
    raw = complete.tables["allocations"].to_polars().filter(pl.col("year") == 2025)
    assert joint["allocated"].sum() == raw["amount"].sum() > 0
    old = money.filter((pl.col("kind") == "unit") & (pl.col("level") == "commune"))
    assert old["allocated"].sum() == 0
    assert (old["allocated_at_most"] > 0).all()


def test_reports_on_money_are_counted(troubled: ht.Dataset) -> None:
    money = LAW.money(troubled, years=2024, views="2024-12-31").to_dicts()
    whole = next(row for row in money if row["kind"] == "territory")
    assert (whole["owed"], whole["reported"]) == (21, 20), "07414 sent no KP-01 for 2024"
    silent = next(row for row in money if row["unit"] == "07414" and row["kind"] == "unit")
    assert (silent["owed"], silent["reported"]) == (1, 0)


def test_measures_equal_the_raw_tables(complete: ht.Dataset) -> None:
    measures = LAW.money(complete, years=2024, views="2024-12-31").measures.to_polars()
    whole = {row["measure"]: row for row in measures.filter(pl.col("kind") == "territory").to_dicts()}
    receipts = complete.tables["receipts"].to_polars().filter(pl.col("date").dt.year() == 2024)
    social = receipts.filter(~pl.col("fund").is_in(["commune_budget", "district_budget"]))
    assert whole["social_receipts"]["numerator"] == social["amount"].sum()
    assert whole["social_receipts"]["denominator"] == receipts["amount"].sum()
    asked = complete.tables["budget_estimates"].to_polars().filter(pl.col("year") == 2024)
    assert whole["allocated"]["denominator"] == asked["amount"].sum()
    given = complete.tables["allocations"].to_polars().filter(pl.col("year") == 2024)
    assert whole["allocated"]["numerator"] == given["amount"].sum()


def test_state_support_does_not_apply_outside_the_zones_and_is_capped_where_it_does(complete: ht.Dataset) -> None:
    stated = LAW.money(complete, years=2024, views="2024-12-31", attributes={"zone": "I"}).measures.to_polars()
    whole = stated.filter((pl.col("kind") == "territory") & (pl.col("measure") == "state_support_paid")).to_dicts()[0]
    assert whole["denominator"] == 21 * 20_000_000
    assert whole["lower_num"] <= whole["numerator"]
    outside = LAW.money(complete, years=2024, views="2024-12-31", attributes={"zone": "none"}).measures.to_polars()
    whole = outside.filter((pl.col("kind") == "territory") & (pl.col("measure") == "state_support_paid")).to_dicts()[0]
    assert whole["denominator"] == 0


@pytest.mark.parametrize("year", [2023, 2024])
def test_the_sample_settles_what_its_vouchers_say(complete: ht.Dataset, year: int) -> None:
    review = LAW.settlements(complete, year=year)
    assert len(review.findings) == 0
    rows = review.to_polars()
    settled = rows.filter(pl.col("settled").is_not_null())
    assert len(settled) >= 19
    assert (settled["settled"] == settled["paid"]).all()
    assert set(rows.filter(pl.col("is_state"))["state"]) == {"not_modelled"}, "no text that was read sets the day"


def test_a_review_goes_out_as_arrow(complete: ht.Dataset) -> None:
    review = LAW.review(complete, year=2024)
    assert pl.DataFrame(review).equals(review.to_polars())
    assert pl.DataFrame(review.bounds).height == len(review.bounds.to_dicts())
