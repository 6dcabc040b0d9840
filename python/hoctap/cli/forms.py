"""Forms as workbooks: `forms` writes empty ones, `answer` gives filled ones back with what is wrong in them."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

import click

from hoctap.cli.completing import complete_form_codes, complete_form_periods, complete_senders
from hoctap.cli.exits import errors_told
from hoctap.cli.next_steps import suggest
from hoctap.cli.options import command, json_lines_option, language_option, reading_options
from hoctap.cli.output import echo_rows, echo_sheet
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, count_text, say

__all__ = ["answer", "forms"]


@command("Write empty forms as workbooks (.xlsx) for communes to fill in; nothing is overwritten.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--period",
    required=True,
    shell_complete=complete_form_periods,
    help="Period that they report on, as 2024Q3 or 2024.",
)
@click.option(
    "--unit",
    "units",
    multiple=True,
    shell_complete=complete_senders,
    help='Unit that fills them, by code or name; may be repeated; "all" for every commune. Default: it is left to be filled in.',
)
@click.option(
    "--form",
    "codes",
    multiple=True,
    shell_complete=complete_form_codes,
    help="Only this form, as HT-01; may be repeated. Default: all for such a period.",
)
@click.option("--rows", type=int, default=40, show_default=True, help="Rows with borders on each sheet, for printing.")
@language_option
@json_lines_option
def forms(
    folder: Path, period: str, units: tuple[str, ...], codes: tuple[str, ...], rows: int, lang: Language, as_json: bool
) -> None:
    """Write empty forms."""
    from hoctap.excel import blank_forms

    with errors_told(lang):
        written = blank_forms(
            folder, period=period, unit="all" if "all" in units else units or None, forms=codes or None, rows=rows
        )
    if as_json:
        echo_rows({"file": str(path)} for path in written)
    else:
        for path in written:
            click.echo(say("wrote {file}", lang, file=path))
        suggest(say("once they are filled in, to file them in a ledger", lang), "ingest", "LEDGER", folder)
        suggest(say("or, without a ledger, where the targets stand", lang), "status", folder)


@command("Give forms back with what is wrong in them marked and said in comments, each as a workbook (.xlsx).")
@reading_options
@click.argument("answers", type=click.Path(path_type=Path))
@click.option(
    "--comments",
    "comments_lang",
    type=click.Choice(["vi", "en"]),
    default="vi",
    show_default=True,
    help="Language of the comments.",
)
@click.option(
    "--file", "files", multiple=True, help="Only files whose path holds this, or fits it with * and ?; may be repeated."
)
@json_lines_option
def answer(
    folder: Path,
    answers: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    comments_lang: Language,
    files: tuple[str, ...],
    as_json: bool,
) -> None:
    """Answer the forms of a folder that have errors or warnings."""
    from hoctap.excel import Answer, answer_forms
    from hoctap.sheet import Cell, Sheet

    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        written = answer_forms(folder, answers, dataset=dataset, files=files, lang=comments_lang)

    def counts(one: Answer) -> Counter[str]:
        return Counter(finding.severity for finding in one.findings)

    if as_json:
        echo_rows(
            {
                "file": one.file,
                "answer": str(one.path),
                "is_same_form": one.is_same_form,
                "comments": one.comments,
                **{f"{severity}s": counts(one)[severity] for severity in ("error", "warning", "note")},
            }
            for one in written
        )
    elif not written:
        click.echo(say("no form has an error or a warning", lang))
    else:
        heads = ("form", "answer", "errors", "warnings", "comments")
        rows = [
            [
                Cell(one.file),
                Cell(str(one.path)),
                *(
                    Cell(count_text(number, lang), number=True)
                    for number in (counts(one)["error"], counts(one)["warning"], one.comments)
                ),
            ]
            for one in written
        ]
        echo_sheet(Sheet("", [say(head, lang) for head in heads], rows))
        click.echo(say("give them back to be mended, and read the mended forms in place of these", lang), err=True)
    sys.exit(exit_code(dataset))
