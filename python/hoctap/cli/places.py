"""What codes and names of units mean: `where`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

import hoctap
from hoctap.cli.completing import complete_units
from hoctap.cli.exits import CANNOT_BE_DONE, FINDINGS_EXIST, UNREADABLE, end, errors_told
from hoctap.cli.options import command, json_lines_option, language_option
from hoctap.cli.output import echo_json, echo_rows
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Gazetteer, Lineage, Where

__all__ = ["where"]

KNOWN = "the library knows the district of Lạng Giang; --national names a folder with the lists of the whole country"


@command("Say what a code or name of a unit meant on a day, and what became of it.")
@click.argument("asked", nargs=-1, shell_complete=complete_units)
@click.option("--on", help="Day, as 2025-03-01. Without it, all days.")
@click.option("--to", help="Another day, as 2025-08-01: follow the unit to it.")
@click.option(
    "--file",
    "file",
    type=click.File(encoding="utf-8-sig"),
    help='File with a code or name a line ("-": standard input); prints a line of tab-separated values for each.',
)
@click.option(
    "--national",
    type=click.Path(path_type=Path),
    help="Folder with the national lists. Default: the environment variable HOCTAP_NATIONAL_LISTS, else the library's district.",
)
@language_option
@json_lines_option
def where(
    asked: tuple[str, ...],
    on: str | None,
    to: str | None,
    file: TextIO | None,
    national: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Answer one code or name, or a file of them."""
    if bool(asked) == (file is not None):
        end(say("name a code or unit, or a file with --file", lang), CANNOT_BE_DONE)
    with errors_told(lang):
        gazetteer = None if national is None else hoctap.national_lists(national).gazetteer
        if file is not None:
            _answer_file(file, on, to, gazetteer, lang, as_json=as_json)
            return
        text = " ".join(asked)
        answer: Where | Lineage
        if to is None:
            answer = hoctap.where(text, on=on, gazetteer=gazetteer)
        else:
            answer = hoctap.follow(text, on=on, to=to, gazetteer=gazetteer)
    if as_json:
        from hoctap.display import where_object

        echo_json(where_object(answer))
    else:
        click.echo(answer.text(lang=lang))
        if answer.status == "unknown" and national is None:
            click.echo(say(KNOWN, lang), err=True)
        elif answer.status == "several":
            click.echo(say("name a day with --on, or the unit above it after a comma", lang), err=True)
    sys.exit(0 if answer.status == "found" else FINDINGS_EXIST)


def _answer_file(
    file: TextIO, on: str | None, to: str | None, gazetteer: Gazetteer | None, lang: Language, *, as_json: bool
) -> None:
    try:
        lines = [line.strip() for line in file]
    except (OSError, UnicodeDecodeError) as error:
        end(f"{file.name}: {error}", UNREADABLE)
    if on is None:
        end(say("a file needs a day: --on", lang), CANNOT_BE_DONE)
    if to is None:
        table = hoctap.where(lines, on=on, gazetteer=gazetteer)
    else:
        table = hoctap.follow(lines, on=on, to=to, gazetteer=gazetteer)
    rows = table.to_dicts()
    if as_json:
        echo_rows(rows)
    else:
        click.echo("\t".join(table.columns))
        for row in rows:
            click.echo("\t".join("" if value is None else str(value) for value in row.values()))
    sys.exit(0 if all(row["status"] == "found" for row in rows) else FINDINGS_EXIST)
