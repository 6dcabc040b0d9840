"""How tables and objects leave the program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

import click

__all__ = ["echo_json", "echo_rows", "line_width"]


def line_width() -> int:
    """Give the width of the terminal; what goes elsewhere is laid out for a page."""
    import shutil

    from hoctap.result_view import TEXT_WIDTH

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else TEXT_WIDTH


def echo_json(content: dict[str, Any]) -> None:
    """Print an object on a line."""
    click.echo(json.dumps(content, ensure_ascii=False))


def echo_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print each row as an object on its line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))
