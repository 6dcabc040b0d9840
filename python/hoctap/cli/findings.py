"""What was noticed: `findings`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_lines_option, reading_options
from hoctap.cli.output import echo_rows, echo_sheet
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.errors import Error
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Dataset, Finding

__all__ = ["finding_object", "findings"]


@command("List what was noticed about the data, and while the targets were evaluated.")
@reading_options
@click.option(
    "--severity",
    "severities",
    multiple=True,
    type=click.Choice(["error", "warning", "note"]),
    help="Only findings of this severity; may be repeated. Default: errors and warnings are listed, notes counted.",
)
@click.option(
    "--file", "files", multiple=True, help="Only findings of files whose path holds this, or fits it with * and ?."
)
@click.option("--rule", "rules", multiple=True, help="Only findings of this rule, as row_superseded; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Print a line for each finding, notes too.")
@json_lines_option
def findings(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    severities: tuple[str, ...],
    files: tuple[str, ...],
    rules: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """List the findings of a folder of forms."""
    from hoctap.findings_view import findings_lines, findings_sheet, matching
    from hoctap.sheet import text_table

    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
    noticed = [*dataset.findings, *_noticed_while_evaluating(dataset, lang)]
    chosen = matching(noticed, severities=severities, rules=rules, files=files)
    if as_json:
        echo_rows(finding_object(finding) for finding in chosen)
    elif not chosen:
        click.echo(say("no finding is like this", lang) if noticed else text_table(findings_sheet(chosen, lang)))
    else:
        echo_sheet(findings_sheet(chosen, lang))
        is_narrowed = bool(severities or files or rules)
        listed = chosen if everything or is_narrowed else matching(chosen, severities=("error", "warning"))
        if listed and len(listed) < len(chosen):
            click.echo(f"\n{say('errors and warnings; notes are listed with --severity note or --all', lang)}:")
        elif listed:
            click.echo()
        for line in findings_lines(listed, lang, everything=everything):
            click.echo(line)
    sys.exit(exit_code(dataset))


def _noticed_while_evaluating(dataset: Dataset, lang: Language) -> Iterable[Finding]:
    if not dataset.quarters:
        return []
    try:
        return dataset.indicators(variants="all").findings
    except Error as error:
        sentence = say("what was noticed while evaluating is not known: {reason}", lang, reason=error.text(lang))
        click.echo(f"hoctap: {sentence}", err=True)
        return []


def finding_object(finding: Finding) -> dict[str, Any]:
    """Give a finding as an object, in both languages."""
    place = {
        name: getattr(finding, name)
        for name in ("code", "severity", "outcome", "file", "sheet", "row", "column", "field")
    }
    return {**place, "text_en": finding.text(lang="en"), "text_vi": finding.text(lang="vi")}
