"""The reference of the Python package, from its docstrings."""

from __future__ import annotations

import inspect
from pathlib import Path

import hoctap as ht

from .markdown import contents, escaped, table, write

_KINDS = {
    "Functions": inspect.isroutine,
    "Modules": inspect.ismodule,
    "Errors": lambda one: inspect.isclass(one) and issubclass(one, Exception),
    "Classes": inspect.isclass,
}


def _first_paragraph(name: str, thing: object) -> str:
    paragraphs = (inspect.getdoc(thing) or "").split("\n\n")
    # The docstring of a bound function begins with its signature.
    told = [paragraph for paragraph in paragraphs if not paragraph.startswith(f"{name}(")]
    return escaped(told[0]) if told else ""


def _directive(name: str, thing: object) -> str:
    kind = "autoclass" if inspect.isclass(thing) else "automodule" if inspect.ismodule(thing) else "autofunction"
    options = "" if kind == "autofunction" else "\n   :members:"
    return f"```{{eval-rst}}\n.. {kind}:: hoctap.{name}{options}\n```"


def write_pages(folder: Path) -> None:
    """Write a page for each public name, and the list of them by kind."""
    left = {name: getattr(ht, name) for name in ht.__all__}
    parts = ["# Python", "Everything that `import hoctap as ht` offers."]
    pages = []
    for title, is_of_kind in _KINDS.items():
        names = sorted(name for name, thing in left.items() if is_of_kind(thing))
        parts += [
            f"## {title}",
            table(("", ""), [(f"[{name}]({name}.md)", _first_paragraph(name, left[name])) for name in names]),
        ]
        for name in names:
            write(folder / f"{name}.md", f"# {name}", _directive(name, left.pop(name)))
        pages += names
    if left:
        raise ValueError(f"public names of no kind: {sorted(left)}")
    write(folder / "index.md", *parts, contents(pages))
