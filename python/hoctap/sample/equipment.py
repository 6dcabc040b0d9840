"""Inventories: the essential things of a centre become complete one centre after the other, along the plan's path."""

from . import wording
from .centres import TAN_DINH_MERGER, Centre
from .days import QUARTERS, written
from .draws import Draws
from .places import COMMUNES
from .reports import Dong, Row

_draws = Draws("equipment")
# From which quarter (an index; -1: already at the plan's start) all essential things were there and usable.
_EQUIPPED_FROM = {
    "07375": -1, "07399": -1, "07393": -1, "07432": -1, "07390": -1, "07420": -1, "07438": -1, "07387": -1,
    "07411": 0, "07405": 0, "07378": 1, "07417": 2, "07429": 3, "07426": 3, "07384": 4, "07381": 5,
    "07408": 6, "07435": 7, "07414": 8, "07402": 8, "07396": None,
}  # fmt: skip
# One centre's only computer is broken for a quarter.
_BROKEN = {("07405", 4)}
# These offices count every half year and send a nil return in between.
HALF_YEARLY_OFFICES = frozenset(("07378", "07435"))

_SOURCES = (wording.COMMUNE_BUDGET, wording.SOCIETY, wording.DONATIONS)
_PRICES = (3_500_000, 850_000, 12_000_000, 4_200_000, 9_500_000, 650_000)


def _is_equipped(code: str, quarter: int) -> bool:
    since = _EQUIPPED_FROM[code]
    return since is not None and quarter >= since and (code, quarter) not in _BROKEN


def inventory_rows(centre: Centre, quarter: int) -> list[Row]:
    """Return a full inventory at the end of a quarter (-1: on 30 June 2023)."""
    code = COMMUNES[centre.home].code
    as_of = written(QUARTERS[quarter].last if quarter >= 0 else QUARTERS[0].first - 1)
    equipped = _is_equipped(code, quarter)
    lacking = 2 if (code, quarter) in _BROKEN else (2, 2, 2, 0)[_draws.below(4, centre.home, 10)]
    rows: list[Row] = []
    for item, (label, price) in enumerate(zip(wording.ITEMS, _PRICES, strict=True)):
        many = 40 + 2 * _draws.below(16, centre.home, 11) if item == 1 else 2 + _draws.below(3, centre.home, 12, item)
        many *= len(centre.serves) if centre.founded == TAN_DINH_MERGER else 1
        if equipped or item != lacking:
            usable = many - _draws.below(2, centre.home, 13, item)
        else:
            many, usable = (many, 0) if (code, quarter) in _BROKEN or _draws.chance(500, centre.home, 14) else (0, 0)
        if item >= 3 and not _draws.chance(600 + 30 * quarter, centre.home, 15, item):
            continue
        source = _SOURCES[_draws.weighted((70, 22, 8), centre.home, 16, item)]
        rows.append((centre.id, label, as_of, many, usable, source, Dong(many * price)))
    return rows
