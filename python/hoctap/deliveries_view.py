"""How two deliveries compared look: the figures that differ with their causes, then every change of the records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, say
from hoctap.result_view import TEXT_WIDTH, measure_text, view_text
from hoctap.sheet import Cell, Sheet, html_page, html_table, paragraph, text_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hoctap import DeliveryComparison

__all__ = ["deliveries_html", "deliveries_text"]

MOST_ROWS = 40
MOST_CAUSES = 3


def deliveries_html(comparison: DeliveryComparison, lang: Language = "en") -> str:
    """Show the first figures that differ and the first changes as HTML."""
    sheets, notes = _parts(comparison, lang, MOST_ROWS)
    return html_page([notes[0], *(html_table(sheet) for sheet in sheets), *notes[1:]])


def deliveries_text(
    comparison: DeliveryComparison,
    lang: Language = "en",
    *,
    width: int | None = TEXT_WIDTH,
    most: int | None = MOST_ROWS,
) -> str:
    """Show the first figures that differ and the first changes as text; all without `most`."""
    sheets, notes = _parts(comparison, lang, most)
    blocks = ["\n".join(paragraph(notes[0], width)), *(text_table(sheet, width=width) for sheet in sheets)]
    if notes[1:]:
        blocks.append("\n".join(line for note in notes[1:] for line in paragraph(note, width, indent="  ")))
    return "\n\n".join(blocks)


def _parts(comparison: DeliveryComparison, lang: Language, most: int | None) -> tuple[list[Sheet], list[str]]:
    figures, changes = comparison.figures.to_dicts(), comparison.changes.to_dicts()
    values: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for value in comparison.values.to_dicts():
        values[value["change"]].append(value)
    causes: defaultdict[int, list[int]] = defaultdict(list)
    for cause in comparison.causes.to_dicts():
        causes[cause["figure"]].append(cause["change"])
    # A report tells its own entry in the register.
    told = [change for change in changes if change["table"] != "submissions" or not _reports(changes)]
    shown = sorted(told, key=lambda change: change["figures"] == 0)
    heading = [
        say(
            "{count} of {all} figures differ",
            lang,
            count=count_text(len(figures), lang),
            all=count_text(comparison.figures_compared, lang),
        ),
        say("changes: {count}, of which {idle} moved no figure", lang, **_counts(told, lang)),
        say("view: {view}", lang, view=view_text(comparison.view, lang)),
    ]
    if comparison.is_simulated:
        heading.append(say("simulated data", lang).upper())
    sheets = []
    if figures:
        sheets.append(_figures_sheet(figures[:most], changes, causes, len(figures), lang))
    if told:
        sheets.append(_changes_sheet(shown[:most], values, len(told), lang))
    return sheets, [" · ".join(heading), *(note.text(lang=lang) for note in comparison.notes)]


def _reports(changes: Sequence[Mapping[str, Any]]) -> bool:
    return any(change["kind"] == "report" for change in changes)


def _counts(changes: Sequence[Mapping[str, Any]], lang: Language) -> dict[str, str]:
    idle = sum(change["figures"] == 0 for change in changes)
    return {"count": count_text(len(changes), lang), "idle": count_text(idle, lang)}


def _figures_sheet(
    figures: Sequence[Mapping[str, Any]],
    changes: Sequence[Mapping[str, Any]],
    causes: Mapping[int, Sequence[int]],
    count: int,
    lang: Language,
) -> Sheet:
    heads = ["unit", "indicator", "period", "before", "after", "because of"]
    lines = [
        [
            Cell(f"{row['unit']} {row['unit_name']}", strong=row["kind"] == "territory"),
            Cell(measure_text(row["indicator"], row["variant"])),
            Cell(row["period"]),
            *(_value(row, side, lang) for side in ("before", "after")),
            Cell(_because([changes[change] for change in causes.get(row["figure"], [])], lang)),
        ]
        for row in figures
    ]
    caption = say("Figures that differ", lang)
    return Sheet(caption, [say(head, lang) for head in heads], [*lines, *_more(count - len(figures), heads, lang)], 3)


def _value(row: Mapping[str, Any], side: str, lang: Language) -> Cell:
    status = row[f"status_{side}"]
    if status is None:
        return Cell("–")
    counts = f" ({row[f'numerator_{side}']}/{row[f'denominator_{side}']})"
    return Cell(row[f"value_{lang}_{side}"] + counts, status=status, label=row[f"status_{lang}_{side}"])


def _because(changes: Sequence[Mapping[str, Any]], lang: Language) -> str:
    """Name the reports, else the files, and count the rows of each table."""
    reports = [change[f"text_{lang}"] for change in changes if change["kind"] == "report"]
    tables: defaultdict[str, int] = defaultdict(int)
    for change in changes:
        if change["table"] is not None and change["table"] != "submissions":
            tables[change["table"]] += change["rows"]
    files = dict.fromkeys(change["file_after"] or change["file_before"] for change in changes)
    named = reports or [file for file in files if file is not None]
    parts = named[:MOST_CAUSES]
    if len(named) > MOST_CAUSES:
        parts.append(say("… and {count} more", lang, count=count_text(len(named) - MOST_CAUSES, lang)))
    counted = ", ".join(f"{table} {count_text(count, lang)}" for table, count in tables.items())
    if counted:
        parts.append(say("rows: {tables}", lang, tables=counted))
    return "; ".join(parts) or "–"


def _changes_sheet(
    changes: Sequence[Mapping[str, Any]], values: Mapping[int, Sequence[Mapping[str, Any]]], count: int, lang: Language
) -> Sheet:
    heads = ["change", "what", "old → new", "where before", "where after", "figures"]
    lines = [
        [
            Cell(say(change["kind"].replace("_", " "), lang)),
            Cell(_what(change, lang)),
            Cell(_old_and_new(change, values.get(change["change"], []), lang)),
            *(Cell(_where(change, side)) for side in ("before", "after")),
            Cell(count_text(change["figures"], lang) if change["figures"] else say("none", lang), number=True),
        ]
        for change in changes
    ]
    caption = say("Changes of the records", lang)
    return Sheet(caption, [say(head, lang) for head in heads], [*lines, *_more(count - len(changes), heads, lang)], 2)


def _what(change: Mapping[str, Any], lang: Language) -> str:
    if change[f"text_{lang}"] is not None:
        return str(change[f"text_{lang}"])
    subject = "" if change["subject"] == "…" else f" {change['subject']}"
    several = say(" ({count} rows)", lang, count=count_text(change["rows"], lang)) if change["rows"] > 1 else ""
    left_out = change[f"left_out_{lang}"]
    why = "" if left_out is None else say("; left out of the other: {why}", lang, why=left_out)
    return f"{change['table']}{subject}{several}{why}"


def _old_and_new(change: Mapping[str, Any], values: Sequence[Mapping[str, Any]], lang: Language) -> str:
    if change["kind"] == "row_changed" and not values:
        return str(change["columns"]).replace(";", ", ")
    if change["kind"] not in ("row_changed", "rows_lost", "report"):
        return ""
    shown = [f"{value['column']}: {_said(value['before'], lang)} → {_said(value['after'], lang)}" for value in values]
    return "; ".join(shown)


def _said(value: str | None, lang: Language) -> str:
    return say("nothing", lang) if value is None else value


def _where(change: Mapping[str, Any], side: str) -> str:
    file, sheet, row = (change[f"{part}_{side}"] for part in ("file", "sheet", "row"))
    place = " ".join(part for part in (file, sheet) if part)
    return place if row is None else f"{place}:{row}" if place else str(row)


def _more(count: int, heads: Sequence[str], lang: Language) -> list[list[Cell]]:
    if count <= 0:
        return []
    more = say("… and {count} more", lang, count=count_text(count, lang))
    return [[Cell(more), *(Cell("") for _ in heads[1:])]]
