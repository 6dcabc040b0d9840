"""Official documents: `review`, and what the commands that write one have in common."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoctap.cli.completing import complete_plan_years, complete_units
from hoctap.cli.exits import errors_told
from hoctap.cli.options import book_options, command, reading_options, save_option
from hoctap.cli.reading import exit_code, read_dataset, received_until
from hoctap.cli.saving import save_work
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap.documents import Document, Office

__all__ = ["echo_document", "office_of", "office_option", "review"]

office_option = click.option(
    "--office",
    type=click.Path(path_type=Path),
    help="TOML file with who issues and signs the document. Default: the unit's body, with blanks to be filled in.",
)


def office_of(path: Path | None) -> Office | None:
    """Read who issues a document, where a file says it."""
    from hoctap.documents import Office

    return None if path is None else Office.load(path)


def echo_document(made: Document, lang: Language) -> None:
    """Say where a document was written and what is left to do before it is signed."""
    click.echo(say("wrote {file}", lang, file=made.path), err=True)
    for line in made.summary(lang):
        click.echo(line, err=True)


@command(
    "Write the yearly review of a commune or of the whole district as an official document in Vietnamese (.docx or .xlsx)."
)
@reading_options
@click.option(
    "--unit",
    required=True,
    shell_complete=complete_units,
    help="Code or name of the commune, or of the plan's district.",
)
@click.option("--year", type=int, required=True, shell_complete=complete_plan_years, help="A year of the plan.")
@click.option(
    "--document",
    type=click.Path(path_type=Path),
    default=Path("review.docx"),
    show_default=True,
    help="Write the document into this file (.docx or .xlsx).",
)
@office_option
@book_options
@save_option
def review(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    unit: str,
    year: int,
    document: Path,
    office: Path | None,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    receipt: Path | None,
) -> None:
    """Write the yearly review of a unit."""
    from hoctap.documents import write_review
    from hoctap.receipts import book_of, review_work

    with errors_told(lang):
        issuing = office_of(office)
        book = book_of(rulebook, in_force, known, strict)
        dataset = read_dataset(folder, key_file, programme, day, lang)
        made = write_review(dataset, document, unit=unit, year=year, office=issuing, book=book)
    echo_document(made, lang)
    if receipt is not None and made.results is not None:
        days = {"day": day, "received_until": received_until()}
        save_work(review_work(made.results, folder, programme=programme, rulebook=rulebook, **days), receipt, lang)
    sys.exit(exit_code(dataset))
