"""Headcounts on a local Spark: what `mapInArrow` gives is what one process gives, also where a task is killed and run again."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from test_headcount import as_counter, plainly
from test_headcount_engines import FILES, in_one_process, made_up
from test_headcount_partials import batches_with_files, frame_of

import hoctap as ht
from hoctap.distributed import merged_partials, partials_of

Batches = Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]


def signed(table: pa.Table) -> pa.Table:
    """Spark has no unsigned numbers: give the same bits with a sign."""
    keys = pa.chunked_array([chunk.view(pa.int64()) for chunk in table["person_key"].chunks])
    return table.set_column(table.schema.get_field_index("person_key"), "person_key", keys)


def killed_once(function: Batches, killed: Path) -> Batches:
    """Kill the process that does a first task before it gives anything."""

    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in function(batches):
            if not killed.exists():
                killed.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            yield batch

    return run


def run_on_spark(folder: Path) -> None:
    """Read files on two workers, one of which is killed; compare with what one process gives."""
    from pyspark.sql import SparkSession

    made = made_up()
    frame = frame_of(made)
    killed = folder / "killed"
    spark = (
        SparkSession.builder.master("local[2, 4]")  # a task that fails is run again, up to four times
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "FATAL")
        .config("spark.sql.shuffle.partitions", "3")
        .getOrCreate()
    )
    try:
        parts = None
        for rows in ("residents", "participation"):
            function = partials_of(frame, rows)
            if rows == "participation":
                function = killed_once(function, killed)
            pq.write_table(signed(batches_with_files(made, rows, FILES)), folder / f"{rows}.parquet")
            held = spark.read.parquet(str(folder / f"{rows}.parquet"))
            read = held.repartition("file").mapInArrow(function, "partial binary")
            parts = read if parts is None else parts.unionAll(read)
        assert parts is not None
        whole = parts.coalesce(1).mapInArrow(merged_partials, "partial binary").collect()
    finally:
        spark.stop()
    assert killed.exists()
    merged = ht.HeadcountPartial.from_bytes(bytes(whole[0]["partial"]))
    assert merged.to_bytes() == in_one_process(frame, made).to_bytes()
    assert as_counter(frame.count(merged)) == plainly(made)
    print("the same bits")


def test_spark_gives_the_same_bits_though_a_task_is_killed(tmp_path: Path) -> None:
    pytest.importorskip("pyspark")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    # In a program of its own, whose functions are sent to the workers.
    ran = subprocess.run(
        [sys.executable, __file__, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env=os.environ | {"PYSPARK_PYTHON": sys.executable},
    )
    assert ran.stdout.splitlines()[-1:] == ["the same bits"], ran.stderr


if __name__ == "__main__":
    run_on_spark(Path(sys.argv[1]))
