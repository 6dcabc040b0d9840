"""Looks through a binary workbook of Office Open XML ([MS-XLSB], BIFF12)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from hoctap._core import FileLimits

from .archive import Archive
from .sheet_facts import Refused, SheetFacts, checked_sheet_count
from .xlsx import ListedSheet, related_parts

__all__ = ["ERRORS", "look_through"]

# Records of [MS-XLSB] 2.3.
_ROW_HEADER = 0
_LAST_CELL = 11
_CELL_BLANK = 1
_CELL_ERROR = 3
_FORMULA_ERROR = 11
_MERGED = 176
_SHEET = 156

# [MS-XLS] 2.5.10, BErr.
ERRORS = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A", 43: "#DATA!"}


def look_through(archive: Archive, limits: FileLimits) -> dict[str, SheetFacts]:
    """Give what is to be known of each sheet, by name."""
    workbook = "xl/workbook.bin"
    if workbook not in archive.names:
        raise Refused("workbook_not_readable", f"no {workbook}")
    related = related_parts(archive, workbook)
    listed = []
    for kind, record in _records(archive, workbook):
        if kind == _SHEET:
            part, rest = _text(record[8:])
            listed.append(ListedSheet(_text(rest)[0], related.get(part, "")))
    checked_sheet_count((sheet.name for sheet in listed), limits)
    return {sheet.name: _look(archive, sheet, limits) for sheet in listed if sheet.part in archive.names}


def _look(archive: Archive, sheet: ListedSheet, limits: FileLimits) -> SheetFacts:
    facts = SheetFacts(sheet.name, limits)
    row = 0
    for kind, record in _records(archive, sheet.part):
        if kind == _ROW_HEADER and len(record) >= 12:
            (row,) = struct.unpack_from("<I", record)
            if record[11] & 0x10:
                facts.hide(row)
        elif _CELL_BLANK < kind <= _LAST_CELL and len(record) >= 4:
            (column,) = struct.unpack_from("<I", record)
            facts.use(row, column)
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and len(record) >= 9:
                facts.mark(row, column, ERRORS.get(record[8], "#N/A"))
        elif kind == _MERGED and len(record) >= 16:
            first, last, column, _ = struct.unpack_from("<4I", record)
            facts.merge(first, last, column)
    facts.finish()
    return facts


def _records(archive: Archive, part: str) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of every record; both numbers before it hold seven bits a byte."""
    content = archive.content(part)
    at = 0
    while at < len(content):
        kind, at = _variable(content, at, 2)
        size, at = _variable(content, at, 4)
        if at + size > len(content):
            raise Refused("archive_damaged", part)
        # The lowest seven bits come first.
        yield kind, content[at : at + size]
        at += size


def _variable(content: bytes, at: int, most: int) -> tuple[int, int]:
    number = 0
    for i in range(most):
        if at >= len(content):
            break
        byte = content[at]
        at += 1
        number |= (byte & 0x7F) << (7 * i)
        if byte < 0x80:
            break
    return number, at


def _text(record: bytes) -> tuple[str, bytes]:
    """Give the text at the begin of a record, and what follows it."""
    if len(record) < 4:
        return "", b""
    end = 4 + 2 * struct.unpack_from("<I", record)[0]
    return record[4:end].decode("utf-16-le", "replace"), record[end:]
