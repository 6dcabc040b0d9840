"""Distinct persons of a country in 14 windows on two trees: by home beside tuned DuckDB and polars, by where sessions were held beside DuckDB.

Each contestant runs in a process of its own on the same number of threads, by turns, and its best time counts; all that answer one question must
give the same checksum. HOCTAP_NATIONAL_LISTS names the folder of the national lists.
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

from contest import processors  # noqa: E402
from machine import machine  # noqa: E402

# Of what was counted by plain Python, or by every contestant alike, once.
CHECKSUMS = {
    "home": {20_000: 6632661394, 500_000: 249270130331, 5_000_000: 2615711865965, 50_000_000: 26274944763906},
    "place_held": {500_000: 291258298568, 5_000_000: 3134295193195},
}

GROUPED_CELLS = 2 * 2 * 3  # sex, ethnicity, age band


def measured(command: list[str], threads: int) -> dict:
    """Run one contestant; give what its last line says."""
    chosen = processors(threads)
    run = subprocess.run(
        [sys.executable, *command],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        cwd=HERE,
        env=os.environ | {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)},
        preexec_fn=lambda: os.sched_setaffinity(0, chosen),
    )
    return json.loads(run.stdout.splitlines()[-1])


def best_of(turns: list[dict]) -> float:
    """Give the shortest time of all turns."""
    return min(min(turn["seconds"]) for turn in turns)


def figures(turns: dict[str, list[dict]], expected: int | None) -> dict:
    """Give the times of hoctap and its peers, their ratios, whether all answers are one, and memory."""
    best = {name: best_of(of_name) for name, of_name in turns.items()}
    peers = {name: seconds for name, seconds in best.items() if not name.startswith("hoctap")}
    own = turns["hoctap"]
    sums = {turn["checksum"] for of_name in turns.values() for turn in of_name}
    return {
        "seconds": best["hoctap"],
        **{f"seconds_{name.removeprefix('hoctap_')}": s for name, s in best.items() if name.startswith("hoctap_")},
        "peers_seconds": peers,
        "ratios": {name: round(seconds / best["hoctap"], 2) for name, seconds in peers.items()},
        "equal": len(sums) == 1 and (expected is None or sums == {expected}),
        "peak_mib": {name: max(turn["peak_mib"] for turn in of_name) for name, of_name in turns.items()},
        "input_mib": own[0]["input_mib"],
        "beside_input_mib": max(turn["beside_input_mib"] for turn in own),
    }


def main() -> None:
    """Run all and print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=5_000_000, help="number of labourers")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=2, help="how often each contestant gets its turn")
    parser.add_argument("--repeats", type=int, default=3, help="runs in a turn")
    parser.add_argument("--data", type=Path, help="a folder made by population.py, instead of making one")
    parser.add_argument("--without", action="append", default=[], help="a peer to leave out: polars, duckdb")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = options.data or Path(made)
        if options.data is None:
            subprocess.run([sys.executable, "population.py", str(folder), str(options.size)], check=True, cwd=HERE)
        where, repeats, threads = str(folder), str(options.repeats), str(options.threads)
        questions = {
            "home": {
                "hoctap": ["contestant.py", where, repeats, threads],
                "hoctap_grouped": ["contestant.py", where, repeats, threads, "grouped"],
                "hoctap_1_thread": ["contestant.py", where, repeats, "1"],
                "duckdb": ["peer_duckdb.py", where, "tuned", repeats, threads],
                "polars": ["peer_polars.py", where, repeats],
            },
            "place_held": {
                "hoctap": ["place_held.py", where, repeats, threads],
                "hoctap_1_thread": ["place_held.py", where, repeats, "1"],
                "duckdb": ["peer_duckdb_place_held.py", where, "tuned", repeats, threads],
            },
        }
        turns: dict[str, dict[str, list[dict]]] = {question: {} for question in questions}
        for _ in range(options.rounds):
            for question, contestants in questions.items():
                for name, command in contestants.items():
                    if name not in options.without:
                        turns[question].setdefault(name, []).append(measured(command, options.threads))
        plain_read = measured(["bandwidth.py", where], options.threads)
        replacing = measured(["replacing.py", where, "20", threads], options.threads)
    home, place_held = (figures(turns[question], CHECKSUMS[question].get(options.size)) for question in questions)
    hot = max(
        (turn["hot_pass_gb_a_second"] for turn in turns["home"]["hoctap"] if turn["hot_pass_gb_a_second"]), default=None
    )
    cells = turns["home"]["hoctap_grouped"][0]["cells"]
    read = {int(count): seconds for count, seconds in plain_read["seconds"].items()}
    print(
        json.dumps(
            {
                "workload": "people",
                **machine(),
                "labourers": options.size,
                "threads": options.threads,
                **home,
                # Sums of the groups as well: what is told apart has the same checksum.
                "equal": home["equal"] and place_held["equal"] and replacing["equal"] and cells == GROUPED_CELLS,
                "grouped_cells": cells,
                "grouped_to_plain": round(home["seconds_grouped"] / home["seconds"], 2),
                # The columns that the plain count reads, each once, and how much faster two threads read them.
                "read_gb": round(plain_read["gigabytes"], 3),
                "read_gb_a_second": {n: round(plain_read["gigabytes"] / s, 2) for n, s in read.items()},
                "read_scaling": round(read[1] / read[2], 2),
                # How much faster two threads count, as a part of that.
                "scaling": round(home["seconds_1_thread"] / home["seconds"] / (read[1] / read[2]), 2),
                # The plain read's time as a part of the count's.
                "part_of_bandwidth": round(read[options.threads] / home["seconds"], 3),
                # What of that speed the last pass reaches, in which every resident is counted.
                "hot_pass_part_of_bandwidth": hot and round(hot / (plain_read["gigabytes"] / read[options.threads]), 3),
                "place_held": place_held,
                "replacing": replacing,
                "replacing_longest_ms": round(max(replacing["seconds"]) * 1000, 1),
            }
        )
    )


if __name__ == "__main__":
    main()
