"""The ledger on the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from ledgers import rows_of

import hoctap as ht
from hoctap.cli import commands
from hoctap.ledger import Ledger

KEY = "golden cases: a public key"


def run(*arguments: str | Path, **environment: str) -> Result:
    return CliRunner().invoke(
        commands, [str(argument) for argument in arguments], env={"LANG": "en_US.UTF-8", **environment}
    )


def test_every_command_takes_a_ledger_instead_of_a_folder(golden: Path, new_ledger: Callable[[], str]) -> None:
    folder, plan, address = golden / "01-a-merger-adds-counts" / "forms", golden / "programme.toml", new_ledger()
    assert run("init", address, "--programme", plan).exit_code == 0
    ingest = run("ingest", address, folder, "--who", "Hoa", "--json", HOCTAP_KEY=KEY)
    assert ingest.exit_code == 0
    lines = [json.loads(line) for line in ingest.stdout.splitlines()]
    assert {line["outcome"] for line in lines} == {"filed"}
    assert [line["number"] for line in lines] == list(range(1, len(lines) + 1))
    for command in (("status", "--json"), ("status", "--lang", "vi"), ("owed", "--json"), ("findings",), ("quality",)):
        asked = (*command[1:], "--programme", plan)
        of_ledger = run(command[0], address, *asked)  # without a secret
        of_folder = run(command[0], folder, *asked, HOCTAP_KEY=KEY)
        assert of_ledger.exit_code == of_folder.exit_code
        assert of_ledger.stdout == of_folder.stdout
        assert of_folder.stdout


def test_ingest_tells_what_came_of_each_file_in_both_languages(golden: Path, tmp_path: Path) -> None:
    forms, ledger = golden / "18-a-higher-version-replaces-all" / "forms", tmp_path / "ledger.db"
    assert str(ledger) in run("init", ledger, "--programme", golden / "programme.toml", "--lang", "vi").stdout
    first = run("ingest", ledger, forms, "--who", "Hoa", "--lang", "vi", HOCTAP_KEY=KEY)
    assert first.exit_code == 0
    assert "đã vào sổ" in first.stdout
    again = run("ingest", ledger, forms, HOCTAP_KEY=KEY)
    assert "filed before" in again.stdout
    (forms_with_more := tmp_path / "more").mkdir()
    (forms_with_more / "a.csv").mkdir()
    unreadable = run("ingest", ledger, forms_with_more, HOCTAP_KEY=KEY)
    assert unreadable.exit_code == 1
    assert "a.csv" in unreadable.stdout
    listed = [json.loads(line) for line in run("submissions", ledger, "--json").stdout.splitlines()]
    assert {row["who"] for row in listed if row["rows"]} == {"Hoa"}
    assert run("submissions", ledger, "--newest", "--lang", "vi").stdout.startswith("số tệp trong sổ")


def test_what_is_known_on_a_day_is_asked_with_an_option(golden: Path, tmp_path: Path) -> None:
    forms, ledger = golden / "17-nil-is-zero" / "forms", tmp_path / "ledger.db"
    run("init", ledger, "--programme", golden / "programme.toml")
    run("ingest", ledger, forms, "--received", "2025-01-20", HOCTAP_KEY=KEY)
    asked = ("--period", "2024Q4", "--programme", golden / "programme.toml")
    assert run("status", ledger, *asked, "--received-until", "2025-01-20").exit_code in (0, 1)
    early = run("status", ledger, *asked, "--received-until", "2025-01-19", "--lang", "vi")
    assert early.exit_code == 3
    assert "2025-01-19" in early.stderr
    assert run("status", forms, *asked, "--received-until", "2025-01-19", HOCTAP_KEY=KEY).exit_code in (0, 1)


def test_a_ledger_is_compared_as_known_on_two_days_that_its_forms_state(
    golden: Path, new_ledger: Callable[[], str]
) -> None:
    forms, plan, address = (
        golden / "18-a-higher-version-replaces-all" / "forms",
        golden / "programme.toml",
        new_ledger(),
    )
    run("init", address, "--programme", plan)
    run("ingest", address, forms, "--received", "2023-10-01", HOCTAP_KEY=KEY)  # for places and centres
    asked = ("--received-until", "2023-10-11", "2023-10-12", "--period", "2023Q3", "--view", "as_reported", "--json")
    of_ledger = run("compare", address, *asked)
    of_folder = run("compare", forms, *asked, "--programme", plan, HOCTAP_KEY=KEY)
    assert of_ledger.exit_code == of_folder.exit_code
    assert of_ledger.stdout == of_folder.stdout
    assert of_folder.stdout


def test_a_receipt_of_a_ledger_is_verified_as_known_on_its_day(golden: Path, tmp_path: Path) -> None:
    forms, ledger = golden / "17-nil-is-zero" / "forms", tmp_path / "ledger.db"
    plan = golden / "programme.toml"
    run("init", ledger, "--programme", plan)
    run("ingest", ledger, forms, "--received", "2025-01-20", HOCTAP_KEY=KEY)
    saved = tmp_path / "result.json"
    run("status", ledger, "--programme", plan, "--received-until", "2025-01-20", "--period", "2024Q4", "--save", saved)
    others = golden / "18-a-higher-version-replaces-all" / "forms"
    run("ingest", ledger, others / "centres.csv", "--received", "2025-01-21", HOCTAP_KEY=KEY)
    assert run("verify", saved).exit_code == 0
    # Forms that state that they came before the day were known on it, whenever they are filed.
    run("ingest", ledger, others, HOCTAP_KEY=KEY)
    verified = run("verify", saved)
    assert verified.exit_code == 1
    assert "2023Q3/LD-01-residents.csv" in verified.stdout


def test_the_plan_of_a_ledger_needs_no_naming_and_stands_in_its_receipts(golden: Path, tmp_path: Path) -> None:
    forms, ledger, saved = golden / "17-nil-is-zero" / "forms", tmp_path / "ledger.db", tmp_path / "result.json"
    (plan := tmp_path / "plan.toml").write_bytes((golden / "programme.toml").read_bytes())
    asked = ("--period", "2024Q4", "--day", "2025-01-20")
    run("init", ledger, "--programme", plan)
    run("ingest", ledger, forms, HOCTAP_KEY=KEY)
    named = run("status", ledger, *asked, "--json", "--programme", plan)
    plan.unlink()
    assert run("init", ledger, "--renew").exit_code == 0
    assert rows_of(ledger, "SELECT COUNT(*) FROM hoctap_settings") == [(1,)]
    unnamed = run("status", ledger, *asked, "--json", "--save", saved)
    assert named.stdout
    assert named.stdout in unnamed.stdout
    inputs = json.loads(saved.read_text(encoding="utf-8"))["asked"]
    assert ["programme", ht.Programme.load(str(golden / "programme.toml")).id] in inputs
    assert run("verify", saved).exit_code == 0


def test_another_plan_than_that_of_the_ledger_is_refused_and_taken_when_it_is_renewed(
    golden: Path, tmp_path: Path
) -> None:
    ledger, other = tmp_path / "ledger.db", "lang-giang-2023-2025"
    run("init", ledger, "--programme", golden / "programme.toml")
    refused = run("status", ledger, "--programme", other)
    assert refused.exit_code == 2
    assert "another plan" in refused.stderr
    assert other in run("init", ledger, "--programme", other, "--renew").stdout
    with Ledger.open(ledger) as opened:
        assert opened.programme.id == other


def test_no_ledger_and_another_ledger_are_told_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    missing = run("ingest", tmp_path / "ledger.db", tmp_path / "forms")
    assert missing.exit_code == 3
    assert "hoctap init" in missing.stderr
    run("init", tmp_path / "ledger.db")
    assert run("init", tmp_path / "ledger.db").exit_code == 2


@pytest.mark.parametrize(
    ("package", "address", "install"),
    [("sqlalchemy", "ledger.db", "hoctap[ledger]"), ("psycopg", "postgresql://host/db", "hoctap[postgresql]")],
)
def test_a_package_that_is_missing_is_named_with_how_to_install_it(
    package: str, address: str, install: str, tmp_path: Path
) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; sys.argv = ['hoctap', 'init', {address!r}]; import hoctap.cli; hoctap.cli.main()"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
        env={**os.environ, "LANG": "vi_VN.UTF-8"},
    )
    assert ran.returncode == 2
    assert f"pip install {install}" in ran.stderr
    assert "sổ" in ran.stderr
