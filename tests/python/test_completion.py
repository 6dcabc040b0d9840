"""Completion in the shell: commands, options, and values where these are finite."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.shell_completion import get_completion_class
from click.testing import CliRunner
from clocks import processor_seconds

import hoctap as ht
from hoctap.cli import commands
from hoctap.cli.completing import DIMENSIONS

PROGRAMS = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"


def completed(line: str, typed: str = "", shell: str = "zsh") -> dict[str, str | None]:
    """Give what a shell would offer after a line, with what it means."""
    made = get_completion_class(shell)
    assert made is not None
    found = made(commands, {}, "hoctap", "_HOCTAP_COMPLETE").get_completions(shlex.split(line), typed)
    return {item.value: item.help for item in found if item.type == "plain"}


@pytest.fixture
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_US.UTF-8")


def in_bash(typed: str, folder: Path, *, replies: bool = True) -> list[str]:
    """Source the script in bash, call the function that it registers as bash would, and give what it replies."""
    words = [*typed.split("\n")]
    program = f"""
        eval "$(hoctap completion bash)"
        declare -a COMP_WORDS=({" ".join(shlex.quote(word) for word in words)})
        COMP_CWORD={len(words) - 1}
        COMPREPLY=()
        called=$(complete -p hoctap | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        compopt() {{ echo "files"; }}
        $called hoctap
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    ran = subprocess.run(
        ["bash", "--norc", "-c", program],
        cwd=folder,
        env={**os.environ, "PATH": PROGRAMS, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert ran.stderr == ""
    return ran.stdout.splitlines()


@pytest.mark.usefixtures("english")
def test_commands_are_completed_with_what_they_do() -> None:
    found = completed("")
    assert set(found) == set(commands.commands)
    assert all(found.values())
    assert set(completed("", "st")) == {"status"}


def test_options_are_completed() -> None:
    assert {"--view", "--period", "--lang"} <= set(completed("status forms", "--"))
    assert set(completed("status forms", "--pe")) == {"--period"}


@pytest.mark.usefixtures("english")
def test_every_indicator_of_the_catalogue_is_completed_with_its_name() -> None:
    names = {row["indicator"]: row["name_en"] for row in ht.catalogue().to_dicts()}
    assert completed("status forms --indicator") == names
    assert set(completed("explain forms 07381", "T4")) == {"T4a", "T4b"}
    assert set(completed("closing forms 07381", "t4")) == {"T4a", "T4b"}
    assert set(completed("report forms --indicator")) == {target.indicator for target in ht.programme().targets}


def test_meanings_are_told_in_the_language_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    names = {row["indicator"]: row["name_vi"] for row in ht.catalogue().to_dicts()}
    assert completed("status forms --indicator", "K8") == {name: names[name] for name in ("K8a", "K8b")}


def test_units_are_those_of_the_plan_by_code_and_name() -> None:
    places, plan = ht.gazetteer(), ht.programme()
    old = places.alive("commune", day=plan.territory_as_of)
    new = places.alive("commune", day=places.last_event)
    found = completed("explain forms")
    codes = {value for value in found if value.isdigit()}
    assert {unit.code for unit in (*old, *new)} <= codes
    assert plan.territory in codes
    assert {unit.name for unit in (*old, *new)} <= set(found)
    assert len(found) < 100  # not the whole nation
    assert found["07381"] == "xã Nghĩa Hưng, xã Tiên Lục"
    for line in ("closing forms", "handover forms --unit", "where", "forms empty --unit"):
        assert set(found) <= set(completed(line))
    assert "all" in completed("forms empty --unit")


@pytest.mark.parametrize("typed", ["Tiên", "tien", "TIÊN L", "tiên lu"])
def test_a_name_is_found_however_marks_and_capitals_were_typed(typed: str) -> None:
    assert set(completed("explain forms", typed)) == {"Tiên Lục"}


def test_periods_are_those_of_the_plan() -> None:
    plan = ht.programme()
    expected = {*map(str, plan.quarters), "2023", "2024", "2025"}
    assert set(completed("status forms --period")) == {*expected, "all"}
    for line in ("explain forms 07381 T4a", "report forms --period", "forms empty --period"):
        assert set(completed(line)) == expected
    assert set(completed("status forms --period", "2025Q")) == {"2025Q1", "2025Q2", "2025Q3", "2025Q4"}


def test_years_are_those_that_a_command_takes() -> None:
    """A budget is drawn up for the year after the plan too; a review is of a year of the plan."""
    assert set(completed("review forms --year")) == {"2023", "2024", "2025"}
    assert set(completed("estimate forms --year")) == {"2023", "2024", "2025", "2026"}


def test_the_plan_that_is_named_on_the_line_is_the_one_whose_values_are_completed(tmp_path: Path, golden: Path) -> None:
    plan = golden / "programme.toml"
    named = ht.Programme.load(str(plan))
    found = completed(f"status forms --programme {plan} --period")
    assert {str(quarter) for quarter in named.quarters} <= set(found)
    assert set(completed(f"report forms --programme {plan} --indicator")) == {one.indicator for one in named.targets}
    assert set(completed("status forms --programme")) == set(ht.programmes())
    # What cannot be read as a plan says nothing of values; the library's own are offered.
    assert completed(f"status forms --programme {tmp_path / 'none.toml'} --period") == completed(
        "status forms --period"
    )


def test_forms_views_variants_languages_and_formats_are_completed() -> None:
    rules = {row["form"] for row in ht.form_rules().to_dicts()}
    assert set(completed("forms empty --form")) == rules
    owed = {row["form"] for row in ht.form_rules(period="2024Q3").to_dicts()}
    assert set(completed("forms empty --period 2024Q3 --form")) == owed < rules
    assert set(completed("status forms --view")) == {"as_reported", "plan_territory", "current"}
    assert set(completed("status forms --lang")) == {"vi", "en"}
    variants = {row["variant"] for row in ht.catalogue().to_dicts() if row["indicator"] == "T3"}
    assert set(completed("status forms --indicator T3 --variant")) == {*variants, "all"}
    assert set(completed("completion")) == {"bash", "zsh", "fish"}
    assert set(completed("estimate forms --year", "2025")) == {"2025"}


def test_the_dimensions_offered_are_those_by_which_indicators_are_told_apart(small: ht.Dataset) -> None:
    assert set(completed("breakdown forms --by")) == set(DIMENSIONS)
    with pytest.raises(ht.NotFound) as raised:
        small.breakdown("shoe_size")
    assert str(raised.value).rpartition("there is ")[2].split(", ") == list(DIMENSIONS)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_script_of_each_shell_is_printed_alone(shell: str, lang: str) -> None:
    result = CliRunner().invoke(commands, ["completion", shell, "--lang", lang])
    assert result.exit_code == 0, result.output
    assert f"_HOCTAP_COMPLETE={shell}_complete" in result.stdout
    assert result.stderr == ""


def test_bash_completes_from_the_script_that_is_sourced(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    assert in_bash("hoctap\nsettl", tmp_path) == ["settling"]
    assert in_bash("hoctap\nstatus\nforms\n--indicator\nT4", tmp_path) == ["T4a", "T4b"]
    assert in_bash("hoctap\nreport\nforms\n--period\n2025Q4", tmp_path) == ["2025Q4"]
    assert in_bash("hoctap\nstatus\nforms\n--lang\n=\nv", tmp_path) == ["vi"]  # bash parts words at the sign
    assert "files" in in_bash("hoctap\nstatus\nfo", tmp_path)


def test_a_name_with_a_space_is_one_word_in_bash_quoted_as_it_was_begun(tmp_path: Path) -> None:
    (escaped,) = in_bash("hoctap\nexplain\nforms\ntien", tmp_path)
    assert escaped == "Tiên\\ Lục"
    assert in_bash("hoctap\nexplain\nforms\nTiên\\ L", tmp_path) == [escaped]
    for mark in ("'", '"'):
        assert in_bash(f"hoctap\nexplain\nforms\n{mark}Tiên L", tmp_path) == ["Tiên Lục"]


def test_a_key_is_answered_quickly_and_loads_no_large_library(tmp_path: Path) -> None:
    words = {"COMP_WORDS": "hoctap\nexplain\nforms\nti", "COMP_CWORD": "3", "_HOCTAP_COMPLETE": "bash_complete"}
    environment = {**os.environ, "PATH": PROGRAMS, **words}

    def seconds() -> float:
        began, worked = time.perf_counter(), processor_seconds()
        ran = subprocess.run(["hoctap"], env=environment, capture_output=True, encoding="utf-8", check=True)
        assert "Lục" in ran.stdout
        return min(time.perf_counter() - began, processor_seconds() - worked)

    assert min(seconds() for _ in range(5)) < 0.3
    program = """
import sys
from click.shell_completion import get_completion_class
from hoctap.cli import commands
completion = get_completion_class("zsh")(commands, {}, "hoctap", "_HOCTAP_COMPLETE")
for line in ("", "explain forms", "status forms --indicator", "forms empty --form", "status forms --period"):
    assert completion.get_completions(line.split(), "")
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "pandas", "rich", "matplotlib", "polars", "pyarrow", "sqlalchemy", "xlsxwriter"} & set(loaded)


def test_completing_after_an_option_that_prints_runs_nothing() -> None:
    assert set(completed("--cmake-dir", "st")) == {"status"}
