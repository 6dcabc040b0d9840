"""Representations in a terminal and in a notebook, compared with files that were read by eye.

With HOCTAP_WRITE_REPRESENTATIONS=1 the files are written anew.
"""

from __future__ import annotations

import os
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hoctap as ht
from hoctap import display
from hoctap.language import say
from hoctap.sheet import STATUS_LOOKS, Cell, Sheet, html_table, text_table

FOLDER = Path(__file__).with_name("representations")


@pytest.fixture(scope="module")
def silent(golden: Path) -> ht.Dataset:
    """A unit that did not report: bounds and missing reports."""
    return ht.read(
        golden / "03-a-silent-unit-widens-the-bounds" / "forms",
        programme=golden / "programme.toml",
        key="golden cases: a public key",
    )


def compare(name: str, text: str) -> None:
    path = FOLDER / name
    if os.environ.get("HOCTAP_WRITE_REPRESENTATIONS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


def test_result_as_text(small: ht.Dataset) -> None:
    compare("result.txt", str(small.indicators(periods=["2024Q4"])))
    compare("result-long-vi.txt", small.indicators(periods=["2025Q1"], view="current").to_text(lang="vi", long=True))


def test_result_as_html(silent: ht.Dataset) -> None:
    compare("result.html", silent.indicators(periods=["2024Q4"])._repr_html_())
    compare("result-vi.html", silent.indicators(periods=["2024Q4"]).to_html(lang="vi"))


def test_dataset_as_html(silent: ht.Dataset) -> None:
    compare("dataset.html", silent._repr_html_())


def test_owed_and_findings_as_html(silent: ht.Dataset) -> None:
    compare("missing.html", silent.missing._repr_html_())
    compare("findings.html", silent.findings._repr_html_())


def test_table_as_html(silent: ht.Dataset) -> None:
    compare("table.html", silent.tables["centres"]._repr_html_())


def test_short_texts(silent: ht.Dataset) -> None:
    result = silent.indicators(periods=["2024Q4"])
    texts = [
        silent,
        silent.findings,
        silent.owed,
        silent.owed[0],
        silent.tables["centres"],
        silent.sources[1],
        silent.programme,
        silent.programme.targets[0],
        silent.gazetteer.find("07381", day="2025-07-01"),
        silent.gazetteer.events[0],
        ht.Period("2024Q4"),
        result,
        result[0],
        result[0].cell,
        silent.explain(result[0].unit, result[0].indicator, "2024Q4"),
    ]
    compare("repr.txt", "\n".join(map(repr, texts)))


def test_what_is_simulated_says_so(complete: ht.Dataset) -> None:
    result = complete.indicators(periods=["2025Q4"])
    shown = [
        result._repr_html_(),
        str(result),
        complete._repr_html_(),
        complete.tables["sessions"]._repr_html_(),
        complete.explain("", "T1", "2025Q4")._repr_html_(),
    ]
    for text in shown:
        assert "simulated" in text.lower()
    for brief in (repr(complete), repr(result), repr(complete.tables["sessions"])):
        assert "simulated" in brief
    assert "mô phỏng" in result.to_html(lang="vi").lower()


def test_what_is_not_simulated_does_not_say_so(small: ht.Dataset) -> None:
    assert not small.is_simulated
    assert "simulated" not in str(small.indicators()).lower() + small._repr_html_().lower()


def test_a_status_can_be_told_without_its_colour() -> None:
    assert len({look.symbol for status, look in STATUS_LOOKS.items() if status != "not_met"}) == len(STATUS_LOOKS) - 1
    page = html_table(Sheet("", ["a"], [[Cell("50.0 %", status="at_risk", label="at risk")]]))
    assert "▲" in page
    assert "at risk" in page


def test_every_status_of_the_library_has_its_looks(complete: ht.Dataset, troubled: ht.Dataset) -> None:
    for dataset in (complete, troubled):
        assert {row.status for row in dataset.indicators(variants="all")} <= set(STATUS_LOOKS)


def test_text_in_tables_is_no_markup() -> None:
    page = html_table(Sheet("<b>", ["<i>"], [[Cell("<script>", status="met", label="<u>")]]))
    assert not re.search(r"<(b|i|script|u)>", page)


def test_html_is_well_formed(silent: ht.Dataset, complete: ht.Dataset) -> None:
    class Nesting(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.open: list[str] = []

        def handle_starttag(self, tag: str, attrs: object) -> None:
            self.open.append(tag)

        def handle_endtag(self, tag: str) -> None:
            assert self.open.pop() == tag

    for page in (
        silent._repr_html_(),
        complete.indicators()._repr_html_(),
        complete.findings._repr_html_(),
        ht.published()._repr_html_(),
    ):
        nesting = Nesting()
        nesting.feed(page)
        assert nesting.open == []


def test_texts_and_headings_are_broken_before_columns_are() -> None:
    rows = [[Cell("07375 Vôi"), Cell("a long sentence about what was found here"), Cell("12 %", number=True)]]
    lines = text_table(Sheet("", ["unit", "what", "a long heading"], rows), width=48).splitlines()
    assert max(map(len, lines)) <= 48
    assert sum("07375" in line for line in lines) == 1
    assert lines[0].split() == ["a", "long"]
    assert (
        " ".join(part for line in lines[3:] for part in line.replace("07375 Vôi", "").replace("12 %", "").split())
        == rows[0][1].text
    )


def test_blocks_repeat_every_column_that_names_a_row() -> None:
    rows = [[Cell("07375 Vôi"), Cell("T1"), *(Cell("100.0 %", number=True) for _ in range(4))]]
    text = text_table(Sheet("", ["unit", "indicator", "one", "two", "three", "four"], rows, keys=2), width=45)
    blocks = text.split("\n\n")
    assert len(blocks) > 1
    for block in blocks:
        assert "07375 Vôi" in block
        assert "T1" in block


def test_a_result_can_be_as_wide_as_asked(complete: ht.Dataset) -> None:
    result = complete.indicators(periods=["2025Q3"], variants="all")
    for width in (60, 100, 140):
        assert max(map(len, result.to_text(width=width).splitlines())) <= width
    assert max(map(len, result.to_text(width=None).splitlines())) > 140


def test_a_bound_without_a_denominator_is_left_open(complete: ht.Dataset) -> None:
    for row in complete.indicators(view="2010-01-01", periods=["2025Q4"]):
        assert "––" not in row.value_text(short=True)
        assert "[–" not in row.value_text()


def test_an_explanation_speaks_one_language_and_says_why_a_place_stands_twice(complete: ht.Dataset) -> None:
    explanation = complete.explain("07393", "T4a", "2025Q4")
    english, vietnamese = explanation.text(), explanation.text(lang="vi")
    assert "status: missed\n" in english
    assert "trạng thái: không đạt\n" in vietnamese
    assert "asks for 95.00 %, on the way to the target of 95 %" in english
    assert "cần đạt 95,00 %" in vietnamese
    assert "the plan's territory" in english
    assert "plan_territory" not in vietnamese
    assert "INFERRED" not in vietnamese
    assert "01/01/2025: 07402 → 07393 (1191/NQ-UBTVQH15; suy ra)" in vietnamese
    assert "of 0 more" not in english
    assert "rows that name persons are counted only" in english
    twice = [line.strip() for line in english.splitlines() if line.strip().startswith("07393001 ")]
    assert len(twice) == len({line.partition(":")[0] for line in twice})
    for part in explanation.parts:
        assert part.place_from is None or part.place_until is None or part.place_from < part.place_until


def test_an_explanation_with_persons_counts_rows_by_file(complete: ht.Dataset) -> None:
    explanation = complete.explain("07393", "T4a", "2025Q4", persons=True)
    assert sum(len(part.rows) for part in explanation.parts) > 5000
    text = explanation.text()
    assert len(text.splitlines()) < 1000
    assert re.search(r"participation: 2024Q1/.*: \d+ rows \(", text)
    assert "counted only" not in text


def test_a_narrow_terminal_gets_columns_below_each_other() -> None:
    sheet = Sheet("title", ["unit", "first", "second"], [[Cell("07375 Vôi"), Cell("12345678"), Cell("87654321")]])
    wide, narrow = text_table(sheet), text_table(sheet, width=22)
    assert len(wide.splitlines()) == 4
    assert max(map(len, narrow.splitlines())) <= 22
    assert narrow.count("07375 Vôi") == 2
    for word in ("12345678", "87654321"):
        assert word in narrow


def test_numbers_stand_right_and_words_left() -> None:
    lines = text_table(
        Sheet("", ["unit", "count"], [[Cell("a"), Cell("1", number=True)], [Cell("bbb"), Cell("1,000", number=True)]])
    ).splitlines()
    assert lines[2:] == ["a         1", "bbb   1,000"]


def test_the_value_is_shown_with_its_bounds(silent: ht.Dataset) -> None:
    row = next(
        row for row in silent.indicators(periods=["2024Q4"]) if row.kind == "territory" and row.indicator == "T4a"
    )
    assert row.value_text() == "66.7 % [50.0 – 75.0]"
    assert row.value_text(lang="vi") == "66,7 % [50,0 – 75,0]"
    assert row.value_text(short=True) == "66.7 [50.0–75.0]"


def test_an_empty_result_says_so(small: ht.Dataset) -> None:
    nothing = small.indicators(periods=["2024Q4"])[:0]

    class Empty(list):
        is_simulated = False
        view = "current"
        programme = small.programme

    assert display.result_text(Empty(nothing)) == say("No rows.", "en")  # type: ignore[arg-type]


def test_counts_are_grouped_as_the_language_does() -> None:
    from hoctap.language import count_text

    assert count_text(1234567, "en") == "1,234,567"
    assert count_text(1234567, "vi") == "1.234.567"
