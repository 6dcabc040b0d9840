"""Money in whole đồng: estimates, allocations by fund, receipts, vouchers and settlements."""

from . import wording
from .centres import CENTRES, KEP_MERGER, TAN_DINH_MERGER, centre_serving
from .days import day, written
from .draws import Draws
from .places import COMMUNES
from .planning import YearPlan
from .reports import Dong, Row

_draws = Draws("finance")
# Commune and year without any allocation (one of them has an estimate only).
_UNFUNDED = {("07402", 2023), ("07414", 2023), ("07396", 2024), ("07396", 2025)}
# Here the commune budget gave the money to the Association without naming a centre.
_TO_ASSOCIATION = {("07405", 2023), ("07405", 2025)}
# What the lines of a plan need money for, in the words of the rulebook: line of the plan, content, price.
_TEACHING = (
    (1, "thù lao giảng viên, báo cáo viên", 400_000),
    (2, "thù lao giảng viên, báo cáo viên", 300_000),
    (3, "thù lao giảng viên, báo cáo viên", 300_000),
    (4, "thù lao báo cáo viên pháp luật", 200_000),
)
# Content of vouchers, price, and from how many on up to how many more.
_VOUCHERS = (
    ("thù lao giảng viên, báo cáo viên", 300_000, 2, 8),
    ("thù lao báo cáo viên pháp luật", 200_000, 2, 6),
    ("nước uống trong cuộc họp, lớp học", 20_000, 30, 90),
    ("tài liệu, văn phòng phẩm hội nghị", 150_000, 2, 9),
    ("sách, tài liệu, học liệu hằng năm của trung tâm", 65_000, 10, 30),
)
# Settlements that were approved after the end of March.
_LATE_SETTLEMENTS = {("07384", 2023), ("07411", 2024)}


class CommuneMoney:
    """The money of one commune of 2023 and its centre in a year."""

    def __init__(self, commune: int, year: int) -> None:
        """Settle the amounts."""
        self.commune, self.year = commune, year
        self.code = COMMUNES[commune].code
        self.is_funded = (self.code, year) not in _UNFUNDED
        self.society = (4 + _draws.below(9, commune, year, 1)) * 500_000 if _draws.chance(640, commune, year, 2) else 0
        self.district = 5_000_000 if year < 2025 and _draws.chance(180, commune, year, 3) else 0
        opened = day(year, 8, 1) if year == 2023 else day(year, 2, 1)
        self.decided = opened + _draws.below(60, commune, year, 4)
        self._lines = self._estimate_lines()
        asked = sum(line[-1] for line in self._lines)
        # Three quarters to all of what was asked for, in steps of half a million.
        self.budget = asked * (76 + _draws.below(25, commune, year)) // 100 // 500_000 * 500_000

    def _estimate_lines(self) -> list[tuple[int | None, str, str, int, int, int, int]]:
        """Settle what is asked of the commune: line of the plan, content, unit, two factors, price, amount."""
        planned = {row[3]: row for row in YearPlan(CENTRES[self.commune], self.year).rows().get("plan_lines", [])}
        lines: list[tuple[int | None, str, str, int, int, int, int]] = []

        def add(number: int, content: str, unit: str, first: int, second: int, price: int) -> None:
            line = number if number in planned else None
            lines.append((line, content, unit, first, second, price, first * second * price))

        for number, content, price in _TEACHING:
            sessions = planned[number][8] if number in planned else 6
            # The plan begins in the middle of 2023: half of the year's sessions lie before it.
            share = 2 if self.year == 2023 else 1
            add(number, content, "người × buổi", 1, max(1, int(sessions or 0) // share), price)
        persons = 80 + _draws.below(60, self.commune, self.year, 5)
        add(5, "nước uống trong cuộc họp, lớp học", "người × nửa ngày", persons, 1, 20_000)
        lump = (10 + _draws.below(12, self.commune, self.year, 6)) * 100_000
        add(5, "tài liệu, văn phòng phẩm hội nghị", "lần", 1, 1, lump)
        materials = (6 + _draws.below(7, self.commune, self.year, 15)) * 500_000
        add(0, "sách, tài liệu, học liệu hằng năm của trung tâm", "năm", 1, 1, materials)
        return lines

    def estimate_rows(self, unit: str) -> list[Row]:
        """Return the estimate: lines of factors times a price, each of its fund."""
        lines = [(wording.COMMUNE_BUDGET, *line) for line in self._lines]
        if self.society:
            hall = (wording.SOCIETY, None, "thuê hội trường, máy chiếu, thiết bị", "lần", 1, 1)
            lines.append((*hall, self.society, self.society))
        prepared = f"Hội Khuyến học {COMMUNES[self.commune].kind} {COMMUNES[self.commune].name}"
        return [
            (
                f"DT-{self.code}-{self.year}",
                number,
                1,
                wording.APPROVED,
                unit,
                CENTRES[self.commune].id,
                self.year,
                content,
                fund,
                unit_of_count,
                first,
                second,
                1,
                Dong(price),
                Dong(amount),
                plan_line,
                prepared,
                written(self.decided - 40),
            )
            for number, (fund, plan_line, content, unit_of_count, first, second, price, amount) in enumerate(lines, 1)
        ]

    def allocations(self, unit: str) -> list[Row]:
        """Return what was allocated, by fund."""
        if not self.is_funded:
            return []
        centre = None if (self.code, self.year) in _TO_ASSOCIATION else CENTRES[self.commune].id
        rows: list[Row] = []
        shares = (
            (wording.COMMUNE_BUDGET, self.budget),
            (wording.SOCIETY, self.society),
            (wording.DISTRICT_BUDGET, self.district),
        )
        for number, (fund, amount) in enumerate(shares, 1):
            if amount:
                decision = f"{30 + _draws.below(300, self.commune, self.year, 7, number)}/QĐ-UBND"
                estimate = f"DT-{self.code}-{self.year}" if number == 1 else None
                decided = written(self.decided + 3 * number)
                rows.append(
                    (
                        f"PB-{self.code}-{self.year}-{number}",
                        estimate,
                        unit,
                        centre,
                        self.year,
                        fund,
                        Dong(amount),
                        decided,
                        decision,
                    )
                )
        return rows

    def receipts(self, unit: str) -> list[Row]:
        """Return what came in: the state's money as it was allocated, society's by donor, some of it in kind."""
        rows: list[Row] = [
            (
                f"TN-{str(allocation[0])[3:-2]}-N{place}",
                unit,
                CENTRES[self.commune].id,
                written(self.decided + 12 + 3 * place),
                allocation[5],
                None,
                allocation[6],
                None,
                "kinh phí được cấp",
            )
            for place, allocation in enumerate(self.allocations(unit), 1)
            if allocation[5] != wording.SOCIETY
        ]
        left, number = self.society, 0
        while self.is_funded and left > 0:
            amount = min(left, (1 + _draws.below(6, self.commune, self.year, 8, number)) * 500_000)
            on = self.decided - 20 + _draws.below(18, self.commune, self.year, 9, number)
            in_kind = _draws.chance(180, self.commune, self.year, 10, number)
            donor = wording.DONORS[_draws.below(4, self.commune, self.year, 11, number)]
            rows.append(
                (
                    f"TN-{self.code}-{self.year}-{number + 1}",
                    unit,
                    CENTRES[self.commune].id,
                    written(on),
                    wording.DONATIONS if in_kind else wording.SOCIETY,
                    donor,
                    Dong(amount),
                    wording.YES if in_kind else None,
                    "trang thiết bị" if in_kind else "hoạt động thường xuyên",
                )
            )
            left -= amount
            number += 1
        return rows

    def expenditures(self, unit: str) -> list[Row]:
        """Return vouchers: quantity times price, together not above their allocation."""
        rows: list[Row] = []
        for allocation in self.allocations(unit):
            left = int(allocation[6] or 0)
            for number in range(16):
                content, price, least, more = _VOUCHERS[
                    _draws.below(len(_VOUCHERS), self.commune, self.year, 12, number)
                ]
                quantity = least + _draws.below(more, self.commune, self.year, 13, number)
                amount = quantity * price
                on = self.decided + 20 + _draws.below(75, self.commune, self.year, 14, number)
                if amount <= left:
                    # A letter: with two digits more the identifier would have as many as a citizen number.
                    voucher = f"CT-{str(allocation[0])[3:]}-{chr(ord('a') + number)}"
                    rows.append((voucher, allocation[0], content, quantity, Dong(price), Dong(amount), written(on)))
                    left -= amount
        return rows

    def spent(self, unit: str) -> dict[str, int]:
        """Return the vouchers' sums by fund."""
        fund_of = {row[0]: str(row[5]) for row in self.allocations(unit)}
        sums: dict[str, int] = {}
        for row in self.expenditures(unit):
            sums[fund_of[row[1]]] = sums.get(fund_of[row[1]], 0) + int(row[5] or 0)
        return sums


def settlement_rows(unit: str, year: int, moneys: list[CommuneMoney]) -> list[Row]:
    """Return a unit's settlements of the money of the state, as approved in the following year."""
    rows: list[Row] = []
    for fund in (wording.COMMUNE_BUDGET, wording.DISTRICT_BUDGET):
        spent = sum(money.spent(unit).get(fund, 0) for money in moneys)
        if not spent:
            continue
        sent = day(year + 1, 1, 12) + _draws.below(18, int(unit), year, 16)
        approved = day(year + 1, 3, 4) + _draws.below(24, int(unit), year, 17)
        if (unit, year) in _LATE_SETTLEMENTS:
            approved = day(year + 1, 4, 22)
        due = day(year + 1, 1, 31)
        rows.append((unit, year, fund, 1, Dong(spent), written(due), written(sent), written(approved)))
    return rows


def settled_by(unit: str, year: int) -> int:
    """Return the day on which a unit's settlement of a year is approved at the latest."""
    return day(year + 1, 4, 22 if (unit, year) in _LATE_SETTLEMENTS else 1)


def late_centre_rows(unit: str, year: int) -> list[Row]:
    """Return allocations of 2025 to the centres that took others over."""
    rows: list[Row] = []
    for code, opened, amount in (("07399", KEP_MERGER, 6_000_000), ("07432", TAN_DINH_MERGER, 9_000_000)):
        if year == 2025 and unit == code:
            commune = next(index for index, entry in enumerate(COMMUNES) if entry.code == code)
            centre = centre_serving(commune, opened)
            rows.append(
                (
                    f"PB-{centre.id[5:]}-SN",
                    None,
                    unit,
                    centre.id,
                    year,
                    wording.COMMUNE_BUDGET,
                    Dong(amount),
                    written(opened + 12),
                    "512/QĐ-UBND",
                )
            )
    return rows
