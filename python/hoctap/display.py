"""How datasets, results and their parts look in a terminal and in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, say
from hoctap.sheet import STATUS_LOOKS, Cell, Sheet, html_table, text_table

if TYPE_CHECKING:
    import datetime

    from hoctap import (
        Dataset,
        Explanation,
        Findings,
        Followed,
        Handover,
        Lineage,
        Obligations,
        Period,
        Published,
        Result,
        ResultRow,
        Table,
        UnitVersion,
        Where,
    )

__all__ = [
    "dataset_html",
    "explanation_html",
    "findings_html",
    "findings_sheet",
    "handover_html",
    "handover_page",
    "handover_sheets",
    "handover_text",
    "missing_text",
    "obligations_html",
    "obligations_sheet",
    "published_html",
    "published_text",
    "result_html",
    "result_text",
    "summary_text",
    "table_html",
    "target_names",
    "unit_text",
    "view_text",
    "where_html",
    "where_object",
]

MOST_ROWS = 20


def result_html(result: Result, lang: Language = "en", period: Period | None = None) -> str:
    """Show one period of a result: the territory in detail, the units as a matrix. Default: the last period."""
    return _status(result, lang, period, _html_page, html_table)


def result_text(
    result: Result,
    lang: Language = "en",
    period: Period | None = None,
    *,
    long: bool = False,
    width: int | None = None,
    colour: bool = False,
) -> str:
    """Show the same as text; `long` gives one line for each unit and indicator instead of the matrix."""

    def table(sheet: Sheet) -> str:
        return text_table(sheet, width=width, colour=colour)

    return _status(result, lang, period, "\n\n".join, table, long=long)


def _status(
    result: Result,
    lang: Language,
    period: Period | None,
    page: Callable[[list[str]], str],
    table: Callable[[Sheet], str],
    *,
    long: bool = False,
) -> str:
    periods = sorted({row.period for row in result}, key=lambda candidate: (candidate.last, candidate.first))
    if not periods:
        return page([say("No rows.", lang)])
    shown = period if period is not None else periods[-1]
    rows = [row for row in result if row.period == shown]
    whole = [row for row in rows if row.kind in ("territory", "higher")]
    parts = [row for row in rows if row.kind in ("unit", "joint")]
    names = target_names(result, lang)
    caption = _caption(result, shown, len(periods) if period is None else 1, lang)
    measures = list(dict.fromkeys((row.indicator, row.variant) for row in rows))
    if long or len(measures) == 1:
        return page([table(_detail(whole + parts, names, caption, lang)), _legend(rows, lang)])
    sheets = [_detail(whole, names, caption, lang)] if whole else []
    if parts:
        sheets.append(_matrix(parts, measures, "" if sheets else caption, lang))
    return page([*(table(sheet) for sheet in sheets), _legend(rows, lang)])


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
    return say(named[view], lang) if view in named else say("the units of {date}", lang, date=view)


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
    return f"{row.unit} {row.unit_name}".strip()


def _detail(rows: Sequence[ResultRow], names: dict[str, str], caption: str, lang: Language) -> Sheet:
    heads = (
        "unit",
        "indicator",
        "value [bounds]",
        "target",
        "path",
        "status",
        "pace needed",
        "reach",
        "turns per centre and year",
    )
    cells = []
    for row in rows:
        strong = row.kind in ("territory", "higher")
        cells.append(
            [
                Cell(unit_text(row, lang), strong=strong),
                Cell(
                    f"{measure_text(row.indicator, row.variant)} {names.get(row.indicator, '')}".rstrip(), strong=strong
                ),
                Cell(row.value_text(lang=lang), number=True),
                Cell("–" if row.target is None else f"{row.target} %", number=True),
                Cell(row.path_text(lang=lang), number=True),
                Cell(row.status_text(lang=lang), status=row.status),
                Cell(_pace_text(row, lang), number=True),
                Cell(row.reach_text(lang=lang)),
                Cell(_turns_text(row, lang)),
            ]
        )
    return Sheet(caption, [say(head, lang) for head in heads], cells)


def _pace_text(row: ResultRow, lang: Language) -> str:
    ends = [end for end in (row.pace_from_upper, row.pace_from_lower) if end is not None]
    return " – ".join(count_text(end, lang) for end in dict.fromkeys(ends)) or "–"


def _turns_text(row: ResultRow, lang: Language) -> str:
    if row.turns_needed is None or row.turns_now is None:
        return "–"
    return say(
        "now {now}, needed {needed}",
        lang,
        now=count_text(row.turns_now, lang),
        needed=count_text(row.turns_needed, lang),
    )


def _matrix(rows: Sequence[ResultRow], measures: Sequence[tuple[str, str]], caption: str, lang: Language) -> Sheet:
    by_unit: dict[str, dict[tuple[str, str], ResultRow]] = {}
    for row in rows:
        by_unit.setdefault(unit_text(row, lang), {})[row.indicator, row.variant] = row
    cells = []
    for unit, found in by_unit.items():
        line = [Cell(unit)]
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


def _legend(rows: Iterable[ResultRow], lang: Language) -> str:
    labels = {row.status: row.status_text(lang=lang) for row in rows}
    return "   ".join(f"{look.symbol} {labels[status]}" for status, look in STATUS_LOOKS.items() if status in labels)


def _html_page(parts: list[str]) -> str:
    from html import escape

    blocks = (part if part.startswith("<") else f"<p>{escape(part)}</p>" for part in parts)
    return "<div>\n" + "\n".join(blocks) + "\n</div>"


# Findings, obligations, datasets, tables


def summary_text(findings: Findings, lang: Language = "en") -> str:
    """Count the findings by severity, and the rows they cost."""
    counts = Counter(finding.severity for finding in findings)
    dropped = sum(finding.outcome == "dropped" for finding in findings)
    text = say(
        "{errors} errors, {warnings} warnings, {notes} notes",
        lang,
        errors=count_text(counts["error"], lang),
        warnings=count_text(counts["warning"], lang),
        notes=count_text(counts["note"], lang),
    )
    if dropped:
        text += "; " + say(
            "{dropped} rows are not used: replaced by later ones, totals, or unusable",
            lang,
            dropped=count_text(dropped, lang),
        )
    return text


def findings_sheet(findings: Findings, lang: Language = "en") -> Sheet:
    """Group the findings by rule, the gravest and most frequent first, each with an example."""
    order = {"error": 0, "warning": 1, "note": 2}
    counts: Counter[tuple[str, str, str]] = Counter()
    examples: dict[tuple[str, str, str], str] = {}
    for finding in findings:
        rule = (finding.severity, finding.code, finding.outcome)
        counts[rule] += 1
        if rule not in examples:
            examples[rule] = finding.describe(lang=lang)
    ranked = sorted(counts, key=lambda rule: (order[rule[0]], -counts[rule], rule[1]))
    rows = [
        [
            Cell(say(severity, lang)),
            Cell(code),
            Cell(say(outcome, lang)),
            Cell(count_text(counts[severity, code, outcome], lang), number=True),
            Cell(examples[severity, code, outcome]),
        ]
        for severity, code, outcome in ranked
    ]
    heads = [say("severity", lang), say("rule", lang), say("row", lang), say("count", lang), say("example", lang)]
    return Sheet(f"{say('findings', lang)}: {summary_text(findings, lang)}", heads, rows)


def findings_html(findings: Findings, lang: Language = "en") -> str:
    """Show the findings grouped by rule."""
    return html_table(findings_sheet(findings, lang))


def obligations_sheet(obligations: Obligations, lang: Language = "en", most: int | None = None) -> Sheet:
    """List what was owed, one line for each form, period and unit."""
    rows = [
        [
            Cell(obligation.form),
            Cell(str(obligation.period)),
            Cell(f"{obligation.unit} {obligation.unit_name}"),
            Cell(f"{obligation.sender} {obligation.sender_name}"),
            Cell(obligation.due.isoformat()),
            Cell(say(obligation.state, lang)),
        ]
        for obligation in obligations[:most]
    ]
    if most is not None and len(obligations) > most:
        more = say("… and {count} more", lang, count=count_text(len(obligations) - most, lang))
        rows.append([Cell(more), *(Cell("") for _ in range(5))])
    heads = [say(head, lang) for head in ("form", "period", "unit", "sender", "due", "state")]
    return Sheet(
        say(
            "{count} reports owed by {day}", lang, count=count_text(len(obligations), lang), day=obligations.day or "–"
        ),
        heads,
        rows,
    )


def missing_text(dataset: Dataset, lang: Language = "en") -> str:
    """Say how much of what is owed has not come."""
    day, missing = dataset.owed.day, dataset.missing
    if day is None:
        return say("no report came, so none is known to be owed", lang)
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
    return _html_page(parts)


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
    return _html_page(parts)


def published_text(report: Published, lang: Language = "en") -> str:
    """Show what was computed from published figures, and which of them do not fit together."""
    parts = [text_table(_published_sheet(report, lang)), text_table(findings_sheet(report.findings, lang))]
    return "\n\n".join([*parts, *(f"- {finding.describe(lang=lang)}" for finding in report.findings)])


def published_html(report: Published, lang: Language = "en") -> str:
    """Show the same as HTML."""
    return _html_page([html_table(_published_sheet(report, lang)), html_table(findings_sheet(report.findings, lang))])


def _published_sheet(report: Published, lang: Language) -> Sheet:
    rows = [
        [
            Cell(row["place"]),
            Cell(row["period"]),
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


# Places


def where_html(answer: Where | Lineage, lang: Language = "en") -> str:
    """Show what a place was and became: the first sentence above a list of the others."""
    from html import escape

    first, *others = answer.text(lang=lang).splitlines()
    listed = "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in others)
    return f"<div><p><b>{escape(first)}</b></p>" + (f"<ul>{listed}</ul>" if listed else "") + "</div>"


def where_object(answer: Where | Lineage) -> dict[str, Any]:
    """Give an answer as plain values, for JSON."""
    content: dict[str, Any] = {
        "asked": answer.asked,
        "on": _day(answer.on),
        "status": answer.status,
        "unit": None if answer.unit is None else _unit_object(answer.unit),
        "above": [_unit_object(unit) for unit in answer.above],
    }
    for key in ("came_from", "became", "parts"):
        if hasattr(answer, key):
            content[key] = [_part_object(part) for part in getattr(answer, key)]
    if hasattr(answer, "to"):
        content["to"] = _day(answer.to)
    content["candidates"] = [_unit_object(unit) for unit in answer.candidates]
    content["nearest"] = [_unit_object(unit) for unit in answer.nearest]
    return content


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unit_object(unit: UnitVersion) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "level": unit.level,
        "valid_from": _day(unit.valid_from),
        "valid_until": _day(unit.valid_until),
        "mark": unit.mark,
        "source": unit.source,
    }


def _part_object(part: Followed) -> dict[str, Any]:
    return {
        "unit": None if part.unit is None else _unit_object(part.unit),
        "share": None if part.share is None else {"num": part.share.numerator, "den": part.share.denominator},
        "acts": [
            {"date": _day(event.date), "kind": event.kind, "legal_basis": event.legal_basis or None}
            for event in part.events
        ],
        "is_inferred": part.is_inferred,
    }


# What a new unit took over

HANDOVER_HEADS = {
    "unit": ("old unit", "part that came here", "act"),
    "centre": ("old unit", "centre", "founded", "succeeded by", "act", "where"),
    "equipment": (
        "old unit",
        "centre",
        "item",
        "quantity",
        "usable",
        "original value (đồng)",
        "counted on",
        "act",
        "where",
    ),
    "plan": ("old unit", "centre", "year", "state", "approved on", "act", "where"),
    "money": (
        "old unit",
        "fund",
        "year",
        "allocated (đồng)",
        "received (đồng)",
        "spent (đồng)",
        "settlement",
        "due",
        "act",
        "where",
    ),
    "report": ("old unit", "form", "period", "due", "state", "act"),
}
HANDOVER_TITLES = {
    "unit": "Old units",
    "centre": "Centres",
    "equipment": "Equipment",
    "plan": "Plans",
    "money": "Money not settled",
    "report": "Reports owed",
}


def handover_sheets(dossier: Handover, lang: Language = "vi") -> list[Sheet]:
    """Lay out each part of a dossier as a table, also those that are empty."""
    rows: dict[str, list[list[Cell]]] = {kind: [] for kind in HANDOVER_HEADS}
    for row in dossier.to_dicts():
        rows[row["kind"]].append(_handover_cells(row, lang))
    return [
        Sheet(
            f"{say(HANDOVER_TITLES[kind], lang)} ({count_text(len(rows[kind]), lang)})",
            [say(head, lang) for head in heads],
            rows[kind],
        )
        for kind, heads in HANDOVER_HEADS.items()
    ]


def _handover_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    def number(key: str) -> Cell:
        return Cell("–" if row[key] is None else count_text(row[key], lang), number=True)

    def words(key: str) -> Cell:
        return Cell("–" if row[key] is None else str(row[key]))

    def state() -> Cell:
        named = {"open": "not submitted"}.get(row["state"], row["state"])
        return Cell("–" if named is None else say(named, lang))

    unit = (
        say("several old units together", lang)
        if row["from_code"] is None
        else f"{row['from_code']} {row['from_name']}"
    )
    if not row["is_certain"]:
        unit += f" ({say('not certain', lang)})"
    act = row["act"] or say("the act is not named", lang)
    act = f"{act}, {row['act_date']}" + (f" ({say('inferred', lang)})" if row["act_is_inferred"] else "")
    first, last, name = Cell(unit, strong=True), Cell(act), Cell(row[f"name_{lang}"] or row["code"] or "–")
    match row["kind"]:
        case "unit":
            return [first, Cell(_share_text(row, lang)), last]
        case "centre":
            centre = Cell(f"{row['centre_id']} {row[f'name_{lang}'] or ''}".rstrip())
            return [first, centre, words("date"), words("code"), last, words("rows")]
        case "equipment":
            figures = [number(key) for key in ("quantity", "usable", "cost")]
            return [first, words("centre_id"), name, *figures, words("date"), last, words("rows")]
        case "plan":
            return [first, words("centre_id"), words("period"), state(), words("date"), last, words("rows")]
        case "money":
            figures = [number(key) for key in ("allocated", "received", "spent")]
            return [first, name, words("period"), *figures, state(), words("date"), last, words("rows")]
    return [
        first,
        Cell(f"{row['code']} {row[f'name_{lang}'] or ''}".rstrip()),
        words("period"),
        words("date"),
        state(),
        last,
    ]


def _share_text(row: dict[str, Any], lang: Language) -> str:
    if row["share_num"] is None:
        return say("a part of unknown size", lang)
    return say("all", lang) if row["share_num"] == row["share_den"] else f"{row['share_num']}/{row['share_den']}"


def _handover_heading(dossier: Handover, lang: Language) -> list[str]:
    sentences = [say("as the records show it on the eve of {day}", lang, day=dossier.day)]
    if dossier.is_simulated:
        sentences.append(say("simulated data", lang).upper())
    return sentences


def handover_html(dossier: Handover, lang: Language = "en") -> str:
    """Show a dossier in a notebook."""
    sheets = [html_table(sheet) for sheet in handover_sheets(dossier, lang) if sheet.rows]
    return _html_page(
        [f"{say('Handover to {unit}', lang, unit=dossier.unit_text)}", *_handover_heading(dossier, lang), *sheets]
    )


def handover_text(dossier: Handover, lang: Language = "en") -> str:
    """Show a dossier as text."""
    heading = [say("Handover to {unit}", lang, unit=dossier.unit_text), *_handover_heading(dossier, lang)]
    return "\n\n".join(
        ["\n".join(heading), *(text_table(sheet) for sheet in handover_sheets(dossier, lang) if sheet.rows)]
    )


def handover_page(dossier: Handover, lang: Language = "vi") -> str:
    """Write a dossier as a page of its own, to be read on a screen or printed."""
    from html import escape

    title = escape(say("Handover to {unit}", lang, unit=dossier.unit_text))
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in _handover_heading(dossier, lang))
    nothing = f"<p>{escape(say('nothing in the records', lang))}</p>"
    parts = "\n".join(
        f"<section>\n<h2>{escape(sheet.caption)}</h2>\n{html_table(sheet._replace(caption='')) if sheet.rows else nothing}\n</section>"
        for sheet in handover_sheets(dossier, lang)
    )
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }}
table {{ width: 100%; }}
th {{ border-bottom: 2px solid; }}
td {{ border-bottom: 1px solid #ccc; vertical-align: top; overflow-wrap: anywhere; }}
section {{ overflow-x: auto; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 9pt; }} tr {{ break-inside: avoid; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
{lines}
{parts}
</body>
</html>
"""
