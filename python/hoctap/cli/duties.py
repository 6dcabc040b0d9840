"""Who owes what by when: `duties`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, reading_options
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, say

__all__ = ["duties"]

STATES = ("on_time", "late", "missing", "not_yet_due", "done", "no_record")


@command("Show who owes what by when under the plan, and what was done, is late or is missing.")
@reading_options
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice(STATES),
    help="Only duties that stand like this; may be repeated.",
)
@click.option("--whole", is_flag=True, help="List periods that have not begun, too.")
@click.option(
    "--ics",
    "calendar",
    type=click.Path(path_type=Path),
    help="Write the days that are due as a calendar (iCalendar) into this file.",
)
@json_lines_option
def duties(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    states: tuple[str, ...],
    whole: bool,
    calendar: Path | None,
    as_json: bool,
) -> None:
    """List the duties of the plan."""
    from hoctap.duties_view import duties_text

    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        found = dataset.duties(whole=whole)
        if calendar is not None:
            found.to_ics(calendar, lang=lang)
    if as_json:
        echo_rows(row for row in found.to_dicts() if not states or row["state"] in states)
    elif calendar is not None:
        click.echo(say("wrote {file}", lang, file=calendar))
    else:
        click.echo(duties_text(found, lang, states=states, width=line_width()))
    sys.exit(exit_code(dataset))
