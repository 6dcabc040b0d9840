"""W2: 10,600 communes x 24 budget lines x 10 years against norms of three editions and three zones.

Everything follows from the line's number, so every contestant builds the same input.
"""

import json
import resource
import time

import numpy as np

COMMUNES, LINES, ZONES, DISTRICTS = 10_600, 24, 3, 700
YEARS = range(2016, 2026)
EDITION_STARTS = (2016, 2020, 2024)
ROWS = COMMUNES * LINES

row = np.arange(ROWS, dtype=np.int64)
commune = row // LINES
line = row % LINES
zone = commune % ZONES
district = np.arange(COMMUNES) * DISTRICTS // COMMUNES
units = 1 + (row * 31) % 40
norm = np.array(
    [
        [[200_000 + 50_000 * ((7 * l + 3 * z + 5 * e) % 11) for z in range(ZONES)] for l in range(LINES)]
        for e in range(len(EDITION_STARTS))
    ],
    dtype=np.int64,
)

EXPECTED = {"total": 26_003_085_534_600, "excess": 6_871_160_189_600, "breaches": 1_454_652}


def amounts(year: int):
    """Whole đồng a line."""
    return units * (150_000 + ((row * 7919 + year * 104_729) % 997) * 700)


def edition(year: int) -> int:
    return sum(year >= start for start in EDITION_STARTS) - 1


def measure(name: str, run, repeats: int = 5):
    """run() -> (total, excess, breaches), timed without the making of its input."""
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        total, excess, breaches = run()
        seconds.append(time.perf_counter() - start)
    got = {"total": int(total), "excess": int(excess), "breaches": int(breaches)}
    print(
        json.dumps(
            {
                "contestant": name,
                "best_s": round(min(seconds), 5),
                "seconds": [round(s, 5) for s in seconds],
                "equal": got == EXPECTED,
                "got": got,
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            }
        )
    )
