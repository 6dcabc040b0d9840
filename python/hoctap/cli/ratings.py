"""How centres were rated: `ratings`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, reading_options, view_option
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language

__all__ = ["ratings"]


@command("Show how many centre-years have which grade, and the median grade.")
@reading_options
@view_option
@json_lines_option
def ratings(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    view: str,
    as_json: bool,
) -> None:
    """Count the grades of centres."""
    from hoctap.findings_view import findings_lines
    from hoctap.ratings_view import ratings_text

    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        found = dataset.ratings(view=view)
    if as_json:
        echo_rows(found.to_dicts())
    else:
        click.echo(ratings_text(found, lang, width=line_width()))
        for line in findings_lines(found.findings, lang, everything=False):
            click.echo(line)
    sys.exit(exit_code(dataset))
