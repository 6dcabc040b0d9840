"""Values that a shell completes: indicators, units, periods, views … of the plan that is asked about.

A shell waits for each key: nothing is imported here but what the program has loaded anyway, and no form is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

import hoctap
from hoctap.errors import Error
from hoctap.language import default_language
from hoctap.reading import LANG_GIANG, _programme

if TYPE_CHECKING:
    from hoctap import Programme

__all__ = [
    "DIMENSIONS",
    "complete_budget_years",
    "complete_dimension_lists",
    "complete_form_codes",
    "complete_form_periods",
    "complete_indicators",
    "complete_periods",
    "complete_plan_years",
    "complete_programmes",
    "complete_senders",
    "complete_targets",
    "complete_units",
    "complete_variants",
    "complete_views",
]

Values = Iterable[tuple[str, str]]  # each with what it means
Completion = Callable[[click.Context, click.Parameter, str], list[CompletionItem[str]]]

VIEWS = ("as_reported", "plan_territory", "current")
DIMENSIONS = (
    "sex", "age_band", "ethnicity", "sector", "trained_level", "poor", "disabled", "topic", "host", "venue", "zone", "difficulty",
)  # fmt: skip


def _completion(values: Callable[[click.Context], Values]) -> Completion:
    """Make a completion of the values that there are: those that begin as typed, however marks and capitals were typed."""

    def complete(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem[str]]:
        begun = _plain(typed)
        found = dict(values(context))
        return [
            CompletionItem(value, help=what or None) for value, what in found.items() if _plain(value).startswith(begun)
        ]

    return complete


def _plain(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _plan(context: click.Context) -> Programme:
    """Give the plan that was named, or the one that is taken where none can be had by that name."""
    try:
        return _programme(context.params.get("programme") or LANG_GIANG)
    except Error:
        return hoctap.programme(LANG_GIANG)


def _indicators(_: click.Context) -> Iterator[tuple[str, str]]:
    name = f"name_{default_language()}"
    return ((row["indicator"], row[name]) for row in hoctap.catalogue().to_dicts())


def _targets(context: click.Context) -> Iterator[tuple[str, str]]:
    lang = default_language()
    return ((target.indicator, target.name.text(lang=lang)) for target in _plan(context).targets)


def _variants(context: click.Context) -> Iterator[tuple[str, str]]:
    asked = context.params.get("indicators") or [context.params.get("indicator")]
    for row in hoctap.catalogue().to_dicts():
        if row["indicator"] in asked or not any(asked):
            yield row["variant"], ""
    if "variants" in context.params:
        yield "all", ""


def _units(context: click.Context) -> Iterator[tuple[str, str]]:
    """Give the territory of the plan and its communes, from the plan's first day to the last change that is known."""
    plan, places = _plan(context), hoctap.gazetteer()
    whole = places.find(plan.territory, day=plan.territory_as_of)
    if whole is None:
        return
    day = plan.territory_as_of
    first = [
        unit
        for unit in places.alive("commune", day=day)
        if (above := places.ancestor(unit, level=whole.level, day=day)) is not None and above.code == whole.code
    ]
    days = sorted({event.date for event in places.events if event.date > day})
    parts = (part.unit for day in days for unit in first for part in places.follow(unit, to=day))
    later = [unit for unit in parts if unit is not None]
    by_code: dict[str, list[str]] = {}
    for unit in (whole, *first, *later):
        by_code.setdefault(unit.code, []).append(f"{unit.kind} {unit.name}".strip())
    for code in sorted(by_code, key=lambda code: (len(code), code)):
        yield code, ", ".join(dict.fromkeys(by_code[code]))
    for unit in (whole, *first, *later):
        yield unit.name, unit.kind


def _senders(context: click.Context) -> Iterator[tuple[str, str]]:
    yield "all", ""
    yield from _units(context)


def _periods(context: click.Context) -> Iterator[tuple[str, str]]:
    yield from _form_periods(context)
    if any(parameter.name == "periods" for parameter in context.command.params):
        yield "all", ""


def _form_periods(context: click.Context) -> Iterator[tuple[str, str]]:
    plan = _plan(context)
    years = hoctap.periods("year", first=plan.first, last=plan.last, partial=True)
    return ((str(period), "") for period in [*plan.quarters, *years])


def _plan_years(context: click.Context) -> Iterator[tuple[str, str]]:
    plan = _plan(context)
    return ((str(year), "") for year in range(plan.first.year, plan.last.year + 1))


def _budget_years(context: click.Context) -> Iterator[tuple[str, str]]:
    yield from _plan_years(context)
    yield str(_plan(context).last.year + 1), ""  # its budget is drawn up while the plan still runs


def _form_codes(context: click.Context) -> Iterator[tuple[str, str]]:
    name = f"name_{default_language()}"
    try:
        rules = hoctap.form_rules(period=context.params.get("period"))
    except Error:
        rules = hoctap.form_rules()
    return ((row["form"], row[name]) for row in rules.to_dicts())


def _dimension_lists(typed: str) -> Iterator[str]:
    begun, comma, _ = typed.rpartition(",")
    taken = begun.split(",")
    return (f"{begun}{comma}{name}" for name in DIMENSIONS if name not in taken)


def complete_dimension_lists(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Complete the last of dimensions with commas between them."""
    return [CompletionItem(value) for value in _dimension_lists(typed) if value.startswith(typed)]


def complete_programmes(_: click.Context, __: click.Parameter, typed: str) -> list[CompletionItem[str]]:
    """Complete the plans that the library knows; what is none of them may be a file."""
    known = [CompletionItem(name) for name in hoctap.programmes() if name.startswith(typed)]
    return known or [CompletionItem(typed, type="file")]


complete_budget_years = _completion(_budget_years)
complete_form_codes = _completion(_form_codes)
complete_form_periods = _completion(_form_periods)
complete_indicators = _completion(_indicators)
complete_periods = _completion(_periods)
complete_plan_years = _completion(_plan_years)
complete_senders = _completion(_senders)
complete_targets = _completion(_targets)
complete_units = _completion(_units)
complete_variants = _completion(_variants)
complete_views = _completion(lambda _: ((name, "") for name in VIEWS))
