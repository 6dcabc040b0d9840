"""The ledger of submissions: `init`, `ingest`, `submissions`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from hoctap.cli.exits import FINDINGS_EXIST, errors_told
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import (
    command,
    json_lines_option,
    json_object_option,
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
    from hoctap.ledger.listing import Arrival, Ingest

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
@json_object_option
def init(ledger: Path | str, programme: str | None, renew: bool, lang: Language, as_json: bool) -> None:
    """Make a ledger, or renew one."""
    from hoctap.ledger import Ledger

    with (
        errors_told(lang),
        Ledger.open(ledger, programme=programme, renew=True)
        if renew
        else Ledger.create(ledger, programme=programme or LANG_GIANG) as made,
    ):
        plan = made.programme
        if as_json:
            echo_json({"ledger": made.name, "programme": plan.id, "programme_sha256": plan.digest, "renewed": renew})
            return
        sentence = "the ledger {name} goes on for {plan}" if renew else "made the ledger {name} for {plan}"
        click.echo(say(sentence, lang, name=made.name, plan=plan.id))
        if renew:
            suggest(say("where the targets stand", lang), "status", made.name)
            return
        suggest(say("empty forms to be filled in", lang), "forms", "empty", "--period", plan.quarters[-1])
        suggest(say("to file those that came", lang), "ingest", made.name, "FOLDER")


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
@click.option("--all", "everything", is_flag=True, help="List every file that was filed, not only the first.")
@json_lines_option
@language_option
def ingest(
    ledger: Path | str,
    folder: Path,
    who: str | None,
    received: str | None,
    keep_originals: bool,
    key_file: Path | None,
    everything: bool,
    as_json: bool,
    lang: Language,
) -> None:
    """File a folder of forms."""
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
            who=_account() if who is None else who,
            received=received,
            keep_originals=keep_originals,
            progress=progress,
            on_file=tell if as_json else None,
        )
    if not as_json:
        click.echo(ingest_text(came, lang, width=line_width(), everything=everything))
        _suggest_after(came, opened.name, folder, lang)
    sys.exit(FINDINGS_EXIST if came.outcomes["unreadable"] else 0)


def _account() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (ImportError, KeyError, OSError):  # the account has no name, as in some containers
        return ""


def _suggest_after(came: Ingest, name: str, folder: Path, lang: Language) -> None:
    if came.outcomes["unreadable"]:
        suggest(say("what cannot be opened was not filed; once it is mended", lang), "ingest", name, folder)
    suggest(say("where the targets stand", lang), "status", name)
    suggest(say("what was wrong in the forms", lang), "findings", name)


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
