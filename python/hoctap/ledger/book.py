"""The ledger as Python sees it."""

from __future__ import annotations

import datetime
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from hoctap import _core
from hoctap.errors import Error, FileError, FormatError, InvalidValue, NotFound, NotInstalled
from hoctap.ledger.listing import Arrival, Ingest, Submission, Submissions
from hoctap.reading import LANG_GIANG, _programme, _secret, no_forms
from hoctap.refusals import refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from hoctap._core import Dataset, FileLimits, Programme
    from hoctap.ledger.store import Store

__all__ = ["Ledger"]

StrPath = str | os.PathLike[str]
Day = datetime.date | str


class Ledger:
    """Submissions in a database that only grows: every version of every form that came, when and by whom it was filed.

        ht.Ledger.create("district.db")
        with ht.Ledger.open("district.db") as ledger:
            ledger.ingest("forms of monday/", who="Hoa")
            ledger.dataset().indicators()

    A file is filed as a whole or not at all, and stays, also where the program is killed. Its newest version counts; earlier ones stay. What is
    kept are the cells of its sheets, without citizen numbers and without columns that no table has (of a sheet no row of which can be read, every
    column); the file itself only where that is asked for, and then locked with the secret. Whatever the dataset says is worked out when it is read, by the rules by which a folder is read.

    Functions and commands that read a folder of forms read a ledger in its place; `answer_forms` needs the files themselves.

    Made by `Ledger.create`, used through `Ledger.open`. Needs SQLAlchemy (`pip install "hoctap[ledger]"`), and psycopg for PostgreSQL
    (`pip install "hoctap[postgresql]"`).
    """

    def __init__(self, store: Store, programme: Programme, key: str | None, key_file: StrPath | None) -> None:
        """Hold an open database; `open` and `create` are the ways here."""
        self._store = store
        self._key = (key, key_file)
        self.programme = programme
        self.address = store.address
        self.name = store.name  # the same without a password

    @classmethod
    def create(cls, address: StrPath, *, programme: StrPath | Programme = LANG_GIANG) -> Ledger:
        """Make a ledger and open it.

        Args:
            address: the file to be made (SQLite), or the URL of a database: "postgresql://user@host/name". A password is best left to
                PGPASSWORD or ~/.pgpass.
            programme: the plan to which the forms speak, as in `hoctap.read`; one that comes from a file is kept in the ledger.

        Raises:
            FileError: the database cannot be reached or written.
            NotInstalled: SQLAlchemy or psycopg is missing; the message says how to install it.
            InvalidValue: there is a ledger already, or the URL is of another database.

        """
        plan = _programme(programme)
        text = None if isinstance(programme, _core.Programme) else _text_of(programme)
        store = _store(address, make=True)
        try:
            with store.making() as connection:
                _note(connection, plan, text)
        except BaseException:
            store.close()
            raise
        return cls(store, plan, None, None)

    @classmethod
    def open(
        cls,
        address: StrPath,
        *,
        programme: StrPath | Programme | None = None,
        key: str | None = None,
        key_file: StrPath | None = None,
        renew: bool = False,
    ) -> Ledger:
        """Open a ledger.

        Args:
            address: as in `create`.
            programme: the plan. Default: that of the ledger; to be named where it was handed over as a Programme that the library does not know.
            key, key_file: the secret that turns citizen numbers into keys, as in `hoctap.read`; needed to ingest files that name persons, and to
                read originals.
            renew: go on with this plan and with the places that this library knows, where the ledger was made for others; the ledger notes it.

        Raises:
            FileError: there is no ledger, or the database cannot be reached.
            FormatError: the ledger was made by another version of the library whose tables differ.
            NotInstalled: SQLAlchemy or psycopg is missing; the message says how to install it.
            InvalidValue: it was made for another plan or other places, or its persons have keys by another secret.

        """
        from hoctap.ledger.filing import check_key

        store = _store(address, make=False)
        try:
            with store.reading() as connection:
                plan, kept, is_other = _settled(connection, store.name, programme)
                if key is not None or key_file is not None:
                    check_key(connection, _secret("", key, key_file), note=False)
            if is_other and not renew:
                raise is_other
            if is_other:
                text = kept if programme is None or isinstance(programme, _core.Programme) else _text_of(programme)
                with store.writing() as connection:
                    _note(connection, plan, text)
        except BaseException:
            store.close()
            raise
        return cls(store, plan, key, key_file)

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Ledger:
        """Use it in a `with` statement, at whose end it is closed."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, at: TracebackType | None
    ) -> None:
        """Close it."""
        self.close()

    def __repr__(self) -> str:
        """Tell where it is and for which plan."""
        return f"<Ledger {self.name} for {self.programme.id}>"

    def ingest(
        self,
        folder: StrPath,
        *,
        who: str,
        received: Day | None = None,
        keep_originals: bool = False,
        limits: FileLimits | None = None,
        progress: Callable[[int, int], object] | None = None,
        on_file: Callable[[Arrival], object] | None = None,
    ) -> Ingest:
        """File every form below a folder, or one file, each as a whole or not at all.

        A file that came before with the same name and content is known and left alone, also where a later one took its place: a folder can be
        ingested again, and one that was broken off goes on. One of a known name is a new version of that file, unless it holds reports of another
        unit or period; one of another name is a new version of the file that holds the same reports, versions and tables, unless both lie in this
        folder, where they contradict each other. Versions that forms state themselves (Lần) are weighed when the ledger is read.

        Args:
            folder: the folder in which the forms are, or one of them.
            who: who files them.
            received: the day on which they were received, for forms that do not state it. Default: not known, as in a folder.
            keep_originals: keep the files themselves, too, locked with the secret, where they are within the limits.
            limits: what is read at most of one file, as in `hoctap.read`; one beyond it is unreadable.
            progress: called now and then with files done and files in all; what it raises stops the work, and what was filed stays.
            on_file: called with what came of a file when it is filed for good.

        Raises:
            FileError: the folder cannot be read or holds no forms, or the database cannot be used.
            InvalidValue: `who` is empty, `received` lies ahead, persons are named and there is no secret, or it is not that of the ledger.

        """
        from hoctap.ledger.filing import today
        from hoctap.ledger.ingesting import Ingesting

        if not who.strip():
            raise refusal(InvalidValue, "say who files the forms (who)", code="nobody_files")
        day = _day(received)
        if day is not None and day > today():
            raise refusal(
                InvalidValue, "nothing can have been received on a day that lies ahead", code="received_ahead"
            )
        path = os.fspath(folder)
        secret = _secret(path, *self._key)
        if keep_originals and not secret:
            raise refusal(
                InvalidValue, "originals are locked with the secret of persons; none is given", code="no_secret"
            )
        forms = _core.list_forms(path)
        if not forms:
            raise no_forms(path)
        ingesting = Ingesting(
            self._store,
            forms,
            who=who.strip(),
            received=day,
            secret=secret,
            keeps_originals=keep_originals,
            limits=limits,
            on_file=on_file,
        )
        return Ingest(ingesting.run(progress))

    def dataset(
        self,
        *,
        received_until: Day | None = None,
        day: Day | None = None,
        progress: Callable[[int, int], object] | None = None,
    ) -> Dataset:
        """Read the newest version of each file, as `hoctap.read` reads a folder that holds them.

        Needs no secret.

        Args:
            received_until: leave out files that came after this day: the last day of receipt that their tables state, if each states one; else the
                one given when they were filed; else the day of filing.
            day: the day on which to ask what is owed. Default: `received_until`, or else the last day on which anything was received.
            progress: as in `hoctap.read`.

        Raises:
            FileError: nothing was filed by then, or the database cannot be used.
            FormatError: what was filed is damaged.

        """
        from hoctap.ledger import keeping

        known = _day(received_until)
        with self._store.reading() as connection:
            files = keeping.newest_files(connection, known)
        if not files and known is not None:
            sentence = "nothing was filed in this ledger by {day}"
            raise refusal(FileError, sentence, code="no_forms", file=self.name, day=known)
        if not files:
            raise refusal(
                FileError,
                "nothing was filed in this ledger; `hoctap ingest` files forms in it",
                code="no_forms",
                file=self.name,
            )
        try:
            inflated = [(name, [zlib.decompress(sheet) for sheet in sheets], day) for name, sheets, day in files]
        except zlib.error as error:
            raise refusal(FormatError, "what was filed is damaged", code="ledger_damaged", file=self.name) from error
        asked = day if day is not None else known
        return _core.read_sealed(inflated, programme=self.programme, day=asked, progress=progress)

    @property
    def submissions(self) -> Submissions:
        """Every version of every file, in the order in which they were filed."""
        from hoctap.ledger import keeping

        with self._store.reading() as connection:
            rows = [Submission(**row) for row in keeping.listed(connection)]
        return Submissions(rows, is_simulated=any(row.is_simulated for row in rows))

    def original(self, number: int) -> bytes:
        """Give the file that was filed under that number, where originals were kept.

        Raises:
            InvalidValue: no secret was given when the ledger was opened, or another.
            NotFound: nothing was filed under it, or the original was not kept.

        """
        from hoctap.ledger import keeping

        with self._store.reading() as connection:
            content = keeping.original(connection, number)
        if content is None:
            raise refusal(NotFound, "no original is kept under number {number}", code="no_original", number=number)
        secret = _secret("", *self._key)
        opened = _core.unlocked(content, secret) if secret else None
        if opened is None:
            raise refusal(
                InvalidValue,
                "originals are locked with the secret of persons, and this is not it",
                code="another_person_secret",
            )
        return zlib.decompress(opened)


def _store(address: StrPath, *, make: bool) -> Store:
    try:
        import sqlalchemy  # noqa: F401
    except ImportError as error:
        raise refusal(
            NotInstalled, "a ledger needs SQLAlchemy: pip install hoctap[ledger]", code="not_installed"
        ) from error
    from hoctap.ledger.store import Store

    return Store(address, make=make)


def _text_of(programme: StrPath) -> str | None:
    """Give the text of a plan that comes from a file."""
    is_file = not isinstance(programme, str) or programme.endswith(".toml")
    return Path(programme).read_text(encoding="utf-8") if is_file else None


def _note(connection: Connection, plan: Programme, text: str | None) -> None:
    from hoctap.ledger import keeping

    keeping.note_settings(
        connection,
        programme=plan.id,
        programme_digest=plan.digest,
        programme_text=text,
        gazetteer_digest=_core.gazetteer().digest,
    )


def _settled(
    connection: Connection, name: str, programme: StrPath | Programme | None
) -> tuple[Programme, str | None, Error | None]:
    """Give the plan with which to go on, its text where the ledger keeps it, and why the ledger is refused with it."""
    from hoctap.ledger import keeping
    from hoctap.ledger.tables import SCHEMA_VERSION

    made_by, version = keeping.version_of(connection)
    if version != SCHEMA_VERSION:
        raise refusal(
            FormatError,
            "this ledger was made by hoctap {library} (tables of version {found}); this is hoctap {here} (version {known})",
            code="another_ledger_version",
            file=name,
            library=made_by,
            found=version,
            here=_core.version(),
            known=SCHEMA_VERSION,
        )
    noted = keeping.settings_of(connection)
    if programme is not None:
        plan = _programme(programme)
    elif noted.programme_text is not None:
        plan = _core.Programme.parse(noted.programme_text)
    else:
        plan = _programme(noted.programme)
    kept = noted.programme_text if programme is None or plan.digest == noted.programme_digest else None
    if plan.digest != noted.programme_digest:
        return (
            plan,
            kept,
            refusal(
                InvalidValue,
                "this ledger was made for the plan {noted}, and this is another text of it or another plan ({plan})",
                code="another_programme",
                file=name,
                noted=noted.programme,
                plan=plan.id,
            ),
        )
    if noted.gazetteer_digest != _core.gazetteer().digest:
        return (
            plan,
            kept,
            refusal(
                InvalidValue,
                "this ledger was made with other places than this library knows; `hoctap init --renew` goes on with these",
                code="another_gazetteer",
                file=name,
            ),
        )
    return plan, kept, None


def _day(day: Day | None) -> datetime.date | None:
    if day is None or isinstance(day, datetime.date):
        return day
    try:
        return datetime.date.fromisoformat(day)
    except ValueError as error:
        raise refusal(InvalidValue, "“{day}” is no day such as 2025-10-05", code="not_a_day", day=day) from error
