"""What looks wrong in the records: `quality`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, reading_options
from hoctap.cli.output import echo_rows, echo_sheet
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, say

__all__ = ["quality"]


@command("List numbers far from other units or the year before, and which forms came, complete and in time.")
@reading_options
@click.option("--reporting", is_flag=True, help="Count which forms came instead, by form and unit.")
@json_lines_option
def quality(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    reporting: bool,
    as_json: bool,
) -> None:
    """Look for what is wrong in a folder of forms."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        found = dataset.quality()
    rows = (found.reporting if reporting else found.numbers).to_dicts()
    if as_json:
        echo_rows(rows)
    elif not rows:
        click.echo(say("nothing to look at", lang))
    else:
        from hoctap.quality_view import numbers_sheet, reporting_sheet

        echo_sheet(reporting_sheet(rows, lang) if reporting else numbers_sheet(rows, lang))
    sys.exit(exit_code(dataset))
