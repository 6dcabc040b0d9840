"""What a document as text and as a workbook have alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .office import Office
    from .parts import Content
    from .profile import Profile

__all__ = ["LEFT_SHARE", "SIGNING_LINES", "annex_reference", "annex_words", "ended"]

LEFT_SHARE = 0.4  # of the letterhead; the nation's name needs the wider column
SIGNING_LINES = 4  # left free for the signature
_ROMAN = ("I", "II", "III", "IV", "V")


def annex_words(count: int) -> tuple[str, ...]:
    """Name so many annexes; a single one has no number."""
    return ("Phụ lục",) if count == 1 else tuple(f"Phụ lục {number}" for number in _ROMAN[:count])


def annex_reference(content: Content, office: Office, layout: Profile) -> str:
    """Say which document an annex belongs to."""
    symbol = office.symbol(layout.abbreviations[content.type]).removeprefix("Số: ").strip()
    number = symbol if office.number else f"……{symbol}"
    day = office.place_and_day.partition(", ")[2]
    return f"(Kèm theo {content.type} số {number} {day} của {office.reference})"


def ended(bases: Sequence[str]) -> list[str]:
    """Give each legal basis with the sign at its end."""
    return [basis.rstrip(".;") + ("." if n == len(bases) else ";") for n, basis in enumerate(bases, 1)]
