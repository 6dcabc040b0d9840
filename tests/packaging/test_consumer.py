"""Programs outside the project build against what is installed, read the sample and print what Python says."""

import shlex
import shutil
import sys

import pytest
from commands import ROOT, run

import hoctap as ht

STATUS = ROOT / "examples" / "status.cpp"
CONSUMER = ROOT / "tests" / "packaging" / "consumer"


def embedded_bytes() -> int:
    """Return the size of the data files that the library carries, counted on disk."""
    data = ROOT / "data"
    files = [*data.rglob("*.toml"), *data.rglob("*.csv")]
    return sum(file.stat().st_size for file in files if "samples" not in file.relative_to(data).parts)


@pytest.fixture(scope="session")
def status(sample):
    """What the district's status says in Python: unit, name, indicator and value of each row."""
    result = ht.read(sample).indicators(view="current", periods="2025Q4")
    return [[row.unit, row.unit_name, row.indicator, row.value_text().partition(" [")[0]] for row in result]


@pytest.fixture
def check_programs(version, sample, status, clean_environment):
    """Return a check that runs both programs of a folder."""

    def check(folder, **variables):
        environment = clean_environment | variables
        assert run(folder / "consumer", env=environment).split() == [version, str(embedded_bytes())]
        lines = run(folder / "status", sample, "current", env=environment).splitlines()
        assert "SIMULATED DATA" in lines[0]
        assert [line.split("\t")[:4] for line in lines if line.count("\t") >= 6] == status
        assert lines[-1].startswith("0 reports are missing")

    return check


def configure(source, build, environment, *definitions):
    """Configure a project outside the checkout."""
    run("cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DSTATUS_SOURCE={STATUS}", *definitions, env=environment)


def build_with_cmake(prefix, folder, environment):
    """Build the consumer where hoctap is searched below `prefix` only."""
    configure(CONSUMER, folder, environment, f"-DCMAKE_PREFIX_PATH={prefix}")
    run("cmake", "--build", folder, env=environment)
    found = (folder / "CMakeCache.txt").read_text()
    assert f"hoctap_DIR:PATH={prefix}" in found


def test_cmake_programs_find_link_and_run_the_moved_package(prefix, tmp_path, clean_environment, check_programs):
    build_with_cmake(prefix, tmp_path, clean_environment)
    check_programs(tmp_path)


def test_pkg_config_programs_link_and_run_the_moved_package(
    prefix, tmp_path, version, clean_environment, check_programs
):
    (configuration,) = prefix.rglob("hoctap.pc")
    environment = clean_environment | {"PKG_CONFIG_PATH": str(configuration.parent)}
    libraries = configuration.parent.parent
    static = [] if list(libraries.glob("*.so")) else ["--static"]
    assert run("pkg-config", "--modversion", "hoctap", env=environment).strip() == version
    flags = shlex.split(run("pkg-config", *static, "--cflags", "--libs", "hoctap", env=environment))
    for program, source in (("consumer", CONSUMER / "main.cpp"), ("status", STATUS)):
        run("c++", "-std=c++20", source, "-o", tmp_path / program, *flags, env=environment)
    check_programs(tmp_path, LD_LIBRARY_PATH=str(libraries))


def test_wheel_carries_the_library_for_cmake_programs(tmp_path, clean_environment, check_programs):
    package = run(sys.executable, "-m", "hoctap", "--cmake-dir").strip()
    assert package.endswith("cmake/hoctap")
    build_with_cmake(package.removesuffix("/lib/cmake/hoctap"), tmp_path, clean_environment)
    check_programs(tmp_path)


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


@pytest.mark.parametrize("shared", ["OFF", "ON"])
def test_a_project_that_contains_hoctap_builds_the_library_alone(tmp_path, shared, clean_environment, check_programs):
    # Beside the checkout's own builds and like them, so that a compiler cache, where there is one, knows the library.
    project = ROOT / "build" / "packaging-containing"
    build = ROOT / "build" / f"packaging-contained-{shared.lower()}"
    project.mkdir(parents=True, exist_ok=True)
    listing = (CONSUMER / "CMakeLists.txt").read_text()
    contained = listing.replace("find_package(hoctap 0.1 CONFIG REQUIRED)", f'add_subdirectory("{ROOT}" hoctap)')
    assert contained != listing
    (project / "CMakeLists.txt").write_text(contained)
    shutil.copy(CONSUMER / "main.cpp", project)
    launcher = [f"-DCMAKE_CXX_COMPILER_LAUNCHER={ccache}"] if (ccache := shutil.which("ccache")) else []
    configure(
        project,
        build,
        clean_environment,
        f"-DBUILD_SHARED_LIBS={shared}",
        "-DCMAKE_BUILD_TYPE=Release",
        "-DHOCTAP_WARNINGS_AS_ERRORS=ON",
        *launcher,
    )
    run("cmake", "--build", build, env=clean_environment | {"CCACHE_BASEDIR": str(ROOT)})
    check_programs(build)
    targets = run("cmake", "--build", build, "--target", "help", env=clean_environment)
    assert ("libhoctap.so" if shared == "ON" else "libhoctap.a") in targets
    assert "hoctap_tests" not in targets
    assert "hoctap_example" not in targets
    run("cmake", "--install", build, "--prefix", tmp_path / "prefix", env=clean_environment)
    assert not (tmp_path / "prefix").exists()
