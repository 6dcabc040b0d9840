"""What the tests of the Python package share: the sample, written and read once."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ledgers import Server

import hoctap as ht
from hoctap.sample import write


@pytest.fixture(scope="session")
def complete_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The simulated district with everything filed."""
    return write(tmp_path_factory.mktemp("shared") / "complete")


@pytest.fixture(scope="session")
def troubled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same facts with late, missing, corrected and broken forms."""
    return write(tmp_path_factory.mktemp("shared") / "troubled", kind="troubled")


@pytest.fixture(scope="session")
def complete(complete_folder: Path) -> ht.Dataset:
    return ht.read(complete_folder)


@pytest.fixture(scope="session")
def troubled(troubled_folder: Path) -> ht.Dataset:
    return ht.read(troubled_folder)


@pytest.fixture(scope="session")
def golden() -> Path:
    """The folder of the golden cases."""
    return Path(__file__).resolve().parents[1] / "golden"


@pytest.fixture(scope="session")
def small(golden: Path) -> ht.Dataset:
    """Two communes of made-up people that merge: small enough to read at a glance."""
    case = golden / "01-a-merger-adds-counts"
    return ht.read(case / "forms", programme=golden / "programme.toml", key="golden cases: a public key")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server of PostgreSQL, where it is installed."""
    try:
        server = Server()
    except LookupError as error:
        pytest.skip(str(error))
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def new_ledger(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Gives the address of a database in which no ledger is yet, of both kinds."""
    if request.param == "postgresql":
        server: Server = request.getfixturevalue("postgresql")
        return server.new_database
    count = itertools.count(1)
    return lambda: str(tmp_path / f"ledger{next(count)}.db")
