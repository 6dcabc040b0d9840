"""`hoctap release`: tables that are published together, in files, with what they do not show named beside them."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

import hoctap as ht
from hoctap.cli import commands

ASKED = ("--by", "sex", "--by", "age_band", "--view", "plan_territory", "--view", "current", "--period", "2024Q2")
NAMES = [f"{view}_{by}" for view in ("plan_territory", "current") for by in ("sex", "age_band")]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], env={"LANG": "en_US.UTF-8"})


@pytest.fixture(scope="module")
def expected(complete: ht.Dataset) -> dict[str, ht.Breakdown]:
    tables = complete.release(
        ["sex", "age_band"], views=["plan_territory", "current"], periods="2024Q2", indicators=["T4a", "T4b"]
    )
    return dict(zip(NAMES, tables, strict=True))


@pytest.fixture(scope="module")
def released(complete_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Result]:
    folder = tmp_path_factory.mktemp("release") / "tables"
    result = run("release", complete_folder, *ASKED, "--indicator", "T4a", "--indicator", "T4b", "--to", folder)
    assert result.exit_code == 0, result.output
    return folder, result


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def as_text(value: Any) -> str:
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def test_each_table_is_a_file_with_the_cells_of_the_joint_release(
    released: tuple[Path, Result], expected: dict[str, ht.Breakdown]
) -> None:
    folder, _ = released
    assert {path.name for path in folder.iterdir()} == {f"{name}.csv" for name in (*NAMES, "withheld", "about")}
    for name, table in expected.items():
        found = rows_of(folder / f"{name}.csv")
        assert len(found) == len(table)
        assert 0 < table.withheld < len(table)
        for row, true in zip(found, table.to_dicts(), strict=True):
            assert row.items() <= {key: as_text(value) for key, value in true.items()}.items()
            assert (row["numerator"] == "") == (row["is_withheld"] == "true")


def test_a_withheld_count_stands_in_no_file(
    released: tuple[Path, Result], complete: ht.Dataset, expected: dict[str, ht.Breakdown]
) -> None:
    """The command must not undo what the release protects: the same tables without protection differ in those cells alone."""
    folder, _ = released
    everything = complete.release(
        ["sex", "age_band"], views=["plan_territory", "current"], periods="2024Q2", indicators=["T4a", "T4b"],
        small_below=None,
    )  # fmt: skip
    hidden = 0
    for name, true in zip(NAMES, everything, strict=True):
        for row, whole in zip(rows_of(folder / f"{name}.csv"), true, strict=True):
            if row["is_withheld"] == "true":
                hidden += 1
                assert not any(
                    value for key, value in row.items() if key.startswith(("numer", "denom", "lower", "upper"))
                )
                assert not row.get("unreported")
            else:
                assert int(row["numerator"]) == whole.cell.numerator
    assert hidden == sum(table.withheld for table in expected.values())


def test_what_is_withheld_is_named_with_the_reason_by_table_indicator_and_period(
    released: tuple[Path, Result], expected: dict[str, ht.Breakdown]
) -> None:
    folder, result = released
    named = rows_of(folder / "withheld.csv")
    for name, table in expected.items():
        for indicator in ("T4a", "T4b"):
            rows = [row for row in table if row.indicator == indicator]
            withheld = sum(row.is_withheld for row in rows)
            found = [
                row for row in named if (row["table"], row["indicator"], row["period"]) == (name, indicator, "2024Q2")
            ]
            assert [(int(row["rows"]), int(row["withheld"])) for row in found] == [(len(rows), withheld)] * bool(
                withheld
            )
    assert named
    assert all("below 5 persons" in row["why_en"] and "dưới 5 người" in row["why_vi"] for row in named)
    assert "below 5 persons" in result.stdout
    for row in named:
        assert any(row["table"] in line and row["withheld"] in line for line in result.stdout.splitlines())
    assert "make it in one release with them" in result.stderr
    assert "SIMULATED DATA" in result.stderr


def test_whoever_has_the_tables_alone_is_told_that_they_are_simulated_and_of_which_day(
    released: tuple[Path, Result], complete: ht.Dataset
) -> None:
    folder, _ = released
    about = {row["name"]: row["value"] for row in rows_of(folder / "about.csv")}
    assert about["simulated"] == "true"
    assert about["plan"] == complete.programme.id
    assert about["day"] == str(complete.owed.day)
    assert about["small_below"] == "5"
    assert about["hoctap"] == ht.__version__
    assert "một lần công bố" in about["note_vi"]


def test_a_small_count_itself_is_not_told_from_what_would_tell_it(released: tuple[Path, Result]) -> None:
    """Who knew which of the withheld counts are the small ones would know that they are below the threshold."""
    folder, _ = released
    by_extent = {(row["rows"] == row["withheld"], row["why_en"]) for row in rows_of(folder / "withheld.csv")}
    assert len({extent for extent, _ in by_extent}) == len(by_extent)


@pytest.mark.parametrize("kind", ["parquet", "xlsx"])
def test_the_other_formats_hold_the_same_tables(
    kind: str, complete_folder: Path, tmp_path: Path, complete: ht.Dataset
) -> None:
    asked = ("--by", "sex", "--indicator", "T4a", "--period", "2024Q2", "--format", kind, "--to", tmp_path / "out")
    result = run("release", complete_folder, *asked)
    assert result.exit_code == 0, result.output
    (table,) = complete.release(["sex"], periods="2024Q2", indicators="T4a")
    true = table.to_dicts()
    if kind == "parquet":
        assert pyarrow.parquet.read_table(tmp_path / "out" / "plan_territory_sex.parquet").to_pylist() == true
        held = pyarrow.parquet.read_table(tmp_path / "out" / "withheld.parquet").to_pylist()
    else:
        (file,) = (tmp_path / "out").iterdir()
        book = openpyxl.load_workbook(file)
        assert book.sheetnames == ["plan_territory_sex", "withheld", "about"]
        heads, *rows = book["plan_territory_sex"].iter_rows(values_only=True)
        assert [dict(zip(heads, row, strict=True))["numerator"] for row in rows] == [row["numerator"] for row in true]
        heads, *rows = book["withheld"].iter_rows(values_only=True)
        held = [dict(zip(heads, row, strict=True)) for row in rows]
    assert sum(row["withheld"] for row in held) == table.withheld


def test_programs_get_an_object_for_each_table(
    complete_folder: Path, tmp_path: Path, expected: dict[str, ht.Breakdown]
) -> None:
    asked = (*ASKED, "--indicator", "T4a", "--indicator", "T4b", "--to", tmp_path / "tables", "--json")
    result = run("release", complete_folder, *asked)
    assert result.exit_code == 0, result.output
    objects = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one["table"] for one in objects] == NAMES
    for one in objects:
        table = expected[one["table"]]
        assert Path(one["file"]).is_file()
        assert (one["view"], one["by"], one["rows"], one["withheld"]) == (
            table.view,
            table.by,
            len(table),
            table.withheld,
        )
        assert sum(part["withheld"] for part in one["withheld_in"]) == table.withheld
        assert one["simulated"] is True
        assert one["small_below"] == 5


def test_without_dimensions_totals_are_released_and_dimensions_cross_with_a_comma(
    complete_folder: Path, tmp_path: Path
) -> None:
    totals = run("release", complete_folder, "--indicator", "T1", "--to", tmp_path / "a", "--json")
    assert [json.loads(line)["by"] for line in totals.stdout.splitlines()] == [[]]
    crossed = run(
        "release", complete_folder, "--by", "zone,difficulty", "--by", "zone", "--indicator", "T1", "--to", tmp_path / "b", "--json"
    )  # fmt: skip
    assert [json.loads(line)["by"] for line in crossed.stdout.splitlines()] == [["zone", "difficulty"], ["zone"]]
    spoken = run("release", complete_folder, "--indicator", "T1", "--to", tmp_path / "c", "--lang", "vi")
    assert "không có gì phải giữ lại" in spoken.stdout  # centres are no persons
    assert "công bố" in spoken.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by", "shoe_size"], "shoe_size"),
        (["--by", "topic", "--indicator", "T4a"], "T4a is not told apart by topic"),
        (["--indicator", "T9"], "T9"),
        (["--period", "2019Q1"], "2019Q1"),
        (["--view", "plan"], "choose as_reported"),
        (["--small-below", "0"], "0"),
        (["--age-band", "old"], "old"),
        (["--to", "{taken}"], "a file has this name"),
    ],
)
def test_a_wrong_request_writes_nothing_and_says_what_is_wrong(
    arguments: list[str], said: str, complete_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    asked = [argument.format(taken=tmp_path / "taken") for argument in arguments]
    result = run("release", complete_folder, "--to", tmp_path / "new", *asked)
    assert result.exit_code == 2, result.output
    assert said in result.stderr
    assert "Traceback" not in result.output
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_what_was_released_is_not_overwritten_and_nothing_is_computed_for_it(tmp_path: Path, lang: str) -> None:
    (tmp_path / "tables").mkdir()
    (first := tmp_path / "tables" / "plan_territory_sex.csv").write_text("kept", encoding="utf-8")
    # The forms are not even looked for.
    result = run("release", tmp_path / "nowhere", "--by", "sex", "--to", tmp_path / "tables", "--lang", lang)
    assert result.exit_code == 2
    assert ("not overwritten" if lang == "en" else "không bị ghi đè") in result.stderr
    assert str(first) in result.stderr
    assert first.read_text(encoding="utf-8") == "kept"


def test_a_release_that_cannot_be_finished_leaves_nothing_behind(
    complete_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hoctap import _core

    written = _core.table_text

    def fail_at_the_last(table: Any) -> str:
        if getattr(table, "name", "") == "withheld":
            raise OSError(28, "No space left on device")
        return written(table)

    monkeypatch.setattr(_core, "table_text", fail_at_the_last)
    result = run("release", complete_folder, "--indicator", "T1", "--to", tmp_path / "tables")
    assert result.exit_code == 2
    assert "no room" in result.stderr
    assert list((tmp_path / "tables").iterdir()) == []
