"""Empty forms of the library, filled as people fill them, with records of the sample; and what their answers say."""

from __future__ import annotations

import datetime
import posixpath
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import hoctap as ht

Row = dict[str, Any]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def declared() -> dict[str, dict[str, Row]]:
    """Give every declared column by table and heading."""
    tables: dict[str, dict[str, Row]] = {}
    for column in ht.columns().to_dicts():
        tables.setdefault(column["table_vi"], {})[column["heading"]] = column
    return tables


COLUMNS = declared()
WORDS = {(row["code_list"], row["code"]): row["label_vi"] for row in ht.code_lists().to_dicts()}


def statement(page: Worksheet, label: str) -> Any:
    """Give the cell behind a label above the headings."""
    return next(page.cell(row, 2) for row in range(1, 15) if page.cell(row, 1).value == label)


def heading_row(page: Worksheet) -> int:
    return next(row for row in range(1, 15) if page.cell(row, 1).value == "Mẫu:") + 2


def headings(page: Worksheet) -> list[str]:
    return [str(cell.value).removesuffix(" *") for cell in page[heading_row(page)] if cell.value]


def record_pages(book: openpyxl.Workbook) -> dict[str, Worksheet]:
    """Give the sheets that hold records, by English name of their table."""
    pages = [page for page in book if page["A1"].value == "Biểu:"]
    return {_table_of(str(statement(page, "Bảng:").value)): page for page in pages}


def _table_of(label: str) -> str:
    return str(next(iter(COLUMNS[label].values()))["table"])


def typed(column: Row, value: Any) -> Any:
    """Give what somebody types for a value."""
    if value is None:
        return None
    if column["code_list"]:
        return WORDS.get((column["code_list"], value), value)
    if column["type"] == "boolean":
        return "có" if value else "không"
    if column["type"] == "month":
        year, _, month = value.partition("-")
        return f"{month}/{year}"
    return value


def fill(path: Path, records: dict[str, list[Row]]) -> None:
    """Fill an empty form; a table without records is said to have none."""
    book = openpyxl.load_workbook(path)
    for table, page in record_pages(book).items():
        rows = records.get(table, [])
        if not rows:
            statement(page, "Không phát sinh:").value = "có"
        columns = COLUMNS[str(statement(page, "Bảng:").value)]
        for at, row in enumerate(rows, heading_row(page) + 1):
            for c, heading in enumerate(headings(page), 1):
                page.cell(at, c).value = typed(columns[heading], row[columns[heading]["column"]])
    book.save(path)


def fill_all(folder: Path, sample: ht.Dataset) -> list[Path]:
    """Fill a form for each report of the sample, with its records."""
    reports: dict[tuple[str, str, str], dict[str, list[Row]]] = {}
    for source in sample.sources:
        if source.file:
            period, office, name = source.file.split("/")
            form = "-".join(name.split("-")[:2])
            reports.setdefault((period, office[:5], form), {})
    for name, table in sample.tables.items():
        for row in table.to_dicts():
            if "/" in row.get("source_file", ""):
                period, office, file = row["source_file"].split("/")
                form = "-".join(file.split("-")[:2])
                reports[period, office[:5], form].setdefault(name, []).append(row)
    filled = []
    for (period, unit, form), records in sorted(reports.items()):
        (path,) = ht.excel.blank_forms(folder, period=period, unit=unit, forms=form, rows=3)
        fill(path, records)
        filled.append(path)
    return filled


def records_of(dataset: ht.Dataset) -> dict[str, list[str]]:
    """Give what was reported, without where it stood."""
    return {
        name: sorted(
            repr({key: value for key, value in row.items() if not key.startswith("source_")})
            for row in table.to_dicts()
        )
        for name, table in dataset.tables.items()
        if name not in ("submissions", "forms")
    }


def change(path: Path, *changes: Callable[[openpyxl.Workbook], object]) -> None:
    """Change a workbook as a person does."""
    book = openpyxl.load_workbook(path)
    for one in changes:
        one(book)
    book.save(path)


def comments_in(content: bytes | Path) -> dict[tuple[str, int, int], str]:
    """Give the comments of a workbook by sheet, row and column, from its parts alone."""
    found: dict[tuple[str, int, int], str] = {}
    with zipfile.ZipFile(content if isinstance(content, Path) else __import__("io").BytesIO(content)) as archive:
        sheets = ElementTree.fromstring(archive.read("xl/workbook.xml")).iter(f"{MAIN}sheet")
        targets = _relations(archive, "xl/workbook.xml")
        for sheet in sheets:
            key = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
            part = targets[key][1]
            for kind, target in _relations(archive, part).values():
                if kind == "comments":
                    for comment in ElementTree.fromstring(archive.read(target)).iter(f"{MAIN}comment"):
                        row, column = openpyxl.utils.cell.coordinate_to_tuple(comment.attrib["ref"])
                        text = "".join(piece.text or "" for piece in comment.iter(f"{MAIN}t"))
                        assert (sheet.attrib["name"], row, column) not in found, "a cell has one comment"
                        found[sheet.attrib["name"], row, column] = text
    return found


def _relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in archive.namelist():
        return {}
    return {
        one.attrib["Id"]: (
            one.attrib["Type"].rpartition("/")[2],
            posixpath.normpath(posixpath.join("/", folder, one.attrib["Target"])).lstrip("/"),
        )
        for one in ElementTree.fromstring(archive.read(path))
    }


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def names(paths: Iterable[Path]) -> list[str]:
    return [path.name for path in paths]
