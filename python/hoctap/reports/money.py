"""Finances: from the estimates to what is left, by year and fund, and how settlements stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap import plot
from hoctap.language import Language, count_text, say
from hoctap.money_view import execution_sheets, money_sheet
from hoctap.reports.drawings import picture
from hoctap.reports.fitted import shortened
from hoctap.reports.page import Block, Pictures, Section, Tabled
from hoctap.sheet import Cell, Sheet

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]

STATES = ("on_time", "late", "missing", "not_yet_due", "undetermined", "not_modelled")


def section(contents: Contents, lang: Language) -> Section:
    """Show the money of the plan."""
    total = contents.execution.total
    words = {key: count_text(total[key], lang) for key in ("estimated", "allocated", "paid", "left")}
    lead = say("{estimated} đồng estimated, {allocated} allocated, {paid} paid, {left} left", lang, **words)
    drawn = picture(
        lambda: plot.budget_bridge(contents.execution, lang=lang, bare=True),
        salt="bridge",
        name=say("From the estimates to what is left", lang),
        text="",
    )
    rows = [row for row in contents.money.to_dicts() if row["kind"] == "territory"]
    blocks: list[Block] = [Pictures([drawn])]
    if rows:
        blocks.append(Tabled(_by_year(rows, lang)))
    not_modelled = any(review.states["not_modelled"] for review in contents.settlements.values())
    note = say("Not modelled: no text that was read says a last day for them.", lang) if not_modelled else ""
    blocks.append(Tabled(_settlements(contents, lang), note))
    exceeded_or_differing = execution_sheets(contents.execution, lang)[1:]
    blocks += [Tabled(shortened(sheet, lang)) for sheet in exceeded_or_differing]
    return Section("money", say("Finances", lang), lead, blocks)


def _by_year(rows: list[dict[str, Any]], lang: Language) -> Sheet:
    """Lay out the sums of the whole territory: it has one name, and the year names the rows instead."""
    sheet = money_sheet(rows, len(rows), lang)
    lines = [
        [
            cells[1]._replace(number=False, strong=row["is_of_all_funds"]),
            *(cell._replace(strong=row["is_of_all_funds"]) for cell in cells[2:]),
        ]
        for row, cells in zip(rows, sheet.rows, strict=True)
    ]
    return Sheet(say("The whole territory by year and fund (đồng)", lang), sheet.header[1:], lines)


def _settlements(contents: Contents, lang: Language) -> Sheet:
    lines = [
        [Cell(str(year), strong=True), *(Cell(count_text(review.states[state], lang), number=True) for state in STATES)]
        for year, review in contents.settlements.items()
    ]
    heads = [say("year", lang), *(say(state.replace("_", " "), lang) for state in STATES)]
    return Sheet(say("Settlements of the state's money, by commune and fund", lang), heads, lines)
