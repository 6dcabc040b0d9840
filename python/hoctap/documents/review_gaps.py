"""Sections IV and V of a review: what is missing or not sure, and what would close each gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from hoctap.language import count_text
from hoctap.result_view import WITHOUT_GAP, measure_text, target_names

from .asked import is_outside
from .parts import Block, Clause, Dash, Entry, Grid, Paragraph, numbered, period_text

if TYPE_CHECKING:
    from hoctap import Closing, Obligation, ResultRow

    from .asked import Asked

__all__ = ["FLAGS", "next_steps_of", "shortcomings_of", "step_words"]

MOST_LISTED = 10
# What a reader must know before quoting a figure (`ResultRow.flags`); simulated data are told on every page.
FLAGS = {
    "year_to_date": "số liệu tính đến ngày tổng hợp, năm chưa kết thúc",
    "stale_denominator": "mẫu số lấy từ kỳ trước vì kỳ này chưa báo cáo",
    "declared": "có phần là số do đơn vị kê khai, không từ danh sách",
    "month_assumed": "có người không rõ tháng sinh, được coi là sinh tháng 01",
    "inferred_place": "có nơi cư trú hoặc địa bàn được suy ra",
    "spread": "có số liệu không xác định được thuộc đơn vị nào, đã tính vào khoảng giữa hai cận",
    "assumption": "dựa trên giả định của phương pháp tính",
    "conflict": "các nguồn số liệu mâu thuẫn nhau",
    "not_comparable": "đếm theo xã nên không so sánh được qua sáp nhập",
    "withheld": "không công bố vì là số đếm nhỏ về người",
    "bounds_withheld": "không công bố cận vì có thể làm lộ số đếm nhỏ về người",
}


def shortcomings_of(asked: Asked) -> list[Block]:
    """Say which reports are missing, which figures are not sure and why, and what was reported to stand in the way."""
    return [
        Clause("1. Báo cáo chưa nộp"),
        *_missing(asked),
        Clause("2. Số liệu chưa chắc chắn và lý do"),
        *_unsure(asked),
        Clause("3. Khó khăn, vướng mắc được phản ánh"),
        *_difficulties(asked),
    ]


def _reports_missing(asked: Asked) -> list[Obligation]:
    return [
        one
        for one in asked.dataset.missing
        if asked.is_of_year(str(one.period)) and asked.is_of_unit(one.unit, str(one.period))
    ]


def _missing(asked: Asked) -> list[Block]:
    reports = _reports_missing(asked)
    if not reports:
        return [Paragraph(f"Không có báo cáo nào của năm {asked.year} quá hạn mà chưa nộp.")]
    forms: dict[tuple[str, str], dict[str, list[str]]] = {}
    for one in reports:
        forms.setdefault((one.form, one.form_name.vi), {}).setdefault(str(one.period), []).append(one.unit_name)
    rows = []
    names_units = asked.names_other((one.unit, str(one.period)) for one in reports)
    for (form, name), periods in forms.items():
        told = "; ".join(
            f"{period_text(period)}: {', '.join(units)}" if names_units else period_text(period)
            for period, units in periods.items()
        )
        count = sum(map(len, periods.values()))
        rows.append((Entry(f"{name} ({form})"), Entry(str(count), count, "centre"), Entry(told)))
    lead = f"Còn thiếu {count_text(len(reports), 'vi')} báo cáo đã quá hạn của năm {asked.year}:"
    what = "Kỳ và đơn vị chưa nộp" if names_units else "Kỳ chưa nộp"
    grid = Grid("Báo cáo chưa nộp", ("TT", "Biểu", "Số báo cáo", what), numbered(rows), (6.5, 33.5, 12, 48))
    return [Paragraph(lead), grid]


def _unsure(asked: Asked) -> list[Block]:
    names = target_names(asked.targets, "vi")
    found: list[Block] = []
    for row in asked.own:
        reasons = _reasons(asked, row)
        if reasons:
            name = f"{names.get(row.indicator, '')} ({measure_text(row.indicator, row.variant)}){asked.together(row)}"
            found.append(Dash(f"{name}: {'; '.join(reasons)}."))
    return found or [Paragraph("Không có mục tiêu nào mà số liệu còn chưa chắc chắn.")]


def _reasons(asked: Asked, row: ResultRow) -> list[str]:
    reasons = []
    if row.status == "no_data":
        reasons.append("chưa có số liệu")
    elif is_outside(row):
        reasons.append("kết quả của phần đã báo cáo nằm ngoài hai cận tính trên tổng số nên không nêu cận")
    elif row.lower is not None and row.upper is not None and row.lower != row.upper:
        words = row.value_text(lang="vi")
        reasons.append(f"có phần chưa báo cáo hoặc chưa rõ, kết quả nằm giữa hai cận ({words})")
    if row.status == "undetermined":
        reasons.append("chưa xác định được đánh giá vì hai cận cho kết quả khác nhau")
    reasons += [FLAGS[flag] for flag in row.flags if flag in FLAGS]
    if reasons and row.status != "not_due":
        missing = asked.dataset.explain(
            asked.code_of(row), row.indicator, asked.period, variant=row.variant, view=asked.view, book=asked.book
        ).missing_reports
        if missing:
            more = (
                f" và {count_text(len(missing) - MOST_LISTED, 'vi')} báo cáo nữa" if len(missing) > MOST_LISTED else ""
            )
            reasons.append(f"chưa có báo cáo: {', '.join(map(_report, missing[:MOST_LISTED]))}{more}")
    return reasons


def _report(report: str) -> str:
    """Name a missing report ("HT-01 07396 2024Q2") by its form, the unit's code and the period."""
    form, unit, period = report.split(" ")
    return f"biểu {form} của đơn vị mã {unit}, {period_text(period)}"


def _difficulties(asked: Asked) -> list[Block]:
    told: dict[tuple[str, str], list[str]] = {}
    names_units = asked.is_territory
    for row in asked.duties.difficulties.to_dicts():
        if asked.is_of_year(row["period"]) and asked.is_of_unit(row["unit"], row["period"]):
            names_units = names_units or asked.names_other([(row["unit"], row["period"])])
            goes_to = row["goes_to_vi"] or "chưa rõ nơi tiếp nhận"
            told.setdefault((row["difficulties"], goes_to), []).append(row["unit_name"])
    if not told:
        return [Paragraph(f"Không có khó khăn, vướng mắc nào được ghi trong báo cáo của các đơn vị năm {asked.year}.")]
    return [
        Dash(
            f"{difficulty.rstrip('.')}"
            + (f" ({', '.join(dict.fromkeys(filter(None, units)))})" if names_units and any(units) else "")
            + f"; chuyển đến: {goes_to}."
        )
        for (difficulty, goes_to), units in told.items()
    ]


def next_steps_of(asked: Asked) -> list[Block]:
    """Say what closes the gap of each target that is not met, and which reports are to be had."""
    names = target_names(asked.targets, "vi")
    blocks: list[Block] = []
    for row in asked.own:
        if row.status in WITHOUT_GAP or row.is_withheld:
            continue
        closing = asked.dataset.closing(
            asked.code_of(row), row.indicator, asked.period, variant=row.variant, view=asked.view, book=asked.book
        )
        name = f"{names.get(row.indicator, '')} ({measure_text(row.indicator, row.variant)}){asked.together(row)}"
        blocks.append(Dash(f"{name}: {_gap(asked, closing, row)}."))
    missing = _reports_missing(asked)
    if missing:
        blocks.append(Dash(f"Nộp bổ sung {count_text(len(missing), 'vi')} báo cáo còn thiếu nêu tại mục IV."))
    lead = "Để đạt các mục tiêu còn thiếu, theo số liệu đã báo cáo cần:"
    return [Paragraph(lead), *blocks] if blocks else [Paragraph("Các mục tiêu đến hạn đã đạt theo số liệu đã báo cáo.")]


def _gap(asked: Asked, closing: Closing, row: ResultRow) -> str:
    if closing.at_least is None or closing.at_most is None:
        return "chưa tính được phần còn thiếu vì chưa rõ tổng số"
    if not asked.may_tell_counts(row):
        return f"chưa đạt mục tiêu {closing.target_percent} %; số người còn thiếu không nêu để không lộ số đếm nhỏ về người"
    low, high = count_text(closing.at_least, "vi"), count_text(closing.at_most, "vi")
    more = low if low == high else f"từ {low} đến {high}"
    text = f"cần thêm {more} {_counted(row)} để đạt {closing.target_percent} %"
    if closing.can_be_closed is False:
        text += " (các bước đã biết chưa đủ)"
    steps = [] if row.indicator in asked.persons else closing.steps.to_dicts()
    if steps:
        shown = "; ".join(step_words(step) for step in steps[:MOST_LISTED])
        rest = f"; và {count_text(len(steps) - MOST_LISTED, 'vi')} nơi nữa" if len(steps) > MOST_LISTED else ""
        text += f". Còn thiếu: {shown}{rest}"
    return text


def step_words(step: dict[str, Any]) -> str:
    """Say where a step is to be done and what lacks there."""
    where = " ".join(filter(None, [step["subject"], step["place_name"]]))
    lacks = step["lacks_vi"]
    # Either text names an item of equipment in the other language too, for who reads both.
    for english in re.findall(r"(?:^|; )([^:;]+): ", step["lacks_en"]):
        lacks = lacks.replace(f"; {english})", ")")
    return f"{where}: {lacks}"


def _counted(row: ResultRow) -> str:
    from hoctap import _core

    counts = {one["indicator"]: one["counts"] for one in _core.catalogue().to_dicts() if one["variant"] == row.variant}
    words = {
        "centre": "trung tâm",
        "centre_year": "trung tâm - năm",
        "worker": "người lao động",
        "person": "người",
        "commune": "xã",
        "village": "thôn",
    }
    return words.get(counts.get(row.indicator, ""), "đơn vị tính")
