"""What closes a gap, and what counts for two plans."""

from __future__ import annotations

from pathlib import Path

import pytest

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
    path = tmp_path_factory.mktemp("next") / "next.toml"
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
