"""A country's partials made on an engine by two worker processes, one of which is killed on the way, beside the same made in one process.

Command: python distributed_run.py dask|spark [--size 5000000] [--files 64] [--memory GIB]   prints one JSON line

Files are pieces of the register and of the sheets of attendance. Both ways read the same files and must give the same bytes; what they count must
be what `headcount` counts of the whole tables. HOCTAP_NATIONAL_LISTS names the folder of the national lists.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from contestant import count, frame_of, read_tables

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from contest import resident_mib  # noqa: E402
from machine import machine  # noqa: E402

import hoctap as ht  # noqa: E402
from hoctap.distributed import merged_partials, partial_of_batches, partials_of  # noqa: E402

ROWS = {"residents": "labour_force", "participation": "participation"}
WORKERS = 2
MERGED_AT_ONCE = 8


def cut(tables: dict[str, pa.Table], folder: Path, files: int) -> dict[str, list[Path]]:
    """Write each table as so many files, with their names and versions in columns, as a lake would hold them."""
    written: dict[str, list[Path]] = {}
    for rows, name in ROWS.items():
        table = tables[name]
        # Spark has no unsigned numbers: the same bits with a sign.
        keys = pa.chunked_array([chunk.view(pa.int64()) for chunk in table["person_key"].chunks])
        table = table.set_column(table.schema.get_field_index("person_key"), "person_key", keys)
        (folder / rows).mkdir()
        written[rows] = []
        for i in range(files):
            begin, end = (len(table) * at // files for at in (i, i + 1))
            piece = table.slice(begin, end - begin)
            for column, value in (("file", pa.scalar(f"{i:03}")), ("version", pa.scalar(1, pa.int64()))):
                piece = piece.append_column(column, pa.repeat(value, len(piece)))
            written[rows].append(folder / rows / f"{i:03}.parquet")
            pq.write_table(piece, written[rows][-1])
    return written


def read(function: Any, path: str) -> list[pa.RecordBatch]:
    return list(function(pq.read_table(path).to_batches()))


def merge(parts: list[list[pa.RecordBatch]]) -> list[pa.RecordBatch]:
    return list(merged_partials(batch for part in parts for batch in part))


def merged(parts: list[Any], do: Any) -> Any:
    while len(parts) > 1:
        parts = [do(parts[i : i + MERGED_AT_ONCE]) for i in range(0, len(parts), MERGED_AT_ONCE)]
    return parts[0]


def partial_in(batches: list[pa.RecordBatch]) -> ht.HeadcountPartial:
    partial = partial_of_batches(batches)
    assert partial is not None
    return partial


def peak_mib() -> float:
    return resident_mib("VmHWM")


def in_one_process(frame: ht.HeadcountFrame, files: dict[str, list[Path]]) -> tuple[ht.HeadcountPartial, dict]:
    parts = [read(partials_of(frame, rows), str(path)) for rows, paths in files.items() for path in paths]
    return partial_in(merged(parts, merge)), {}


def on_dask(frame: ht.HeadcountFrame, files: dict[str, list[Path]], gib: float) -> tuple[ht.HeadcountPartial, dict]:
    import distributed

    options = {"n_workers": WORKERS, "threads_per_worker": 1, "memory_limit": f"{gib}GiB"}
    with (
        distributed.LocalCluster(**options, dashboard_address=None, silence_logs=50) as cluster,
        distributed.Client(cluster) as client,
    ):
        parts = []
        for rows, paths in files.items():
            function = client.scatter(partials_of(frame, rows), broadcast=True)
            parts += [client.submit(read, function, str(path), retries=3, pure=False) for path in paths]
        all_parts = merged(parts, lambda some: client.submit(merge, some, retries=3, pure=False))
        done = distributed.as_completed(parts)
        for _ in range(len(parts) // 3):
            next(done)
        before = client.run(os.getpid)
        victim, process = next(iter(before.items()))
        os.kill(process, signal.SIGKILL)
        partial = partial_in(all_parts.result())
        after = client.run(os.getpid)
        peaks = client.run(peak_mib)
    assert victim not in after or after[victim] != process
    return partial, {
        "killed_after_tasks": len(parts) // 3,
        "peak_mib_of_workers": [round(peak) for peak in peaks.values()],
    }


def on_spark(frame: ht.HeadcountFrame, files: dict[str, list[Path]], gib: float) -> tuple[ht.HeadcountPartial, dict]:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    spark = (
        SparkSession.builder.master(f"local[{WORKERS},4]")  # a task that fails is run again, up to four times
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", f"{round(gib * 1024)}m")
        .config("spark.driver.maxResultSize", "0")
        .config("spark.log.level", "FATAL")
        .config("spark.sql.shuffle.partitions", str(len(files["residents"])))
        .getOrCreate()
    )
    killed = files["residents"][0].parents[1] / "killed"

    def killed_once(function: Any) -> Any:
        def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for number, batch in enumerate(function(batches)):
                if number == 0 and not killed.exists():
                    killed.write_text(str(os.getpid()))
                    os.kill(os.getpid(), signal.SIGKILL)
                yield batch

        return run

    try:
        parts = None
        for rows, paths in files.items():
            function = partials_of(frame, rows)
            if rows == "participation":
                function = killed_once(function)
            held = spark.read.parquet(str(paths[0].parent)).repartition("file")
            part = held.mapInArrow(function, "partial binary")
            parts = part if parts is None else parts.unionAll(part)
        few = parts.coalesce(MERGED_AT_ONCE).mapInArrow(merged_partials, "partial binary")
        whole = few.repartition(1).mapInArrow(merged_partials, "partial binary").collect()
    finally:
        spark.stop()
    assert killed.exists()
    return ht.HeadcountPartial.from_bytes(bytes(whole[0]["partial"])), {}


def main() -> None:
    """Print one JSON line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("engine", choices=["dask", "spark"])
    parser.add_argument("--size", type=int, default=5_000_000, help="number of labourers")
    parser.add_argument("--files", type=int, default=64, help="files of the register, and of attendances")
    parser.add_argument("--memory", type=float, default=3, help="GiB for each worker of Dask, or for all of Spark")
    options = parser.parse_args()
    run = {"dask": on_dask, "spark": on_spark}[options.engine]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        subprocess.run([sys.executable, "population.py", str(folder), str(options.size)], check=True, cwd=HERE)
        tables = read_tables(folder)
        files = cut(tables, folder, options.files)
        frame = frame_of(tables)
        whole_tables = count(tables, threads=WORKERS, grouped=False)
        del tables
        seconds, digests, counts = {}, {}, {}
        for name, make in {
            "one_process": lambda: in_one_process(frame, files),
            options.engine: lambda: run(frame, files, options.memory),
        }.items():
            start = time.perf_counter()
            partial, told = make()
            seconds[name] = round(time.perf_counter() - start, 2)
            saved = partial.to_bytes()
            digests[name] = hashlib.blake2b(saved).hexdigest()
            counts[name] = pa.table(frame.count(partial, threads=WORKERS))
            del partial
    print(
        json.dumps(
            {
                "workload": f"people on {options.engine}",
                **machine(),
                "labourers": options.size,
                "files": 2 * options.files,
                "workers": WORKERS,
                "partial_mib": round(len(saved) / 2**20),
                "seconds": seconds,
                "the_same_bytes": len(set(digests.values())) == 1,
                "equal": all(one.equals(whole_tables) for one in counts.values()),
                **told,
                "peak_mib": round(peak_mib()),
            }
        )
    )


if __name__ == "__main__":
    main()
