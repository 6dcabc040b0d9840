"""The same facts as an office really receives them: late, missing, corrected and broken, and a list of all that."""

import copy
import csv
import unicodedata
from pathlib import Path
from typing import NamedTuple

from .days import day
from .draws import Draws
from .files import Files
from .reports import Report, Row


class Trouble(NamedTuple):
    """One thing that is wrong.

    `effect` is finding (at that line; 0: anywhere in the file), conflict (told with the indicators), none (must be read
    as if nothing were wrong), late, missing, or replaced (by a higher version).
    """

    trouble: str
    file: str
    line: int
    effect: str
    note: str


def _of(reports: list[Report], form: str, period: str, folder: str) -> Report:
    return next(entry for entry in reports if (entry.form, entry.period, entry.folder) == (form, period, folder))


def _changed(row: Row, column: int, value: str | int | None) -> Row:
    return (*row[:column], value, *row[column + 1 :])


_LATE = (
    ("HT-01", "2024Q1", "07396-an-ha", day(2024, 5, 20)),
    ("KP-01", "2023", "07381-nghia-hung", day(2024, 2, 14)),
)
_MISSING = (
    ("HT-01", "2024Q2", "07396-an-ha"),
    ("HT-01", "2025Q3", "07432-tan-dinh-2025"),
    ("LD-01", "2024Q3", "07435-dai-lam"),
    ("TT-02", "2024Q3", "07402-my-ha"),
    ("TT-03", "2024", "07408-duong-duc"),
    ("KP-01", "2024", "07414-yen-my"),
)


def _trouble_reports(reports: list[Report]) -> tuple[list[Report], list[Trouble]]:
    """Make reports late, missing and corrected."""
    found: list[Trouble] = []
    for form, period, folder, received in _LATE:
        _of(reports, form, period, folder).received = received
        found.append(Trouble("late report", f"{period}/{folder}", 0, "late", form))
    for form, period, folder in _MISSING:
        reports.remove(_of(reports, form, period, folder))
        found.append(Trouble("missing report", f"{period}/{folder}", 0, "missing", form))

    # The first version had one session too many, with people who were not there, and other head counts.
    right = _of(reports, "HT-01", "2024Q2", "07390-dao-my")
    wrong = copy.copy(right)
    wrong.tables = {table: list(rows) for table, rows in right.tables.items()}
    sessions = wrong.tables["sessions"]
    extra = _changed(_changed(sessions[0], 0, "07390-2024Q2-99"), 9, 3)
    sessions.append(_changed(_changed(extra, 10, 1), 11, 0))
    wrong.tables["participation"] += [("07390-2024Q2-99", row[1]) for row in wrong.tables["participation"][:3]]
    right.version, right.received = 2, right.received + 30
    reports.append(wrong)
    found.append(
        Trouble(
            "corrected report", "2024Q2/07390-dao-my", 0, "replaced", "HT-01: version 2 replaces version 1 as a whole"
        )
    )

    right = _of(reports, "TT-02", "2025Q1", "07411-tan-thanh")
    wrong = copy.copy(right)
    wrong.tables = {"equipment": [_changed(row, 4, 0) for row in right.tables["equipment"]]}
    right.version, right.received = 2, right.received + 9
    reports.append(wrong)
    found.append(
        Trouble(
            "corrected report", "2025Q1/07411-tan-thanh", 0, "replaced", "TT-02: version 1 said that nothing was usable"
        )
    )
    return reports, found


def _trouble_encodings(files: Files) -> list[Trouble]:
    """Write some files as other programs write them; all but the broken bytes must be read as if nothing were wrong."""
    found: list[Trouble] = []

    def recode(trouble: str, path: str, content: bytes, effect: str = "none", line: int = 0) -> None:
        files.content[path] = content
        found.append(Trouble(trouble, path, line, effect, ""))

    path = "2024Q1/07429-xuan-huong/LD-01-residents.csv"
    recode("NFD text", path, unicodedata.normalize("NFD", files.content[path].decode()).encode())
    path = "2024Q1/07378-nghia-hoa/HT-01-sessions.csv"
    recode("byte-order mark", path, b"\xef\xbb\xbf" + files.content[path])
    path = "2024Q3/07381-nghia-hung/HT-01-sessions.csv"
    recode("CRLF line ends", path, files.content[path].replace(b"\n", b"\r\n"))
    path = "2024Q2/07411-tan-thanh/LD-01-residents.csv"
    recode("UTF-16 with a byte-order mark", path, files.content[path].decode().encode("utf-16"))
    path = "2024Q1/07387-huong-son/TT-02-equipment.csv"
    line = files.heading_line(path) + 2
    lines = files.content[path].split(b"\n")
    lines[line - 1] = lines[line - 1].replace("bàn".encode(), b"b\xe0n")
    recode("invalid UTF-8", path, b"\n".join(lines), "finding", line)
    return found


def _trouble_cells(files: Files) -> list[Trouble]:
    """Break single cells and rows."""
    found: list[Trouble] = []

    def note(trouble: str, path: str, line: int, text: str = "", effect: str = "finding") -> None:
        found.append(Trouble(trouble, path, line, effect, text))

    path = "2024Q4/07417-tan-hung/LD-01-residents.csv"
    for row in range(1, 6):
        files.change(path, row, "Mã ĐVHC", lambda code: code.removeprefix("0"))
        files.change(path, row, "Mã thôn", lambda code: code.removeprefix("0"))
        note(
            "code that lost its zero",
            path,
            files.change(path, row, "Số định danh cá nhân", lambda number: number.removeprefix("0")),
        )
    note("code as a spreadsheet's number", path, files.change(path, 6, "Mã ĐVHC", "7417.0"))
    note("unknown unit code", path, files.change(path, 7, "Mã ĐVHC", "07999"))
    note("unknown village", path, files.change(path, 8, "Mã thôn", "07417099"))
    note("citizen number against the year of birth", path, files.change(path, 9, "Tháng sinh", "05/1951"))
    note(
        "citizen number with a letter",
        path,
        files.change(path, 10, "Số định danh cá nhân", lambda number: "O" + number[1:]),
    )
    note("impossible month", path, files.change(path, 11, "Tháng sinh", "13/1980"))

    path = "2024Q2/07375-voi/HT-01-sessions.csv"
    note("impossible date", path, files.change(path, 1, "Ngày", "31/04/2024"), "the session cannot be dated")
    note("impossible date", path, files.change(path, 2, "Ngày", "30/02/2024"))
    note("date outside the period", path, files.change(path, 3, "Ngày", "15/11/2024"))
    note("unknown kind of session", path, files.change(path, 4, "Loại buổi", "học vẹt"))
    note("more women than people", path, files.change(path, 5, "Nữ", "999"))
    note("negative number", path, files.change(path, 6, "Lượt người", "-5"))
    note("text where a number belongs", path, files.change(path, 7, "DTTS", "mấy người"))

    path = "2024Q3/07375-voi/HT-01-sessions.csv"
    note("session given twice", path, files.repeat(path, 2))
    totals = len(files.lines(path)) - files.heading_line(path)
    note("totals row that does not reconcile", path, files.change(path, totals, "Lượt người", "99999"))

    path = "2024Q3/07399-kep/HT-01-participation.csv"
    note("person twice in a session", path, files.repeat(path, 3))
    note("participation without a session", path, files.change(path, 9, "Mã buổi học", "07399-2024Q3-77"))

    path = "2025Q4/07399-kep-2025/HT-01-sessions.csv"
    note(
        "session outside the centre's life",
        path,
        files.change(path, 3, "Mã TTHTCĐ", "HTCD-07384"),
        "closed on 15 September 2025",
    )
    note("session of an unknown centre", path, files.change(path, 4, "Mã TTHTCĐ", "HTCD-99999"))

    # Somebody of Vôi's first list lives in Xương Lâm too, without having left.
    path = "2023Q4/07426-xuong-lam/LD-01-residents.csv"
    other = "2023Q3/07375-voi/LD-01-residents.csv"
    number = next(row for row in range(1, 50) if files.cell(other, row, "Cư trú đến ngày") == "")
    for heading in ("Số định danh cá nhân", "Giới", "Tháng sinh"):
        files.change(path, 1, heading, files.cell(other, number, heading))
    files.change(path, 1, "Cư trú đến ngày", "")
    note("overlapping spells", path, files.change(path, 1, "Cư trú từ ngày", "10/10/2023"))
    note("spell that ends before it begins", path, files.change(path, 2, "Cư trú đến ngày", "01/01/1900"))

    path = "2023/07384-quang-thinh/KP-01-allocations.csv"
    note("amount with a fraction of a đồng", path, files.change(path, 1, "Số tiền", "12.345.678,5"))
    path = "2024/07420-my-thai/KP-01-allocations.csv"
    lines = files.lines(path)
    lines.insert(files.heading_line(path) - 1, "(Đơn vị tính: tạ)")
    files.set_lines(path, lines)
    note("unit that is none of money", path, files.heading_line(path) - 1)
    path = "2024/07417-tan-hung/KP-01-expenditures.csv"
    note("amount that is not quantity times price", path, files.change(path, 1, "Số lượng", "17"))
    path = "2024/07426-xuong-lam/TT-03-plans.csv"
    note("approved plan without a date", path, files.change(path, 1, "Ngày duyệt", ""))
    path = "2024Q1/07405-huong-lac/TT-02-equipment.csv"
    note("more usable than there are", path, files.change(path, 1, "Còn dùng được", "50"))
    note("unknown item", path, files.change(path, 2, "Thiết bị", "tàu vũ trụ"))

    path = "2024Q2/07375-voi/HT-02-people_totals.csv"
    line = files.change(path, 1, "Số người", "95000")
    note("declared count above the labourers", path, line, "noticed where it is counted", "conflict")

    path = "2025Q3/07381-tien-luc-2025/LD-01-residents.csv"
    note(
        "code of a unit that has ended",
        path,
        files.change(path, 1, "Mã ĐVHC", "07393"),
        "Tiên Lục bears 07381 since July 2025",
    )
    return found


def _trouble_shapes(files: Files) -> list[Trouble]:
    """Break whole files."""
    found: list[Trouble] = []
    path = "2024Q4/07405-huong-lac/TT-02-equipment.csv"
    files.without_column(path, "Còn dùng được")
    found.append(Trouble("missing column", path, 0, "finding", "usable quantities are not known"))
    path = "2023/07411-tan-thanh/KP-01-allocations.csv"
    files.without_column(path, "Số tiền")
    found.append(Trouble("missing required column", path, 0, "finding", "no row can be used"))
    path = "2023Q4/07426-xuong-lam/HT-01-sessions.csv"
    files.with_column(path, "Ghi chú của xã", "đã kiểm tra")
    found.append(Trouble("unknown column", path, files.heading_line(path), "finding", ""))
    path = "2025Q1/07432-tan-dinh/TT-02-equipment.csv"
    files.content[path] = b""
    found.append(Trouble("empty file", path, 0, "finding", ""))
    path = "2024Q2/07438-thai-dao/HT-01-sessions.csv"
    lines = files.lines(path)
    at = files.heading_line(path) + 2
    lines[at - 1] = (
        lines[at - 1].replace("kỹ thuật sản xuất", '"kỹ thuật sản xuất').replace("nghề nghiệp", '"nghề nghiệp')
    )
    if '"' not in lines[at - 1]:
        lines[at - 1] = '"' + lines[at - 1]
    files.set_lines(path, lines)
    found.append(Trouble("quotation mark that never closes", path, at, "finding", "the rows after it must not be lost"))
    path = "2024Q3/07399-kep/ghi-chu.csv"
    draws = Draws("garbage")
    words = (bytes(33 + draws.below(90, line, place) for place in range(60)) for line in range(3000))
    files.content[path] = b"\n".join(words) + b"\n\x00\xff\xfe\n"
    found.append(Trouble("garbage", path, 0, "finding", "3,000 lines of nothing"))
    path = "2025Q1/07402-my-ha/HT-01-sessions.csv"
    report = "2025Q1/07393-tien-luc/HT-01-sessions.csv"
    lines = [
        line.replace("Đơn vị: 07393", "Đơn vị: 07402") for line in files.lines(report)[: files.heading_line(report) + 1]
    ]
    files.set_lines(path, [line.replace("2025Q1-01", "2025Q1-88") for line in lines])
    found.append(Trouble("report of a unit that has ended", path, 0, "finding", "Mỹ Hà ended on 31 December 2024"))
    return found


# A folder where a file is expected.
FOLDER_LIKE_A_FILE = "2024Q2/07438-thai-dao/HT-02-people_totals.csv"


def write_troubled(root: Path, reports: list[Report]) -> None:
    """Write the troubled files, and beside the folder the list of what is wrong."""
    reports, found = _trouble_reports(reports)
    files = Files(reports)
    found += _trouble_encodings(files)
    found += _trouble_cells(files)
    found += _trouble_shapes(files)
    files.write(root)
    (root / FOLDER_LIKE_A_FILE).mkdir(parents=True)
    found.append(Trouble("folder named like a file", FOLDER_LIKE_A_FILE, 0, "finding", ""))
    with (root.parent / f"{root.name}.troubles.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Trouble._fields)
        writer.writerows(found)
