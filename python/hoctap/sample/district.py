"""All reports of the district: which unit sends which form, when, and with what in it."""

from collections.abc import Iterator

from . import finance, planning, yearly_work
from .centres import CENTRES, centre_row, is_touched_by_merger, place_row
from .days import QUARTERS, YEARS, Quarter, day
from .draws import Draws
from .equipment import HALF_YEARLY_OFFICES, inventory_rows
from .people_at_work import newly_founded, post_rows, staff_rows
from .places import COMMUNES, SECOND_MERGER, unit_folder, unit_name, unit_of, units_on
from .population import Population
from .register import resident_rows, village_rows
from .reports import Report, Row
from .teaching import DECLARING, Teaching, labour_rows

_draws = Draws("received")
_PLANS_DUE = {2023: day(2023, 12, 31), 2024: day(2024, 3, 31), 2025: day(2025, 3, 31)}


def _merged(parts: list[dict[str, list[Row]]]) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    for part in parts:
        for table, rows in part.items():
            if rows:
                tables.setdefault(table, []).extend(rows)
    return tables


# Tables of the forms that are owed: where one has no rows, the commune says so.
_CARRIED = {
    "TT-03": ("plans", "plan_lines", "surveys", "survey_centres"),
    "HT-01": ("courses", "sessions", "participation", "course_results"),
    "KP-01": ("allocations", "receipts", "expenditures"),
}


class District:
    """The simulated district with everything that its communes report."""

    def __init__(self) -> None:
        """Draw residents and teaching; the rest follows report by report."""
        self.population = Population()
        self.teaching = Teaching(self.population)
        self._residents = resident_rows(self.population)

    def reports(self) -> list[Report]:
        """Return every report, complete and in time."""
        reports = [*self._villages(), *self._inventories(None)]
        for year in YEARS:
            reports += self._plans(year)
            reports += self._year(year)
        for quarter in QUARTERS:
            reports += self._quarter(quarter)
            reports += self._inventories(quarter)
        return reports

    def _report(
        self, form: str, period: str, unit: str, on: int, received: int, tables: dict[str, list[Row]], nil_table: str
    ) -> Report:
        """Make a report in the codes of a day; one without rows becomes a nil return of one file."""
        filled = {table: rows for table, rows in tables.items() if rows}
        sent = {**filled, **{table: [] for table in _CARRIED.get(form, ()) if table not in filled}}
        return Report(form, period, unit, unit_folder(unit, on), received, sent if filled else {nil_table: []})

    def _after(self, quarter: Quarter, unit: str, salt: int) -> int:
        return quarter.last + _draws.between(3, 13, int(unit), quarter.index, salt)

    def _villages(self) -> Iterator[Report]:
        for unit, communes in units_on(SECOND_MERGER).items():
            yield self._report("DV-01", "2025", unit, SECOND_MERGER, SECOND_MERGER + 4, village_rows(communes), "")

    def _inventories(self, quarter: Quarter | None) -> Iterator[Report]:
        """Yield the inventories at a quarter's end; of none: those of 30 June 2023, from which the plan starts."""
        on = quarter.last if quarter else QUARTERS[0].first - 1
        for unit, communes in units_on(on).items():
            rows: list[Row] = []
            counts = (
                unit not in HALF_YEARLY_OFFICES or on >= SECOND_MERGER or quarter is None or quarter.number in (2, 4)
            )
            for centre in CENTRES if counts else ():
                if centre.home in communes and centre.operates(on):
                    rows += inventory_rows(centre, quarter.index if quarter else -1)
            received = self._after(quarter or Quarter(-1), unit, 1)
            period = quarter.text if quarter else "2023Q2"
            yield self._report("TT-02", period, unit, on, received, {"equipment": rows}, "equipment")

    def _quarter(self, quarter: Quarter) -> Iterator[Report]:
        for unit, communes in units_on(quarter.last).items():
            tables = {
                "courses": self.teaching.course_rows(communes, quarter),
                "sessions": self.teaching.session_rows(communes, quarter),
                "participation": self.teaching.participation_rows(communes, quarter),
                "course_results": self.teaching.result_rows(communes, quarter),
            }
            yield self._report(
                "HT-01", quarter.text, unit, quarter.last, self._after(quarter, unit, 2), tables, "sessions"
            )
            residents = [row for commune in communes for row in self._residents[quarter.index, commune]]
            yield self._report(
                "LD-01",
                quarter.text,
                unit,
                quarter.last,
                self._after(quarter, unit, 3),
                {"residents": residents},
                "residents",
            )
            if quarter.index in DECLARING.get(unit, ()):
                declared = self.teaching.declared_rows(communes[0], unit, quarter)
                yield self._report(
                    "HT-02",
                    quarter.text,
                    unit,
                    quarter.last,
                    self._after(quarter, unit, 4),
                    {"people_totals": declared},
                    "",
                )

    def _plans(self, year: int) -> Iterator[Report]:
        due = _PLANS_DUE[year]
        # The plan of 2025 is sent in March, by communes and in codes that the year's end no longer knows.
        codes_as_of = due if year == 2025 else None
        on = codes_as_of or day(year, 12, 31)
        for unit, communes in units_on(on).items():
            plans = planning.plans_of(communes, year)
            tables = _merged([plan.rows() for plan in plans])
            received = max((plan.received for plan in plans if plan.exists), default=due - 3)
            report = self._report("TT-03", str(year), unit, on, received, tables, "plans")
            report.codes_as_of = codes_as_of
            yield report
        if year == 2025:
            for unit, communes in units_on(SECOND_MERGER).items():
                name = unit_name(unit, SECOND_MERGER)
                rows = [row for plan in planning.plans_of(communes, year) for row in plan.revised_rows(name)]
                yield self._report(
                    "TT-03", str(year), unit, SECOND_MERGER, planning.REVISED_ON + 6, {"plans": rows}, "plans"
                )

    def _year(self, year: int) -> Iterator[Report]:
        last = day(year, 12, 31)
        labour = labour_rows(self.population, last, [unit_of(commune, last) for commune in range(len(COMMUNES))])
        for unit, communes in units_on(last).items():
            centres = [centre for centre in CENTRES if centre.home in communes]
            if year == 2023:
                described = [centre for centre in centres if centre.founded < last]
            else:
                described = [centre for centre in centres if year == 2025 and is_touched_by_merger(centre)]
            if described:
                tables = {
                    "centres": [centre_row(centre, last) for centre in described],
                    "centre_places": [place_row(centre, last) for centre in described],
                }
                yield self._report("TT-01", str(year), unit, last, self._in_december(unit, year, 5), tables, "")
            yield self._report("LD-02", str(year), unit, last, last + 9, {"labour_totals": labour[unit]}, "")
            moneys = [finance.CommuneMoney(commune, year) for commune in communes]
            tables = _merged(
                [
                    {
                        "allocations": money.allocations(unit),
                        "receipts": money.receipts(unit),
                        "expenditures": money.expenditures(unit),
                    }
                    for money in moneys
                ]
            )
            late = finance.late_centre_rows(unit, year)
            tables["allocations"] = tables.get("allocations", []) + late
            yield self._report("KP-01", str(year), unit, last, self._in_december(unit, year, 6), tables, "allocations")
            settlements = finance.settlement_rows(unit, year, moneys) if year < YEARS[-1] else []
            if settlements:  # those of the last year are approved after its end
                received = finance.settled_by(unit, year) + _draws.between(2, 9, int(unit), year, 10)
                yield self._report("KP-03", str(year), unit, last, received, {"settlements": settlements}, "")
            estimates = [row for money in moneys for row in money.estimate_rows(unit)]
            yield self._report(
                "KP-02", str(year), unit, last, self._in_december(unit, year, 7), {"budget_estimates": estimates}, ""
            )
            named = [centre for centre in centres if centre.founded < last] if year == 2023 else newly_founded(year)
            named = [centre for centre in named if centre.home in communes]
            if named:
                tables = {
                    "posts": [row for centre in named for row in post_rows(centre)],
                    "staff": [row for centre in named for row in staff_rows(centre, self.population)],
                }
                yield self._report("TC-01", str(year), unit, last, self._in_december(unit, year, 8), tables, "")
            work = _merged(
                [
                    {
                        "activities": yearly_work.activity_rows(commune, year, unit),
                        "materials": yearly_work.material_rows(commune, year, unit),
                        "materials_received": yearly_work.material_received_rows(commune, year),
                        "inspections_ratings": yearly_work.inspection_rows(commune, year),
                        "teacher_requests": yearly_work.teacher_request_rows(commune, year),
                        "duties_done": yearly_work.duty_rows(commune, year, unit, last),
                    }
                    for commune in communes
                ]
            )
            yield self._report(
                "HD-01", str(year), unit, last, last + _draws.between(2, 14, int(unit), year, 9), work, ""
            )

    def _in_december(self, unit: str, year: int, salt: int) -> int:
        return day(year, 12, _draws.between(16, 28, int(unit), year, salt))
