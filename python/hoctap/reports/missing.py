"""Reports: which came, which are missing, and which of them would settle a status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.display import missing_text
from hoctap.language import Language, count_text, say
from hoctap.quality_view import reporting_sheet
from hoctap.reports.fitted import shortened
from hoctap.reports.page import Block, Section, Tabled
from hoctap.settling_view import reports_sheet
from hoctap.sheet import Cell, Sheet

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """List what is owed and not there."""
    forms = [row for row in contents.quality.reporting.to_dicts() if not row["unit"]]
    counted = reporting_sheet(forms, lang)
    names = {row["form"]: row[f"form_{lang}"] for row in forms}
    rows = [[Cell(f"{line[0].text} {names[line[0].text]}", strong=True), *line[2:]] for line in counted.rows]
    blocks: list[Block] = [
        Tabled(
            Sheet(
                say("Reports by form", lang),
                [counted.header[0], *(head.replace("_", " ") for head in counted.header[2:])],
                rows,
            )
        )
    ]
    if len(contents.dataset.missing):
        blocks.append(Tabled(_by_unit(contents, lang)))
    settling = reports_sheet(contents.settling.reports.to_dicts(), lang)
    if settling.rows:
        caption = say("Missing reports that would settle an undetermined status, those that settle most first", lang)
        blocks.append(
            Tabled(
                shortened(settling._replace(caption=caption), lang),
                say(
                    "Settles: on how many shortest lists of undetermined statuses it is; bears on: how many statuses it can change.",
                    lang,
                ),
            )
        )
    return Section("missing", say("Missing reports", lang), missing_text(contents.dataset, lang), blocks)


def _by_unit(contents: Contents, lang: Language) -> Sheet:
    """Lay out the missing reports of each unit in one line."""
    units: dict[tuple[str, str], dict[str, list[str]]] = {}
    for report in contents.dataset.missing:
        units.setdefault((report.unit, report.unit_name), {}).setdefault(report.form, []).append(str(report.period))
    lines = [
        [
            Cell(f"{unit} {name}", strong=True),
            Cell(count_text(sum(map(len, forms.values())), lang), number=True),
            Cell("; ".join(f"{form}: {', '.join(periods)}" for form, periods in forms.items())),
        ]
        for (unit, name), forms in units.items()
    ]
    return Sheet(
        say("Missing reports by unit", lang),
        [say(head, lang) for head in ("unit", "missing", "form and period")],
        lines,
    )
