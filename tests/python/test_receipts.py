"""Results with receipts: what comes out again is confirmed, and what does not is named."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import hoctap as ht
from hoctap import receipts

LINES = """content,province,date,factor_1,factor_2,amount
guest_meal,99,2024-06-01,30,2,6000000
guest_meal,99,2024-06-01,30,2,6300000
per_diem,99,2024-06-01,3,1,600000
"""
RULES = ht.sample.PROVINCIAL_RULEBOOK


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    lines = tmp_path / "lines.csv"
    lines.write_text(LINES, encoding="utf-8")
    rules = tmp_path / "rules.toml"
    shutil.copy(RULES, rules)
    written = receipts.check(lines, rulebook=[rules], known="2025-12-31").save(tmp_path / "result.json")
    assert [path.name for path in written] == ["result.lines.csv", "result.json"]
    return tmp_path / "result.json"


def codes(findings: ht.Findings) -> list[str]:
    return [finding.code for finding in findings]


def test_a_receipt_says_what_a_result_rests_on(saved: Path) -> None:
    content = json.loads(saved.read_text(encoding="utf-8"))
    assert list(content) == ["receipt", "library", "task", "simulated", "rulebook", "asked", "inputs", "results"]
    assert content["receipt"] == 1
    assert content["library"] == ht.__version__
    assert content["simulated"] is True  # the rulebook is
    assert content["rulebook"]["sha256"] == ht.rulebook().with_files([RULES]).digest
    assert (content["rulebook"]["in_force"], content["rulebook"]["known"]) == (None, "2025-12-31")
    assert content["asked"] == [["file", "lines.csv"], ["rulebook", "rules.toml"]]
    assert [entry["name"] for entry in content["inputs"]] == ["lines.csv", "rules.toml"]
    assert [(entry["table"], entry["file"], entry["rows"]) for entry in content["results"]] == [
        ("lines", "result.lines.csv", 3)
    ]


def test_the_same_result_comes_out_again_also_elsewhere(saved: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    assert not codes(receipts.verify(saved))
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "folder"
    shutil.copytree(saved.parent, elsewhere)
    assert not codes(receipts.verify(elsewhere / saved.name))


def test_the_first_number_that_differs_is_named_with_file_row_and_column(saved: Path) -> None:
    table = saved.parent / "result.lines.csv"
    text = table.read_text(encoding="utf-8")
    assert "300000" in text
    table.write_text(text.replace("300000", "200000"), encoding="utf-8")
    changed, differs = receipts.verify(saved)
    assert changed.code == "receipt_saved_changed"
    assert (differs.code, differs.file, differs.row, differs.field) == (
        "receipt_value_differs",
        "result.lines.csv",
        3,
        "excess",
    )
    assert "was 200000, is 300000" in differs.text()
    assert "trước là 200000, nay là 300000" in differs.text(lang="vi")


def test_another_input_is_said_to_be_another_one(saved: Path) -> None:
    lines = saved.parent / "lines.csv"
    lines.write_text(LINES.replace("6300000", "6400000"), encoding="utf-8")
    found = receipts.verify(saved)
    assert codes(found) == ["receipt_other_input", "receipt_value_differs"]
    assert found[0].file == "lines.csv"


def test_another_rulebook_is_said_to_be_another_one(saved: Path) -> None:
    rules = saved.parent / "rules.toml"
    rules.write_text(rules.read_text(encoding="utf-8") + "\n# a remark\n", encoding="utf-8")
    found = receipts.verify(saved)
    assert codes(found) == ["receipt_other_rulebook", "receipt_other_input"]
    assert found[1].file == "rules.toml"


def test_another_version_of_the_library_is_a_note(saved: Path) -> None:
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace(f'"library": "{ht.__version__}"', '"library": "0.0.1"'), encoding="utf-8")
    found = receipts.verify(saved)
    assert [(finding.code, finding.severity) for finding in found] == [("receipt_other_library", "note")]


def test_what_cannot_be_read_is_an_error_that_names_it(saved: Path) -> None:
    (saved.parent / "result.lines.csv").unlink()
    with pytest.raises(ht.FileError, match=r"result\.lines\.csv"):
        receipts.verify(saved)
    with pytest.raises(ht.FileError, match=r"absent\.json"):
        receipts.verify(saved.parent / "absent.json")
    saved.write_text("{", encoding="utf-8")
    with pytest.raises(ht.FormatError, match=r"result\.json"):
        receipts.verify(saved)


def test_an_unknown_task_or_schema_is_refused(saved: Path) -> None:
    text = saved.read_text(encoding="utf-8")
    saved.write_text(text.replace('"task": "check"', '"task": "divination"'), encoding="utf-8")
    with pytest.raises(ht.FormatError, match="divination"):
        receipts.verify(saved)
    saved.write_text(text.replace('"receipt": 1', '"receipt": 2'), encoding="utf-8")
    with pytest.raises(ht.FormatError, match="schema 2"):
        receipts.verify(saved)


def test_a_status_result_comes_out_again(golden: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(golden / "01-a-merger-adds-counts", case)
    plan = shutil.copy(golden / "programme.toml", tmp_path / "plan.toml")
    key = tmp_path / "key.txt"
    key.write_text("golden cases: a public key\n", encoding="utf-8")
    work = receipts.status(case / "forms", programme=plan, view="current", key_file=key)
    work.save(tmp_path / "status.json")
    assert not codes(receipts.verify(tmp_path / "status.json", key_file=key))
    heading = (tmp_path / "status.result.csv").read_text(encoding="utf-8").splitlines()[0]
    assert "numerator" in heading
    assert "value_percent" not in heading  # a float
    form = next(path for path in sorted((case / "forms").rglob("*.csv")))
    form.write_text(form.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert "receipt_other_input" in codes(receipts.verify(tmp_path / "status.json", key_file=key))


def test_an_estimate_comes_out_again_with_all_that_was_asked(complete_folder: Path, tmp_path: Path) -> None:
    work = receipts.estimate(
        complete_folder,
        year=2025,
        prices=["hall_hire=1500000"],
        attributes=["lecturer_rank=third"],
        sources=["commune_budget=7", "social_mobilisation=3"],
    )
    work.save(tmp_path / "estimate.json")
    assert not codes(receipts.verify(tmp_path / "estimate.json"))
    content = json.loads((tmp_path / "estimate.json").read_text(encoding="utf-8"))
    assert ["price", "hall_hire=1500000"] in content["asked"]
    assert content["simulated"] is True
    assert len(content["results"]) == 3


def test_what_is_not_written_as_name_and_value_is_refused(complete_folder: Path) -> None:
    for wrong in ({"prices": ["hall_hire"]}, {"prices": ["hall_hire=1.5"]}, {"numbers": ["literacy_lighting=5"]}):
        with pytest.raises(ht.InvalidValue):
            receipts.estimate(complete_folder, year=2025, **wrong)
