"""Which missing reports would settle an undetermined status: `settling`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, period_option, reading_options, view_option
from hoctap.cli.output import echo_rows, echo_sheet
from hoctap.cli.reading import exit_code, periods_asked, read_dataset
from hoctap.language import Language, say

__all__ = ["settling"]


@command("List the missing reports that would settle undetermined statuses, those that settle most first.")
@reading_options
@view_option
@period_option
@click.option(
    "--statuses", is_flag=True, help="List the statuses instead, each with the fewest reports that can settle it."
)
@json_lines_option
def settling(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    view: str,
    periods: tuple[str, ...],
    statuses: bool,
    as_json: bool,
) -> None:
    """Find the reports that settle statuses of a folder of forms."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        chosen = periods_asked(dataset.quarters, periods)
        found = dataset.settling(view=view, periods=chosen)
    rows = (found.statuses if statuses else found.reports).to_dicts()
    if as_json:
        echo_rows(rows)
    elif not rows:
        click.echo(say("no status is undetermined for want of a report", lang))
    else:
        from hoctap.settling_view import reports_sheet, statuses_sheet

        echo_sheet(statuses_sheet(rows, lang) if statuses else reports_sheet(rows, lang))
    sys.exit(exit_code(dataset))
