"""What a page is made of, and how it becomes HTML. Jinja2 is imported on first use; whatever is filled in is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import hoctap
from hoctap.language import Language, say
from hoctap.sheet import STATUS_LOOKS, Sheet

if TYPE_CHECKING:
    from fractions import Fraction

    from markupsafe import Markup

__all__ = [
    "Card",
    "Cards",
    "Facts",
    "Page",
    "Paragraphs",
    "Picture",
    "Pictures",
    "Section",
    "Source",
    "Tabled",
    "render",
]


class Card(NamedTuple):
    """A target with where it stands; numbers are percent, None where there is none."""

    code: str
    name: str
    value: str
    bounds: str
    target: str
    status: str
    status_text: str
    counts: str
    bar: tuple[Fraction | None, Fraction | None, Fraction | None]  # value and bounds
    path: Fraction | None
    goal: int | None


class Cards(NamedTuple):
    """Targets beside each other."""

    cards: Sequence[Card]
    kind: str = "cards"


class Facts(NamedTuple):
    """Names with what there is to say of each."""

    pairs: Sequence[tuple[str, str]]
    kind: str = "facts"


class Paragraphs(NamedTuple):
    """Sentences, each a paragraph; or the items of a list."""

    texts: Sequence[str]
    is_list: bool = False
    kind: str = "paragraphs"


class Picture(NamedTuple):
    """A drawing with what it shows; `width` in inches."""

    svg: Markup
    name: str
    text: str
    width: float
    is_strong: bool = False


class Pictures(NamedTuple):
    """Pictures in a grid, with one legend."""

    pictures: Sequence[Picture]
    legend: str = ""
    kind: str = "pictures"


class Tabled(NamedTuple):
    """A table; `tints` colours the cells of statuses."""

    sheet: Sheet
    note: str = ""
    kind: str = "table"


class Source(NamedTuple):
    """A text to be read by programs, folded away."""

    name: str
    text: str
    kind: str = "source"


Block = Cards | Facts | Paragraphs | Pictures | Tabled | Source


class Section(NamedTuple):
    """A part of a page with its heading."""

    id: str
    title: str
    lead: str
    blocks: Sequence[Block]


class Page(NamedTuple):
    """All that stands on a page."""

    title: str
    subtitle: str
    facts: Sequence[tuple[str, str]]
    sections: Sequence[Section]
    is_simulated: bool


LETTERS_OF_VIETNAMESE = "ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00c3\u00c8-\u00ca\u00cc\u00cd\u00d2-\u00d5\u00d9\u00da\u00dd\u00e0-\u00e3\u00e8-\u00ea\u00ec\u00ed\u00f2-\u00f5\u00f9\u00fa\u00fd\u0128\u0129\u0168\u0169\u1ea0-\u1ef9"
DAY = re.compile(r"[0-9/-]{10}( \*)?")
WORDS = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def marked(text: object, lang: Language) -> Markup:
    """Escape a text; on an English page its Vietnamese words say so, for those who listen to it. `Code` is set apart."""
    from markupsafe import Markup

    parts = [
        Markup("<code>{}</code>").format(part) if i % 2 else _told(part, lang)
        for i, part in enumerate(str(text).split("`"))
    ]
    return Markup("").join(parts)


def _told(plain: str, lang: Language) -> Markup:
    from markupsafe import Markup, escape

    if lang == "vi" or not re.search(f"[{LETTERS_OF_VIETNAMESE}]", plain):
        return escape(plain)
    parts, done = [], 0
    for begin, end in _runs(plain):
        parts += [escape(plain[done:begin]), Markup('<span lang="vi">{}</span>').format(plain[begin:end])]
        done = end
    return Markup("").join([*parts, escape(plain[done:])])


def _runs(text: str) -> list[tuple[int, int]]:
    """Find runs of words that are Vietnamese: those with its letters, and capitalised ones beside them ("An Hà")."""
    runs: list[tuple[int, int]] = []
    for words in WORDS.finditer(text):
        run: list[re.Match[str]] = []
        for word in [*re.finditer(r"[^ -]+", words.group()), None]:
            is_vietnamese = word is not None and re.search(f"[{LETTERS_OF_VIETNAMESE}]", word.group()) is not None
            if word is not None and (is_vietnamese or word.group()[0].isupper()):
                run.append(word)
                continue
            if any(re.search(f"[{LETTERS_OF_VIETNAMESE}]", one.group()) for one in run):
                runs.append((words.start() + run[0].start(), words.start() + run[-1].end()))
            run = []
    return runs


def render(page: Page, lang: Language) -> str:
    """Write a page as HTML that needs nothing else."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("hoctap.reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["marked"] = lambda text: marked(text, lang)
    environment.tests["day"] = lambda text: DAY.fullmatch(text) is not None
    environment.globals["version"] = hoctap.__version__
    environment.globals["say"] = lambda text, **gaps: say(text, lang, **gaps)
    environment.globals["looks"] = STATUS_LOOKS
    environment.globals["percent"] = lambda ratio: f"{float(ratio * 100):.3f}"
    return environment.get_template("page.html").render(page=page, lang=lang)
