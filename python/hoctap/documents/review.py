"""What the yearly review says: results of the library, and nothing that was typed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.language import count_text, day_text
from hoctap.result_view import measure_text, target_names

from .alike import annex_words
from .asked import Asked, is_outside, value_of
from .office import Office, unit_words
from .parts import (
    Annex,
    Blank,
    Block,
    Content,
    Entry,
    Grid,
    Paragraph,
    Section,
    numbered,
    to_fill,
)
from .review_duties import duties_of, tasks_of
from .review_finances import finances_by_fund, finances_of
from .review_gaps import next_steps_of, shortcomings_of

if TYPE_CHECKING:
    from hoctap import ResultRow

__all__ = ["default_office", "review_content"]

_ONE_LINE = 10  # letters of a count over another that fit beside each other


def default_office(asked: Asked) -> Office:
    """Say who issues the review: the unit's People's Committee, where the unit still is one; nobody where it ended."""
    unit = asked.unit
    if unit.valid_until is not None and unit.valid_until <= asked.day:
        return Office()
    return Office(
        body=("Ủy ban nhân dân", unit_words(unit)),
        abbreviation="UBND",
        place=unit.name,
        authority="TM. Ủy ban nhân dân",
    )


def _bases(asked: Asked) -> tuple[str, ...]:
    """Give what the plan names in its preamble; a day that its wording leaves out is added where it is known."""
    found = []
    for document in asked.dataset.programme.documents:
        if "preamble" not in document.clause:
            continue
        text, issued = document.text.vi.rstrip(".;"), document.issued_on
        if issued is not None and str(issued.year) not in text.partition("về")[0].replace(document.id, ""):
            text += f" (ngày {day_text(issued, 'vi')})"
        found.append(f"Căn cứ {text}")
    return tuple(found)


def review_content(asked: Asked) -> Content:
    """Gather what the review says."""
    plan, unit = asked.dataset.programme, unit_words(asked.unit)
    span = _span(asked)
    annexes = [*([_by_unit(asked)] if asked.is_territory else []), _by_quarter(asked), *finances_by_fund(asked)]
    blocks: list[Block] = [
        Paragraph(
            f"Thực hiện Kế hoạch “{plan.name.vi}” (thời gian thực hiện từ ngày {day_text(plan.first, 'vi')} đến ngày "
            f"{day_text(plan.last, 'vi')}), kết quả trên địa bàn {unit}{_ended(asked)} {span} như sau:"
        ),
        Section("I. Kết quả thực hiện các mục tiêu"),
        _targets(asked),
        *_reading_notes(asked),
        Paragraph(f"Số liệu chi tiết tại {_references(annexes)} kèm theo."),
        Section("II. Kết quả thực hiện nhiệm vụ, giải pháp và trách nhiệm được giao"),
        *tasks_of(asked),
        *duties_of(asked),
        Section("III. Kinh phí"),
        *finances_of(asked),
        Section("IV. Tồn tại, hạn chế và nguyên nhân"),
        *shortcomings_of(asked),
        Section("V. Nhiệm vụ tiếp theo"),
        *next_steps_of(asked),
        Section("VI. Kiến nghị, đề xuất"),
        to_fill("Cơ quan ban hành ghi kiến nghị, đề xuất; nếu không có, ghi “Không có kiến nghị”"),
        Paragraph(f"Trên đây là báo cáo kết quả thực hiện năm {asked.year} trên địa bàn {unit}."),
    ]
    return Content(
        kind="review",
        type="Báo cáo",
        subject=f"Tổng kết năm {asked.year} thực hiện Kế hoạch “{plan.name.vi}” trên địa bàn {unit}",
        bases=_bases(asked),
        blocks=tuple(blocks),
        annexes=tuple(annexes),
        is_simulated=asked.is_simulated,
        to_fill=(Blank("mục VI: kiến nghị, đề xuất", "section VI: proposals"),),
    )


def _ended(asked: Asked) -> str:
    """Say that the unit ended before the year did."""
    until = asked.unit.valid_until
    if until is None or until > asked.day:
        return ""
    return f" (đơn vị kết thúc từ ngày {day_text(until, 'vi')}; địa bàn theo Kế hoạch)"


def _references(annexes: list[Annex]) -> str:
    *others, last = annex_words(len(annexes))
    return " và ".join(filter(None, [", ".join(others), last]))


def _span(asked: Asked) -> str:
    plan = asked.dataset.programme
    first = max(asked.period.first, plan.first)
    if first == asked.period.first:
        return f"năm {asked.year}"
    return f"năm {asked.year} (từ ngày {day_text(first, 'vi')})"


def _targets(asked: Asked) -> Grid:
    names = target_names(asked.targets, "vi")
    rows = []
    for row in asked.own:
        counts = "–"
        if asked.may_tell_counts(row) and row.status != "no_data" and row.cell.denominator:
            counts = f"{count_text(row.cell.numerator, 'vi')}/\n{count_text(row.cell.denominator, 'vi')}"
            if len(counts) < _ONE_LINE:
                counts = counts.replace("\n", "")
        rows.append(
            (
                Entry(_measure(names, row)),
                Entry("–" if row.target is None else f"{row.target} %", None, "centre"),
                Entry(row.path_text(lang="vi"), None, "centre"),
                Entry(value_of(row), None, "centre"),
                Entry(counts, None, "centre"),
                Entry(row.status_text(lang="vi"), None, "centre"),
            )
        )
    return Grid(
        "Mục tiêu",
        (
            "TT",
            "Mục tiêu",
            "Kế hoạch",
            "Phải đạt đến cuối kỳ",
            "Kết quả [cận dưới – cận trên]",
            "Số đạt/ tổng số đã báo cáo",
            "Đánh giá",
        ),
        numbered(rows),
        (6.5, 25, 10.5, 11.5, 19.5, 13, 14),
    )


def _measure(names: dict[str, str], row: ResultRow) -> str:
    """Name what a row measures, and of which units together."""
    return f"{names.get(row.indicator, '')} ({measure_text(row.indicator, row.variant)}){Asked.together(row)}"


def _reading_notes(asked: Asked) -> list[Block]:
    """Say how the table is to be read."""
    notes: list[Block] = [
        Paragraph(
            "Kết quả tính trên phần đã báo cáo; cận dưới coi phần chưa báo cáo là không đạt, cận trên coi là đạt. "
            "Nơi chưa báo cáo được ghi “chưa có số liệu” và không tính là 0."
        )
    ]
    if any(row.indicator in asked.persons for row in asked.own):
        shares = "" if asked.is_territory else "Chỉ tiêu về người chỉ nêu tỷ lệ; "
        text = f"{shares}số đếm nhỏ về người không công bố để không lộ thông tin cá nhân."
        notes.append(Paragraph(f"{text[:1].upper()}{text[1:]}"))
    if any(map(is_outside, _shown(asked))):
        notes.append(
            Paragraph(
                "Kết quả nằm ngoài hai cận thì không nêu cận: kết quả tính trên phần đã báo cáo, hai cận tính trên tổng số và "
                "không vượt tổng số (phân bổ vượt dự toán có trong kết quả, không có trong cận)."
            )
        )
    return notes


def _shown(asked: Asked) -> list[ResultRow]:
    """Give every row that the text or an annex shows."""
    rows = [*asked.own, *asked.own_of(asked.monitored or ()), *asked.own_of(asked.by_quarter)]
    return [*rows, *asked.targets] if asked.is_territory else rows


def _by_unit(asked: Asked) -> Annex:
    """Lay out units against targets."""
    rows = [row for row in asked.targets if row.kind in ("unit", "joint")]
    names = target_names(asked.targets, "vi")
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    units: dict[str, dict[tuple[str, str], Any]] = {}
    for row in rows:
        units.setdefault(row.unit, {})[row.indicator, row.variant] = row
    lines = []
    for found in units.values():
        any_row = next(iter(found.values()))
        cells = [Entry(any_row.unit_name.replace(" + ", ", "))]
        cells += [_short(found.get(measure)) for measure in measures]
        lines.append(tuple(cells))
    heads = tuple(f"{measure_text(*measure)} {names.get(measure[0], '')} (%)" for measure in measures)
    grid = Grid("Theo đơn vị", ("TT", "Đơn vị", *heads), numbered(lines), (5, 13, *(15 for _ in measures)))
    title = f"Kết quả thực hiện mục tiêu năm {asked.year} theo đơn vị hành chính cấp xã"
    return Annex(title, (grid,))


def _by_quarter(asked: Asked) -> Annex:
    """Lay out targets against the quarters of the year."""
    quarters = list(dict.fromkeys(row.period for row in asked.by_quarter))
    names = target_names(asked.by_quarter, "vi")
    # What is shown together with other units stands on a line of its own, which names them.
    found: dict[tuple[str, str, str], dict[str, ResultRow]] = {}
    for row in asked.own_of(asked.by_quarter):
        found.setdefault((row.indicator, row.variant, asked.together(row)), {})[str(row.period)] = row
    lines = [
        (
            Entry(_measure(names, next(iter(rows.values())))),
            *(_short(rows.get(str(quarter))) for quarter in quarters),
        )
        for rows in found.values()
    ]
    heads = tuple(f"Quý {str(quarter)[-1]}/{asked.year} (%)" for quarter in quarters)
    grid = Grid("Theo quý", ("TT", "Mục tiêu", *heads), numbered(lines), (5, 30, *(16 for _ in quarters)))
    return Annex(f"Kết quả thực hiện mục tiêu theo quý năm {asked.year}", (grid,))


def _short(row: ResultRow | None) -> Entry:
    value = value_of(row, is_short=True)
    if row is None or row.status in ("no_data", "informative", "not_applicable"):
        return Entry(value, None, "centre")
    return Entry(f"{value}\n{row.status_text(lang='vi')}", None, "centre")
