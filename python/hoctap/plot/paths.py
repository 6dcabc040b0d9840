"""Targets over time: value, bounds, path and target."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import fill
from typing import TYPE_CHECKING

from hoctap.errors import InvalidValue
from hoctap.language import Language, say
from hoctap.plot.figures import PATH, TARGET, VALUE, check_shares, make_panels, percent, title_text
from hoctap.result_view import measure_text, target_names
from hoctap.sheet import STATUS_LOOKS

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Result, ResultRow

__all__ = ["target_path"]

QUARTERS_ON_AXIS = 6
LETTERS_ABOVE_PANEL = 38
SIZE, BARE_SIZE = (4.2, 2.8, 0.6), (3.6, 2.3, 0.0)  # inches: of a panel, and what all share below them
ROOM_ABOVE = 88  # percent; symbols of higher values stand below them


def target_path(
    result: Result,
    *,
    unit: str = "",
    indicators: Sequence[str] | None = None,
    variant: str = "default",
    lang: Language = "en",
    bare: bool = False,
) -> Figure:
    """Draw a unit's indicators over time, each with its bounds, the path of the plan and the target.

    Args:
        result: an evaluation of several periods.
        unit: code of the unit; "" is the whole territory.
        indicators: which to draw. Default: all of the result.
        variant: name of the variant.
        lang: language of the words.
        bare: whether titles and legend are left out.

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
    check_shares(rows)
    names = target_names(result, lang)
    width, height, extra = BARE_SIZE if bare else SIZE
    figure, panels = make_panels(len(chosen), width=width, height=height, extra=extra)
    for panel, indicator in zip(panels, chosen, strict=True):
        _draw_path(panel, [row for row in rows if row.indicator == indicator], lang)
        if bare:
            continue
        title = f"{measure_text(indicator, variant)} {names.get(indicator, '')}".rstrip()
        panel.set_title(fill(title, LETTERS_ABOVE_PANEL), loc="left", fontsize=10, fontweight="bold")
    if bare:
        return figure
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
        title_text([say("Targets against their path", lang), name], result, lang), fontsize=11, x=0.01, ha="left"
    )
    return figure


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
        [percent(row.lower) for row in rows],
        [percent(row.upper) for row in rows],
        color=VALUE,
        alpha=0.25,
        linewidth=0,
        label=say("between the bounds", lang),
    )
    due = [float("nan") if row.status == "not_due" else percent(row.value) for row in rows]
    panel.plot(at, due, color=VALUE, marker="o", markersize=4, label=say("value", lang))
    path = [float("nan") if row.path is None else float(row.path) for row in rows]
    # Where the plan asks on single days only there is no line between them.
    panel.plot(at, path, color=PATH, linestyle="--", linewidth=1, marker="_", markersize=9, label=say("path", lang))
    if rows and rows[0].target is not None:
        panel.axhline(rows[0].target, color=TARGET, linewidth=1, linestyle=":", label=say("target", lang))
    early = [(i, percent(row.value)) for i, row in enumerate(rows) if row.status == "not_due"]
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
        height = percent(row.value)
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


def _is_unit(row: ResultRow, unit: str) -> bool:
    return row.kind == "territory" if unit == "" else row.unit == unit
