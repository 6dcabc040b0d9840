"""A budget as a bridge: from what was estimated to what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from hoctap.language import Language, count_text, say
from hoctap.plot.figures import TARGET, VALUE, make_panels, title_text

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hoctap import Execution

__all__ = ["budget_bridge"]

MILLION = 1_000_000


class Step(NamedTuple):
    """A bar from one sum to another; a total stands on the axis."""

    name: str
    begin: int
    end: int
    is_total: bool


def budget_bridge(execution: Execution, *, lang: Language = "en", bare: bool = False) -> Figure:
    """Draw how the sum that was estimated becomes what was allocated, paid and left, in đồng.

    Args:
        execution: of one budget year or of all, as `Dataset.execution` gives it.
        lang: language of the words.
        bare: whether the title is left out.

    """
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    steps = _steps(execution.total, lang)
    figure, (panel,) = make_panels(1, width=7.0, height=0.36 * len(steps) + (0.45 if bare else 0.75), extra=0.0)
    widest = max([1, *(max(abs(step.begin), abs(step.end)) for step in steps)])
    for y, step in enumerate(steps):
        low, high = sorted((step.begin, step.end))
        panel.barh(
            y,
            high - low,
            left=low,
            height=0.62,
            color=VALUE if step.is_total else "white",
            edgecolor=VALUE if step.is_total else TARGET,
            hatch=None if step.is_total else "////",
            linewidth=1,
        )
        sign = "" if step.is_total else "+" if step.end > step.begin else "−"
        amount = count_text(step.end if step.is_total else high - low, lang)
        panel.text(high + widest * 0.012, y, f"{sign}{amount}", va="center", ha="left", fontsize=9)
        if y + 1 < len(steps):
            panel.plot([step.end, step.end], [y, y + 1], color="#666666", linewidth=0.7, zorder=0)
    panel.axvline(0, color="black", linewidth=0.8)
    panel.set_yticks(range(len(steps)), [step.name for step in steps], fontsize=9)
    panel.set_ylim(len(steps) - 0.5, -0.5)
    panel.set_xlim(min(0, *(step.end for step in steps)), widest * 1.24)
    panel.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    panel.xaxis.set_major_formatter(FuncFormatter(lambda amount, _: count_text(round(amount / MILLION), lang)))
    panel.set_xlabel(say("million đồng", lang), fontsize=8)
    panel.tick_params(axis="y", length=0)
    panel.tick_params(axis="x", labelsize=8)
    panel.spines[["top", "right", "left"]].set_visible(False)
    if not bare:
        years = sorted({row["year"] for row in execution.to_dicts()})
        words = [
            say("How the budget was carried out", lang),
            "–".join(str(year) for year in years[:: len(years) - 1 or 1]),
        ]
        figure.suptitle(title_text([word for word in words if word], execution, lang), fontsize=10, x=0.01, ha="left")
    return figure


def _steps(total: dict[str, int], lang: Language) -> list[Step]:
    estimated, allocated, paid, left = (total[key] for key in ("estimated", "allocated", "paid", "left"))
    beyond = "allocated beyond the estimates" if allocated > estimated else "not allocated"
    steps = [
        Step(say("estimated", lang), 0, estimated, True),
        Step(say(beyond, lang), estimated, allocated, False),
        Step(say("allocated", lang), 0, allocated, True),
        Step(say("paid", lang), allocated, allocated - paid, False),
        Step(say("left", lang), 0, left, True),
    ]
    return [step for step in steps if step.is_total or step.begin != step.end]
