"""Text in the site's markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

_SIGNS = {"đ": "d", "Đ": "D", "'": "-prime"}


def slug(name: str) -> str:
    """Give a name that serves as a file's and in an address."""
    plain = unicodedata.normalize("NFD", "".join(_SIGNS.get(letter, letter) for letter in name))
    return re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-").lower()


def escaped(text: object) -> str:
    """Write a value so that it is read as plain text."""
    shown = "–" if text is None or text == "" else str(text)
    return re.sub(r"([\\`*_{}\[\]<>#|~$])", r"\\\1", shown).replace("\n", " ")


def code(text: str) -> str:
    """Write what is to be typed; a bar would end the cell of a table."""
    return "`" + text.replace("|", "\\|") + "`"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table of cells that are markup already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def facts(pairs: Iterable[tuple[str, object]]) -> str:
    """Write what is known of a thing, a line each; what is not known is left out."""
    return table(("", ""), [(name, escaped(value)) for name, value in pairs if value not in (None, "")])


def contents(pages: Iterable[str]) -> str:
    """Write a list of pages that the navigation follows and the page does not repeat."""
    return "\n".join(["```{toctree}", ":hidden:", "", *pages, "```"])


def write(path: Path, *parts: str, is_listed: bool = True) -> None:
    """Write a page; two pages of one name are a mistake. One that is not listed stands in no navigation, only in links."""
    if path.exists():
        raise FileExistsError(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "" if is_listed else "---\norphan: true\n---\n\n"
    path.write_text(head + "\n\n".join(part for part in parts if part) + "\n", encoding="utf-8")
