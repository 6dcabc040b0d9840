"""How the missing reports that would settle a status look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hoctap.language import Language, count_text, say
from hoctap.sheet import Cell, Sheet

__all__ = ["reports_sheet", "statuses_sheet"]


def reports_sheet(rows: Iterable[Mapping[str, Any]], lang: Language) -> Sheet:
    """List missing reports, those that settle most first."""
    heads = ["form", "unit", "period", "settles", "bears on"]
    lines = [
        [
            Cell(row["form"]),
            Cell(f"{row['unit']} {row['unit_name']}"),
            Cell(row["period"]),
            Cell(count_text(row["on_lists"], lang), number=True),
            Cell(count_text(row["bears_on"], lang), number=True),
        ]
        for row in rows
    ]
    return Sheet("", [say(head, lang) for head in heads], lines, 3)


def statuses_sheet(rows: Iterable[Mapping[str, Any]], lang: Language) -> Sheet:
    """List undetermined statuses with the fewest reports that can settle each."""
    heads = ["unit", "indicator", "period", "settled as", "fewest reports"]
    lines = [
        [
            Cell(f"{row['unit']} {row['unit_name']}"),
            Cell(row["indicator"]),
            Cell(row["period"]),
            Cell(row[f"settled_{lang}"]),
            Cell(row["shortest"] or "–"),
        ]
        for row in rows
    ]
    return Sheet("", [say(head, lang) for head in heads], lines, 3)
