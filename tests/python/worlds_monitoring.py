"""Random districts with what the plan's tasks and duties ask about: boards, inspections, surveys, activities, materials."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from hypothesis import strategies as st
from reference import QUARTERS, START, World
from worlds import DISTRICT, LONG_AGO, YEARS, days, worlds


@st.composite
def monitored_worlds(draw: st.DrawFn) -> World:
    world = draw(worlds())
    draw_places(draw, world)
    draw_boards(draw, world)
    draw_inspections(draw, world)
    draw_surveys(draw, world)
    draw_activities(draw, world)
    draw_classes(draw, world)
    draw_titles(draw, world)
    draw_money(draw, world)
    draw_reviews(draw, world)
    draw_more_submissions(draw, world)
    return world


def centre_ids(world: World) -> list[str]:
    return [row["centre_id"] for row in world.rows("centres")]


def draw_places(draw: st.DrawFn, world: World) -> None:
    for row in world.rows("centre_places"):
        row["venue_type"] = draw(st.sampled_from([None, "village_culture_house", "commune_hall", "school"]))
        row["host"] = draw(st.sampled_from([None, "none", "library"]))


def draw_boards(draw: st.DrawFn, world: World) -> None:
    staff = []
    for centre in centre_ids(world):
        for role in ("director", "deputy_director"):
            kind = draw(st.sampled_from(["none", "in office", "in office", "expired", "no decision"]))
            if kind == "none":
                continue
            staff.append(
                {
                    "person_key": hashlib.blake2b(f"{centre}{role}".encode(), digest_size=16).digest(),
                    "centre_id": centre,
                    "role": role,
                    "valid_from": LONG_AGO,
                    "valid_until": draw(days(START, date(2025, 12, 31))) if kind == "expired" else None,
                    "decision_no": None if kind == "no decision" else "1/QĐ",
                }
            )
    world.tables["staff"] = staff


def draw_inspections(draw: st.DrawFn, world: World) -> None:
    rows = []
    for centre in centre_ids(world):
        for n in range(draw(st.integers(0, 3))):
            year = draw(st.sampled_from(YEARS))
            kind = draw(st.sampled_from(["inspection", "rating", "inspection_and_rating"]))
            rows.append(
                {
                    "record_id": f"{centre}/{n}",
                    "centre_id": centre,
                    "date": draw(days(date(year, 1, 1), date(year + 1, 2, 28))),
                    "year": year,
                    "kind": kind,
                    "body": draw(st.sampled_from([None, "centre", "commune_committee"])),
                    "grade": draw(st.sampled_from([None, "good", "average"])) if kind != "inspection" else None,
                }
            )
    received = [
        {
            "centre_id": centre,
            "title": "title",
            "received_on": draw(days(START, date(2025, 12, 31))),
            "quantity": draw(st.sampled_from([None, 0, 3])),
        }
        for centre in centre_ids(world)
        if draw(st.booleans())
    ]
    world.tables |= {"inspections_ratings": rows, "materials_received": received}


def draw_surveys(draw: st.DrawFn, world: World) -> None:
    surveys = [
        {"survey_id": f"S{n}", "started_on": draw(days(date(2022, 1, 1), date(2025, 12, 31)))}
        for n in range(draw(st.integers(0, 3)))
    ]
    ids = [row["survey_id"] for row in surveys]
    world.tables["surveys"] = surveys
    world.tables["survey_centres"] = [
        {"survey_id": survey, "centre_id": centre}
        for survey in ids
        for centre in centre_ids(world)
        if draw(st.booleans())
    ]
    for row in world.rows("plans"):
        row["survey_id"] = draw(st.sampled_from([None, *ids]))


def draw_activities(draw: st.DrawFn, world: World) -> None:
    rows = []
    unit = {row["centre_id"]: row["unit_code"] for row in world.rows("centre_places")}
    for n in range(draw(st.integers(0, 5))):
        centre = draw(st.sampled_from([None, *unit]))
        rows.append(
            {
                "activity_id": f"A{n}",
                "kind": draw(st.sampled_from(["lifelong_learning_week", "pilot", "short_programme"])),
                "unit_code": unit[centre] if centre else draw(st.sampled_from(world.units)),
                "centre_id": centre,
                "starts_on": draw(days(START, date(2025, 12, 31))),
            }
        )
    world.tables["activities"] = rows


def draw_classes(draw: st.DrawFn, world: World) -> None:
    """Topics of sessions, courses, and who is poor or disabled."""
    courses = [
        {"course_id": "C0", "centre_id": None, "kind": "dissemination", "starts_on": None, "employer": "mill"},
        {"course_id": "C1", "centre_id": None, "kind": "dissemination", "starts_on": None, "employer": None},
    ]
    for centre in world.rows("centres"):
        first = max(centre["founded_on"], START)
        last = min(centre["closed_on"] or date(2026, 1, 1), date(2026, 1, 1)) - timedelta(1)
        if first <= last and draw(st.booleans()):
            kind = draw(st.sampled_from(["vocational", "literacy"]))
            courses.append(
                {
                    "course_id": centre["centre_id"],
                    "centre_id": centre["centre_id"],
                    "kind": kind,
                    "starts_on": draw(days(first, last)),
                    "employer": None,
                }
            )
    world.tables["courses"] = courses
    for row in world.rows("sessions"):
        row["topic"] = draw(st.sampled_from([None, "law", "health", "environment"]))
        row["course_id"] = draw(st.sampled_from([None, "C0", "C1"]))
    said: dict[bytes, tuple] = {}
    for row in world.rows("residents"):
        marks = st.sampled_from([None, False, False, True])
        row["poor"], row["disabled"] = said.setdefault(row["person_key"], (draw(marks), draw(marks)))


def draw_titles(draw: st.DrawFn, world: World) -> None:
    world.tables["materials"] = [
        {
            "title_id": f"T{n}",
            "title": "title",
            "owner_units": ";".join(sorted(draw(st.sets(st.sampled_from(world.units), min_size=1, max_size=2)))),
            "approved_on": draw(st.one_of(st.none(), days(date(2023, 1, 1), date(2025, 12, 31)))),
        }
        for n in range(draw(st.integers(0, 3)))
    ]


def draw_money(draw: st.DrawFn, world: World) -> None:
    zone = draw(st.sampled_from([None, "I"]))
    for row in world.rows("units"):
        row["zone"] = zone if row["level"] == "commune" else None
    world.tables["budget_estimates"] = [
        {
            "estimate_id": f"{unit}/{year}",
            "line_no": 1,
            "version": 1,
            "status": "approved",
            "unit_code": unit,
            "year": year,
            "content_code": "materials",
            "amount": draw(st.sampled_from([0, 4_000_000, 9_000_000])),
        }
        for unit in world.units
        for year in YEARS
        if draw(st.booleans())
    ]
    world.tables["expenditures"] = [
        {
            "voucher_id": row["allocation_id"],
            "allocation_id": row["allocation_id"],
            "amount": draw(st.sampled_from([0, row["amount"] // 2, row["amount"]])),
            "paid_on": draw(days(row["decided_on"], date(row["year"], 12, 31))),
        }
        for row in world.rows("allocations")
        if draw(st.booleans())
    ]


def draw_reviews(draw: st.DrawFn, world: World) -> None:
    world.tables["duties_done"] = [
        {
            "duty_id": "IV.1.4",
            "unit_code": DISTRICT,
            "period": period,
            "done_on": draw(days(date(year, 6, 1), date(year + 1, 6, 30))),
        }
        for period, year in (*((str(year), year) for year in YEARS), ("2023-07-01..2025-12-31", 2025))
        if draw(st.booleans())
    ]


def draw_more_submissions(draw: st.DrawFn, world: World) -> None:
    for form in ("HD-01", "TC-01"):
        for year in YEARS:
            last = date(year, 12, 31)
            owners = sorted({code for unit in world.units for code in world.units_on(unit, last)})
            silent = draw(st.sampled_from([None, None, *owners]))
            world.tables["submissions"] += [
                {
                    "report_id": f"{form}/{owner}/{year}",
                    "form_code": form,
                    "unit_code": owner,
                    "period": str(year),
                    "codes_as_of": last,
                    "received_at": last + timedelta(10),
                    "version": 1,
                    "nil": False,
                }
                for owner in owners
                if owner != silent
            ]


def is_whole(world: World) -> bool:
    """Whether no unit was split."""
    return all(len(world.units_on(unit, last)) == 1 for unit in world.units for _, last in QUARTERS.values())
