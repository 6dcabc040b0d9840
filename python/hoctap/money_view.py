"""How execution, settlements, reviews and sums of money look in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import EstimateReview, Execution, MoneyTable, SettlementReview

__all__ = [
    "execution_html",
    "execution_sheets",
    "execution_text",
    "money_html",
    "money_sheet",
    "money_text",
    "review_html",
    "review_text",
    "settlement_html",
    "settlement_text",
]

MOST_ROWS = 40  # of each table of a notebook's view; the tables themselves have all
QUANTITIES = ("estimated", "allocated", "received", "received_in_kind", "paid", "settled")


def execution_html(execution: Execution, lang: Language = "en") -> str:
    """Show in a notebook how a budget was carried out."""
    return _html(_execution_heading(execution, lang), execution_sheets(execution, lang, MOST_ROWS), execution, lang)


def execution_text(execution: Execution, lang: Language = "en", *, width: int | None = None) -> str:
    """Show as text how a budget was carried out."""
    return _text(_execution_heading(execution, lang), execution_sheets(execution, lang), execution, lang, width)


def settlement_html(review: SettlementReview, lang: Language = "en") -> str:
    """Show settlements in a notebook."""
    return _html(_settlement_heading(review, lang), [_settlement_sheet(review, lang, MOST_ROWS)], review, lang)


def settlement_text(review: SettlementReview, lang: Language = "en", *, width: int | None = None) -> str:
    """Show settlements as text."""
    return _text(_settlement_heading(review, lang), [_settlement_sheet(review, lang)], review, lang, width)


def review_html(review: EstimateReview, lang: Language = "en") -> str:
    """Show a review of estimates in a notebook."""
    heading = [say("Review of the estimates for {year}", lang, year=review.year)]
    return _html(heading, _review_sheets(review, lang, MOST_ROWS), review, lang)


def review_text(review: EstimateReview, lang: Language = "en", *, width: int | None = None) -> str:
    """Show a review of estimates as text."""
    heading = [say("Review of the estimates for {year}", lang, year=review.year)]
    return _text(heading, _review_sheets(review, lang), review, lang, width)


def money_html(money: MoneyTable, lang: Language = "en") -> str:
    """Show sums of money in a notebook."""
    return _html(
        [say("Money of the centres", lang)],
        [money_sheet(money.to_dicts(rows=MOST_ROWS), len(money), lang)],
        money,
        lang,
    )


def money_text(money: MoneyTable, lang: Language = "en", *, width: int | None = None) -> str:
    """Show sums of money as text."""
    return _text(
        [say("Money of the centres", lang)], [money_sheet(money.to_dicts(), len(money), lang)], money, lang, width
    )


def _html(heading: list[str], sheets: Iterable[Sheet], of: Any, lang: Language) -> str:
    return html_page([*heading, *_simulated(of, lang), *(html_table(sheet) for sheet in sheets)])


def _text(heading: list[str], sheets: Iterable[Sheet], of: Any, lang: Language, width: int | None) -> str:
    blocks = [text_table(sheet, width=width) for sheet in sheets]
    return "\n\n".join(["\n".join([*heading, *_simulated(of, lang)]), *blocks])


def _simulated(of: Any, lang: Language) -> list[str]:
    return [say("simulated data", lang).upper()] if of.is_simulated else []


def _heads(heads: Iterable[str], lang: Language) -> list[str]:
    return [say(head, lang) for head in heads]


def _number(value: int | None, lang: Language) -> Cell:
    return Cell("–" if value is None else count_text(value, lang), number=True)


def _day(value: Any, lang: Language) -> Cell:
    return Cell(day_text(value, lang) if value else "–")


def _more(rows: list[list[Cell]], count: int, columns: int, lang: Language) -> list[list[Cell]]:
    if count > len(rows):
        more = say("… and {count} more", lang, count=count_text(count - len(rows), lang))
        rows.append([Cell(more), *(Cell("") for _ in range(columns - 1))])
    return rows


def _place(row: dict[str, Any]) -> Cell:
    unit = f"{row['unit'] or '–'} {row['unit_name'] or ''}".rstrip()
    return Cell(row["centre_id"] if row.get("centre_id") else unit, strong=True)


def _execution_heading(execution: Execution, lang: Language) -> list[str]:
    total = execution.total
    words = {key: count_text(total[key], lang) for key in ("estimated", "allocated", "paid", "left")}
    return [
        say("How the budget was carried out", lang),
        say("{estimated} đồng estimated, {allocated} allocated, {paid} paid, {left} left", lang, **words),
    ]


def execution_sheets(execution: Execution, lang: Language, most: int | None = None) -> list[Sheet]:
    """Lay out sums, allocations that were exceeded, and vouchers whose product is not the amount."""
    heads = _heads(
        ("centre or commune", "year", "fund", "estimated", "allocated", "received", "in kind", "paid", "left"), lang
    )
    rows = [
        [
            _place(row),
            Cell(str(row["year"]), number=True),
            Cell(row[f"fund_{lang}"] or "–"),
            *(
                _number(row[key], lang)
                for key in ("estimated", "allocated", "received", "received_in_kind", "paid", "left")
            ),
        ]
        for row in execution.to_dicts(rows=most)
    ]
    sheets = [
        Sheet(
            say("Sums by centre, commune, year and fund (đồng)", lang),
            heads,
            _more(rows, len(execution), len(heads), lang),
        )
    ]
    beyond = [row for row in execution.allocations.to_dicts() if row["beyond"] is not None]
    if beyond:
        sheets.append(
            Sheet(
                say("Allocations that were exceeded", lang),
                _heads(("allocation", "amount (đồng)", "paid", "left", "first exceeded by"), lang),
                [
                    [
                        Cell(row["allocation_id"], strong=True),
                        *(_number(row[key], lang) for key in ("amount", "paid", "left")),
                        Cell(row["beyond"]),
                    ]
                    for row in beyond
                ],
            )
        )
    differing = [row for row in execution.vouchers.to_dicts() if row["differs"]]
    if differing:
        sheets.append(
            Sheet(
                say("Vouchers whose quantity times price is not the amount", lang),
                _heads(("voucher", "paid on", "amount (đồng)", "quantity times price"), lang),
                [
                    [
                        Cell(row["voucher_id"], strong=True),
                        _day(row["paid_on"], lang),
                        _number(row["amount"], lang),
                        _number(row["product"], lang),
                    ]
                    for row in differing
                ],
            )
        )
    return sheets


def _settlement_heading(review: SettlementReview, lang: Language) -> list[str]:
    states = [f"{say(state, lang)}: {count}" for state, count in review.states.items() if count]
    heading = say("Settlements of the budget year {year}", lang, year=review.year)
    if review.asked:
        heading += ", " + say("as on {day}", lang, day=day_text(review.asked, lang))
    return [heading, "; ".join(states)] if states else [heading]


def _settlement_sheet(review: SettlementReview, lang: Language, most: int | None = None) -> Sheet:
    heads = _heads(
        (
            "commune",
            "fund",
            "allocated",
            "paid",
            "settled",
            "differs",
            "sent on",
            "approved on",
            "last day",
            "state",
            "lapses",
            "carries over",
            "returned",
            "not modelled",
        ),
        lang,
    )
    rows = [
        [
            _place(row),
            Cell(row[f"fund_{lang}"] or "–"),
            *(_number(row[key], lang) for key in ("allocated", "paid", "settled", "differs")),
            _day(row["submitted_on"], lang),
            _day(row["approved_on"], lang),
            _day(row["last_day"], lang),
            Cell(say(row["state"], lang) if row["is_state"] else "–"),
            *(_number(row[key], lang) for key in ("lapses", "carries_over", "returned", "not_modelled")),
        ]
        for row in review.to_dicts(rows=most)
    ]
    return Sheet(say("By commune and fund (đồng)", lang), heads, _more(rows, len(review), len(heads), lang))


def _review_sheets(review: EstimateReview, lang: Language, most: int | None = None) -> list[Sheet]:
    heads = _heads(
        ("estimate", "commune", "version", "lines", "broken", "not checked", "amount (đồng)", "verdict", "mark"), lang
    )
    rows = [
        [
            Cell(row["estimate_id"], strong=True),
            Cell(f"{row['unit'] or '–'} {row['unit_name'] or ''}".rstrip()),
            Cell(str(row["version"]), number=True),
            *(_number(row[key], lang) for key in ("lines", "lines_broken", "lines_unchecked", "amount")),
            Cell(say(row["verdict"], lang)),
            Cell(row["mark"] or "–"),
        ]
        for row in review.to_dicts(rows=most)
    ]
    sheets = [Sheet(say("Estimates", lang), heads, _more(rows, len(review), len(heads), lang))]
    bounds = review.bounds.to_dicts(rows=most)
    if bounds:
        sheets.append(
            Sheet(
                say("Floors and shares", lang),
                _heads(
                    (
                        "centre or estimate",
                        "content of spending",
                        "bound (đồng)",
                        "found",
                        "differs",
                        "verdict",
                        "norm",
                    ),
                    lang,
                ),
                [
                    [
                        Cell(row["centre_id"] or row["estimate_id"] or "–", strong=True),
                        Cell(row[f"content_{lang}"]),
                        *(_number(row[key], lang) for key in ("bound", "found", "differs")),
                        Cell(say(row["verdict"], lang)),
                        Cell(row[f"norm_{lang}"] or "–"),
                    ]
                    for row in bounds
                ],
            )
        )
    line_heads = _heads(
        ("estimate", "no.", "content of spending", "amount (đồng)", "ceiling (đồng)", "verdict", "norm", "mark"), lang
    )
    broken = [row for row in review.lines.to_dicts() if row["verdict"] in ("over", "not_permitted")]
    if broken:
        cells = [
            [
                Cell(row["estimate_id"], strong=True),
                Cell(str(row["line_no"]), number=True),
                Cell(row[f"content_{lang}"] or row["wording"]),
                _number(row["amount"], lang),
                _number(row["ceiling"], lang),
                Cell(say(row["verdict"].replace("_", " "), lang)),
                Cell(row[f"norm_{lang}"] or "–"),
                Cell(row["mark"] or "–"),
            ]
            for row in broken[:most]
        ]
        sheets.append(
            Sheet(say("Lines beyond their norms", lang), line_heads, _more(cells, len(broken), len(line_heads), lang))
        )
    return sheets


def money_sheet(rows_of_money: Sequence[dict[str, Any]], count: int, lang: Language) -> Sheet:
    """Lay out sums of money by unit, year and fund; `count` is how many rows there are in all."""
    heads = _heads(
        (
            "unit",
            "year",
            "fund",
            "estimated",
            "allocated",
            "received",
            "in kind",
            "paid",
            "settled",
            "reports",
        ),
        lang,
    )
    rows = []
    for row in rows_of_money:
        reports = "–" if row["owed"] is None else f"{row['reported']}/{row['owed']}"
        rows.append(
            [
                _place(row),
                Cell(str(row["year"]), number=True),
                Cell(say("all", lang) if row["is_of_all_funds"] else row[f"fund_{lang}"] or "–"),
                *(_amount(row, key, lang) for key in QUANTITIES),
                Cell(reports, number=True),
            ]
        )
    return Sheet(say("By unit, year and fund (đồng)", lang), heads, _more(rows, count, len(heads), lang), keys=2)


def _amount(row: dict[str, Any], key: str, lang: Language) -> Cell:
    amount, most = row[key], row[f"{key}_at_most"]
    text = count_text(amount, lang)
    return Cell(text if amount == most else f"{text} – {count_text(most, lang)}", number=True)
