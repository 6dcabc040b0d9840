"""Results with a receipt: what was asked, of which inputs, by which rulebook and version; and doing it again to compare."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hoctap
from hoctap import _core
from hoctap.addresses import is_ledger, is_url
from hoctap.errors import FileError, FormatError, InvalidValue
from hoctap.language import Language
from hoctap.lines import budget_lines
from hoctap.reading import read
from hoctap.refusals import refusal

if TYPE_CHECKING:
    from hoctap._core import Book, Compliance, Dataset, Estimate, Findings, Receipt, Result
    from hoctap.documents.asked import Asked
    from hoctap.reports import Report

__all__ = [
    "Work",
    "book_of",
    "check",
    "estimate",
    "report",
    "report_work",
    "review",
    "review_work",
    "sources_of",
    "status",
    "status_work",
    "verify",
]

Pairs = list[tuple[str, str]]
StrPath = str | os.PathLike[str]


@dataclass(frozen=True)
class Work:
    """A result with all that it rests on; `save` writes both."""

    task: str
    value: Any  # Compliance, Estimate, Result, Report or what a review shows
    book: Book | None
    asked: Pairs  # paths among them are named in `paths`
    inputs: Pairs  # of files: their paths
    tables: Mapping[str, Any]
    is_simulated: bool
    lines: Any = None  # of a check: the lines as they were read
    paths: frozenset[str] = field(default=frozenset({"file", "folder", "rulebook", "programme_file"}))
    chosen: Callable[[str, str], str] | None = None  # from name and text of a table the text that is saved of it

    @property
    def holds_exact_counts(self) -> bool:
        """Whether its tables may hold counts of persons as they are, small ones too: these are not for publication."""
        return self.task in ("report", "review", "status")

    def texts(self) -> Pairs:
        """Give name and text of each table, without columns of floats."""
        texts = [(name, _core.table_text(table)) for name, table in self.tables.items()]
        return texts if self.chosen is None else [(name, self.chosen(name, text)) for name, text in texts]

    def receipt(self, folder: StrPath) -> Receipt:
        """Give the receipt as it stands in a folder, from which paths are counted."""
        here = Path(folder)
        asked = [(name, _from(here, value) if name in self.paths else value) for name, value in self.asked]
        inputs = [(_from(here, name) if name.startswith("/") else name, digest) for name, digest in self.inputs]
        return _core.Receipt(task=self.task, book=self.book, asked=asked, inputs=inputs, is_simulated=self.is_simulated)

    def save(self, path: StrPath) -> list[Path]:
        """Write the tables beside the receipt and then the receipt; return what was written.

        Args:
            path: the receipt, `result.json`; tables are written beside it as `result.lines.csv`.

        Raises:
            OSError: something cannot be written.

        """
        target = Path(path)
        receipt = self.receipt(target.parent)
        written = []
        for name, text in self.texts():
            file = target.with_name(f"{target.stem}.{name}.csv")
            file.write_text(text, encoding="utf-8", newline="")
            receipt.add_result(name, file=file.name, text=text)
            written.append(file)
        target.write_text(receipt.json(), encoding="utf-8")
        return [*written, target]


def _from(folder: Path, path: str) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _absolute(path: StrPath) -> str:
    if is_url(path):
        sentence = "a receipt names files; a database behind a URL cannot be one of them"
        raise refusal(InvalidValue, sentence, code="url_in_receipt")
    return str(Path(path).absolute())


def _rulebook(files: Sequence[StrPath]) -> hoctap.Rulebook:
    known = _core.rulebook()
    return known.with_files([os.fspath(file) for file in files]) if files else known


def book_of(
    files: Sequence[StrPath] = (), in_force: Any = None, known: Any = None, verified_only: bool = False
) -> Book:
    """Make the book of the library's rulebook and files that are added to it."""
    return _rulebook(files).as_of(in_force=in_force, known=known, verified_only=verified_only)


def _book(files: Sequence[StrPath], in_force: Any, known: Any, verified_only: bool) -> tuple[Book, Pairs, Pairs]:
    return book_of(files, in_force, known, verified_only), *_files_of_book(files)


def _files_of_book(files: Sequence[StrPath]) -> tuple[Pairs, Pairs]:
    asked = [("rulebook", _absolute(file)) for file in files]
    return asked, [(_absolute(file), _core.file_digest(file)) for file in files]


def sources_of(dataset: Dataset) -> Pairs:
    """List the files that were read, as they are named in the folder, and the plan."""
    files = {source.file: source.sha256 for source in dataset.sources if source.file}
    plan = dataset.programme
    return [*sorted(files.items()), (f"programme {plan.id}", plan.digest)]


def _plan(programme: StrPath | None, dataset: Dataset) -> Pairs:
    """Say which plan was used: as it was named, or else which one it is."""
    if programme is None:
        return [("programme", dataset.programme.id)]
    is_file = not isinstance(programme, str) or programme.endswith(".toml")
    return [("programme_file", _absolute(programme)) if is_file else ("programme", str(programme))]


def _received_until(reading: Mapping[str, Any]) -> Pairs:
    day = reading.get("received_until")
    return [] if day is None else [("received_until", str(day))]


def _of_forms(
    dataset: Dataset,
    folder: StrPath,
    own: Pairs,
    programme: StrPath | None,
    rulebook: Sequence[StrPath],
    day: Any,
    received_until: Any,
) -> tuple[Pairs, Pairs]:
    """Give what a work on forms was asked for, with what is its own, and what it was made of."""
    asked_of_book, files = _files_of_book(rulebook)
    asked = [
        ("folder", _absolute(folder)),
        *_plan(programme, dataset),
        *_received_until({"received_until": received_until}),
        *asked_of_book,
        *own,
    ]
    if day is not None:
        asked.append(("day", str(day)))
    return asked, [*sources_of(dataset), *files]


def check(
    path: StrPath,
    *,
    rulebook: Sequence[StrPath] = (),
    in_force: Any = None,
    known: Any = None,
    verified_only: bool = False,
    programme: StrPath | None = None,
    **reading: Any,
) -> Work:
    """Check the lines of a file, or of the estimates among a folder of forms.

    Args:
        path: a file of lines, or a folder of forms.
        rulebook: TOML files that are added to the rulebook that the library knows.
        in_force: the day whose law judges every line. Default: each line's own days.
        known: the day as known on which. Default: all that is known.
        verified_only: whether nothing but VERIFIED calculates.
        programme: of a folder, the plan its forms speak to, as in `hoctap.read`.
        reading: of a folder, what `hoctap.read` takes besides: key, key_file, day, received_until, limits, progress.

    """
    book, asked, inputs = _book(rulebook, in_force, known, verified_only)
    is_folder = is_ledger(path) or Path(path).is_dir()
    if is_folder:
        dataset = read(path, programme=programme, **reading)
        lines = budget_lines(dataset, rulebook=book.rulebook)
        asked = [("folder", _absolute(path)), *_plan(programme, dataset), *_received_until(reading), *asked]
        inputs = [*sources_of(dataset), *inputs]
    else:
        lines = budget_lines(path, rulebook=book.rulebook)
        asked = [("file", _absolute(path)), *asked]
        inputs = [(_absolute(path), _core.file_digest(path)), *inputs]
    checked: Compliance = book.check(lines)
    simulated = bool(getattr(lines, "is_simulated", False)) or _uses_simulated(book)
    return Work("check", checked, book, asked, inputs, {"lines": checked}, simulated, lines)


def _uses_simulated(book: Book) -> bool:
    return any(instrument.mark == "SIMULATED" for instrument in book.rulebook.instruments)


def estimate(
    folder: StrPath,
    *,
    year: int,
    rulebook: Sequence[StrPath] = (),
    in_force: Any = None,
    known: Any = None,
    verified_only: bool = False,
    programme: StrPath | None = None,
    prices: Sequence[str] = (),
    numbers: Sequence[str] = (),
    attributes: Sequence[str] = (),
    unit_attributes: Sequence[str] = (),
    sources: Sequence[str] = (),
    decided_on: Any = None,
    places_on: Any = None,
    **reading: Any,
) -> Work:
    """Draw up the estimate of a year from the plans among a folder of forms.

    Args:
        folder: the forms.
        year: the budget year.
        rulebook, in_force, known, verified_only, programme, reading: as in `check`.
        prices: "hall_hire=1500000", with attributes of the lines meant: "clc_management_allowance;manager=director=300000".
        numbers: "literacy_lighting/month=5".
        attributes: of every line, "zone=II".
        unit_attributes: "07375/zone=II".
        sources: funds with their weights, "commune_budget=7". Default: all from the commune's budget.
        decided_on, places_on: as in `Book.estimate`.

    Raises:
        InvalidValue: one of these is not written so.

    """
    book, asked_of_book, files = _book(rulebook, in_force, known, verified_only)
    dataset = read(folder, programme=programme, **reading)
    drawn: Estimate = book.estimate(
        dataset,
        year=year,
        prices={name: _whole(value, text) for name, value, text in map(_parted, prices)},
        numbers={_two(name, text): _whole(value, text) for name, value, text in map(_parted, numbers)},
        attributes={name: value for name, value, _ in map(_parted, attributes)},
        unit_attributes=_by_unit(unit_attributes),
        sources=[(name, _whole(value, text)) for name, value, text in map(_parted, sources)] or [("commune_budget", 1)],
        decided_on=decided_on,
        places_on=places_on,
    )
    asked = [
        ("folder", _absolute(folder)),
        ("year", str(year)),
        *_plan(programme, dataset),
        *_received_until(reading),
        *asked_of_book,
    ]
    for name, values in (
        ("price", prices),
        ("number", numbers),
        ("attribute", attributes),
        ("unit_attribute", unit_attributes),
        ("source", sources),
    ):
        asked += [(name, value) for value in values]
    asked += [(name, str(day)) for name, day in (("decided_on", decided_on), ("places_on", places_on)) if day]
    tables = {"lines": drawn, "totals": drawn.totals, "floors": drawn.floors}
    simulated = drawn.is_simulated or _uses_simulated(book)
    return Work("estimate", drawn, book, asked, [*sources_of(dataset), *files], tables, simulated)


def _parted(text: str) -> tuple[str, str, str]:
    """Part "name=value" at its last sign of equality."""
    name, sign, value = text.rpartition("=")
    if not sign or not name or not value:
        raise _not_parted(text)
    return name, value, text


def _whole(value: str, text: str) -> int:
    try:
        return int(value)
    except ValueError:
        raise _not_parted(text) from None


def _two(name: str, text: str) -> tuple[str, str]:
    first, sign, second = name.rpartition("/")
    if not sign:
        raise _not_parted(text)
    return first, second


def _by_unit(texts: Sequence[str]) -> dict[str, dict[str, str]]:
    units: dict[str, dict[str, str]] = {}
    for name, value, text in map(_parted, texts):
        unit, attribute = _two(name, text)
        units.setdefault(unit, {})[attribute] = value
    return units


def _not_parted(text: str) -> InvalidValue:
    sentence = "“{given}” is not written as a name, =, and a value"
    return refusal(InvalidValue, sentence, code="not_parted", given=text)


def status(
    folder: StrPath,
    *,
    programme: StrPath | None = None,
    view: str = "plan_territory",
    periods: Sequence[str] | None = None,
    indicators: Sequence[str] | None = None,
    variants: Sequence[str] | None = None,
    **reading: Any,
) -> Work:
    """Evaluate the targets of a plan on a folder of forms.

    Args:
        folder: the forms.
        programme, reading: as in `check`.
        view, periods, indicators, variants: as in `Dataset.indicators`.

    """
    dataset = read(folder, programme=programme, **reading)
    asked: dict[str, Any] = {"view": view, "periods": periods, "indicators": indicators, "variants": variants}
    result = dataset.indicators(**asked)
    asked |= {name: reading.get(name) for name in ("day", "received_until")}
    return status_work(dataset, result, folder, programme=programme, **asked)


def status_work(
    dataset: Dataset,
    result: Result,
    folder: StrPath,
    *,
    programme: StrPath | None,
    day: Any,
    view: str,
    periods: Sequence[str] | None,
    indicators: Sequence[str] | None,
    variants: Sequence[str] | None,
    received_until: Any = None,
) -> Work:
    """Take a result that was evaluated already, with what was asked for it."""
    own: Pairs = [("view", view)]
    for name, values in (("period", periods), ("indicator", indicators), ("variant", variants)):
        own += [(name, str(value)) for value in values or ()]
    asked, inputs = _of_forms(dataset, folder, own, programme, (), day, received_until)
    return Work("status", result, None, asked, inputs, {"result": result}, result.is_simulated)


def report(
    folder: StrPath,
    *,
    programme: StrPath | None = None,
    rulebook: Sequence[StrPath] = (),
    in_force: Any = None,
    known: Any = None,
    verified_only: bool = False,
    view: str = "plan_territory",
    period: str | None = None,
    indicator: str | None = None,
    lang: Language = "vi",
    **reading: Any,
) -> Work:
    """Make the report of a folder of forms; the tables whose cells the page shows are saved with its receipt.

    Args:
        folder: the forms.
        programme, rulebook, in_force, known, verified_only, reading: as in `check`.
        view, period, indicator, lang: as in `hoctap.report`.

    """
    dataset = read(folder, programme=programme, **reading)
    book = book_of(rulebook, in_force, known, verified_only)
    made = hoctap.report(dataset, lang=lang, view=view, period=period, indicator=indicator, book=book)
    days = {name: reading.get(name) for name in ("day", "received_until")}
    return report_work(dataset, made, folder, programme=programme, rulebook=rulebook, **days)


def report_work(
    dataset: Dataset,
    made: Report,
    folder: StrPath,
    *,
    programme: StrPath | None,
    day: Any,
    received_until: Any = None,
    rulebook: Sequence[StrPath] = (),
) -> Work:
    """Take a report that was made already, with what it was made of."""
    own = [*made.receipt.asked, ("lang", made.lang)]
    asked, inputs = _of_forms(dataset, folder, own, programme, rulebook, day, received_until)
    return Work("report", made, made.book, asked, inputs, made.tables(), made.is_simulated)


def review(
    folder: StrPath,
    *,
    unit: str,
    year: int,
    programme: StrPath | None = None,
    rulebook: Sequence[StrPath] = (),
    in_force: Any = None,
    known: Any = None,
    verified_only: bool = False,
    **reading: Any,
) -> Work:
    """Compute the results that the yearly review of a unit shows, from a folder of forms.

    Args:
        folder: the forms.
        programme, rulebook, in_force, known, verified_only, reading: as in `check`.
        unit, year: as in `hoctap.documents.write_review`.

    """
    from hoctap.documents.asked import asked_of

    dataset = read(folder, programme=programme, **reading)
    asked = asked_of(dataset, unit, year, book_of(rulebook, in_force, known, verified_only))
    days = {name: reading.get(name) for name in ("day", "received_until")}
    return review_work(asked, folder, programme=programme, rulebook=rulebook, **days)


def review_work(
    review: Asked,
    folder: StrPath,
    *,
    programme: StrPath | None,
    day: Any,
    received_until: Any = None,
    rulebook: Sequence[StrPath] = (),
) -> Work:
    """Take the results of a review that was written already; of a commune its own rows are saved, and no other ones."""
    from hoctap.documents.saved_rows import rows_of_unit

    own = [("unit", review.unit.code), ("year", str(review.year))]
    asked, inputs = _of_forms(review.dataset, folder, own, programme, rulebook, day, received_until)
    chosen = partial(rows_of_unit, review)
    return Work("review", review, review.book, asked, inputs, review.tables(), review.is_simulated, chosen=chosen)


def verify(
    path: StrPath,
    *,
    key: str | None = None,
    key_file: StrPath | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Findings:
    """Do the work of a receipt again and say what does not come out as it was saved.

    Each table is compared with what was saved: the first value that differs is told with file, row and column, what it was and what it is. That the
    rulebook, an input or what was asked is another one is told as well. Without a finding of severity error the result is confirmed.

    Args:
        path: the receipt; the saved tables stand beside it, and other paths count from there.
        key, key_file: the secret that turns citizen numbers into keys, where forms name persons, as in `hoctap.read`.
        progress: as in `hoctap.read`, where forms are read.

    Raises:
        FileError: the receipt, a saved table or an input cannot be read.
        FormatError: the receipt is none, or of another schema.

    """
    file = Path(path)
    receipt = _core.Receipt.parse(_text(file), file=str(file))
    if receipt.task not in _AGAIN:
        sentence = "the library does not know how to do “{task}” again"
        raise refusal(FormatError, sentence, code="unknown_task", file=str(file), task=receipt.task)
    saved = [(table, _text(file.parent / name)) for table, name in receipt.results]
    again = _AGAIN[receipt.task](receipt, file.parent, {"key": key, "key_file": key_file, "progress": progress})
    return receipt.verify(saved=saved, now=again.receipt(file.parent), computed=again.texts(), file=str(file))


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _cannot_be_read(path, "there is no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise _cannot_be_read(path, str(error)) from None


def _cannot_be_read(path: Path, reason: str) -> FileError:
    return FileError(
        f"{path}: {reason}",
        message_vi=f"{path}: {_core.spoken(reason, lang='vi')}",
        code="file_not_readable",
        file=str(path),
    )


class _Asked:
    """What a receipt says was asked."""

    def __init__(self, receipt: Receipt, folder: Path) -> None:
        self.receipt, self.folder = receipt, folder

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.receipt.asked if key == name]

    def one(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)

    def needed(self, name: str) -> str:
        if (value := self.one(name)) is None:
            sentence = "the receipt does not say {name}"
            raise refusal(FormatError, sentence, code="receipt_incomplete", name=name)
        return value

    def path(self, name: str) -> Path:
        return self.folder / self.needed(name)

    def programme(self) -> StrPath | None:
        if self.one("programme_file"):
            return self.path("programme_file")
        # A ledger may have its plan from a file that the library does not know by name; it takes no other.
        return None if is_ledger(self.path("folder")) else self.one("programme")

    def received_until(self) -> dict[str, Any]:
        return {"received_until": self.one("received_until")}

    def book(self) -> dict[str, Any]:
        return {
            "rulebook": [self.folder / name for name in self.all("rulebook")],
            "in_force": self.receipt.in_force,
            "known": self.receipt.known,
            "verified_only": self.receipt.is_verified_only,
        }


def _check_again(receipt: Receipt, folder: Path, keys: dict[str, Any]) -> Work:
    asked = _Asked(receipt, folder)
    if asked.one("file"):
        return check(asked.path("file"), **asked.book())
    return check(asked.path("folder"), programme=asked.programme(), **asked.received_until(), **asked.book(), **keys)


def _estimate_again(receipt: Receipt, folder: Path, keys: dict[str, Any]) -> Work:
    asked = _Asked(receipt, folder)
    return estimate(
        asked.path("folder"),
        year=int(asked.needed("year")),
        programme=asked.programme(),
        prices=asked.all("price"),
        numbers=asked.all("number"),
        attributes=asked.all("attribute"),
        unit_attributes=asked.all("unit_attribute"),
        sources=asked.all("source"),
        decided_on=asked.one("decided_on"),
        places_on=asked.one("places_on"),
        **asked.received_until(),
        **asked.book(),
        **keys,
    )


def _status_again(receipt: Receipt, folder: Path, keys: dict[str, Any]) -> Work:
    asked = _Asked(receipt, folder)
    return status(
        asked.path("folder"),
        programme=asked.programme(),
        view=asked.needed("view"),
        periods=asked.all("period") or None,
        indicators=asked.all("indicator") or None,
        variants=asked.all("variant") or None,
        day=asked.one("day"),
        **asked.received_until(),
        **keys,
    )


def _report_again(receipt: Receipt, folder: Path, keys: dict[str, Any]) -> Work:
    asked = _Asked(receipt, folder)
    return report(
        asked.path("folder"),
        programme=asked.programme(),
        view=asked.needed("view"),
        period=asked.needed("period"),
        indicator=asked.needed("indicator"),
        lang="vi" if asked.one("lang") == "vi" else "en",
        day=asked.one("day"),
        **asked.received_until(),
        **asked.book(),
        **keys,
    )


def _review_again(receipt: Receipt, folder: Path, keys: dict[str, Any]) -> Work:
    asked = _Asked(receipt, folder)
    return review(
        asked.path("folder"),
        unit=asked.needed("unit"),
        year=int(asked.needed("year")),
        programme=asked.programme(),
        day=asked.one("day"),
        **asked.received_until(),
        **asked.book(),
        **keys,
    )


_AGAIN: dict[str, Callable[[Any, Path, dict[str, Any]], Work]] = {
    "check": _check_again,
    "estimate": _estimate_again,
    "report": _report_again,
    "review": _review_again,
    "status": _status_again,
}
