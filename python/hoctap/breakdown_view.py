"""How indicators that are told apart look: a line for each unit and group."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, say
from hoctap.result_view import TEXT_WIDTH, measure_text, view_text
from hoctap.sheet import Cell, Sheet, html_page, html_table, paragraph, text_table

if TYPE_CHECKING:
    from fractions import Fraction

    from hoctap import Breakdown, BreakdownRow, Period

__all__ = ["breakdown_html", "breakdown_text"]


def breakdown_html(breakdown: Breakdown, lang: Language = "en", period: Period | None = None) -> str:
    """Show one period as HTML. Default: the last."""
    sheet, note = _parts(breakdown, lang, period)
    return html_page([html_table(sheet), note] if note else [html_table(sheet)])


def breakdown_text(
    breakdown: Breakdown, lang: Language = "en", period: Period | None = None, *, width: int | None = TEXT_WIDTH
) -> str:
    """Show one period as text. Default: the last."""
    sheet, note = _parts(breakdown, lang, period)
    return "\n\n".join([text_table(sheet, width=width), *(["\n".join(paragraph(note, width))] if note else [])])


def _parts(breakdown: Breakdown, lang: Language, period: Period | None) -> tuple[Sheet, str]:
    periods = sorted({row.period for row in breakdown}, key=lambda one: (one.last, one.first))
    shown = period if period is not None else periods[-1] if periods else None
    rows = [row for row in breakdown if row.period == shown]
    caption = [str(shown), say("view: {view}", lang, view=view_text(breakdown.view, lang))] if rows else []
    if breakdown.is_simulated:
        caption.append(say("simulated data", lang).upper())
    heads = ["unit", "indicator", "group", "counted", "of", "value [bounds]"]
    sheet = Sheet(" · ".join(caption), [say(head, lang) for head in heads], [_line(row, lang) for row in rows], 3)
    withheld = sum(row.is_withheld for row in rows)
    if not withheld:
        return sheet, ""
    sentence = "{count} of {all} rows are withheld, since they would tell counts below {below} persons"
    counts = {"count": count_text(withheld, lang), "all": count_text(len(rows), lang)}
    return sheet, say(sentence, lang, **counts, below=breakdown.small_below)


def _line(row: BreakdownRow, lang: Language) -> list[Cell]:
    keys = [
        Cell(f"{row.unit} {row.unit_name}".strip(), strong=row.kind == "territory"),
        Cell(measure_text(row.indicator, row.variant)),
        Cell(row.label(lang=lang)),
    ]
    if row.cell is None:
        return [*keys, Cell("–", number=True), Cell("–", number=True), Cell(say("withheld", lang))]
    of = "–" if row.is_count else count_text(row.cell.denominator, lang)
    counts = [Cell(count_text(row.cell.numerator, lang), number=True), Cell(of, number=True)]
    return [*keys, *counts, Cell(_value_text(row, lang), number=True)]


def _value_text(row: BreakdownRow, lang: Language) -> str:
    text = _number if row.is_count else _percent
    value, lower, upper = (text(share, lang) for share in (row.value, row.lower, row.upper))
    bounds = "" if row.lower is None and row.upper is None else f" [{lower} – {upper}]"
    return value if lower == value == upper else value + bounds


def _number(count: Fraction | None, lang: Language) -> str:
    return "–" if count is None else count_text(int(count), lang)


def _percent(share: Fraction | None, lang: Language) -> str:
    if share is None:
        return "–"
    text = f"{round(share * 1000) / 10:.1f}"
    return text.replace(".", ",") if lang == "vi" else text
