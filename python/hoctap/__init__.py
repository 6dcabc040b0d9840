"""The domain of Vietnam's community learning centres: where a district stands on the targets of its plan.

import hoctap as ht

dataset = ht.read("forms")
dataset.findings, dataset.missing
result = dataset.indicators(view="current")
result.to_pandas()
print(dataset.explain("07381", "T4a", "2025Q4"))
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap._core import (
    BilingualText,
    Body,
    Book,
    Breakdown,
    BreakdownRow,
    BudgetCalendar,
    BudgetLines,
    Cell,
    CheckComparison,
    Closing,
    Compliance,
    Dataset,
    DeliveryCount,
    Duties,
    Duty,
    Estimate,
    EstimateReview,
    Execution,
    Explanation,
    ExplanationPart,
    FileLimits,
    Finding,
    Findings,
    Followed,
    Gazetteer,
    Handover,
    Headcount,
    HeadcountFrame,
    HeadcountPartial,
    Indicators,
    Instrument,
    Item,
    LevelTable,
    Lineage,
    LineExplanation,
    LiveHeadcount,
    Message,
    MoneyTable,
    NationalLists,
    Norm,
    NormChoice,
    Obligation,
    Obligations,
    Period,
    Programme,
    Published,
    Quality,
    Ratings,
    RatingSchemes,
    Receipt,
    Result,
    ResultRow,
    RowReference,
    Rulebook,
    SettlementReview,
    Settling,
    Source,
    Suppression,
    Table,
    Target,
    TwoPlans,
    UnitEvent,
    UnitVersion,
    Where,
    catalogue,
    evaluate_published,
    gazetteer,
    headcount,
    headcount_by_delivery,
    line_flags,
    measures,
    periods,
    person_key,
    programme,
    programmes,
    published,
    rating_schemes,
    rulebook,
    suppress,
)
from hoctap._core import version as _version
from hoctap.errors import Error, FileError, FormatError, InvalidValue, NotFound, Overflow
from hoctap.lines import budget_lines
from hoctap.own_indicators import indicator
from hoctap.places import follow, national_lists, where
from hoctap.reading import from_tables, read

if TYPE_CHECKING:
    from hoctap import plot, receipts, sample

__all__ = [
    "BilingualText",
    "Body",
    "Book",
    "Breakdown",
    "BreakdownRow",
    "BudgetCalendar",
    "BudgetLines",
    "Cell",
    "CheckComparison",
    "Closing",
    "Compliance",
    "Dataset",
    "DeliveryCount",
    "Duties",
    "Duty",
    "Error",
    "Estimate",
    "EstimateReview",
    "Execution",
    "Explanation",
    "ExplanationPart",
    "FileError",
    "FileLimits",
    "Finding",
    "Findings",
    "Followed",
    "FormatError",
    "Gazetteer",
    "Handover",
    "Headcount",
    "HeadcountFrame",
    "HeadcountPartial",
    "Indicators",
    "Instrument",
    "InvalidValue",
    "Item",
    "LevelTable",
    "LineExplanation",
    "Lineage",
    "LiveHeadcount",
    "Message",
    "MoneyTable",
    "NationalLists",
    "Norm",
    "NormChoice",
    "NotFound",
    "Obligation",
    "Obligations",
    "Overflow",
    "Period",
    "Programme",
    "Published",
    "Quality",
    "RatingSchemes",
    "Ratings",
    "Receipt",
    "Result",
    "ResultRow",
    "RowReference",
    "Rulebook",
    "SettlementReview",
    "Settling",
    "Source",
    "Suppression",
    "Table",
    "Target",
    "TwoPlans",
    "UnitEvent",
    "UnitVersion",
    "Where",
    "budget_lines",
    "catalogue",
    "evaluate_published",
    "follow",
    "from_tables",
    "gazetteer",
    "headcount",
    "headcount_by_delivery",
    "indicator",
    "line_flags",
    "measures",
    "national_lists",
    "periods",
    "person_key",
    "plot",
    "programme",
    "programmes",
    "published",
    "rating_schemes",
    "read",
    "receipts",
    "rulebook",
    "sample",
    "suppress",
    "where",
]

__version__ = _version()

_LAZY = ("plot", "receipts", "sample")


def __getattr__(name: str) -> Any:
    # Imported on first use: what they need takes longer to load than all the rest.
    if name in _LAZY:
        import importlib

        return importlib.import_module(f"hoctap.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_LAZY]
