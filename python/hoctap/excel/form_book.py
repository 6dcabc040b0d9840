"""The workbook of one empty form: its tables, instructions and words."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Sequence
from textwrap import wrap
from typing import Any

from hoctap import _core
from hoctap.language import day_text
from hoctap.workbooks.companion import first_cell

from .layout import ColumnLayout, FormLayout, SheetLayout
from .sheet_cells import column_name
from .wording import RULES
from .writing import FONT, day_of, sheet_name

__all__ = ["FormBook"]

LAST_ROW = 1_048_575
INSTRUCTIONS = "Hướng dẫn"
WORDS = "Danh mục"
LABELS_WIDTH = 17.0
WIDEST_WORDS = 32.0
LINE_HEIGHT = 15.0
ROW_HEIGHT = 18.0  # room for a hand
PROMPT_MOST = 255
WIDTHS = {
    "text": 20.0,
    "unit": 12.0,
    "date": 12.0,
    "month": 10.0,
    "period": 10.0,
    "integer": 10.0,
    "money": 16.0,
    "decimal": 10.0,
    "boolean": 10.0,
    "ratio": 10.0,
    "person": 17.0,
}
NUMBER_FORMATS = {"date": "dd/mm/yyyy", "integer": "0", "money": "#,##0", "decimal": "0.##", "boolean": "General"}
PROTECTION = {
    "insert_rows": True,
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "sort": True,
    "autofilter": True,
}


class FormBook:
    """Writes one form into a new workbook."""

    def __init__(self, book: Any, form: FormLayout, rows: int) -> None:
        """Take a workbook of XlsxWriter; `rows` are laid out on each sheet."""
        self._book = book
        self._form = form
        self._rows = rows
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        # Where each code list's words stand, as a formula.
        self._word_ranges: dict[str, str] = {}

    def write(self) -> None:
        """Write all sheets."""
        taken = {INSTRUCTIONS.casefold(), WORDS.casefold()}
        instructions = self._book.add_worksheet(INSTRUCTIONS)
        pages = [(self._book.add_worksheet(sheet_name(sheet.label, taken)), sheet) for sheet in self._form.sheets]
        if self._form.code_lists:
            self._write_words(self._book.add_worksheet(WORDS))
        self._write_instructions(instructions, [page.get_name() for page, _ in pages])
        for page, sheet in pages:
            self._write_table(page, sheet)
        pages[0][0].activate()
        self._book.set_properties(
            {"title": f"{self._form.code} {self._form.name}", "subject": str(self._form.period), "comments": _version()}
        )

    def _format(self, **properties: Any) -> Any:
        whole = {"font_name": FONT, "font_size": 11, "valign": "vcenter", **properties}
        key = tuple(sorted(whole.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(whole)
        return self._formats[key]

    # A table

    def _write_table(self, page: Any, sheet: SheetLayout) -> None:
        columns = sheet.columns
        # What is not written as locked can be filled in, also below the rows laid out.
        for c, column in enumerate(columns):
            width = self._width(column)
            page.set_column(c, c, max(width, LABELS_WIDTH) if c == 0 else width, self._value_format(column))
        heading_row = self._write_statements(page, sheet)
        self._write_headings(page, columns, heading_row)
        first = heading_row + 1
        for c, column in enumerate(columns):
            bordered = self._value_format(column, border=1)
            for row in range(first, first + self._rows):
                page.write_blank(row, c, None, bordered)
            page.data_validation(first, c, LAST_ROW, c, self._validation(column))
        page.freeze_panes(first, 1)
        page.protect("", PROTECTION)
        self._lay_out_for_print(page, heading_row)

    def _write_statements(self, page: Any, sheet: SheetLayout) -> int:
        """Write what the form says of itself, and give the row of the headings."""
        form = self._form
        label, given = self._format(font_size=10, font_color="#404040"), self._format(bold=True)
        beside = self._format(italic=True)
        page.set_default_row(ROW_HEIGHT)
        open_format = self._format(border=1, locked=False, num_format="@")
        has_unit = bool(form.unit_code)
        lines: list[tuple[str, str, str, Any]] = [
            ("Biểu:", form.code, form.name, given),
            ("Bảng:", sheet.label, "", self._format(bold=True, font_size=14)),
            ("Đơn vị:", form.unit_code, form.unit_name, given if has_unit else open_format),
            ("Kỳ:", str(form.period), form.period_text, given),
            ("Lần:", "1", "", open_format),
        ]
        if sheet.has_money:
            lines.append(("Đơn vị tính:", "đồng", "", open_format))
        lines.append(("Không phát sinh:", "", "", open_format))
        lines.append(
            ("Mẫu:", f"{_version()} · {_digest(sheet, form)}", "", self._format(font_size=8, font_color="#7F7F7F"))
        )
        blank = self._format()
        widest = max(len(sheet.columns), 3)
        for row, (text, value, more, how) in enumerate([*lines, ("", "", "", blank)]):
            for c in range(widest):
                page.write_blank(row, c, None, blank)
            page.write_string(row, 0, text, label)
            page.write_string(row, 1, value, how) if value else page.write_blank(row, 1, None, how)
            if more:
                page.write_string(row, 2, more, beside)
        rows = {text: row for row, (text, *_) in enumerate(lines)}
        self._validate_statements(page, rows, has_unit=has_unit)
        return len(lines) + 1

    def _validate_statements(self, page: Any, rows: dict[str, int], *, has_unit: bool) -> None:
        version = {
            "validate": "custom",
            "value": f"=AND(ISNUMBER(VALUE($B${rows['Lần:'] + 1})),VALUE($B${rows['Lần:'] + 1})>=1)",
            "input_title": "Lần gửi",
            "input_message": "Lần đầu ghi 1; gửi lại bản đã sửa thì ghi 2, 3 …",
            "error_title": "Lần gửi",
            "error_message": "Ghi số nguyên từ 1.",
        }
        page.data_validation(rows["Lần:"], 1, rows["Lần:"], 1, version)
        nothing = {
            "validate": "list",
            "source": ["có", "không"],
            "input_title": "Không phát sinh",
            "input_message": "Chọn có nếu trong kỳ không có gì để báo cáo ở bảng này.",
            "error_title": "Không phát sinh",
            "error_message": "Chọn có hoặc không.",
        }
        page.data_validation(rows["Không phát sinh:"], 1, rows["Không phát sinh:"], 1, nothing)
        if (row := rows.get("Đơn vị tính:")) is not None:
            unit = {
                "validate": "list",
                "source": ["đồng", "nghìn đồng", "triệu đồng"],
                "input_title": "Đơn vị tính",
                "input_message": "Của mọi số tiền trong tờ này.",
                "error_title": "Đơn vị tính",
                "error_message": "Chọn đồng, nghìn đồng hoặc triệu đồng.",
            }
            page.data_validation(row, 1, row, 1, unit)
        if not has_unit:
            code = {"validate": "any", "input_title": "Đơn vị", "input_message": "Mã xã, 5 chữ số, ví dụ 07375."}
            page.data_validation(rows["Đơn vị:"], 1, rows["Đơn vị:"], 1, code)

    def _write_headings(self, page: Any, columns: tuple[ColumnLayout, ...], row: int) -> None:
        lines = 1
        for c, column in enumerate(columns):
            text = f"{column.heading} *" if column.is_needed else column.heading
            page.write_string(row, c, text, self._heading_format(is_needed=column.is_needed))
            width = max(self._width(column), LABELS_WIDTH) if c == 0 else self._width(column)
            lines = max(lines, _lines(text, width))
        page.set_row(row, LINE_HEIGHT * lines + 4)

    def _heading_format(self, *, is_needed: bool) -> Any:
        return self._format(
            bold=True, border=1, align="center", text_wrap=True, bg_color="#C9D9EC" if is_needed else "#E8EEF5"
        )

    def _value_format(self, column: ColumnLayout, **more: Any) -> Any:
        is_chosen = bool(column.code_list)
        number_format = "@" if is_chosen else NUMBER_FORMATS.get(column.type, "@")
        aligned = {"align": "center"} if column.type == "date" else {}
        return self._format(num_format=number_format, locked=False, **aligned, **more)

    def _width(self, column: ColumnLayout) -> float:
        width = WIDTHS[column.type]
        if column.code_list:
            longest = max(map(len, self._form.code_lists[column.code_list].words))
            width = min(max(longest + 3.0, 12.0), WIDEST_WORDS)
        words = f"{column.heading} *".split(" ") if column.is_needed else column.heading.split(" ")
        return max(width, max(map(len, words)) * 1.15 + 2.0)

    def _validation(self, column: ColumnLayout) -> dict[str, Any]:
        """Give what the cells of a column take, with the sentence that stands beside a cell while it is filled in."""
        how: dict[str, Any] = {"validate": "any"}
        if column.code_list:
            how = {"validate": "list", "source": self._word_ranges[column.code_list]}
        elif column.type == "boolean":
            how = {"validate": "list", "source": ["có", "không"]}
        elif column.type == "date":
            how = {"validate": "date", "criteria": "between", "minimum": _day(1900), "maximum": _day(2100)}
            if column.in_period:
                # A day outside the period is read, with a warning; so is it here.
                first, last = day_of(self._form.period.first), day_of(self._form.period.last)
                how |= {"minimum": first, "maximum": last, "error_type": "warning"}
        elif column.type in ("integer", "money", "decimal"):
            kind = "decimal" if column.type == "decimal" else "integer"
            how = {"validate": kind, "criteria": ">=", "value": 0 if column.non_negative else -999_999_999_999}
            if column.type == "money":
                how["validate"] = "decimal"  # thousands and millions of đồng have decimals
        elif column.type == "person":
            how = {"validate": "length", "criteria": "==", "value": 12, "error_type": "warning"}
        elif column.type == "unit":
            how = {"validate": "length", "criteria": "between", "minimum": 2, "maximum": 8}
        title = column.heading[:32]
        prompt = {"input_title": title, "input_message": _cut(column.hint)}
        error = {"error_title": title, "error_message": _cut(f"Giá trị không hợp lệ. {column.hint}")}
        return {**how, **prompt, **({} if how["validate"] == "any" else error)}

    def _lay_out_for_print(self, page: Any, heading_row: int) -> None:
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.repeat_rows(heading_row)
        named = f"{self._form.code} {self._form.unit_code} {self._form.period}".replace("&", "&&")
        page.set_footer(f'&L&"{FONT}"&9{named}&C&"{FONT}"&9&A&R&"{FONT}"&9Trang &P/&N')

    # Sheets that accompany it

    def _write_words(self, page: Any) -> None:
        lists = self._form.code_lists
        rows: list[list[str]] = [[""] * len(lists), [one.heading for one in lists.values()]]
        for at in range(max(len(one.words) for one in lists.values())):
            rows.append([one.words[at] if at < len(one.words) else "" for one in lists.values()])
        self._write_companion(page, "Các từ dùng được trong biểu; không điền số liệu ở tờ này.", rows)
        for c, (name, one) in enumerate(lists.items()):
            page.write_string(1, c, one.heading, self._heading_format(is_needed=False))
            page.set_column(c, c, min(max(max(map(len, one.words)) + 2.0, 16.0), 40.0))
            letter = column_name(c + 1)
            self._word_ranges[name] = f"='{WORDS}'!${letter}$3:${letter}${len(one.words) + 2}"
        page.set_row(1, LINE_HEIGHT * max(_lines(one.heading, 16.0) for one in lists.values()) + 4)
        page.freeze_panes(2, 0)
        self._lay_out_for_print(page, 1)

    def _write_instructions(self, page: Any, names: Sequence[str]) -> None:
        form = self._form
        of_unit = f"{form.unit_code} {form.unit_name}" if form.unit_code else "ghi mã đơn vị ở đầu mỗi tờ"
        rows = [
            [],
            [f"HƯỚNG DẪN ĐIỀN BIỂU {form.code}"],
            [form.name],
            [],
            ["Đơn vị", of_unit],
            ["Kỳ", form.period_text],
        ]
        if form.due:
            rows.append(["Hạn gửi", day_text(form.due, "vi")])
        rows.append([])
        rules = len(rows)
        rows += [[f"{number}. {rule}"] for number, rule in enumerate(RULES, 1)]
        rows.append([])
        heading = len(rows)
        rows.append(["Tờ", "Cột", "Cách điền"])
        for name, sheet in zip(names, form.sheets, strict=True):
            for at, column in enumerate(sheet.columns):
                rows.append(
                    [
                        name if at == 0 else "",
                        f"{column.heading} *" if column.is_needed else column.heading,
                        column.hint,
                    ]
                )
        page.set_column(0, 0, 26.0)
        page.set_column(1, 1, 26.0)
        page.set_column(2, 2, 90.0)
        self._write_companion(page, "Tờ hướng dẫn; không điền số liệu ở tờ này.", rows)
        page.write_string(1, 0, rows[1][0], self._format(bold=True, font_size=14))
        page.write_string(2, 0, rows[2][0], self._format(bold=True))
        wrapped = self._format(text_wrap=True, valign="top")
        for row in range(rules, rules + len(RULES)):
            page.merge_range(row, 0, row, 2, rows[row][0], wrapped)
            page.set_row(row, LINE_HEIGHT * _lines(rows[row][0], 165.0))
        for c, text in enumerate(rows[heading]):
            page.write_string(heading, c, text, self._heading_format(is_needed=False))
        bordered = self._format(text_wrap=True, valign="top", border=1)
        for row in range(heading + 1, len(rows)):
            for c, text in enumerate(rows[row]):
                page.write_string(row, c, text, bordered) if text else page.write_blank(row, c, None, bordered)
            page.set_row(
                row, LINE_HEIGHT * max(_lines(text, width) for text, width in zip(rows[row], (26, 26, 90), strict=True))
            )
        self._lay_out_for_print(page, heading)

    def _write_companion(self, page: Any, sentence: str, rows: Iterable[Sequence[str]]) -> None:
        """Write a sheet that is left out when the form is read, as long as nobody writes on it."""
        plain = self._format()
        listed = list(rows)
        for r, row in enumerate(listed):
            for c, text in enumerate(row):
                if text:
                    page.write_string(r, c, text, plain)
        page.write_string(0, 0, first_cell(sentence, listed), self._format(font_size=8, font_color="#7F7F7F"))
        page.protect("", {"format_columns": True, "format_rows": True})


def _version() -> str:
    return f"hoctap {_core.version()}"


def _digest(sheet: SheetLayout, form: FormLayout) -> str:
    """Give what tells one layout of a table from another: its headings and the words they take."""
    words = [form.code_lists[column.code_list].words if column.code_list else () for column in sheet.columns]
    said = repr([(column.name, column.heading, column.type) for column in sheet.columns]) + repr(words)
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def _day(year: int) -> datetime.datetime:
    return datetime.datetime(year, 1, 1)


def _cut(text: str) -> str:
    return text if len(text) <= PROMPT_MOST else text[: PROMPT_MOST - 1].rstrip() + "…"


def _lines(text: str, width: float) -> int:
    """Count the lines that a text takes in a column; bold capitals are wider than the digits that widths are counted in."""
    return max(1, len(wrap(text, max(1, int(width / 1.1)))))
