"""What the packaging tests share: builds of the checkout, installed into prefixes of their own."""

import os
import shutil
from pathlib import Path

import pytest
from commands import ROOT, run

from hoctap.sample import write


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def version() -> str:
    """The one place of the version."""
    return (ROOT / "VERSION").read_text().strip()


@pytest.fixture(scope="session", params=["static", "shared"])
def prefix(request, tmp_path_factory) -> Path:
    """An installed hoctap that was moved after its installation, as a packager's staging does."""
    build = ROOT / "build" / f"packaging-{request.param}"
    shared = "ON" if request.param == "shared" else "OFF"
    run("cmake", "-S", ROOT, "-B", build, "-G", "Ninja", f"-DBUILD_SHARED_LIBS={shared}",
        "-DHOCTAP_BUILD_TESTS=OFF", "-DHOCTAP_BUILD_EXAMPLES=OFF", "-DHOCTAP_WARNINGS_AS_ERRORS=ON")  # fmt: skip
    run("cmake", "--build", build)
    folder = tmp_path_factory.mktemp(request.param)
    run("cmake", "--install", build, "--prefix", folder / "staged")
    shutil.move(folder / "staged", folder / "moved")
    return folder / "moved"


@pytest.fixture(scope="session")
def sample(tmp_path_factory) -> Path:
    """The simulated forms of the district."""
    return write(tmp_path_factory.mktemp("sample") / "forms")


@pytest.fixture
def clean_environment() -> dict[str, str]:
    """The environment without what could lead a build to another hoctap."""
    return {key: value for key, value in os.environ.items() if not key.startswith(("CMAKE_", "PKG_CONFIG", "LD_"))}
