"""What to type next: commands that go on from the one that runs, under the same settings."""

from __future__ import annotations

import shlex

import click
from click.core import ParameterSource

from hoctap.cli.options import RECEIVED_UNTIL
from hoctap.cli.program import commands

__all__ = ["suggest"]

# What was set for this command holds for the next one too, where that has such an option.
CARRIED = ("key_file", "programme", "day", "received_until", "rulebook", "in_force", "known", "strict", "lang")


def suggest(purpose: str, command: str, *arguments: object) -> None:
    """Say for what a command is good that can be typed next; on stderr, for it is no result."""
    words = ["hoctap", command, *map(str, arguments), *_settings(command)]
    click.echo(f"{purpose}: {shlex.join(words)}", err=True)


def _settings(command: str) -> list[str]:
    """Give the options that were typed and that the other command has."""
    context = click.get_current_context()
    values = {**context.params, "received_until": context.meta.get(RECEIVED_UNTIL)}
    known = {parameter.name for parameter in commands.commands[command].params}
    words: list[str] = []
    for parameter in context.command.params:
        name = parameter.name or ""
        if name not in CARRIED or name not in known:
            continue
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            words += _typed(parameter, values[name])
    return words


def _typed(option: click.Parameter, value: object) -> list[str]:
    """Write an option as it was typed."""
    if isinstance(option, click.Option) and option.is_flag:
        return [option.opts[0]]
    given = value if option.multiple and isinstance(value, tuple) else (value,)
    return [word for one in given for word in (option.opts[0], str(one))]
