"""Errors of the library are hoctap's own and the builtin ones that a program would catch anyway."""

from __future__ import annotations

import pickle
from datetime import date, datetime

import pytest

import hoctap as ht


@pytest.mark.parametrize(
    ("leaf", "builtin"),
    [
        (ht.InvalidValue, ValueError),
        (ht.NotFound, LookupError),
        (ht.Overflow, OverflowError),
        (ht.FileError, OSError),
        (ht.FormatError, ValueError),
    ],
)
def test_each_leaf_is_also_a_builtin(leaf: type[ht.Error], builtin: type[Exception]) -> None:
    assert issubclass(leaf, ht.Error)
    assert issubclass(leaf, builtin)


def test_a_value_that_cannot_be_is_told_in_both_languages() -> None:
    with pytest.raises(ht.InvalidValue, match="2024Q5") as caught:
        ht.Period("2024Q5")
    assert caught.value.code == "not_a_period"
    assert "is not a period" in str(caught.value)
    assert caught.value.text("en") == str(caught.value)
    assert "không phải là kỳ" in caught.value.text("vi")


def test_an_unknown_plan_names_those_there_are() -> None:
    with pytest.raises(ht.NotFound, match="lang-giang-2023-2025"):
        ht.programme("lang-giang")


def test_a_folder_that_is_not_there_is_an_os_error(tmp_path) -> None:
    with pytest.raises(OSError, match="nowhere"):
        ht.read(tmp_path / "nowhere")


def test_an_unknown_table_names_the_nearest(small: ht.Dataset) -> None:
    with pytest.raises(ht.NotFound, match="residents") as caught:
        small.tables["resident"]
    assert "không có bảng resident" in caught.value.text("vi")
    assert small.tables.get("resident") is None


@pytest.mark.parametrize(
    "setting", ["tolerance_points", "due_after_days", "inventory_months", "labour_total_tolerance_percent"]
)
def test_settings_below_zero_are_refused(small: ht.Dataset, setting: str) -> None:
    with pytest.raises(ht.InvalidValue, match=f"{setting} is -5"):
        small.indicators(**{setting: -5})


def test_a_broken_plan_names_file_line_and_key(tmp_path) -> None:
    plan = tmp_path / "plan.toml"
    plan.write_text('id = "x"\nname = 3\n', encoding="utf-8")
    with pytest.raises(ht.FormatError) as caught:
        ht.Programme.load(str(plan))
    assert caught.value.file.endswith("plan.toml")
    assert caught.value.row == 2
    assert caught.value.field == "name"


def test_errors_can_be_pickled() -> None:
    with pytest.raises(ht.InvalidValue) as caught:
        ht.Period("never")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is ht.InvalidValue
    assert (str(again), again.code, again.text("vi")) == (str(caught.value), "not_a_period", caught.value.text("vi"))


def test_an_error_of_the_file_system_keeps_its_message() -> None:
    assert str(ht.FileError("cannot read it", code="file_not_readable", file="a.csv")) == "cannot read it"


def test_another_language_is_refused() -> None:
    with pytest.raises(ht.InvalidValue, match='"vi" or "en"'):
        ht.programme().name.text(lang="fr")  # type: ignore[arg-type]


def test_days_are_dates_or_iso_text_and_nothing_else() -> None:
    gazetteer = ht.gazetteer()
    by_date = gazetteer.find("07381", day=date(2025, 7, 1))
    assert by_date is not None
    assert by_date.name == "Tiên Lục"
    assert gazetteer.find("07381", day="2025-07-01") == by_date
    with pytest.raises(TypeError, match="not datetime"):
        gazetteer.find("07381", day=datetime(2025, 7, 1))
    with pytest.raises(TypeError, match="incompatible"):
        gazetteer.find("07381", day=20250701)  # type: ignore[arg-type]
    with pytest.raises(ht.InvalidValue, match="2025-02-30"):
        gazetteer.find("07381", day="2025-02-30")


def test_what_progress_raises_stops_the_reading(complete_folder) -> None:
    class Enough(Exception):
        pass

    seen = []

    def progress(done: int, files: int) -> None:
        seen.append((done, files))
        raise Enough

    with pytest.raises(Enough):
        ht.read(complete_folder, progress=progress)
    assert len(seen) == 1
