"""Looks through an old workbook ([MS-XLS], BIFF8)."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from hoctap._core import FileLimits

from .compound_file import streams
from .sheet_facts import UNCACHED, Refused, SheetFacts, checked_sheet_count
from .xlsb import ERRORS

__all__ = ["look_through"]

# Records of [MS-XLS] 2.3.
_BEGIN = 0x809
_END = 0x0A
_PASSWORD = 0x2F
_SHEET = 0x85
_ROW = 0x208
_FORMULA = 0x06
_FORMULA_TEXT = 0x207
_ERROR_OR_BOOLEAN = 0x205
_SEVERAL = 0xBD  # MulRk
_VALUES = {0x203, 0x204, 0x27E, 0xFD, 0xD6}  # Number, Label, RK, LabelSst, RString
_MERGED = 0xE5


def look_through(content: bytes, limits: FileLimits) -> dict[str, SheetFacts]:
    """Give what is to be known of each sheet, by name."""
    found = streams(content, {"Workbook", "Book", "EncryptedPackage"})
    if "EncryptedPackage" in found:
        raise Refused("workbook_needs_password")
    stream = found.get("Workbook", found.get("Book"))
    if stream is None:
        raise Refused("workbook_not_readable", "no stream Workbook")
    try:
        listed = list(_sheets(stream))
        checked_sheet_count((name for name, _ in listed), limits)
        return {name: _look(stream, name, at, limits) for name, at in listed}
    except struct.error as error:
        raise Refused("workbook_not_readable", error) from error


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Give kind and content of every record from one that begins a part to the one that ends it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size
        depth += (kind == _BEGIN) - (kind == _END)
        if depth <= 0:
            return


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    for kind, record in _records(stream, 0):
        if kind == _PASSWORD:
            raise Refused("workbook_needs_password")
        if kind == _SHEET:
            (at,) = struct.unpack_from("<I", record)
            length, is_wide = record[6], record[7] & 1
            name = record[8 : 8 + 2 * length].decode("utf-16-le", "replace")
            yield (name if is_wide else record[8 : 8 + length].decode("latin-1")), at


def _look(stream: bytes, name: str, at: int, limits: FileLimits) -> SheetFacts:
    facts = SheetFacts(name, limits)
    text_of: tuple[int, int] | None = None  # the formula whose text the next record holds
    for kind, record in _records(stream, at):
        if text_of is not None and kind != _FORMULA_TEXT:
            facts.mark(*text_of, UNCACHED)
        text_of = None
        if kind == _ROW:
            if struct.unpack_from("<H", record, 12)[0] & 0x20:
                facts.hide(struct.unpack_from("<H", record)[0])
        elif kind == _MERGED:
            for i in range(struct.unpack_from("<H", record)[0]):
                first, last, column, _ = struct.unpack_from("<4H", record, 2 + 8 * i)
                facts.merge(first, last, column)
        elif kind in _VALUES or kind in (_FORMULA, _ERROR_OR_BOOLEAN, _SEVERAL):
            row, column = struct.unpack_from("<HH", record)
            facts.use(row, column, columns=(len(record) - 6) // 6 if kind == _SEVERAL else 1)
            if kind == _ERROR_OR_BOOLEAN and record[7]:
                facts.mark(row, column, ERRORS.get(record[6], "#N/A"))
            elif kind == _FORMULA:
                value, flags = record[6:14], struct.unpack_from("<H", record, 14)[0]
                is_number = value[6:8] != b"\xff\xff"
                if not is_number and value[0] == 0:
                    text_of = row, column
                elif not is_number and value[0] == 2:
                    facts.mark(row, column, ERRORS.get(value[2], "#N/A"))
                elif is_number and flags & 2 and value == bytes(8):
                    facts.mark(row, column, UNCACHED)  # to be calculated when opened
    facts.finish()
    return facts
