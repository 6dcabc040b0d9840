"""Random districts for hypothesis: units that merge and split, movers, gaps in reporting, declared counts, duplicates."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

from hypothesis import strategies as st
from reference import ESSENTIAL, QUARTERS, START, World

DISTRICT = "999"
CODES_AS_OF = START
DAY_OF_ASKING = date(2026, 3, 31)
LONG_AGO = date(2015, 1, 1)
QUARTER_ENDS = [last for _, last in QUARTERS.values()]
YEARS = (2023, 2024, 2025)
KINDS = ["vocational", "transfer", "skills", "dissemination"]

PROGRAMMES = Path(__file__).resolve().parents[2] / "data" / "programmes"


def programme_of_the_district(folder: Path) -> str:
    """Lạng Giang's plan on the territory of the random district."""
    text = (PROGRAMMES / "lang-giang-2023-2025.toml").read_text(encoding="utf-8")
    changed = text.replace('unit_code = "217"', f'unit_code = "{DISTRICT}"')
    assert changed != text
    path = folder / "random.toml"
    path.write_text(changed, encoding="utf-8")
    return str(path)


def days(first: date, last: date) -> st.SearchStrategy[date]:
    return st.integers(0, (last - first).days).map(lambda n: first + timedelta(n))


@st.composite
def worlds(draw: st.DrawFn) -> World:
    units = [f"990{n:02d}" for n in range(1, 1 + draw(st.integers(2, 4)))]
    world = World(units=units)
    draw_history(draw, world)
    draw_centres(draw, world)
    draw_people(draw, world)
    draw_sessions(draw, world)
    draw_submissions(draw, world)
    return world


def draw_history(draw: st.DrawFn, world: World) -> None:
    """Units rows and events, with `world.changes` beside them: which unit lies where after each day of change."""
    versions = dict.fromkeys(world.units, LONG_AGO)  # alive: code -> valid from
    fresh = (f"991{n:02d}" for n in range(1, 99))
    rows, events = [], []
    lying = {unit: (unit,) for unit in world.units}
    for day in draw(st.sampled_from([[], [date(2024, 7, 1)], [date(2024, 2, 15), date(2025, 7, 1)]])):
        moves: dict[str, tuple[str, ...]] = {}
        alive = sorted(versions)
        while alive:
            act = draw(st.sampled_from(["stay", "stay", "merge", "split"]))
            if act == "merge" and len(alive) >= 2:
                parts = [alive.pop(0), alive.pop(draw(st.integers(0, len(alive) - 1)))]
                moves |= dict.fromkeys(parts, (draw(st.sampled_from([parts[0], next(fresh)])),))
            elif act == "split":
                moves[alive.pop(0)] = (next(fresh), next(fresh))
            else:
                alive.pop(0)
        for source, targets in moves.items():
            rows.append({"unit_code": source, "valid_from": versions.pop(source), "valid_until": day})
            for target in targets:
                share, kind = ("1", "merge") if len(targets) == 1 else (None, "split")
                events.append(
                    {
                        "event_id": f"{day}-{source}",
                        "from_code": source,
                        "to_code": target,
                        "date": day,
                        "kind": kind,
                        "share": share,
                        "legal_basis": "fictional",
                        "mark": "SIMULATED",
                    }
                )
        versions |= {target: day for targets in moves.values() for target in targets}
        lying = {
            unit: tuple(dict.fromkeys(t for code in codes for t in moves.get(code, (code,))))
            for unit, codes in lying.items()
        }
        world.changes[day] = lying
    rows += [{"unit_code": code, "valid_from": since, "valid_until": None} for code, since in versions.items()]
    common = {"kind": "xã", "level": "commune", "parent_code": DISTRICT, "mark": "SIMULATED", "source": "fictional"}
    district = {"unit_code": DISTRICT, "valid_from": LONG_AGO, "valid_until": None, "name": "Fictional"} | common
    world.tables["units"] = [district | {"kind": "huyện", "level": "district", "parent_code": None}]
    world.tables["units"] += [row | {"name": f"Xã {row['unit_code']}"} | common for row in rows]
    world.tables["unit_events"] = events


def draw_centres(draw: st.DrawFn, world: World) -> None:
    centres = []
    for unit in world.units:
        first = {"centre_id": f"{unit}-1", "unit": unit, "founded_on": LONG_AGO, "closed_on": None, "predecessors": []}
        match draw(st.sampled_from(["one", "one", "late", "closed", "merged"])):
            case "late":
                first["founded_on"] = draw(days(START, date(2025, 12, 31)))
            case "closed":
                first["closed_on"] = draw(days(date(2023, 8, 1), date(2025, 12, 31)))
            case "merged":
                second = first | {"centre_id": f"{unit}-2", "predecessors": []}
                day = draw(days(date(2023, 8, 1), date(2025, 12, 31)))
                first["closed_on"] = second["closed_on"] = day
                heir = {
                    "centre_id": f"{unit}-3",
                    "unit": unit,
                    "founded_on": day,
                    "closed_on": None,
                    "predecessors": [f"{unit}-1", f"{unit}-2"],
                }
                centres += [second, heir]
        centres.append(first)
    world.tables["centres"] = [{key: value for key, value in centre.items() if key != "unit"} for centre in centres]
    world.tables["centre_places"] = [
        {"centre_id": c["centre_id"], "valid_from": c["founded_on"], "unit_code": c["unit"], "venue_type": None}
        for c in centres
    ]
    plans, allocations, equipment = [], [], []
    for centre in centres:
        key = centre["centre_id"]
        for year in YEARS:
            if draw(st.booleans()):
                approved = draw(st.booleans())
                plans.append(
                    {
                        "centre_id": key,
                        "year": year,
                        "version": 1,
                        "status": "approved" if approved else "draft",
                        "approved_on": draw(days(date(year, 1, 1), date(year, 12, 31))) if approved else None,
                        "approver": "chairman" if approved else None,
                    }
                )
            if draw(st.booleans()):
                allocations.append(
                    {
                        "allocation_id": f"{key}/{year}",
                        "unit_code": centre["unit"],
                        "centre_id": key,
                        "year": year,
                        "fund": "commune_budget",
                        "amount": draw(st.sampled_from([0, 5_000_000])),
                        "decided_on": draw(days(date(year, 1, 1), date(year, 12, 31))),
                    }
                )
        if not centre["predecessors"]:
            for item in ESSENTIAL:
                for day in draw(st.lists(st.sampled_from(QUARTER_ENDS), max_size=3, unique=True)):
                    usable = draw(st.sampled_from([None, 0, 1, 2, 2]))
                    equipment.append(
                        {"centre_id": key, "item_code": item, "as_of": day, "quantity": 2, "usable": usable}
                    )
    world.tables |= {"plans": plans, "allocations": allocations, "equipment": equipment}


def draw_people(draw: st.DrawFn, world: World) -> None:
    residents = []
    for n in range(draw(st.integers(3, 12))):
        person = {
            "person_key": hashlib.blake2b(str(n).encode(), digest_size=16).digest(),
            "sex": draw(st.sampled_from(["woman", "man", "woman", "man", None])),
            "birth_month": draw(
                st.sampled_from(
                    [(1990, 5), (1967, 12), (1968, 1), (1963, 2), (1963, 9), (2008, 7), (2009, 11), (1950, 1), None]
                )
            ),
            "status": draw(st.sampled_from(["employed", "employed", "employed", "unemployed", "student", None])),
        }
        begins = sorted(draw(st.lists(days(date(2022, 1, 1), date(2025, 11, 30)), min_size=1, max_size=3, unique=True)))
        for begin in begins:
            # Some spells end, some run on beside a later one: the later start decides.
            until = draw(st.one_of(st.none(), days(begin + timedelta(1), date(2026, 6, 30))))
            residents.append(
                person | {"spell_from": begin, "spell_to": until, "unit_code": draw(st.sampled_from(world.units))}
            )
    world.tables["residents"] = residents


def draw_sessions(draw: st.DrawFn, world: World) -> None:
    people = sorted({row["person_key"] for row in world.rows("residents")})
    unit = {place["centre_id"]: place["unit_code"] for place in world.rows("centre_places")}
    sessions, participation = [], []
    for centre in world.rows("centres"):
        first, last = (
            max(centre["founded_on"], START),
            min(centre["closed_on"] or date(2026, 1, 1), date(2026, 1, 1)) - timedelta(1),
        )
        if last < first:
            continue
        for n in range(draw(st.integers(0, 3))):
            key = f"{centre['centre_id']}/{n}"
            named = draw(st.lists(st.sampled_from(people), unique=True, max_size=6))
            blank = draw(st.integers(0, 1))
            more = draw(st.sampled_from([0, 0, 2]))
            sessions.append(
                {
                    "session_id": key,
                    "centre_id": centre["centre_id"],
                    "date": draw(days(first, last)),
                    "kind": draw(st.sampled_from(KINDS)),
                    "attendances": draw(st.sampled_from([None, len(named) + blank + more])),
                }
            )
            participation += [{"session_id": key, "person_key": person} for person in [*named, *[None] * blank]]
    totals = []
    for code in draw(st.lists(st.sampled_from(world.units), unique=True, max_size=2)):
        measure = draw(st.sampled_from(["learned", "trained", "transfer"]))
        upto = draw(st.integers(1, len(QUARTERS)))
        totals += [
            {
                "unit_code": code,
                "period": quarter,
                "measure": measure,
                "persons": draw(st.integers(0, 4)),
                "method": "counted",
            }
            for quarter in list(QUARTERS)[:upto]
        ]
    assert set(unit.values()) == set(world.units)
    world.tables |= {"sessions": sessions, "participation": participation, "people_totals": totals}


def draw_submissions(draw: st.DrawFn, world: World) -> None:
    quarterly = {name: last for name, (_, last) in QUARTERS.items()}
    yearly = {str(year): date(year, 12, 31) for year in YEARS}
    lost = draw(
        st.sets(
            st.tuples(st.sampled_from(["HT-01", "TT-03", "KP-01"]), st.sampled_from([*quarterly, *yearly])), max_size=6
        )
    )
    rows = []
    for form, periods in (
        ("HT-01", quarterly),
        ("LD-01", quarterly),
        ("TT-02", quarterly),
        ("TT-03", yearly),
        ("KP-01", yearly),
    ):
        for period, last in periods.items():
            owners = sorted({code for unit in world.units for code in world.units_on(unit, last)})
            if (form, period) in lost:
                owners.remove(draw(st.sampled_from(owners)))
            rows += [
                {
                    "report_id": f"{form}/{owner}/{period}",
                    "form_code": form,
                    "unit_code": owner,
                    "period": period,
                    "codes_as_of": last,
                    "received_at": last + timedelta(10),
                    "version": 1,
                    "nil": False,
                }
                for owner in owners
            ]
    world.tables["submissions"] = rows
