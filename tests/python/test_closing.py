"""What closes a gap, and what counts for two plans."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import json_lines, run

import hoctap as ht

PROGRAMMES = Path(__file__).resolve().parents[2] / "data" / "programmes"


@pytest.mark.parametrize("unit", ["", "07393"])
def test_steps_are_the_parts_that_do_not_pass_and_add_up_to_the_gap(troubled: ht.Dataset, unit: str) -> None:
    for indicator in ("T1", "T2", "T4a"):
        closing = troubled.closing(unit, indicator, "2024Q4")
        explained = troubled.explain(unit, indicator, "2024Q4")
        cell = explained.row.cell
        target = explained.row.target
        needed = -(-(target * cell.lower_den - 100 * cell.lower_num) // 100)
        assert closing.at_most == max(0, needed)
        assert closing.at_least <= closing.at_most
        steps = closing.steps.to_dicts()
        open_parts = [part for part in explained.parts if part.cell.lower_den > part.cell.lower_num]
        assert len(steps) == len(open_parts)
        assert sum(step["gain"] for step in steps) == sum(p.cell.lower_den - p.cell.lower_num for p in open_parts)
        order = [(step["is_reported"], -step["gain"]) for step in steps]
        assert order == sorted(order)
        if closing.enough:
            assert steps[closing.enough - 1]["so_far"] >= closing.at_most
            assert closing.enough == 1 or steps[closing.enough - 2]["so_far"] < closing.at_most
        assert all(step["lacks_vi"] and step["lacks_en"] for step in steps)


def test_a_count_without_a_whole_has_no_gap(troubled: ht.Dataset) -> None:
    with pytest.raises(ht.InvalidValue, match="no gap to close"):
        troubled.closing("", "K7-turns", "2024Q4")


@pytest.fixture(scope="module")
def next_phase(tmp_path_factory: pytest.TempPathFactory) -> ht.Programme:
    text = (PROGRAMMES / "lang-giang-2023-2025.toml").read_text(encoding="utf-8")
    changed = (
        text.replace('id = "lang-giang-2023-2025"', 'id = "next"')
        .replace("first = 2023-07-01", "first = 2025-01-01")
        .replace("last = 2025-12-31", "last = 2030-12-31")
    )
    path = tmp_path_factory.mktemp("next") / "next.toml"  # next0
    path.write_text(changed, encoding="utf-8")
    return ht.Programme.load(str(path))


def test_what_counts_for_both_plans_is_told_once(complete: ht.Dataset, next_phase: ht.Programme) -> None:
    both = complete.with_plan(next_phase)
    assert [str(period) for period in both.periods] == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
    rows = both.rows.to_dicts()
    keys = [(row["kind"], row["unit"], row["indicator"], row["variant"], row["period"]) for row in rows]
    assert len(set(keys)) == len(keys)
    own = {
        (row.unit, row.indicator, str(row.period)): row
        for row in complete.indicators(view="current", periods=both.periods)
        if row.kind == "unit"
    }
    of_units = [row for row in rows if row["kind"] == "unit"]
    assert len(of_units) == len(own)
    for row in of_units:
        mine = own[row["unit"], row["indicator"], row["period"]]
        assert (row["numerator_first"], row["status_first"]) == (mine.cell.numerator, mine.status)
    # Stocks and years are the same for both; what began with a plan is not.
    assert all(row["counts_for_both"] for row in of_units if row["indicator"] in ("T1", "T2", "T3"))
    learned = [row for row in of_units if row["indicator"] == "T4a" and row["period"] == "2025Q1"]
    assert all(row["numerator_second"] < row["numerator_first"] for row in learned)
    assert "next" in repr(both)


def test_plans_that_share_no_quarter_are_refused(complete: ht.Dataset, tmp_path: Path) -> None:
    text = (PROGRAMMES / "lang-giang-2023-2025.toml").read_text(encoding="utf-8")
    changed = text.replace("first = 2023-07-01", "first = 2031-01-01").replace("last = 2025-12-31", "last = 2031-12-31")
    (tmp_path / "late.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(ht.InvalidValue, match="no quarter in common"):
        complete.with_plan(ht.Programme.load(str(tmp_path / "late.toml")))


def test_the_commands_print_steps_and_both_plans(
    troubled_folder: Path, troubled: ht.Dataset, next_phase: ht.Programme, tmp_path_factory: pytest.TempPathFactory
) -> None:
    closing = troubled.closing("", "T1", "2024Q4")
    shown = run("closing", troubled_folder, "", "T1", "2024Q4", "--lang", "vi")
    assert "để đạt 100 %" in " ".join(shown.stdout.split())
    (found,) = json_lines(run("closing", troubled_folder, "", "T1", "2024Q4", "--json"))
    assert found["steps"] == closing.steps.to_dicts()
    assert (found["at_least"], found["at_most"], found["enough"]) == (closing.at_least, closing.at_most, closing.enough)
    assert found["can_be_closed"] is closing.can_be_closed
    assert run("closing", troubled_folder, "", "K7-turns", "2024Q4").exit_code == 2

    plan = str(tmp_path_factory.getbasetemp() / "next0" / "next.toml")
    arguments = ["two-plans", troubled_folder, plan, "--period", "2025Q1", "--indicator", "T1"]
    rows = json_lines(run(*arguments, "--json"))
    both = troubled.with_plan(next_phase, periods="2025Q1", indicators="T1").rows.to_dicts()
    assert [{key: value for key, value in row.items() if key != "simulated"} for row in rows] == both
    text = run(*arguments, "--lang", "vi").stdout
    assert "có nguy cơ chậm" in text
    assert "next" in text
    assert run("two-plans", troubled_folder, "no-such-plan").exit_code == 2


def test_attributes_of_places_say_what_centres_are_entitled_to(complete: ht.Dataset) -> None:
    def entitled(**stated: object) -> dict[str, int]:
        rows = complete.indicators(indicators="K9", periods="2024Q4", **stated)
        return {row.unit: row.cell.denominator for row in rows if row.kind == "unit"}

    with_zone = entitled(attributes={"zone": "I"})
    assert set(with_zone.values()) <= {0, 20_000_000, 50_000_000}
    assert 20_000_000 in with_zone.values()
    unit = next(unit for unit, amount in with_zone.items() if amount == 20_000_000)
    assert entitled(attributes={"zone": "I"}, unit_attributes={unit: {"zone": "II"}})[unit] == 25_000_000
    explained = complete.explain(unit, "K9", "2024Q4", attributes={"zone": "II"})
    assert explained.row.cell.denominator == 25_000_000
    found = complete.levels(levels="commune", periods="2024Q4", indicators="K9", attributes={"zone": "I"}).to_dicts()
    assert {row["unit"]: row["denominator"] for row in found} == with_zone
    with pytest.raises(ht.NotFound):
        entitled(unit_attributes={"00000": {"zone": "I"}})
