"""Who issues and signs a document. What is left out is a blank to be filled in: no name is invented."""

from __future__ import annotations

import datetime
import os
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from hoctap.errors import FormatError, InvalidValue
from hoctap.refusals import not_readable, refusal

from .parts import BLANK, Blank

if TYPE_CHECKING:
    from hoctap._core import UnitVersion

__all__ = ["Office", "unit_words"]

_LISTS = ("body", "superior", "position", "to", "recipients", "bases")
_LAST_MONTH_WITH_ZERO = 2  # months 1 and 2, and days below ten, are led by a zero


@dataclass(frozen=True, kw_only=True)
class Office:
    """Who issues a document, to whom, and who signs it. All of it may be left out.

    Attributes:
        body: the issuing body, a line each: ("Ủy ban nhân dân", "xã Tiên Lục"). Default: what issues such a document in the unit.
        superior: the body above it, a line each. Default: none is written.
        abbreviation: of the body, for the symbol: "UBND".
        number: of the document in the body's register.
        place: where the body sits. Default: the unit's name.
        day: of issue.
        authority: for whom it is signed, with its abbreviation: "TM. Ủy ban nhân dân".
        position: of who signs, with KT., TL. or Q. where it is so: "Chủ tịch"; a line each: ("KT. Chủ tịch", "Phó Chủ tịch").
        signer: the full name, without titles before it.
        to: whom it is addressed to.
        recipients: who else receives it; "Như trên" and the archive are written by themselves.
        drafted_by: abbreviation of the department that drafted it; copies: how many the archive keeps.
        bases: further legal bases, written before those that the library knows.

    """

    body: Sequence[str] | str = ()
    superior: Sequence[str] | str = ()
    abbreviation: str = ""
    number: int | None = None
    place: str = ""
    day: datetime.date | None = None
    authority: str = ""
    position: Sequence[str] | str = ()
    signer: str = ""
    to: Sequence[str] | str = ()
    recipients: Sequence[str] | str = ()
    drafted_by: str = ""
    copies: int | None = None
    bases: Sequence[str] | str = ()

    def __post_init__(self) -> None:
        """Take a single text for a list of one, and refuse numbers that are none."""
        for name in _LISTS:
            given = getattr(self, name)
            object.__setattr__(self, name, (given,) if isinstance(given, str) and given else tuple(given))
        for name in ("number", "copies"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise refusal(InvalidValue, "{name} must be 1 or more, not {value}", name=name, value=value)

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Office:
        """Read it from a TOML file whose keys are the attributes: texts, lists of texts, whole numbers, a date.

        Raises:
            FileError: the file cannot be read.
            FormatError: it is no TOML, or a key or value is none of these; the message names it.

        """
        name = os.fspath(path)
        try:
            told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except OSError as error:
            raise not_readable(path, error) from error
        except ValueError as error:  # also bytes that are no UTF-8
            raise refusal(FormatError, "{file} is no TOML: {reason}", file=name, reason=error) from error
        known = [one.name for one in fields(cls)]
        for key, value in told.items():
            if key not in known:
                near = ", ".join(get_close_matches(key, known)) or ", ".join(known)
                raise refusal(
                    FormatError,
                    "{file}: “{key}” is no part of an office; there is {near}",
                    file=name,
                    key=key,
                    near=near,
                )
            if key == "day" and isinstance(value, str):
                sentence = "{file}: “day” is a date of TOML, without quotes: day = 2026-01-05"
                raise refusal(FormatError, sentence, file=name)
            if not _fits(key, value):
                raise refusal(FormatError, "{file}: the value of “{key}” is of another kind", file=name, key=key)
        return cls(**told)

    def or_else(self, default: Office) -> Office:
        """Fill what is left out from another one."""
        names = self.__dataclass_fields__
        return replace(self, **{n: getattr(self, n) or getattr(default, n) for n in names})

    @property
    def blanks(self) -> tuple[Blank, ...]:
        """What is left to be filled in."""
        words = {
            "body": Blank("tên cơ quan ban hành", "the issuing body"),
            "number": Blank("số văn bản", "the number"),
            "abbreviation": Blank("chữ viết tắt tên cơ quan", "the body's abbreviation"),
            "place": Blank("địa danh", "the place"),
            "day": Blank("ngày ban hành", "the day of issue"),
            "to": Blank("nơi nhận trực tiếp (Kính gửi)", "whom it is addressed to"),
            "authority": Blank("quyền hạn của người ký", "for whom it is signed"),
            "position": Blank("chức vụ của người ký", "the signer's position"),
            "signer": Blank("họ và tên người ký", "the signer's name"),
            "drafted_by": Blank("chữ viết tắt đơn vị soạn thảo", "the drafting department's abbreviation"),
        }
        return tuple(told for name, told in words.items() if not getattr(self, name))

    @property
    def body_lines(self) -> tuple[str, ...]:
        """The issuing body, a line each."""
        return tuple(self.body) or (BLANK,)

    def symbol(self, type_abbreviation: str) -> str:
        """Write number and symbol: "Số: 05/BC-UBND"."""
        number = "        " if self.number is None else f"{self.number:02d}"
        return f"Số: {number}/{type_abbreviation}-{self.abbreviation or '……'}"

    @property
    def place_and_day(self) -> str:
        """Write place and day: "Lạng Giang, ngày 05 tháng 01 năm 2026"."""
        place = self.place or "…………"
        if self.day is None:
            return f"{place}, ngày …… tháng …… năm ……"
        month = f"{self.day.month:02d}" if self.day.month <= _LAST_MONTH_WITH_ZERO else str(self.day.month)
        return f"{place}, ngày {self.day.day:02d} tháng {month} năm {self.day.year}"

    @property
    def addressees(self) -> tuple[str, ...]:
        """Whom it is addressed to."""
        return tuple(self.to) or (BLANK,)

    @property
    def signature(self) -> tuple[tuple[str, ...], str]:
        """For whom and in which position it is signed, and by whom."""
        return (self.authority or BLANK, *(tuple(self.position) or (BLANK,))), self.signer or BLANK

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The lines below "Nơi nhận:", each with its sign at the end."""
        archive = f"- Lưu: VT, {self.drafted_by or '……'}" + (f", {self.copies:02d} bản" if self.copies else "")
        return ("- Như trên;", *(f"- {one};" for one in self.recipients), f"{archive}.")

    @property
    def reference(self) -> str:
        """Name the body in a sentence: "Ủy ban nhân dân xã Tiên Lục"."""
        return " ".join(self.body) or BLANK


def unit_words(unit: UnitVersion) -> str:
    """Name a unit with its kind: "xã Tiên Lục"."""
    return f"{unit.kind} {unit.name}".strip()


def _fits(key: str, value: object) -> bool:
    if key == "day":
        return isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)
    if key in ("number", "copies"):
        return isinstance(value, int) and not isinstance(value, bool)
    if key in _LISTS and isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)
