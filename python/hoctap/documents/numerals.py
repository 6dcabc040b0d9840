"""Whole numbers in Vietnamese words, as sums of money are written out."""

from __future__ import annotations

from hoctap.errors import InvalidValue
from hoctap.refusals import refusal

__all__ = ["in_words", "money_in_words"]

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_THOUSANDS = ("", "nghìn", "triệu")
_BILLION = 1_000_000_000


def in_words(number: int) -> str:
    """Write a whole number in Vietnamese words.

    Groups below a higher one are read in full: 1.005.021.000 is "một tỷ không trăm linh năm triệu không trăm hai mươi mốt nghìn".

    Raises:
        InvalidValue: the number is below zero.

    """
    if number < 0:
        raise refusal(InvalidValue, "{name} must be 0 or more, not {value}", name="number", value=number)
    return " ".join(_words(number, is_full=False)) if number else _DIGITS[0]


def money_in_words(amount: int) -> str:
    """Write đồng out, beginning with a capital: "Năm trăm ba mươi tám triệu đồng"."""
    words = in_words(amount)
    return f"{words[0].upper()}{words[1:]} đồng"


def _words(number: int, *, is_full: bool) -> list[str]:
    """Give the words of a number above zero; `is_full`: after a higher group, so that its hundreds are read too."""
    words: list[str] = []
    billions, rest = divmod(number, _BILLION)
    if billions:
        words += [*_words(billions, is_full=is_full), "tỷ"]
        is_full = True
    for power in (2, 1, 0):
        group, rest = divmod(rest, 1000**power) if power else (rest, 0)
        if group:
            words += [*_group(group, is_full=is_full), *filter(None, [_THOUSANDS[power]])]
            is_full = True
    return words


def _group(group: int, *, is_full: bool) -> list[str]:
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or is_full else []
    if tens == 0:
        return [*words, *(["linh"] if words and ones else []), *([_DIGITS[ones]] if ones else [])]
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if ones == 5:
        words.append("lăm")
    elif ones == 1 and tens > 1:
        words.append("mốt")
    elif ones:
        words.append(_DIGITS[ones])
    return words
