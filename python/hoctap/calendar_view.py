"""How the calendar of a budget year looks in a terminal and in a notebook: days, the frame, and money that is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.language import Language, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import BudgetCalendar

__all__ = ["calendar_html", "calendar_sheets", "calendar_text"]

DAY_HEADS = ("step", "who", "last day", "norm", "mark", "note")
FRAME_HEADS = ("role", "instrument", "title", "in force")
LEFT_HEADS = ("money left", "what becomes of it", "norm", "mark")


def calendar_sheets(calendar: BudgetCalendar, lang: Language = "vi") -> list[Sheet]:
    """Lay out the steps, the instruments of the frame, and what becomes of money that is left."""
    return [
        Sheet(
            say("Steps of the budget year", lang),
            [say(head, lang) for head in DAY_HEADS],
            [_day_cells(row, lang) for row in calendar.to_dicts()],
        ),
        Sheet(
            say("What frames the year", lang),
            [say(head, lang) for head in FRAME_HEADS],
            [_frame_cells(row, lang) for row in calendar.frame.to_dicts()],
        ),
        Sheet(
            say("What becomes of money that is left", lang),
            [say(head, lang) for head in LEFT_HEADS],
            [_left_cells(row, lang) for row in calendar.leftovers.to_dicts()],
        ),
    ]


def calendar_html(calendar: BudgetCalendar, lang: Language = "en") -> str:
    """Show a calendar in a notebook."""
    return html_page([_heading(calendar, lang), *(html_table(sheet) for sheet in calendar_sheets(calendar, lang))])


def calendar_text(calendar: BudgetCalendar, lang: Language = "en", *, width: int | None = None) -> str:
    """Show a calendar as text, in lines of at most `width` letters where one is given."""
    sheets = [text_table(sheet, width=width) for sheet in calendar_sheets(calendar, lang)]
    return "\n\n".join([_heading(calendar, lang), *sheets])


def _heading(calendar: BudgetCalendar, lang: Language) -> str:
    return say("Calendar of the budget year {year}", lang, year=calendar.year)


def _why(row: dict[str, Any], lang: Language) -> str:
    why = say(row["gap"].replace("_", " "), lang)
    if row.get("detail"):
        why += f" ({say(row['detail'].replace('_', ' '), lang)})" if row["gap"] == "stated" else f" ({row['detail']})"
    return f"{say('not modelled', lang)}: {why}"


def _day_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    day = day_text(row["last_day"], lang) if row["last_day"] else _why(row, lang)
    if row["lacks_holidays"]:
        day += f" ({say('or later by public holidays', lang)})"
    name = row[f"name_{lang}"]
    return [
        Cell(name if row["part"] is None else f"{name} ({row['part']})"),
        Cell(say(row["who"].replace("_", " "), lang) if row["who"] else "–"),
        Cell(day, strong=bool(row["last_day"])),
        Cell(row[f"norm_{lang}"] or "–"),
        Cell(row["mark"] or "–"),
        Cell(row["note"] or ""),
    ]


def _frame_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    known = row["gap"] is None
    days = f"{day_text(row['from'], lang)} – {day_text(row['until'], lang)}" if known else _why(row, lang)
    return [
        Cell(say(row["role"].replace("_", " "), lang)),
        Cell(row["instrument"] or "–", strong=known),
        Cell(row[f"title_{lang}"] or "–"),
        Cell(days),
    ]


def _left_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    return [
        Cell(row[f"name_{lang}"] or say(row["money"].replace("_", " "), lang)),
        Cell(say(row["fate"].replace("_", " "), lang) if row["fate"] else _why(row, lang), strong=bool(row["fate"])),
        Cell(row[f"norm_{lang}"] or "–"),
        Cell(row["mark"] or "–"),
    ]
