"""Signatures, docstrings and stubs of the compiled module."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoctap import _core

ROOT = Path(__file__).resolve().parents[2]


def functions() -> Iterator[tuple[str, object]]:
    for name, member in vars(_core).items():
        if inspect.isclass(member):
            for part, function in vars(member).items():
                if (
                    not isinstance(function, property)
                    and callable(getattr(member, part))
                    and getattr(function, "__doc__", None)
                ):
                    yield f"{name}.{part}", getattr(member, part)
        elif callable(member):
            yield name, member


PUBLIC = [(name, function) for name, function in functions() if not name.rpartition(".")[2].startswith("_")]


def test_there_are_functions_to_look_at() -> None:
    assert len(PUBLIC) > 50


@pytest.mark.parametrize(("name", "function"), [pair for pair in functions() if "pybind11" not in pair[0]])
def test_signature_names_its_arguments_and_shows_no_type_of_the_compiler(name, function) -> None:
    signature = (function.__doc__ or "").partition("\n")[0]
    assert not re.search(r"\barg\d", signature)
    assert "hoctap::" not in signature
    assert "std::" not in signature


@pytest.mark.parametrize(("name", "function"), PUBLIC)
def test_docstring_begins_with_a_verb_and_ends_its_sentence(name, function) -> None:
    _, _, text = function.__doc__.partition("\n\n")
    first = text.strip().split("\n\n")[0]
    assert re.match(r"[A-Z][a-z]+\b", first), name
    assert first.rstrip(")").endswith((".", "…", '"')), name


@pytest.mark.parametrize(
    "name", [name for name, member in vars(_core).items() if inspect.isclass(member) and not name.startswith("_")]
)
def test_every_property_is_explained(name) -> None:
    for part, member in vars(getattr(_core, name)).items():
        if isinstance(member, property):
            assert member.__doc__, f"{name}.{part}"


def test_everything_after_the_subject_is_named() -> None:
    subjects = 3
    for name, function in PUBLIC:
        signature = function.__doc__.partition("\n")[0]
        arguments = signature[signature.index("(") + 1 : signature.rindex(") ->")]
        free = arguments.partition(", *,")[0].removeprefix("*, ")
        names = [argument for argument in re.findall(r"(?:^|, )(\w+):", free) if argument != "self"]
        assert len(names) <= subjects, name


def checked(folder: Path, *command: str | Path) -> None:
    """Run a checker of types away from the checkout, so that it sees the package as a user does."""
    run = subprocess.run([sys.executable, "-m", *map(str, command)], capture_output=True, text=True, cwd=folder)
    assert run.returncode == 0, run.stdout + run.stderr


def test_stubs_agree_with_the_module(tmp_path: Path) -> None:
    allowlist = Path(__file__).with_name("stubtest_allowlist.txt")
    checked(
        tmp_path,
        "mypy.stubtest",
        "hoctap._core",
        "--mypy-config-file",
        ROOT / "pyproject.toml",
        "--allowlist",
        allowlist,
    )


def test_stubs_are_those_that_the_module_gives(tmp_path: Path) -> None:
    checked(tmp_path, "pybind11_stubgen", "hoctap._core", "--output-dir", tmp_path, "--exit-code")

    def meaning(path: Path) -> set[str]:
        module = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                node.value = " ".join(node.value.split())  # a formatter moves the lines of docstrings
        return {ast.dump(part) for part in module.body if not isinstance(part, ast.Import | ast.ImportFrom)}

    made, kept = meaning(tmp_path / "hoctap" / "_core.pyi"), meaning(ROOT / "python" / "hoctap" / "_core.pyi")
    assert made == kept, "run tools/make-stubs"


def test_the_package_passes_strict_typing(tmp_path: Path) -> None:
    modules = sorted((ROOT / "python" / "hoctap").glob("*.py"))
    checked(tmp_path, "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path, *modules)


def test_a_program_that_uses_the_package_is_checked_against_its_types(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        """
import hoctap as ht

dataset = ht.read("forms", day="2025-12-31")
row = dataset.indicators(view="current", periods="2025Q4")[0]
total: int = row.cell.numerator + row.cell.denominator
if row.status == "met" and row.value is not None:
    print(row.value.numerator, total, row.period.first.year)
""",
        encoding="utf-8",
    )
    checked(tmp_path, "mypy", "--strict", "--cache-dir", tmp_path, program)
    program.write_text("import hoctap as ht\n\nht.read('forms').indicators(vew='current')\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="Unexpected keyword argument"):
        checked(tmp_path, "mypy", "--strict", "--cache-dir", tmp_path, program)
