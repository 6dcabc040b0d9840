"""Courses and sessions, who came, and what communes declare. What bounds a centre is its turns, not its persons."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from . import wording
from .centres import Centre, centre_serving
from .days import QUARTERS, Quarter, month_of, quarter_of, written
from .draws import Draws
from .places import COMMUNES, VILLAGES_PER_COMMUNE, village_code
from .population import MAN, WOMAN, Person, Population, is_labourer
from .reports import Row, Tenths

# Sessions of a usual centre in a quarter, in hundredths, by kind.
_SESSIONS = ((wording.TRANSFER, 330), (wording.SKILLS, 210), (wording.DISSEMINATION, 280), (wording.LITERACY, 15))
_COURSES = 44
_GROWTH = (70, 82, 90, 96, 100, 104, 108, 110, 112, 115)
_NEVER_COMES_PER_MILLE = 300
_NOT_LISTED_PER_MILLE = 12
_OCCUPATIONAL = (wording.VOCATIONAL, wording.TRANSFER, wording.SKILLS)
# Communes that also declare head counts, and from when to when (indices of quarters).
DECLARING = {"07375": range(2, 8), "07399": range(2, 8), "07420": range(4, 8)}


@dataclass(slots=True)
class Session:
    """A session with those who came; `unnamed` came too, without a name on the list."""

    id: str
    commune: int
    centre: Centre
    course: str
    day: int
    village: int
    kind: str
    topic: str
    hours: Tenths
    speaker: str
    named: list[Person]
    outsiders: list[str]
    unnamed: int

    @property
    def attendances(self) -> int:
        """How many came."""
        return len(self.named) + len(self.outsiders) + self.unnamed


@dataclass
class Course:
    """A vocational course with its learners and the days on which each finished and was certified."""

    id: str
    centre: Centre
    commune: int
    trade: str
    hours: int
    days: list[int]
    learners: list[Person] = field(default_factory=list)
    results: list[tuple[Person, int, int | None]] = field(default_factory=list)


class Teaching:
    """All courses and sessions of the plan's time."""

    def __init__(self, population: Population) -> None:
        """Hold every commune's courses and sessions, quarter after quarter."""
        self._population = population
        self._draws = Draws("teaching")
        self._pools: list[list[list[Person]]] = [[[] for _ in range(VILLAGES_PER_COMMUNE + 1)] for _ in COMMUNES]
        for number, person in enumerate(population.persons):
            if self._draws.chance(_NEVER_COMES_PER_MILLE, number, 1):
                continue
            for spell in person.spells:
                self._pools[spell.commune][0].append(person)
                if spell.village:
                    self._pools[spell.commune][spell.village].append(person)
        self.sessions: list[list[Session]] = [[] for _ in QUARTERS]
        self.courses: list[list[Course]] = [[] for _ in QUARTERS]
        for quarter in QUARTERS:
            for commune in range(len(COMMUNES)):
                self._hold(commune, quarter)

    def _hold(self, commune: int, quarter: Quarter) -> None:
        share = COMMUNES[commune].activity * _GROWTH[quarter.index]
        key = (commune, quarter.index)
        planned: list[tuple[int, str, Course | None]] = []
        days = quarter.last - quarter.first - 8
        if self._draws.below(1_000_000, *key, 2) < _COURSES * share:
            course = self._course(commune, quarter)
            self.courses[quarter.index].append(course)
            planned += [(on, wording.VOCATIONAL, course) for on in course.days]
        for kind, (name, hundredths) in enumerate(_SESSIONS):
            count, rest = divmod(hundredths * share, 1_000_000)
            count += self._draws.below(1_000_000, *key, 3, kind) < rest
            planned += [
                (quarter.first + 2 + self._draws.below(days, *key, 4, kind, i), name, None) for i in range(count)
            ]
        for number, (on, name, course_held) in enumerate(sorted(planned, key=lambda entry: entry[:2]), 1):
            session_id = f"{COMMUNES[commune].code}-{quarter.text}-{number:02d}"
            self.sessions[quarter.index].append(
                self._session(session_id, commune, on, name, course_held, (*key, number))
            )

    def _course(self, commune: int, quarter: Quarter) -> Course:
        key = (commune, quarter.index, 100)
        first = quarter.first + 5 + self._draws.below(12, *key)
        lessons = self._draws.between(5, 8, *key, 1)
        course = Course(
            f"K-{COMMUNES[commune].code}-{quarter.text}",
            centre_serving(commune, first + 7 * (lessons - 1)),
            commune,
            wording.FIELDS[self._draws.below(len(wording.FIELDS), *key, 2)],
            lessons * 8,
            [first + 7 * lesson for lesson in range(lessons)],
        )
        wanted = self._draws.between(25, 35, *key, 3)
        for person in self._candidates(commune, 0, first, (*key, 4)):
            home = person.home(course.days[-1])
            if home is not None and home.status != wording.STUDENT:
                course.learners.append(person)
            if len(course.learners) == wanted:
                break
        for number, person in enumerate(course.learners):
            if self._draws.chance(920, *key, 5, number):
                certified = course.days[-1] + self._draws.between(12, 50, *key, 6)
                passed = self._draws.chance(880, *key, 7, number) and certified <= QUARTERS[-1].last
                course.results.append((person, course.days[-1], certified if passed else None))
        return course

    def _candidates(self, commune: int, village: int, on: int, key: tuple[int, ...]) -> Iterator[Person]:
        """Yield distinct persons who live there on that day, most from the village, a few from another commune."""
        seen: set[str] = set()
        pools = self._pools
        youngest = month_of(on) - 15 * 12
        for attempt in range(100_000):
            bits = self._draws.bits(*key, attempt)
            bits, where = divmod(bits, 100)
            if where < 4:
                bits, step = divmod(bits, len(COMMUNES))
                pool = pools[(commune + step) % len(COMMUNES)][0]
            else:
                pool = pools[commune][village if where < 62 else 0]
            person = pool[bits % len(pool)]
            if person.number not in seen and youngest >= person.birth and person.home(on) is not None:
                seen.add(person.number)
                yield person

    def _session(
        self, session_id: str, commune: int, on: int, kind: str, course: Course | None, key: tuple[int, ...]
    ) -> Session:
        draw = self._draws
        village = 1 + draw.below(VILLAGES_PER_COMMUNE, *key, 10) if draw.chance(700, *key, 11) and course is None else 0
        named: list[Person] = []
        outsiders: list[str] = []
        unnamed = 0
        if course is not None:
            named = [person for number, person in enumerate(course.learners) if draw.chance(955, *key, 12, number)]
            topic = wording.TOPIC_OCCUPATION
        else:
            wanted = draw.between(24, 46, *key, 13)
            if draw.chance(220, *key, 14):
                unnamed = draw.between(1, 9, *key, 15)
            for place in range(wanted - unnamed):
                if draw.chance(_NOT_LISTED_PER_MILLE, *key, 16, place):
                    birth = 1938 + draw.below(18, *key, 17, place)
                    outsiders.append(self._population.numbers.next("024", draw.below(2, *key, 18, place), birth))
            wanted -= unnamed + len(outsiders)
            for person in self._candidates(commune, village, on, (*key, 19)):
                named.append(person)
                if len(named) == wanted:
                    break
            topic = {
                wording.TRANSFER: wording.TOPIC_PRODUCTION,
                wording.SKILLS: wording.TOPIC_OCCUPATION,
                wording.LITERACY: wording.TOPIC_OTHER,
            }.get(kind) or wording.TOPICS[draw.below(len(wording.TOPICS), *key, 20)]
        return Session(
            session_id,
            commune,
            centre_serving(commune, on),
            course.id if course else "",
            on,
            village,
            kind,
            topic,
            Tenths(80 if course else draw.between(3, 8, *key, 21) * 5),
            f"BCV-{COMMUNES[commune].code}-{1 + draw.below(4, *key, 22)}",
            named,
            outsiders,
            unnamed,
        )

    # --- rows of the forms

    def course_rows(self, communes: list[int], quarter: Quarter) -> list[Row]:
        """Return the courses of these communes that begin in the quarter."""
        return [
            (
                course.id, course.centre.id, wording.VOCATIONAL, course.trade, Tenths(course.hours * 10),
                written(course.days[0]), written(course.days[-1]), "Trung tâm GDNN - GDTX Lạng Giang", None,
            )
            for course in self.courses[quarter.index]
            if course.commune in communes
        ]  # fmt: skip

    def session_rows(self, communes: list[int], quarter: Quarter) -> list[Row]:
        """Return the sessions of these communes in the quarter."""
        rows: list[Row] = []
        for session in self.sessions[quarter.index]:
            if session.commune not in communes:
                continue
            village = village_code(session.commune, session.village, quarter.last) if session.village else None
            women = sum(person.sex == WOMAN for person in session.named) + sum(
                number[3] in "13" for number in session.outsiders
            )
            ethnic = sum(person.ethnicity != "Kinh" for person in session.named)
            rows.append(
                (
                    session.id, session.centre.id, session.course or None, written(session.day), village, session.topic,
                    session.kind, session.hours, session.speaker, session.attendances, women, ethnic,
                )
            )  # fmt: skip
        return rows

    def participation_rows(self, communes: list[int], quarter: Quarter) -> list[Row]:
        """Return who came to these sessions: a row each, with an empty number for those without a name."""
        rows: list[Row] = []
        for session in self.sessions[quarter.index]:
            if session.commune in communes:
                rows += [(session.id, person.number) for person in session.named]
                rows += [(session.id, number) for number in session.outsiders]
                rows += [(session.id, None)] * session.unnamed
        return rows

    def result_rows(self, communes: list[int], quarter: Quarter) -> list[Row]:
        """Return results, filed in the quarter of the certificate (or of the course's end, where none was given)."""
        rows: list[Row] = []
        for courses in self.courses[: quarter.index + 1]:
            for course in courses:
                if course.commune not in communes:
                    continue
                for number, (person, completed, certified) in enumerate(course.results, 1):
                    if quarter_of(certified or completed) == quarter.index:
                        paper = f"CC-{course.id[2:]}-{number:02d}" if certified else None
                        rows.append(
                            (
                                course.id,
                                person.number,
                                written(completed),
                                paper,
                                written(certified) if certified else None,
                            )
                        )
        return rows

    def declared_rows(self, commune: int, unit: str, quarter: Quarter) -> list[Row]:
        """Return head counts as the commune declares them: its own learners, and part of the unnamed."""
        rows: list[Row] = []
        for measure, kinds in ((wording.LEARNED, _OCCUPATIONAL), (wording.TRANSFERRED, (wording.TRANSFER,))):
            persons: set[str] = set()
            unnamed = 0
            for session in self.sessions[quarter.index]:
                if session.kind in kinds:
                    unnamed += session.unnamed if session.commune == commune else 0
                    for person in session.named:
                        home = person.home(quarter.last)
                        if home is not None and home.commune == commune and is_labourer(person, quarter.last):
                            persons.add(person.number)
            count = len(persons) + self._draws.below(unnamed + 1, commune, quarter.index, 30)
            rows.append((unit, quarter.text, measure, None, None, None, count, wording.COUNTED))
        return rows


def labour_rows(population: Population, on: int, unit_of_commune: list[str]) -> dict[str, list[Row]]:
    """Return each unit's labourers, in all and by sex: an office counts not quite as its list does."""
    counts: dict[str, list[int]] = {unit: [0, 0] for unit in unit_of_commune}
    for person in population.persons:
        home = person.home(on)
        if home is not None and is_labourer(person, on):
            counts[unit_of_commune[home.commune]][person.sex] += 1
    draws = Draws("labour totals")
    rows: dict[str, list[Row]] = {}
    for unit, by_sex in counts.items():
        men = by_sex[MAN] + draws.between(-12, 12, int(unit), on)
        women = by_sex[WOMAN] + draws.between(-12, 12, int(unit), on, 1)
        rows[unit] = [
            (unit, written(on), sex, None, count)
            for sex, count in ((None, men + women), (wording.SEX[MAN], men), (wording.SEX[WOMAN], women))
        ]
    return rows
