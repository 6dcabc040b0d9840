"""Walks over every norm of the rulebook: each is complete, and none calculates that may not."""

from __future__ import annotations

import datetime
import itertools
import re
from pathlib import Path

import pyarrow as pa
import pytest

import hoctap as ht

EARLIEST, LATEST = datetime.date(1990, 1, 1), datetime.date(2100, 1, 1)
CALCULATING = {"VERIFIED", "SECONDARY"}
LAW = ht.rulebook()
NORMS = [norm for instrument in LAW.instruments for norm in LAW.norms_of(instrument.number)]


def test_the_walk_reaches_every_norm() -> None:
    assert sorted(norm.id for norm in NORMS) == sorted(row["id"] for row in LAW.norms.to_dicts())
    assert len(NORMS) > 400


def test_every_instrument_has_number_title_mark_source_and_sane_dates() -> None:
    for instrument in LAW.instruments:
        assert instrument.number and instrument.source, instrument
        assert instrument.title.vi and instrument.title.en, instrument
        assert instrument.mark in {*CALCULATING, "MEMORY"}, instrument
        assert EARLIEST < instrument.published < LATEST, instrument
        for day in (instrument.valid_from, instrument.valid_until):
            assert day is None or EARLIEST < day < LATEST, instrument
        if instrument.valid_from is not None and instrument.valid_until is not None:
            assert instrument.valid_from < instrument.valid_until, instrument


@pytest.mark.parametrize("norm", NORMS, ids=lambda norm: norm.id)
def test_norm_has_citation_mark_source_and_sane_dates(norm: ht.Norm) -> None:
    number = re.split("[:#@]", norm.id)[0]
    assert number in {instrument.number for instrument in LAW.instruments}
    assert LAW.norm(norm.id).id == norm.id
    for language in ("vi", "en"):
        assert number in norm.citation(lang=language)
        assert norm.name.text(lang=language)
    assert norm.mark in {*CALCULATING, "MEMORY"}
    assert norm.source.strip()
    assert EARLIEST < norm.known < LATEST
    if norm.valid_from is not None:
        assert EARLIEST < norm.valid_from < LATEST
        assert norm.valid_until is None or norm.valid_from < norm.valid_until
    assert (norm.reason is not None) == (norm.kind == "not_modelled")
    assert norm.amount is None or 0 < norm.amount < 10**12


def every_question() -> pa.Table:
    """Lines of every content that a norm speaks of: on every day on which something changes, for every value that a norm names."""
    attributes: dict[str, dict[str, set[str]]] = {}
    days: dict[str, set[datetime.date]] = {}
    for norm in NORMS:
        if norm.content is None:
            continue
        named = attributes.setdefault(norm.content, {})
        for attribute, values in norm.applies.items():
            named.setdefault(attribute, set()).update(values)
        changes = days.setdefault(norm.content, {datetime.date(2024, 6, 1), datetime.date(2026, 6, 1)})
        changes.update(day for day in (norm.valid_from, norm.valid_until) if day is not None)
    columns = sorted({attribute for named in attributes.values() for attribute in named})
    rows: list[dict[str, object]] = []
    for content, changes in days.items():
        choices = [
            [(name, value) for value in [None, *sorted(values)]] for name, values in sorted(attributes[content].items())
        ]
        for day in sorted(changes):
            for chosen in itertools.islice(itertools.product(*choices), 400):
                line: dict[str, object] = dict.fromkeys(columns)
                line |= dict(chosen)
                line |= {"content": content, "date": day, "decided_on": day, "amount": 1_000_000}
                line |= {"factor_1": 1, "factor_2": 1, "factor_3": 1}
                rows.append(line)
    types = dict.fromkeys(columns, pa.string()) | {
        "content": pa.string(),
        "date": pa.date32(),
        "decided_on": pa.date32(),
    }
    names = ["content", "date", "decided_on", "factor_1", "factor_2", "factor_3", "amount", *columns]
    return pa.table({name: pa.array([row[name] for row in rows], types.get(name, pa.int64())) for name in names})


QUESTIONS = every_question()
MARKS = {norm.id: norm.mark for norm in NORMS}
RULED = {"within", "over", "at_actual_cost", "not_permitted"}


def test_no_memory_norm_reaches_a_result_and_no_secondary_one_does_unflagged() -> None:
    rows = LAW.as_of().check(QUESTIONS).to_dicts()
    assert len(rows) > 2_000
    reached = set()
    for row in rows:
        if row["verdict"] not in RULED and row["ceiling"] is None:
            continue
        if row["norm"] is None:
            assert row["verdict"] == "depends_on_date"
            continue
        mark = MARKS[row["norm"]]
        assert mark in CALCULATING, row
        reached.add(mark)
        if mark == "SECONDARY":
            assert "unverified" in ht.line_flags(row["flags"]), row
    assert reached == CALCULATING


def test_in_strict_mode_nothing_but_verified_reaches_a_result() -> None:
    rows = LAW.as_of(verified_only=True).check(QUESTIONS).to_dicts()
    ruled = [row for row in rows if row["verdict"] in RULED]
    assert ruled
    for row in ruled:
        assert MARKS[row["norm"]] == "VERIFIED", row
        assert "unverified" not in ht.line_flags(row["flags"]), row


@pytest.mark.parametrize("strict", [False, True], ids=["default", "strict"])
def test_every_explanation_agrees_with_the_check_and_rests_on_no_weaker_mark(strict: bool) -> None:
    checked = LAW.as_of(verified_only=strict).check(QUESTIONS)
    rows = checked.to_dicts()
    for number in range(0, len(rows), 37):
        line = checked.explain(number)
        assert (line.verdict, line.ceiling) == (rows[number]["verdict"], rows[number]["ceiling"])
        if line.verdict not in RULED:
            continue
        assert line.choice is not None
        marks = {norm.mark for _, norm in line.choice.path}
        assert marks <= ({"VERIFIED"} if strict else CALCULATING), line.text()
        assert ("unverified" in line.flags) == (marks != {"VERIFIED"}), line.text()


def test_a_simulated_norm_is_always_flagged_and_never_strict() -> None:
    law = LAW.with_files([ht.sample.PROVINCIAL_RULEBOOK])
    own = {norm.id for norm in law.norms_of("1/2024/NQ-HĐND (mô phỏng)")}
    assert own
    assert all(law.norm(name).mark == "SIMULATED" for name in own)
    rows = law.as_of().check(QUESTIONS).to_dicts()
    by_own = [row for row in rows if row["norm"] in own]
    assert by_own
    for row in by_own:
        assert {"unverified", "local_override"} <= set(ht.line_flags(row["flags"])), row
    strict = law.as_of(verified_only=True).check(QUESTIONS).to_dicts()
    assert not [row for row in strict if row["norm"] in own and row["verdict"] in RULED]


def test_the_provinces_simulated_rules_stay_within_the_nations_maxima() -> None:
    law = LAW.with_files([ht.sample.PROVINCIAL_RULEBOOK])
    assert not [finding for finding in law.findings if Path(finding.file).name == ht.sample.PROVINCIAL_RULEBOOK.name]
