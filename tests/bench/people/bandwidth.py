"""How fast this machine reads the columns that a count reads, by the number of threads: what its passes are held against.

Command: python bandwidth.py FOLDER
"""

import json
import sys
import threading
import time
from pathlib import Path

import numpy as np
from contestant import read_tables

# What the plain count asks of a row.
COLUMNS = {
    "labour_force": ["person_key", "spell_from", "spell_to", "village", "sex", "birth_month"],
    "participation": ["person_key", "session_id", "completed"],
}
BYTES_AT_ONCE = 4 << 20


def pieces(folder: Path) -> list[np.ndarray]:
    """The columns' memory as numbers of 64 bits, in pieces that outlast the handing out of one."""
    found = []
    for name, columns in COLUMNS.items():
        table = read_tables(folder, name)[name].select(columns)
        for column in table.columns:
            for chunk in column.chunks:
                # Whether there is a value, and the value; chunks may lie in one buffer.
                for buffer, bits in zip(chunk.buffers(), (1, chunk.type.bit_width)):
                    if buffer is not None:
                        begin = chunk.offset * bits // 64 * 8
                        numbers = np.frombuffer(buffer, np.int64, len(chunk) * bits // 64, begin)
                        found += np.split(numbers, range(BYTES_AT_ONCE // 8, len(numbers), BYTES_AT_ONCE // 8))
    return found


def seconds_to_read(memory: list[np.ndarray], threads: int) -> float:
    """Sum up all pieces, each thread its share; the best of five."""
    best = float("inf")
    for _ in range(5):

        def read(thread: int) -> None:
            for piece in memory[thread::threads]:
                piece.sum()

        workers = [threading.Thread(target=read, args=(thread,)) for thread in range(threads)]
        start = time.perf_counter()
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        best = min(best, time.perf_counter() - start)
    return best


def main() -> None:
    """Print one JSON line."""
    memory = pieces(Path(sys.argv[1]))
    print(
        json.dumps(
            {
                "gigabytes": sum(piece.nbytes for piece in memory) / 1e9,
                "seconds": {threads: seconds_to_read(memory, threads) for threads in (1, 2)},
            }
        )
    )


if __name__ == "__main__":
    main()
