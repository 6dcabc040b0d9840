"""Sheets that accompany a form (instructions, code lists) and hold nothing to read: known by what their first cell says of the rest.

The first cell ends with a digest of all others. As long as it agrees, nobody has written on the sheet, and leaving it out loses
nothing; a sheet on which somebody wrote is read like any other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

__all__ = ["first_cell", "unless_companion"]

_STAMP = re.compile(r"\[hoctap ([0-9a-f]{16})\]$")


def first_cell(sentence: str, rows: Iterable[Sequence[object]]) -> str:
    """Give the text of the first cell of a sheet whose other cells are these (the first cell itself is left out)."""
    return f"{sentence} [hoctap {_digest(rows)}]"


def unless_companion(rows: Iterable[Sequence[object]]) -> Iterable[Sequence[object]] | None:
    """Give the rows again, or None where they are those of a sheet that accompanies a form and is as it was made."""
    remaining = iter(rows)
    first = next(remaining, ())
    stamp = _STAMP.search(first[0]) if first and isinstance(first[0], str) else None
    if stamp is None:
        return chain((first,), remaining) if first else ()
    listed = [first, *remaining]
    return None if _digest(listed) == stamp.group(1) else listed


def _digest(rows: Iterable[Sequence[object]]) -> str:
    return hashlib.sha256("\n".join(_lines(rows)).encode()).hexdigest()[:16]


def _lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    # Each filled cell with its place: programs differ in the blank cells that they keep, and in white space.
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            text = " ".join(str(cell).split()) if cell is not None else ""
            if text and (r, c) != (0, 0):
                yield f"{r},{c},{text}"
