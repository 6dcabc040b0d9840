"""Plots of results. matplotlib is imported on first use; colours are those of Okabe and Ito, and no meaning rests on colour alone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from textwrap import fill
from typing import TYPE_CHECKING

from hoctap.errors import InvalidValue
from hoctap.language import Language, day_text, say
from hoctap.result_view import measure_text, target_names, together_texts, unit_text, view_text
from hoctap.sheet import STATUS_LOOKS

if TYPE_CHECKING:
    import datetime
    from fractions import Fraction

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Dataset, Period, Result, ResultRow

__all__ = ["before_after", "heatmap", "target_path"]

VALUE, PATH, TARGET = "#0072B2", "#000000", "#D55E00"
QUARTERS_ON_AXIS = 6
LETTERS_ABOVE_PANEL = 38
ROOM_ABOVE = 88  # percent; symbols of higher values stand below them
NAME_HEIGHT, LINE_HEIGHT = 0.15, 0.26  # inches
KINDS = ("unit", "joint", "territory", "higher")


def target_path(
    result: Result,
    *,
    unit: str = "",
    indicators: Sequence[str] | None = None,
    variant: str = "default",
    lang: Language = "en",
) -> Figure:
    """Draw a unit's indicators over time, each with its bounds, the path of the plan and the target.

    Args:
        result: an evaluation of several periods.
        unit: code of the unit; "" is the whole territory.
        indicators: which to draw. Default: all of the result.
        variant: name of the variant.
        lang: language of the words.

    Raises:
        InvalidValue: the result holds none of these, or one that is a count and no share.

    """
    from matplotlib.lines import Line2D

    rows = [row for row in result if _is_unit(row, unit) and row.variant == variant]
    chosen = list(indicators) if indicators is not None else list(dict.fromkeys(row.indicator for row in rows))
    rows = sorted((row for row in rows if row.indicator in chosen), key=lambda row: row.period)
    if not rows:
        raise InvalidValue(
            f"the result has no rows of unit {unit!r}, variant {variant!r}",
            message_vi=f"kết quả không có dòng nào của đơn vị {unit!r}, biến thể {variant!r}",
        )
    _check_shares(rows)
    names = target_names(result, lang)
    figure, panels = _panels(len(chosen), width=4.2, height=2.8)
    for panel, indicator in zip(panels, chosen, strict=True):
        _draw_path(panel, [row for row in rows if row.indicator == indicator], lang)
        title = f"{measure_text(indicator, variant)} {names.get(indicator, '')}".rstrip()
        panel.set_title(fill(title, LETTERS_ABOVE_PANEL), loc="left", fontsize=10, fontweight="bold")
    handles, labels = panels[0].get_legend_handles_labels()
    if any(row.status == "not_due" for row in rows):
        handles.append(
            Line2D([], [], linestyle="none", marker="o", markersize=4, markeredgecolor=VALUE, markerfacecolor="white")
        )
        labels.append(say("value before it is due", lang))
    figure.legend(
        handles,
        labels,
        loc="outside lower center",
        ncols=len(handles),
        frameon=False,
        fontsize=9,
        title=_symbols_text(rows, lang),
        title_fontsize=9,
    )
    name = rows[0].unit_name or say("the whole territory", lang)
    figure.suptitle(
        _title([say("Targets against their path", lang), name], result, lang), fontsize=11, x=0.01, ha="left"
    )
    return figure


def _check_shares(rows: Sequence[ResultRow]) -> None:
    """Refuse counts: the axis is a percentage."""
    for row in rows:
        if row.is_count:
            raise InvalidValue(
                f"{row.indicator} is a count and has no percentage to draw",
                message_vi=f"{row.indicator} là số đếm, không có tỷ lệ để vẽ",
            )


def _symbols_text(rows: Sequence[ResultRow], lang: Language) -> str:
    """Say what the symbols beside the values mean."""
    meanings: dict[str, dict[str, None]] = {}
    for row in rows:
        if row.value is not None and row.status != "not_due":
            meanings.setdefault(STATUS_LOOKS[row.status].symbol, {})[row.status_text(lang=lang)] = None
    return "     ".join(f"{symbol} {', '.join(texts)}" for symbol, texts in meanings.items())


def _draw_path(panel: Axes, rows: Sequence[ResultRow], lang: Language) -> None:
    at = range(len(rows))
    panel.fill_between(
        at,
        [_percent(row.lower) for row in rows],
        [_percent(row.upper) for row in rows],
        color=VALUE,
        alpha=0.25,
        linewidth=0,
        label=say("between the bounds", lang),
    )
    due = [float("nan") if row.status == "not_due" else _percent(row.value) for row in rows]
    panel.plot(at, due, color=VALUE, marker="o", markersize=4, label=say("value", lang))
    path = [float("nan") if row.path is None else float(row.path) for row in rows]
    # Where the plan asks on single days only there is no line between them.
    panel.plot(at, path, color=PATH, linestyle="--", linewidth=1, marker="_", markersize=9, label=say("path", lang))
    if rows and rows[0].target is not None:
        panel.axhline(rows[0].target, color=TARGET, linewidth=1, linestyle=":", label=say("target", lang))
    early = [(i, _percent(row.value)) for i, row in enumerate(rows) if row.status == "not_due"]
    if early:
        panel.plot(
            *zip(*early, strict=True),
            linestyle="none",
            marker="o",
            markersize=4,
            markeredgecolor=VALUE,
            markerfacecolor="white",
            clip_on=False,
        )
    for i, row in enumerate(rows):
        height = _percent(row.value)
        if height == height and row.status != "not_due":
            panel.annotate(
                STATUS_LOOKS[row.status].symbol,
                (i, height),
                xytext=(0, -12 if height > ROOM_ABOVE else 5),
                textcoords="offset points",
                ha="center",
                fontsize=8,
                annotation_clip=False,
            )
    step = -(-len(rows) // QUARTERS_ON_AXIS) or 1
    panel.set_xticks([i for i in at if i % step == 0], [str(row.period) for row in rows[::step]], fontsize=8)
    panel.set_ylim(0, 109)
    panel.set_ylabel("%")
    panel.spines[["top", "right"]].set_visible(False)


def heatmap(result: Result, *, period: Period | str | None = None, lang: Language = "en") -> Figure:
    """Draw units × indicators for one period: the value, a symbol and a colour for the status.

    Args:
        result: an evaluation.
        period: which to draw. Default: the last of the result.
        lang: language of the words.

    Raises:
        InvalidValue: the result has no rows of that period.

    """
    from matplotlib.patches import Patch, Rectangle

    periods = sorted({row.period for row in result}, key=lambda candidate: (candidate.last, candidate.first))
    shown = str(period) if period is not None else str(periods[-1]) if periods else ""
    rows = sorted((row for row in result if str(row.period) == shown), key=lambda row: KINDS.index(row.kind))
    if not rows:
        raise InvalidValue(
            f"the result has no rows of {shown or 'any period'}", message_vi=f"kết quả không có dòng nào của kỳ {shown}"
        )
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    units = list(dict.fromkeys((row.unit, unit_text(row, lang)) for row in rows))
    together = together_texts(rows, lang)
    figure, (panel,) = _panels(
        1, width=2.6 + 1.25 * len(measures), height=1.4 + 0.27 * len(units) + 0.14 * len(together)
    )
    for row in rows:
        x, y = measures.index((row.indicator, row.variant)), units.index((row.unit, unit_text(row, lang)))
        look = STATUS_LOOKS[row.status]
        panel.add_patch(Rectangle((x - 0.5, y - 0.5), 1, 1, facecolor=look.colour, edgecolor="white", alpha=0.75))
        text = "" if row.value is None else row.value_text(lang=lang, short=True).partition(" [")[0] + " "
        panel.text(x, y, text + look.symbol, ha="center", va="center", fontsize=8, color="black")
    panel.set_xlim(-0.5, len(measures) - 0.5)
    panel.set_ylim(len(units) - 0.5, -0.5)
    panel.set_xticks(range(len(measures)), [f"{measure_text(*measure)} %" for measure in measures], fontsize=9)
    panel.xaxis.tick_top()
    panel.set_yticks(range(len(units)), [name for _, name in units], fontsize=8)
    panel.tick_params(length=0)
    panel.set_xlabel("\n".join(together), loc="left", fontsize=7)
    panel.spines[:].set_visible(False)
    labels = {row.status: row.status_text(lang=lang) for row in rows}
    figure.legend(
        handles=[
            Patch(facecolor=STATUS_LOOKS[status].colour, alpha=0.75, label=f"{STATUS_LOOKS[status].symbol} {label}")
            for status, label in labels.items()
        ],
        loc="outside lower center",
        ncols=3,
        frameon=False,
        fontsize=8,
    )
    figure.suptitle(
        _title([shown, say("view: {view}", lang, view=view_text(result.view, lang))], result, lang),
        fontsize=10,
        x=0.01,
        ha="left",
    )
    return figure


def before_after(
    dataset: Dataset,
    *,
    indicator: str = "T4a",
    period: Period | str | None = None,
    before: datetime.date | str | None = None,
    after: datetime.date | str | None = None,
    lang: Language = "en",
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

    Raises:
        InvalidValue: there is no period to draw, it lies outside the plan, or the indicator is a count and no share.
        NotFound: there is no such indicator.

    """
    import datetime

    quarters = dataset.quarters
    if period is None and not quarters:
        raise InvalidValue("no quarter of the plan has ended", message_vi="chưa có quý nào của kế hoạch kết thúc")
    shown = period if period is not None else quarters[-1]
    start = dataset.programme.first if before is None else before
    end = (dataset.gazetteer.last_event or dataset.programme.last) if after is None else after
    start, end = (day if isinstance(day, datetime.date) else datetime.date.fromisoformat(day) for day in (start, end))
    old, new = (dataset.indicators(view=day, periods=shown, indicators=indicator) for day in (start, end))

    _check_shares([*old, *new])
    heights = [{row.unit: _percent(row.value) for row in side if row.kind == "unit"} for side in (old, new)]
    names = [{row.unit: unit_text(row, lang) for row in side if row.kind == "unit"} for side in (old, new)]
    figure, (panel,) = _panels(1, width=8.5, height=1.5 + LINE_HEIGHT * max(len(heights[0]), len(heights[1]), 8))
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
                    [x], [_percent(row.value)], color=TARGET, marker="D", markersize=7, linestyle="none", zorder=3
                )
    whole = [_percent(row.value) for side in (old, new) for row in side if row.kind == "territory"]
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
    figure.legend(loc="outside lower center", frameon=False, fontsize=9)
    title = say("{indicator} on {period}: before and after the merger", lang, indicator=indicator, period=shown)
    figure.suptitle(_title([title], old, lang), fontsize=11, x=0.01, ha="left")
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


def _panels(count: int, *, width: float, height: float) -> tuple[Figure, list[Axes]]:
    columns = min(count, 3)
    lines = -(-count // columns)
    figure = _shown_figure()(figsize=(width * columns, height * lines + 0.6), layout="constrained")
    panels = [figure.add_subplot(lines, columns, i + 1) for i in range(count)]
    return figure, panels


@cache
def _shown_figure() -> type[Figure]:
    """Make a figure that notebooks show without pyplot, which would keep every figure until somebody closes it."""
    import io

    from matplotlib.figure import Figure

    class ShownFigure(Figure):
        def _repr_png_(self) -> bytes:
            image = io.BytesIO()
            self.savefig(image, format="png", dpi=110)
            return image.getvalue()

    return ShownFigure


def _is_unit(row: ResultRow, unit: str) -> bool:
    return row.kind == "territory" if unit == "" else row.unit == unit


def _percent(ratio: Fraction | None) -> float:
    return float("nan") if ratio is None else float(100 * ratio)


def _title(words: list[str], result: Result, lang: Language) -> str:
    if result.is_simulated:
        words = [*words, say("simulated data", lang).upper()]
    return " · ".join(words)
