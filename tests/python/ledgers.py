"""What the tests of the ledger share: a server of PostgreSQL, new ledgers, and what makes two datasets the same."""

from __future__ import annotations

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa

import hoctap as ht

ACCOUNT = "postgres"  # a server does not run as root


class Server:
    """A server of PostgreSQL of this test run, in a folder of its own; it listens to nobody on the network."""

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        name = str(found[-1]) if found else shutil.which("initdb")
        if name is None:
            raise LookupError("PostgreSQL is not installed (Debian: postgresql-15)")
        self.programs = Path(name).resolve().parent
        self.user: dict[str, Any] = {"user": ACCOUNT, "group": ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
        # Not below pytest's folder, which other accounts may not enter; and paths of sockets must be short.
        self.folder = Path(tempfile.mkdtemp(prefix="hoctap-"))
        if self.user:
            shutil.chown(self.folder, ACCOUNT, ACCOUNT)
        self.count = itertools.count(1)
        try:
            self._run(
                "initdb",
                "--auth=trust",
                f"--username={ACCOUNT}",
                "--encoding=UTF8",
                "--locale=C",
                "-D",
                self.folder / "data",
            )
            options = f"-c listen_addresses= -c unix_socket_directories={self.folder} -c fsync=off"
            self._run("pg_ctl", "-D", self.folder / "data", "-o", options, "-l", self.folder / "log", "-w", "start")
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _run(self, program: str, *arguments: str | Path) -> None:
        subprocess.run(
            [self.programs / program, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **self.user,
        )

    def new_database(self) -> str:
        """Make an empty database and give its URL."""
        name = f"ledger{next(self.count)}"
        self._run("createdb", "-h", self.folder, "-U", ACCOUNT, name)
        return f"postgresql://{ACCOUNT}@/{name}?host={self.folder}"

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder)


def rows_of(address: str | Path, statement: str) -> list[tuple[Any, ...]]:
    """Ask the database itself, behind the library's back."""
    with connection_to(address) as connection:
        return [tuple(row) for row in connection.execute(statement).fetchall()]


def connection_to(address: str | Path) -> Any:
    if "://" in str(address):
        import psycopg

        return psycopg.connect(str(address))
    import contextlib
    import sqlite3

    return contextlib.closing(sqlite3.connect(address))


def everything(dataset: ht.Dataset) -> Iterator[tuple[str, Any]]:
    """Give all that a dataset says, piece by piece."""
    yield "findings", list(dataset.findings)
    yield "sources", [
        tuple(
            getattr(source, name)
            for name in (
                "file", "sheet", "table", "sha256", "codes_as_of", "is_simulated", "rows_read", "rows_kept", "rows_dropped", "rows_unusable"
            )
        )
        for source in dataset.sources
    ]  # fmt: skip
    for name, table in dataset.tables.items():
        yield name, pa.table(table)
    yield "owed", dataset.owed.to_dicts()


def assert_same(found: ht.Dataset, expected: ht.Dataset) -> None:
    for (name, one), (_, other) in zip(everything(found), everything(expected), strict=True):
        assert one == other, name


def assert_same_status(found: ht.Dataset, expected: ht.Dataset) -> None:
    for view in ("plan_territory", "current"):
        one, other = found.indicators(view=view), expected.indicators(view=view)
        assert one.to_dicts() == other.to_dicts()
        assert [finding.text() for finding in one.findings] == [finding.text() for finding in other.findings]
