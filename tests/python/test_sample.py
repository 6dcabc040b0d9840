"""The simulated district: what it promises, checked on the written files with nothing but Python."""

import csv
import re
import subprocess
import sys
import tomllib
from collections import defaultdict
from datetime import date, datetime
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from hoctap.sample import wording, write
from hoctap.sample.headings import HEADINGS

ROOT = Path(__file__).resolve().parents[2]
PREAMBLE = re.compile(r"^(Biểu|Đơn vị|Kỳ|Lần|Ngày nhận|Mã theo ngày|Không phát sinh|Dữ liệu):[,;]? ?(.+)$")


def sheet(path: Path) -> tuple[dict[str, str], list[dict[str, str]]]:
    """Return what the preamble states and the rows by heading, totals left out."""
    lines = path.read_text(encoding="utf-8").split("\n")
    stated = {}
    for at, line in enumerate(lines):
        if match := PREAMBLE.match(line):
            stated[match[1]] = match[2]
        elif line.startswith("STT") or HEADINGS[path.stem.split("-")[2]][0] in line:
            delimiter = ";" if line.count(";") > line.count(",") else ","
            rows = csv.DictReader(lines[at:], delimiter=delimiter)
            return stated, [row for row in rows if "Tổng cộng" not in row.values()]
    raise AssertionError(f"no heading in {path}")


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    return [row for path in sorted(folder.rglob(f"*-{table}.csv")) for row in sheet(path)[1]]


@cache
def day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date()


def test_headings_are_the_declared_labels() -> None:
    declared = {}
    for header in (ROOT / "include/hoctap/records/tables").glob("*.hpp"):
        for body in re.findall(r"struct \w+ : Table \{(.*?)\n\};", header.read_text(encoding="utf-8"), re.DOTALL):
            name = re.search(r'Table\(\{"(\w+)"', body)[1]
            declared[name] = tuple(re.findall(r'\.label = "([^"]+)"', body))
    for table, headings in HEADINGS.items():
        assert headings == declared[table], table


def test_words_are_those_of_the_code_lists() -> None:
    known = set()
    for path in (ROOT / "data/codes").glob("*.toml"):
        with path.open("rb") as file:
            for code in tomllib.load(file).get("code", []):
                known |= {code["vi"], *code.get("aliases", [])}
    used = {
        value for name, value in vars(wording).items() if name.isupper() and isinstance(value, str) and name != "YES"
    }
    used |= {
        word for name, value in vars(wording).items() if name.isupper() and isinstance(value, tuple) for word in value
    }
    assert used - known == set()


def test_every_file_says_what_it_is_and_that_it_is_simulated(complete_folder: Path) -> None:
    for path in complete_folder.rglob("*.csv"):
        stated, _ = sheet(path)
        assert stated["Dữ liệu"] == "mô phỏng", path
        assert stated["Kỳ"] == path.relative_to(complete_folder).parts[0], path
        assert path.name.startswith(stated["Biểu"]), path
        assert path.parent.name.startswith(stated["Đơn vị"]), path
        assert day(stated["Ngày nhận"]), path


def test_the_district_has_its_real_size(complete_folder: Path) -> None:
    size = sum(path.stat().st_size for path in complete_folder.rglob("*") if path.is_file())
    assert size <= 25_000_000
    turns = sum(int(row["Lượt người"]) for row in rows_of(complete_folder, "sessions"))
    assert 66_000 <= turns <= 95_000
    for year in (2023, 2024, 2025):
        labourers = sum(
            int(r["Số lao động"]) for r in rows_of(complete_folder / str(year), "labour_totals") if not r["Giới"]
        )
        assert 118_000 <= labourers <= 120_500
    assert len(rows_of(complete_folder / "2023", "centres")) == 21


def test_unit_folders_follow_the_mergers(complete_folder: Path) -> None:
    def units(period: str) -> int:
        return sum(1 for _ in (complete_folder / period).iterdir())

    assert [units(period) for period in ("2023Q3", "2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4")] == [
        21,
        21,
        19,
        19,
        5,
        5,
    ]


def test_owed_forms_all_came(complete_folder: Path) -> None:
    quarters = [f"{year}Q{q}" for year in (2023, 2024, 2025) for q in (1, 2, 3, 4) if (year, q) >= (2023, 3)]
    for period in quarters:
        for unit in (complete_folder / period).iterdir():
            assert {path.name[:5] for path in unit.iterdir()} >= {"TT-02", "HT-01", "LD-01"}, unit
    for period in ("2023", "2024"):
        for unit in (complete_folder / period).iterdir():
            assert {path.name[:5] for path in unit.iterdir()} >= {"TT-03", "KP-01"}, unit


def test_citizen_numbers_hold_sex_and_year_of_birth_and_belong_to_one_person(complete_folder: Path) -> None:
    persons: dict[str, tuple[str, str]] = {}
    for row in rows_of(complete_folder, "residents"):
        number, born = row["Số định danh cá nhân"], row["Tháng sinh"][-4:]
        assert re.fullmatch(r"0\d{11}", number)
        assert number[3] == str(2 * (int(born[:2]) - 19) + (row["Giới"] == "nữ"))
        assert number[4:6] == born[2:]
        assert persons.setdefault(number, (row["Giới"], row["Tháng sinh"])) == (row["Giới"], row["Tháng sinh"])


def test_spells_of_a_person_do_not_overlap(complete_folder: Path) -> None:
    spells: dict[str, dict[date, date]] = defaultdict(dict)
    for path in sorted(complete_folder.rglob("*-residents.csv")):
        for row in sheet(path)[1]:
            until = day(row["Cư trú đến ngày"]) if row["Cư trú đến ngày"] else date.max
            spells[row["Số định danh cá nhân"]][day(row["Cư trú từ ngày"])] = until
    for of_person in spells.values():
        ordered = sorted(of_person.items())
        assert all(begin < end for begin, end in ordered)
        assert all(end <= begin for (_, end), (begin, _) in pairwise(ordered))


def test_sessions_and_participation_agree(complete_folder: Path) -> None:
    named: dict[str, int] = defaultdict(int)
    unnamed: dict[str, int] = defaultdict(int)
    pairs = set()
    for row in rows_of(complete_folder, "participation"):
        if number := row["Số định danh cá nhân"]:
            named[row["Mã buổi học"]] += 1
            assert (row["Mã buổi học"], number) not in pairs
            pairs.add((row["Mã buổi học"], number))
        else:
            unnamed[row["Mã buổi học"]] += 1
    centres = {
        row["Mã TTHTCĐ"]: row for period in ("2023", "2025") for row in rows_of(complete_folder / period, "centres")
    }
    sessions = rows_of(complete_folder, "sessions")
    assert len({row["Mã buổi học"] for row in sessions}) == len(sessions)
    assert named.keys() | unnamed.keys() == {row["Mã buổi học"] for row in sessions}
    for row in sessions:
        assert int(row["Lượt người"]) == named[row["Mã buổi học"]] + unnamed[row["Mã buổi học"]]
        assert int(row["Nữ"]) <= int(row["Lượt người"])
        centre = centres[row["Mã TTHTCĐ"]]
        assert day(centre["Ngày thành lập"]) <= day(row["Ngày"])
        assert not centre["Ngày giải thể"] or day(row["Ngày"]) < day(centre["Ngày giải thể"])


def test_learning_and_transfer_stay_far_below_their_targets(complete_folder: Path) -> None:
    kinds = {row["Mã buổi học"]: row["Loại buổi"] for row in rows_of(complete_folder, "sessions")}
    learned, transferred = set(), set()
    for row in rows_of(complete_folder, "participation"):
        if kinds[row["Mã buổi học"]] in (wording.VOCATIONAL, wording.TRANSFER, wording.SKILLS):
            learned.add(row["Số định danh cá nhân"])
        if kinds[row["Mã buổi học"]] == wording.TRANSFER:
            transferred.add(row["Số định danh cá nhân"])
    assert 25_000 < len(learned) < 45_000
    assert 10_000 < len(transferred) < 30_000


def test_equipment_rises_along_its_path(complete_folder: Path) -> None:
    equipped = []
    for period in ("2023Q2", "2023Q4", "2024Q4", "2025Q2", "2025Q4"):
        usable: dict[str, list[bool]] = defaultdict(list)
        for row in rows_of(complete_folder / period, "equipment"):
            if row["Thiết bị"] in ("tủ sách", "bàn ghế", "máy vi tính"):
                usable[row["Mã TTHTCĐ"]].append(int(row["Còn dùng được"]) > 0)
        equipped.append((sum(len(items) == 3 and all(items) for items in usable.values()), len(usable)))
    # Two offices count every half year, at midyear and year's end, when all these are.
    assert equipped == [(8, 21), (11, 21), (16, 21), (18, 21), (17, 18)]


def test_the_same_files_come_out_every_time_and_without_anything_built(complete_folder: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    subprocess.run([sys.executable, "-S", "-E", str(ROOT / "python/hoctap/sample"), str(again)], check=True)
    names = {path.relative_to(complete_folder) for path in complete_folder.rglob("*") if path.is_file()}
    assert names == {path.relative_to(again) for path in again.rglob("*") if path.is_file()}
    for name in names:
        assert (complete_folder / name).read_bytes() == (again / name).read_bytes(), name


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_troubles_are_listed_with_a_file_that_is_there(complete_folder: Path, troubled_folder: Path) -> None:
    with troubled_folder.with_name("troubled.troubles.csv").open(encoding="utf-8", newline="") as file:
        troubles = list(csv.DictReader(file))
    assert {trouble["effect"] for trouble in troubles} == {"finding", "conflict", "none", "late", "missing", "replaced"}
    for trouble in troubles:
        path = troubled_folder / trouble["file"]
        if trouble["effect"] == "missing":
            assert not any(path.glob(f"{trouble['note']}-*"))
            assert any((complete_folder / trouble["file"]).glob(f"{trouble['note']}-*"))
        else:
            assert path.exists(), trouble


def test_untroubled_files_are_those_of_the_complete_set(complete_folder: Path, troubled_folder: Path) -> None:
    with troubled_folder.with_name("troubled.troubles.csv").open(encoding="utf-8", newline="") as file:
        touched = {trouble["file"] for trouble in csv.DictReader(file)}
    same = 0
    for path in troubled_folder.rglob("*.csv"):
        name = path.relative_to(troubled_folder)
        if path.is_file() and str(name) not in touched and str(name.parent) not in touched:
            assert path.read_bytes() == (complete_folder / name).read_bytes(), name
            same += 1
    assert same > 1500
