"""Indicators of the plan's tasks and duties (K and R) in plain loops, beside those of the targets in `reference`.

As there, every centre stands in a unit of the plan's first day. A form that nobody owes tells only what came with it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from reference import (
    OCCUPATIONAL,
    QUARTERS,
    START,
    World,
    add,
    due_lines,
    home,
    of_line,
    outcome,
    planned,
    unit_of_centre,
)

COMBINED_VENUES, COMBINED_HOSTS = {"village_culture_house", "library"}, {"library"}
INSPECTIONS = {"inspection", "inspection_and_rating"}
RATINGS = {"rating", "inspection_and_rating"}
TOP_GRADES = {"good", "fair"}
ASKED_ON = date(2026, 3, 31)

OF_CENTRES = ("K1a", "K2a", "K3")
OF_CENTRE_YEARS = ("K2c", "K8a", "K8b", "K10a", "K10b", "R2a", "R2a'")
OF_COMMUNES = ("K5a",)
OF_RECORDS = ("K7-sessions", "K7-turns", "R5a", "R5b")
OF_PERSONS = ("R2b",)
OF_MONEY = ("R6a",)
OF_SUPPORT = ("K9",)  # of districts without a split: where a centre stands decides its zone
OF_DUTIES = ("R1a",)
DISSEMINATION = {"learning_society", "law", "extension", "health", "gender", "employment", "family"}
SUPPORT, EQUIPMENT = 20_000_000, 30_000_000  # zone I: a year, and once in the year of its founding


def all_hold(answers: list[bool | None]) -> bool | None:
    return False if False in answers else None if None in answers else True


def one_holds(answers: list[bool | None]) -> bool | None:
    return True if True in answers else None if None in answers else False


def came(world: World, form: str, centre: str, year: int) -> bool:
    return world.reported(form, unit_of_centre(world, centre), str(year), date(year, 12, 31))


def otherwise(found: list[bool | None], told: bool) -> bool | None:
    """What follows where no row says yes: nothing, if a row leaves it open or the form did not come."""
    answer = one_holds(found)
    return None if answer is False and not told else answer


# Centres on a day


def place_of(world: World, centre: str) -> dict:
    return next(row for row in world.rows("centre_places") if row["centre_id"] == centre)


def combined(world: World, centre: str, day: date) -> bool | None:
    place = place_of(world, centre)
    venue, host = place["venue_type"], place["host"]
    return one_holds(
        [None if venue is None else venue in COMBINED_VENUES, None if host is None else host in COMBINED_HOSTS]
    )


def board(world: World, centre: str, day: date) -> bool | None:
    rows = [row for row in world.rows("staff") if row["centre_id"] == centre]
    told = bool(rows) or came(world, "TC-01", centre, day.year)
    answers: list[bool | None] = []
    for role in ("director", "deputy_director"):
        here = [
            row
            for row in rows
            if row["role"] == role
            and row["valid_from"] <= day
            and (row["valid_until"] is None or day < row["valid_until"])
        ]
        if not here:
            answers.append(False if told else None)
        else:
            answers.append(True if any(row["decision_no"] for row in here) else None)
    return all_hold(answers)


def supplied(world: World, centre: str, day: date) -> bool | None:
    centres = {row["centre_id"]: row for row in world.rows("centres")}
    line, first = [centre], max(START, date(day.year, 1, 1))
    for one in line:
        for before in centres[one]["predecessors"]:
            if centres[before]["closed_on"] is not None and centres[before]["closed_on"] <= day:
                line.append(before)
    for row in world.rows("materials_received"):
        if row["centre_id"] in line and first <= row["received_on"] <= day and row["quantity"] != 0:
            return True
    return False if came(world, "HD-01", centre, day.year) else None


def venue_and_materials(world: World, centre: str, day: date) -> bool | None:
    return all_hold([True if place_of(world, centre)["venue_type"] else None, supplied(world, centre, day)])


def centre_cells(world: World, indicator: str, day: date) -> dict[str, list[int]]:
    judge = {"K1a": combined, "K2a": board, "K3": venue_and_materials}[indicator]
    cells = {unit: [0] * 7 for unit in world.units}
    for centre in world.rows("centres"):
        if centre["founded_on"] <= day and (centre["closed_on"] is None or day < centre["closed_on"]):
            add(cells[unit_of_centre(world, centre["centre_id"])], *outcome(judge(world, centre["centre_id"], day)))
    return cells


# Centre-years


def inspected(world: World, year: int, day: date, kinds: set[str], grades: set[str] | None, *, by_others: bool):
    late = day == date(year, 12, 31)

    def state(centre: str) -> bool | None:
        found: list[bool | None] = []
        for row in world.rows("inspections_ratings"):
            in_time = row["date"] <= (ASKED_ON if late else day)
            if row["centre_id"] != centre or row["year"] != year or row["kind"] not in kinds or not in_time:
                continue
            said: list[bool | None] = [True]
            if by_others:
                said.append(None if row["body"] is None else row["body"] != "centre")
            if grades is not None:
                said.append(None if row["grade"] is None else row["grade"] in grades)
            found.append(all_hold(said))
        return otherwise(found, came(world, "HD-01", centre, year))

    return state


def surveyed(world: World, year: int, day: date):
    started = {row["survey_id"]: row["started_on"] for row in world.rows("surveys")}

    def state(centre: str) -> bool | None:
        days = [started[row["survey_id"]] for row in world.rows("survey_centres") if row["centre_id"] == centre]
        return otherwise([any(d.year == year and d <= day for d in days)], came(world, "TT-03", centre, year))

    return state


def plan_on_survey(world: World, year: int, day: date):
    started = {row["survey_id"]: row["started_on"].year for row in world.rows("surveys")}

    def state(centre: str) -> bool | None:
        fits = [
            row["status"] == "approved"
            and row["approved_on"] <= day
            and started.get(row["survey_id"]) in (year - 1, year)
            for row in world.rows("plans")
            if row["centre_id"] == centre and row["year"] == year
        ]
        return otherwise([any(fits)], came(world, "TT-03", centre, year))

    return state


def with_plan(world: World, year: int, day: date):
    def state(centre: str) -> bool | None:
        return otherwise([planned(world, centre, year, day)], came(world, "TT-03", centre, year))

    return state


def class_held(world: World, year: int, day: date):
    first = max(START, date(year, 1, 1))

    def state(centre: str) -> bool | None:
        held = any(
            row["centre_id"] == centre and row["kind"] in OCCUPATIONAL and first <= row["date"] <= day
            for row in world.rows("sessions")
        ) or any(
            row["centre_id"] == centre and row["kind"] in OCCUPATIONAL and first <= row["starts_on"] <= day
            for row in world.rows("courses")
        )
        unit = unit_of_centre(world, centre)
        told = all(world.reported("HT-01", unit, q, last) for q, (_, last) in QUARTERS.items() if last.year == year)
        return otherwise([held], told)

    return state


def week_held(world: World, year: int, day: date):
    lines = due_lines(world, day)
    centres = {row["centre_id"]: row for row in world.rows("centres")}

    def state(centre: str) -> bool | None:
        weeks = [
            row
            for row in world.rows("activities")
            if row["kind"] == "lifelong_learning_week" and row["starts_on"].year == year and row["starts_on"] <= day
        ]
        found: list[bool | None] = [row["centre_id"] == centre for row in weeks]
        first, after = max(START, date(year, 1, 1)), date(year + 1, 1, 1)
        life = centres[centre]
        operated = max(life["founded_on"], first) < min(life["closed_on"] or after, after)
        unit = unit_of_centre(world, centre)
        here = [key for key in lines if unit_of_centre(world, key) == unit]
        if operated and any(row["centre_id"] is None and row["unit_code"] == unit for row in weeks):
            found.append(True if len(here) == 1 else None)
        return otherwise(found, came(world, "HD-01", centre, year))

    return state


def states(world: World, indicator: str, day: date) -> tuple[Callable | None, Callable]:
    """Who belongs to the whole (nothing: all that are due), and who passes."""
    year = day.year
    rated = inspected(world, year, day, RATINGS, None, by_others=False)
    return {
        "K2c": lambda: (None, inspected(world, year, day, INSPECTIONS, None, by_others=True)),
        "K8a": lambda: (None, surveyed(world, year, day)),
        "K8b": lambda: (with_plan(world, year, day), plan_on_survey(world, year, day)),
        "K10a": lambda: (None, class_held(world, year, day)),
        "K10b": lambda: (None, week_held(world, year, day)),
        "R2a": lambda: (None, rated),
        "R2a'": lambda: (rated, inspected(world, year, day, RATINGS, TOP_GRADES, by_others=False)),
    }[indicator]()


def centre_year_cells(world: World, indicator: str, day: date) -> dict[str, list[int]]:
    whole, part = states(world, indicator, day)
    cells = {unit: [0] * 7 for unit in world.units}
    for key, before in due_lines(world, day).items():
        belongs = True if whole is None else of_line(whole, key, before)
        if belongs is False:
            continue
        passed = None if belongs is None else of_line(part, key, before)
        add(cells[unit_of_centre(world, key)], *outcome(passed))
    return cells


def monitoring_cells(world: World, indicator: str, quarter: str) -> dict[str, list[int]]:
    day = QUARTERS[quarter][1]
    if indicator in OF_RECORDS:
        return record_cells(world, indicator, day)
    if indicator in OF_PERSONS:
        return disadvantaged_cells(world, day)
    if indicator in OF_MONEY:
        return allocated_cells(world, day)
    if indicator in OF_SUPPORT:
        return support_cells(world, day)
    return (centre_cells if indicator in OF_CENTRES else centre_year_cells)(world, indicator, day)


def times(outcome_of_one: tuple[int, ...], number: int) -> tuple[int, ...]:
    return tuple(number * count for count in outcome_of_one)


# Counts


def year_of(day: date) -> date:
    return max(START, date(day.year, 1, 1))


def quarter_of(day: date) -> date:
    return max(START, date(day.year, (day.month - 1) // 3 * 3 + 1, 1))


def people_at(world: World, session: dict) -> tuple[set[bytes], int]:
    """Who is named at a session, and how many turns it had: as stated, or as many as are listed."""
    rows = [row for row in world.rows("participation") if row["session_id"] == session["session_id"]]
    return {row["person_key"] for row in rows if row["person_key"]}, max(session["attendances"] or 0, len(rows))


def record_cells(world: World, indicator: str, day: date) -> dict[str, list[int]]:
    cells = {unit: [0] * 7 for unit in world.units}
    if indicator == "R5a":
        for row in world.rows("activities"):
            if row["kind"] == "short_programme" and year_of(day) <= row["starts_on"] <= day:
                add(cells[row["unit_code"]], *outcome(True))
        return cells
    if indicator == "R5b":
        return retrained_cells(world, day)
    for row in world.rows("sessions"):
        if not quarter_of(day) <= row["date"] <= day or row["topic"] not in {None, *DISSEMINATION}:
            continue
        number = people_at(world, row)[1] if indicator == "K7-turns" else 1
        told = None if row["topic"] is None else True
        add(cells[unit_of_centre(world, row["centre_id"])], *times(outcome(told), number))
    return cells


def homes_on(world: World, day: date) -> dict[bytes, dict]:
    spells: dict[bytes, list[dict]] = {}
    for row in world.rows("residents"):
        spells.setdefault(row["person_key"], []).append(row)
    lives = {key: home(of_person, day) for key, of_person in spells.items()}
    return {key: spell for key, spell in lives.items() if spell is not None}


def retrained_cells(world: World, day: date) -> dict[str, list[int]]:
    """Who attended a session of a course of an enterprise: at home; who has none, or no name, may be one more there."""
    cells = {unit: [0] * 7 for unit in world.units}
    lives, seen = homes_on(world, day), set()
    for row in world.rows("sessions"):
        if row["course_id"] != "C0" or not year_of(day) <= row["date"] <= day:
            continue
        unit = unit_of_centre(world, row["centre_id"])
        named, turns = people_at(world, row)
        for person in sorted(named - seen):
            at = lives.get(person)
            add(cells[unit if at is None else at["unit_code"]], *outcome(None if at is None else True))
        add(cells[unit], *times(outcome(None), turns - len(named)))
        seen |= named
    return cells


def disadvantaged_cells(world: World, day: date) -> dict[str, list[int]]:
    cells = {unit: [0] * 7 for unit in world.units}
    unnamed = dict.fromkeys(world.units, 0)
    learned: set[bytes] = set()
    for row in world.rows("sessions"):
        if year_of(day) <= row["date"] <= day:
            named, turns = people_at(world, row)
            learned |= named
            unnamed[unit_of_centre(world, row["centre_id"])] += turns - len(named)
    for person, spell in homes_on(world, day).items():
        belongs = one_holds([spell["poor"], spell["disabled"]])
        if belongs is False:
            continue
        unit = spell["unit_code"]
        told = all(
            world.reported("HT-01", unit, name, last)
            for name, (_, last) in QUARTERS.items()
            if year_of(day) <= last <= day
        )
        passed = True if person in learned else False if told else None
        if belongs:
            add(cells[unit], *outcome(passed))
        else:  # each bound takes the case that is worse for it
            add(cells[unit], 0, 0, 1, 0, int(passed is not True), int(passed is not False), int(passed is not False))
    for unit, cell in cells.items():
        cell[5] += min(unnamed[unit], cell[6] - cell[5])
    return cells


def title_cells(world: World, quarter: str, shown_on: date) -> dict[str, list[int]]:
    """Of the units shown on a day, of districts without a split; a title of several counts in each, and once in "", their sum."""
    day = QUARTERS[quarter][1]
    cells: dict[str, list[int]] = {"": [0] * 7}
    for unit in world.units:
        cells[world.units_on(unit, shown_on)[0]] = [0] * 7
    for row in world.rows("materials"):
        approved = row["approved_on"]
        if approved is None or year_of(day) <= approved <= day:
            owners = {world.units_on(unit, shown_on)[0] for unit in row["owner_units"].split(";")}
            for unit in ["", *owners]:
                add(cells[unit], *outcome(None if approved is None else True))
    return cells


# Money


def silent_on_money(world: World, unit: str, year: int) -> bool:
    return not world.reported("KP-01", unit, str(year), date(year, 12, 31))


def allocated_cells(world: World, day: date) -> dict[str, list[int]]:
    cells = {}
    for unit in world.units:
        estimates = [
            row["amount"]
            for row in world.rows("budget_estimates")
            if row["unit_code"] == unit and row["year"] == day.year
        ]
        allocated = sum(
            row["amount"]
            for row in world.rows("allocations")
            if row["unit_code"] == unit and row["year"] == day.year and row["decided_on"] <= day
        )
        if not estimates:
            cells[unit] = [0] * 7
            continue
        estimated, silent = sum(estimates), silent_on_money(world, unit, day.year)
        sure = min(allocated, estimated)
        most = estimated if silent else sure
        unknown = silent and allocated == 0
        cells[unit] = [
            allocated,
            0 if unknown else estimated,
            estimated if unknown else 0,
            sure,
            estimated,
            most,
            estimated,
        ]
    return cells


def support_cells(world: World, day: date) -> dict[str, list[int]]:
    cells = {unit: [0] * 7 for unit in world.units}
    # Without a zone nothing is known of the yearly support, and so nothing of the whole, whatever is given once.
    if not any(row["zone"] for row in world.rows("units")):
        return cells
    year, first, after = day.year, date(day.year, 1, 1), date(day.year + 1, 1, 1)
    centres = {row["centre_id"]: row for row in world.rows("centres")}
    head = {key: key for key in centres}
    for key, row in centres.items():
        for before in row["predecessors"] if row["founded_on"] < after else []:
            head[before] = key
    entitled: dict[str, dict[str, int]] = {}
    for key, row in centres.items():
        if row["founded_on"] < after and (row["closed_on"] is None or first < row["closed_on"]):
            contents = {"yearly": SUPPORT}
            if row["founded_on"].year == year:
                contents["once"] = EQUIPMENT
            entitled.setdefault(head[key], {}).update(contents)
    allocations = {row["allocation_id"]: row for row in world.rows("allocations")}
    paid = dict.fromkeys(entitled, 0)
    for row in world.rows("expenditures"):
        of = allocations[row["allocation_id"]]
        if of["year"] == year and row["paid_on"] <= day and of["decided_on"] <= day and head[of["centre_id"]] in paid:
            paid[head[of["centre_id"]]] += row["amount"]
    for key, contents in entitled.items():
        unit, whole = unit_of_centre(world, key), sum(contents.values())
        if paid[key] == 0 and silent_on_money(world, unit, year):
            add(cells[unit], *times(outcome(None), whole))
        else:
            sure = min(paid[key], whole)
            add(cells[unit], paid[key], whole, 0, sure, whole, sure, whole)
    return cells


# Duties


def review_cells(world: World, quarter: str, shown_on: date) -> dict[str, list[int]]:
    """Reviews due on 31 December, of the territory alone; no report of the district tells which were not held."""
    day = QUARTERS[quarter][1]
    cells = {shown: [0] * 7 for unit in world.units for shown in ["", *world.units_on(unit, shown_on)]}
    if (day.month, day.day) != (12, 31):
        return cells
    held = {row["period"] for row in world.rows("duties_done") if row["done_on"] <= ASKED_ON}
    for period in [str(day.year), *(["2023-07-01..2025-12-31"] if day.year == 2025 else [])]:
        add(cells[""], *outcome(True if period in held else None))
    return cells


# Communes, of districts in which no unit was split


def commune_cells(world: World, indicator: str, quarter: str, shown_on: date) -> dict[str, list[int]]:
    """Of the units shown on a day; "" is their sum. K5a: a pilot begun since the plan began."""
    day = QUARTERS[quarter][1]
    parts: dict[str, list[str]] = {}
    for unit in world.units:
        parts.setdefault(world.units_on(unit, shown_on)[0], []).append(unit)
    cells = {"": [0] * 7}
    for shown, units in parts.items():
        found: list[bool | None] = []
        for row in world.rows("activities"):
            place = row["unit_code"] if row["centre_id"] is None else unit_of_centre(world, row["centre_id"])
            if row["kind"] == "pilot" and START <= row["starts_on"] <= day and place in units:
                found.append(True)
        told = all(
            world.reported("HD-01", unit, str(year), date(year, 12, 31))
            for unit in units
            for year in range(START.year, day.year + 1)
        )
        cells[shown] = list(outcome(otherwise(found, told)))
        add(cells[""], *cells[shown])
    return cells
