"""What the values of a sheet do not tell: its extent, hidden rows, merged cells, errors, formulas without a value."""

from __future__ import annotations

from collections.abc import Iterable

from hoctap._core import FileLimits

__all__ = ["COVERED", "UNCACHED", "Refused", "SheetFacts"]

# Marks of cells, as the library's sink takes them; any other mark is an error value as spreadsheets show it.
UNCACHED = "="
COVERED = "^"

_MOST_MARKS = 2_000_000


class Refused(Exception):
    """A workbook that is not read: the code and arguments of the message that says why."""

    def __init__(self, code: str, *arguments: object) -> None:
        """Refuse with a message of the library's catalogue."""
        super().__init__(code, *arguments)
        self.code = code
        self.arguments = [str(argument) for argument in arguments]


class SheetFacts:
    """Gathered while one sheet is looked through; rows and columns count from 0 going in, rows from 1 in the results."""

    def __init__(self, name: str, limits: FileLimits) -> None:
        """Begin with a sheet of which nothing is known."""
        self.name = name
        self.hidden_rows: set[int] = set()
        self.marks: dict[int, dict[int, str]] = {}
        self._most_cells = limits.most_sheet_cells
        self._mark_count = 0
        self._merged: list[tuple[int, int, int]] = []
        self._hidden: list[tuple[int, int]] = []
        self._top = self._left = 1 << 40
        self._bottom = self._right = -1

    def use(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        """Note that cells hold something; raise Refused as soon as the sheet spans too many."""
        self._top = min(self._top, row)
        self._left = min(self._left, column)
        if row + rows - 1 > self._bottom or column + columns - 1 > self._right:
            self._bottom = max(self._bottom, row + rows - 1)
            self._right = max(self._right, column + columns - 1)
            cells = (self._bottom - self._top + 1) * (self._right - self._left + 1)
            if cells > self._most_cells:
                raise Refused("sheet_too_large", self.name, cells, self._most_cells)

    def mark(self, row: int, column: int, mark: str) -> None:
        """Note what stands at a place."""
        self._mark_count += 1
        if self._mark_count > _MOST_MARKS:
            raise Refused("sheet_too_large", self.name, self._mark_count, _MOST_MARKS)
        self.marks.setdefault(row + 1, {})[column] = mark

    def hide(self, row: int, rows: int = 1) -> None:
        """Note hidden rows."""
        self._hidden.append((row, row + rows))

    def merge(self, first_row: int, last_row: int, column: int) -> None:
        """Note that one cell covers its column from the first row to the last."""
        if last_row > first_row:
            self._merged.append((first_row, last_row, column))

    def finish(self) -> None:
        """Mark what merged cells cover and list hidden rows; what lies below the last cell is nothing."""
        for first_row, last_row, column in self._merged:
            for row in range(first_row + 1, min(last_row, self._bottom) + 1):
                if column not in self.marks.get(row + 1, ()):
                    self.mark(row, column, COVERED)
        for begin, end in self._hidden:
            self.hidden_rows.update(range(begin + 1, min(end, self._bottom + 1) + 1))


def checked_sheet_count(names: Iterable[str], limits: FileLimits) -> list[str]:
    """Give the names, or raise Refused where there are too many."""
    listed = list(names)
    if len(listed) > limits.most_sheets:
        raise Refused("too_many_sheets", len(listed), limits.most_sheets)
    return listed
