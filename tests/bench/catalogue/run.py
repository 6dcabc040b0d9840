"""Every indicator that needs no list of persons, for a country, and seven of them beside polars.

Each contestant runs in a process of its own on the same number of processors, by turns, and its best time counts; then the seven are compared
cell by cell. HOCTAP_NATIONAL_LISTS names the folder of the national lists.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import figures
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from contest import options_of, turn  # noqa: E402
from machine import machine  # noqa: E402

CONTESTANTS = {"hoctap": "levels_hoctap.py", "polars": "levels_polars.py"}


def result_of(script: str, folder: str) -> object:
    """Let a contestant write the seven indicators, in one order of rows."""
    file = Path(folder) / f"{script}.result"
    command = [sys.executable, str(HERE / script), "--data", folder, "--result", str(file)]
    subprocess.run(command, check=True)
    return pq.read_table(file)


def main() -> None:
    """Run all and print one JSON line."""
    options = options_of(__doc__, repeats=5)
    with tempfile.TemporaryDirectory() as folder:
        made = [sys.executable, str(HERE / "country.py"), folder, "--size", str(options.size)]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        records = {name: table.num_rows for name, table in figures.read_tables(folder).items()}
        turns: dict[str, list[dict]] = {name: [] for name in CONTESTANTS}
        for _ in range(options.rounds):
            for name, script in CONTESTANTS.items():
                turns[name].append(turn(HERE / script, folder, threads=options.threads, repeats=options.repeats))
        results = {name: result_of(script, folder) for name, script in CONTESTANTS.items()}

    def best(name: str, what: str) -> float:
        return min(one[what]["best_s"] for one in turns[name])

    def peak(name: str, what: str) -> int:
        return max(one[what]["peak_mib"] for one in turns[name])

    print(
        json.dumps(
            {
                "workload": "catalogue",
                **machine(),
                "centres": options.size,
                "records": sum(records.values()),
                "threads": options.threads,
                "seconds": best("hoctap", "all"),
                "rows": turns["hoctap"][0]["all"]["rows"],
                "seconds_of_seven": best("hoctap", "seven"),
                "rows_of_seven": turns["hoctap"][0]["seven"]["rows"],
                "peers_seconds": {"polars": best("polars", "seven")},
                "ratios": {"polars": round(best("polars", "seven") / best("hoctap", "seven"), 2)},
                "equal": {"polars": results["hoctap"].equals(results["polars"])},
                "peak_mib": {"hoctap": peak("hoctap", "all"), "polars": peak("polars", "seven")},
            }
        )
    )


if __name__ == "__main__":
    main()
