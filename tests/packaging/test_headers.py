"""Public headers stand on their own, and the shared library exports what they declare."""

import sys

from commands import ROOT, run


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
