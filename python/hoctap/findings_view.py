"""How findings look: first how many of each rule, then where they stand, many of a kind in one file as one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, say
from hoctap.sheet import Cell, Sheet, html_table

if TYPE_CHECKING:
    from hoctap import Finding

__all__ = ["findings_html", "findings_lines", "findings_sheet", "gravest", "matching", "summary_text"]

GRAVITY = {"error": 0, "warning": 1, "note": 2}
MOST_ALIKE = 3
MOST_ROWS_NAMED = 5


def matching(
    findings: Iterable[Finding], *, severities: Sequence[str] = (), rules: Sequence[str] = (), files: Sequence[str] = ()
) -> list[Finding]:
    """Choose findings; a file is meant by a part of its path, or by a pattern with * and ?."""

    def is_in(file: str) -> bool:
        return any(fnmatchcase(file, pattern if set("*?") & set(pattern) else f"*{pattern}*") for pattern in files)

    return [
        finding
        for finding in findings
        if (not severities or finding.severity in severities)
        and (not rules or finding.code in rules)
        and (not files or is_in(finding.file))
    ]


def gravest(findings: Iterable[Finding], most: int) -> list[Finding]:
    """Give the first findings that are no notes, errors before warnings, of each rule one before a second of any."""
    ranked = sorted((finding for finding in findings if finding.severity != "note"), key=_gravity)
    seen: Counter[str] = Counter()
    turns: list[tuple[int, int, int, Finding]] = []
    for finding in ranked:
        turns.append((seen[finding.code], GRAVITY[finding.severity], len(turns), finding))
        seen[finding.code] += 1
    return [finding for *_, finding in sorted(turns, key=lambda turn: turn[:3])[:most]]


def _gravity(finding: Finding) -> int:
    return GRAVITY[finding.severity]


def findings_lines(findings: Iterable[Finding], lang: Language, *, everything: bool = False) -> Iterator[str]:
    """Write a line for each finding, the gravest first; many of a kind in one file share a line unless `everything` is asked."""
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_gravity):
        groups.setdefault((finding.file, finding.code, finding.outcome), []).append(finding)
    for group in groups.values():
        if everything or len(group) <= MOST_ALIKE:
            yield from (finding_line(finding, lang) for finding in group)
        else:
            yield _line_of_many(group, lang)


def finding_line(finding: Finding, lang: Language) -> str:
    """Write what was noticed, where, and whether it cost the row."""
    line = f"{say(finding.severity, lang)} [{finding.code}] {finding.describe(lang=lang)}"
    return f"{line} – {say('row left out', lang)}" if finding.outcome == "dropped" else line


def _line_of_many(group: Sequence[Finding], lang: Language) -> str:
    first = group[0]
    rows = list(dict.fromkeys(finding.row for finding in group if finding.row))
    named = ", ".join(map(str, rows[:MOST_ROWS_NAMED])) + (" …" if len(rows) > MOST_ROWS_NAMED else "")
    words = [say("{count} times", lang, count=count_text(len(group), lang))]
    if rows:
        words.append(say("rows {rows}", lang, rows=named))
    if first.outcome == "dropped":
        words.append(say("rows left out", lang))
    where = f"{first.file}: " if first.file else ""
    example = say("for example: {example}", lang, example=first.text(lang=lang))
    return f"{say(first.severity, lang)} [{first.code}] {where}{'; '.join(words)}; {example}"


def summary_text(findings: Iterable[Finding], lang: Language = "en") -> str:
    """Count the findings by severity, and the rows they cost."""
    listed = list(findings)
    counts = Counter(finding.severity for finding in listed)
    dropped = sum(finding.outcome == "dropped" for finding in listed)
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


def findings_sheet(findings: Iterable[Finding], lang: Language = "en") -> Sheet:
    """Group the findings by rule, the gravest and most frequent first, each with an example."""
    listed = list(findings)
    groups: dict[tuple[str, str, str], list[Finding]] = {}
    for finding in listed:
        groups.setdefault((finding.severity, finding.code, finding.outcome), []).append(finding)
    ranked = sorted(groups.values(), key=lambda group: (_gravity(group[0]), -len(group), group[0].code))
    rows = [
        [
            Cell(say(group[0].severity, lang)),
            Cell(group[0].code),
            Cell(count_text(len(group), lang), number=True),
            Cell(say(group[0].outcome, lang)),
            Cell(group[0].describe(lang=lang)),
        ]
        for group in ranked
    ]
    heads = [say(head, lang) for head in ("severity", "rule", "count", "row", "example")]
    return Sheet(f"{say('findings', lang)}: {summary_text(listed, lang)}", heads, rows)


def findings_html(findings: Iterable[Finding], lang: Language = "en") -> str:
    """Show the findings grouped by rule."""
    return html_table(findings_sheet(findings, lang))
