"""Yearly plans and the surveys before them: nearly every plan is approved, one or two are drafts, one is late."""

from . import wording
from .centres import CENTRES, Centre
from .days import day, written
from .draws import Draws
from .places import COMMUNES
from .reports import Row

_draws = Draws("planning")
# Centre and year: what is not an approved plan in time. None: no plan at all; "draft"; else the day of a late approval.
_EXCEPTIONS = {
    ("07402", 2023): None,
    ("07396", 2023): wording.DRAFT,
    ("07396", 2024): wording.DRAFT,
    ("07435", 2024): day(2024, 4, 20),
    ("07381", 2025): wording.DRAFT,
    ("07402", 2025): wording.DRAFT,
}
# Only this draft is not replaced by an approved plan when the new communes revise the plans of 2025.
_NEVER_APPROVED = ("07402", 2025)
REVISED_ON = day(2025, 7, 18)

_CONTENTS = (
    ("lớp dạy nghề", 30, 8, 64),
    ("chuyển giao kỹ thuật", 40, 12, 36),
    ("bồi dưỡng kỹ năng", 35, 8, 24),
    ("tuyên truyền pháp luật", 45, 10, 20),
    ("tuần lễ học tập suốt đời", 120, 1, 4),
)


def survey_id(commune: int, year: int) -> str:
    """Return the identifier of the needs survey on which a commune's plan of a year rests."""
    return f"KS-{COMMUNES[commune].code}-{year}"


class YearPlan:
    """The plan of a centre for a year with the survey before it, as first sent."""

    def __init__(self, centre: Centre, year: int) -> None:
        """Settle status and days."""
        code = COMMUNES[centre.home].code
        exception = _EXCEPTIONS.get((code, year), "")
        self.centre, self.year = centre, year
        self.exists = exception is not None
        self.is_draft = exception == wording.DRAFT
        opened = day(year, 9, 5) if year == 2023 else day(year - 1, 12, 2)
        self.surveyed = opened + _draws.below(15, centre.home, year)
        usual = (day(year, 10, 20) if year == 2023 else day(year, 1, 20)) + _draws.below(50, centre.home, year, 1)
        self.approved = exception if isinstance(exception, int) else usual
        # A survey every year but here and there.
        self.has_survey = _draws.chance(900, centre.home, year, 2)

    @property
    def received(self) -> int:
        """The day on which the form with this plan arrives."""
        return self.approved + 4

    def rows(self) -> dict[str, list[Row]]:
        """Return plan, lines and survey as sent in time."""
        if not self.exists:
            return {}
        centre, year, home = self.centre, self.year, self.centre.home
        survey = survey_id(home, year) if self.has_survey else None
        status = wording.DRAFT if self.is_draft else wording.APPROVED
        approved = None if self.is_draft else written(self.approved)
        approver = None if self.is_draft else f"Chủ tịch UBND {COMMUNES[home].kind} {COMMUNES[home].name}"
        tables: dict[str, list[Row]] = {"plans": [(centre.id, year, 1, status, approved, approver, survey)]}
        lines: list[Row] = []
        for number, (content, persons, sessions, periods) in enumerate(_CONTENTS, 1):
            scale = 60 + _draws.below(80, home, year, 3, number)
            many = max(1, sessions * scale // 100)
            paid = persons * _draws.below(10, home, year, 4) // 100
            # The first session of a class; in 2023, whose plan began in July, in its last quarter.
            begins = day(year, 10, 6) if year == 2023 else day(year, 3, 20)
            length = 60 if year == 2023 else 190
            planned = (
                day(year, 10, 4) if number == len(_CONTENTS) else begins + _draws.below(length, home, year, 8, number)
            )
            lines.append(
                (
                    centre.id,
                    year,
                    1,
                    number,
                    content,
                    persons,
                    paid,
                    persons - paid,
                    many,
                    periods * many // sessions,
                    many,
                    None,
                    None,
                    "nhà văn hóa thôn" if number > 1 else "trung tâm",
                    written(planned),
                )
            )
        tables["plan_lines"] = lines
        if survey:
            method = wording.SURVEY_METHODS[_draws.below(4, home, year, 5)]
            needs = ", ".join(wording.FIELDS[(home + year + step) % len(wording.FIELDS)] for step in (0, 3))
            sampled = 150 + _draws.below(200, home, year, 6)
            answered = sampled * (80 + _draws.below(18, home, year, 7)) // 100
            tables["surveys"] = [(survey, written(self.surveyed), written(self.surveyed + 12), method, needs)]
            tables["survey_centres"] = [(survey, centre.id, sampled, answered)]
        return tables

    def revised_rows(self, unit_name: str) -> list[Row]:
        """Return the second version of a plan of 2025, which the new commune approves in July."""
        if (COMMUNES[self.centre.home].code, self.year) == _NEVER_APPROVED:
            return []
        survey = survey_id(self.centre.home, self.year) if self.has_survey else None
        return [
            (
                self.centre.id,
                self.year,
                2,
                wording.APPROVED,
                written(REVISED_ON),
                f"Chủ tịch UBND xã {unit_name}",
                survey,
            )
        ]


def plans_of(communes: list[int], year: int) -> list[YearPlan]:
    """Return the plans of the centres of these communes that began before the year."""
    return [YearPlan(CENTRES[commune], year) for commune in communes]
