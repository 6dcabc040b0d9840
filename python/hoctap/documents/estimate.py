"""What the estimate says: lines, norms with their marks, and sums, as the library drew them up."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

import hoctap
from hoctap import _core
from hoctap.errors import NotFound
from hoctap.language import count_text, day_text, say
from hoctap.refusals import refusal

from .numerals import money_in_words
from .office import Office, unit_words
from .parts import (
    NO_DATA,
    VERIFIED,
    Annex,
    Blank,
    Block,
    Content,
    Dash,
    Entry,
    Grid,
    Paragraph,
    Section,
    number_entry,
    numbered,
    to_fill,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hoctap import Estimate
    from hoctap._core import Instrument

__all__ = ["commune_words", "estimate_content", "estimate_office", "lines_of_commune"]

_KINDS = {
    "law": "Luật",
    "resolution": "Nghị quyết",
    "decree": "Nghị định",
    "decision": "Quyết định",
    "circular": "Thông tư",
    "joint_circular": "Thông tư liên tịch",
    "consolidated": "Văn bản hợp nhất",
    "letter": "Công văn",
    "conclusion": "Kết luận",
}
# How a basis that was not verified is marked in a table, and what that says.
_MARKS = {
    "SECONDARY": ("(*)", "căn cứ đọc từ nguồn thứ cấp, cần đối chiếu văn bản gốc"),
    "MEMORY": ("(**)", "căn cứ theo trí nhớ, cần đối chiếu văn bản gốc"),
    "SIMULATED": ("(***)", "căn cứ mô phỏng"),
}
# Units of the rulebook's contents (data/law/vocabulary.toml).
UNITS = {
    "person": "người",
    "day": "ngày",
    "night": "đêm",
    "session": "buổi",
    "half_day": "nửa ngày",
    "month": "tháng",
    "class": "lớp",
    "term": "học kỳ",
    "stage": "giai đoạn",
    "year": "năm",
    "page": "trang",
    "form": "phiếu",
    "piece": "cái, sản phẩm",
    "document": "văn bản",
    "report": "báo cáo",
    "case": "vụ việc",
    "group": "tổ",
    "prize": "giải",
    "question": "câu hỏi",
    "subject": "môn",
    "round": "đợt",
    "period": "tiết",
    "course": "khóa",
    "place": "nơi",
    "show": "buổi diễn",
    "time": "lần",
    "centre": "trung tâm",
}


def lines_of_commune(estimate: Estimate, unit: str | None) -> list[dict[str, Any]]:
    """Give the lines of a commune, by code or name, or all of them.

    Raises:
        NotFound: no line is of that commune, or several fit the name.

    """
    lines = estimate.to_dicts()
    if unit is None:
        return lines
    found = [line for line in lines if unit in (line["commune_code"], line["commune"])]
    if len({line["commune_code"] for line in found}) == 1:
        return found
    asked = hoctap.where(unit, on=datetime.date(estimate.year, 1, 1))
    if asked.status == "several":
        raise NotFound(asked.text(lang="en"), message_vi=asked.text(lang="vi"), code="unknown_unit")
    meant = None if asked.unit is None else (asked.unit.code, asked.unit.name)
    found = [line for line in lines if (line["commune_code"], line["commune"]) == meant]
    if not found:
        raise refusal(NotFound, "the estimate has no lines of {unit}", code="unknown_unit", unit=unit)
    return found


def estimate_office(lines: Sequence[dict[str, Any]]) -> Office:
    """Say who hands the estimate in: of one commune its Study Promotion Association, to the People's Committee there."""
    communes = list(dict.fromkeys(line["commune"] for line in lines if line["commune"]))
    if len(communes) != 1:
        return Office()
    name = commune_words(lines[0])
    return Office(body=("Hội Khuyến học", name), place=communes[0], to=(f"Ủy ban nhân dân {name}",))


def commune_words(line: dict[str, Any]) -> str:
    """Name the commune of a line with its kind, where the gazetteer knows it on the year's first day."""
    found = hoctap.where(line["commune_code"], on=datetime.date(line["year"], 1, 1)).unit
    return unit_words(found) if found is not None and found.name == line["commune"] else str(line["commune"])


def estimate_content(estimate: Estimate, lines: list[dict[str, Any]], unit: str | None) -> Content:
    """Gather what the estimate says."""
    year = estimate.year
    by_centre = _by_centre(lines)
    total = _sum_of(lines)
    where = f" trên địa bàn {commune_words(lines[0])}" if unit is not None else ""
    lacking, amount = total["lines_without_amount"], total["amount"]
    told = NO_DATA if amount is None else f"{count_text(amount, 'vi')} đồng (bằng chữ: {money_in_words(amount)})"
    blocks: list[Block] = [
        Paragraph(
            f"Căn cứ kế hoạch hoạt động năm {year} của các trung tâm học tập cộng đồng{where}, dự toán kinh phí năm ngân sách "
            f"{year} được lập như sau:"
        ),
        Section("I. Tổng hợp dự toán"),
        Paragraph(f"Tổng số tiền đề nghị: {told}."),
        _summary(estimate, by_centre, total),
    ]
    if lacking:
        blocks.append(
            Paragraph(
                f"{count_text(lacking, 'vi')} trong {count_text(len(lines), 'vi')} dòng chưa tính được số tiền vì thiếu số liệu đầu vào "
                f"(ghi “{NO_DATA}” tại Phụ lục) và chưa có trong tổng số."
            )
        )
    blocks += [*_funds(estimate, lines), Section("II. Căn cứ định mức"), *_bases_told(estimate, lines)]
    blocks += [*_floors(estimate, list(by_centre))]
    blocks += [
        Section("III. Đề nghị"),
        to_fill("Cơ quan lập dự toán ghi đề nghị về bố trí kinh phí"),
        Paragraph("Bảng chi tiết các dòng dự toán tại Phụ lục kèm theo."),
    ]
    return Content(
        kind="estimate",
        type="Tờ trình",
        subject=f"Dự toán kinh phí hoạt động năm {year} của trung tâm học tập cộng đồng{where}",
        bases=_bases(estimate, lines),
        blocks=tuple(blocks),
        annexes=(_details(lines, year),),
        is_simulated=estimate.is_simulated or any(line["mark"] == "SIMULATED" for line in lines),
        to_fill=(
            Blank("mục III: đề nghị", "section III: what is asked for"),
            Blank("cơ quan ban hành của từng căn cứ", "the issuing body of each legal basis"),
            *_titles_to_compare(estimate, lines),
            *_to_compare(lines),
        ),
    )


def _by_centre(lines: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for line in lines:
        found.setdefault(line["centre_id"], []).append(line)
    return found


def _known_sum(amounts: Iterable[int | None]) -> int | None:
    """Add up what is known; where nothing is, the sum is not known either, and is no zero."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _sum_of(lines: list[dict[str, Any]]) -> dict[str, int | None]:
    """Add up the lines that the document shows."""
    amount = _known_sum(line["amount"] for line in lines)
    unsure = sum(line["amount"] or 0 for line in lines if "unverified" in (line["flags"] or "").split(";"))
    return {
        "lines": len(lines),
        "lines_without_amount": sum(line["amount"] is None for line in lines),
        "amount": amount,
        "unverified": None if amount is None else unsure,
    }


def _summary(estimate: Estimate, by_centre: dict[str, list[dict[str, Any]]], total: dict[str, int | None]) -> Grid:
    names = {row["code"]: row["name"] for row in estimate.totals.to_dicts() if row["kind"] == "centre"}
    keys = ("lines", "lines_without_amount", "amount", "unverified")
    lines = []
    for n, (centre, of_centre) in enumerate(by_centre.items(), 1):
        row = _sum_of(of_centre)
        name = Entry(f"{names.get(centre) or ''} ({centre})".strip())
        lines.append((Entry(str(n), n, "centre"), name, *(number_entry(row[key]) for key in keys)))
    sums = (number_entry(total[key], bold=True) for key in keys)
    lines.append((Entry(""), Entry("Tổng cộng", None, "left", bold=True), *sums))
    heads = (
        "TT",
        "Trung tâm học tập cộng đồng",
        "Số dòng",
        "Dòng chưa có số tiền",
        "Số tiền (đồng)",
        "Trong đó theo căn cứ chưa kiểm chứng (đồng)",
    )
    return Grid("Tổng hợp", heads, tuple(lines), (6.5, 33.5, 9, 12, 19, 20))


def _funds(estimate: Estimate, lines: list[dict[str, Any]]) -> list[Block]:
    """Say which fund is to give how much, where there are several."""
    columns = estimate.totals.columns
    funds = columns[columns.index("unverified") + 1 :]
    if len(funds) < 2:
        return []
    names = {row["code"]: row["label_vi"] for row in hoctap.code_lists().to_dicts() if row["code_list"] == "funds"}
    sums = {fund: _known_sum(line[fund] for line in lines) for fund in funds}
    parts = [
        f"{names.get(fund, fund)}: {NO_DATA if amount is None else count_text(amount, 'vi') + ' đồng'}"
        for fund, amount in sums.items()
    ]
    return [Paragraph(f"Chia theo nguồn: {'; '.join(parts)}.")]


def _instruments(estimate: Estimate, lines: list[dict[str, Any]]) -> list[Instrument]:
    """Give the instruments of the lines' norms, which are named "36/2018/TT-BTC:a5.c2.pa"."""
    named = {line["norm"].partition(":")[0] for line in lines if line["norm"]}
    found = [one for one in estimate.book.rulebook.instruments if one.number in named]
    return sorted(found, key=lambda one: (one.published, one.number))


def _bases(estimate: Estimate, lines: list[dict[str, Any]]) -> tuple[str, ...]:
    """Name the instruments of the norms that the lines rest on, each with the sign of how surely it is known."""
    return tuple(
        f"Căn cứ {_KINDS.get(one.kind, one.kind)} số {one.number} ngày {one.published.day:02d}/{one.published.month:02d}/{one.published.year} "
        f"về {one.title.vi[:1].lower()}{one.title.vi[1:]} {_sign(one.mark)}".rstrip()
        for one in _instruments(estimate, lines)
    )


def _sign(mark: str) -> str:
    return _MARKS.get(mark, ("", ""))[0]


def _titles_to_compare(estimate: Estimate, lines: list[dict[str, Any]]) -> tuple[Blank, ...]:
    """Ask for the titles of the bases as they were issued: the rulebook has short ones."""
    numbers = ", ".join(one.number for one in _instruments(estimate, lines))
    if not numbers:
        return ()
    vi = f"trích yếu đầy đủ của từng căn cứ theo văn bản gốc, ở đây là tên ngắn: {numbers}"
    return (Blank(vi, f"the full titles of the legal bases, which stand here in short: {numbers}"),)


def _bases_told(estimate: Estimate, lines: list[dict[str, Any]]) -> list[Block]:
    marks = [line["mark"] for line in lines if line["norm"]]
    unsure = [mark for mark in marks if mark != VERIFIED]
    told = f"Mỗi dòng dự toán ghi căn cứ định mức tại Phụ lục; {count_text(len(marks), 'vi')} trong {count_text(len(lines), 'vi')} dòng có căn cứ."
    blocks: list[Block] = [Paragraph(told)]
    for mark, (sign, words) in _MARKS.items():
        if count := unsure.count(mark):
            blocks.append(Dash(f"{count_text(count, 'vi')} dòng ghi {sign}: {words}."))
    signs = {one.mark for one in _instruments(estimate, lines)}
    for mark, (sign, words) in _MARKS.items():
        if mark in signs:
            blocks.append(Dash(f"Căn cứ ở phần đầu ghi {sign}: {words}."))
    over = sum(line["verdict"] == "over" for line in lines)
    if over:
        blocks.append(Dash(f"{count_text(over, 'vi')} dòng vượt định mức."))
    return blocks


def _to_compare(lines: list[dict[str, Any]]) -> tuple[Blank, ...]:
    unsure = [line for line in lines if line["norm"] and line["mark"] != VERIFIED]
    if not unsure:
        return ()
    vi = f"đối chiếu căn cứ của {count_text(len(unsure), 'vi')} dòng dự toán với văn bản gốc"
    return (Blank(vi, f"the bases of {count_text(len(unsure), 'en')} lines are to be compared with their texts"),)


def _floors(estimate: Estimate, centres: list[str]) -> list[Block]:
    rows = [row for row in estimate.floors.to_dicts() if row["centre_id"] in centres]
    if not rows:
        return []
    lines = [
        (
            Entry(row["centre_id"]),
            Entry(row["content_vi"] + (f" (còn thiếu: {row['missing_vi']})" if row["missing_vi"] else "")),
            *(number_entry(row[key]) for key in ("least", "planned", "lacking")),
            Entry(_basis(row)),
        )
        for row in rows
    ]
    heads = ("TT", "Trung tâm", "Nội dung", "Tối thiểu (đồng)", "Dự toán (đồng)", "Còn thiếu (đồng)", "Căn cứ")
    title = "Mức hỗ trợ tối thiểu của Nhà nước"
    return [
        Grid("Mức tối thiểu", heads, numbered(lines), (6.5, 13, 19.5, 14.5, 14.5, 14.5, 17.5), title, _legend(rows))
    ]


def _basis(row: dict[str, Any]) -> str:
    basis = row["norm_vi"] or "không có định mức"
    return f"{basis} {_sign((row['mark'] or '') if row['norm'] else '')}".rstrip()


def _legend(rows: list[dict[str, Any]]) -> str:
    """Say what the signs mean that stand in a table."""
    marks = {row["mark"] for row in rows if row["norm"]}
    return "; ".join(f"{sign}: {words}" for mark, (sign, words) in _MARKS.items() if mark in marks)


def _details(lines: list[dict[str, Any]], year: int) -> Annex:
    """Lay every line out, with a sum for each centre."""
    rows: list[tuple[Entry, ...]] = []
    number = 0
    for centre, of_centre in _by_centre(lines).items():
        name = f"Trung tâm {centre}" + (f", {of_centre[0]['commune']}" if of_centre[0]["commune"] else "")
        empty = Entry("")
        rows.append(
            (
                empty,
                Entry(name, None, "left", bold=True),
                empty,
                empty,
                number_entry(_sum_of(of_centre)["amount"], bold=True),
                empty,
                empty,
            )
        )
        for line in of_centre:
            number += 1
            rows.append((Entry(str(number), number, "centre"), *_line(line)))
    total = _sum_of(lines)["amount"]
    empty = Entry("")
    rows.append(
        (empty, Entry("Tổng cộng", None, "left", bold=True), empty, empty, number_entry(total, bold=True), empty, empty)
    )
    heads = ("TT", "Nội dung chi", "Số lượng", "Định mức, đơn giá (đồng)", "Thành tiền (đồng)", "Căn cứ", "Ghi chú")
    words = "" if total is None else f"Bằng chữ: {money_in_words(total)}."
    note = " ".join(filter(None, [words, _legend(lines)]))
    grid = Grid("Chi tiết", heads, tuple(rows), (5, 28, 15, 12, 13, 17, 20), note=note)
    return Annex(f"Chi tiết dự toán kinh phí năm {year}", (grid,))


def _line(line: dict[str, Any]) -> tuple[Entry, ...]:
    content = line["content_vi"] or line["wording"]
    if line["date"] is not None:
        content += f" (ngày {day_text(line['date'], 'vi')})"
    return (
        Entry(content),
        Entry(_factors(line), None, "centre"),
        number_entry(line["unit_price"]) if line["unit_price"] is not None else Entry("–", None, "centre"),
        number_entry(line["amount"]),
        Entry(_basis(line)),
        Entry(_remarks(line)),
    )


def _factors(line: dict[str, Any]) -> str:
    units = line["unit"].split(";") if line["unit"] else []
    numbers = [line[f"factor_{place}"] for place in range(1, len(units) + 1)]
    parts = [
        f"{'…' if number is None else count_text(number, 'vi')} {_unit(unit)}"
        for number, unit in zip(numbers, units, strict=True)
    ]
    return " × ".join(parts) or "–"


def _unit(unit: str) -> str:
    return UNITS.get(unit) or _core.spoken(unit, lang="vi")


def _remarks(line: dict[str, Any]) -> str:
    """Say what is not sure of a line, what it lacks, and what was taken for granted."""
    words = []
    if line["verdict"] not in ("within", "at_actual_cost"):
        words.append(say(line["verdict"].replace("_", " "), "vi"))
    if line["missing_vi"]:
        words.append(f"còn thiếu: {line['missing_vi']}")
    if line["is_assumed"]:
        words.append("có số lượng giả định")
    if line["is_limited"]:
        words.append("tính đến mức tối đa")
    if line["is_price_stated"]:
        words.append("đơn giá do đơn vị nêu")
    text = "; ".join(words)
    return f"{text[:1].upper()}{text[1:]}"
