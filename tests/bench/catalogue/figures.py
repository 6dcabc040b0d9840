"""What both contestants share: the periods, the seven indicators that are compared, their result, and the measuring command."""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from contest import measure  # noqa: E402

SEVEN = ["T1", "T2", "T3", "K1a", "K4", "K9", "R6b"]
COUNTS = ["numerator", "denominator", "unreported", "lower_num", "lower_den", "upper_num", "upper_den"]
# In the order of hoctap's words.
STATUS = ["met", "on_track", "at_risk", "off_track", "undetermined", "no_data", "not_due", "not_applicable", "not_met"]
STATUS += ["informative"]
KEY = ["view", "level", "unit", "indicator", "period"]
SCHEMA = pa.schema(
    [
        ("view", pa.int8()),  # 0: units of 2023, 1: units of 2025
        ("level", pa.string()),
        ("unit", pa.string()),
        ("indicator", pa.string()),
        ("period", pa.string()),
        *((name, pa.int64()) for name in COUNTS),
        ("status", pa.string()),
    ]
)


def read_tables(folder):
    """Read every table of the folder by its name."""
    return {path.stem: pq.read_table(path) for path in sorted(Path(folder).glob("*.parquet"))}


def in_key_order(result):
    """The result with its columns and rows in one order."""
    return result.select(SCHEMA.names).cast(SCHEMA).sort_by([(name, "ascending") for name in KEY]).combine_chunks()


def main(name, load, runs):
    """Time a contestant: `load(tables)` is not timed, each of `runs` is a name with what is done with what was loaded."""
    parser = argparse.ArgumentParser(description=f"Time {name} on a country's records, from loaded tables.")
    parser.add_argument("--data", type=Path, help="folder written by country.py; made anew if left out")
    parser.add_argument("--size", type=int, default=11_000, help="number of centres to make")
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--result", type=Path, help="write the seven indicators to this Parquet file and time nothing")
    options = parser.parse_args()
    if options.data:
        tables = read_tables(options.data)
    else:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, str(HERE / "country.py"), folder, "--size", str(options.size)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            tables = read_tables(folder)
    loaded = load(tables)
    if options.result:
        pq.write_table(in_key_order(runs["seven"](loaded)), options.result)
        return
    timed = {}
    for what, run in runs.items():
        seconds, peak, before, result = measure(run, loaded, options.repeats)
        timed[what] = {
            "best_s": round(min(seconds), 4),
            "seconds": [round(second, 4) for second in seconds],
            "rows": result.num_rows,
            "peak_mib": round(peak),
            "mib_before_first_run": round(before),
        }
        del result
    print(json.dumps({"contestant": name, **timed}))
