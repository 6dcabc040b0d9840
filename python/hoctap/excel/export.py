"""Tables as workbooks, in which texts stay texts."""

from __future__ import annotations

import datetime
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap.errors import InvalidValue

from .writing import EXACT_MOST, FONT, day_of, new_file, sheet_name, write_text, xlsxwriter

if TYPE_CHECKING:
    from hoctap._core import Breakdown, Table

__all__ = ["write_tables"]

_MOST_ROWS = 1_048_575


def write_tables(path: str | os.PathLike[str], tables: Table | Mapping[str, Table | Breakdown]) -> Path:
    """Write tables as a workbook, a sheet each: columns under their names, days as days, numbers as numbers.

    A text that begins with =, +, - or @ stays a text, also when its cell is edited. Whole numbers beyond 2^53, which a spreadsheet would round,
    are written as texts.

    Args:
        path: the file.
        tables: a table, or several by the name of their sheet; results that are told apart (`Breakdown`) too.

    Returns:
        The file.

    Raises:
        FileError: the file is there already, or cannot be written.
        NotInstalled: XlsxWriter is not there; the message says how to install it.
        InvalidValue: a table has more rows than a sheet.

    """
    xlsxwriter()
    named = dict(tables) if isinstance(tables, Mapping) else {tables.name: tables}
    for name, table in named.items():
        if len(table) > _MOST_ROWS:
            raise InvalidValue(
                f"{name} has {len(table)} rows; a sheet has room for {_MOST_ROWS}",
                message_vi=f"{name} có {len(table)} dòng; một tờ chỉ chứa được {_MOST_ROWS}",
            )
    return new_file(Path(path), lambda target: _write(target, named))


def _write(path: Path, tables: Mapping[str, Table | Breakdown]) -> None:
    book = xlsxwriter().Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    plain = {"font_name": FONT, "font_size": 11}
    texts = (book.add_format(plain), book.add_format({**plain, "quote_prefix": True}))
    days = book.add_format({**plain, "num_format": "dd/mm/yyyy"})
    heads = book.add_format({**plain, "bold": True, "bottom": 1})
    names: set[str] = set()
    for name, table in tables.items():
        page = book.add_worksheet(sheet_name(name, names))
        rows = table.to_dicts()
        columns = getattr(table, "columns", None) or list(rows[0] if rows else ())
        for c, column in enumerate(columns):
            page.write_string(0, c, column, heads)
        for r, row in enumerate(rows, 1):
            for c, column in enumerate(columns):
                _write_value(page, r, c, row[column], texts, days)
        page.freeze_panes(1, 0)
        page.autofit(300)
    book.close()


def _write_value(page: Any, row: int, column: int, value: Any, texts: tuple[Any, Any], days: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(row, column, value, texts[0])
    elif isinstance(value, int | float) and abs(value) <= EXACT_MOST:
        page.write_number(row, column, value, texts[0])
    elif isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        page.write_datetime(row, column, day_of(value), days)
    else:
        write_text(page, row, column, str(value), texts)
