"""The unit and year that a review is about, and the results that several of its parts show."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import hoctap
from hoctap import _core
from hoctap.errors import InvalidValue, NotFound
from hoctap.language import say
from hoctap.refusals import refusal
from hoctap.small_counts import counting_persons, is_told_in_full

from .office import unit_words
from .parts import NO_DATA

if TYPE_CHECKING:
    from hoctap import Book, Dataset, Duties, MoneyTable, Period, Result, ResultRow, SettlementReview
    from hoctap._core import UnitVersion

__all__ = ["Asked", "asked_of", "is_outside", "value_of"]


@dataclass(frozen=True)
class Asked:
    """The unit and year that a review is about, with the results that several of its parts show."""

    dataset: Dataset
    book: Book
    unit: UnitVersion
    year: int

    @property
    def period(self) -> Period:
        """The year, as far as the plan reaches into it."""
        return hoctap.Period(str(self.year))

    @property
    def day(self) -> datetime.date:
        """The last day of the year."""
        return datetime.date(self.year, 12, 31)

    @property
    def view(self) -> str:
        """The units of the year's last day."""
        return self.day.isoformat()

    @property
    def is_territory(self) -> bool:
        """Whether it is the whole territory of the plan."""
        return self.unit.code == self.dataset.programme.territory

    @property
    def code(self) -> str:
        """The unit as results name it: empty for the whole territory."""
        return "" if self.is_territory else self.unit.code

    def is_of_unit(self, code: str, period: str) -> bool:
        """Whether a row of that unit belongs into the review: land of it, as it was in the period, is the unit's at the year's end."""
        return self.is_territory or self.unit.code in self._became(code, period)

    def names_other(self, rows: Iterable[tuple[str, str]]) -> bool:
        """Whether rows, each by its unit's code and its period, are of other units than the one of the year's last day."""
        return self.is_territory or any(not self._is_the_unit(*row) for row in rows)

    def _is_the_unit(self, code: str, period: str) -> bool:
        return self._version(code, period) == self.unit

    def _version(self, code: str, period: str) -> UnitVersion | None:
        """Say what a code meant in a period: codes are used again, so that a code alone names no unit."""
        asked, gazetteer = hoctap.Period(period), self.dataset.gazetteer
        days = (min(asked.last, self.day), asked.first)
        return next((found for day in days if (found := gazetteer.find(code, day=day)) is not None), None)

    def _became(self, code: str, period: str) -> frozenset[str]:
        if (code, period) not in self._lineage:
            version = self._version(code, period)
            parts = [] if version is None else self.dataset.gazetteer.follow(version, to=self.day)
            self._lineage[code, period] = frozenset(one.unit.code for one in parts if one.unit is not None)
        return self._lineage[code, period]

    @cached_property
    def _lineage(self) -> dict[tuple[str, str], frozenset[str]]:
        return {}

    def is_of_year(self, period: str) -> bool:
        """Whether a period ends in the year."""
        return hoctap.Period(period).last.year == self.year

    @cached_property
    def persons(self) -> frozenset[str]:
        """Indicators whose counts could tell of single persons."""
        return counting_persons()

    @cached_property
    def targets(self) -> Result:
        """The plan's targets on the units of the day."""
        return self.dataset.indicators(view=self.view, periods=self.period, book=self.book)

    @cached_property
    def own(self) -> list[ResultRow]:
        """The targets' rows of the unit itself."""
        return self.own_of(self.targets)

    def own_of(self, result: Iterable[ResultRow]) -> list[ResultRow]:
        """Choose the rows of the unit itself; where a figure has none, the one in which it is shown together with others."""
        if self.is_territory:
            return [row for row in result if row.kind == "territory"]
        found: dict[tuple[str, str, str], ResultRow] = {}
        for row in result:
            if row.kind in ("unit", "joint") and self.code in row.unit.split("+"):
                key = (row.indicator, row.variant, str(row.period))
                if key not in found or (found[key].kind == "joint" and row.kind == "unit"):
                    found[key] = row
        return list(found.values())

    def code_of(self, row: ResultRow) -> str:
        """Give the units of a row as the dataset is asked for them: several where it is a joint one."""
        return row.unit if row.kind == "joint" else self.code

    @staticmethod
    def together(row: ResultRow | None) -> str:
        """Name the units of a joint row, led by a comma; nothing where it is of one unit."""
        if row is None or row.kind != "joint":
            return ""
        return f", tính chung cho {row.unit_name.replace(' + ', ', ')}"

    @cached_property
    def by_quarter(self) -> Result:
        """The plan's targets in the quarters of the year."""
        quarters = [one for one in self.dataset.programme.quarters if one.last.year == self.year]
        return self.dataset.indicators(view=self.view, periods=quarters, book=self.book)

    @cached_property
    def clauses(self) -> dict[str, list[str]]:
        """The indicators of tasks and duties that are no targets, with the clauses of the plan that name them."""
        plan = self.dataset.programme
        targets = {row.indicator for row in self.own}
        named = [(task.clause, task.indicators) for task in plan.tasks]
        named += [(duty.clause, duty.indicators) for duty in plan.duties]
        found: dict[str, list[str]] = {}
        for clause, indicators in named:
            for indicator in indicators:
                if indicator not in targets:
                    found.setdefault(indicator, []).append(clause)
        return found

    @cached_property
    def monitored(self) -> Result | None:
        """The indicators of tasks and duties; None where the plan has none."""
        if not self.clauses:
            return None
        return self.dataset.indicators(
            view=self.view, periods=self.period, indicators=list(self.clauses), book=self.book
        )

    @cached_property
    def duties(self) -> Duties:
        """The plan's duties."""
        return self.dataset.duties()

    @cached_property
    def money(self) -> MoneyTable:
        """The year's money on the units of the day, by fund."""
        return self.book.money(self.dataset, years=self.year, views=self.view, by_fund=True)

    @cached_property
    def settlements(self) -> SettlementReview:
        """The year's settlements."""
        return self.book.settlements(self.dataset, year=self.year)

    @property
    def is_simulated(self) -> bool:
        """Whether anything it rests on was made up."""
        made_up = any(one.mark == "SIMULATED" for one in self.book.rulebook.instruments)
        return made_up or self.dataset.is_simulated or self.targets.is_simulated

    def tables(self) -> dict[str, Any]:
        """Give the results that a review shows, by name: each speaks the Arrow C stream."""
        monitored = {} if self.monitored is None else {"monitored": self.monitored}
        return {
            "targets": self.targets,
            "quarters": self.by_quarter,
            **monitored,
            "duties": self.duties,
            "money": self.money,
            "settlements": self.settlements,
            "missing": self.dataset.missing,
        }

    def may_tell_counts(self, row: ResultRow) -> bool:
        """Whether counts behind a figure may be written: of persons none of a single commune, and none that is small."""
        if row.indicator in self.persons and not self.is_territory:
            return False
        return is_told_in_full(row, self.persons)

    def told(self, row: ResultRow | None) -> str:
        """Write a figure, but no count of persons that could tell of single ones."""
        is_count_of_persons = row is not None and row.is_count and row.indicator in self.persons
        if row is not None and is_count_of_persons and row.value and not self.may_tell_counts(row):
            return say("withheld", "vi")
        return value_of(row)


def asked_of(dataset: Dataset, unit: str, year: int, book: Book) -> Asked:
    """Find the unit, and see that the year lies in the plan."""
    plan = dataset.programme
    if not plan.first.year <= year <= plan.last.year:
        raise refusal(
            InvalidValue,
            "{year} is no year of the plan, which runs from {first} to {last}",
            year=year,
            first=plan.first.year,
            last=plan.last.year,
        )
    day = datetime.date(year, 12, 31)
    found = hoctap.where(unit, on=day, gazetteer=dataset.gazetteer)
    # A district that ended in the plan's time is reviewed all the same, on the territory that the plan names.
    territory = _territory(dataset, unit)
    if found.status != "found" or found.unit is None:
        if territory is None:
            raise NotFound(found.text(lang="en"), message_vi=found.text(lang="vi"), code="unknown_unit")
        return Asked(dataset, book, territory, year)
    if territory is not None and territory.code != found.unit.code:
        raise refusal(
            InvalidValue,
            "“{name}” names {unit} ({code_of_unit}) and the plan's territory, {territory} ({territory_code}): give one of the codes",
            code="several_units",
            name=unit,
            unit=unit_words(found.unit),
            code_of_unit=found.unit.code,
            territory=unit_words(territory),
            territory_code=territory.code,
        )
    asked = Asked(dataset, book, found.unit, year)
    if not asked.own:
        raise refusal(
            NotFound, "{unit} is not in the plan's territory", code="unknown_unit", unit=unit_words(found.unit)
        )
    return asked


def _territory(dataset: Dataset, unit: str) -> UnitVersion | None:
    """Give the plan's territory, where a code or name means it on the day at which the plan names it."""
    plan = dataset.programme
    found = hoctap.where(unit, on=plan.territory_as_of, gazetteer=dataset.gazetteer)
    fitting = [*filter(None, [found.unit]), *found.candidates]
    return next((one for one in fitting if one.code == plan.territory), None)


def is_outside(row: ResultRow) -> bool:
    """Whether a figure lies outside its bounds: it is of what was reported, they are of the whole and stop at it."""
    if row.value is None or row.lower is None or row.upper is None or row.is_withheld:
        return False
    return not row.lower <= row.value <= row.upper


def value_of(row: ResultRow | None, *, is_short: bool = False) -> str:
    """Write a figure with its bounds; what nobody reported has none, and is not zero."""
    if row is None:
        return "–"
    if row.status == "no_data":
        return NO_DATA
    text = row.value_text(lang="vi", short=is_short)
    if is_outside(row):
        text = text.partition(" [")[0]
    return _core.spoken("not_applicable", lang="vi") if text == "–" else text
