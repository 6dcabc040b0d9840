"""Which counts may stand where anybody reads them: of persons none that is small."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from hoctap import _core

if TYPE_CHECKING:
    from hoctap import ResultRow

__all__ = ["SMALL_BELOW", "counting_persons", "is_told_in_full"]

SMALL_BELOW = 5  # persons, as in `Dataset.breakdown`
OF_PERSONS = ("worker", "person")  # what an indicator counts, in the catalogue


def counting_persons() -> frozenset[str]:
    """Give the indicators whose counts could tell of single persons: turns are attendances, of whomever."""
    return frozenset(row["indicator"] for row in _core.catalogue().to_dicts() if row["counts"] in OF_PERSONS)


def is_told_in_full(row: ResultRow, counts_persons: Collection[str]) -> bool:
    """Say whether the counts behind a figure may stand on a page."""
    if row.is_withheld:
        return False
    cell = row.cell
    counts = (cell.numerator, cell.denominator - cell.numerator, cell.unreported)
    return row.indicator not in counts_persons or not any(0 < count < SMALL_BELOW for count in counts)
