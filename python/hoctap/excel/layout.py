"""What an empty form consists of, from the declarations of its tables: sheets, columns, and what each column takes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

from hoctap import _core

from .wording import hint, period_text

__all__ = ["CodeColumn", "ColumnLayout", "FormLayout", "SheetLayout", "form_layouts"]


@dataclass(frozen=True)
class ColumnLayout:
    """A column of a form's table."""

    name: str
    heading: str
    type: str
    is_needed: bool
    code_list: str  # empty where none is offered
    in_period: bool
    non_negative: bool
    hint: str  # how to fill it, in Vietnamese


@dataclass(frozen=True)
class SheetLayout:
    """A table of a form, on a sheet of its own."""

    table: str
    label: str
    columns: tuple[ColumnLayout, ...]

    @property
    def has_money(self) -> bool:
        """Whether a column holds đồng."""
        return any(column.type == "money" for column in self.columns)


@dataclass(frozen=True)
class CodeColumn:
    """A code list as forms show it: under the headings that take it, the words that hold in the period."""

    heading: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class FormLayout:
    """A form for a period, of one unit or of none yet."""

    code: str
    name: str
    period: _core.Period
    due: datetime.date | None
    unit_code: str  # empty: to be filled in
    unit_name: str
    sheets: tuple[SheetLayout, ...]
    code_lists: dict[str, CodeColumn]

    @property
    def period_text(self) -> str:
        """The period as people say it."""
        return period_text(self.period)


def form_layouts(
    period: _core.Period, units: list[tuple[str, str]], forms: list[str] | None = None
) -> list[FormLayout]:
    """Lay out the forms for a period: those named, else all of its kind, for each unit (code and name; empty: none)."""
    rules = {rule["form"]: rule for rule in _core.form_rules(period=period).to_dicts()}
    chosen = [code for code, rule in rules.items() if rule["period_kind"] != "range"] if forms is None else forms
    words = _words_in(period)
    columns: dict[str, list[dict[str, Any]]] = {}
    for column in _core.columns().to_dicts():
        columns.setdefault(column["table"], []).append(column)
    layouts = []
    for code in chosen:
        rule = rules[code]
        sheets = tuple(_sheet(table, columns, words) for table in rule["tables"].split(";"))
        for unit_code, unit_name in units:
            layouts.append(
                FormLayout(
                    code=code,
                    name=rule["name_vi"],
                    period=period,
                    due=rule["due"],
                    unit_code=unit_code,
                    unit_name=unit_name,
                    sheets=sheets,
                    code_lists=_lists_of(sheets, words),
                )
            )
    return layouts


def _words_in(period: _core.Period) -> dict[str, tuple[str, ...]]:
    """Give for each list the labels that hold on some day of the period."""
    words: dict[str, dict[str, None]] = {}
    for row in _core.code_lists().to_dicts():
        begins = row["from"] is None or row["from"] <= period.last
        if begins and (row["until"] is None or row["until"] > period.first):
            words.setdefault(row["code_list"], {})[row["label_vi"]] = None
    return {name: tuple(labels) for name, labels in words.items()}


def _sheet(table: str, columns: dict[str, list[dict[str, Any]]], words: dict[str, tuple[str, ...]]) -> SheetLayout:
    declared = columns[table]
    headings = {column["column"]: column["heading"] for column in declared}
    tables = {name: listed[0]["table_vi"] for name, listed in columns.items()}
    return SheetLayout(
        table,
        tables[table],
        tuple(
            ColumnLayout(
                name=column["column"],
                heading=column["heading"],
                type=column["type"],
                is_needed=column["is_needed"],
                code_list=column["code_list"] if column["code_list"] in words else "",
                in_period=column["in_period"],
                non_negative=column["non_negative"],
                hint=hint(column, headings, tables, has_list=column["code_list"] in words),
            )
            for column in declared
        ),
    )


def _lists_of(sheets: tuple[SheetLayout, ...], words: dict[str, tuple[str, ...]]) -> dict[str, CodeColumn]:
    headings: dict[str, dict[str, None]] = {}
    for sheet in sheets:
        for column in sheet.columns:
            if column.code_list:
                headings.setdefault(column.code_list, {})[column.heading] = None
    return {name: CodeColumn(" / ".join(named), words[name]) for name, named in headings.items()}
