"""Options that several commands have, and how a command is declared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from hoctap.addresses import is_url
from hoctap.cli.completing import (
    complete_indicators,
    complete_periods,
    complete_programmes,
    complete_variants,
    complete_views,
)
from hoctap.cli.program import commands, help_option
from hoctap.language import default_language
from hoctap.reading import LANG_GIANG

__all__ = [
    "RECEIVED_UNTIL",
    "FormsType",
    "book_options",
    "command",
    "indicator_option",
    "json_lines_option",
    "json_object_option",
    "key_file_option",
    "language_option",
    "ledger_argument",
    "names_in",
    "one_variant_option",
    "period_option",
    "programme_option",
    "reading_options",
    "reading_settings",
    "save_option",
    "variant_option",
    "view_option",
    "view_option_of",
    "with_options",
]


def command(text: str) -> Callable[[Any], Any]:
    """Declare a command with its help text."""

    def decorate(function: Any) -> Any:
        return commands.command(help=text)(help_option(function))

    return decorate


def with_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Make one decorator of several options, which stand in their order."""

    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


language_option = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=default_language,
    show_default="LANG",
    help="Language of the output.",
)


class FormsType(click.Path):
    """A folder of forms, one of them, or a ledger: a path, or the URL of a database as it was typed."""

    def __init__(self) -> None:
        """Take any path."""
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Leave a URL alone."""
        return value if is_url(value) else super().convert(value, param, ctx)


def _note_received_until(context: click.Context, _: click.Parameter, day: str | None) -> None:
    """Keep the day for `read_dataset`: no command has another use for it."""
    context.meta[RECEIVED_UNTIL] = day


RECEIVED_UNTIL = "hoctap.received_until"

_folder = click.argument("folder", type=FormsType())
ledger_argument = click.argument("ledger", type=FormsType())
key_file_option = click.option(
    "--key-file",
    type=click.Path(path_type=Path),
    help="File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.",
)
programme_option = click.option(
    "--programme",
    show_default=LANG_GIANG,
    shell_complete=complete_programmes,
    help="Identifier of a plan the library knows, or a TOML file with a plan. A ledger has its own.",
)
json_lines_option = click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one object a row.")
json_object_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
reading_settings = with_options(
    key_file_option,
    programme_option,
    click.option(
        "--day",
        help="Day on which to ask what is owed, as 2025-12-31. Default: the last day on which anything was received.",
    ),
    language_option,
)
_received_until = click.option(
    "--received-until",
    expose_value=False,
    callback=_note_received_until,
    help="Only what was received by this day, as 2025-10-05. Default: all of it.",
)
reading_options = with_options(_folder, reading_settings, _received_until)


def view_option_of(default: str) -> Callable[[Any], Any]:
    """Let a command ask for a view, with a default of its own."""
    return click.option(
        "--view",
        default=default,
        show_default=True,
        shell_complete=complete_views,
        help="Units to show: as_reported, plan_territory, current or a date such as 2024-12-31.",
    )


view_option = view_option_of("plan_territory")
period_option = click.option(
    "--period",
    "periods",
    multiple=True,
    shell_complete=complete_periods,
    help='Quarter or year, as 2025Q4; may be repeated; "all" for every quarter. Default: the last that has ended.',
)

indicator_option = click.option(
    "--indicator",
    "indicators",
    multiple=True,
    shell_complete=complete_indicators,
    help="Indicator, as T4a; may be repeated. Default: every target of the plan.",
)
variant_option = click.option(
    "--variant",
    "variants",
    multiple=True,
    shell_complete=complete_variants,
    help='Variant of the indicators; may be repeated; "all" for every one.',
)
one_variant_option = click.option(
    "--variant",
    default="default",
    show_default=True,
    shell_complete=complete_variants,
    help="Variant of the indicator.",
)

book_options = with_options(
    click.option(
        "--rulebook",
        "rulebook",
        multiple=True,
        type=click.Path(path_type=Path),
        help="TOML file with rules of a province or commune, added to those the library knows; may be repeated.",
    ),
    click.option("--in-force", help="Day whose law judges every line, as 2026-01-01. Default: each line's own days."),
    click.option("--known", help="Day as known on which, as 2025-12-31. Default: all that is known."),
    click.option("--strict", is_flag=True, help="Let nothing calculate but what was verified in the text itself."),
)
save_option = click.option(
    "--save",
    "receipt",
    type=click.Path(path_type=Path),
    help="Save the result beside this receipt (result.json), so that `hoctap verify` can compute it again.",
)


def names_in(text: str) -> list[str]:
    """Give the names in a text that has commas between them."""
    return [name for one in text.split(",") if (name := one.strip())]
