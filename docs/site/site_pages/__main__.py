"""Writes the site's pages to a folder: `python -m site_pages FOLDER`."""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from . import commands, indicators, norms, python
from .markdown import contents, write

ROOT = Path(__file__).resolve().parents[3]
GUIDES = ("guide-python.md", "guide-cpp.md", "rulebook-format.md", "receipt-format.md")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _write_decisions(folder: Path) -> None:
    names = []
    for path in sorted((ROOT / "docs" / "decisions").glob("*.md")):
        _copy(path, folder / path.name)
        names.append(path.stem)
    titles = {name: re.match(r"# (.*)", (folder / f"{name}.md").read_text(encoding="utf-8")) for name in names}
    write(
        folder / "index.md",
        "# Decisions",
        "Why things are as they are.",
        "\n".join(f"- [{title[1]}]({name}.md)" for name, title in titles.items() if title),
        contents(names),
    )


def main(folder: Path) -> None:
    """Write all pages to a new folder."""
    if folder.exists():
        shutil.rmtree(folder)
    site = ROOT / "docs" / "site"
    for name in ("conf.py", "index.md"):
        _copy(site / name, folder / name)
    for name in GUIDES:
        _copy(ROOT / "docs" / name, folder / name)
    shutil.copytree(site / "static", folder / "static")
    shutil.copytree(ROOT / "docs" / "images", folder / "images")
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        _copy(path, folder / "notebooks" / path.name)
    _copy(ROOT / "CHANGELOG.md", folder / "changes.md")
    _write_decisions(folder / "decisions")
    indicators.write_pages(ROOT, folder / "indicators")
    norms.write_pages(folder / "norms")
    python.write_pages(folder / "python")
    commands.write_page(folder / "commands.md")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
