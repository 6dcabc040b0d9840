"""What the questions have in common in DuckDB: the loop that is timed, and counts of all levels out of grouping sets."""

import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
from question import LEVELS, MEASURES, WINDOWS, report

N = len(WINDOWS)
UNITS = ", ".join(LEVELS[1:])
SETS = ", ".join("()" if level == "nation" else f"({level})" for level in LEVELS)


def blank(places, measures=MEASURES):
    """Zeros by unit, window and measure for each level."""
    sizes = [1 if level == "nation" else places[level].to_numpy().max() + 1 for level in LEVELS]
    return [np.zeros((size, N, len(measures)), np.int64) for size in sizes]


def take_sets(db, query, answer, window):
    """Put the counts of a window into the answer; the query gives units, grouping(units), and the measures."""
    columns = list(db.execute(query).fetchnumpy().values())
    for level, counts in enumerate(answer):
        here = columns[5] == (31 if level == 0 else 31 & ~(1 << (5 - level)))
        unit = np.zeros(here.sum(), int) if level == 0 else np.asarray(columns[level - 1][here], int)
        for m, column in enumerate(columns[6:]):
            counts[unit, window, m] = column[here]


def main(question, tables, prepare, ways, measures=MEASURES):
    """Answer a question as the command line says: FOLDER [WAY] [REPEATS] [THREADS]; `prepare` makes what loading makes."""
    folder, how = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "tuned"
    repeats, threads = int((sys.argv[3:] or [3])[0]), int((sys.argv[4:] or [2])[0])
    db = duckdb.connect(config={"threads": threads})
    places = pq.read_table(folder / "places.parquet")
    start = time.perf_counter()
    for name in tables:
        db.execute(f"CREATE TABLE {name} AS FROM '{folder}/{name}.parquet'")
    prepare(db, folder)
    load = time.perf_counter() - start
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = ways[how](db, places)
        seconds.append(time.perf_counter() - start)
    told = f"{question}, {how}, {threads} threads, native tables (loaded in {load:.1f} s)"
    report(told, seconds, answer, measures)
