"""Makes forms as broken as communes send them: every kind of mess in every kind of file, always the same."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from spreadsheets import Formula, Sheet, csv, ods, xls, xlsb, xlsx

SEED = 20231207  # the day on which the plan was made
HEADING = (
    "STT",
    "Mã khoản thu",
    "Mã ĐVHC",
    "Ngày",
    "Nguồn",
    "Loại nhà tài trợ",
    "Số tiền",
    "Hiện vật",
    "Mục đích",
    "Mã TTHTCĐ",
)
NUMBER, CODE, UNIT, DAY, FUND, DONOR, AMOUNT, IN_KIND, PURPOSE, CENTRE = range(len(HEADING))
ROWS = 6
FIRST = 6  # the first record's row, from 0
Change = Callable[[Sheet], None]


@dataclass(frozen=True)
class Expected:
    """What reading the file must say: these codes and no others, and so many rows kept."""

    codes: frozenset[str] = frozenset()
    kept: int = ROWS


@dataclass(frozen=True)
class Broken:
    """A broken file."""

    name: str
    content: bytes
    expected: Expected
    limits: dict[str, int] = field(default_factory=dict)
    table: str = "receipts"


def _row(*cells: Any) -> list[Any]:
    return [*cells, *[None] * (len(HEADING) - len(cells))]


def receipts(*, seed: int = 0) -> Sheet:
    """A sound form: the money that the centre of one commune received in a year."""
    draws = Random(SEED + seed)
    rows: list[list[Any]] = [
        _row("Biểu: KP-01"),
        _row("Bảng: Khoản thu"),
        _row("Đơn vị: 07375", None, None, "Kỳ: 2024"),
        _row("(Đơn vị tính: đồng)"),
        _row(),
        list(HEADING),
    ]
    for i in range(ROWS):
        rows.append(
            [
                i + 1,
                f"KT-{i + 1:02}",
                "07375",
                datetime.date(2024, draws.randrange(1, 13), draws.randrange(1, 29)),
                draws.choice(["ngân sách xã", "đóng góp của người học"]),
                draws.choice(["doanh nghiệp", "dòng họ", "cá nhân"]),
                1000 * draws.randrange(1500, 9000),
                "không",
                draws.choice(["mua sách cho tủ sách cộng đồng", "tổ chức lớp học nghề", "sửa chữa hội trường"]),
                None,
            ]
        )
    return Sheet(rows)


def put(row: int, column: int, value: Any) -> Change:
    """Change one cell of a record."""

    def change(sheet: Sheet) -> None:
        sheet.rows[FIRST + row][column] = value

    return change


def put_all(column: int, value: Callable[[Any], Any]) -> Change:
    """Change a cell of every record."""

    def change(sheet: Sheet) -> None:
        for row in sheet.rows[FIRST : FIRST + ROWS]:
            row[column] = value(row[column])

    return change


def insert(at: int, row: list[Any]) -> Change:
    """Put a row before another one of the sheet."""

    def change(sheet: Sheet) -> None:
        sheet.rows.insert(at, _row(*row))

    return change


def total(stated: int | None = None, word: str = "Tổng cộng") -> Change:
    """Add a totals row, right unless another total is stated."""

    def change(sheet: Sheet) -> None:
        amounts = [row[AMOUNT] for row in sheet.rows[FIRST:] if isinstance(row[AMOUNT], int)]
        sheet.rows.append(_row(word, None, None, None, None, None, sum(amounts) if stated is None else stated))

    return change


def together(*changes: Change) -> Change:
    """Make several changes in turn."""

    def change(sheet: Sheet) -> None:
        for one in changes:
            one(sheet)

    return change


def heading(column: int, text: str | None) -> Change:
    """Change a heading."""

    def change(sheet: Sheet) -> None:
        sheet.rows[FIRST - 1][column] = text

    return change


def moved(order: list[int]) -> Change:
    """Put the columns in another order."""

    def change(sheet: Sheet) -> None:
        sheet.rows[FIRST - 1 :] = [[row[i] for i in order] for row in sheet.rows[FIRST - 1 :]]

    return change


def two_rows(sheet: Sheet) -> None:
    """Spread the heading over two rows, as merged headings are."""
    upper = [*HEADING[:FUND], "Khoản thu", None, None, *HEADING[IN_KIND:]]
    lower = _row(None, None, None, None, *HEADING[FUND:IN_KIND])
    sheet.rows[FIRST - 1 : FIRST] = [upper, lower]
    at = FIRST - 1
    sheet.merged += [(at, at + 1, column, column) for column in (*range(FUND), IN_KIND, PURPOSE, CENTRE)]
    sheet.merged.append((at, at, FUND, AMOUNT))


def hide(*rows: int) -> Change:
    """Hide records."""
    return lambda sheet: sheet.hidden_rows.update(FIRST + row for row in rows)


def merge(first: int, last: int, column: int) -> Change:
    """Merge the cells of a column from one record to another."""

    def change(sheet: Sheet) -> None:
        for row in range(first + 1, last + 1):
            sheet.rows[FIRST + row][column] = None
        sheet.merged.append((FIRST + first, FIRST + last, column, column))

    return change


def _says(*codes: str, kept: int = ROWS) -> Expected:
    return Expected(frozenset(codes), kept)


def _unchanged(_: Sheet) -> None:
    """Leave the form sound."""


# By name: what is done to the form, and what reading it must say, in a text and in a workbook alike.
MESSES: dict[str, tuple[Change, Expected]] = {
    "nothing": (_unchanged, _says()),
    "columns-moved": (moved([PURPOSE, AMOUNT, DAY, CENTRE, CODE, UNIT, NUMBER, DONOR, FUND, IN_KIND]), _says()),
    "columns-to-the-right": (
        lambda sheet: sheet.rows.__setitem__(slice(None), [[None, None, *row] for row in sheet.rows]),
        _says(),
    ),
    "heading-in-two-rows": (two_rows, _says()),
    "heading-in-english": (
        lambda sheet: sheet.rows.__setitem__(
            FIRST - 1,
            [
                "No.",
                "receipt_id",
                "unit_code",
                "date",
                "fund",
                "donor_kind",
                "amount",
                "in_kind",
                "purpose",
                "centre_id",
            ],
        ),
        _says(),
    ),
    "heading-without-marks": (
        lambda sheet: sheet.rows.__setitem__(
            FIRST - 1,
            [
                "stt",
                "MA KHOAN THU",
                "ma dvhc",
                "ngay",
                "NGUON",
                "loai nha tai tro",
                "so tien",
                "hien vat",
                "muc dich",
                "MA TTHTCD",
            ],
        ),
        _says(),
    ),
    "columns-numbered": (insert(FIRST, [f"({i + 1})" for i in range(len(HEADING))]), _says("column_numbers")),
    "heading-repeated": (insert(FIRST + 3, list(HEADING)), _says("heading_repeated")),
    "column-unknown": (heading(NUMBER, "Người ký"), _says("extra_column")),
    "column-misspelt": (
        heading(PURPOSE, "Mục đíchh"),
        _says("extra_column_near", "missing_optional_column"),
    ),
    "column-twice": (heading(PURPOSE, "Số tiền"), _says("column_twice", "missing_optional_column")),
    "column-needed-missing": (
        heading(AMOUNT, None),
        _says("missing_column", "submission_unreadable", "no_submission", kept=0),
    ),
    "column-without-heading": (heading(PURPOSE, None), _says("cell_without_heading", "missing_optional_column")),
    "total": (total(), _says("totals_row")),
    "total-wrong": (total(123), _says("totals_row", "total_differs")),
    "total-called-cong": (total(word="Cộng"), _says("totals_row")),
    "total-uncalculated": (
        together(total(), lambda sheet: sheet.rows[-1].__setitem__(AMOUNT, Formula("SUM(G7:G12)"))),
        _says("totals_row", "formula_without_value"),
    ),
    "ditto-nt": (put(2, FUND, "nt"), _says("ditto_repeated")),
    "ditto-quote": (put(3, PURPOSE, '"'), _says("ditto_repeated")),
    "ditto-words": (put(3, DONOR, "như trên"), _says("ditto_repeated")),
    "ditto-of-nothing": (put(0, FUND, "nt"), _says("nothing_to_repeat", kept=ROWS - 1)),
    "x-for-yes": (put(1, IN_KIND, "x"), _says()),
    "co-for-yes": (put(1, IN_KIND, "Có"), _says()),
    "maybe-for-yes": (put(1, IN_KIND, "có lẽ"), _says("not_yes_or_no")),
    "date-serial": (put_all(DAY, lambda _: 45400), _says("date_from_serial")),
    "date-iso": (put(0, DAY, "2024-05-31"), _says()),
    "date-with-time": (put(0, DAY, "2024-05-31 08:30"), _says()),
    "date-in-words": (put(0, DAY, "ngày 5 tháng 3 năm 2024"), _says()),
    "date-american": (put(0, DAY, "12/31/2024"), _says("no_such_day", kept=ROWS - 1)),
    "date-that-is-not": (put(0, DAY, "30/02/2024"), _says("no_such_day", kept=ROWS - 1)),
    "date-short-year": (put(0, DAY, "05/03/24"), _says("two_digit_year", kept=ROWS - 1)),
    "date-a-year": (put(0, DAY, 2024), _says("year_is_no_date", kept=ROWS - 1)),
    "date-a-word": (put(0, DAY, "hôm qua"), _says("not_a_date", kept=ROWS - 1)),
    "date-outside": (put(0, DAY, "05/03/2023"), _says("outside_period")),
    "number-vietnamese": (put_all(AMOUNT, lambda amount: f"{amount:,}".replace(",", ".")), _says()),
    "number-english": (
        together(put_all(AMOUNT, lambda amount: f"{amount:,}"), put(0, AMOUNT, "1,234,567.00")),
        _says(),
    ),
    "number-undecided": (put_all(AMOUNT, lambda _: "1.234"), _says("number_style_assumed")),
    "number-mixed": (
        together(put_all(AMOUNT, lambda _: "1.234.000"), put(0, AMOUNT, "1,234,000")),
        _says("number_styles_mixed", "not_a_number", kept=ROWS - 1),
    ),
    "number-a-word": (put(0, AMOUNT, "hai triệu"), _says("not_a_number", kept=ROWS - 1)),
    "number-negative": (put(0, AMOUNT, -5000), _says("value_negative", kept=ROWS - 1)),
    "number-a-fraction": (put(0, AMOUNT, "1.234.567,5"), _says("not_whole_dong", kept=ROWS - 1)),
    "number-too-long": (put(0, AMOUNT, "9" * 25), _says("number_too_large", kept=ROWS - 1)),
    "number-an-error": (put(0, AMOUNT, "#N/A"), _says("not_a_number", kept=ROWS - 1)),
    "unit-thousands": (lambda sheet: sheet.rows[3].__setitem__(0, "Đơn vị tính: nghìn đồng"), _says()),
    "unit-unknown": (
        lambda sheet: sheet.rows[3].__setitem__(0, "Đơn vị tính: tạ"),
        _says("unknown_money_unit", "money_without_unit", "submission_without_rows", "no_submission", kept=0),
    ),
    "formula-uncalculated": (put(0, AMOUNT, Formula("1000*5")), _says("formula_without_value", kept=ROWS - 1)),
    "value-missing": (put(0, AMOUNT, None), _says("value_missing", kept=ROWS - 1)),
    "word-unknown": (put(0, DONOR, "tàu vũ trụ"), _says("not_in_list")),
    "word-misspelt": (put(0, FUND, "ngân sáhc xã"), _says("not_in_list", kept=ROWS - 1)),
    "code-lost-zero": (put_all(UNIT, lambda _: 7375), _says("code_repaired")),
    "code-a-fraction": (put(0, UNIT, "7375.0"), _says("code_repaired")),
    "code-unknown": (put(0, UNIT, "99999"), _says("unknown_unit", kept=ROWS - 1)),
    "code-of-others": (put(0, UNIT, "07378"), _says("other_unit")),
    "key-twice": (put(1, CODE, "KT-01"), _says("row_repeated", kept=ROWS - 1)),
    "citizen-number-in-text": (put(0, PURPOSE, "cho 024085012345"), _says("citizen_number_in_text")),
    "signature-below": (
        insert(FIRST + ROWS, [None, None, None, None, None, None, None, None, "Người lập biểu"]),
        _says("not_a_record"),
    ),
    "rows-blank-between": (together(insert(FIRST + 2, []), insert(FIRST + 4, [])), _says()),
    "preamble-without-period": (
        lambda sheet: sheet.rows[2].__setitem__(3, None),
        _says("preamble_incomplete", "no_submission"),
    ),
    "preamble-of-unknown-form": (
        lambda sheet: sheet.rows[0].__setitem__(0, "Biểu: KP-99"),
        _says("unknown_form", "no_submission"),
    ),
    "nothing-recognised": (
        lambda sheet: sheet.rows.__setitem__(slice(None), [["a", "b"], ["c", "d"]]),
        _says("table_not_recognised", "no_submission", kept=0),
    ),
    "no-rows": (
        lambda sheet: sheet.rows.__delitem__(slice(FIRST, None)),
        _says("submission_without_rows", "no_submission", kept=0),
    ),
}

# What only a spreadsheet has.
SPREADSHEET_MESSES: dict[str, tuple[Change, Expected]] = {
    "rows-hidden": (hide(1, 3), _says("hidden_rows")),
    "merged-words": (merge(1, 3, FUND), _says("merged_repeated")),
    "merged-numbers": (merge(1, 3, AMOUNT), _says("merged_number", kept=ROWS - 2)),
    "merged-days": (merge(0, ROWS - 1, DAY), _says("merged_repeated")),
    "merged-title": (lambda sheet: sheet.merged.append((0, 0, 0, CENTRE)), _says()),
}

WRITERS: dict[str, Callable[[Sheet], bytes]] = {
    "csv": lambda sheet: csv(sheet).encode(),
    "xlsx": xlsx,
    "ods": ods,
    "xls": xls,
}

# Delimited text has no formulas: their cells come empty. In XLS, what the test's writer leaves is an empty text.
_WITHOUT_FORMULAS = {
    "total-uncalculated": _says("totals_row"),
    "formula-uncalculated": _says("value_missing", kept=ROWS - 1),
}


def _changed(change: Change, seed: int) -> Sheet:
    sheet = receipts(seed=seed)
    change(sheet)
    return sheet


def broken_files() -> Iterator[Broken]:
    """Give every file, always the same ones in the same order."""
    for seed, (name, (change, expected)) in enumerate(MESSES.items()):
        for kind, write in WRITERS.items():
            said = _WITHOUT_FORMULAS.get(name, expected) if kind in ("csv", "xls") else expected
            yield Broken(f"{name}.{kind}", write(_changed(change, seed)), said)
    for seed, (name, (change, expected)) in enumerate(SPREADSHEET_MESSES.items()):
        for kind in ("xlsx", "ods", "xls"):
            yield Broken(f"{name}.{kind}", WRITERS[kind](_changed(change, seed)), expected)
    yield from _persons()
    yield from _texts()
    yield from _workbooks()
    yield from _hostile()


def residents() -> Sheet:
    """Four people of nobody's: their numbers agree with their sex and year of birth."""
    label = ("Số định danh cá nhân", "Cư trú từ ngày", "Cư trú đến ngày", "Mã ĐVHC", "Mã thôn", "Giới", "Tháng sinh")
    others = ("Dân tộc", "Ngành", "Tình trạng lao động", "Hộ nghèo", "Khuyết tật", "CMKT")
    people = (("024185000001", "nữ", "05/1985"), ("024090000002", "nam", "11/1990"))
    people += (("024301000003", "nữ", "01/2001"), ("001203000004", "nam", "12/2003"))
    rows: list[list[Any]] = [["Biểu: LD-01"], ["Đơn vị: 07375"], ["Kỳ: 2024Q2"], [*label, *others]]
    for number, sex, born in people:
        rows.append([number, datetime.date(2015, 1, 1), None, "07375", None, sex, born, "Kinh", *[None] * 5])
    return Sheet(rows)


_PERSON_MESSES: dict[str, tuple[int, Any, Expected]] = {
    # column, what stands there for the first person, what is said
    "nothing": (0, "024185000001", _says(kept=4)),
    "sex-differs": (5, "nam", _says("citizen_number_sex", kept=4)),
    "year-of-birth-differs": (6, "05/1958", _says("citizen_number_birth", kept=4)),
    "month-of-birth-missing": (6, 1985, _says("month_assumed", kept=4)),
    "no-such-province": (0, "003185000001", _says("citizen_number_structure", kept=4)),
    "century-to-come": (0, "024985000001", _says("citizen_number_structure", kept=4)),
    "zero-lost": (0, 24185000001, _says("citizen_number_lost_zeros", kept=4)),
    "old-card": (0, "121234567", _says("citizen_number_nine_digits", kept=4)),
    "too-short": (0, "02418500", _says("not_a_citizen_number", kept=3)),
    "letters": (0, "O24185000001", _says("not_a_citizen_number", kept=3)),
}


def _persons() -> Iterator[Broken]:
    for name, (column, value, expected) in _PERSON_MESSES.items():
        for kind in ("csv", "xlsx"):
            sheet = residents()
            sheet.rows[4][column] = value
            yield Broken(f"person-{name}.{kind}", WRITERS[kind](sheet), expected, table="residents")


def _texts() -> Iterator[Broken]:
    sheet = receipts()
    text = csv(sheet)
    import unicodedata

    sound = {
        "semicolons.csv": csv(sheet, ";").encode(),
        "tabs.tsv": csv(sheet, "\t").encode(),
        "lines-ended-by-cr-lf.csv": csv(sheet, end="\r\n").encode(),
        "lines-ended-by-cr.csv": csv(sheet, end="\r").encode(),
        "byte-order-mark.csv": b"\xef\xbb\xbf" + text.encode(),
        "marks-apart.csv": unicodedata.normalize("NFD", text).encode(),
        "utf-16-le.csv": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf-16-be.csv": b"\xfe\xff" + text.encode("utf-16-be"),
        "tone-marks-elsewhere.csv": text.replace("hoá", "hóa").encode(),
    }
    for name, content in sound.items():
        yield Broken(name, content, _says())
    assumed = _says("encoding_assumed")
    yield Broken("utf-16-le-without-mark.csv", text.encode("utf-16-le"), assumed)
    yield Broken("utf-16-be-without-mark.csv", text.encode("utf-16-be"), assumed)
    yield Broken("windows-1258.csv", in_windows_1258(text), assumed)
    fonts = {"tcvn3": in_tcvn3(text), "vni": in_vni(text)}
    for name, typed in fonts.items():
        yield Broken(f"{name}.csv", typed.encode("latin-1"), _says("encoding_assumed", "font_encoding_assumed"))
        yield Broken(f"{name}-in-utf-8.csv", typed.encode(), _says("font_encoding_assumed"))
        write = in_tcvn3 if name == "tcvn3" else in_vni
        rows = [[write(cell) if isinstance(cell, str) else cell for cell in row] for row in sheet.rows]
        for kind in ("xlsx", "ods", "xls"):
            yield Broken(f"{name}.{kind}", WRITERS[kind](Sheet(rows)), _says("font_encoding_assumed"))
    lines = text.encode().split(b"\n")
    lines[FIRST] = lines[FIRST].replace(b"kh\xc3\xb4ng", b"kh\xf4ng")
    yield Broken("bytes-damaged.csv", b"\n".join(lines), _says("bytes_replaced", "not_yes_or_no"))
    lines = text.split("\n")
    lines[FIRST + 1] = lines[FIRST + 1].replace(",07375", ',"07375', 1)
    yield Broken(
        "quote-never-closed.csv", "\n".join(lines).encode(), _says("quote_never_closes", "value_missing", kept=ROWS - 1)
    )
    yield Broken("empty.csv", b"", _says("empty_file", "no_submission", kept=0))
    yield Broken("blank.csv", b" \n,,\n", _says("empty_file", "no_submission", kept=0))
    draws = Random(SEED)
    garbage = bytes(draws.randrange(33, 127) if i % 40 else 10 for i in range(4000))
    yield Broken(
        "garbage.csv", garbage, _says("table_not_recognised", "text_after_closing_quote", "no_submission", kept=0)
    )
    yield Broken(
        "line-too-long.csv",
        text.encode() + b"x" * 3000 + b"\n",
        _says("line_cut", "not_a_record"),
        {"most_row_bytes": 2000},
    )
    yield Broken(
        "file-too-large.csv", text.encode(), _says("file_too_large", "no_submission", kept=0), {"most_bytes": 100}
    )
    yield Broken(
        "too-many-cells.csv", text.encode(), _says("too_many_cells", "no_submission", kept=0), {"most_cells": 40}
    )


def _workbooks() -> Iterator[Broken]:
    first, second = receipts(), receipts(seed=1)
    second.rows[2][0], second.name = "Đơn vị: 07378", "Nghĩa Hòa"
    for row in second.rows[FIRST:]:
        row[UNIT], row[CODE] = "07378", f"N-{row[CODE]}"
    blank = Sheet([], name="Sheet2")
    hidden = Sheet(second.rows, name="ẩn", is_hidden=True)
    for kind, write in (("xlsx", xlsx), ("ods", ods), ("xls", xls)):
        yield Broken(f"two-sheets.{kind}", write(first, second), _says(kept=2 * ROWS))
        yield Broken(f"blank-sheet.{kind}", write(first, blank), _says())
        yield Broken(f"only-blank-sheets.{kind}", write(blank), _says("empty_file", "no_submission", kept=0))
        yield Broken(f"hidden-sheet.{kind}", write(first, hidden), _says("hidden_sheet", kept=2 * ROWS))
        yield Broken(
            f"same-sheet-twice.{kind}", write(first, Sheet(first.rows, name="lần nữa")), _says("same_version_twice")
        )
    for name in ("nothing", "total-wrong", "code-lost-zero"):
        change, expected = MESSES[name]
        yield Broken(f"{name}.xlsb", xlsb(_changed(change, 0)), expected)
    for name in ("rows-hidden", "merged-words"):
        change, expected = SPREADSHEET_MESSES[name]
        yield Broken(f"{name}.xlsb", xlsb(_changed(change, 0)), expected)
    yield Broken("hidden-sheet.xlsb", xlsb(first, hidden), _says("hidden_sheet", kept=2 * ROWS))
    yield Broken("days-from-1904.xlsx", xlsx(first, epoch_1904=True), _says())
    # A workbook under the name of another kind, and text under that of a workbook.
    yield Broken("really-xlsx.xls", xlsx(first), _says())
    yield Broken("really-xls.xlsx", xls(first), _says())
    refused = _says("workbook_not_readable", "no_submission", kept=0)
    yield Broken("really-html.xls", b"<html><table><tr><td>1</td></tr></table></html>", refused)
    yield Broken("really-text.xlsx", csv(first).encode(), refused)
    yield Broken("really-xlsx.csv", xlsx(first), _says("not_delimited_text", "no_submission", kept=0))
    yield Broken("empty.xlsx", b"", refused)
    for kind, write in (("xlsx", xlsx), ("ods", ods), ("xls", xls)):
        content = write(first)
        yield Broken(f"half.{kind}", content[: len(content) // 2], refused)


def _archive(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()


def _replaced(content: bytes, part: str, change: Callable[[bytes], bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = change(parts[part])
    return _archive(parts)


def _hostile() -> Iterator[Broken]:
    """Files that would fill the memory of a reader without limits."""
    book, sheet = xlsx(receipts()), "xl/worksheets/sheet1.xml"

    def says(code: str) -> Expected:
        return _says(code, "no_submission", kept=0)

    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    yield Broken(
        "billion-cells.xlsx",
        _replaced(book, sheet, lambda xml: xml.replace(b"</sheetData>", far)),
        says("sheet_too_large"),
    )
    repeated = b'<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="1000" office:value-type="float" office:value="1"/></table:table-row></table:table>'
    yield Broken(
        "billion-cells.ods",
        _replaced(ods(receipts()), "content.xml", lambda xml: xml.replace(b"</table:table>", repeated, 1)),
        says("sheet_too_large"),
    )
    yield Broken(
        "zip-bomb.xlsx",
        _replaced(book, sheet, lambda xml: xml + b" " * 30_000_000),
        says("archive_too_large"),
        {"most_unpacked_bytes": 20_000_000},
    )
    yield Broken(
        "size-that-lies.xlsx",
        _with_false_size(_replaced(book, sheet, lambda xml: xml + b" " * 100_000)),
        says("archive_damaged"),
    )
    yield Broken(
        "many-parts.xlsx",
        _archive({f"part-{i}": b"" for i in range(300)}),
        says("archive_too_many_parts"),
        {"most_parts": 200},
    )
    deep = b"<a>" * 5000 + b"</a>" * 5000
    yield Broken(
        "deep.xlsx",
        _replaced(book, sheet, lambda xml: xml.replace(b"<sheetData>", deep + b"<sheetData>")),
        says("nested_too_deeply"),
    )
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><worksheet'
    yield Broken(
        "laughs.xlsx",
        _replaced(book, sheet, lambda xml: xml.replace(b"<worksheet", entity, 1)),
        says("entities_refused"),
    )
    yield Broken(
        "many-sheets.xlsx",
        xlsx(*[Sheet([["a"]], name=f"s{i}") for i in range(12)]),
        says("too_many_sheets"),
        {"most_sheets": 10},
    )
    yield Broken(
        "not-xml.xlsx", _replaced(book, sheet, lambda xml: xml[: len(xml) // 2]), says("workbook_not_readable")
    )


def _with_false_size(content: bytes) -> bytes:
    """State for the largest part that it has one byte."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(archive.infolist(), key=lambda part: part.file_size)
    false = content.replace(largest.file_size.to_bytes(4, "little"), (1).to_bytes(4, "little"))
    assert false != content
    return false


def in_windows_1258(text: str) -> bytes:
    """Encode as Windows does, with the tone marks behind their letters."""
    import unicodedata

    content = bytearray()
    for letter in text:
        try:
            content += letter.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", letter)
            tone = next(mark for mark in parts if mark in "\u0300\u0301\u0303\u0309\u0323")
            content += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return bytes(content)


# TCVN 5712:1993 from 0xA1 on; combining marks and capitals with a tone are not typed in its fonts.
_TCVN3 = (
    "ĂÂÊÔƠƯĐăâêôơưđ\0\0\0\0\0\0àảãáạ\0ằẳẵắ\0\0\0\0\0\0\0ặầẩẫấậè\0ẻẽéẹềểễếệìỉ\0\0\0ĩíịò\0ỏõóọồổỗốộờởỡớợù\0ủũúụừửữứựỳỷỹýỵ"
)
_VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_SHAPES = {
    "\u0302": {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"},
    "\u0306": {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"},
}
_VNI_LETTERS = {"đ": "ñ", "Đ": "Ñ", "ì": "ì", "í": "í", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}


def in_tcvn3(text: str) -> str:
    """Give what somebody types to see the text in a font of TCVN3; capitals with a tone come small."""
    return "".join(_as_tcvn3(letter) for letter in text)


def _as_tcvn3(letter: str) -> str:
    for form in (letter, letter.lower()):
        if form.isascii():
            return form
        if form in _TCVN3:
            return chr(0xA1 + _TCVN3.index(form))
    return letter


def in_vni(text: str) -> str:
    """Give what somebody types to see the text in a font of VNI."""
    return "".join(_as_vni(letter) for letter in text)


def _as_vni(letter: str) -> str:
    import unicodedata

    if letter.isascii():
        return letter
    if letter in _VNI_LETTERS:
        return _VNI_LETTERS[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in marks if mark in _VNI_TONES), "")
    shape = next((mark for mark in marks if mark in _VNI_SHAPES), "")
    if "\u031b" in marks:
        base = {"o": "ô", "O": "Ô", "u": "ö", "U": "Ö"}[base]
    typed = _VNI_SHAPES[shape][tone] if shape else _VNI_TONES.get(tone, "")
    return base + (typed.upper() if base.isupper() else typed)
