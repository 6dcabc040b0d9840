"""A small table to be read by people, as aligned text for a terminal or as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

__all__ = ["STATE_LOOKS", "STATUS_LOOKS", "Cell", "Look", "Sheet", "html_page", "html_table", "paragraph", "text_table"]


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
# Of duties and reports, the gravest first.
STATE_LOOKS = {
    "missing": Look("✗", "#D55E00", "red"),
    "late": Look("▲", "#F0E442", "yellow"),
    "not_yet_due": Look("…", "#EEEEEE", "bright_black"),
    "no_record": Look("∅", "#CCCCCC", "bright_black"),
    "on_time": Look("✓", "#009E73", "green"),
    "done": Look("✓", "#56B4E9", "cyan"),
}


class Cell(NamedTuple):
    """A text with its looks; `label` says a status in words where there is room."""

    text: str
    number: bool = False
    strong: bool = False
    status: str = ""
    label: str = ""


class Sheet(NamedTuple):
    """A heading above columns of cells; the first `keys` columns name the rows."""

    caption: str
    header: list[str]
    rows: list[list[Cell]]
    keys: int = 1


NARROWEST_TEXT = 18
GAPS = (2, 1)  # between columns; the smaller where only that fits


def text_table(sheet: Sheet, *, width: int | None = None, colour: bool = False) -> str:
    """Lay the sheet out in aligned columns of at most `width` letters.

    Headings and texts are broken into lines; columns that still do not fit follow below, under the same names of rows.
    """
    widths = _widths(sheet, width)
    gap = next((gap for gap in GAPS if width is None or _total(widths, gap) <= width), GAPS[0])
    numeric = [any(row[i].number for row in sheet.rows) for i in range(len(widths))]
    lines = paragraph(sheet.caption, width) if sheet.caption else []
    for count, block in enumerate(_blocks(widths, width, gap, sheet.keys)):
        if count:
            lines.append("")
        heads = [wrap(sheet.header[i], widths[i]) or [""] for i in block]
        tallest = max(map(len, heads))
        for k in range(tallest):  # headings stand on the line below them
            texts = [head[k - tallest] if k >= tallest - len(head) else "" for head in heads]
            lines.append(
                _line([_fit(text, widths[i], right=numeric[i]) for i, text in zip(block, texts, strict=True)], gap)
            )
        lines.append(_line(["─" * widths[i] for i in block], gap))
        for row in sheet.rows:
            lines.extend(_row_lines(row, block, widths, gap, colour=colour))
    return "\n".join(lines)


def paragraph(text: str, width: int | None, *, indent: str = "") -> list[str]:
    """Break a text into lines of at most `width` letters."""
    if width is None:
        return [text]
    return wrap(text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False) or [text]


def _row_lines(row: list[Cell], block: list[int], widths: list[int], gap: int, *, colour: bool) -> list[str]:
    cells = [wrap(_shown(row[i]), max(widths[i], 1), break_on_hyphens=False) or [""] for i in block]
    return [
        _line(
            [
                _coloured(_fit(cell[k] if k < len(cell) else "", widths[i], right=row[i].number), row[i], colour)
                for i, cell in zip(block, cells, strict=True)
            ],
            gap,
        )
        for k in range(max(map(len, cells)))
    ]


def _widths(sheet: Sheet, width: int | None) -> list[int]:
    """Give each column its width: in full where that fits, else with headings and then the widest texts broken."""
    cells = [max((len(_shown(row[i])) for row in sheet.rows), default=0) for i in range(len(sheet.header))]
    full = [max(len(heading), cell) for heading, cell in zip(sheet.header, cells, strict=True)]
    if width is None or _total(full, GAPS[0]) <= width:
        return full
    broken = [max([cell, *map(len, heading.split())]) for heading, cell in zip(sheet.header, cells, strict=True)]
    texts = [i for i in range(len(broken)) if not any(row[i].number or row[i].status for row in sheet.rows)]
    fitting = list(broken)
    while _total(fitting, GAPS[0]) > width:
        widest = max(texts, key=lambda i: fitting[i], default=None)
        if widest is None or fitting[widest] <= NARROWEST_TEXT:
            if _total(fitting, GAPS[-1]) <= width:
                break
            # Columns must follow below each other; each text gets a fair part of the line.
            return [min(wide, max(NARROWEST_TEXT, width // 3)) if i in texts else wide for i, wide in enumerate(broken)]
        fitting[widest] -= 1
    return fitting


def _total(widths: list[int], gap: int) -> int:
    return sum(widths) + gap * (len(widths) - 1)


def _blocks(widths: list[int], width: int | None, gap: int, keys: int) -> list[list[int]]:
    names = list(range(keys))
    blocks: list[list[int]] = []
    for i in range(keys, len(widths)):
        is_full = width is not None and blocks and _total([widths[j] for j in [*blocks[-1], i]], gap) > width
        if not blocks or (is_full and len(blocks[-1]) > keys):
            blocks.append(list(names))
        blocks[-1].append(i)
    return blocks or [names]


def _shown(cell: Cell) -> str:
    return f"{cell.text} {STATUS_LOOKS[cell.status].symbol}" if cell.status else cell.text


def _fit(text: str, width: int, *, right: bool) -> str:
    return text.rjust(width) if right else text.ljust(width)


def _coloured(text: str, cell: Cell, colour: bool) -> str:
    if not colour or not (cell.status or cell.strong):
        return text
    from click import style

    return style(text, fg=STATUS_LOOKS[cell.status].terminal if cell.status else None, bold=cell.strong)


def _line(parts: list[str], gap: int) -> str:
    return (" " * gap).join(parts).rstrip()


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


def html_page(parts: Sequence[object]) -> str:
    """Put tables and sentences below each other."""
    blocks = (text if text.startswith("<") else f"<p>{escape(text)}</p>" for text in map(str, parts))
    return "<div>\n" + "\n".join(blocks) + "\n</div>"
