"""How datasets, obligations, tables and published figures look in a terminal and in a notebook; what the bindings show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from hoctap._core import spoken
from hoctap.breakdown_view import breakdown_html, breakdown_text
from hoctap.calendar_view import calendar_html, calendar_text
from hoctap.check_view import comparison_html, compliance_html, line_explanation_html
from hoctap.deliveries_view import deliveries_html, deliveries_text
from hoctap.duties_view import duties_html, duties_text
from hoctap.estimate_view import estimate_html, estimate_text
from hoctap.findings_view import findings_html, findings_lines, summary_text
from hoctap.handover_view import handover_html, handover_page, handover_text
from hoctap.language import Language, count_text, day_text, say
from hoctap.money_view import (
    execution_html,
    execution_text,
    money_html,
    money_text,
    review_html,
    review_text,
    settlement_html,
    settlement_text,
)
from hoctap.places_view import where_html, where_object
from hoctap.ratings_view import ratings_html, ratings_text
from hoctap.result_view import result_html, result_text
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Dataset, Explanation, Obligations, Published, Table

__all__ = [
    "breakdown_html",
    "breakdown_text",
    "calendar_html",
    "calendar_text",
    "comparison_html",
    "compliance_html",
    "dataset_html",
    "deliveries_html",
    "deliveries_text",
    "duties_html",
    "duties_text",
    "estimate_html",
    "estimate_text",
    "execution_html",
    "execution_text",
    "explanation_html",
    "findings_html",
    "handover_html",
    "handover_page",
    "handover_text",
    "line_explanation_html",
    "missing_text",
    "money_html",
    "money_text",
    "obligations_html",
    "obligations_sheet",
    "published_html",
    "published_text",
    "ratings_html",
    "ratings_text",
    "result_html",
    "result_text",
    "review_html",
    "review_text",
    "settlement_html",
    "settlement_text",
    "table_html",
    "where_html",
    "where_object",
]

MOST_ROWS = 20


def obligations_sheet(
    obligations: Obligations, lang: Language = "en", most: int | None = None, *, only_missing: bool = False
) -> Sheet:
    """List what was owed, one line for each form, period and unit."""
    rows = [
        [
            Cell(obligation.form),
            Cell(str(obligation.period)),
            Cell(f"{obligation.unit} {obligation.unit_name}"),
            Cell(f"{obligation.sender} {obligation.sender_name}"),
            Cell(day_text(obligation.due, lang)),
            Cell(say(obligation.state, lang)),
        ]
        for obligation in obligations[:most]
    ]
    if most is not None and len(obligations) > most:
        more = say("… and {count} more", lang, count=count_text(len(obligations) - most, lang))
        rows.append([Cell(more), *(Cell("") for _ in range(5))])
    heads = [say(head, lang) for head in ("form", "period", "unit", "sender", "due", "state")]
    caption = "{count} reports are overdue on {day}" if only_missing else "{count} reports owed by {day}"
    day = "–" if obligations.day is None else day_text(obligations.day, lang)
    return Sheet(say(caption, lang, count=count_text(len(obligations), lang), day=day), heads, rows)


def missing_text(dataset: Dataset, lang: Language = "en") -> str:
    """Say how much of what is owed has not come."""
    if dataset.owed.day is None:
        return say("no report came, so none is known to be owed", lang)
    day, missing = day_text(dataset.owed.day, lang), dataset.missing
    if not len(missing):
        return say("nothing owed is missing on {day}", lang, day=day)
    by_form = Counter(obligation.form for obligation in missing)
    forms = ", ".join(f"{form}: {count_text(count, lang)}" for form, count in sorted(by_form.items()))
    text = say(
        "missing on {day}: {count} of {owed} reports owed",
        lang,
        day=day,
        count=count_text(len(missing), lang),
        owed=count_text(len(dataset.owed), lang),
    )
    return f"{text} ({forms})"


def obligations_html(obligations: Obligations, lang: Language = "en") -> str:
    """Show the first of what was owed."""
    return html_table(obligations_sheet(obligations, lang, most=MOST_ROWS))


def dataset_html(dataset: Dataset, lang: Language = "en") -> str:
    """Show what a dataset holds, what was noticed and what is missing."""
    sources = [source for source in dataset.sources if source.rows_read or source.file]
    title = dataset.programme.name.text(lang=lang)
    if dataset.is_simulated:
        title += " · " + say("simulated data", lang).upper()
    filled = [
        [Cell(name), Cell(count_text(len(table), lang), number=True)]
        for name, table in dataset.tables.items()
        if len(table)
    ]
    files = say(
        "files read: {files}; rows read {read} = kept {kept} + dropped {dropped}",
        lang,
        files=count_text(len({source.file for source in sources}), lang),
        read=count_text(sum(source.rows_read for source in sources), lang),
        kept=count_text(sum(source.rows_kept for source in sources), lang),
        dropped=count_text(sum(source.rows_dropped for source in sources), lang),
    )
    parts = [html_table(Sheet(title, [say("table", lang), say("rows", lang)], filled)), files]
    parts.append(f"{say('findings', lang)}: {summary_text(dataset.findings, lang)}")
    parts.append(missing_text(dataset, lang))
    return html_page(parts)


def table_html(table: Table) -> str:
    """Show the first rows of a table."""
    rows = table.to_dicts(rows=MOST_ROWS)
    cells = [
        [Cell("" if value is None else str(value), number=isinstance(value, int)) for value in row.values()]
        for row in rows
    ]
    caption = f"{table.name} · {say('{count} rows', 'en', count=count_text(len(table), 'en'))}"
    if table.is_simulated:
        caption += " · " + say("simulated data", "en").upper()
    parts = [html_table(Sheet(caption, table.columns, cells))]
    if len(table) > len(rows):
        parts.append(say("… and {count} more", "en", count=count_text(len(table) - len(rows), "en")))
    return html_page(parts)


def published_text(report: Published, lang: Language = "en") -> str:
    """Show what was computed from published figures, and which of them do not fit together."""
    parts = ["\n".join(findings_lines(report.findings, lang, everything=True))] if len(report.findings) else []
    heading = f"{say('findings', lang)}: {summary_text(report.findings, lang)}"
    return "\n\n".join([text_table(_published_sheet(report, lang)), say(OPEN_BOUNDS, lang), heading, *parts])


def published_html(report: Published, lang: Language = "en") -> str:
    """Show the same as HTML."""
    parts = [html_table(_published_sheet(report, lang)), say(OPEN_BOUNDS, lang), findings_html(report.findings, lang)]
    return html_page(parts)


OPEN_BOUNDS = "open bounds: the source says “about”, so nothing is known but the figure itself; ≥: it says “more than”"


def _published_sheet(report: Published, lang: Language) -> Sheet:
    rows = [
        [
            Cell(row["place"]),
            Cell(spoken(row["period"], lang=lang)),
            Cell(row[f"name_{lang}"]),
            Cell(_printed(row, "value", lang), number=True),
            Cell(_printed_bounds(row, lang)),
            Cell(_printed(row, "printed", lang), number=True),
        ]
        for row in report.rows.to_dicts()
    ]
    heads = [say(head, lang) for head in ("place", "period", "measure", "value", "bounds", "as printed")]
    return Sheet(say("published figures", lang), heads, rows)


def _printed(row: dict[str, Any], which: str, lang: Language) -> str:
    """Write a share in percent, or a rate, to two decimals, rounded half up."""
    num, den = row[f"{which}_num"], row[f"{which}_den"]
    if num is None or not den:
        return "–"
    is_rate = row["kind"] == "rate"
    hundredths = (2 * num * (100 if is_rate else 10_000) + den) // (2 * den)
    text = f"{hundredths // 100:,}.{hundredths % 100:02d}"
    if lang == "vi":
        text = text.translate(str.maketrans(",.", ".,"))
    return text if is_rate else f"{text} %"


def _printed_bounds(row: dict[str, Any], lang: Language) -> str:
    bounds = [None if row[f"{which}_num"] is None else _printed(row, which, lang) for which in ("lower", "upper")]
    if bounds[0] == bounds[1]:
        return "" if bounds[0] is not None else say("open", lang)
    if bounds[0] is None:
        return f"≤ {bounds[1]}"
    return f"≥ {bounds[0]}" if bounds[1] is None else f"{bounds[0]} – {bounds[1]}"


def explanation_html(explanation: Explanation, lang: Language = "en") -> str:
    """Show an explanation as the text it is."""
    from html import escape

    return f'<pre style="white-space:pre-wrap">{escape(explanation.text(lang=lang))}</pre>'
