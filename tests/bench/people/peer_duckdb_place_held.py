"""Q2 in DuckDB: `tuned` keeps one mask a person and unit; `naive` counts distinct persons window by window.

Command: python peer_duckdb_place_held.py FOLDER [tuned|naive] [REPEATS] [THREADS]
"""

import sys
import time
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq
from question import LEVELS, PLACE_HELD_MEASURES, WINDOWS, report, with_villages

N, M = len(WINDOWS), len(PLACE_HELD_MEASURES)
# A bit a window and measure, as an attendance sets it; completed ones are trained as well.
BIT = {measure: [1 << (M * w + m) for w in range(N)] for m, measure in enumerate(PLACE_HELD_MEASURES)}


def mask(measure):
    inside = (
        f"CASE WHEN date BETWEEN DATE '{first}' AND DATE '{last}' THEN {BIT[measure][w]} ELSE 0 END"
        for w, (first, last) in enumerate(WINDOWS)
    )
    return "(" + " + ".join(inside) + ")::BIGINT"


def blank(places):
    sizes = [1 if level == "nation" else places[level].to_numpy().max() + 1 for level in LEVELS]
    return [np.zeros((size, N, M), np.int64) for size in sizes]


def tuned(db, places):
    answer = blank(places)
    units = ", ".join(LEVELS[1:])
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE atoms AS
        WITH held AS (
            SELECT session_id, {units}, {mask("attended")} + CASE WHEN kind <> 3 THEN {mask("learned")} ELSE 0 END
                + CASE WHEN kind = 2 THEN {mask("transfer")} ELSE 0 END AS shown,
                CASE WHEN kind = 0 THEN {mask("trained")} ELSE 0 END AS completing
            FROM sessions JOIN places USING (village))
        SELECT {units}, person_key, bit_or(CASE WHEN completed THEN shown | completing ELSE shown END) AS shown
        FROM participation JOIN held USING (session_id) WHERE shown <> 0 GROUP BY ALL""")
    sums = ", ".join(f"sum((shown >> {bit}) & 1)" for bit in range(N * M))
    for counts, level in zip(answer, LEVELS):
        unit = "0" if level == "nation" else level
        rows = db.execute(f"""
            SELECT unit, {sums} FROM (SELECT {unit} AS unit, person_key, bit_or(shown) AS shown FROM atoms GROUP BY ALL)
            GROUP BY unit""").fetchnumpy()
        columns = list(rows.values())
        at = np.asarray(columns[0], int)
        for bit, column in enumerate(columns[1:]):
            counts[at, bit // M, bit % M] = column
    return answer


def naive(db, places):
    answer = blank(places)
    units = ", ".join(LEVELS[1:])
    sets = ", ".join("()" if level == "nation" else f"({level})" for level in LEVELS)
    for w, (first, last) in enumerate(WINDOWS):
        rows = db.execute(f"""
            SELECT {units}, grouping({units}) AS g, count(DISTINCT person_key), count(DISTINCT person_key) FILTER (kind <> 3),
                count(DISTINCT person_key) FILTER (kind = 0 AND completed), count(DISTINCT person_key) FILTER (kind = 2)
            FROM participation JOIN sessions USING (session_id) JOIN places USING (village)
            WHERE date BETWEEN DATE '{first}' AND DATE '{last}' GROUP BY GROUPING SETS ({sets})""").fetchnumpy()
        columns = list(rows.values())
        for level, counts in enumerate(answer):
            here = columns[5] == (31 if level == 0 else 31 & ~(1 << (5 - level)))
            unit = np.zeros(here.sum(), int) if level == 0 else np.asarray(columns[level - 1][here], int)
            for m in range(M):
                counts[unit, w, m] = columns[6 + m][here]
    return answer


if __name__ == "__main__":
    folder, how = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "tuned"
    repeats, threads = int((sys.argv[3:] or [3])[0]), int((sys.argv[4:] or [2])[0])
    db = duckdb.connect(config={"threads": threads})
    places = pq.read_table(folder / "places.parquet")
    start = time.perf_counter()
    for name in ("places", "participation"):
        db.execute(f"CREATE TABLE {name} AS FROM '{folder}/{name}.parquet'")
    held = with_villages(pq.read_table(folder / "sessions.parquet"))
    db.execute("CREATE TABLE sessions AS SELECT session_id, date, kind, village FROM held")
    load = time.perf_counter() - start
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        answer = {"tuned": tuned, "naive": naive}[how](db, places)
        seconds.append(time.perf_counter() - start)
    report(
        f"duckdb by place held, {how}, {threads} threads, native tables (loaded in {load:.1f} s)",
        seconds,
        answer,
        PLACE_HELD_MEASURES,
    )
