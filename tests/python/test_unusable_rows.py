"""What stood in a row that could not be used is unknown: it widens the bounds and never counts as a no."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import hoctap as ht

UNIT = "07393"
Change = Callable[[str, str, str], ht.Dataset]


@pytest.fixture
def changed(complete_folder: Path, tmp_path: Path) -> Change:
    """Read the sample with words replaced in one file of one commune."""
    folder = tmp_path / "forms"
    shutil.copytree(complete_folder, folder)

    def read(file: str, old: str, new: str) -> ht.Dataset:
        path = next(folder.glob(file))
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return ht.read(folder)

    return read


def figure(dataset: ht.Dataset, indicator: str, period: str) -> ht.ResultRow:
    return dataset.indicators(indicators=indicator, periods=period).row(UNIT, indicator, period)


@pytest.mark.parametrize(
    ("indicator", "period", "file", "old", "new", "reason"),
    [
        # A report without a usable row of the table has not come for it.
        ("T2", "2024", f"2024/{UNIT}-*/TT-03-plans.csv", "đã duyệt", "xem xét", "did not come"),
        ("T2", "2024", f"2024/{UNIT}-*/TT-03-plans.csv", f"HTCD-{UNIT},2024", f"HTCD-{UNIT},2O24", "did not come"),
        ("T3", "2024", f"2024/{UNIT}-*/KP-01-allocations.csv", "000,", "x,", "did not come"),
        (
            "T1",
            "2024Q2",
            f"2024Q2/{UNIT}-*/TT-02-equipment.csv",
            "tủ sách,30/06/2024,2,",
            "tủ sách,30/06/2024,-4,",
            "could not be used",
        ),
    ],
)
def test_a_centre_whose_rows_could_not_be_used_is_unknown(
    changed: Change, complete: ht.Dataset, indicator: str, period: str, file: str, old: str, new: str, reason: str
) -> None:
    assert figure(complete, indicator, period).status in ("met", "off_track", "not_met")
    broken = changed(file, old, new)
    row = figure(broken, indicator, period)
    assert (row.cell.denominator, row.cell.unreported) == (0, 1)
    assert (row.lower, row.upper) == (0, 1)
    assert reason in broken.explain(UNIT, indicator, period).text()


def test_who_attended_a_session_that_could_not_be_used_may_have_learned(changed: Change, complete: ht.Dataset) -> None:
    before = figure(complete, "T4a", "2024Q4").cell
    after = figure(changed(f"2024Q2/{UNIT}-*/HT-01-sessions.csv", "10/04/2024", "31/04/2024"), "T4a", "2024Q4").cell
    assert after.lower_num < before.lower_num
    assert after.upper_num >= before.upper_num
    assert after.lower_den == before.lower_den


def test_a_resident_whose_row_could_not_be_used_may_be_a_labourer(changed: Change, complete: ht.Dataset) -> None:
    before = figure(complete, "T4a", "2024Q4").cell
    after = figure(changed(f"2024Q2/{UNIT}-*/LD-01-residents.csv", "27/04/2024", "tháng tư"), "T4a", "2024Q4").cell
    assert after.unreported > before.unreported
    assert after.lower_den >= before.lower_den
    assert after.upper_num >= before.upper_num


def test_rows_that_are_repeated_or_replaced_leave_nothing_open(complete: ht.Dataset) -> None:
    assert sum(source.rows_dropped for source in complete.sources) > 0
    assert sum(source.rows_unusable for source in complete.sources) == 0
