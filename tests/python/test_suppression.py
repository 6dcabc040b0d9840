"""An attacker who knows all that is published can tell no small count: she solves a linear programme for each."""

from __future__ import annotations

import itertools
import random

import numpy as np
import pytest
from scipy.optimize import linprog

import hoctap as ht

THRESHOLD = 5
HIERARCHIES = 1000


class Table:
    """Counts of communes that merged, of categories with totals, in successive periods."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        places, categories, periods = chance.randint(2, 5), chance.randint(2, 3), chance.choice([1, 1, 2, 2, 3])
        likely = chance.choice([[0, 1, 2, 7, 30], [1, 2, 3, 4, 9, 60], [0, 0, 3, 12, 200], [2, 6, 15, 40]])
        self.counts = [
            [
                [chance.choice(likely) for _ in range(periods)] + [chance.choice([*likely, 80])]
                for _ in range(categories)
            ]
            for _ in range(places)
        ]
        # The communes of the old view; of the new one, of which each took over several; and the district. One commune
        # may have been divided: then places are finer than the old communes.
        old = [[place] for place in range(places)]
        if places > 3 and chance.random() < 0.3:
            old = [[0, 1], *old[2:]]
        cut = sorted({0, places, *(chance.randint(1, places - 1) for _ in range(chance.randint(1, 2)))})
        new = [list(range(first, until)) for first, until in itertools.pairwise(cut)]
        units = [*old, *new, list(range(places))]
        self.units = [unit for at, unit in enumerate(units) if unit not in units[:at]]
        self.groups = [[category] for category in range(categories)] + [list(range(categories))]
        self.periods = periods

    def row(self, unit: list[int], group: list[int], times: range) -> np.ndarray:
        """Give the sum's coefficients over the counts."""
        chosen = np.zeros(np.shape(self.counts))
        chosen[np.ix_(unit, group, list(times))] = 1
        return chosen.ravel()

    def sums(self) -> dict[tuple[int, int, int, str], np.ndarray]:
        """Give every sum that could be published."""
        return {
            (u, g, period, kind): self.row(unit, group, times)
            for u, unit in enumerate(self.units)
            for g, group in enumerate(self.groups)
            for period in range(self.periods)
            for kind, times in (("counted", range(period + 1)), ("others", range(period + 1, self.periods + 1)))
        }

    def increments(self) -> list[np.ndarray]:
        """Give what nobody publishes, but the difference of two periods would tell."""
        return [
            self.row(unit, group, range(first, until))
            for unit in [*self.units, *([place] for place in range(len(self.counts)))]
            for group in self.groups
            for first in range(self.periods + 1)
            for until in range(first + 1, self.periods + 2)
        ]


def narrow(asked: list[np.ndarray], known: list[np.ndarray], counts: np.ndarray) -> list[int]:
    """Give which of the sums asked for lie in an interval no wider than the threshold.

    Every table found on the way is one that fits all that is known: only sums that those found do not tell apart yet need programmes of their own.
    """
    ceiling = counts.sum() + 10_000  # stands for no limit
    published = np.array(list({row.tobytes(): row for row in known}.values())).reshape(-1, counts.size)
    right = published @ counts
    tables = [counts.astype(float)]
    found = []
    for at, row in enumerate(asked):
        for sign in (0, 1, -1):
            values = np.array(tables) @ row
            if values.max() - values.min() > THRESHOLD + 1e-6:
                break
            if sign == 0:
                continue
            solved = linprog(sign * row, A_eq=published, b_eq=right, bounds=(0, ceiling), method="highs-ds")
            assert solved.status == 0, solved.message
            tables.append(solved.x)
        else:
            values = np.array(tables) @ row
            if values.max() - values.min() <= THRESHOLD + 1e-6:
                found.append(at)
    return found


@pytest.mark.parametrize("batch", range(4))
def test_every_withheld_sum_and_small_difference_keeps_an_interval_wider_than_the_threshold(batch: int) -> None:
    withheld_in_all = 0
    for seed in range(batch, HIERARCHIES, 4):
        table = Table(seed)
        counts = np.array(table.counts).ravel()
        found = ht.suppress(table.counts, table.units, table.groups, threshold=THRESHOLD)
        bits = {"counted": found.counted, "others": found.others}
        known, withheld = [], []
        for (unit, group, period, kind), row in table.sums().items():
            if not bits[kind][unit][group][period]:
                known.append(row)
            elif not found.left_out[unit][group][period]:
                withheld.append(row)
        small = [row for row in table.increments() if 0 < row @ counts < THRESHOLD]
        assert not [row for row in known if 0 < row @ counts < THRESHOLD], seed
        told = narrow(withheld + small, known, counts)
        assert not told, (seed, told, len(withheld))
        withheld_in_all += len(withheld)
    assert withheld_in_all > HIERARCHIES / 4


def test_small_counts_alone_withheld_are_told_by_what_is_left() -> None:
    told = 0
    for seed in range(50):
        table = Table(seed)
        counts = np.array(table.counts).ravel()
        sums = table.sums().values()
        primary = [row for row in sums if 0 < row @ counts < THRESHOLD]
        known = [row for row in sums if not 0 < row @ counts < THRESHOLD]
        told += bool(narrow(primary, known, counts))
    assert told > 20


def test_what_was_published_stays_when_the_next_period_comes() -> None:
    for seed in range(200):
        table = Table(seed)
        if table.periods < 2:
            continue
        whole = ht.suppress(table.counts, table.units, table.groups)
        earlier = [[[*times[:-2], times[-2] + times[-1]] for times in categories] for categories in table.counts]
        first = ht.suppress(earlier, table.units, table.groups)
        shown_first = np.logical_not(np.array(first.withheld))
        shown_later = np.logical_not(np.array(whole.withheld))[..., :-1]
        assert (shown_first == shown_later).all(), seed


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    counts = [[[20, 30, 400], [25, 35, 300]], [[50, 60, 100], [0, 0, 0]]]
    found = ht.suppress(counts, [[0], [1], [0, 1]], [[0], [1], [0, 1]])
    assert not np.array(found.withheld).any()
    assert repr(found) == "<Suppression: 0 of 18 rows withheld>"


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ht.InvalidValue, match="places"):
        ht.suppress([[[1, 2]]], [[1]], [[0]])
    with pytest.raises(ht.InvalidValue, match="categories"):
        ht.suppress([[[1, 2]]], [[0]], [[0, 3]])
    with pytest.raises(ht.InvalidValue, match="1 counts"):
        ht.suppress([[[1, 2]], [[1]]], [[0]], [[0]])
    with pytest.raises(ht.InvalidValue, match="between 1"):
        ht.suppress([[[1, 2]]], [[0]], [[0]], threshold=0)
    with pytest.raises(ht.InvalidValue, match="between 1"):
        ht.suppress([[[1, 2]]], [[0]], [[0]], threshold=2**31 + 1)
    # Of the right number in all, but not in each list.
    with pytest.raises(ht.InvalidValue, match="3 counts"):
        ht.suppress([[[1, 2], [3, 4]], [[1, 2, 3], [4]]], [[0]], [[0]])
    with pytest.raises(ht.InvalidValue, match="1 counts"):
        ht.suppress([[[1, 2], [3, 4]], [[1, 2]], [[1, 2], [3, 4], [5, 6]]], [[0]], [[0]])
