"""What a command says where something is wrong: what it is, and what to do, in the language that was asked for."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

import hoctap as ht
from hoctap.cli import commands

LANGUAGES = ("en", "vi")
OF_RESULTS = (
    "init", "forms", "ingest", "check", "status", "where", "report", "estimate", "explain", "diff", "verify", "release",
)  # fmt: skip


def run(*arguments: str | Path, lang: str = "en") -> Result:
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(commands, [*words, "--lang", lang], env={"LANG": "en_US.UTF-8"})


def as_program(*arguments: str | Path, lang: str = "en") -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LC_ALL": "", "LC_MESSAGES": "", "LANG": f"{lang}.UTF-8"}
    words = [sys.executable, "-m", "hoctap", *map(str, arguments)]
    return subprocess.run(words, capture_output=True, encoding="utf-8", env=environment, check=False)


@pytest.fixture
def place(tmp_path: Path, complete_folder: Path) -> dict[str, Path]:
    (tmp_path / "empty").mkdir()
    (tmp_path / "note.txt").write_text("hello\n", encoding="utf-8")
    (tmp_path / "no.xlsx").write_text("this is no workbook", encoding="utf-8")
    lines = "content,date,factor_1,factor_2,amount\nguest_meal,2024-06-01,30,2,9000000\n"
    (tmp_path / "lines.csv").write_text(lines, encoding="utf-8")
    ht.Ledger.create(tmp_path / "ledger.db").close()
    return {"here": tmp_path, "forms": complete_folder}


@pytest.mark.parametrize("name", OF_RESULTS)
def test_every_command_of_the_work_prints_for_programs_too(name: str) -> None:
    options = [option for parameter in commands.commands[name].params for option in parameter.opts]
    assert "--json" in options
    assert "--lang" in options


@pytest.mark.parametrize(
    ("asked", "code", "english", "vietnamese"),
    [
        ("init {here}/ledger.db", 2, "ledger.db: there is a ledger already; `hoctap ingest`", "ledger.db: đã có sổ"),
        ("init {here}/empty", 2, "empty: it is a folder", "empty: đây là thư mục"),
        ("init {here}/nowhere/x.db", 2, "x.db: there is no such folder", "x.db: không có thư mục này"),
        ("init {here}/note.txt", 3, "note.txt: this file is no ledger", "note.txt: tệp này không phải là sổ"),
        ("ingest {here}/note.txt {forms}", 3, "note.txt: this file is no ledger", "tệp này không phải là sổ"),
        ("ingest {here}/none.db {forms}", 3, "none.db: there is no ledger; `hoctap init`", "none.db: không có sổ"),
        ("ingest {here}/ledger.db {here}/empty", 3, "`hoctap forms` writes empty ones", "lệnh `hoctap forms`"),
        ("status {here}/ledger.db", 3, "`hoctap ingest` files forms in it", "lệnh `hoctap ingest`"),
        ("status {here}/empty", 3, "`hoctap forms` writes empty ones", "lệnh `hoctap forms`"),
        ("forms {here}/note.txt --period 2025Q4", 2, "note.txt: a file has this name", "một tệp đã có tên này"),
        ("report {forms} --html {here}/nowhere/x.html", 2, "x.html: there is no such folder", "không có thư mục này"),
        ("explain nowhere", 3, "no such file or folder, and no such citation", "không phải là trích dẫn"),
        ("check {here}/no.xlsx", 3, "no.xlsx: this is no workbook", "no.xlsx: không mở được tệp bảng tính: không phải XLSX, XLSB, ODS hay XLS"),
        ("diff --in-force 2025-01-01 --strict", 2, "name two days after --in-force", "hãy nêu hai ngày sau --in-force"),
        ("handover {forms} --unit 07381 --html {here}/empty", 2, "empty: it is a folder", "empty: đây là thư mục"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_what_to_do(
    asked: str, code: int, english: str, vietnamese: str, place: dict[str, Path]
) -> None:
    words = [word.format(**place) for word in asked.split()]
    for lang, said in zip(LANGUAGES, (english, vietnamese), strict=True):
        result = run(*words, lang=lang)
        assert result.exit_code == code, result.output
        assert said in result.stderr
        assert "Errno" not in result.stderr
        assert "Traceback" not in result.output


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_program_alone_shows_its_help(lang: str) -> None:
    alone = as_program(lang=lang)
    assert alone.returncode == 2
    helped = as_program("--help", lang=lang)
    assert alone.stderr.strip() == helped.stdout.strip()
    assert alone.stdout == ""


@pytest.mark.parametrize(
    ("asked", "takes"),
    [
        ("estimate forms --year abc", "số nguyên"),
        ("breakdown forms --small-below 0", "số nguyên từ 1"),
        ("where --file nowhere.txt --on 2025-01-01", "tệp đọc được"),
        ("sample x --kind best", "complete, troubled"),
    ],
)
def test_a_value_that_an_option_cannot_take_is_answered_with_what_it_takes(asked: str, takes: str) -> None:
    told = as_program(*asked.split(), lang="vi")
    assert told.returncode == 2
    assert takes in told.stderr
    assert "–" not in told.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_place_that_is_not_found_or_not_one_says_how_to_ask(lang: str) -> None:
    unknown, several = run("where", "zzz", lang=lang), run("where", "tien luc", lang=lang)
    assert unknown.exit_code == several.exit_code == 1
    assert "--national" in unknown.stderr
    assert "--on" in several.stderr
    assert run("where", "zzz", "--json", lang=lang).stderr == ""
    assert run("where", "07381", "--on", "2025-08-01", lang=lang).stderr == ""


def test_a_line_that_breaks_a_norm_leads_to_its_explanation_under_the_same_law(place: dict[str, Path]) -> None:
    file = place["here"] / "lines.csv"
    told = run("check", file, "--known", "2025-12-31")
    assert told.exit_code == 1
    assert f"hoctap explain {file} --line 2 --lang en --known 2025-12-31" in told.stderr
    assert run("explain", file, "--line", "2", "--known", "2025-12-31").exit_code == 1
    assert run("check", file, "--json").stderr == ""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_estimate_without_plans_says_so_and_how_to_state_what_lacks(
    complete_folder: Path, complete: ht.Dataset, lang: str
) -> None:
    without = run("estimate", complete_folder, "--year", "2050", lang=lang)
    assert "2050" in without.stderr
    assert "--price" in without.stderr
    lines = complete.tables["plan_lines"].to_dicts()
    planned = run("estimate", complete_folder, "--year", str(max(line["year"] for line in lines)), lang=lang)
    sentence = without.stderr.splitlines()
    assert not [line for line in sentence if "2050" in line and line.replace("2050", "2025") in planned.stderr]


def test_a_result_that_is_not_confirmed_says_how_to_keep_the_one_of_now(place: dict[str, Path]) -> None:
    file, saved = place["here"] / "lines.csv", place["here"] / "check.json"
    run("check", file, "--save", saved)
    assert run("verify", saved).stderr == ""
    file.write_text(file.read_text(encoding="utf-8").replace("9000000", "8000000"), encoding="utf-8")
    for lang in LANGUAGES:
        verified = run("verify", saved, lang=lang)
        assert verified.exit_code == 1
        assert "--save" in verified.stderr


@pytest.mark.parametrize("lang", LANGUAGES)
def test_where_no_report_came_empty_forms_are_what_comes_next(place: dict[str, Path], lang: str) -> None:
    told = run("status", place["here"] / "note.txt", lang=lang).stderr
    assert "hoctap forms empty --period 2025Q4" in told
    assert "hoctap settling" not in told


def test_of_many_files_the_gravest_come_first_and_the_rest_are_counted(tmp_path: Path) -> None:
    forms, ledger = tmp_path / "forms", tmp_path / "ledger.db"
    forms.mkdir()
    head = "Biểu,TT-01\nĐơn vị,{unit}\nKỳ,2024Q4\n"
    for number in range(30):
        (forms / f"{number:02}.csv").write_text(head.format(unit=f"{number:05}"), encoding="utf-8")
    (forms / "99.xlsx").write_text("no workbook", encoding="utf-8")
    run("init", ledger)
    told = run("ingest", ledger, forms, "--who", "Hoa")
    lines = told.stdout.splitlines()
    listed = [line.split()[0] for line in lines if line.split() and line.split()[0].endswith((".csv", ".xlsx"))]
    assert listed[0] == "99.xlsx"
    assert len(listed) == 20
    assert "… and 11 more" in told.stdout
    again = run("ingest", tmp_path / "other.db", forms)
    assert again.exit_code == 3
    run("init", tmp_path / "other.db")
    every = run("ingest", tmp_path / "other.db", forms, "--who", "Hoa", "--all")
    assert sum(f"{number:02}.csv" in every.stdout for number in range(30)) == 30


def test_a_report_tells_programs_what_it_shows(golden: Path, tmp_path: Path) -> None:
    forms, plan = golden / "01-a-merger-adds-counts" / "forms", golden / "programme.toml"
    (key := tmp_path / "key.txt").write_text("golden cases: a public key\n", encoding="utf-8")
    page = tmp_path / "page.html"
    asked = ("report", forms, "--programme", plan, "--key-file", key, "--html", page, "--json")
    made = json.loads(run(*asked).stdout)
    assert made["file"] == str(page)
    assert set(made) == {"file", "lang", "view", "period", "indicator", "simulated"}
    assert page.is_file()


def test_every_command_can_be_asked_how() -> None:
    for name, command in commands.commands.items():
        assert isinstance(command, click.Command)
        assert run(name, "--help").exit_code == 0
