"""Reads a folder of forms for a command, with progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import hoctap
from hoctap.cli.exits import FINDINGS_EXIST
from hoctap.language import Language, say

if TYPE_CHECKING:
    from hoctap import Dataset

__all__ = ["exit_code", "periods_asked", "read_dataset"]


def read_dataset(
    folder: Path,
    key_file: Path | None,
    programme: str,
    day: str | None,
    lang: Language,
    *,
    received_until: str | None = None,
) -> Dataset:
    """Read the forms."""
    with _progress(lang) as progress:
        return hoctap.read(
            folder,
            key_file=key_file,
            programme=programme,
            day=day,
            received_until=received_until,
            progress=progress,
        )


@contextmanager
def _progress(lang: Language) -> Iterator[Callable[[int, int], None] | None]:
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
        task = bar.add_task(say("reading", lang), total=None)
        yield lambda done, all_files: bar.update(task, completed=done, total=all_files)


def periods_asked(dataset: Dataset, asked: Sequence[str]) -> list[str] | None:
    """Give the periods to show: those asked for, else the last quarter that has ended; None for every quarter."""
    if "all" in asked:
        return None
    return list(asked) or [str(quarter) for quarter in dataset.quarters[-1:]] or None


def exit_code(dataset: Dataset) -> int:
    """Give the exit code that says whether an error was found."""
    return FINDINGS_EXIST if any(finding.severity == "error" for finding in dataset.findings) else 0
