"""What is published: the source distribution builds into the same wheel as the checkout, and the wheel works."""

import os
import shutil
import sys
import zipfile

import pytest
from commands import ROOT, run


@pytest.fixture(scope="module")
def source_tree(tmp_path_factory, version):
    """The unpacked source distribution, made from a copy of what the checkout holds."""
    folder = tmp_path_factory.mktemp("sdist")
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", folder, ROOT)
    shutil.unpack_archive(folder / f"hoctap-{version}.tar.gz", folder)
    return folder / f"hoctap-{version}"


@pytest.fixture(scope="module")
def wheel(source_tree, tmp_path_factory):
    """The wheel that the source distribution builds into."""
    folder = tmp_path_factory.mktemp("wheel")
    # The same environment by a path in the tree: so a compiler cache knows the bindings, whose headers lie in there.
    environment = source_tree / ".venv"
    environment.symlink_to(sys.prefix)
    run(environment / "bin" / "python", "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation",
        "--config-settings=cmake.define.HOCTAP_WARNINGS_AS_ERRORS=ON", "--wheel-dir", folder, source_tree,
        env=os.environ | {"CCACHE_BASEDIR": str(source_tree)})  # fmt: skip
    (built,) = folder.glob("hoctap-*.whl")
    return built


def test_source_distribution_holds_all_that_builds_and_tests(source_tree):
    for name in ("VERSION", "CMakeLists.txt", "CMakePresets.json", "README.md", "CHANGELOG.md"):
        assert (source_tree / name).is_file()
    for folder in (
        "bindings",
        "cmake",
        "data",
        "docs",
        "examples",
        "include",
        "notebooks",
        "python",
        "src",
        "tests",
        "tools",
    ):
        present = {file.relative_to(ROOT / folder) for file in (ROOT / folder).rglob("*") if file.is_file()}
        packed = {
            file.relative_to(source_tree / folder) for file in (source_tree / folder).rglob("*") if file.is_file()
        }
        left_out = {file for file in present - packed if "__pycache__" not in file.parts}
        assert left_out == set(), folder


def test_wheel_holds_package_types_headers_library_and_data(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    for header in (ROOT / "include").rglob("*.hpp"):
        assert f"hoctap/include/{header.relative_to(ROOT / 'include').as_posix()}" in names
    for name in ("py.typed", "lib/libhoctap.a", "lib/cmake/hoctap/hoctapConfig.cmake", "lib/pkgconfig/hoctap.pc"):
        assert f"hoctap/{name}" in names
    assert any(name.startswith("hoctap/_core.") and name.endswith(".so") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "bindings/"))]


def test_wheel_of_the_source_distribution_runs_the_command_line(wheel, tmp_path, version):
    run(sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", tmp_path, wheel)
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    where = run(sys.executable, "-c", "import hoctap; print(hoctap.__file__, hoctap.__version__)", env=environment)
    assert where.split() == [str(tmp_path / "hoctap" / "__init__.py"), version]
    assert "status" in run(sys.executable, "-m", "hoctap", "--help", env=environment)
