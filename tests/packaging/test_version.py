"""The version stands in one file; whoever tells it tells the same."""

import importlib.metadata

import hoctap
from hoctap import _core


def test_distribution_package_and_library_agree_with_the_version_file(version):
    assert importlib.metadata.version("hoctap") == version
    assert hoctap.__version__ == version
    assert _core.version() == version


def test_changelog_opens_with_the_version_or_with_what_is_not_released(root, version):
    headings = [line for line in (root / "CHANGELOG.md").read_text().splitlines() if line.startswith("## ")]
    assert headings[0] in {"## Unreleased", f"## {version}"}
