"""The simulated district: `sample`."""

from __future__ import annotations

from pathlib import Path

import click

from hoctap.cli.exits import CANNOT_BE_DONE, end
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import command, language_option
from hoctap.language import Language, say
from hoctap.refusals import not_writable

__all__ = ["sample"]


@command("Write a district's simulated forms into a new folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["complete", "troubled"]),
    default="complete",
    show_default=True,
    help="Which set of forms: complete, or the same facts with late, missing, corrected and broken forms.",
)
@language_option
def sample(folder: Path, kind: str, lang: Language) -> None:
    """Write the sample."""
    from hoctap.sample import write

    try:
        write(folder, kind=kind)
    except OSError as error:
        end(not_writable(folder, error).text(lang), CANNOT_BE_DONE)
    files = sum(path.suffix == ".csv" for path in folder.rglob("*"))
    click.echo(say("wrote {files} simulated forms to {folder}", lang, files=files, folder=folder))
    suggest(say("where the targets stand", lang), "status", folder)
    suggest(say("to file the forms in a ledger", lang), "ingest", "LEDGER", folder)
