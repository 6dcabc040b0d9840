"""What would close the gap of each target that is not met."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, say
from hoctap.reports.fitted import shortened
from hoctap.reports.page import Block, Paragraphs, Section, Tabled
from hoctap.result_view import target_names
from hoctap.sheet import Cell, Sheet

if TYPE_CHECKING:
    from hoctap import Closing
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """Say how many more must pass, and what the centres lack; places of persons are not told apart."""
    names = target_names(contents.result, lang)
    title = say("What closes each gap", lang)
    if not contents.closing:
        return Section("gaps", title, say("No target has a gap that is known.", lang), [])
    lines = [
        [
            Cell(f"{indicator} {names.get(indicator, '')}".rstrip(), strong=True),
            Cell(found.row.value_text(lang=lang), number=True),
            Cell(f"{found.target_percent} %", number=True),
            Cell(_more(found, lang) if contents.is_told_in_full(found.row) else say("withheld", lang), number=True),
            Cell(_can(found, lang)),
        ]
        for indicator, found in contents.closing.items()
    ]
    heads = [
        say(head, lang) for head in ("indicator", "value [bounds]", "target", "more must pass", "can it be closed")
    ]
    blocks: list[Block] = [Tabled(Sheet(say("How far each target is away", lang), heads, lines))]
    for indicator, found in contents.closing.items():
        if indicator not in contents.counts_persons and len(found.steps):
            name = f"{indicator} {names.get(indicator, '')}".rstrip()
            blocks.append(
                Tabled(
                    shortened(
                        _steps(found, say("{name}: what is lacking, by what gains most", lang, name=name), lang), lang
                    )
                )
            )
    if contents.counts_persons & set(contents.closing):
        blocks.append(
            Paragraphs(
                [
                    say(
                        "Of targets that count persons only the sums of the whole territory are shown, since counts of single places could tell of single persons.",
                        lang,
                    )
                ]
            )
        )
    return Section(
        "gaps", title, say("How many more must pass, between all that is unknown passing and none of it.", lang), blocks
    )


def _more(found: Closing, lang: Language) -> str:
    if found.at_least is None or found.at_most is None:
        return "–"
    low, high = count_text(found.at_least, lang), count_text(found.at_most, lang)
    return low if low == high else f"{low} – {high}"


def _can(found: Closing, lang: Language) -> str:
    if found.can_be_closed is None:
        return say("not known", lang)
    return say("yes" if found.can_be_closed else "no", lang)


def _steps(found: Closing, caption: str, lang: Language) -> Sheet:
    lines = [
        [
            Cell(row["subject"], strong=True),
            Cell(f"{row['place']} {row['place_name']}".strip()),
            Cell(row[f"lacks_{lang}"]),
            Cell(say("reported" if row["is_reported"] else "unreported", lang)),
            Cell(count_text(row["gain"], lang), number=True),
        ]
        for row in found.steps.to_dicts()
    ]
    return Sheet(caption, [say(head, lang) for head in ("what", "place", "lacks", "state", "gain")], lines)
