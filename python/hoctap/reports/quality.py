"""Numbers that ask to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, say
from hoctap.quality_view import numbers_sheet
from hoctap.reports.fitted import shortened
from hoctap.reports.page import Section, Tabled

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """List numbers far from other units or from the year before."""
    sheet = numbers_sheet(contents.quality.numbers.to_dicts(), lang)
    title = say("Numbers to look at", lang)
    if not sheet.rows:
        return Section("quality", title, say("nothing to look at", lang), [])
    caption = say("Numbers far from other units or from the year before", lang)
    lead = say("A number that stands out may be right; somebody should ask.", lang)
    return Section("quality", title, lead, [Tabled(shortened(sheet._replace(caption=caption), lang))])
