"""Ratings of centres: grades by unit, the median grade, and grades that their points do not give."""

from __future__ import annotations

import datetime
from collections import Counter
from pathlib import Path
from statistics import median_high, median_low

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import hoctap as ht

GRADES = ["good", "fair", "average", "weak"]
UNITS = {"A": "07375", "B": "07375", "C": "07378", "D": "07381", "E": "07393"}
Record = tuple[str, datetime.date, str | None, str | None, str | None]


def dataset(records: list[Record]) -> ht.Dataset:
    columns = {
        "record_id": pa.array([str(n) for n in range(len(records))], pa.string()),
        "centre_id": pa.array([row[0] for row in records], pa.string()),
        "date": pa.array([row[1] for row in records], pa.date32()),
        "year": pa.array([row[1].year for row in records], pa.int64()),
        "kind": pa.array(["rating"] * len(records), pa.string()),
        "grade": pa.array([row[2] for row in records], pa.string()),
        "scheme_id": pa.array([row[3] for row in records], pa.string()),
        "score": pa.array([row[4] for row in records], pa.string()),
    }
    long_ago = pa.array([datetime.date(2010, 1, 1)] * len(UNITS), pa.date32())
    tables = {
        "centres": pa.table({"centre_id": list(UNITS), "name": list(UNITS), "founded_on": long_ago}),
        "centre_places": pa.table(
            {"centre_id": list(UNITS), "valid_from": long_ago, "unit_code": list(UNITS.values())}
        ),
        "inspections_ratings": pa.table(columns),
    }
    return ht.from_tables(tables, codes_as_of="2024-06-30", day="2026-03-31")


records = st.lists(
    st.tuples(
        st.sampled_from(list(UNITS)),
        st.sampled_from([datetime.date(2024, 3, 1), datetime.date(2024, 12, 1), datetime.date(2025, 11, 1)]),
        st.sampled_from([None, *GRADES]),
        st.none(),
        st.none(),
    ),
    max_size=12,
    unique_by=lambda row: (row[0], row[1]),
)


@settings(max_examples=60, deadline=None)
@given(rows=records, year=st.sampled_from([2023, 2024, 2025]))
def test_grades_and_medians_equal_the_plain_ones_on_every_unit(rows: list[Record], year: int) -> None:
    last = {centre: grade for centre, day, grade, _, _ in sorted(rows, key=lambda row: row[1]) if day.year == year}
    for row in dataset(rows).ratings(years=str(year)).to_dicts():
        here = [last[c] for c in UNITS if c in last and (row["kind"] == "territory" or UNITS[c] == row["unit"])]
        told = sorted(GRADES.index(grade) for grade in here if grade)
        assert row["rated"] == len(here)
        assert row["without_grade"] == here.count(None)
        assert {grade: row[grade] for grade in GRADES} == dict.fromkeys(GRADES, 0) | Counter(g for g in here if g)
        # The best stands first: the worse half lies above.
        assert row["median_low"] == (GRADES[median_high(told)] if told else None)
        assert row["median_high"] == (GRADES[median_low(told)] if told else None)
        if told:
            assert sum(row[f"{grade}_percent"] for grade in GRADES) == pytest.approx(100)


def test_rated_is_the_indicator_on_every_view() -> None:
    day = datetime.date(2025, 11, 1)
    found = dataset([("A", day, "good", None, None), ("D", day, "fair", None, None), ("E", day, None, None, None)])
    for view in ("plan_territory", "current", "as_reported", "2025-03-01"):
        counts = {
            (row["kind"], row["unit"]): (row["rated"], row["reported"], row["unreported"])
            for row in found.ratings(years="2025", view=view).to_dicts()
        }
        rows = found.indicators(indicators="R2a", periods="2025", view=view)
        assert counts == {
            (row.kind, row.unit): (row.cell.numerator, row.cell.denominator, row.cell.unreported)
            for row in rows
            if row.kind != "higher"
        }


def test_a_grade_that_its_points_do_not_give_is_found_in_both_languages() -> None:
    day = datetime.date(2024, 12, 1)
    ratings = dataset(
        [("A", day, "good", "four_classes", "64.5"), ("B", day, "fair", "thang bốn loại", "65")]
    ).ratings()
    (finding,) = ratings.findings
    assert "graded good, but 64.5 points are average under the scheme four_classes" in finding.text(lang="en")
    assert "assumption" in finding.text(lang="en")
    assert "xếp loại tốt" in finding.text(lang="vi")
    assert "giả định" in finding.text(lang="vi")


def test_schemes_say_what_is_assumed_and_what_is_not_known(tmp_path: Path) -> None:
    rows = ht.rating_schemes().to_dicts()
    classes = [row for row in rows if row["scheme"] == "four_classes"]
    assert [row["step"] for row in classes] == GRADES
    assert all(row["is_assumption"] for row in classes)
    community = [row for row in rows if row["scheme"] == "learning_community" and row["until"] is None]
    assert [row["step"] for row in community] == ["level_1", "level_2"]
    assert {row["valid_months"] for row in community} == {36}
    assert all(row["not_modelled_vi"] and row["not_modelled_en"] for row in community)
    criteria = [row for row in ht.rating_schemes().criteria.to_dicts() if row["scheme"] == "learning_community"]
    assert (len(criteria), sum(row["read"] for row in criteria)) == (5, 15)
    path = tmp_path / "ratings.toml"
    path.write_text('[[scheme]]\nid = "x"\n', encoding="utf-8")
    with pytest.raises(ht.FormatError, match="name"):
        ht.RatingSchemes.load(path)


def test_text_shows_the_median_grade() -> None:
    day = datetime.date(2024, 12, 1)
    ratings = dataset([("A", day, "good", None, None), ("C", day, "average", None, None)]).ratings(years="2024")
    assert "good – average" in ratings.to_text(lang="en") or "average – good" in ratings.to_text(lang="en")
    assert "tốt" in ratings.to_html(lang="vi")
