"""How a drawn-up estimate looks in a terminal and in a notebook: its lines by commune, sums, and the state's floors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Estimate

__all__ = ["estimate_html", "estimate_sheets", "estimate_text"]

MOST_LINES = 40  # of a notebook's view; the table itself has all

LINE_HEADS = (
    "no.",
    "centre",
    "content of spending",
    "numbers",
    "price (đồng)",
    "amount (đồng)",
    "ceiling (đồng)",
    "verdict",
    "norm",
    "lacks",
)
FLOOR_HEADS = (
    "centre",
    "content of spending",
    "at least (đồng)",
    "planned (đồng)",
    "lacking (đồng)",
    "norm",
    "lacks",
)
TOTAL_HEADS = (
    "centre or commune",
    "lines",
    "without amount",
    "amount (đồng)",
    "above ceilings (đồng)",
    "on unverified norms (đồng)",
)


def estimate_sheets(estimate: Estimate, lang: Language = "vi", most: int | None = None) -> list[Sheet]:
    """Lay out lines, sums and floors as tables; of the lines at most so many."""
    lines = estimate.to_dicts(rows=most)
    cells = [_line_cells(row, lang) for row in lines]
    if len(estimate) > len(lines):
        more = say("… and {count} more", lang, count=count_text(len(estimate) - len(lines), lang))
        cells.append([Cell(more), *(Cell("") for _ in LINE_HEADS[1:])])
    totals = estimate.totals.to_dicts()
    funds = list(totals[0])[list(totals[0]).index("unverified") + 1 :]
    floors = [_floor_cells(row, lang) for row in estimate.floors.to_dicts()]
    sheets = [
        Sheet(say("Lines of the estimate", lang), [say(head, lang) for head in LINE_HEADS], cells),
        Sheet(
            say("Sums by centre, by commune and in all", lang),
            [say(head, lang) for head in TOTAL_HEADS] + (funds if len(funds) > 1 else []),
            [_total_cells(row, funds if len(funds) > 1 else [], lang) for row in totals],
        ),
    ]
    if floors:
        heads = [say(head, lang) for head in FLOOR_HEADS]
        sheets.append(Sheet(say("The least that the state gives a centre", lang), heads, floors))
    return sheets


def estimate_html(estimate: Estimate, lang: Language = "en") -> str:
    """Show an estimate in a notebook."""
    sheets = [html_table(sheet) for sheet in estimate_sheets(estimate, lang, MOST_LINES)]
    return html_page([*_heading(estimate, lang), *sheets])


def estimate_text(estimate: Estimate, lang: Language = "en", *, width: int | None = None) -> str:
    """Show an estimate as text, in lines of at most `width` letters where one is given."""
    sheets = [text_table(sheet, width=width) for sheet in estimate_sheets(estimate, lang)]
    return "\n\n".join(["\n".join(_heading(estimate, lang)), *sheets])


def _heading(estimate: Estimate, lang: Language) -> list[str]:
    heading = [say("Estimate for the budget year {year}", lang, year=estimate.year)]
    total = estimate.totals.to_dicts()[-1]
    heading.append(
        say(
            "{amount} đồng; {missing} of {lines} lines have no amount",
            lang,
            amount=count_text(total["amount"], lang),
            missing=count_text(total["lines_without_amount"], lang),
            lines=count_text(total["lines"], lang),
        )
    )
    if estimate.is_simulated:
        heading.append(say("simulated data", lang).upper())
    return heading


def _number(value: int | None, lang: Language) -> Cell:
    return Cell("–" if value is None else count_text(value, lang), number=True)


def _line_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    units = row["unit"].split(";") if row["unit"] else []
    numbers = [row[f"factor_{place}"] for place in range(1, len(units) + 1)]
    factors = " × ".join("?" if number is None else count_text(number, lang) for number in numbers)
    if row["is_assumed"]:
        factors += f" ({say('assumed', lang)})"
    if row["is_limited"]:
        factors += f" ({say('at the limit', lang)})"
    ceiling = _number(row["ceiling"], lang)
    if row["highest_ceiling"] is not None:
        ceiling = Cell(f"{ceiling.text} – {count_text(row['highest_ceiling'], lang)}", number=True)
    content = row[f"content_{lang}"] or row["wording"]
    if row["date"] is not None:
        content += f" ({day_text(row['date'], lang)})"
    return [
        Cell(str(row["line_no"]), number=True),
        Cell(row["centre_id"], strong=True),
        Cell(content),
        Cell(factors or "–"),
        _number(row["unit_price"], lang),
        _number(row["amount"], lang),
        ceiling,
        Cell(say(row["verdict"].replace("_", " "), lang)),
        Cell(row[f"norm_{lang}"] or "–"),
        Cell(row[f"missing_{lang}"] or ""),
    ]


def _total_cells(row: dict[str, Any], funds: list[str], lang: Language) -> list[Cell]:
    place = say("in all", lang) if row["kind"] == "total" else f"{row['code'] or '–'} {row['name'] or ''}".rstrip()
    keys = ["lines", "lines_without_amount", "amount", "excess", "unverified", *funds]
    return [Cell(place, strong=row["kind"] != "centre"), *(_number(row[key], lang) for key in keys)]


def _floor_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    return [
        Cell(row["centre_id"], strong=True),
        Cell(row[f"content_{lang}"]),
        *(_number(row[key], lang) for key in ("least", "planned", "lacking")),
        Cell(row[f"norm_{lang}"] or "–"),
        Cell(row[f"missing_{lang}"] or ""),
    ]
