"""Which missing reports would settle an undetermined status: `settling`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, reading_options, view_option
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, say

__all__ = ["settling"]


@command("List the missing reports that would settle undetermined statuses, those that settle most first.")
@reading_options
@view_option
@click.option(
    "--period",
    "periods",
    multiple=True,
    help='Quarter or year, as 2025Q4; may be repeated; "all" for every quarter. Default: the last that has ended.',
)
@click.option(
    "--statuses", is_flag=True, help="List the statuses instead, each with the fewest reports that can settle it."
)
@json_lines_option
def settling(
    folder: Path,
    key_file: Path | None,
    programme: str,
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
        ended = [str(quarter) for quarter in dataset.quarters]
        chosen = None if "all" in periods else list(periods) or ended[-1:] or None
        found = dataset.settling(view=view, periods=chosen)
    rows = (found.statuses if statuses else found.reports).to_dicts()
    if as_json:
        echo_rows(rows)
    elif not rows:
        click.echo(say("no status is undetermined for want of a report", lang))
    else:
        from hoctap.quality_view import settling_reports_sheet, settling_statuses_sheet
        from hoctap.sheet import text_table

        sheet = settling_statuses_sheet(rows, lang) if statuses else settling_reports_sheet(rows, lang)
        click.echo(text_table(sheet, width=line_width()))
    sys.exit(exit_code(dataset))
