"""Places by code and name, alone and in columns, against the gazetteer that holds them."""

from __future__ import annotations

import datetime
import json
from fractions import Fraction
from pathlib import Path

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from click.testing import CliRunner

import hoctap as ht
from hoctap.cli import commands

MARCH, AUGUST = datetime.date(2025, 3, 1), datetime.date(2025, 8, 1)
SMALL_LISTS = Path(__file__).resolve().parents[1] / "data" / "national"


@pytest.fixture(autouse=True)
def no_lists_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HOCTAP_NATIONAL_LISTS", raising=False)


def test_a_code_says_what_it_was_and_became() -> None:
    found = ht.where("07381", on="2025-03-01")
    assert (found.status, found.unit.name, [unit.name for unit in found.above]) == (
        "found",
        "Nghĩa Hưng",
        ["Lạng Giang", "Bắc Giang"],
    )
    (became,) = found.became
    assert (became.unit.name, became.share) == ("Tiên Lục", Fraction(1))
    assert became.events[0].legal_basis == "1658/NQ-UBTVQH15"
    assert "xã Nghĩa Hưng (07381), huyện Lạng Giang, tỉnh Bắc Giang" in found.text(lang="vi")
    assert "1658/NQ-UBTVQH15" in found._repr_html_()
    assert ht.where("07381", on=AUGUST).unit.name == "Tiên Lục"
    assert len(ht.where("07381", on=AUGUST).came_from) == 5


def test_without_a_day_every_meaning_is_a_candidate() -> None:
    found = ht.where("07381")
    assert found.status == "several"
    assert [unit.name for unit in found.candidates] == ["Nghĩa Hưng", "Tiên Lục"]
    assert found.unit is None


@pytest.mark.parametrize(
    "name", ["Tiên Lục, Lạng Giang", "xã Tiên Lục - Lạng Giang - Bắc Giang", "tien luc lang giang"]
)
def test_a_name_is_found_however_it_is_typed(name: str) -> None:
    assert ht.where(name, on=MARCH).unit.code == "07393"
    assert ht.where(name, on=AUGUST).unit.code == "07381", "known by where it lay before"


def test_what_is_not_known_offers_what_is_near() -> None:
    assert ht.where("Tiên Lụt", on=MARCH).nearest[0].name == "Tiên Lục"
    assert ht.where("7381", on=MARCH).nearest[0].code == "07381"


def test_follow_gives_parts_with_shares_or_says_that_no_successor_is_known() -> None:
    lineage = ht.follow("07402", on="2024-06-01", to="2025-08-01")
    (part,) = lineage.parts
    assert (part.unit.code, part.share, part.is_inferred) == ("07381", 1, True)
    gazetteer = ht.national_lists(SMALL_LISTS).gazetteer
    split = ht.follow("90010", on="2024-06-01", to=AUGUST, gazetteer=gazetteer)
    assert [(part.unit.code, part.share) for part in split.parts] == [("90001", None), ("90007", None)]
    (lost,) = ht.follow("91010", on="2024-06-01", to=AUGUST, gazetteer=gazetteer).parts
    assert lost.unit is None
    assert "no successor is known" in str(ht.follow("91010", on="2024-06-01", to=AUGUST, gazetteer=gazetteer))
    assert ht.follow("07402", on=AUGUST, to=MARCH).parts == []


CODES = ["07381", None, "07402", "99999", "Tiên Lục, Lạng Giang", "24"]
DAYS = [MARCH, MARCH, AUGUST, AUGUST, MARCH, None]
EXPECTED = [
    ("found", "Nghĩa Hưng"),
    ("missing", None),
    ("ended", "Mỹ Hà"),
    ("unknown", None),
    ("found", "Tiên Lục"),
    ("missing", None),
]


def columns() -> list[tuple[object, object]]:
    days = pa.array(DAYS, pa.date32())
    return [
        (CODES, DAYS),
        (pa.array(CODES), days),
        (pa.chunked_array([CODES[:2], CODES[2:]]), pa.chunked_array([days[:4], days[4:]])),
        (pa.array(CODES).dictionary_encode(), days),
        (pl.Series(CODES), pl.Series(DAYS)),
        (pl.Series(CODES, dtype=pl.Categorical), [None if day is None else day.isoformat() for day in DAYS]),
        (pd.Series(CODES), pd.to_datetime(pd.Series(DAYS))),
        (pd.Series(CODES, dtype="category"), pd.to_datetime(pd.Series(DAYS)).to_numpy()),
        (pd.Series(CODES, dtype=object).to_numpy(), pl.Series(DAYS).cast(pl.Datetime)),
    ]


@pytest.mark.parametrize(("codes", "days"), columns())
def test_columns_of_every_library_give_the_same_answers(codes: object, days: object) -> None:
    table = ht.where(codes, on=days)
    assert [(row["status"], row["name"]) for row in table.to_dicts()] == EXPECTED
    assert ht.follow(codes, on=days, to=AUGUST).to_polars()["row"].to_list() == list(range(6))


def test_pandas_without_pyarrow_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import hoctap.places

    monkeypatch.setattr(hoctap.places, "find_spec", lambda name: None)
    table = ht.where(pd.Series(CODES), on=pd.to_datetime(pd.Series(DAYS)))
    assert [(row["status"], row["name"]) for row in table.to_dicts()] == EXPECTED


def test_a_column_answers_as_each_of_its_values_does() -> None:
    gazetteer = ht.gazetteer()
    codes = [unit.code for unit in gazetteer.versions] * 3
    days = [day for day in ("2019-06-01", "2024-06-01", "2025-07-01") for _ in gazetteer.versions]
    for row, code, day in zip(ht.where(codes, on=days).to_dicts(), codes, days, strict=True):
        one = ht.where(code, on=day)
        assert (row["status"], row["code"], row["name"]) == (
            one.status,
            one.unit and one.unit.code,
            one.unit and one.unit.name,
        )
        assert row["parent_code"] == (one.above[0].code if one.above else None)


def test_wrong_columns_are_refused_with_words_that_help() -> None:
    with pytest.raises(ht.FormatError, match="leading zeros"):
        ht.where(pl.Series([7381]), on=MARCH)
    with pytest.raises(ht.InvalidValue, match="needs a day"):
        ht.where(["07381"])
    with pytest.raises(ht.InvalidValue):
        ht.where(["07381", "07402"], on=[MARCH, MARCH, MARCH])
    with pytest.raises(ht.FormatError, match="not one column"):
        ht.where(pl.DataFrame({"a": ["07381"]}), on=MARCH)
    with pytest.raises(TypeError):
        ht.where([7381], on=MARCH)


def test_national_lists_stand_beside_the_district(monkeypatch: pytest.MonkeyPatch) -> None:
    lists = ht.national_lists(SMALL_LISTS)
    assert lists.gazetteer.find("90001", day=AUGUST).name == "Hư Cấu"
    assert lists.gazetteer.find("07381", day=AUGUST).source == ht.gazetteer().find("07381", day=AUGUST).source
    assert all(row["rows_read"] == row["rows_kept"] + row["rows_dropped"] for row in lists.files.to_dicts())
    assert {finding.code for finding in lists.findings} >= {"national_split", "unit_ends_by_no_event"}
    assert ht.where("90001", on=AUGUST).status == "unknown"
    monkeypatch.setenv("HOCTAP_NATIONAL_LISTS", str(SMALL_LISTS))
    assert ht.where("90001", on=AUGUST).unit.name == "Hư Cấu"


def test_lists_that_are_not_there_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ht.FileError, match="HOCTAP_NATIONAL_LISTS"):
        ht.national_lists()
    with pytest.raises(ht.FileError):
        ht.national_lists(tmp_path)


def run(*arguments: str, text: str = "") -> tuple[int, str]:
    result = CliRunner().invoke(commands, ["where", *arguments], input=text)
    return result.exit_code, result.output


def test_the_command_answers_codes_and_names() -> None:
    status, text = run("07381", "--on", "2025-03-01", "--lang", "vi")
    assert status == 0
    assert "xã Nghĩa Hưng (07381)" in text
    words = ("Tiên", "Lục,", "Lạng", "Giang")
    assert run(*words, "--on", "2025-03-01") == run(" ".join(words), "--on", "2025-03-01")
    assert run("99999", "--on", "2025-03-01")[0] == 1
    assert run("07381", "--on", "2025-99-01")[0] == 2
    assert run()[0] == 2
    status, text = run(
        "90010", "--on", "2024-01-01", "--to", "2025-08-01", "--national", str(SMALL_LISTS), "--lang", "en"
    )
    assert "a part of unknown size: xã Hư Cấu (90001)" in text


def test_the_command_prints_json() -> None:
    answer = json.loads(run("07381", "--on", "2025-03-01", "--json")[1])
    assert answer["became"][0]["unit"]["name"] == "Tiên Lục"
    assert answer["became"][0]["share"] == {"num": 1, "den": 1}
    lineage = json.loads(run("07402", "--on", "2024-03-01", "--to", "2025-08-01", "--json")[1])
    assert lineage["parts"][0]["acts"][-1]["legal_basis"] == "1658/NQ-UBTVQH15"


def test_the_command_answers_a_file_line_by_line() -> None:
    status, text = run("--file", "-", "--on", "2025-03-01", text="07381\n99999\nTiên Lục, Lạng Giang\n")
    rows = [line.split("\t") for line in text.splitlines()]
    assert status == 1
    assert [row[:1] + row[2:5] for row in rows[1:]] == [
        ["07381", "found", "07381", "Nghĩa Hưng"],
        ["99999", "unknown", "", ""],
        ["Tiên Lục, Lạng Giang", "found", "07393", "Tiên Lục"],
    ]
    status, text = run("--file", "-", "--on", "2025-03-01", "--to", "2025-08-01", "--json", text="07381\n")
    assert json.loads(text)["to_name"] == "Tiên Lục"
    assert run("--file", "-", text="07381\n")[0] == 2


def test_a_package_may_carry_the_lists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3
    import sys

    with pytest.raises(ht.InvalidValue, match="package"):
        ht.national_lists(tmp_path, package="vietnamadminunits")
    data = tmp_path / "vietnamadminunits" / "data"
    data.mkdir(parents=True)
    (data.parent / "__init__.py").write_text("raise ImportError('not to be imported')", encoding="utf-8")
    with sqlite3.connect(data / "dataset.db") as database:
        keys = ("provinceKey", "districtKey", "wardKey")
        names = ("provinceCode", "province", "districtCode", "district", "wardCode", "ward", *keys)
        database.execute(f"CREATE TABLE admin_units_legacy ({', '.join(names)})")
        database.execute(f"CREATE TABLE admin_units ({', '.join(name for name in names if 'istrict' not in name)})")
        province = ("90", "Tỉnh Tưởng Tượng")
        old = [
            (*province, "900", "Huyện Hư Cấu", "90001", "Xã Đông Sơn", "tuong", "hucau", "xadongson"),
            (*province, "900", "Huyện Hư Cấu", "90004", "Xã Tây Sơn", "tuong", "hucau", "xatayson"),
            (*province, "901", "Huyện Hòn Đảo", None, None, "tuong", "hondao", None),
        ]
        new = [
            (*province, "90001", "Xã Hư Cấu", "tuong", "xahucau"),
            (*province, "90004", "Phường Tây Sơn", "tuong", "phuongtayson"),
            (*province, "90099", "Đặc khu Hòn Đảo", "tuong", "dackhuhondao"),
        ]
        database.executemany("INSERT INTO admin_units_legacy VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", old)
        database.executemany("INSERT INTO admin_units VALUES (?, ?, ?, ?, ?, ?)", new)
    became = {
        "DICT_PROVINCE_WARD_NO_DIVIDED": {
            "tuong": {"xahucau": ["tuong_hucau_xadongson"], "dackhuhondao": ["tuong_hondao_"]}
        },
        "DICT_PROVINCE_WARD_DIVIDED": {
            "tuong": {"tuong_hucau_xatayson": [{"newWardKey": "phuongtayson"}, {"newWardKey": "xahucau"}]}
        },
    }
    (data / "converter_2025.json").write_text(json.dumps(became), encoding="utf-8")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    lists = ht.national_lists(package="vietnamadminunits")
    assert not [finding for finding in lists.findings if finding.severity == "error"]
    gazetteer, eve = lists.gazetteer, datetime.date(2025, 6, 30)
    assert ht.where("90001", on=eve, gazetteer=gazetteer).became[0].unit.name == "Hư Cấu"
    assert ht.where("90001", on="2025-06-29", gazetteer=gazetteer).status == "not_yet"
    parts = ht.follow("90004", on=eve, to=AUGUST, gazetteer=gazetteer).parts
    assert [(part.unit.code, part.share) for part in parts] == [("90001", None), ("90004", None)]
    assert ht.follow("901", on=eve, to=AUGUST, gazetteer=gazetteer).parts[0].unit.kind == "đặc khu"
    (data / "converter_2025.json").write_text("[]", encoding="utf-8")
    with pytest.raises(ht.FormatError, match="vietnamadminunits"):
        ht.national_lists(package="vietnamadminunits")
    (data / "dataset.db").unlink()
    with pytest.raises(ht.FileError, match="not installed"):
        ht.national_lists(package="vietnamadminunits")
