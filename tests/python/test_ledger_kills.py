"""A ledger whose program is killed, or that two programs fill at once.

HOCTAP_LEDGER_KILLS says how often it is killed; the default keeps a run of the tests short.
"""

from __future__ import annotations

import itertools
import os
import shutil
import signal
import time
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from random import Random

import pytest
from ledgers import assert_same, rows_of

import hoctap as ht
from hoctap import _core
from hoctap.ledger import Ledger, ingesting

KILLS = int(os.environ.get("HOCTAP_LEDGER_KILLS", "20"))
MOST_SECONDS = 0.03  # longer than a commit takes


@pytest.fixture
def forms(complete_folder: Path, tmp_path: Path) -> Path:
    """Some forms of every kind, with persons and without, and a workbook that costs time."""
    folder = tmp_path / "forms"
    files = sorted((path for path in complete_folder.rglob("*.csv")), key=lambda path: path.stat().st_size)
    for path in [*files[:: len(files) // 20], files[-1]]:
        kept = folder / path.relative_to(complete_folder)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, kept)
    shutil.copy(complete_folder / "person-key.txt", folder)
    return folder


def correct_all(folder: Path) -> None:
    """Make another version of each file that says the same."""
    for path in folder.rglob("*.csv"):
        with path.open("a", encoding="utf-8") as file:
            file.write("\n")


def contents(folder: Path) -> set[tuple[str, str]]:
    return {(path.relative_to(folder).as_posix(), _core.file_digest(path)) for path in folder.rglob("*.csv")}


def ingest_in_a_child(address: str, folder: Path) -> tuple[int, int]:
    """Ingest in a process of its own; what is acknowledged comes through the pipe, line by line."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)

            def acknowledge(arrival: ht.ledger.listing.Arrival) -> None:
                os.write(writing, f"{arrival.number}\t{arrival.outcome}\t{arrival.name}\n".encode())

            ingesting.MOST_FILES = 3  # many commits, so that many kills come between or amid them
            with Ledger.open(address) as ledger:
                ledger.ingest(folder, who="Hoa", keep_originals=True, on_file=acknowledge)
        finally:
            os._exit(0)
    os.close(writing)
    return child, reading


def acknowledged(pipe: Iterable[str]) -> Iterator[tuple[int, str, str]]:
    """Give what is acknowledged when it is; a line that was cut off is none."""
    for line in pipe:
        if line.endswith("\n"):
            number, outcome, name = line.rstrip("\n").split("\t")
            yield int(number), outcome, name


def assert_sound(address: str, filed: dict[int, str]) -> None:
    """Everything acknowledged is there, nothing twice, nothing half."""
    rows = rows_of(
        address, "SELECT number, file, version, given_name, sha256, sheets FROM hoctap_submissions ORDER BY number"
    )
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1))
    names = {number: name for number, _, _, name, _, _ in rows}
    assert all(names.get(number) == name for number, name in filed.items())
    assert len({(name, digest) for _, _, _, name, digest, _ in rows}) == len(rows)
    versions: dict[int, int] = {}
    for _, file, version, _, _, _ in rows:
        assert version == versions.get(file, 0) + 1
        versions[file] = version
    sheets = dict(rows_of(address, "SELECT submission, COUNT(*) FROM hoctap_sheets GROUP BY submission"))
    assert sheets == {number: count for number, _, _, _, _, count in rows}
    assert {number for (number,) in rows_of(address, "SELECT submission FROM hoctap_originals")} == set(names)


def test_killed_at_any_moment_it_loses_nothing_and_files_nothing_twice_or_half(
    new_ledger: Callable[[], str], forms: Path
) -> None:
    draws = Random(20231207)
    address = new_ledger()
    Ledger.create(address).close()
    filed: dict[int, str] = {}  # whatever was acknowledged
    edition = contents(forms)
    lacking, amid = len(edition), 0
    for _ in range(KILLS):
        child, reading = ingest_in_a_child(address, forms)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            news = (row for row in acknowledged(pipe) if row[1] != "known")
            before = list(itertools.islice(news, draws.randint(0, lacking)))
            time.sleep(draws.uniform(0, MOST_SECONDS))
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            told = [*before, *news]
        filed |= {number: name for number, _, name in told}
        assert_sound(address, filed)
        lacking = len(edition - set(rows_of(address, "SELECT given_name, sha256 FROM hoctap_submissions")))
        amid += 0 < lacking < len(edition)
        if lacking == 0:
            correct_all(forms)
            edition = contents(forms)
            lacking = len(edition)
    assert amid > KILLS // 3
    with Ledger.open(address) as ledger:
        ledger.ingest(forms, who="Hoa", keep_originals=True)
        assert_sound(address, filed)
        assert_same(ledger.dataset(), ht.read(forms))
        for row in ledger.submissions:
            assert _core.file_digest(forms / row.name) == row.sha256 or not row.is_newest
    assert all(zlib.decompress(content) for (content,) in rows_of(address, "SELECT content FROM hoctap_sheets"))


def test_two_programs_that_ingest_one_folder_at_once_file_each_file_once(
    new_ledger: Callable[[], str], forms: Path
) -> None:
    address = new_ledger()
    Ledger.create(address).close()
    children = [ingest_in_a_child(address, forms) for _ in range(2)]
    told = []
    for _, reading in children:
        with os.fdopen(reading, encoding="utf-8") as pipe:
            told.append(list(acknowledged(pipe)))
    for child, _ in children:
        os.waitpid(child, 0)
    files = sum(1 for _ in forms.rglob("*.csv"))
    assert [len(lines) for lines in told] == [files, files]
    assert sum(outcome == "filed" for lines in told for _, outcome, _ in lines) == files
    assert_sound(address, {number: name for lines in told for number, _, name in lines})
