"""Where a ledger is: a file of SQLite, or the URL of a database."""

from __future__ import annotations

import os

__all__ = ["is_ledger", "is_url"]

FIRST_BYTES = b"SQLite format 3\0"


def is_url(address: str | os.PathLike[str]) -> bool:
    """Say whether it is no path but a URL."""
    return isinstance(address, str) and "://" in address


def is_ledger(address: str | os.PathLike[str]) -> bool:
    """Say whether a ledger may be there, and not a folder or file of forms."""
    if is_url(address):
        return True
    try:
        with open(address, "rb") as file:
            return file.read(len(FIRST_BYTES)) == FIRST_BYTES
    except OSError:
        return False
