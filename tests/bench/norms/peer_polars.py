"""W2 in polars: one frame of all years, a join for the norm, group sums by commune and district."""

import numpy as np
import polars as pl
from workload import (
    EDITION_STARTS,
    LINES,
    YEARS,
    ZONES,
    amounts,
    commune,
    district,
    edition,
    line,
    measure,
    norm,
    row,
    units,
    zone,
)

n = len(row)
lines = pl.concat(
    [
        pl.DataFrame(
            {
                "year": pl.repeat(y, n, dtype=pl.Int16, eager=True),
                "edition": pl.repeat(edition(y), n, dtype=pl.Int8, eager=True),
                "commune": commune.astype(np.int32),
                "district": district[commune].astype(np.int32),
                "line": line.astype(np.int8),
                "zone": zone.astype(np.int8),
                "units": units,
                "amount": amounts(y),
            }
        )
        for y in YEARS
    ]
)
e, l, z = np.indices((len(EDITION_STARTS), LINES, ZONES)).reshape(3, -1)
norms = pl.DataFrame(
    {"edition": e.astype(np.int8), "line": l.astype(np.int8), "zone": z.astype(np.int8), "norm": norm.ravel()}
)


def run():
    checked = lines.join(norms, on=["edition", "line", "zone"], how="left").with_columns(
        ceiling=pl.col("norm") * pl.col("units")
    )
    checked = checked.with_columns(
        excess=(pl.col("amount") - pl.col("ceiling")).clip(lower_bound=0), breach=pl.col("amount") > pl.col("ceiling")
    )
    sums = [pl.col("amount").sum(), pl.col("excess").sum(), pl.col("breach").sum()]
    per_commune = checked.group_by("year", "commune", "district").agg(sums)
    per_commune.group_by("year", "district").agg(pl.col("amount").sum(), pl.col("excess").sum())
    return per_commune["amount"].sum(), per_commune["excess"].sum(), per_commune["breach"].sum()


measure("polars", run)
