"""Numbers that ask to be looked at equal a plain reading of the definition; nothing is refused for them."""

from __future__ import annotations

from statistics import median

import pytest

import hoctap as ht


def sessions_of(dataset: ht.Dataset) -> dict[tuple[str, str], int]:
    """Count sessions by commune of the plan's start, which the centre's identifier names, and quarter."""
    counts: dict[tuple[str, str], int] = {}
    for row in dataset.tables["sessions"].to_dicts():
        day = row["date"]
        key = (row["centre_id"].split("-")[1], f"{day.year}Q{(day.month + 2) // 3}")
        counts[key] = counts.get(key, 0) + 1
    return counts


def test_outliers_follow_the_modified_z_score(complete: ht.Dataset) -> None:
    """The communes of 2024 are those of the plan's start, except that two changed on 1 January 2025."""
    counts = sessions_of(complete)
    units = sorted({unit for unit, _ in counts})
    found = {
        (row["unit"], row["period"]): row["score_thousandths"]
        for row in complete.quality(most_score_thousandths=1500).numbers.to_dicts()
        if row["figure"] == "sessions" and row["check"] == "outlier" and row["period"].startswith("2024")
    }
    expected = {}
    for quarter in ("2024Q1", "2024Q2", "2024Q3", "2024Q4"):
        values = [counts.get((unit, quarter), 0) for unit in units]
        middle = median(values)
        apart = median(abs(value - middle) for value in values)
        for unit, value in zip(units, values, strict=True):
            if apart and abs(score := 0.6745 * (value - middle) / apart) > 1.5:
                expected[unit, quarter] = score
    assert set(found) == set(expected)
    for key, score in expected.items():
        assert found[key] == pytest.approx(1000 * score, abs=1)


def test_changes_are_against_the_same_quarter_of_the_year_before(complete: ht.Dataset) -> None:
    counts = sessions_of(complete)
    rows = [
        row
        for row in complete.quality().numbers.to_dicts()
        if row["figure"] == "sessions" and row["check"] == "change" and row["period"].startswith("2024")
    ]
    found = {(row["unit"], row["period"]): (row["value"], row["reference"]) for row in rows}
    expected = {}
    for unit in {unit for unit, _ in counts}:
        for quarter in ("Q3", "Q4"):  # those of 2023 lie in the plan
            now, then = counts.get((unit, f"2024{quarter}"), 0), counts.get((unit, f"2023{quarter}"), 0)
            if abs(now - then) * 100 > 50 * then and now != then:
                expected[unit, f"2024{quarter}"] = (now, then)
    assert found == expected
    assert all(row["text_vi"] and row["text_en"] for row in rows)


def test_reporting_counts_what_was_owed(troubled: ht.Dataset) -> None:
    rows = troubled.quality().reporting.to_dicts()
    owed = [one for one in troubled.owed.to_dicts() if one["state"] != "not_yet_due"]
    totals = [row for row in rows if row["unit"] == ""]
    for row in totals:
        of_form = [one for one in owed if one["form"] == row["form"]]
        assert row["due"] == len(of_form)
        for state in ("on_time", "late", "undated", "missing"):
            assert row[state] == sum(one["state"] == state for one in of_form)
            parts = sum(part[state] for part in rows if part["form"] == row["form"] and part["unit"])
            assert row[state] == parts
    assert sum(row["missing"] for row in totals) == len(troubled.missing)
    assert totals[0]["form_vi"] != totals[0]["form_en"]


def test_settings_below_zero_are_refused(complete: ht.Dataset) -> None:
    with pytest.raises(ht.InvalidValue, match="most_change_percent"):
        complete.quality(most_change_percent=-1)
    assert "Quality" in repr(complete.quality())
