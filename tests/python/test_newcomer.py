"""The newcomer's path: the commands of the README, typed as they stand in an empty folder, and what each says to do next."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result
from clocks import processor_seconds
from pages import Page
from test_readme import NEWCOMER, blocks

import hoctap as ht
from hoctap.cli import commands
from hoctap.language import count_text

MOST_COMMANDS = 6
MOST_SECONDS = 60


class Typed(NamedTuple):
    """A command that was typed, what came of it, and how long it took: without waiting for what else runs on the machine."""

    line: str
    out: str
    err: str
    seconds: float


class Walk(NamedTuple):
    """The whole path, by the name of the command."""

    folder: Path
    typed: dict[str, Typed]
    lines: list[str]


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Type the block of the README in an empty folder."""
    (block,) = blocks("sh", below=NEWCOMER)
    folder = tmp_path_factory.mktemp("newcomer")
    programs = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": programs, "LANG": "en_US.UTF-8"}
    typed = {}
    for line in block.splitlines():
        began, worked = time.perf_counter(), processor_seconds()
        ran = subprocess.run(
            ["bash", "-c", line], cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )
        assert ran.returncode == 0, (line, ran.stdout[-2000:], ran.stderr[-2000:])
        seconds = min(time.perf_counter() - began, processor_seconds() - worked)
        typed[shlex.split(line)[1]] = Typed(line, ran.stdout, ran.stderr, seconds)
    return Walk(folder, typed, block.splitlines())


def next_commands(text: str) -> list[list[str]]:
    """Give the commands that a message says to type next, in words."""
    return [shlex.split(found) for found in re.findall(r": (hoctap .*)$", text, flags=re.MULTILINE)]


def run(*arguments: str | Path, lang: str = "en", **environment: str) -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], env={"LANG": lang, **environment})


def test_the_path_goes_from_forms_to_a_report_in_a_handful_of_commands(newcomer: Walk) -> None:
    assert len(newcomer.lines) <= MOST_COMMANDS
    asked = [shlex.split(line) for line in newcomer.lines]
    assert all(words[0] == "hoctap" for words in asked)
    assert [words[1] for words in asked if words[1] != "sample"] == ["init", "forms", "ingest", "status", "report"]


def test_the_path_takes_less_than_a_minute(newcomer: Walk) -> None:
    assert sum(one.seconds for one in newcomer.typed.values()) < MOST_SECONDS


def test_the_forms_of_the_path_are_workbooks_of_the_commune_that_was_named(newcomer: Walk) -> None:
    written = sorted(path.name for path in (newcomer.folder / "empty").iterdir())
    owed = {rule["form"] for rule in ht.form_rules(period="2025Q4").to_dicts() if rule["due"] is not None}
    assert {name.partition("_")[0] for name in written} >= owed
    assert all(name.endswith("_2025Q4_07381.xlsx") for name in written)
    told = [line.removeprefix("wrote ") for line in newcomer.typed["forms"].out.splitlines()]
    assert sorted(told) == [f"empty/{name}" for name in written]


def test_every_filled_form_of_the_path_is_filed_once(newcomer: Walk, complete_folder: Path) -> None:
    forms = sum(path.suffix == ".csv" for path in complete_folder.rglob("*"))
    assert f"wrote {forms} simulated forms" in newcomer.typed["sample"].out
    assert f"{count_text(forms, 'en')} (filed {count_text(forms, 'en')})" in newcomer.typed["ingest"].out
    with ht.Ledger.open(newcomer.folder / "district.db") as ledger:
        assert len(ledger.submissions) == forms
        assert {row.who for row in ledger.submissions} == {"Hoa"}


def test_the_status_of_the_path_is_that_of_the_district(newcomer: Walk, complete: ht.Dataset) -> None:
    last = complete.quarters[-1]
    rows = [row for row in complete.indicators(periods=last) if row.kind == "territory"]
    assert len(rows) == len(complete.programme.targets)
    text = newcomer.typed["status"].out
    assert f"{last} · " in text
    assert "217 Lạng Giang" in text
    for row in rows:
        (line,) = [line for line in text.splitlines() if line.startswith(f"{row.indicator} ")]
        assert row.value_text() in line
        assert row.status_text() in line


def test_the_page_of_the_path_shows_the_districts_figures_and_its_receipt(newcomer: Walk, complete: ht.Dataset) -> None:
    html = (newcomer.folder / "report.html").read_text(encoding="utf-8")
    page = Page(html)
    assert page.faults == []
    words = " ".join(" ".join(page.text).split())
    for row in complete.indicators(periods=complete.quarters[-1]):
        if row.kind == "territory":
            assert row.value_text() in words, row
    receipt = json.loads((newcomer.folder / "report.json").read_text(encoding="utf-8"))
    for source in complete.sources:
        if source.file:
            assert source.sha256 in html
    assert receipt["task"] == "report"
    verified = run("verify", newcomer.folder / "report.json")
    assert verified.exit_code == 0, verified.output


def test_each_command_of_the_path_names_the_next_one(newcomer: Walk) -> None:
    named = {name: {words[1] for words in next_commands(one.err)} for name, one in newcomer.typed.items()}
    assert {"forms", "ingest"} <= named["init"]
    assert {"ingest", "status"} <= named["forms"]
    assert {"ingest", "status"} <= named["sample"]
    assert {"status", "findings"} <= named["ingest"]
    assert {"closing", "report"} <= named["status"]
    assert "verify" in named["report"]


def test_what_is_said_to_be_typed_next_can_be_typed(newcomer: Walk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(newcomer.folder)
    tried = set()
    for one in newcomer.typed.values():
        for words in next_commands(one.err):
            places = {"LEDGER": "district.db", "FOLDER": "filled"}
            asked = [places.get(word, word) for word in words[1:]]
            if asked[0] not in tried and asked[0] not in ("report", "ingest", "verify"):  # typed by the path itself
                tried.add(asked[0])
                result = run(*asked)
                assert result.exit_code == 0, (words, result.output[-2000:])
    assert tried == {"forms", "status", "findings", "closing"}


def test_the_next_command_keeps_the_settings_of_this_one(golden: Path, tmp_path: Path) -> None:
    forms, plan = golden / "18-a-higher-version-replaces-all" / "forms", golden / "programme.toml"
    (key := tmp_path / "the key.txt").write_text("golden cases: a public key\n", encoding="utf-8")
    settings = ("--programme", plan, "--key-file", key, "--received-until", "2023-10-12", "--lang", "vi")
    result = run("status", forms, *settings, "--period", "2023Q3", "--view", "as_reported")
    asked = next_commands(result.stderr)
    assert {words[1] for words in asked} >= {"findings", "report"}
    for words in asked:
        for option, value in zip(settings[::2], settings[1::2], strict=True):
            assert words[words.index(str(option)) + 1] == str(value)
        assert words[1] in ("findings", "owed") or words[words.index("--view") + 1] == "as_reported"
    findings = next(words for words in asked if words[1] == "findings")
    assert run(*findings[1:]).exit_code == result.exit_code


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_a_program_that_asks_for_json_is_not_told_what_to_type(
    complete_folder: Path, tmp_path: Path, lang: str
) -> None:
    asked = ("status", complete_folder, "--indicator", "T1", "--lang", lang)
    assert {"report"} <= {words[1] for words in next_commands(run(*asked).stderr)}
    assert {words[1] for words in next_commands(run(*asked, "--json").stderr)} <= {"findings"}
    made = run("init", tmp_path / "ledger.db", "--json", "--lang", lang)
    assert json.loads(made.stdout) == {
        "ledger": str(tmp_path / "ledger.db"),
        "programme": ht.programme().id,
        "programme_sha256": ht.programme().digest,
        "renewed": False,
    }
    assert made.stderr == ""


def test_missing_reports_lead_to_what_names_and_what_settles_them(troubled_folder: Path) -> None:
    named = {words[1]: words[2:] for words in next_commands(run("status", troubled_folder).stderr)}
    assert named["owed"] == [str(troubled_folder), "--missing"]
    assert set(named) >= {"findings", "owed", "closing", "report"}
    period = named["closing"][3]
    assert run("closing", *named["closing"]).exit_code == 1  # the forms have errors
    assert period == str(ht.read(troubled_folder).quarters[-1])
