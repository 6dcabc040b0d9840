"""What pictures share: panels, figures that notebooks show, colours and titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from textwrap import fill
from typing import TYPE_CHECKING, Protocol

from hoctap.errors import InvalidValue
from hoctap.language import Language, say
from hoctap.sheet import STATUS_LOOKS

if TYPE_CHECKING:
    from fractions import Fraction

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Dataset, Period, ResultRow

__all__ = [
    "PATH",
    "TARGET",
    "VALUE",
    "check_shares",
    "make_panels",
    "percent",
    "shown_period",
    "status_legend",
    "title_text",
]

VALUE, PATH, TARGET = "#0072B2", "#000000", "#D55E00"


class MayBeSimulated(Protocol):
    """What says whether it rests on made-up data."""

    @property
    def is_simulated(self) -> bool:
        """Whether it does."""
        ...


def check_shares(rows: Sequence[ResultRow]) -> None:
    """Refuse counts: the axis is a percentage."""
    for row in rows:
        if row.is_count:
            raise InvalidValue(
                f"{row.indicator} is a count and has no percentage to draw",
                message_vi=f"{row.indicator} là số đếm, không có tỷ lệ để vẽ",
            )


def make_panels(count: int, *, width: float, height: float, extra: float = 0.6) -> tuple[Figure, list[Axes]]:
    """Make a figure of panels of that size in inches, three in a line, with `extra` height for what all of them share."""
    columns = min(count, 3)
    lines = -(-count // columns)
    figure = _shown_figure()(figsize=(width * columns, height * lines + extra), layout="constrained")
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


def shown_period(dataset: Dataset, period: Period | str | None) -> Period | str:
    """Give the period to draw: the one asked for, else the last quarter that has ended."""
    if period is not None:
        return period
    if not dataset.quarters:
        raise InvalidValue("no quarter of the plan has ended", message_vi="chưa có quý nào của kế hoạch kết thúc")
    return dataset.quarters[-1]


def status_legend(figure: Figure, rows: Iterable[ResultRow], lang: Language) -> None:
    """Say below a figure what symbols and colours of statuses mean."""
    from matplotlib.patches import Patch

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


def percent(ratio: Fraction | None) -> float:
    """Give a ratio in percent, as pictures take it; not a number where there is none."""
    return float("nan") if ratio is None else float(100 * ratio)


def title_text(words: list[str], of: MayBeSimulated, lang: Language, *, letters: int | None = None) -> str:
    """Join the words of a title, with whether the data were made up; in lines of so many letters."""
    if of.is_simulated:
        words = [*words, say("simulated data", lang).upper()]
    title = " · ".join(words)
    return title if letters is None else fill(title, letters)
