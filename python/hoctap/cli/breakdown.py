"""Indicators told apart: `breakdown`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.completing import complete_dimension_lists
from hoctap.cli.exits import errors_told
from hoctap.cli.options import (
    command,
    indicator_option,
    json_lines_option,
    names_in,
    period_option,
    reading_options,
    view_option,
)
from hoctap.cli.output import echo_rows, line_width
from hoctap.cli.reading import exit_code, periods_asked, read_dataset
from hoctap.language import Language

__all__ = ["breakdown"]


@command("Tell indicators apart by sex, age, ethnicity, topic, zone …; small counts of persons are withheld.")
@reading_options
@view_option
@click.option(
    "--by",
    "by",
    multiple=True,
    shell_complete=complete_dimension_lists,
    help="Dimensions, as sex, or sex,age_band; all that are named, up to four, at once in one table.",
)
@period_option
@indicator_option
@click.option(
    "--small-below",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Counts of persons below it are withheld, with what would tell them.",
)
@json_lines_option
def breakdown(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    view: str,
    by: tuple[str, ...],
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    small_below: int,
    as_json: bool,
) -> None:
    """Tell the indicators of a folder of forms apart."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        chosen = periods_asked(dataset.quarters, periods)
        table = dataset.breakdown(
            [name for one in by for name in names_in(one)],
            view=view,
            periods=chosen,
            indicators=list(indicators) or None,
            small_below=small_below,
        )
    if as_json:
        echo_rows(table.to_dicts())
    else:
        for period in sorted({row.period for row in table}, key=lambda one: (one.last, one.first)):
            click.echo(table.to_text(lang=lang, period=period, width=line_width()))
            click.echo()
    sys.exit(exit_code(dataset))
