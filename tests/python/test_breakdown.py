"""Indicators told apart: parts and the unknown add up, each part is what it is alone, and no small count is told."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import FIELDS, QUARTERS, START, World, on_view
from reference_monitoring import monitoring_cells
from test_against_reference import arrow_tables
from test_suppression import narrow
from worlds import CODES_AS_OF, DAY_OF_ASKING, programme_of_the_district, worlds
from worlds_monitoring import monitored_worlds

import hoctap as ht

ADDING = ("numerator", "denominator", "unreported")
WORKERS = ["T4a", "T4b", "T5"]


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> ht.Programme:
    return ht.Programme.load(programme_of_the_district(tmp_path_factory.mktemp("programme")))


def dataset_of(world: World, programme: ht.Programme) -> ht.Dataset:
    return ht.from_tables(arrow_tables(world), programme=programme, codes_as_of=CODES_AS_OF, day=DAY_OF_ASKING)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_parts_and_the_unknown_add_up_to_the_indicator(programme: ht.Programme, world: World, quarter: str) -> None:
    dataset = dataset_of(world, programme)
    for view in ("plan_territory", "current"):
        table = dataset.breakdown(
            ["sex", "age_band"], view=view, periods=quarter, indicators=WORKERS, variants="all", small_below=None
        )
        sums: dict[tuple, dict[tuple, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
        for row in table:
            key = (row.unit if row.kind != "territory" else "", row.indicator, row.variant)
            counts = [getattr(row.cell, name) for name in ADDING]
            sex, band = row.values
            groups = [(sex, band, "cell")]
            if sex != "all" and band != "all":
                groups += [(sex, "all", "sum"), ("all", band, "sum"), ("all", "all", "sum")]
            for group in groups:
                sums[key][group] = [a + b for a, b in zip(sums[key][group], counts, strict=True)]
        for row in dataset.indicators(view=view, periods=quarter, indicators=WORKERS, variants="all"):
            if row.kind == "higher":
                continue
            found = sums[row.unit if row.kind != "territory" else "", row.indicator, row.variant]
            assert found["all", "all", "cell"] == [getattr(row.cell, name) for name in ADDING]
            for sex, band, kind in list(found):
                if kind == "cell" and "all" in (sex, band):
                    assert found[sex, band, "cell"] == found[sex, band, "sum"], (row, sex, band)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_a_group_counts_as_if_it_lived_there_alone(programme: ht.Programme, world: World, quarter: str) -> None:
    tables = {name: rows for name, rows in world.tables.items() if name not in ("people_totals", "labour_totals")}
    listed = dataclasses.replace(world, tables=tables)
    whole = dataset_of(listed, programme)
    for sex in ("woman", "man", None):
        alone = [row for row in world.rows("residents") if row["sex"] == sex]
        if not alone:
            continue
        part = dataset_of(dataclasses.replace(world, tables=tables | {"residents": alone}), programme)
        for view in ("plan_territory", "current"):
            asked = {"view": view, "periods": quarter, "indicators": WORKERS}
            table = whole.breakdown("sex", **asked, small_below=None)
            for row in part.indicators(**asked):
                if row.kind not in ("unit", "territory"):
                    continue
                unit = "" if row.kind == "territory" else row.unit
                values = [sex or "unknown"]
                try:
                    found = table.row(unit, row.indicator, quarter, values=values).cell
                except ht.NotFound:  # nobody of that sex is a labourer
                    found = None
                counts = [getattr(row.cell, name) for name in ADDING]
                assert (counts if found is None else [getattr(found, name) for name in ADDING]) == counts
                assert found is not None or not any(counts)


def test_centres_are_told_apart_by_host_and_venue(complete: ht.Dataset) -> None:
    table = complete.breakdown(["venue"], indicators=["T1", "K1a"], periods="2025Q4")
    assert table.withheld == 0  # no persons
    for indicator in ("T1", "K1a"):
        rows = [row for row in table if row.kind == "territory" and row.indicator == indicator]
        total, *parts = rows
        assert total.values == ["all"]
        assert len(parts) > 1
        counted = [row.cell.denominator + row.cell.unreported for row in rows]
        assert counted[0] == sum(counted[1:]) > 15
        assert (
            total.value
            == complete.indicators(indicators=indicator, periods="2025Q4").row("", indicator, "2025Q4").value
        )


def test_no_small_count_of_persons_is_published_on_any_view_or_by_a_difference(complete: ht.Dataset) -> None:
    """Plain subtractions of what is published give none either; the linear programmes of test_suppression try the rest."""
    asked = {"indicators": ["T4a"], "periods": ["2024Q4", "2025Q1", "2025Q2"]}
    shown: dict[tuple, dict[str, int]] = defaultdict(dict)
    withheld = 0
    for view in ("plan_territory", "current"):
        table = complete.breakdown(["sex", "age_band"], view=view, **asked)
        withheld += table.withheld
        full = complete.breakdown(["sex", "age_band"], view=view, **asked, small_below=None)
        for row, true in zip(table, full, strict=True):
            if row.is_withheld:
                assert row.cell is None
                assert row.value is None
                continue
            assert row.cell.numerator == true.cell.numerator
            for count in (row.cell.numerator, row.cell.denominator - row.cell.numerator):
                assert count == 0 or count >= table.small_below
            shown[view, row.kind, row.unit, *row.values][str(row.period)] = row.cell.numerator
    assert withheld > 0
    assert len(shown) > 40
    for by_period in shown.values():
        counts = [by_period[quarter] for quarter in sorted(by_period)]
        for earlier, later in itertools.pairwise(counts):
            assert not 0 < later - earlier < 5


def test_every_way_out_withholds(complete: ht.Dataset) -> None:
    table = complete.breakdown(["sex", "age_band"], indicators="T4a", periods="2025Q2")
    assert table.withheld
    frame = pl.DataFrame(table)
    hidden = frame.filter(pl.col("is_withheld"))
    assert hidden.height == table.withheld
    for column in (
        "numerator",
        "denominator",
        "unreported",
        "lower_num",
        "upper_num",
        "value_percent",
        "upper_percent",
    ):
        assert hidden[column].null_count() == hidden.height
    assert [row for row in table.to_dicts() if row["is_withheld"] and row["numerator"] is not None] == []
    assert "withheld" in table.to_text(width=None)
    assert "không công bố" in table.to_html(lang="vi")
    assert "nữ" in table.to_text(lang="vi", width=None)


def test_what_cannot_be_told_apart_is_an_error(complete: ht.Dataset) -> None:
    with pytest.raises(ht.NotFound, match="sex, age_band"):
        complete.breakdown("height", indicators="T4a")
    with pytest.raises(ht.InvalidValue, match="T1 is not told apart by sex; it is by host"):
        complete.breakdown("sex", indicators="T1")
    with pytest.raises(ht.InvalidValue, match="twice"):
        complete.breakdown(["sex", "sex"], indicators="T4a")
    with pytest.raises(ht.InvalidValue, match="meets another"):
        complete.breakdown("age_band", indicators="T4a", age_bands=["15-30", "30-44"])
    with pytest.raises(ht.InvalidValue, match="small_below"):
        complete.breakdown("sex", indicators="T4a", small_below=-1)


def test_indicators_of_labourers_with_different_wholes_are_refused_while_small_counts_are_withheld(
    complete: ht.Dataset,
) -> None:
    asked = {"indicators": "T5", "variants": ["default", "sector"], "periods": "2025Q2"}
    with pytest.raises(ht.InvalidValue, match="T5 default and T5 sector"):
        complete.breakdown("sex", **asked)
    assert {row.variant for row in complete.breakdown("sex", **asked, small_below=None)} == {"default", "sector"}
    assert {row.indicator for row in complete.breakdown(periods="2025Q2")} == {"T1", "T2", "T3", "T4a", "T4b", "T5"}


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=monitored_worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_sessions_and_their_turns_told_apart_by_topic_equal_the_reference(
    programme: ht.Programme, world: World, quarter: str
) -> None:
    dataset = dataset_of(world, programme)
    topics = {row["topic"] for row in world.rows("sessions")}
    asked = {"indicators": ["K7-sessions", "K7-turns"], "periods": quarter, "view": "current"}
    table = dataset.breakdown("topic", **asked)
    day = max(world.changes, default=START)
    for indicator in asked["indicators"]:
        parts: dict[str, int] = defaultdict(int)
        for topic in topics:
            sessions = [row for row in world.rows("sessions") if row["topic"] == topic]
            alone = dataclasses.replace(world, tables=world.tables | {"sessions": sessions})
            shown = on_view(alone, monitoring_cells(alone, indicator, quarter), day)
            for unit, cell in shown.items():
                counts = dict(zip(FIELDS, cell, strict=True))
                try:
                    found = table.row(unit, indicator, quarter, values=[topic or "unknown"]).cell
                except ht.NotFound:  # a topic that is not one of dissemination
                    assert not counts["numerator"]
                    continue
                assert [found.numerator, found.denominator] == [counts["numerator"], counts["denominator"]], (
                    unit,
                    topic,
                )
                parts[unit] += found.numerator
        for unit, number in parts.items():
            assert table.row(unit, indicator, quarter).cell.numerator == number


def test_turns_and_titles_by_topic_add_up(complete: ht.Dataset) -> None:
    table = complete.breakdown("topic", indicators=["K7-sessions", "K7-turns", "K6-titles"], periods="2024Q4")
    assert table.withheld == 0  # no persons
    for indicator in ("K7-sessions", "K7-turns", "K6-titles"):
        total, *parts = [row for row in table if row.kind == "territory" and row.indicator == indicator]
        assert total.values == ["all"]
        assert len(parts) > (0 if indicator == "K6-titles" else 5)
        assert total.cell.numerator == sum(row.cell.numerator for row in parts) > 0
        assert (
            total.value
            == complete.indicators(indicators=indicator, periods="2024Q4").row("", indicator, "2024Q4").value
        )
    assert "2,131" in table.to_text(width=None)
    assert table.to_dicts()[0]["value_percent"] is None  # a number and no share
    with pytest.raises(ht.InvalidValue, match="T4a is not told apart by topic"):
        complete.breakdown("topic", indicators="T4a")


def release_of(dataset: ht.Dataset, small_below: int | None) -> list[ht.Breakdown]:
    return dataset.release(
        ["sex", "age_band"],
        views=["plan_territory", "current"],
        indicators=["T4a", "T4b"],
        periods=["2023Q4", "2024Q2"],
        small_below=small_below,
    )


def test_a_release_of_several_tables_views_periods_and_indicators_tells_no_small_count(complete: ht.Dataset) -> None:
    """The attacker has all four tables of a day at once: by sex and by age, on old and new communes, who learned and who of these was trained."""
    tables, everything = release_of(complete, 5), release_of(complete, None)
    assert [(table.view, table.by) for table in tables] == [
        (view, [by]) for view in ("plan_territory", "current") for by in ("sex", "age_band")
    ]
    assert all(0 < table.withheld < len(table) for table in tables)
    finest = complete.breakdown(
        ["sex", "age_band"], indicators=["T4a", "T4b"], periods=["2023Q4", "2024Q2"], small_below=None
    )
    units = sorted({row.unit for row in finest if row.kind == "unit"})
    parts = ht.follow(units, on="2023-07-01", to="2025-08-01").to_dicts()
    now = {part["asked"]: part["to_code"] for part in parts}
    for period in ("2023Q4", "2024Q2"):
        cells = {
            (row.unit, *row.values): at
            for at, row in enumerate(
                row
                for row in finest
                if row.kind == "unit"
                and "all" not in row.values
                and row.indicator == "T4a"
                and str(row.period) == period
            )
        }
        # Trained, learned only, neither.
        counts = np.zeros((len(cells), 3))
        for key, at in cells.items():
            learned, trained = (
                finest.row(key[0], indicator, period, values=list(key[1:])).cell for indicator in ("T4a", "T4b")
            )
            counts[at] = (
                trained.numerator,
                learned.numerator - trained.numerator,
                learned.denominator - learned.numerator,
            )
        known, hidden = {}, {}
        for table, whole in zip(tables, everything, strict=True):
            for row, true in zip(table, whole, strict=True):
                if str(row.period) != period:
                    continue
                inside = [
                    at
                    for (unit, sex, band), at in cells.items()
                    if row.kind == "territory"
                    or (unit if table.view == "plan_territory" else now[unit]) in row.unit.split("+")
                    if row.values[0] in ("all", sex if table.by == ["sex"] else band)
                ]
                for states in ([0, 1] if row.indicator == "T4a" else [0], [2] if row.indicator == "T4a" else [1, 2]):
                    sums = np.zeros_like(counts)
                    sums[np.ix_(inside, states)] = 1
                    shown = true.cell.numerator if 0 in states else true.cell.denominator - true.cell.numerator
                    assert (sums * counts).sum() == shown, (row, states)
                    (hidden if row.is_withheld else known)[sums.tobytes()] = sums.ravel()
        small = [sums for sums in hidden.values() if 0 < sums @ counts.ravel() < 5]
        assert len(small) > 5
        assert narrow(small, list(known.values()), counts.ravel()) == []
