"""Headcounts on engines that spread work: what they give is what one process gives, also where a worker is killed on the way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from test_headcount import as_counter, plainly, population
from test_headcount_partials import Made, batches_with_files, frame_of

import hoctap as ht
from hoctap.distributed import merged_partials, partial_of_batches, partials_of

FILES = 6


def made_up() -> Made:
    return population(31)


def in_one_process(frame: ht.HeadcountFrame, made: Made) -> ht.HeadcountPartial:
    batches = [
        batch
        for rows in ("residents", "participation")
        for batch in partials_of(frame, rows)(batches_with_files(made, rows, FILES).to_batches())
    ]
    whole = partial_of_batches(batches)
    assert whole is not None
    return whole


def read_partition(function: Any, table: pa.Table, killed: Path | None) -> list[pa.RecordBatch]:
    """Read a partition; where it is told to, kill its own worker the first time."""
    if killed is not None and not killed.exists():
        killed.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return list(function(table.to_batches()))


def merge(parts: list[list[pa.RecordBatch]]) -> list[pa.RecordBatch]:
    return list(merged_partials(batch for part in parts for batch in part))


def run_on_dask(folder: Path) -> None:
    """Read partitions on two workers, one of which is killed; compare with what one process gives."""
    import distributed

    made = made_up()
    frame = frame_of(made)
    killed = folder / "killed"
    options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "silence_logs": 50}
    with distributed.LocalCluster(**options) as cluster, distributed.Client(cluster) as client:
        parts = []
        for rows in ("residents", "participation"):
            table = batches_with_files(made, rows, FILES)
            for i in range(FILES):
                partition = table.filter(pa.compute.equal(table["file"], f"f{i}"))
                marker = killed if (rows, i) == ("participation", 3) else None
                function = partials_of(frame, rows)
                parts.append(client.submit(read_partition, function, partition, marker, retries=3, pure=False))
        while len(parts) > 1:
            parts = [client.submit(merge, parts[i : i + 3], retries=3) for i in range(0, len(parts), 3)]
        whole = partial_of_batches(parts[0].result(timeout=120))
    assert killed.exists()
    assert whole is not None
    assert whole.to_bytes() == in_one_process(frame, made).to_bytes()
    assert as_counter(frame.count(whole)) == plainly(made)
    print("the same bits")


def test_dask_gives_the_same_bits_though_a_worker_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    # In a program of its own, whose functions are sent to the workers.
    ran = subprocess.run(
        [sys.executable, __file__, str(tmp_path)], capture_output=True, text=True, timeout=200, check=False
    )
    assert ran.stdout.splitlines()[-1:] == ["the same bits"], ran.stderr


if __name__ == "__main__":
    run_on_dask(Path(sys.argv[1]))
