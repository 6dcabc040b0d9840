"""Parts of workbooks changed at places, against what a parser of XML makes of them."""

from __future__ import annotations

import re
from functools import partial
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hoctap.excel.comments import Sizes, with_comments, with_shapes
from hoctap.excel.parts import Splices, Unfit
from hoctap.excel.sheet_cells import SheetCells, cell_name
from hoctap.excel.styles import FILLS, Styles
from hoctap.workbooks.xlsx import column_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
Cells = dict[tuple[int, int], tuple[int, str]]  # style and value by row and column


@st.composite
def sheets(draw: st.DrawFn) -> tuple[bytes, Cells]:
    """Write a sheet as different programs do: with a prefix or without, with places or without, empty or closed elements."""
    prefix = draw(st.sampled_from(["", "x:"]))
    quote = draw(st.sampled_from(['"', "'"]))
    has_places = draw(st.booleans())
    numbers = sorted(draw(st.sets(st.integers(1, 8), max_size=4)))
    if not has_places:
        numbers = list(range(1, len(numbers) + 1))
    cells: Cells = {}
    rows = ""
    for number in numbers:
        columns = sorted(draw(st.sets(st.integers(1, 6), max_size=4)))
        if not has_places:
            columns = list(range(1, len(columns) + 1))
        written = ""
        for column in columns:
            style, value = draw(st.integers(0, 2)), draw(st.sampled_from(["", "1", "a &lt; b > c"]))
            cells[number, column] = (style, value)
            place = f" r={quote}{cell_name(number, column)}{quote}" if has_places else ""
            stated = f" s={quote}{style}{quote}" if style or draw(st.booleans()) else ""
            content = f"><{prefix}is><{prefix}t>{value}</{prefix}t></{prefix}is></{prefix}c>" if value else "/>"
            written += f"<{prefix}c{place}{stated} t={quote}inlineStr{quote}{content}"
        place = f" r={quote}{number}{quote}" if has_places else ""
        is_closed = not written and draw(st.booleans())
        rows += f"<{prefix}row{place} />" if is_closed else f"<{prefix}row{place}>{written}</{prefix}row>"
    data = f"<{prefix}sheetData>{rows}</{prefix}sheetData>" if rows or draw(st.booleans()) else f"<{prefix}sheetData/>"
    after = draw(st.sampled_from(["", f"<{prefix}pageMargins left={quote}1{quote}/>", f"<{prefix}tableParts/>"]))
    name = "xmlns:x" if prefix else "xmlns"
    return (
        f"<?xml version='1.0' encoding='UTF-8'?><{prefix}worksheet {name}='{MAIN}'>{data}{after}</{prefix}worksheet>".encode(),
        cells,
    )


def cells_of(sheet: bytes) -> Cells:
    found: Cells = {}
    row = 0
    for line in ElementTree.fromstring(sheet).iter(f"{{{MAIN}}}row"):
        number = int(line.attrib.get("r", row + 1))
        assert number > row, "rows stand in their order"
        row, column = number, 0
        for cell in line:
            at = column_of(cell.attrib["r"]) + 1 if "r" in cell.attrib else column + 1
            assert at > column, "cells stand in their order"
            column = at
            text = "".join(piece.text or "" for piece in cell.iter(f"{{{MAIN}}}t"))
            found[row, column] = (int(cell.attrib.get("s", 0)), text)
    return found


@settings(max_examples=60, deadline=None)
@given(sheets(), st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 8)), st.integers(10, 12), max_size=5))
def test_marked_cells_have_their_style_and_all_others_stay(
    sheet: tuple[bytes, Cells], marks: dict[tuple[int, int], int]
) -> None:
    content, cells = sheet
    before = {place: (style, value.replace("&lt;", "<")) for place, (style, value) in cells.items()}
    assert cells_of(content) == before

    def plus(style: int, by: int) -> int:
        return style + by

    changed = SheetCells(content).restyled({place: partial(plus, by=by) for place, by in marks.items()}, {2: 1}, "rel")
    base = {place: (1 if style == 2 else style, value) for place, (style, value) in before.items()}
    expected = base | {
        place: (base.get(place, (0, ""))[0] + by, base.get(place, (0, ""))[1]) for place, by in marks.items()
    }
    assert cells_of(changed) == expected
    order = [element.tag.rpartition("}")[2] for element in ElementTree.fromstring(changed)]
    assert order.count("legacyDrawing") == 1
    assert order[-1] in ("legacyDrawing", "tableParts")


def test_replacements_are_made_together_and_in_their_order() -> None:
    made = Splices(b"abcdef")
    made.replace(4, 5, b"E")
    made.insert(1, b"1")
    made.insert(1, b"2")
    made.replace(1, 2, b"")
    assert made.result() == b"a12cdEf"


STYLES = f"""<styleSheet xmlns="{MAIN}"><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="1" fillId="1" borderId="2" xfId="0" applyFill="1"><protection locked="0"/></xf></cellXfs></styleSheet>""".encode()


def test_a_mark_changes_the_fill_of_a_style_and_is_found_again() -> None:
    styles = Styles(STYLES)
    marked = [styles.marked(style, severity) for style in (0, 1) for severity in FILLS]
    assert len(set(marked)) == 4
    assert [styles.marked(1, "note"), styles.marked(1, "error")] == [1, marked[2]]
    root = ElementTree.fromstring(styles.result())
    formats = root.find(f"{{{MAIN}}}cellXfs")
    fills = root.find(f"{{{MAIN}}}fills")
    assert formats is not None and fills is not None
    assert (formats.attrib["count"], len(formats)) == ("6", 6)
    assert (fills.attrib["count"], len(fills)) == ("4", 4)
    error = formats[marked[2]]
    assert {key: error.attrib[key] for key in ("numFmtId", "fontId", "borderId")} == {
        "numFmtId": "14",
        "fontId": "1",
        "borderId": "2",
    }
    assert len(error) == 1
    again = Styles(styles.result())
    assert again.unmarked() == {marked[0]: 0, marked[1]: 0, marked[2]: 1, marked[3]: 1}
    assert Styles(STYLES).unmarked() == {}
    with pytest.raises(Unfit):
        styles.marked(99, "error")


def test_comments_of_people_stay_and_ours_are_replaced() -> None:
    theirs = (
        f'<x:comments xmlns:x="{MAIN}"><x:authors><x:author>Lan</x:author></x:authors><x:commentList>'
        '<x:comment ref="B2" authorId="0"><x:text><x:t>hỏi lại</x:t></x:text></x:comment></x:commentList></x:comments>'
    ).encode()
    first, new, gone = with_comments(theirs, {"B2": "sai <ngày>", "C3": "thiếu & sai"})
    assert (new, gone) == ({"C3"}, set())
    second, new, gone = with_comments(first, {"D4": "khác"})
    assert (new, gone) == ({"D4"}, {"C3"})

    def texts(part: bytes) -> dict[str, str]:
        return {
            one.attrib["ref"]: "".join(piece.text or "" for piece in one.iter(f"{{{MAIN}}}t"))
            for one in ElementTree.fromstring(part).iter(f"{{{MAIN}}}comment")
        }

    assert texts(first) == {"B2": "hỏi lại\nhoctap:\nsai <ngày>", "C3": "hoctap:\nthiếu & sai"}
    assert texts(second) == {"B2": "hỏi lại", "D4": "hoctap:\nkhác"}
    nothing, new, gone = with_comments(second, {})
    assert (texts(nothing), new, gone) == ({"B2": "hỏi lại"}, set(), {"D4"})
    assert re.findall(rb"<x:author>([^<]*)", second) == [b"Lan", b"hoctap"]


def test_each_new_comment_gets_a_box_and_a_comment_that_went_loses_its_own() -> None:
    sizes = Sizes({0: 5.0, 1: 60.0})
    boxes = {(0, 0): sizes.box(0, 0, "một"), (1300, 3): sizes.box(1300, 3, "hai " * 100)}
    first = with_shapes(None, boxes, set(), 3)
    second = with_shapes(first, {(7, 7): sizes.box(7, 7, "ba")}, {(0, 0)}, 9)
    ids = re.findall(rb'<v:shape id="([^"]+)"', first) + re.findall(rb'<v:shape id="([^"]+)"', second)[-1:]
    assert len(set(ids)) == 3
    assert [int(row) for row in re.findall(rb"<x:Row>(\d+)", second)] == [1300, 7]
    ElementTree.fromstring(second)
    assert boxes[1300, 3].height > boxes[0, 0].height
