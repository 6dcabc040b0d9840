"""How the duties of a plan look in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Duties

__all__ = ["duties_html", "duties_sheets", "duties_text"]

DUTY_HEADS = ("duty", "period", "who answers", "unit", "due", "state", "done on", "document")
DIFFICULTY_HEADS = ("duty", "period", "unit", "difficulties", "goes to")


def duties_sheets(duties: Duties, lang: Language = "en", states: Sequence[str] = ()) -> list[Sheet]:
    """Lay out who owes what by when, and what stands in the way; only of some states where these are named."""
    rows = [row for row in duties.to_dicts() if not states or row["state"] in states]
    sheets = [
        Sheet(_caption(duties, lang), [say(head, lang) for head in DUTY_HEADS], [_duty(row, lang) for row in rows])
    ]
    difficulties = duties.difficulties.to_dicts()
    if difficulties:
        sheets.append(
            Sheet(
                say("Difficulties reported", lang),
                [say(head, lang) for head in DIFFICULTY_HEADS],
                [_difficulty(row, lang) for row in difficulties],
            )
        )
    return sheets


def duties_text(duties: Duties, lang: Language = "en", *, states: Sequence[str] = (), width: int | None = None) -> str:
    """Show them as text, in lines of at most `width` letters where one is given."""
    return "\n\n".join(text_table(sheet, width=width) for sheet in duties_sheets(duties, lang, states))


def duties_html(duties: Duties, lang: Language = "en") -> str:
    """Show them in a notebook."""
    return html_page([html_table(sheet) for sheet in duties_sheets(duties, lang)])


def _caption(duties: Duties, lang: Language) -> str:
    day = "–" if duties.day is None else day_text(duties.day, lang)
    counts = ", ".join(
        f"{say(state.replace('_', ' '), lang)} {count_text(count, lang)}"
        for state, count in duties.states.items()
        if count
    )
    text = say("Duties of the plan on {day}", lang, day=day) + (f": {counts}" if counts else "")
    return text + (" · " + say("simulated data", lang).upper() if duties.is_simulated else "")


def _duty(row: dict[str, Any], lang: Language) -> list[Cell]:
    due = say("no day", lang) if row["due"] is None else day_text(row["due"], lang)
    if row["due_is_assumed"]:
        due += " *"
    answers = row[f"answers_{lang}"] or say(
        "{owner} has ended; who took over is not known", lang, owner=row[f"owner_{lang}"]
    )
    return [
        Cell(row["duty"]),
        Cell(say("the whole plan", lang) if row["is_final"] else row["period"]),
        Cell(answers),
        Cell(f"{row['unit']} {row['unit_name']}"),
        Cell(due),
        Cell(say(row["state"].replace("_", " "), lang), strong=row["state"] in ("late", "missing")),
        Cell("–" if row["done_on"] is None else day_text(row["done_on"], lang)),
        Cell(row["document_no"] or "–"),
    ]


def _difficulty(row: dict[str, Any], lang: Language) -> list[Cell]:
    return [
        Cell(row["duty"]),
        Cell(row["period"]),
        Cell(f"{row['unit']} {row['unit_name']}"),
        Cell(row["difficulties"]),
        Cell(row[f"goes_to_{lang}"] or say("not known", lang)),
    ]
