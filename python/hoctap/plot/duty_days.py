"""The days on which the duties of a plan are due, and how each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.errors import InvalidValue
from hoctap.language import Language, day_text, say
from hoctap.plot.figures import make_panels, title_text
from hoctap.sheet import STATE_LOOKS

if TYPE_CHECKING:
    import datetime

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from hoctap import Duties

__all__ = ["duty_calendar"]

LETTERS_OF_OWNER = 44


def duty_calendar(duties: Duties, *, lang: Language = "en", bare: bool = False) -> Figure:
    """Draw a line for each duty with its days: how it stands, and of how many communes.

    A mark stands on the day that is due, a bar over a period of which no day is due. Where several are due together, of communes or periods, the gravest
    state is shown with how many stand so: "3/21 ✗".

    Args:
        duties: as `Dataset.duties` gives them.
        lang: language of the words.
        bare: whether title and legend are left out.

    Raises:
        InvalidValue: there is no duty.

    """
    from matplotlib.patches import Patch

    from hoctap import Period

    groups = _groups(duties)
    if not groups:
        raise InvalidValue("there is no duty to draw", message_vi="không có nhiệm vụ nào để vẽ")
    names = {duty: rows[0] for (duty, *_), rows in reversed(groups.items())}
    order = list(dict.fromkeys(duty for duty, *_ in groups))
    figure, (panel,) = make_panels(1, width=8.2, height=0.27 * len(order) + (0.5 if bare else 1.1), extra=0.0)
    plan = duties.programme
    for (duty, period, due), rows in groups.items():
        if due is not None:
            _draw_day(panel, order.index(duty), due, rows)
        else:
            span = Period(period)
            _draw_span(panel, order.index(duty), max(span.first, plan.first), min(span.last, plan.last), rows)
    first, last = plan.first.toordinal(), plan.last.toordinal()
    if duties.day is not None and plan.first <= duties.day <= plan.last:
        panel.axvline(duties.day.toordinal(), color="black", linewidth=1, linestyle=":")
    panel.set_xlim(first - 12, last + 28)
    panel.set_ylim(len(order) - 0.5, -0.5)
    panel.set_yticks(range(len(order)), [_name(names[duty], lang) for duty in order], fontsize=8)
    quarters = plan.quarters
    panel.set_xticks(
        [quarter.first.toordinal() for quarter in quarters],
        [str(quarter) for quarter in quarters],
        fontsize=8,
        ha="left",
    )
    panel.xaxis.tick_top()
    panel.grid(axis="x", color="#DDDDDD", linewidth=0.6)
    panel.set_axisbelow(True)
    panel.tick_params(length=0)
    panel.spines[:].set_visible(False)
    if not bare:
        present = {row["state"] for rows in groups.values() for row in rows}
        figure.legend(
            handles=[
                Patch(facecolor=look.colour, alpha=0.75, label=f"{look.symbol} {say(state.replace('_', ' '), lang)}")
                for state, look in STATE_LOOKS.items()
                if state in present
            ],
            loc="outside lower center",
            ncols=6,
            frameon=False,
            fontsize=8,
        )
        day = "–" if duties.day is None else day_text(duties.day, lang)
        words = [say("Duties of the plan on {day}", lang, day=day)]
        figure.suptitle(title_text(words, duties, lang), fontsize=10, x=0.01, ha="left")
    return figure


def _groups(duties: Duties) -> dict[tuple[str, str, datetime.date | None], list[dict[str, Any]]]:
    """Put together what stands on one place: what is due of a duty on a day, or in a period without a day."""
    groups: dict[tuple[str, str, datetime.date | None], list[dict[str, Any]]] = {}
    for row in duties.to_dicts():
        groups.setdefault((row["duty"], "" if row["due"] else row["period"], row["due"]), []).append(row)
    return groups


def _looks(rows: list[dict[str, Any]]) -> tuple[str, str]:
    """Give the colour and words of the gravest state."""
    states = [row["state"] for row in rows]
    state = next(state for state in STATE_LOOKS if state in states)
    look, count = STATE_LOOKS[state], states.count(state)
    if len(rows) == 1:
        return look.colour, look.symbol
    return look.colour, f"{count} {look.symbol}" if count == len(rows) else f"{count}/{len(rows)} {look.symbol}"


def _draw_span(panel: Axes, y: int, first: datetime.date, last: datetime.date, rows: list[dict[str, Any]]) -> None:
    begin, end = first.toordinal(), last.toordinal()
    colour, text = _looks(rows)
    panel.barh(y, end - begin - 6, left=begin + 3, height=0.72, color=colour, alpha=0.4)
    panel.text((begin + end) / 2, y, text, ha="center", va="center", fontsize=8)


def _draw_day(panel: Axes, y: int, due: datetime.date, rows: list[dict[str, Any]]) -> None:
    colour, text = _looks(rows)
    box = {"boxstyle": "round,pad=0.25", "facecolor": colour, "alpha": 0.75, "edgecolor": "none"}
    panel.text(due.toordinal(), y, text, ha="center", va="center", fontsize=8, bbox=box)


def _name(row: dict[str, Any], lang: Language) -> str:
    owner = row[f"owner_{lang}"]
    return f"{row['duty']}  {owner if len(owner) <= LETTERS_OF_OWNER else owner[: LETTERS_OF_OWNER - 1] + '…'}"
