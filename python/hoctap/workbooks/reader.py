"""From a workbook to the grids of its sheets."""

from __future__ import annotations

import io
from pathlib import Path

from hoctap import _core
from hoctap._core import FileLimits

from . import ods, xls, xlsb, xlsx
from .archive import Archive
from .companion import unless_companion
from .sheet_facts import Refused, SheetFacts, checked_sheet_count

__all__ = ["read_workbook"]

_ARCHIVE = b"PK\x03\x04"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_workbook(path: str, limits: FileLimits, workbook: _core._Workbook) -> None:
    """Add the sheets of a workbook and what is to be said of them, or say why it is refused."""
    try:
        _read(Path(path).read_bytes(), limits, workbook)
    except Refused as refused:
        workbook.refuse(refused.code, refused.arguments)
    except OSError as error:
        workbook.refuse("file_not_readable", [error.strerror or str(error)])


def _read(content: bytes, limits: FileLimits, workbook: _core._Workbook) -> None:
    # The kind follows from the content: files are renamed.
    hidden: set[str] = set()
    if content.startswith(_ARCHIVE):
        archive = Archive(content, limits)
        archive.check_sizes()
        if "content.xml" in archive.names:
            facts, hidden = ods.look_through(archive, limits)
        elif "xl/workbook.bin" in archive.names:
            facts = xlsb.look_through(archive, limits)
        else:
            facts = xlsx.look_through(archive, limits)
    elif content.startswith(_COMPOUND_FILE):
        facts = xls.look_through(content, limits)
    else:
        raise Refused("workbook_not_readable", _what_it_is(content))
    _add_sheets(content, facts, hidden, limits, workbook)


def _add_sheets(
    content: bytes, facts: dict[str, SheetFacts], hidden: set[str], limits: FileLimits, workbook: _core._Workbook
) -> None:
    import python_calamine as calamine

    try:
        opened = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        checked_sheet_count(opened.sheet_names, limits)
        for listed in opened.sheets_metadata:
            if listed.typ != calamine.SheetTypeEnum.WorkSheet:
                continue  # charts and macros have no cells
            sheet = opened.get_sheet_by_name(listed.name)
            rows = unless_companion(sheet.iter_rows()) if sheet.start else ()
            if rows is None:
                continue
            known = facts.get(listed.name) or SheetFacts(listed.name, limits)
            first_column = sheet.start[1] if sheet.start else 0
            workbook.add_sheet(
                listed.name,
                rows,
                first_column=first_column,
                marks=known.marks,
                hidden_rows=known.hidden_rows,
            )
            is_hidden = listed.visible != calamine.SheetVisibleEnum.Visible or listed.name in hidden
            if is_hidden and sheet.start:
                workbook.note("hidden_sheet", [], sheet=listed.name)
    except calamine.PasswordError as error:
        raise Refused("workbook_needs_password") from error
    except calamine.CalamineError as error:
        raise Refused("workbook_not_readable", error) from error
    except BaseException as error:
        # What the reader's own checks throw where a workbook breaks its assumptions; it has no public name.
        if type(error).__name__ == "PanicException":
            raise Refused("workbook_not_readable", error) from error
        raise


def _what_it_is(content: bytes) -> str:
    if not content:
        return "0 bytes"
    head = content[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml")):
        return "HTML or XML under the name of a workbook"
    return "neither XLSX, XLSB, ODS nor XLS"
