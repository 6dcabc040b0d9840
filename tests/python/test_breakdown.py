"""Indicators told apart: parts and the unknown add up, each part is what it is alone, and no small count is told."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import QUARTERS, World
from test_against_reference import arrow_tables
from worlds import CODES_AS_OF, DAY_OF_ASKING, programme_of_the_district, worlds

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


def test_several_indicators_of_persons_are_refused_while_small_counts_are_withheld(complete: ht.Dataset) -> None:
    with pytest.raises(ht.InvalidValue, match="T4a default and T4b default"):
        complete.breakdown("sex", indicators=["T4a", "T4b"], periods="2025Q2")
    assert {row.indicator for row in complete.breakdown(periods="2025Q2")} == {"T1", "T2", "T3", "T4a"}
    open_to_all = complete.breakdown("sex", indicators=["T4a", "T4b"], periods="2025Q2", small_below=None)
    assert {row.indicator for row in open_to_all} == {"T4a", "T4b"}
