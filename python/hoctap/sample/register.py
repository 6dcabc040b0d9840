"""The register of villages and the lists of residents: everybody once in 2023Q3, then what changed in each quarter."""

from . import wording
from .days import QUARTERS, Quarter, day, quarter_of, written
from .places import (
    COMMUNES,
    FIRST_MERGER,
    MERGED_INTO,
    MERGED_VILLAGE_COMMUNE,
    MERGED_VILLAGES,
    SECOND_MERGER,
    VILLAGES_PER_COMMUNE,
    is_difficult,
    unit_of,
    village_code,
    village_name,
)
from .population import Person, Population, Spell
from .reports import Row

# These communes took in others on that day, so their present versions begin then.
_SINCE_2020 = {"07375", "07399"}


def village_rows(communes: list[int]) -> dict[str, list[Row]]:
    """Return the versions of the villages of these communes and the events between them."""
    units: list[Row] = []
    events: list[Row] = []
    for commune in communes:
        entry = COMMUNES[commune]
        villages = list(range(1, VILLAGES_PER_COMMUNE + 1))
        for village in villages + ([MERGED_INTO] if commune == MERGED_VILLAGE_COMMUNE else []):
            code = f"{entry.code}{village:03d}"
            begin: int | None = day(2020, 1, 1) if entry.code in _SINCE_2020 else None
            changes = [SECOND_MERGER]
            if unit_of(commune, FIRST_MERGER) != entry.code:
                changes.insert(0, FIRST_MERGER)
            end: int | None = None
            if commune == MERGED_VILLAGE_COMMUNE and village == MERGED_INTO:
                begin = FIRST_MERGER
            elif commune == MERGED_VILLAGE_COMMUNE and village in MERGED_VILLAGES:
                changes, end = [], FIRST_MERGER
                new = f"{entry.code}{MERGED_INTO:03d}"
                events.append(
                    (f"TH-{new}", code, new, written(FIRST_MERGER), None, wording.MERGE, 1, wording.SIMULATED)
                )
            for until in [*changes, end]:
                parent = unit_of(commune, begin) if begin is not None else entry.code
                difficult = wording.YES if is_difficult(commune, village) else None
                units.append(
                    (
                        code,
                        written(begin) if begin else None,
                        written(until) if until else None,
                        village_name(commune, village),
                        wording.VILLAGE,
                        wording.VILLAGE,
                        parent,
                        None,
                        difficult,
                        wording.SIMULATED,
                        "dữ liệu mô phỏng",
                    )
                )
                if until in changes and until is not None:
                    event = f"CT-{code}-{changes.index(until) + 1}"
                    events.append(
                        (event, code, code, written(until), None, wording.CHANGE_PARENT, 1, wording.SIMULATED)
                    )
                begin = until
    return {"units": units, "unit_events": events}


def _birth(person: Person) -> str:
    year, month = divmod(person.birth, 12)
    return f"{month + 1:02d}/{year}" if person.month_known else str(year)


def resident_row(person: Person, spell: Spell, filed: Quarter) -> Row:
    """Return a spell as it is known, and coded, on the last day of the quarter in which it is filed."""
    until = written(spell.until) if spell.until is not None and spell.until <= filed.last else None
    return (
        person.number,
        written(spell.first),
        until,
        unit_of(spell.commune, filed.last),
        village_code(spell.commune, spell.village, filed.last) if spell.village else None,
        wording.SEX[person.sex],
        _birth(person),
        person.ethnicity,
        person.sector if spell.status == wording.EMPLOYED else None,
        spell.status,
        wording.YES if person.poor else None,
        wording.YES if person.disabled else None,
        person.level,
    )


def resident_rows(population: Population) -> dict[tuple[int, int], list[Row]]:
    """Return rows by quarter and commune of 2023: each spell when it begins, and once more when it ends.

    The first quarter holds all that there are.
    """
    rows: dict[tuple[int, int], list[Row]] = {
        (quarter.index, commune): [] for quarter in QUARTERS for commune in range(len(COMMUNES))
    }
    for person in population.persons:
        for spell in person.spells:
            begun = max(0, quarter_of(spell.first))
            if begun >= len(QUARTERS):
                continue
            rows[begun, spell.commune].append(resident_row(person, spell, QUARTERS[begun]))
            if spell.until is not None:
                ended = quarter_of(spell.until)
                if begun < ended < len(QUARTERS):
                    rows[ended, spell.commune].append(resident_row(person, spell, QUARTERS[ended]))
    return rows
