"""Writes documents, and says of each what it rests on and what is left to be filled in."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import hoctap
from hoctap import _core
from hoctap.errors import InvalidValue
from hoctap.excel.writing import new_file, xlsxwriter
from hoctap.language import Language, say
from hoctap.refusals import refusal

from .asked import Asked, asked_of
from .estimate import commune_words, estimate_content, estimate_office, lines_of_commune
from .office import Office, unit_words
from .parts import VERIFIED
from .profile import DECREE_30_2020, Profile, profile
from .review import default_office, review_content
from .text_file import docx_library, write_docx
from .workbook_file import write_xlsx

if TYPE_CHECKING:
    from hoctap import Book, Dataset, Estimate, Receipt

    from .parts import Blank, Content

__all__ = ["Document", "check_target", "write_estimate", "write_review"]

_PROPERTY_MOST = 255  # letters of a property of a file
_WRITERS = {".docx": write_docx, ".xlsx": write_xlsx}


@dataclass(frozen=True)
class Document:
    """A document that was written.

    Attributes:
        path: the file.
        kind: "review" or "estimate".
        layout: the profile it was laid out by; its mark says how surely the law is known.
        to_fill: what is left to be filled in before it is signed.
        is_simulated: whether anything it rests on was made up.
        receipt: what it rests on: version, digests of inputs, rulebook and layout.
        unit: kind, name and code of the unit that it is about: "xã Tiên Lục (07381)"; empty of an estimate of all units.
        results: of a review the results that it shows; None of an estimate, which has its own.

    """

    path: Path
    kind: str
    layout: Profile
    to_fill: tuple[Blank, ...]
    is_simulated: bool
    receipt: Receipt
    unit: str = ""
    results: Asked | None = None

    def summary(self, lang: Language = "en") -> list[str]:
        """Say which layout it has, which unit it is about, what is left to be filled in, and whether data were made up."""
        told = [self.layout.said(lang)]
        if self.unit:
            told.append(say("the unit it is about: {unit}", lang, unit=self.unit))
        if self.layout.mark != VERIFIED:
            told.append(say("the layout was not compared with the gazette", lang))
        if self.to_fill:
            told.append(say("to be filled in: {what}", lang, what="; ".join(one.text(lang) for one in self.to_fill)))
        if self.is_simulated:
            told.append(say("simulated data", lang).upper())
        return told


def write_review(
    dataset: Dataset,
    path: str | os.PathLike[str],
    *,
    unit: str,
    year: int,
    office: Office | None = None,
    book: Book | None = None,
    verified_only: bool = False,
    layout: str = DECREE_30_2020,
) -> Document:
    """Write the yearly review (Báo cáo) of a unit: targets, tasks and duties, finances, what is missing or not sure, and what closes each gap.

    All figures are results that the dataset gives; units are those of the year's last day. Opinions and proposals are places to be filled in. Of persons, counts of
    single communes do not stand in it, nor those below five of the whole territory.

    Args:
        dataset: what was read.
        path: the file, .docx or .xlsx.
        unit: code or name of a commune, or of the plan's territory.
        year: a year of the plan.
        office: who issues and signs it. Default: the unit's People's Committee, without names.
        book: the law of the centres' money. Default: all of the library's rulebook.
        verified_only: whether a layout is refused that was not verified in the text of the law itself; a book that is so asks for it too.
        layout: the profile.

    Raises:
        NotInstalled: python-docx or XlsxWriter is not there; the message says how to install them.
        FileError: the file is there already, or cannot be written.
        InvalidValue: another kind of file, no year of the plan, a name that a commune and the territory both bear, or a layout that was not verified.
        NotFound: there is no such unit in the plan's territory.

    """
    law = hoctap.rulebook().as_of(verified_only=verified_only) if book is None else book
    target, form = check_target(path, layout, verified_only=verified_only or law.is_verified_only)
    asked = asked_of(dataset, unit, year, law)
    content = review_content(asked)
    default = default_office(asked)
    issuing = (office or Office()).or_else(default)
    made = _write(
        target,
        form,
        content,
        issuing,
        book=law,
        asked=[("unit", asked.unit.code), ("year", str(year))],
        inputs=_sources(dataset),
    )
    return replace(made, unit=f"{unit_words(asked.unit)} ({asked.unit.code})", results=asked)


def write_estimate(
    estimate: Estimate,
    path: str | os.PathLike[str],
    *,
    unit: str | None = None,
    office: Office | None = None,
    verified_only: bool = False,
    layout: str = DECREE_30_2020,
    inputs: list[tuple[str, str]] | None = None,
) -> Document:
    """Write an estimate (Tờ trình): sums by centre, also in words, and each line with its norm, how surely that is known, and what it lacks.

    Args:
        estimate: as `Book.estimate` draws it up.
        path: the file, .docx or .xlsx.
        unit: code or name of a commune, whose Study Promotion Association hands it in. Default: all lines.
        office: who issues and signs it. Default: of a commune its Study Promotion Association, without names.
        verified_only: whether a layout is refused that was not verified in the text of the law itself; a book that is so asks for it too.
        layout: the profile.
        inputs: name and SHA-256 of what the estimate was drawn from, for the receipt.

    Raises:
        NotInstalled, FileError, InvalidValue: as `write_review`.
        NotFound: the estimate has no lines of that commune.

    """
    target, form = check_target(path, layout, verified_only=verified_only or estimate.book.is_verified_only)
    lines = lines_of_commune(estimate, unit)
    content = estimate_content(estimate, lines, unit)
    issuing = (office or Office()).or_else(estimate_office(lines) if unit is not None else Office())
    asked = [*([("unit", lines[0]["commune_code"])] if unit is not None else []), ("year", str(estimate.year))]
    made = _write(target, form, content, issuing, book=estimate.book, asked=asked, inputs=inputs or [])
    about = "" if unit is None else f"{commune_words(lines[0])} ({lines[0]['commune_code']})"
    return replace(made, unit=about)


def check_target(
    path: str | os.PathLike[str], layout: str = DECREE_30_2020, *, verified_only: bool = False
) -> tuple[Path, Profile]:
    """See that the file can be written so, before anything is computed.

    Raises:
        NotInstalled, InvalidValue: as `write_review`.

    """
    target = Path(path)
    suffix = target.suffix.lower()
    if suffix not in _WRITERS:
        sentence = "documents are written as .docx or .xlsx, not “{suffix}”"
        raise refusal(InvalidValue, sentence, code="unknown_kind_of_file", suffix=target.suffix)
    if suffix == ".docx":
        docx_library()
    else:
        xlsxwriter()
    form = profile(layout)
    if verified_only and form.mark != VERIFIED:
        sentence = (
            "the layout of {instrument} was read in a secondary source; nothing but what is verified was asked for"
        )
        raise refusal(InvalidValue, sentence, code="layout_not_verified", instrument=form.instrument)
    return target, form


def _write(
    target: Path,
    form: Profile,
    content: Content,
    office: Office,
    *,
    book: Book,
    asked: list[tuple[str, str]],
    inputs: list[tuple[str, str]],
) -> Document:
    is_simulated = content.is_simulated or any(one.mark == "SIMULATED" for one in book.rulebook.instruments)
    told = replace(content, is_simulated=is_simulated, bases=(*office.bases, *content.bases))
    receipt = _core.Receipt(
        task="document",
        book=book,
        asked=[("document", content.kind), *asked, ("layout", f"{form.instrument} ({form.mark})")],
        inputs=[*inputs, (f"layout {form.id}", form.digest)],
        is_simulated=is_simulated,
    )
    properties = {
        "title": f"{content.type}: {content.subject}",
        "subject": content.subject,
        "author": " ".join(office.body),
        "keywords": f"{form.instrument}; {form.mark}" + ("; SIMULATED" if is_simulated else ""),
        "comments": f"{form.said('vi')}. hoctap {_core.version()}",
    }
    cut = {name: text[:_PROPERTY_MOST] for name, text in properties.items()}
    new_file(target, lambda file: _WRITERS[target.suffix.lower()](file, told, office, form, cut))
    return Document(target, content.kind, form, (*office.blanks, *content.to_fill), is_simulated, receipt)


def _sources(dataset: Dataset) -> list[tuple[str, str]]:
    from hoctap.receipts import sources_of

    return sources_of(dataset)
