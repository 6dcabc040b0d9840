"""Another plan beside the first, from the same records: `two-plans`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

import hoctap
from hoctap.cli.exits import errors_told
from hoctap.cli.options import (
    command,
    indicator_option,
    json_lines_option,
    period_option,
    reading_options,
    variant_option,
    view_option_of,
)
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, periods_asked, read_dataset
from hoctap.language import Language

__all__ = ["two_plans"]


@command(
    "Evaluate another plan beside the folder's own, from the same records, in the time that belongs to both, and say what counts "
    "for both."
)
@reading_options
@click.argument("second")
@view_option_of("current")
@period_option
@indicator_option
@variant_option
@json_lines_option
def two_plans(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    second: str,
    view: str,
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    variants: tuple[str, ...],
    as_json: bool,
) -> None:
    """Evaluate two plans on a folder of forms."""
    with errors_told(lang):
        other = hoctap.Programme.load(second) if second.endswith(".toml") else hoctap.programme(second)
        dataset = read_dataset(folder, key_file, programme, day, lang)
        shared = set(other.quarters)
        both = dataset.with_plan(
            other,
            view=view,
            periods=periods_asked([quarter for quarter in dataset.quarters if quarter in shared], periods),
            indicators=list(indicators) or None,
            variants=list(variants) or None,
        )
    if as_json:
        echo_rows({**row, "simulated": dataset.is_simulated} for row in both.rows.to_dicts())
    else:
        from hoctap.two_plans_view import two_plans_text

        click.echo(two_plans_text(both, lang, width=line_width()))
    sys.exit(exit_code(dataset))
