"""The example programs build against the installed library and give what Python gives."""

import pytest
from commands import ROOT, run

import hoctap as ht
from hoctap.sample import write

CMAKE = """
cmake_minimum_required(VERSION 3.25)
project(example LANGUAGES CXX)
find_package(hoctap CONFIG REQUIRED)
add_executable(status "{source}")
target_link_libraries(status PRIVATE hoctap::hoctap)
"""


@pytest.fixture
def program(prefix, tmp_path, clean_environment):
    """The example, built outside the project."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "CMakeLists.txt").write_text(CMAKE.format(source=ROOT / "examples" / "status.cpp"))
    run(
        "cmake",
        "-S",
        source,
        "-B",
        tmp_path / "build",
        "-G",
        "Ninja",
        f"-DCMAKE_PREFIX_PATH={prefix}",
        env=clean_environment,
    )
    run("cmake", "--build", tmp_path / "build", env=clean_environment)
    return tmp_path / "build" / "status"


def test_status_program_prints_the_numbers_that_python_gives(program, tmp_path):
    folder = write(tmp_path / "forms")
    lines = run(program, folder, "current").splitlines()
    assert "SIMULATED DATA" in lines[0]
    found = [line.split("\t")[:4] for line in lines if line.count("\t") >= 6]
    result = ht.read(folder).indicators(view="current", periods="2025Q4")
    expected = [[row.unit, row.unit_name, row.indicator, row.value_text().partition(" [")[0]] for row in result]
    assert found == expected
    assert lines[-1].startswith("0 reports are missing")
