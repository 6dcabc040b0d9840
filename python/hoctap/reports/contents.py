"""What a report rests on: every result, computed once by the library."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import hoctap
from hoctap import _core
from hoctap.errors import InvalidValue, NotFound
from hoctap.refusals import refusal
from hoctap.result_view import WITHOUT_GAP
from hoctap.small_counts import counting_persons, is_told_in_full

if TYPE_CHECKING:
    import datetime

    from hoctap import (
        Book,
        Closing,
        Dataset,
        Duties,
        Execution,
        Handover,
        MoneyTable,
        Period,
        Quality,
        Receipt,
        Result,
        ResultRow,
        SettlementReview,
        Settling,
        Target,
    )

__all__ = ["Contents", "gather"]


@dataclass(frozen=True)
class Contents:
    """The results that a report shows."""

    dataset: Dataset
    period: Period
    indicator: str
    history: Result
    result: Result
    before: Result
    today: Result
    closing: Mapping[str, Closing]
    settling: Settling
    quality: Quality
    duties: Duties
    execution: Execution
    money: MoneyTable
    settlements: Mapping[int, SettlementReview]
    handovers: tuple[Handover, ...]
    counts_persons: frozenset[str]
    book: Book
    receipt: Receipt

    def is_told_in_full(self, row: ResultRow) -> bool:
        """Whether the counts behind a figure may stand on a page: of persons none that is small."""
        return is_told_in_full(row, self.counts_persons)

    @property
    def rows(self) -> list[ResultRow]:
        """Rows of the period."""
        return [row for row in self.result if row.period == self.period]

    @property
    def territory(self) -> list[ResultRow]:
        """Rows of the whole territory in the period."""
        return [row for row in self.rows if row.kind == "territory"]

    @property
    def units(self) -> list[ResultRow]:
        """Rows of the units in the period, also of those that are shown together."""
        return [row for row in self.rows if row.kind in ("unit", "joint")]

    @property
    def is_simulated(self) -> bool:
        """Whether anything it rests on was made up."""
        return self.receipt.is_simulated

    @cached_property
    def merger(self) -> datetime.date | None:
        """The day on which units of the territory changed last since the plan began; None where none did."""
        before, today = (
            {(row.unit, row.unit_name) for row in side if row.kind == "unit" and row.period == self.period}
            for side in (self.before, self.today)
        )
        if before == today:
            return None
        days = {event.event_id: event.date for event in self.dataset.gazetteer.events}
        events = {event for step in self.crosswalk for event in step["events"].split(";") if event}
        return max((days[event] for event in events), default=None)

    @cached_property
    def crosswalk(self) -> list[dict[str, Any]]:
        """Where each unit of the plan's start lies today, of the units that are shown."""
        gazetteer, plan = self.dataset.gazetteer, self.dataset.programme
        known = {row.unit for row in self.before if row.kind == "unit"}
        steps = gazetteer.crosswalk(start=plan.first, to=gazetteer.last_event or plan.last).to_dicts()
        return [step for step in steps if step["from_code"] in known]

    def tables(self) -> dict[str, Any]:
        """Give the tables whose cells the report shows, by name."""
        return {
            "targets": self.history,
            **({} if self.result is self.history else {"period": self.result}),
            "before": self.before,
            "today": self.today,
            "duties": self.duties,
            "execution": self.execution,
            "money": self.money,
            "missing": self.dataset.missing,
            "settling": self.settling.reports,
            "numbers": self.quality.numbers,
            "reporting": self.quality.reporting,
            **{
                f"closing-{indicator}": found.steps
                for indicator, found in self.closing.items()
                if indicator not in self.counts_persons
            },
        }


def gather(
    dataset: Dataset,
    *,
    view: str | datetime.date,
    period: Period | str | None,
    indicator: str | None,
    book: Book | None,
) -> Contents:
    """Compute what a report shows."""
    shown = _period(dataset, period)
    targets = dataset.programme.targets
    picture = indicator if indicator is not None else _pictured(targets)
    _check_target(targets, picture)
    law = hoctap.rulebook().as_of() if book is None else book
    quarters = [quarter for quarter in dataset.programme.quarters if quarter.last <= shown.last]
    history = dataset.indicators(view=view, periods=quarters or shown, book=law)
    is_quarter = shown in quarters
    result = history if is_quarter else dataset.indicators(view=view, periods=shown, book=law)
    years = list(range(dataset.programme.first.year, shown.last.year + 1))
    today = dataset.indicators(view="current", periods=shown, book=law)
    simulated = dataset.is_simulated or any(one.mark == "SIMULATED" for one in law.rulebook.instruments)
    return Contents(
        dataset=dataset,
        period=shown,
        indicator=picture,
        history=history,
        result=result,
        before=result
        if str(view) == "plan_territory"
        else dataset.indicators(view="plan_territory", periods=shown, book=law),
        today=today,
        closing={
            row.indicator: dataset.closing("", row.indicator, shown, view=view)
            for row in result
            if row.kind == "territory" and row.period == shown and row.status not in WITHOUT_GAP
        },
        settling=dataset.settling(view=view, periods=shown),
        quality=dataset.quality(),
        duties=dataset.duties(),
        execution=dataset.execution(),
        money=law.money(dataset, views=view, by_fund=True),
        settlements={year: law.settlements(dataset, year=year) for year in years},
        handovers=tuple(_handovers(dataset, today)),
        counts_persons=counting_persons(),
        book=law,
        receipt=_core.Receipt(
            task="report",
            book=law,
            asked=[("view", str(view)), ("period", str(shown)), ("indicator", picture)],
            inputs=_inputs(dataset),
            is_simulated=simulated,
        ),
    )


def _period(dataset: Dataset, period: Period | str | None) -> Period:
    if period is not None:
        return hoctap.Period(str(period))
    if not dataset.quarters:
        day = dataset.owed.day
        sentence = "no quarter of the plan has ended by {day}; name one with --period"
        raise refusal(InvalidValue, sentence, day="–" if day is None else day)
    return dataset.quarters[-1]


def _pictured(targets: list[Target]) -> str:
    """Choose the indicator that pictures show: the first that grows over the plan's time and counts persons, else that grows, else the first."""
    if not targets:
        raise InvalidValue(
            "the plan has no targets to report on", message_vi="kế hoạch không có mục tiêu nào để báo cáo"
        )
    growing = [target.indicator for target in targets if target.path == "linear"]
    persons = counting_persons()
    return next((one for one in growing if one in persons), (growing or [targets[0].indicator])[0])


def _check_target(targets: list[Target], indicator: str) -> None:
    known = [target.indicator for target in targets]
    if indicator not in known:
        raise NotFound(
            f"{indicator} is no target of the plan; there is {', '.join(known)}",
            message_vi=f"{indicator} không phải là mục tiêu của kế hoạch; có {', '.join(known)}",
            code="unknown_indicator",
        )


def _handovers(dataset: Dataset, today: Result) -> list[Handover]:
    """Draw up the dossier of each unit of today that was formed of others."""
    found = []
    for code in dict.fromkeys(row.unit for row in today if row.kind == "unit"):
        try:
            found.append(dataset.handover(unit=code))
        except InvalidValue:  # no act formed it of others
            continue
    return found


def _inputs(dataset: Dataset) -> list[tuple[str, str]]:
    from hoctap.receipts import sources_of

    return sources_of(dataset)
