"""Distinct persons of a country by home, in 14 windows on two trees: hoctap beside tuned DuckDB and polars.

Each contestant runs in a process of its own on the same number of threads, by turns, and its best time counts; all must give the same
checksum. HOCTAP_NATIONAL_LISTS names the folder of the national lists.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

import pyarrow.parquet as pq  # noqa: E402
from machine import machine  # noqa: E402

CHECKSUMS = {20_000: 6632661394, 500_000: 249270130331, 5_000_000: 2615711865965, 50_000_000: 26274944763906}


def measured(command: list[str], threads: int) -> dict:
    """Run one contestant; give what its last line says."""
    chosen = sorted(os.sched_getaffinity(0))[-threads:]
    run = subprocess.run(
        [sys.executable, *command],
        check=True,
        capture_output=True,
        text=True,
        cwd=HERE,
        env=os.environ | {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)},
        preexec_fn=lambda: os.sched_setaffinity(0, chosen),
    )
    return json.loads(run.stdout.splitlines()[-1])


def bytes_asked(folder: Path) -> float:
    """Bytes of the columns that the plain count reads, each once: what its passes are held against as a plain read."""
    spells, attendances = (
        pq.ParquetFile(folder / f"{name}.parquet").metadata.num_rows for name in ("labour_force", "participation")
    )
    key, day, place, month, sex, bit = 8, 4, 4, 4, 1, 1 / 8
    return spells * (key + 2 * day + place + month + sex + 2 * bit) + attendances * (key + 4 + bit)


def main() -> None:
    """Run all and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=5_000_000)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2, help="how often each contestant gets its turn")
    parser.add_argument("--repeats", type=int, default=3, help="runs in a turn")
    parser.add_argument("--data", type=Path, help="a folder made by population.py, instead of making one")
    parser.add_argument("--without", action="append", default=[], help="a peer to leave out: polars, duckdb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.data or Path(made)
        if options.data is None:
            subprocess.run([sys.executable, "population.py", str(folder), str(options.workers)], check=True, cwd=HERE)
        repeats, threads = str(options.repeats), str(options.threads)
        contestants = {
            "hoctap": ["contestant.py", str(folder), repeats, threads],
            "hoctap_grouped": ["contestant.py", str(folder), repeats, threads, "grouped"],
            "hoctap_1_thread": ["contestant.py", str(folder), repeats, "1"],
            "duckdb": ["peer_duckdb.py", str(folder), "tuned", repeats, threads],
            "polars": ["peer_polars.py", str(folder), repeats],
        }
        contestants = {name: command for name, command in contestants.items() if name not in options.without}
        turns: dict[str, list[dict]] = {name: [] for name in contestants}
        for _ in range(options.rounds):
            for name, command in contestants.items():
                turns[name].append(measured(command, options.threads))
        bandwidth = measured(["bandwidth.py"], options.threads)
        asked = bytes_asked(folder)
        replacing = measured(["replacing.py", str(folder), "20", threads], options.threads)
    best = {name: min(min(turn["seconds"]) for turn in of_name) for name, of_name in turns.items()}
    expected = CHECKSUMS.get(options.workers)
    read = {int(count): rate for count, rate in bandwidth.items()}
    sums = {turn["checksum"] for of_name in turns.values() for turn in of_name}
    print(
        json.dumps(
            {
                "workload": "people",
                **machine(),
                "workers": options.workers,
                "threads": options.threads,
                "seconds": best["hoctap"],
                "seconds_grouped": best["hoctap_grouped"],
                "seconds_1_thread": best["hoctap_1_thread"],
                "peers_seconds": {name: s for name, s in best.items() if not name.startswith("hoctap")},
                "ratios": {
                    name: round(s / best["hoctap"], 2) for name, s in best.items() if not name.startswith("hoctap")
                },
                "equal": len(sums) == 1 and (expected is None or sums == {expected}) and replacing["equal"],
                "replacing": replacing,
                "peak_mib": {name: max(turn["peak_mib"] for turn in of_name) for name, of_name in turns.items()},
                "read_gb_a_second": read,
                "grouped_to_plain": round(best["hoctap_grouped"] / best["hoctap"], 2),
                # How much faster two threads are, as a part of how much faster two threads read memory.
                "scaling": round(best["hoctap_1_thread"] / best["hoctap"] / (read[2] / read[1]), 2),
                # The count's columns in a plain read's time, as a part of the count's time.
                "part_of_bandwidth": round(asked / 1e9 / read[options.threads] / best["hoctap"], 3),
            }
        )
    )


if __name__ == "__main__":
    main()
