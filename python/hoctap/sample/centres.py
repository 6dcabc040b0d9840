"""The learning centres: one in each commune of 2023, two mergers of centres late in 2025, and their venues."""

from dataclasses import dataclass

from . import wording
from .days import day, written
from .draws import Draws
from .places import COMMUNES, unit_of, village_code
from .reports import Row

INDEX = {commune.code: index for index, commune in enumerate(COMMUNES)}


@dataclass(frozen=True)
class Centre:
    """A centre with its life, its line of succession and the communes of 2023 (indices) it serves."""

    id: str
    name: str
    founded: int
    closed: int | None
    predecessors: tuple[str, ...]
    home: int
    serves: tuple[int, ...]

    def operates(self, on: int) -> bool:
        """Return whether the centre exists on a day."""
        return self.founded <= on and (self.closed is None or on < self.closed)


KEP_MERGER = day(2025, 9, 15)
TAN_DINH_MERGER = day(2025, 10, 1)
_draws = Draws("centres")
_CLOSED = {"07384": KEP_MERGER, "07432": TAN_DINH_MERGER, "07435": TAN_DINH_MERGER, "07438": TAN_DINH_MERGER}


def _centres() -> tuple[Centre, ...]:
    centres = []
    for index, commune in enumerate(COMMUNES):
        founded = day(2001 + _draws.below(9, index), _draws.between(1, 12, index, 1), _draws.between(1, 28, index, 2))
        joined = ("07384",) if commune.code == "07399" else ()
        centres.append(
            Centre(
                f"HTCD-{commune.code}",
                f"Trung tâm học tập cộng đồng {commune.kind} {commune.name}",
                founded,
                _CLOSED.get(commune.code),
                tuple(f"HTCD-{code}" for code in joined),
                index,
                (index, *(INDEX[code] for code in joined)),
            )
        )
    merged = ("07432", "07435", "07438")
    centres.append(
        Centre(
            "HTCD-07432-2025",
            "Trung tâm học tập cộng đồng xã Tân Dĩnh",
            TAN_DINH_MERGER,
            None,
            tuple(f"HTCD-{code}" for code in merged),
            INDEX["07432"],
            tuple(INDEX[code] for code in merged),
        )
    )
    return tuple(centres)


CENTRES = _centres()


def centre_serving(commune: int, on: int) -> Centre:
    """Return the centre that serves a commune of 2023 on a day: its own while it operates, then its successor."""
    own = CENTRES[commune]
    if own.operates(on):
        return own
    return next(centre for centre in CENTRES if commune in centre.serves and centre.operates(on))


def place_row(centre: Centre, known_on: int) -> Row:
    """Return the row of where the centre stands, in the codes of a day."""
    venue = wording.VENUES[_draws.weighted((40, 35, 15, 10), centre.home, 3)]
    host = wording.HOSTS[_draws.weighted((55, 15, 15, 15), centre.home, 4)]
    until = written(centre.closed) if centre.closed is not None and centre.closed <= known_on else None
    village = village_code(centre.home, 1 + _draws.below(6, centre.home, 5), known_on)
    return (
        centre.id,
        written(centre.founded),
        until,
        unit_of(centre.home, known_on),
        village,
        venue,
        host,
        decision(centre),
    )


def decision(centre: Centre) -> str:
    """Return the number of the decision that founded the centre."""
    return f"{100 + _draws.below(900, centre.home, centre.founded)}/QĐ-UBND"


def centre_row(centre: Centre, known_on: int) -> Row:
    """Return the row that describes the centre as far as it is known on a day."""
    ended = centre.closed is not None and centre.closed <= known_on
    predecessors = [before for before in centre.predecessors if _closing_day(before) <= known_on]
    closed = written(centre.closed) if ended and centre.closed is not None else None
    return (centre.id, centre.name, written(centre.founded), decision(centre), closed, "; ".join(predecessors) or None)


def _closing_day(centre_id: str) -> int:
    return next(centre.closed for centre in CENTRES if centre.id == centre_id and centre.closed is not None)


def is_touched_by_merger(centre: Centre) -> bool:
    """Return whether the centre closed, took another one over, or was founded by a merger of centres."""
    return centre.closed is not None or bool(centre.predecessors)
