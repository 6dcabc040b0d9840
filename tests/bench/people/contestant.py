"""Q1 in hoctap, through its public interface, from Arrow tables to the result table.

Command: python contestant.py FOLDER [REPEATS] [THREADS] [grouped]
"""

import sys
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from memory import BesideInput
from question import LEVELS, MEASURES, WINDOWS, report

import hoctap as ht

KINDS = ["vocational", "skills", "transfer", "dissemination"]
WINDOW_TEXTS = [f"{first}..{last}" for first, last in WINDOWS]
AGE_BANDS = ["15-29", "30-44", "45+"]


def read_tables(folder: Path, *names: str) -> dict[str, pa.Table]:
    """Give these tables of the population; without names all."""
    names = names or ("places", "sessions", "labour_force", "participation")
    return {name: pq.read_table(folder / f"{name}.parquet") for name in names}


def count(tables: dict[str, pa.Table], threads: int, grouped: bool, progress=None) -> pa.Table:
    """Give the result table; with groups, told apart by sex, ethnicity and three age bands."""
    options = {"by": ["sex", "minority"], "age_bands": AGE_BANDS} if grouped else {}
    counts = ht.headcount(
        tables["labour_force"],
        participation=tables["participation"],
        sessions=tables["sessions"],
        places=tables["places"],
        windows=WINDOW_TEXTS,
        place="village",
        sexes=["woman", "man"],
        kinds=KINDS,
        threads=threads,
        progress=progress,
        **options,
    )
    return pa.table(counts)


def frame_of(tables: dict[str, pa.Table]) -> ht.HeadcountFrame:
    """Ask the same of files that are counted one by one."""
    return ht.HeadcountFrame(
        tables["places"],
        windows=WINDOW_TEXTS,
        sessions=tables["sessions"],
        place="village",
        sexes=["woman", "man"],
        kinds=KINDS,
    )


def arrays(result: pa.Table, measures: tuple[str, ...] = MEASURES) -> list[np.ndarray]:
    """Give the counts by unit, window and measure of each level, as the peers have them; groups added up."""
    level_names = result["level"].combine_chunks().dictionary.to_pylist()
    level = result["level"].combine_chunks().indices.to_numpy()
    unit = result["unit"].to_numpy()
    windows = len(WINDOWS)
    window = np.arange(len(level)) % windows
    answer = []
    for name in LEVELS:
        here = level == level_names.index(name)
        counts = np.zeros((unit[here].max() + 1, windows, len(measures)), np.int64)
        for m, measure in enumerate(measures):
            np.add.at(counts, (unit[here], window[here], m), result[measure].to_numpy()[here])
        answer.append(counts)
    return answer


def hot_pass(tables: dict[str, pa.Table], threads: int) -> float | None:
    """Gigabytes a second of the columns that the last pass reads, in which every resident is counted; None where it is too short."""
    marks = []
    count(tables, threads, False, lambda done, _all: marks.append((done, time.perf_counter())))
    before = len(tables["labour_force"]) + len(tables["participation"])
    inside = [mark for mark in marks if mark[0] > before]
    if len(inside) < 2:
        return None
    (first, begin), (last, end) = inside[0], inside[-1]
    read = tables["labour_force"].select(["spell_from", "spell_to", "village", "sex", "birth_month"])
    return read.nbytes / len(read) * (last - first) / 1e9 / (end - begin)


def cells(result: pa.Table) -> int:
    """Into how many groups persons are told apart whose age is known."""
    known = result.filter(pc.is_valid(result["age_band"]))
    return len(known.group_by(["sex", "minority", "age_band"]).aggregate([]))


def main() -> None:
    folder, repeats, threads = Path(sys.argv[1]), int((sys.argv[2:] or [3])[0]), int((sys.argv[3:] or [2])[0])
    grouped = sys.argv[4:] == ["grouped"]
    start = time.perf_counter()
    tables = read_tables(folder)
    load = time.perf_counter() - start
    memory = BesideInput()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = count(tables, threads, grouped)
        seconds.append(time.perf_counter() - start)
    report(
        f"hoctap{' grouped' if grouped else ''}, {threads} threads, Arrow tables (loaded in {load:.1f} s)",
        seconds,
        arrays(result),
        **memory.told(tables),
        **({"cells": cells(result)} if grouped else {"hot_pass_gb_a_second": hot_pass(tables, threads)}),
    )


if __name__ == "__main__":
    main()
