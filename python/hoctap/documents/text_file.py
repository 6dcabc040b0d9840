"""An official document as DOCX, laid out by a profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap.errors import NotInstalled
from hoctap.language import say
from hoctap.refusals import refusal

from .alike import LEFT_SHARE, SIGNING_LINES, annex_reference, annex_words, ended
from .letters import length_of
from .parts import Annex, Block, Clause, Content, Dash, Entry, Grid, Paragraph, Section

if TYPE_CHECKING:
    from .office import Office
    from .profile import Component, Profile

__all__ = ["docx_library", "write_docx"]

_MISSING = "official documents are written by the packages python-docx and XlsxWriter: pip install hoctap[documents]"
_POINTS = 72 / 25.4  # in a millimetre
_CELL_MARGIN = 1.2  # mm
_HEADER_FROM_EDGE = 10  # mm, inside the top margin
# What stands behind these in the properties of a paragraph (CT_PPr).
_BEHIND_OUTLINE = ("w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange")
_BEHIND_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", *_BEHIND_OUTLINE)
_ALIGN = {"left": "LEFT", "right": "RIGHT", "centre": "CENTER"}


def docx_library() -> Any:
    """Import the library; raise NotInstalled where it is not there."""
    try:
        import docx as library
    except ImportError as error:
        raise refusal(NotInstalled, _MISSING, code="not_installed") from error
    return library


def write_docx(path: Path, content: Content, office: Office, layout: Profile, properties: dict[str, str]) -> None:
    """Write the document."""
    _Writer(content, office, layout).write(path, properties)


class _Writer:
    """Lays a document out part by part."""

    def __init__(self, content: Content, office: Office, layout: Profile) -> None:
        library = docx_library()
        from docx import enum, oxml, shared

        self._content, self._office, self._layout = content, office, layout
        self._mm, self._pt, self._colour = shared.Mm, shared.Pt, shared.RGBColor
        self._align, self._spacing = enum.text.WD_ALIGN_PARAGRAPH, enum.text.WD_LINE_SPACING
        self._table_align = enum.table.WD_TABLE_ALIGNMENT
        self._orient, self._start = enum.section.WD_ORIENT, enum.section.WD_SECTION
        self._element, self._name = oxml.OxmlElement, oxml.ns.qn
        self._document = library.Document()
        self._width = layout.text_width()

    def write(self, path: Path, properties: dict[str, str]) -> None:
        self._set_up_letters()
        self._set_up_page(self._document.sections[0], is_landscape=False)
        self._letterhead()
        self._title()
        self._addressees()
        for basis in ended(self._content.bases):
            self._add(basis, "basis", is_text=True)
        self._blocks(self._content.blocks, ends=True)
        self._signing()
        annexes = self._content.annexes
        for annex, words in zip(annexes, annex_words(len(annexes)), strict=True):
            self._annex(annex, words)
        core = self._document.core_properties
        for name, value in properties.items():
            setattr(core, name, value)
        self._document.save(str(path))

    # ------------------------------------------------------------ page and letters

    def _set_up_letters(self) -> None:
        style = self._document.styles["Normal"]
        text = self._layout.components["text"]
        style.font.name, style.font.size = self._layout.font, self._pt(text.size.chosen)
        style.font.color.rgb = self._colour.from_string(self._layout.colour)
        fonts = style.element.rPr.rFonts
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(self._name(f"w:{script}"), self._layout.font)
        language = self._element("w:lang")
        for script in ("val", "eastAsia"):
            language.set(self._name(f"w:{script}"), "vi-VN")
        style.element.rPr.append(language)
        style.paragraph_format.space_before = style.paragraph_format.space_after = self._pt(0)

    def _set_up_page(self, section: Any, *, is_landscape: bool) -> None:
        layout = self._layout
        sides = (layout.height, layout.width) if is_landscape else (layout.width, layout.height)
        section.orientation = self._orient.LANDSCAPE if is_landscape else self._orient.PORTRAIT
        section.page_width, section.page_height = self._mm(sides[0]), self._mm(sides[1])
        for side, margin in layout.margins.items():
            setattr(section, f"{side}_margin", self._mm(margin.chosen))
        section.header_distance = section.footer_distance = self._mm(_HEADER_FROM_EDGE)
        section.different_first_page_header_footer = True
        first_page = self._element("w:pgNumType")  # every annex has page numbers of its own
        first_page.set(self._name("w:start"), "1")
        section._sectPr.find(self._name("w:pgMar")).addnext(first_page)
        for header in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            header.is_linked_to_previous = False
        self._page_number(section.header.paragraphs[0])
        if self._content.is_simulated:
            notice = say("simulated data", "vi").upper()
            for place in (section.first_page_header, section.footer, section.first_page_footer):
                paragraph = place.paragraphs[0]
                paragraph.alignment = self._align.CENTER
                self._run(paragraph, notice, "page_number", bold=True)

    def _page_number(self, paragraph: Any) -> None:
        paragraph.alignment = self._align.CENTER
        run = self._run(paragraph, "", "page_number")
        for kind, words in (("begin", None), (None, "PAGE"), ("end", None)):
            if kind:
                part = self._element("w:fldChar")
                part.set(self._name("w:fldCharType"), kind)
            else:
                part = self._element("w:instrText")
                part.set(self._name("xml:space"), "preserve")
                part.text = words
            run._r.append(part)

    # ------------------------------------------------------------ paragraphs

    def _run(self, paragraph: Any, text: str, component: str, *, bold: bool | None = None) -> Any:
        look = self._layout.components[component]
        run = paragraph.add_run(look.written(text))
        run.font.size = self._pt(look.size.chosen)
        run.font.bold = look.bold if bold is None else bold
        run.font.italic = look.italic
        return run

    def _add(self, text: str, component: str, *, is_text: bool = False, into: Any = None, before: float = 0) -> Any:
        """Add a paragraph: centred and close, or as text with an indent and justified."""
        paragraph = (self._document if into is None else into).add_paragraph()
        self._run(paragraph, text, component)
        form = paragraph.paragraph_format
        if is_text:
            paragraph.alignment = self._align.JUSTIFY
            form.first_line_indent = self._mm(self._layout.first_line.chosen)
            form.space_after = self._pt(self._layout.space_between.chosen)
            form.line_spacing = self._layout.line_spacing.chosen
            form.widow_control = True
        else:
            paragraph.alignment = self._align.CENTER
            form.space_before = self._pt(before)
        return paragraph

    def _rule(self, lines: Sequence[str], component: str, width: float, into: Any = None) -> None:
        """Draw the line below a part, as long as the profile says against its words."""
        look: Component = self._layout.components[component]
        assert look.line is not None
        longest = max(length_of(look.written(line), look.size.chosen, is_bold=look.bold) for line in lines)
        length = min(longest / _POINTS, width) * look.line.chosen
        paragraph = (self._document if into is None else into).add_paragraph()
        form = paragraph.paragraph_format
        form.left_indent = form.right_indent = self._mm((width - length) / 2)
        form.line_spacing_rule, form.line_spacing = self._spacing.EXACTLY, self._pt(4)
        form.space_before = self._pt(2)
        borders = self._element("w:pBdr")
        line = self._element("w:top")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", self._layout.colour)):
            line.set(self._name(f"w:{name}"), value)
        borders.append(line)
        paragraph._p.get_or_add_pPr().insert_element_before(borders, *_BEHIND_BORDERS)

    # ------------------------------------------------------------ the head of a document

    def _plain_table(self, widths: Sequence[float]) -> Any:
        """Add a table without lines and cell margins; its paragraphs stand close."""
        table = self._document.add_table(rows=1, cols=len(widths))
        table.autofit = False
        self._fix_widths(table, widths)
        self._cell_margins(table, 0)
        return table

    def _cell_margins(self, table: Any, length: float) -> None:
        margins = self._element("w:tblCellMar")
        for side in ("left", "right"):
            part = self._element(f"w:{side}")
            part.set(self._name("w:w"), str(round(length * _POINTS * 20)))
            part.set(self._name("w:type"), "dxa")
            margins.append(part)
        table._tbl.tblPr.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")

    def _fix_widths(self, table: Any, widths: Sequence[float]) -> None:
        for column, width in zip(table.columns, widths, strict=True):
            column.width = self._mm(width)
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = self._mm(width)

    def _letterhead(self) -> None:
        layout, office = self._layout, self._office
        left = self._width * LEFT_SHARE
        right = self._width - left
        table = self._plain_table((left, right))
        issuing, nation = table.rows[0].cells
        for line in office.superior:
            self._add(line, "superior", into=issuing)
        for line in office.body_lines:
            self._add(line, "body_name", into=issuing)
        self._rule(office.body_lines, "body_name", left, issuing)
        for part in ("nation", "motto"):
            self._add(layout.components[part].text, part, into=nation)
        self._rule((layout.components["motto"].text,), "motto", right, nation)
        table.add_row()
        self._fix_widths(table, (left, right))
        number, place = table.rows[1].cells
        self._add(office.symbol(layout.abbreviations[self._content.type]), "number", into=number, before=6)
        self._add(office.place_and_day, "place_and_date", into=place, before=6)
        for cell in (issuing, nation, number, place):
            _drop(cell.paragraphs[0])

    def _title(self) -> None:
        self._add(self._content.type, "type", before=12)
        self._add(self._content.subject, "subject")
        self._rule((self._content.subject,), "subject", self._width)

    def _addressees(self) -> None:
        to = self._office.addressees
        if len(to) == 1:
            self._add(f"Kính gửi: {to[0]}", "addressees", before=6).paragraph_format.space_after = self._pt(12)
            return
        size = self._layout.components["addressees"].size.chosen
        left = self._width / 4
        paragraph = self._add("Kính gửi:", "addressees", before=6)
        paragraph.alignment, paragraph.paragraph_format.left_indent = self._align.LEFT, self._mm(left)
        under_colon = left + length_of("Kính gửi", size) / _POINTS
        for n, one in enumerate(to, 1):
            paragraph = self._add(f"- {one}{'.' if n == len(to) else ';'}", "addressees")
            paragraph.alignment, paragraph.paragraph_format.left_indent = self._align.LEFT, self._mm(under_colon)
        paragraph.paragraph_format.space_after = self._pt(12)

    # ------------------------------------------------------------ the text

    def _blocks(self, blocks: Iterable[Block], *, ends: bool = False, is_landscape: bool = False) -> None:
        last: Any = None
        for block in blocks:
            if isinstance(block, Grid):
                self._grid(block, self._layout.text_width(is_landscape=is_landscape))
                last = None
            else:
                last = self._text(block)
        if ends:
            if last is None:
                last = self._add("", "text", is_text=True)
            if last.runs:
                last.runs[-1].text = last.runs[-1].text.removesuffix(".")
            self._run(last, "./.", "text")
            last.paragraph_format.keep_with_next = True  # who signs does not stand on a page alone

    def _text(self, block: Section | Clause | Paragraph | Dash) -> Any:
        if isinstance(block, Section | Clause):
            component = "section" if isinstance(block, Section) else "clause"
            paragraph = self._add(block.text, component, is_text=True)
            paragraph.paragraph_format.keep_with_next = True
            self._outline(paragraph, 0 if isinstance(block, Section) else 1)
            return paragraph
        if isinstance(block, Dash):
            return self._add(f"- {block.text}", "text", is_text=True)
        paragraph = self._add(block.text, "text", is_text=True)
        if block.text.endswith(":"):  # what it leads to follows on the same page
            paragraph.paragraph_format.keep_with_next = True
        if block.is_to_fill:
            for run in paragraph.runs:
                run.font.italic = True
        return paragraph

    def _outline(self, paragraph: Any, level: int) -> None:
        """Let readers and navigation panes find the heading."""
        part = self._element("w:outlineLvl")
        part.set(self._name("w:val"), str(level))
        paragraph._p.get_or_add_pPr().insert_element_before(part, *_BEHIND_OUTLINE)

    def _grid(self, grid: Grid, width: float) -> None:
        if grid.title:
            title = self._add(grid.title, "table")
            title.runs[0].font.bold = True
            title.paragraph_format.keep_with_next = True
            title.paragraph_format.space_after = self._pt(3)
        table = self._document.add_table(rows=1, cols=len(grid.head))
        table.style, table.autofit, table.alignment = "Table Grid", False, self._table_align.CENTER
        self._cell_margins(table, _CELL_MARGIN)
        for cell, head in zip(table.rows[0].cells, grid.head, strict=True):
            self._fill(cell, Entry(head, None, "centre", bold=True))
        self._mark_row(table.rows[0], "w:tblHeader")
        for row in grid.rows:
            for cell, entry in zip(table.add_row().cells, row, strict=True):
                self._fill(cell, entry)
        for row in table.rows:
            self._mark_row(row, "w:cantSplit")
        self._fix_widths(table, [width * share / sum(grid.widths) for share in grid.widths])
        for cell in table.rows[0].cells:  # a heading does not stay behind on a page
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        after = self._add(grid.note, "table")
        after.alignment = self._align.JUSTIFY
        after.paragraph_format.space_after = self._pt(self._layout.space_between.chosen)
        for run in after.runs:
            run.font.italic = True
        if not grid.note:  # two tables would become one without a paragraph between
            form = after.paragraph_format
            form.line_spacing_rule, form.line_spacing = self._spacing.EXACTLY, self._pt(2)

    def _mark_row(self, row: Any, mark: str) -> None:
        row._tr.get_or_add_trPr().append(self._element(mark))

    def _fill(self, cell: Any, entry: Entry) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = getattr(self._align, _ALIGN[entry.align])
        self._run(paragraph, entry.text, "table", bold=entry.bold)

    # ------------------------------------------------------------ the end

    def _signing(self) -> None:
        left = self._width * 0.45
        gap = self._add("", "recipients")
        gap.paragraph_format.keep_with_next = True
        gap.paragraph_format.line_spacing_rule, gap.paragraph_format.line_spacing = (
            self._spacing.EXACTLY,
            self._pt(6),
        )
        table = self._plain_table((left, self._width - left))
        recipients, signing = table.rows[0].cells
        self._mark_row(table.rows[0], "w:cantSplit")
        word = self._add("Nơi nhận:", "recipients_word", into=recipients)
        lines = [self._add(line, "recipients", into=recipients) for line in self._office.recipient_lines]
        for paragraph in (word, *lines):
            paragraph.alignment = self._align.LEFT
        authority, signer = self._office.signature
        for line in authority:
            self._add(line, "authority", into=signing)
        for _ in range(SIGNING_LINES):
            self._add("", "signer", into=signing)
        self._add(signer, "signer", into=signing)
        for cell in (recipients, signing):
            _drop(cell.paragraphs[0])

    def _annex(self, annex: Annex, words: str) -> None:
        section = self._document.add_section(self._start.NEW_PAGE)
        for old in section._sectPr.findall(self._name("w:pgNumType")):
            section._sectPr.remove(old)
        self._set_up_page(section, is_landscape=annex.is_landscape)
        self._add(words, "annex_word")
        self._add(annex.title, "annex_title")
        reference = annex_reference(self._content, self._office, self._layout)
        self._add(reference, "annex_reference").paragraph_format.space_after = self._pt(12)
        self._blocks(annex.blocks, is_landscape=annex.is_landscape)


def _drop(paragraph: Any) -> None:
    """Take the empty paragraph away with which a cell is made."""
    paragraph._p.getparent().remove(paragraph._p)
