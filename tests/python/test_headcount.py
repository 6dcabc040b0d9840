"""Headcounts of a country: equal to plain loops, whatever form the tables come in."""

from __future__ import annotations

import random
from collections import Counter
from datetime import date, timedelta
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import hoctap as ht

WINDOWS = ["2023-07-01..2023-12-31", "2024", "2023-07-01..2025-06-30"]
SPANS = [
    (date(2023, 7, 1), date(2023, 12, 31)),
    (date(2024, 1, 1), date(2024, 12, 31)),
    (date(2023, 7, 1), date(2025, 6, 30)),
]
PLACES = {"A1": ("A", "X"), "A2": ("A", "Y"), "B1": ("B", "Y"), "B2": ("B", "Y"), "C1": ("C", "X")}
KINDS = ["vocational", "transfer", "skills", "dissemination"]
MEASURES = ["labourers", "learned", "trained", "transfer", "unknown_age"]
# From 15 to under 60 for men and under 55 for women, in completed months.
AGES = {"woman": (180, 660), "man": (180, 720)}


def random_day(rng: random.Random, first: date, days: int) -> date:
    return first + timedelta(days=rng.randrange(days))


def population(seed: int) -> dict[str, list[dict[str, Any]]]:
    rng = random.Random(seed)
    residents = []
    for person in range(rng.randrange(1, 80)):
        who = {
            "person_key": person * 0x9E3779B97F4A7C15 % 2**64,
            "sex": rng.choice(["woman", "man"]),
            "birth_month": None if rng.random() < 0.1 else 12 * rng.randrange(1958, 2012) + rng.randrange(12),
            "ethnicity": rng.choice(["kinh", "tay", None]),
        }
        for _ in range(rng.choice([1, 1, 1, 2, 3])):
            begins = random_day(rng, date(2022, 1, 1), 1200)
            ends = None if rng.random() < 0.7 else begins + timedelta(days=rng.randrange(1, 800))
            home = {"spell_from": begins, "spell_to": ends, "village_code": rng.choice(list(PLACES))}
            residents.append(who | home)
    rng.shuffle(residents)
    sessions = [
        {"session_id": 100 + 3 * i, "date": random_day(rng, date(2023, 6, 1), 800), "kind": rng.choice(KINDS)}
        for i in range(rng.randrange(1, 20))
    ]
    keys = [row["person_key"] for row in residents] + [12345]
    participation = [
        {
            "session_id": rng.choice(sessions)["session_id"],
            "person_key": rng.choice(keys),
            "completed": rng.choice([True, False, None]),
        }
        for _ in range(rng.randrange(1, 300))
    ]
    places = [{"village_code": code, "old": old, "new": new} for code, (old, new) in PLACES.items()]
    return {"residents": residents, "participation": participation, "sessions": sessions, "places": places}


def plainly(made: dict[str, list[dict[str, Any]]]) -> Counter:
    """Count person by person; by level, unit, window, sex, ethnicity and measure."""
    counts: Counter = Counter()
    held = {row["session_id"]: row for row in made["sessions"]}
    for key in {row["person_key"] for row in made["residents"]}:
        for window, (first, last) in enumerate(SPANS):
            homes = [
                row
                for row in made["residents"]
                if row["person_key"] == key
                and row["spell_from"] <= last
                and (row["spell_to"] is None or last < row["spell_to"])
            ]
            if not homes:
                continue
            home = min(homes, key=lambda row: (-row["spell_from"].toordinal(), row["village_code"]))
            if home["birth_month"] is None:
                measures = {"unknown_age"}
            else:
                age = last.year * 12 + last.month - 1 - home["birth_month"]
                youngest, oldest = AGES[home["sex"]]
                if not youngest <= age < oldest:
                    continue
                measures = {"labourers"}
                for row in made["participation"]:
                    session = held[row["session_id"]]
                    if row["person_key"] != key or not first <= session["date"] <= last:
                        continue
                    if session["kind"] != "dissemination":
                        measures.add("learned")
                    if session["kind"] == "vocational" and row["completed"]:
                        measures.add("trained")
                    if session["kind"] == "transfer":
                        measures.add("transfer")
            old, new = PLACES[home["village_code"]]
            for level, unit in (("nation", "nation"), ("old", old), ("new", new)):
                for measure in measures:
                    counts[level, unit, window, home["sex"], home["ethnicity"], measure] += 1
    return counts


def counted(made: dict[str, list[dict[str, Any]]], **options: Any) -> ht.Headcount:
    tables = {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in made.items()}
    tables |= {name: options.pop(name) for name in list(options) if name in tables}
    return ht.headcount(
        tables.pop("residents"),
        **tables,
        windows=WINDOWS,
        working_age="men_60_women_55",
        **options,
    )


SCHEMAS = {
    "residents": pa.schema(
        {
            "person_key": pa.uint64(),
            "spell_from": pa.date32(),
            "spell_to": pa.date32(),
            "village_code": pa.string(),
            "sex": pa.string(),
            "birth_month": pa.int32(),
            "ethnicity": pa.string(),
        }
    ),
    "participation": pa.schema({"session_id": pa.int32(), "person_key": pa.uint64(), "completed": pa.bool_()}),
    "sessions": pa.schema({"session_id": pa.int32(), "date": pa.date32(), "kind": pa.string()}),
    "places": pa.schema({"village_code": pa.string(), "old": pa.string(), "new": pa.string()}),
}


def as_counter(headcount: ht.Headcount) -> Counter:
    """Take the counts of a result told apart by sex and ethnicity."""
    counts: Counter = Counter()
    for i, row in enumerate(headcount.to_dicts()):
        window = i % len(WINDOWS)
        assert (row["window_from"], row["window_until"] - timedelta(days=1)) == SPANS[window]
        for measure in MEASURES:
            if row[measure]:
                counts[row["level"], row["unit"], window, row["sex"], row["ethnicity"], measure] += row[measure]
    return counts


@pytest.mark.parametrize("seed", range(25))
def test_counts_equal_a_plain_count_of_random_populations(seed: int) -> None:
    made = population(seed)
    assert as_counter(counted(made, by=["sex", "ethnicity"], threads=1 + seed % 3)) == plainly(made)


def test_parts_add_up_to_the_whole() -> None:
    made = population(101)
    whole = counted(made).to_polars()
    parts = counted(made, by="sex", age_bands=["15-29", "30-44", "45+"]).to_polars()
    key = ["level", "unit", "window_from", "window_until"]
    summed = parts.group_by(key, maintain_order=True).agg(pl.col(MEASURES).sum())
    assert summed.select(key + MEASURES).equals(whole.select(key + MEASURES))
    assert set(parts["age_band"]) == {"15-29", "30-44", "45+", None}


def test_tables_may_come_in_any_form() -> None:
    made = population(7)
    expected = counted(made, by="sex").to_dicts()
    tables = {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in made.items()}
    chunked = pa.concat_tables([tables["residents"].slice(i, 5) for i in range(0, len(tables["residents"]), 5)])
    assert counted(made, by="sex", residents=chunked).to_dicts() == expected
    dictionaries = chunked.set_column(3, "village_code", chunked["village_code"].dictionary_encode())
    assert counted(made, by="sex", residents=dictionaries).to_dicts() == expected
    assert counted(made, by="sex", residents=pl.from_arrow(tables["residents"])).to_dicts() == expected
    frame = pd.DataFrame({"session_id": [row["session_id"] for row in made["sessions"]]})
    frame["date"] = pd.to_datetime([row["date"] for row in made["sessions"]])
    frame["kind"] = pd.Categorical([row["kind"] for row in made["sessions"]])
    assert counted(made, by="sex", sessions=frame).to_dicts() == expected
    keys = [row["person_key"].to_bytes(16, "little") for row in made["residents"]]
    named = [row["person_key"].to_bytes(16, "little") for row in made["participation"]]
    long_residents = tables["residents"].set_column(0, "person_key", pa.array(keys, pa.binary(16)))
    long_participation = tables["participation"].set_column(1, "person_key", pa.array(named, pa.binary(16)))
    assert counted(made, by="sex", residents=long_residents, participation=long_participation).to_dicts() == expected


def test_numbers_stand_for_words_that_the_caller_states() -> None:
    made = population(8)
    expected = counted(made).to_dicts()
    tables = {name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in made.items()}
    sexes, kinds = ["man", "woman"], KINDS[::-1]
    numbers = pa.array([sexes.index(row["sex"]) for row in made["residents"]], pa.uint8())
    residents = tables["residents"].set_column(4, "sex", numbers)
    numbers = pa.array([kinds.index(row["kind"]) for row in made["sessions"]], pa.int8())
    sessions = tables["sessions"].set_column(2, "kind", numbers)
    assert counted(made, residents=residents, sessions=sessions, sexes=sexes, kinds=kinds).to_dicts() == expected


def test_places_may_be_numbers() -> None:
    made = population(9)
    expected = counted(made).to_dicts()
    order = sorted(PLACES)
    for row in (*made["residents"], *made["places"]):
        row["village"] = order.index(row["village_code"])
    residents = pa.table(
        {
            name: pa.array([row[name] for row in made["residents"]], SCHEMAS["residents"].field(name).type)
            for name in SCHEMAS["residents"].names
            if name != "village_code"
        }
        | {"village": pa.array([row["village"] for row in made["residents"]], pa.int32())}
    )
    places = pa.table({name: [row[name] for row in made["places"]] for name in ("village", "old", "new")})
    assert counted(made, residents=residents, places=places, place="village").to_dicts() == expected


def test_rows_in_no_count_are_told() -> None:
    made = population(10)
    made["residents"][0]["village_code"] = "nowhere"
    made["participation"] += [
        {"session_id": None, "person_key": 1, "completed": None},
        {"session_id": 100, "person_key": None, "completed": None},
        {"session_id": 999_999, "person_key": 1, "completed": None},
    ]
    texts = [finding.describe(lang="en") for finding in counted(made).findings]
    assert any("1 rows without a person" in text for text in texts)
    assert any("2 attendances of no session" in text for text in texts)
    assert any("1 residence spells without a place" in text for text in texts)


def test_what_cannot_be_counted_is_refused_with_the_reason() -> None:
    made = population(11)
    with pytest.raises(ht.InvalidValue, match="vocational"):
        rows = [row | {"kind": "vocatonal"} for row in made["sessions"]]
        counted(made | {"sessions": rows})
    with pytest.raises(ht.InvalidValue, match="no column village; there are: village_code, old, new"):
        counted(made, place="village")
    with pytest.raises(ht.InvalidValue, match="no age band"):
        counted(made, age_bands=["young"])
    with pytest.raises(ht.InvalidValue, match="stands twice"):
        counted(made | {"sessions": made["sessions"] * 2})
    with pytest.raises(ht.InvalidValue, match="has no unit, or two"):
        counted(made | {"places": made["places"] * 2})
    with pytest.raises(ht.FormatError, match="person_key"):
        participation = pa.table({"session_id": [1], "person_key": [0.5]})
        counted(made, participation=participation)
    with pytest.raises(TypeError):
        counted(made, residents=[1, 2, 3])


def test_nobody_is_counted_in_an_empty_country() -> None:
    made = population(12)
    none = {name: [] for name in ("residents", "participation", "sessions")}
    assert sum(row["labourers"] for row in counted(made | none).to_dicts()) == 0
