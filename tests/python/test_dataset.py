"""What was read: rows, findings, what is owed, and where the key comes from."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

import hoctap as ht

KEY = "golden cases: a public key"


def test_nothing_read_is_lost(complete: ht.Dataset, troubled: ht.Dataset) -> None:
    for dataset in (complete, troubled):
        for source in dataset.sources:
            assert source.rows_read == source.rows_kept + source.rows_dropped, source


def test_every_dropped_row_has_a_finding(troubled: ht.Dataset) -> None:
    by_file: dict[str, int] = {}
    for finding in troubled.findings:
        if finding.outcome == "dropped":
            by_file[finding.file] = by_file.get(finding.file, 0) + 1
    for source in troubled.sources:
        if source.rows_dropped:
            assert by_file.get(source.file, 0) > 0, source


def test_the_complete_sample_lacks_nothing(complete: ht.Dataset) -> None:
    assert len(complete.missing) == 0
    assert [finding.describe() for finding in complete.findings if finding.severity == "error"] == []
    assert complete.is_simulated
    assert all(table.is_simulated for table in complete.tables.values())


def test_findings_tell_where_in_both_languages(troubled: ht.Dataset) -> None:
    finding = next(finding for finding in troubled.findings if finding.row and finding.column)
    assert finding.file in finding.describe()
    assert f"row {finding.row}" in finding.describe(lang="en")
    assert f"dòng {finding.row}" in finding.describe(lang="vi")
    assert finding.text(lang="vi") != finding.text(lang="en")
    assert finding.severity in ("note", "warning", "error")


def test_no_finding_quotes_a_citizen_number(troubled: ht.Dataset, troubled_folder: Path) -> None:
    numbers = set()
    for path in troubled_folder.rglob("*residents.csv"):
        numbers |= {
            word
            for line in path.read_bytes().decode("utf-8", "replace").splitlines()
            for word in line.split(",")
            if word.isdigit() and len(word) == 12
        }
    assert len(numbers) > 10_000
    said = " ".join(f"{finding.text()} {finding.arguments}" for finding in troubled.findings)
    assert not {word for word in said.replace("'", " ").split() if word in numbers}


def test_findings_are_a_sequence(troubled: ht.Dataset) -> None:
    findings = troubled.findings
    assert findings[0] == next(iter(findings))
    assert findings[-1] == list(findings)[-1]
    assert findings[1:3] == list(findings)[1:3]
    assert findings[::-1][0] == findings[-1]
    with pytest.raises(IndexError):
        findings[len(findings)]


def test_obligations_say_who_owes_what_and_by_when(complete: ht.Dataset) -> None:
    merged = next(
        owed for owed in complete.owed if owed.unit == "07402" and str(owed.period) == "2024Q4" and owed.form == "HT-01"
    )
    assert merged.sender == "07393"
    assert merged.due == datetime.date(2025, 1, 15)
    assert merged.state in ("on_time", "late")


def test_missing_reports_depend_on_the_day_asked(golden: Path) -> None:
    folder, programme = golden / "01-a-merger-adds-counts" / "forms", golden / "programme.toml"
    early = ht.read(folder, programme=programme, key=KEY, day="2023-09-30")
    late = ht.read(folder, programme=programme, key=KEY, day=datetime.date(2026, 6, 30))
    assert early.owed.day == datetime.date(2023, 9, 30)
    assert len(late.owed) > len(early.owed)
    assert {owed.state for owed in late.missing} == {"missing"}


def test_quarters_are_those_that_have_ended(golden: Path) -> None:
    folder, programme = golden / "01-a-merger-adds-counts" / "forms", golden / "programme.toml"
    dataset = ht.read(folder, programme=programme, key=KEY, day="2024-03-30")
    assert [str(quarter) for quarter in dataset.quarters] == ["2023Q3", "2023Q4"]


@pytest.fixture
def forms(golden: Path, tmp_path: Path) -> Path:
    """Forms that name persons."""
    source = golden / "01-a-merger-adds-counts" / "forms"
    for path in source.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def keys(dataset: ht.Dataset) -> list[str]:
    return [row["person_key"] for row in dataset.tables["residents"].to_dicts()]


def test_persons_need_a_key(forms: Path, golden: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOCTAP_KEY", raising=False)
    with pytest.raises(ht.InvalidValue, match=r"key|secret"):
        ht.read(forms, programme=golden / "programme.toml")


def test_the_key_comes_from_argument_file_environment_or_a_public_sample(
    forms: Path, golden: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    programme = golden / "programme.toml"
    monkeypatch.delenv("HOCTAP_KEY", raising=False)
    expected = keys(ht.read(forms, programme=programme, key=KEY))
    assert expected

    secret = forms / "secret.key"
    secret.write_text(f"# of the district\n\n{KEY}\n", encoding="utf-8")
    assert keys(ht.read(forms, programme=programme, key_file=secret)) == expected

    monkeypatch.setenv("HOCTAP_KEY", KEY)
    assert keys(ht.read(forms, programme=programme)) == expected
    assert keys(ht.read(forms, programme=programme, key="another key, as long")) != expected

    monkeypatch.delenv("HOCTAP_KEY")
    (forms / "person-key.txt").write_text("this key is simulated and public\n", encoding="utf-8")
    assert keys(ht.read(forms, programme=programme)) == keys(
        ht.read(forms, programme=programme, key="this key is simulated and public")
    )
    # A key that does not say so itself is somebody's secret, which must be asked for.
    (forms / "person-key.txt").write_text(f"{KEY}\n", encoding="utf-8")
    with pytest.raises(ht.InvalidValue):
        ht.read(forms, programme=programme)


def test_two_keys_at_once_are_refused(forms: Path) -> None:
    with pytest.raises(ht.InvalidValue, match="not both"):
        ht.read(forms, key=KEY, key_file=forms / "units.csv")


def test_a_key_file_that_cannot_be_read_is_told(forms: Path, tmp_path: Path) -> None:
    with pytest.raises(ht.FileError, match="no-key"):
        ht.read(forms, key_file=tmp_path / "no-key")
    (tmp_path / "empty").write_text("# nothing\n", encoding="utf-8")
    with pytest.raises(ht.InvalidValue, match="holds no secret"):
        ht.read(forms, key_file=tmp_path / "empty")


def test_a_programme_is_named_by_identifier_path_or_object(golden: Path) -> None:
    folder, path = golden / "01-a-merger-adds-counts" / "forms", golden / "programme.toml"
    plan = ht.Programme.load(str(path))
    named = [ht.read(folder, programme=programme, key=KEY).programme.id for programme in (path, str(path), plan)]
    assert named == [plan.id] * 3
    assert ht.read(folder, key=KEY).programme.id == "lang-giang-2023-2025"


def test_reading_twice_gives_the_same(complete: ht.Dataset, complete_folder: Path) -> None:
    again = ht.read(complete_folder)
    assert again.findings.to_dicts() == complete.findings.to_dicts()
    assert again.indicators().to_dicts() == complete.indicators().to_dicts()


def test_the_plan_is_whole() -> None:
    plan = ht.programme()
    assert [target.id for target in plan.targets] == ["T1", "T2", "T3", "T4a", "T4b", "T5"]
    assert [target.percent for target in plan.targets] == [100, 100, 100, 95, 50, 90]
    assert len(plan.tasks) == 10
    assert len(plan.duties) == 18
    assert len(plan.bodies) == 6
    assert {duty.owner for duty in plan.duties} == {body.id for body in plan.bodies}
    assert (plan.first, plan.last) == (datetime.date(2023, 7, 1), datetime.date(2025, 12, 31))


def test_a_code_means_what_it_meant_on_the_day() -> None:
    places = ht.gazetteer()
    assert [unit.name for unit in places.versions_of("07381")] == ["Nghĩa Hưng", "Tiên Lục"]
    old = places.find("07402", day="2024-06-30")
    assert old is not None
    (followed,) = places.follow(old, to="2024-12-31")
    assert followed.unit.name == "Mỹ Hà"
    assert {step.unit.code for step in places.follow(old, to="2025-07-01")} == {"07381"}
    assert len(places.alive("commune", day="2023-07-01")) >= 21


def test_the_crosswalk_leads_from_old_units_to_new_ones() -> None:
    rows = ht.gazetteer().crosswalk(start="2024-12-31", to="2025-07-01").to_dicts()
    assert {row["to_code"] for row in rows if row["from_code"] in ("07393", "07402")} == {"07381"}
    assert all((row["share_num"], row["share_den"]) == (1, 1) for row in rows if row["from_code"] == "07402")


def test_periods_are_values() -> None:
    quarter = ht.Period("quý II/2024")
    assert quarter == ht.Period("2024Q2")
    assert len({quarter, ht.Period("2024Q2")}) == 1
    assert (quarter.kind, quarter.first, quarter.last) == (
        "quarter",
        datetime.date(2024, 4, 1),
        datetime.date(2024, 6, 30),
    )
    assert quarter < quarter.next()
    assert quarter.next().previous() == quarter
    assert datetime.date(2024, 6, 30) in quarter
    assert eval(repr(quarter), {"Period": ht.Period}) == quarter
    assert [str(period) for period in ht.periods("quarter", first="2023-07-01", last="2023-12-31")] == [
        "2023Q3",
        "2023Q4",
    ]
    assert quarter != "2024Q2"
