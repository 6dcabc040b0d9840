"""How a result looks: the territory in detail, its units as a matrix, and below them what the cells have no room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import STATUS_LOOKS, Cell, Sheet, html_page, html_table, paragraph, text_table

if TYPE_CHECKING:
    from hoctap import Period, Result, ResultRow

__all__ = [
    "WITHOUT_GAP",
    "legend_text",
    "measure_text",
    "reach_notes",
    "result_html",
    "result_text",
    "target_names",
    "territory_sheet",
    "together_texts",
    "unit_text",
    "units_sheet",
    "view_text",
]

TEXT_WIDTH = 100
# Where a target has nothing that would close a gap: it is reached or due later, or there is no figure or no target.
WITHOUT_GAP = ("met", "not_due", "not_applicable", "no_data", "informative")


def result_html(result: Result, lang: Language = "en", period: Period | None = None) -> str:
    """Show one period of a result: the territory in detail, the units as a matrix. Default: the last period."""
    return html_page(_parts(result, lang, period, html_table, long=False))


def result_text(
    result: Result,
    lang: Language = "en",
    period: Period | None = None,
    *,
    long: bool = False,
    width: int | None = TEXT_WIDTH,
    colour: bool = False,
) -> str:
    """Show the same as text; `long` gives one line for each unit and indicator instead of the matrix."""

    def table(sheet: Sheet) -> str:
        return text_table(sheet, width=width, colour=colour)

    parts = _parts(result, lang, period, table, long=long)
    tables = [part for part in parts if isinstance(part, str)]
    notes = [line for part in parts if isinstance(part, Note) for line in paragraph(part.text, width, indent="  ")]
    return "\n\n".join([*tables, "\n".join(notes)] if notes else tables)


class Note(NamedTuple):
    """A sentence below the tables."""

    text: str

    def __str__(self) -> str:
        """Give the sentence."""
        return self.text


def _parts(
    result: Result, lang: Language, period: Period | None, table: Callable[[Sheet], str], *, long: bool
) -> list[str | Note]:
    periods = sorted({row.period for row in result}, key=lambda candidate: (candidate.last, candidate.first))
    if not periods:
        return [say("No rows.", lang)]
    shown = period if period is not None else periods[-1]
    rows = [row for row in result if row.period == shown]
    whole = [row for row in rows if row.kind == "territory"]
    parts = [row for row in rows if row.kind in ("unit", "joint")]
    names = target_names(result, lang)
    caption = _caption(result, shown, len(periods) if period is None else 1, lang)
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    notes = [legend_text(rows, lang), *reach_notes(whole, lang), *together_texts(parts, lang)]
    notes += [_gone_text(row, lang) for row in rows if row.kind == "higher"]
    if long or len(measures) == 1:
        if len(measures) > 1:
            notes += [f"{indicator}: {name}" for indicator, name in names.items() if (indicator, "default") in measures]
        sheets = [_by_unit(whole + parts, names, caption, lang)]
    else:
        units = list(dict.fromkeys(unit_text(row, lang) for row in whole))
        sheets = [territory_sheet(whole, names, " · ".join([caption, *units]), lang)] if whole else []
        if parts:
            sheets.append(units_sheet(parts, measures, "" if sheets else caption, lang))
    return [*(table(sheet) for sheet in sheets), *(Note(note) for note in dict.fromkeys(notes))]


def _caption(result: Result, period: Period, period_count: int, lang: Language) -> str:
    words = [result.programme.name.text(lang=lang), str(period)]
    if period_count > 1:
        words[-1] += f" ({say('last of {count} periods', lang, count=period_count)})"
    words.append(say("view: {view}", lang, view=view_text(result.view, lang)))
    if result.is_simulated:
        words.append(say("simulated data", lang).upper())
    return " · ".join(words)


def view_text(view: str, lang: Language) -> str:
    """Say in words which units a view shows."""
    named = {"as_reported": "as reported", "plan_territory": "the plan's territory", "current": "the units of today"}
    return say(named[view], lang) if view in named else say("the units of {date}", lang, date=day_text(view, lang))


def measure_text(indicator: str, variant: str) -> str:
    """Name an indicator with its variant, where it is not the default one."""
    return indicator if variant == "default" else f"{indicator} {variant}"


def target_names(result: Result, lang: Language) -> dict[str, str]:
    """Give the short name of each indicator that the plan sets a target for."""
    return {target.indicator: target.name.text(lang=lang) for target in result.programme.targets}


def unit_text(row: ResultRow, lang: Language) -> str:
    """Name the unit of a row, several units that are shown together in short."""
    if row.kind == "territory" and not row.unit_name:
        return say("the whole territory", lang)
    if row.kind == "joint":
        return say(
            "{name} and {count} more together", lang, name=row.unit_name.partition(" + ")[0], count=row.unit.count("+")
        )
    code, _, day = row.unit.partition("@")
    if day:  # a unit that has ended, read on a day of its life
        return say("{name} as on {date}", lang, name=row.unit_name, date=day_text(day, lang))
    return f"{code} {row.unit_name}".strip()


def together_texts(rows: Iterable[ResultRow], lang: Language) -> list[str]:
    """Name every unit of those that are shown together."""
    return [
        f"{unit_text(row, lang)}: {row.unit_name.replace(' + ', ', ')}"
        for row in {row.unit: row for row in rows if row.kind == "joint"}.values()
    ]


def _gone_text(row: ResultRow, lang: Language) -> str:
    return say("{unit} is no unit of its own on the day of this view: not applicable", lang, unit=unit_text(row, lang))


def territory_sheet(rows: Sequence[ResultRow], names: dict[str, str], caption: str, lang: Language) -> Sheet:
    """Lay out the indicators of one unit, a line each."""
    columns: dict[str, Callable[[ResultRow], Cell]] = {
        "indicator": lambda row: Cell(_full_name(row, names), strong=True),
        **_figures(rows, lang),
    }
    return _sheet(rows, columns, caption, lang, keys=1)


def _by_unit(rows: Sequence[ResultRow], names: dict[str, str], caption: str, lang: Language) -> Sheet:
    columns: dict[str, Callable[[ResultRow], Cell]] = {
        "unit": lambda row: Cell(unit_text(row, lang), strong=row.kind == "territory")
    }
    if len({(row.indicator, row.variant) for row in rows}) > 1:
        columns["indicator"] = lambda row: Cell(measure_text(row.indicator, row.variant))
    elif rows:
        caption = f"{caption} · {_full_name(rows[0], names)}"
    keys = len(columns)
    columns |= _figures(rows, lang)
    if any(row.reach not in ("not_applicable", "ended") for row in rows):
        columns["reach"] = lambda row: Cell(row.reach_text(lang=lang))
    if any(row.turns_needed is not None for row in rows):
        columns["turns per centre and year"] = lambda row: Cell(_turns_text(row, lang) or "–")
    return _sheet(rows, columns, caption, lang, keys=keys)


def _full_name(row: ResultRow, names: dict[str, str]) -> str:
    return f"{measure_text(row.indicator, row.variant)} {names.get(row.indicator, '')}".rstrip()


def _figures(rows: Sequence[ResultRow], lang: Language) -> dict[str, Callable[[ResultRow], Cell]]:
    """Give the columns of figures; those that would say nothing, or what another says, are left out."""
    columns: dict[str, Callable[[ResultRow], Cell]] = {
        "value [bounds]": lambda row: Cell(row.value_text(lang=lang), number=True)
    }
    if any(row.target is not None for row in rows):
        columns["target"] = lambda row: Cell("–" if row.target is None else f"{row.target} %", number=True)
    if any(row.path is not None and row.path != row.target for row in rows):
        columns["path"] = lambda row: Cell(row.path_text(lang=lang), number=True)
    columns["status"] = lambda row: Cell(row.status_text(lang=lang), status=row.status)
    if any(row.pace_from_lower is not None or row.pace_from_upper is not None for row in rows):
        columns["needed a quarter"] = lambda row: Cell(_pace_text(row, lang), number=True)
    return columns


def _sheet(
    rows: Sequence[ResultRow],
    columns: dict[str, Callable[[ResultRow], Cell]],
    caption: str,
    lang: Language,
    *,
    keys: int,
) -> Sheet:
    heads = [say(head, lang) for head in columns]
    return Sheet(caption, heads, [[cell(row) for cell in columns.values()] for row in rows], keys)


def _pace_text(row: ResultRow, lang: Language) -> str:
    ends = [end for end in (row.pace_from_upper, row.pace_from_lower) if end is not None]
    return " – ".join(count_text(end, lang) for end in dict.fromkeys(ends)) or "–"


def _turns_text(row: ResultRow, lang: Language) -> str:
    if row.turns_needed is None:
        return ""
    needed = count_text(row.turns_needed, lang)
    sentence = "whole target {needed}" if row.reach == "ended" else "needed {needed}"
    now = [] if row.turns_now is None else [say("now {now}", lang, now=count_text(row.turns_now, lang))]
    return ", ".join([*now, say(sentence, lang, needed=needed)])


def reach_notes(rows: Iterable[ResultRow], lang: Language) -> list[str]:
    """Say for the territory whether targets can be reached, and how many turns it would take."""
    notes = []
    for row in rows:
        words = [row.reach_text(lang=lang)] if row.reach in ("within", "beyond") else []
        if row.turns_needed is not None:
            needed = count_text(row.turns_needed, lang)
            if row.turns_now is not None:
                words.append(say("{now} turns a centre and year now", lang, now=count_text(row.turns_now, lang)))
            sentence = (
                "the whole target would have taken at least {needed} over the plan's whole length"
                if row.reach == "ended"
                else "at least {needed} needed for the rest of the target"
            )
            words.append(say(sentence, lang, needed=needed))
        if words:
            notes.append(f"{measure_text(row.indicator, row.variant)}: {'; '.join(words)}")
    return notes


def units_sheet(rows: Sequence[ResultRow], measures: Sequence[tuple[str, str]], caption: str, lang: Language) -> Sheet:
    """Lay out units against indicators."""
    by_unit: dict[str, dict[tuple[str, str], ResultRow]] = {}
    for row in rows:
        by_unit.setdefault(row.unit, {})[row.indicator, row.variant] = row
    cells = []
    for found in by_unit.values():
        line = [Cell(unit_text(next(iter(found.values())), lang))]
        for measure in measures:
            figure = found.get(measure)
            if figure is None:
                line.append(Cell(""))
                continue
            text = figure.value_text(lang=lang, short=True)
            line.append(Cell(text, number=True, status=figure.status, label=figure.status_text(lang=lang)))
        cells.append(line)
    heads = [say("unit", lang), *(f"{measure_text(*measure)} %" for measure in measures)]
    return Sheet(caption, heads, cells)


def legend_text(rows: Iterable[ResultRow], lang: Language) -> str:
    """Say what the symbols of statuses mean."""
    labels = {row.status: row.status_text(lang=lang) for row in rows}
    return "   ".join(f"{look.symbol} {labels[status]}" for status, look in STATUS_LOOKS.items() if status in labels)
