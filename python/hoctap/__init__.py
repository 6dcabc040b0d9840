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
    Cell,
    Compliance,
    Dataset,
    Duty,
    Estimate,
    Explanation,
    ExplanationPart,
    FileLimits,
    Finding,
    Findings,
    Followed,
    Gazetteer,
    Handover,
    Indicators,
    Instrument,
    Item,
    LevelTable,
    Lineage,
    Message,
    NationalLists,
    Norm,
    NormChoice,
    Obligation,
    Obligations,
    Period,
    Programme,
    Published,
    Result,
    ResultRow,
    RowReference,
    Rulebook,
    Source,
    Table,
    Target,
    UnitEvent,
    UnitVersion,
    Where,
    catalogue,
    evaluate_published,
    gazetteer,
    line_flags,
    measures,
    periods,
    person_key,
    programme,
    programmes,
    published,
    rulebook,
)
from hoctap._core import version as _version
from hoctap.errors import Error, FileError, FormatError, InvalidValue, NotFound, Overflow
from hoctap.own_indicators import indicator
from hoctap.places import follow, national_lists, where
from hoctap.reading import from_tables, read

if TYPE_CHECKING:
    from hoctap import plot, sample

__all__ = [
    "BilingualText",
    "Body",
    "Book",
    "Cell",
    "Compliance",
    "Dataset",
    "Duty",
    "Error",
    "Estimate",
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
    "Indicators",
    "Instrument",
    "InvalidValue",
    "Item",
    "LevelTable",
    "Lineage",
    "Message",
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
    "Result",
    "ResultRow",
    "RowReference",
    "Rulebook",
    "Source",
    "Table",
    "Target",
    "UnitEvent",
    "UnitVersion",
    "Where",
    "catalogue",
    "evaluate_published",
    "follow",
    "from_tables",
    "gazetteer",
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
    "read",
    "rulebook",
    "sample",
    "where",
]

__version__ = _version()

_LAZY = ("plot", "sample")


def __getattr__(name: str) -> Any:
    # Imported on first use: what they need takes longer to load than all the rest.
    if name in _LAZY:
        import importlib

        return importlib.import_module(f"hoctap.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*globals(), *_LAZY]
