"""What a million codes meant on their days: hoctap beside a join of polars and of pandas on code and validity.

Looks in the national lists that HOCTAP_NATIONAL_LISTS names, else in made-up ones of the same size. Every contender is given the same
two columns and must give, in their order, the name, kind and first day of the unit that was valid. Times are the best of several runs.
"""

import csv
import json
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # as many as hoctap uses

import pandas as pd
import polars as pl

import hoctap as ht

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from machine import machine

ROWS, RUNS, SEED = 1_000_000, 5, 7
OPEN_FROM, OPEN_UNTIL = pl.date(1400, 1, 1), pl.date(9999, 12, 31)


def made_up_lists(folder: Path) -> None:
    """Write lists of the country's size: of every ten communes three remain, with codes that are used again."""
    before = [f"{number:05}" for number in range(1, 31_800, 3)]
    after = before[::3]
    header = ["code", "name", "type", "district_code", "district_name", "province_code", "province_name"]
    with (folder / "vn-communes-2023.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [
            [c, f"Cũ {c}", "xã", f"{int(c) // 50:03}", f"Huyện {int(c) // 50}", f"{int(c) // 500:02}", "Tỉnh"]
            for c in before
        ]
        csv.writer(file).writerows([header, *rows])
    with (folder / "vn-communes-2025.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [[c, f"Mới {c}", "xã", f"{int(c) // 500:02}", "Tỉnh"] for c in after]
        csv.writer(file).writerows([["code", "name", "type", "province_code", "province_name"], *rows])
    header = "old_code,old_name,old_type,old_district_code,old_province_code,new_code,new_name,new_type,relation,dissolved_on"
    with (folder / "vn-communes-2023-to-2025.csv").open("w", encoding="utf-8", newline="") as file:
        rows = [
            [c, f"Cũ {c}", "xã", "", "", after[i // 3], f"Mới {after[i // 3]}", "xã", "full", ""]
            for i, c in enumerate(before)
        ]
        csv.writer(file).writerows([header.split(","), *rows])


def best(run: Callable[[], pl.DataFrame]) -> tuple[float, pl.DataFrame]:
    """Give the shortest of several times, and the answer."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        answer = run()
        times.append(time.perf_counter() - began)
    return min(times), answer


def polars_asof(asked: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """Take the latest version of the code that had begun, and drop it where it had ended."""
    found = (
        asked.with_row_index()
        .sort("on")
        .join_asof(versions.sort("valid_from"), left_on="on", right_on="valid_from", by="code", check_sortedness=False)
        .sort("index")
    )
    valid = pl.col("on") < pl.col("valid_until")
    return found.select(pl.when(valid).then(pl.col(column)).alias(column) for column in ("name", "kind", "valid_from"))


def polars_join(asked: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """Join all versions of the code, keep the valid one, and give the rows without one back."""
    rows = asked.with_row_index()
    valid = rows.join(versions, on="code").filter(pl.col("on").is_between("valid_from", "valid_until", closed="left"))
    return (
        rows.select("index")
        .join(valid, on="index", how="left", maintain_order="left")
        .select("name", "kind", "valid_from")
    )


def pandas_asof(asked: pd.DataFrame, versions: pd.DataFrame) -> pd.DataFrame:
    """Do the same as `polars_asof`."""
    rows = asked.reset_index().sort_values("on", kind="stable")
    found = pd.merge_asof(rows, versions, left_on="on", right_on="valid_from", by="code").sort_values("index")
    columns = found[["name", "kind", "valid_from"]]
    return columns.where(found["on"] < found["valid_until"]).reset_index(drop=True)


def main() -> None:
    """Run all and print one JSON line."""
    with tempfile.TemporaryDirectory() as folder:
        lists = os.environ.get("HOCTAP_NATIONAL_LISTS")
        if not lists:
            made_up_lists(Path(folder))
        began = time.perf_counter()
        gazetteer = ht.national_lists(lists or folder).gazetteer
        reading = time.perf_counter() - began
    units = gazetteer.versions
    versions = pl.DataFrame(
        {
            "code": [unit.code for unit in units],
            "name": [unit.name for unit in units],
            "kind": [unit.kind for unit in units],
            "valid_from": pl.Series([unit.valid_from for unit in units], dtype=pl.Date),
            "valid_until": pl.Series([unit.valid_until for unit in units], dtype=pl.Date),
        }
    ).with_columns(pl.col("valid_from").fill_null(OPEN_FROM), pl.col("valid_until").fill_null(OPEN_UNTIL))
    draw = random.Random(SEED)
    codes = [*sorted({unit.code for unit in units if unit.level == "commune"}), "00000", "99999"]
    first = 19_358  # 1 January 2023
    asked = pl.DataFrame(
        {
            "code": draw.choices(codes, k=ROWS),
            "on": pl.Series([first + draw.randrange(1_200) for _ in range(ROWS)], dtype=pl.Int32).cast(pl.Date),
        }
    )

    look_up, table = best(lambda: ht.where(asked["code"], on=asked["on"], gazetteer=gazetteer))
    ours, answer = best(
        lambda: pl.DataFrame(ht.where(asked["code"], on=asked["on"], gazetteer=gazetteer)).select(
            pl.when(pl.col("status") == "found").then(pl.col(column)).alias(column)
            for column in ("name", "kind", "valid_from")
        )
    )
    is_open = answer["name"].is_not_null() & answer["valid_from"].is_null()
    answer = answer.with_columns(pl.when(is_open).then(OPEN_FROM).otherwise("valid_from").alias("valid_from"))
    pandas_asked = asked.to_pandas().astype({"on": "datetime64[s]"})
    pandas_versions = (
        versions.sort("valid_from").to_pandas().astype({"valid_from": "datetime64[s]", "valid_until": "datetime64[s]"})
    )
    peers = {
        "polars_asof": best(lambda: polars_asof(asked, versions)),
        "polars_join": best(lambda: polars_join(asked, versions)),
        "pandas_asof": best(lambda: pandas_asof(pandas_asked, pandas_versions)),
    }
    equal = {}
    for peer, (_, theirs) in peers.items():
        frame = theirs if isinstance(theirs, pl.DataFrame) else pl.from_pandas(theirs)
        frame = frame.with_columns(pl.col("valid_from").cast(pl.Date))
        equal[peer] = answer.equals(frame)
    found = {
        "workload": "where",
        **machine(),
        "lists": "national" if lists else "made up",
        "rows": len(table),
        "versions": len(units),
        "found": int(answer["name"].is_not_null().sum()),
        "read_lists_seconds": reading,
        "look_up_seconds": look_up,
        "with_table_seconds": ours,
        **{f"{peer}_seconds": seconds for peer, (seconds, _) in peers.items()},
        "ratios": {peer: round(seconds / ours, 1) for peer, (seconds, _) in peers.items()},
        "threads": {"hoctap": 1, "polars": pl.thread_pool_size(), "pandas": 1},
        "equal": equal,
        "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }
    print(json.dumps({key: round(value, 4) if isinstance(value, float) else value for key, value in found.items()}))


if __name__ == "__main__":
    main()
