"""Programs outside the project build against what is installed and run."""

import shlex
import sys

import pytest
from commands import ROOT, run

CONSUMER = ROOT / "tests" / "packaging" / "consumer"


def embedded_bytes() -> int:
    """Return the size of the data files that the library carries, counted on disk."""
    data = ROOT / "data"
    files = [*data.rglob("*.toml"), *data.rglob("*.csv")]
    return sum(file.stat().st_size for file in files if "samples" not in file.relative_to(data).parts)


def check_output(output: str, version: str) -> None:
    """Check what the consumer printed."""
    assert output.split() == [version, str(embedded_bytes())]


def build_and_run_with_cmake(prefix, folder, environment) -> str:
    """Build the consumer where hoctap is searched below `prefix` only, and return what it prints."""
    run("cmake", "-S", CONSUMER, "-B", folder, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}", env=environment)
    run("cmake", "--build", folder, env=environment)
    found = (folder / "CMakeCache.txt").read_text()
    assert f"hoctap_DIR:PATH={prefix}" in found
    return run(folder / "consumer", env=environment)


def test_cmake_program_finds_links_and_runs_the_moved_package(prefix, tmp_path, version, clean_environment):
    check_output(build_and_run_with_cmake(prefix, tmp_path, clean_environment), version)


def test_pkg_config_program_links_and_runs_the_moved_package(prefix, tmp_path, version, clean_environment):
    (configuration,) = prefix.rglob("hoctap.pc")
    environment = clean_environment | {"PKG_CONFIG_PATH": str(configuration.parent)}
    libraries = configuration.parent.parent
    static = [] if list(libraries.glob("*.so")) else ["--static"]
    assert run("pkg-config", "--modversion", "hoctap", env=environment).strip() == version
    flags = shlex.split(run("pkg-config", *static, "--cflags", "--libs", "hoctap", env=environment))
    run("c++", "-std=c++20", CONSUMER / "main.cpp", "-o", tmp_path / "consumer", *flags, env=environment)
    check_output(run(tmp_path / "consumer", env=environment | {"LD_LIBRARY_PATH": str(libraries)}), version)


def test_wheel_carries_the_library_for_cmake_programs(tmp_path, version, clean_environment):
    package = run(sys.executable, "-m", "hoctap", "--cmake-dir").strip()
    assert package.endswith("cmake/hoctap")
    prefix = package.removesuffix("/lib/cmake/hoctap")
    check_output(build_and_run_with_cmake(prefix, tmp_path, clean_environment), version)


def test_installed_data_are_the_reviewed_files(prefix):
    data = ROOT / "data"
    installed = prefix / "share" / "hoctap" / "data"
    expected = {
        file.relative_to(data): file.read_bytes()
        for file in data.rglob("*")
        if file.is_file() and file.relative_to(data).parts[0] != "samples"
    }
    assert {
        file.relative_to(installed): file.read_bytes() for file in installed.rglob("*") if file.is_file()
    } == expected


@pytest.mark.parametrize("requested", ["0.2", "1.0"])
def test_package_refuses_a_request_for_another_version(prefix, tmp_path, requested, clean_environment):
    source = (CONSUMER / "CMakeLists.txt").read_text().replace("hoctap 0.1 CONFIG", f"hoctap {requested} CONFIG")
    (tmp_path / "CMakeLists.txt").write_text(source)
    with pytest.raises(AssertionError, match=r"compatible\s+with\s+requested"):
        run("cmake", "-S", tmp_path, "-B", tmp_path / "build", "-G", "Ninja",
            f"-DCMAKE_PREFIX_PATH={prefix}", env=clean_environment)  # fmt: skip


def test_a_project_that_contains_hoctap_builds_the_library_alone(tmp_path, version, clean_environment):
    listing = (CONSUMER / "CMakeLists.txt").read_text()
    contained = listing.replace("find_package(hoctap 0.1 CONFIG REQUIRED)", f'add_subdirectory("{ROOT}" hoctap)')
    assert contained != listing
    (tmp_path / "CMakeLists.txt").write_text(contained.replace("main.cpp", f'"{CONSUMER}/main.cpp"'))
    build = tmp_path / "build"
    run("cmake", "-S", tmp_path, "-B", build, "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", env=clean_environment)
    run("cmake", "--build", build, env=clean_environment)
    check_output(run(build / "consumer", env=clean_environment), version)
    targets = run("cmake", "--build", build, "--target", "help", env=clean_environment)
    assert "libhoctap.a" in targets
    assert "hoctap_tests" not in targets
    assert "hoctap_example" not in targets
    run("cmake", "--install", build, "--prefix", tmp_path / "prefix", env=clean_environment)
    assert not (tmp_path / "prefix").exists()
