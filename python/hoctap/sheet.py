"""A small table to be read by people, as aligned text for a terminal or as HTML for a notebook."""

from __future__ import annotations

from html import escape
from typing import NamedTuple

__all__ = ["STATUS_LOOKS", "Cell", "Look", "Sheet", "html_table", "text_table"]


class Look(NamedTuple):
    """How a status is shown: a symbol that says it without colour, and a colour of the palette of Okabe and Ito."""

    symbol: str
    colour: str
    terminal: str


STATUS_LOOKS = {
    "met": Look("✓", "#009E73", "green"),
    "on_track": Look("●", "#56B4E9", "cyan"),
    "at_risk": Look("▲", "#F0E442", "yellow"),
    "off_track": Look("✗", "#D55E00", "red"),
    "not_met": Look("✗", "#D55E00", "red"),
    "undetermined": Look("?", "#999999", "bright_black"),
    "no_data": Look("∅", "#CCCCCC", "bright_black"),
    "not_due": Look("…", "#EEEEEE", "bright_black"),
    "not_applicable": Look("–", "#EEEEEE", "bright_black"),
    "informative": Look("·", "#EEEEEE", "bright_black"),
}


class Cell(NamedTuple):
    """A text with its looks; `label` says a status in words where there is room."""

    text: str
    number: bool = False
    strong: bool = False
    status: str = ""
    label: str = ""


class Sheet(NamedTuple):
    """A heading above columns of cells; the first column names the rows."""

    caption: str
    header: list[str]
    rows: list[list[Cell]]


def text_table(sheet: Sheet, *, width: int | None = None, colour: bool = False) -> str:
    """Lay the sheet out in aligned columns; columns that do not fit into `width` follow below, under the same row names."""
    widths = [
        max([len(heading), *(len(_shown(row[i])) for row in sheet.rows)]) for i, heading in enumerate(sheet.header)
    ]
    lines = [sheet.caption] if sheet.caption else []
    for block in _blocks(widths, width):
        if len(lines) > 1:
            lines.append("")
        numeric = [any(row[i].number for row in sheet.rows) for i in range(len(widths))]
        lines.append(_line([_fit(sheet.header[i], widths[i], right=numeric[i]) for i in block]))
        lines.append(_line(["─" * widths[i] for i in block]))
        for row in sheet.rows:
            lines.append(
                _line([_coloured(_fit(_shown(row[i]), widths[i], right=row[i].number), row[i], colour) for i in block])
            )
    return "\n".join(lines)


def _blocks(widths: list[int], width: int | None) -> list[list[int]]:
    blocks: list[list[int]] = []
    used = 0
    for i in range(1, len(widths)):
        if not blocks or (width is not None and used + 2 + widths[i] > width and len(blocks[-1]) > 1):
            blocks.append([0])
            used = widths[0]
        blocks[-1].append(i)
        used += 2 + widths[i]
    return blocks or [[0]]


def _shown(cell: Cell) -> str:
    return f"{cell.text} {STATUS_LOOKS[cell.status].symbol}" if cell.status else cell.text


def _fit(text: str, width: int, *, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def _coloured(text: str, cell: Cell, colour: bool) -> str:
    if not colour or not (cell.status or cell.strong):
        return text
    from click import style

    return style(text, fg=STATUS_LOOKS[cell.status].terminal if cell.status else None, bold=cell.strong)


def _line(parts: list[str]) -> str:
    return "  ".join(parts).rstrip()


def html_table(sheet: Sheet) -> str:
    """Write the sheet as an HTML table that needs no style sheet and can be read in light and dark pages."""
    head = "".join(f'<th style="text-align:left;padding:2px 8px">{escape(heading)}</th>' for heading in sheet.header)
    body = "\n".join("<tr>" + "".join(_html_cell(cell) for cell in row) + "</tr>" for row in sheet.rows)
    caption = (
        f'<caption style="text-align:left;caption-side:top;padding:4px 8px;font-weight:bold">{escape(sheet.caption)}</caption>\n'
        if sheet.caption
        else ""
    )
    return (
        '<table style="border-collapse:collapse;font-variant-numeric:tabular-nums">\n'
        f"{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
    )


def _html_cell(cell: Cell) -> str:
    style = "padding:2px 8px;text-align:" + ("right" if cell.number else "left")
    if cell.strong:
        style += ";font-weight:bold"
    if not cell.status:
        return f'<td style="{style}">{escape(cell.text)}</td>'
    look = STATUS_LOOKS[cell.status]
    words = f" <small>{escape(cell.label)}</small>" if cell.label else ""
    return (
        f'<td style="{style};border-left:6px solid {look.colour};white-space:nowrap">'
        f"{escape(cell.text)} {look.symbol}{words}</td>"
    )
