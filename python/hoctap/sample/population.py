"""The register of residents: who is listed, where each lives and when, and what happens to them during the plan.

Listed are persons of 15 and over in the labour force, and those near its limits: pupils and students of 13 and over,
people who keep house, and workers a few years past the working age. All persons are simulated.
"""

from bisect import bisect
from dataclasses import dataclass
from typing import NamedTuple

from . import wording
from .days import PLAN_FIRST, PLAN_LAST, day, first_of_month, month_of
from .draws import Draws, Purse
from .places import COMMUNES, VILLAGES_PER_COMMUNE

# Listed persons for each 1,000 labourers of working age.
LISTED_PER_MILLE = 1144
STUDENTS_PAST_SCHOOL_PER_MILLE = 380
# Of a thousand listed persons during the two and a half years.
LEAVE_DISTRICT, MOVE_INSIDE, DIE = 26, 13, 6
ARRIVE_PER_MILLE = 24
BIRTH_MONTH_UNKNOWN_PER_MILLE = 2
VILLAGE_UNKNOWN_OF_LATE_ARRIVALS_PER_MILLE = 30

MAN, WOMAN = 0, 1
# Of a thousand, at most so many have the first level, the first two …
_LEVEL_LIMITS = (642, 742, 845, 910, 950)
# The highest level the young can have reached.
_HIGHEST_LEVEL_AT = {13: 0, 14: 0, 15: 0, 16: 0, 17: 1, 18: 2, 19: 2, 20: 3, 21: 4}
_OLDEST, _YOUNGEST = 63, 13
_START = month_of(PLAN_FIRST)


def _ages() -> tuple[tuple[int, ...], ...]:
    def weight(age: int, limit: int) -> int:
        if age < 18:
            return 28
        if age < 23:
            return 75
        if age < 55:
            return 100
        return 82 if age <= limit else 20

    return tuple(tuple(weight(age, limit) for age in range(_YOUNGEST, _OLDEST + 1)) for limit in (60, 56))


_CUMULATED = []
for _weights in _ages():
    _table: list[int] = []
    for _age, _weight in enumerate(_weights, _YOUNGEST):
        _table += [_age] * _weight
    _CUMULATED.append(tuple(_table))


class Spell(NamedTuple):
    """A residence: half-open days, commune of 2023 (an index), village (0: not stated) and labour status."""

    first: int
    until: int | None
    commune: int
    village: int
    status: str


@dataclass(slots=True)
class Person:
    """A listed person."""

    number: str
    sex: int
    birth: int
    month_known: bool
    ethnicity: str
    sector: str
    poor: bool
    disabled: bool
    level: str
    spells: list[Spell]

    def home(self, on: int) -> Spell | None:
        """Return the spell that covers a day."""
        for spell in self.spells:
            if spell.first <= on and (spell.until is None or on < spell.until):
                return spell
        return None


class CitizenNumbers:
    """Twelve digits as a citizen number has them; each is given once."""

    def __init__(self) -> None:
        """Begin with no number given."""
        self._given: dict[tuple[str, int, int], int] = {}

    def next(self, province: str, sex: int, year: int) -> str:
        """Return a number nobody in the sample has yet."""
        key = (province, sex, year)
        count = self._given.get(key, 0)
        self._given[key] = count + 1
        # 618,033 has no divisor in common with 1,000,000: a permutation, so that numbers do not stand in order.
        serial = (count * 618_033 + 7_919 * year + 314_159 * sex) % 1_000_000
        return f"{province}{2 * (year // 100 - 19) + sex}{year % 100:02d}{serial:06d}"


_HOME_PROVINCE = "024"
_OTHER_PROVINCES = ("027", "020", "019", "001", "030")


class Population:
    """All listed persons, each in the commune where they first lived during the plan."""

    def __init__(self) -> None:
        """Draw the residents of every commune, then those who arrive."""
        self.numbers = CitizenNumbers()
        self.persons: list[Person] = []
        self._draws = Draws("population")
        for index, commune in enumerate(COMMUNES):
            listed = commune.labourers * LISTED_PER_MILLE // 1000
            for _ in range(listed):
                self._add_resident(index)
            for _ in range(listed * ARRIVE_PER_MILLE // 1000):
                self._add_arrival(index)
        self.of_commune: list[list[Person]] = [[] for _ in COMMUNES]
        for person in self.persons:
            self.of_commune[person.spells[0].commune].append(person)

    def _person(self, purse: Purse, province: str) -> Person:
        sex = purse.below(2)
        ages = _CUMULATED[sex]
        birth = _START - 12 * ages[purse.below(len(ages))] - purse.below(12)
        level = bisect(_LEVEL_LIMITS, purse.below(1000))
        if level > _HIGHEST_LEVEL_AT.get((_START - birth) // 12, len(_LEVEL_LIMITS)):
            level = 0
        return Person(
            number=self.numbers.next(province, sex, birth // 12),
            sex=sex,
            birth=birth,
            month_known=purse.below(1000) >= BIRTH_MONTH_UNKNOWN_PER_MILLE,
            ethnicity="Kinh" if purse.below(1000) < 918 else ("Nùng", "Tày", "Sán Dìu", "Cao Lan")[purse.below(4)],
            sector=wording.SECTORS[(0, 0, 0, 0, 0, 1, 2, 2, 3, 3, 3, 4)[purse.below(12)]],
            poor=purse.below(1000) < 27,
            disabled=purse.below(1000) < 11,
            level=wording.LEVELS[level],
            spells=[],
        )

    def _status(self, person: Person, purse: Purse) -> str:
        age = (_START - person.birth) // 12
        of_thousand = purse.below(1000)
        if age < 18:
            student = 860 if age >= 15 else 1000
            return wording.STUDENT if of_thousand < student else wording.EMPLOYED
        if age < 23 and of_thousand < STUDENTS_PAST_SCHOOL_PER_MILLE:
            return wording.STUDENT
        if of_thousand >= 988:
            return wording.UNEMPLOYED
        return wording.HOMEMAKER if of_thousand >= (943 if person.sex == WOMAN else 978) else wording.EMPLOYED

    def _add_resident(self, commune: int) -> None:
        purse = Purse(self._draws, len(self.persons))
        person = self._person(purse, _HOME_PROVINCE if purse.below(100) < 95 else _OTHER_PROVINCES[purse.below(5)])
        village = 1 + purse.below(VILLAGES_PER_COMMUNE)
        born = first_of_month(person.birth) + purse.below(28)
        first = born if purse.below(100) < 62 else max(born, day(2009, 1, 1) + purse.below(5200))
        spell = Spell(first, None, commune, village, self._status(person, purse))
        person.spells.append(spell)
        self._live_on(person, spell, purse)
        self.persons.append(person)

    def _add_arrival(self, commune: int) -> None:
        purse = Purse(self._draws, len(self.persons), 1)
        person = self._person(purse, _OTHER_PROVINCES[purse.below(5)])
        village = 1 + purse.below(VILLAGES_PER_COMMUNE)
        first = PLAN_FIRST + 10 + purse.below(PLAN_LAST - PLAN_FIRST - 20)
        if first >= day(2025, 7, 1) and purse.below(1000) < VILLAGE_UNKNOWN_OF_LATE_ARRIVALS_PER_MILLE:
            village = 0
        person.spells.append(Spell(first, None, commune, village, self._status(person, purse)))
        self.persons.append(person)

    def _live_on(self, person: Person, spell: Spell, purse: Purse) -> None:
        """Let a resident move, leave, die or begin to work on a day of the plan."""
        fate = purse.below(1000)
        on = max(PLAN_FIRST + 3 + purse.below(PLAN_LAST - PLAN_FIRST - 5), spell.first + 30)
        ended = spell._replace(until=on)
        if fate < LEAVE_DISTRICT + DIE:
            person.spells[:] = [ended]
        elif fate < LEAVE_DISTRICT + DIE + MOVE_INSIDE:
            commune = (spell.commune + 1 + purse.below(len(COMMUNES) - 1)) % len(COMMUNES)
            village = 1 + purse.below(VILLAGES_PER_COMMUNE)
            person.spells[:] = [ended, Spell(on, None, commune, village, spell.status)]
        elif spell.status == wording.STUDENT and month_of(on) - person.birth >= 15 * 12 + 1 and purse.below(100) < 62:
            # Work begins: the spell at the old status ends and one with the new status begins at the same address.
            person.spells[:] = [ended, Spell(on, None, spell.commune, spell.village, wording.EMPLOYED)]


def exit_month(sex: int, birth: int) -> int:
    """Return the first month in which the age reaches that year's retirement age (Decree 135/2020/NĐ-CP)."""
    month = birth + 55 * 12
    while True:
        years = month // 12 - 2021
        age = min(744, 723 + 3 * years) if sex == MAN else min(720, 664 + 4 * years)
        if month - birth >= age:
            return month
        month += 1


def is_labourer(person: Person, on: int) -> bool:
    """Return whether the person lives in the district on that day, in the labour force and of working age."""
    home = person.home(on)
    if home is None or home.status not in (wording.EMPLOYED, wording.UNEMPLOYED):
        return False
    birth = person.birth if person.month_known else person.birth // 12 * 12
    month = month_of(on)
    # Out at the end of the exit month, so on its last day already.
    exit_day = first_of_month(exit_month(person.sex, birth) + 1) - 1
    return month - birth >= 15 * 12 and on < exit_day
