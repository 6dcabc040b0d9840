"""The simulated district: `sample`."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from hoctap.cli.exits import CANNOT_BE_DONE, end
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import command, language_option
from hoctap.language import Language, say

__all__ = ["sample"]


REASONS = {
    errno.EEXIST: "it is not empty",
    errno.EACCES: "there is no permission",
    errno.EROFS: "there is no permission",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "it is not a folder",
}


def _reason_text(error: OSError, lang: Language) -> str:
    number = errno.EEXIST if isinstance(error, FileExistsError) else error.errno
    return say(REASONS[number], lang) if number in REASONS else error.strerror or str(error)


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
        sentence = say("cannot write to {folder}: {reason}", lang, folder=folder, reason=_reason_text(error, lang))
        end(sentence, CANNOT_BE_DONE)
    files = sum(path.suffix == ".csv" for path in folder.rglob("*"))
    click.echo(say("wrote {files} simulated forms to {folder}", lang, files=files, folder=folder))
    suggest(say("where the targets stand", lang), "status", folder)
    suggest(say("to file the forms in a ledger", lang), "ingest", "LEDGER", folder)
