"""Missing reports that settle: the lists hold what is missing, and no fewer can do."""

from __future__ import annotations

import hoctap as ht


def test_lists_hold_missing_reports_and_settle_every_status_named(troubled: ht.Dataset) -> None:
    found = troubled.settling(periods="2024Q4")
    statuses, reports = found.statuses.to_dicts(), found.reports.to_dicts()
    open_rows = [
        (row.unit, row.indicator) for row in troubled.indicators(periods="2024Q4") if row.status == "undetermined"
    ]
    assert [(row["unit"], row["indicator"]) for row in statuses] == open_rows
    assert statuses
    assert any(row["fewest"] for row in statuses)
    for row in statuses:
        shortest = [one for one in row["shortest"].split("; ") if one]
        everything = set(row["all"].split("; "))
        assert (row["fewest"] or 0) == len(shortest)
        assert set(shortest) <= everything
        assert (row["settled"] == "undetermined") == (not shortest)
        unit = "" if "@" in row["unit"] or len(row["unit"]) < 5 else row["unit"]
        explained = troubled.explain(unit, row["indicator"], "2024Q4")
        assert everything - {""} <= set(explained.missing_reports)
    missing = {f"{one['form']} {one['unit']} {one['period']}" for one in troubled.missing.to_dicts()}
    for row in reports:
        name = f"{row['form']} {row['unit']} {row['period']}"
        assert name in missing
        assert row["on_lists"] == sum(name in one["shortest"].split("; ") for one in statuses)
        assert row["bears_on"] == sum(name in one["all"].split("; ") for one in statuses)
    assert [row["on_lists"] for row in reports] == sorted((row["on_lists"] for row in reports), reverse=True)


def test_nothing_is_open_where_everything_came(complete: ht.Dataset) -> None:
    found = complete.settling(periods="2024Q4", indicators=["T1", "T2"])
    assert found.reports.to_dicts() == []
    assert "missing reports" in repr(found)
