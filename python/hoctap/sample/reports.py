"""A report as a unit sends it: one form for one period, with the rows of its tables, as that office writes files."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .days import written
from .headings import HEADINGS


class Dong(int):
    """An amount of money in whole đồng."""

    __slots__ = ()


class Tenths(int):
    """A number with one decimal, in tenths (hours of a session)."""

    __slots__ = ()


Value = str | int | None
Row = tuple[Value, ...]


@dataclass
class Report:
    """One submission. A file is written for each table; one without rows says that nothing happened."""

    form: str
    period: str
    unit: str
    folder: str
    received: int
    tables: dict[str, list[Row]] = field(default_factory=dict)
    version: int = 1
    codes_as_of: int | None = None


class Style(NamedTuple):
    """How an office writes its files."""

    delimiter: str = ","
    label_in_own_cell: bool = False
    running_number: bool = True
    totals: bool = False
    title: bool = False
    money: str = "plain"  # plain, dots, thousand, million
    decimal: str = ","


_STYLES = (
    Style(),
    Style(label_in_own_cell=True, totals=True, money="dots"),
    Style(title=True, money="thousand"),
    Style(delimiter=";", totals=True, title=True),
    Style(running_number=False, label_in_own_cell=True, decimal="."),
    Style(totals=True, money="thousand"),
    Style(delimiter=";", label_in_own_cell=True, money="million"),
)
# Columns that a totals row adds up.
_SUMMED = {
    "sessions": ("Lượt người", "Nữ", "DTTS"),
    "equipment": ("Nguyên giá",),
    "allocations": ("Số tiền",),
    "receipts": ("Số tiền",),
    "expenditures": ("Số tiền",),
    "budget_estimates": ("Số tiền",),
    "survey_centres": ("Số phiếu phát", "Số phiếu thu về"),
}
_UNIT_LINES = {"thousand": "(Đơn vị tính: nghìn đồng)", "million": "(Đơn vị tính: triệu đồng)"}
_UNIT_ZEROS = {"thousand": 3, "million": 6}


def style_of(unit: str) -> Style:
    """Return the habits of the office that writes under this code."""
    return _STYLES[int(unit) // 3 % len(_STYLES)]


def _money_way(rows: list[Row], style: Style) -> str:
    amounts = [value for row in rows for value in row if isinstance(value, Dong)]
    # "450.000" alone could be read as a decimal number; an amount of millions settles it for the file.
    if style.money == "dots" and max(amounts, default=Dong(0)) < 1_000_000:
        return "plain"
    return style.money if amounts else "plain"


def _shifted(amount: int, zeros: int, decimal: str) -> str:
    whole, rest = divmod(amount, 10**zeros)
    return f"{whole}{decimal}{rest:0{zeros}d}".rstrip("0") if rest else str(whole)


def _text(value: Value, money: str, style: Style) -> str:
    if value is None:
        return ""
    if isinstance(value, Dong):
        if money == "dots":
            return f"{value:,}".replace(",", ".")
        return _shifted(value, _UNIT_ZEROS[money], style.decimal) if money in _UNIT_ZEROS else str(int(value))
    if isinstance(value, Tenths):
        return _shifted(value, 1, style.decimal)
    return str(value)


def _line(cells: list[str], delimiter: str) -> str:
    return delimiter.join(
        '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell for cell in cells
    )


def preamble(report: Report, table: str, style: Style) -> list[list[str]]:
    """Return the lines that say what the file of a table is."""
    stated = [("Biểu", report.form), ("Đơn vị", report.unit), ("Kỳ", report.period), ("Lần", str(report.version))]
    stated.append(("Ngày nhận", written(report.received)))
    if report.codes_as_of is not None:
        stated.append(("Mã theo ngày", written(report.codes_as_of)))
    if not report.tables[table]:
        stated.append(("Không phát sinh", "x"))
    stated.append(("Dữ liệu", "mô phỏng"))
    return [[f"{label}:", value] if style.label_in_own_cell else [f"{label}: {value}"] for label, value in stated]


_TITLES = {
    "residents": "DANH SÁCH NGƯỜI CƯ TRÚ",
    "sessions": "SỔ THEO DÕI BUỔI HỌC",
    "participation": "DANH SÁCH NGƯỜI THAM GIA",
    "equipment": "BIÊN BẢN KIỂM KÊ TRANG THIẾT BỊ",
    "plans": "KẾ HOẠCH HOẠT ĐỘNG NĂM",
    "allocations": "TỔNG HỢP KINH PHÍ",
}


def file_text(report: Report, table: str) -> str:
    """Return the text of the file that carries a table of the report."""
    style = style_of(report.unit)
    rows = report.tables[table]
    money = _money_way(rows, style)
    headings = HEADINGS[table]
    lines: list[list[str]] = []
    if style.title and table in _TITLES:
        lines.append([_TITLES[table]])
    lines += preamble(report, table, style)
    if money in _UNIT_LINES:
        lines.append([_UNIT_LINES[money]])
    lines.append((["STT"] if style.running_number else []) + list(headings))
    text = [_line(line, style.delimiter) for line in lines]
    for number, row in enumerate(rows, 1):
        cells = [_text(value, money, style) for value in row]
        text.append(_line([str(number), *cells] if style.running_number else cells, style.delimiter))
    if style.totals and rows and table in _SUMMED:
        totals: list[str] = [""] * len(headings)
        for heading in _SUMMED[table]:
            column = headings.index(heading)
            values = [value for row in rows if isinstance(value := row[column], int)]
            totals[column] = _text(type(values[0])(sum(values)), money, style) if values else ""
        if style.running_number:
            totals = ["Tổng cộng", *totals]
        else:
            totals[0] = "Tổng cộng"
        text.append(_line(totals, style.delimiter))
    return "\n".join(text) + "\n"


def file_name(report: Report, table: str) -> str:
    """Return the path of a table's file below the sample's folder."""
    again = f"-lan-{report.version}" if report.version > 1 else ""
    return f"{report.period}/{report.folder}/{report.form}-{table}{again}.csv"
