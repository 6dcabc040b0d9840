"""Saves results with their receipts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoctap.cli.exits import CANNOT_BE_DONE, end
from hoctap.cli.next_steps import suggest
from hoctap.language import Language, say
from hoctap.refusals import not_writable

if TYPE_CHECKING:
    from hoctap.receipts import Work

__all__ = ["save_work"]


def save_work(work: Work, receipt: Path, lang: Language) -> None:
    """Write the result and its receipt, and say where."""
    try:
        written = work.save(receipt)
    except OSError as error:
        end(not_writable(receipt, error).text(lang), CANNOT_BE_DONE)
    for file in written:
        click.echo(say("wrote {file}", lang, file=file), err=True)
    if work.holds_exact_counts:
        warning = "the saved tables hold exact counts, small ones of persons too: they are not for publication"
        click.secho(say(warning, lang).upper(), err=True, bold=True)
    suggest(say("to compute it again and compare", lang), "verify", receipt)
