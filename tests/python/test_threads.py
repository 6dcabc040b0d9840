"""Other threads run while the library reads and computes, and Ctrl-C stops it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pytest

import hoctap as ht

ATTEMPTS = 8


@contextmanager
def ticking() -> Iterator[list[float]]:
    """Note the time, over and over, in another thread."""
    ticks: list[float] = []
    done = threading.Event()

    def tick() -> None:
        while not done.is_set():
            ticks.append(time.perf_counter())
            time.sleep(0.0005)

    thread = threading.Thread(target=tick)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(0.0005)
    thread.start()
    try:
        yield ticks
    finally:
        done.set()
        thread.join()
        sys.setswitchinterval(interval)


def ticks_inside(call: Callable[[], object]) -> int:
    """Count the ticks in the middle of a call, away from its start and end, where Python itself runs."""
    with ticking() as ticks:
        start = time.perf_counter()
        call()
        end = time.perf_counter()
    margin = (end - start) / 5
    return sum(start + margin < tick < end - margin for tick in ticks)


def calls(dataset: ht.Dataset, folder: Path) -> dict[str, Callable[[], object]]:
    sessions = pa.table(dataset.tables["sessions"])
    participation = pa.table(dataset.tables["participation"])
    return {
        "read": lambda: ht.read(folder),
        "indicators": lambda: dataset.indicators(variants="all"),
        "explain": lambda: dataset.explain("", "T4a", "2025Q3"),
        "from_tables": lambda: ht.from_tables({"sessions": sessions, "participation": participation}),
        "stream": dataset.tables["residents"].__arrow_c_stream__,
    }


@pytest.mark.parametrize("name", ["read", "indicators", "explain", "from_tables", "stream"])
def test_other_threads_run_during(name: str, complete: ht.Dataset, complete_folder: Path) -> None:
    call = calls(complete, complete_folder)[name]
    # A busy machine may keep the other thread waiting now and then; a call that keeps the lock does so every time.
    assert any(ticks_inside(call) >= 2 for _ in range(ATTEMPTS))


def test_a_call_that_keeps_the_lock_would_be_found() -> None:
    content = b"x" * 50_000_000
    assert not any(ticks_inside(lambda: content.count(b"xy")) >= 2 for _ in range(3))


def test_control_c_stops_a_reading_before_its_end(complete_folder: Path) -> None:
    program = f"""
import os, signal, threading, time
import hoctap
start = time.perf_counter()
hoctap.read({str(complete_folder)!r})
whole = time.perf_counter() - start
threading.Timer(whole / 10, os.kill, (os.getpid(), signal.SIGINT)).start()
start = time.perf_counter()
try:
    hoctap.read({str(complete_folder)!r})
except KeyboardInterrupt:
    print((time.perf_counter() - start) / whole)
"""
    parts = []
    for _ in range(ATTEMPTS):
        run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
        parts.append(float(run.stdout))
        if parts[-1] < 0.7:
            return
    pytest.fail(f"went on after Ctrl-C: {parts}")


def test_datasets_can_be_used_by_many_threads_at_once(complete: ht.Dataset) -> None:
    expected = complete.indicators(periods="2025Q3").to_dicts()
    found: list[object] = []
    threads = [
        threading.Thread(target=lambda: found.append(complete.indicators(periods="2025Q3").to_dicts()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 4
