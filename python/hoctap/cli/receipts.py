"""Whether a saved result comes out again: `verify`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.exits import FINDINGS_EXIST, errors_told
from hoctap.cli.findings import finding_object
from hoctap.cli.options import command, json_lines_option, language_option
from hoctap.cli.output import echo_rows
from hoctap.cli.reading import progress_bar
from hoctap.language import Language, say

__all__ = ["verify"]

ANEW = "to keep the result as it is now, run the command that made it again, with --save"


@command(
    "Compute a saved result again from its receipt, and name the first number that differs. Ends with 1 where one does, or "
    "where the rulebook or an input is another one."
)
@click.argument("receipt", type=click.Path(path_type=Path))
@click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.",
)
@language_option
@json_lines_option
def verify(receipt: Path, key_file: Path | None, lang: Language, as_json: bool) -> None:
    """Verify a receipt."""
    from hoctap.findings_view import finding_line
    from hoctap.receipts import verify as verify_receipt

    with errors_told(lang), progress_bar("reading", lang) as progress:
        findings = list(verify_receipt(receipt, key_file=key_file, progress=progress))
    is_confirmed = all(finding.severity != "error" for finding in findings)
    if as_json:
        echo_rows(finding_object(finding) for finding in findings)
    else:
        for finding in findings:
            click.echo(finding_line(finding, lang))
        click.echo(say("the same result comes out again" if is_confirmed else "the result is not confirmed", lang))
        if not is_confirmed:
            click.echo(say(ANEW, lang), err=True)
    sys.exit(0 if is_confirmed else FINDINGS_EXIST)
