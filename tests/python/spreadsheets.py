"""Sheets written as each program writes them: delimited text, XLSX, ODS, XLS."""

from __future__ import annotations

import datetime
import io
import struct
import zipfile
from dataclasses import dataclass, field
from typing import Any

Cell = str | int | float | bool | datetime.date | None


@dataclass(frozen=True)
class Formula:
    """A formula, which a writer that calculates nothing leaves without a value."""

    text: str


@dataclass
class Sheet:
    """Rows of typed cells, with what a spreadsheet knows of them beyond their values."""

    rows: list[list[Any]]
    name: str = "Biểu"
    hidden_rows: set[int] = field(default_factory=set)  # from 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row, last row, first and last column
    is_hidden: bool = False


def text_of(cell: Any) -> str:
    if cell is None or isinstance(cell, Formula):
        return ""
    if isinstance(cell, datetime.date):
        return cell.strftime("%d/%m/%Y")
    if isinstance(cell, bool):
        return "x" if cell else ""
    return str(cell)


def csv(sheet: Sheet, delimiter: str = ",", end: str = "\n") -> str:
    def quoted(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (delimiter, '"', "\n")) else text

    return "".join(delimiter.join(quoted(text_of(cell)) for cell in row) + end for row in sheet.rows)


def xlsx(*sheets: Sheet, epoch_1904: bool = False) -> bytes:
    import openpyxl
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    for sheet in sheets:
        page = book.create_sheet(sheet.name)
        if sheet.is_hidden:
            page.sheet_state = "hidden"
        for r, row in enumerate(sheet.rows, 1):
            for c, cell in enumerate(row, 1):
                page.cell(r, c).value = f"={cell.text}" if isinstance(cell, Formula) else cell
        for row in sheet.hidden_rows:
            page.row_dimensions[row + 1].hidden = True
        for first, last, left, right in sheet.merged:
            page.merge_cells(start_row=first + 1, end_row=last + 1, start_column=left + 1, end_column=right + 1)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods(*sheets: Sheet) -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.style import Style, TableProperties
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    book = OpenDocumentSpreadsheet()
    hidden = Style(name="hidden", family="table")
    hidden.addElement(TableProperties(display="false"))
    book.automaticstyles.addElement(hidden)
    for sheet in sheets:
        table = Table(name=sheet.name, **({"stylename": hidden} if sheet.is_hidden else {}))
        covered = {
            (r, c)
            for first, last, left, right in sheet.merged
            for r in range(first, last + 1)
            for c in range(left, right + 1)
        }
        spans = {(first, left): (last - first + 1, right - left + 1) for first, last, left, right in sheet.merged}
        for r, row in enumerate(sheet.rows):
            line = TableRow(**({"visibility": "collapse"} if r in sheet.hidden_rows else {}))
            for c, cell in enumerate(row):
                how: dict[str, Any] = {}
                if (r, c) in spans:
                    how["numberrowsspanned"], how["numbercolumnsspanned"] = spans[r, c]
                elif (r, c) in covered:
                    line.addElement(CoveredTableCell())
                    continue
                if isinstance(cell, Formula):
                    line.addElement(TableCell(formula=f"of:={cell.text}", **how))
                    continue
                if cell is None:
                    line.addElement(TableCell(**how))
                    continue
                if isinstance(cell, bool):
                    how |= {"valuetype": "boolean", "booleanvalue": str(cell).lower()}
                elif isinstance(cell, int | float):
                    how |= {"valuetype": "float", "value": cell}
                elif isinstance(cell, datetime.date):
                    how |= {"valuetype": "date", "datevalue": cell.isoformat()}
                else:
                    how |= {"valuetype": "string"}
                place = TableCell(**how)
                place.addElement(P(text=text_of(cell)))
                line.addElement(place)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    content = io.BytesIO()
    book.write(content)
    return content.getvalue()


def _style(value: Any, day: Any) -> list[Any]:
    return [day] if isinstance(value, datetime.date) else []


def xls(*sheets: Sheet) -> bytes:
    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.XFStyle()
    day.num_format_str = "dd/mm/yyyy"
    for sheet in sheets:
        page = book.add_sheet(sheet.name)
        page.visibility = 1 if sheet.is_hidden else 0
        merged = {(first, left): (last, right) for first, last, left, right in sheet.merged}
        for r, row in enumerate(sheet.rows):
            for c, cell in enumerate(row):
                value = xlwt.Formula(cell.text) if isinstance(cell, Formula) else cell
                if (r, c) in merged:
                    page.write_merge(r, merged[r, c][0], c, merged[r, c][1], value, *_style(value, day))
                elif value is not None:
                    page.write(r, c, value, *_style(value, day))
            if r in sheet.hidden_rows:
                page.row(r).hidden = True
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def xlsb(*sheets: Sheet) -> bytes:
    """Write the records of [MS-XLSB] that a sheet of texts and numbers needs; days are texts."""
    book = _record(131) + _record(143)
    for i, sheet in enumerate(sheets, 1):
        book += _record(156, struct.pack("<II", sheet.is_hidden, i) + _wide(f"rId{i}") + _wide(sheet.name))
    parts = {
        "xl/workbook.bin": book + _record(144) + _record(132),
        "xl/_rels/workbook.bin.rels": _relations(
            [(f"rId{i}", "worksheet", f"worksheets/sheet{i}.bin") for i in range(1, len(sheets) + 1)]
        ),
        "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
    }
    for i, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{i}.bin"] = _sheet_records(sheet)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _sheet_records(sheet: Sheet) -> bytes:
    width = max((len(row) for row in sheet.rows), default=1)
    data = _record(129) + _record(148, struct.pack("<4I", 0, max(len(sheet.rows) - 1, 0), 0, width - 1)) + _record(145)
    for r, row in enumerate(sheet.rows):
        flags = 0x10 if r in sheet.hidden_rows else 0
        data += _record(0, struct.pack("<IIHBBBI", r, 0, 300, 0, flags, 0, 0))
        for c, cell in enumerate(row):
            at = struct.pack("<II", c, 0)
            if isinstance(cell, bool):
                data += _record(4, at + bytes([cell]))
            elif isinstance(cell, int | float):
                data += _record(5, at + struct.pack("<d", cell))
            elif cell is not None:
                data += _record(6, at + _wide(text_of(cell)))
    data += _record(146)
    if sheet.merged:
        data += _record(177, struct.pack("<I", len(sheet.merged)))
        for merged in sheet.merged:
            data += _record(176, struct.pack("<4I", *merged))
        data += _record(178)
    return data + _record(130)


def _record(kind: int, content: bytes = b"") -> bytes:
    number = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = b"", len(content)
    while True:
        size += bytes([length & 0x7F | (0x80 if length > 127 else 0)])
        length >>= 7
        if not length:
            return number + size + content


def _wide(text: str) -> bytes:
    encoded = text.encode("utf-16-le")
    return struct.pack("<I", len(encoded) // 2) + encoded


def _relations(listed: list[tuple[str, str, str]]) -> bytes:
    base = "http://schemas.openxmlformats.org"
    lines = "".join(
        f'<Relationship Id="{key}" Type="{base}/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
        for key, kind, target in listed
    )
    return f'<Relationships xmlns="{base}/package/2006/relationships">{lines}</Relationships>'.encode()
