"""What the yearly form of activities holds: learning weeks, pilots, materials, inspections, requests for teachers."""

from . import wording
from .centres import CENTRES, centre_serving
from .days import day, written
from .draws import Draws
from .places import COMMUNES, unit_of
from .reports import Row

_draws = Draws("yearly work")
_PILOTS = {"07393": 2023, "07399": 2024}
_REPLICATED = {"07390": ("07393", 2024), "07375": ("07393", 2024), "07387": ("07399", 2025), "07420": ("07393", 2025)}
_TITLES = {
    "07393": ("TL-01", "Kỹ thuật trồng rau an toàn", 2023),
    "07438": ("TL-02", "Nghề mỳ Kế và chế biến nông sản", 2024),
    "07387": ("TL-03", "Chăm sóc cây ăn quả", 2025),
}
# Reported with one duty in six; nothing otherwise.
DIFFICULTIES = (None, None, None, None, None, "Kinh phí hoạt động còn hạn chế")
_SUBJECTS = ("tin học", "pháp luật", "chăn nuôi")


def activity_rows(commune: int, year: int, unit: str) -> list[Row]:
    """Return the learning week, and pilots and replications where they fall."""
    code = COMMUNES[commune].code
    on = day(year, 10, 1) + _draws.below(3, commune, year)
    centre = centre_serving(commune, on).id
    rows: list[Row] = [
        (f"HD-{code}-{year}-1", wording.WEEK, "Hội Khuyến học", unit, centre, written(on), written(on + 6), None),
    ]
    if _PILOTS.get(code) == year:
        rows.append(
            (f"HD-{code}-{year}-2", wording.PILOT, "TTHTCĐ", unit, centre, written(day(year, 11, 2)), None, None)
        )
    if code in _REPLICATED and _REPLICATED[code][1] == year:
        model = _REPLICATED[code][0]
        pilot = f"HD-{model}-{_PILOTS[model]}-2"
        rows.append(
            (f"HD-{code}-{year}-3", wording.REPLICATION, "TTHTCĐ", unit, centre, written(day(year, 5, 12)), None, pilot)
        )
    return rows


def material_rows(commune: int, year: int, unit: str) -> list[Row]:
    """Return titles that the commune had approved in the year."""
    title = _TITLES.get(COMMUNES[commune].code)
    if title is None or title[2] != year:
        return []
    return [(title[0], title[1], unit, written(day(year, 8, 20)), wording.TOPIC_PRODUCTION)]


def material_received_rows(commune: int, year: int) -> list[Row]:
    """Return what materials the centre received."""
    if not _draws.chance(850, commune, year, 1):
        return []
    on = day(year, 9, 1) + _draws.below(60, commune, year, 2)
    count = 20 + _draws.below(80, commune, year, 3)
    return [(centre_serving(commune, on).id, "Sổ tay học tập suốt đời", written(on), count)]


def inspection_rows(commune: int, year: int) -> list[Row]:
    """Return the year's inspection and rating of the commune's own centre."""
    centre, code = CENTRES[commune], COMMUNES[commune].code
    on = day(year, 6 if year > 2023 else 10, 3) + _draws.below(24, commune, year, 4)
    body = wording.BODIES[_draws.weighted((50, 30, 12, 8), commune, year, 5)]
    finding = "thiếu máy vi tính" if _draws.chance(300, commune, year, 6) else "bảo đảm"
    rows: list[Row] = [
        (
            f"BB-{code}-{year}-1",
            centre.id,
            written(on),
            year,
            wording.INSPECTION,
            body,
            None,
            None,
            None,
            finding,
            None,
        ),
    ]
    rated = day(year, 12, 5) + _draws.below(10, commune, year, 7)
    if centre.operates(rated):
        score = 48 + _draws.below(46, commune, year, 8) + (COMMUNES[commune].activity - 100) // 8
        score = max(30, min(98, score))
        grade = wording.GRADES[0 if score >= 80 else 1 if score >= 65 else 2 if score >= 50 else 3]
        scheme = "thang bốn loại"
        rows.append(
            (
                f"BB-{code}-{year}-2",
                centre.id,
                written(rated),
                year,
                wording.RATING,
                # The district's bodies ended in the middle of 2025.
                wording.BODIES[1] if year < 2025 else wording.COMMUNE_ASSOCIATION,
                scheme,
                score,
                grade,
                None,
                None,
            )
        )
    return rows


def teacher_request_rows(commune: int, year: int) -> list[Row]:
    """Return a request for a school's teacher, where there was one."""
    if not _draws.chance(300, commune, year, 9):
        return []
    code = COMMUNES[commune].code
    asked = day(year, 3 if year > 2023 else 9, 6)
    fulfilled = written(asked + 24) if _draws.chance(800, commune, year, 10) else None
    subject = _SUBJECTS[_draws.below(3, commune, year, 11)]
    school = f"Trường THCS {COMMUNES[commune].name}"
    return [
        (
            f"GV-{code}-{year}",
            centre_serving(commune, asked).id,
            written(asked),
            subject,
            written(asked + 30),
            school,
            fulfilled,
        )
    ]


def duty_rows(commune: int, year: int, unit: str, last: int) -> list[Row]:
    """Return when the unit's committee did the duties that the plan gives it; a unit of several communes says so once."""
    if unit_of(commune, last) != COMMUNES[commune].code:
        return []
    rows: list[Row] = []
    for number, duty in enumerate(("IV.6.1", "IV.6.2", "IV.6.3")):
        on = day(year, 12, 2) + _draws.below(20, commune, year, 12, number)
        paper = f"{200 + _draws.below(300, commune, year, 13, number)}/BC-UBND"
        trouble = DIFFICULTIES[_draws.below(len(DIFFICULTIES), commune, year, 14, number)]
        rows.append((duty, unit, str(year), written(on), paper, trouble))
    return rows
