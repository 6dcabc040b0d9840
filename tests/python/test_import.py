"""`import hoctap` is light; tests/bench/first_status measures how long it takes."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import hoctap as ht

HEAVY = {
    "numpy",
    "pandas",
    "polars",
    "pyarrow",
    "duckdb",
    "matplotlib",
    "rich",
    "click",
    "jinja2",
    "sqlalchemy",
    "psycopg",
    "xlsxwriter",
    "docx",
}


def in_fresh_process(program: str) -> str:
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return run.stdout.strip()


def test_import_loads_none_of_the_large_libraries() -> None:
    loaded = set(
        in_fresh_process("import hoctap, sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))").split()
    )
    assert loaded & HEAVY == set()


def test_reading_and_evaluating_loads_none_of_the_large_libraries(golden) -> None:
    program = f"""
import sys, hoctap
dataset = hoctap.read({str(golden / "01-a-merger-adds-counts" / "forms")!r}, programme={str(golden / "programme.toml")!r}, key="golden cases: a public key")
result = dataset.indicators()
result.to_dicts(), str(result), result._repr_html_(), dataset._repr_html_()
print(*sorted({{name.partition('.')[0] for name in sys.modules}}))
"""
    assert set(in_fresh_process(program).split()) & HEAVY == set()


@pytest.mark.parametrize("name", ["numpy", "pandas", "polars", "pyarrow", "matplotlib"])
def test_each_optional_library_may_be_absent(golden, name) -> None:
    program = f"""
import sys
sys.modules[{name!r}] = None  # any import of it fails
import hoctap
dataset = hoctap.read({str(golden / "01-a-merger-adds-counts" / "forms")!r}, programme={str(golden / "programme.toml")!r}, key="golden cases: a public key")
print(len(dataset.indicators()) > 0)
"""
    assert in_fresh_process(program) == "True"


def test_a_data_frame_of_pandas_needs_no_pyarrow(golden) -> None:
    program = f"""
import sys
sys.modules["pyarrow"] = None
import hoctap
dataset = hoctap.read({str(golden / "01-a-merger-adds-counts" / "forms")!r}, programme={str(golden / "programme.toml")!r}, key="golden cases: a public key")
frame = dataset.indicators().to_pandas()
print(len(frame) > 0, frame["numerator"].dtype, frame["unit"].iloc[0])
"""
    assert in_fresh_process(program).startswith("True int64 ")


def test_all_names_exist_and_are_all_there_is() -> None:
    public = {name for name in vars(ht) if not name.startswith("_")}
    modules = {module.name for module in pkgutil.iter_modules(ht.__path__)}
    assert public - modules - {"annotations", "TYPE_CHECKING", "Any"} == set(ht.__all__) - {
        "Ledger",
        "documents",
        "excel",
        "plot",
        "receipts",
        "sample",
    }
    for name in ht.__all__:
        assert getattr(ht, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'plots'"):
        ht.plots  # noqa: B018
