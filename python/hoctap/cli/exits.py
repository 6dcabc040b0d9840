"""Exit codes, and how an error ends the program."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import click

from hoctap.errors import Error, FileError, FormatError
from hoctap.language import Language, say

__all__ = ["CANNOT_BE_DONE", "FINDINGS_EXIST", "INTERRUPTED", "UNREADABLE", "end", "errors_told"]


FINDINGS_EXIST = 1
CANNOT_BE_DONE = 2
UNREADABLE = 3
INTERRUPTED = 130

# Codes of errors that speak of what was to be written, not of what was read.
OF_OUTPUT = ("file_exists", "file_not_writable")


def end(sentence: str, code: int) -> NoReturn:
    """Say why the command cannot go on, and end with the code."""
    click.echo(f"hoctap: {sentence}", err=True)
    sys.exit(code)


@contextmanager
def errors_told(lang: Language) -> Iterator[None]:
    """Tell an error in a sentence and end with the exit code that says what kind it was."""
    try:
        yield
    except Error as error:
        is_of_input = isinstance(error, FileError | FormatError) and error.code not in OF_OUTPUT
        sentence = error.text(lang)
        if error.code == "person_secret_missing":
            sentence += say(
                "; name a file that holds one by --key-file, or set the environment variable HOCTAP_KEY", lang
            )
        end(sentence, UNREADABLE if is_of_input else CANNOT_BE_DONE)
    except KeyboardInterrupt:
        end(say("stopped", lang), INTERRUPTED)
