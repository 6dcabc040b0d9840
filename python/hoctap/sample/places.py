"""The district's communes and their mergers (facts), with simulated villages and sizes."""

import unicodedata
from dataclasses import dataclass

from .days import day

FIRST_MERGER = day(2025, 1, 1)
SECOND_MERGER = day(2025, 7, 1)
VILLAGES_PER_COMMUNE = 8


@dataclass(frozen=True)
class Commune:
    """A commune of July 2023. `labourers` and `activity` (per cent of the usual number of sessions) are simulated."""

    code: str
    name: str
    kind: str
    labourers: int
    activity: int


COMMUNES = (
    Commune("07375", "Vôi", "thị trấn", 11000, 155),
    Commune("07378", "Nghĩa Hòa", "xã", 5000, 95),
    Commune("07381", "Nghĩa Hưng", "xã", 4200, 80),
    Commune("07384", "Quang Thịnh", "xã", 5500, 90),
    Commune("07387", "Hương Sơn", "xã", 7900, 110),
    Commune("07390", "Đào Mỹ", "xã", 5300, 120),
    Commune("07393", "Tiên Lục", "xã", 5400, 130),
    Commune("07396", "An Hà", "xã", 5300, 75),
    Commune("07399", "Kép", "thị trấn", 7300, 140),
    Commune("07402", "Mỹ Hà", "xã", 3600, 60),
    Commune("07405", "Hương Lạc", "xã", 5000, 100),
    Commune("07408", "Dương Đức", "xã", 5000, 85),
    Commune("07411", "Tân Thanh", "xã", 5600, 105),
    Commune("07414", "Yên Mỹ", "xã", 3700, 70),
    Commune("07417", "Tân Hưng", "xã", 5800, 100),
    Commune("07420", "Mỹ Thái", "xã", 6000, 115),
    Commune("07426", "Xương Lâm", "xã", 5300, 90),
    Commune("07429", "Xuân Hương", "xã", 6000, 95),
    Commune("07432", "Tân Dĩnh", "xã", 7600, 125),
    Commune("07435", "Đại Lâm", "xã", 3800, 65),
    Commune("07438", "Thái Đào", "xã", 5800, 105),
)

# What the commune of 2023 belongs to after each merger; a commune that is not named stays.
_AFTER_FIRST = {"07402": "07393", "07414": "07375"}
_AFTER_SECOND = {
    code: new
    for new, codes in {
        "07375": ("07375", "07405", "07414", "07417", "07426"),
        "07381": ("07378", "07381", "07390", "07393", "07396", "07402"),
        "07399": ("07384", "07387", "07399"),
        "07420": ("07408", "07411", "07420", "07429"),
        "07432": ("07432", "07435", "07438"),
    }.items()
    for code in codes
}
_NAMES_AFTER_SECOND = {
    "07375": "Lạng Giang",
    "07381": "Tiên Lục",
    "07399": "Kép",
    "07420": "Mỹ Thái",
    "07432": "Tân Dĩnh",
}
_NAMES = {commune.code: commune.name for commune in COMMUNES}


def unit_of(commune: int, on: int) -> str:
    """Return the code of the unit that holds the commune (an index into COMMUNES) on a day."""
    code = COMMUNES[commune].code
    if on >= SECOND_MERGER:
        return _AFTER_SECOND[code]
    if on >= FIRST_MERGER:
        return _AFTER_FIRST.get(code, code)
    return code


def unit_name(code: str, on: int) -> str:
    """Return the name that the code bore on a day."""
    return _NAMES_AFTER_SECOND[code] if on >= SECOND_MERGER else _NAMES[code]


def unit_folder(code: str, on: int) -> str:
    """Return the folder's name for a unit: codes and even names are used again, so those of July 2025 bear the year."""
    decomposed = unicodedata.normalize("NFD", unit_name(code, on).lower().replace("đ", "d").replace(" ", "-"))
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return f"{code}-{plain}-2025" if on >= SECOND_MERGER else f"{code}-{plain}"


def units_on(on: int) -> dict[str, list[int]]:
    """Return the units alive on a day with the communes of 2023 that they hold, both in order of code."""
    units: dict[str, list[int]] = {}
    for index in range(len(COMMUNES)):
        units.setdefault(unit_of(index, on), []).append(index)
    return dict(sorted(units.items()))


# In one commune two villages merge on 1 January 2025 (simulated).
MERGED_VILLAGE_COMMUNE = next(index for index, commune in enumerate(COMMUNES) if commune.code == "07435")
MERGED_VILLAGES = (7, 8)
MERGED_INTO = 9

_VILLAGE_NAMES = (
    "Thôn Đông", "Thôn Trung", "Thôn Đoài", "Thôn Hạ", "Thôn Thượng", "Thôn Chùa", "Thôn Cầu", "Thôn Giếng",
    "Thôn Đồn", "Thôn Bãi", "Thôn Non", "Thôn Cả", "Thôn Nội", "Thôn Ngoài", "Thôn Mới", "Thôn Gai",
    "Thôn Dâu", "Thôn Tre", "Thôn Sậm", "Thôn Vàng",
)  # fmt: skip


def village_code(commune: int, village: int, on: int) -> str:
    """Return the code of a village (1 to 8 of its commune) on a day."""
    if commune == MERGED_VILLAGE_COMMUNE and village in MERGED_VILLAGES and on >= FIRST_MERGER:
        village = MERGED_INTO
    return f"{COMMUNES[commune].code}{village:03d}"


def village_name(commune: int, village: int) -> str:
    """Return a village's name; names repeat between communes, as they do in life."""
    return (
        _VILLAGE_NAMES[(commune * 7 + village * 3) % len(_VILLAGE_NAMES)]
        if village <= VILLAGES_PER_COMMUNE
        else "Thôn Đồng Tâm"
    )


def is_difficult(commune: int, village: int) -> bool:
    """Return whether a village is on the simulated list of difficult villages."""
    return (commune * 5 + village) % 11 == 0
