"""Looks through a spreadsheet of OpenDocument (ISO/IEC 26300)."""

from __future__ import annotations

from hoctap._core import FileLimits

from .archive import Archive
from .sheet_facts import UNCACHED, Refused, SheetFacts, checked_sheet_count

__all__ = ["look_through"]

_CONTENT = "content.xml"
_MANIFEST = "META-INF/manifest.xml"


def look_through(archive: Archive, limits: FileLimits) -> tuple[dict[str, SheetFacts], set[str]]:
    """Give what is to be known of each sheet, by name, and which sheets are hidden."""
    if _MANIFEST in archive.names and b"encryption-data" in archive.content(_MANIFEST):
        raise Refused("workbook_needs_password")
    if _CONTENT not in archive.names:
        raise Refused("workbook_not_readable", f"no {_CONTENT}")
    look = _Look(archive, limits)
    return {sheet.name: sheet for sheet in look.sheets}, look.hidden


def _count(attributes: dict[str, str], name: str) -> int:
    number = attributes.get(name, "1")
    return int(number) if number.isdigit() else 1


class _Look:
    """Goes through all sheets, which lie in one part."""

    def __init__(self, archive: Archive, limits: FileLimits) -> None:
        self.sheets: list[SheetFacts] = []
        self.hidden: set[str] = set()
        self._limits = limits
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._depth = 0  # of tables: those inside cells are no sheets
        self._row = self._rows = 0
        self._column = self._columns = 0
        self._cell: dict[str, str] | None = None
        self._is_covered = False
        self._text_depth = 0
        self._shown: list[str] = []
        archive.parse(_CONTENT, self._start, self._end, self._text)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "table":
            self._depth += 1
            if self._depth == 1:
                self._begin_sheet(attributes)
        elif element == "style":
            self._style = attributes.get("name", "")
        elif element == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif self._depth != 1:
            return
        elif element == "table-row":
            self._rows = _count(attributes, "number-rows-repeated")
            self._column = 0
            if attributes.get("visibility") in ("collapse", "filter"):
                self.sheets[-1].hide(self._row, self._rows)
        elif element in ("table-cell", "covered-table-cell"):
            self._cell = attributes
            self._is_covered = element == "covered-table-cell"
            self._columns = _count(attributes, "number-columns-repeated")
            self._shown.clear()
        elif element == "p" and self._cell is not None:
            self._text_depth += 1

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name", "")
        self.sheets.append(SheetFacts(name, self._limits))
        checked_sheet_count((sheet.name for sheet in self.sheets), self._limits)
        if attributes.get("style-name") in self._hidden_styles:
            self.hidden.add(name)
        self._row = 0

    def _text(self, text: str) -> None:
        if self._text_depth:
            self._shown.append(text)

    def _end(self, element: str) -> None:
        if element == "table":
            self._depth -= 1
            if self._depth == 0:
                self.sheets[-1].finish()
        elif self._depth != 1:
            return
        elif element == "table-row":
            self._row += self._rows
        elif element == "p" and self._text_depth:
            self._text_depth -= 1
        elif element in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell)
            self._cell = None
            self._column += self._columns

    def _end_cell(self, attributes: dict[str, str]) -> None:
        sheet = self.sheets[-1]
        shown = "".join(self._shown)
        kind = attributes.get("value-type", "")
        has_formula = "formula" in attributes
        if kind or shown or has_formula:
            sheet.use(self._row, self._column, self._rows, self._columns)
        is_error = shown.startswith(("#", "Err:")) and (has_formula or kind == "error")
        mark = shown if is_error else UNCACHED if has_formula and not kind else ""
        if mark:
            for row in range(self._row, self._row + self._rows):
                for column in range(self._column, self._column + self._columns):
                    sheet.mark(row, column, mark)
        spanned = _count(attributes, "number-rows-spanned")
        if not self._is_covered:
            sheet.merge(self._row, self._row + spanned - 1, self._column)
