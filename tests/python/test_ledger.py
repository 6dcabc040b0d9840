"""The ledger of submissions: what it keeps, which version counts, and that it reads like a folder."""

from __future__ import annotations

import datetime
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pytest
from broken_files import broken_files
from ledgers import Server, assert_same, assert_same_status, connection_to, rows_of
from spreadsheets import Sheet, xlsx

import hoctap as ht
from hoctap.ledger import Ledger

KEY = "golden cases: a public key"
SURVEYS = "Biểu: TT-03\nĐơn vị: {unit}\nKỳ: {period}\n{more}Mã khảo sát,Ngày bắt đầu,Nhu cầu chính\n{rows}"


@pytest.fixture
def empty(new_ledger: Callable[[], str]) -> Iterator[Ledger]:
    with Ledger.create(new_ledger()) as ledger:
        yield ledger


@pytest.fixture
def programme(golden: Path) -> Path:
    return golden / "programme.toml"


def form(path: Path, *rows: str, unit: str = "07375", period: str = "2024", more: str = "") -> Path:
    """Write a form with the needs that a commune surveyed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SURVEYS.format(unit=unit, period=period, more=more, rows="\n".join(rows)), encoding="utf-8")
    return path


def survey(unit: str, need: str) -> list[list[object]]:
    return [
        ["Biểu", "TT-03"],
        ["Đơn vị", unit],
        ["Kỳ", "2024"],
        ["Mã khảo sát", "Ngày bắt đầu", "Nhu cầu chính"],
        [f"S{unit}", datetime.date(2024, 3, 1), need],
    ]


def needs(dataset: ht.Dataset) -> list[str]:
    return sorted(row["top_needs"] for row in dataset.tables["surveys"].to_dicts())


def outcomes(ledger: Ledger, folder: Path) -> dict[str, str]:
    return {row.name: row.outcome for row in ledger.ingest(folder, who="Hoa")}


# what it reads


def assert_says_what_the_folder_says(address: str, folder: Path, expected: ht.Dataset) -> None:
    with Ledger.create(address) as ledger:
        came = ledger.ingest(folder, who="Hoa")
        assert sum(came.outcomes.values()) == len({source.file for source in expected.sources if source.file})
        found = ledger.dataset()
    assert_same(found, expected)
    assert_same_status(found, expected)


def test_a_ledger_says_of_the_complete_sample_what_the_folder_says(
    complete_folder: Path, complete: ht.Dataset, tmp_path: Path
) -> None:
    assert_says_what_the_folder_says(str(tmp_path / "ledger.db"), complete_folder, complete)


def test_a_ledger_says_of_late_missing_corrected_and_broken_forms_what_the_folder_says(
    troubled_folder: Path, troubled: ht.Dataset, new_ledger: Callable[[], str]
) -> None:
    address = new_ledger()
    assert_says_what_the_folder_says(address, troubled_folder, troubled)
    assert_same(ht.read(address), troubled)


def test_broken_files_say_in_a_ledger_what_they_say_in_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    for broken in broken_files():
        if not broken.limits:
            path = folder / broken.name / f"form{Path(broken.name).suffix}"
            path.parent.mkdir(parents=True)
            path.write_bytes(broken.content)
    assert sum(1 for _ in folder.iterdir()) > 200
    with Ledger.create(tmp_path / "ledger.db") as made, Ledger.open(made.name, key=KEY) as ledger:
        ledger.ingest(folder, who="Hoa")
        assert_same(ledger.dataset(), ht.read(folder, key=KEY))


def test_a_file_beyond_the_limits_is_filed_as_what_could_not_be_read(tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    limits = ht.FileLimits(most_bytes=20)
    with Ledger.create(tmp_path / "ledger.db") as ledger:
        for _ in range(2):
            came = ledger.ingest(tmp_path / "forms", who="Hoa", limits=limits)[0]
            assert (came.outcome, came.number) == ("unreadable", 1)
            assert "at most 20" in str(came.why_en)
            assert_same(ledger.dataset(), ht.read(tmp_path / "forms", limits=limits))
        assert ledger.submissions[0].bytes > 20
        came = ledger.ingest(tmp_path / "forms", who="Hoa")[0]
        assert (came.outcome, came.version) == ("new_version", 2)
        assert needs(ledger.dataset()) == ["nuôi ong"]


def test_a_file_beyond_the_limits_is_not_taken_into_memory_for_its_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    form(tmp_path / "forms" / "b.csv", "S2,2024-03-01,may " + 200 * "x", unit="07381")
    limits = ht.FileLimits(most_bytes=200)
    taken: list[str] = []
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        taken.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    Ledger.create(tmp_path / "ledger.db").close()
    with Ledger.open(tmp_path / "ledger.db", key=KEY) as ledger:
        came = ledger.ingest(tmp_path / "forms", who="Hoa", limits=limits, keep_originals=True)
        assert [row.outcome for row in came] == ["filed", "unreadable"]
        assert [row.has_original for row in ledger.submissions] == [True, False]
    assert taken == ["a.csv"]
    with Ledger.create(tmp_path / "other.db") as ledger:
        ledger.ingest(tmp_path / "forms", who="Hoa")
        assert [row.bytes for row in ledger.submissions] == [
            (tmp_path / "forms" / name).stat().st_size for name in ("a.csv", "b.csv")
        ]
    assert taken == ["a.csv"]


def test_the_cases_of_golden_files_read_alike(golden: Path, programme: Path, tmp_path: Path) -> None:
    for case in sorted(golden.glob("*/forms"))[::6]:
        address = tmp_path / f"{case.parent.name}.db"
        Ledger.create(address, programme=programme).close()
        with Ledger.open(address, key=KEY) as ledger:
            ledger.ingest(case, who="Hoa")
        assert_same(ht.read(address), ht.read(case, programme=programme, key=KEY))


# citizen numbers

NUMBER = "024185000012"
CARD = "121234567"


def persons(*rows: str, heading: str = "Mã khóa học,Số định danh cá nhân,Ngày hoàn thành,Số điện thoại") -> str:
    return "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nBảng: course_results\n" + "\n".join([heading, *rows]) + "\n"


HIDING_PLACES = {
    "in its column": persons(f"K1,{NUMBER},2024-03-01,0912345678"),
    "in groups": persons("K1,024 185 000 012,2024-03-01,"),
    "an old card": persons(f"K1,{CARD},2024-03-01,"),
    "without its zero": persons(f"K1,{NUMBER[1:]},2024-03-01,"),
    "of no structure": persons(f"K1,{'9' * 3}{NUMBER[3:]},2024-03-01,"),
    "with a letter": persons(f"K1,{NUMBER}x,2024-03-01,"),
    "in a text": persons(f"K{NUMBER},{NUMBER},2024-03-01,"),
    "as a day": persons(f"K1,{NUMBER},{NUMBER},"),
    "in a column of nobody's": persons(f"K1,{NUMBER},2024-03-01,{NUMBER}"),
    "beside the table": persons(f"K1,{NUMBER},2024-03-01,,,{NUMBER}"),
    "as a number": SURVEYS.format(unit="07375", period="2024", more="", rows=f"S1,2024-03-01,{NUMBER}"),
    "among the speakers": "Biểu: HT-01\nĐơn vị: 07375\nKỳ: 2024Q1\nBảng: sessions\n"
    "Mã buổi học,Mã TTHTCĐ,Ngày,Loại buổi,Lượt người,Nữ\n"
    f"B1,C1,2024-02-01,dạy nghề,{NUMBER},{NUMBER[:3]}.{NUMBER[3:6]}.{NUMBER[6:9]}.{NUMBER[9:]}\n",
    "above the heading": f"Người lập: bà A {NUMBER}\n" + persons(f"K1,{NUMBER},2024-03-01,"),
    "in a heading that is not whole": persons(f"{NUMBER},2024-03-01", heading="Số định danh cá nhân,Ngày hoàn thành"),
    "without any heading": f"ghi chú\n{NUMBER};{CARD}\n",
    "in the name of the unit": persons(f"K1,{NUMBER},2024-03-01,").replace("07375", NUMBER),
}


@pytest.mark.parametrize("place", HIDING_PLACES)
def test_no_citizen_number_reaches_the_database_wherever_it_stands(place: str, tmp_path: Path) -> None:
    folder, address = tmp_path / "forms", tmp_path / "ledger.db"
    folder.mkdir()
    (folder / "form.csv").write_text(HIDING_PLACES[place], encoding="utf-8")
    Ledger.create(address).close()
    with Ledger.open(address, key=KEY) as ledger:
        ledger.ingest(folder, who="Hoa")
        assert_same(ledger.dataset(), ht.read(folder, key=KEY))
    kept = address.read_bytes() + b"".join(
        zlib.decompress(content) for (content,) in rows_of(address, "SELECT content FROM hoctap_sheets")
    )
    digits = kept.replace(b" ", b"").replace(b".", b"")
    for number in (NUMBER, NUMBER[1:], NUMBER[3:], CARD):
        assert number.encode() not in digits


def test_none_reaches_it_from_a_workbook_or_from_the_name_of_a_file(tmp_path: Path) -> None:
    folder, address = tmp_path / "forms", tmp_path / "ledger.db"
    folder.mkdir()
    rows = [
        ["Biểu", "LD-01"],
        ["Đơn vị", "07375"],
        ["Kỳ", "2024Q1"],
        ["Số định danh cá nhân", "Cư trú từ ngày", "Mã ĐVHC", "Giới", "Tháng sinh", "Điện thoại"],
        [int(NUMBER), datetime.date(2020, 1, 1), "07375", "nữ", "05/1985", int(NUMBER)],
    ]
    (folder / f"{NUMBER}.xlsx").write_bytes(xlsx(Sheet(rows, name=f"bà A {NUMBER}")))
    Ledger.create(address).close()
    with Ledger.open(address, key=KEY) as ledger:
        assert outcomes(ledger, folder) == {"001000000000.xlsx": "filed"}
        assert outcomes(ledger, folder) == {"001000000000.xlsx": "known"}
        (person,) = ledger.dataset().tables["residents"].to_dicts()
        assert person["person_key"] == ht.read(folder, key=KEY).tables["residents"].to_dicts()[0]["person_key"]
    kept = address.read_bytes() + b"".join(
        zlib.decompress(content) for (content,) in rows_of(address, "SELECT content FROM hoctap_sheets")
    )
    assert NUMBER[1:].encode() not in kept


def test_what_no_table_has_is_not_kept(tmp_path: Path) -> None:
    folder, address = tmp_path / "forms", tmp_path / "ledger.db"
    folder.mkdir()
    (folder / "form.csv").write_text(persons(f"K1,{NUMBER},2024-03-01,Nguyễn Thị Lan"), encoding="utf-8")
    Ledger.create(address).close()
    with Ledger.open(address, key=KEY) as ledger:
        ledger.ingest(folder, who="Hoa")
    for (content,) in rows_of(address, "SELECT content FROM hoctap_sheets"):
        assert "Lan" not in zlib.decompress(content).decode("utf-8", "replace")


def test_persons_need_a_secret_and_the_ledger_takes_no_other(empty: Ledger, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    form(folder / "a.csv", "S1,2024-03-01,nuôi ong")
    (folder / "b.csv").write_text(persons(f"K1,{NUMBER},2024-03-01,"), encoding="utf-8")
    with pytest.raises(ht.InvalidValue, match="secret"):
        empty.ingest(folder, who="Hoa")
    assert [row.name for row in empty.submissions] == ["a.csv"]
    with Ledger.open(empty.address, key=KEY) as ledger:
        assert ledger.ingest(folder, who="Hoa").outcomes["filed"] == 1
    for use in (lambda: Ledger.open(empty.address, key="another key, long enough"),):
        with pytest.raises(ht.InvalidValue) as refused:
            use()
        assert refused.value.code == "another_person_secret"


# versions


def test_the_newest_version_of_a_file_counts_and_earlier_ones_stay(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    assert outcomes(empty, tmp_path / "forms") == {"a.csv": "filed"}
    assert outcomes(empty, tmp_path / "forms") == {"a.csv": "known"}
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,trồng nấm")
    assert outcomes(empty, tmp_path / "forms") == {"a.csv": "new_version"}
    assert needs(empty.dataset()) == ["trồng nấm"]
    assert [(row.version, row.is_newest) for row in empty.submissions] == [(1, False), (2, True)]
    assert_same(empty.dataset(), ht.read(tmp_path / "forms"))


def test_an_old_folder_may_be_ingested_again_and_undoes_nothing(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "monday" / "a.csv", "S1,2024-03-01,nuôi ong")
    form(tmp_path / "tuesday" / "a.csv", "S1,2024-03-01,trồng nấm")
    for folder in ("monday", "tuesday", "monday"):
        empty.ingest(tmp_path / folder, who="Hoa")
    assert needs(empty.dataset()) == ["trồng nấm"]
    assert len(empty.submissions) == 2


def test_a_correction_under_another_name_takes_the_place_of_what_it_corrects(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "monday" / "a.csv", "S1,2024-03-01,nuôi ong")
    form(tmp_path / "friday" / "a (sửa).csv", "S1,2024-03-01,trồng nấm")
    empty.ingest(tmp_path / "monday", who="Hoa")
    came = empty.ingest(tmp_path / "friday", who="Hoa")[0]
    assert (came.outcome, came.version, came.replaces) == ("new_version", 2, "a.csv")
    assert needs(empty.dataset()) == ["trồng nấm"]
    assert_same(empty.dataset(), ht.read(tmp_path / "friday"))


def test_a_folder_that_was_moved_is_known(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    (tmp_path / "forms" / "notes.csv").write_text("ghi chú\n", encoding="utf-8")
    empty.ingest(tmp_path / "forms", who="Hoa")
    (tmp_path / "all").mkdir()
    (tmp_path / "forms").rename(tmp_path / "all" / "monday")
    assert set(outcomes(empty, tmp_path / "all").values()) == {"known"}
    form(tmp_path / "all" / "tuesday" / "a.csv", "S1,2024-03-01,nuôi ong")  # a copy is no news
    assert outcomes(empty, tmp_path / "all")["tuesday/a.csv"] == "known"
    empty.ingest(tmp_path / "all" / "tuesday", who="Hoa")
    assert len(empty.submissions) == 2


def test_blank_files_of_two_units_are_two(empty: Ledger, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        (tmp_path / name[0]).mkdir()
        (tmp_path / name[0] / name).write_text("", encoding="utf-8")
        assert outcomes(empty, tmp_path / name[0]) == {name: "filed"}


def test_two_files_of_one_folder_that_hold_the_same_report_contradict_each_other_as_ever(
    empty: Ledger, tmp_path: Path
) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    empty.ingest(tmp_path / "forms", who="Hoa")  # broken off behind the first
    form(tmp_path / "forms" / "b.csv", "S1,2024-03-01,trồng nấm")
    assert outcomes(empty, tmp_path / "forms") == {"a.csv": "known", "b.csv": "filed"}
    assert "same_version_twice" in {finding.code for finding in empty.dataset().findings}
    assert_same(empty.dataset(), ht.read(tmp_path / "forms"))


def test_another_units_form_of_the_same_name_is_another_file(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "monday" / "form.csv", "S1,2024-03-01,nuôi ong")
    form(tmp_path / "tuesday" / "form.csv", "S2,2024-03-01,trồng nấm", unit="07381")
    form(tmp_path / "wednesday" / "form.csv", "S3,2023-03-01,may", period="2023")
    for folder in ("monday", "tuesday", "wednesday", "tuesday"):
        empty.ingest(tmp_path / folder, who="Hoa")
    assert needs(empty.dataset()) == ["may", "nuôi ong", "trồng nấm"]
    assert [row.name for row in empty.submissions] == ["form.csv", "form (2).csv", "form (3).csv"]
    form(tmp_path / "thursday" / "form.csv", "S2,2024-03-01,thêu", unit="07381")
    assert empty.ingest(tmp_path / "thursday", who="Hoa")[0].replaces == "form (2).csv"
    assert needs(empty.dataset()) == ["may", "nuôi ong", "thêu"]


def test_versions_that_forms_state_are_weighed_when_the_ledger_is_read(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "monday" / "second.csv", "S1,2024-03-01,trồng nấm", more="Lần: 2\n")
    form(tmp_path / "tuesday" / "first.csv", "S1,2024-03-01,nuôi ong", more="Lần: 1\n")
    empty.ingest(tmp_path / "monday", who="Hoa")
    empty.ingest(tmp_path / "tuesday", who="Hoa")  # the first came later
    assert needs(empty.dataset()) == ["trồng nấm"]
    assert "superseded_version" in {finding.code for finding in empty.dataset().findings}


def test_a_ledger_tells_what_was_known_on_a_day(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "a.csv", "S1,2024-03-01,nuôi ong")
    empty.ingest(tmp_path / "a.csv", who="Hoa", received="2025-01-05")
    form(tmp_path / "a.csv", "S1,2024-03-01,trồng nấm")
    empty.ingest(tmp_path / "a.csv", who="Hoa", received=datetime.date(2025, 1, 20))
    form(tmp_path / "b.csv", "S2,2024-03-01,may", unit="07381")
    empty.ingest(tmp_path / "b.csv", who="Hoa")
    assert needs(empty.dataset(received_until="2025-01-19")) == ["nuôi ong"]
    assert needs(empty.dataset(received_until="2025-01-20")) == ["trồng nấm"]
    assert needs(empty.dataset()) == ["may", "trồng nấm"]
    assert empty.dataset(received_until="2025-01-19").owed.day == datetime.date(2025, 1, 19)
    with pytest.raises(ht.FileError, match="by 2025-01-04"):
        empty.dataset(received_until="2025-01-04")
    assert [row.known_on.isoformat() for row in empty.submissions][:2] == ["2025-01-05", "2025-01-20"]


def test_a_file_is_known_since_the_last_day_that_its_tables_state_if_each_states_one(
    empty: Ledger, tmp_path: Path
) -> None:
    forms = tmp_path / "forms"
    form(forms / "first.csv", "S1,2024-03-01,nuôi ong", more="Ngày nhận: 2025-01-05\n")
    form(forms / "second.csv", "S1,2024-03-01,trồng nấm", more="Lần: 2\nNgày nhận: 2025-01-20\n")
    form(forms / "silent.csv", "S2,2024-03-01,may", unit="07381")
    rows = survey("07399", "thêu")
    days = (["Ngày nhận", datetime.date(2025, 1, 7)], ["Ngày nhận", datetime.date(2025, 1, 9)], ["Ngày nhận", None])
    for name, stated in (("both.xlsx", days[:2]), ("one.xlsx", days[1:])):
        sheets = [
            Sheet([*rows[:3], day, *rows[3:]], name=f"{position}") for position, day in enumerate(stated, start=1)
        ]
        (forms / name).write_bytes(xlsx(*sheets, Sheet([["ghi chú"]], name="ghi chú")))
    empty.ingest(forms, who="Hoa", received="2025-02-01")
    assert {row.name: row.known_on.isoformat() for row in empty.submissions} == {
        "both.xlsx": "2025-01-09",
        "first.csv": "2025-01-05",
        "one.xlsx": "2025-02-01",
        "second.csv": "2025-01-20",
        "silent.csv": "2025-02-01",
    }
    for name in ("both.xlsx", "one.xlsx", "silent.csv"):
        (forms / name).unlink()
    for day in ("2025-01-05", "2025-01-19", "2025-01-20"):
        found = {row["top_needs"] for row in empty.dataset(received_until=day).tables["surveys"].to_dicts()}
        assert found >= set(needs(ht.read(forms, received_until=day)))
        assert ("trồng nấm" in found) == (day == "2025-01-20")


def test_the_day_of_receipt_is_that_of_the_ledger_where_a_form_states_none(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    form(tmp_path / "forms" / "b.csv", "S2,2024-03-01,may", unit="07381", more="Ngày nhận: 2025-01-03\n")
    empty.ingest(tmp_path / "forms", who="Hoa", received="2025-01-20")
    days = {row["unit_code"]: row["received_at"] for row in empty.dataset().tables["submissions"].to_dicts()}
    assert days == {"07375": datetime.date(2025, 1, 20), "07381": datetime.date(2025, 1, 3)}


def test_what_cannot_be_opened_takes_the_place_of_nothing_that_could(empty: Ledger, tmp_path: Path) -> None:
    forms = tmp_path / "forms"
    form(forms / "a.csv", "S1,2024-03-01,nuôi ong")
    (forms / "b.csv").mkdir()
    (forms / "c.csv").symlink_to(tmp_path / "nowhere")
    for _ in range(2):
        came = empty.ingest(forms, who="Hoa")
        assert [row.outcome for row in came][1:] == ["unreadable", "unreadable"]
        assert all(row.why_vi and row.why_en for row in came if row.outcome == "unreadable")
        assert_same(empty.dataset(), ht.read(forms))
    (forms / "b.csv").rmdir()
    form(forms / "b.csv", "S2,2024-03-01,may", unit="07381")
    (forms / "a.csv").rename(tmp_path / "elsewhere")
    (forms / "a.csv").mkdir()
    assert list(outcomes(empty, forms).values()) == ["unreadable", "new_version", "unreadable"]
    assert needs(empty.dataset()) == ["may", "nuôi ong"]


WORKBOOK = xlsx(Sheet(survey("07375", "nuôi ong")))


@pytest.mark.parametrize(
    "content", [WORKBOOK[: len(WORKBOOK) // 2], WORKBOOK[:4] + bytes(2000), b"\x00\x01\x02\xff" * 500]
)
def test_a_damaged_file_takes_the_place_of_nothing_that_could_be_read(
    content: bytes, empty: Ledger, tmp_path: Path
) -> None:
    (forms := tmp_path / "forms").mkdir()
    (forms / "a.xlsx").write_bytes(WORKBOOK)
    empty.ingest(forms / "a.xlsx", who="Hoa")
    for name in ("a.xlsx", "b.xlsx"):
        (forms / name).write_bytes(content)
    for _ in range(2):
        came = empty.ingest(forms, who="Hoa")
        assert [(row.outcome, row.number) for row in came] == [("unreadable", None), ("unreadable", 2)]
        (finding,) = {finding.text(lang="vi") for finding in ht.read(forms / "b.xlsx").findings if finding.file}
        assert {row.why_vi for row in came} == {finding}
        assert needs(empty.dataset()) == ["nuôi ong"]
    (forms / "b.xlsx").write_bytes(xlsx(Sheet(survey("07381", "may"))))
    assert outcomes(empty, forms) == {"a.xlsx": "unreadable", "b.xlsx": "new_version"}
    assert [row.version for row in empty.submissions] == [1, 1, 2]
    assert needs(empty.dataset()) == ["may", "nuôi ong"]


# what it refuses


def test_reading_a_ledger_takes_no_limits_since_its_files_were_read_before(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    empty.ingest(tmp_path / "forms", who="Hoa")
    with pytest.raises(ht.InvalidValue, match="limits"):
        ht.read(empty.address, limits=ht.FileLimits(most_bytes=20))


def test_who_and_when_must_make_sense(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    for asked in ({"who": " "}, {"who": "Hoa", "received": "2999-01-01"}, {"who": "Hoa", "received": "5/10"}):
        with pytest.raises(ht.InvalidValue):
            empty.ingest(tmp_path / "forms", **asked)
    (tmp_path / "nothing").mkdir()
    with pytest.raises(ht.FileError, match="holds no forms"):
        empty.ingest(tmp_path / "nothing", who="Hoa")
    with pytest.raises(ht.FileError, match="nothing was filed"):
        empty.dataset()


def test_a_ledger_is_made_once_and_only_where_one_can_be(new_ledger: Callable[[], str], tmp_path: Path) -> None:
    address = new_ledger()
    with pytest.raises(ht.FileError, match="hoctap init"):
        Ledger.open(address)
    Ledger.create(address).close()
    with pytest.raises(ht.InvalidValue, match="already"):
        Ledger.create(address)
    with pytest.raises(ht.InvalidValue, match="mysql"):
        Ledger.create("mysql://somebody:secret@host/db")
    with pytest.raises(ht.FileError) as unreachable:
        Ledger.open(f"postgresql://somebody:secret@/db?host={tmp_path}")
    assert "secret" not in str(unreachable.value)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE t (x)")
    connection.close()
    with pytest.raises(ht.FileError, match="no ledger"):
        ht.read(other)


@pytest.mark.parametrize(
    ("column", "value", "kind", "code"),
    [
        ("schema_version", 2, ht.FormatError, "another_ledger_version"),
        ("programme_digest", "0", ht.InvalidValue, "another_programme"),
        ("gazetteer_digest", "0", ht.InvalidValue, "another_gazetteer"),
    ],
)
def test_a_ledger_made_otherwise_is_refused(
    column: str, value: object, kind: type[ht.Error], code: str, new_ledger: Callable[[], str], tmp_path: Path
) -> None:
    address = new_ledger()
    Ledger.create(address).close()
    columns = [
        "noted_at",
        "schema_version",
        "library_version",
        "programme",
        "programme_digest",
        "programme_text",
        "gazetteer_digest",
    ]
    shown = ", ".join(
        f"'{value}'" if name == column and isinstance(value, str) else str(value) if name == column else name
        for name in columns
    )
    with connection_to(address) as connection:
        connection.execute(f"INSERT INTO hoctap_settings SELECT 2, {shown} FROM hoctap_settings WHERE number = 1")
        connection.commit()
    with pytest.raises(kind) as refused:
        Ledger.open(address)
    assert refused.value.code == code
    assert refused.value.text("vi") != refused.value.text("en")
    if code == "another_ledger_version":
        with pytest.raises(kind):
            Ledger.open(address, renew=True)
    else:
        Ledger.open(address, renew=True).close()
        Ledger.open(address).close()
        assert rows_of(address, "SELECT COUNT(*) FROM hoctap_settings") == [(3,)]


def test_what_the_database_does_not_allow_is_told_as_an_error(postgresql: Server) -> None:
    address = postgresql.new_database()
    role = "clerk"
    with connection_to(address) as connection:
        connection.execute(f"CREATE ROLE {role} LOGIN")
    try:
        with pytest.raises(ht.FileError) as refused:
            Ledger.create(address.replace("://postgres@", f"://{role}@"))
        assert refused.value.code == "database_not_usable"
        assert "permission denied" in str(refused.value)
    finally:
        with connection_to(address) as connection:
            connection.execute(f"DROP ROLE {role}")


def test_a_plan_from_a_file_is_kept_with_the_ledger(programme: Path, tmp_path: Path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_bytes(programme.read_bytes())
    Ledger.create(tmp_path / "ledger.db", programme=plan).close()
    plan.unlink()
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        assert ledger.programme.digest == ht.Programme.load(str(programme)).digest
    with pytest.raises(ht.InvalidValue, match="another plan"):
        Ledger.open(tmp_path / "ledger.db", programme="lang-giang-2023-2025")


@pytest.mark.parametrize("names_the_plan", [False, True])
def test_a_renewed_ledger_still_keeps_the_plan_that_came_from_a_file(
    names_the_plan: bool, programme: Path, new_ledger: Callable[[], str]
) -> None:
    address = new_ledger()
    Ledger.create(address, programme=programme).close()
    columns = "noted_at, schema_version, library_version, programme, programme_digest, programme_text"
    with connection_to(address) as connection:
        connection.execute(f"INSERT INTO hoctap_settings SELECT 2, {columns}, '0' FROM hoctap_settings")
        connection.commit()
    plan = ht.Programme.load(str(programme))
    Ledger.open(address, programme=plan if names_the_plan else None, renew=True).close()
    with Ledger.open(address) as ledger:
        assert ledger.programme.digest == plan.digest


TABLES = ("hoctap_settings", "hoctap_person_key", "hoctap_submissions", "hoctap_sheets", "hoctap_originals")


@pytest.fixture
def filled(new_ledger: Callable[[], str], tmp_path: Path) -> str:
    """A ledger with a row in every table."""
    folder = tmp_path / "forms"
    folder.mkdir()
    (folder / "form.csv").write_text(persons(f"K1,{NUMBER},2024-03-01,"), encoding="utf-8")
    address = new_ledger()
    Ledger.create(address).close()
    with Ledger.open(address, key=KEY) as ledger:
        ledger.ingest(folder, who="Hoa", keep_originals=True)
    return address


@pytest.mark.parametrize("table", TABLES)
def test_the_database_itself_lets_nothing_be_changed_or_removed(table: str, filled: str) -> None:
    before = rows_of(filled, f"SELECT * FROM {table}")
    assert len(before) == 1
    column = {"hoctap_submissions": "who", "hoctap_settings": "programme", "hoctap_person_key": "digest"}.get(
        table, "content"
    )
    statements = [f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}"]
    if "://" in filled:
        statements.append(f"TRUNCATE {table} CASCADE")
    else:
        statements += [
            f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}",
            f"UPDATE OR REPLACE {table} SET {column} = {column}",
        ]
    for statement in statements:
        with connection_to(filled) as connection, pytest.raises(Exception, match="append-only"):
            connection.execute(statement)
    assert rows_of(filled, f"SELECT * FROM {table}") == before


def test_originals_are_kept_when_asked_for_and_opened_by_the_secret_alone(filled: str, tmp_path: Path) -> None:
    content = (tmp_path / "forms" / "form.csv").read_bytes()
    with Ledger.open(filled, key=KEY) as ledger:
        assert ledger.submissions[0].has_original
        assert ledger.original(1) == content
        with pytest.raises(ht.NotFound):
            ledger.original(2)
    with Ledger.open(filled) as ledger, pytest.raises(ht.InvalidValue):
        ledger.original(1)
    ((kept,),) = rows_of(filled, "SELECT content FROM hoctap_originals")
    assert NUMBER.encode() not in kept
    with pytest.raises(zlib.error):
        zlib.decompress(kept)


def test_originals_are_not_kept_unasked_nor_without_a_secret(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    with pytest.raises(ht.InvalidValue, match="locked"):
        empty.ingest(tmp_path / "forms", who="Hoa", keep_originals=True)
    empty.ingest(tmp_path / "forms", who="Hoa")
    assert not empty.submissions[0].has_original


def test_what_was_damaged_behind_its_back_is_told(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong")
    empty.ingest(tmp_path / "forms", who="Hoa")
    address = empty.address
    with connection_to(address) as connection:
        if "://" in address:
            connection.execute("ALTER TABLE hoctap_sheets DISABLE TRIGGER append_only")
        else:
            connection.execute("DROP TRIGGER hoctap_sheets_update")
        mark = "%s" if "://" in address else "?"
        connection.execute(f"UPDATE hoctap_sheets SET content = {mark}", (zlib.compress(b"hoctap sheet 1\n\x05abc"),))
        connection.commit()
    with pytest.raises(ht.FormatError, match="damaged"):
        empty.dataset()


# as a table


def test_submissions_are_a_table_for_whoever_reads_arrow(empty: Ledger, tmp_path: Path) -> None:
    form(tmp_path / "forms" / "a.csv", "S1,2024-03-01,nuôi ong", "S2,2024-04-01,may")
    empty.ingest(tmp_path / "forms", who="Hoa", received="2025-01-05")
    table = pa.table(empty.submissions)
    (row,) = table.to_pylist()
    assert (row["name"], row["reports"], row["rows"], row["who"]) == ("a.csv", "TT-03 07375 2024", 2, "Hoa")
    assert table.schema.field("received").type == pa.date32()
    assert table.schema.field("number").type == pa.int64()
    assert table.schema.field("is_newest").type == pa.bool_()
    assert empty.submissions.to_dicts() == table.to_pylist()
    assert list(empty.submissions.to_pandas()["name"]) == ["a.csv"]
    assert empty.submissions.to_polars()["who"].to_list() == ["Hoa"]
    assert pa.table(empty.ingest(tmp_path / "forms", who="Hoa"))["outcome"].to_pylist() == ["known"]
