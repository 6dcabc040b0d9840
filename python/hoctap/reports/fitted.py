"""Tables made to fit a page: without columns that say nothing, and without an end that nobody reads."""

from __future__ import annotations

from hoctap.language import Language, count_text, say
from hoctap.sheet import Cell, Sheet

__all__ = ["shortened", "without_silent_columns"]

MOST_ROWS = 20
SILENT = ("", "–")


def shortened(sheet: Sheet, lang: Language, most: int = MOST_ROWS) -> Sheet:
    """Keep the first rows of a sheet and say how many are left out."""
    if len(sheet.rows) <= most:
        return sheet
    more = say("… and {count} more", lang, count=count_text(len(sheet.rows) - most, lang))
    return sheet._replace(rows=[*sheet.rows[:most], [Cell(more), *(Cell("") for _ in sheet.header[1:])]])


def without_silent_columns(sheet: Sheet) -> Sheet:
    """Leave out columns in which no row says anything."""
    kept = [i for i in range(len(sheet.header)) if any(row[i].text not in SILENT for row in sheet.rows)]
    return sheet._replace(header=[sheet.header[i] for i in kept], rows=[[row[i] for i in kept] for row in sheet.rows])
