"""The district at a glance: where each target stands, and what the figures rest on."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hoctap.findings_view import summary_text
from hoctap.language import Language, count_text, day_text, say
from hoctap.reports.page import Card, Cards, Facts, Paragraphs, Section
from hoctap.result_view import measure_text, target_names

if TYPE_CHECKING:
    from hoctap import ResultRow
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """Say in one view where the district stands."""
    names = target_names(contents.result, lang)
    rows = contents.territory
    return Section(
        "glance",
        say("At a glance", lang),
        _statuses_text(rows, lang),
        [
            Cards([_card(row, names.get(row.indicator, ""), contents, lang) for row in rows]),
            Paragraphs(
                [
                    say(
                        "The bar is the value, the pale band lies between the bounds: all that is unknown counted as failing, and as passing. The long orange mark is the target, the short black one what the plan's path asks by now.",
                        lang,
                    )
                ]
            ),
            Facts(_facts(contents, lang)),
        ],
    )


def _statuses_text(rows: list[ResultRow], lang: Language) -> str:
    counts = Counter(row.status_text(lang=lang) for row in rows)
    told = ", ".join(f"{count_text(count, lang)} {text}" for text, count in counts.items())
    return say("{count} targets: {told}.", lang, count=count_text(len(rows), lang), told=told)


def _card(row: ResultRow, name: str, contents: Contents, lang: Language) -> Card:
    value, _, bounds = row.value_text(lang=lang).partition(" [")
    return Card(
        code=measure_text(row.indicator, row.variant),
        name=name,
        value=value,
        bounds=bounds.rstrip("]"),
        target="" if row.target is None else f"{row.target} %",
        status=row.status,
        status_text=row.status_text(lang=lang),
        counts=_counts_text(row, lang) if contents.is_told_in_full(row) else "",
        bar=(row.value, row.lower, row.upper),
        path=None if row.path is None else row.path / 100,
        goal=row.target,
    )


def _counts_text(row: ResultRow, lang: Language) -> str:
    cell = row.cell
    text = say(
        "{passing} of {all}", lang, passing=count_text(cell.numerator, lang), all=count_text(cell.denominator, lang)
    )
    if cell.unreported:
        text += ", " + say("{count} not reported", lang, count=count_text(cell.unreported, lang))
    return text


def _facts(contents: Contents, lang: Language) -> list[tuple[str, str]]:
    dataset = contents.dataset
    owed, missing = len(dataset.owed), len(dataset.missing)
    units = [
        sum(row.kind == "unit" and row.indicator == contents.indicator for row in side if row.period == contents.period)
        for side in (contents.before, contents.today)
    ]
    total = contents.execution.total
    facts = [
        (
            say("communes", lang),
            count_text(units[0], lang)
            if units[0] == units[1]
            else say(
                "{before} at the plan's start, {today} today",
                lang,
                before=count_text(units[0], lang),
                today=count_text(units[1], lang),
            ),
        ),
        (
            say("reports", lang),
            say(
                "{missing} of {owed} owed are missing",
                lang,
                missing=count_text(missing, lang),
                owed=count_text(owed, lang),
            ),
        ),
        (
            say("money", lang),
            say(
                "{allocated} đồng allocated, {paid} đồng paid",
                lang,
                allocated=count_text(total["allocated"], lang),
                paid=count_text(total["paid"], lang),
            ),
        ),
        (
            say("duties", lang),
            ", ".join(
                f"{count_text(count, lang)} {say(state.replace('_', ' '), lang)}"
                for state, count in contents.duties.states.items()
                if count
            ),
        ),
        (say("findings", lang), summary_text(dataset.findings, lang)),
    ]
    if dataset.owed.day is not None:
        facts.insert(0, (say("asked on", lang), day_text(dataset.owed.day, lang)))
    return facts
