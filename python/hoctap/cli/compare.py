"""What changed between two deliveries, or between what was known on two days: `compare`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoctap.cli.exits import CANNOT_BE_DONE, end, errors_told
from hoctap.cli.options import (
    FormsType,
    command,
    indicator_option,
    json_lines_option,
    period_option,
    reading_settings,
    variant_option,
    view_option,
)
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, periods_asked, read_dataset
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Dataset, Period, Table

__all__ = ["compare"]


@command(
    "Show which figures moved between two deliveries of the forms, BEFORE and AFTER, and because of which rows and reports. With "
    "--received-until and one folder or ledger: between what had come by two days."
)
@click.argument("before", type=FormsType())
@click.argument("after", type=FormsType(), required=False)
@click.option(
    "--received-until",
    nargs=2,
    metavar="DAY DAY",
    help="Compare what had come by these two days, as 2026-01-10 2026-01-31.",
)
@reading_settings
@view_option
@period_option
@indicator_option
@variant_option
@click.option(
    "--changes",
    "changes_asked",
    is_flag=True,
    help="With --json, print the changes with their old and new values instead of figures.",
)
@click.option("--all", "everything", is_flag=True, help="Print every figure and change, not only the first.")
@click.option("--persons", is_flag=True, help="Name the rows of persons too (they are counted only, otherwise).")
@json_lines_option
def compare(
    before: Path | str,
    after: Path | str | None,
    received_until: tuple[str, str] | None,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    view: str,
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    variants: tuple[str, ...],
    changes_asked: bool,
    everything: bool,
    persons: bool,
    as_json: bool,
) -> None:
    """Compare two folders of forms, or one folder as known on two days."""
    if (after is None) == (received_until is None):
        end(say("name two folders, or one folder and two days with --received-until", lang), CANNOT_BE_DONE)
    folders = (before, before if after is None else after)
    days = received_until or (None, None)
    with errors_told(lang):
        earlier, later = (
            read_dataset(folder, key_file, programme, day, lang, until=until)
            for folder, until in zip(folders, days, strict=True)
        )
        comparison = earlier.compare(
            later,
            view=view,
            periods=periods_asked(_begun_and_ended(earlier, later), periods),
            indicators=list(indicators) or None,
            variants=list(variants) or None,
            persons=persons,
        )
    if as_json:
        echo_rows(
            _with_parts(comparison.changes, "change", "values", comparison.values)
            if changes_asked
            else _with_parts(comparison.figures, "figure", "causes", comparison.causes)
        )
    else:
        click.echo(comparison.to_text(lang=lang, width=line_width(), rows=None if everything else 40))
    sys.exit(exit_code(later))


def _begun_and_ended(earlier: Dataset, later: Dataset) -> list[Period]:
    """Give the quarters that had begun on the earlier day and ended on the later one."""
    known = earlier.owed.day
    return [quarter for quarter in later.quarters if known is None or quarter.first <= known]


def _with_parts(rows: Table, number: str, name: str, parts: Table) -> list[dict[str, Any]]:
    """Give each row the parts that bear its number, under a name."""
    by_row: dict[int, list[dict[str, Any]]] = {}
    for part in parts.to_dicts():
        by_row.setdefault(part.pop(number), []).append(part)
    return [{**row, name: by_row.get(row[number], []), "simulated": rows.is_simulated} for row in rows.to_dicts()]
