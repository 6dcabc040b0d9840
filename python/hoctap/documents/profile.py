"""The form of official documents as data: page, letters and parts, with the range that the law leaves and what was chosen in it."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from hoctap.errors import NotFound
from hoctap.refusals import refusal

if TYPE_CHECKING:
    import datetime

    from hoctap.language import Language

__all__ = ["Choice", "Component", "Gap", "Profile", "profile"]

DECREE_30_2020 = "decree-30-2020"


@dataclass(frozen=True)
class Choice:
    """A number that was chosen within what the law leaves: a range, or one of several."""

    chosen: float
    least: float | None = None
    most: float | None = None
    choices: tuple[float, ...] = ()

    @property
    def is_permitted(self) -> bool:
        """Whether the choice lies within the range."""
        above = self.least is None or self.chosen >= self.least
        below = self.most is None or self.chosen <= self.most
        return above and below and (not self.choices or self.chosen in self.choices)


@dataclass(frozen=True)
class Component:
    """How one part of a document looks.

    Attributes:
        point: where the law says it.
        size: of its letters, in points.
        line: of the line below it, as a share of the length of its words; None where it has none.
        text: its words where the law fixes them.

    """

    id: str
    point: str
    size: Choice
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    line: Choice | None = None
    text: str = ""

    def written(self, text: str) -> str:
        """Give a text in the letters of this part."""
        return text.upper() if self.capitals else text


@dataclass(frozen=True)
class Gap:
    """What was not read or is left open, and what is done instead."""

    point: str
    what_vi: str
    what_en: str
    instead_vi: str
    instead_en: str


@dataclass(frozen=True)
class Profile:
    """A layout as an instrument of law sets it.

    Attributes:
        instrument: its number, "30/2020/NĐ-CP".
        mark: how surely it is known: "VERIFIED", "SECONDARY" or "MEMORY".
        source, read_on: where and when it was read.
        digest: SHA-256 of the file.
        width, height, margins: of the page, in mm.
        first_line: indent of a paragraph's first line, in mm; space_between: in points; line_spacing: in lines.

    """

    id: str
    instrument: str
    title_vi: str
    title_en: str
    published: datetime.date
    valid_from: datetime.date
    mark: str
    source: str
    read_on: datetime.date
    digest: str
    width: float
    height: float
    margins: dict[str, Choice]
    font: str
    colour: str
    components: dict[str, Component]
    first_line: Choice
    space_between: Choice
    line_spacing: Choice
    abbreviations: dict[str, str]
    gaps: tuple[Gap, ...]

    def text_width(self, *, is_landscape: bool = False) -> float:
        """Give the width between the margins, in mm."""
        page = self.height if is_landscape else self.width
        return page - self.margins["left"].chosen - self.margins["right"].chosen

    def said(self, lang: Language) -> str:
        """Say which layout it is and how surely it is known."""
        from hoctap import _core
        from hoctap.language import day_text, say

        return say(
            "layout of {instrument} ({mark}), read on {day}",
            lang,
            instrument=self.instrument,
            mark=_core.spoken(self.mark, lang=lang),
            day=day_text(self.read_on, lang),
        )


@lru_cache
def profile(name: str = DECREE_30_2020) -> Profile:
    """Read a layout that the library knows.

    Raises:
        NotFound: there is no layout of that name.

    """
    known = {file.name.removesuffix(".toml"): file for file in files("hoctap.documents").joinpath("profiles").iterdir()}
    if name not in known:
        sentence = "there is no layout “{name}”; there is {known}"
        raise refusal(NotFound, sentence, code="unknown_layout", name=name, known=", ".join(sorted(known)))
    content = known[name].read_bytes()
    told = tomllib.loads(content.decode("utf-8"))
    return Profile(
        id=told["id"],
        instrument=told["instrument"],
        title_vi=told["title"]["vi"],
        title_en=told["title"]["en"],
        published=told["published"],
        valid_from=told["from"],
        mark=told["mark"],
        source=told["source"],
        read_on=told["read_on"],
        digest=hashlib.sha256(content).hexdigest(),
        width=told["page"]["width"],
        height=told["page"]["height"],
        margins={side: _choice(given) for side, given in told["page"]["margin"].items()},
        font=told["font"]["name"],
        colour=told["font"]["colour"],
        components={name: _component(name, given) for name, given in told["component"].items()},
        first_line=_choice(told["text"]["first_line"]),
        space_between=_choice(told["text"]["space_between"]),
        line_spacing=_choice(told["text"]["line_spacing"]),
        abbreviations=told["abbreviation"],
        gaps=tuple(
            Gap(one.get("point", ""), one["what"]["vi"], one["what"]["en"], one["instead"]["vi"], one["instead"]["en"])
            for one in told["gap"]
        ),
    )


def _choice(given: dict[str, Any]) -> Choice:
    return Choice(given["chosen"], given.get("least"), given.get("most"), tuple(given.get("choices", ())))


def _component(name: str, given: dict[str, Any]) -> Component:
    styles = {style: given.get(style, False) for style in ("bold", "italic", "capitals")}
    line = _choice(given["line"]) if "line" in given else None
    return Component(name, given["point"], _choice(given["size"]), **styles, line=line, text=given.get("text", ""))
