"""A workbook of another kind, written anew as XLSX with cells marked and commented where they stood."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from hoctap._core import FileLimits
from hoctap.language import Language, say
from hoctap.workbooks import read_workbook

from .comments import AUTHOR, COMMENT_MOST, HEAD
from .marking import Mark
from .styles import FILLS
from .writing import EXACT_MOST, FONT, day_of, sheet_name, write_text, xlsxwriter

__all__ = ["write_copy"]

_NUMBER_FORMATS = {datetime.date: "dd/mm/yyyy", datetime.datetime: "dd/mm/yyyy hh:mm", datetime.time: "hh:mm:ss"}
Marks = Mapping[str, Mapping[tuple[int, int], Mark]]


class _Sheets:
    """Takes the sheets of a workbook from the reader, as the library does."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, list[Sequence[Any]], int, Mapping[int, Mapping[int, str]]]] = []

    def add_sheet(
        self,
        sheet: str,
        rows: Iterable[Sequence[Any]],
        *,
        first_column: int,
        marks: Mapping[int, Mapping[int, str]],
        hidden_rows: set[int],
    ) -> None:
        self.sheets.append((sheet, list(rows), first_column, marks))

    def note(self, code: str, arguments: Sequence[str], *, sheet: str = "") -> None:
        """Findings are known already."""

    def refuse(self, code: str, arguments: Sequence[str]) -> None:
        """Leave what was read before."""


def write_copy(
    source: Path, target: Path, marks: Marks, findings: Sequence[str], limits: FileLimits, lang: Language
) -> None:
    """Write the cells of a workbook with their marks; where it has none that can be read, write what is said of it.

    `findings` are sentences that say where each stands.
    """
    taken = _Sheets()
    read_workbook(str(source), limits, taken)  # type: ignore[arg-type]
    book = xlsxwriter().Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False})
    writer = _CopyWriter(book)
    names: set[str] = set()
    for name, rows, first_column, facts in taken.sheets:
        page = book.add_worksheet(sheet_name(name, names))
        writer.write_sheet(page, rows, first_column, facts, marks.get(name, {}))
    if not taken.sheets:
        page = book.add_worksheet(sheet_name(say("findings", lang), names))
        page.set_column(0, 0, 100)
        for row, text in enumerate([source.name, *findings]):
            write_text(page, row, 0, text, writer.formats(bold=not row, text_wrap=True))
    book.close()


class _CopyWriter:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._formats: dict[tuple[tuple[str, Any], ...], tuple[Any, Any]] = {}

    def formats(self, **properties: Any) -> tuple[Any, Any]:
        """Give a format, and the same one for texts that look like formulas."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            whole = {"font_name": FONT, "font_size": 11, **properties}
            self._formats[key] = (self._book.add_format(whole), self._book.add_format({**whole, "quote_prefix": True}))
        return self._formats[key]

    def write_sheet(
        self,
        page: Any,
        rows: Sequence[Sequence[Any]],
        first_column: int,
        facts: Mapping[int, Mapping[int, str]],
        marks: Mapping[tuple[int, int], Mark],
    ) -> None:
        for r, row in enumerate(rows):
            for c, value in enumerate(row, first_column):
                fact = facts.get(r + 1, {}).get(c, "")
                self._write(page, r, c, fact if len(fact) > 1 else value, marks.get((r + 1, c + 1)))
        page.autofit(300)
        for (line, column), mark in marks.items():
            inside = line <= len(rows) and first_column < column <= first_column + len(rows[line - 1])
            if not inside:
                page.write_blank(line - 1, column - 1, None, self.formats(**_fill(mark))[0])
            height = 20 * (2 + sum(1 + len(part) // 48 for part in mark.text.split("\n")))
            page.write_comment(
                line - 1,
                column - 1,
                HEAD + mark.text[:COMMENT_MOST],
                {"author": AUTHOR, "width": 330, "height": height},
            )

    def _write(self, page: Any, row: int, column: int, value: Any, mark: Mark | None) -> None:
        look = _fill(mark)
        if value is None or value == "":
            if mark is not None:
                page.write_blank(row, column, None, self.formats(**look)[0])
        elif isinstance(value, bool):
            page.write_boolean(row, column, value, self.formats(**look)[0])
        elif isinstance(value, int | float) and abs(value) <= EXACT_MOST:
            page.write_number(row, column, value, self.formats(**look)[0])
        elif type(value) in _NUMBER_FORMATS:
            form = self.formats(**look, num_format=_NUMBER_FORMATS[type(value)])[0]
            page.write_datetime(row, column, day_of(value) if type(value) is datetime.date else value, form)
        else:
            write_text(page, row, column, str(value), self.formats(**look))


def _fill(mark: Mark | None) -> dict[str, Any]:
    colour = FILLS.get(mark.severity) if mark else None
    return {"bg_color": f"#{colour[2:]}"} if colour else {}
