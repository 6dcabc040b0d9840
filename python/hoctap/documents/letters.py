"""How long words are in Times New Roman: for lines that the law measures by words, and for the heights of rows."""

from __future__ import annotations

import unicodedata

__all__ = ["length_of", "wrapped_lines"]

# Advance widths in thousandths of the size; letters with marks are as wide as without.
_UPRIGHT = {
    250: " .,",
    278: "/:;ijlt",
    333: "-()[]Ifr",
    389: "Js",
    444: "acez“”?",
    500: "0123456789_bdghknopquvxy–",
    556: "FPS",
    564: "+=<>",
    611: "ELTZ",
    667: "BCR",
    722: "ADGHKNOQUVXYw",
    778: "m&",
    833: "%",
    889: "M",
    944: "W",
    1000: "…—",
}
_BOLD = {
    250: " .,",
    278: "/il",
    333: "-()[]:;fjt",
    389: "Is",
    444: "cerz",
    500: "0123456789_aghovxyJ“”?–",
    556: "bdknpquS",
    570: "+=<>",
    611: "FP",
    667: "BELTZ",
    722: "ACDNRUVXYw",
    778: "GHKOQ",
    833: "m&",
    944: "M",
    1000: "W%…—",
}
_WIDTHS = {
    is_bold: {letter: width for width, letters in table.items() for letter in letters}
    for is_bold, table in ((False, _UPRIGHT), (True, _BOLD))
}
_OTHERS = 500


def length_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """Give the length of a text on one line, in points."""
    widths = _WIDTHS[is_bold]
    plain = unicodedata.normalize("NFD", text.translate({ord("đ"): "d", ord("Đ"): "D"}))
    letters = (letter for letter in plain if not unicodedata.combining(letter))
    return sum(widths.get(letter, _OTHERS) for letter in letters) * size / 1000


def wrapped_lines(text: str, width: float, size: float, *, is_bold: bool = False) -> int:
    """Count the lines that a text takes in a column of so many points, broken between words."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        at = 0.0
        for word in paragraph.split(" "):
            length = length_of(f"{word} ", size, is_bold=is_bold)
            if at and at + length_of(word, size, is_bold=is_bold) > width:
                count, at = count + 1, 0.0
            at += length
            while at > width + length_of(" ", size) and length > width:  # a word longer than the column
                count, at = count + 1, at - width
    return count
