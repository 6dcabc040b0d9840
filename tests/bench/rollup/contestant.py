"""Workload R in hoctap: the tables as its own tables, all levels of both trees, words by their positions in the lists."""

from datetime import date
from functools import lru_cache
from pathlib import Path

import harness
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

import hoctap as ht

HERE = Path(__file__).resolve().parent
CHANGE = date(2025, 7, 1)
DAY = date(2025, 12, 31)
BEFORE = date(2023, 7, 1)
NATION = "VN"
VIEWS = ["plan_territory", "current"]
FUNDS = {"state": "state_budget", "society": "social_mobilisation", "other": "other_lawful"}


@lru_cache(maxsize=1)
def programme():
    return ht.Programme.load(str(HERE / "programme.toml"))


def unit_rows(codes, level, parents, valid_from, valid_until):
    """Rows of one level; a code serves as the name, which the lists do not give."""
    return pa.table(
        {
            "unit_code": codes,
            "name": codes,
            "level": pa.repeat(level, len(codes)),
            "parent_code": parents,
            "valid_from": pa.repeat(pa.scalar(valid_from, pa.date32()), len(codes)),
            "valid_until": pa.repeat(pa.scalar(valid_until, pa.date32()), len(codes)),
        }
    )


def unit_tables(old, new):
    """All units of both trees and what became of the communes. A province in both lists is one."""
    old_provinces, provinces = pc.unique(old["province_code"]), pc.unique(new["province_code"])
    stays = pc.is_in(old_provinces, provinces)
    begins = pc.invert(pc.is_in(provinces, old_provinces))
    districts = pc.unique(old["district_code"])
    first_of_district = pc.index_in(districts, old["district_code"].combine_chunks())

    def under_the_nation(codes, valid_from, valid_until):
        return unit_rows(codes, "province", pa.repeat(NATION, len(codes)), valid_from, valid_until)

    units = [
        unit_rows(pa.array([NATION]), "nation", pa.array([None], pa.string()), None, None),
        under_the_nation(old_provinces.filter(stays), None, None),
        under_the_nation(old_provinces.filter(pc.invert(stays)), None, CHANGE),
        under_the_nation(provinces.filter(begins), CHANGE, None),
        unit_rows(districts, "district", old["province_code"].take(first_of_district), None, CHANGE),
        unit_rows(old["unit_code"], "commune", old["district_code"], None, CHANGE),
        unit_rows(new["unit_code"], "commune", new["province_code"], CHANGE, None),
    ]
    count = len(old)
    events = {
        "event_id": pa.repeat("2025", count),
        "from_code": old["unit_code"],
        "to_code": old["successor_code"],
        "date": pa.repeat(pa.scalar(CHANGE, pa.date32()), count),
        "kind": pa.repeat("merge", count),
    }
    return pa.concat_tables(units), pa.table(events)


def records(tables):
    centres, allocations, submissions = tables["centres"], tables["allocations"], tables["submissions"]
    units, events = unit_tables(tables["communes_2023"], tables["communes_2025"])
    fund = allocations["fund"].combine_chunks().dictionary_encode()
    funds = pa.DictionaryArray.from_arrays(fund.indices, [FUNDS[word] for word in fund.dictionary.to_pylist()])
    # Whose commune an allocation went to: that of its centre.
    ids = centres["centre_id"].combine_chunks()
    centre = pc.index_in(allocations["centre_id"].combine_chunks(), ids)
    return {
        "units": units,
        "unit_events": events,
        "centres": centres.select(["centre_id", "founded_on", "closed_on"]),
        "centre_places": centres.select(["centre_id", "unit_code", "founded_on"]).rename_columns(
            ["centre_id", "unit_code", "valid_from"]
        ),
        "equipment": tables["equipment"],
        "plans": tables["plans"],
        "allocations": pa.table(
            {
                "centre_id": pa.DictionaryArray.from_arrays(centre, ids),
                "unit_code": pa.DictionaryArray.from_arrays(centre, centres["unit_code"].combine_chunks()),
                "fund": funds,
                **{name: allocations[name] for name in ("year", "amount", "decided_on")},
            }
        ),
        "submissions": submissions.append_column(
            "codes_as_of", pa.repeat(pa.scalar(BEFORE, pa.date32()), len(submissions))
        ),
    }


def file_positions(codes):
    """By the number that a code is: its position in the file, among the codes in order of first appearance."""
    numbers = pc.cast(codes, pa.int32()).to_numpy()
    at = np.zeros(numbers.max() + 1, np.int32)
    at[numbers] = np.arange(len(numbers), dtype=np.int32)
    return at


def run(tables):
    old, new = tables["communes_2023"], tables["communes_2025"]
    dataset = ht.from_tables(
        records(tables),
        programme=programme(),
        gazetteer=ht.Gazetteer(),
        forms=HERE / "forms.toml",
        codes_as_of=BEFORE,
        day=DAY,
    )
    table = dataset.levels(views=VIEWS, inventory_months=0)
    levels = pa.RecordBatchReader.from_stream(table).read_next_batch()
    view, level, period, indicator = (
        levels[name].indices.to_numpy() for name in ("view", "level", "period", "indicator")
    )
    # Rows stand by view, level and unit, and as many for each unit.
    rows_of_unit = len(levels["period"].dictionary) * len(levels["indicator"].dictionary)
    place = view[::rows_of_unit] * 8 + level[::rows_of_unit]
    bounds = [0, *(np.flatnonzero(np.diff(place)) + 1), len(place)]
    codes = levels["unit"].dictionary.take(levels["unit"].indices[::rows_of_unit])
    files = [old["unit_code"], pc.unique(old["district_code"]), pc.unique(old["province_code"]), None]
    files += [new["unit_code"], pc.unique(new["province_code"]), None]
    unit = np.zeros(len(place), np.int32)
    for first, last, of_file in zip(bounds[:-1], bounds[1:], files, strict=True):
        if of_file is not None:
            unit[first:last] = file_positions(of_file)[pc.cast(codes[first:last], pa.int32()).to_numpy()]
    return pa.table(
        [
            view,
            3 - level,
            np.repeat(unit, rows_of_unit),
            period.astype(np.int8),
            indicator.astype(np.int8) + np.int8(1),
            *(levels[name] for name in harness.COUNTS),
            levels["status"].indices,
        ],
        harness.SCHEMA.names,
    )


if __name__ == "__main__":
    harness.main("hoctap", run)
