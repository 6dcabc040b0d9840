"""How a number or verdict came about: `explain`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

import hoctap
from hoctap.cli.completing import complete_indicators, complete_periods, complete_units
from hoctap.cli.exits import CANNOT_BE_DONE, FINDINGS_EXIST, UNREADABLE, end, errors_told
from hoctap.cli.options import (
    book_options,
    command,
    json_object_option,
    one_variant_option,
    reading_options,
    view_option,
)
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language, say

__all__ = ["explain"]


@command(
    "Explain one number down to the rows it rests on, one line of a budget down to its norm, or a norm by its citation. "
    "FOLDER UNIT INDICATOR PERIOD explains a number; FILE --line N the line that stands there; 17/2022/TT-BTC:a5.c2 a norm."
)
@reading_options
@click.argument("unit", required=False, shell_complete=complete_units)
@click.argument("indicator", required=False, shell_complete=complete_indicators)
@click.argument("period", required=False, shell_complete=complete_periods)
@click.option("--line", type=int, help="Row of the file in which the line of a budget stands.")
@book_options
@one_variant_option
@view_option
@click.option("--persons", is_flag=True, help="Name the rows of persons too (they are counted only, otherwise).")
@json_object_option
def explain(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    unit: str | None,
    indicator: str | None,
    period: str | None,
    line: int | None,
    rulebook: tuple[Path, ...],
    in_force: str | None,
    known: str | None,
    strict: bool,
    variant: str,
    view: str,
    persons: bool,
    as_json: bool,
) -> None:
    """Explain one number of a folder of forms, one line of a budget, or one norm."""
    if line is not None:
        asked = {"rulebook": rulebook, "in_force": in_force, "known": known, "verified_only": strict}
        with errors_told(lang):
            _explain_line(folder, line, asked, lang, as_json=as_json)
        return
    if unit is None and not folder.exists():
        if ":" not in str(folder):
            sentence = (
                "{name}: there is no such file or folder, and no such citation of a norm, as 17/2022/TT-BTC:a5.c2"
            )
            end(say(sentence, lang, name=folder), UNREADABLE)
        with errors_told(lang):
            _explain_norm(str(folder), rulebook, lang, as_json=as_json)
        return
    if unit is None or indicator is None or period is None:
        end(say("name unit, indicator and period, or a line of a file with --line", lang), CANNOT_BE_DONE)
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        explanation = dataset.explain(unit, indicator, period, variant=variant, view=view, persons=persons)
    if as_json:
        click.echo(json.dumps(explanation.to_dict(lang=lang), ensure_ascii=False, default=str))
    else:
        click.echo(explanation.text(lang=lang))
    sys.exit(exit_code(dataset))


def _explain_line(file: Path, line: int, asked: dict[str, Any], lang: Language, *, as_json: bool) -> None:
    from hoctap.check_view import BREAKING
    from hoctap.receipts import check

    work = check(file, **asked)
    row = work.lines.row_at(line) if hasattr(work.lines, "row_at") else line - 1
    explanation = work.value.explain(row)
    if as_json:
        click.echo(json.dumps(explanation.to_dict(lang=lang), ensure_ascii=False, default=str))
    else:
        click.echo(explanation.text(lang=lang))
        if work.is_simulated:
            click.echo(say("simulated data", lang).upper())
    sys.exit(FINDINGS_EXIST if explanation.verdict in BREAKING else 0)


def _explain_norm(citation: str, rulebook: tuple[Path, ...], lang: Language, *, as_json: bool) -> None:
    known = hoctap.rulebook()
    norm = (known.with_files(rulebook) if rulebook else known).norm(citation)
    content = {
        "id": norm.id,
        "citation": norm.citation(lang=lang),
        "name": norm.name.text(lang=lang),
        "kind": norm.kind,
        "content": norm.content,
        "applies": norm.applies,
        "amount": norm.amount,
        "valid_from": norm.valid_from,
        "valid_until": norm.valid_until,
        "known": norm.known,
        "mark": norm.mark,
        "reason": norm.reason,
        "routes": norm.routes,
        "source": norm.source,
        "note": norm.note,
    }
    if as_json:
        click.echo(json.dumps(content, ensure_ascii=False, default=str))
        return
    from hoctap.norm_view import norm_text

    click.echo(norm_text(norm, lang))
    if norm.mark == "SIMULATED":
        click.echo(say("simulated data", lang).upper())
