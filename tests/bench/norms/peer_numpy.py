"""W2 in numpy, 64-bit integers: ceilings, excess and breaches kept per line, added up by commune and district."""

import numpy as np
from workload import COMMUNES, DISTRICTS, LINES, YEARS, amounts, district, edition, line, measure, norm, units, zone

inputs = [(edition(y), amounts(y)) for y in YEARS]
first_line = np.arange(COMMUNES) * LINES


def run():
    kept, totals = [], np.zeros(3, dtype=np.int64)
    for e, amount in inputs:
        ceiling = norm[e][line, zone] * units
        excess = np.maximum(amount - ceiling, 0)
        breach = amount > ceiling
        per_commune = [np.add.reduceat(x, first_line) for x in (amount, excess, breach.astype(np.int64))]
        per_district = [np.bincount(district, weights=x, minlength=DISTRICTS) for x in per_commune[:2]]
        kept.append((ceiling, excess, breach, per_commune, per_district))
        totals += [x.sum() for x in per_commune]
    return totals


measure("numpy", run)
