"""Which rows of a review's tables are saved beside its receipt: those of the unit that it is about, and of no other one."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .asked import Asked

__all__ = ["rows_of_unit"]

Row = dict[str, str]


def rows_of_unit(asked: Asked, table: str, text: str) -> str:
    """Keep the heading and the rows of the unit of a table as text; of the whole territory all rows."""
    if asked.is_territory:
        return text
    is_own = _choice(asked, table)
    heading, *records = _records(text)
    (names,) = csv.reader([heading])
    kept = [one for one in records if is_own(dict(zip(names, next(csv.reader([one])), strict=True)))]
    return heading + "".join(kept)


def _choice(asked: Asked, table: str) -> Callable[[Row], bool]:
    result = {"targets": asked.targets, "quarters": asked.by_quarter, "monitored": asked.monitored}.get(table)
    if result is not None:
        own = {(row.unit, row.indicator, row.variant, str(row.period)) for row in asked.own_of(result)}
        return lambda row: (row["unit"], row["indicator"], row["variant"], row["period"]) in own
    if table == "money":
        return lambda row: row["kind"] == "unit" and row["unit"] == asked.code
    period = "year" if table == "settlements" else "period"
    return lambda row: asked.is_of_unit(row["unit"], row[period])


def _records(text: str) -> Iterator[str]:
    """Part a table into its records: a line end between quotes ends none."""
    record = ""
    for line in io.StringIO(text, newline="\n"):
        record += line
        if record.count('"') % 2 == 0:
            yield record
            record = ""
