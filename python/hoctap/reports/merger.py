"""The same figures before and after the merger of units, and what was handed over."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hoctap import plot
from hoctap.handover_view import HANDOVER_TITLES
from hoctap.language import Language, count_text, day_text, say
from hoctap.reports.drawings import picture
from hoctap.reports.page import Pictures, Section, Tabled
from hoctap.result_view import legend_text, target_names, unit_text, units_sheet
from hoctap.sheet import Cell, Sheet

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """Compare the units of the plan's start with those of today."""
    title = say("Before and after the merger", lang)
    if contents.merger is None:
        return Section("merger", title, say("No unit changed in the plan's time.", lang), [])
    names = target_names(contents.result, lang)
    rows = [row for row in contents.today if row.kind in ("unit", "joint")]
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    drawn = picture(
        lambda: plot.before_after(
            contents.dataset, indicator=contents.indicator, period=contents.period, lang=lang, bare=True
        ),
        salt="merger",
        name=f"{contents.indicator} {names.get(contents.indicator, '')}".rstrip(),
        text=say("Each new unit is joined to those it was made of; the orange line is the whole territory.", lang),
    )
    caption = say("Value and status on the units of today, {period}", lang, period=contents.period)
    return Section(
        "merger",
        title,
        _lead(contents, lang),
        [
            Pictures([drawn]),
            Tabled(_origins(contents, lang)),
            *(
                []
                if contents.result.view == "current"  # then the communes' own table has them
                else [Tabled(units_sheet(rows, measures, caption, lang), legend_text(rows, lang))]
            ),
            *([Tabled(_handed_over(contents, lang))] if contents.handovers else []),
        ],
    )


def _lead(contents: Contents, lang: Language) -> str:
    """Say whether the merger changed a figure of the whole territory; it must not."""
    sides = [
        {
            (row.indicator, row.variant): row.cell
            for row in side
            if row.kind == "territory" and row.period == contents.period
        }
        for side in (contents.before, contents.today)
    ]
    differing = [
        indicator for (indicator, variant), cell in sides[0].items() if sides[1].get((indicator, variant)) != cell
    ]
    assert contents.merger is not None
    words = say("The units changed last on {day}.", lang, day=day_text(contents.merger, lang))
    if differing:
        return f"{words} " + say(
            "These figures of the whole territory differ between old and new units: {which}.",
            lang,
            which=", ".join(differing),
        )
    return f"{words} " + say("Every figure of the whole territory is the same on old and new units.", lang)


def _origins(contents: Contents, lang: Language) -> Sheet:
    """Lay out which unit went where, with the picture's figures."""
    sides = [
        {
            row.unit: row
            for row in side
            if row.kind == "unit" and row.indicator == contents.indicator and row.period == contents.period
        }
        for side in (contents.before, contents.today)
    ]
    lines = []
    for step in contents.crosswalk:
        old, new = sides[0].get(step["from_code"]), sides[1].get(step["to_code"])
        if old is None or new is None:
            continue
        share = (
            say("not known", lang)
            if step["share_num"] is None
            else say("all", lang)
            if step["share_num"] == step["share_den"]
            else f"{step['share_num']}/{step['share_den']}"
        )
        if step["is_inferred"]:
            share += f" ({say('inferred', lang)})"
        lines.append(
            [
                Cell(unit_text(old, lang), strong=True),
                Cell(
                    old.value_text(lang=lang, short=True),
                    number=True,
                    status=old.status,
                    label=old.status_text(lang=lang),
                ),
                Cell(unit_text(new, lang)),
                Cell(share),
                Cell(
                    new.value_text(lang=lang, short=True),
                    number=True,
                    status=new.status,
                    label=new.status_text(lang=lang),
                ),
            ]
        )
    heads = [
        say("old unit", lang),
        f"{contents.indicator} %",
        say("new unit", lang),
        say("part that went there", lang),
        f"{contents.indicator} %",
    ]
    return Sheet(
        say(
            "From old units to new ones, {indicator} on {period}",
            lang,
            indicator=contents.indicator,
            period=contents.period,
        ),
        heads,
        lines,
    )


def _handed_over(contents: Contents, lang: Language) -> Sheet:
    """Count what each new unit took over; the dossier names every item."""
    lines = []
    for dossier in contents.handovers:
        kinds = Counter(row["kind"] for row in dossier.to_dicts())
        lines.append(
            [Cell(f"{dossier.unit.code} {dossier.unit.name}", strong=True)]
            + [Cell(count_text(kinds[kind], lang), number=True) for kind in HANDOVER_TITLES]
        )
    heads = [say("new unit", lang), *(say(name, lang) for name in HANDOVER_TITLES.values())]
    return Sheet(say("What the new units took over: entries of their dossiers", lang), heads, lines)
