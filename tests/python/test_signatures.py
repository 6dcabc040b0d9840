"""Signatures, docstrings and stubs of the compiled module."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hoctap import _core


def functions() -> Iterator[tuple[str, object]]:
    for name, member in vars(_core).items():
        if inspect.isclass(member):
            for part, function in vars(member).items():
                if not isinstance(function, property) and callable(getattr(member, part)) and getattr(function, "__doc__", None):
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


@pytest.mark.parametrize("name", [name for name, member in vars(_core).items() if inspect.isclass(member) and not name.startswith("_")])
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


def test_stubs_agree_with_the_module(tmp_path) -> None:
    run = subprocess.run(
        [sys.executable, "-m", "mypy.stubtest", "hoctap._core", "--ignore-disjoint-bases"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
    )
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_package_passes_strict_typing(tmp_path) -> None:
    import hoctap

    folder = Path(hoctap.__file__).parent
    modules = [str(path) for path in folder.glob("*.py")]
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), *modules], capture_output=True, text=True, cwd=tmp_path
    )
    assert run.returncode == 0, run.stdout + run.stderr
