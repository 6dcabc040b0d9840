"""Budgets against the norms: `check`, `estimate`, `diff`, `gaps`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import hoctap
from hoctap.addresses import is_ledger
from hoctap.cli.completing import complete_budget_years, complete_units
from hoctap.cli.documents import echo_document, office_of, office_option
from hoctap.cli.exits import CANNOT_BE_DONE, FINDINGS_EXIST, end, errors_told
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import (
    FormsType,
    book_options,
    command,
    json_lines_option,
    key_file_option,
    language_option,
    reading_options,
    save_option,
    with_options,
)
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, progress_bar, received_until
from hoctap.cli.saving import save_work
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Book
    from hoctap.receipts import Work

__all__ = ["check", "diff", "estimate", "gaps"]

_lines_of = with_options(
    click.argument("file", type=FormsType()),
    key_file_option,
    language_option,
)


def _checked(file: Path, key_file: Path | None, asked: dict[str, Any], lang: Language) -> Work:
    from hoctap.receipts import check as check_lines

    if not _holds_forms(file):
        return check_lines(file, **asked)
    with progress_bar("reading", lang) as progress:
        return check_lines(file, key_file=key_file, progress=progress, **asked)


def _holds_forms(file: Path) -> bool:
    return is_ledger(file) or Path(file).is_dir()


def _asked(rulebook: tuple[Path, ...], in_force: str | None, known: str | None, strict: bool) -> dict[str, Any]:
    return {"rulebook": rulebook, "in_force": in_force, "known": known, "verified_only": strict}


@command(
    "Check the lines of a budget against the norms: of a file (CSV, a workbook, Parquet), or the estimates among a folder "
    "of forms. Ends with 1 where a line breaks a norm."
)
@_lines_of
@book_options
@click.option("--all", "every_line", is_flag=True, help="List every line, not only those that break a norm.")
@save_option
@json_lines_option
def check(
    file: Path,
    key_file: Path | None,
    lang: Language,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    every_line: bool,
    receipt: Path | None,
    as_json: bool,
) -> None:
    """Check the lines of a file or folder."""
    from hoctap.check_view import BREAKING, check_objects, check_text

    with errors_told(lang):
        work = _checked(file, key_file, _asked(rulebook, in_force, known, strict), lang)
    rows = check_objects(work.lines, work.value)
    findings = [*getattr(work.lines, "findings", ()), *work.value.findings]
    if as_json:
        echo_rows({**row, "simulated": work.is_simulated} for row in rows)
    else:
        shown = check_text(
            rows, findings, lang, is_simulated=work.is_simulated, width=line_width(), every_line=every_line
        )
        click.echo(shown)
        if (broken := next((row for row in rows if row["verdict"] in BREAKING), None)) and not _holds_forms(file):
            suggest(say("how the first of them is judged", lang), "explain", file, "--line", broken["row"])
    if receipt is not None:
        save_work(work, receipt, lang)
    is_broken = any(row["verdict"] in BREAKING for row in rows)
    sys.exit(FINDINGS_EXIST if is_broken or any(finding.severity == "error" for finding in findings) else 0)


@command("Draw up the estimate of a year from the plans among a folder of forms.")
@reading_options
@click.option("--year", type=int, required=True, shell_complete=complete_budget_years, help="The budget year.")
@book_options
@click.option("--price", "prices", multiple=True, help="Price in đồng, as hall_hire=1500000; may be repeated.")
@click.option(
    "--number", "numbers", multiple=True, help="Number that plans lack, as literacy_lighting/month=5; may be repeated."
)
@click.option("--attribute", "attributes", multiple=True, help="Attribute of every line, as zone=II; may be repeated.")
@click.option(
    "--unit-attribute", "unit_attributes", multiple=True, help="Attribute of a unit, as 07375/zone=II; may be repeated."
)
@click.option("--source", "sources", multiple=True, help="Fund with its weight, as commune_budget=7; may be repeated.")
@click.option("--decided-on", help="Day of the decision, for norms that are chosen by it.")
@click.option("--places-on", help="Day on which a centre's commune is asked for. Default: 1 January of the year.")
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    help="Write it as an official document too, into this file (.docx or .xlsx).",
)
@click.option(
    "--unit",
    shell_complete=complete_units,
    help="With --document: only the lines of this commune, by code or name.",
)
@office_option
@save_option
@json_lines_option
def estimate(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    year: int,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    prices: tuple[str, ...],
    numbers: tuple[str, ...],
    attributes: tuple[str, ...],
    unit_attributes: tuple[str, ...],
    sources: tuple[str, ...],
    decided_on: str | None,
    places_on: str | None,
    document: Path | None,
    unit: str | None,
    office: Path | None,
    receipt: Path | None,
    as_json: bool,
) -> None:
    """Draw up the estimate of a year."""
    from hoctap.receipts import estimate as draw_up

    if document is None and (unit or office):
        end(say("--unit and --office belong to a document; name it with --document", lang), CANNOT_BE_DONE)
    issuing = None
    if document is not None:  # what stands in the way of the document is told before the forms are read
        from hoctap.documents import write_estimate
        from hoctap.documents.document import check_target

        with errors_told(lang):
            check_target(document, verified_only=strict)
            issuing = office_of(office)
    with errors_told(lang), progress_bar("reading", lang) as progress:
        work = draw_up(
            folder,
            year=year,
            key_file=key_file,
            programme=programme,
            day=day,
            received_until=received_until(),
            progress=progress,
            prices=prices,
            numbers=numbers,
            attributes=attributes,
            unit_attributes=unit_attributes,
            sources=sources,
            decided_on=decided_on,
            places_on=places_on,
            **_asked(rulebook, in_force, known, strict),
        )
    if as_json:
        echo_rows({**row, "simulated": work.is_simulated} for row in work.value.to_dicts())
    else:
        from hoctap.estimate_view import estimate_text
        from hoctap.findings_view import findings_lines

        click.echo(estimate_text(work.value, lang, width=line_width()))
        for line in findings_lines(work.value.findings, lang):
            click.echo(line, err=True)
        _tell_what_lacks(work.value.to_dicts(), year, lang)
    if document is not None:
        with errors_told(lang):
            made = write_estimate(work.value, document, unit=unit, office=issuing, inputs=work.inputs)
        echo_document(made, lang)
    if receipt is not None:
        save_work(work, receipt, lang)
    sys.exit(exit_code(work.value))


def _tell_what_lacks(lines: list[dict[str, Any]], year: int, lang: Language) -> None:
    if all(line["plan_line"] is None for line in lines):
        sentence = "no plan for {year} is among the forms: there is only what the law gives each centre"
        click.echo(say(sentence, lang, year=year), err=True)
    if any(line["missing"] for line in lines):
        sentence = "what lines lack is stated with --price, --number, --attribute and --unit-attribute"
        click.echo(say(sentence, lang), err=True)


def _two_books(
    rulebook: tuple[Path, ...],
    in_force: tuple[str, str] | None,
    known: tuple[str, str] | None,
    strict: bool,
    lang: Language,
) -> tuple[Book, Book]:
    if not (rulebook or in_force or known or strict):
        end(say("name two days with --in-force or --known, or a rulebook, or --strict", lang), CANNOT_BE_DONE)
    for option, two in (("--in-force", in_force), ("--known", known)):
        if two and any(day.startswith("-") for day in two):  # the next option was taken for the second day
            end(say("name two days after {option}, as 2025-01-01 2026-01-01", lang, option=option), CANNOT_BE_DONE)
    days = list(zip(in_force or (None, None), known or (None, None), strict=True))
    base = hoctap.rulebook()
    after = base.with_files(rulebook) if rulebook else base
    return (
        base.as_of(in_force=days[0][0], known=days[0][1]),
        after.as_of(in_force=days[1][0], known=days[1][1], verified_only=strict),
    )


@command(
    "Show what differs between two books of law, norm by norm; with FILE, what that changes for its lines. The second book "
    "has the rulebook files and is strict where these are asked for."
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--in-force", nargs=2, metavar="DAY DAY", help="The law of these two days, as 2025-01-01 2026-01-01.")
@click.option("--known", nargs=2, metavar="DAY DAY", help="The law as known on these two days.")
@click.option(
    "--rulebook",
    multiple=True,
    type=click.Path(path_type=Path),
    help="TOML file that the second book has besides; may be repeated.",
)
@click.option("--strict", is_flag=True, help="In the second book, let nothing calculate but what was verified.")
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.",
)
@language_option
@json_lines_option
def diff(
    file: Path | None,
    in_force: tuple[str, str] | None,
    known: tuple[str, str] | None,
    rulebook: tuple[Path, ...],
    strict: bool,
    key_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Compare two books, alone or on the lines of a file."""
    from hoctap.check_view import comparison_text, diff_text

    with errors_told(lang):
        before, after = _two_books(rulebook, in_force, known, strict, lang)
        if file is None:
            if as_json:
                echo_rows(before.diff(after).to_dicts())
            else:
                click.echo(diff_text(before, after, lang, width=line_width()))
            return
        # Attributes that either book knows are taken from the file.
        work = _checked(file, key_file, {"rulebook": rulebook}, lang)
        comparison = before.check(work.lines).compare(after)
    if as_json:
        echo_rows({**row, "simulated": work.is_simulated} for row in comparison.changes.to_dicts())
    else:
        click.echo(comparison_text(comparison, lang, lines=work.lines, width=line_width()))
        if work.is_simulated:
            click.echo(say("simulated data", lang).upper())


@command(
    "List the entries of the law that cannot calculate; with FILE, rank what to read or verify next by the đồng that hang "
    "on it in the lines."
)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@book_options
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.",
)
@language_option
@json_lines_option
def gaps(
    file: Path | None,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    key_file: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """List gaps of the rulebook, alone or by the money that hangs on them."""
    from hoctap.check_view import gaps_text, rulebook_gaps_text

    with errors_told(lang):
        if file is None:
            base = hoctap.rulebook()
            table = (base.with_files(rulebook) if rulebook else base).gaps()
        else:
            work = _checked(file, key_file, _asked(rulebook, in_force, known, strict), lang)
            table = work.value.gaps()
    if as_json:
        for row in table.to_dicts():
            click.echo(json.dumps(row, ensure_ascii=False, default=str))
    elif file is None:
        click.echo(rulebook_gaps_text(table, lang, width=line_width()))
    else:
        click.echo(gaps_text(table, lang, width=line_width()))
        if work.is_simulated:
            click.echo(say("simulated data", lang).upper())
