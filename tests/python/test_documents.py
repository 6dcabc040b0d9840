"""Official documents: the layout is the profile's, the figures are the library's, and nothing is invented."""

from __future__ import annotations

import datetime
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import docx
import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

import hoctap as ht
from hoctap import documents
from hoctap.cli import commands
from hoctap.documents import letters
from hoctap.documents.asked import asked_of, is_outside, value_of
from hoctap.documents.estimate import UNITS, estimate_content, lines_of_commune
from hoctap.documents.parts import BLANK, NO_DATA, Grid, period_text
from hoctap.documents.parts import Paragraph as Text
from hoctap.documents.review_finances import QUANTITIES
from hoctap.documents.review_gaps import FLAGS, step_words
from hoctap.language import count_text, say
from hoctap.small_counts import counting_persons

LAYOUT = documents.profile()
OFFICE = documents.Office(
    number=7,
    day=datetime.date(2026, 1, 5),
    to=["Sở Giáo dục và Đào tạo", "Sở Tài chính"],
    position=["KT. Chủ tịch", "Phó Chủ tịch"],
    signer="Người Ký Thử",
    recipients=["Các trung tâm học tập cộng đồng"],
    drafted_by="VHXH",
    copies=2,
)
MM = 36_000  # English Metric Units in a millimetre


def mm(length: int | None) -> float:
    assert length is not None
    return round(length / MM, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("documents")


@pytest.fixture(scope="module")
def review(troubled: ht.Dataset, folder: Path) -> documents.Document:
    """Of one commune, with all that an office says."""
    return documents.write_review(troubled, folder / "commune.docx", unit="Tiên Lục", year=2025, office=OFFICE)


@pytest.fixture(scope="module")
def district(troubled: ht.Dataset, folder: Path) -> documents.Document:
    return documents.write_review(troubled, folder / "district.docx", unit="217", year=2024)


@pytest.fixture(scope="module")
def drawn(complete: ht.Dataset) -> ht.Estimate:
    return ht.rulebook().as_of().estimate(complete, year=2025)


@pytest.fixture(scope="module")
def estimate(drawn: ht.Estimate, folder: Path) -> documents.Document:
    return documents.write_estimate(drawn, folder / "estimate.docx")


def blocks(document: Any) -> Iterator[Paragraph | Table]:
    """Paragraphs and tables of the body in their order."""
    for element in document.element.body.iterchildren():
        if element.tag == qn("w:p"):
            yield Paragraph(element, document)
        elif element.tag == qn("w:tbl"):
            yield Table(element, document)


def words_of(document: Any) -> list[str]:
    """Every text of the body in order, those of cells too."""
    found = []
    for block in blocks(document):
        if isinstance(block, Paragraph):
            found.append(block.text)
        else:
            found += [cell.text for row in block.rows for cell in row.cells]
    return found


def table_headed(document: Any, head: str) -> list[list[str]]:
    """The rows of the table that has such a heading."""
    for table in document.tables:
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        if head in rows[0]:
            return rows
    raise AssertionError(f"no table is headed {head}")


# ---------------------------------------------------------------- the profile


def test_each_choice_of_the_profile_lies_in_the_range_that_the_law_leaves() -> None:
    choices = [*LAYOUT.margins.values(), LAYOUT.first_line, LAYOUT.space_between, LAYOUT.line_spacing]
    choices += [one.size for one in LAYOUT.components.values()]
    choices += [one.line for one in LAYOUT.components.values() if one.line]
    assert all(choice.is_permitted for choice in choices)
    assert all(choice.choices or choice.least is not None for choice in choices)
    assert not documents.Choice(12, 13, 14).is_permitted
    assert not documents.Choice(11, choices=(10, 12.7)).is_permitted


def test_the_profile_says_where_and_how_surely_it_was_read() -> None:
    assert (LAYOUT.instrument, LAYOUT.mark, LAYOUT.valid_from) == (
        "30/2020/NĐ-CP",
        "SECONDARY",
        datetime.date(2020, 3, 5),
    )
    assert LAYOUT.source
    assert all(one.point for one in LAYOUT.components.values())
    assert all(gap.what_vi and gap.instead_en for gap in LAYOUT.gaps)
    assert LAYOUT.gaps


# ---------------------------------------------------------------- the layout of DOCX


def test_pages_have_the_size_and_margins_of_the_profile(review: documents.Document) -> None:
    sections = docx.Document(str(review.path)).sections
    for section in sections:
        is_landscape = section.orientation == WD_ORIENT.LANDSCAPE
        sides = (mm(section.page_width), mm(section.page_height))
        assert sides == ((LAYOUT.height, LAYOUT.width) if is_landscape else (LAYOUT.width, LAYOUT.height))
        for side, margin in LAYOUT.margins.items():
            assert mm(getattr(section, f"{side}_margin")) == margin.chosen
    assert sections[0].orientation == WD_ORIENT.PORTRAIT
    assert sections[-1].orientation == WD_ORIENT.LANDSCAPE


def test_page_numbers_stand_in_the_top_margin_from_the_second_page_and_begin_anew_in_an_annex(
    district: documents.Document,
) -> None:
    sections = docx.Document(str(district.path)).sections
    assert len(sections) == 4
    for section in sections:
        assert section.different_first_page_header_footer
        assert "PAGE" in section.header._element.xml
        assert section.header.paragraphs[0].alignment == 1
        assert section.header.paragraphs[0].runs[0].font.size.pt == LAYOUT.components["page_number"].size.chosen
        assert "PAGE" not in section.first_page_header._element.xml
        assert "PAGE" not in section.footer._element.xml
        (start,) = section._sectPr.findall(qn("w:pgNumType"))
        assert start.get(qn("w:start")) == "1"


def test_letters_are_those_of_the_profile_in_every_script(review: documents.Document) -> None:
    document = docx.Document(str(review.path))
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "eastAsia", "cs")} == {LAYOUT.font}
    runs = [run for block in blocks(document) if isinstance(block, Paragraph) for run in block.runs]
    assert runs
    assert {run.font.name for run in runs} == {None}
    least = min(one.size.chosen for one in LAYOUT.components.values())
    assert all(run.font.size.pt >= least for run in runs)


def look_of(document: Any, text: str) -> tuple[float, bool, bool]:
    """Size, bold and italic of the paragraph that reads so."""
    found = list(blocks(document))
    paragraphs = [one for one in found if isinstance(one, Paragraph)]
    for table in found:
        if isinstance(table, Table):
            paragraphs += [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    run = next(one.runs[0] for one in paragraphs if one.text.startswith(text) and one.runs)
    return run.font.size.pt, bool(run.font.bold), bool(run.font.italic)


@pytest.mark.parametrize(
    ("text", "component"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "nation"),
        ("Độc lập - Tự do - Hạnh phúc", "motto"),
        ("ỦY BAN NHÂN DÂN", "body_name"),
        ("Số: 07/BC-UBND", "number"),
        ("Tiên Lục, ngày 05 tháng 01 năm 2026", "place_and_date"),
        ("BÁO CÁO", "type"),
        ("Tổng kết năm 2025", "subject"),
        ("Kính gửi:", "addressees"),
        ("Căn cứ ", "basis"),
        ("I. KẾT QUẢ", "section"),
        ("1. Nhiệm vụ", "clause"),
        ("Thực hiện Kế hoạch", "text"),
        ("TM. ỦY BAN NHÂN DÂN", "authority"),
        ("KT. CHỦ TỊCH", "authority"),
        ("Người Ký Thử", "signer"),
        ("Nơi nhận:", "recipients_word"),
        ("- Lưu: VT, VHXH, 02 bản.", "recipients"),
        ("Phụ lục", "annex_word"),
        ("KẾT QUẢ THỰC HIỆN MỤC TIÊU THEO QUÝ", "annex_title"),
        (
            "(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân xã Tiên Lục)",
            "annex_reference",
        ),
    ],
)
def test_each_part_stands_in_its_size_and_style(review: documents.Document, text: str, component: str) -> None:
    look = LAYOUT.components[component]
    assert look_of(docx.Document(str(review.path)), text) == (look.size.chosen, look.bold, look.italic)


def test_parts_stand_in_their_order(review: documents.Document) -> None:
    words = "\n".join(words_of(docx.Document(str(review.path))))
    parts = ["CỘNG HÒA", "Số: 07", "BÁO CÁO", "Kính gửi:", "- Sở Giáo dục và Đào tạo;", "- Sở Tài chính.", "Căn cứ"]
    parts += [f"\n{number}. " for number in ("I", "II", "III", "IV", "V", "VI")]
    parts += ["./.", "Nơi nhận:", "- Như trên;", "TM. ỦY BAN", "Phụ lục"]
    places = []
    for part in parts:
        places.append(words.index(part, places[-1] if places else 0))
    assert places == sorted(places)
    assert words.count("./.") == 1


def test_bases_end_as_the_law_says(review: documents.Document) -> None:
    bases = [text for text in words_of(docx.Document(str(review.path))) if text.startswith("Căn cứ")]
    assert [text[-1] for text in bases] == [";"] * (len(bases) - 1) + ["."]


def test_lines_below_words_are_as_long_as_the_law_says(review: documents.Document) -> None:
    document = docx.Document(str(review.path))
    head = document.tables[0]
    for column, text, component in ((0, "XÃ TIÊN LỤC", "body_name"), (1, "Độc lập - Tự do - Hạnh phúc", "motto")):
        look = LAYOUT.components[component]
        line = next(p for p in head.rows[0].cells[column].paragraphs if p._p.findall(f".//{qn('w:pBdr')}"))
        form = line.paragraph_format
        drawn = mm(head.columns[column].width) - mm(form.left_indent) - mm(form.right_indent)
        longest = max(
            letters.length_of(one, look.size.chosen, is_bold=True)
            for one in ("ỦY BAN NHÂN DÂN", text)
            if column == 0 or one == text
        )
        assert look.line is not None
        assert look.line.least is not None and look.line.most is not None
        assert look.line.least - 0.02 <= drawn / (longest / 72 * 25.4) <= look.line.most + 0.02


def test_the_signature_is_one_row_that_is_not_split_and_text_stays_with_it(review: documents.Document) -> None:
    document = docx.Document(str(review.path))
    found = list(blocks(document))
    at = next(n for n, one in enumerate(found) if isinstance(one, Table) and "Nơi nhận:" in one.rows[0].cells[0].text)
    signing = found[at]
    assert len(signing.rows) == 1
    assert signing.rows[0]._tr.findall(f".//{qn('w:cantSplit')}")
    assert (found[at - 2].text[-3:], found[at - 1].text) == ("./.", "")
    assert all(paragraph.paragraph_format.keep_with_next for paragraph in found[at - 2 : at])


def test_headings_of_tables_stand_on_every_page_and_rows_are_not_split(district: documents.Document) -> None:
    tables = [table for table in docx.Document(str(district.path)).tables if table.style.name == "Table Grid"]
    assert tables
    for table in tables:
        assert table.rows[0]._tr.findall(f".//{qn('w:tblHeader')}")
        assert all(row._tr.findall(f".//{qn('w:cantSplit')}") for row in table.rows)


# ---------------------------------------------------------------- the figures


def test_targets_are_those_of_the_library(review: documents.Document, troubled: ht.Dataset) -> None:
    result = troubled.indicators(view="2025-12-31", periods="2025")
    own = [row for row in result if row.kind == "unit" and row.unit == "07381"]
    assert own
    rows = table_headed(docx.Document(str(review.path)), "Kết quả [cận dưới – cận trên]")[1:]
    told = [[row[2], row[3], row[4], row[6]] for row in rows]
    assert told == [
        [
            f"{row.target} %",
            row.path_text(lang="vi"),
            NO_DATA if row.status == "no_data" else row.value_text(lang="vi"),
            row.status_text(lang="vi"),
        ]
        for row in own
    ]
    persons = counting_persons()
    for row, told_row in zip(own, rows, strict=True):
        counts = f"{count_text(row.cell.numerator, 'vi')}/{count_text(row.cell.denominator, 'vi')}"
        assert told_row[5] == ("–" if row.indicator in persons or not row.cell.denominator else counts)


def test_the_annex_shows_every_unit_with_every_target(district: documents.Document, troubled: ht.Dataset) -> None:
    result = [row for row in troubled.indicators(view="2024-12-31", periods="2024") if row.kind in ("unit", "joint")]
    rows = table_headed(docx.Document(str(district.path)), "Đơn vị")[1:]
    units = dict.fromkeys(row.unit for row in result)
    assert len(rows) == len(units)
    measures = list(dict.fromkeys(row.indicator for row in result))
    assert len(rows[0]) == 2 + len(measures)
    for told, unit in zip(rows, units, strict=True):
        found = {row.indicator: row for row in result if row.unit == unit}
        assert told[1] == next(iter(found.values())).unit_name.replace(" + ", ", ")
        values = [value_of(found.get(measure), is_short=True) for measure in measures]
        assert [cell.splitlines()[0] for cell in told[2:]] == values
        for measure, row in found.items():
            if row.status not in ("no_data", "not_applicable"):
                text = row.value_text(lang="vi", short=True)
                told_text = text.partition(" [")[0] if is_outside(row) else text
                assert values[measures.index(measure)] == told_text
    assert any(is_outside(row) for row in result)
    words = words_of(docx.Document(str(district.path)))
    assert any("thì không nêu cận" in text for text in words)


def test_money_is_that_of_the_library_and_what_nobody_reported_is_not_zero(
    district: documents.Document, troubled: ht.Dataset
) -> None:
    money = ht.rulebook().as_of().money(troubled, years=2024, views="2024-12-31", by_fund=True)
    rows = [row for row in money.to_dicts() if row["kind"] == "territory"]
    reviewed = ht.rulebook().as_of().settlements(troubled, year=2024).to_dicts()
    settled = {row["fund"] for row in reviewed if row["settled"] is not None}
    assert settled and settled < {row["fund"] for row in rows if row["fund"]}, "both kinds of funds are needed"
    told = table_headed(docx.Document(str(district.path)), "Nguồn")[1:]
    assert len(told) == len(rows)
    for cells, row in zip(told, rows, strict=True):
        for cell, quantity in zip(cells[2:], QUANTITIES, strict=True):
            ends = dict.fromkeys([row[quantity], row[f"{quantity}_at_most"]])
            is_unknown = quantity == "settled" and (
                not settled if row["is_of_all_funds"] else row["fund"] not in settled
            )
            assert cell == (NO_DATA if is_unknown else " – ".join(count_text(end, "vi") for end in ends))


def test_what_nobody_reported_says_so_and_is_no_zero(small: ht.Dataset, tmp_path: Path) -> None:
    """Two communes of which nothing but people is known."""
    made = documents.write_review(small, tmp_path / "small.docx", unit=small.programme.territory, year=2024)
    document = docx.Document(str(made.path))
    money = table_headed(document, "Nội dung (mọi nguồn)")[1:]
    assert [row[2] for row in money] == [NO_DATA] * len(QUANTITIES)
    assert [row[2:] for row in table_headed(document, "Nguồn")[1:]] == [[NO_DATA] * len(QUANTITIES)]
    rows = small.indicators(view="2024-12-31", periods="2024")
    missing = {row.indicator for row in rows if row.kind == "territory" and row.status == "no_data"}
    assert missing == {"T1", "T2", "T3"}
    for row in table_headed(document, "Kết quả [cận dưới – cận trên]")[1:]:
        (indicator,) = re.findall(r"\((T\w+)\)", row[1])
        assert (row[4] == NO_DATA) is (indicator in missing)
    for row in table_headed(document, "Đơn vị")[1:]:
        assert row[2:5] == [NO_DATA] * 3


def test_counts_of_persons_of_a_commune_and_withheld_figures_do_not_stand_in_a_document(
    troubled: ht.Dataset, tmp_path: Path
) -> None:
    result = troubled.indicators(view="2024-12-31", periods="2024", indicators="R2b", small_below=None)
    true = {row.unit: row for row in result if row.kind == "unit"}
    shown = troubled.indicators(view="2024-12-31", periods="2024", indicators="R2b")
    withheld = [row.unit for row in shown if row.kind == "unit" and row.is_withheld]
    assert withheld, "the sample holds no small count of the poor or disabled"
    made = documents.write_review(troubled, tmp_path / "small.docx", unit=withheld[0], year=2024)
    document = docx.Document(str(made.path))
    assert true[withheld[0]].value_text(lang="vi") not in "\n".join(words_of(document))
    (told,) = [row for row in table_headed(document, "Nội dung theo dõi") if "(R2b)" in row[2]]
    assert told[3] == shown.row(withheld[0], "R2b", "2024").value_text(lang="vi")


@pytest.mark.parametrize("unit", ["07381", "07399"])
def test_neither_what_is_missing_nor_the_next_steps_nor_an_annex_tell_counts_of_persons_of_a_commune(
    complete: ht.Dataset, tmp_path: Path, unit: str
) -> None:
    """What would close the gap of a target about persons names places with their counts: none of it is written."""
    made = documents.write_review(complete, tmp_path / "commune.docx", unit=unit, year=2025)
    document = docx.Document(str(made.path))
    asked = asked_of(complete, unit, 2025, ht.rulebook().as_of())
    persons = {row.indicator: row for row in asked.own if row.indicator in asked.persons}
    assert persons
    text = "\n".join(words_of(document))
    end = text[text.index("\nIV. ") : text.index("\nVI. ")]
    gaps = 0
    for indicator, row in persons.items():
        closing = complete.closing(unit, indicator, "2025", view=asked.view, book=asked.book)
        counts = {row.cell.numerator, row.cell.denominator, row.cell.unreported, closing.at_least, closing.at_most}
        counts |= {step["gain"] for step in closing.steps.to_dicts()}
        about = [line for line in end.split("\n") if f"({indicator})" in line]
        numbers = {
            word
            for line in about
            for word in re.findall(r"\d[\d.]*\d|\d", re.sub(r"\d+(,\d+)? ?%|\[.*?\]|\(T\w+\)", "", line))
        }
        assert not numbers & {count_text(count, "vi") for count in counts if count}
        gaps += any("số người còn thiếu không nêu" in line for line in about)
    assert gaps
    annex = [
        row for row in table_headed(document, "Quý 4/2025 (%)")[1:] if any(f"({one})" in row[1] for one in persons)
    ]
    assert len(annex) == len(persons)
    share = re.compile(rf"(–|\d+,\d)( \[\d+,\d–\d+,\d\])?|{NO_DATA}|{say('withheld', 'vi')}.*")
    assert all(share.fullmatch(cell.splitlines()[0]) for row in annex for cell in row[2:])


@pytest.mark.parametrize(("unit", "persons", "is_told"), [("07381", 70, False), ("217", 70, True), ("217", 3, False)])
def test_numbers_of_persons_are_told_of_the_whole_territory_only_and_not_where_they_are_small(
    troubled: ht.Dataset, unit: str, persons: int, is_told: bool
) -> None:
    """The sample counts no worker that an enterprise retrained (R5b), so that the row is a stand-in."""
    asked = asked_of(troubled, unit, 2025, ht.rulebook().as_of())
    row = SimpleNamespace(
        indicator="R5b",
        is_count=True,
        is_withheld=False,
        status="informative",
        value=persons,
        lower=None,
        upper=None,
        cell=SimpleNamespace(numerator=persons, denominator=0, unreported=0),
        value_text=lambda **_: str(persons),
    )
    assert asked.told(row) == (str(persons) if is_told else say("withheld", "vi"))


def test_missing_reports_are_listed(district: documents.Document, troubled: ht.Dataset) -> None:
    missing = [one for one in troubled.missing if one.period.last.year == 2024]
    assert missing
    rows = table_headed(docx.Document(str(district.path)), "Biểu")[1:]
    assert sum(int(row[2]) for row in rows) == len(missing)
    for one in missing:
        (row,) = [row for row in rows if f"({one.form})" in row[1]]
        assert one.unit_name in row[3]
        assert period_text(str(one.period)) in row[3]


def test_duties_are_counted_as_the_library_counts_them(district: documents.Document, troubled: ht.Dataset) -> None:
    rows = [row for row in troubled.duties().to_dicts() if ht.Period(row["period"]).last.year == 2024]
    told = table_headed(docx.Document(str(district.path)), "Trách nhiệm")[1:]
    assert len(told) == len({row["duty"] for row in rows})
    numbers = sum(int(number.replace(".", "")) for row in told for number in re.findall(r": ([\d.]+)", row[4]))
    assert numbers == len(rows)


def test_every_flag_of_a_figure_has_words() -> None:
    told = re.findall(r'"([a-z_]+)"', ht.ResultRow.flags.__doc__ or "")
    assert set(told) - {"simulated"} == set(FLAGS)


def test_figures_of_a_unit_are_its_own_where_it_has_any_and_a_joint_one_names_its_units(
    complete: ht.Dataset, tmp_path: Path
) -> None:
    """Kép 2023 stands in some rows alone and in others with Quang Thịnh and Hương Sơn, or in both."""
    result = complete.indicators(view="2023-12-31", periods="2023")
    alone = result.row("07399", "T4a", "2023")
    joint = next(row for row in result if row.kind == "joint" and row.indicator == "T4a" and "07399" in row.unit)
    assert alone.value_text(lang="vi", short=True) != joint.value_text(lang="vi", short=True)
    made = documents.write_review(complete, tmp_path / "kep.docx", unit="Kép", year=2023)
    document = docx.Document(str(made.path))
    (told,) = [row for row in table_headed(document, "Kết quả [cận dưới – cận trên]") if "(T4a)" in row[1]]
    assert told[4] == alone.value_text(lang="vi")
    (by_quarter,) = [row for row in table_headed(document, "Quý 4/2023 (%)") if "(T4a)" in row[1]]
    quarter = complete.indicators(view="2023-12-31", periods="2023Q4").row("07399", "T4a", "2023Q4")
    assert by_quarter[-1].splitlines()[0] == quarter.value_text(lang="vi", short=True)
    monitored = complete.indicators(view="2023-12-31", periods="2023", indicators="R2b")
    both = {row.kind: row for row in monitored if "07399" in row.unit.split("+")}
    (learners,) = [row for row in table_headed(document, "Nội dung theo dõi") if "(R2b)" in row[2]]
    shown = both.get("unit") or both["joint"]
    assert learners[3] == shown.value_text(lang="vi")
    assert ("tính chung cho" in learners[2]) is ("unit" not in both)
    dashes = [text for text in words_of(document) if text.startswith("- ") and "(T4a)" in text]
    assert len(dashes) == 2, "one in section IV and one in V"


def test_a_figure_that_only_a_group_has_is_asked_for_with_the_group(complete: ht.Dataset) -> None:
    asked = asked_of(complete, "07399", 2023, ht.rulebook().as_of())
    joint = [row for row in asked.targets if row.kind == "joint" and "07399" in row.unit]
    assert joint
    assert asked.own_of(joint) == joint
    for row in joint:
        assert asked.code_of(row) == row.unit
        assert asked.together(row) == f", tính chung cho {row.unit_name.replace(' + ', ', ')}"
    assert {asked.code_of(row) for row in asked.own if row.kind == "unit"} == {"07399"}


def test_reports_that_a_merged_commune_owed_are_missing_of_its_successor(complete_folder: Path, tmp_path: Path) -> None:
    """An Hà (07396) became a part of Tiên Lục (07381); until then 07381 was Nghĩa Hưng."""
    folder = tmp_path / "forms"
    shutil.copytree(complete_folder, folder)
    forms = list((folder / "2025Q1").glob("07396-*/HT-01*"))
    assert forms
    for form in forms:
        form.unlink()
    dataset = ht.read(folder)
    assert [(one.form, one.unit) for one in dataset.missing] == [("HT-01", "07396")]
    document = docx.Document(
        str(documents.write_review(dataset, tmp_path / "successor.docx", unit="07381", year=2025).path)
    )
    rows = table_headed(document, "Biểu")[1:]
    assert [row[3] for row in rows] == ["quý 1/2025: An Hà"]
    assert "- Nộp bổ sung 1 báo cáo còn thiếu nêu tại mục IV." in words_of(document)
    other = documents.write_review(dataset, tmp_path / "other.docx", unit="07399", year=2025)
    assert "Không có báo cáo nào của năm 2025 quá hạn mà chưa nộp." in words_of(docx.Document(str(other.path)))


def test_a_code_that_was_used_again_is_not_taken_for_its_later_unit(complete: ht.Dataset) -> None:
    asked = asked_of(complete, "07381", 2025, ht.rulebook().as_of())
    for code in ("07381", "07393", "07396"):
        assert asked.is_of_unit(code, "2025Q1")
    assert asked.is_of_unit("07381", "2025Q3")
    assert not asked.is_of_unit("07399", "2025Q1")
    before = {version.code for version in complete.gazetteer.alive("commune", day="2025-03-31")}
    after = {version.code for version in complete.gazetteer.alive("commune", day="2025-12-31")}
    taken = [
        (code, asked_of(complete, code, 2025, ht.rulebook().as_of()).is_of_unit(code, "2025Q1"))
        for code in ("07375", "07399", "07420", "07432")
        if code in before & after
    ]
    assert taken
    followed = {
        code: {one.unit.code for one in ht.follow(code, on="2025-03-31", to="2025-12-31").parts if one.unit}
        for code, _ in taken
    }
    assert taken == [(code, code in followed[code]) for code, _ in taken]


def test_a_figure_outside_its_bounds_is_told_without_them(complete: ht.Dataset, tmp_path: Path) -> None:
    """Bounds of allocated money stop at the estimate; some communes were allocated more."""
    made = documents.write_review(complete, tmp_path / "outside.docx", unit="217", year=2023)
    document = docx.Document(str(made.path))
    row = complete.indicators(view="2023-12-31", periods="2023", indicators="R6a", book=ht.rulebook().as_of()).row(
        "", "R6a", "2023"
    )
    assert row.value is not None and row.upper is not None and row.value > row.upper
    (told,) = [cells for cells in table_headed(document, "Nội dung theo dõi") if "(R6a)" in cells[2]]
    assert told[3] == "84,4 %"
    assert row.value_text(lang="vi") == "84,4 % [81,9 – 81,9]"
    assert any("thì không nêu cận" in text for text in words_of(document))


# ---------------------------------------------------------------- nothing is invented


def test_what_nobody_says_is_a_blank_and_listed(district: documents.Document) -> None:
    words = "\n".join(words_of(docx.Document(str(district.path))))
    assert "HUYỆN LẠNG GIANG" in words
    assert f"Kính gửi: {BLANK}" in words
    assert re.search(r"Số: +/BC-UBND", words)
    assert "ngày …… tháng …… năm ……" in words
    assert "họ và tên người ký" in [one.vi for one in district.to_fill]
    assert "mục VI: kiến nghị, đề xuất" in [one.vi for one in district.to_fill]
    assert any("kiến nghị" in text and text.startswith("[") for text in words.split("\n"))


def test_of_a_district_that_ended_nobody_is_named_as_the_issuing_body(troubled: ht.Dataset, tmp_path: Path) -> None:
    made = documents.write_review(troubled, tmp_path / "ended.docx", unit="217", year=2025)
    assert "tên cơ quan ban hành" in [one.vi for one in made.to_fill]
    assert "HUYỆN LẠNG GIANG" not in "\n".join(words_of(docx.Document(str(made.path))))


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (datetime.date(2026, 2, 9), "Vôi, ngày 09 tháng 02 năm 2026"),
        (datetime.date(2026, 3, 10), "Vôi, ngày 10 tháng 3 năm 2026"),
        (datetime.date(2026, 12, 31), "Vôi, ngày 31 tháng 12 năm 2026"),
    ],
)
def test_days_and_the_first_two_months_are_led_by_a_zero(day: datetime.date, words: str) -> None:
    assert documents.Office(place="Vôi", day=day).place_and_day == words


def test_an_office_is_read_from_a_file_and_wrong_keys_are_named(tmp_path: Path) -> None:
    file = tmp_path / "office.toml"
    file.write_text('signer = "Người Ký"\nto = ["A", "B"]\nday = 2026-01-05\nnumber = 3\n', encoding="utf-8")
    assert documents.Office.load(file) == documents.Office(
        signer="Người Ký", to=["A", "B"], day=datetime.date(2026, 1, 5), number=3
    )
    for text, reason in (
        ('singer = "x"', "signer"),
        ('number = "3"', "another kind"),
        ("day = 3", "another kind"),
        ("to = [1]", "another kind"),
        ("= 3", "no TOML"),
    ):
        file.write_text(text, encoding="utf-8")
        with pytest.raises(ht.FormatError, match=reason):
            documents.Office.load(file)
    file.write_text('day = "2026-01-05"', encoding="utf-8")
    with pytest.raises(ht.FormatError, match="without quotes") as quoted:
        documents.Office.load(file)
    assert "không có dấu ngoặc kép" in quoted.value.text("vi")
    with pytest.raises(ht.FileError, match="no such file") as missing:
        documents.Office.load(tmp_path / "none.toml")
    assert "không có tệp này" in missing.value.text("vi")
    with pytest.raises(ht.InvalidValue, match="1 or more"):
        documents.Office(number=0)


# ---------------------------------------------------------------- the estimate


def test_the_estimate_holds_every_line_with_its_amount_norm_and_mark(
    estimate: documents.Document, drawn: ht.Estimate
) -> None:
    rows = table_headed(docx.Document(str(estimate.path)), "Thành tiền (đồng)")[1:]
    told = [row for row in rows if row[0]]
    lines = drawn.to_dicts()
    assert len(told) == len(lines)
    for row, line in zip(told, lines, strict=True):
        assert row[4] == (NO_DATA if line["amount"] is None else count_text(line["amount"], "vi"))
        sign = {"SECONDARY": " (*)", "MEMORY": " (**)"}.get(line["mark"] if line["norm"] else "", "")
        assert row[5] == (line["norm_vi"] or "không có định mức") + sign
    assert any(line["mark"] == "SECONDARY" for line in lines)
    total = drawn.totals.to_dicts()[-1]["amount"]
    assert rows[-1][4] == count_text(total, "vi")
    words = "\n".join(words_of(docx.Document(str(estimate.path))))
    assert f"(bằng chữ: {documents.money_in_words(total)})" in words


def test_the_estimate_of_a_commune_holds_its_lines_and_its_association(drawn: ht.Estimate, tmp_path: Path) -> None:
    line = drawn.to_dicts()[0]
    made = documents.write_estimate(drawn, tmp_path / "one.docx", unit=line["commune_code"])
    lines = [one for one in drawn.to_dicts() if one["commune_code"] == line["commune_code"]]
    document = docx.Document(str(made.path))
    assert len([row for row in table_headed(document, "Thành tiền (đồng)")[1:] if row[0]]) == len(lines)
    words = "\n".join(words_of(document))
    assert "HỘI KHUYẾN HỌC" in words
    assert re.search(r"Số: +/TTr-", words)
    with pytest.raises(ht.NotFound, match="no lines of"):
        documents.write_estimate(drawn, tmp_path / "none.docx", unit="99999")


def test_sums_of_every_commune_are_those_of_the_lines_that_its_estimate_shows(drawn: ht.Estimate) -> None:
    """Tân Dĩnh (07432) stands in two rows of the totals."""
    codes = [row["code"] for row in drawn.totals.to_dicts() if row["kind"] == "commune"]
    assert len(codes) > len(set(codes))
    for code in set(codes):
        lines = lines_of_commune(drawn, code)
        content = estimate_content(drawn, lines, code)
        summary = next(block for block in content.blocks if isinstance(block, Grid))
        numbers = [[entry.number for entry in row[2:]] for row in summary.rows]
        known = [line["amount"] for line in lines if line["amount"] is not None]
        unsure = sum(line["amount"] or 0 for line in lines if "unverified" in line["flags"].split(";"))
        assert numbers[-1] == [len(lines), len(lines) - len(known), sum(known), unsure]
        assert numbers[-1] == [sum(row[column] or 0 for row in numbers[:-1]) for column in range(4)]
        totals = [row for row in drawn.totals.to_dicts() if row["kind"] == "commune" and row["code"] == code]
        assert numbers[-1][2:] == [sum(row[name] for row in totals) for name in ("amount", "unverified")]


def test_a_centre_of_which_no_amount_is_known_has_none_and_not_zero(drawn: ht.Estimate, tmp_path: Path) -> None:
    centre = "HTCD-07432-2025"
    lines = [line for line in drawn.to_dicts() if line["centre_id"] == centre]
    assert lines and all(line["amount"] is None for line in lines)
    made = documents.write_estimate(drawn, tmp_path / "one.docx", unit="07432")
    document = docx.Document(str(made.path))
    (summed,) = [row for row in table_headed(document, "Số dòng") if f"({centre})" in row[1]]
    assert summed[4:] == [NO_DATA, NO_DATA]
    (head,) = [row for row in table_headed(document, "Thành tiền (đồng)") if row[1].startswith(f"Trung tâm {centre}")]
    assert head[4] == NO_DATA
    alone = estimate_content(drawn, lines, "07432")
    told = [block.text for block in alone.blocks if isinstance(block, Text)]
    assert f"Tổng số tiền đề nghị: {NO_DATA}." in told
    (details,) = alone.annexes[0].blocks
    assert isinstance(details, Grid)
    assert details.rows[-1][4].text == NO_DATA
    assert "Bằng chữ" not in details.note


def test_legal_bases_bear_the_sign_of_their_mark_and_their_titles_are_to_be_filled_in(
    estimate: documents.Document, drawn: ht.Estimate
) -> None:
    words = words_of(docx.Document(str(estimate.path)))
    used = {line["norm"].partition(":")[0] for line in drawn.to_dicts() if line["norm"]}
    bases = {one.number: one for one in drawn.book.rulebook.instruments if one.number in used}
    assert {one.mark for one in bases.values()} & {"SECONDARY", "MEMORY"}
    for number, one in bases.items():
        (told,) = [text for text in words if text.startswith("Căn cứ") and f"số {number} ngày" in text]
        sign = {"SECONDARY": "(*)", "MEMORY": "(**)"}.get(one.mark)
        assert told.rstrip(".;").endswith(sign or one.title.vi[-5:])
        if sign:
            assert any(text.startswith(f"- Căn cứ ở phần đầu ghi {sign}: ") for text in words)
        assert any(number in blank.vi and "trích yếu" in blank.vi for blank in estimate.to_fill)


def test_a_commune_of_an_estimate_is_found_however_its_name_is_typed(drawn: ht.Estimate, tmp_path: Path) -> None:
    made = documents.write_estimate(drawn, tmp_path / "typed.DOCX", unit="tien luc")
    assert made.unit == "xã Tiên Lục (07393)"
    assert lines_of_commune(drawn, "tien luc") == lines_of_commune(drawn, "07393")


def test_units_of_lines_have_the_words_of_the_rulebook() -> None:
    law = Path(__file__).resolve().parents[2] / "data" / "law"
    files = [tomllib.loads(file.read_text(encoding="utf-8")) for file in law.glob("*.toml")]
    assert {unit["id"]: unit["vi"] for file in files for unit in file.get("unit", [])} == UNITS


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi bốn"),
        (55, "năm mươi lăm"),
        (101, "một trăm linh một"),
        (105, "một trăm linh năm"),
        (115, "một trăm mười lăm"),
        (1_000, "một nghìn"),
        (1_005, "một nghìn không trăm linh năm"),
        (538_000_000, "năm trăm ba mươi tám triệu"),
        (1_005_021_000, "một tỷ không trăm linh năm triệu không trăm hai mươi mốt nghìn"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (
            12_345_678_901_000,
            "mười hai nghìn ba trăm bốn mươi lăm tỷ sáu trăm bảy mươi tám triệu chín trăm linh một nghìn",
        ),
        (2_000_000_000_000_000_000, "hai tỷ tỷ"),
    ],
)
def test_whole_numbers_in_words(number: int, words: str) -> None:
    assert documents.in_words(number) == words


def test_words_of_numbers_are_told_apart_and_of_money_end_with_the_currency() -> None:
    words = [documents.in_words(number) for number in range(20_000)]
    assert len(set(words)) == len(words)
    assert all("  " not in text and text == text.strip() for text in words)
    assert documents.money_in_words(15) == "Mười lăm đồng"
    with pytest.raises(ht.InvalidValue):
        documents.in_words(-1)


# ---------------------------------------------------------------- workbooks


@pytest.fixture(scope="module")
def book(drawn: ht.Estimate, folder: Path) -> Any:
    made = documents.write_estimate(drawn, folder / "estimate.xlsx", office=OFFICE)
    return openpyxl.load_workbook(made.path)


def test_sheets_are_ready_to_print_by_the_profile(book: Any) -> None:
    assert book.sheetnames == ["Tờ trình", "Mức tối thiểu", "Phụ lục"]
    assert book["Phụ lục"].page_setup.orientation == "landscape"
    for sheet in book:
        assert int(sheet.page_setup.paperSize) == 9  # A4
        for side, margin in LAYOUT.margins.items():
            assert getattr(sheet.page_margins, side) == pytest.approx(margin.chosen / 25.4)
        assert sheet.HeaderFooter.differentFirst
        assert "&P" in sheet.oddHeader.center.text
        assert not sheet.firstHeader.center.text
        assert sheet.print_area
        assert sheet.page_setup.useFirstPageNumber
        fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
        assert fonts == {LAYOUT.font}


def test_amounts_are_numbers_and_add_up_to_the_library_s_sum(book: Any, drawn: ht.Estimate) -> None:
    sheet = book["Phụ lục"]
    column = next(cell.column for row in sheet.iter_rows() for cell in row if cell.value == "Thành tiền (đồng)")
    rows = [(sheet.cell(row, 1).value, sheet.cell(row, column)) for row in range(1, sheet.max_row + 1)]
    lines = [cell.value for number, cell in rows if isinstance(number, int | float)]
    assert lines == [NO_DATA if line["amount"] is None else line["amount"] for line in drawn.to_dicts()]
    assert sum(value for value in lines if not isinstance(value, str)) == drawn.totals.to_dicts()[-1]["amount"]
    assert all("#,##0" in cell.number_format for number, cell in rows if isinstance(cell.value, int) and number)


def test_the_signature_of_a_workbook_stands_in_one_row_that_no_page_break_parts(book: Any) -> None:
    sheet = book["Tờ trình"]
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    receivers = next(cell for cell in cells if str(cell.value).startswith("Nơi nhận:\n- Như trên;"))
    signing = next(cell for cell in cells if "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH" in str(cell.value))
    assert receivers.row == signing.row == sheet.max_row
    assert signing.value.endswith(OFFICE.signer)
    assert sheet.row_dimensions[signing.row].height > 8 * LAYOUT.components["authority"].size.chosen


def test_further_tables_repeat_their_headings(troubled: ht.Dataset, folder: Path) -> None:
    made = documents.write_review(troubled, folder / "district.xlsx", unit="217", year=2024)
    book = openpyxl.load_workbook(made.path)
    assert {"Báo cáo", "Phụ lục I", "Phụ lục II"} <= set(book.sheetnames)
    assert all(sheet.print_title_rows for sheet in book if sheet.title != "Báo cáo")
    further = [sheet for sheet in book if sheet.title != "Báo cáo" and not sheet.title.startswith("Phụ lục")]
    assert further
    text = [str(cell.value) for row in book["Báo cáo"].iter_rows() for cell in row if cell.value is not None]
    for sheet in further:
        assert any(sheet.title in line for line in text)


def test_texts_that_look_like_formulas_stay_texts(small: ht.Dataset, golden: Path, tmp_path: Path) -> None:
    tables = {name: pl.DataFrame(table) for name, table in small.tables.items() if len(table)}
    tables = {name: table.drop("source_file", "source_row", strict=False) for name, table in tables.items()}
    tables["units"] = tables["units"].with_columns(name="=HYPERLINK(" + pl.col("name") + ")")
    hostile = ht.from_tables(tables, programme=golden / "programme.toml", day=small.owed.day)
    made = documents.write_review(hostile, tmp_path / "hostile.xlsx", unit=hostile.programme.territory, year=2024)
    with zipfile.ZipFile(made.path) as file:
        sheets = [file.read(name) for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(b"<f>" in sheet for sheet in sheets)
    cells = [cell for sheet in openpyxl.load_workbook(made.path) for row in sheet.iter_rows() for cell in row]
    formulas = [cell for cell in cells if isinstance(cell.value, str) and cell.value[:1] in "=+-@" and cell.value[:1]]
    assert any("HYPERLINK" in cell.value for cell in formulas)
    assert all(cell.quotePrefix for cell in formulas)


# ---------------------------------------------------------------- what a document says of itself


def test_a_document_says_how_surely_its_layout_is_known_but_not_in_its_text(review: documents.Document) -> None:
    document = docx.Document(str(review.path))
    assert review.layout.mark == "SECONDARY"
    assert "SECONDARY" in document.core_properties.keywords
    assert "nguồn thứ cấp" in document.core_properties.comments
    assert dict(review.receipt.asked)["layout"] == "30/2020/NĐ-CP (SECONDARY)"
    assert f"layout {LAYOUT.id}" in dict(review.receipt.inputs)
    assert "secondary source" in review.summary("en")[0]
    assert "nguồn thứ cấp" in review.summary("vi")[0]
    assert "30/2020" not in "\n".join(words_of(document))


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
def test_who_asks_for_what_is_verified_only_gets_no_document_by_a_secondary_layout(
    small: ht.Dataset, tmp_path: Path, suffix: str
) -> None:
    path = tmp_path / f"strict{suffix}"
    strict = ht.rulebook().as_of(verified_only=True)
    for asked in ({"verified_only": True}, {"book": strict}):
        with pytest.raises(ht.InvalidValue, match="secondary source") as refused:
            documents.write_review(small, path, unit=small.programme.territory, year=2024, **asked)
        assert "nguồn thứ cấp" in refused.value.text("vi")
    assert not path.exists()


def test_simulated_data_say_so_on_every_page(review: documents.Document, folder: Path, troubled: ht.Dataset) -> None:
    notice = say("simulated data", "vi").upper()
    assert review.is_simulated
    for section in docx.Document(str(review.path)).sections:
        for place in (section.first_page_header, section.footer, section.first_page_footer):
            assert place.paragraphs[0].text == notice
    made = documents.write_review(troubled, folder / "simulated.xlsx", unit="07381", year=2025)
    for sheet in openpyxl.load_workbook(made.path):
        assert notice in sheet.oddFooter.center.text
        assert notice in sheet.firstFooter.center.text


def test_real_data_do_not_say_that_they_were_made_up(small: ht.Dataset, tmp_path: Path) -> None:
    made = documents.write_review(small, tmp_path / "real.docx", unit=small.programme.territory, year=2024)
    assert not made.is_simulated
    assert all(not section.footer.paragraphs[0].text for section in docx.Document(str(made.path)).sections)


# ---------------------------------------------------------------- refusals and the command line


def test_a_file_that_is_there_is_kept(small: ht.Dataset, tmp_path: Path) -> None:
    path = tmp_path / "there.docx"
    path.write_text("worked on", encoding="utf-8")
    with pytest.raises(ht.FileError, match="not overwritten"):
        documents.write_review(small, path, unit=small.programme.territory, year=2024)
    assert path.read_text(encoding="utf-8") == "worked on"


@pytest.mark.parametrize(
    ("asked", "error", "reason"),
    [
        ({"unit": "07381", "year": 2030}, ht.InvalidValue, "no year of the plan"),
        ({"unit": "99999", "year": 2025}, ht.NotFound, "99999"),
        ({"unit": "07384", "year": 2025}, ht.NotFound, "07384"),
    ],
)
def test_units_and_years_that_are_none_are_refused_in_both_languages(
    troubled: ht.Dataset, tmp_path: Path, asked: dict[str, Any], error: type[ht.Error], reason: str
) -> None:
    with pytest.raises(error, match=reason) as refused:
        documents.write_review(troubled, tmp_path / "none.docx", **asked)
    assert refused.value.text("vi") != refused.value.text("en")


def test_a_name_of_a_commune_and_of_the_territory_is_refused_with_both_codes(
    troubled: ht.Dataset, tmp_path: Path
) -> None:
    """In 2025 xã Lạng Giang took the name of the district that ended."""
    with pytest.raises(ht.InvalidValue) as refused:
        documents.write_review(troubled, tmp_path / "none.docx", unit="Lạng Giang", year=2025)
    for text in (refused.value.text("en"), refused.value.text("vi")):
        assert "xã Lạng Giang (07375)" in text
        assert "huyện Lạng Giang (217)" in text
    assert refused.value.text("vi") != refused.value.text("en")
    made = {
        code: documents.write_review(troubled, tmp_path / f"{code}.docx", unit=code, year=2025)
        for code in ("07375", "217")
    }
    assert {code: one.unit for code, one in made.items()} == {
        "07375": "xã Lạng Giang (07375)",
        "217": "huyện Lạng Giang (217)",
    }
    assert any("xã Lạng Giang (07375)" in line for line in made["07375"].summary("vi"))
    before = documents.write_review(troubled, tmp_path / "2024.docx", unit="Lạng Giang", year=2024)
    assert before.unit == "huyện Lạng Giang (217)"


def test_another_kind_of_file_is_refused(small: ht.Dataset, tmp_path: Path) -> None:
    with pytest.raises(ht.InvalidValue, match=r"\.docx or \.xlsx"):
        documents.write_review(small, tmp_path / "review.pdf", unit=small.programme.territory, year=2024)


@pytest.mark.parametrize(("package", "suffix"), [("docx", ".docx"), ("xlsxwriter", ".xlsx")])
def test_a_package_that_is_not_installed_is_named(
    small: ht.Dataset, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, package: str, suffix: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ht.NotInstalled, match="pip install hoctap"):
        documents.write_review(small, tmp_path / f"x{suffix}", unit=small.programme.territory, year=2024)


def run(*arguments: str | Path) -> Any:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], env={"LANG": "en_US.UTF-8"})


def test_commands_write_documents_and_say_what_is_left_to_do(complete_folder: Path, tmp_path: Path) -> None:
    office = tmp_path / "office.toml"
    office.write_text('signer = "Người Ký Thử"\n', encoding="utf-8")
    review = tmp_path / "review.docx"
    done = run("review", complete_folder, "--unit", "07381", "--year", "2025", "--document", review, "--office", office)
    assert review.exists(), done.output
    assert "to be filled in" in done.output
    assert "the signer's position" in done.output
    assert "the signer's name" not in done.output
    estimate = tmp_path / "estimate.xlsx"
    done = run("estimate", complete_folder, "--year", "2025", "--document", estimate)
    assert estimate.exists(), done.output
    assert run("estimate", complete_folder, "--year", "2025", "--unit", "07381").exit_code == 2
    strict = run(
        "review", complete_folder, "--unit", "07381", "--year", "2025", "--document", tmp_path / "s.docx", "--strict"
    )
    assert strict.exit_code == 2
    assert "secondary source" in strict.output


def test_what_stands_in_the_way_of_an_estimate_s_document_is_told_before_it_is_drawn_up(
    complete_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn_up(*_: Any, **__: Any) -> None:
        raise AssertionError("the forms were read")

    monkeypatch.setattr("hoctap.receipts.estimate", drawn_up)
    asked = ("estimate", complete_folder, "--year", "2025", "--document")
    done = run(*asked, tmp_path / "e.pdf")
    assert (done.exit_code, ".docx or .xlsx" in done.output) == (2, True)
    done = run(*asked, tmp_path / "e.docx", "--office", tmp_path / "none.toml")
    assert (done.exit_code, "no such file" in done.output) == (3, True)
    done = run(*asked, tmp_path / "e.docx", "--strict")
    assert (done.exit_code, "secondary source" in done.output) == (2, True)


def test_the_properties_of_a_file_name_no_digest_that_nobody_can_compare(review: documents.Document) -> None:
    assert "SHA-256" not in docx.Document(str(review.path)).core_properties.comments


def test_an_item_that_lacks_is_named_in_vietnamese_alone(complete: ht.Dataset) -> None:
    steps = complete.closing("07381", "T1", "2025", view="2025-12-31").steps.to_dicts()
    (computer,) = [step for step in steps if "computer" in step["lacks_vi"]]
    assert step_words(computer).endswith("máy vi tính: dùng được 0, cần 1 (kiểm kê ngày 31/12/2025)")


def test_only_the_text_of_the_whole_territory_tells_counts_of_persons(
    review: documents.Document, district: documents.Document
) -> None:
    said = "Chỉ tiêu về người chỉ nêu tỷ lệ"
    assert said in "\n".join(words_of(docx.Document(str(review.path))))
    words = "\n".join(words_of(docx.Document(str(district.path))))
    assert said not in words
    assert "Số đếm nhỏ về người không công bố" in words


def test_the_results_of_a_review_come_out_again_from_their_receipt(complete_folder: Path, tmp_path: Path) -> None:
    receipt = tmp_path / "review.json"
    asked = ("--unit", "07381", "--year", "2025", "--document", tmp_path / "review.docx", "--save", receipt)
    done = run("review", complete_folder, *asked)
    assert receipt.exists(), done.output
    assert "NOT FOR PUBLICATION" in done.output
    for table in ("targets", "quarters", "monitored", "money", "settlements"):
        saved = pl.read_csv(tmp_path / f"review.{table}.csv", infer_schema=False)
        assert {unit for units in saved["unit"] for unit in units.split("+")} == {"07381"}
    duties = pl.read_csv(tmp_path / "review.duties.csv", infer_schema=False)
    parts = ht.read(complete_folder).gazetteer.crosswalk(start="2023-12-31", to="2025-12-31").to_dicts()
    merged = {part["from_code"] for part in parts if part["to_code"] == "07381"}
    assert len(merged) > 1
    assert set(duties["unit"]) == merged | {"07381"}, "its own and those that became a part of it"
    assert [one for one in ht.receipts.verify(receipt) if one.severity == "error"] == []
    tampered = (tmp_path / "review.money.csv").read_text(encoding="utf-8")
    (tmp_path / "review.money.csv").write_text(tampered.replace("2025", "2024", 1), encoding="utf-8")
    assert any(one.code == "receipt_saved_changed" for one in ht.receipts.verify(receipt))


# ---------------------------------------------------------------- as printed

soffice = shutil.which("soffice")


@pytest.mark.skipif(soffice is None, reason="LibreOffice is not installed")
def test_documents_print_without_an_error(review: documents.Document, drawn: ht.Estimate, tmp_path: Path) -> None:
    assert soffice is not None
    unit = drawn.to_dicts()[0]["commune_code"]
    made = [review.path, *(tmp_path / f"estimate-{kind}.{kind}" for kind in ("docx", "xlsx"))]
    for path in made[1:]:
        documents.write_estimate(drawn, path, unit=unit)
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, made)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for path in made:
        pdf = (tmp_path / path.name).with_suffix(".pdf").read_bytes()
        assert 4 <= len(re.findall(rb"/Type\s*/Page\b", pdf)) <= 12
