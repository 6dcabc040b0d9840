"""Looks through a workbook of Office Open XML (ECMA-376 part 1, SpreadsheetML)."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from hoctap._core import FileLimits

from .archive import Archive
from .sheet_facts import UNCACHED, Refused, SheetFacts, checked_sheet_count

__all__ = ["WORKBOOK", "ListedSheet", "column_of", "listed_sheets", "look_through", "related_parts"]

WORKBOOK = "xl/workbook.xml"


class ListedSheet(NamedTuple):
    """A sheet as the workbook lists it."""

    name: str
    part: str


def related_parts(archive: Archive, part: str) -> dict[str, str]:
    """Give the parts that a part refers to, by identifier."""
    folder, name = posixpath.split(part)
    found: dict[str, str] = {}

    def start(element: str, attributes: dict[str, str]) -> None:
        if element == "Relationship" and attributes.get("TargetMode") != "External":
            target = attributes.get("Target", "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[attributes.get("Id", "")] = path

    relations = posixpath.join(folder, "_rels", name + ".rels")
    if relations in archive.names:
        archive.parse(relations, start)
    return found


def listed_sheets(archive: Archive) -> tuple[list[ListedSheet], bool]:
    """Give the sheets in their order, and whether the formulas are still to be calculated."""
    if WORKBOOK not in archive.names:
        raise Refused("workbook_not_readable", f"no {WORKBOOK}")
    related = related_parts(archive, WORKBOOK)
    listed: list[ListedSheet] = []
    is_uncalculated = False

    def start(element: str, attributes: dict[str, str]) -> None:
        nonlocal is_uncalculated
        if element == "sheet":
            listed.append(ListedSheet(attributes.get("name", ""), related.get(attributes.get("id", ""), "")))
        elif element == "calcPr":
            is_uncalculated = attributes.get("fullCalcOnLoad") in ("1", "true")

    archive.parse(WORKBOOK, start)
    return listed, is_uncalculated


def look_through(archive: Archive, limits: FileLimits) -> dict[str, SheetFacts]:
    """Give what is to be known of each sheet, by name."""
    listed, is_uncalculated = listed_sheets(archive)
    checked_sheet_count((sheet.name for sheet in listed), limits)
    return {
        sheet.name: _Look(archive, sheet, limits, is_uncalculated=is_uncalculated).facts
        for sheet in listed
        if sheet.part in archive.names
    }


class _Look:
    """Goes through one sheet."""

    def __init__(self, archive: Archive, sheet: ListedSheet, limits: FileLimits, *, is_uncalculated: bool) -> None:
        self.facts = SheetFacts(sheet.name, limits)
        # The program that wrote the workbook left its formulas to whoever opens it; a zero is then no value.
        self._is_uncalculated = is_uncalculated
        self._row = -1
        self._column = -1
        self._kind = ""
        self._has_formula = False
        self._has_content = False
        self._is_value = False
        self._value: list[str] = []
        archive.parse(sheet.part, self._start, self._end, self._text)
        self.facts.finish()

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "c":
            place = attributes.get("r")
            self._column = column_of(place) if place else self._column + 1
            self._kind = attributes.get("t", "n")
            self._has_formula = self._has_content = False
            self._value.clear()
        elif element == "v":
            self._is_value = self._has_content = True
        elif element == "f":
            self._has_formula = True
        elif element == "is":
            self._has_content = True
        elif element == "row":
            number = attributes.get("r", "")
            self._row = int(number) - 1 if number.isdigit() else self._row + 1
            self._column = -1
            is_flat = attributes.get("ht") in ("0", "0.0") and attributes.get("customHeight") in ("1", "true")
            if attributes.get("hidden") in ("1", "true") or is_flat:
                self.facts.hide(self._row)
        elif element == "mergeCell":
            first, _, last = attributes.get("ref", "").partition(":")
            if last:
                self.facts.merge(_row_of(first), _row_of(last), column_of(first))

    def _text(self, text: str) -> None:
        if self._is_value:
            self._value.append(text)

    def _end(self, element: str) -> None:
        if element == "v":
            self._is_value = False
        elif element == "c" and (self._has_content or self._has_formula):
            self.facts.use(self._row, self._column)
            value = "".join(self._value)
            if self._kind == "e":
                self.facts.mark(self._row, self._column, value or "#N/A")
            elif self._has_formula and self._lacks_value(value):
                self.facts.mark(self._row, self._column, UNCACHED)

    def _lacks_value(self, value: str) -> bool:
        # A formula may well have given an empty text.
        is_empty = not value and not (self._kind == "str" and self._has_content)
        return is_empty or (self._is_uncalculated and value in ("0", ""))


def column_of(place: str) -> int:
    """Give the column of a reference such as "AB12", from 0."""
    column = 0
    for letter in place:
        if "A" <= letter <= "Z":
            column = 26 * column + ord(letter) - ord("A") + 1
        elif letter != "$":
            break
    return column - 1


def _row_of(place: str) -> int:
    digits = "".join(letter for letter in place if letter.isdigit())
    return int(digits or "1") - 1
