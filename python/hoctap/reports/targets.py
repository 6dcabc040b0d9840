"""Targets against their path with bounds, and what is out of reach."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hoctap import plot
from hoctap.language import Language, count_text, say
from hoctap.reports.drawings import picture
from hoctap.reports.fitted import without_silent_columns
from hoctap.reports.page import Block, Paragraphs, Pictures, Section, Tabled
from hoctap.result_view import legend_text, measure_text, reach_notes, target_names, territory_sheet
from hoctap.sheet import Cell, Sheet

if TYPE_CHECKING:
    from hoctap import ResultRow
    from hoctap.reports.contents import Contents

__all__ = ["reach_section", "section"]


def section(contents: Contents, lang: Language) -> Section:
    """Draw each target over time, with a table of the same figures."""
    names = target_names(contents.result, lang)
    drawn = [
        picture(
            partial(plot.target_path, contents.history, indicators=[row.indicator], lang=lang, bare=True),
            salt=f"path-{row.indicator}",
            name=f"{measure_text(row.indicator, row.variant)} {names.get(row.indicator, '')}".rstrip(),
            text=f"{row.value_text(lang=lang)}, {row.status_text(lang=lang)}",
        )
        for row in contents.territory
    ]
    legend = say(
        "Blue: value, with the band between its bounds. Black dashes: path. Orange dots: target. A hollow point: a value before it is due.",
        lang,
    )
    caption = say("Where each target stands on {period}", lang, period=contents.period)
    return Section(
        "targets",
        say("Targets against their path", lang),
        say("Each target of the plan for the whole territory, quarter by quarter.", lang),
        [
            Pictures(
                drawn, f"{legend}   {legend_text([row for row in contents.history if row.kind == 'territory'], lang)}"
            ),
            Tabled(territory_sheet(contents.territory, names, caption, lang)),
            Tabled(_by_period(contents, lang)),
        ],
    )


def _by_period(contents: Contents, lang: Language) -> Sheet:
    """Lay out what the pictures show: values by quarter."""
    rows = [row for row in contents.history if row.kind == "territory"]
    periods = list(dict.fromkeys(row.period for row in rows))
    found = {(row.indicator, row.period): row for row in rows}
    lines = [
        [Cell(measure_text(now.indicator, now.variant), strong=True)]
        + [_value(found.get((now.indicator, period)), lang) for period in periods]
        for now in contents.territory
    ]
    heads = [say("indicator", lang), *map(str, periods)]
    return Sheet(say("Values by quarter, in percent", lang), heads, lines)


def _value(row: ResultRow | None, lang: Language) -> Cell:
    if row is None:
        return Cell("")
    text = row.value_text(lang=lang, short=True).partition(" [")[0]
    return Cell(text, number=True, status=row.status, label=row.status_text(lang=lang))


def reach_section(contents: Contents, lang: Language) -> Section:
    """Say which targets cannot be reached at the present rate, or were not."""
    names = target_names(contents.result, lang)
    beyond = [row for row in contents.territory if row.reach == "beyond"]
    ended = [row for row in contents.territory if row.reach == "ended" and row.status not in ("met", "informative")]
    if beyond:
        lead = say("{count} targets are out of reach at the present rate.", lang, count=count_text(len(beyond), lang))
    elif ended:
        lead = say(
            "The plan has ended; what {count} targets that were not met would have taken:",
            lang,
            count=count_text(len(ended), lang),
        )
    else:
        lead = say("No target is known to be out of reach.", lang)
    heads = ["indicator", "value [bounds]", "target", "reach", "needed a quarter", "now a quarter"]
    lines = [
        [
            Cell(f"{measure_text(row.indicator, row.variant)} {names.get(row.indicator, '')}".rstrip(), strong=True),
            Cell(row.value_text(lang=lang), number=True),
            Cell("–" if row.target is None else f"{row.target} %", number=True),
            Cell(row.reach_text(lang=lang)),
            Cell(_range(row.pace_from_upper, row.pace_from_lower, lang), number=True),
            Cell("–" if row.present_rate is None else count_text(row.present_rate, lang), number=True),
        ]
        for row in [*beyond, *ended]
    ]
    notes = reach_notes(contents.territory, lang)
    blocks: list[Block] = []
    if lines:
        caption = say("What the targets that are not met would take", lang)
        blocks.append(Tabled(without_silent_columns(Sheet(caption, [say(head, lang) for head in heads], lines))))
    if notes:
        blocks.append(Paragraphs(notes, is_list=True))
    return Section("reach", say("What is out of reach", lang), lead, blocks)


def _range(low: int | None, high: int | None, lang: Language) -> str:
    ends = [count_text(end, lang) for end in (low, high) if end is not None]
    return " – ".join(dict.fromkeys(ends)) or "–"
