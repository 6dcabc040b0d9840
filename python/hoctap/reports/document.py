"""The parts of a report in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, day_text, say
from hoctap.reports import communes, duties, gaps, glance, merger, missing, money, quality, receipt, targets
from hoctap.reports.page import Page
from hoctap.result_view import view_text

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["document"]

SECTIONS = (
    glance.section,
    targets.section,
    targets.reach_section,
    communes.section,
    merger.section,
    gaps.section,
    money.section,
    missing.section,
    duties.section,
    quality.section,
    receipt.section,
)


def document(contents: Contents, lang: Language) -> Page:
    """Lay out a report."""
    plan = contents.dataset.programme
    places = dict.fromkeys(row.unit_name or say("the whole territory", lang) for row in contents.territory)
    facts = [
        (say("period", lang), str(contents.period)),
        (say("units shown", lang), view_text(contents.result.view, lang)),
        (say("time of the plan", lang), f"{day_text(plan.first, lang)} – {day_text(plan.last, lang)}"),
    ]
    return Page(
        title=say("Where {place} stands on its plan", lang, place=", ".join(places)),
        subtitle=plan.name.text(lang=lang),
        facts=facts,
        sections=[section(contents, lang) for section in SECTIONS],
        is_simulated=contents.is_simulated,
    )
