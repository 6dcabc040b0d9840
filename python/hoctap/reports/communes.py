"""Communes against indicators, as a table and as tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap import plot
from hoctap.language import Language, say
from hoctap.reports.drawings import picture
from hoctap.reports.page import Paragraphs, Pictures, Section, Tabled
from hoctap.result_view import legend_text, target_names, together_texts, units_sheet, view_text

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """Lay out every unit of the view against every target."""
    result, rows = contents.result, contents.units
    names = target_names(result, lang)
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    shown = view_text(result.view, lang)
    name = f"{contents.indicator} {names.get(contents.indicator, '')}".rstrip()
    tiles = picture(
        lambda: plot.tile_map(
            contents.dataset,
            indicator=contents.indicator,
            period=contents.period,
            view=result.view,
            lang=lang,
            bare=True,
        ),
        salt="tiles",
        name=name,
        text=say("A tile for each unit, in lines by the units of today; tiles do not stand where the units lie.", lang),
    )
    caption = say("Value and status of each unit on {period}", lang, period=contents.period)
    keys = [f"{indicator}: {names.get(indicator, '')}" for indicator, _ in measures]
    return Section(
        "communes",
        say("Communes and indicators", lang),
        say("Units shown: {view}. What cannot be placed on single units is shown together.", lang, view=shown),
        [
            Tabled(units_sheet(rows, measures, caption, lang), f"{legend_text(rows, lang)}"),
            Paragraphs(["   ".join(keys)]),
            Paragraphs(together_texts(rows, lang), is_list=True),
            Pictures([tiles], legend_text([row for row in rows if row.indicator == contents.indicator], lang)),
        ],
    )
