"""Q2 in hoctap, through its public interface, from Arrow tables to the result table: distinct persons by where sessions were held.

Command: python place_held.py FOLDER [REPEATS] [THREADS]
"""

import sys
import time
from pathlib import Path

import pyarrow as pa
from contestant import KINDS, WINDOW_TEXTS, arrays, read_tables
from memory import BesideInput
from question import PLACE_HELD_MEASURES, report, with_villages

import hoctap as ht


def count(tables: dict[str, pa.Table], threads: int) -> pa.Table:
    """Give the result table."""
    counts = ht.headcount_by_place_held(
        tables["participation"],
        sessions=tables["sessions"],
        places=tables["places"],
        windows=WINDOW_TEXTS,
        place="village",
        kinds=KINDS,
        threads=threads,
    )
    return pa.table(counts)


def main() -> None:
    folder, repeats, threads = Path(sys.argv[1]), int((sys.argv[2:] or [3])[0]), int((sys.argv[3:] or [2])[0])
    start = time.perf_counter()
    tables = read_tables(folder, "places", "sessions", "participation")
    tables["sessions"] = with_villages(tables["sessions"])
    load = time.perf_counter() - start
    memory = BesideInput()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = count(tables, threads)
        seconds.append(time.perf_counter() - start)
    report(
        f"hoctap by place held, {threads} threads, Arrow tables (loaded in {load:.1f} s)",
        seconds,
        arrays(result, PLACE_HELD_MEASURES),
        PLACE_HELD_MEASURES,
        **memory.told(tables),
    )


if __name__ == "__main__":
    main()
