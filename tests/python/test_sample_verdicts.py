"""How many lines of the sample have each verdict, by setting: pinned, so that a change of the law or of the check is seen."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import hoctap as ht

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "law" / "sample_verdicts.csv"
SETTINGS = {
    "default": lambda: ht.rulebook().as_of(),
    "strict": lambda: ht.rulebook().as_of(verified_only=True),
    "provincial": lambda: ht.rulebook().with_files([ht.sample.PROVINCIAL_RULEBOOK]).as_of(),
}
Counts = dict[tuple[str, str], tuple[int, int]]


def pinned(setting: str) -> Counts:
    """Give lines and đồng by what the lines are of and by verdict."""
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["setting"] == setting]
    return {(row["of"], row["verdict"]): (int(row["lines"]), int(row["amount"])) for row in rows}


def counted(dataset: ht.Dataset, setting: str) -> Counts:
    book = SETTINGS[setting]()
    lines, amounts = Counter[tuple[str, str]](), Counter[tuple[str, str]]()

    def add(of: str, rows: list[dict], verdicts: list[str]) -> None:
        for row, verdict in zip(rows, verdicts, strict=True):
            lines[of, verdict] += 1
            amounts[of, verdict] += row["amount"] or 0

    filed = ht.budget_lines(dataset, rulebook=book.rulebook)
    add("filed", filed.to_dicts(), [row["verdict"] for row in book.check(filed).to_dicts()])
    for year in (2024, 2025):
        drawn = book.estimate(dataset, year=year).to_dicts()
        add(f"drawn {year}", drawn, [row["verdict"] for row in drawn])
    return {key: (lines[key], amounts[key]) for key in lines}


@pytest.mark.parametrize("setting", SETTINGS)
def test_lines_of_the_sample_have_the_verdicts_that_are_pinned(setting: str, complete: ht.Dataset) -> None:
    assert counted(complete, setting) == pinned(setting)


def test_the_strict_setting_rules_no_line_that_the_default_does_not() -> None:
    ruled = ("within", "over", "at_actual_cost", "not_permitted")
    for of in {of for of, _ in pinned("default")}:
        strict, default = (
            sum(pinned(setting).get((of, verdict), (0, 0))[0] for verdict in ruled) for setting in ("strict", "default")
        )
        assert strict <= default
