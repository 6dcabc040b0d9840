"""How two plans side by side look."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap._core import spoken
from hoctap.language import Language, count_text, say
from hoctap.result_view import TEXT_WIDTH, measure_text
from hoctap.sheet import Cell, Sheet, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hoctap import TwoPlans

__all__ = ["two_plans_text"]


def two_plans_text(both: TwoPlans, lang: Language = "en", *, width: int | None = TEXT_WIDTH) -> str:
    """Show each figure as either plan has it; what counts for both is told once."""
    plans = {"first": both.first, "second": both.second}
    heads = ["unit", "indicator", "period", "counted", "counts for both"]
    lines = [
        [
            Cell(f"{row['unit']} {row['unit_name']}", strong=row["kind"] == "territory"),
            Cell(measure_text(row["indicator"], row["variant"])),
            Cell(row["period"]),
            Cell(_counted(row, lang)),
            Cell(say("yes" if row["counts_for_both"] else "no", lang)),
            *(_status(row, which, lang) for which in plans),
        ]
        for row in both.rows.to_dicts()
    ]
    caption = " · ".join(plan.name.text(lang=lang) for plan in plans.values())
    if both.rows.is_simulated:
        caption += " · " + say("simulated data", lang).upper()
    names = [plan.id for plan in plans.values()]
    return text_table(Sheet(caption, [*(say(head, lang) for head in heads), *names], lines, 3), width=width)


def _share(row: Mapping[str, Any], which: str, lang: Language) -> str:
    if row[f"numerator_{which}"] is None:
        return "–"
    return "/".join(count_text(row[f"{part}_{which}"], lang) for part in ("numerator", "denominator"))


def _counted(row: Mapping[str, Any], lang: Language) -> str:
    if row["counts_for_both"]:
        return _share(row, "first", lang)
    return " | ".join(_share(row, which, lang) for which in ("first", "second"))


def _status(row: Mapping[str, Any], which: str, lang: Language) -> Cell:
    status = row[f"status_{which}"]
    return Cell("–") if status is None else Cell(spoken(status, lang=lang), status=status)
