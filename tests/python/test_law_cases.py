"""The case tables of the law, which the C++ tests read too: here through Python and Arrow."""

import csv
import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import hoctap as ht

CASES = Path(__file__).resolve().parents[1] / "golden" / "law" / "cases"
TYPES = {
    "content": pa.string(),
    "date": pa.date32(),
    "decided_on": pa.date32(),
    **dict.fromkeys(["year", "factor_1", "factor_2", "factor_3", "amount"], pa.int64()),
}


def case_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def line(row: dict[str, str]) -> pa.Table:
    columns: dict[str, Any] = {}
    for name, kind in TYPES.items():
        text = row[name]
        value: Any = None
        if text:
            value = (
                text if kind == pa.string() else datetime.date.fromisoformat(text) if kind == pa.date32() else int(text)
            )
        columns[name] = pa.array([value], type=kind)
    for pair in filter(None, row["attributes"].split(";")):
        attribute, _, value = pair.partition("=")
        columns[attribute] = pa.array([value])
    return pa.table(columns)


@pytest.fixture(scope="module")
def law() -> ht.Rulebook:
    return ht.rulebook()


@pytest.mark.parametrize("path", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_cases_come_out_as_the_clause_says(path: Path, law: ht.Rulebook) -> None:
    rows = case_rows(path)
    assert rows
    for number, row in enumerate(rows, 2):
        book = law.as_of(known=row["known"] or None, verified_only=row["mode"] == "strict")
        checked = book.check(line(row)).to_dicts()[0]
        found = {
            "verdict": checked["verdict"],
            "flags": ";".join(ht.line_flags(checked["flags"])),
            **{name: "" if checked[name] is None else str(checked[name]) for name in ("ceiling", "excess", "norm")},
        }
        assert found == {name: row[name] for name in found}, f"{path.name}, row {number}: {row['why']}"


@pytest.mark.parametrize("path", sorted(CASES.glob("*.csv")), ids=lambda path: path.stem)
def test_an_explanation_names_the_norm_that_the_check_names(path: Path, law: ht.Rulebook) -> None:
    for row in case_rows(path):
        attributes = dict(pair.split("=") for pair in filter(None, row["attributes"].split(";")))
        book = law.as_of(known=row["known"] or None, verified_only=row["mode"] == "strict")
        choice = book.explain(
            row["content"],
            attributes=attributes,
            date=row["date"] or None,
            year=int(row["year"]) if row["year"] else None,
            decided_on=row["decided_on"] or None,
        )
        assert (choice.norm.id if choice.norm else "") == row["norm"], row["why"]
        for language in ("vi", "en"):
            assert choice.text(lang=language)
