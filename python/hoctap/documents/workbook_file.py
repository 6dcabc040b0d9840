"""An official document as XLSX: the text with its first table on one sheet, further tables and annexes on their own, ready to print."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap.excel.writing import EXACT_MOST, sheet_name, write_text, xlsxwriter
from hoctap.language import say

from .alike import LEFT_SHARE, SIGNING_LINES, annex_reference, annex_words, ended
from .letters import length_of, wrapped_lines
from .parts import Annex, Block, Clause, Content, Dash, Entry, Grid, Paragraph, Section

if TYPE_CHECKING:
    from .office import Office
    from .profile import Profile

__all__ = ["write_xlsx"]

_POINTS = 72 / 25.4  # in a millimetre
_PIXELS = 96 / 25.4
_INCH = 25.4
_INDENT = 9  # pixels of a level of a cell's indent
_A4 = 9  # the number of the paper
_HIGHEST_ROW = 400  # points; a spreadsheet allows 409
_LINE = 1.2  # the height of a line against the size of its letters
_PADDING = 8  # points that a cell leaves free left and right of its words
_MONEY = "[$-42A]#,##0"  # grouped as Vietnamese is


def write_xlsx(path: Path, content: Content, office: Office, layout: Profile, properties: dict[str, str]) -> None:
    """Write the document."""
    _Book(path, content, office, layout).write(properties)


def _page_class() -> type[Any]:
    """Make sheets whose first page shows no number: the library has no setting for it."""

    class Page(xlsxwriter().worksheet.Worksheet):  # type: ignore[misc]
        def _write_header_footer(self) -> None:
            self._xml_start_tag("headerFooter", [("differentFirst", 1)])
            if self.header:
                self._write_odd_header()
            if self.footer:
                self._write_odd_footer()
                self._xml_data_element("firstFooter", self.footer)
            self._xml_end_tag("headerFooter")

    return Page


class _Book:
    """A workbook and the formats that its cells share."""

    def __init__(self, path: Path, content: Content, office: Office, layout: Profile) -> None:
        self.content, self.office, self.layout = content, office, layout
        self._book = xlsxwriter().Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
        self._page_class = _page_class()
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._names: set[str] = set()

    def write(self, properties: dict[str, str]) -> None:
        self._book.set_properties(properties)
        grids = [block for block in self.content.blocks if isinstance(block, Grid)]
        first = grids[0] if grids else None
        text = _Sheet(self, self.content.type, first.widths if first else (1, 1), is_landscape=False)
        own: dict[int, str] = {id(grid): self._taken(grid.name) for grid in grids[1:]}
        text.head()
        text.blocks(self.content.blocks, own, ends=True)
        text.signing()
        text.close()
        for grid in grids[1:]:
            sheet = _Sheet(self, own[id(grid)], grid.widths, is_landscape=len(grid.head) > 6, is_named=True)
            sheet.grid(grid, title=grid.name, repeat=True)
            sheet.close()
        annexes = self.content.annexes
        for annex, words in zip(annexes, annex_words(len(annexes)), strict=True):
            self._annex(annex, words)
        self._book.close()

    def _annex(self, annex: Annex, title: str) -> None:
        grids = [block for block in annex.blocks if isinstance(block, Grid)]
        widths = grids[0].widths if grids else (1,)
        sheet = _Sheet(self, title, widths, is_landscape=annex.is_landscape)
        sheet.annex_head(title, annex.title)
        own = {id(grid): self._taken(grid.name) for grid in grids[1:]}
        sheet.blocks(annex.blocks, own, repeat=True)
        sheet.close()
        for grid in grids[1:]:
            further = _Sheet(self, own[id(grid)], grid.widths, is_landscape=annex.is_landscape, is_named=True)
            further.grid(grid, title=grid.name, repeat=True)
            further.close()

    def _taken(self, wanted: str) -> str:
        return sheet_name(wanted, self._names)

    def page(self, name: str, *, is_named: bool) -> Any:
        """Add a sheet; `is_named`: its name was taken before."""
        return self._book.add_worksheet(name if is_named else self._taken(name), self._page_class)

    def format(self, component: str, **more: Any) -> tuple[Any, Any]:
        """Give the format of a part, and the same one with the mark that keeps a text a text."""
        look = self.layout.components[component]
        plain = {
            "font_name": self.layout.font,
            "font_size": look.size.chosen,
            "bold": look.bold,
            "italic": look.italic,
            "align": "center",
            "valign": "vcenter",
            "text_wrap": True,
            **more,
        }
        return self._shared(plain), self._shared({**plain, "quote_prefix": True})

    def _shared(self, given: dict[str, Any]) -> Any:
        key = tuple(sorted(given.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(given)
        return self._formats[key]


class _Sheet:
    """A sheet that is filled from above, in columns of which the shares of the page's width are given."""

    def __init__(
        self, book: _Book, name: str, widths: Sequence[float], *, is_landscape: bool, is_named: bool = False
    ) -> None:
        self._book, self._layout = book, book.layout
        self._page = book.page(name, is_named=is_named)
        self._row = 0
        width = self._layout.text_width(is_landscape=is_landscape)
        self._widths = [width * share / sum(widths) for share in widths]  # mm
        for column, wide in enumerate(self._widths):
            self._page.set_column_pixels(column, column, round(wide * _PIXELS))
        self._set_up(is_landscape=is_landscape)

    @property
    def _last(self) -> int:
        return len(self._widths) - 1

    def _set_up(self, *, is_landscape: bool) -> None:
        page, layout = self._page, self._layout
        page.set_paper(_A4)
        if is_landscape:
            page.set_landscape()
        margins = {side: margin.chosen / _INCH for side, margin in layout.margins.items()}
        page.set_margins(**margins)
        number = layout.components["page_number"].size.chosen
        page.set_header(f'&C&"{layout.font}"&{number:g}&P', {"margin": 10 / _INCH})
        if self._book.content.is_simulated:
            page.set_footer(
                f'&C&"{layout.font},Bold"&{number:g}{say("simulated data", "vi").upper()}', {"margin": 10 / _INCH}
            )
        page.set_start_page(1)
        page.fit_to_pages(1, 0)
        page.hide_gridlines(2)
        page.center_horizontally()

    def close(self) -> None:
        """Print what was written and no more."""
        self._page.print_area(0, 0, max(self._row - 1, 0), self._last)

    # ------------------------------------------------------------ cells

    def _merged(self, text: str, first: int, last: int, formats: tuple[Any, Any], row: int | None = None) -> None:
        at = self._row if row is None else row
        if last > first:
            self._page.merge_range(at, first, at, last, "", formats[0])
        write_text(self._page, at, first, text, formats)

    def _lines(self, text: str, first: int, last: int, size: float, *, is_bold: bool = False) -> int:
        width = sum(self._widths[first : last + 1]) * _POINTS - _PADDING
        return wrapped_lines(text, width, size, is_bold=is_bold)

    def _line(self, text: str, component: str, *, before: float = 0, **more: Any) -> None:
        """Write a text over all columns."""
        look = self._layout.components[component]
        words = look.written(text)
        lines = self._lines(words, 0, self._last, look.size.chosen, is_bold=look.bold)
        self._merged(words, 0, self._last, self._book.format(component, **more))
        self._page.set_row(self._row, min(_HIGHEST_ROW, lines * look.size.chosen * _LINE + before))
        self._row += 1

    def _rule(self, words: Sequence[str], component: str, first: int, last: int, row: int) -> None:
        """Draw the line below words with underscores, as long as the profile says."""
        look = self._layout.components[component]
        assert look.line is not None
        longest = max(length_of(look.written(line), look.size.chosen, is_bold=look.bold) for line in words)
        width = sum(self._widths[first : last + 1]) * _POINTS - _PADDING
        size = 8
        count = round(min(longest, width) * look.line.chosen / length_of("_", size))
        form = self._book.format(component, font_size=size, bold=False, italic=False, valign="top", text_wrap=False)
        self._merged("_" * count, first, last, form, row)
        self._page.set_row(row, size * _LINE)

    # ------------------------------------------------------------ the head of a document

    def _split(self) -> int:
        """Give the first column of the letterhead's right half."""
        total, sum_of_left = sum(self._widths), 0.0
        best, nearest = 1, total
        for column in range(1, len(self._widths)):
            sum_of_left += self._widths[column - 1]
            if abs(sum_of_left - total * LEFT_SHARE) < nearest:
                best, nearest = column, abs(sum_of_left - total * LEFT_SHARE)
        return best

    def head(self) -> None:
        """Write the letterhead, the title and whom it is addressed to."""
        office, layout, split = self._book.office, self._layout, self._split()
        left = [(line, "superior") for line in office.superior] + [(line, "body_name") for line in office.body_lines]
        right = [(layout.components[part].text, part) for part in ("nation", "motto")]
        for row in range(max(len(left), len(right))):
            for side, first, last in ((left, 0, split - 1), (right, split, self._last)):
                if row < len(side):
                    text, component = side[row]
                    words = layout.components[component].written(text)
                    self._merged(words, first, last, self._book.format(component, text_wrap=False, shrink=True), row)
            self._page.set_row(row, 13 * _LINE)
        self._row = max(len(left), len(right))
        self._rule(office.body_lines, "body_name", 0, split - 1, self._row)
        self._rule((layout.components["motto"].text,), "motto", split, self._last, min(len(right), self._row))
        self._row += 1
        symbol = office.symbol(layout.abbreviations[self._book.content.type])
        self._merged(symbol, 0, split - 1, self._book.format("number", shrink=True, text_wrap=False))
        self._merged(
            office.place_and_day, split, self._last, self._book.format("place_and_date", shrink=True, text_wrap=False)
        )
        self._page.set_row(self._row, 13 * _LINE + 4)
        self._row += 2
        self._line(self._book.content.type, "type")
        self._line(self._book.content.subject, "subject")
        self._rule((self._book.content.subject,), "subject", 0, self._last, self._row)
        self._row += 2
        to = office.addressees
        if len(to) == 1:
            self._line(f"Kính gửi: {to[0]}", "addressees")
        else:
            size = layout.components["addressees"].size.chosen
            quarter = sum(self._widths) / 4 * _PIXELS
            under_colon = quarter + length_of("Kính gửi", size) / _POINTS * _PIXELS
            self._line("Kính gửi:", "addressees", align="left", indent=round(quarter / _INDENT))
            for n, one in enumerate(to, 1):
                line = f"- {one}{'.' if n == len(to) else ';'}"
                self._line(line, "addressees", align="left", indent=round(under_colon / _INDENT))
        self._row += 1
        for basis in ended(self._book.content.bases):
            self._line(basis, "basis", align="left")

    def annex_head(self, word: str, title: str) -> None:
        """Write what leads an annex."""
        self._line(word, "annex_word")
        self._line(title, "annex_title")
        self._line(annex_reference(self._book.content, self._book.office, self._layout), "annex_reference")
        self._row += 1

    # ------------------------------------------------------------ the text

    def blocks(self, blocks: Sequence[Block], own: dict[int, str], *, ends: bool = False, repeat: bool = False) -> None:
        """Write the text; tables that have sheets of their own are named. `repeat`: as in `grid`."""
        for n, block in enumerate(blocks):
            end = "./." if ends and n == len(blocks) - 1 else ""
            if isinstance(block, Grid):
                if id(block) in own:
                    self._line(f"(Xem bảng ở trang tính “{own[id(block)]}”.){end}", "text", italic=True, align="left")
                else:
                    self.grid(block, repeat=repeat)
                    if end:
                        self._line(end, "text", align="left")
                continue
            component = {Section: "section", Clause: "clause"}.get(type(block), "text")
            words = f"- {block.text}" if isinstance(block, Dash) else block.text
            words = words.removesuffix(".") if end else words
            is_to_fill = isinstance(block, Paragraph) and block.is_to_fill
            self._line(words + end, component, before=4, align="left", italic=is_to_fill)

    def grid(self, grid: Grid, *, title: str = "", repeat: bool = False) -> None:
        """Write a table under its title or the one given; `repeat`: its heading stands on every page."""
        title = grid.title or title
        if title:
            self._line(title, "table", bold=True)
        head = self._row
        self._cells([Entry(text, None, "centre", bold=True) for text in grid.head])
        if repeat:
            self._page.repeat_rows(head)
        for row in grid.rows:
            self._cells(row)
        if grid.note:
            self._line(grid.note, "table", italic=True, align="left")
        self._row += 1

    def _cells(self, entries: Sequence[Entry]) -> None:
        size = self._layout.components["table"].size.chosen
        tallest = 1
        for column, entry in enumerate(entries):
            align = {"centre": "center"}.get(entry.align, entry.align)
            form = self._book.format("table", align=align, border=1, bold=entry.bold, valign="top")
            if entry.number is not None and abs(entry.number) <= EXACT_MOST:
                indent = 1 if align == "right" else 0
                money = self._book.format(
                    "table", align=align, indent=indent, border=1, bold=entry.bold, valign="top", num_format=_MONEY
                )
                self._page.write_number(self._row, column, entry.number, money[0])
            else:
                write_text(self._page, self._row, column, entry.text, form)
            tallest = max(tallest, self._lines(entry.text, column, column, size, is_bold=entry.bold))
        self._page.set_row(self._row, min(_HIGHEST_ROW, tallest * size * _LINE + 2))
        self._row += 1

    # ------------------------------------------------------------ the end

    def signing(self) -> None:
        """Write who receives it and who signs: in one row, which no page break parts."""
        office, split = self._book.office, max(1, round(len(self._widths) / 2))
        self._row += 1
        authority, signer = office.signature
        above = "\n".join(self._layout.components["authority"].written(line) for line in authority)
        right = [(above + "\n" * (SIGNING_LINES + 1), "authority"), (signer, "signer")]
        left = [("Nơi nhận:\n", "recipients_word"), ("\n".join(office.recipient_lines), "recipients")]
        for parts, first, last, align in ((left, 0, split - 1, "left"), (right, split, self._last, "center")):
            form = self._book.format(parts[0][1], align=align, valign="top")[0]
            if last > first:
                self._page.merge_range(self._row, first, self._row, last, "", form)
            runs = [run for text, component in parts for run in (self._book.format(component)[0], text)]
            self._page.write_rich_string(self._row, first, *runs, form)
        size = self._layout.components["authority"].size.chosen
        self._page.set_row(self._row, (len(authority) + SIGNING_LINES + 2) * size * _LINE)
        self._row += 1
