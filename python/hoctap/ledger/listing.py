"""What a ledger holds and what came of a folder, as tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from hoctap import _core
from hoctap.language import Language

if TYPE_CHECKING:
    import datetime

    import pandas as pd
    import polars as pl

__all__ = ["OUTCOMES", "Arrival", "Ingest", "Submission", "Submissions"]

OUTCOMES = ("filed", "new_version", "known", "unreadable")


class Submission(NamedTuple):
    """A version of a file, as it was filed."""

    number: int
    name: str
    version: int
    is_newest: bool
    given_name: str
    reports: str
    rows: int
    received: datetime.date | None
    known_on: datetime.date
    filed_at: str
    who: str
    sha256: str
    bytes: int
    has_original: bool
    is_simulated: bool


class Arrival(NamedTuple):
    """What came of a file of the folder: "filed", "new_version", "known" (it was filed before) or "unreadable"."""

    name: str
    outcome: str
    number: int | None = None
    filed_as: str | None = None
    version: int | None = None
    replaces: str | None = None
    reports: str | None = None
    why_vi: str | None = None
    why_en: str | None = None


KINDS = {
    "number": "integer",
    "version": "integer",
    "rows": "integer",
    "bytes": "integer",
    "received": "date",
    "known_on": "date",
    "is_newest": "boolean",
    "has_original": "boolean",
    "is_simulated": "boolean",
}

Row = TypeVar("Row", Submission, Arrival)


class _Listing(Generic[Row]):
    """Rows that are also a table for any library that reads Arrow."""

    _name: str
    _columns: tuple[str, ...]

    def __init__(self, rows: Sequence[Row], *, is_simulated: bool = False) -> None:
        """Hold the rows."""
        self._rows: tuple[Row, ...] = tuple(rows)
        self.is_simulated = is_simulated

    def __len__(self) -> int:
        """Count the rows."""
        return len(self._rows)

    def __getitem__(self, index: int) -> Row:
        """Give a row."""
        return self._rows[index]

    def __iter__(self) -> Iterator[Row]:
        """Go through the rows."""
        return iter(self._rows)

    @property
    def table(self) -> _core.Table:
        """The rows as a table."""
        columns = [
            (name, KINDS.get(name, "text"), [getattr(row, name) for row in self._rows]) for name in self._columns
        ]
        return _core.table_of_lists(self._name, len(self._rows), columns, simulated=self.is_simulated)

    def __arrow_c_stream__(self, requested_schema: Any = None) -> Any:
        """Give the table as an Arrow C stream."""
        return self.table.__arrow_c_stream__(requested_schema)

    def to_dicts(self) -> list[dict[str, Any]]:
        """List the rows as dictionaries; None where a value is missing."""
        return [row._asdict() for row in self._rows]

    def to_pandas(self) -> pd.DataFrame:
        """Make a pandas data frame.

        Raises:
            ImportError: pandas is not installed.

        """
        return self.table.to_pandas()

    def to_polars(self) -> pl.DataFrame:
        """Make a polars data frame.

        Raises:
            ImportError: polars is not installed.

        """
        return self.table.to_polars()


class Submissions(_Listing[Submission]):
    """Versions of files in a ledger, in the order in which they were filed.

    `number` counts them; `name` is what findings call the file, `given_name` what it was called where it came from; `version` counts the versions
    of the file and `is_newest` says which one counts; `reports` are the reports that it tells of by form, unit and period; `rows` stand below its
    headings; `received` is the day of receipt that was given when it was filed, `known_on` the last day that its tables state, if each states one,
    else the same or the day of filing, `filed_at` the moment (UTC) and `who` whoever filed it.
    """

    _name = "ledger_submissions"
    _columns = Submission._fields

    def __repr__(self) -> str:
        """Tell how many there are."""
        files = sum(row.is_newest for row in self)
        return f"<Submissions: {len(self)} versions of {files} files{', simulated' if self.is_simulated else ''}>"

    def to_html(self, *, lang: Language = "en") -> str:
        """Write them as HTML, in Vietnamese ("vi") or English ("en")."""
        from hoctap.ledger.view import submissions_html

        return submissions_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()


class Ingest(_Listing[Arrival]):
    """What came of each file of a folder: its outcome, the number, name and version under which it is filed, what it replaces and why not.

    `outcome` is "filed", "new_version", "known" (the same content came under that name before) or "unreadable" (nothing of it can be read; try again).
    """

    _name = "ledger_ingest"
    _columns = Arrival._fields

    @property
    def outcomes(self) -> dict[str, int]:
        """How many files came to which outcome."""
        counts = Counter(row.outcome for row in self)
        return {outcome: counts[outcome] for outcome in OUTCOMES}

    def __repr__(self) -> str:
        """Tell what came of them."""
        told = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.items() if count)
        return f"<Ingest of {len(self)} files: {told}>"

    def to_html(self, *, lang: Language = "en") -> str:
        """Write it as HTML, in Vietnamese ("vi") or English ("en")."""
        from hoctap.ledger.view import ingest_html

        return ingest_html(self, lang)

    def _repr_html_(self) -> str:
        return self.to_html()
