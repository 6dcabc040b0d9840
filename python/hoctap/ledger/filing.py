"""Which file a form that comes in is, and how it goes into the ledger. Imported with the first ledger."""

from __future__ import annotations

import datetime
import hashlib
import zlib
from collections.abc import Container, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import func, insert, select

from hoctap import _core
from hoctap.errors import InvalidValue
from hoctap.ledger.tables import originals, person_keys, sheets, submissions
from hoctap.refusals import refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Arrived", "Filed", "Index", "check_key", "file_all", "today", "utc_now"]

VIETNAM = datetime.timezone(datetime.timedelta(hours=7))

Report = tuple[str, str, str, str]  # form, unit, period, day of the codes
Part = tuple[Report, int, str]  # with the version that it states and its table
Pair = tuple[str, str]  # name and digest


class Arrived(NamedTuple):
    """A file of the folder, read: what is to be filed."""

    name: str
    sha256: str  # empty: it cannot be read
    size: int  # bytes
    sheets: Sequence[_core._SealedSheet]
    original: bytes | None

    def parts(self) -> frozenset[Part]:
        """List the reports that it tells of, with their versions and tables."""
        return frozenset(
            ((sheet.form, sheet.unit, str(sheet.period), str(sheet.codes_as_of)), sheet.version, sheet.table)
            for sheet in self.sheets
            if sheet.form and sheet.unit and sheet.period
        )

    def stated_day(self) -> datetime.date | None:
        """Give the last day of receipt that its tables state, if each states one."""
        days = [sheet.received for sheet in self.sheets if sheet.table]
        stated = [day for day in days if day is not None]
        return max(stated) if stated and len(stated) == len(days) else None

    def names_persons(self) -> bool:
        """Say whether the secret had a part in it."""
        return self.original is not None or any(sheet.names_persons for sheet in self.sheets)


class Filed(NamedTuple):
    """A version of a file, as it stands in the ledger."""

    number: int
    file: int
    version: int
    name: str
    given_name: str
    sha256: str
    parts: frozenset[Part]
    replaces: str | None = None  # the name of the version before
    is_new: bool = False


class Index:
    """What is in the ledger, as far as it bears on what a new file is."""

    def __init__(self, connection: Connection) -> None:
        """Read it."""
        self.last = 0
        self._of_pair: dict[Pair, Filed] = {}
        self._newest: dict[int, Filed] = {}
        self._file_of_content: dict[str, int] = {}
        self._files_of_given: dict[str, list[int]] = {}
        self._files_of_parts: dict[frozenset[Part], list[int]] = {}
        self._file_of_name: dict[str, int] = {}
        parts: dict[int, set[Part]] = {}
        told = sheets.c
        for row in connection.execute(
            select(
                told.submission,
                told.form,
                told.unit,
                told.period,
                told.codes_as_of,
                told.stated_version,
                told.table_name,
            ).where(told.form != "", told.unit != "", told.period.is_not(None))
        ):
            part = ((row.form, row.unit, row.period, str(row.codes_as_of)), row.stated_version, row.table_name)
            parts.setdefault(row.submission, set()).add(part)
        table = submissions.c
        columns = (table.number, table.file, table.version, table.name, table.given_name, table.sha256)
        for filed in connection.execute(select(*columns).order_by(table.number)):
            self.add(Filed(*filed, parts=frozenset(parts.get(filed.number, ()))))

    def find(self, name: str, sha256: str, beside: Container[Pair]) -> Filed | None:
        """Find where that content stands under that name, or under another if what is told of there came from elsewhere."""
        if (known := self._of_pair.get((name, sha256))) is not None or not sha256:
            return known
        moved = self._newest.get(self._file_of_content.get(sha256, 0))
        if moved is None or moved.sha256 != sha256 or (moved.given_name, sha256) in beside:
            return None
        # Blank files are alike without being the same.
        is_same = moved.parts or PurePosixPath(name).name == PurePosixPath(moved.given_name).name
        return moved if is_same else None

    def knows_name(self, name: str) -> bool:
        """Say whether anything came under that name."""
        return name in self._files_of_given

    def add(self, filed: Filed) -> None:
        """Take note of what was filed last."""
        self.last = filed.number
        self._of_pair[filed.given_name, filed.sha256] = filed
        self._newest[filed.file] = filed
        self._file_of_content[filed.sha256] = filed.file
        self._file_of_name[filed.name] = filed.file
        for files in (
            self._files_of_given.setdefault(filed.given_name, []),
            self._files_of_parts.setdefault(filed.parts, []),
        ):
            if filed.file not in files:
                files.append(filed.file)

    def place(self, arrived: Arrived, beside: Container[Pair]) -> Filed:
        """Say as which version of which file it is filed."""
        parts = arrived.parts()
        before = self._earlier_version(arrived.name, parts, beside)
        file = before.file if before else 1 + max(self._newest, default=0)
        return Filed(
            number=self.last + 1,
            file=file,
            version=before.version + 1 if before else 1,
            name=self._free_name(arrived.name, file),
            given_name=arrived.name,
            sha256=arrived.sha256,
            parts=parts,
            replaces=before.name if before else None,
            is_new=True,
        )

    def _earlier_version(self, name: str, parts: frozenset[Part], beside: Container[Pair]) -> Filed | None:
        """Find the newest version of the file that this one is, too.

        A file is the one of the same name, unless both tell of reports and of none in common: another commune's, another quarter's. Else it is
        the one that holds the same reports, versions and tables, provided that it does not lie beside this one: two that do contradict each
        other.
        """
        reports = {report for report, _, _ in parts}
        for file in reversed(self._files_of_given.get(name, [])):
            known = self._newest[file]
            told = {report for report, _, _ in known.parts}
            if not told or not reports or told & reports:
                return known
        for file in reversed(self._files_of_parts.get(parts, [])) if parts else ():
            known = self._newest[file]
            if known.parts == parts and (known.given_name, known.sha256) not in beside:
                return known
        return None

    def _free_name(self, name: str, file: int) -> str:
        """Give a name by which findings can tell it from every other file."""
        path = PurePosixPath(name)
        free, count = name, 1
        while self._file_of_name.get(free, file) != file:
            count += 1
            free = str(path.with_name(f"{path.stem} ({count}){path.suffix}"))
        return free


def utc_now() -> str:
    """Give the moment, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def today() -> datetime.date:
    """Give the day that it is in Vietnam."""
    return datetime.datetime.now(VIETNAM).date()


def check_key(connection: Connection, secret: str, *, note: bool) -> None:
    """Refuse another secret than that of the ledger; `note` makes this one the ledger's where it has none."""
    key = hashlib.sha512(secret.encode()).digest()
    digest = hashlib.blake2b(b"hoctap: which secret", key=key, digest_size=16).hexdigest()
    known = connection.execute(select(person_keys.c.digest)).scalar()
    if known is None and note:
        connection.execute(insert(person_keys).values(number=1, digest=digest))
    elif known is not None and known != digest:
        raise refusal(
            InvalidValue,
            "persons of this ledger were given keys by another secret: under this one each would be another person",
            code="another_person_secret",
        )


def file_all(
    connection: Connection,
    arrived: Sequence[Arrived],
    index: Index,
    beside: Container[Pair],
    *,
    who: str,
    received: datetime.date | None,
    secret: str,
) -> tuple[Index, list[Filed]]:
    """File each as a version of the file that it is; what is there already is left alone.

    Gives the index as it will be when the transaction is done, and where each file stands then.
    """
    if index.last != (connection.execute(select(func.max(submissions.c.number))).scalar() or 0):
        index = Index(connection)  # another program files, too
    if any(one.names_persons() for one in arrived):
        check_key(connection, secret, note=True)
    stands: list[Filed] = []
    for one in arrived:
        filed = index.find(one.name, one.sha256, beside) or index.place(one, beside)
        if filed.is_new:
            index.add(filed._replace(is_new=False))
        stands.append(filed)
    new = [(filed, one) for filed, one in zip(stands, arrived, strict=True) if filed.is_new]
    if new:
        filing = {"received": received, "filed_at": utc_now(), "who": who}
        day = received or today()
        rows = [{**_submission(*pair), "known_on": pair[1].stated_day() or day, **filing} for pair in new]
        connection.execute(insert(submissions), rows)
        connection.execute(insert(sheets), [row for pair in new for row in _sheets(*pair)])
    kept = [(filed, one.original) for filed, one in new if one.original is not None]
    if kept:
        locked = [
            {"submission": filed.number, "content": _core.locked(zlib.compress(original, 3), secret)}
            for filed, original in kept
        ]
        connection.execute(insert(originals), locked)
    return index, stands


def _submission(filed: Filed, arrived: Arrived) -> dict[str, Any]:
    return {
        "number": filed.number,
        "file": filed.file,
        "version": filed.version,
        "name": filed.name,
        "given_name": filed.given_name,
        "sha256": filed.sha256,
        "bytes": arrived.size,
        "sheets": len(arrived.sheets),
    }


def _sheets(filed: Filed, arrived: Arrived) -> list[dict[str, Any]]:
    return [
        {
            "submission": filed.number,
            "position": position,
            "sheet": sheet.sheet,
            "table_name": sheet.table,
            "form": sheet.form,
            "unit": sheet.unit,
            "period": str(sheet.period) if sheet.period else None,
            "stated_version": sheet.version,
            "stated_received": sheet.received,
            "codes_as_of": sheet.codes_as_of,
            "is_nil": sheet.is_nil,
            "is_simulated": sheet.is_simulated,
            "rows": sheet.rows,
            "content": zlib.compress(sheet.content, 3),
        }
        for position, sheet in enumerate(arrived.sheets)
    ]
