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
    return {
        "units": units,
        "unit_events": events,
        "centres": centres.select(["centre_id", "founded_on", "closed_on"]),
        "centre_places": centres.select(["centre_id", "unit_code", "founded_on"]).rename_columns(
            ["centre_id", "unit_code", "valid_from"]
        ),
        "equipment": tables["equipment"],
        "plans": tables["plans"],
        "allocations": allocations.set_column(allocations.column_names.index("fund"), "fund", funds).append_column(
            "unit_code",
            centres["unit_code"].take(pc.index_in(allocations["centre_id"], centres["centre_id"].combine_chunks())),
        ),
        "submissions": submissions.append_column(
            "codes_as_of", pa.repeat(pa.scalar(BEFORE, pa.date32()), len(submissions))
        ),
    }


def positions(dictionary, codes):
    """For each code of a dictionary its position in the file, or -1."""
    return pc.index_in(dictionary, pc.unique(codes)).to_numpy(zero_copy_only=False)


def unit_positions(dictionary, columns):
    found = np.zeros(len(dictionary), np.int32)
    for codes in columns:
        at = positions(dictionary, codes)
        np.copyto(found, at, where=~np.isnan(at), casting="unsafe")
    return found


def run(tables):
    dataset = ht.from_tables(
        records(tables),
        programme=programme(),
        gazetteer=ht.Gazetteer(),
        forms=HERE / "forms.toml",
        codes_as_of=BEFORE,
        day=DAY,
    )
    levels = pa.table(dataset.levels(views=VIEWS, inventory_months=0))
    old, new = tables["communes_2023"], tables["communes_2025"]
    column = {
        name: levels[name].combine_chunks() for name in ("view", "level", "unit", "indicator", "period", "status")
    }
    view = column["view"].indices
    of_old = len(view) - pc.sum(view).as_py()
    codes = column["unit"].dictionary
    # Rows stand unit by unit, and as many for each.
    rows_of_unit = len(column["period"].dictionary) * len(column["indicator"].dictionary)
    index = column["unit"].indices.to_numpy()[::rows_of_unit]
    of_old //= rows_of_unit
    unit = np.repeat(
        np.concatenate(
            [
                unit_positions(codes, [old["unit_code"], old["district_code"], old["province_code"]])[index[:of_old]],
                unit_positions(codes, [new["unit_code"], new["province_code"]])[index[of_old:]],
            ]
        ),
        rows_of_unit,
    )
    return pa.table(
        [
            view,
            pc.subtract(pa.scalar(3, pa.int8()), column["level"].indices),
            unit,
            pc.cast(column["period"].indices, pa.int8()),
            pc.add(pc.cast(column["indicator"].indices, pa.int8()), pa.scalar(1, pa.int8())),
            *(levels[name] for name in harness.COUNTS),
            column["status"].indices,
        ],
        harness.SCHEMA.names,
    )


if __name__ == "__main__":
    harness.main("hoctap", run)
