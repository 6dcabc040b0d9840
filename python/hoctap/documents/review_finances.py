"""Section III of a review: estimates, allocations, receipts, payments and settlements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.language import count_text, say

from .parts import NO_DATA, Annex, Block, Clause, Entry, Grid, Paragraph, number_entry, numbered

if TYPE_CHECKING:
    from .asked import Asked

__all__ = ["finances_by_fund", "finances_of"]

QUANTITIES = {
    "estimated": "Dự toán",
    "allocated": "Phân bổ",
    "received": "Đã thu",
    "received_in_kind": "Hiện vật đã nhận",
    "paid": "Đã chi",
    "settled": "Quyết toán",
}
_STATES = ("on_time", "late", "missing", "not_yet_due", "undetermined", "not_modelled")


def finances_of(asked: Asked) -> list[Block]:
    """Show the year's sums of money, and how its settlements stand."""
    rows = _money(asked)
    blocks: list[Block] = [Clause("1. Dự toán, phân bổ, thu, chi")]
    total = next((row for row in rows if row["is_of_all_funds"]), None)
    if total is None:
        blocks.append(Paragraph(f"Kinh phí năm {asked.year}: {NO_DATA}."))
    else:
        settled = _settled(asked)
        lines = [
            (Entry(words), _amount(total, name, settled)._replace(bold=False)) for name, words in QUANTITIES.items()
        ]
        grid = Grid("Kinh phí", ("TT", "Nội dung (mọi nguồn)", "Số tiền (đồng)"), numbered(lines), (6.5, 53.5, 40))
        blocks += [grid, *_reports(total), Paragraph("Chi tiết theo nguồn tại Phụ lục về kinh phí kèm theo.")]
    return [*blocks, Clause("2. Quyết toán"), *_settlements(asked)]


def finances_by_fund(asked: Asked) -> list[Annex]:
    """Lay the year's money out by fund, where there is any."""
    rows = _money(asked)
    if not rows:
        return []
    settled = _settled(asked)
    lines = []
    for row in rows:
        name = say("in all", "vi").capitalize() if row["is_of_all_funds"] else row["fund_vi"] or "không rõ nguồn"
        cells = [_amount(row, quantity, settled) for quantity in QUANTITIES]
        lines.append((Entry(name, None, "left", bold=row["is_of_all_funds"]), *cells))
    heads = ("TT", "Nguồn", *QUANTITIES.values())
    grid = Grid("Theo nguồn", heads, numbered(lines), (5, 17, *(13 for _ in QUANTITIES)))
    return [Annex(f"Kinh phí năm {asked.year} theo nguồn (đồng)", (grid,))]


def _money(asked: Asked) -> list[dict[str, Any]]:
    return [row for row in asked.money.to_dicts() if _is_own(asked, row)]


def _is_own(asked: Asked, row: dict[str, Any]) -> bool:
    if asked.is_territory:
        return bool(row["kind"] == "territory")
    return bool(row["kind"] == "unit" and row["unit"] == asked.code)


def _settled(asked: Asked) -> frozenset[str]:
    """Give the funds of which anything is settled: of the others nothing is known, which is not zero."""
    return frozenset(row["fund"] for row in _settlements_of_unit(asked) if row["settled"] is not None)


def _settlements_of_unit(asked: Asked) -> list[dict[str, Any]]:
    return [row for row in asked.settlements.to_dicts() if asked.is_of_unit(row["unit"], str(row["year"]))]


def _amount(row: dict[str, Any], quantity: str, settled: frozenset[str]) -> Entry:
    """Write what lies there for sure, up to what may; where nobody reported, nothing is known."""
    least, most = row[quantity], row[f"{quantity}_at_most"]
    is_known = bool(row["reported"]) or not row["owed"]
    if quantity == "settled":
        is_known = bool(settled) if row["is_of_all_funds"] else row["fund"] in settled
    if not is_known and not least and not most:
        return number_entry(None)
    bold = bool(row["is_of_all_funds"])
    if least is None or most is None or least == most:
        return number_entry(least, bold=bold)
    return Entry(f"{count_text(least, 'vi')} – {count_text(most, 'vi')}", None, "right", bold)


def _reports(told: dict[str, Any]) -> list[Block]:
    """Say how much of what is owed the sums rest on."""
    if told["owed"] is None:
        return []
    reported, owed = (count_text(told[name], "vi") for name in ("reported", "owed"))
    text = f"Số liệu tổng hợp từ {reported} trong {owed} báo cáo về kinh phí phải nộp"
    missing = "" if told["reported"] == told["owed"] else "; phần chưa báo cáo không có trong các số trên"
    return [Paragraph(f"{text}{missing}.")]


def _settlements(asked: Asked) -> list[Block]:
    rows = _settlements_of_unit(asked)
    if not rows:
        return [Paragraph(f"Quyết toán năm {asked.year}: {NO_DATA}.")]
    blocks: list[Block] = [_by_state(rows) if asked.is_territory else _by_fund(rows)]
    if any(row["state"] == "not_modelled" and row["is_state"] for row in rows):
        blocks.append(
            Paragraph("“Chưa mô hình hóa”: chưa đọc được văn bản nào quy định ngày cuối cùng của việc quyết toán này.")
        )
    return blocks


def _by_state(rows: list[dict[str, Any]]) -> Grid:
    """Count the settlements of the state's money by how they stand."""
    counts = {state: sum(row["is_state"] and row["state"] == state for row in rows) for state in _STATES}
    lines = [(Entry(say(state, "vi").capitalize()), number_entry(count)) for state, count in counts.items() if count]
    heads = ("TT", "Tình hình quyết toán nguồn ngân sách nhà nước", "Số lượt đơn vị và nguồn")
    return Grid("Quyết toán", heads, numbered(lines), (6.5, 63.5, 30))


def _by_fund(rows: list[dict[str, Any]]) -> Grid:
    """Lay the settlements of a commune out."""
    lines = [
        (
            Entry(row["fund_vi"] or "–"),
            *(number_entry(row[name]) for name in ("allocated", "paid", "settled")),
            Entry(say(row["state"], "vi") if row["is_state"] else "–", None, "centre"),
        )
        for row in rows
    ]
    heads = ("TT", "Nguồn", "Phân bổ", "Đã chi", "Quyết toán", "Tình hình")
    return Grid("Quyết toán", heads, numbered(lines), (6.5, 22.5, 18, 18, 18, 17))
