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
        end(error.text(lang), UNREADABLE if isinstance(error, FileError | FormatError) else CANNOT_BE_DONE)
    except KeyboardInterrupt:
        end(say("stopped", lang), INTERRUPTED)
