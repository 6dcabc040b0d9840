"""How tables and objects leave the program."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from hoctap.sheet import Sheet

__all__ = ["echo_json", "echo_rows", "echo_sheet", "line_width"]


def line_width() -> int:
    """Give the width of the terminal; what goes elsewhere is laid out for a page."""
    import shutil

    from hoctap.result_view import TEXT_WIDTH

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else TEXT_WIDTH


def echo_json(content: dict[str, Any]) -> None:
    """Print an object on a line."""
    click.echo(json.dumps(content, ensure_ascii=False))


def echo_sheet(sheet: Sheet) -> None:
    """Print a table in lines as wide as the terminal."""
    from hoctap.sheet import text_table

    click.echo(text_table(sheet, width=line_width()))


def echo_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Print each row as an object on its line."""
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))
