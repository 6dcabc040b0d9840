"""What all workbooks that are written here have in common: the library that writes them, and texts that stay texts."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap.errors import FileError, NotInstalled
from hoctap.refusals import not_writable, refusal

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "CELL_MOST",
    "EXACT_MOST",
    "FONT",
    "day_of",
    "new_file",
    "sheet_name",
    "write_text",
    "xlsxwriter",
]

_MISSING = "workbooks are written by the package XlsxWriter: pip install hoctap[excel]"
FONT = "Times New Roman"  # of administrative documents
CELL_MOST = 32767  # letters
EXACT_MOST = 2**53  # a spreadsheet's numbers are doubles
_EXISTS = "{file} is there already and may have been filled in; it is not overwritten"
_FORMULA = re.compile(r"[=+\-@\t\r\n]")
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_NAME_MOST = 31


def xlsxwriter() -> Any:
    """Import the library; raise NotInstalled where it is not there."""
    try:
        import xlsxwriter as library
    except ImportError as error:
        raise refusal(NotInstalled, _MISSING, code="not_installed") from error
    return library


def new_file(path: Path, write: Callable[[Path], None]) -> Path:
    """Write a file that is not there yet; raise FileError where it is, or where it cannot be written: then nothing is left of it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:  # also where a file has the name of the folder
        raise not_writable(path.parent, error) from error
    try:
        with path.open("xb"):
            pass
    except FileExistsError as error:
        raise refusal(FileError, _EXISTS, code="file_exists", file=str(path)) from error
    except OSError as error:
        raise not_writable(path, error) from error
    try:
        write(path)
    except BaseException as error:
        path.unlink(missing_ok=True)  # half a file would stand in the way of the next try
        if isinstance(error, OSError) and not isinstance(error, FileError):
            raise not_writable(path, error) from error
        raise
    return path


def write_text(sheet: Any, row: int, column: int, text: str, formats: tuple[Any, Any]) -> None:
    """Write a text as a text, also one that a spreadsheet would take for a formula.

    `formats` are the plain format and the same one with the mark that keeps a text a text when its cell is edited.
    """
    sheet.write_string(row, column, text[:CELL_MOST], formats[1 if _FORMULA.match(text) else 0])


def sheet_name(wanted: str, taken: set[str]) -> str:
    """Give a name that a spreadsheet allows and that is not taken, and take it."""
    plain = _NOT_IN_NAMES.sub(" ", wanted).strip("' ") or "Sheet"
    if len(plain) > _NAME_MOST:
        plain = plain[: _NAME_MOST + 1].rpartition(" ")[0].rstrip(", ") or plain[:_NAME_MOST]
    name, number = plain, 1
    while name.casefold() in taken:
        number += 1
        ending = f" ({number})"
        name = plain[: _NAME_MOST - len(ending)] + ending
    taken.add(name.casefold())
    return name


def day_of(value: datetime.date) -> datetime.datetime:
    """Give a day as the library takes it."""
    return datetime.datetime(value.year, value.month, value.day)
