"""The dossier of a new commune from the sample, against counts of its raw tables."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

import hoctap as ht
from hoctap.cli import commands

OLD = {"07378", "07381", "07390", "07393", "07396"}
ACT = datetime.date(2025, 7, 1)


@pytest.fixture(scope="module")
def dossier(complete: ht.Dataset) -> ht.Handover:
    return complete.handover(unit="07381")


def kind(dossier: ht.Handover, name: str) -> pl.DataFrame:
    return dossier.to_polars().filter(pl.col("kind") == name)


def test_it_names_the_old_units_and_the_act(dossier: ht.Handover) -> None:
    units = kind(dossier, "unit")
    assert set(units["from_code"]) == OLD
    assert units["act"].unique().to_list() == ["1658/NQ-UBTVQH15"]
    assert (dossier.unit.name, dossier.day) == ("Tiên Lục", ACT)
    assert units["is_certain"].all()


def centres_of_old_units(dataset: ht.Dataset) -> set[str]:
    """Centres by their first recorded place: in the sample none moves before the act."""
    places = dataset.tables["centre_places"].to_polars().sort("valid_from").unique("centre_id", keep="first")
    mine = places.filter(pl.col("unit_code").is_in(OLD | {"07402"}))
    centres = (
        dataset.tables["centres"]
        .to_polars()
        .filter((pl.col("founded_on") < ACT) & (pl.col("closed_on").is_null() | (pl.col("closed_on") >= ACT)))
    )
    return set(mine["centre_id"]) & set(centres["centre_id"])


def test_centres_equipment_and_plans_are_those_of_the_raw_tables(complete: ht.Dataset, dossier: ht.Handover) -> None:
    expected = centres_of_old_units(complete)
    assert expected
    assert set(kind(dossier, "centre")["centre_id"]) == expected
    inventory = (
        complete.tables["equipment"].to_polars().filter((pl.col("as_of") < ACT) & pl.col("centre_id").is_in(expected))
    )
    last = inventory.sort("as_of").unique(["centre_id", "item_code"], keep="last", maintain_order=True)
    ours = kind(dossier, "equipment").select(
        "centre_id", item_code="code", as_of="date", quantity="quantity", usable="usable"
    )
    columns = ["centre_id", "item_code"]
    assert ours.sort(columns).rows() == last.select(ours.columns).sort(columns).rows()
    plans = complete.tables["plans"].to_polars().filter((pl.col("year") == 2025) & pl.col("centre_id").is_in(expected))
    assert set(kind(dossier, "plan")["centre_id"]) == set(plans["centre_id"])


def test_money_not_settled_is_that_of_the_raw_tables(complete: ht.Dataset, dossier: ht.Handover) -> None:
    money = kind(dossier, "money")
    centres = kind(dossier, "centre")["centre_id"]
    allocations = (
        complete.tables["allocations"]
        .to_polars()
        .filter((pl.col("decided_on") < ACT) & pl.col("centre_id").is_in(centres.implode()))
    )
    spent = (
        complete.tables["expenditures"]
        .to_polars()
        .filter((pl.col("paid_on") < ACT) & pl.col("allocation_id").is_in(allocations["allocation_id"].implode()))
    )
    year = allocations.filter(pl.col("year") == 2025)
    open_now = money.filter(pl.col("period") == "2025")
    assert open_now["allocated"].sum() == year["amount"].sum() > 0
    assert (
        open_now["spent"].sum()
        == spent.filter(pl.col("allocation_id").is_in(year["allocation_id"].implode()))["amount"].sum()
    )
    settled = complete.tables["settlements"].to_polars().filter(pl.col("approved_on") < ACT)
    assert not (
        set(settled.select("unit_code", pl.col("year").cast(str), "fund").rows())
        & set(money.select("from_code", "period", "code").rows())
    )


def test_owed_reports_are_those_of_the_last_quarter_and_what_never_came(
    complete: ht.Dataset, dossier: ht.Handover
) -> None:
    reports = kind(dossier, "report")
    pending = reports.filter(pl.col("state") == "not_yet_due")
    assert set(pending["period"]) >= {"2025Q2"}
    assert set(pending["from_code"]) == OLD
    assert (pending["date"] >= ACT).all()


def test_the_page_needs_nothing_else_and_speaks_both_languages(dossier: ht.Handover) -> None:
    vietnamese, english = dossier.to_html(lang="vi"), dossier.to_html(lang="en")
    assert 'lang="vi"' in vietnamese
    assert "Hồ sơ bàn giao cho xã Tiên Lục (07381), tỉnh Bắc Ninh" in vietnamese
    assert "Handover to xã Tiên Lục (07381), tỉnh Bắc Ninh" in english
    for page in (vietnamese, english):
        assert "1658/NQ-UBTVQH15" in page
        assert "http" not in page
        assert "src=" not in page
    assert "DỮ LIỆU MÔ PHỎNG" in vietnamese
    assert "SIMULATED DATA" in dossier._repr_html_()


def test_what_cannot_be_drawn_up_says_why(complete: ht.Dataset) -> None:
    with pytest.raises(ht.NotFound, match="07381"):
        complete.handover(unit="7381")
    with pytest.raises(ht.InvalidValue, match="no act is known"):
        complete.handover(unit="07378")


def test_the_command_prints_and_writes_the_dossier(complete_folder: Path, tmp_path: Path, dossier: ht.Handover) -> None:
    arguments = ["handover", str(complete_folder), "--unit", "07381", "--lang", "vi"]
    page = tmp_path / "page.html"
    assert CliRunner().invoke(commands, [*arguments, "--html", str(page)]).exit_code == 0
    assert page.read_text(encoding="utf-8") == dossier.to_html(lang="vi")
    text = CliRunner().invoke(commands, arguments).output
    assert "Trung tâm (" in text
    lines = CliRunner().invoke(commands, [*arguments, "--json"]).stdout.splitlines()
    assert [json.loads(line)["kind"] for line in lines] == dossier.to_polars()["kind"].to_list()
    assert CliRunner().invoke(commands, [*arguments[:3], "12345"]).exit_code == 2
