"""The records of a country's centres: every table that the district's sample has but the lists of people, drawn with its densities.

Deterministic (splitmix64 with a fixed salt). Codes of units are those of July 2023; a report is its sender's, of its own days.
"""

import sys
from pathlib import Path

import numpy as np
import pyarrow as pa

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "rollup"))

from generate import (  # noqa: E402
    FULL_SIZE,
    PERIOD_START,
    QUARTER_ENDS,
    YEARS,
    Centres,
    communes_2023,
    communes_2025,
    draw,
    write_tables,
    year_start,
)

CHANGE = np.datetime64("2025-07-01")
FIRST_INVENTORY = np.datetime64("2023-06-30")
QUARTERS = ["2023Q3", "2023Q4", *(f"{year}Q{quarter}" for year in (2024, 2025) for quarter in (1, 2, 3, 4))]
# From this quarter on the communes of 2025 report.
FIRST_OF_NEW = 8
VILLAGES = 8
ITEMS = ["bookcase", "tables_and_chairs", "computer", "loudspeakers", "board", "projector"]
VENUES = ["commune_office", "commune_hall", "commune_culture_house", "village_culture_house", "school"]
HOSTS = ["none", "culture_house", "post_culture_point", "library"]
BODIES = ["district_team", "district_association", "centre", "commune_committee"]
GRADES = ["good", "fair", "average", "weak"]
ROLES = {"director": 1, "deputy_director": 2, "speaker": 3, "guide": 2}
DISSEMINATED = ["learning_society", "law", "extension", "health", "gender", "employment", "family"]
# Kind, topic and how often of a thousand.
SESSIONS = [
    ("transfer", "production", 298),
    ("vocational", "occupation", 256),
    ("skills", "occupation", 184),
    *(("dissemination", topic, 35) for topic in DISSEMINATED),
    ("literacy", "other", 17),
]
VOUCHERS = [
    ("thù lao giảng viên, báo cáo viên", 300_000, 2, 8),
    ("thù lao báo cáo viên pháp luật", 200_000, 2, 6),
    ("nước uống trong cuộc họp, lớp học", 20_000, 30, 90),
    ("tài liệu, văn phòng phẩm hội nghị", 150_000, 2, 9),
    ("sách, tài liệu, học liệu hằng năm của trung tâm", 65_000, 10, 30),
]
DUTIES = ["IV.6.1", "IV.6.2", "IV.6.3"]
FAR = np.datetime64("2100-01-01")


def rolled(percent, stream, *keys):
    """Whether it falls on so many of a hundred."""
    return draw(stream, *keys) % 100 < percent


def below(count, stream, *keys):
    """Draw a whole number below `count`."""
    return draw(stream, *keys) % count


def words(choices, numbers, blank=None):
    """Texts by their numbers, as a dictionary; `blank` says where there is none."""
    indices = pa.array(np.asarray(numbers).astype(np.int32), mask=blank)
    return pa.DictionaryArray.from_arrays(indices, pa.array(choices))


def dates(days, blank=None):
    return pa.array(days, pa.date32(), mask=blank)


def of_keys(keys):
    """Texts of keys that may repeat, as a dictionary of those that occur."""
    found, numbers = np.unique(np.asarray(keys), return_inverse=True)
    return words(found.tolist(), numbers)


def pick(weights, numbers):
    """The number of the weight in which a number below a thousand falls."""
    return np.searchsorted(np.cumsum(weights), numbers, side="right")


def first_of_quarter(quarter):
    months = (QUARTER_ENDS.astype("datetime64[M]") - 2).astype("datetime64[D]")
    return months[quarter]


class Country:
    """Units and centres, and who of them is silent about what."""

    def __init__(self, size):
        self.old, self.new = communes_2023(), communes_2025()
        self.codes = np.array(self.old["unit_code"].to_pylist())
        self.new_codes = np.array(self.new["unit_code"].to_pylist())
        position = {code: i for i, code in enumerate(self.new_codes.tolist())}
        self.successor = np.array([position[code] for code in self.old["successor_code"].to_pylist()])
        self.centres = Centres(size, pa.array(self.codes))
        self.commune = self.centres.commune
        self.founded, closed = self.centres.founded_on, self.centres.closed_on
        self.closed = np.where(np.isnat(closed), FAR, closed)
        # Two villages of every twenty-first commune become one on 1 January 2025.
        self.merges = below(21, "villages merge", np.arange(len(self.codes))) == 0

    def senders(self, is_new):
        """The codes of those who report, and which of them each commune of 2023 belongs to."""
        return (self.new_codes, self.successor) if is_new else (self.codes, np.arange(len(self.codes)))

    def is_silent(self, form, period, is_new):
        """By sender, whether the report of the period did not come."""
        codes, _ = self.senders(is_new)
        return rolled(3, f"{form} {period} silent {'new' if is_new else 'old'}", np.arange(len(codes)))

    def told(self, form, period, is_new):
        """By centre, whether its commune reported."""
        _, of_commune = self.senders(is_new)
        return ~self.is_silent(form, period, is_new)[of_commune[self.commune]]

    def told_of_years(self, form, newest):
        """By centre and year; `newest`: in 2025 the new communes report."""
        return np.stack([self.told(form, year, newest and year == 2025) for year in YEARS], axis=1)

    def told_of_quarters(self, form):
        return np.stack([self.told(form, word, q >= FIRST_OF_NEW) for q, word in enumerate(QUARTERS)], axis=1)

    def is_open(self, centre, day):
        return (self.founded[centre] <= day) & (day < self.closed[centre])

    def operating_years(self, told):
        """Centre and year of those that operated in the year and of whom was told."""
        centre, year = np.nonzero(self.centres.open_between(year_start(YEARS), year_start(YEARS + 1) - 1) & told)
        return centre, YEARS[year]

    def ids(self, centre, blank=None):
        return words(self.centres.id, centre, blank)

    def commune_codes(self, commune, blank=None):
        return words(self.codes, commune, blank)

    def village_codes(self, commune, village, blank=None):
        """Villages 1 to 8 of communes, by their codes of July 2023."""
        all_codes = [f"{code}{number:03d}" for code in self.codes for number in range(1, VILLAGES + 1)]
        return words(all_codes, commune * VILLAGES + village - 1, blank)


def village_units(country):
    """Two versions of each village, before and from July 2025 on; where two merged, what they were and became."""
    parts = []

    def add(commune, village, first, last, is_new):
        codes, of = country.senders(is_new)
        key = commune * 16 + village
        # A village may be put on the list, or taken off it, when the lists were made anew in July 2025.
        difficult = rolled(9, "difficult", key) ^ (is_new & rolled(2, "difficult anew", key))
        parts.append(
            {
                "unit_code": [f"{code}{v:03d}" for code, v in zip(country.codes[commune], village, strict=True)],
                "name": [f"Thôn {v}" for v in village],
                "level": ["village"] * len(commune),
                "parent_code": codes[of[commune]].tolist(),
                "valid_from": np.full(len(commune), first),
                "valid_until": np.full(len(commune), last),
                "zone": pa.nulls(len(commune), pa.string()),
                "is_difficult": pa.array(difficult, mask=rolled(2, "difficulty not stated", key)),
            }
        )

    commune, village = (
        grid.ravel() for grid in np.meshgrid(np.arange(len(country.codes)), np.arange(1, VILLAGES + 1), indexing="ij")
    )
    ends_early = country.merges[commune] & (village > VILLAGES - 2)
    never, merger = np.datetime64("NaT", "D"), np.datetime64("2025-01-01")
    add(commune[~ends_early], village[~ends_early], never, CHANGE, False)
    add(commune[~ends_early], village[~ends_early], CHANGE, never, True)
    add(commune[ends_early], village[ends_early], never, merger, False)
    merged = np.flatnonzero(country.merges)
    ninth = np.full(len(merged), VILLAGES + 1)
    add(merged, ninth, merger, CHANGE, False)
    add(merged, ninth, CHANGE, never, True)
    units = pa.concat_tables([pa.table(part) for part in parts])

    def codes(commune, village):
        return [f"{code}{v:03d}" for code, v in zip(country.codes[commune], village, strict=True)]

    stays = codes(np.concatenate([commune[~ends_early], merged]), np.concatenate([village[~ends_early], ninth]))
    gone = codes(commune[ends_early], village[ends_early])
    became = codes(commune[ends_early], np.full(len(gone), VILLAGES + 1))
    events = pa.table(
        {
            "event_id": [f"T-{code}" for code in stays] + [f"N-{code}" for code in gone],
            "from_code": stays + gone,
            "to_code": stays + became,
            "date": np.concatenate([np.full(len(stays), CHANGE), np.full(len(gone), merger)]),
            "kind": ["change_parent"] * len(stays) + ["merge"] * len(gone),
        }
    )
    return units, events


def zones(country, is_new):
    """The zone of communes: none for two thirds, three zones, and a few of which it is not stated."""
    codes, _ = country.senders(is_new)
    number = below(1000, f"zone {'new' if is_new else 'old'}", np.arange(len(codes)))
    return words(["none", "I", "II", "III", ""], pick([660, 130, 60, 120, 30], number), number >= 970)


def centre_places(country):
    """One place for each centre, a second for a few that moved within their commune in 2024."""
    centre = country.centres.index
    moves = rolled(3, "moves", centre) & (country.founded < np.datetime64("2024-01-01"))
    moved_on = np.datetime64("2024-01-01") + below(366, "moved on", centre)
    moves &= moved_on < country.closed
    which = np.concatenate([centre, centre[moves]])
    serial = np.concatenate([np.zeros(len(centre), int), np.ones(moves.sum(), int)])
    begins = np.where(serial == 0, country.founded[which], moved_on[which])
    ends = np.where((serial == 0) & moves[which], moved_on[which], np.datetime64("NaT"))
    commune = country.commune[which]
    village = 1 + below(VILLAGES, "place", which, serial)
    return pa.table(
        {
            "centre_id": country.ids(which),
            "valid_from": dates(begins),
            "valid_until": dates(ends),
            "unit_code": country.commune_codes(commune),
            "village_code": country.village_codes(commune, village, rolled(10, "no village", which)),
            "venue_type": words(
                VENUES,
                pick([330, 280, 170, 120, 100], below(1000, "venue", which, serial)),
                rolled(4, "no venue", which, serial),
            ),
            "host": words(
                HOSTS,
                pick([550, 150, 150, 150], below(1000, "host", which, serial)),
                rolled(4, "no host", which, serial),
            ),
        }
    )


def equipment(country):
    """Every quarter from June 2023 on: three essential items and one or two more."""
    days = np.concatenate([[FIRST_INVENTORY], QUARTER_ENDS])
    told = np.concatenate([np.ones((len(country.commune), 1), bool), country.told_of_quarters("TT-02")], axis=1)
    centre = country.centres.index
    told &= country.is_open(centre[:, None], days) & ~rolled(4, "no inventory", centre[:, None], np.arange(len(days)))
    quarter, centre = np.nonzero(told.T)
    item = np.arange(len(ITEMS))
    held = (item < 3) | rolled(54, "further item", centre[:, None], item)
    held &= ~rolled(1, "item left out", centre[:, None], quarter[:, None], item)
    at, item = np.nonzero(held)
    centre, quarter = centre[at], quarter[at]
    # What a centre has grows: an item is there from some quarter on.
    since = below(30, "item since", centre, item)
    quantity = np.where(since <= quarter + 18, 1 + below(6, "quantity", centre, item), 0)
    usable = np.minimum(quantity, below(9, "usable", centre, item, quarter))
    return pa.table(
        {
            "centre_id": country.ids(centre),
            "item_code": words(ITEMS, item),
            "as_of": dates(days[quarter]),
            "quantity": quantity,
            "usable": pa.array(usable, mask=draw("usable blank", centre, item, quarter) % 1000 < 5),
            "source": words(["commune_budget", "donations"], below(2, "source", centre, item)),
            "cost": quantity * 100_000 * (5 + below(90, "cost", item)),
        }
    )


def posts_and_staff(country):
    role = np.arange(len(ROLES))
    centre, role = (grid.ravel() for grid in np.meshgrid(country.centres.index, role, indexing="ij"))
    required = np.array(list(ROLES.values()))[role]
    begins = np.maximum(country.founded, np.datetime64("2021-06-15"))
    posts = pa.table(
        {
            "centre_id": country.ids(centre),
            "role": words(list(ROLES), role),
            "valid_from": dates(begins[centre]),
            "required": required,
            "decided": pa.array(
                required - ((role == 2) & rolled(25, "post not given", centre)),
                mask=rolled(1, "not decided", centre, role),
            ),
        }
    )
    serial = np.arange(required.sum()) - np.repeat(np.cumsum(required) - required, required)
    centre, role = np.repeat(centre, required), np.repeat(role, required)
    kept = ~rolled(3, "vacant", centre, role, serial)
    centre, role, serial = centre[kept], role[kept], serial[kept]
    # A person of two centres: a few speakers work for the next centre too.
    person = (
        np.where((role > 1) & rolled(2, "second centre", centre, role, serial), centre + 1, centre) * 64
        + role * 8
        + serial
    )
    keys = np.stack([draw("person", person), draw("person again", person)], axis=1).astype("<i8").tobytes()
    expires = rolled(5, "term ends", centre, role, serial)
    term = np.datetime64("2023-10-01") + below(700, "term", centre, role, serial)
    ends = np.where(expires & (term > begins[centre]), term, np.datetime64("NaT"))
    trained = np.datetime64("2020-03-01") + 7 * below(240, "trained on", centre, role, serial)
    staff = pa.table(
        {
            "person_key": pa.FixedSizeBinaryArray.from_buffers(pa.binary(16), len(person), [None, pa.py_buffer(keys)]),
            "centre_id": country.ids(centre),
            "role": words(list(ROLES), role),
            "valid_from": dates(begins[centre]),
            "valid_until": dates(ends),
            "part_time": role < 2,
            "trained_on": dates(trained, (role < 2) | rolled(30, "not trained", centre, role, serial)),
            "decision_no": words(
                ["858/QĐ-UBND", "102/QĐ-UBND"],
                below(2, "decision", centre),
                rolled(2, "no decision", centre, role, serial),
            ),
        }
    )
    return posts, staff


def planning(country):
    """Plans with their lines, and the surveys on which they rest."""
    centre, year = country.operating_years(country.told_of_years("TT-03", False))
    # A survey of needs: for 2023 in autumn, later before the year or at its beginning.
    surveyed = rolled(85, "surveyed", centre, year)
    offset = np.where(
        year == 2023, 243 + below(60, "survey day", centre, year), below(100, "survey day", centre, year) - 31
    )
    started = year_start(year) + offset
    surveyed &= country.is_open(centre, started)
    survey = np.array([f"KS-{c}-{y}" for c, y in zip(centre.tolist(), year.tolist(), strict=True)])
    surveys = pa.table(
        {
            "survey_id": survey[surveyed],
            "started_on": dates(started[surveyed]),
            "ended_on": dates(started[surveyed] + 12),
            "method": words(["meeting", "questionnaire", "mixed"], below(3, "method", centre[surveyed])),
        }
    )
    survey_centres = pa.table(
        {
            "survey_id": survey[surveyed],
            "centre_id": country.ids(centre[surveyed]),
            "sampled": 200 + below(80, "sampled", centre[surveyed], year[surveyed]),
            "responded": 150 + below(50, "responded", centre[surveyed], year[surveyed]),
        }
    )
    planned = rolled(96, "planned", centre, year)
    centre, year, survey, surveyed = centre[planned], year[planned], survey[planned], surveyed[planned]
    versions = 1 + rolled(25, "versions", centre, year).astype(int)
    version = np.arange(versions.sum()) - np.repeat(np.cumsum(versions) - versions, versions) + 1
    centre, year, survey, surveyed = (np.repeat(column, versions) for column in (centre, year, survey, surveyed))
    approved = rolled(94, "approved", centre, year, version)
    day = np.where(
        year == 2023, 190 + below(190, "approved on", centre, year), below(130, "approved on", centre, year) - 20
    )
    approved_on = year_start(year) + day + (version - 1) * (1 + below(90, "again", centre, year))
    plans = pa.table(
        {
            "centre_id": country.ids(centre),
            "year": year,
            "version": version,
            "status": words(["draft", "approved"], approved),
            "approved_on": dates(approved_on, ~approved),
            "approver": words(["Chủ tịch UBND xã"], np.zeros(len(centre)), ~approved),
            "survey_id": pa.array(survey, mask=~(surveyed & rolled(90, "cites", centre, year))),
        }
    )
    lines = 3 + below(4, "lines", centre, year)
    number = np.arange(lines.sum()) - np.repeat(np.cumsum(lines) - lines, lines) + 1
    centre, year, version = (np.repeat(column, lines) for column in (centre, year, version))
    plan_lines = pa.table(
        {
            "centre_id": country.ids(centre),
            "year": year,
            "version": version,
            "line_no": number,
            "content_code": words(
                ["dạy nghề", "chuyển giao kỹ thuật", "bồi dưỡng kỹ năng nghề nghiệp", "tuyên truyền"], number % 4
            ),
            "sessions": 4 + below(20, "planned sessions", centre, year, number),
        }
    )
    return {"plans": plans, "plan_lines": plan_lines, "surveys": surveys, "survey_centres": survey_centres}


def teaching(country):
    """Four courses a centre and ten sessions a quarter, half of them in villages."""
    centre, quarter = np.nonzero(country.told_of_quarters("HT-01"))
    begins = first_of_quarter(quarter)
    has_course = rolled(42, "course", centre, quarter) & country.is_open(centre, begins + 7)
    course = np.array([f"K-{c}-{q}" for c, q in zip(centre.tolist(), quarter.tolist(), strict=True)])
    courses = pa.table(
        {
            "course_id": course[has_course],
            "centre_id": country.ids(centre[has_course]),
            "kind": words(["vocational"], np.zeros(has_course.sum())),
            "starts_on": dates(begins[has_course] + 7),
            "ends_on": dates(QUARTER_ENDS[quarter[has_course]]),
        }
    )
    count = 4 + below(14, "sessions", centre, quarter)
    serial = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    centre, quarter, course, has_course = (np.repeat(column, count) for column in (centre, quarter, course, has_course))
    length = (QUARTER_ENDS[quarter] - first_of_quarter(quarter)).astype(int) + 1
    day = first_of_quarter(quarter) + draw("session day", centre, quarter, serial) % length
    kept = country.is_open(centre, day)
    centre, quarter, course, has_course, serial, day = (
        column[kept] for column in (centre, quarter, course, has_course, serial, day)
    )
    kind = pick([weight for *_, weight in SESSIONS], below(1000, "kind", centre, quarter, serial))
    kinds, topics = ([session[i] for session in SESSIONS] for i in (0, 1))
    is_vocational = np.array([word == "vocational" for word in kinds])[kind]
    begins = first_of_quarter(quarter) + 7
    in_course = has_course & is_vocational & (day >= begins)
    found, number = np.unique(course, return_inverse=True)
    attendances = 15 + below(45, "attendances", centre, quarter, serial)
    kind_words, topic_words = sorted(set(kinds)), sorted(set(topics))
    sessions = pa.table(
        {
            "centre_id": country.ids(centre),
            "course_id": words(found.tolist(), number, ~in_course),
            "date": dates(day),
            "village_code": country.village_codes(
                country.commune[centre],
                1 + below(VILLAGES, "village", centre, quarter, serial),
                ~rolled(52, "in a village", centre, quarter, serial),
            ),
            "topic": words(
                topic_words,
                np.array([topic_words.index(word) for word in topics])[kind],
                rolled(1, "no topic", centre, quarter, serial),
            ),
            "kind": words(kind_words, np.array([kind_words.index(word) for word in kinds])[kind]),
            "hours": 2 + below(3, "hours", centre, quarter, serial),
            "attendances": pa.array(attendances, mask=rolled(1, "not counted", centre, quarter, serial)),
            "female": attendances * 2 // 5,
            "ethnic": attendances // 10,
        }
    )
    return {"courses": courses, "sessions": sessions}


def yearly_work(country):
    """The form of activities: learning weeks, pilots, materials, inspections, requests for teachers, duties."""
    told = country.told_of_years("HD-01", True)
    centre, year = country.operating_years(told)

    def on(day_of_year, spread, stream):
        return year_start(year) + day_of_year + below(spread, stream, centre, year)

    week = on(273, 3, "week")
    held = rolled(95, "held", centre, year) & country.is_open(centre, week)
    pilot_day, copy_day = on(305, 20, "pilot day"), on(131, 20, "copied on")
    pilots = rolled(3, "pilot", centre, year) & country.is_open(centre, pilot_day)
    copies = rolled(6, "copy", centre, year) & country.is_open(centre, copy_day)
    programmes = rolled(2, "programme", centre, year) & country.is_open(centre, copy_day)
    pilot_ids = [f"TD-{i}" for i in range(pilots.sum())]
    # A few replications do not name their pilot.
    model = below(max(len(pilot_ids), 1), "model", centre[copies], year[copies])
    named = ~rolled(5, "no model", centre[copies], year[copies])
    rows = [
        ("lifelong_learning_week", held, week),
        ("pilot", pilots, pilot_day),
        ("replication", copies, copy_day),
        ("short_programme", programmes, copy_day),
    ]
    which = np.concatenate([np.flatnonzero(chosen) for _, chosen, _ in rows])
    kind = np.repeat(np.arange(len(rows)), [chosen.sum() for _, chosen, _ in rows])
    days = np.concatenate([day[chosen] for _, chosen, day in rows])
    activities = pa.table(
        {
            "activity_id": [pilot_ids[i - held.sum()] if k == 1 else f"HD-{i}" for i, k in enumerate(kind.tolist())],
            "kind": words([word for word, *_ in rows], kind),
            "unit_code": country.commune_codes(country.commune[centre[which]]),
            # Some rows name their commune only.
            "centre_id": country.ids(centre[which], rolled(3, "no centre", centre[which], year[which], kind)),
            "starts_on": dates(days),
            "model_of": pa.array(
                [None] * int(held.sum() + pilots.sum())
                + [
                    pilot_ids[i] if is_named else None
                    for i, is_named in zip(model.tolist(), named.tolist(), strict=True)
                ]
                + [None] * int(programmes.sum()),
                pa.string(),
            ),
        }
    )

    approved_on = on(200, 60, "title day")
    titled = rolled(5, "title", centre, year)
    owner = country.commune[centre[titled]]
    other = np.where(rolled(10, "joint title", owner), (owner + 1) % len(country.codes), owner)
    pairs = zip(country.codes[owner].tolist(), country.codes[other].tolist(), strict=True)
    materials = pa.table(
        {
            "title_id": [f"TL-{i}" for i in range(len(owner))],
            "title": words(["Kỹ thuật trồng rau an toàn"], np.zeros(len(owner))),
            "owner_units": [a if a == b else f"{a};{b}" for a, b in pairs],
            "approved_on": dates(approved_on[titled], rolled(3, "no approval", owner)),
            "topic": words(["production"], np.zeros(len(owner))),
        }
    )
    received_on = on(243, 60, "received on")
    received = rolled(82, "received", centre, year) & country.is_open(centre, received_on)
    materials_received = pa.table(
        {
            "centre_id": country.ids(centre[received]),
            "title": words(["Sổ tay học tập suốt đời"], np.zeros(received.sum())),
            "received_on": dates(received_on[received]),
            "quantity": 20 + below(80, "copies", centre[received], year[received]),
        }
    )

    looked_on = np.where(year == 2023, on(275, 60, "inspected on"), on(152, 60, "inspected on"))
    rated_on = on(338, 25, "rated on")
    inspected = rolled(92, "inspected", centre, year) & country.is_open(centre, looked_on)
    rated = rolled(94, "rated", centre, year) & country.is_open(centre, rated_on)
    score = 40 + below(58, "score", centre, year)
    grade = np.select([score >= 80, score >= 65, score >= 50], [0, 1, 2], 3)
    which = np.concatenate([np.flatnonzero(inspected), np.flatnonzero(rated)])
    is_rating = np.arange(len(which)) >= inspected.sum()
    body = np.where(is_rating, 1, pick([500, 300, 80, 120], below(1000, "body", centre[which], year[which])))
    # The district's bodies ended in the middle of 2025.
    day = np.where(is_rating, rated_on[which], looked_on[which])
    body = np.where((day >= CHANGE) & (body < 2), 3, body)
    inspections = pa.table(
        {
            "record_id": [f"BB-{i}" for i in range(len(which))],
            "centre_id": country.ids(centre[which]),
            "date": dates(day),
            "year": year[which],
            "kind": words(["inspection", "rating"], is_rating),
            "body": words(BODIES, body, rolled(2, "no body", centre[which], year[which])),
            "score": pa.array(score[which], mask=~is_rating),
            "grade": words(GRADES, grade[which], ~is_rating),
        }
    )

    asked_on = np.where(year == 2023, on(248, 20, "asked on"), on(64, 20, "asked on"))
    asks = rolled(25, "asks", centre, year) & country.is_open(centre, asked_on)
    met = rolled(80, "met", centre[asks], year[asks])
    requests = pa.table(
        {
            "request_id": [f"GV-{i}" for i in range(asks.sum())],
            "centre_id": country.ids(centre[asks]),
            "requested_on": dates(asked_on[asks]),
            "subject": words(["tin học", "pháp luật", "chăn nuôi"], below(3, "subject", centre[asks])),
            "fulfilled_on": dates(asked_on[asks] + 10 + below(40, "met on", centre[asks], year[asks]), ~met),
        }
    )
    return {
        "activities": activities,
        "materials": materials,
        "materials_received": materials_received,
        "inspections_ratings": inspections,
        "teacher_requests": requests,
    }


def duties(country):
    """What communes did of their three duties every year, and the reviews of the offices above them."""
    commune, year, duty = (
        grid.ravel()
        for grid in np.meshgrid(np.arange(len(country.codes)), YEARS, np.arange(len(DUTIES)), indexing="ij")
    )
    _, of_new = country.senders(True)
    silent = np.stack(
        [
            country.is_silent("HD-01", 2023, False),
            country.is_silent("HD-01", 2024, False),
            country.is_silent("HD-01", 2025, True)[of_new],
        ],
        axis=1,
    )
    kept = ~silent[commune, year - 2023] & rolled(97, "duty done", commune, year, duty)
    commune, year, duty = commune[kept], year[kept], duty[kept]
    districts = np.unique(np.array(country.old["district_code"].to_pylist()))
    provinces = np.unique(np.array(country.old["province_code"].to_pylist()))
    reviews = [
        (code, year)
        for year in (2023, 2024)
        for code in districts[rolled(95, f"review {year}", np.arange(len(districts)))]
    ]
    reviews += [(code, 2025) for code in provinces]
    review_day = np.array([f"{year}-12-{10 + i % 20}" for i, (_, year) in enumerate(reviews)], "datetime64[D]")
    done_on = year_start(year) + 335 + below(25, "duty day", commune, year, duty)
    return pa.table(
        {
            "duty_id": of_keys(np.concatenate([np.array(DUTIES)[duty], np.full(len(reviews), "IV.1.4")])),
            "unit_code": of_keys(np.concatenate([country.codes[commune], [str(code) for code, _ in reviews]])),
            "period": of_keys(np.concatenate([year.astype(str), [str(year) for _, year in reviews]])),
            "done_on": dates(np.concatenate([done_on, review_day])),
        }
    )


def money(country):
    """Estimates, what was allocated of them, what came in, vouchers and settlements."""
    told = country.told_of_years("KP-01", True)
    centre, year = country.operating_years(told)
    begins = np.where(year == 2023, 212, 31)
    decided = year_start(year) + begins + below(60, "decided", centre, year)
    decided = np.clip(decided, country.founded[centre], country.closed[centre] - 1)
    funded = rolled(94, "funded", centre, year)
    society = np.where(rolled(64, "society", centre, year), (4 + below(9, "society sum", centre, year)) * 500_000, 0)
    district = np.where((year < 2025) & rolled(18, "district", centre, year), 5_000_000, 0)
    to_commune = rolled(4, "to the commune", centre, year)

    # Estimates come in a form of their own: some of a commune whose money is not told of.
    e_centre, e_year = country.operating_years(np.ones_like(told))
    estimated = rolled(97, "estimated", e_centre, e_year)
    e_centre, e_year = e_centre[estimated], e_year[estimated]
    lines = 7 + rolled(40, "eighth line", e_centre, e_year).astype(int)
    number = np.arange(lines.sum()) - np.repeat(np.cumsum(lines) - lines, lines) + 1
    l_centre, l_year = np.repeat(e_centre, lines), np.repeat(e_year, lines)
    first = 1 + below(12, "factor", l_centre, l_year, number)
    price = np.array([price for _, price, _, _ in VOUCHERS])[number % len(VOUCHERS)]
    estimates = pa.table(
        {
            "estimate_id": of_keys(np.char.add("DT-", (l_centre * 4 + l_year - 2023).astype(str))),
            "line_no": number,
            "version": np.ones(len(number), int),
            "status": words(["draft", "approved"], ~rolled(5, "draft", l_centre, l_year)),
            "unit_code": country.commune_codes(country.commune[l_centre]),
            "centre_id": country.ids(l_centre),
            "year": l_year,
            "content_code": words([content for content, *_ in VOUCHERS], number % len(VOUCHERS)),
            "fund": words(["commune_budget", "social_mobilisation"], number == 8),
            "factor_1": first,
            "factor_2": np.ones(len(number), int),
            "factor_3": np.ones(len(number), int),
            "unit_price": price,
            "amount": first * price,
        }
    )

    budget = (8 + below(30, "budget", centre, year)) * 500_000
    budget[rolled(2, "budget zero", centre, year)] = 0
    amounts = np.stack([budget, society, district], axis=1)
    given = funded[:, None] & ((amounts > 0) | (np.arange(3) == 0))
    at, fund = np.nonzero(given)
    a_centre, a_year, amount = centre[at], year[at], amounts[at, fund]
    ids = np.array(
        [f"PB-{c}-{y}-{f}" for c, y, f in zip(a_centre.tolist(), a_year.tolist(), fund.tolist(), strict=True)]
    )
    day = np.minimum(decided[at] + 3 * fund, country.closed[a_centre] - 1)
    funds = ["commune_budget", "social_mobilisation", "district_budget"]
    allocations = pa.table(
        {
            "allocation_id": ids,
            "unit_code": country.commune_codes(country.commune[a_centre]),
            # Some money goes to the commune and names no centre.
            "centre_id": country.ids(a_centre, to_commune[at]),
            "year": a_year,
            "fund": words(funds, fund),
            "amount": amount,
            "decided_on": dates(day),
        }
    )
    count = np.where(amount > 0, 4 + below(9, "vouchers", a_centre, a_year, fund), 0)
    serial = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    of = np.repeat(np.arange(len(ids)), count)
    content = below(len(VOUCHERS), "content", a_centre[of], a_year[of], fund[of], serial)
    part = amount[of] // np.maximum(count[of], 1) // 1000 * 1000
    paid_on = day[of] + 1 + below(200, "paid on", a_centre[of], a_year[of], fund[of], serial)
    expenditures = pa.table(
        {
            "allocation_id": words(ids, of),
            "content_code": words([word for word, *_ in VOUCHERS], content),
            "quantity": np.ones(len(of), int),
            "unit_price": part,
            "amount": part,
            "paid_on": dates(np.minimum(paid_on, year_start(a_year[of] + 1) - 1 + 20)),
        }
    )

    # What came in: each allocation, and what society gave in parts, some of it in kind.
    r_of = np.repeat(np.arange(len(ids)), np.where(fund == 1, 1 + below(3, "gifts", a_centre, a_year), 1))
    r_serial = np.arange(len(r_of))
    in_kind = (fund[r_of] == 1) & rolled(14, "in kind", r_of, r_serial)
    r_fund = np.where(in_kind, 3, fund[r_of])
    receipts = pa.table(
        {
            "unit_code": country.commune_codes(country.commune[a_centre[r_of]]),
            "centre_id": country.ids(a_centre[r_of], rolled(2, "receipt of the commune", r_of)),
            "date": dates(
                np.minimum(day[r_of] + below(30, "received", r_of, r_serial), country.closed[a_centre[r_of]] - 1)
            ),
            "fund": words([*funds, "donations"], r_fund),
            "donor_kind": words(["enterprise", "person", "clan"], below(3, "donor", r_of), fund[r_of] != 1),
            "amount": np.maximum(amount[r_of] // 2, 100_000),
            "in_kind": pa.array(in_kind, mask=~in_kind),
        }
    )

    s_unit, s_year, s_fund = [], [], []
    for settled in (2023, 2024):
        communes = np.flatnonzero(~country.is_silent("KP-03", settled, False))
        s_unit.append(communes)
        s_year.append(np.full(len(communes), settled))
        s_fund.append(np.zeros(len(communes), int))
    unit, settled = np.concatenate(s_unit), np.concatenate(s_year)
    sent = year_start(settled + 1) + below(40, "settled", unit, settled)
    settlements = pa.table(
        {
            "unit_code": country.commune_codes(unit),
            "year": settled,
            "fund": words(["commune_budget"], np.zeros(len(unit))),
            "version": np.ones(len(unit), int),
            "spent": 500_000 * (8 + below(30, "spent", unit, settled)),
            "due_on": dates(year_start(settled + 1) + 30),
            "submitted_on": dates(sent),
            "approved_on": dates(
                sent + 40 + below(40, "approved after", unit, settled), rolled(4, "not approved", unit, settled)
            ),
        }
    )
    return {
        "budget_estimates": estimates,
        "allocations": allocations,
        "receipts": receipts,
        "expenditures": expenditures,
        "settlements": settlements,
    }


def submissions(country):
    """The register of reports: who sent what and when; some late, some without a day, some twice."""
    parts = []

    def add(form, period, last, due, is_new, codes_as_of=None):
        codes, _ = country.senders(is_new)
        sender = np.flatnonzero(~country.is_silent(form, period, is_new))
        stream = f"{form} {period}"
        late = rolled(5, f"{stream} late", sender)
        received = due + np.where(
            late, 1 + below(40, f"{stream} after", sender), -below(14, f"{stream} before", sender)
        )
        undated = draw(f"{stream} undated", sender) % 1000 < 5
        again = ~undated & rolled(1, f"{stream} again", sender)
        both = np.concatenate([sender, sender[again]])
        version = np.concatenate([np.ones(len(sender), int), np.full(again.sum(), 2)])
        day = np.concatenate([received, received[again] + 20])
        parts.append(
            pa.table(
                {
                    "form_code": pa.repeat(form, len(both)),
                    "unit_code": pa.array(codes[both]),
                    "period": pa.repeat(period, len(both))
                    if isinstance(period, str)
                    else pa.repeat(str(period), len(both)),
                    "codes_as_of": dates(np.full(len(both), last if codes_as_of is None else codes_as_of)),
                    "received_at": dates(day, np.concatenate([undated, np.zeros(again.sum(), bool)])),
                    "version": version,
                }
            )
        )

    for quarter, word in enumerate(QUARTERS):
        last = QUARTER_ENDS[quarter]
        for form in ("TT-02", "HT-01", "LD-01"):
            add(form, word, last, last + 15, quarter >= FIRST_OF_NEW)
    add("TT-02", "2023Q2", FIRST_INVENTORY, FIRST_INVENTORY + 15, False)
    for year in YEARS.tolist():
        last = np.datetime64(f"{year}-12-31")
        planned = last if year == 2023 else np.datetime64(f"{year}-03-31")
        add("TT-03", year, last, planned, False, None if year < 2025 else planned)
        for form in ("KP-01", "KP-02", "HD-01", "LD-02"):
            add(form, year, last, last, year == 2025)
        if year < 2025:
            add("KP-03", year, last, last + 40, False)
    last = np.datetime64("2023-12-31")
    add("TC-01", 2023, last, last, False)
    add("TT-01", 2023, last, last, False)
    add("DV-01", 2025, np.datetime64("2025-12-31"), CHANGE + 10, True)
    # The offices above the communes tell of their reviews.
    for year, column, day in ((2023, "district_code", 20), (2024, "district_code", 20), (2025, "province_code", 25)):
        codes = np.unique(np.array(country.old[column].to_pylist()))
        last = np.datetime64(f"{year}-12-31")
        of_codes = PERIOD_START if year == 2025 else last
        parts.append(
            pa.table(
                {
                    "form_code": pa.repeat("HD-01", len(codes)),
                    "unit_code": pa.array(codes),
                    "period": pa.repeat(str(year), len(codes)),
                    "codes_as_of": dates(np.full(len(codes), of_codes)),
                    "received_at": dates(np.full(len(codes), last - 31 + day)),
                    "version": np.ones(len(codes), int),
                }
            )
        )
    return pa.concat_tables(parts).combine_chunks()


def tables(size=FULL_SIZE):
    """Every table by its name, and the two lists of communes."""
    country = Country(size)
    villages, village_events = village_units(country)
    centres = country.centres.table(pa.array(country.codes)).drop_columns("unit_code")
    posts, staff = posts_and_staff(country)
    made = {
        "communes_2023": country.old.append_column("zone", zones(country, False)),
        "communes_2025": country.new.append_column("zone", zones(country, True)),
        "villages": villages,
        "village_events": village_events,
        "centres": centres,
        "centre_places": centre_places(country),
        "equipment": equipment(country),
        "posts": posts,
        "staff": staff,
        **planning(country),
        **teaching(country),
        **yearly_work(country),
        "duties_done": duties(country),
        **money(country),
        "submissions": submissions(country),
    }
    return {name: table.combine_chunks() for name, table in made.items()}


if __name__ == "__main__":
    write_tables("a country", tables)
