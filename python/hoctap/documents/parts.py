"""What an official document consists of, before it is laid out as text or as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hoctap.language import Language

__all__ = [
    "BLANK",
    "NO_DATA",
    "VERIFIED",
    "Annex",
    "Blank",
    "Block",
    "Clause",
    "Content",
    "Dash",
    "Entry",
    "Grid",
    "Paragraph",
    "Section",
    "number_entry",
    "numbered",
    "period_text",
    "to_fill",
]

BLANK = "…………………"  # what the office fills in
NO_DATA = "chưa có số liệu"  # missing is not zero
VERIFIED = "VERIFIED"  # the mark of what was read in the text of the law itself


class Blank(NamedTuple):
    """What the office fills in, or sees to, before it signs."""

    vi: str
    en: str

    def text(self, lang: Language = "en") -> str:
        """Say it in Vietnamese ("vi") or English ("en")."""
        return self.vi if lang == "vi" else self.en


class Entry(NamedTuple):
    """A cell: its words and, where it is a whole number, the number itself; `align` is "left", "right" or "centre"."""

    text: str
    number: int | None = None
    align: str = "left"
    bold: bool = False


@dataclass(frozen=True)
class Grid:
    """A table; `name` is its short name, `title` stands above it, `widths` are shares of the page's width."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[Entry, ...], ...]
    widths: tuple[float, ...]
    title: str = ""
    note: str = ""


@dataclass(frozen=True)
class Section:
    """A section's title: "I. ..."."""

    text: str


@dataclass(frozen=True)
class Clause:
    """A clause's title: "1. ..."."""

    text: str


@dataclass(frozen=True)
class Paragraph:
    """Text; `is_to_fill`: a place that the office fills in."""

    text: str
    is_to_fill: bool = False


@dataclass(frozen=True)
class Dash:
    """An entry of a list, led by a dash."""

    text: str


Block = Section | Clause | Paragraph | Dash | Grid


@dataclass(frozen=True)
class Annex:
    """An annex, in a section of its own."""

    title: str
    blocks: tuple[Block, ...]
    is_landscape: bool = True


@dataclass(frozen=True)
class Content:
    """All that a document says, without who issues it.

    Attributes:
        kind: "review" or "estimate".
        type: "Báo cáo", as the abbreviations of types name it.
        bases: legal bases, without the signs at their ends.

    """

    kind: str
    type: str
    subject: str
    bases: tuple[str, ...]
    blocks: tuple[Block, ...]
    annexes: tuple[Annex, ...] = ()
    is_simulated: bool = False
    to_fill: tuple[Blank, ...] = ()


def to_fill(what: str) -> Paragraph:
    """Mark a place that the office fills in."""
    return Paragraph(f"[{what}]", is_to_fill=True)


def number_entry(value: int | None, *, bold: bool = False) -> Entry:
    """Give a whole number in Vietnamese groups; none is no zero."""
    if value is None:
        return Entry(NO_DATA, None, "centre", bold)
    return Entry(f"{value:,}".replace(",", "."), value, "right", bold)


def numbered(rows: Iterable[Sequence[Entry]]) -> tuple[tuple[Entry, ...], ...]:
    """Lead each row by its running number."""
    return tuple((Entry(str(n), n, "centre"), *row) for n, row in enumerate(rows, 1))


def period_text(period: str) -> str:
    """Name a period: "quý 2/2024", "năm 2024"."""
    year, quarter, number = period.partition("Q")
    if quarter:
        return f"quý {number}/{year}"
    return f"năm {period}" if period.isdecimal() else period
