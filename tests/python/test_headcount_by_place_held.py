"""Distinct persons by the units where sessions were held: equal to sets of persons, whatever form the tables come in."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from test_headcount import KINDS, PLACES, SPANS, WINDOWS

import hoctap as ht

MEASURES = ["attended", "learned", "trained", "transfer"]


def tables_of(seed: int) -> dict[str, pa.Table]:
    rng = random.Random(seed)
    sessions = [
        {
            "session_id": 100 + 3 * i,
            "date": date(2023, 6, 1) + timedelta(days=rng.randrange(800)),
            "kind": rng.choice(KINDS),
            "village_code": rng.choice([*PLACES, None]),
        }
        for i in range(rng.randrange(1, 25))
    ]
    participation = [
        {
            "session_id": rng.choice(sessions)["session_id"],
            "person_key": rng.randrange(60) * 0x9E3779B97F4A7C15 % 2**64,
            "completed": rng.choice([True, False, None]),
        }
        for _ in range(rng.randrange(1, 400))
    ]
    places = [{"village_code": code, "old": old, "new": new} for code, (old, new) in PLACES.items()]
    types = {"person_key": pa.uint64(), "session_id": pa.int32(), "date": pa.date32(), "completed": pa.bool_()}

    def table(rows: list[dict[str, Any]]) -> pa.Table:
        return pa.table({name: pa.array([r[name] for r in rows], types.get(name, pa.string())) for name in rows[0]})

    return {"participation": table(participation), "sessions": table(sessions), "places": table(places)}


def plainly(tables: dict[str, pa.Table]) -> dict[tuple, int]:
    held = {row["session_id"]: row for row in tables["sessions"].to_pylist()}
    persons: dict[tuple, set[int]] = defaultdict(set)
    for row in tables["participation"].to_pylist():
        session = held[row["session_id"]]
        if session["village_code"] is None:
            continue
        measures = ["attended"]
        if session["kind"] != "dissemination":
            measures.append("learned")
        if session["kind"] == "vocational" and row["completed"]:
            measures.append("trained")
        if session["kind"] == "transfer":
            measures.append("transfer")
        old, new = PLACES[session["village_code"]]
        for first, last in SPANS:
            if first <= session["date"] <= last:
                for unit in (("nation", "nation"), ("old", old), ("new", new)):
                    for measure in measures:
                        persons[*unit, first, measure, last].add(row["person_key"])
    return {key: len(of_unit) for key, of_unit in persons.items()}


def counted(tables: dict[str, pa.Table], **options: Any) -> dict[tuple, int]:
    rows = ht.headcount_by_place_held(**tables, windows=WINDOWS, **options).to_dicts()
    return {
        (row["level"], row["unit"], row["window_from"], measure, row["window_until"] - timedelta(days=1)): row[measure]
        for row in rows
        for measure in MEASURES
        if row[measure]
    }


@pytest.mark.parametrize("seed", range(20))
def test_counts_equal_sets_of_persons(seed: int) -> None:
    tables = tables_of(seed)
    assert counted(tables, threads=1 + seed % 3) == plainly(tables)


def test_tables_may_come_in_any_form() -> None:
    tables = tables_of(50)
    expected = plainly(tables)
    rows = tables["participation"]
    chunked = pa.concat_tables([rows.slice(i, 7) for i in range(0, len(rows), 7)])
    assert counted(tables | {"participation": chunked}) == expected
    assert counted(tables | {"participation": pl.from_arrow(rows)}) == expected
    stream = pa.RecordBatchReader.from_batches(rows.schema, iter(chunked.to_batches()))
    assert counted(tables | {"participation": stream}) == expected
    order = sorted(PLACES)
    numbered = {
        name: tables[name].set_column(
            tables[name].schema.get_field_index("village_code"),
            "village",
            pa.array(
                [None if code is None else order.index(code) for code in tables[name]["village_code"].to_pylist()]
            ),
        )
        for name in ("sessions", "places")
    }
    assert counted(tables | numbered, place="village") == expected


def test_a_person_of_two_communes_is_one_in_their_district() -> None:
    tables = {
        "participation": pa.table({"session_id": [1, 2, 2], "person_key": pa.array([7, 7, 8], pa.uint64())}),
        "sessions": pa.table(
            {
                "session_id": [1, 2],
                "date": [date(2024, 3, 1), date(2024, 3, 2)],
                "kind": ["skills", "skills"],
                "commune": ["P", "Q"],
            }
        ),
        "places": pa.table({"commune": ["P", "Q"], "unit": ["P", "Q"], "district": ["D", "D"]}),
    }
    count = ht.headcount_by_place_held(**tables, windows="2024", place="commune", levels=["unit", "district"])
    learned = {(row["level"], row["unit"]): row["learned"] for row in count.to_dicts()}
    assert learned == {("nation", "nation"): 2, ("unit", "P"): 1, ("unit", "Q"): 2, ("district", "D"): 2}
    assert repr(count) == "<PlaceHeldCount: 4 rows, 3 levels, 1 windows>"
    assert len(count) == 4


def test_attendances_in_no_count_are_told() -> None:
    tables = tables_of(51)
    more = pa.table(
        {
            "session_id": pa.array([None, 999_999, 100], pa.int32()),
            "person_key": pa.array([1, 1, None], pa.uint64()),
            "completed": pa.array([None, None, None], pa.bool_()),
        }
    )
    sessions = tables["sessions"].filter(pa.compute.is_valid(tables["sessions"]["village_code"]))
    tables |= {"sessions": sessions, "participation": pa.concat_tables([tables["participation"].slice(0, 0), more])}
    texts = [one.describe(lang="en") for one in ht.headcount_by_place_held(**tables, windows=WINDOWS).findings]
    assert any("1 rows without a person" in text for text in texts)
    assert any("2 attendances of no session" in text for text in texts)


def test_sessions_of_which_something_is_not_known_are_read_as_far_as_they_are() -> None:
    day = date(2024, 3, 1)
    tables = {
        "participation": pa.table(
            {"session_id": [1, 2, 3, 4, 5], "person_key": pa.array([11, 12, 13, 14, 15], pa.uint64())}
        ),
        "sessions": pa.table(
            {
                "session_id": [1, 2, 3, 4, None],
                "date": [day, day, None, day, day],
                "kind": ["skills", None, "skills", "skills", "skills"],
                "village_code": ["A1", "A1", "A1", None, "A1"],
            }
        ),
        "places": pa.table({"village_code": ["A1"], "commune": ["A"]}),
    }
    # Windows that hold the first day of all count as well: a day that is not known is not that one.
    count = ht.headcount_by_place_held(**tables, windows=["2024", "1970"])
    assert [(row["level"], row["attended"], row["learned"]) for row in count.to_dicts() if row["attended"]] == [
        ("nation", 2, 1),
        ("commune", 2, 1),
    ]
    assert any("3 attendances of no session" in one.describe(lang="en") for one in count.findings)


def test_what_cannot_be_counted_is_refused_with_the_reason() -> None:
    tables = tables_of(52)
    with pytest.raises(ht.InvalidValue, match="no column commune"):
        counted(tables, place="commune")
    with pytest.raises(ht.InvalidValue, match="stands twice"):
        counted(tables | {"sessions": pa.concat_tables([tables["sessions"], tables["sessions"]])})
    with pytest.raises(ht.InvalidValue, match="has no unit, or two"):
        counted(tables | {"places": pa.concat_tables([tables["places"], tables["places"]])})

    def stopped(done: int, _all: int) -> None:
        raise RuntimeError(done)

    with pytest.raises(RuntimeError):
        counted(tables, progress=stopped)
