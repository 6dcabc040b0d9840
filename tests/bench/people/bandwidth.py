"""How fast this machine reads memory, by the number of threads: what the hot passes are held against.

Command: python bandwidth.py [GIGABYTES]
"""

import json
import sys
import threading
import time

import numpy as np


def gigabytes_a_second(threads: int, gigabytes: float) -> float:
    """Sum up an array far larger than the caches, a part for each thread; the best of five."""
    values = np.ones(int(gigabytes * 1e9 / 8), np.int64)
    parts = np.array_split(values, threads)
    best = float("inf")
    for _ in range(5):
        workers = [threading.Thread(target=part.sum) for part in parts]
        start = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        best = min(best, time.perf_counter() - start)
    return values.nbytes / 1e9 / best


if __name__ == "__main__":
    size = float((sys.argv[1:] or [1])[0])
    print(json.dumps({threads: round(gigabytes_a_second(threads, size), 2) for threads in (1, 2)}))
