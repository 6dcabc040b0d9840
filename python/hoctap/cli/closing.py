"""What closes the gap between a figure and its target: `closing`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from hoctap.cli.completing import complete_indicators, complete_periods, complete_units
from hoctap.cli.exits import errors_told
from hoctap.cli.options import command, json_object_option, one_variant_option, reading_options, view_option
from hoctap.cli.output import echo_json, line_width
from hoctap.cli.reading import exit_code, read_dataset
from hoctap.language import Language

__all__ = ["closing"]


@command(
    "Say what closes the gap between a figure and its target: which centres and what each lacks, or how many labourers in which "
    'places. UNIT is a code or a name, "" the whole territory.'
)
@reading_options
@click.argument("unit", shell_complete=complete_units)
@click.argument("indicator", shell_complete=complete_indicators)
@click.argument("period", shell_complete=complete_periods)
@view_option
@one_variant_option
@json_object_option
def closing(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    unit: str,
    indicator: str,
    period: str,
    view: str,
    variant: str,
    as_json: bool,
) -> None:
    """Find what closes a gap in a folder of forms."""
    with errors_told(lang):
        dataset = read_dataset(folder, key_file, programme, day, lang)
        found = dataset.closing(unit, indicator, period, view=view, variant=variant)
    if as_json:
        row = found.row
        echo_json(
            {
                "unit": row.unit,
                "unit_name": row.unit_name,
                "indicator": row.indicator,
                "variant": row.variant,
                "period": str(row.period),
                "status": row.status,
                "target_percent": found.target_percent,
                "at_least": found.at_least,
                "at_most": found.at_most,
                "enough": found.enough,
                "can_be_closed": found.can_be_closed,
                "steps": found.steps.to_dicts(),
                "simulated": dataset.is_simulated,
            }
        )
    else:
        from hoctap.closing_view import closing_text

        click.echo(closing_text(found, lang, width=line_width()))
    sys.exit(exit_code(dataset))
