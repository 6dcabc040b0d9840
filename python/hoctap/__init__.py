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
    DeliveryComparison,
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
    PlaceHeldCount,
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
    code_lists,
    columns,
    evaluate_published,
    form_rules,
    gazetteer,
    headcount,
    headcount_by_place_held,
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
from hoctap.errors import Error, FileError, FormatError, InvalidValue, NotFound, NotInstalled, Overflow
from hoctap.lines import budget_lines
from hoctap.own_indicators import indicator
from hoctap.places import follow, national_lists, where
from hoctap.reading import from_tables, read
from hoctap.reports import Report, report

if TYPE_CHECKING:
    from hoctap import documents, excel, plot, receipts, sample
    from hoctap.ledger import Ledger

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
    "DeliveryComparison",
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
    "Ledger",
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
    "NotInstalled",
    "Obligation",
    "Obligations",
    "Overflow",
    "Period",
    "PlaceHeldCount",
    "Programme",
    "Published",
    "Quality",
    "RatingSchemes",
    "Ratings",
    "Receipt",
    "Report",
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
    "code_lists",
    "columns",
    "documents",
    "evaluate_published",
    "excel",
    "follow",
    "form_rules",
    "from_tables",
    "gazetteer",
    "headcount",
    "headcount_by_place_held",
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
    "report",
    "rulebook",
    "sample",
    "suppress",
    "where",
]

__version__ = _version()

_LAZY = {
    "Ledger": "ledger",
    "documents": "documents",
    "excel": "excel",
    "plot": "plot",
    "receipts": "receipts",
    "sample": "sample",
}


def __getattr__(name: str) -> Any:
    # Imported on first use: what they need takes longer to load than all the rest.
    if name in _LAZY:
        import importlib

        module = importlib.import_module(f"hoctap.{_LAZY[name]}")
        return module if name == _LAZY[name] else getattr(module, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_LAZY]
