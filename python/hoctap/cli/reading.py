"""Reads a folder of forms for a command, with progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import hoctap
from hoctap.cli.exits import FINDINGS_EXIST
from hoctap.cli.options import RECEIVED_UNTIL
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Dataset, Period

__all__ = ["exit_code", "periods_asked", "progress_bar", "read_dataset", "received_until"]


def read_dataset(
    folder: Path | str,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    *,
    until: str | None = None,
) -> Dataset:
    """Read the forms of a folder or of a ledger: what was received by a day, by default the one of --received-until."""
    with progress_bar("reading", lang) as progress:
        return hoctap.read(
            folder,
            key_file=key_file,
            programme=programme,
            day=day,
            received_until=until or received_until(),
            progress=progress,
        )


def received_until() -> str | None:
    """Give the day that --received-until names."""
    day: str | None = click.get_current_context().meta.get(RECEIVED_UNTIL)
    return day


@contextmanager
def progress_bar(work: str, lang: Language) -> Iterator[Callable[[int, int], None] | None]:
    """Show on a terminal how far the work is."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(say(work, lang), total=None)
        yield lambda done, all_files: bar.update(task, completed=done, total=all_files)


def periods_asked(quarters: Sequence[Period], asked: Sequence[str]) -> list[str] | None:
    """Give the periods to show: those asked for, else the last of the quarters; None for every quarter."""
    if "all" in asked:
        return None
    return list(asked) or [str(quarter) for quarter in quarters[-1:]] or None


def exit_code(dataset: Dataset) -> int:
    """Give the exit code that says whether an error was found."""
    return FINDINGS_EXIST if any(finding.severity == "error" for finding in dataset.findings) else 0
