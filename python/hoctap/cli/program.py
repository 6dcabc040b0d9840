"""The program: its group of commands, and how it starts, speaks and ends."""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Any

import click

import hoctap
from hoctap.cli.exits import CANNOT_BE_DONE, INTERRUPTED, UNREADABLE, end
from hoctap.language import Language, default_language, say

__all__ = ["commands", "help_option", "main"]


def _print_cmake_dir(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked or context.resilient_parsing:  # a shell that completes runs nothing
        return
    folder = Path(hoctap.__file__).parent / "lib" / "cmake" / "hoctap"
    if not (folder / "hoctapConfig.cmake").is_file():
        click.echo(say("this installation does not hold the library's CMake files", default_language()), err=True)
        context.exit(UNREADABLE)
    click.echo(folder)
    context.exit()


help_option = click.help_option("-h", "--help", help="Show this message and exit.")


@click.group(
    help="Show where a district stands on the targets of its plan, from the forms its communes filled in.",
    epilog="Exit codes: 0 fine; 1 done, but findings of severity error exist (what was left out is named); 2 the request "
    "cannot be carried out as given; 3 the input cannot be read.",
)
@help_option
@click.version_option(hoctap.__version__, package_name="hoctap")
@click.option(
    "--cmake-dir",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_cmake_dir,
    help="Print the folder with the files that CMake needs to find the library.",
)
def commands() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run the command line in the language of the environment."""
    # A reader that closes the pipe ends the program as it ends others; an exit code would read as one of ours.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Vietnamese letters shows question marks; it does not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = _first_language(sys.argv[1:])
    if lang == "vi":
        _translate_help(commands)
    try:
        sys.exit(commands.main(prog_name="hoctap", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        sys.exit(CANNOT_BE_DONE)
    except click.UsageError as error:
        click.echo(f"hoctap: {_usage_text(error, lang)}", err=True)
        if error.ctx is not None:
            click.echo(say("how to ask: {command} --help", lang, command=error.ctx.command_path), err=True)
        sys.exit(CANNOT_BE_DONE)
    except click.Abort:
        end(say("stopped", lang), INTERRUPTED)


def _usage_text(error: click.UsageError, lang: Language) -> str:
    """Say in the language what click says in English."""
    if lang == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        return say("there is no option {name}", lang, name=error.option_name)
    named = error.param.get_error_hint(error.ctx) if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        return say("{name} is missing", lang, name=named)
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        if isinstance(kind, click.Choice):
            choices = ", ".join(map(str, kind.choices))
            return say("{name} cannot take this value; choose from: {choices}", lang, name=named, choices=choices)
        return say("{name} cannot take this value; it takes: {what}", lang, name=named, what=_what(kind, lang))
    known = ", ".join(commands.commands)
    return say("the command is not understood ({reason}); there is: {known}", lang, reason=error.message, known=known)


def _what(kind: click.ParamType[Any] | None, lang: Language) -> str:
    if isinstance(kind, click.IntRange):
        return say("a whole number from {least}", lang, least=kind.min)
    if isinstance(kind, click.File):
        return say("a file that can be read", lang)
    return say("a whole number", lang)


def _first_language(arguments: list[str]) -> Language:
    """Give the language asked for on the command line: help is written before options are read."""
    for argument, following in zip(arguments, [*arguments, ""][1:], strict=True):
        if (
            argument.partition("=")[2] if argument.startswith("--lang=") else following if argument == "--lang" else ""
        ) == "vi":
            return "vi"
        if argument in ("--lang=en",) or (argument == "--lang" and following == "en"):
            return "en"
    return default_language()


def _translate_help(command: click.Command) -> None:
    if command.help:
        command.help = say(command.help, "vi")
    if command.epilog:
        command.epilog = say(command.epilog, "vi")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help, "vi")
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _translate_help(part)
