"""One page that shows where a district stands: `report`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.completing import complete_periods, complete_targets
from hoctap.cli.exits import errors_told
from hoctap.cli.options import (
    book_options,
    command,
    json_object_option,
    reading_options,
    save_option,
    view_option,
)
from hoctap.cli.output import echo_json
from hoctap.cli.reading import exit_code, progress_bar, read_dataset, received_until
from hoctap.cli.saving import save_work
from hoctap.language import Language, say

__all__ = ["report"]


@command("Write one page that shows where the district stands, for screen, phone and A4; it needs no network.")
@reading_options
@click.option(
    "--html",
    "page",
    type=click.Path(path_type=Path),
    default=Path("report.html"),
    show_default=True,
    help="Write the page into this file.",
)
@view_option
@click.option(
    "--period",
    shell_complete=complete_periods,
    help="Quarter or year, as 2025Q4. Default: the last quarter that has ended.",
)
@click.option(
    "--indicator",
    shell_complete=complete_targets,
    help="Target that the pictures of communes and of the merger show, as T4a. Default: the first that counts persons.",
)
@book_options
@save_option
@json_object_option
def report(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    page: Path,
    view: str,
    period: str | None,
    indicator: str | None,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    receipt: Path | None,
    as_json: bool,
) -> None:
    """Write the report of a folder of forms."""
    from hoctap.receipts import book_of, report_work

    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        book = book_of(rulebook, in_force, known, strict)
        with progress_bar("drawing", lang):
            made = dataset.report(page, lang=lang, view=view, period=period, indicator=indicator, book=book)
    if as_json:
        asked = {name: value for name, value in made.receipt.asked if name in ("view", "period", "indicator")}
        echo_json({"file": str(page), "lang": lang, **asked, "simulated": made.is_simulated})
    else:
        click.echo(say("wrote {file}", lang, file=page))
        click.echo(say("a browser shows and prints it, without network", lang), err=True)
    if made.is_simulated:
        click.echo(say("simulated data", lang).upper(), err=True)
    if receipt is not None:
        days = {"day": day, "received_until": received_until()}
        save_work(report_work(dataset, made, folder, programme=programme, rulebook=rulebook, **days), receipt, lang)
    sys.exit(exit_code(dataset))
