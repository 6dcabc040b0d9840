"""Who runs the centres: posts, managers, speakers and guides."""

from . import wording
from .centres import CENTRES, TAN_DINH_MERGER, Centre, decision
from .days import day, month_of, written
from .draws import Draws
from .population import Person, Population
from .reports import Row

_draws = Draws("people at work")
_REQUIRED = ((wording.DIRECTOR, 1), (wording.DEPUTY, 2), (wording.SPEAKER, 3), (wording.GUIDE, 2))


def _begins(centre: Centre) -> int:
    return max(centre.founded, day(2021, 6, 15))


def post_rows(centre: Centre) -> list[Row]:
    """Return what posts the centre needs and was given."""
    rows: list[Row] = []
    for number, (role, required) in enumerate(_REQUIRED):
        given = required - (1 if role == wording.SPEAKER and _draws.chance(250, centre.home, number) else 0)
        rows.append((centre.id, role, written(_begins(centre)), None, required, given, decision(centre)))
    return rows


def staff_rows(centre: Centre, population: Population) -> list[Row]:
    """Return managers, speakers and guides: employed residents between 30 and 52 years of age."""
    # The merged centre keeps the people of the largest of the three.
    home = CENTRES[centre.home].home
    adults: list[Person] = []
    for person in population.of_commune[home]:
        spell = person.spells[0]
        age = (month_of(day(2021, 6, 1)) - person.birth) // 12
        if len(person.spells) == 1 and spell.until is None and 30 <= age <= 52 and spell.status == wording.EMPLOYED:
            adults.append(person)
            if len(adults) == 200:
                break
    rows: list[Row] = []
    taken = 0
    for number, (role, required) in enumerate(_REQUIRED):
        for _ in range(required):
            person = adults[taken * 19 % len(adults)]
            trained = None
            if role in (wording.SPEAKER, wording.GUIDE) and _draws.chance(700, home, number, taken):
                trained = written(day(2021, 9, 1) + 7 * _draws.below(110, home, number, taken, 1))
            part_time = wording.YES if role in (wording.DIRECTOR, wording.DEPUTY) else None
            rows.append(
                (person.number, centre.id, role, written(_begins(centre)), None, part_time, trained, decision(centre))
            )
            taken += 1
    return rows


def newly_founded(year: int) -> list[Centre]:
    """Return centres founded in a year of the plan."""
    return [centre for centre in CENTRES if centre.founded == TAN_DINH_MERGER and year == 2025]
