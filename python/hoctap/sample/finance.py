"""Money in whole đồng: estimates, allocations by fund, receipts, vouchers and settlements."""

from . import wording
from .centres import CENTRES, KEP_MERGER, TAN_DINH_MERGER, centre_serving
from .days import day, written
from .draws import Draws
from .places import COMMUNES
from .reports import Dong, Row

_draws = Draws("finance")
# Commune and year without any allocation (one of them has an estimate only).
_UNFUNDED = {("07402", 2023), ("07414", 2023), ("07396", 2024), ("07396", 2025)}
# Here the commune budget gave the money to the Association without naming a centre.
_TO_ASSOCIATION = {("07405", 2023), ("07405", 2025)}
_CONTENTS = ("mua sắm thiết bị", "tài liệu, học liệu", "bồi dưỡng báo cáo viên", "nước uống", "tuyên truyền")
_PRICES = (2_500_000, 60_000, 400_000, 20_000, 1_500_000)


class CommuneMoney:
    """The money of one commune of 2023 and its centre in a year."""

    def __init__(self, commune: int, year: int) -> None:
        """Settle the amounts."""
        self.commune, self.year = commune, year
        self.code = COMMUNES[commune].code
        self.is_funded = (self.code, year) not in _UNFUNDED
        self.budget = (18 + _draws.below(17, commune, year)) * 500_000 + COMMUNES[commune].activity * 60_000
        self.society = (4 + _draws.below(9, commune, year, 1)) * 500_000 if _draws.chance(640, commune, year, 2) else 0
        self.district = 5_000_000 if year < 2025 and _draws.chance(180, commune, year, 3) else 0
        opened = day(year, 8, 1) if year == 2023 else day(year, 2, 1)
        self.decided = opened + _draws.below(60, commune, year, 4)

    def estimate_rows(self, unit: str) -> list[Row]:
        """Return the estimate: lines of factors times a price."""
        rows: list[Row] = []
        estimate, prepared = (
            f"DT-{self.code}-{self.year}",
            f"Hội Khuyến học {COMMUNES[self.commune].kind} {COMMUNES[self.commune].name}",
        )
        for number, (content, price) in enumerate(zip(_CONTENTS, _PRICES, strict=True), 1):
            many = 1 + _draws.below((4, 40, 6, 60, 3)[number - 1], self.commune, self.year, 5, number)
            times = 1 + _draws.below(4, self.commune, self.year, 6, number)
            rows.append(
                (
                    estimate,
                    number,
                    1,
                    wording.APPROVED,
                    unit,
                    CENTRES[self.commune].id,
                    self.year,
                    content,
                    wording.COMMUNE_BUDGET,
                    "lần" if number != 1 else "chiếc",
                    many,
                    times,
                    1,
                    Dong(price),
                    Dong(price * many * times),
                    None,
                    prepared,
                    written(self.decided - 40),
                )
            )
        return rows

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
        """Return what came in: society's part by donor, some of it in kind."""
        rows: list[Row] = []
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
            for number in range(8):
                content = _draws.below(len(_CONTENTS), self.commune, self.year, 12, number)
                quantity = 1 + _draws.below(12, self.commune, self.year, 13, number)
                amount = quantity * _PRICES[content]
                on = self.decided + 20 + _draws.below(75, self.commune, self.year, 14, number)
                if amount <= left:
                    voucher = f"CT-{str(allocation[0])[3:]}-{number + 1}"
                    rows.append(
                        (
                            voucher,
                            allocation[0],
                            _CONTENTS[content],
                            quantity,
                            Dong(_PRICES[content]),
                            Dong(amount),
                            written(on),
                        )
                    )
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
    """Return a unit's settlement of the commune budget, agreeing with the vouchers."""
    spent = sum(money.spent(unit).get(wording.COMMUNE_BUDGET, 0) for money in moneys)
    if not spent:
        return []
    due, sent = day(year + 1, 1, 31), day(year, 12, 20)
    return [(unit, year, wording.COMMUNE_BUDGET, 1, Dong(spent), written(due), written(sent), None)]


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
