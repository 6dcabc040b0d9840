"""One commune's file of 5,000 rows is replaced by a corrected one; the counts of all levels of both trees follow.

Command: python replacing.py FOLDER [REPLACEMENTS] [THREADS]
"""

import json
import resource
import sys
import time
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
from contestant import frame_of, read_tables

import hoctap as ht

ROWS_OF_FILE = 5_000


def by_commune(table: pa.Table, commune: np.ndarray, communes: int) -> list[pa.Table]:
    """Cut a table into one for each commune."""
    order = np.argsort(commune, kind="stable")
    ordered = table.take(pa.array(order)).combine_chunks()
    bounds = np.searchsorted(commune[order], np.arange(communes + 1))
    return [ordered.slice(begin, end - begin) for begin, end in pairwise(bounds)]


def main() -> None:
    """Print one JSON line."""
    folder, replacements, threads = Path(sys.argv[1]), int((sys.argv[2:] or [20])[0]), int((sys.argv[3:] or [2])[0])
    tables = read_tables(folder)
    where = tables["places"]["commune_2023"].to_numpy()
    communes = int(where.max()) + 1
    held_in = tables["sessions"]["commune_2023"].to_numpy()
    residents = by_commune(tables["labour_force"], where[tables["labour_force"]["village"].to_numpy()], communes)
    attended = by_commune(tables["participation"], held_in[tables["participation"]["session_id"].to_numpy()], communes)

    frame = frame_of(tables)

    def read(commune: int, version: int, attendances: pa.Table) -> ht.HeadcountPartial:
        return frame.partial(f"{commune:05}", version, residents=residents[commune], participation=attendances)

    start = time.perf_counter()
    whole = ht.HeadcountPartial.merged(read(commune, 1, attended[commune]) for commune in range(communes))
    reading = time.perf_counter() - start
    start = time.perf_counter()
    live = frame.live(whole, threads=threads)
    counting = time.perf_counter() - start

    # Communes whose files have about so many rows, or the largest there are.
    sizes = np.array([len(r) + len(a) for r, a in zip(residents, attended, strict=True)])
    chosen = np.argsort(np.abs(sizes - ROWS_OF_FILE))[:replacements]
    seconds = []
    for commune in chosen.tolist():
        corrected = read(commune, 2, attended[commune].slice(len(attended[commune]) // 20))
        start = time.perf_counter()
        live.replace(corrected)
        counts = pa.table(live.counts)
        seconds.append(time.perf_counter() - start)
    again = pa.table(frame.count(live.files, threads=threads))
    print(
        json.dumps(
            {
                "contestant": "hoctap replacing files",
                "files": communes,
                "rows_of_file": [int(sizes[chosen].min()), int(sizes[chosen].max())],
                "seconds_reading": round(reading, 3),
                "seconds_first_count": round(counting, 3),
                "seconds": [round(s, 4) for s in seconds],
                "equal": counts.equals(again),
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
