"""Checks that includes follow the order of the modules; prints each edge that does not, and fails on any."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

# A module may include itself and what stands to the left of it: what it needs, directly or through others.
NEEDS: dict[str, set[str]] = {
    "core": set(),
    "time": {"core"},
    "money": {"core"},
    "geo": {"time", "money"},
    "norm": {"time", "money"},
    "io": {"time", "money"},
    "records": {"geo", "norm", "io"},
    "programme": {"records"},
    "forms": {"programme"},  # what is owed depends on the plan
    "measure": {"records"},
    "handover": {"forms", "measure"},
    "people": {"programme", "forms", "measure"},
    "budget": {"people"},
    "indicator": {"people"},
    "receipt": {"norm", "io"},  # knows books and tables, not what computes them
}
# Headers of these never reach a program that uses the library.
PRIVATE = re.compile(r"Eigen/|unsupported/Eigen/|boost/|toml\+\+/|utf8proc\.h|sodium(\.h|/)")
# Converts to and from another library's types for programs that use that library; hoctap's own headers do without it.
CONVERSION_HEADERS = {"time/boost_date.hpp"}
TOML = re.compile(r"toml\+\+/")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]', re.MULTILINE)


def reachable(module: str) -> set[str]:
    """Return all modules that may be included from `module`."""
    return {module}.union(*(reachable(lower) for lower in NEEDS[module]))


def includes_of(file: Path) -> list[str]:
    """Return what `file` includes, as written."""
    return INCLUDE.findall(file.read_text(encoding="utf-8"))


def module_of_include(include: str) -> str | None:
    """Return the module that a project include belongs to; None for the system's and other libraries'."""
    parts = include.removeprefix("hoctap/").split("/")
    return parts[0] if len(parts) > 1 and (include.startswith("hoctap/") or parts[0] in NEEDS) else None


def violations(root: Path) -> Iterator[str]:
    """Yield a sentence for each include below `root` that breaks the order or lets a private library out."""
    toml_files = set()
    for public, top in ((True, root / "include" / "hoctap"), (False, root / "src")):
        for file in sorted(top.rglob("*.?pp")) + sorted(top.rglob("*.inc")):
            module, shown = file.relative_to(top).parts[0], file.relative_to(root)
            if module not in NEEDS:
                yield f"{shown}: {module} is no known module"
                continue
            for include in includes_of(file):
                target = module_of_include(include)
                if target is not None and target not in NEEDS:
                    yield f"{shown}: includes {include} of an unknown module"
                elif target is not None and target not in reachable(module):
                    yield f"{shown}: {module} may not include {include}: {target} stands above or beside it"
                if public and PRIVATE.match(include) and file.relative_to(top).as_posix() not in CONVERSION_HEADERS:
                    yield f"{shown}: a public header includes {include}"
                if public and include.removeprefix("hoctap/") in CONVERSION_HEADERS:
                    yield f"{shown}: includes the optional {include}"
                if public and target is not None and not include.startswith("hoctap/"):
                    yield f"{shown}: a public header includes {include}, which is not public"
                if include.startswith(("Python.h", "pybind11/")):
                    yield f"{shown}: the library knows no Python, but includes {include}"
                if TOML.match(include):
                    toml_files.add(str(shown))
    if len(toml_files) > 1:
        yield f"toml++ is slow to compile and stays in one file, but is included in {', '.join(sorted(toml_files))}"
    for file in sorted((root / "bindings").rglob("*.?pp")):
        for include in includes_of(file):
            if module_of_include(include) is not None and not include.startswith("hoctap/"):
                yield f"{file.relative_to(root)}: bindings see public headers only, but this includes {include}"


def main(root: Path) -> int:
    """Print what is wrong below `root` and return the exit status."""
    found = list(violations(root))
    print("\n".join(found), end="\n" if found else "", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(Path(__file__).resolve().parent.parent))
