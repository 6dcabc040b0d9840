"""The command line: what it prints, in which language, and the exit codes that scripts rely on."""

from __future__ import annotations

import ast
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from clocks import processor_seconds

import hoctap
from hoctap.cli import commands
from hoctap.language import VIETNAMESE, default_language, say

ROOT = Path(__file__).resolve().parents[2]
KEYS = [
    "unit", "unit_name", "indicator", "variant", "view", "period", "numerator", "denominator", "unreported",
    "lower", "upper", "status", "pace", "reach", "simulated",
]  # fmt: skip
STATUSES = {
    "met", "on_track", "at_risk", "off_track", "undetermined", "no_data", "not_due", "not_applicable", "not_met", "informative",
}  # fmt: skip


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(
        commands, [str(argument) for argument in arguments], env={"LANG": "en_US.UTF-8", **environment}
    )


def in_process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "hoctap", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "LANG": "en_US.UTF-8", **environment},
    )


def json_lines(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_status_shows_the_territory_and_every_unit(complete_folder: Path, complete: hoctap.Dataset) -> None:
    result = run("status", complete_folder)
    assert result.exit_code == 0, result.output
    for word in (
        "T1",
        "T2",
        "T3",
        "T4a",
        "T4b",
        "T5",
        "217 Lạng Giang",
        "07375 Vôi",
        "07438 Thái Đào",
        "2025Q4",
        "SIMULATED DATA",
    ):
        assert word in result.stdout
    district = complete.indicators(periods="2025Q4").row("", "T4a", "2025Q4")
    assert district.value_text() in result.stdout
    assert "nothing owed is missing" in result.stderr


def test_status_of_the_sample_says_what_is_out_of_reach_and_what_it_would_take(complete_folder: Path) -> None:
    text = run("status", complete_folder, "--period", "2025Q3", "--indicator", "T4a", "--indicator", "T5").stdout
    for indicator in ("T4a", "T5"):
        note = text[text.index(f"\n{indicator}: ") :].replace("\n  ", " ").splitlines()[1]
        assert "out of reach at the present rate" in note
        assert "turns a centre and year now" in note
        assert "needed for the rest of the target" in note


@pytest.mark.parametrize("lang", ["en", "vi"])
@pytest.mark.parametrize("period", ["2024Q2", "2025Q4"])
def test_status_fits_a_page_and_leaves_out_columns_that_say_nothing(
    complete_folder: Path, period: str, lang: str
) -> None:
    for view in ("plan_territory", "current"):
        lines = run("status", complete_folder, "--period", period, "--view", view, "--lang", lang).stdout.splitlines()
        assert max(map(len, lines)) <= 100
        assert len([line for line in lines if line.startswith("07420 Mỹ Thái")]) == 1  # in one block
    assert any("quarter" in line or "quý" in line for line in lines[:6]) == (period == "2024Q2")


def test_status_names_the_units_that_are_shown_together(complete_folder: Path) -> None:
    text = run("status", complete_folder).stdout
    assert "Dương Đức and 3 more together: Dương Đức, Tân Thanh, Mỹ Thái, Xuân Hương" in text


def test_status_on_the_units_of_today_shows_the_territory_once(complete_folder: Path) -> None:
    text = run("status", complete_folder, "--view", "current").stdout
    assert "Lạng Giang as on 2023-07-01" in text
    assert "@" not in text
    assert sum(line.startswith("T1 ") for line in text.splitlines()) == 1
    assert "217 Lạng Giang is no unit of its own on the day of this view" in text
    assert "Lạng Giang theo địa giới ngày 01/07/2023" in run(
        "status", complete_folder, "--view", "current", "--lang", "vi"
    ).stdout.replace("\n", " ")


def test_after_the_plans_end_a_target_is_missed_and_the_whole_target_is_compared(complete_folder: Path) -> None:
    text = run("status", complete_folder, "--indicator", "T4a", "--indicator", "T5").stdout
    assert "off track" not in text
    assert "missed" in text
    assert "the whole target would have taken at least" in text.replace("\n  ", " ")
    assert "không đạt" in run("status", complete_folder, "--lang", "vi").stdout


def test_status_speaks_vietnamese(complete_folder: Path) -> None:
    result = run("status", complete_folder, "--lang", "vi")
    for word in ("đơn vị", "chỉ tiêu", "trạng thái", "DỮ LIỆU MÔ PHỎNG", "địa bàn của kế hoạch"):
        assert word in result.stdout
    assert "không thiếu báo cáo nào" in result.stderr
    assert run("status", complete_folder, LANG="vi_VN.UTF-8").stdout == result.stdout


def test_json_lines_have_exactly_the_promised_keys(complete_folder: Path, complete: hoctap.Dataset) -> None:
    result = run("status", complete_folder, "--json", "--period", "2025Q3")
    rows = json_lines(result)
    assert len(rows) == len(complete.indicators(periods="2025Q3"))
    for row in rows:
        assert list(row) == KEYS
        assert row["status"] in STATUSES
        for bound in (row["lower"], row["upper"]):
            assert bound is None or (set(bound) == {"num", "den"} and all(type(part) is int for part in bound.values()))
        assert row["pace"] is None or set(row["pace"]) == {"from_lower", "from_upper"}
        assert all(type(row[name]) is int for name in ("numerator", "denominator", "unreported"))
    district = next(row for row in rows if row["indicator"] == "T4a" and row["unit_name"] == "Lạng Giang")
    expected = complete.indicators(periods="2025Q3").row("", "T4a", "2025Q3")
    assert (district["numerator"], district["denominator"]) == (expected.cell.numerator, expected.cell.denominator)
    assert district["reach"] == "beyond"
    assert district["pace"]["from_lower"] >= district["pace"]["from_upper"] > 0


@pytest.mark.parametrize(
    ("view", "units"), [("plan_territory", 21), ("current", 5), ("2025-06-30", 19), ("as_reported", 5)]
)
def test_each_view_shows_its_units(complete_folder: Path, view: str, units: int) -> None:
    rows = json_lines(run("status", complete_folder, "--json", "--view", view, "--indicator", "T4a"))
    assert len({row["unit"] for row in rows if len(row["unit"]) == 5}) == units
    assert {row["view"] for row in rows} == {view}


def test_several_periods_and_variants_can_be_asked(complete_folder: Path) -> None:
    rows = json_lines(
        run(
            "status",
            complete_folder,
            "--json",
            "--period",
            "2024",
            "--period",
            "2024Q1",
            "--indicator",
            "T3",
            "--variant",
            "all",
        )
    )
    assert {row["period"] for row in rows} == {"2024", "2024Q1"}
    assert len({row["variant"] for row in rows}) > 1
    every = json_lines(run("status", complete_folder, "--json", "--period", "all", "--indicator", "T1"))
    assert len({row["period"] for row in every}) == 10


def test_long_prints_one_line_for_each_unit_and_indicator(complete_folder: Path) -> None:
    lines = run("status", complete_folder, "--long").stdout.splitlines()
    assert {line.split()[2] for line in lines if line.startswith("07375 Vôi")} == {"T1", "T2", "T3", "T4a", "T4b", "T5"}


def test_findings_of_severity_error_give_exit_code_1(troubled_folder: Path) -> None:
    for command in ("status", "findings", "owed"):
        result = run(command, troubled_folder)
        assert result.exit_code == 1, command
    assert "errors" in run("status", troubled_folder).stderr


def test_findings_name_file_row_and_rule_in_both_languages(troubled_folder: Path, troubled: hoctap.Dataset) -> None:
    finding = next(finding for finding in troubled.findings if finding.severity == "error" and finding.row)
    english, vietnamese = (run("findings", troubled_folder, "--lang", lang).stdout for lang in ("en", "vi"))
    assert f"error [{finding.code}] {finding.describe()}" in english
    assert f"lỗi [{finding.code}] {finding.describe(lang='vi')}" in vietnamese
    rows = json_lines(run("findings", troubled_folder, "--json"))
    assert len(rows) == len(troubled.findings) + len(troubled.indicators(variants="all").findings)
    assert set(rows[0]) == {
        "code",
        "severity",
        "outcome",
        "file",
        "sheet",
        "row",
        "column",
        "field",
        "text_en",
        "text_vi",
    }


def test_owed_lists_what_is_missing(troubled_folder: Path, troubled: hoctap.Dataset) -> None:
    rows = json_lines(run("owed", troubled_folder, "--missing", "--json"))
    assert len(rows) == len(troubled.missing) > 0
    assert {row["state"] for row in rows} == {"missing"}
    text = run("owed", troubled_folder, "--missing").stdout
    assert rows[0]["form"] in text
    assert rows[0]["unit_name"] in text


def test_explain_tells_how_a_number_came_about(complete_folder: Path) -> None:
    result = run("explain", complete_folder, "07381", "T1", "2025Q4", "--view", "current")
    assert result.exit_code == 0, result.output
    for word in ("Tiên Lục", "T1", "2025Q4", "equipment", ".csv"):
        assert word in result.stdout
    by_name = run("explain", complete_folder, "tien luc", "T1", "quý 4/2025", "--view", "current")
    assert by_name.stdout == result.stdout
    content = json.loads(run("explain", complete_folder, "07381", "T1", "2025Q4", "--view", "current", "--json").stdout)
    assert sum(part["counts"]["numerator"] for part in content["parts"]) == content["counts"]["numerator"]
    assert all(row["file"] and row["row"] for part in content["parts"] for row in part["rows"])


def test_sample_is_written_and_can_be_read(tmp_path: Path) -> None:
    result = run("sample", tmp_path / "new")
    assert result.exit_code == 0, result.output
    assert "simulated forms" in result.stdout
    assert run("status", tmp_path / "new", "--indicator", "T1").exit_code == 0
    again = run("sample", tmp_path / "new")
    assert again.exit_code == 2
    assert "not empty" in again.stderr


def test_published_figures_are_evaluated() -> None:
    result = run("published")
    assert result.exit_code == 0, result.output
    assert "Hòa Bình" in result.stdout
    vietnamese = run("published", "--lang", "vi").stdout
    assert "số liệu đã công bố" in vietnamese
    assert all(row["lines"] for row in json_lines(run("published", "--json")))


def test_a_file_that_is_no_form_is_a_finding(complete_folder: Path) -> None:
    result = run("status", str(complete_folder / "README.md"))
    assert result.exit_code == 1
    assert "no report came" in result.stderr
    assert "README.md" in run("findings", str(complete_folder / "README.md")).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["status", "{nowhere}"], 3, "nowhere"),
        (["status", "{empty}"], 3, "holds no forms"),
        (["status", "{folder}", "--period", "2024Q7"], 2, "2024Q7"),
        (["status", "{folder}", "--period", "2019Q1"], 2, "2019Q1"),
        (["status", "{folder}", "--view", "plan"], 2, "choose as_reported"),
        (["status", "{folder}", "--indicator", "T9"], 2, "T9"),
        (["status", "{folder}", "--variant", "none"], 2, "none"),
        (["status", "{folder}", "--programme", "elsewhere"], 2, "lang-giang-2023-2025"),
        (["status", "{folder}", "--programme", "{empty}/none.toml"], 3, "none.toml"),
        (["status", "{folder}", "--programme", "{broken}"], 3, "broken.toml"),
        (["status", "{folder}", "--key-file", "{empty}/no-key"], 3, "no-key"),
        (["status", "{folder}", "--day", "31/12/2025"], 2, "31/12/2025"),
        (["status", "{folder}", "--day", "2023-07-02"], 2, "--period"),
        (["status", "{folder}", "--lang", "fr"], 2, "fr"),
        (["explain", "{folder}", "99999", "T1", "2024Q4"], 2, "99999"),
        (["explain", "{folder}", "Tiên Lụ", "T1", "2024Q4"], 2, "07393 Tiên Lục"),
        (["explain", "{folder}", "7393", "T1", "2024Q4"], 2, "07393 Tiên Lục"),
        (["sample", "/proc/hoctap"], 2, "there is no such folder"),
        (["status"], 2, "FOLDER"),
        (["stand", "{folder}"], 2, "stand"),
    ],
)
def test_a_wrong_request_says_what_is_wrong(
    arguments: list[str], code: int, said: str, complete_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.toml").write_text("id = \n", encoding="utf-8")
    places = {
        "nowhere": tmp_path / "nowhere",
        "empty": tmp_path / "empty",
        "broken": tmp_path / "broken.toml",
        "folder": complete_folder,
    }
    result = run(*(argument.format(**places) for argument in arguments))
    assert result.exit_code == code, result.output
    assert said in result.stderr
    assert result.stdout == ""
    assert "Traceback" not in result.output


def test_persons_without_a_key_say_how_to_give_one(golden: Path) -> None:
    result = run(
        "status", golden / "01-a-merger-adds-counts" / "forms", "--programme", golden / "programme.toml", HOCTAP_KEY=""
    )
    assert result.exit_code == 2
    assert "no secret for person keys was given; name a file that holds one by --key-file" in result.stderr
    keyed = run(
        "status",
        golden / "01-a-merger-adds-counts" / "forms",
        "--programme",
        golden / "programme.toml",
        HOCTAP_KEY="golden cases: a public key",
    )
    assert keyed.exit_code == 0, keyed.output


def test_the_command_runs_as_a_program_with_clean_streams(complete_folder: Path) -> None:
    result = in_process("status", complete_folder, "--json", "--indicator", "T1")
    assert result.returncode == 0, result.stderr
    assert all(json.loads(line)["indicator"] == "T1" for line in result.stdout.splitlines())
    assert "SIMULATED DATA" in result.stderr
    assert "\x1b" not in result.stdout + result.stderr


def test_help_starts_quickly_and_speaks_both_languages() -> None:
    english, vietnamese = in_process("--help"), in_process("--help", "--lang", "vi")
    assert "Show where a district stands" in english.stdout
    assert "Cho biết địa bàn" in in_process("--help", LANG="vi_VN.UTF-8").stdout
    assert vietnamese.returncode == 2 or "Cho biết" in vietnamese.stdout

    def seconds() -> float:
        start, worked = time.perf_counter(), processor_seconds()
        in_process("--help")
        return min(time.perf_counter() - start, processor_seconds() - worked)

    assert min(seconds() for _ in range(5)) < 0.5


def test_help_loads_no_large_library() -> None:
    program = "import hoctap.cli, sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    assert not {"numpy", "pandas", "rich", "matplotlib", "polars", "pyarrow"} & set(loaded)


def test_a_terminal_without_vietnamese_letters_is_no_error(complete_folder: Path) -> None:
    result = subprocess.run(
        [sys.executable, "-m", "hoctap", "status", str(complete_folder), "--lang", "vi", "--indicator", "T1"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert result.returncode == 0, result.stderr
    assert b"07375" in result.stdout


def test_progress_shows_on_a_terminal_only(complete_folder: Path) -> None:
    seen, terminal = pty.openpty()
    program = subprocess.Popen(
        [sys.executable, "-m", "hoctap", "status", str(complete_folder), "--indicator", "T1", "--lang", "en"],
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(terminal)
    shown = b""
    while True:
        try:
            part = os.read(seen, 65536)
        except OSError:  # the terminal is closed once the program has ended
            break
        if not part:
            break
        shown += part
    os.close(seen)
    assert program.wait() == 0
    assert b"reading" in shown


def test_interrupting_the_command_ends_it_without_a_trace(complete_folder: Path) -> None:
    program = f"""
import os, signal, sys, threading
import hoctap.cli
read = hoctap.read
def interrupted(*arguments, **named):
    threading.Timer(0.05, os.kill, (os.getpid(), signal.SIGINT)).start()
    while True:  # until the signal comes
        read(*arguments, **named)
hoctap.read = interrupted
sys.argv = ["hoctap", "status", {str(complete_folder)!r}]
hoctap.cli.main()
"""
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert result.returncode == 130
    assert "stopped" in result.stderr or "đã dừng" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["status"], "thiếu 'FOLDER'"),
        (["status", "forms", "--colour"], "không có tùy chọn --colour"),
        (["status", "forms", "--lang=vi", "--severity", "x"], "không có tùy chọn --severity"),
        (["findings", "forms", "--severity", "grave"], "hãy chọn trong: error, warning, note"),
        (["stand"], "có các lệnh: "),
    ],
)
def test_a_command_that_is_not_understood_is_told_in_vietnamese(arguments: list[str], said: str) -> None:
    result = in_process(*arguments, LANG="vi_VN.UTF-8")
    assert result.returncode == 2
    assert said in result.stderr
    assert "xem cách dùng: hoctap" in result.stderr


def test_a_closed_pipe_is_none_of_our_exit_codes(complete_folder: Path) -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "hoctap", "findings", str(complete_folder), "--all"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.readline()
    program.stdout.close()
    with program.stderr:
        said = program.stderr.read().decode()
    assert program.wait() == -signal.SIGPIPE
    assert "Traceback" not in said


def test_what_cannot_be_read_is_named_once_and_in_the_language_asked_for(tmp_path: Path) -> None:
    said = run("status", tmp_path / "nowhere").stderr
    assert said.count("nowhere") == 1
    assert "there is no such file or folder" in said
    assert "không có tệp hoặc thư mục này" in run("status", tmp_path / "nowhere", "--lang", "vi").stderr


@pytest.mark.parametrize("spelling", ["2025q4", "2025-Q4", "Q4/2025", "quý IV năm 2025"])
def test_periods_may_be_written_in_many_ways(spelling: str, complete_folder: Path) -> None:
    rows = json_lines(run("status", complete_folder, "--json", "--indicator", "T1", "--period", spelling))
    assert {row["period"] for row in rows} == {"2025Q4"}


def test_published_figures_list_each_finding_once_and_speak_one_language() -> None:
    for lang in ("en", "vi"):
        text = run("published", "--lang", lang).stdout
        report = hoctap.published()
        for finding in report.findings:
            assert text.count(finding.text(lang=lang)) == 1
    for word in ("(about)", "years", "since founding", "(report)"):
        assert word not in text


def test_overdue_reports_are_headed_as_such(troubled_folder: Path, troubled: hoctap.Dataset) -> None:
    first = run("owed", troubled_folder, "--missing").stdout.splitlines()[0]
    assert first.startswith(f"{len(troubled.missing)} reports are overdue on ")


def test_where_cmake_finds_the_library_is_printed_or_said_to_be_absent() -> None:
    result = in_process("--cmake-dir")
    folder = Path(hoctap.__file__).parent / "lib" / "cmake" / "hoctap"
    if folder.is_dir():
        assert result.returncode == 0
        assert Path(result.stdout.strip()).samefile(folder)
    else:
        assert result.returncode == 3
        assert result.stderr


def test_the_version_is_that_of_the_project() -> None:
    assert (ROOT / "VERSION").read_text().strip() in run("--version").stdout


def sentences_said() -> set[str]:
    """Return every sentence that the Python layer asks for by its English text."""
    said = set()
    for path in (ROOT / "python" / "hoctap").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            sentence = {"say": node.args[:1], "refusal": node.args[1:2]}.get(getattr(node.func, "id", ""), [])
            said |= {argument.value for argument in sentence if isinstance(argument, ast.Constant)}
    return said


def test_every_sentence_has_its_vietnamese_with_the_same_gaps() -> None:
    assert sentences_said() - set(VIETNAMESE) == set()
    for english, vietnamese in VIETNAMESE.items():
        assert vietnamese
        gaps = [{part.partition("}")[0] for part in text.split("{")[1:]} for text in (english, vietnamese)]
        assert gaps[0] == gaps[1], english


def test_every_help_text_can_be_said_in_vietnamese() -> None:
    def texts(command: click.Command) -> list[str]:
        own = [
            command.help,
            command.epilog,
            *(parameter.help for parameter in command.params if isinstance(parameter, click.Option)),
        ]
        parts = command.commands.values() if isinstance(command, click.Group) else []
        return [text for text in own if text] + [text for part in parts for text in texts(part)]

    found = texts(commands)
    assert len(found) > 20
    for text in found:
        assert say(text, "vi") != text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "vi_VN"}, "en"),
        ({"LC_MESSAGES": "vi", "LANG": "C"}, "vi"),
        ({}, "en"),
    ],
)
def test_the_language_is_that_of_the_environment(
    environment: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert default_language() == language
