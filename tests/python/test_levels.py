"""Levels of a country: equal to plain loops over made-up lists, and whole tables for whoever reads Arrow."""

from __future__ import annotations

import csv
import importlib
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import polars as pl
import pyarrow as pa
import pytest

import hoctap as ht

BENCH = Path(__file__).resolve().parents[1] / "bench" / "rollup"
COMMUNES = 120


def write_lists(folder: Path) -> None:
    """Communes in districts of eight and provinces of forty; of every five two remain, with codes that are used again."""
    old = [f"{number:05}" for number in range(1, 3 * COMMUNES, 3)]
    new = old[1::5] + old[3::5]
    rows = {
        "vn-communes-2023.csv": [
            {"code": c, "district_code": f"{i // 8:03}", "province_code": f"{i // 40:02}"} for i, c in enumerate(old)
        ],
        "vn-communes-2025.csv": [{"code": c, "province_code": f"{int(c) // 200:02}"} for c in new],
        "vn-communes-2023-to-2025.csv": [
            {"old_code": c, "new_code": "" if i % 11 == 5 else new[i * len(new) // len(old)]} for i, c in enumerate(old)
        ],
    }
    for name, table in rows.items():
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(table[0]))
            writer.writeheader()
            writer.writerows(table)


def modules_of_the_bench(names: list[str]) -> list[ModuleType]:
    """Import them under their own names, of which tests have one too, and leave no trace."""
    ours = {name: sys.modules.pop(name, None) for name in names}
    try:
        return [importlib.import_module(name) for name in names]
    finally:
        for name, module in ours.items():
            sys.modules.pop(name, None)
            if module is not None:
                sys.modules[name] = module


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    folder = tmp_path_factory.mktemp("lists")
    write_lists(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOCTAP_NATIONAL_LISTS", str(folder))
        patch.syspath_prepend(str(BENCH))
        harness, generate, contestant, reference = modules_of_the_bench(
            ["harness", "generate", "contestant", "reference"]
        )
        return SimpleNamespace(contestant=contestant, harness=harness, reference=reference, tables=generate.tables(600))


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    folder = tmp_path_factory.mktemp("lists of the catalogue")
    write_lists(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOCTAP_NATIONAL_LISTS", str(folder))
        for path in (BENCH.parent, BENCH, BENCH.parent / "catalogue"):
            patch.syspath_prepend(str(path))
        names = ["figures", "country", "levels_hoctap", "levels_polars"]
        found = modules_of_the_bench(["contest", "harness", "generate", "contestant", *names])
        modules = dict(zip(names, found[-4:], strict=True))
        return SimpleNamespace(tables=modules["country"].tables(300), **modules)


def test_seven_indicators_of_a_country_equal_what_polars_makes_of_the_same_records(catalogue: SimpleNamespace) -> None:
    ours, theirs = catalogue.levels_hoctap, catalogue.levels_polars
    found = catalogue.figures.in_key_order(ours.words(ours.seven(ours.load(catalogue.tables))))
    assert found.num_rows > 10_000
    assert found.equals(catalogue.figures.in_key_order(theirs.words(theirs.load(catalogue.tables))))


@pytest.fixture(scope="module")
def levels(bench: SimpleNamespace) -> ht.LevelTable:
    dataset = ht.from_tables(
        bench.contestant.records(bench.tables),
        programme=bench.contestant.programme(),
        gazetteer=ht.Gazetteer(),
        forms=BENCH / "forms.toml",
        codes_as_of="2023-07-01",
        day="2025-12-31",
    )
    return dataset.levels(views=["plan_territory", "current"], inventory_months=0)


def test_every_row_of_both_trees_equals_plain_loops(bench: SimpleNamespace) -> None:
    found = bench.harness.in_key_order(bench.contestant.run(bench.tables))
    expected = bench.harness.in_key_order(bench.reference.run(bench.tables))
    assert found.num_rows == expected.num_rows
    assert found.equals(expected)


def test_each_level_adds_up_to_the_territory(levels: ht.LevelTable) -> None:
    sums = (
        pl.DataFrame(levels)
        .with_columns(pl.col("view", "level", "period", "indicator").cast(pl.String))
        .group_by("view", "level", "period", "indicator")
        .agg(pl.col("numerator", "denominator", "unreported", "lower_den", "upper_num").sum())
    )
    assert set(sums["level"]) == {"commune", "district", "province", "nation"}
    for _, levels_of_one in sums.group_by("period", "indicator"):
        counts = levels_of_one.select("numerator", "denominator", "unreported", "lower_den", "upper_num").unique()
        assert len(counts) == 1
    of_today = sums.filter(pl.col("view") == "current")
    assert set(of_today["level"]) == {"commune", "province", "nation"}


def test_units_say_where_their_rows_begin(levels: ht.LevelTable) -> None:
    rows = pa.table(levels)
    units = levels.units.to_polars()
    assert len(units) * 30 == len(levels) == rows.num_rows
    for unit in (units.row(0, named=True), units.row(-1, named=True), units.row(130, named=True)):
        row = {name: rows[name][unit["first_row"]].as_py() for name in ("view", "level", "unit")}
        assert row == {name: unit[name] for name in row}


def test_bounds_share_the_memory_of_the_counts_they_are_made_of(levels: ht.LevelTable) -> None:
    rows = pa.table(levels)
    address = {name: rows[name].chunk(0).buffers()[1].address for name in rows.column_names}
    assert address["lower_num"] == address["numerator"]
    assert address["upper_den"] == address["lower_den"]
    again = pa.table(levels)
    assert again["status"].chunk(0).buffers()[1].address == address["status"]


def test_levels_and_periods_can_be_chosen(bench: SimpleNamespace, levels: ht.LevelTable) -> None:
    assert repr(levels) == f"<LevelTable: {len(levels)} rows, plan_territory, current>"
    assert levels.views == ["plan_territory", "current"]
    dataset = ht.from_tables(
        bench.contestant.records(bench.tables),
        programme=bench.contestant.programme(),
        gazetteer=ht.Gazetteer(),
        forms=BENCH / "forms.toml",
        codes_as_of="2023-07-01",
        day="2025-12-31",
    )
    one = dataset.levels(levels="nation", periods="2025Q4", indicators="T3", inventory_months=0).to_dicts()
    assert [(row["unit"], row["period"], row["indicator"]) for row in one] == [("VN", "2025Q4", "T3")]
    whole = [row for row in levels.to_dicts() if row["view"] == "plan_territory" and row["level"] == "nation"]
    assert one[0] == next(row for row in whole if (row["period"], row["indicator"]) == ("2025Q4", "T3"))
    with pytest.raises(ht.InvalidValue, match="tolerance_points"):
        dataset.levels(tolerance_points=-1)
