"""T1 to T3 with bounds and status of 11,000 centres on all levels of two trees in ten quarters: hoctap beside polars and DuckDB.

Each contestant runs in a process of its own on the same number of processors, by turns, and its best time counts; then their results are
compared row by row. HOCTAP_NATIONAL_LISTS names the folder of the national lists.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import harness

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from contest import options_of, turn  # noqa: E402
from machine import machine  # noqa: E402

CONTESTANTS = {"hoctap": "contestant", "polars": "peer_polars", "duckdb": "peer_duckdb"}


def equal_rows(folder: Path) -> dict[str, bool]:
    """Compare the result with that of each peer, row by row."""
    tables = harness.read_tables(folder)
    results = {name: harness.in_key_order(__import__(module).run(tables)) for name, module in CONTESTANTS.items()}
    return {name: results["hoctap"].equals(result) for name, result in results.items() if name != "hoctap"}


def main() -> None:
    """Run all and print one JSON line."""
    options = options_of(__doc__, repeats=7)
    with tempfile.TemporaryDirectory() as folder:
        generator = [sys.executable, str(HERE / "generate.py"), folder, "--size", str(options.size)]
        subprocess.run(generator, check=True, stdout=subprocess.DEVNULL)
        turns: dict[str, list[dict]] = {name: [] for name in CONTESTANTS}
        for _ in range(options.rounds):
            for name, module in CONTESTANTS.items():
                script = HERE / f"{module}.py"
                turns[name].append(turn(script, folder, threads=options.threads, repeats=options.repeats))
        equal = equal_rows(Path(folder))
    best = {name: min(one["best_s"] for one in of_name) for name, of_name in turns.items()}
    print(
        json.dumps(
            {
                "workload": "rollup",
                **machine(),
                "centres": options.size,
                "rows": turns["hoctap"][0]["rows"],
                "threads": options.threads,
                "seconds": best["hoctap"],
                "peers_seconds": {name: seconds for name, seconds in best.items() if name != "hoctap"},
                "ratios": {
                    name: round(seconds / best["hoctap"], 2) for name, seconds in best.items() if name != "hoctap"
                },
                "equal": equal,
                "checksum_equal": all(one["equal"] is not False for of_name in turns.values() for one in of_name),
                "peak_mib": {name: max(one["peak_mib"] for one in of_name) for name, of_name in turns.items()},
            }
        )
    )


if __name__ == "__main__":
    main()
