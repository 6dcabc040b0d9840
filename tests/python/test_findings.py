"""Findings as an analyst meets them: counted by rule first, the gravest named, the many of a kind in one line."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hoctap as ht
from hoctap.cli import commands
from hoctap.findings_view import findings_lines, gravest, matching
from hoctap.sample import write


@pytest.fixture(scope="module")
def contradicting(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, with a number of labourers stated that is far from the list of residents."""
    folder = write(tmp_path_factory.mktemp("contradicting") / "forms")
    form = next(folder.rglob("2024/07375-voi/LD-02-*.csv"))
    text = form.read_text(encoding="utf-8-sig")
    form.write_text(re.sub(r"^(1,07375,.*),\d+$", r"\1,95000", text, flags=re.MULTILINE), encoding="utf-8")
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], env={"LANG": "en_US.UTF-8"})


def test_a_result_holds_what_the_evaluation_noticed(contradicting: Path) -> None:
    result = ht.read(contradicting).indicators(indicators="T4a")
    (found,) = [finding for finding in result.findings if "95,000" in finding.text()]
    assert found.code == "labour_total_differs"
    assert "95.000" in found.text(lang="vi")
    assert "2024/07375-voi/LD-02" in found.file
    assert len(result.findings.to_dicts()) == len(result.findings)


def test_status_tells_what_the_evaluation_noticed(contradicting: Path) -> None:
    said = run("status", contradicting).stderr
    assert "findings of the evaluation" in said
    assert "labourers are stated" in said


def test_findings_hold_those_of_the_evaluation(contradicting: Path) -> None:
    listed = run("findings", contradicting)
    assert "[labour_total_differs]" in listed.stdout
    assert "labour_total_differs" in run("findings", contradicting, "--json").stdout


def test_the_summary_comes_first_and_notes_are_counted_only(complete_folder: Path, troubled_folder: Path) -> None:
    quiet = run("findings", complete_folder).stdout.splitlines()
    assert quiet[0].startswith("findings: 0 errors, ")
    assert len(quiet) < 60
    troubled = run("findings", troubled_folder).stdout.splitlines()
    assert troubled[0].startswith("findings: ")
    assert len(troubled) < 500
    listed = [line for line in troubled if re.match(r"(error|warning|note) \[", line)]
    assert listed
    assert not any(line.startswith("note") for line in listed)
    severities = [line.partition(" ")[0] for line in listed]
    assert severities == sorted(severities)  # errors before warnings


def test_superseded_rows_share_one_line_for_each_file(complete: ht.Dataset) -> None:
    superseded = matching(complete.findings, rules=["row_superseded"])
    lines = list(findings_lines(superseded, "en"))
    assert len(lines) < len(superseded) / 3
    most = max((sum(one.file == finding.file for one in superseded), finding.file) for finding in superseded[:50])
    (line,) = [line for line in lines if most[1] + ": " in line and "times" in line]
    assert f"{most[0]:,} times" in line
    assert "rows left out" in line


def test_all_prints_a_line_for_each_finding(troubled_folder: Path, troubled: ht.Dataset) -> None:
    lines = run("findings", troubled_folder, "--all").stdout.splitlines()
    assert sum(bool(re.match(r"(error|warning|note) \[", line)) for line in lines) >= len(troubled.findings)


@pytest.mark.parametrize(
    ("options", "fits"),
    [
        (["--severity", "error"], lambda finding: finding.severity == "error"),
        (["--rule", "row_superseded"], lambda finding: finding.code == "row_superseded"),
        (["--file", "07393-tien-luc"], lambda finding: "07393-tien-luc" in finding.file),
        (["--file", "2024*HT-01*"], lambda finding: re.match(r"2024.*HT-01", finding.file)),
        (
            ["--severity", "warning", "--file", "07375"],
            lambda finding: finding.severity == "warning" and "07375" in finding.file,
        ),
    ],
)
def test_findings_can_be_narrowed(options: list[str], fits, troubled_folder: Path, troubled: ht.Dataset) -> None:
    expected = sum(bool(fits(finding)) for finding in troubled.findings)
    lines = run("findings", troubled_folder, "--json", *options).stdout.splitlines()
    of_evaluation = sum(bool(fits(finding)) for finding in troubled.indicators(variants="all").findings)
    assert len(lines) == expected + of_evaluation > 0


def test_nothing_that_fits_is_said(complete_folder: Path) -> None:
    assert run("findings", complete_folder, "--rule", "none").stdout.strip() == "no finding is like this"


def test_a_line_says_whether_the_row_was_left_out(troubled: ht.Dataset) -> None:
    for finding in troubled.findings[:200]:
        (line,) = findings_lines([finding], "en")
        assert line.endswith("row left out") == (finding.outcome == "dropped")


def test_the_gravest_are_of_different_rules_and_no_notes(troubled: ht.Dataset) -> None:
    first = gravest(troubled.findings, 3)
    assert len({finding.code for finding in first}) == 3
    assert {finding.severity for finding in first} <= {"error", "warning"}


def test_a_period_alone_says_that_centres_and_residents_are_absent(complete_folder: Path, tmp_path: Path) -> None:
    shutil.copytree(complete_folder / "2024", tmp_path / "2024")
    said = run("status", tmp_path / "2024").stderr
    assert "no centre is known" in said


def test_a_folder_without_forms_is_an_error_and_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(ht.FileError, match="holds no forms") as caught:
        ht.read(tmp_path)
    assert "không có biểu nào" in caught.value.text("vi")
