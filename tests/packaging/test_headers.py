"""Public headers stand on their own, and the shared library exports what they declare."""

import re
import sys

import pytest
from commands import ROOT, run

# What headers of other libraries would be read from, wherever they are installed.
FOREIGN = re.compile(r"/(boost|Eigen|eigen3|toml\+\+|utf8proc\.h|sodium)\b")
CONVERSION = "hoctap/time/boost_date.hpp"  # for programs that use Boost; nothing else includes it


def test_each_public_header_compiles_alone():
    build = ROOT / "build" / "release"
    run("cmake", "--preset", "release", cwd=ROOT)
    run("cmake", "--build", build, "--target", "hoctap_headers_alone")
    compiled = {file.name for file in (build / "tests" / "headers_alone").glob("*.cpp")}
    headers = (file.relative_to(ROOT / "include") for file in (ROOT / "include").rglob("*.hpp"))
    expected = {header.as_posix().replace("/", "_").replace(".", "_") + ".cpp" for header in headers}
    assert expected <= compiled


def test_shared_library_exports_all_that_the_bindings_use():
    # The bindings see public headers only, and nearly all of them: a forgotten HOCTAP_EXPORT shows as a missing symbol.
    build = ROOT / "build" / "packaging-shared-python"
    pybind11 = run(sys.executable, "-m", "pybind11", "--cmakedir").strip()
    run("cmake", "-S", ROOT, "-B", build, "-G", "Ninja", "-DBUILD_SHARED_LIBS=ON", "-DHOCTAP_BUILD_PYTHON=ON",
        "-DHOCTAP_BUILD_TESTS=OFF", "-DHOCTAP_BUILD_EXAMPLES=ON", "-DHOCTAP_WARNINGS_AS_ERRORS=ON",
        f"-Dpybind11_DIR={pybind11}", f"-DPython_EXECUTABLE={sys.executable}")  # fmt: skip
    run("cmake", "--build", build)
    (module,) = build.rglob("_core*.so")
    unresolved = run("ldd", "-r", module)
    assert "hoctap" in unresolved
    missing = [line for line in unresolved.splitlines() if "undefined symbol" in line and "6hoctap" in line]
    assert missing == []


def foreign_headers(folder, *headers) -> set[str]:
    """Return which other libraries' headers a program reads that includes `headers`."""
    source = folder / "all.cpp"
    source.write_text("".join(f"#include <{header}>\n" for header in headers))
    read = run("c++", "-std=c++20", "-M", "-I", ROOT / "include", source)
    return set(FOREIGN.findall(read))


def test_no_other_library_is_needed_to_compile_against_the_headers(tmp_path):
    headers = [file.relative_to(ROOT / "include").as_posix() for file in (ROOT / "include").rglob("*.hpp")]
    headers.remove(CONVERSION)
    assert foreign_headers(tmp_path, *sorted(headers)) == set()
    assert foreign_headers(tmp_path, CONVERSION) == {"boost"}


def test_programs_compile_where_no_other_library_is_installed(tmp_path):
    for name in (
        "boost/config.hpp",
        "boost/version.hpp",
        "Eigen/Core",
        "toml++/toml.h",
        "utf8proc.h",
        "sodium.h",
    ):
        poisoned = tmp_path / "poison" / name
        poisoned.parent.mkdir(parents=True, exist_ok=True)
        poisoned.write_text("#error not for programs\n")
    command = ("c++", "-std=c++20", "-fsyntax-only", "-I", tmp_path / "poison", "-I", ROOT / "include")
    run(*command, ROOT / "examples" / "status.cpp")
    with pytest.raises(AssertionError, match="not for programs"):
        run(*command, ROOT / "src" / "core" / "text.cpp", "-I", ROOT / "src")


def test_shared_library_shows_nothing_but_hoctap(prefix):
    libraries = list(prefix.rglob("libhoctap.so"))
    if not libraries:
        pytest.skip("a static library")
    names = run("nm", "--dynamic", "--demangle", "--defined-only", libraries[0]).splitlines()
    shown = [line.split(maxsplit=2)[2] for line in names]
    # A template's symbol begins with what it returns.
    own = re.compile(r"(vtable for |typeinfo for |typeinfo name for |VTT for |void )?hoctap::")
    assert [name for name in shown if not own.match(name)] == []
    assert "hoctap::version()" in shown
    internal = re.compile(r"hoctap::(forms|indicator|geo|utf8)::")
    assert [name for name in shown if internal.match(name)] == []


def test_each_public_header_says_what_it_is_for():
    silent = [file for file in (ROOT / "include").rglob("*.hpp") if not file.read_text().startswith("// ")]
    assert silent == []
