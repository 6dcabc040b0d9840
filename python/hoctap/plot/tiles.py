"""Communes as tiles of one size, each with its value and status."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from hoctap.errors import InvalidValue
from hoctap.language import Language, say
from hoctap.plot.figures import make_panels, shown_period, status_legend, title_text
from hoctap.result_view import measure_text, target_names, unit_text, view_text
from hoctap.sheet import STATUS_LOOKS

if TYPE_CHECKING:
    import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Dataset, Period, ResultRow

__all__ = ["tile_map"]

TILES_IN_LINE = 6
LETTERS_IN_TILE = 11
LETTERS_OF_TITLE = 88
NAMES = 1.45  # of a tile, left of the first one
Places = Mapping[str, tuple[float, float]]


def tile_map(
    dataset: Dataset,
    *,
    indicator: str = "T4a",
    period: Period | str | None = None,
    view: str | datetime.date = "plan_territory",
    variant: str = "default",
    places: Places | None = None,
    lang: Language = "en",
    bare: bool = False,
) -> Figure:
    """Draw each unit of a view as a tile of one size with the indicator's value and status.

    Args:
        dataset: what was read.
        indicator: "T4a".
        period: which to draw. Default: the last quarter that has ended.
        view: as in `Dataset.indicators`.
        variant: name of the variant.
        places: column and line of each unit's tile, from the upper left, to lay them out as on a map. Default: a line for each unit of today, with the tiles
            of those that it was made of; tiles then do not stand where the units lie.
        lang: language of the words.
        bare: whether title and legend are left out.

    Raises:
        InvalidValue: there is no period to draw, it lies outside the plan, no unit has a value, or `places` lacks a unit.
        NotFound: there is no such indicator or variant.

    """
    result = dataset.indicators(
        view=view, periods=shown_period(dataset, period), indicators=indicator, variants=[variant]
    )
    rows = {row.unit: row for row in result if row.kind == "unit"}
    if not rows:
        raise InvalidValue("no unit of the view has a tile", message_vi="cách xem này không có đơn vị nào để vẽ")
    drawn = next(iter(rows.values())).period
    lines = {} if places is not None else _lines_of_today(dataset, rows, _day_of(result.view, dataset, drawn))
    where = dict(places) if places is not None else _in_lines(lines)
    if lacking := [unit for unit in rows if unit not in where]:
        raise InvalidValue(
            f"`places` names no place for {', '.join(lacking)}",
            message_vi=f"`places` không nêu vị trí của {', '.join(lacking)}",
        )
    wide = max(where[unit][0] for unit in rows) + 1
    tall = max(where[unit][1] for unit in rows) + 1
    margin = NAMES if any(name for name, _ in lines) else 0.0
    figure, (panel,) = make_panels(
        1, width=1.02 * (wide + margin), height=0.74 * tall + (0.1 if bare else 1.1), extra=0.0
    )
    for unit, row in rows.items():
        _draw_tile(panel, *where[unit], row, lang)
    for (name, _), units in lines.items():
        if not name:
            continue
        panel.text(
            -0.62, where[units[0]][1], "\n".join(wrap(name, 15)), ha="right", va="center", fontsize=9, fontweight="bold"
        )
    panel.set_xlim(-0.5 - margin, wide - 0.5)
    panel.set_ylim(tall - 0.5, -0.5)
    panel.set_axis_off()
    if not bare:
        status_legend(figure, rows.values(), lang)
        name = f"{measure_text(indicator, variant)} {target_names(result, lang).get(indicator, '')}".rstrip()
        shown = say("view: {view}", lang, view=view_text(result.view, lang))
        words = [name, str(drawn), shown]
        figure.suptitle(title_text(words, result, lang, letters=LETTERS_OF_TITLE), fontsize=10, x=0.01, ha="left")
    return figure


def _lines_of_today(
    dataset: Dataset, rows: Mapping[str, ResultRow], read_on: datetime.date | str
) -> dict[tuple[str, int], list[str]]:
    """Give the lines of tiles: the units that each unit of today was made of, broken where they are many."""
    gazetteer = dataset.gazetteer
    parts: dict[str, list[str]] = {}
    for unit in rows:
        code, _, ended = unit.partition("@")
        version = gazetteer.find(code, day=ended or read_on)
        found = [] if version is None else gazetteer.follow(version, to=gazetteer.last_event or read_on)
        names = {f"{part.unit.code} {part.unit.name}" for part in found if part.unit is not None}
        parts.setdefault(names.pop() if len(names) == 1 else "", []).append(unit)
    if all(len(units) == 1 for units in parts.values()):  # a name beside each tile would say again what it says
        parts = {"": list(rows)}
    return {
        (name, start): units[start : start + TILES_IN_LINE]
        for name, units in parts.items()
        for start in range(0, len(units), TILES_IN_LINE)
    }


def _day_of(view: str, dataset: Dataset, period: Period) -> datetime.date | str:
    """Give the day on which a view reads its codes."""
    days = {
        "plan_territory": dataset.programme.first,
        "current": dataset.gazetteer.last_event or period.last,
        "as_reported": period.last,
    }
    return days.get(view, view)


def _in_lines(lines: Mapping[Any, list[str]]) -> dict[str, tuple[float, float]]:
    return {unit: (float(x), float(y)) for y, units in enumerate(lines.values()) for x, unit in enumerate(units)}


def _draw_tile(panel: Axes, x: float, y: float, row: ResultRow, lang: Language) -> None:
    from matplotlib.patches import Rectangle

    look = STATUS_LOOKS[row.status]
    panel.add_patch(
        Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=look.colour, edgecolor="white", linewidth=2, alpha=0.75)
    )
    name = "\n".join(wrap(unit_text(row, lang).removeprefix(row.unit).strip(), LETTERS_IN_TILE)[:2])
    value = "" if row.value is None else row.value_text(lang=lang, short=True).partition(" [")[0] + " "
    panel.text(x, y - 0.17, name, ha="center", va="center", fontsize=8)
    panel.text(x, y + 0.24, value + look.symbol, ha="center", va="center", fontsize=9, fontweight="bold")
