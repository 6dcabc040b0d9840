"""Q2 in DuckDB: `tuned` keeps one mask a person and unit; `naive` counts distinct persons window by window.

Command: python peer_duckdb_place_held.py FOLDER [tuned|naive] [REPEATS] [THREADS]
"""

import numpy as np
import pyarrow.parquet as pq
from duckdb_peer import SETS, UNITS, N, blank, main, take_sets
from question import LEVELS, PLACE_HELD_MEASURES, WINDOWS, with_villages

M = len(PLACE_HELD_MEASURES)
# A bit a window and measure, as an attendance sets it; completed ones are trained as well.
BIT = {measure: [1 << (M * w + m) for w in range(N)] for m, measure in enumerate(PLACE_HELD_MEASURES)}


def mask(measure):
    inside = (
        f"CASE WHEN date BETWEEN DATE '{first}' AND DATE '{last}' THEN {BIT[measure][w]} ELSE 0 END"
        for w, (first, last) in enumerate(WINDOWS)
    )
    return "(" + " + ".join(inside) + ")::BIGINT"


def tuned(db, places):
    answer = blank(places, PLACE_HELD_MEASURES)
    db.execute(f"""
        CREATE OR REPLACE TEMP TABLE atoms AS
        WITH held AS (
            SELECT session_id, {UNITS}, {mask("attended")} + CASE WHEN kind <> 3 THEN {mask("learned")} ELSE 0 END
                + CASE WHEN kind = 2 THEN {mask("transfer")} ELSE 0 END AS shown,
                CASE WHEN kind = 0 THEN {mask("trained")} ELSE 0 END AS completing
            FROM sessions JOIN places USING (village))
        SELECT {UNITS}, person_key, bit_or(CASE WHEN completed THEN shown | completing ELSE shown END) AS shown
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
    answer = blank(places, PLACE_HELD_MEASURES)
    for w, (first, last) in enumerate(WINDOWS):
        query = f"""
            SELECT {UNITS}, grouping({UNITS}) AS g, count(DISTINCT person_key), count(DISTINCT person_key) FILTER (kind <> 3),
                count(DISTINCT person_key) FILTER (kind = 0 AND completed), count(DISTINCT person_key) FILTER (kind = 2)
            FROM participation JOIN sessions USING (session_id) JOIN places USING (village)
            WHERE date BETWEEN DATE '{first}' AND DATE '{last}' GROUP BY GROUPING SETS ({SETS})"""
        take_sets(db, query, answer, w)
    return answer


def with_held_villages(db, folder):
    db.register("held", with_villages(pq.read_table(folder / "sessions.parquet")))
    db.execute("CREATE TABLE sessions AS SELECT session_id, date, kind, village FROM held")


if __name__ == "__main__":
    ways = {"tuned": tuned, "naive": naive}
    main("duckdb by place held", ("places", "participation"), with_held_villages, ways, PLACE_HELD_MEASURES)
