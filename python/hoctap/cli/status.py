"""Where the targets stand: `status`, `owed`, `published`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

import hoctap
from hoctap.cli.exits import CANNOT_BE_DONE, end, errors_told
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import (
    command,
    indicator_option,
    json_lines_option,
    language_option,
    period_option,
    reading_options,
    save_option,
    variant_option,
    view_option,
)
from hoctap.cli.output import echo_json, echo_rows, echo_sheet, line_width
from hoctap.cli.reading import exit_code, periods_asked, read_dataset, received_until
from hoctap.cli.saving import save_work
from hoctap.language import Language, day_text, say

if TYPE_CHECKING:
    from fractions import Fraction

    from hoctap import Dataset, Result, ResultRow

__all__ = ["owed", "published", "status"]


FIRST_FINDINGS = 3
BEHIND = ("not_met", "off_track", "at_risk")


def _tell_what_was_noticed(dataset: Dataset, result: Result, folder: Path, lang: Language) -> None:
    from hoctap.display import missing_text
    from hoctap.findings_view import finding_line, gravest, summary_text

    click.echo(missing_text(dataset, lang), err=True)
    tables = dataset.tables
    if not len(tables["centres"]):
        click.echo(say("no centre is known (form TT-01), so T1 to T3 have nothing to count", lang), err=True)
    if not len(tables["residents"]) and not len(tables["labour_totals"]):
        nobody = "no resident or number of labourers is known (forms LD-01, LD-02), so T4 and T5 have nothing to count"
        click.echo(say(nobody, lang), err=True)
    for heading, findings in (("findings", dataset.findings), ("findings of the evaluation", result.findings)):
        if not len(findings):
            continue
        click.echo(f"{say(heading, lang)}: {summary_text(findings, lang)}", err=True)
        for finding in gravest(findings, FIRST_FINDINGS):
            click.echo(f"  {finding_line(finding, lang)}", err=True)
    if len(dataset.findings) + len(result.findings):
        suggest(say("where and why", lang), "findings", folder)
    if dataset.is_simulated:
        click.echo(say("simulated data", lang).upper(), err=True)


@command("Show where each target stands, for territory and units.")
@reading_options
@view_option
@period_option
@indicator_option
@variant_option
@click.option("--long", is_flag=True, help="Print one line for each unit and indicator instead of a matrix.")
@save_option
@json_lines_option
def status(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    view: str,
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    variants: tuple[str, ...],
    long: bool,
    receipt: Path | None,
    as_json: bool,
) -> None:
    """Evaluate the targets on a folder of forms."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        if not periods and not dataset.quarters:
            _end_without_a_quarter(dataset, lang)
        asked: dict[str, Any] = {
            "view": view,
            "periods": periods_asked(dataset.quarters, periods),
            "indicators": list(indicators) or None,
            "variants": list(variants) or None,
        }
        result = dataset.indicators(**asked)
    if as_json:
        for row in result:
            echo_json(_status_object(result, row))
    else:
        _echo_tables(result, lang, long=long)
    _tell_what_was_noticed(dataset, result, folder, lang)
    if not as_json:
        _suggest_after(dataset, result, folder, lang)
    if receipt is not None:
        from hoctap.receipts import status_work

        work = status_work(
            dataset, result, folder, programme=programme, day=day, received_until=received_until(), **asked
        )
        save_work(work, receipt, lang)
    sys.exit(exit_code(dataset))


def _suggest_after(dataset: Dataset, result: Result, folder: Path, lang: Language) -> None:
    if not len(dataset.owed):
        quarter = dataset.programme.quarters[-1]
        suggest(say("empty forms to be filled in", lang), "forms", "empty", "--period", quarter)
        return
    view = [] if result.view == "plan_territory" else ["--view", result.view]
    last = max((row.period for row in result), key=lambda period: (period.last, period.first), default=None)
    rows = [row for row in result if row.kind == "territory" and row.period == last and row.variant == "default"]
    if len(dataset.missing):
        suggest(say("which reports are missing", lang), "owed", folder, "--missing")
    if len(dataset.missing) and any(row.status == "undetermined" for row in rows):
        suggest(say("which of them would settle what is undetermined", lang), "settling", folder, *view)
    if gap := next((row for row in rows if row.status in BEHIND), None):
        purpose = say("what closes the gap of {indicator}", lang, indicator=gap.indicator)
        suggest(purpose, "closing", folder, "", gap.indicator, gap.period, *view)
    suggest(say("all of it on one page", lang), "report", folder, *view)


def _end_without_a_quarter(dataset: Dataset, lang: Language) -> NoReturn:
    sentence = say(
        "no quarter of the plan has ended by {day}; name one with --period",
        lang,
        day="–" if dataset.owed.day is None else day_text(dataset.owed.day, lang),
    )
    end(sentence, CANNOT_BE_DONE)


def _echo_tables(result: Result, lang: Language, *, long: bool) -> None:
    from hoctap.result_view import result_text

    on_terminal = sys.stdout.isatty()
    width = line_width()
    periods = sorted({row.period for row in result}, key=lambda period: (period.last, period.first))
    tables = (result_text(result, lang, period, long=long, width=width, colour=on_terminal) for period in periods)
    click.echo("\n\n".join(tables) if periods else result_text(result, lang))
    click.echo()


def _status_object(result: Result, row: ResultRow) -> dict[str, Any]:
    pace = {"from_lower": row.pace_from_lower, "from_upper": row.pace_from_upper}
    return {
        "unit": row.unit,
        "unit_name": row.unit_name,
        "indicator": row.indicator,
        "variant": row.variant,
        "view": result.view,
        "period": str(row.period),
        "numerator": None if row.is_withheld else row.cell.numerator,
        "denominator": None if row.is_withheld else row.cell.denominator,
        "unreported": None if row.are_bounds_withheld else row.cell.unreported,
        "lower": _counts(row.lower, row.cell.lower_num, row.cell.lower_den),
        "upper": _counts(row.upper, row.cell.upper_num, row.cell.upper_den),
        "status": row.status,
        "pace": None if row.pace_from_lower is None and row.pace_from_upper is None else pace,
        "reach": None if row.reach == "not_applicable" else row.reach,
        "simulated": result.is_simulated,
    }


def _counts(bound: Fraction | None, num: int, den: int) -> dict[str, int] | None:
    return None if bound is None else {"num": num, "den": den}


@command("List which reports are owed, late and missing.")
@reading_options
@click.option("--missing", is_flag=True, help="Only what is overdue and not there.")
@json_lines_option
def owed(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    missing: bool,
    as_json: bool,
) -> None:
    """List what the units of a folder of forms owed."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
    obligations = dataset.missing if missing else dataset.owed
    if as_json:
        echo_rows(obligations.to_dicts())
    else:
        from hoctap.display import missing_text, obligations_sheet

        if len(obligations):
            echo_sheet(obligations_sheet(obligations, lang, only_missing=missing))
            click.echo()
        click.echo(missing_text(dataset, lang))
    sys.exit(exit_code(dataset))


@command("Evaluate the published figures of real places.")
@language_option
@json_lines_option
def published(lang: Language, as_json: bool) -> None:
    """Evaluate the published figures that the library carries."""
    report = hoctap.published()
    if as_json:
        echo_rows(report.rows.to_dicts())
        return
    from hoctap.display import published_text

    click.echo(published_text(report, lang))
