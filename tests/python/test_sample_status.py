"""The simulated district from folder to status, against a count of its raw rows that knows no crosswalk."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache, cached_property
from pathlib import Path

import pytest
from reference import of_working_age
from test_sample import day, rows_of, sheet

import hoctap as ht
from hoctap.sample import wording

OCCUPATIONAL = (wording.VOCATIONAL, wording.TRANSFER, wording.SKILLS)
KINDS = {"T4a": OCCUPATIONAL, "T4b": (wording.VOCATIONAL,), "T5": (wording.TRANSFER,)}
ESSENTIAL = ("tủ sách", "bàn ghế", "máy vi tính")
START = date(2023, 7, 1)
VIEWS = ("plan_territory", "current", "as_reported", "2025-03-01")
UNITS = {"plan_territory": 21, "current": 5, "2025-03-01": 19}
ENDS = {"2024Q4": date(2024, 12, 31), "2025Q2": date(2025, 6, 30), "2025Q4": date(2025, 12, 31)}


class RawCount:
    """Counts over the whole district, straight from the rows of the files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @cached_property
    def spells(self) -> dict[str, dict[date, dict[str, str]]]:
        spells: dict[str, dict[date, dict[str, str]]] = {}
        for path in sorted(self.folder.rglob("*-residents.csv")):
            for row in sheet(path)[1]:
                # A later file's row of the same spell takes the place of the earlier one.
                spells.setdefault(row["Số định danh cá nhân"], {})[day(row["Cư trú từ ngày"])] = row
        return spells

    @cached_property
    def learned(self) -> dict[str, list[tuple[date, str]]]:
        sessions = {
            row["Mã buổi học"]: (day(row["Ngày"]), row["Loại buổi"]) for row in rows_of(self.folder, "sessions")
        }
        learned: dict[str, list[tuple[date, str]]] = {}
        for row in rows_of(self.folder, "participation"):
            learned.setdefault(row["Số định danh cá nhân"], []).append(sessions[row["Mã buổi học"]])
        return learned

    @cache  # noqa: B019 - one object a module
    def labourers(self, on: date) -> frozenset[str]:
        return frozenset(self._labourers(on))

    def _labourers(self, on: date) -> Iterator[str]:
        for number, spells in self.spells.items():
            here = [
                row
                for begin, row in spells.items()
                if begin <= on and (not row["Cư trú đến ngày"] or on < day(row["Cư trú đến ngày"]))
            ]
            if here and here[-1]["Tình trạng lao động"] in (wording.EMPLOYED, wording.UNEMPLOYED):
                month, year = re.fullmatch(r"(?:(\d\d)/)?(\d{4})", here[-1]["Tháng sinh"]).groups()
                sex = "woman" if here[-1]["Giới"] == "nữ" else "man"
                if of_working_age(sex, (int(year), int(month or 1)), on):
                    yield number

    def workers(self, indicator: str, on: date) -> tuple[int, int]:
        labourers = self.labourers(on)
        kinds = KINDS[indicator]
        learned = {
            number
            for number, lessons in self.learned.items()
            if any(START <= held <= on and kind in kinds for held, kind in lessons)
        }
        return len(labourers & learned), len(labourers)

    @cached_property
    def centres(self) -> dict[str, dict[str, str]]:
        return {row["Mã TTHTCĐ"]: row for year in ("2023", "2025") for row in rows_of(self.folder / year, "centres")}

    def closed(self, centre: str) -> date | None:
        closed = self.centres[centre]["Ngày giải thể"]
        return day(closed) if closed else None

    def equipped(self, on: date) -> tuple[int, int]:
        operating = [
            centre
            for centre, row in self.centres.items()
            if day(row["Ngày thành lập"]) <= on and ((closed := self.closed(centre)) is None or on < closed)
        ]
        usable: dict[tuple[str, str], int] = {}
        for row in sorted(rows_of(self.folder, "equipment"), key=lambda row: day(row["Ngày kiểm kê"])):
            if day(row["Ngày kiểm kê"]) <= on:
                usable[row["Mã TTHTCĐ"], row["Thiết bị"]] = int(row["Còn dùng được"])
        return sum(all(usable[centre, item] > 0 for item in ESSENTIAL) for centre in operating), len(operating)

    def of_year(self, done: set[str], year: int) -> tuple[int, int]:
        """Centre-years: those that closed are one with the centre that took them over."""
        due = passed = 0
        for centre, row in self.centres.items():
            if (closed := self.closed(centre)) is not None and closed.year == year:
                continue
            if (closed is None or closed.year > year) and day(row["Ngày thành lập"]).year <= year:
                before = [
                    name for name in row["Trung tâm tiền thân"].split("; ") if name and self.closed(name).year == year
                ]
                due += 1
                passed += centre in done or (bool(before) and all(name in done for name in before))
        return passed, due

    def planned(self, year: int) -> tuple[int, int]:
        plans = rows_of(self.folder / str(year), "plans")
        return self.of_year({row["Mã TTHTCĐ"] for row in plans if row["Trạng thái"] == wording.APPROVED}, year)

    def funded(self, year: int) -> tuple[int, int]:
        return self.of_year({row["Mã TTHTCĐ"] for row in rows_of(self.folder / str(year), "allocations")} - {""}, year)


@pytest.fixture(scope="module")
def raw(complete_folder: Path) -> RawCount:
    return RawCount(complete_folder)


@cache
def expected_of(raw: RawCount, period: str) -> dict[str, tuple[int, int]]:
    on = ENDS[period]
    expected = {name: raw.workers(name, on) for name in KINDS} | {"T1": raw.equipped(on)}
    if period.endswith("Q4"):
        expected |= {"T2": raw.planned(on.year), "T3": raw.funded(on.year)}
    return expected


def territory(dataset: ht.Dataset, view: str, period: str) -> dict[str, ht.ResultRow]:
    rows = dataset.indicators(view=view, periods=[period])
    return {row.indicator: row for row in rows if row.kind == "territory"}


def test_the_complete_sample_is_read_without_error_and_nothing_is_owed(complete: ht.Dataset) -> None:
    assert [str(finding) for finding in complete.findings if finding.severity == "error"] == []
    assert list(complete.missing) == []
    assert complete.is_simulated


@pytest.mark.parametrize("period", ENDS)
@pytest.mark.parametrize("view", VIEWS)
def test_the_district_equals_a_count_of_raw_rows_on_old_and_new_units(
    complete: ht.Dataset, raw: RawCount, view: str, period: str
) -> None:
    rows = territory(complete, view, period)
    for name, (passed, due) in expected_of(raw, period).items():
        cell = rows[name].cell
        # In 2025 money went to the Association of a commune with five centres: whether the one without other money had
        # some is unknown.
        unknown = 1 if (name, period) == ("T3", "2025Q4") else 0
        assert (cell.numerator, cell.denominator, cell.unreported) == (passed, due - unknown, unknown), name


@pytest.mark.parametrize("view", UNITS)
def test_units_of_a_view_add_up_to_the_district(complete: ht.Dataset, view: str) -> None:
    result = complete.indicators(view=view, periods=["2025Q4"])
    for indicator in ("T1", "T2", "T3", "T4a", "T4b", "T5"):
        rows = [row for row in result if row.indicator == indicator]
        units = [row for row in rows if row.kind == "unit"]
        total = next(row for row in rows if row.kind == "territory").cell.denominator
        assert len(units) == UNITS[view]
        # On the old units, people who arrived after the merger without a village lie somewhere in several of them.
        missing = total - sum(row.cell.denominator for row in units)
        assert 0 <= missing <= (0 if view == "current" else 60)


def test_learning_training_and_transfer_are_out_of_reach_at_the_present_rate(complete: ht.Dataset) -> None:
    for period in ("2024Q4", "2025Q2"):
        rows = territory(complete, "plan_territory", period)
        for indicator in ("T4a", "T4b", "T5"):
            row = rows[indicator]
            assert (row.status, row.reach) == ("off_track", "beyond")
            assert row.turns_needed > row.turns_now
    rows = territory(complete, "current", "2025Q4")
    assert {rows[indicator].status for indicator in ("T4a", "T4b", "T5")} == {"off_track"}


def test_equipment_follows_its_path_with_communes_off_it(complete: ht.Dataset) -> None:
    statuses = [territory(complete, "plan_territory", period)["T1"].status for period in ("2023Q4", "2024Q2", "2024Q4")]
    assert set(statuses) == {"on_track"}
    units = complete.indicators(view="plan_territory", periods=["2024Q4"], indicators=["T1"])
    assert {row.status for row in units if row.kind == "unit"} >= {"met", "off_track"}


def test_plans_and_money_are_nearly_complete(complete: ht.Dataset) -> None:
    for period in ("2023Q4", "2024Q4", "2025Q4"):
        rows = territory(complete, "plan_territory", period)
        for indicator in ("T2", "T3"):
            assert 0.85 < rows[indicator].value <= 1


@pytest.fixture(scope="module")
def troubles(troubled_folder: Path) -> list[dict[str, str]]:
    with troubled_folder.with_name("troubled.troubles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_each_trouble_gets_a_finding_at_its_line(troubles: list[dict[str, str]], troubled: ht.Dataset) -> None:
    by_file: dict[str, list[int]] = {}
    for finding in troubled.findings:
        by_file.setdefault(finding.file, []).append(finding.row)
    unnoticed = []
    for trouble in troubles:
        if trouble["effect"] == "finding":
            rows = by_file.get(trouble["file"], [])
            if not rows or (int(trouble["line"]) and int(trouble["line"]) not in rows):
                unnoticed.append(trouble)
    assert unnoticed == []


def test_a_declared_count_above_the_labourers_is_told_with_the_indicators(
    troubles: list[dict[str, str]], troubled: ht.Dataset
) -> None:
    trouble = next(trouble for trouble in troubles if trouble["effect"] == "conflict")
    period, unit = re.fullmatch(r"([^/]+)/(\d+)-.*", trouble["file"]).groups()
    row = troubled.indicators(periods=[period]).row(unit, "T4a", period)
    assert "conflict" in row.flags
    assert row.cell.upper_num <= row.cell.upper_den


def test_files_that_other_programs_wrote_are_read_as_if_nothing_were_wrong(
    troubles: list[dict[str, str]], troubled: ht.Dataset, complete: ht.Dataset
) -> None:
    usual = {source.file: source.rows_kept for source in complete.sources}
    odd = {source.file: source.rows_kept for source in troubled.sources}
    names = [trouble["file"] for trouble in troubles if trouble["effect"] == "none"]
    assert names
    assert {name: odd[name] for name in names} == {name: usual[name] for name in names}


def test_late_and_missing_reports_are_told(troubles: list[dict[str, str]], troubled: ht.Dataset) -> None:
    def owed(state: str) -> Counter[tuple[str, str, str]]:
        return Counter((entry.form, str(entry.period), entry.unit) for entry in troubled.owed if entry.state == state)

    for effect, state in (("late", "late"), ("missing", "missing")):
        wanted = [
            (trouble["note"], *re.fullmatch(r"([^/]+)/(\d+)-.*", trouble["file"]).groups())
            for trouble in troubles
            if trouble["effect"] == effect
        ]
        assert all(owed(state)[entry] for entry in wanted), effect


def test_no_row_of_the_troubled_sample_is_lost(troubled: ht.Dataset) -> None:
    for source in troubled.sources:
        assert source.rows_read == source.rows_kept + source.rows_dropped, source.file
    dropped = Counter(finding.file for finding in troubled.findings if finding.outcome == "dropped")
    for source in troubled.sources:
        assert bool(source.rows_dropped) <= bool(dropped[source.file]), source.file
