"""How checks of lines, comparisons, gaps, books and single lines look in a terminal and in a notebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hoctap._core import line_flags, spoken
from hoctap.findings_view import findings_lines, summary_text
from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Book, CheckComparison, Compliance, Finding, LineExplanation, Table

__all__ = [
    "BREAKING",
    "check_objects",
    "check_text",
    "comparison_html",
    "comparison_text",
    "compliance_html",
    "diff_text",
    "gaps_html",
    "gaps_text",
    "line_explanation_html",
    "rulebook_gaps_text",
]

BREAKING = ("over", "not_permitted")
MOST_ROWS = 40  # of a notebook's view; the tables themselves have all


def check_objects(lines: Any, checked: Compliance) -> list[dict[str, Any]]:
    """Give each line with what was judged of it."""
    import itertools

    stated = _dicts(lines)
    return (
        [
            {**line, **judged, "flags": line_flags(judged["flags"])}
            for line, judged in zip(stated, checked.to_dicts(), strict=True)
        ]
        if stated
        else list(itertools.chain())
    )


def _dicts(lines: Any) -> list[dict[str, Any]]:
    return list(lines.to_dicts() if hasattr(lines, "to_dicts") else lines.to_pylist())


def _number(value: int | None, lang: Language) -> Cell:
    return Cell("–" if value is None else count_text(value, lang), number=True)


def _verdict(verdict: str, lang: Language) -> Cell:
    return Cell(say(verdict.replace("_", " "), lang))


def _verdicts_sheet(rows: Sequence[dict[str, Any]], lang: Language) -> Sheet:
    lines, amounts, unverified = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        amount = max(row["amount"] or 0, 0)
        lines[row["verdict"]] += 1
        amounts[row["verdict"]] += amount
        if "unverified" in row["flags"]:
            unverified[row["verdict"]] += amount
    order = (
        "over",
        "not_permitted",
        "within",
        "at_actual_cost",
        "input_missing",
        "depends_on_date",
        "norm_missing",
        "not_checkable",
    )
    cells = [
        [
            _verdict(verdict, lang),
            *(_number(count[verdict], lang) for count in (lines, amounts, unverified)),
        ]
        for verdict in order
        if lines[verdict]
    ]
    cells.append(
        [
            Cell(say("in all", lang), strong=True),
            *(_number(count.total(), lang) for count in (lines, amounts, unverified)),
        ]
    )
    heads = ("verdict", "lines", "amount (đồng)", "on unverified norms (đồng)")
    return Sheet(say("What the norms say of the lines", lang), [say(head, lang) for head in heads], cells)


def _lines_sheet(rows: Sequence[dict[str, Any]], caption: str, lang: Language, most: int | None = None) -> Sheet:
    has_files = len({row.get("file") for row in rows}) > 1
    heads = [
        "row",
        "centre",
        "content of spending",
        "amount (đồng)",
        "ceiling (đồng)",
        "above (đồng)",
        "verdict",
        "norm",
    ]
    cells = []
    for row in rows[:most]:
        place = f"{row.get('file')}: {row.get('row')}" if has_files else str(row.get("row", "–"))
        cells.append(
            [
                Cell(place, number=not has_files),
                Cell(row.get("centre_id") or "–"),
                Cell(row.get("content") or row.get("content_code") or "–"),
                _number(row["amount"], lang),
                _number(row["ceiling"], lang),
                _number(row["excess"], lang),
                _verdict(row["verdict"], lang),
                Cell(row["norm"] or "–"),
            ]
        )
    if most is not None and len(rows) > most:
        more = say("… and {count} more", lang, count=count_text(len(rows) - most, lang))
        cells.append([Cell(more), *(Cell("") for _ in heads[1:])])
    return Sheet(caption, [say(head, lang) for head in heads], cells)


def _centres_sheet(rows: Sequence[dict[str, Any]], lang: Language) -> Sheet | None:
    sums: dict[str, list[int]] = {}
    for row in rows:
        if not row.get("centre_id"):
            return None
        of = sums.setdefault(row["centre_id"], [0, 0, 0, 0])
        of[0] += 1
        of[1] += max(row["amount"] or 0, 0)
        of[2] += row["excess"] or 0
        of[3] += row["verdict"] in BREAKING
    cells = [
        [Cell(centre, strong=True), *(_number(value, lang) for value in of)] for centre, of in sorted(sums.items())
    ]
    heads = ("centre", "lines", "amount (đồng)", "above ceilings (đồng)", "lines that break a norm")
    return Sheet(say("Sums by centre", lang), [say(head, lang) for head in heads], cells)


def check_text(
    rows: Sequence[dict[str, Any]],
    findings: Sequence[Finding],
    lang: Language,
    *,
    is_simulated: bool,
    width: int | None = None,
    every_line: bool = False,
) -> str:
    """Show the verdicts, the lines that break a norm (or every line), and what was noticed."""
    parts = [text_table(_verdicts_sheet(rows, lang), width=width)]
    if (centres := _centres_sheet(rows, lang)) is not None:
        parts.append(text_table(centres, width=width))
    shown = [row for row in rows if every_line or row["verdict"] in BREAKING]
    caption = say("Every line" if every_line else "Lines that break a norm", lang)
    if shown:
        parts.append(text_table(_lines_sheet(shown, caption, lang), width=width))
    else:
        parts.append(say("no line breaks a norm", lang))
    if findings:
        lines = [f"{say('findings', lang)}: {summary_text(findings, lang)}", *findings_lines(findings, lang)]
        parts.append("\n".join(lines))
    if is_simulated:
        parts.append(say("simulated data", lang).upper())
    return "\n\n".join(parts)


def compliance_html(checked: Compliance, lang: Language = "en") -> str:
    """Show the verdicts of a check in a notebook."""
    cells = [
        [_verdict(verdict, lang), _number(count, lang)]
        for verdict, count in sorted(checked.verdicts.items(), key=lambda one: -one[1])
    ]
    heads = [say(head, lang) for head in ("verdict", "lines")]
    return html_table(Sheet(say("What the norms say of the lines", lang), heads, cells))


def _comparison_sheets(comparison: CheckComparison, lang: Language, most: int | None, lines: Any = None) -> list[Sheet]:
    total = comparison.total.to_dicts()[0]
    changed = say(
        "{changed} of {lines} lines change, with {amount} đồng",
        lang,
        changed=count_text(total["lines_changed"], lang),
        lines=count_text(total["lines"], lang),
        amount=count_text(total["amount_changed"], lang),
    )
    heads = ["", *(say(head, lang) for head in ("before", "after"))]
    sides = [
        [Cell(say(label, lang)), *(_number(total[f"{name}_{when}"], lang) for when in ("before", "after"))]
        for name, label in (
            ("excess", "above ceilings (đồng)"),
            ("unverified", "on unverified norms (đồng)"),
            ("ceiling", "ceilings, where both have one (đồng)"),
        )
    ]
    verdicts = [
        [
            _verdict(row["before"], lang),
            _verdict(row["after"], lang),
            _number(row["lines"], lang),
            _number(row["amount"], lang),
        ]
        for row in comparison.verdicts.to_dicts()
    ]
    sheets = [
        Sheet(changed, heads, sides),
        Sheet(
            say("Verdicts before and after", lang),
            [say(head, lang) for head in ("before", "after", "lines", "amount (đồng)")],
            verdicts,
            keys=2,
        ),
    ]
    changes = comparison.changes.to_dicts(rows=most)
    if changes:
        stated = _dicts(lines) if lines is not None else []
        sheets.append(_changes_sheet(changes, stated, len(comparison), lang))
    return sheets


def _changes_sheet(
    changes: Sequence[dict[str, Any]], stated: Sequence[dict[str, Any]], count: int, lang: Language
) -> Sheet:
    heads = [
        "row",
        "content of spending",
        "verdict before",
        "verdict after",
        "ceiling before (đồng)",
        "ceiling after (đồng)",
        "norm after",
    ]
    cells = []
    for change in changes:
        line = stated[change["line"]] if stated else {}
        cells.append(
            [
                Cell(str(line.get("row", change["line"] + 1)), number=True),
                Cell(line.get("content") or "–"),
                _verdict(change["verdict_before"], lang),
                _verdict(change["verdict_after"], lang),
                _number(change["ceiling_before"], lang),
                _number(change["ceiling_after"], lang),
                Cell(change["norm_after"] or "–"),
            ]
        )
    if count > len(changes):
        more = say("… and {count} more", lang, count=count_text(count - len(changes), lang))
        cells.append([Cell(more), *(Cell("") for _ in heads[1:])])
    return Sheet(say("Lines that change", lang), [say(head, lang) for head in heads], cells)


def comparison_text(
    comparison: CheckComparison, lang: Language = "en", *, lines: Any = None, width: int | None = None
) -> str:
    """Show what another book changes for the lines."""
    sheets = _comparison_sheets(comparison, lang, None, lines)
    return "\n\n".join(text_table(sheet, width=width) for sheet in sheets)


def comparison_html(comparison: CheckComparison, lang: Language = "en") -> str:
    """Show the same in a notebook."""
    return html_page([html_table(sheet) for sheet in _comparison_sheets(comparison, lang, MOST_ROWS)])


def _gaps_sheet(gaps: Sequence[dict[str, Any]], lang: Language) -> Sheet:
    heads = ("amount (đồng)", "lines", "what it is", "norm", "content of spending", "why")
    cells = [
        [
            _number(row["amount"], lang),
            _number(row["lines"], lang),
            Cell(say(row["kind"].replace("_", " "), lang)),
            Cell(row[f"norm_{lang}"] or "–"),
            Cell(row[f"content_{lang}"] or "–"),
            Cell(_reason(row["reason"], lang)),
        ]
        for row in gaps
    ]
    return Sheet(
        say("What to read or verify next, by the đồng that hang on it", lang),
        [say(head, lang) for head in heads],
        cells,
    )


def _reason(reason: str, lang: Language) -> str:
    return say("no norm is known", lang) if reason == "norm_missing" else spoken(reason, lang=lang)


def gaps_text(gaps: Table, lang: Language = "en", *, width: int | None = None) -> str:
    """Show the gaps of a check, those first on which most money hangs."""
    rows = gaps.to_dicts()
    return (
        text_table(_gaps_sheet(rows, lang), width=width) if rows else say("every line rests on what was verified", lang)
    )


def gaps_html(gaps: Table, lang: Language = "en") -> str:
    """Show the same in a notebook."""
    return html_table(_gaps_sheet(gaps.to_dicts(), lang))


def rulebook_gaps_text(gaps: Table, lang: Language = "en", *, width: int | None = None) -> str:
    """Show every entry of a rulebook that cannot calculate."""
    heads = [say(head, lang) for head in ("norm", "what", "why", "mark")]
    cells = [
        [
            Cell(row["id"]),
            Cell(row[f"name_{lang}"] or row["content"] or "–"),
            Cell(_reason(row["reason"], lang)),
            Cell(row["mark"]),
        ]
        for row in gaps.to_dicts()
    ]
    caption = say("{count} entries cannot calculate", lang, count=count_text(len(gaps), lang))
    return text_table(Sheet(caption, heads, cells), width=width)


def diff_text(before: Book, after: Book, lang: Language = "en", *, width: int | None = None) -> str:
    """Show where two books answer differently, norm by norm."""
    rows = before.diff(after).to_dicts()
    heads = ("content of spending", "of lines with", "from", "until", "before", "after", "norm after")
    cells = [
        [
            Cell(row["content"], strong=True),
            Cell(row["attributes"] or "–"),
            *(Cell("–" if row[end] is None else day_text(row[end], lang)) for end in ("from", "until")),
            *(_answer(row, when, lang) for when in ("before", "after")),
            Cell(row["norm_after"] or "–"),
        ]
        for row in rows
    ]
    caption = say("{count} answers differ", lang, count=count_text(len(rows), lang))
    return text_table(Sheet(caption, [say(head, lang) for head in heads], cells), width=width)


def _answer(row: dict[str, Any], when: str, lang: Language) -> Cell:
    level = row[f"level_{when}"]
    if level is not None:
        return _number(level, lang)
    return Cell(say(row[f"outcome_{when}"].replace("_", " "), lang))


def line_explanation_html(explanation: LineExplanation, lang: Language = "en") -> str:
    """Show how a line's verdict came about: the sentences, the first of them as a heading."""
    from html import escape

    heading, *rest = explanation.text(lang=lang).split("\n")
    items = "".join(f"<li>{escape(line.strip())}</li>" for line in rest)
    return f"<div><strong>{escape(heading)}</strong><ul>{items}</ul></div>"
