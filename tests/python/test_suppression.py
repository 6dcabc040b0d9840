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
    """What is released of communes that merged: by tables with totals, in successive periods, by one figure or several.

    A person's state is the period in which each figure first counted her. Of two figures one may be part of the other (who was trained also learned);
    a third may then have the learners for its whole.
    """

    def __init__(self, seed: int) -> None:
        chance = random.Random(seed)
        kind = chance.choice(["one", "one", "part", "part of part", "either"])
        places = chance.randint(2, 5 if kind == "one" else 4)
        periods = chance.choice([1, 1, 2, 2, 3] if kind == "one" else [1] if kind == "either" else [1, 1, 2])
        likely = chance.choice([[0, 1, 2, 7, 30], [1, 2, 3, 4, 9, 60], [0, 0, 3, 12, 200], [2, 6, 15, 40]])
        times = range(periods + 1)
        self.states = [(time,) for time in times] if kind == "one" else list(itertools.product(times, times))
        if kind.startswith("part"):
            self.states = [state for state in self.states if state[0] <= state[1]]
        # A table with a column for each category, or two tables: by sex and by age, of which the cells are not shown.
        if chance.random() < 0.4 and kind != "one":
            categories = 4
            self.groups = [[0, 1], [2, 3], [0, 2], [1, 3], [0, 1, 2, 3]]
        else:
            categories = chance.randint(2, 3)
            self.groups = [[category] for category in range(categories)] + [list(range(categories))]
        never = (periods,) * len(self.states[0])
        self.counts = [
            [
                [chance.choice([*likely, 80] if state == never else likely) for state in self.states]
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
        self.releases = [self.figures(period, kind) for period in range(periods)]
        self.figure_list = [figure for release in self.releases for figure in release]

    def figures(self, period: int, kind: str) -> list[tuple[list[int], list[int]]]:
        """Give those of a period: the states that each counts, and those of its others."""
        counted = [
            [at for at, state in enumerate(self.states) if state[series] <= period]
            for series in range(len(self.states[0]))
        ]
        found = [(one, [at for at in range(len(self.states)) if at not in one]) for one in counted]
        if kind == "part of part":
            found.append((counted[1], [at for at in counted[0] if at not in counted[1]]))
        return found

    def row(self, unit: list[int], group: list[int], states: list[int]) -> np.ndarray:
        """Give the sum's coefficients over the counts."""
        chosen = np.zeros(np.shape(self.counts))
        chosen[np.ix_(unit, group, states)] = 1
        return chosen.ravel()

    def sums(self) -> dict[tuple[int, int, int, str], np.ndarray]:
        """Give every sum that could be published."""
        return {
            (u, g, at, kind): self.row(unit, group, states)
            for u, unit in enumerate(self.units)
            for g, group in enumerate(self.groups)
            for at, figure in enumerate(self.figure_list)
            for kind, states in zip(("counted", "others"), figure, strict=True)
        }

    def guarded(self) -> list[np.ndarray]:
        """Give what is published, and what nobody publishes but the difference of two figures would tell."""
        counted = [set(figure[0]) for figure in self.figure_list]
        wholes = [set(figure[0] + figure[1]) for figure in self.figure_list]
        sets = [*counted, *(set(figure[1]) for figure in self.figure_list), *wholes]
        sets += [more - fewer for more in counted for fewer in counted if fewer < more]
        units = [*self.units, *([place] for place in range(len(self.counts)))]
        groups = [*self.groups, *([category] for category in range(len(self.counts[0])))]
        return [
            self.row(unit, group, list(states))
            for unit in {tuple(unit): unit for unit in units}.values()
            for group in {tuple(group): group for group in groups}.values()
            for states in {frozenset(states) for states in sets}
            if states
        ]


def narrow(asked: list[np.ndarray], known: list[np.ndarray], counts: np.ndarray) -> list[int]:
    """Give which of the sums asked for lie in an interval no wider than the threshold.

    Every table found on the way fits all that is known. The first ones are as far as can be from the true one in a mix of the sums; only sums that
    those found do not tell apart yet need programmes of their own.
    """
    if not asked:
        return []
    ceiling = counts.sum() + 10_000  # stands for no limit
    published = np.array(list({row.tobytes(): row for row in known}.values())).reshape(-1, counts.size)
    right = published @ counts
    sums = np.array(asked)
    lowest = highest = sums @ counts

    def look(objective: np.ndarray) -> None:
        nonlocal lowest, highest
        solved = linprog(objective, A_eq=published, b_eq=right, bounds=(0, ceiling), method="highs-ds")
        assert solved.status == 0, solved.message
        lowest, highest = np.minimum(lowest, sums @ solved.x), np.maximum(highest, sums @ solved.x)

    def told() -> np.ndarray:
        return np.flatnonzero(highest - lowest <= THRESHOLD + 1e-6)

    chance = np.random.default_rng(len(asked))
    for _ in range(3):
        if len(told()) > 2:
            mix = chance.standard_normal(len(told())) @ sums[told()]
            look(mix)
            look(-mix)
    for row in told():
        for sign in (1, -1):
            if row in told():
                look(sign * sums[row])
    return told().tolist()


@pytest.mark.parametrize("batch", range(4))
def test_every_withheld_sum_and_small_difference_keeps_an_interval_wider_than_the_threshold(batch: int) -> None:
    withheld_in_all = 0
    for seed in range(batch, HIERARCHIES, 4):
        table = Table(seed)
        counts = np.array(table.counts).ravel()
        found = ht.suppress(table.counts, table.units, table.groups, releases=table.releases, threshold=THRESHOLD)
        bits = {"counted": found.counted, "others": found.others}
        known, withheld = [], []
        for (unit, group, figure, kind), row in table.sums().items():
            if not bits[kind][unit][group][figure]:
                known.append(row)
            elif not found.left_out[unit][group][figure]:
                withheld.append(row)
        small = [row for row in table.guarded() if 0 < row @ counts < THRESHOLD]
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


def test_figures_that_are_each_safe_alone_tell_of_each_other() -> None:
    """Protecting each figure by itself is not enough: this is what a release adds."""
    told = 0
    for seed in range(60):
        table = Table(seed)
        if len(table.releases) > 1 or len(table.figure_list) < 2:
            continue
        counts = np.array(table.counts).ravel()
        bits = {}
        for at, figure in enumerate(table.figure_list):
            alone = ht.suppress(table.counts, table.units, table.groups, releases=[[figure]])
            bits[at, "counted"], bits[at, "others"] = np.array(alone.counted), np.array(alone.others)
        known = [row for (u, g, at, kind), row in table.sums().items() if not bits[at, kind][u, g, 0]]
        told += bool(narrow([row for row in table.guarded() if 0 < row @ counts < THRESHOLD], known, counts))
    assert told > 10


def test_what_was_published_stays_when_the_next_period_comes() -> None:
    compared = 0
    for seed in range(400):
        table = Table(seed)
        if len(table.releases) < 2:
            continue
        whole = ht.suppress(table.counts, table.units, table.groups, releases=table.releases)
        first = ht.suppress(table.counts, table.units, table.groups, releases=table.releases[:-1])
        shown_first = np.logical_not(np.array(first.withheld))
        shown_later = np.logical_not(np.array(whole.withheld))[..., : shown_first.shape[-1]]
        assert (shown_first == shown_later).all(), seed
        compared += 1
    assert compared > 100


def test_the_last_state_of_counts_without_releases_is_that_of_those_who_were_never_counted() -> None:
    counts = [[[3, 8, 400], [25, 35, 300]], [[50, 60, 100], [0, 9, 50]]]
    sets = [[0], [1], [0, 1]]
    releases = [[([0], [1, 2])], [([0, 1], [2])]]
    assert ht.suppress(counts, sets, sets).withheld == ht.suppress(counts, sets, sets, releases=releases).withheld


def test_it_can_be_stopped() -> None:
    seen: list[tuple[int, int]] = []

    def stop(done: int, every: int) -> None:
        seen.append((done, every))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ht.suppress([[[3, 20, 40]]], [[0]], [[0]], progress=stop)
    assert seen == [(0, 2)]


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
    with pytest.raises(ht.InvalidValue, match="states"):
        ht.suppress([[[1, 2]]], [[0]], [[0]], releases=[[([0], [2])]])
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
