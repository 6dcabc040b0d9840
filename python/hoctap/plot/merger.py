"""The units before a merger against those after it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hoctap.language import Language, day_text, say
from hoctap.plot.figures import TARGET, VALUE, check_shares, make_panels, percent, shown_period, title_text
from hoctap.result_view import unit_text

if TYPE_CHECKING:
    import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Dataset, Period

__all__ = ["before_after"]

NAME_HEIGHT, LINE_HEIGHT = 0.15, 0.26  # inches


def before_after(
    dataset: Dataset,
    *,
    indicator: str = "T4a",
    period: Period | str | None = None,
    before: datetime.date | str | None = None,
    after: datetime.date | str | None = None,
    lang: Language = "en",
    bare: bool = False,
) -> Figure:
    """Draw an indicator on the units before and after a merger, each new unit joined to those it was made of.

    The whole territory is drawn on both sides: where both values are the same, the merger changed no figure.

    Args:
        dataset: what was read.
        indicator: "T4a".
        period: which to draw. Default: the last quarter that has ended.
        before: a day of the old units. Default: the plan's first day.
        after: a day of the new units. Default: the day of the last change of units.
        lang: language of the words.
        bare: whether title and legend are left out.

    Raises:
        InvalidValue: there is no period to draw, it lies outside the plan, or the indicator is a count and no share.
        NotFound: there is no such indicator.

    """
    import datetime

    shown = shown_period(dataset, period)
    start = dataset.programme.first if before is None else before
    end = (dataset.gazetteer.last_event or dataset.programme.last) if after is None else after
    start, end = (day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day) for day in (start, end))
    old, new = (dataset.indicators(view=day, periods=shown, indicators=indicator) for day in (start, end))

    check_shares([*old, *new])
    heights = [{row.unit: percent(row.value) for row in side if row.kind == "unit"} for side in (old, new)]
    names = [{row.unit: unit_text(row, lang) for row in side if row.kind == "unit"} for side in (old, new)]
    figure, (panel,) = make_panels(1, width=8.5, height=1.5 + LINE_HEIGHT * max(len(heights[0]), len(heights[1]), 8))
    for step in dataset.gazetteer.crosswalk(start=start, to=end).to_dicts():
        if step["from_code"] in heights[0] and step["to_code"] in heights[1]:
            joined = [heights[0][step["from_code"]], heights[1][step["to_code"]]]
            panel.plot([0, 1], joined, color=VALUE, alpha=0.45, linewidth=1, marker="o", markersize=4)
    known = [height for side in heights for height in side.values() if height == height]
    lines = LINE_HEIGHT / NAME_HEIGHT * max(len(heights[0]), len(heights[1]), 8)
    gap = (max(known) - min(known)) / lines if known else 0.0
    for x, side in enumerate((old, new)):
        _write_names(panel, x, heights[x], names[x], gap, lang)
        for row in side:
            if row.kind == "territory":
                panel.plot(
                    [x], [percent(row.value)], color=TARGET, marker="D", markersize=7, linestyle="none", zorder=3
                )
    whole = [percent(row.value) for side in (old, new) for row in side if row.kind == "territory"]
    panel.plot([0, 1], whole, color=TARGET, linewidth=2, label=say("the whole territory", lang))
    panel.set_xlim(-0.75, 1.75)
    panel.margins(y=0.08)
    panel.set_xticks(
        [0, 1], [say("units of {date}", lang, date=day_text(day, lang)) for day in (start, end)], fontweight="bold"
    )
    panel.xaxis.tick_top()
    panel.tick_params(length=0)
    begins = panel.get_ylim()[0] > 0
    panel.set_ylabel(say("percent; the axis does not begin at zero", lang) if begins else say("percent", lang))
    panel.spines[["top", "right", "bottom"]].set_visible(False)
    if bare:
        return figure
    figure.legend(loc="outside lower center", frameon=False, fontsize=9)
    title = say("{indicator} on {period}: before and after the merger", lang, indicator=indicator, period=shown)
    figure.suptitle(title_text([title], old, lang), fontsize=11, x=0.01, ha="left")
    return figure


def _write_names(
    panel: Axes, x: int, heights: dict[str, float], names: dict[str, str], gap: float, lang: Language
) -> None:
    """Write each unit's name beside its point, moved apart where points lie close."""
    known = {unit: height for unit, height in heights.items() if height == height}
    order = sorted(known, key=lambda unit: known[unit])
    side = -1 if x == 0 else 1
    for unit, height in zip(order, _moved_apart([known[unit] for unit in order], gap), strict=True):
        figure = f"{known[unit]:.1f}".replace(".", "," if lang == "vi" else ".")
        panel.annotate(
            f"{names[unit]}  {figure}",
            xy=(x, known[unit]),
            xytext=(x + 0.12 * side, height),
            ha="right" if side < 0 else "left",
            va="center",
            fontsize=8,
            arrowprops={"arrowstyle": "-", "color": "#999999", "linewidth": 0.5},
        )


def _moved_apart(heights: Sequence[float], gap: float) -> list[float]:
    """Move rising heights as little as possible so that neighbours are `gap` apart (least squares, by pooling neighbours)."""
    pools: list[tuple[float, int]] = []
    for i, height in enumerate(heights):
        pools.append((height - i * gap, 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (low, low_count), (high, high_count) = pools[-2:]
            pools[-2:] = [((low * low_count + high * high_count) / (low_count + high_count), low_count + high_count)]
    level = [mean for mean, count in pools for _ in range(count)]
    return [mean + i * gap for i, mean in enumerate(level)]
