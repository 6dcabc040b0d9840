"""Tables go in from whatever speaks Arrow and come out to it, numbers without a copy."""

from __future__ import annotations

import datetime
import gc
from decimal import Decimal

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import hoctap as ht

KEY = "a key that is long enough"


def centres() -> pa.Table:
    return pa.table(
        {
            "centre_id": ["A1", "B1"],
            "name": ["Trung tâm Đông", None],
            "founded_on": pa.array([datetime.date(2008, 5, 1), datetime.date(2009, 1, 1)], pa.date32()),
        }
    )


def equipment() -> pa.Table:
    return pa.table(
        {
            "centre_id": ["A1", "A1"],
            "item_code": ["bookcase", "computer"],
            "as_of": pa.array([datetime.date(2024, 6, 30)] * 2, pa.date32()),
            "quantity": pa.array([2, None], pa.int64()),
            "cost": pa.array([1_500_000, 9_007_199_254_740_993], pa.int64()),
        }
    )


def roundabout(table: pa.Table, way: str) -> object:
    """Hand a table over by another library, or in another layout of Arrow."""
    if way == "pyarrow":
        return table
    if way == "batch":
        return table.to_batches()[0]
    if way == "chunks":
        return pa.concat_tables([table.slice(0, 1), table.slice(1, 0), table.slice(1)])
    if way == "sliced":
        return pa.concat_tables([table, table]).combine_chunks().slice(len(table))
    if way == "dictionaries":
        return pa.table(
            {
                name: column.dictionary_encode() if pa.types.is_string(column.type) else column
                for name, column in zip(table.column_names, table.columns, strict=True)
            }
        )
    if way == "large text":
        return table.cast(
            pa.schema(
                [
                    field.with_type(pa.large_string()) if pa.types.is_string(field.type) else field
                    for field in table.schema
                ]
            )
        )
    if way == "views of text":
        return table.cast(
            pa.schema(
                [
                    field.with_type(pa.string_view()) if pa.types.is_string(field.type) else field
                    for field in table.schema
                ]
            )
        )
    if way == "polars":
        return pl.DataFrame(table)
    if way == "pandas":
        return table.to_pandas(types_mapper=pd.ArrowDtype)
    if way == "duckdb":
        return duckdb.sql("select * from table_of_the_test", connection=_connection(table))
    raise AssertionError(way)


def _connection(table: pa.Table) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("table_of_the_test", table)
    return connection


WAYS = [
    "pyarrow",
    "batch",
    "chunks",
    "sliced",
    "dictionaries",
    "large text",
    "views of text",
    "polars",
    "pandas",
    "duckdb",
]


@pytest.mark.parametrize("way", WAYS)
def test_tables_of_every_library_give_the_same_dataset(way: str) -> None:
    dataset = ht.from_tables({"centres": roundabout(centres(), way), "equipment": roundabout(equipment(), way)})
    assert [finding.describe() for finding in dataset.findings if finding.severity == "error"] == []
    rows = dataset.tables["equipment"].to_dicts()
    assert [(row["quantity"], row["cost"]) for row in rows] == [(2, 1_500_000), (None, 9_007_199_254_740_993)]
    assert dataset.tables["centres"].to_dicts()[0]["name"] == "Trung tâm Đông"
    assert dataset.tables["centres"].to_dicts()[1]["name"] is None
    assert dataset.tables["centres"].to_dicts()[1]["founded_on"] == datetime.date(2009, 1, 1)


def test_pandas_without_arrow_types_goes_in_too() -> None:
    frame = pd.DataFrame({"centre_id": ["A1"], "founded_on": pd.to_datetime(["2008-05-01"])})
    dataset = ht.from_tables({"centres": frame})
    assert dataset.tables["centres"].to_dicts()[0]["founded_on"] == datetime.date(2008, 5, 1)


def test_a_float_column_of_money_is_refused_and_the_cast_is_named() -> None:
    floats = equipment().set_column(4, "cost", [[1_500_000.0, 2_000_000.0]])
    with pytest.raises(ht.FormatError, match="cost") as caught:
        ht.from_tables({"centres": centres(), "equipment": floats})
    assert "cast" in str(caught.value)


def test_an_unknown_table_is_not_found() -> None:
    with pytest.raises(LookupError, match="centers"):
        ht.from_tables({"centers": centres()})


def test_what_is_no_table_is_a_type_error() -> None:
    with pytest.raises(TypeError, match=r"__arrow_c_stream__.*centres.*not list"):
        ht.from_tables({"centres": [("A1",)]})


def test_what_the_producer_raises_is_told() -> None:
    def batches():
        yield centres().to_batches()[0]
        raise RuntimeError("the disk is gone")

    reader = pa.RecordBatchReader.from_batches(centres().schema, batches())
    with pytest.raises(ht.FormatError, match="the disk is gone"):
        ht.from_tables({"centres": reader})


def test_a_missing_key_column_is_named() -> None:
    with pytest.raises(ht.FormatError, match="centre_id"):
        ht.from_tables({"centres": centres().drop_columns("centre_id")})


def test_persons_are_named_by_key_and_never_by_number() -> None:
    number = "024185000011"
    residents = pa.table(
        {
            "person_key": [ht.person_key(number, key=KEY)],
            "spell_from": pa.array([datetime.date(2010, 1, 1)], pa.date32()),
            "unit_code": ["07375"],
        }
    )
    dataset = ht.from_tables({"residents": residents})
    assert len(dataset.tables["residents"]) == 1
    with pytest.raises(ht.FormatError) as caught:
        ht.from_tables({"residents": residents.set_column(0, "person_key", [[number]])})
    assert number not in str(caught.value)
    assert number not in repr(caught.value.__dict__)


def test_a_person_key_depends_on_number_and_key() -> None:
    assert ht.person_key("024185000011", key=KEY) == ht.person_key("024185000011", key=KEY)
    assert ht.person_key("024185000011", key=KEY) != ht.person_key("024185000012", key=KEY)
    assert ht.person_key("024185000011", key=KEY) != ht.person_key("024185000011", key=KEY + "!")
    with pytest.raises(ht.InvalidValue, match="16"):
        ht.person_key("024185000011", key="short")


PLACES = ["source_file", "source_row"]


def test_tables_of_records_go_out_and_come_in_again(complete: ht.Dataset) -> None:
    tables = {name: pa.table(table).drop_columns(PLACES) for name, table in complete.tables.items() if len(table)}
    # Codes of units mean something on a day only, and these tables span the mergers.
    tables = {
        name: table
        for name, table in tables.items()
        if not {"unit_code", "village_code", "from_code"} & set(table.column_names)
        and name != "expenditures"  # its allocations stay behind
    }
    assert {"equipment", "participation", "course_results", "plans"} <= set(tables)
    again = ht.from_tables(
        {**tables, "sessions": pa.table(complete.tables["sessions"]).drop_columns([*PLACES, "village_code"])},
        day=complete.owed.day,
    )
    for name, table in tables.items():
        assert pa.table(again.tables[name]).drop_columns(PLACES).equals(table), name


@pytest.mark.parametrize("name", ["result", "findings", "owed"])
def test_all_libraries_see_the_same_rows(small: ht.Dataset, troubled: ht.Dataset, name: str) -> None:
    source = {"result": small.indicators(), "findings": troubled.findings, "owed": small.owed}[name]
    rows = source.to_dicts()
    assert len(rows) == len(source) > 0
    assert pa.table(source).to_pylist() == rows
    assert source.to_polars().to_dicts() == rows
    assert pl.DataFrame(source).equals(source.to_polars())
    seen = duckdb.sql("select * from seen", connection=_seen(source)).fetchall()
    assert seen == [tuple(row.values()) for row in rows]
    frame = source.to_pandas()
    assert list(frame.columns) == list(rows[0])
    for column in frame:
        for found, expected in zip(frame[column], (row[column] for row in rows), strict=True):
            assert _same(found, expected), (column, found, expected)


def _seen(source: object) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    connection.register("seen", pa.table(source))
    return connection


def _same(found: object, expected: object) -> bool:
    if expected is None:
        return bool(pd.isna(found))
    if isinstance(expected, datetime.date):
        return pd.Timestamp(found).date() == expected
    if isinstance(expected, Decimal):
        return float(expected) == found
    return found == expected


def test_whole_numbers_and_days_reach_arrow_without_a_copy(complete: ht.Dataset) -> None:
    sessions = complete.tables["sessions"]
    first, second = pa.table(sessions), pa.table(sessions)
    for column in ("attendances", "date"):
        addresses = {table[column].chunk(0).buffers()[1].address for table in (first, second)}
        assert len(addresses) == 1, column


def test_numbers_outlive_the_dataset_they_came_from(golden) -> None:
    dataset = ht.from_tables({"centres": centres(), "equipment": equipment()})
    column = pa.table(dataset.tables["equipment"])["cost"]
    del dataset
    gc.collect()
    assert column.to_pylist() == [1_500_000, 9_007_199_254_740_993]


def test_numbers_reach_numpy_without_a_copy(complete: ht.Dataset) -> None:
    frames = [complete.tables["participation"].to_pandas() for _ in range(2)]
    rows = [frame["source_row"].to_numpy() for frame in frames]
    assert rows[0].dtype == np.int64 or rows[0].dtype == np.uint32
    sessions = [complete.tables["sessions"].to_pandas()["attendances"].to_numpy() for _ in range(2)]
    assert np.shares_memory(*sessions)
    assert not sessions[0].flags.writeable


def test_arrays_handed_over_are_released_once() -> None:
    before = pa.total_allocated_bytes()
    for _ in range(3):
        table = pa.table(
            {
                "centre_id": ["A1"] * 1000,
                "item_code": ["bookcase"] * 1000,
                "as_of": pa.array([1] * 1000, pa.date32()),
                "quantity": pa.array(range(1000), pa.int64()),
            }
        )
        dataset = ht.from_tables({"equipment": table})
        del table, dataset
        gc.collect()
    assert pa.total_allocated_bytes() == before


def test_a_stream_that_nobody_reads_is_released(small: ht.Dataset) -> None:
    capsule = small.indicators().__arrow_c_stream__()
    assert type(capsule).__name__ == "PyCapsule"
    del capsule
    gc.collect()


def test_decimals_and_shares_keep_their_value(complete: ht.Dataset) -> None:
    sessions = complete.tables["sessions"]
    hours = [row["hours"] for row in sessions.to_dicts(rows=50)]
    assert all(isinstance(value, Decimal) for value in hours)
    assert sessions.to_pandas()["hours"].iloc[0] == float(hours[0])


def test_persons_leave_as_keys(complete: ht.Dataset) -> None:
    key = complete.tables["residents"].to_dicts(rows=1)[0]["person_key"]
    assert len(key) == 32
    assert int(key, 16)


def test_happenings_without_the_identifiers_that_number_them_are_all_kept() -> None:
    centres = pl.DataFrame({"centre_id": ["C1"], "founded_on": [datetime.date(2010, 1, 31)]})
    allocations = pl.DataFrame(
        {
            "unit_code": ["07393", "07393", "07393"],
            "centre_id": ["C1", "C1", "C1"],
            "year": [2024, 2024, 2024],
            "fund": ["commune_budget"] * 3,
            "amount": [100, 100, -1],
            "decided_on": [datetime.date(2024, 1, 15)] * 3,
        }
    )
    dataset = ht.from_tables({"allocations": allocations, "centres": centres}, codes_as_of="2024-12-31")
    assert [row["amount"] for row in dataset.tables["allocations"].to_dicts()] == [100, 100]
    assert [f.code for f in dataset.findings if f.outcome == "dropped"] == ["value_negative"]
    again = ht.from_tables({"allocations": dataset.tables["allocations"], "centres": centres}, codes_as_of="2024-12-31")
    assert again.tables["allocations"].to_dicts() == dataset.tables["allocations"].to_dicts()
    with_gap = allocations.with_columns(allocation_id=pl.Series(["A1", None, "A3"]))
    dropped = ht.from_tables({"allocations": with_gap, "centres": centres}, codes_as_of="2024-12-31")
    assert [row["allocation_id"] for row in dropped.tables["allocations"].to_dicts()] == ["A1"]


def test_a_table_of_states_cannot_do_without_its_key() -> None:
    with pytest.raises(ht.FormatError, match="centre_id"):
        ht.from_tables({"centres": pl.DataFrame({"founded_on": [datetime.date(2010, 1, 31)]})})
