"""Every code of the full national lists answers what the lists say; the lists are the user's, so this runs where they are."""

from __future__ import annotations

import os
from pathlib import Path

import polars as pl
import pytest

import hoctap as ht

LISTS = os.environ.get("HOCTAP_NATIONAL_LISTS")

pytestmark = pytest.mark.skipif(not LISTS, reason="HOCTAP_NATIONAL_LISTS names no folder with the national lists")


def rows(file: str) -> pl.DataFrame:
    return pl.read_csv(Path(LISTS or "") / file, infer_schema=False)


@pytest.fixture(scope="module")
def lists() -> ht.NationalLists:
    return ht.national_lists(LISTS)


@pytest.mark.parametrize(
    ("file", "day", "count", "parent"),
    [
        ("vn-communes-2023.csv", "2023-07-01", 10_598, "district_code"),
        ("vn-communes-2025.csv", "2025-07-01", 3_321, "province_code"),
    ],
)
def test_every_code_answers_what_the_list_says(
    lists: ht.NationalLists, file: str, day: str, count: int, parent: str
) -> None:
    listed = rows(file)
    found = ht.where(listed["code"], on=day, gazetteer=lists.gazetteer).to_polars()
    assert found.height == count
    assert found["status"].unique().to_list() == ["found"]
    for ours, theirs in (
        ("name", "name"),
        ("kind", "type"),
        ("parent_code", parent),
        ("province_code", "province_code"),
    ):
        assert found[ours].to_list() == listed[theirs].to_list(), ours


def test_every_unit_goes_where_the_mapping_says(lists: ht.NationalLists) -> None:
    mapping = rows("vn-communes-2023-to-2025.csv").filter(pl.col("old_code").is_not_null())
    codes = mapping["old_code"].unique(maintain_order=True)
    parts = ht.follow(codes, on="2023-07-01", to="2025-07-01", gazetteer=lists.gazetteer).to_polars()
    known = {unit.code for unit in ht.gazetteer().versions}
    expected = {(row["old_code"], row["new_code"], row["relation"] == "full") for row in mapping.iter_rows(named=True)}
    found = {
        (row["from_code"], row["to_code"], row["share_num"] is not None and row["to_code"] is not None)
        for row in parts.iter_rows(named=True)
    }
    assert {row for row in found if row[0] not in known} == {row for row in expected if row[0] not in known}
    assert parts.filter(pl.col("share_num").is_null())["from_code"].n_unique() == 460
    lost = parts.filter(pl.col("to_code").is_null())
    assert lost["from_code"].n_unique() == 564, "566, less two whose successor the district's own data know"


def test_what_is_not_known_is_told(lists: ht.NationalLists) -> None:
    told = lists.findings.to_polars()
    assert told.filter(pl.col("severity") == "error").is_empty()
    counts = dict(told["code"].value_counts().iter_rows())
    assert (counts["national_split"], counts["unit_ends_by_no_event"]) == (460, 564)
    for file in lists.files.to_dicts():
        dropped = told.filter((pl.col("file") == file["file"]) & (pl.col("outcome") == "dropped")).height
        assert (file["rows_read"], file["rows_dropped"]) == (file["rows_kept"] + dropped, dropped)
