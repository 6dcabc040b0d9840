"""The workload in hoctap: a rulebook in TOML, `book.check(table)`, and what it gives as Arrow."""

import datetime
import json
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pyarrow as pa
from workload import (
    COMMUNES,
    DISTRICTS,
    EDITION_STARTS,
    LINES,
    YEARS,
    ZONES,
    amounts,
    commune,
    district,
    line,
    norm,
    units,
    zone,
)

import hoctap as ht

RUNS = 9
PUBLISHED = "2015-01-01"


def words() -> str:
    """Declare the contents and zones."""
    zones = ", ".join(f'{{ id = "z{z}", vi = "vùng {z}", en = "zone {z}" }}' for z in range(ZONES))
    entries = [
        '[[unit]]\nid = "unit"\nvi = "đơn vị"\nen = "unit"\n',
        f'[[attribute]]\nid = "zone"\nvi = "vùng"\nen = "zone"\nvalues = [{zones}]\n',
    ]
    entries += [
        f'[[content]]\nid = "c{n:02}"\nvi = "dòng {n}"\nen = "line {n}"\nunit = ["unit"]\n' for n in range(LINES)
    ]
    return "\n".join(entries)


def instrument(edition: int) -> str:
    """Write an edition of the norms as a circular."""
    number = f"{edition + 1}/2015/TT-W"
    head = [
        f'instrument = "{number}"\nkind = "circular"\nlevel = "nation"\nreach = "direct"\nclock = "budget_year"',
        f'published = {PUBLISHED}\nfrom = {EDITION_STARTS[edition]}-01-01\nmark = "VERIFIED"\nsource = "generated"',
        'title = { vi = "định mức", en = "norms" }',
    ]
    if edition + 1 < len(EDITION_STARTS):
        head.append(f'[ended]\non = {EDITION_STARTS[edition + 1]}-01-01\npublished = {PUBLISHED}\nmark = "VERIFIED"')
    norms = [
        f'[[norm]]\narticle = {n + 1}\nclause = {z + 1}\nkind = "maximum_per_unit"\ncontent = "c{n:02}"\n'
        f'applies = {{ zone = "z{z}" }}\namount = {norm[edition][n][z]}\nmark = "VERIFIED"'
        for n in range(LINES)
        for z in range(ZONES)
    ]
    return "\n".join(head + norms)


def rulebook() -> ht.Rulebook:
    """Read the norms as any rulebook is read."""
    with tempfile.TemporaryDirectory() as folder:
        files = {"words.toml": words()} | {f"{e + 1}-2015-tt-w.toml": instrument(e) for e in range(len(EDITION_STARTS))}
        for name, text in files.items():
            (Path(folder) / name).write_text(text, encoding="utf-8")
        return ht.Rulebook.load([str(Path(folder) / name) for name in files])


def lines() -> pa.Table:
    """Make the table of lines: words as dictionaries, numbers in the width that they need."""
    years = len(YEARS)
    return pa.table(
        {
            "content": pa.DictionaryArray.from_arrays(
                pa.array(np.tile(line, years).astype(np.int8)), [f"c{n:02}" for n in range(LINES)]
            ),
            "zone": pa.DictionaryArray.from_arrays(
                pa.array(np.tile(zone, years).astype(np.int8)), [f"z{z}" for z in range(ZONES)]
            ),
            "year": np.repeat(np.array(YEARS, dtype=np.int16), len(line)),
            "commune": np.tile(commune, years).astype(np.int16),
            "factor_1": np.tile(units, years).astype(np.int8),
            "amount": np.concatenate([amounts(year) for year in YEARS]),
        }
    )


def estimate_of_thirty_lines() -> pa.Table:
    """Make the lines of a centre's estimate, as an Association would hand them in."""
    contents = ["guest_meal", "hall_hire", "per_diem", "meeting_drinks", "legal_leaflet"]
    return pa.table(
        {
            "content": [contents[row % len(contents)] for row in range(30)],
            "date": pa.array([datetime.date(2024, 6, 1)] * 30),
            "factor_1": pa.array([20 + row for row in range(30)], pa.int64()),
            "factor_2": pa.array([1 + row % 3 for row in range(30)], pa.int64()),
            "factor_3": pa.array([1] * 30, pa.int64()),
            "amount": pa.array([500_000 + 10_000 * row for row in range(30)], pa.int64()),
        }
    )


def best_microseconds(run: Callable[[], object], repeats: int) -> float:
    """Time a call that takes microseconds."""
    best = float("inf")
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        best = min(best, time.perf_counter() - start)
    return round(best * 1e6, 1)


def small_tasks() -> dict[str, float]:
    """Time what a user waits for line by line, by the law as it is.

    The check of one estimate from Arrow table to result; the same of an estimate without a line, which is what handing a table over takes; and the explanation
    of one line with its text.
    """
    law = ht.rulebook().as_of()
    estimate = estimate_of_thirty_lines()
    empty = estimate.slice(0, 0)
    repeats = 3_000
    whole = best_microseconds(lambda: law.check(estimate), repeats)
    handing_over = best_microseconds(lambda: law.check(empty), repeats)
    return {
        "check_30_lines_us": whole,
        "of_that_handing_over_us": handing_over,
        "explain_line_us": best_microseconds(lambda: law.explain("guest_meal", date="2024-06-01").text(), repeats),
    }


def main() -> None:
    """Time the check and what follows, without the making of the input."""
    book = rulebook().as_of()
    table = lines()
    first_communes = np.append(0, 1 + np.flatnonzero(district[1:] != district[:-1]))
    best, steps, got = float("inf"), {}, {}
    for _ in range(RUNS):
        start = time.perf_counter()
        checked = book.check(table, sum_by=["year", "commune"])
        judged = time.perf_counter()
        result = pa.table(checked)
        exported = time.perf_counter()
        sums = pa.table(checked.sums)
        by_commune = {name: sums[name].to_numpy() for name in ("commune", "amount", "excess", "lines_over")}
        # Groups come in the order of the lines: year by year, the communes in order, a district's side by side.
        by_district = {
            name: np.add.reduceat(by_commune[name].reshape(len(YEARS), COMMUNES), first_communes, axis=1)
            for name in ("amount", "excess")
        }
        done = time.perf_counter()
        if done - start < best:
            best = done - start
            steps = {"check": judged - start, "to_arrow": exported - judged, "districts": done - exported}
        got = {
            "total": int(by_commune["amount"].sum()),
            "excess": int(by_commune["excess"].sum()),
            "breaches": int(by_commune["lines_over"].sum()),
        }
        kept = int(result["excess"].to_numpy().sum()), checked.verdicts.get("over", 0)
        if (
            kept != (got["excess"], got["breaches"])
            or not np.array_equal(by_commune["commune"], np.tile(np.arange(COMMUNES), len(YEARS)))
            or by_district["amount"].shape != (len(YEARS), DISTRICTS)
            or (int(by_district["amount"].sum()), int(by_district["excess"].sum())) != (got["total"], got["excess"])
        ):
            raise SystemExit("lines and sums differ")
        del checked, result, sums, by_commune
    print(
        json.dumps(
            {
                "contestant": "hoctap",
                "best_s": round(best, 5),
                "steps": {name: round(value, 5) for name, value in steps.items()},
                "small_tasks": small_tasks(),
                "got": got,
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )


if __name__ == "__main__":
    main()
