"""Who owes what by when, from the plan: as a table, in a terminal and as a calendar file."""

from __future__ import annotations

import datetime
import json
import sys
from collections import Counter
from pathlib import Path

import icalendar
import pyarrow as pa
import pytest

import hoctap as ht
from hoctap.cli import commands

OF_2024 = [
    ("IV.1.4", "217", "2023", datetime.date(2023, 12, 20), None),
    ("IV.1.4", "217", "2024", datetime.date(2025, 1, 15), None),
    (
        "IV.6.1",
        "07393",
        "2024",
        datetime.date(2024, 12, 5),
        'Thiếu kinh phí; "hội trường" chật, xuống cấp\nchưa có máy tính',
    ),
]


def dataset(rows: list[tuple] = OF_2024, day: str = "2026-03-31") -> ht.Dataset:
    names = ("duty_id", "unit_code", "period", "done_on", "difficulties")
    types = (pa.string(), pa.string(), pa.string(), pa.date32(), pa.string())
    columns = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(types)]
    return ht.from_tables(
        {"duties_done": pa.table(dict(zip(names, columns, strict=True)))}, codes_as_of="2024-12-31", day=day
    )


def test_the_table_says_who_owes_what_by_when_and_how_it_stands() -> None:
    duties = dataset().duties()
    rows = duties.to_dicts()
    assert {row["duty"] for row in rows} == {duty.id for duty in ht.programme().duties}
    reviews = {row["period"]: row for row in rows if row["duty"] == "IV.1.4"}
    assert [(period, row["state"], row["answers"]) for period, row in reviews.items()] == [
        ("2023", "on_time", "education_office"),
        ("2024", "late", "education_office"),
        ("2025", "missing", "provincial_education_department"),
        ("2023-07-01..2025-12-31", "missing", "provincial_education_department"),
    ]
    assert reviews["2024"]["due"] == datetime.date(2024, 12, 31)
    assert reviews["2024"]["due_is_assumed"]
    assert sum(duties.states.values()) == len(duties) == len(rows)
    assert Counter(row["state"] for row in rows) == {state: n for state, n in duties.states.items() if n}
    assert pa.table(duties).num_rows == len(rows)


def test_a_rate_of_duties_never_goes_above_one() -> None:
    twice = [*OF_2024, ("IV.6.1", "07393", "2024Q1", datetime.date(2024, 3, 5), None)]
    rows = [row for row in dataset(twice).duties().to_dicts() if (row["duty"], row["period"]) == ("IV.6.1", "2024")]
    done = [row for row in rows if row["done_on"] is not None]
    assert (len(rows), len(done), done[0]["done_on"]) == (21, 1, datetime.date(2024, 3, 5))


def test_difficulties_go_up_with_the_duty() -> None:
    (row,) = dataset().duties().difficulties.to_dicts()
    assert (row["duty"], row["unit"], row["goes_to"]) == ("IV.6.1", "07393", "education_office")
    assert row["goes_to_vi"] == "Phòng Giáo dục và Đào tạo"


def test_of_the_future_only_what_has_begun_is_there_unless_all_is_asked_for() -> None:
    early = dataset().duties(day="2024-06-30")
    assert {row["period"][:4] for row in early.to_dicts()} == {"2023", "2024"}
    assert {row["period"][:4] for row in dataset().duties(day="2024-06-30", whole=True).to_dicts()} == {
        "2023",
        "2024",
        "2025",
    }
    states = {row["period"]: row["state"] for row in early.to_dicts() if row["duty"] == "IV.1.4"}
    assert states["2024"] == "not_yet_due"


def test_every_part_of_the_plan_has_owner_day_and_evidence_or_a_reason() -> None:
    entries = ht.programme().entries.to_dicts()
    parts = Counter(entry["part"] for entry in entries)
    assert parts == {"aim": 3, "target": 6, "task": 10, "finance": 5, "duty": 18, "document": 7}
    known = {row["indicator"] for row in ht.catalogue().to_dicts()}
    for entry in entries:
        assert entry["owners"], entry["id"]
        assert entry["due_vi"] != entry["due_en"], entry["id"]
        if entry["indicators"] is None:
            assert entry["not_measured_vi"] and entry["not_measured_en"], entry["id"]
        else:
            assert set(entry["indicators"].split(";")) <= known, entry["id"]


def test_a_calendar_without_its_package_says_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(ht.NotInstalled, match=r"pip install hoctap\[icalendar\]") as raised:
        dataset().duties(whole=True).to_ics(tmp_path / "duties.ics")
    assert raised.value.text("vi") == "lịch được ghi bằng gói icalendar: pip install hoctap[icalendar]"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_calendar_is_read_back_by_another_program(lang: str, tmp_path: Path) -> None:
    duties = dataset().duties(whole=True)
    path = tmp_path / "duties.ics"
    content = duties.to_ics(path, lang=lang)
    assert path.read_bytes() == content == duties.to_ics(lang=lang)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert b"\n" not in line and b"\r" not in line
        line.decode("utf-8")  # no letter is cut in two
    events = icalendar.Calendar.from_ical(content).walk("VEVENT")
    dated = {(row["duty"], row["period"], row["due"]) for row in duties.to_dicts() if row["due"]}
    assert len(events) == len(dated) == len({str(event["UID"]) for event in events})
    assert {event.decoded("DTSTART") for event in events} == {due for _, _, due in dated}
    for event in events:
        assert event["DTSTART"].to_ical() == event.decoded("DTSTART").strftime("%Y%m%d").encode()
        assert event["DTSTART"].params["VALUE"] == "DATE"
        assert event.decoded("DTEND") - event.decoded("DTSTART") == datetime.timedelta(1)
        assert event["DTSTAMP"].to_ical() == b"20260331T000000Z"
    texts = {str(event["DESCRIPTION"]) for event in events}
    duty = next(one for one in ht.programme().duties if one.id == "IV.6.1")
    assert any(duty.text.text(lang=lang) in text for text in texts)


def test_text_speaks_both_languages() -> None:
    duties = dataset().duties()
    assert "provincial department" in duties.to_text(lang="en").lower()
    assert "chưa thực hiện" in duties.to_text(lang="vi") or "chưa có" in duties.to_text(lang="vi")
    assert "<table" in duties.to_html(lang="vi")


def folder(tmp_path: Path) -> Path:
    forms = tmp_path / "forms"
    forms.mkdir()
    (forms / "duties_done.csv").write_text(
        "duty_id,unit_code,period,done_on,document_no,difficulties\nIV.1.4,217,2023,2023-12-20,1/BC,\n",
        encoding="utf-8",
    )
    return forms


def test_the_command_line_lists_duties_and_writes_the_calendar(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as end:
            commands.main(
                ["duties", str(forms), "--day", "2024-12-31", *arguments], prog_name="hoctap", standalone_mode=False
            )
        assert end.value.code == 0
        return capsys.readouterr().out

    forms = folder(tmp_path)
    rows = [json.loads(line) for line in run("--json", "--state", "on_time").splitlines()]
    assert [(row["duty"], row["period"]) for row in rows] == [("IV.1.4", "2023")]
    assert "Phòng Giáo dục và Đào tạo" in run("--lang", "vi")
    target = tmp_path / "due.ics"
    assert str(target) in run("--ics", str(target))
    assert target.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    with pytest.raises(SystemExit):
        commands.main(["ratings", str(forms), "--json"], prog_name="hoctap", standalone_mode=False)
