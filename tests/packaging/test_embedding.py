"""The data compiled in follow the files: what changes, comes or goes reaches the program with the next build."""

import pytest
from commands import ROOT, run

LISTING = """
cmake_minimum_required(VERSION 3.25)
project(hoctap LANGUAGES CXX)
set(CMAKE_CXX_STANDARD 20)
list(APPEND CMAKE_MODULE_PATH "${checkout}/cmake")
include(HoctapEmbeddedData)
add_executable(show show.cpp)
target_include_directories(show PRIVATE "${checkout}/src")
hoctap_embed_data(show "${PROJECT_SOURCE_DIR}/data")
"""
SHOW = """
#include "core/embedded_data.hpp"
#include <iostream>
int main() { for (const auto& file : hoctap::embedded_data()) std::cout << file.path << '=' << file.content << ';'; }
"""


@pytest.fixture
def project(tmp_path):
    """A project that prints the data compiled into it."""
    (tmp_path / "cmake").symlink_to(ROOT / "cmake")
    (tmp_path / "CMakeLists.txt").write_text(LISTING)
    (tmp_path / "show.cpp").write_text(SHOW)
    for name, content in {
        "b.toml": "b",
        "codes/a.csv": "á;[;]\\\n",
        "samples/x.csv": "x",
        "codes/README.md": "r",
    }.items():
        (tmp_path / "data" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "data" / name).write_text(content)
    run("cmake", "-S", tmp_path, "-B", tmp_path / "build", "-G", "Ninja", f"-Dcheckout={ROOT}")
    return tmp_path


def shown(project) -> str:
    """Build `project` again and return what its program prints."""
    run("cmake", "--build", project / "build")
    return run(project / "build" / "show")


def test_change_arrival_and_removal_of_a_file_reach_the_program(project):
    assert shown(project) == "b.toml=b;codes/a.csv=á;[;]\\\n;"
    (project / "data" / "b.toml").write_text("changed")
    assert shown(project).startswith("b.toml=changed;")
    (project / "data" / "law").mkdir()
    (project / "data" / "law" / "new.toml").write_text("new")
    assert shown(project).endswith("law/new.toml=new;")
    (project / "data" / "b.toml").unlink()
    assert shown(project).startswith("codes/a.csv=")


@pytest.mark.parametrize("content", [b"zero\0byte", b"line\r\n", b'R"hoctap_data()hoctap_data"'])
def test_a_file_that_cannot_be_kept_byte_for_byte_is_refused(project, content):
    (project / "data" / "b.toml").write_bytes(content)
    with pytest.raises(AssertionError, match=r"data/b\.toml"):
        shown(project)
