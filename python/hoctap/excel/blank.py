"""Empty forms as workbooks, from the declarations of their tables."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from hoctap import _core
from hoctap.errors import InvalidValue, NotFound
from hoctap.places import where
from hoctap.refusals import refusal

from .form_book import FormBook
from .layout import FormLayout, form_layouts
from .writing import new_file, xlsxwriter

if TYPE_CHECKING:
    from hoctap._core import Gazetteer, Period

__all__ = ["blank_forms"]

ROWS = 40  # laid out with borders, so that an empty form can be printed; more can be filled in below


def blank_forms(
    folder: str | os.PathLike[str],
    *,
    period: Period | str,
    unit: str | Sequence[str] | None = None,
    forms: str | Sequence[str] | None = None,
    rows: int = ROWS,
    gazetteer: Gazetteer | None = None,
) -> list[Path]:
    """Write empty forms as workbooks (.xlsx) to be filled in: a sheet a table, instructions, and the words of the code lists.

    A form says what it is, so that it is read without a register: form, table, unit, period and version stand above its headings. Columns
    take what the declaration of their table says: words are chosen from a list, days and numbers are checked while they are typed, codes
    keep their leading zeros. Headings are protected against slips, without a password. `read` reads filled ones, also where people
    moved columns, added rows or renamed a sheet.

    Args:
        folder: where the forms are written, a file each, as HT-01_2024Q3_07375.xlsx; made where it is not there.
        period: the period they report on: "2024Q3", "2024", or a Period.
        unit: the unit that fills them, by code or name ("07375", "Tiên Lục, Lạng Giang"), or several; it is looked for on the period's last
            day. "all": every commune of that day that the gazetteer knows. Without one, the unit is left to be filled in.
        forms: codes of forms ("HT-01"), one or several. Default: all that are sent for such a period.
        rows: rows laid out with borders on each sheet; more can be filled in below them.
        gazetteer: where units are looked for. Default: for "all" the district of Lạng Giang, else as in `where`.

    Returns:
        The files written.

    Raises:
        FileError: a file is there already: it may have been filled in. Nothing is overwritten.
        NotInstalled: XlsxWriter is not there; the message says how to install it.
        InvalidValue: the period cannot be read, or there are fewer than no rows.
        NotFound: there is no such unit on that day, or no such form for that period.

    """
    xlsxwriter()
    asked = _core.Period(period) if isinstance(period, str) else period
    if rows < 0:
        raise InvalidValue(f"rows is {rows}; it cannot be below 0", message_vi=f"rows là {rows}; không thể nhỏ hơn 0")
    layouts = form_layouts(asked, _units(unit, asked, gazetteer), _forms(forms, asked))
    files = [(Path(folder) / _file_name(layout), layout) for layout in layouts]
    return [new_file(path, partial(_write, form=layout, rows=rows)) for path, layout in files]


def _units(unit: str | Sequence[str] | None, period: Period, gazetteer: Gazetteer | None) -> list[tuple[str, str]]:
    if unit is None:
        return [("", "")]
    found = {}
    if unit == "all":
        unit = [one.code for one in (gazetteer or _core.gazetteer()).alive("commune", day=period.last)]
    for asked in [unit] if isinstance(unit, str) else unit:
        answer = where(asked, on=period.last, gazetteer=gazetteer)
        if answer.status != "found" or answer.unit is None:
            raise NotFound(answer.text(lang="en"), message_vi=answer.text(lang="vi"), code="unknown_unit")
        known = answer.unit
        found[known.code] = f"{known.kind} {known.name}" if known.kind else known.name
    return list(found.items())


def _forms(forms: str | Sequence[str] | None, period: Period) -> list[str] | None:
    if forms is None:
        return None
    known = [rule["form"] for rule in _core.form_rules(period=period).to_dicts()]
    by_folded = {code.casefold(): code for code in known}
    chosen = []
    for asked in [forms] if isinstance(forms, str) else forms:
        if (code := by_folded.get(asked.strip().casefold())) is None:
            text = "there is no form {form} for {period}; there is {known}"
            raise refusal(NotFound, text, code="unknown_form", form=asked, period=period, known=", ".join(known))
        chosen.append(code)
    return list(dict.fromkeys(chosen))


def _file_name(form: FormLayout) -> str:
    parts = [form.code, str(form.period).replace("/", "-"), form.unit_code]
    return "_".join(part for part in parts if part) + ".xlsx"


def _write(path: Path, form: FormLayout, rows: int) -> None:
    book = xlsxwriter().Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    FormBook(book, form, rows).write()
    book.close()
