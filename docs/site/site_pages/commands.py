"""The page of the command line, from the help of its commands."""

from __future__ import annotations

from pathlib import Path

import click

from hoctap.cli import commands

from .markdown import code, escaped, table, write


def _told(name: str, command: click.Command) -> list[str]:
    context = click.Context(command, info_name=name)
    parts = [
        f"## {name}",
        escaped(command.help),
        "```sh\n" + command.get_usage(context).removeprefix("Usage: ") + "\n```",
    ]
    records = [record for parameter in command.get_params(context) if (record := parameter.get_help_record(context))]
    if records:
        parts.append(table(("Option", ""), [(code(option), escaped(text)) for option, text in records]))
    return parts


def write_page(path: Path) -> None:
    """Write one page of all commands."""
    parts = ["# The command line", escaped(commands.help), escaped(commands.epilog)]
    for name in sorted(commands.commands):
        parts += _told(f"hoctap {name}", commands.commands[name])
    write(path, *parts)
