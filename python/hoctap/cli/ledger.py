"""The ledger of submissions: `init`, `ingest`, `submissions`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoctap.cli.exits import FINDINGS_EXIST, errors_told
from hoctap.cli.options import (
    command,
    json_lines_option,
    key_file_option,
    language_option,
    ledger_argument,
    programme_option,
)
from hoctap.cli.output import echo_json, echo_rows, line_width
from hoctap.cli.reading import progress_bar
from hoctap.language import Language, say
from hoctap.reading import LANG_GIANG

if TYPE_CHECKING:
    from hoctap.ledger.listing import Arrival

__all__ = ["ingest", "init", "submissions"]


@command("Make a ledger of submissions: a file, or the tables in a database of PostgreSQL.")
@ledger_argument
@programme_option
@click.option(
    "--renew",
    is_flag=True,
    help="Let a ledger that was made for another text of the plan or other places go on with those known now.",
)
@language_option
def init(ledger: Path | str, programme: str | None, renew: bool, lang: Language) -> None:
    """Make a ledger, or renew one."""
    from hoctap.ledger import Ledger

    with (
        errors_told(lang),
        Ledger.open(ledger, programme=programme, renew=True)
        if renew
        else Ledger.create(ledger, programme=programme or LANG_GIANG) as made,
    ):
        sentence = "the ledger {name} goes on for {plan}" if renew else "made the ledger {name} for {plan}"
        click.echo(say(sentence, lang, name=made.name, plan=made.programme.id))


@command("File every form of a folder in a ledger; what was filed before is known.")
@ledger_argument
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--who", help="Who files them. Default: the name of the account.")
@click.option(
    "--received",
    help="Day on which they were received, as 2025-10-05, for forms that do not state it. Default: not known.",
)
@click.option(
    "--keep-originals", is_flag=True, help="Keep the files themselves too, locked with the secret of citizen numbers."
)
@key_file_option
@json_lines_option
@language_option
def ingest(
    ledger: Path | str,
    folder: Path,
    who: str | None,
    received: str | None,
    keep_originals: bool,
    key_file: Path | None,
    as_json: bool,
    lang: Language,
) -> None:
    """File a folder of forms."""
    import getpass

    from hoctap.ledger import Ledger
    from hoctap.ledger.view import ingest_text

    def tell(arrival: Arrival) -> None:
        # Only now is it filed for good: whoever reads the line may rely on it.
        echo_json(arrival._asdict())
        sys.stdout.flush()

    with (
        errors_told(lang),
        Ledger.open(ledger, key_file=key_file) as opened,
        progress_bar("filing", lang) as progress,
    ):
        came = opened.ingest(
            folder,
            who=getpass.getuser() if who is None else who,
            received=received,
            keep_originals=keep_originals,
            progress=progress,
            on_file=tell if as_json else None,
        )
    if not as_json:
        click.echo(ingest_text(came, lang, width=line_width()))
    sys.exit(FINDINGS_EXIST if came.outcomes["unreadable"] else 0)


@command("List every version of every form in a ledger.")
@ledger_argument
@click.option("--newest", is_flag=True, help="Only the version of each file that counts.")
@json_lines_option
@language_option
def submissions(ledger: Path | str, newest: bool, as_json: bool, lang: Language) -> None:
    """List what is in a ledger."""
    from hoctap.ledger import Ledger
    from hoctap.ledger.view import submissions_text

    with errors_told(lang), Ledger.open(ledger) as opened:
        listed = opened.submissions
    if as_json:
        echo_rows(row._asdict() for row in listed if row.is_newest or not newest)
    else:
        click.echo(submissions_text(listed, lang, only_newest=newest, width=line_width()))
