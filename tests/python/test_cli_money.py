"""The commands of money: what they print, in which language, and their exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import hoctap as ht
from hoctap.cli import commands

LINES = """content,date,factor_1,factor_2,amount,centre_id
guest_meal,2024-06-01,30,2,6000000,TT-A
guest_meal,2024-06-01,30,2,6300000,TT-B
meeting_drinks,2024-06-01,30,2,600000,TT-A
"""


def run(*arguments: str | Path, lang: str = "en_US.UTF-8") -> Result:
    return CliRunner().invoke(commands, [str(argument) for argument in arguments], env={"LANG": lang})


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text(LINES, encoding="utf-8")
    return path


def test_check_ends_with_1_where_a_line_breaks_a_norm_and_names_it(lines: Path) -> None:
    result = run("check", lines)
    assert result.exit_code == 1, result.output
    assert "Lines that break a norm" in result.stdout
    assert "6,300,000" in result.stdout
    assert "6,000,000" in result.stdout
    assert "vượt định mức" in run("check", lines, "--lang", "vi").stdout


def test_check_of_lines_that_keep_to_the_norms_ends_with_0(lines: Path) -> None:
    lines.write_text("\n".join(LINES.splitlines()[:2]), encoding="utf-8")
    result = run("check", lines)
    assert result.exit_code == 0, result.output
    assert "no line breaks a norm" in result.stdout


def test_check_prints_a_json_object_a_line(lines: Path) -> None:
    rows = [json.loads(line) for line in run("check", lines, "--json").stdout.splitlines()]
    assert [(row["row"], row["verdict"], row["excess"]) for row in rows] == [
        (2, "within", 0),
        (3, "over", 300_000),
        (4, "not_checkable", None),
    ]
    assert rows[0]["flags"] == ["unverified"]
    assert not any(row["simulated"] for row in rows)


def test_check_is_strict_and_takes_local_rules_and_days_where_asked(lines: Path) -> None:
    strict = [json.loads(line) for line in run("check", lines, "--json", "--strict").stdout.splitlines()]
    assert {row["verdict"] for row in strict} == {"not_checkable"}
    local = run("check", lines, "--rulebook", ht.sample.PROVINCIAL_RULEBOOK)
    assert "SIMULATED DATA" in local.stdout
    early = [json.loads(line) for line in run("check", lines, "--json", "--known", "2016-01-01").stdout.splitlines()]
    assert {row["verdict"] for row in early} == {"norm_missing"}
    assert run("check", lines, "--in-force", "someday").exit_code == 2


def test_check_names_unknown_contents_with_the_nearest(lines: Path) -> None:
    lines.write_text(LINES.replace("guest_meal", "guest_meel"), encoding="utf-8")
    result = run("check", lines)
    assert result.exit_code == 1
    assert "guest_meal" in result.stdout


def test_check_of_what_cannot_be_read_ends_with_3(tmp_path: Path) -> None:
    assert run("check", tmp_path / "absent.csv").exit_code == 3
    (tmp_path / "notes.csv").write_text("a\n1\n", encoding="utf-8")
    assert run("check", tmp_path / "notes.csv").exit_code == 3


def test_check_of_a_folder_judges_the_estimates_in_it(complete_folder: Path, complete: ht.Dataset) -> None:
    result = run("check", complete_folder, "--json")
    assert len(result.stdout.splitlines()) == len(ht.budget_lines(complete))
    assert all(json.loads(line)["simulated"] for line in result.stdout.splitlines())


def test_estimate_prints_lines_sums_and_floors(complete_folder: Path) -> None:
    result = run("estimate", complete_folder, "--year", "2025", "--lang", "vi")
    assert result.exit_code == 0, result.output
    assert "Dự toán năm ngân sách 2025" in result.stdout
    assert "DỮ LIỆU MÔ PHỎNG" in result.stdout
    rows = run("estimate", complete_folder, "--year", "2025", "--price", "hall_hire=1500000", "--json").stdout
    assert any(json.loads(row)["unit_price"] == 1_500_000 for row in rows.splitlines())
    assert run("estimate", complete_folder, "--year", "2025", "--price", "hall_hire").exit_code == 2


def test_explain_tells_how_the_verdict_of_a_line_came_about(lines: Path) -> None:
    result = run("explain", lines, "--line", "3")
    assert result.exit_code == 1
    assert "30 × 2 × 100,000" in result.stdout
    assert "lines.csv, row 3" in result.stdout
    content = json.loads(run("explain", lines, "--line", "2", "--json").stdout)
    assert (content["verdict"], content["ceiling"]) == ("within", 6_000_000)
    assert run("explain", lines, "--line", "9").exit_code == 2


def test_explain_shows_a_norm_by_its_citation() -> None:
    result = run("explain", "40/2017/TT-BTC:a12.c4#held_by_commune", "--lang", "vi")
    assert result.exit_code == 0, result.output
    assert "khoản 4 Điều 12" in result.stdout
    assert "100.000" in result.stdout
    assert json.loads(run("explain", "17/2022/TT-BTC:a5.c2", "--json").stdout)["routes"] == ["40/2017/TT-BTC"]
    near = run("explain", "17/2022/TT-BTC:a5.c22")
    assert near.exit_code == 2
    assert "17/2022/TT-BTC:a5.c2" in near.stderr


def test_explain_without_what_it_needs_says_so(lines: Path) -> None:
    result = run("explain", lines)
    assert result.exit_code == 2
    assert "--line" in result.stderr


def test_diff_lists_answers_that_differ_and_their_effect_on_lines(lines: Path) -> None:
    days = ("--in-force", "2025-05-03", "2025-05-04")
    result = run("diff", *days)
    assert result.exit_code == 0, result.output
    assert "per_diem" in result.stdout
    rows = [json.loads(line) for line in run("diff", *days, "--json").stdout.splitlines()]
    assert {(row["level_before"], row["level_after"]) for row in rows if row["content"] == "per_diem"} == {
        (200_000, 300_000),
        (250_000, 400_000),
    }
    lines.write_text("content,factor_1,factor_2,amount\nper_diem,1,1,250000\n", encoding="utf-8")
    effect = run("diff", lines, *days, "--lang", "vi")
    assert effect.exit_code == 0, effect.output
    assert "1 trong 1 dòng thay đổi" in effect.stdout
    assert run("diff").exit_code == 2


def test_gaps_rank_by_money_where_there_are_lines(lines: Path) -> None:
    alone = run("gaps")
    assert "40/2017/TT-BTC:a12.c3" in alone.stdout
    rows = [json.loads(line) for line in run("gaps", lines, "--json").stdout.splitlines()]
    assert [(row["amount"], row["reason"]) for row in rows] == [
        (12_300_000, "not_verified"),
        (600_000, "recalled_only"),
    ]
    assert "600.000" in run("gaps", lines, "--lang", "vi").stdout


def test_verify_confirms_or_names_the_first_number_that_differs(lines: Path) -> None:
    receipt = lines.parent / "result.json"
    saved = run("check", lines, "--save", receipt)
    assert saved.exit_code == 1
    assert "wrote" in saved.stderr
    confirmed = run("verify", receipt)
    assert confirmed.exit_code == 0, confirmed.output
    assert "the same result comes out again" in confirmed.stdout
    table = lines.parent / "result.lines.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("300000", "1"), encoding="utf-8")
    broken = run("verify", receipt, "--lang", "vi")
    assert broken.exit_code == 1
    assert "trước là 1, nay là 300000" in broken.stdout
    assert "kết quả không được xác nhận" in broken.stdout
    assert json.loads(run("verify", receipt, "--json").stdout.splitlines()[-1])["field"] == "excess"
    assert run("verify", lines.parent / "absent.json").exit_code == 3


def test_status_is_saved_with_a_receipt_too(golden: Path, tmp_path: Path) -> None:
    shutil.copytree(golden / "01-a-merger-adds-counts" / "forms", tmp_path / "forms")
    shutil.copy(golden / "programme.toml", tmp_path / "plan.toml")
    (tmp_path / "key.txt").write_text("golden cases: a public key\n", encoding="utf-8")
    asked = ("--programme", tmp_path / "plan.toml", "--key-file", tmp_path / "key.txt", "--period", "all")
    saved = run("status", tmp_path / "forms", *asked, "--save", tmp_path / "status.json")
    assert saved.exit_code in (0, 1), saved.output
    verified = run("verify", tmp_path / "status.json", "--key-file", tmp_path / "key.txt")
    assert verified.exit_code == 0, verified.output
