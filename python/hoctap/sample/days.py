"""Days as ordinals (as `datetime.date` counts them), months as 12 · year + month - 1, and the plan's quarters."""

from dataclasses import dataclass
from datetime import date
from functools import cache


def day(year: int, month: int, number: int) -> int:
    """Return the ordinal of a day."""
    return date(year, month, number).toordinal()


@cache
def written(ordinal: int) -> str:
    """Write a day as forms do: dd/mm/yyyy."""
    return date.fromordinal(ordinal).strftime("%d/%m/%Y")


def year_of(ordinal: int) -> int:
    """Return the calendar year of a day."""
    return date.fromordinal(ordinal).year


def month_of(ordinal: int) -> int:
    """Return the month that holds a day."""
    value = date.fromordinal(ordinal)
    return 12 * value.year + value.month - 1


def first_of_month(month: int) -> int:
    """Return the first day of a month."""
    return day(month // 12, month % 12 + 1, 1)


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year; `index` counts 2023Q3 as 0."""

    index: int

    @property
    def year(self) -> int:
        """The calendar year."""
        return 2023 + (self.index + 2) // 4

    @property
    def number(self) -> int:
        """1 to 4."""
        return (self.index + 2) % 4 + 1

    @property
    def first(self) -> int:
        """The first day."""
        return day(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> int:
        """The last day."""
        return Quarter(self.index + 1).first - 1

    @property
    def text(self) -> str:
        """As in file names and forms: 2023Q3."""
        return f"{self.year}Q{self.number}"


QUARTERS = tuple(Quarter(index) for index in range(10))
YEARS = (2023, 2024, 2025)
PLAN_FIRST = QUARTERS[0].first
PLAN_LAST = QUARTERS[-1].last


def quarter_of(ordinal: int) -> int:
    """Return the index of the quarter that holds a day (negative before the plan)."""
    value = date.fromordinal(ordinal)
    return 4 * (value.year - 2023) + (value.month - 1) // 3 - 2
