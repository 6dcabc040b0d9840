"""The library equals the plain reference on random districts, on every view."""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reference import (
    FIELDS,
    QUARTERS,
    START,
    TARGETS,
    World,
    cells_by_first_unit,
    gained,
    is_spread,
    joint_groups,
    on_view,
    pace,
    path_of,
    reach,
    status,
    turn_rate,
    turns_in,
)
from reference_monitoring import (
    OF_CENTRE_YEARS,
    OF_CENTRES,
    OF_COMMUNES,
    OF_DUTIES,
    OF_MONEY,
    OF_PERSONS,
    OF_RECORDS,
    OF_SUPPORT,
    commune_cells,
    monitoring_cells,
    review_cells,
    title_cells,
)
from worlds import CODES_AS_OF, DAY_OF_ASKING, programme_of_the_district, worlds
from worlds_monitoring import is_whole, monitored_worlds

import hoctap as ht

TYPES = {
    "valid_from": pa.date32(),
    "valid_until": pa.date32(),
    "date": pa.date32(),
    "founded_on": pa.date32(),
    "closed_on": pa.date32(),
    "as_of": pa.date32(),
    "approved_on": pa.date32(),
    "decided_on": pa.date32(),
    "spell_from": pa.date32(),
    "spell_to": pa.date32(),
    "codes_as_of": pa.date32(),
    "received_at": pa.date32(),
    "started_on": pa.date32(),
    "starts_on": pa.date32(),
    "received_on": pa.date32(),
    "paid_on": pa.date32(),
    "done_on": pa.date32(),
    "poor": pa.bool_(),
    "disabled": pa.bool_(),
    "person_key": pa.binary(16),
    "nil": pa.bool_(),
} | dict.fromkeys(["year", "version", "line_no", "quantity", "usable", "amount", "attendances", "persons"], pa.int64())


def arrow_value(name: str, value: object) -> object:
    if name == "birth_month" and value is not None:
        return "{:04d}-{:02d}".format(*value)
    return value


def arrow_tables(world: World) -> dict[str, pa.Table]:
    tables = {}
    for table, rows in world.tables.items():
        if not rows:
            continue
        columns = {}
        for name in rows[0]:
            if name == "predecessors":
                columns["predecessor_ids"] = pa.array([";".join(row[name]) or None for row in rows], pa.string())
            else:
                columns[name] = pa.array([arrow_value(name, row[name]) for row in rows], TYPES.get(name, pa.string()))
        tables[table] = pa.table(columns)
    return tables


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> ht.Programme:
    return ht.Programme.load(programme_of_the_district(tmp_path_factory.mktemp("programme")))


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_every_count_and_status_equals_the_reference_on_every_view(
    programme: ht.Programme, world: World, quarter: str
) -> None:
    dataset = ht.from_tables(arrow_tables(world), programme=programme, codes_as_of=CODES_AS_OF, day=DAY_OF_ASKING)
    errors = [f.text() for f in dataset.findings if f.severity == "error"]
    assert errors == []
    last = QUARTERS[quarter][1]
    now = max(world.changes, default=START)
    for view, day in (
        ("plan_territory", START),
        ("as_reported", last),
        ("current", now),
        ("2024-12-31", date(2024, 12, 31)),
    ):
        result = dataset.indicators(view=view, periods=[quarter])
        found = {
            ("" if row.kind == "territory" else row.unit, row.indicator): (
                [getattr(row.cell, name) for name in FIELDS],
                row.status,
            )
            for row in result
            if row.kind in ("unit", "territory")
        }
        expected = {}
        for indicator in TARGETS:
            cells = cells_by_first_unit(world, indicator, quarter)
            for unit, cell in on_view(world, cells, day).items():
                spread = is_spread(world, cells, unit, day)
                expected[unit, indicator] = (cell, status(cell, indicator, quarter, spread=spread))
        keys = found | expected
        different = {key: (found.get(key), expected.get(key)) for key in keys if found.get(key) != expected.get(key)}
        assert different == {}, view
        on_levels = {
            ("" if row["level"] == "district" else row["unit"], row["indicator"]): (
                [row[name] for name in FIELDS],
                row["status"],
            )
            for row in dataset.levels(views=view, periods=quarter).to_dicts()
        }
        assert on_levels == {key: row for key, row in expected.items() if key[1] in ("T1", "T2", "T3")}, view


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_path_pace_reach_and_joint_rows_equal_the_reference(
    programme: ht.Programme, world: World, quarter: str
) -> None:
    dataset = ht.from_tables(arrow_tables(world), programme=programme, codes_as_of=CODES_AS_OF, day=DAY_OF_ASKING)
    for view, day in (("plan_territory", START), ("current", max(world.changes, default=START))):
        rows = {
            ("" if row.kind == "territory" else row.unit, row.indicator): row
            for row in dataset.indicators(view=view, periods=quarter)
            if row.kind != "higher"
        }
        for indicator in TARGETS:
            cells = cells_by_first_unit(world, indicator, quarter)
            joint = {"+".join(units): cell for units, cell in joint_groups(world, cells, day).items()}
            found = {unit for (unit, asked), row in rows.items() if asked == indicator and row.kind == "joint"}
            assert found == set(joint), (view, indicator)
            whole = not any(
                len(world.units_on(unit, last)) > 1 for unit in world.units for _, last in QUARTERS.values()
            )
            for unit, cell in (on_view(world, cells, day) | joint).items():
                row = rows[unit, indicator]
                assert [getattr(row.cell, name) for name in FIELDS] == cell, (view, unit, indicator)
                assert row.path == path_of(indicator, quarter), (view, unit, indicator)
                assert (row.pace_from_lower, row.pace_from_upper) == pace(cell, indicator, quarter), (
                    view,
                    unit,
                    indicator,
                )
                if row.kind == "joint":
                    continue
                if indicator in ("T1", "T2", "T3"):
                    rate = gained(world, indicator, quarter, day)[unit]
                elif whole:
                    rate = turn_rate(*turns_in(world, indicator, quarter, day)[unit], quarter)
                else:
                    continue
                assert row.reach == reach(cell, indicator, quarter, rate), (view, unit, indicator)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_the_territory_has_the_same_figures_on_old_and_new_units(
    programme: ht.Programme, world: World, quarter: str
) -> None:
    dataset = ht.from_tables(arrow_tables(world), programme=programme, codes_as_of=CODES_AS_OF, day=DAY_OF_ASKING)

    def territory(view: str) -> dict[str, tuple]:
        rows = [row for row in dataset.indicators(view=view, periods=[quarter]) if row.kind == "territory"]
        return {
            row.indicator: ([getattr(row.cell, name) for name in FIELDS], row.status, row.pace_from_lower, row.reach)
            for row in rows
        }

    old = territory("plan_territory")
    assert old
    assert territory("current") == old
    assert territory("as_reported") == old


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(world=monitored_worlds(), quarter=st.sampled_from(list(QUARTERS)))
def test_the_indicators_of_tasks_and_duties_equal_the_reference_on_every_view_and_level(
    programme: ht.Programme, world: World, quarter: str
) -> None:
    dataset = ht.from_tables(arrow_tables(world), programme=programme, codes_as_of=CODES_AS_OF, day=DAY_OF_ASKING)
    assert [f.text() for f in dataset.findings if f.severity == "error"] == []
    asked = [*OF_CENTRES, *OF_CENTRE_YEARS, *OF_RECORDS, *OF_PERSONS, *OF_MONEY, *OF_DUTIES]
    for view, day in (("plan_territory", START), ("current", max(world.changes, default=START))):
        expected = {}
        for indicator in asked:
            if indicator in OF_DUTIES:
                shown = review_cells(world, quarter, day)
            else:
                shown = on_view(world, monitoring_cells(world, indicator, quarter), day)
            for unit, cell in shown.items():
                expected[unit, indicator] = cell
        result = dataset.indicators(view=view, periods=quarter, indicators=asked, small_below=None)
        found = {
            ("" if row.kind == "territory" else row.unit, row.indicator): [getattr(row.cell, name) for name in FIELDS]
            for row in result
            if row.kind in ("unit", "territory")
        }
        different = {
            key: (found.get(key), expected.get(key)) for key in found | expected if found.get(key) != expected.get(key)
        }
        assert different == {}, view
        on_levels = {
            ("" if row["level"] == "district" else row["unit"], row["indicator"]): [row[name] for name in FIELDS]
            for row in dataset.levels(views=view, periods=quarter, indicators=asked, small_below=None).to_dicts()
        }
        assert on_levels == expected, view
        if not is_whole(world):
            continue
        for indicator in (*OF_COMMUNES, *OF_SUPPORT, "K6-titles"):
            rows = dataset.indicators(view=view, periods=quarter, indicators=indicator)
            of_communes = {
                "" if row.kind == "territory" else row.unit: [getattr(row.cell, name) for name in FIELDS]
                for row in rows
                if row.kind in ("unit", "territory")
            }
            if indicator in OF_SUPPORT:
                of_reference = on_view(world, monitoring_cells(world, indicator, quarter), day)
            elif indicator in OF_COMMUNES:
                of_reference = commune_cells(world, indicator, quarter, day)
            else:
                of_reference = title_cells(world, quarter, day)
            assert of_communes == of_reference, (view, indicator)
