"""The golden cases through Python; tests/golden/README.md says what the files hold."""

import csv
import tomllib
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import hoctap as ht

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
KEY = "golden cases: a public key"
COUNTS = ("numerator", "denominator", "unreported", "lower_num", "lower_den", "upper_num", "upper_den")


def cases() -> list[Path]:
    return sorted(path.parent for path in GOLDEN.glob("*/case.toml"))


def described(case: Path) -> dict[str, Any]:
    with (case / "case.toml").open("rb") as file:
        return tomllib.load(file)


def read(case: Path) -> ht.Dataset:
    programme = described(case)["programme"]
    return ht.read(case / "forms", programme=case / programme if programme.endswith(".toml") else programme, key=KEY)


def matches(row: ht.ResultRow, unit: str) -> bool:
    if unit == "territory":
        return row.kind == "territory"
    return row.kind in ("unit", "joint") and row.unit == unit


def mistakes(row: ht.ResultRow, expected: dict[str, str]) -> list[str]:
    found = {name: str(getattr(row.cell, name)) for name in COUNTS}
    found |= {
        "has_bounds": str(row.lower is not None).lower(),
        "status": row.status,
        "reach": row.reach,
        "pace_from_lower": str(row.pace_from_lower),
        "pace_from_upper": str(row.pace_from_upper),
        "percent": row.value_text(lang="en").split(" [")[0],
    }
    wrong = [f"{name} {found[name]}, not {want}" for name in found if (want := expected[name]) and found[name] != want]
    if expected["path"] and row.path != Fraction(expected["path"]):
        wrong.append(f"path {row.path}, not {expected['path']}")
    return wrong


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_case_gives_the_numbers_worked_out_by_hand(case: Path) -> None:
    dataset = read(case)
    wrong = []
    for run in described(case)["run"]:
        with (case / run["expected"]).open(encoding="utf-8", newline="") as file:
            expected = list(csv.DictReader(file))
        for view in sorted({row["view"] for row in expected}):
            of_view = [row for row in expected if row["view"] == view]
            result = dataset.indicators(
                view=view,
                periods=sorted({row["period"] for row in of_view}),
                indicators=sorted({row["indicator"] for row in of_view}),
                variants="all",
                small_below=None,
                **run.get("settings", {}),
            )
            for want in of_view:
                rows = [
                    row
                    for row in result
                    if (str(row.period), row.indicator, row.variant)
                    == (want["period"], want["indicator"], want["variant"])
                    and matches(row, want["unit_code"])
                ]
                name = " ".join(want[key] for key in ("view", "period", "unit_code", "indicator", "variant"))
                wrong += [f"{name}: {text}" for row in rows for text in mistakes(row, want)]
                if len(rows) != 1:
                    wrong.append(f"{name}: {len(rows)} rows")
    assert wrong == []


@pytest.mark.parametrize(
    "case", [case for case in cases() if "findings" in described(case)], ids=lambda case: case.name
)
def test_case_has_the_findings_it_names(case: Path) -> None:
    wanted = described(case)["findings"]
    found = Counter(finding.code for finding in read(case).findings)
    assert {code: found[code] for code in wanted} == wanted


def test_every_expected_file_belongs_to_a_run() -> None:
    for case in cases():
        assert {run["expected"] for run in described(case)["run"]} == {path.name for path in case.glob("expected*.csv")}
