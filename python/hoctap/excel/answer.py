"""Answers to forms: each file back with what is wrong in it marked and said where it stands."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap import _core
from hoctap._core import FileLimits
from hoctap.addresses import is_ledger
from hoctap.errors import FileError, InvalidValue
from hoctap.findings_view import GRAVITY, findings_lines, matching
from hoctap.language import Language, say
from hoctap.reading import read
from hoctap.refusals import refusal
from hoctap.workbooks.sheet_facts import Refused

from .copies import write_copy
from .marking import Mark, mark_workbook
from .parts import Unfit
from .writing import new_file, xlsxwriter

if TYPE_CHECKING:
    from hoctap._core import Dataset, Finding

__all__ = ["Answer", "answer_forms"]

_XLSX = (".xlsx", ".xlsm")


@dataclass(frozen=True)
class Answer:
    """A form that was answered.

    Attributes:
        file: the form, relative to the folder read.
        path: the answer.
        is_same_form: whether the answer is the form itself with marks and comments; else it is a workbook written anew.
        comments: cells with a comment.
        findings: what was noticed about the form.

    """

    file: str
    path: Path
    is_same_form: bool
    comments: int
    findings: tuple[Finding, ...]


def answer_forms(
    forms: str | os.PathLike[str],
    folder: str | os.PathLike[str],
    *,
    dataset: Dataset | None = None,
    files: Sequence[str] = (),
    lang: Language = "vi",
    limits: FileLimits | None = None,
    **reading: Any,
) -> list[Answer]:
    """Write an answer to every form with an error or a warning: the form with what is wrong marked and said in a comment.

    A workbook in XLSX comes back as it is: only styles and comments differ, those of an earlier answer are taken away first. Of other workbooks
    (XLSB, XLS, ODS) the cells are written anew as XLSX, each where it stood. What is said of a row stands at its first cell, what is said
    of a sheet or file at the first cell of the sheet. Of files whose cells cannot be laid out (text, damaged workbooks) the answer is the list of
    findings. An answer holds what the form held, citizen numbers too: it is for those who sent the form.

    Args:
        forms: the folder of forms, or one of them, as in `read`.
        folder: where the answers are written, under the names of the forms; what is written anew gets ".xlsx" behind its name.
        dataset: what `read` gave for `forms`, where it was read already. Default: it is read now.
        files: only these, each a part of a path or a pattern with * and ?. Default: all.
        lang: the language of the comments, Vietnamese ("vi") or English ("en").
        limits: as in `read`.
        reading: other arguments of `read`, where it is read now.

    Returns:
        What was written, by file.

    Raises:
        FileError: an answer is there already, or a form has changed since it was read.
        ImportError: a form has to be written anew and XlsxWriter is not installed.
        InvalidValue: a dataset is given and arguments of `read` beside it, or the answers would lie among the forms; or
            `forms` is a ledger, which does not hold the files themselves.

    """
    if is_ledger(forms):
        text = "answers are written into the files themselves; a ledger does not hold them as they were"
        raise refusal(InvalidValue, text, code="answer_of_ledger")
    if dataset is not None and reading:
        raise InvalidValue(
            "give a dataset, or how to read the forms", message_vi="hãy nêu dataset, hoặc cách đọc các biểu"
        )
    if Path(forms).is_dir() and Path(folder).resolve().is_relative_to(Path(forms).resolve()):
        raise refusal(InvalidValue, "answers inside the folder of forms would be read as forms")
    chosen = limits or FileLimits()
    known = read(forms, limits=chosen, **reading) if dataset is None else dataset
    root = Path(forms)
    by_file: dict[str, list[Finding]] = {}
    for finding in matching(known.findings, files=files) if files else known.findings:
        if finding.file:
            by_file.setdefault(finding.file, []).append(finding)
    answers = []
    for file, findings in sorted(by_file.items()):
        if any(finding.severity != "note" for finding in findings):
            path = root / file if root.is_dir() else root
            if path.is_file():
                answers.append(_answer(path, file, findings, known, Path(folder), chosen, lang))
    return answers


def _answer(
    path: Path, file: str, findings: list[Finding], dataset: Dataset, folder: Path, limits: FileLimits, lang: Language
) -> Answer:
    sources = [source for source in dataset.sources if source.file == file]
    if any(source.sha256 and source.sha256 != _core.file_digest(path) for source in sources):
        raise refusal(FileError, "{file} has changed since it was read", code="file_changed", file=str(path))
    marks = _marks(findings, [source.sheet for source in sources], lang)
    comments = sum(map(len, marks.values()))
    try:
        content = path.read_bytes()
        if content.startswith(b"PK"):
            marked = mark_workbook(content, marks, limits)
            name = file if file.lower().endswith(_XLSX) else f"{file}.xlsx"
            written = new_file(folder / name, lambda target: _write_bytes(target, marked))
            return Answer(file, written, True, comments, tuple(findings))
    except (Unfit, Refused):
        pass  # written anew
    xlsxwriter()
    listed = list(findings_lines(findings, lang, everything=True))
    written = new_file(
        folder / (file if file.lower().endswith(".xlsx") else f"{file}.xlsx"),
        lambda target: write_copy(path, target, marks, listed, limits, lang),
    )
    return Answer(file, written, False, comments, tuple(findings))


def _write_bytes(target: Path, content: bytes) -> None:
    target.write_bytes(content)


def _marks(findings: list[Finding], sheets: list[str], lang: Language) -> dict[str, dict[tuple[int, int], Mark]]:
    """Give what is said by sheet and cell."""
    said: dict[str, dict[tuple[int, int], list[Finding]]] = {}
    for finding in findings:
        sheet = finding.sheet or (sheets[0] if sheets else "")
        place = (finding.row or 1, finding.column or 1)
        said.setdefault(sheet, {}).setdefault(place, []).append(finding)
    return {
        sheet: {
            place: Mark(
                "\n".join(dict.fromkeys(_sentence(finding, lang) for finding in sorted(listed, key=_gravity))),
                min((finding.severity for finding in listed), key=lambda severity: GRAVITY[severity]),
            )
            for place, listed in places.items()
        }
        for sheet, places in said.items()
    }


def _gravity(finding: Finding) -> int:
    return GRAVITY[finding.severity]


def _sentence(finding: Finding, lang: Language) -> str:
    severity = say(finding.severity, lang)
    sentence = f"{severity[:1].upper()}{severity[1:]}: {finding.text(lang=lang)}"
    return f"{sentence} ({say('row left out', lang)})" if finding.outcome == "dropped" and finding.row else sentence
