"""T1 to T5 in plain loops over records as lists of dictionaries: what the library must equal, written from the meaning of the words alone.

Nothing here is fast, shared with the library, or asks it anything. Every residence and centre stands in a unit of the plan's first day; `World.units_on`
says, unit by unit, where its territory lies on a later day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction

START, END = date(2023, 7, 1), date(2025, 12, 31)
OCCUPATIONAL = {"vocational", "transfer", "skills"}
KINDS = {"T4a": OCCUPATIONAL, "T4b": {"vocational"}, "T5": {"transfer"}}
DECLARED = {"T4a": "learned", "T4b": "trained", "T5": "transfer"}
TARGETS = {"T1": 100, "T2": 100, "T3": 100, "T4a": 95, "T4b": 50, "T5": 90}
ESSENTIAL = ("bookcase", "tables_and_chairs", "computer")
IN_LABOUR_FORCE = {"employed", "unemployed"}
FIELDS = ("numerator", "denominator", "unreported", "lower_num", "lower_den", "upper_num", "upper_den")


def month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


QUARTERS = {
    f"{year}Q{quarter}": (date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter))
    for year in (2023, 2024, 2025)
    for quarter in (1, 2, 3, 4)
    if (year, quarter) >= (2023, 3)
}


@dataclass(repr=False)
class World:
    """Records, and where each unit of the first day lies later on."""

    units: list[str]
    # By day of change: unit of the first day -> the units in which its territory lies from then on.
    changes: dict[date, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    tables: dict[str, list[dict]] = field(default_factory=dict)

    def __repr__(self) -> str:
        """The tables line by line, without what every row of submissions repeats."""
        tables = {
            name: rows for name, rows in self.tables.items() if name not in ("units", "unit_events", "submissions")
        }
        return f"World({self.units}, {self.changes}, {tables})"

    def units_on(self, unit: str, day: date) -> tuple[str, ...]:
        lying = (unit,)
        for change in sorted(self.changes):
            if change <= day:
                lying = self.changes[change][unit]
        return lying

    def rows(self, table: str) -> list[dict]:
        return self.tables.get(table, [])

    def reported(self, form: str, unit: str, period: str, last: date) -> bool:
        came = {(row["form_code"], row["unit_code"], row["period"]) for row in self.rows("submissions")}
        return all((form, owner, period) in came for owner in self.units_on(unit, last))


# Cells


def add(total: list[int], *counts: int) -> None:
    for i, count in enumerate(counts):
        total[i] += count


PASSES = (1, 1, 0, 1, 1, 1, 1)
FAILS = (0, 1, 0, 0, 1, 0, 1)
UNKNOWN = (0, 0, 1, 0, 1, 1, 1)


def outcome(passed: bool | None) -> tuple[int, ...]:
    return UNKNOWN if passed is None else PASSES if passed else FAILS


# Workers


def retirement_months(sex: str, year: int) -> int:
    if year < 2021:
        return 660 if sex == "woman" else 720
    return min(720, 664 + 4 * (year - 2021)) if sex == "woman" else min(744, 723 + 3 * (year - 2021))


def of_working_age(sex: str, birth: tuple[int, int], day: date) -> bool:
    """Out at the end of the first month in which the age reaches that month's retirement age, for good."""
    born = 12 * birth[0] + birth[1] - 1
    now = 12 * day.year + day.month - 1
    if now - born < 180:
        return False
    last_day = day == month_end(day.year, day.month)
    month = born + 180
    while month <= now:
        if month - born >= retirement_months(sex, month // 12) and (month < now or last_day):
            return False
        month += 1
    return True


def labourer(person: dict, day: date) -> bool | None:
    """Whether a resident is a labourer on that day; None where the record leaves it open."""
    status = person["status"]
    if status is not None and status not in IN_LABOUR_FORCE:
        return False
    if person["birth_month"] is None:
        return None
    ages = {
        of_working_age(sex, person["birth_month"], day)
        for sex in ([person["sex"]] if person["sex"] else ["woman", "man"])
    }
    if ages == {False}:
        return False
    return True if ages == {True} and status is not None else None


def home(spells: list[dict], day: date) -> dict | None:
    here = [s for s in spells if s["spell_from"] <= day and (s["spell_to"] is None or day < s["spell_to"])]
    return max(here, key=lambda s: s["spell_from"], default=None)


def quarters_in(first: date, last: date) -> list[str]:
    return [name for name, (begin, end) in QUARTERS.items() if first <= begin and end <= last]


def worker_cells(world: World, indicator: str, quarter: str) -> dict[str, list[int]]:
    end = QUARTERS[quarter][1]
    window = quarters_in(START, end)
    sessions = {
        s["session_id"]: s
        for s in world.rows("sessions")
        if START <= s["date"] <= end and s["kind"] in KINDS[indicator]
    }
    listed = {
        p["person_key"]
        for p in world.rows("participation")
        if p["session_id"] in sessions and p["person_key"] is not None
    }

    # Attendances without a name, in the commune of the session.
    unnamed = dict.fromkeys(world.units, 0)
    for key, session in sessions.items():
        named = {
            p["person_key"]
            for p in world.rows("participation")
            if p["session_id"] == key and p["person_key"] is not None
        }
        blank = sum(p["session_id"] == key and p["person_key"] is None for p in world.rows("participation"))
        said = session["attendances"]
        unnamed[unit_of_centre(world, session["centre_id"])] += max(blank, 0 if said is None else said - len(named))

    spells: dict[bytes, list[dict]] = {}
    for row in world.rows("residents"):
        spells.setdefault(row["person_key"], []).append(row)

    complete = {unit: all(world.reported("HT-01", unit, q, QUARTERS[q][1]) for q in window) for unit in world.units}
    cells = {unit: [0] * 7 for unit in world.units}
    certain, passing, uncertain = (dict.fromkeys(world.units, 0) for _ in range(3))
    for key, of_person in spells.items():
        lives = home(of_person, end)
        belongs = lives is not None and labourer(lives, end)
        if lives is None or belongs is False:
            continue
        unit = lives["unit_code"]
        passed = key in listed
        certain[unit] += belongs is True
        passing[unit] += belongs is True and passed
        uncertain[unit] += belongs is not True
        whole = complete[unit]
        value = (0, 0, 1)
        if belongs and whole:
            value = (1, 1, 0) if passed else (0, 1, 0)
        if belongs:
            bounds = (1, 1, 1, 1) if passed else (0, 1, 0, 1) if whole else (0, 1, 1, 1)
        else:  # each bound takes the case that is worse for it
            bounds = (0, 0, 1, 1) if passed else (0, 1, 0, 0) if whole else (0, 1, 1, 1)
        add(cells[unit], *value, *bounds)

    for unit, cell in cells.items():
        cell[5] += min(unnamed[unit], cell[6] - cell[5])
        declared = declare(world, cell, certain[unit], unit, DECLARED[indicator], window)
        silent = not any(world.reported("HT-01", unit, q, QUARTERS[q][1]) for q in window)
        if declared is not None and silent and any(cell):  # where no list came, what was declared is the value
            cell[:3] = max(passing[unit], min(declared, certain[unit])), certain[unit], uncertain[unit]
    return cells


def declare(world: World, cell: list[int], certain: int, unit: str, measure: str, window: list[str]) -> int | None:
    """Declared distinct counts of several quarters combine to max … min(sum, labourers); they narrow what the lists leave open."""
    said = {
        row["period"]: row["persons"]
        for row in world.rows("people_totals")
        if row["unit_code"] == unit and row["measure"] == measure and row["period"] in window
    }
    if not said:
        return None
    least = max(said.values())
    if least > cell[6]:
        least = None  # more persons than there are labourers: nothing can be learned from it
    else:
        cell[3] = max(cell[3], min(least, cell[4]))
    if set(said) == set(window):
        # Fewer passed than might have: those first who may not be labourers at all, without whom the share is higher.
        too_many = max(0, cell[5] - max(sum(said.values()), cell[3]))
        cell[6] -= min(too_many, max(0, cell[6] - certain))
        cell[5] -= too_many
    # More are known than the lists leave possible: those listed as failing passed, then those who may not be labourers are.
    cell[5] = max(cell[5], cell[3])
    cell[6] = max(cell[6], cell[5])
    return least


# Centres


def unit_of_centre(world: World, centre: str) -> str:
    return next(place["unit_code"] for place in world.rows("centre_places") if place["centre_id"] == centre)


def twelve_months_before(day: date) -> date:
    return date(day.year - 1, day.month, min(day.day, month_end(day.year - 1, day.month).day))


def inventory(world: World, centre: str, item: str, day: date) -> dict | None:
    rows = [
        row
        for row in world.rows("equipment")
        if row["centre_id"] == centre and row["item_code"] == item and twelve_months_before(day) <= row["as_of"] <= day
    ]
    return max(rows, key=lambda row: row["as_of"], default=None)


def usable(world: World, centre: str, item: str, day: date) -> tuple[int, bool]:
    """How many are known to be usable, and whether that is all that is there. Assets move to the successor until it counts its own."""
    counted = any(row["centre_id"] == centre and row["as_of"] <= day for row in world.rows("equipment"))
    centres = {row["centre_id"]: row for row in world.rows("centres")}
    before = [
        b
        for b in centres[centre]["predecessors"]
        if centres[b]["closed_on"] is not None and centres[b]["closed_on"] <= day
    ]
    if before and not counted:
        parts = [usable(world, b, item, day) for b in before]
        return sum(number for number, _ in parts), all(known for _, known in parts)
    row = inventory(world, centre, item, day)
    return (0, False) if row is None or row["usable"] is None else (row["usable"], True)


def equipped(world: World, centre: str, day: date) -> bool | None:
    held = [usable(world, centre, item, day) for item in ESSENTIAL]
    if any(number < 1 and known for number, known in held):
        return False
    return True if all(number >= 1 for number, _ in held) else None


def equipment_cells(world: World, day: date) -> dict[str, list[int]]:
    cells = {unit: [0] * 7 for unit in world.units}
    for centre in world.rows("centres"):
        if centre["founded_on"] <= day and (centre["closed_on"] is None or day < centre["closed_on"]):
            add(cells[unit_of_centre(world, centre["centre_id"])], *outcome(equipped(world, centre["centre_id"], day)))
    return cells


def days_open(centres: list[dict], year: int) -> int:
    first, after = max(date(year, 1, 1), START), date(year + 1, 1, 1)
    days: set[int] = set()
    for centre in centres:
        begin, end = max(centre["founded_on"], first), min(centre["closed_on"] or after, after)
        days |= set(range(begin.toordinal(), end.toordinal()))
    return len(days)


def planned(world: World, centre: str, year: int, day: date) -> bool:
    return any(
        plan["centre_id"] == centre
        and plan["year"] == year
        and plan["status"] == "approved"
        and plan["approved_on"] <= day
        for plan in world.rows("plans")
    )


def funded(world: World, centre: str, year: int, day: date) -> bool:
    return any(
        row["centre_id"] == centre and row["year"] == year and row["amount"] > 0 and row["decided_on"] <= day
        for row in world.rows("allocations")
    )


def closes_in(centre: dict, year: int) -> bool:
    return centre["closed_on"] is not None and max(date(year, 1, 1), START) < centre["closed_on"] <= date(
        year + 1, 1, 1
    )


def centre_year_cells(world: World, indicator: str, quarter: str) -> dict[str, list[int]]:
    day = QUARTERS[quarter][1]
    year = day.year
    done, form = (planned, "TT-03") if indicator == "T2" else (funded, "KP-01")

    def state(key: str) -> bool | None:
        if done(world, key, year, day):
            return True
        return False if world.reported(form, unit_of_centre(world, key), str(year), date(year, 12, 31)) else None

    cells = {unit: [0] * 7 for unit in world.units}
    for key, before in due_lines(world, day).items():
        add(cells[unit_of_centre(world, key)], *outcome(of_line(state, key, before)))
    return cells


def due_lines(world: World, day: date) -> dict[str, list[str]]:
    """Centres at which a centre-year is due, with those of the year that each stands for too."""
    year = day.year
    centres = {centre["centre_id"]: centre for centre in world.rows("centres")}
    # An heir of the year stands for those it took the place of; until it is founded they stand for themselves.
    heirs = {
        key
        for key, centre in centres.items()
        if any(closes_in(centres[before], year) for before in centre["predecessors"])
    }
    ahead = {key for key in heirs if centres[key]["founded_on"] > day}
    taken_over = {
        before for key in heirs - ahead for before in centres[key]["predecessors"] if closes_in(centres[before], year)
    }
    lines = {}
    for key, centre in centres.items():
        if key in taken_over | ahead:
            continue
        before = [b for b in centre["predecessors"] if b in taken_over]
        if days_open([centre, *(centres[b] for b in before)], year) >= 90:
            lines[key] = before
    return lines


def of_line(state: Callable[[str], bool | None], key: str, before: list[str]) -> bool | None:
    """Whether the centre did it, or all that it took the place of did."""
    mine, theirs = state(key), [state(b) for b in before]
    if mine or (theirs and all(theirs)):
        return True
    return None if mine is None or (theirs and all(t is not False for t in theirs)) else False


# Units of a view


def cells_by_first_unit(world: World, indicator: str, quarter: str) -> dict[str, list[int]]:
    if indicator == "T1":
        return equipment_cells(world, QUARTERS[quarter][1])
    if indicator in ("T2", "T3"):
        return centre_year_cells(world, indicator, quarter)
    return worker_cells(world, indicator, quarter)


def on_view(world: World, cells: dict[str, list[int]], day: date) -> dict[str, list[int]]:
    """Cells of the units of that day, and of the whole territory under ""."""
    shown: dict[str, list[int]] = {"": [0] * 7}
    for unit in world.units:
        for lying in world.units_on(unit, day):
            shown.setdefault(lying, [0] * 7)
    for unit, cell in cells.items():
        add(shown[""], *cell)
        lying = world.units_on(unit, day)
        if len(lying) == 1:
            add(shown[lying[0]], *cell)
        else:  # nobody knows how much lies where: nothing moves, and each part may hold all that helps or harms it
            lower_num, lower_den, upper_num, _ = cell[3:]
            for part in lying:
                add(shown[part], 0, 0, 0, 0, lower_den - lower_num, upper_num, upper_num)
    return shown


# Status


def is_due(indicator: str, quarter: str) -> bool:
    if indicator == "T2":
        return quarter != "2023Q3"
    return quarter.endswith("Q4") if indicator == "T3" else True


def band(num: int, den: int, indicator: str, path: tuple[int, int] | None) -> str:
    """`path` is a fraction in percent."""
    if 100 * num >= TARGETS[indicator] * den:
        return "met"
    if path is None:
        return "not_met"
    p, q = path
    if 100 * num * q >= p * den:
        return "on_track"
    return "at_risk" if 100 * num * q >= (p - 5 * q) * den else "off_track"


def is_spread(world: World, cells: dict[str, list[int]], shown: str, day: date) -> bool:
    """Whether figures lie in this unit of the day of which nobody knows how much."""
    lying = (world.units_on(unit, day) for unit, cell in cells.items() if any(cell))
    return any(shown in units and len(units) > 1 for units in lying)


def path_of(indicator: str, quarter: str) -> Fraction | None:
    """What the path asks by the end of the quarter, in percent."""
    if indicator == "T1":
        return None  # no inventory of the day before the plan began: no baseline
    if indicator in ("T2", "T3"):
        return Fraction(100) if is_due(indicator, quarter) else None
    return Fraction(TARGETS[indicator] * (list(QUARTERS).index(quarter) + 1), len(QUARTERS))


def status(cell: list[int], indicator: str, quarter: str, *, spread: bool) -> str:
    _, den, unreported, lower_num, lower_den, upper_num, upper_den = cell
    if max(den + unreported, lower_den, upper_den) == 0:
        return "not_applicable"
    if not is_due(indicator, quarter):
        return "not_due"
    asked = path_of(indicator, quarter)
    path = None if asked is None else (asked.numerator, asked.denominator)
    if den == 0 and lower_num == 0 and upper_num == upper_den and not spread:
        return "no_data"
    if lower_den == 0 or upper_den == 0:
        return "undetermined"
    lower, upper = band(lower_num, lower_den, indicator, path), band(upper_num, upper_den, indicator, path)
    return lower if lower == upper else "undetermined"


# Pace and reach


def quarters_of(indicator: str, quarter: str) -> list[str]:
    """Those in which the target is to be reached: of a yearly indicator those of its year."""
    if indicator not in ("T2", "T3"):
        return list(QUARTERS)
    return [name for name in QUARTERS if name[:4] == quarter[:4]]


def lacking(num: int, den: int, target: int, parts: int) -> int:
    return max(0, -((100 * num - target * den) // (100 * parts)))


def pace(cell: list[int], indicator: str, quarter: str) -> tuple[int | None, int | None]:
    """To be added in each quarter left, from the lower bound and from the upper."""
    whole = quarters_of(indicator, quarter)
    left = len(whole) - whole.index(quarter) - 1
    if left == 0 or max(cell[1] + cell[2], cell[4], cell[6]) == 0:
        return None, None
    target = TARGETS[indicator]
    return (
        lacking(cell[3], cell[4], target, left) if cell[4] > 0 else None,
        lacking(cell[5], cell[6], target, left) if cell[6] > 0 else None,
    )


def reach(cell: list[int], indicator: str, quarter: str, rate: tuple[int, int] | None) -> str:
    """`rate`: what is added in a quarter at present, at least and at most."""
    _, den, unreported, lower_num, lower_den, upper_num, upper_den = cell
    if max(den + unreported, lower_den, upper_den) == 0 or max(lower_den, upper_den) == 0:
        return "not_applicable"
    target = TARGETS[indicator]
    if lower_den > 0 and lacking(lower_num, lower_den, target, 1) == 0:
        return "reached"
    upper_reaches = upper_den > 0 and lacking(upper_num, upper_den, target, 1) == 0
    whole = quarters_of(indicator, quarter)
    left = len(whole) - whole.index(quarter) - 1
    if left == 0:
        return "undetermined" if upper_reaches else "ended"
    if rate is None:
        return "undetermined" if upper_reaches else "not_applicable"
    if lacking(upper_num, upper_den, target, left) > rate[1]:
        return "beyond"
    return "within" if lacking(lower_num, lower_den, target, left) <= rate[0] else "undetermined"


def gained(world: World, indicator: str, quarter: str, view_day: date) -> dict[str, tuple[int, int]]:
    """Centres or centre-years won a quarter over up to four quarters, by unit of that day and "" for all."""
    whole = quarters_of(indicator, quarter)
    done = whole.index(quarter) + 1
    back = min(4, done)
    now = on_view(world, cells_by_first_unit(world, indicator, quarter), view_day)
    before = {unit: [0] * 7 for unit in now}
    if indicator == "T1":
        day = QUARTERS[whole[done - back - 1]][1] if done > back else START - timedelta(1)
        before = on_view(world, equipment_cells(world, day), view_day)
    return {unit: (max(0, now[unit][0] - before[unit][0]) // back,) * 2 for unit in now}


def turns_in(world: World, indicator: str, quarter: str, view_day: date) -> dict[str, tuple[int, int, int]]:
    """Turns over up to four quarters, quarters reported by a commune, and those owed; of districts without a split."""
    names = list(QUARTERS)
    last = names.index(quarter) + 1
    window = names[max(0, last - 4) : last]
    lying = {unit: world.units_on(unit, view_day)[0] for unit in world.units}
    found = {shown: [0, 0, 0] for shown in ["", *lying.values()]}
    for session in world.rows("sessions"):
        if session["kind"] not in KINDS[indicator] or not any(
            max(QUARTERS[q][0], START) <= session["date"] <= QUARTERS[q][1] for q in window
        ):
            continue
        rows = [p for p in world.rows("participation") if p["session_id"] == session["session_id"]]
        said = session["attendances"]
        number = len(rows) if said is None else said
        for shown in ("", lying[unit_of_centre(world, session["centre_id"])]):
            found[shown][0] += number
    for q in window:
        end = QUARTERS[q][1]
        owners: dict[str, list[str]] = {}
        for unit in world.units:
            owners.setdefault(world.units_on(unit, end)[0], []).append(unit)
        for units in owners.values():
            here = {lying[unit] for unit in units}
            for shown in ["", *(here if len(here) == 1 else [])]:
                found[shown][2] += 1
                found[shown][1] += world.reported("HT-01", units[0], q, end)
    return {shown: (turns, came, owed) for shown, (turns, came, owed) in found.items()}


def turn_rate(turns: int, came: int, owed: int, quarter: str) -> tuple[int, int] | None:
    """Where some communes are silent, those that reported stand for all."""
    if came == 0:
        return None
    quarters = min(4, list(QUARTERS).index(quarter) + 1)
    return (turns * owed // (came * quarters),) * 2


# Units that can only be shown together


def joint_groups(world: World, cells: dict[str, list[int]], day: date) -> dict[tuple[str, ...], list[int]]:
    shown = {unit for first in world.units for unit in world.units_on(first, day)}
    groups: list[set[str]] = []
    for unit, cell in cells.items():
        lying = set(world.units_on(unit, day))
        if len(lying) == 1 or not any(cell):
            continue
        meeting = [group for group in groups if group & lying]
        groups = [group for group in groups if not group & lying]
        groups.append(lying.union(*meeting))
    together = {}
    for group in groups:
        if group == shown:
            continue
        total = [0] * 7
        for unit, cell in cells.items():
            if set(world.units_on(unit, day)) <= group:
                add(total, *cell)
        together[tuple(sorted(group))] = total
    return together
