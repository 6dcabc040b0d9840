"""The dossier of a new unit: `handover`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.completing import complete_units
from hoctap.cli.exits import CANNOT_BE_DONE, end, errors_told
from hoctap.cli.options import command, json_lines_option, reading_options
from hoctap.cli.output import echo_rows
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, say
from hoctap.refusals import not_writable

__all__ = ["handover"]


@command("Show what a new unit took over from the units it was formed of.")
@reading_options
@click.option("--unit", required=True, shell_complete=complete_units, help="Code of the new unit.")
@click.option(
    "--as-of",
    "as_of",
    help="A day on which the unit lives. Default: its last version that an act formed of others.",
)
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write the dossier as a page into this file.")
@json_lines_option
def handover(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    unit: str,
    as_of: str | None,
    page: Path | None,
    as_json: bool,
) -> None:
    """Draw up the dossier of a new unit."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        dossier = dataset.handover(unit=unit, day=as_of)
    if page is not None:
        try:
            page.write_text(dossier.to_html(lang=lang), encoding="utf-8")
        except OSError as error:
            end(not_writable(page, error).text(lang), CANNOT_BE_DONE)
        click.echo(say("wrote {file}", lang, file=page))
    elif as_json:
        echo_rows(dossier.to_dicts())
    else:
        from hoctap.display import handover_text

        click.echo(handover_text(dossier, lang))
    sys.exit(exit_code(dataset))
