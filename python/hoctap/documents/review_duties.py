"""Section II of a review: what the plan's tasks show, and its duties: done, late or missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import hoctap
from hoctap.language import count_text, day_text, say

from .parts import Block, Clause, Dash, Entry, Grid, Paragraph, numbered

if TYPE_CHECKING:
    from .asked import Asked

__all__ = ["duties_of", "tasks_of"]

_STATES = ("on_time", "late", "missing", "not_yet_due", "done", "no_record")


def tasks_of(asked: Asked) -> list[Block]:
    """Show the indicators of tasks and duties, each once, with the clauses of the plan that it speaks to."""
    if asked.monitored is None:
        return []
    names = {row["indicator"]: row["name_vi"] for row in hoctap.catalogue().to_dicts() if row["variant"] == "default"}
    found = {row.indicator: row for row in asked.own_of(asked.monitored)}
    rows = [
        (
            Entry(", ".join(dict.fromkeys(of_plan)), None, "centre"),
            Entry(f"{names.get(indicator, '')} ({indicator})".strip() + asked.together(found.get(indicator))),
            Entry(asked.told(found.get(indicator)), None, "centre"),
        )
        for indicator, of_plan in asked.clauses.items()
    ]
    lead = Paragraph(
        "Các chỉ số theo dõi (cột “Mục” là số mục của Kế hoạch; chỉ số nào là mục tiêu thì đã nêu tại mục I):"
    )
    grid = Grid("Nhiệm vụ", ("TT", "Mục", "Nội dung theo dõi", "Kết quả"), numbered(rows), (6.5, 18, 50, 25.5))
    return [Clause("1. Nhiệm vụ, giải pháp"), lead, grid]


def duties_of(asked: Asked) -> list[Block]:
    """Show how the duties of the year stand."""
    duties = asked.duties
    rows = [
        row
        for row in duties.to_dicts()
        if asked.is_of_year(row["period"]) and asked.is_of_unit(row["unit"], row["period"])
    ]
    blocks: list[Block] = [Clause("2. Trách nhiệm được giao")]
    if not rows:
        return [*blocks, Paragraph(f"Không có trách nhiệm nào của Kế hoạch đến kỳ trong năm {asked.year}.")]
    day = "" if duties.day is None else f", tính đến ngày {day_text(duties.day, 'vi')}"
    counts = {state: sum(row["state"] == state for row in rows) for state in _STATES}
    told = ", ".join(f"{_state(state)} {count_text(count, 'vi')}" for state, count in counts.items() if count)
    blocks.append(Paragraph(f"Tình hình thực hiện trách nhiệm của Kế hoạch trong năm{day}: {told}."))
    grid = _by_duty(rows) if asked.is_territory else _of_commune(asked, rows)
    return [*blocks, grid, *_assumed(rows)]


def _state(state: str) -> str:
    return say(state.replace("_", " "), "vi")


def _of_commune(asked: Asked, rows: list[dict[str, Any]]) -> Grid:
    """Lay the duties out; those of a unit that was merged into this one name it."""
    lines = [
        (
            Entry(
                row["text_vi"] + (f" ({row['unit_name']})" if asked.names_other([(row["unit"], row["period"])]) else "")
            ),
            Entry(_due(row), None, "centre"),
            Entry(_state(row["state"]), None, "centre"),
            Entry(_done(row), None, "centre"),
        )
        for row in rows
    ]
    return Grid(
        "Trách nhiệm", ("TT", "Nội dung", "Hạn", "Tình hình", "Ngày, văn bản"), numbered(lines), (6.5, 44.5, 17, 14, 18)
    )


def _by_duty(rows: list[dict[str, Any]]) -> Grid:
    """Lay out each duty once, with how many stand how."""
    duties: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        duties.setdefault(row["duty"], []).append(row)
    lines = []
    for found in duties.values():
        counts = {state: sum(row["state"] == state for row in found) for state in _STATES}
        told = "; ".join(f"{_state(state)}: {count_text(count, 'vi')}" for state, count in counts.items() if count)
        dues = list(dict.fromkeys(_due(row) for row in found))
        first = found[0]
        answers = dict.fromkeys(row["answers_vi"] or f"{row['owner_vi']} (đã kết thúc)" for row in found)
        who = first["owner_vi"] if len(answers) > 1 else next(iter(answers))
        lines.append((Entry(first["text_vi"]), Entry(who), Entry("\n".join(dues), None, "centre"), Entry(told)))
    heads = ("TT", "Nội dung", "Trách nhiệm", "Hạn", "Tình hình")
    return Grid("Trách nhiệm", heads, numbered(lines), (6.5, 39.5, 18, 17, 19))


def _due(row: dict[str, Any]) -> str:
    if row["due"] is None:
        return say("no day", "vi")
    return day_text(row["due"], "vi") + (" *" if row["due_is_assumed"] else "")


def _done(row: dict[str, Any]) -> str:
    parts = [] if row["done_on"] is None else [day_text(row["done_on"], "vi")]
    return ", ".join([*parts, *([row["document_no"]] if row["document_no"] else [])]) or "–"


def _assumed(rows: list[dict[str, Any]]) -> list[Block]:
    if not any(row["due_is_assumed"] for row in rows):
        return []
    return [Dash("Ngày có dấu * là ngày giả định; Kế hoạch không ghi ngày cụ thể.")]
