"""Who owes what by when: the calendar of the plan's duties, and those that are late or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap import plot
from hoctap.duties_view import duties_sheets
from hoctap.language import Language, count_text, day_text, say
from hoctap.reports.drawings import picture
from hoctap.reports.fitted import shortened, without_silent_columns
from hoctap.reports.page import Block, Pictures, Section, Tabled
from hoctap.sheet import STATE_LOOKS, Cell, Sheet

if TYPE_CHECKING:
    from hoctap import Duties
    from hoctap.reports.contents import Contents

__all__ = ["section"]

OPEN_STATES = ("late", "missing")


def section(contents: Contents, lang: Language) -> Section:
    """Draw the calendar, and list what is open and what stands in the way."""
    duties = contents.duties
    counts = ", ".join(
        f"{say(state.replace('_', ' '), lang)} {count_text(count, lang)}"
        for state, count in duties.states.items()
        if count
    )
    day = "–" if duties.day is None else day_text(duties.day, lang)
    lead = say("Duties of the plan on {day}", lang, day=day) + (f": {counts}." if counts else ".")
    title = say("Duties", lang)
    if not len(duties):
        return Section("duties", title, lead, [])
    legend = "   ".join(
        f"{look.symbol} {say(state.replace('_', ' '), lang)}"
        for state, look in STATE_LOOKS.items()
        if duties.states.get(state)
    )
    drawn = picture(
        lambda: plot.duty_calendar(duties, lang=lang, bare=True),
        salt="duties",
        name=say("Calendar of duties", lang),
        text=say(
            "A mark stands on a day that is due, a bar over a time of which no day is due; numbers count communes or periods.",
            lang,
        ),
    )
    blocks: list[Block] = [Pictures([drawn], legend)]
    sheet = duties_sheets(duties, lang, OPEN_STATES)[0]
    if sheet.rows:
        is_assumed = any(cell.text.endswith(" *") for row in sheet.rows for cell in row)
        note = say("* The plan names no day; this one is assumed.", lang) if is_assumed else ""
        open_ones = without_silent_columns(sheet._replace(caption=say("Duties that are late or missing", lang)))
        blocks.append(Tabled(shortened(open_ones, lang), note))
    if len(duties.difficulties):
        blocks.append(Tabled(shortened(_difficulties(duties, lang), lang)))
    return Section("duties", title, lead, blocks)


def _difficulties(duties: Duties, lang: Language) -> Sheet:
    """Lay out each difficulty once, with who told of it."""
    told: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in duties.difficulties.to_dicts():
        told.setdefault((row["difficulties"], row[f"goes_to_{lang}"] or say("not known", lang)), []).append(row)
    lines = [
        [
            Cell(difficulty, strong=True),
            Cell(", ".join(dict.fromkeys(row["duty"] for row in sorted(rows, key=lambda row: row["duty"])))),
            Cell("; ".join(dict.fromkeys(f"{row['unit_name']} {row['period']}" for row in rows))),
            Cell(goes_to),
        ]
        for (difficulty, goes_to), rows in told.items()
    ]
    heads = [say(head, lang) for head in ("difficulties", "duty", "unit", "goes to")]
    return Sheet(say("Difficulties reported", lang), heads, lines)
