"""How a ledger's submissions, and what came of a folder, look in a terminal and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap.ledger.listing import Arrival, Ingest, Submission, Submissions

__all__ = ["ingest_html", "ingest_text", "submissions_html", "submissions_text"]

MOST_ROWS = 20
SUBMISSION_HEADS = ("no.", "file", "version of the file", "reports", "rows", "received on", "filed on", "filed by")
ARRIVAL_HEADS = ("file", "what came of it", "version of the file", "in place of", "reports")
GRAVEST_FIRST = ("unreadable", "new_version", "filed")
OUTCOME_WORDS = {
    "filed": "filed",
    "new_version": "new version",
    "known": "filed before",
    "unreadable": "cannot be opened",
}


def submissions_text(
    submissions: Submissions, lang: Language = "en", *, only_newest: bool = False, width: int | None = None
) -> str:
    """Show them as text, in lines of at most `width` letters where one is given."""
    return text_table(_submissions_sheet(submissions, lang, only_newest=only_newest), width=width)


def submissions_html(submissions: Submissions, lang: Language = "en") -> str:
    """Show the last that were filed in a notebook."""
    return html_page([html_table(_submissions_sheet(submissions, lang, most=MOST_ROWS))])


def ingest_text(ingest: Ingest, lang: Language = "en", *, width: int | None = None, everything: bool = True) -> str:
    """Show what came of a folder, the gravest first; of files that were known before only how many there are."""
    return text_table(_ingest_sheet(ingest, lang, None if everything else MOST_ROWS), width=width)


def ingest_html(ingest: Ingest, lang: Language = "en") -> str:
    """Show what came of a folder in a notebook."""
    return html_page([html_table(_ingest_sheet(ingest, lang, MOST_ROWS))])


def _submissions_sheet(
    submissions: Submissions, lang: Language, *, only_newest: bool = False, most: int | None = None
) -> Sheet:
    files = sum(row.is_newest for row in submissions)
    caption = say(
        "files in the ledger: {files}; versions: {versions}",
        lang,
        files=count_text(files, lang),
        versions=count_text(len(submissions), lang),
    )
    shown = [row for row in submissions if row.is_newest or not only_newest]
    left_out = 0 if most is None else max(0, len(shown) - most)
    rows = [_submission_row(row, lang) for row in shown[left_out:]]
    if left_out:
        before = say("… and {count} before them", lang, count=count_text(left_out, lang))
        rows.insert(0, [Cell(""), Cell(before), *(Cell("") for _ in SUBMISSION_HEADS[2:])])
    if submissions.is_simulated:
        caption += " · " + say("simulated data", lang).upper()
    return Sheet(caption, [say(head, lang) for head in SUBMISSION_HEADS], rows)


def _submission_row(row: Submission, lang: Language) -> list[Cell]:
    version = count_text(row.version, lang)
    return [
        Cell(count_text(row.number, lang), number=True),
        Cell(row.name),
        Cell(version if row.is_newest else say("{version}, replaced", lang, version=version), strong=not row.is_newest),
        Cell(row.reports or "–"),
        Cell(count_text(row.rows, lang), number=True),
        Cell("–" if row.received is None else day_text(row.received, lang)),
        Cell(day_text(row.filed_at[:10], lang)),
        Cell(row.who),
    ]


def _ingest_sheet(ingest: Ingest, lang: Language, most: int | None = None) -> Sheet:
    counts = ", ".join(
        f"{say(OUTCOME_WORDS[outcome], lang)} {count_text(count, lang)}"
        for outcome, count in ingest.outcomes.items()
        if count
    )
    caption = say("files of the folder: {count}", lang, count=count_text(len(ingest), lang))
    caption += f" ({counts})" if counts else ""
    shown = sorted((arrival for arrival in ingest if arrival.outcome != "known"), key=_gravity)
    rows = [_arrival_row(arrival, lang) for arrival in shown[:most]]
    if most is not None and len(shown) > most:
        more = say("… and {count} more", lang, count=count_text(len(shown) - most, lang))
        rows.append([Cell(more), *(Cell("") for _ in ARRIVAL_HEADS[1:])])
    return Sheet(caption, [say(head, lang) for head in ARRIVAL_HEADS], rows)


def _gravity(arrival: Arrival) -> int:
    return GRAVEST_FIRST.index(arrival.outcome)


def _arrival_row(arrival: Arrival, lang: Language) -> list[Cell]:
    reports = arrival.reports or (arrival.why_vi if lang == "vi" else arrival.why_en)
    return [
        Cell(arrival.filed_as or arrival.name),
        Cell(say(OUTCOME_WORDS[arrival.outcome], lang), strong=arrival.outcome in ("unreadable", "new_version")),
        Cell("–" if arrival.version is None else count_text(arrival.version, lang)),
        Cell(arrival.replaces or "–"),
        Cell(reports or "–"),
    ]
