"""Headcounts file by file: partials merged in any order, sent and saved; counts that follow corrected files; engines that spread work."""

from __future__ import annotations

import os
import pickle
import random
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from test_headcount import SCHEMAS, WINDOWS, as_counter, plainly, population

import hoctap as ht
from hoctap.distributed import merged_partials, partial_of_batches, partials_of

BY = {"sex": ["woman", "man"], "ethnicity": ["kinh", "tay"]}
Made = dict[str, list[dict[str, Any]]]


def table(made: Made, name: str, rows: list[dict[str, Any]] | None = None) -> pa.Table:
    return pa.Table.from_pylist(made[name] if rows is None else rows, schema=SCHEMAS[name])


def frame_of(made: Made, **options: Any) -> ht.HeadcountFrame:
    chosen = {"windows": WINDOWS, "sessions": table(made, "sessions"), "by": BY, "working_age": "men_60_women_55"}
    return ht.HeadcountFrame(table(made, "places"), **(chosen | options))


def files_of(made: Made, rng: random.Random) -> dict[str, Made]:
    """Give each row to one of some files."""
    names = [f"commune {i}" for i in range(rng.randrange(1, 6))]
    files: dict[str, Made] = {name: {"residents": [], "participation": []} for name in names}
    for rows in ("residents", "participation"):
        for row in made[rows]:
            files[rng.choice(names)][rows].append(row)
    return files


def partial_of(frame: ht.HeadcountFrame, name: str, file: Made, version: int = 1) -> ht.HeadcountPartial:
    return frame.partial(
        name,
        version,
        residents=table({}, "residents", file["residents"]),
        participation=table({}, "participation", file["participation"]),
    )


@pytest.mark.parametrize("seed", range(10))
def test_files_count_as_their_rows_do(seed: int) -> None:
    rng = random.Random(seed)
    made = population(seed)
    frame = frame_of(made)
    partials = [partial_of(frame, name, file) for name, file in files_of(made, rng).items()]
    partials += [ht.HeadcountPartial.from_bytes(partial.to_bytes()) for partial in partials]
    rng.shuffle(partials)
    whole = ht.HeadcountPartial.merged(partials)
    rng.shuffle(partials)
    assert ht.HeadcountPartial.merged(partials).to_bytes() == whole.to_bytes()
    assert as_counter(frame.count(whole, threads=1 + seed % 3)) == plainly(made)


@pytest.mark.parametrize("seed", range(6))
def test_counts_follow_corrected_files(seed: int) -> None:
    rng = random.Random(seed)
    made = population(seed + 50)
    frame = frame_of(made)
    files = files_of(made, rng)
    live = frame.live(frame.nothing())
    for version in range(1, 4):
        for name, file in files.items():
            if version > 1:
                file["participation"] = file["participation"][rng.randrange(3) :]
                rng.shuffle(file["residents"])
                del file["residents"][rng.randrange(1, 5) :: 5]
            live.replace(partial_of(frame, name, file, version))
        live.replace(frame.partial("commune 0", version - 1))
        rows = {key: [row for file in files.values() for row in file[key]] for key in ("residents", "participation")}
        assert as_counter(live.counts) == plainly(made | rows)
    assert live.files.to_dicts() == [
        {
            "file": name,
            "version": 3,
            "spells": len(files[name]["residents"]),
            "persons_attending": len(attending(files[name], made)),
        }
        for name in sorted(files)
    ]


def attending(file: Made, made: Made) -> set[int]:
    """Give who attended a session in a window that shows something."""
    showing = {
        row["session_id"]
        for row in made["sessions"]
        if row["kind"] != "dissemination" and "2023-07-01" <= row["date"].isoformat() <= "2025-06-30"
    }
    return {row["person_key"] for row in file["participation"] if row["session_id"] in showing}


def test_a_file_may_bring_its_own_sessions() -> None:
    made = population(3)
    frame = frame_of(made, sessions=None)
    partial = frame.partial(
        "all",
        residents=table(made, "residents"),
        participation=table(made, "participation"),
        sessions=table(made, "sessions"),
    )
    assert as_counter(frame.count(partial)) == plainly(made)


def test_frames_and_partials_can_be_sent() -> None:
    made = population(4)
    frame = frame_of(made)
    sent = pickle.loads(pickle.dumps(frame))
    partial = pickle.loads(pickle.dumps(partial_of(sent, "all", made)))
    assert partial == partial_of(frame, "all", made)
    assert partial != partial_of(frame, "other", made)
    assert as_counter(frame.count(partial)) == plainly(made)


def test_values_that_a_frame_does_not_name_are_counted_as_missing() -> None:
    made = population(5)
    frame = frame_of(made, by=BY | {"ethnicity": ["kinh"]})
    expected: Counter = Counter()
    for (level, unit, window, sex, ethnicity, measure), count in plainly(made).items():
        expected[level, unit, window, sex, ethnicity if ethnicity == "kinh" else None, measure] += count
    assert as_counter(frame.count(partial_of(frame, "all", made))) == expected


def test_what_does_not_belong_together_is_refused() -> None:
    made = population(6)
    frame = frame_of(made)
    partial = partial_of(frame, "all", made)
    with pytest.raises(ht.InvalidValue, match="other windows or groups"):
        frame_of(made, windows=["2024"]).count(partial)
    with pytest.raises(ht.InvalidValue, match="other windows or groups"):
        frame_of(made, by={}).count(partial)
    with pytest.raises(ht.InvalidValue, match="other places or units"):
        frame_of(made | {"places": made["places"][:-1]}).count(partial)
    with pytest.raises(ht.InvalidValue, match="other sessions"):
        frame_of(made, sessions=None).count(partial)
    with pytest.raises(ht.InvalidValue, match="all, version 1, is there twice with different rows"):
        ht.HeadcountPartial.merged([partial, frame.partial("all", residents=table(made, "residents"))])
    with pytest.raises(ht.FormatError, match="altered or damaged"):
        ht.HeadcountPartial.from_bytes(partial.to_bytes()[:-1] + b"\x99")
    with pytest.raises(ht.FormatError, match="bytes are stated"):
        ht.HeadcountPartial.from_bytes(partial.to_bytes()[:-1])
    with pytest.raises(ht.FormatError, match="no partial headcount"):
        ht.HeadcountPartial.from_bytes(b"something else")
    with pytest.raises(ValueError, match="no partial to merge"):
        ht.HeadcountPartial.merged([])


def test_streams_are_read_batch_by_batch() -> None:
    made = population(7)
    expected = counted(made, table(made, "participation"))
    batches = table(made, "participation").to_batches(max_chunksize=7)
    given = 0

    def one_by_one() -> Iterator[pa.RecordBatch]:
        nonlocal given
        for batch in batches:
            given += 1
            yield batch

    stream = pa.RecordBatchReader.from_batches(SCHEMAS["participation"], one_by_one())
    assert counted(made, stream) == expected
    assert given == len(batches)


def test_a_stream_that_changes_its_columns_is_refused() -> None:
    made = population(8)
    schema = SCHEMAS["participation"]
    good = table(made, "participation").to_batches()[0]
    narrow = good.drop_columns(["completed"])
    other = good.set_column(1, "person_key", good["person_key"].cast(pa.string()))
    for changed in (narrow, other):
        stream = pa.RecordBatchReader.from_batches(schema, iter([good, changed]))
        with pytest.raises((ht.FormatError, pa.ArrowInvalid, TypeError)):
            counted(made, stream)


def test_sessions_beyond_32_bits_are_told_apart() -> None:
    made = population(9)
    for rows in ("sessions", "participation"):
        for row in made[rows]:
            row["session_id"] += 2**32 * (row["session_id"] % 3)
    wide = {
        name: schema.set(0, pa.field("session_id", pa.int64()))
        for name, schema in SCHEMAS.items()
        if "session_id" in schema.names
    }
    participation = pa.Table.from_pylist(made["participation"], schema=wide["participation"])
    sessions = pa.Table.from_pylist(made["sessions"], schema=wide["sessions"])
    counts = ht.headcount(
        table(made, "residents"), participation=participation, sessions=sessions, places=table(made, "places"),
        windows=WINDOWS, by=["sex", "ethnicity"], working_age="men_60_women_55",
    )  # fmt: skip
    assert as_counter(counts) == plainly(made)


def counted(made: Made, participation: Any, **options: Any) -> list[dict[str, Any]]:
    return ht.headcount(
        table(made, "residents"),
        participation=participation,
        sessions=table(made, "sessions"),
        places=table(made, "places"),
        windows=WINDOWS,
        **options,
    ).to_dicts()


def test_progress_is_told_and_may_stop_the_count() -> None:
    made = population(10)
    told: list[tuple[int, int]] = []
    counted(made, table(made, "participation"), progress=lambda done, rows: told.append((done, rows)))
    assert told == sorted(told)
    assert told[-1][0] == 2 * len(made["residents"]) + len(made["participation"])

    def stop(done: int, rows: int) -> None:
        message = f"enough after {done}"
        raise RuntimeError(message)

    with pytest.raises(RuntimeError, match="enough"):
        counted(made, table(made, "participation"), progress=stop)
    frame = frame_of(made)
    with pytest.raises(RuntimeError, match="enough"):
        frame.count(partial_of(frame, "all", made), progress=stop)


def test_an_interrupt_stops_the_count() -> None:
    made = population(11)
    some = pa.concat_tables([table(made, "participation")] * 100).combine_chunks()
    # The same rows again and again: far more than are counted before the interrupt comes.
    many = pa.concat_tables([some] * 200_000)
    interrupt = threading.Timer(0.2, lambda: os.kill(os.getpid(), signal.SIGINT))
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)  # a process in the background ignores it
    try:
        interrupt.start()
        with pytest.raises(KeyboardInterrupt):
            counted(made, many)
        interrupt.join()
    finally:
        signal.signal(signal.SIGINT, handler)


def batches_with_files(made: Made, rows: str, files: int) -> pa.Table:
    held = table(made, rows)
    return held.append_column("file", pa.array([f"f{i % files}" for i in range(len(held))])).append_column(
        "version", pa.array([1] * len(held), pa.int64())
    )


@pytest.mark.parametrize("seed", range(5))
def test_functions_of_batches_make_and_merge_partials(seed: int) -> None:
    rng = random.Random(seed)
    made = population(seed + 70)
    frame = frame_of(made)
    read = {rows: pickle.loads(pickle.dumps(partials_of(frame, rows))) for rows in ("residents", "participation")}
    partitions = []
    for rows, function in read.items():
        held = batches_with_files(made, rows, 6)
        for i in range(3):
            chosen = held.filter(pa.compute.is_in(held["file"], pa.array([f"f{i}", f"f{i + 3}"])))
            partitions += list(function(chosen.to_batches(max_chunksize=5)))
    # A task that was run again.
    partitions += partitions[:2]
    rng.shuffle(partitions)
    halves = [*merged_partials(partitions[:3]), *merged_partials(partitions[3:])]
    whole = partial_of_batches(merged_partials(halves))
    assert whole is not None
    assert as_counter(frame.count(whole)) == plainly(made)


def test_a_partition_may_be_a_file() -> None:
    made = population(13)
    frame = frame_of(made)
    batches = [
        *partials_of(frame, "residents", file=lambda: "part 0", version=1)(table(made, "residents").to_batches()),
        *partials_of(frame, "participation", file=lambda: "part 0", version=1)(
            table(made, "participation").to_batches()
        ),
    ]
    whole = partial_of_batches(batches)
    assert whole is not None
    assert [row["file"] for row in whole.to_dicts()] == ["participation/part 0", "residents/part 0"]
    assert as_counter(frame.count(whole)) == plainly(made)
    assert list(merged_partials([])) == []


def test_rows_without_a_file_are_refused() -> None:
    made = population(14)
    held = batches_with_files(made, "residents", 2)
    column = held.schema.get_field_index("file")
    nameless = held.set_column(column, "file", pa.nulls(len(held), pa.string()))
    with pytest.raises(ValueError, match="rows have no value in the column file"):
        list(partials_of(frame_of(made), "residents")(nameless.to_batches()))
