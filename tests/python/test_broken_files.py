"""Every broken file gives findings that say what is wrong, and no row of it is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from broken_files import Broken, broken_files

import hoctap as ht

FILES = list(broken_files())
KEY = "the key of these tests, which is public"
# Each file holds one table of its form; that the others did not come is said of the report.
OF_THE_REPORT = {"submission_incomplete"}


def read(folder: Path, broken: Broken) -> ht.Dataset:
    (folder / broken.name).write_bytes(broken.content)
    return ht.read(folder, key=KEY, limits=ht.FileLimits(**broken.limits))


def test_there_are_at_least_two_hundred_small_files_each_with_a_name_of_its_own() -> None:
    assert len(FILES) >= 200
    assert len({broken.name for broken in FILES}) == len(FILES)
    assert sum(len(broken.content) for broken in FILES) < 5_000_000


@pytest.mark.parametrize("broken", FILES, ids=lambda broken: broken.name)
def test_each_file_says_what_is_wrong_and_loses_no_row(broken: Broken, tmp_path: Path) -> None:
    dataset = read(tmp_path, broken)
    assert {finding.code for finding in dataset.findings} - OF_THE_REPORT == broken.expected.codes
    for source in dataset.sources:
        assert source.rows_read == source.rows_kept + source.rows_dropped
    assert len(dataset.tables[broken.table]) == broken.expected.kept
    for language in ("vi", "en"):
        said = [finding.text(lang=language) for finding in dataset.findings]
        assert all(said)
        if broken.table == "residents" or "citizen" in broken.name:
            assert not any(re.search(r"\d{9}", text) for text in said), "a citizen number is never shown"


# Files of the same records, whatever program wrote them.
ALIKE = [
    *(f"nothing.{kind}" for kind in ("xlsx", "ods", "xls")),
    *(f"{font}{end}" for font in ("tcvn3", "vni") for end in (".csv", "-in-utf-8.csv", ".xlsx", ".ods", ".xls")),
    "windows-1258.csv",
    "utf-16-le.csv",
    "utf-16-be-without-mark.csv",
    "marks-apart.csv",
    "days-from-1904.xlsx",
    "really-xls.xlsx",
    "really-xlsx.xls",
]


@pytest.mark.parametrize("name", ALIKE)
def test_sound_forms_give_the_same_records_whatever_the_file(name: str, tmp_path: Path) -> None:
    def records(wanted: str) -> list[dict[str, object]]:
        folder = tmp_path / wanted
        folder.mkdir()
        rows = read(folder, next(broken for broken in FILES if broken.name == wanted)).tables["receipts"].to_dicts()
        return [{key: value for key, value in row.items() if not key.startswith("source_")} for row in rows]

    assert records(name) == records("nothing.csv")


def test_a_single_workbook_is_read_like_a_folder_of_it(tmp_path: Path) -> None:
    broken = next(broken for broken in FILES if broken.name == "two-sheets.xlsx")
    in_folder = read(tmp_path, broken)
    alone = ht.read(tmp_path / broken.name, key=KEY)
    assert [str(finding) for finding in alone.findings] == [str(finding) for finding in in_folder.findings]
    assert [source.sheet for source in alone.sources][1:] == ["Biểu", "Nghĩa Hòa"]
