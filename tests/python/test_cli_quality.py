"""The commands that tell apart, look for what is wrong, and name the reports that settle."""

from __future__ import annotations

from pathlib import Path

from test_cli import json_lines, run

import hoctap as ht


def test_dimensions_of_a_breakdown_are_named_one_by_one_or_with_commas(complete_folder: Path) -> None:
    asked = ("breakdown", complete_folder, "--indicator", "T4a", "--period", "2024Q2", "--json")
    apart, together = (json_lines(run(*asked, *by)) for by in (("--by", "sex", "--by", "zone"), ("--by", "sex, zone")))
    assert apart == together
    assert {line["zone"] for line in together} > {"all"}


def test_breakdown_prints_groups_and_says_how_many_are_withheld(complete_folder: Path) -> None:
    arguments = [
        "breakdown",
        complete_folder,
        "--by",
        "sex",
        "--by",
        "age_band",
        "--indicator",
        "T4a",
        "--period",
        "2025Q2",
    ]
    shown = run(*arguments, "--lang", "vi")
    assert shown.exit_code == 0
    assert "nữ · 15-29" in shown.stdout
    assert "không công bố" in shown.stdout
    lines = json_lines(run(*arguments, "--json"))
    assert {line["sex"] for line in lines} >= {"all", "woman", "man"}
    withheld = [line for line in lines if line["is_withheld"]]
    assert withheld
    assert all(line["numerator"] is None and line["value_percent"] is None for line in withheld)


def test_quality_lists_numbers_and_reporting(complete_folder: Path, complete: ht.Dataset) -> None:
    found = complete.quality()
    assert json_lines(run("quality", complete_folder, "--json")) == found.numbers.to_dicts()
    assert json_lines(run("quality", complete_folder, "--reporting", "--json")) == found.reporting.to_dicts()
    assert "modified z-score" in " ".join(run("quality", complete_folder).stdout.split())
    assert "mọi đơn vị" in run("quality", complete_folder, "--reporting", "--lang", "vi").stdout


def test_settling_names_reports_and_statuses(troubled_folder: Path, troubled: ht.Dataset) -> None:
    found = troubled.settling(periods="2024Q4")
    arguments = ["settling", troubled_folder, "--period", "2024Q4"]
    assert json_lines(run(*arguments, "--json")) == found.reports.to_dicts()
    statuses = run(*arguments, "--statuses", "--lang", "vi").stdout
    assert "ít báo cáo nhất" in statuses
    assert "HT-" in statuses or "TT-" in statuses
