"""Units against indicators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.errors import InvalidValue
from hoctap.language import Language, say
from hoctap.plot.figures import make_panels, status_legend, title_text
from hoctap.result_view import measure_text, together_texts, unit_text, view_text
from hoctap.sheet import STATUS_LOOKS

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from hoctap import Period, Result

__all__ = ["heatmap"]

KINDS = ("unit", "joint", "territory", "higher")


def heatmap(result: Result, *, period: Period | str | None = None, lang: Language = "en") -> Figure:
    """Draw units × indicators for one period: the value, a symbol and a colour for the status.

    Args:
        result: an evaluation.
        period: which to draw. Default: the last of the result.
        lang: language of the words.

    Raises:
        InvalidValue: the result has no rows of that period.

    """
    from matplotlib.patches import Rectangle

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
    figure, (panel,) = make_panels(
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
    status_legend(figure, rows, lang)
    figure.suptitle(
        title_text([shown, say("view: {view}", lang, view=view_text(result.view, lang))], result, lang),
        fontsize=10,
        x=0.01,
        ha="left",
    )
    return figure
