"""How contestants are measured: in a process of their own, on the same number of processors, with their peak of memory."""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from pathlib import Path


def resident_mib(field):
    """A field of the process status that Linux keeps, in MiB: VmRSS is memory now, VmHWM its peak."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(field):
            return int(line.split()[1]) / 1024
    raise LookupError(field)


def measure(run, tables, repeats=5):
    """Seconds of each repeat after one warm-up, peak resident MiB, MiB before the first run, and the result."""
    gc.collect()
    before = resident_mib("VmRSS")
    Path("/proc/self/clear_refs").write_text("5")
    result = run(tables)
    seconds = []
    for _ in range(repeats):
        result = None
        start = time.perf_counter()
        result = run(tables)
        seconds.append(time.perf_counter() - start)
    return seconds, resident_mib("VmHWM"), before, result


def processors(count: int) -> list[int]:
    """Give the processors that every contestant may use."""
    return sorted(os.sched_getaffinity(0))[-count:]


def options_of(description: str | None, *, repeats: int) -> argparse.Namespace:
    """Read what every contest may be asked for: its size, threads, rounds and repeats."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--size", type=int, default=11_000, help="number of centres")
    parser.add_argument("--threads", type=int, default=1, help="processors for each contestant")
    parser.add_argument("--rounds", type=int, default=3, help="how often each contestant gets its turn")
    parser.add_argument("--repeats", type=int, default=repeats, help="runs in a turn")
    return parser.parse_args()


def turn(script: Path, folder: str, *, threads: int, repeats: int) -> dict:
    """Run one contestant in a process of its own; its last line is JSON."""
    command = [sys.executable, str(script), "--data", folder, "--repeats", str(repeats)]
    environment = os.environ | {"POLARS_MAX_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
    chosen = processors(threads)
    run = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env=environment,
        preexec_fn=lambda: os.sched_setaffinity(0, chosen),
    )
    return json.loads(run.stdout.splitlines()[-1])
