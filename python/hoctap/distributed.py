"""Headcounts on an engine that spreads work: two functions from record batches to record batches.

The first reads a partition's rows into a partial, the second merges partials; both fit where an engine applies a function to batches, such as
Spark's `mapInArrow`, and can be called as tasks, as Dask does. What comes of a task that was run again, or twice, changes no number.

    rows → partials_of(frame, "participation") → merged_partials → HeadcountPartial → frame.count

pyarrow is needed. Spark has no unsigned numbers: person keys go through it as whole numbers of 64 bits with a sign, the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Literal

from hoctap._core import HeadcountFrame, HeadcountPartial

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["merged_partials", "partial_of_batches", "partials_of"]

# The one column of batches of partials; to Spark, "partial binary".
COLUMN = "partial"


def partials_of(
    frame: HeadcountFrame,
    rows: Literal["residents", "participation"],
    *,
    file: str | Callable[[], str] = "file",
    version: str | int = "version",
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """Give a function that reads a partition's record batches and yields one batch with their partial.

    Residents and participation are read apart: what a file says of the one and of the other may lie in different partitions. All rows of a file
    in a version must lie in the same. A version that has no rows any more cannot be seen in rows: take its older one back with an empty partial,
    `frame.partial("participation/NAME", VERSION)`.

    Args:
        frame: by what rows are read; it is sent along.
        rows: what the batches hold.
        file: the column with the name of each row's file; or a function, called once a partition, that names the whole partition: the same name
            whenever that partition is read again.
        version: the column with the version of each row's file, or the version of all.

    Raises (when it reads):
        ValueError: a row has no file or version.
        InvalidValue, FormatError: as `HeadcountFrame.partial` does.

    """
    return _PartialsOf(frame, rows, file, version)


class _PartialsOf:
    """A function that can be sent to other processes."""

    def __init__(
        self,
        frame: HeadcountFrame,
        rows: Literal["residents", "participation"],
        file: str | Callable[[], str],
        version: str | int,
    ) -> None:
        self.frame, self.rows, self.file, self.version = frame, rows, file, version

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        held = list(batches)
        if not held:
            return
        partials = [self._partial(*one) for one in self._files(pa.Table.from_batches(held))]
        if partials:
            yield _batch_of(HeadcountPartial.merged(partials))

    def _files(self, table: pa.Table) -> Iterator[tuple[str, int, pa.Table]]:
        import pyarrow.compute as pc

        named = self.file if isinstance(self.file, str) else None
        numbered = self.version if isinstance(self.version, str) else None
        name = None if isinstance(self.file, str) else self.file()
        keys = [column for column in (named, numbered) if column is not None]
        if not keys:
            yield str(name), int(self.version), table
            return
        for key in keys:
            if table[key].null_count:
                message = f"{table[key].null_count} rows have no value in the column {key}"
                raise ValueError(message)
        ordered = table.take(pc.sort_indices(table, sort_keys=[(key, "ascending") for key in keys]))
        files = ordered.group_by(keys, use_threads=False).aggregate([([], "count_all")])
        begin = 0
        for one in files.to_pylist():
            of_file = ordered.slice(begin, one["count_all"]).drop_columns(keys)
            begin += one["count_all"]
            yield str(one[named] if named else name), int(one[numbered] if numbered else self.version), of_file

    def _partial(self, file: str, version: int, table: pa.Table) -> HeadcountPartial:
        # What a file says of residents and of participation are two files to the frame.
        name = f"{self.rows}/{file}"
        if self.rows == "residents":
            return self.frame.partial(name, version, residents=table)
        return self.frame.partial(name, version, participation=table)


def merged_partials(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Merge the partials of all batches; yield one batch with what comes of it, none where there is no partial.

    Raises:
        FormatError, InvalidValue: as `HeadcountPartial.from_bytes` and `merged` do.

    """
    merged = partial_of_batches(batches)
    if merged is not None:
        yield _batch_of(merged)


def partial_of_batches(batches: Iterable[pa.RecordBatch]) -> HeadcountPartial | None:
    """Merge the partials of all batches; None where there is none."""
    found = [HeadcountPartial.from_bytes(value.as_py()) for batch in batches for value in batch.column(COLUMN)]
    return HeadcountPartial.merged(found) if found else None


def _batch_of(partial: HeadcountPartial) -> pa.RecordBatch:
    import pyarrow as pa

    return pa.record_batch({COLUMN: pa.array([partial.to_bytes()], pa.binary())})
