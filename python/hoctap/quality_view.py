"""How the quality of records looks: numbers to look at, and which forms came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hoctap.language import Language, count_text, say
from hoctap.sheet import Cell, Sheet

__all__ = ["numbers_sheet", "reporting_sheet"]


def numbers_sheet(rows: Iterable[Mapping[str, Any]], lang: Language) -> Sheet:
    """List numbers that ask to be looked at."""
    heads = ["unit", "period", "figure", "what was noticed"]
    lines = [
        [
            Cell(f"{row['unit']} {row['unit_name']}"),
            Cell(row["period"]),
            Cell(row[f"figure_{lang}"]),
            Cell(row[f"text_{lang}"]),
        ]
        for row in rows
    ]
    return Sheet("", [say(head, lang) for head in heads], lines, 3)


def reporting_sheet(rows: Iterable[Mapping[str, Any]], lang: Language) -> Sheet:
    """Count the reports of each form and unit."""
    counts = ["due", "on_time", "late", "undated", "missing", "incomplete"]
    lines = [
        [
            Cell(row["form"], strong=not row["unit"]),
            Cell(
                f"{row['unit']} {row['unit_name']}" if row["unit"] else say("all units", lang), strong=not row["unit"]
            ),
            *(Cell(count_text(row[name], lang), number=True) for name in counts),
        ]
        for row in rows
    ]
    return Sheet("", [say(head, lang) for head in ("form", "unit", *counts)], lines, 2)
