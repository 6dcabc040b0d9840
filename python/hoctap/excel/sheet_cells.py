"""Styles of single cells of a sheet's part, changed where they stand; everything else of the part stays byte by byte."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from hoctap.workbooks.xlsx import column_of

from .parts import Splices, Unfit, root_prefix, tag_end, walk, with_attribute

__all__ = ["SheetCells", "cell_name", "column_name"]

_TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
# What stands behind the reference to comments in a sheet (CT_Worksheet).
_BEHIND = {
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}


def column_name(column: int) -> str:
    """Give the letters of a column, from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """Give the name of a cell, from row and column from 1: "B7"."""
    return f"{column_name(column)}{row}"


@dataclass
class _Cell:
    column: int
    start: int
    style: int


@dataclass
class _Row:
    number: int
    start: int
    end: int = 0  # before </row>
    style: int | None = None
    cells: list[_Cell] = field(default_factory=list)


class SheetCells:
    """The part of a sheet: its rows and cells with their places."""

    def __init__(self, content: bytes) -> None:
        """Read where they stand."""
        self._content = content
        self._prefix = root_prefix(content, "worksheet").decode()
        self._rows: list[_Row] = []
        self._column_styles: list[tuple[int, int, int]] = []
        self.widths: dict[int, float] = {}  # of columns, from 0
        self.merged: list[tuple[int, int, int, int]] = []  # first row, first column, last row, last column, from 1
        self.comments_relation = ""
        self._data = (0, 0)
        self._behind = 0
        self._read()

    def _read(self) -> None:
        depth = 0
        data_start = row_number = column = 0

        def start(name: str, attributes: dict[str, str], at: int) -> None:
            nonlocal depth, data_start, row_number, column
            depth += 1
            if depth == 1:
                namespaces = {value for key, value in attributes.items() if key.partition(":")[0] == "xmlns"}
                if _TRANSITIONAL not in namespaces:
                    raise Unfit("a sheet of another kind")
            elif name == "c":
                column = column_of(attributes["r"]) + 1 if "r" in attributes else column + 1
                self._rows[-1].cells.append(_Cell(column, at, int(attributes.get("s", "0"))))
            elif name == "row":
                row_number = int(attributes["r"]) if "r" in attributes else row_number + 1
                column = 0
                has_style = attributes.get("customFormat") in ("1", "true")
                self._rows.append(_Row(row_number, at, style=int(attributes.get("s", "0")) if has_style else None))
            elif name == "sheetData":
                data_start = at
            elif name == "col":
                self._note_column(attributes)
            elif name == "mergeCell":
                self._note_merged(attributes.get("ref", ""))
            elif depth == 2 and name == "legacyDrawing":
                self.comments_relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            elif depth == 2 and name in _BEHIND and not self._behind:
                self._behind = at

        def end(name: str, at: int) -> None:
            nonlocal depth
            depth -= 1
            if name == "row":
                self._rows[-1].end = at
            elif name == "sheetData":
                self._data = (data_start, at)
            elif depth == 0 and not self._behind:
                self._behind = at

        try:
            walk(self._content, start, end)
        except ValueError as error:
            raise Unfit(str(error)) from error
        if self._data == (0, 0):
            raise Unfit("no cells")

    def _note_column(self, attributes: dict[str, str]) -> None:
        first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
        self._column_styles.append((first, last, int(attributes.get("style", "0"))))
        if attributes.get("hidden") in ("1", "true"):
            width = 0.0
        elif "width" in attributes:
            width = float(attributes["width"])
        else:
            return
        for column in range(first, min(last, first + 500) + 1):
            self.widths[column - 1] = width

    def _note_merged(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        if last:
            rows = [int("".join(filter(str.isdigit, place)) or "1") for place in (first, last)]
            self.merged.append((rows[0], column_of(first) + 1, rows[1], column_of(last) + 1))

    def restyled(
        self, marked: Mapping[tuple[int, int], Callable[[int], int]], before: Mapping[int, int], relation: str
    ) -> bytes:
        """Give the part with other styles of cells.

        `marked` says by row and column (from 1) which style a cell gets for the one it has, `before` what styles of an earlier
        answer's marks were. `relation` refers to the comments' boxes; empty where the part refers to them already or there are none.
        """
        made = Splices(self._content)
        by_row: dict[int, dict[int, Callable[[int], int]]] = {}
        for (row, column), style in marked.items():
            by_row.setdefault(row, {})[column] = style
        for found in self._rows:
            self._restyle_row(made, found, by_row.pop(found.number, {}), before)
        self._add_rows(made, by_row)
        if relation and not self.comments_relation:
            relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            made.insert(
                self._behind, f'<{self._prefix}legacyDrawing xmlns:r="{relations}" r:id="{relation}"/>'.encode()
            )
        return made.result()

    def _restyle_row(
        self, made: Splices, row: _Row, wanted: dict[int, Callable[[int], int]], before: Mapping[int, int]
    ) -> None:
        remaining = dict(wanted)
        for cell in row.cells:
            for column in sorted(column for column in remaining if column < cell.column):
                made.insert(cell.start, self._new_cell(row, column, remaining.pop(column)))
            base = before.get(cell.style, cell.style)
            change = remaining.pop(cell.column, None)
            style = change(base) if change else base
            if style != cell.style:
                behind = tag_end(self._content, cell.start)
                made.replace(cell.start, behind, with_attribute(self._content[cell.start : behind], "s", str(style)))
        if not remaining:
            return
        cells = b"".join(self._new_cell(row, column, remaining[column]) for column in sorted(remaining))
        behind = tag_end(self._content, row.start)
        tag = self._content[row.start : behind]
        if tag.endswith(b"/>"):
            made.replace(row.start, behind, tag[:-2].rstrip() + b">" + cells + f"</{self._prefix}row>".encode())
        else:
            made.insert(row.end, cells)

    def _new_cell(self, row: _Row, column: int, change: Callable[[int], int]) -> bytes:
        base = row.style
        if base is None:
            base = next((style for first, last, style in self._column_styles if first <= column <= last), 0)
        return f'<{self._prefix}c r="{cell_name(row.number, column)}" s="{change(base)}"/>'.encode()

    def _add_rows(self, made: Splices, by_row: dict[int, dict[int, Callable[[int], int]]]) -> None:
        start, end = self._data
        behind = tag_end(self._content, start)
        is_empty = self._content[start:behind].endswith(b"/>")
        written: dict[int, bytes] = {}
        for number in sorted(by_row):
            row = _Row(number, 0)
            cells = b"".join(self._new_cell(row, column, change) for column, change in sorted(by_row[number].items()))
            place = next((one.start for one in self._rows if one.number > number), end)
            new = f'<{self._prefix}row r="{number}">'.encode() + cells + f"</{self._prefix}row>".encode()
            written[place] = written.get(place, b"") + new
        for place, rows in written.items():
            if is_empty:
                tag = self._content[start:behind][:-2].rstrip() + b">"
                made.replace(start, behind, tag + rows + f"</{self._prefix}sheetData>".encode())
            else:
                made.insert(place, rows)
