"""Completion in the shell: `completion` prints the script that a shell needs for it."""

from __future__ import annotations

import os
import re
import sys

import click
from click.shell_completion import BashComplete, CompletionItem, add_completion_class, get_completion_class

from hoctap.cli.options import command, language_option
from hoctap.cli.program import commands
from hoctap.language import Language, say

__all__ = ["completion"]

STARTS = {
    "bash": 'eval "$(hoctap completion bash)"  # ~/.bashrc',
    "zsh": 'eval "$(hoctap completion zsh)"  # ~/.zshrc',
    "fish": "hoctap completion fish | source  # ~/.config/fish/config.fish",
}


NOT_PLAIN = re.compile(r"[^\w@%+=:,./-]")
TWO_BACKSLASHES = r"\\\\\g<0>"


@add_completion_class
class QuotingBashComplete(BashComplete):
    """Bash takes what it is given as it would be typed, so that the space in a name has to be quoted; and it parts words at "="."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Give the words before the one that is typed, and that one: `--lang = v` is `--lang v`."""
        words, typed = super().get_completion_args()
        return [word for word in words if word != "="], typed

    def format_completion(self, item: CompletionItem[str]) -> str:
        """Quote the value, unless a quotation mark stands before it; the script's `read` takes one backslash of two away."""
        if item.type != "plain" or self._is_quoted():
            return super().format_completion(item)
        return f"{item.type},{NOT_PLAIN.sub(TWO_BACKSLASHES, item.value)}"

    def _is_quoted(self) -> bool:
        words = os.environ["COMP_WORDS"].split("\n")
        word = int(os.environ["COMP_CWORD"])
        return word < len(words) and words[word].startswith(("'", '"'))


@command(
    "Print the script that lets a shell complete commands, options and values: indicators, units, periods, forms. To be put "
    "where the shell starts, as it says."
)
@click.argument("shell", type=click.Choice(list(STARTS)))
@language_option
def completion(shell: str, lang: Language) -> None:
    """Print the script of a shell."""
    made = get_completion_class(shell)
    assert made is not None
    click.echo(made(commands, {}, "hoctap", "_HOCTAP_COMPLETE").source())
    if sys.stdout.isatty():
        click.echo(say("to have it in every shell, write into its file: {line}", lang, line=STARTS[shell]), err=True)
