"""Checks that the project speaks of itself only: no path of somebody's machine, ticket number or package host."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

SKIPPED_FOLDERS = {".git", ".venv", ".hypothesis", "build", "dist", "__pycache__"}
BINARY = {".png", ".jpg", ".gz", ".xz", ".zip", ".xlsx", ".parquet"}
# Written so that this file does not match itself.
FOREIGN = {
    "a path of one machine": re.compile(r"(?<![\w.:/~-])/(?:hom[e]|roo[t]|wor[k]|User[s]|mn[t])/\w"),
    "a ticket's number": re.compile(r"\b(?:[Ii]ssu[e]|[Tt]icke[t]|[Pp]ull reques[t]) ?#?\d+"),
    "a package host": re.compile(r"pyp[i]\.org|pythonhoste[d]\.org|deb\.debia[n]\.org|conda\.anacond[a]\.org"),
    "an address of a network": re.compile(r"https?://(?:\d{1,3}\.){3}\d{1,3}|localhos[t]:\d"),
}


def files(root: Path) -> Iterator[Path]:
    """Yield the text files of the project."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED_FOLDERS and not name.endswith("_cache"))
        yield from (Path(folder) / name for name in sorted(names) if Path(name).suffix not in BINARY)


def foreign_words(root: Path) -> Iterator[str]:
    """Yield file, line and reason for each word that speaks of something outside the project."""
    for file in files(root):
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            for reason, pattern in FOREIGN.items():
                if match := pattern.search(line):
                    yield f"{file.relative_to(root)}:{number}: {reason}: {match.group()}"


def main(root: Path) -> int:
    """Print what is found below `root` and return the exit status."""
    found = list(foreign_words(root))
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
