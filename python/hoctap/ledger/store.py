"""The database of a ledger: how it is reached, made and written to. Imported with the first ledger."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, inspect, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from hoctap.addresses import is_url
from hoctap.errors import FileError, InvalidValue, NotInstalled
from hoctap.ledger.tables import all_tables, append_only, settings, submissions
from hoctap.refusals import not_writable, refusal

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

__all__ = ["Store"]

SECONDS_TO_WAIT = 60  # for another program that is filing


class Store:
    """A database in which a ledger is, or is to be made.

    What was committed stays, also where the program is killed or the machine loses its power; what was not is not there.
    """

    def __init__(self, address: str | os.PathLike[str], *, make: bool) -> None:
        """Reach the database; `make` lets a new file be made."""
        url = _url(address)
        self.address = os.fspath(address)
        self.name = url.render_as_string(hide_password=True) if is_url(address) else os.fspath(address)
        self.dialect = url.get_backend_name()
        if self.dialect == "sqlite" and not make and not Path(url.database or "").is_file():
            raise refusal(
                FileError, "{file}: there is no ledger; `hoctap init` makes one", code="no_ledger", file=self.name
            )
        if self.dialect == "sqlite" and make:
            _check_place(Path(url.database or ""))
        if self.dialect == "sqlite":
            self._engine = create_engine(url, connect_args={"timeout": SECONDS_TO_WAIT})
            event.listen(self._engine, "connect", _set_up_sqlite)
            event.listen(self._engine, "begin", _begin_sqlite)
        else:
            self._engine = _postgresql(url)
        try:
            with self._engine.connect() as connection:
                self.is_ledger = inspect(connection).has_table(settings.name)
        except DBAPIError as error:
            self.close()
            raise self._unreachable(error) from error
        if not make and not self.is_ledger:
            self.close()
            raise refusal(
                FileError,
                "{file}: this database is no ledger; `hoctap init` makes one",
                code="no_ledger",
                file=self.name,
            )

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def making(self) -> Iterator[Connection]:
        """Make the tables and what keeps them append-only; all of it is there afterwards, or nothing."""
        with self._transaction(writes=True) as connection:
            if inspect(connection).has_table(settings.name):
                raise refusal(
                    InvalidValue,
                    "{file}: there is a ledger already; `hoctap ingest` files forms in it",
                    code="ledger_exists",
                    file=self.name,
                )
            all_tables.create_all(connection)
            for statement in append_only(self.dialect):
                connection.exec_driver_sql(statement)
            yield connection
        self.is_ledger = True

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """File something: nobody else does meanwhile, and at the end all of it is there, or nothing."""
        with self._transaction(writes=True) as connection:
            if self.dialect == "postgresql":
                connection.execute(text(f"LOCK TABLE {submissions.name} IN SHARE ROW EXCLUSIVE MODE"))
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at the ledger as it is at one moment, whatever is filed meanwhile."""
        with self._transaction(writes=False) as connection:
            yield connection

    @contextmanager
    def _transaction(self, *, writes: bool) -> Iterator[Connection]:
        options: dict[str, Any] = {"hoctap_writes": writes}
        if self.dialect == "postgresql" and not writes:
            options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        try:
            with self._engine.connect() as plain:
                connection = plain.execution_options(**options)
                with connection.begin():
                    yield connection
        except DBAPIError as error:
            raise self._unreachable(error) from error

    def _unreachable(self, error: DBAPIError) -> Exception:
        if getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_NOTADB:
            return refusal(FileError, "{file}: this file is no ledger", code="no_ledger", file=self.name)
        reason = str(error.orig).strip()
        made: Exception = refusal(
            FileError,
            "{file}: the database cannot be used: {reason}",
            code="database_not_usable",
            file=self.name,
            reason=reason,
        )
        return made


def _check_place(file: Path) -> None:
    """Say what is in the way of a new file, in words; the database would only say that it cannot open it."""
    if file.is_dir():
        raise not_writable(file, IsADirectoryError(errno.EISDIR, ""))
    if not file.absolute().parent.is_dir():
        raise not_writable(file, FileNotFoundError(errno.ENOENT, ""))


def _url(address: str | os.PathLike[str]) -> URL:
    if not is_url(address):
        return URL.create("sqlite", database=os.fspath(address))
    try:
        url = make_url(str(address))
        backend = url.get_backend_name()
    except ArgumentError as error:
        # What was given may hold a password.
        raise refusal(InvalidValue, "this is no URL of a database", code="not_a_database") from error
    if backend == "postgres":
        backend = "postgresql"
    if backend not in ("sqlite", "postgresql"):
        raise refusal(
            InvalidValue,
            "a ledger is a file of SQLite or a database of PostgreSQL, not {backend}",
            code="not_a_database",
            backend=backend,
        )
    return url.set(drivername="postgresql+psycopg" if backend == "postgresql" else "sqlite")


def _postgresql(url: URL) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise refusal(
            NotInstalled, "a ledger in PostgreSQL needs psycopg: pip install hoctap[postgresql]", code="not_installed"
        ) from error
    return create_engine(url)


def _set_up_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The module's own transactions would begin before the first change only, after what the change rests on was read.
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys = ON")
    # A journal that is gone with the commit leaves one file, which can be copied; EXTRA brings that to the disk, too.
    connection.execute("PRAGMA synchronous = EXTRA")


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("hoctap_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
