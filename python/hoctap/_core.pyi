"""
The compiled part of hoctap. Private: import hoctap instead.
"""

from __future__ import annotations

import collections.abc
import datetime
import fractions
import os
import typing

import pandas
import polars
import typing_extensions

import hoctap.reports

__all__: list[str] = [
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
    "Estimate",
    "EstimateReview",
    "Execution",
    "Explanation",
    "ExplanationPart",
    "FileLimits",
    "Finding",
    "Findings",
    "Followed",
    "Gazetteer",
    "Handover",
    "Headcount",
    "HeadcountFrame",
    "HeadcountPartial",
    "Indicators",
    "Instrument",
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
    "Obligation",
    "Obligations",
    "PERSON_SECRET_FILE",
    "Period",
    "PlaceHeldCount",
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
    "catalogue",
    "code_lists",
    "columns",
    "evaluate_published",
    "file_digest",
    "follow_column",
    "follow_one",
    "form_rules",
    "from_tables",
    "gazetteer",
    "headcount",
    "headcount_by_place_held",
    "indicator_from_toml",
    "indicator_of_marks",
    "indicator_of_table",
    "line_flags",
    "lines_of_dataset",
    "list_forms",
    "locked",
    "measures",
    "national_lists_in",
    "national_lists_of",
    "periods",
    "person_key",
    "programme",
    "programmes",
    "published",
    "rating_schemes",
    "read_folder",
    "read_lines",
    "read_person_secret",
    "read_sealed",
    "rulebook",
    "seal_form",
    "spoken",
    "suppress",
    "table_of_lists",
    "table_text",
    "unlocked",
    "version",
    "where_column",
    "where_one",
]

class Message:
    """
    A sentence that can be read in Vietnamese and in English.
    """
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Give the sentence in Vietnamese ("vi") or English ("en").
        """
    @property
    def arguments(self) -> list[str]:
        """
        The words that fill the gaps of the sentence.
        """
    @property
    def code(self) -> str:
        """
        Stable name of the sentence ("unknown_code").
        """
    @property
    def severity(self) -> typing.Literal["note", "warning", "error"]:
        """
        "note", "warning" or "error".
        """

class Finding:
    """
    Something noticed about data that was read. A dropped row always has one.
    """
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def describe(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Give the place and what was noticed there.
        """
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Give what was noticed, without its place, in Vietnamese ("vi") or English ("en").
        """
    @property
    def arguments(self) -> list[str]:
        """
        The words that fill the gaps.
        """
    @property
    def code(self) -> str:
        """
        Stable name of the rule ("unknown_code").
        """
    @property
    def column(self) -> int:
        """
        1-based column; 0 for the whole row.
        """
    @property
    def field(self) -> str:
        """
        The declared column meant, where one is.
        """
    @property
    def file(self) -> str:
        """
        The file, relative to the folder read.
        """
    @property
    def outcome(self) -> typing.Literal["kept", "dropped"]:
        """
        What became of the row: "kept" or "dropped".
        """
    @property
    def row(self) -> int:
        """
        1-based line; 0 for the whole file.
        """
    @property
    def severity(self) -> typing.Literal["note", "warning", "error"]:
        """
        "note" (nothing was changed), "warning" (doubtful, kept) or "error" (something could not be used).
        """
    @property
    def sheet(self) -> str:
        """
        The sheet; empty for delimited text.
        """

class Period:
    """
    A span of the calendar that forms report on: a month, quarter, year, school year or range of days.

    Periods compare and hash by value and sort by their first day.
    """
    def __contains__(self, day: datetime.date | str) -> bool: ...
    def __eq__(self, other: typing.Any) -> bool: ...
    def __ge__(self, other: Period) -> bool: ...
    def __gt__(self, other: Period) -> bool: ...
    def __hash__(self) -> int: ...
    def __init__(self, text: str) -> None:
        """
        Read a period: "2024Q2", "2024", "2024-05", "2024/2025",
        "2024-05-01..2024-07-15", or as people write it: "Q2/2024", "quý II/2024", "tháng 5/2024", "năm học 2024-2025".

        Raises:
            InvalidValue: the text is none of these.
        """
    def __le__(self, other: Period) -> bool: ...
    def __lt__(self, other: Period) -> bool: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def next(self) -> Period:
        """
        Give the following period of the same kind.

        Raises:
            InvalidValue: a range has none.
        """
    def previous(self) -> Period:
        """
        Give the preceding period of the same kind.

        Raises:
            InvalidValue: a range has none.
        """
    @property
    def first(self) -> datetime.date:
        """
        First day.
        """
    @property
    def kind(self) -> str:
        """
        "month", "quarter", "year", "school_year" or "range".
        """
    @property
    def last(self) -> datetime.date:
        """
        Last day; it belongs to the period.
        """

class _Memory:
    """
    Values where they lie, readable through the buffer protocol.
    """

class Table:
    """
    Rows with named columns, which any library that reads Arrow takes as they are.

    polars.DataFrame(table), pyarrow.table(table) and a DuckDB query take whole numbers and days without a copy.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the first rows in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def columns(self) -> list[str]:
        """
        Names of the columns.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it holds made-up data.
        """
    @property
    def name(self) -> str:
        """
        Its name.
        """

class FileLimits:
    """
    What is read at most of one file: beyond it the file is refused.

    Sizes are bytes of the file and, for workbooks, of what they hold when they are unpacked; the cells of a sheet are counted
    from the first that is used to the last, blank ones too. A longer line of text is cut, with a finding.
    """
    def __init__(
        self,
        *,
        most_bytes: typing.SupportsInt | typing.SupportsIndex = 1073741824,
        most_cells: typing.SupportsInt | typing.SupportsIndex = 50000000,
        most_row_bytes: typing.SupportsInt | typing.SupportsIndex = 1048576,
        most_unpacked_bytes: typing.SupportsInt | typing.SupportsIndex = 1073741824,
        most_parts: typing.SupportsInt | typing.SupportsIndex = 10000,
        most_nesting: typing.SupportsInt | typing.SupportsIndex = 64,
        most_sheets: typing.SupportsInt | typing.SupportsIndex = 500,
        most_sheet_cells: typing.SupportsInt | typing.SupportsIndex = 20000000,
    ) -> None:
        """
        Set limits; those not named stay as they are.
        """
    @property
    def most_bytes(self) -> int:
        """
        Bytes of a file.
        """
    @property
    def most_cells(self) -> int:
        """
        Cells of a text file.
        """
    @property
    def most_nesting(self) -> int:
        """
        Elements inside one another.
        """
    @property
    def most_parts(self) -> int:
        """
        Files inside a workbook.
        """
    @property
    def most_row_bytes(self) -> int:
        """
        Bytes of a line of text.
        """
    @property
    def most_sheet_cells(self) -> int:
        """
        Cells between the first and last one used.
        """
    @property
    def most_sheets(self) -> int:
        """
        Sheets of a workbook.
        """
    @property
    def most_unpacked_bytes(self) -> int:
        """
        Bytes of a workbook when it is unpacked.
        """

class _Workbook:
    """
    What a reader of workbooks fills.
    """
    def add_sheet(
        self,
        sheet: str,
        rows: collections.abc.Iterable[typing.Any],
        *,
        first_column: typing.SupportsInt | typing.SupportsIndex,
        marks: dict[int, dict[int, str]],
        hidden_rows: set[int],
    ) -> None:
        """
        Add a sheet: its rows from the first, their values from `first_column` (from 0) on. `marks` says by line (from 1) and column (from 0) what stands where the values say nothing.
        """
    def note(self, code: str, arguments: collections.abc.Sequence[str], *, sheet: str = "") -> None:
        """
        Note a finding.
        """
    def refuse(self, code: str, arguments: collections.abc.Sequence[str]) -> None:
        """
        Say why the workbook cannot be read.
        """

class UnitVersion:
    """
    An administrative unit as it was from one day to another.

    A code alone names nothing: 07381 was the commune Nghĩa Hưng until 30 June 2025 and is the commune Tiên Lục since.
    """
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def code(self) -> str:
        """
        2 digits for a province, 3 for a district, 5 for a commune, 8 for a village.
        """
    @property
    def is_difficult(self) -> bool | None:
        """
        Whether a village bears the difficulty mark; None where not known.
        """
    @property
    def kind(self) -> str:
        """
        "xã", "thị trấn", "huyện" …
        """
    @property
    def level(self) -> str:
        """
        "nation", "province", "district", "commune" or "village".
        """
    @property
    def mark(self) -> str:
        """
        How surely this is known: "VERIFIED" …
        """
    @property
    def name(self) -> str:
        """
        Name without its kind.
        """
    @property
    def parent_code(self) -> str:
        """
        Code of the unit above; empty where there is none.
        """
    @property
    def source(self) -> str:
        """
        Where this is known from.
        """
    @property
    def valid_from(self) -> datetime.date | None:
        """
        First day; None where it began before the data do.
        """
    @property
    def valid_until(self) -> datetime.date | None:
        """
        First day on which it no longer holds; None while it lasts.
        """
    @property
    def zone(self) -> str:
        """
        Zone of the ethnic-minority and mountain areas; "none" outside, empty where not known.
        """

class UnitEvent:
    """
    One arrow of the lineage: (a part of) a unit that ends on a day goes to a unit that begins then.
    """
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def date(self) -> datetime.date:
        """
        The day on which it takes effect.
        """
    @property
    def event_id(self) -> str:
        """
        Identifier of the act.
        """
    @property
    def from_code(self) -> str:
        """
        Code of the unit that ends.
        """
    @property
    def kind(self) -> str:
        """
        "merge", "split", "rename" …
        """
    @property
    def legal_basis(self) -> str:
        """
        The act and article.
        """
    @property
    def mark(self) -> str:
        """
        How surely this is known: "VERIFIED" …
        """
    @property
    def share(self) -> fractions.Fraction | None:
        """
        The part of the source that moved; None where not known.
        """
    @property
    def to_code(self) -> str:
        """
        Code of the unit that begins; empty without a known successor.
        """

class Followed:
    """
    A part of a unit at another date.
    """
    def __repr__(self) -> str: ...
    @property
    def events(self) -> list[UnitEvent]:
        """
        The acts on the way, in order of time.
        """
    @property
    def is_inferred(self) -> bool:
        """
        Whether an act or version on the way, ends included, is only inferred.
        """
    @property
    def share(self) -> fractions.Fraction | None:
        """
        The part of the unit asked that is there; None where not known.
        """
    @property
    def unit(self) -> UnitVersion | None:
        """
        The version alive on that date; None for the part of which no successor is known.
        """

class Gazetteer:
    """
    All unit versions and their lineage: what a code meant on a day, what became of it and by which act.
    """
    def __init__(self) -> None:
        """
        Make one that knows no unit.
        """
    def __repr__(self) -> str: ...
    def alive(self, level: str, *, day: datetime.date | str) -> list[UnitVersion]:
        """
        List the units of a level alive on that day, in order of code.

        Raises:
            InvalidValue: there is no such level.
        """
    def ancestor(self, unit: UnitVersion, *, level: str, day: datetime.date | str) -> UnitVersion | None:
        """
        Give the unit of that level which holds this one on that day; None where there is none.

        Raises:
            InvalidValue: there is no such level.
            NotFound: the unit belongs to another gazetteer.
        """
    def crosswalk(self, *, start: datetime.date | str, to: datetime.date | str, level: str = "commune") -> Table:
        """
        List each unit of a level alive on `start` with where its territory lies on `to`.

        Returns a table with from_code, from_name, to_code, to_name, share_num and share_den (null: not known), events and is_inferred;
        either date may be the earlier one.

        Raises:
            InvalidValue: there is no such level.
        """
    def find(self, code: str, *, day: datetime.date | str) -> UnitVersion | None:
        """
        Give what a code meant on that day; None if no version was valid.
        """
    def follow(self, unit: UnitVersion, *, to: datetime.date | str) -> list[Followed]:
        """
        List where the unit's territory lies at another date, forward or backward along the lineage.

        Raises:
            NotFound: the unit belongs to another gazetteer.
        """
    def parent(self, unit: UnitVersion, *, day: datetime.date | str) -> UnitVersion | None:
        """
        Give the unit's parent on that day, or the parent's successor where it was merged away; None where there is none.

        Raises:
            NotFound: the unit belongs to another gazetteer.
        """
    def versions_of(self, code: str) -> list[UnitVersion]:
        """
        List every version that ever bore the code, in order of time.
        """
    @property
    def digest(self) -> str:
        """
        SHA-256 over versions and events.
        """
    @property
    def events(self) -> list[UnitEvent]:
        """
        Every event.
        """
    @property
    def last_event(self) -> datetime.date | None:
        """
        The date of the last event; None without events.
        """
    @property
    def versions(self) -> list[UnitVersion]:
        """
        Every version, in order of code and validity.
        """

class Source:
    """
    A file, or a table from memory, that was read.
    """
    def __repr__(self) -> str: ...
    @property
    def codes_as_of(self) -> datetime.date | None:
        """
        The day for which it states its codes of units.
        """
    @property
    def file(self) -> str:
        """
        The file, relative to the folder read; empty for tables from memory.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it says that its data were made up.
        """
    @property
    def rows_dropped(self) -> int:
        """
        Rows left out, each with a finding.
        """
    @property
    def rows_kept(self) -> int:
        """
        Rows that are used.
        """
    @property
    def rows_read(self) -> int:
        """
        Always rows_kept + rows_dropped.
        """
    @property
    def rows_unusable(self) -> int:
        """
        Rows dropped for an error in them; what they would have said is unknown.
        """
    @property
    def sha256(self) -> str:
        """
        SHA-256 of the file.
        """
    @property
    def sheet(self) -> str:
        """
        The sheet; empty for delimited text.
        """
    @property
    def table(self) -> str:
        """
        English name of the table its rows went to.
        """

class Findings:
    """
    What was noticed about data that was read, in its order.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    @typing.overload
    def __getitem__(self, index: typing.SupportsInt | typing.SupportsIndex) -> Finding: ...
    @typing.overload
    def __getitem__(self, index: slice) -> list[Finding]: ...
    def __iter__(self) -> collections.abc.Iterator[Finding]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show them in a notebook, grouped by rule.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write them as HTML, grouped by rule, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """

class Where:
    """
    What a code or name meant on a day, where it came from and what became of it.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the answer in a notebook.
        """
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write the answer in sentences, in Vietnamese ("vi") or English ("en").
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write the answer as HTML.
        """
    @property
    def above(self) -> list[UnitVersion]:
        """
        The units above it on the day, from near to far.
        """
    @property
    def asked(self) -> str:
        """
        The code or name that was asked for.
        """
    @property
    def became(self) -> list[Followed]:
        """
        The units its parts went to, with share and act; one without a unit for what has no known successor.
        """
    @property
    def came_from(self) -> list[Followed]:
        """
        The units it was formed of, each with the part of that unit that came here and the act.
        """
    @property
    def candidates(self) -> list[UnitVersion]:
        """
        Where several units fit, each of them, best first.
        """
    @property
    def nearest(self) -> list[UnitVersion]:
        """
        Where nothing is known, units whose code or name is near it.
        """
    @property
    def on(self) -> datetime.date | None:
        """
        The day it was asked of; None where none was given.
        """
    @property
    def status(self) -> str:
        """
        "found", "several", "not_yet", "between", "ended" or "unknown"; "missing" where nothing was asked.
        """
    @property
    def unit(self) -> UnitVersion | None:
        """
        The unit; where the code or name was not in force on the day, the last that bore it before, or the first after; None where none is known or several fit.
        """

class Lineage:
    """
    A unit of one day at another day.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it in sentences, in Vietnamese ("vi") or English ("en").
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as HTML.
        """
    @property
    def above(self) -> list[UnitVersion]:
        """
        The units above it on the day, from near to far.
        """
    @property
    def asked(self) -> str:
        """
        The code or name that was asked for.
        """
    @property
    def candidates(self) -> list[UnitVersion]:
        """
        Where several units fit, each of them, best first.
        """
    @property
    def nearest(self) -> list[UnitVersion]:
        """
        Where nothing is known, units whose code or name is near it.
        """
    @property
    def on(self) -> datetime.date | None:
        """
        The day it was asked of; None where none was given.
        """
    @property
    def parts(self) -> list[Followed]:
        """
        Where its territory lies on that day, with shares; last, without a unit, the part of which no successor is known. Empty where the code or name was not in force on the day asked.
        """
    @property
    def status(self) -> str:
        """
        "found", "several", "not_yet", "between", "ended" or "unknown"; "missing" where nothing was asked.
        """
    @property
    def to(self) -> datetime.date:
        """
        The day it was followed to.
        """
    @property
    def unit(self) -> UnitVersion | None:
        """
        The unit; where the code or name was not in force on the day, the last that bore it before, or the first after; None where none is known or several fit.
        """

class NationalLists:
    """
    The country's communes before and after July 2025, as `hoctap.national_lists` reads them.
    """
    def __repr__(self) -> str: ...
    @property
    def files(self) -> Table:
        """
        The files with the rows read, kept and dropped.
        """
    @property
    def findings(self) -> Findings:
        """
        What was noticed: rows left out, splits without shares, units without a known successor.
        """
    @property
    def gazetteer(self) -> Gazetteer:
        """
        The units of the lists together with those the library knows more exactly.
        """

class BilingualText:
    """
    A text of a plan: the plan's own Vietnamese wording and our English.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Give the Vietnamese ("vi") or English ("en") text.
        """
    @property
    def en(self) -> str:
        """
        Our English.
        """
    @property
    def vi(self) -> str:
        """
        The plan's own wording.
        """

class Target:
    """
    A measurable target of a plan.
    """
    def __repr__(self) -> str: ...
    @property
    def aims(self) -> list[str]:
        """
        Identifiers of the general aims it serves.
        """
    @property
    def baseline_percent(self) -> int | None:
        """
        The baseline that the plan states; None: measured at its start.
        """
    @property
    def clause(self) -> str:
        """
        Where the plan says so.
        """
    @property
    def id(self) -> str:
        """
        "T4a".
        """
    @property
    def indicator(self) -> str:
        """
        The indicator that speaks to it.
        """
    @property
    def name(self) -> BilingualText:
        """
        A short name of ours.
        """
    @property
    def path(self) -> str:
        """
        "linear" (from the baseline to the target), "step" (due in full each year) or "none".
        """
    @property
    def percent(self) -> int:
        """
        The target in percent.
        """
    @property
    def text(self) -> BilingualText:
        """
        The plan's wording.
        """
    @property
    def variants(self) -> list[str]:
        """
        Variants of the indicator shown beside the default.
        """

class Item:
    """
    An aim, task, finance point, fund or cited document of a plan.
    """
    def __repr__(self) -> str: ...
    @property
    def cites(self) -> list[str]:
        """
        Identifiers of the documents it cites.
        """
    @property
    def clause(self) -> str:
        """
        Where the plan says so.
        """
    @property
    def id(self) -> str:
        """
        Identifier inside the plan.
        """
    @property
    def indicators(self) -> list[str]:
        """
        Indicators that speak to it.
        """
    @property
    def issued_on(self) -> datetime.date | None:
        """
        The day of a document, where known.
        """
    @property
    def not_measured(self) -> BilingualText | None:
        """
        The reason, where no indicator can.
        """
    @property
    def text(self) -> BilingualText:
        """
        What it says.
        """

class Body:
    """
    A body that owns duties of a plan.
    """
    def __repr__(self) -> str: ...
    @property
    def abolished_on(self) -> datetime.date | None:
        """
        The first day on which it no longer exists; None while it does.
        """
    @property
    def id(self) -> str:
        """
        Identifier inside the plan.
        """
    @property
    def level(self) -> str:
        """
        "district", "commune" …; empty without a level of its own.
        """
    @property
    def name(self) -> BilingualText:
        """
        Its name.
        """
    @property
    def note(self) -> str:
        """
        What else is known.
        """
    @property
    def successor(self) -> str:
        """
        Identifier of the body that took over; empty where not known.
        """

class Duty:
    """
    What a body has to do, how often and by when.
    """
    def __repr__(self) -> str: ...
    @property
    def clause(self) -> str:
        """
        Where the plan says so.
        """
    @property
    def due(self) -> tuple[int, int] | None:
        """
        Month and day of the year by which it is due; None where the plan names none.
        """
    @property
    def due_is_assumed(self) -> bool:
        """
        Whether that day is ours, because the plan gives none.
        """
    @property
    def evidence(self) -> BilingualText | None:
        """
        What shows that it was done.
        """
    @property
    def id(self) -> str:
        """
        Identifier inside the plan.
        """
    @property
    def indicators(self) -> list[str]:
        """
        Indicators that speak to it.
        """
    @property
    def not_measured(self) -> BilingualText | None:
        """
        The reason, where no indicator can.
        """
    @property
    def owner(self) -> str:
        """
        Identifier of the body.
        """
    @property
    def partners(self) -> list[str]:
        """
        Identifiers of partner bodies.
        """
    @property
    def recurrence(self) -> str:
        """
        "once", "yearly", "quarterly", "school_year", "continuous" or "on_request".
        """
    @property
    def text(self) -> BilingualText:
        """
        What it says.
        """

class Programme:
    """
    A plan as data: aims, targets, tasks, money, bodies and their duties, in a territory and a time.
    """
    @staticmethod
    def load(path: str | os.PathLike[str]) -> Programme:
        """
        Read a plan from a TOML file.

        Raises:
            FileError: the file cannot be read.
            FormatError: a key is missing, unknown or of the wrong kind, or a reference leads nowhere.
        """
    @staticmethod
    def parse(text: str, *, file: str = "programme.toml") -> Programme:
        """
        Read a plan from TOML text; `file` is the name that errors show.

        Raises:
            FormatError: a key is missing, unknown or of the wrong kind, or a reference leads nowhere.
        """
    def __repr__(self) -> str: ...
    @property
    def aims(self) -> list[Item]:
        """
        General aims.
        """
    @property
    def bodies(self) -> list[Body]:
        """
        Bodies with duties.
        """
    @property
    def digest(self) -> str:
        """
        SHA-256 of its file.
        """
    @property
    def documents(self) -> list[Item]:
        """
        Documents it cites.
        """
    @property
    def duties(self) -> list[Duty]:
        """
        Their duties.
        """
    @property
    def entries(self) -> Table:
        """
        Everything that it says, aims to cited documents, as a table: part, id, clause, text, owners, due, indicators, evidence, and not_measured, the reason why nothing shows it; texts in Vietnamese (_vi) and English (_en).
        """
    @property
    def finance(self) -> list[Item]:
        """
        Points on money.
        """
    @property
    def first(self) -> datetime.date:
        """
        First day.
        """
    @property
    def funds(self) -> list[Item]:
        """
        Funds it may draw on.
        """
    @property
    def further_targets(self) -> list[Target]:
        """
        What tasks and duties ask of their indicators beside the measurable targets.
        """
    @property
    def id(self) -> str:
        """
        "lang-giang-2023-2025".
        """
    @property
    def is_fictional(self) -> bool:
        """
        Whether it was made up.
        """
    @property
    def last(self) -> datetime.date:
        """
        Last day.
        """
    @property
    def name(self) -> BilingualText:
        """
        Its title.
        """
    @property
    def quarters(self) -> list[Period]:
        """
        Its quarters, in order.
        """
    @property
    def related_bodies(self) -> list[Body]:
        """
        Partners, and bodies that took over from an owner of duties.
        """
    @property
    def targets(self) -> list[Target]:
        """
        Measurable targets.
        """
    @property
    def tasks(self) -> list[Item]:
        """
        Tasks.
        """
    @property
    def territory(self) -> str:
        """
        Code of the unit it is for.
        """
    @property
    def territory_as_of(self) -> datetime.date:
        """
        The day at which that code is read.
        """

class Norm:
    """
    What the law says of one thing: an entry of a rulebook, named by its citation.
    """
    def __repr__(self) -> str: ...
    def citation(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write where it stands, in Vietnamese ("vi") or English ("en").
        """
    @property
    def amount(self) -> int | None:
        """
        Đồng; None where it states none, or a formula.
        """
    @property
    def applies(self) -> dict[str, list[str]]:
        """
        The attributes on which it depends, each with the values it is for.
        """
    @property
    def content(self) -> str | None:
        """
        What it is about; None for an entry that no line names.
        """
    @property
    def id(self) -> str:
        """
        "17/2022/TT-BTC:a5.c6.pđ".
        """
    @property
    def kind(self) -> str:
        """
        "maximum_per_unit", "floor", "route", "not_modelled" …
        """
    @property
    def known(self) -> datetime.date:
        """
        The day its wording was published.
        """
    @property
    def mark(self) -> str:
        """
        How surely it is known: "VERIFIED", "SECONDARY", "MEMORY" or "SIMULATED".
        """
    @property
    def name(self) -> BilingualText:
        """
        What it says, in a few words.
        """
    @property
    def note(self) -> str | None:
        """
        What a reader should know.
        """
    @property
    def reason(self) -> str | None:
        """
        Why it is not modelled; None where it is.
        """
    @property
    def routes(self) -> list[str]:
        """
        Instruments whose contents it opens.
        """
    @property
    def source(self) -> str:
        """
        Where it was read.
        """
    @property
    def valid_from(self) -> datetime.date | None:
        """
        First day in force; None where not known.
        """
    @property
    def valid_until(self) -> datetime.date | None:
        """
        First day on which it no longer holds; None where no end is known.
        """

class Instrument:
    """
    A circular, decree, resolution … of which a rulebook has entries.
    """
    def __repr__(self) -> str: ...
    @property
    def kind(self) -> str:
        """
        "circular", "decree" …
        """
    @property
    def level(self) -> str:
        """
        Who issued it: "nation", "province", "district" or "commune".
        """
    @property
    def mark(self) -> str:
        """
        How surely its dates are known.
        """
    @property
    def number(self) -> str:
        """
        "17/2022/TT-BTC".
        """
    @property
    def published(self) -> datetime.date:
        """
        The day it was issued.
        """
    @property
    def seen_in_force(self) -> datetime.date | None:
        """
        The last day on which a source shows it in force, where that is all that is known.
        """
    @property
    def source(self) -> str:
        """
        Where it was read.
        """
    @property
    def successor(self) -> str | None:
        """
        The instrument that references follow; None where there is none.
        """
    @property
    def title(self) -> BilingualText:
        """
        Its title.
        """
    @property
    def valid_from(self) -> datetime.date | None:
        """
        First day in force; None where not known.
        """
    @property
    def valid_until(self) -> datetime.date | None:
        """
        First day on which it no longer holds; None where no end is known.
        """

class NormChoice:
    """
    The norm that was chosen for a line, and how.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write the choice in sentences, in Vietnamese ("vi") or English ("en").
        """
    @property
    def flags(self) -> list[str]:
        """
        "unverified", "needs_decision", "local_override" …
        """
    @property
    def is_per_unit(self) -> bool:
        """
        Whether the level is for each unit and not for the line.
        """
    @property
    def level(self) -> int | None:
        """
        Đồng for a unit, or for the line; None where there is none.
        """
    @property
    def levels(self) -> list[int | None]:
        """
        One level; where it depends on the date each that holds in the year, in order of time.
        """
    @property
    def mark(self) -> str:
        """
        The weakest mark of all that it rests on.
        """
    @property
    def norm(self) -> Norm | None:
        """
        The norm that decides, or the entry that stands in the way; None where there is none.
        """
    @property
    def outcome(self) -> str:
        """
        "ceiling", "actual_cost", "not_permitted", "norm_missing", "input_missing", "depends_on_date" or "not_checkable".
        """
    @property
    def passed_over(self) -> list[tuple[str, Norm]]:
        """
        Norms of the same content that were not chosen, each with the reason.
        """
    @property
    def path(self) -> list[tuple[str, Norm]]:
        """
        What it rests on, as role ("chosen", "route", "formula") and norm.
        """

class Rulebook:
    """
    The law of the centres' money as data, with dates, citations and sources.

    `hoctap.rulebook()` gives the one that the library knows; files add to it.
    """
    @staticmethod
    def load(paths: collections.abc.Sequence[str | os.PathLike[str]]) -> Rulebook:
        """
        Read a rulebook from TOML files alone, without what the library knows.

        Raises:
            FileError: a file cannot be read.
            FormatError: a key is missing, unknown or of the wrong kind; the message names file, line and key.
        """
    def __repr__(self) -> str: ...
    def as_of(
        self,
        *,
        in_force: datetime.date | str | None = None,
        known: datetime.date | str | None = None,
        verified_only: bool = False,
    ) -> Book:
        """
        Make the book by which lines are judged.

        Args:
            in_force: the day whose law judges every line; left out, each line's own days choose.
            known: the law as it was known on that day; left out, all that is known.
            verified_only: whether nothing but VERIFIED calculates.
        """
    def gaps(self) -> Table:
        """
        List the norms that exist and cannot calculate, with the reason: not modelled, recalled only, or without a first day.
        """
    def norm(self, id: str) -> Norm:
        """
        Give a norm by its identifier, which is its citation: "17/2022/TT-BTC:a5.c2".

        Raises:
            NotFound: there is none; the message names the nearest ones.
        """
    def norms_of(
        self, instrument: str, *, article: typing.SupportsInt | typing.SupportsIndex | str | None = None
    ) -> list[Norm]:
        """
        List the entries of an instrument, or of one of its articles.

        Raises:
            NotFound: no file has the instrument; the message names the nearest ones.
        """
    def with_files(self, paths: collections.abc.Sequence[str | os.PathLike[str]]) -> Rulebook:
        """
        Make a rulebook that has these TOML files too; this one stays as it is.

        Raises:
            FileError: a file cannot be read.
            FormatError: a key is missing, unknown or of the wrong kind; the message names file, line and key.
        """
    @property
    def digest(self) -> str:
        """
        SHA-256 over its files.
        """
    @property
    def findings(self) -> Findings:
        """
        What does not fit together: routes to nowhere, overlaps, times without a norm, levels above a maximum.
        """
    @property
    def instruments(self) -> list[Instrument]:
        """
        Every instrument, in order of files.
        """
    @property
    def norms(self) -> Table:
        """
        A table of every norm.
        """

class Book:
    """
    A rulebook made ready to judge lines.

    Made by `Rulebook.as_of`: the law of one day or of each line's own days, as known on a day, with or without what is not VERIFIED.
    """
    def __repr__(self) -> str: ...
    def calendar(
        self,
        year: typing.SupportsInt | typing.SupportsIndex,
        *,
        who: str | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        happened: collections.abc.Mapping[str, datetime.date | str] = {},
        holidays: collections.abc.Sequence[datetime.date | str] | None = None,
    ) -> BudgetCalendar:
        """
        Make the calendar of a budget year under the law that holds for it.

        What no text that was read says for the year stands in it as not modelled, with the reason.

        Args:
            year: the budget year.
            who: only steps of this role: "unit", "centre", "commune", "commune_council", "district", "province", "treasury" or "association".
            attributes: of the place, for days that a province or district sets: `{"province": "48"}`.
            happened: days on which steps were done, from which others count: `{"province_decides": "2025-12-05"}`. Without one, its last day.
            holidays: public holidays of the year and the ones beside it. Without them, working days are Monday to Friday and the day is a lower bound.

        Raises:
            InvalidValue: the year is outside 1400 to 9998, or the role is none.
            NotFound: an attribute or step is not known; the message names the nearest ones.
        """
    def check(
        self,
        table: typing.Any,
        *,
        sum_by: collections.abc.Sequence[str] = [],
        attributes: collections.abc.Mapping[str, str] = {},
    ) -> Compliance:
        """
        Judge every line of a table.

        Args:
            table: any Arrow table (pandas, polars, pyarrow, DuckDB). Columns content and amount (đồng) are needed; date, year, decided_on, factor_1
                to factor_3, unit_price and those named like an attribute (zone …) are used where they are there.
            sum_by: columns of whole numbers by whose equal values lines are added up as well.
            attributes: values for every line whose column is not there or is empty (`{"province": "24"}`).

        Raises:
            NotFound: an attribute or its value is not known; the message names the nearest ones.
            FormatError: a column of money or counts holds floats, or another kind of value than it should.
            InvalidValue: content or amount is missing.
            Overflow: a ceiling or sum does not fit into 64 bits; the message names the row.
        """
    def diff(self, other: Book) -> Table:
        """
        List where another book answers differently, content by content.

        Returns a table with content, attributes ("*": any other value), clock, from and until (null: open, or both books are of one day),
        outcome, level and norm before (this book) and after (the other).
        """
    def estimate(
        self,
        dataset: Dataset,
        *,
        year: typing.SupportsInt | typing.SupportsIndex,
        prices: collections.abc.Mapping[str, typing.SupportsInt | typing.SupportsIndex] = {},
        numbers: collections.abc.Mapping[tuple[str, str], typing.SupportsInt | typing.SupportsIndex] = {},
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        sources: collections.abc.Sequence[tuple[str, typing.SupportsInt | typing.SupportsIndex]] = [
            ("commune_budget", 1)
        ],
        decided_on: datetime.date | str | None = None,
        places_on: datetime.date | str | None = None,
    ) -> Estimate:
        """
        Draw up the estimate of every centre from its plan for a year, at the levels of the norms.

        A line that lacks a number has no amount and says what it lacks; sums say how many such lines they hold.

        Args:
            dataset: records with plan_lines; centres, centre_places and posts where they are known.
            year: the budget year.
            prices: đồng for a unit (for the line where the content has no unit), by content: `{"hall_hire": 1_500_000}`; a content may be narrowed to
                lines with attributes: `{"clc_management_allowance;manager=director": 300_000}`.
            numbers: numbers that the plan does not hold, by content and unit: `{("literacy_lighting", "month"): 5}`.
            attributes: attributes of every line: `{"zone": "II"}`.
            unit_attributes: attributes by code of commune, district or province; they go before `attributes`, and both before what the records say.
            sources: funds with their weights, in the order in which a last đồng is given: `[("commune_budget", 7), ("social_mobilisation", 3)]`.
            decided_on: the day of the decision, for norms that are chosen by it.
            places_on: the day on which a centre's commune is asked for. Default: 1 January of the year.

        Raises:
            InvalidValue: a price, number or weight is below zero, two of them fit one line, or no weight is above zero.
            NotFound: a content, unit, attribute, value or fund is not known; the message names the nearest ones.
            Overflow: an amount or sum does not fit into 64 bits.
        """
    def explain(
        self,
        content: str,
        *,
        attributes: collections.abc.Mapping[str, str] = {},
        date: datetime.date | str | None = None,
        year: typing.SupportsInt | typing.SupportsIndex | None = None,
        decided_on: datetime.date | str | None = None,
    ) -> NormChoice:
        """
        Say which norm a line has, what it rests on, and which others were passed over and why.

        Args:
            content: what the money is for, by identifier, name or alias.
            attributes: values by attribute (`{"zone": "II"}`); those not given have their default.
            date: the day of the activity.
            year: the budget year; that of the date where left out.
            decided_on: the day of the decision.

        Raises:
            NotFound: the content, an attribute or its value is not known; the message names the nearest ones.
        """
    def money(
        self,
        dataset: Dataset,
        *,
        years: typing.SupportsInt
        | typing.SupportsIndex
        | collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]
        | None = None,
        views: str | datetime.date | collections.abc.Sequence[str | datetime.date] = "plan_territory",
        levels: str | collections.abc.Sequence[str] | None = None,
        by_fund: bool = False,
        by_centre: bool = False,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
    ) -> MoneyTable:
        """
        Add money up from centres and communes to districts, provinces and the nation, on the units of one or more views.

        Args:
            dataset: records of money; the same territory and plan as in `Dataset.indicators`.
            years: one or more budget years. Default: all in which there is any money.
            views: one or more, as in `Dataset.indicators`.
            levels: "commune", "district", "province" … Default: all from the communes to the territory's.
            by_fund: whether each fund has rows of its own beside those of all.
            by_centre: whether each centre has rows too.
            attributes, unit_attributes: as in `estimate`, for what centres are entitled to.

        Raises:
            InvalidValue: a year, view or level is none.
            NotFound: the territory, a unit or attribute is not known.
            Overflow: a sum does not fit into 64 bits.
        """
    def review(
        self,
        dataset: Dataset,
        *,
        year: typing.SupportsInt | typing.SupportsIndex,
        totals: collections.abc.Mapping[str, typing.SupportsInt | typing.SupportsIndex] = {},
        parts: collections.abc.Mapping[tuple[str, str], typing.SupportsInt | typing.SupportsIndex] = {},
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        decided_on: datetime.date | str | None = None,
    ) -> EstimateReview:
        """
        Review the estimates of a budget year as they were handed in: lines, centre-years, and the estimates as wholes.

        Args:
            dataset: records with budget_estimates; centres, centre_places and plan_lines where they are known.
            year: the budget year.
            totals: the total that stands on an estimate: `{"DT-07375-2025": 25_000_000}`.
            parts: what an estimate says that a fund gives: `{("DT-07375-2025", "commune_budget"): 20_000_000}`.
            attributes, unit_attributes, decided_on: as in `estimate`.

        Raises:
            NotFound: an estimate, attribute, value or unit is not known; the message names the nearest ones.
            Overflow: a sum does not fit into 64 bits.
        """
    def settlements(
        self,
        dataset: Dataset,
        *,
        year: typing.SupportsInt | typing.SupportsIndex,
        asked: datetime.date | str | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        happened: collections.abc.Mapping[str, datetime.date | str] = {},
        holidays: collections.abc.Sequence[datetime.date | str] | None = None,
    ) -> SettlementReview:
        """
        Compare the settlements of a budget year with vouchers and with the days of the law, and say what becomes of money left.

        Args:
            dataset: records with allocations, expenditures and settlements.
            year: the budget year.
            asked: the day on which it is judged. Default: the day of the reading.
            attributes, happened, holidays: as in `calendar`.

        Raises:
            InvalidValue, NotFound: as in `calendar`.
            Overflow: a sum does not fit into 64 bits.
        """
    @property
    def in_force(self) -> datetime.date | None:
        """
        The day whose law judges every line; None: each line's own days choose.
        """
    @property
    def is_verified_only(self) -> bool:
        """
        Whether nothing but VERIFIED calculates.
        """
    @property
    def known(self) -> datetime.date | None:
        """
        The day as known on which; None: all that is known.
        """
    @property
    def rulebook(self) -> Rulebook:
        """
        The rulebook it was made of.
        """

class Obligation:
    """
    A report that a unit owes for a period.
    """
    def __repr__(self) -> str: ...
    @property
    def due(self) -> datetime.date:
        """
        Last day on which it is on time.
        """
    @property
    def form(self) -> str:
        """
        Code of the form: "HT-01".
        """
    @property
    def form_name(self) -> BilingualText:
        """
        Name of the form.
        """
    @property
    def is_joint(self) -> bool:
        """
        Whether it came in one report of a successor for several units.
        """
    @property
    def is_nil(self) -> bool:
        """
        Whether it says that nothing happened.
        """
    @property
    def period(self) -> Period:
        """
        The period it reports on.
        """
    @property
    def received_on(self) -> datetime.date | None:
        """
        The day on which it came; None where it did not, or nothing says when.
        """
    @property
    def sender(self) -> str:
        """
        Code of the unit that sends it: the same or its successor on the day it is due.
        """
    @property
    def sender_name(self) -> str:
        """
        Name of that unit.
        """
    @property
    def state(self) -> typing.Literal["on_time", "late", "undated", "missing", "not_yet_due"]:
        """
        "on_time", "late", "undated" (it came, nothing says when), "missing" or "not_yet_due".
        """
    @property
    def unit(self) -> str:
        """
        Code of the unit that owes it, alive on the period's last day.
        """
    @property
    def unit_name(self) -> str:
        """
        Name of that unit.
        """

class Obligations:
    """
    What was owed, by period, form and unit.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    @typing.overload
    def __getitem__(self, index: typing.SupportsInt | typing.SupportsIndex) -> Obligation: ...
    @typing.overload
    def __getitem__(self, index: slice) -> list[Obligation]: ...
    def __iter__(self) -> collections.abc.Iterator[Obligation]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the first rows in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def day(self) -> datetime.date | None:
        """
        The day on which it was asked; None where nothing that was read says one, and nothing is owed.
        """

class Dataset:
    """
    The records of a district with what was noticed, what is owed and the plan they speak to.

    Made by `read` and `from_tables`; immutable.
    """
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show an overview in a notebook.
        """
    def breakdown(
        self,
        by: str | collections.abc.Sequence[str] | None = None,
        *,
        view: str | datetime.date = "plan_territory",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
        age_bands: str | collections.abc.Sequence[str] | None = None,
        working_age: str = "statutory",
        attend_at_home: bool = True,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
        inventory_months: typing.SupportsInt | typing.SupportsIndex = 12,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        progress: typing.Any = None,
    ) -> Breakdown:
        """
        Tell indicators apart by sex, age, ethnicity, zone, topic …, with totals and small counts withheld.

        What is withheld fits the units of all days of the plan, period after period, and all indicators and variants of the call: it is safe against
        whoever has all of its table and those of the other views. Two calls with other dimensions or indicators know nothing of each other: tables
        about the same persons that are published together come from one call of `release`.

        Args:
            by: up to four of "sex", "age_band", "ethnicity", "sector", "trained_level", "poor", "disabled" (labourers), "topic" (sessions, turns,
                titles), "host", "venue" (centres, sessions, turns), "zone", "difficulty" (everything). Default: totals alone.
            view: as in `indicators`, like the periods, variants and settings.
            indicators: as in `indicators`.
            small_below: counts of persons below it are small, and findings about persons are left out with them; None shows every count, for those who may see the register itself.
            age_bands: completed years, as "15-29" or "60+". Default: 15-29, 30-44, 45-59, 60+.
            progress: called with how much of what is to be protected is decided, and how much there is.

        Raises:
            NotFound: there is no such dimension, indicator or variant.
            InvalidValue: an indicator is not told apart by a dimension, bands meet, indicators of labourers with different wholes (T5 by sectors) are
                asked for together while small counts are withheld, or as `indicators` raises.
        """
    def closing(
        self,
        unit: str,
        indicator: str,
        period: Period | str,
        *,
        variant: str = "default",
        view: str | datetime.date = "plan_territory",
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
    ) -> Closing:
        """
        Say what would close the gap to a target: which centres and what each lacks, or how many labourers in which places.

        Args: as in `explain`. Counts of labourers are those of single places: not for publication. Of an
        indicator whose small counts are withheld (R2b) there are no steps, and no gap where the figure itself is.

        Raises:
            NotFound: there is no such unit, indicator or variant.
            InvalidValue: the period lies outside the plan, or the indicator is a count without a whole.
        """
    def compare(
        self,
        later: Dataset,
        *,
        view: str | datetime.date = "plan_territory",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        persons: bool = False,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
    ) -> DeliveryComparison:
        """
        Compare this delivery with a later one: which figures moved, and because of which rows and reports.

        Every difference of the records is listed, whether or not it moved a figure. For what was known on two days, read the same folder twice with
        `received_until`.

        Args:
            later: the other dataset, of the same plan.
            persons: whether rows that name persons are listed; otherwise they are counted by file and table.
            view, periods, indicators, variants, extra, book, attributes, unit_attributes: as in `indicators`. Default periods: the quarters that had
                begun by the day of this dataset and ended by that of the later one.

        Raises:
            InvalidValue: the datasets are of different plans, were read with different forms, code lists or units (other than by rows of their own),
                or as `indicators` raises.
        """
    def duties(self, *, day: datetime.date | str | None = None, whole: bool = False) -> Duties:
        """
        Say who owes what by when under the plan, and what was done, is late or is missing.

        Args:
            day: the day on which to ask. Default: the day of the reading.
            whole: whether periods that have not begun by then are listed too.
        """
    def execution(self, *, year: typing.SupportsInt | typing.SupportsIndex | None = None) -> Execution:
        """
        Compare estimates, allocations and vouchers, of one budget year or of all.

        Raises:
            Overflow: a sum does not fit into 64 bits.
        """
    def explain(
        self,
        unit: str,
        indicator: str,
        period: Period | str,
        *,
        variant: str = "default",
        view: str | datetime.date = "plan_territory",
        persons: bool = False,
        working_age: str = "statutory",
        attend_at_home: bool = True,
        tolerance_points: typing.SupportsInt | typing.SupportsIndex = 5,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
        inventory_months: typing.SupportsInt | typing.SupportsIndex = 12,
        labour_total_tolerance_percent: typing.SupportsInt | typing.SupportsIndex = 2,
        trained_months: typing.SupportsInt | typing.SupportsIndex = 36,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
    ) -> Explanation:
        """
        Explain one number down to its rows.

        Args:
            unit: code of a unit of the view, or a name that only one of them bears; "" is the whole territory.
            indicator: "T4a".
            period: a quarter or year inside the plan.
            variant: name of a variant.
            view: as in `indicators`, like the settings that follow.
            persons: whether rows that name persons are listed; otherwise persons are counted only.
            small_below: as in `indicators`. Of an indicator whose small counts are withheld there are no parts, since these tell of single places.

        Raises:
            NotFound: there is no such unit, indicator or variant; the message names the nearest.
            InvalidValue: the period lies outside the plan, or a word is none of those that `indicators` takes.
        """
    def handover(self, *, unit: str, day: datetime.date | str | None = None) -> Handover:
        """
        Draw up what a new unit took over: old units, centres, equipment, plans, unsettled money and owed reports, each with the act.

        Everything is as the records show it on the eve of the act. As a table (Arrow, pandas, polars) it has a row for each item with
        kind, from_code, from_name (null: of several old units together), act, act_date, act_is_inferred, is_certain (false: the old unit was divided
        and nothing says that this came here), centre_id, code, name_vi, name_en, state, share_num, share_den, period, date, quantity, usable, cost,
        allocated, received, spent (đồng) and rows.

        Args:
            unit: code of the new unit.
            day: a day on which it lives. Default: the last of its versions that an act formed of others.

        Raises:
            InvalidValue: no act is known that formed it of other units.
            NotFound: no unit bears the code.
        """
    def indicators(
        self,
        *,
        view: str | datetime.date = "plan_territory",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        working_age: str = "statutory",
        attend_at_home: bool = True,
        tolerance_points: typing.SupportsInt | typing.SupportsIndex = 5,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
        inventory_months: typing.SupportsInt | typing.SupportsIndex = 12,
        labour_total_tolerance_percent: typing.SupportsInt | typing.SupportsIndex = 2,
        trained_months: typing.SupportsInt | typing.SupportsIndex = 36,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
    ) -> Result:
        """
        Evaluate indicators for every unit of a view.

        Args:
            view: "plan_territory" (the plan's territory on the units of its start), "as_reported" (each period on the units of its own last day),
                "current" (the units of today), or the date whose units are shown.
            periods: quarters or years inside the plan. Default: its quarters up to the day of the reading.
            indicators: "T1" … "R6b", as `hoctap.catalogue()` lists them. Default: every target of the plan.
            variants: names of variants, or "all". Default: the default alone.
            working_age: "statutory" (until the retirement age of the roadmap), "men_60_women_55" or "from_15_to_under_61".
            attend_at_home: whether attendees without a name live in the commune of the session; otherwise anywhere.
            tolerance_points: at risk are values up to so many percentage points below the path.
            due_after_days: days of operation that make a centre-year due.
            inventory_months: an older inventory counts as unknown.
            labour_total_tolerance_percent: how far a stated number of labourers may lie from the list of persons without a finding.
            trained_months: for so long the training of a speaker or guide counts.
            extra: indicators of one's own, as `hoctap.indicator` makes them; they are asked for by their id in `indicators`.
            book: the law of the centres' money (K9, R3). Default: all of the library's rulebook.
            attributes: what is known of all places beside the records, for what centres are entitled to (K9): `{"zone": "II"}`.
            unit_attributes: the same by code of commune, district or province; they go before `attributes`, and both before what the records say.
            small_below: of indicators whose small counts are withheld (R2b), counts of persons below it are small; None shows every count, for those who
                may see the register itself.

        Raises:
            NotFound: there is no such indicator or variant; the message names the nearest.
            InvalidValue: a period lies outside the plan, or a word is none of those above.
        """
    def levels(
        self,
        *,
        views: str | datetime.date | collections.abc.Sequence[str | datetime.date] = "plan_territory",
        levels: str | collections.abc.Sequence[str] | None = None,
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        tolerance_points: typing.SupportsInt | typing.SupportsIndex = 5,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
        inventory_months: typing.SupportsInt | typing.SupportsIndex = 12,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
    ) -> LevelTable:
        """
        Evaluate indicators on every level of one or more views at once; of centres a whole country in a moment.

        A figure that cannot be placed on single units of a level widens the bounds of each of them from nothing to all, and is counted from the first
        level up on which one unit holds it. Paths, pace, reach and reasons are given by `indicators` and `explain`.

        Args:
            views: one or more, as in `indicators`.
            levels: "commune", "district", "province" … Default: all from the communes to the territory's.
            periods, variants, tolerance_points, due_after_days, inventory_months: as in `indicators`.
            indicators: as in `indicators`. Default: the plan's targets that count centres or centre-years.
            extra: indicators of one's own, as `hoctap.indicator` makes them.
            book, attributes, unit_attributes: as in `indicators`.
            small_below: as in `indicators`. Counts of rows that are flagged "withheld" are missing, of "bounds_withheld" those of the bounds.

        Raises:
            NotFound: there is no such indicator or variant; the message names the nearest.
            InvalidValue: a period lies outside the plan, or a word is none of those above.
        """
    def quality(
        self,
        *,
        most_score_thousandths: typing.SupportsInt | typing.SupportsIndex = 3500,
        most_change_percent: typing.SupportsInt | typing.SupportsIndex = 50,
    ) -> Quality:
        """
        Look for numbers far from those of other units or from the year before, and count which forms came, complete and in time.

        Nothing is refused for it. Looked at are sessions and turns by quarter, and money allocated, received and paid by year, of units that told of them.

        Args:
            most_score_thousandths: the largest modified z-score that is no outlier, 0.6745 · (x − median) ÷ median absolute deviation.
            most_change_percent: the largest change against the year before that is none to look at.

        Raises:
            InvalidValue: a number below zero.
        """
    def ratings(
        self,
        *,
        years: Period | str | collections.abc.Sequence[Period | str] | None = None,
        view: str | datetime.date = "plan_territory",
        schemes: RatingSchemes | None = None,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
    ) -> Ratings:
        """
        Count the grades of centre-years by unit of a view, and compare grades with their points.

        Args:
            years: years of the plan. Default: those that have begun by the day of the reading.
            view: as in `indicators`.
            schemes: as `RatingSchemes.load` reads them. Default: those that the library knows.
            due_after_days: days of operation that make a centre-year due.

        Raises:
            InvalidValue: a period is no year of the plan.
        """
    def release(
        self,
        by: collections.abc.Sequence[str | collections.abc.Sequence[str]],
        *,
        views: str | datetime.date | collections.abc.Sequence[str | datetime.date] = "plan_territory",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        small_below: typing.SupportsInt | typing.SupportsIndex | None = 5,
        age_bands: str | collections.abc.Sequence[str] | None = None,
        working_age: str = "statutory",
        attend_at_home: bool = True,
        due_after_days: typing.SupportsInt | typing.SupportsIndex = 90,
        inventory_months: typing.SupportsInt | typing.SupportsIndex = 12,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        progress: typing.Any = None,
    ) -> list[Breakdown]:
        """
        Make several tables that are published together: one `Breakdown` for each view and each list of dimensions, by view.

        Nothing that all of them tell together gives a small count away: by sex and by age, on the units of two days, in successive periods, of several
        indicators of which one is part of the other.

        Args:
            by: of each table its dimensions, as in `breakdown`: ["sex", "age_band", ["sex", "zone"]]. No more than four in all; [] is a table of totals.
            views: one or more, as in `indicators`.
            periods, indicators, variants, small_below, age_bands, progress and the settings: as in `breakdown`.

        Raises:
            NotFound, InvalidValue: as `breakdown` raises.
        """
    def report(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        lang: typing.Literal["vi", "en"] = "vi",
        view: str | datetime.date = "plan_territory",
        period: Period | str | None = None,
        indicator: str | None = None,
        book: Book | None = None,
    ) -> hoctap.reports.Report:
        """
        Make a page of everything that is known of the plan, for screen, phone and A4; it needs no network.

        Small counts of persons of single places do not stand on it. The pictures need matplotlib, the page jinja2.

        Args:
            path: where to write the page. Default: nowhere.
            lang: language of the page.
            view: as in `indicators`.
            period: a quarter or year of the plan. Default: the last quarter that has ended.
            indicator: the target that the pictures of communes and of the merger show. Default: the first that counts persons.
            book: the law of the centres' money. Default: all of the library's rulebook.

        Raises:
            ImportError: jinja2 or matplotlib is not installed; the message says how to install them.
            FileError: the file cannot be written.
            InvalidValue: no quarter has ended, the period lies outside the plan, or the plan has no targets.
            NotFound: the indicator is no target of the plan.
        """
    def settling(
        self,
        *,
        view: str | datetime.date = "plan_territory",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
    ) -> Settling:
        """
        Find the fewest missing reports that can settle each undetermined status, and which of them settle most.

        Args: as in `indicators`.

        Raises:
            NotFound, InvalidValue: as `indicators` raises.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write an overview as HTML, in Vietnamese ("vi") or English ("en").
        """
    def with_plan(
        self,
        second: Programme,
        *,
        view: str | datetime.date = "current",
        periods: Period | str | collections.abc.Sequence[Period | str] | None = None,
        indicators: str | collections.abc.Sequence[str] | None = None,
        variants: str | collections.abc.Sequence[str] | None = None,
        extra: Indicators | collections.abc.Sequence[Indicators] | None = None,
        book: Book | None = None,
        attributes: collections.abc.Mapping[str, str] = {},
        unit_attributes: collections.abc.Mapping[str, collections.abc.Mapping[str, str]] = {},
    ) -> TwoPlans:
        """
        Evaluate another plan beside the dataset's own, from the same records, in the time that belongs to both.

        Args:
            second: the other plan, as `Programme.load` gives it.
            view, periods, indicators, variants, extra, book, attributes, unit_attributes: as in `indicators`. Default: the units of today, the quarters of both plans that have ended, and
                the targets of each.

        Raises:
            InvalidValue: the plans have no quarter in common, or as `indicators` raises.
        """
    @property
    def findings(self) -> Findings:
        """
        What was noticed, by file and row.
        """
    @property
    def gazetteer(self) -> Gazetteer:
        """
        The units, also those that the forms add.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether any of it was made up; whatever is drawn from it says so.
        """
    @property
    def missing(self) -> Obligations:
        """
        Reports that are overdue and not there.
        """
    @property
    def owed(self) -> Obligations:
        """
        Every report that is owed for periods that have ended, and whether it came.
        """
    @property
    def programme(self) -> Programme:
        """
        The plan.
        """
    @property
    def quarters(self) -> list[Period]:
        """
        Quarters of the plan that had ended on the day of `owed`.
        """
    @property
    def sources(self) -> list[Source]:
        """
        What was read: files, or tables from memory, with the rows read, kept and dropped.
        """
    @property
    def tables(self) -> dict[str, Table]:
        """
        Every table of records by its English name, as rows that were kept.
        """

class _FormFile:
    """
    A file that a reading of its folder would read.
    """
    @property
    def finding(self) -> Finding | None:
        """
        Why it cannot be read; None where it may.
        """
    @property
    def name(self) -> str:
        """
        Relative to the folder, without what may be citizen numbers.
        """
    @property
    def path(self) -> str:
        """
        Where it is.
        """

class _SealedSheet:
    """
    A sheet as a store keeps it, with what it says of itself.
    """
    @property
    def codes_as_of(self) -> datetime.date | None:
        """
        The day for which it states its codes of units.
        """
    @property
    def content(self) -> bytes:
        """
        Bytes to be kept.
        """
    @property
    def form(self) -> str:
        """
        Code of its form.
        """
    @property
    def is_nil(self) -> bool:
        """
        Whether it says above its heading that nothing happened.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it says that its data were made up.
        """
    @property
    def names_persons(self) -> bool:
        """
        Whether the secret had a part in it.
        """
    @property
    def period(self) -> Period | None:
        """
        The period it reports on.
        """
    @property
    def received(self) -> datetime.date | None:
        """
        The day of receipt that it states.
        """
    @property
    def rows(self) -> int:
        """
        Rows below its heading.
        """
    @property
    def sheet(self) -> str:
        """
        Its name; empty for text.
        """
    @property
    def table(self) -> str:
        """
        English name of its table.
        """
    @property
    def unit(self) -> str:
        """
        Code of the unit that reports.
        """
    @property
    def version(self) -> int:
        """
        The version that it states; 1 where it states none.
        """

class LineExplanation:
    """
    How the verdict of one line came about.

    Says what the check says of the same line: what the line states, the norm chosen and those passed over, arithmetic before and after rounding.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it in sentences, in Vietnamese ("vi") or English ("en").
        """
    def to_dict(self, *, lang: typing.Literal["vi", "en"] = "en") -> dict[str, typing.Any]:
        """
        Give all of it as a dictionary: inputs, factors, levels (exact fractions), path, passed_over, findings.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as HTML, in Vietnamese ("vi") or English ("en").
        """
    @property
    def amount(self) -> int | None:
        """
        Đồng, as the line states it.
        """
    @property
    def ceiling(self) -> int | None:
        """
        Đồng; None where there is none.
        """
    @property
    def choice(self) -> NormChoice | None:
        """
        How the norm was chosen; None where the content is missing or not known.
        """
    @property
    def excess(self) -> int | None:
        """
        Đồng above the ceiling; None where there is none.
        """
    @property
    def flags(self) -> str:
        """
        What else should be known, with semicolons between: "unverified;local_override".
        """
    @property
    def highest_ceiling(self) -> int | None:
        """
        Đồng; only of a line that depends on its date.
        """
    @property
    def norm(self) -> Norm | None:
        """
        The norm that decides, or the entry that stands in the way; None where there is none.
        """
    @property
    def verdict(self) -> str:
        """
        "within", "over" …
        """

class BudgetLines:
    """
    Lines of a budget with the place where each was read.

    A table with a row a line: file, sheet, row, centre_id, content, the attributes that lines state, date, year, decided_on, factor_1 to factor_3,
    unit_price and amount, as far as there are such columns. `Book.check` takes it.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def row_at(self, line: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Give the row (from 0) of the line that stands on that line of the file.

        Raises:
            NotFound: no line of the table stands there.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def findings(self) -> Findings:
        """
        Cells that could not be read, columns that are not used.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether the lines were made up.
        """

class Compliance:
    """
    What the norms say of each line of a budget.

    A table with a row a line: verdict, flags (one number; `hoctap.line_flags` names them), ceiling, excess and norm; highest_ceiling where a
    line depends on the date. It keeps the lines, so that they can be asked for again.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the verdicts in a notebook.
        """
    def compare(self, other: Book) -> CheckComparison:
        """
        Judge the same lines by another book and say what that changes.

        Raises:
            Overflow: a ceiling or sum does not fit into 64 bits.
        """
    def explain(self, row: typing.SupportsInt | typing.SupportsIndex) -> LineExplanation:
        """
        Say how the verdict of a line came about.

        Args:
            row: which line of the table, from 0.

        Raises:
            NotFound: the table has no such line.
        """
    def gaps(self) -> Table:
        """
        Rank what should be read or verified next by the đồng that hang on it.

        Returns a table with kind ("stands_in_the_way": its lines cannot be checked; "without_norm"; "unverified": its lines were judged by what is not
        VERIFIED), norm, norm_vi, norm_en, content, content_vi, content_en, reason, mark, source, lines and amount.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def book(self) -> Book:
        """
        The book it was judged by.
        """
    @property
    def findings(self) -> Findings:
        """
        Contents and values of attributes that the rulebook does not know, with the nearest ones.
        """
    @property
    def sums(self) -> Table:
        """
        Lines, amount, excess and lines over by equal values of the columns of `sum_by`.
        """
    @property
    def verdicts(self) -> dict[str, int]:
        """
        How many lines have each verdict.
        """

class CheckComparison:
    """
    What another book changes for a set of lines.
    """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as HTML, in Vietnamese ("vi") or English ("en").
        """
    @property
    def after(self) -> Compliance:
        """
        The check by the other book.
        """
    @property
    def before(self) -> Compliance:
        """
        The check by the first book.
        """
    @property
    def changes(self) -> Table:
        """
        The lines whose verdict, ceiling or excess is another one.

        A table with line (row of the lines, from 0), then verdict, flags, ceiling, excess and norm, each _before and _after.
        """
    @property
    def sums(self) -> Table:
        """
        Sums by equal values of the columns of `sum_by`.

        A table with these columns, lines, lines_changed, amount, amount_changed, excess, unverified (đồng that rest on what is not VERIFIED) and
        ceiling (over the lines that have one in both), each _before and _after.
        """
    @property
    def total(self) -> Table:
        """
        The same sums over all lines, in one row.
        """
    @property
    def verdicts(self) -> Table:
        """
        How many lines and đồng have each verdict before and after.
        """

class Receipt:
    """
    What a saved result rests on, so that anybody can compute it again.

    Version of the library, digest and days of the rulebook, what was asked, the digest of every input and of every saved table.
    """
    @staticmethod
    def parse(json: str, *, file: str = "receipt.json") -> Receipt:
        """
        Read a receipt.

        Raises:
            FormatError: the text is no such JSON, lacks a key, or is of another schema; the message names file and line.
        """
    def __init__(
        self,
        *,
        task: str,
        book: Book | None,
        asked: collections.abc.Sequence[tuple[str, str]],
        inputs: collections.abc.Sequence[tuple[str, str]],
        is_simulated: bool,
    ) -> None:
        """
        Make the receipt of a result that this library computed; `add_result` adds what was saved.
        """
    def __repr__(self) -> str: ...
    def add_result(self, table: str, *, file: str, text: str) -> None:
        """
        Add a saved table: its name, its file and its text.
        """
    def json(self) -> str:
        """
        Write it as JSON, an entry a line.
        """
    def verify(
        self,
        *,
        saved: collections.abc.Sequence[tuple[str, str]],
        now: Receipt,
        computed: collections.abc.Sequence[tuple[str, str]],
        file: str,
    ) -> Findings:
        """
        Say what does not come out again; no finding of severity error: the result is confirmed.

        Args:
            saved: name and text of each saved table.
            now: the receipt of the same work, done now.
            computed: name and text of each table that came out of it.
            file: the name of this receipt in findings.
        """
    @property
    def asked(self) -> list[tuple[str, str]]:
        """
        What was asked, as names and values in order.
        """
    @property
    def in_force(self) -> datetime.date | None:
        """
        The day whose law judged every line; None: each line's own days.
        """
    @property
    def inputs(self) -> list[tuple[str, str]]:
        """
        Name and SHA-256 of every input.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether anything it rests on was made up.
        """
    @property
    def is_verified_only(self) -> bool:
        """
        Whether nothing but VERIFIED calculated.
        """
    @property
    def known(self) -> datetime.date | None:
        """
        The day as known on which; None: all that is known.
        """
    @property
    def library(self) -> str:
        """
        Version of the library that made the result.
        """
    @property
    def results(self) -> list[tuple[str, str]]:
        """
        Name and file of every saved table.
        """
    @property
    def rulebook_digest(self) -> str | None:
        """
        SHA-256 of the rulebook; None where the law has no part in the result.
        """
    @property
    def task(self) -> str:
        """
        "check", "estimate", "report" or "status".
        """

class Handover:
    """
    What a new unit took over from the units it was formed of, as the records show it on the eve of the act.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the dossier in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write the dossier as a whole page that needs nothing else, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def day(self) -> datetime.date:
        """
        The day on which the act took effect.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it was drawn from made-up data.
        """
    @property
    def unit(self) -> UnitVersion:
        """
        The new unit.
        """
    @property
    def unit_text(self) -> str:
        """
        The new unit with its code and the units above it.
        """

class Estimate:
    """
    Next year's estimate of the centres, drawn up from their plans.

    A table with a row a line: commune_code, commune, centre_id, year, line_no (in the estimate of the commune's Association), plan_line and
    wording (of the plan), content, content_vi, content_en, unit, attributes ("zone=II;province=24"), date, factor_1 to factor_3, is_assumed (a factor that the plan does not say),
    is_limited (a factor beyond what the norm pays), unit_price, is_price_stated, amount, ceiling, highest_ceiling (đồng), verdict, norm,
    norm_vi, norm_en, mark, flags, missing (what the line lacks), missing_vi, missing_en, a column of đồng for each source, is_split_tied.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the estimate in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write the estimate as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write the estimate as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def book(self) -> Book:
        """
        The book that gave norms and levels.
        """
    @property
    def findings(self) -> Findings:
        """
        Wordings of plans that are not known, with the nearest ones.
        """
    @property
    def floors(self) -> Table:
        """
        The least that the state gives each centre, and what the estimate lacks to it.

        A table with centre_id, content, content_vi, content_en, outcome, least (null: no floor is known), planned (of state funds), lacking, norm,
        norm_vi, norm_en, mark, flags, missing, missing_vi, missing_en.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it was drawn from made-up data.
        """
    @property
    def lines(self) -> BudgetLines:
        """
        The lines as `Book.check` takes them, with their attributes, so that another book can judge them.
        """
    @property
    def records(self) -> Table:
        """
        The estimates of the communes' Study Promotion Associations as rows of the table budget_estimates, drafts of version 1.

        A row for each line that has an amount and each source that gives some of it; factors and price where the source gives all. What goes out
        comes in again: `from_tables({"budget_estimates": estimate.records, ...})`.
        """
    @property
    def totals(self) -> Table:
        """
        Sums by centre, by commune (the estimate of its Study Promotion Association) and in all.

        A table with kind ("centre", "commune", "total"), code, name, lines, lines_without_amount, amount, excess, unverified (đồng that rest on
        norms that are not VERIFIED) and a column for each source.
        """
    @property
    def year(self) -> int:
        """
        The budget year.
        """

class BudgetCalendar:
    """
    What has to be done for a budget year, by whom and by when.

    A table with a row a step (of steps of each quarter or month, a row a part): year, step, name_vi, name_en, who, part, last_day (done on it is in
    time; null: not modelled), lacks_holidays (counted in working days without public holidays: the true day may be later), counts_from (steps
    from whose days it counts), norm, norm_vi, norm_en, mark (the weakest that it rests on), gap (why there is no day: "no_text", "stated",
    "no_first_day", "recalled_only", "not_verified", "attribute_missing", "base_unknown" or "overlaps"), detail, note.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def state(self, step: str, *, done: datetime.date | str | None = None, asked: datetime.date | str) -> str:
        """
        Say how a step stands that was done on a day, or not yet on the day asked.

        Returns "on_time", "late", "missing", "not_yet_due", "undetermined" (late but for public holidays that are not known) or "not_modelled".

        Raises:
            NotFound: the calendar of the year has no such step.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def book(self) -> Book:
        """
        The book that it was made of.
        """
    @property
    def frame(self) -> Table:
        """
        The instruments that frame the year: a table with role, instrument, title_vi, title_en,
        from and until (the days of the year in which each holds), mark, gap ("no_text": none is known).
        """
    @property
    def leftovers(self) -> Table:
        """
        What becomes of money that is left at the end of the year.

        A table with money, name_vi, name_en, fate ("lapses", "carries_over", "returned", "settled_in_year"; null: not modelled), added_after, norm,
        norm_vi, norm_en, mark, gap, detail, note.
        """
    @property
    def year(self) -> int:
        """
        The budget year.
        """

class Execution:
    """
    How a budget was carried out: estimates, allocations and vouchers.

    A table with a row for each unit, centre, year and fund: unit, unit_name, centre_id (null: the commune as a whole), year, fund, fund_vi,
    fund_en, is_state, estimated, allocated, received, received_in_kind, paid, left (allocated less paid), all in đồng.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def allocations(self) -> Table:
        """
        Each allocation and what was paid of it.

        A table with allocation_id, estimate_id, unit, unit_name, centre_id, year, fund, fund_vi, fund_en, decided_on, estimated (null: it names no
        estimate that is known), amount, paid, left, vouchers, beyond (the voucher with which it was first exceeded), has_estimate (any of its
        commune and year).
        """
    @property
    def estimates(self) -> Table:
        """
        Each estimate, in the version that counts, against its allocations.

        A table with estimate_id, version, is_approved, unit, unit_name, year, lines, amount, allocated (by allocations that name it),
        has_allocation (any to its commune and year).
        """
    @property
    def findings(self) -> Findings:
        """
        Allocations without an estimate, and estimates without an allocation.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def total(self) -> dict[str, int]:
        """
        Sums over everything, in đồng.
        """
    @property
    def vouchers(self) -> Table:
        """
        Vouchers in the order of payment within their allocation.

        A table with voucher_id, allocation_id, paid_on, amount, product (quantity times price), differs (the product is not the amount),
        running_total, left, is_beyond.
        """

class SettlementReview:
    """
    Settlements of a year against vouchers and against the days of the law.

    A table with a row for each unit and fund: unit, unit_name, year, fund, fund_vi, fund_en, is_state, allocated, paid, left, settled, differs
    (settled less paid), submitted_on, approved_on, last_day (of the approval by the law; null: not modelled), state ("on_time", "late",
    "missing", "not_yet_due", "undetermined", "not_modelled"), stated_due and stated_state (the day that the record itself states, for sending it in), and of
    what is left when the year is over lapses, carries_over, returned and not_modelled (đồng).
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def asked(self) -> datetime.date | None:
        """
        The day on which it is judged; None: everything is over.
        """
    @property
    def findings(self) -> Findings:
        """
        Settlements that differ from the vouchers, or have none.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def states(self) -> dict[str, int]:
        """
        How many units and funds of the state stand how.
        """
    @property
    def year(self) -> int:
        """
        The budget year.
        """

class EstimateReview:
    """
    Estimates of a year reviewed at three scopes: line, centre-year, estimate.

    A table with a row an estimate: estimate_id, unit, unit_name, version (that counts: the newest approved, else the newest), newest_version,
    is_approved, lines, lines_broken (over or not permitted), lines_unchecked, lines_differing (factors times price is not the amount), amount,
    excess, without_fund (đồng that name no source), stated (the total that was stated), sums_agree, verdict ("fits", "breaks", "undetermined")
    and mark, the weakest of all that it rests on.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def bounds(self) -> Table:
        """
        Floors of the state's support, and shares of other money.

        A table with centre_id, estimate_id, content, content_vi, content_en, is_at_least, bound (đồng; null: not known), found, differs (lacking, or
        too much), verdict, missing, mark, norm, norm_vi, norm_en.
        """
    @property
    def centre_years(self) -> Table:
        """
        Each centre's year, with its floors and shares.

        A table with centre_id, year, lines, lines_broken, lines_unchecked, amount, excess, verdict, mark.
        """
    @property
    def findings(self) -> Findings:
        """
        Totals, sources, versions and statuses that do not fit; contents that are not known.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def lines(self) -> Table:
        """
        Each line against its norm.

        A table with estimate_id, line_no, centre_id, wording, content, content_vi, content_en (null: not known), date, amount, verdict, ceiling,
        highest_ceiling, excess, flags, mark (the weakest on the way to its norm), norm, norm_vi, norm_en.
        """
    @property
    def year(self) -> int:
        """
        The budget year.
        """

class MoneyTable:
    """
    Money of centres on every level of one or more views.

    A table with a row for each unit, year and, where asked for, fund: view, kind ("centre", "unit", "joint": several units that share what
    cannot be placed on one of them, "territory"), level, unit, unit_name, centre_id, year, is_of_all_funds, fund, fund_vi, fund_en, the đồng
    estimated, allocated, received, received_in_kind, paid and settled that lie there for sure, the same with `_at_most` (with what may lie there or
    in other units), owed and reported (reports on money). What was not reported is in none of these.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def measures(self) -> Table:
        """
        The parts of K1b, K9 and R6a by unit and year.

        A table with view, kind, level, unit, unit_name, centre_id, year, measure ("social_receipts", "state_support_paid", "allocated"), numerator,
        denominator, unreported, lower_num, lower_den, upper_num, upper_den (đồng; they add, and are divided last), has_bounds.
        """
    @property
    def unplaced(self) -> Table:
        """
        Đồng for which no unit can be named, by year: a table with year and the six quantities.
        """
    @property
    def views(self) -> list[str]:
        """
        Which units are shown.
        """

class Duties:
    """
    Who owes what by when under the plan, and how it stands.

    A table with a row for each duty, period and body (of duties of the communes each commune): duty, clause, text_vi, text_en, owner, owner_vi,
    owner_en, partners, recurrence, period (of the review of the plan as a whole its whole time), is_final, unit, unit_name, answers, answers_vi,
    answers_en (who answers on the due day: the owner or its successor; null: the owner ended and nobody is known), due (null: no day is due),
    due_is_assumed, state ("on_time", "late", "missing", "not_yet_due"; without a day "done", "no_record" or "not_yet_due"), done_on,
    document_no, difficulties, versions (the highest version of the reports that tell of it), indicators, evidence_vi, evidence_en,
    not_measured_vi, not_measured_en (why no indicator can). Names of several stand with semicolons between.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_ics(self, path: str | os.PathLike[str] | None = None, *, lang: typing.Literal["vi", "en"] = "vi") -> bytes:
        """
        Make a calendar file (iCalendar, RFC 5545) of the days that are due, and write it where a path is given.

        Raises:
            ImportError: the package icalendar is not installed.
            FileError: the file cannot be written.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def day(self) -> datetime.date | None:
        """
        The day on which it is judged; None: everything is over.
        """
    @property
    def difficulties(self) -> Table:
        """
        What stands in the way, as reported with the duties, and to which body it goes: duty, unit, unit_name, period, done_on, difficulties, goes_to, goes_to_vi, goes_to_en, file and row.
        """
    @property
    def findings(self) -> Findings:
        """
        Records of duties that the plan does not have, does not owe for that period, or gives to others.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def programme(self) -> Programme:
        """
        The plan.
        """
    @property
    def states(self) -> dict[str, int]:
        """
        How many rows stand how.
        """

class Indicators:
    """
    Indicators of one's own, for `extra` of `Dataset.indicators`, `explain` and `levels`.

    `hoctap.indicator` makes one; `load` reads several.
    """
    @staticmethod
    def load(path: str) -> Indicators:
        """
        Read a TOML file of the form of the library's own catalogue (data/indicators.toml).

        Raises:
            FileError: the file cannot be read.
            FormatError: a measure, dimension, code or flag is not known, or the parts of an indicator do not fit (persons by turns, a stock by a flow);
                the message names file, line and key.
        """
    def __repr__(self) -> str: ...
    @property
    def ids(self) -> list[str]:
        """
        Their identifiers.
        """

class Cell:
    """
    The seven counts behind an indicator. All of them add, so that a sum of cells is the cell of the sum.

    value = numerator / denominator over the parts that reported; the lower bound counts what is unknown as failing, the upper as passing.
    """
    def __add__(self, other: Cell) -> Cell: ...
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def denominator(self) -> int:
        """
        What was reported.
        """
    @property
    def lower_den(self) -> int:
        """
        Denominator of the lower bound.
        """
    @property
    def lower_num(self) -> int:
        """
        Numerator of the lower bound.
        """
    @property
    def numerator(self) -> int:
        """
        What passes, among what was reported.
        """
    @property
    def unreported(self) -> int:
        """
        What is due, but nothing is known of.
        """
    @property
    def upper_den(self) -> int:
        """
        Denominator of the upper bound.
        """
    @property
    def upper_num(self) -> int:
        """
        Numerator of the upper bound.
        """

class ResultRow:
    """
    An indicator of a unit in a period. Ratios are exact fractions; None where not applicable.
    """
    def __repr__(self) -> str: ...
    def path_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write the path's value: "76.0 %", or a dash.
        """
    def reach_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Say the reach in words.
        """
    def status_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Say the status in words; after the plan's end a target that was not reached is "missed".
        """
    def value_text(self, *, lang: typing.Literal["vi", "en"] = "en", short: bool = False) -> str:
        """
        Write the value with its bounds: "63.1 % [60.2 – 70.5]", or "63.1 [60.2–70.5]" with `short`. Rounded for reading only.
        """
    @property
    def are_bounds_withheld(self) -> bool:
        """
        Whether its bounds are withheld, and with them what is unreported.
        """
    @property
    def cell(self) -> Cell:
        """
        The counts.
        """
    @property
    def flags(self) -> list[str]:
        """
        What a reader must know before quoting the number: "year_to_date", "stale_denominator", "declared",
        "month_assumed", "inferred_place", "spread", "simulated", "assumption", "conflict", "not_comparable" (communes are
        counted, and these were not the same throughout the plan's time), "withheld" or "bounds_withheld" (they would tell a small count of persons).
        """
    @property
    def indicator(self) -> str:
        """
        "T4a".
        """
    @property
    def is_count(self) -> bool:
        """
        Whether the indicator is a number and no share.
        """
    @property
    def is_withheld(self) -> bool:
        """
        Whether it is withheld: it, or what would be told by it, is a small count of persons. Its counts are zeros then, and missing in tables.
        """
    @property
    def kind(self) -> typing.Literal["unit", "joint", "territory", "higher"]:
        """
        "unit", "joint" (several units that can only be shown together), "territory" or "higher" (a level above).
        """
    @property
    def lower(self) -> fractions.Fraction | None:
        """
        The value with all that is unknown counted as failing.
        """
    @property
    def pace_from_lower(self) -> int | None:
        """
        Centres, workers … to be added in each quarter left, if the lower bound is true; None where the plan has ended.
        """
    @property
    def pace_from_upper(self) -> int | None:
        """
        The same, if the upper bound is true.
        """
    @property
    def path(self) -> fractions.Fraction | None:
        """
        What the plan's path asks by the end of the period, in percent; None without a path.
        """
    @property
    def period(self) -> Period:
        """
        The period.
        """
    @property
    def present_rate(self) -> int | None:
        """
        Turns (T4, T5) or units gained (others) a quarter, over the last four quarters.
        """
    @property
    def reach(self) -> typing.Literal["reached", "within", "beyond", "undetermined", "ended", "not_applicable"]:
        """
        Whether the pace needed can be kept at the present rate: "reached", "within", "beyond", "undetermined", "ended"
        or "not_applicable".
        """
    @property
    def status(
        self,
    ) -> typing.Literal[
        "met",
        "on_track",
        "at_risk",
        "off_track",
        "undetermined",
        "no_data",
        "not_due",
        "not_applicable",
        "not_met",
        "informative",
    ]:
        """
        "met", "on_track", "at_risk", "off_track",
        "undetermined" (the bounds fall into different bands), "no_data", "not_due", "not_applicable", "not_met" (no path) or "informative" (no target).
        """
    @property
    def target(self) -> int | None:
        """
        The target in percent; None where the plan sets none.
        """
    @property
    def turns_needed(self) -> int | None:
        """
        Turns a centre and year that the target would take at least, if each turn reached a new person.
        """
    @property
    def turns_now(self) -> int | None:
        """
        Turns a centre and year at the present rate.
        """
    @property
    def unit(self) -> str:
        """
        Code of the unit; of a joint row the codes with "+" between.
        """
    @property
    def unit_name(self) -> str:
        """
        Name of the unit.
        """
    @property
    def upper(self) -> fractions.Fraction | None:
        """
        The value with all that is unknown counted as passing.
        """
    @property
    def value(self) -> fractions.Fraction | None:
        """
        Numerator over denominator of what was reported, as a fraction of one; of a count the number.
        """
    @property
    def variant(self) -> str:
        """
        "default" or the variant's name.
        """

class Result:
    """
    One row for each unit, indicator, variant and period of a view.

    Iterate over it, index it, or hand it to anything that reads Arrow; `to_pandas()` and `to_polars()` are there for convenience. In these tables
    the counts are exact. Units of the columns:

        numerator, denominator, unreported, lower_num …: centres (T1), centre-years (T2, T3) or persons (T4, T5)
        value_percent, lower_percent, upper_percent, path_percent, target_percent: percent; floats are approximate, for plots
        pace_from_lower, pace_from_upper: what the numerator counts, to be added in each quarter left
        present_rate: turns (T4, T5) or what the numerator counts, a quarter
        turns_now, turns_needed: turns a centre and year
        period_end: the period's last day

    print(result) shows the last period.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    @typing.overload
    def __getitem__(self, index: typing.SupportsInt | typing.SupportsIndex) -> ResultRow: ...
    @typing.overload
    def __getitem__(self, index: slice) -> list[ResultRow]: ...
    def __iter__(self) -> collections.abc.Iterator[ResultRow]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the last period in a notebook.
        """
    def row(self, unit: str, indicator: str, period: Period | str, *, variant: str = "default") -> ResultRow:
        """
        Give one row. `unit` is a code, or a name that only one unit bears; "" is the whole territory.

        Raises:
            NotFound: there is no such row; the message names the nearest.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en", period: Period | str | None = None) -> str:
        """
        Write one period as an HTML table, in Vietnamese ("vi") or English ("en"). Default: the last period.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(
        self,
        *,
        lang: typing.Literal["vi", "en"] = "en",
        period: Period | str | None = None,
        long: bool = False,
        width: typing.SupportsInt | typing.SupportsIndex | None = 100,
    ) -> str:
        """
        Write one period as aligned text in lines of at most `width` letters; None: as wide as the columns need.

        `long` gives a line for each unit and indicator. Default: the last period.
        """
    @property
    def findings(self) -> Findings:
        """
        What the evaluation noticed: sources that contradict each other, and what is counted nowhere.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def programme(self) -> Programme:
        """
        The plan.
        """
    @property
    def view(self) -> str:
        """
        Which units are shown.
        """

class RowReference:
    """
    A row of a file.
    """
    def __repr__(self) -> str: ...
    @property
    def file(self) -> str:
        """
        The file, relative to the folder read; empty for tables from memory.
        """
    @property
    def row(self) -> int:
        """
        1-based line of the file or sheet.
        """
    @property
    def sheet(self) -> str:
        """
        Sheet of a workbook; empty for other files.
        """
    @property
    def table(self) -> str:
        """
        English name of the table.
        """

class ExplanationPart:
    """
    One thing that was counted: a centre, a centre-year, or the workers of one place.
    """
    def __repr__(self) -> str: ...
    @property
    def cell(self) -> Cell:
        """
        Its counts.
        """
    @property
    def place_code(self) -> str:
        """
        Code of its place.
        """
    @property
    def place_from(self) -> datetime.date | None:
        """
        First day of that version of its place; None where it is open.
        """
    @property
    def place_name(self) -> str:
        """
        Name of its place.
        """
    @property
    def place_until(self) -> datetime.date | None:
        """
        The day after its last; a place whose unit ended and began anew has a part for each time.
        """
    @property
    def reason(self) -> Message:
        """
        Why it passes, fails or is unknown.
        """
    @property
    def rows(self) -> list[RowReference]:
        """
        The rows it rests on.
        """
    @property
    def subject(self) -> str:
        """
        What was counted.
        """

class Explanation:
    """
    How one number came about: the rule, its arithmetic, what was counted, and the rows behind it.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Tell it in Vietnamese ("vi") or English ("en").
        """
    def to_dict(self, *, lang: typing.Literal["vi", "en"] = "en") -> dict[str, typing.Any]:
        """
        Give it as dictionaries and lists; sentences in Vietnamese ("vi") or English ("en").
        """
    @property
    def arithmetic(self) -> list[Message]:
        """
        Value, bounds, path, status, pace and reach, each with its numbers.
        """
    @property
    def clause(self) -> str:
        """
        Where the plan says so.
        """
    @property
    def has_uncited_persons(self) -> bool:
        """
        Whether rows that name persons were counted without being listed.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def lineage(self) -> list[Message]:
        """
        The acts that carried figures to the unit.
        """
    @property
    def missing_reports(self) -> list[str]:
        """
        Reports that are owed and not there: "HT-01 07393 2024Q3".
        """
    @property
    def parts(self) -> list[ExplanationPart]:
        """
        What was counted. The sum of the cells is the row's cell, before figures that cannot be placed widen it.
        """
    @property
    def row(self) -> ResultRow:
        """
        The number.
        """
    @property
    def rule(self) -> BilingualText:
        """
        The definition in words.
        """
    @property
    def view(self) -> str:
        """
        Which units are shown.
        """

class LevelTable:
    """
    Indicators on every level of one or more views.

    A row for each unit of each view and level and for each indicator, variant and period, also where nothing is due: view, level, unit (its code),
    indicator, variant, period, numerator, denominator, unreported, lower_num, lower_den, upper_num, upper_den (missing where they are withheld),
    status, and flags (names with semicolons between; "no_bounds" where bounds are not applicable). Rows stand by view, level (from the communes up), unit (in order of code), indicator, variant and period. Hand it to
    anything that reads Arrow; words are dictionaries and nothing is copied.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def findings(self) -> Findings:
        """
        What was noticed on the way: centres without a place, targets that cannot be calculated.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def units(self) -> Table:
        """
        The units with their names, in the order of the rows: view, level, unit, unit_name, unit_kind and first_row, the first of the unit's rows counted from 0.
        """
    @property
    def views(self) -> list[str]:
        """
        Which units are shown.
        """

class RatingSchemes:
    """
    Schemes by which centres and communes are rated.

    A table with a row for each grade or level of each version: scheme, name_vi, name_en, subject ("centre" or "commune"), from, until,
    is_assumption (ours, until a text is read that says otherwise), mark, source, points, valid_months, step, step_vi, step_en, from_points,
    not_modelled_vi, not_modelled_en (what of it is not known).
    """
    @staticmethod
    def load(path: str | os.PathLike[str]) -> RatingSchemes:
        """
        Read a TOML file of the form of the library's own (data/ratings.toml).

        Raises:
            FileError: the file cannot be read.
            FormatError: a key is missing, unknown or of the wrong kind, points do not fall from grade to grade, or versions overlap.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def criteria(self) -> Table:
        """
        The criteria of each version: scheme, from, criterion, name_vi, name_en, points, indicators and read (how many of these the library knows).
        """

class Ratings:
    """
    How centre-years were rated: how many have which grade, and the median grade.

    A table with a row for each unit and year of a view: kind, unit, unit_name, view, year, rated, reported (due, and known to be rated or not),
    unreported, has_spread (figures that cannot be placed on single units lie in it in part), a column for each grade, without_grade, median_low
    and median_high (the same but for an even number whose two middle grades differ), and the shares of the grades in percent, approximate.
    Grades have an order and no distance: there is no mean.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "vi") -> str:
        """
        Write it as HTML tables, in Vietnamese ("vi") or English ("en").
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as text, in Vietnamese ("vi") or English ("en").
        """
    @property
    def findings(self) -> Findings:
        """
        Records whose grade and points disagree under the scheme that they name, or whose scheme is not known, not in force or not for centres.
        """
    @property
    def grades(self) -> list[str]:
        """
        The grades, the best first.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def view(self) -> str:
        """
        Which units are shown.
        """

class BreakdownRow:
    """
    An indicator of a unit and group in a period. Ratios are exact; None where withheld.
    """
    def __repr__(self) -> str: ...
    def label(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Say the values in words: "woman · 30-44".
        """
    @property
    def are_bounds_withheld(self) -> bool:
        """
        Whether its bounds are withheld, which others of the same day widen.
        """
    @property
    def cell(self) -> Cell | None:
        """
        The counts; None where withheld. Where bounds alone are withheld, theirs are zero.
        """
    @property
    def indicator(self) -> str:
        """
        "T4a".
        """
    @property
    def is_count(self) -> bool:
        """
        Whether the indicator is a number and no share.
        """
    @property
    def is_withheld(self) -> bool:
        """
        Whether it is withheld: it, or what would be told by it, is a small count.
        """
    @property
    def kind(self) -> typing.Literal["unit", "joint", "territory", "higher"]:
        """
        "unit", "joint" or "territory", as in ResultRow.
        """
    @property
    def lower(self) -> fractions.Fraction | None:
        """
        The value with all that is unknown counted as failing.
        """
    @property
    def period(self) -> Period:
        """
        The period.
        """
    @property
    def unit(self) -> str:
        """
        Code of the unit; of a joint row the codes with "+" between.
        """
    @property
    def unit_name(self) -> str:
        """
        Name of the unit.
        """
    @property
    def upper(self) -> fractions.Fraction | None:
        """
        The value with all that is unknown counted as passing.
        """
    @property
    def value(self) -> fractions.Fraction | None:
        """
        Numerator over denominator of what was reported, as a fraction of one; of a count the number.
        """
    @property
    def values(self) -> list[str]:
        """
        By dimension its code, "unknown" or "all".
        """
    @property
    def variant(self) -> str:
        """
        "default" or the variant's name.
        """

class Breakdown:
    """
    Indicators told apart by sex, age, ethnicity, zone …, with totals.

    A row for each unit, indicator, variant, period and group: a value, "unknown" or "all" of each dimension. Numerator, denominator and unreported
    of the values and of "unknown" add up to those of "all"; bounds take in whoever may belong to the group. Small counts of persons are withheld
    (missing), with what would tell them, in every way out: Arrow, dictionaries, pandas, polars, text and HTML.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    @typing.overload
    def __getitem__(self, index: typing.SupportsInt | typing.SupportsIndex) -> BreakdownRow: ...
    @typing.overload
    def __getitem__(self, index: slice) -> list[BreakdownRow]: ...
    def __iter__(self) -> collections.abc.Iterator[BreakdownRow]: ...
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show the last period in a notebook.
        """
    def row(
        self,
        unit: str,
        indicator: str,
        period: Period | str,
        *,
        values: str | collections.abc.Sequence[str] | None = None,
        variant: str = "default",
    ) -> BreakdownRow:
        """
        Give one row. `unit` is a code, "" the whole territory; `values` are those of the dimensions. Default: the total.

        Raises:
            NotFound: there is no such row.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en", period: Period | str | None = None) -> str:
        """
        Write one period as an HTML table, in Vietnamese ("vi") or English ("en"). Default: the last period.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    def to_text(
        self,
        *,
        lang: typing.Literal["vi", "en"] = "en",
        period: Period | str | None = None,
        width: typing.SupportsInt | typing.SupportsIndex | None = 100,
    ) -> str:
        """
        Write one period as aligned text. Default: the last period.
        """
    @property
    def by(self) -> list[str]:
        """
        The dimensions, in the order of each row's values.
        """
    @property
    def findings(self) -> Findings:
        """
        What the evaluation noticed.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def small_below(self) -> int:
        """
        Counts below it are small; 0: nothing is withheld.
        """
    @property
    def view(self) -> str:
        """
        Which units are shown.
        """
    @property
    def withheld(self) -> int:
        """
        How many rows are withheld.
        """

class Quality:
    """
    What looks wrong in the records, and which forms came.
    """
    def __repr__(self) -> str: ...
    @property
    def is_simulated(self) -> bool:
        """
        Whether it rests on made-up data.
        """
    @property
    def numbers(self) -> Table:
        """
        Numbers that ask to be looked at: unit, period, figure, check and value.

        "outlier": `reference` is the median of the units of the period, and score_thousandths the modified z-score; "change": `reference` is the number of
        the year before, and score_thousandths the change as a share of it (missing where it was nothing). text_vi and text_en say it in words.
        """
    @property
    def reporting(self) -> Table:
        """
        Of each form, all units (unit "") and each: due, on_time, late, undated, missing, incomplete, nil, and the percentages that came and that came in time.
        """

class Settling:
    """
    Which missing reports would settle an undetermined status.
    """
    def __repr__(self) -> str: ...
    @property
    def reports(self) -> Table:
        """
        The missing reports, those on most lists first: form, unit, period, on_lists (of how many statuses it is on the shortest list) and bears_on.
        """
    @property
    def statuses(self) -> Table:
        """
        The undetermined statuses: unit, indicator, variant, period, and

            fewest, shortest: the fewest missing reports that can settle it, the best or the worst; missing where none can
            settled: the status that it has then
            all: every missing report that bears on it
        """

class Closing:
    """
    What would close the gap between a figure and its target.
    """
    def __repr__(self) -> str: ...
    @property
    def at_least(self) -> int | None:
        """
        How many more of what the indicator counts (centres, labourers …) must pass, if all that is unknown passes.

        None where the whole is not known or empty.
        """
    @property
    def at_most(self) -> int | None:
        """
        Likewise, if nothing that is unknown passes.
        """
    @property
    def can_be_closed(self) -> bool | None:
        """
        Whether the steps are enough; None where `at_most` is.
        """
    @property
    def enough(self) -> int:
        """
        So many of the first steps close the gap, if each gains what it can; 0: none is needed, or all are not enough.
        """
    @property
    def row(self) -> ResultRow:
        """
        The figure.
        """
    @property
    def steps(self) -> Table:
        """
        What does not pass yet, ranked: subject, place, place_name, is_reported, gain, so_far, lacks_vi, lacks_en.

        First what is not reported, where a report may be all that it takes, then by gain, the largest first. `gain` is by how many of what the
        indicator counts the numerator grows at most, `so_far` the gain of the step and of those before it.
        """
    @property
    def target_percent(self) -> int:
        """
        The plan's target; 100 where it sets none.
        """

class TwoPlans:
    """
    Two plans, counted from the same records.
    """
    def __repr__(self) -> str: ...
    @property
    def first(self) -> Programme:
        """
        The plan of the dataset.
        """
    @property
    def periods(self) -> list[Period]:
        """
        The periods shown.
        """
    @property
    def rows(self) -> Table:
        """
        A row for each unit, indicator, variant and period; counts_for_both where both count the same things, and then told once.

        numerator_first, denominator_first, unreported_first, target_percent_first and status_first are the first plan's, those on _second the other's;
        missing where a plan does not ask for the figure.
        """
    @property
    def second(self) -> Programme:
        """
        The other plan.
        """

class DeliveryComparison:
    """
    What moved between two deliveries, and because of which rows and reports.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write it as HTML, in Vietnamese ("vi") or English ("en").
        """
    def to_text(
        self,
        *,
        lang: typing.Literal["vi", "en"] = "en",
        width: typing.SupportsInt | typing.SupportsIndex | None = 100,
        rows: typing.SupportsInt | typing.SupportsIndex | None = 40,
    ) -> str:
        """
        Write it as text in lines of at most `width` letters; None: as wide as the columns need.

        At most `rows` figures and as many changes, those that moved figures first; None: all.
        """
    @property
    def causes(self) -> Table:
        """
        Which change is among the causes of which figure: figure, change, is_cited.

        Undoing all changes of a figure gives the earlier figure, if what is owed is asked on the same day; those that an explanation cites come first.
        """
    @property
    def changes(self) -> Table:
        """
        A row for each difference of the records, also those that moved no figure (`figures` is 0):

            change: its number
            kind: "row_added", "row_removed", "row_changed", "rows_lost" (rows that came and could not be used) or "report"
            table, subject: the row's table and key; the report
            what: of a report "came", "gone", "replaced" (by another version), "edited" (in the same version), "restated" (late, missing by now …),
                "owed" or "not_owed"
            text_vi, text_en: the same in words, also of rows that were lost
            rows: how many rows; more than one where those that name persons are counted only
            columns: of a changed row, those that differ
            file_before, sheet_before, row_before; file_after …: where it stands in either delivery
            left_out_vi, left_out_en: why the other delivery left the row out, where it stood in the same line
            report: number of the change of the report that it came or went with
            figures, cited: among the causes of how many figures that differ, and how many of their explanations cite it
        """
    @property
    def figures(self) -> Table:
        """
        A row for each figure that differs: figure, kind, unit, unit_name, indicator, variant, period, and

            changes, cited: how many changes are among its causes, and how many of these its explanations cite
            numerator_before … upper_den_before: the seven counts; value_percent_…, lower_percent_…, upper_percent_…: percent, approximate, for plots
            value_vi_…, value_en_…: the value with its bounds in words; status_…, status_vi_…, status_en_…; flags_…
            the same on _after; missing where only the other delivery has such a row
        """
    @property
    def figures_compared(self) -> int:
        """
        How many figures were compared.
        """
    @property
    def is_simulated(self) -> bool:
        """
        Whether either rests on made-up data.
        """
    @property
    def notes(self) -> list[Message]:
        """
        What a reader must know first: days on which what is owed is asked that differ, persons that cannot be the same.
        """
    @property
    def periods(self) -> list[Period]:
        """
        The periods compared.
        """
    @property
    def values(self) -> Table:
        """
        Old and new values: change, column, before, after. Of a row that only one delivery has, all of its values.
        """
    @property
    def view(self) -> str:
        """
        Which units are shown.
        """

class Suppression:
    """
    Which sums of a table of counts are withheld, by unit, group and figure.

    A row is published where neither of its two sums is withheld.
    """
    def __repr__(self) -> str: ...
    @property
    def counted(self) -> list[list[list[bool]]]:
        """
        Whether the number of those whom the figure counts is withheld: [unit][group][figure].
        """
    @property
    def left_out(self) -> list[list[list[bool]]]:
        """
        Whether both are withheld because nothing of the row can be told beside what was published before.
        """
    @property
    def others(self) -> list[list[list[bool]]]:
        """
        Whether the number of the others is withheld: [unit][group][figure].
        """
    @property
    def withheld(self) -> list[list[list[bool]]]:
        """
        Whether the row is withheld: [unit][group][figure].
        """

class Headcount:
    """
    Distinct persons of a country by unit, group and window, counted at home.

    A table with a row a unit, group, age band and window: level, unit, the columns of `by`, age_band (where several were asked for; missing: of
    unknown age), window_from, window_until (the first day after it), labourers, learned, trained, transfer, unknown_age. Whoever has another value in a
    column of `by`, or none, is counted apart, in rows that are there if anybody is.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def findings(self) -> Findings:
        """
        How many rows are in no count, and why.
        """

class PlaceHeldCount:
    """
    Distinct persons by the units in which sessions took place.

    A table with a row a unit and window: level, unit, window_from, window_until (the first day after it), attended, learned, trained, transfer.
    """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __len__(self) -> int: ...
    def __repr__(self) -> str: ...
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """
    @property
    def findings(self) -> Findings:
        """
        How many attendances are in no count, and why.
        """

class HeadcountPartial:
    """
    The rows of some files as a headcount needs them.

    Made by `HeadcountFrame.partial`, merged by `merged`, counted by `HeadcountFrame.count`. It can be saved and sent: it holds person keys, and
    nothing else of anybody but sex, month of birth, homes, groups and what their attendances showed. As a table it has a row a file: file, version, spells,
    persons_attending.
    """
    @staticmethod
    def from_bytes(bytes: bytes) -> HeadcountPartial:
        """
        Read what `to_bytes` gave.

        Raises:
            FormatError: the bytes are something else, of another version of the form, cut off or altered.
            InvalidValue: they hold a file twice, or keys of two widths.
        """
    @staticmethod
    def merged(partials: collections.abc.Iterable[HeadcountPartial]) -> HeadcountPartial:
        """
        Put partials together: of each file its newest version.

        The order does not matter, nor that a file comes twice, as where a task was run again.

        Raises:
            InvalidValue: they are of different frames, or a file has other rows in the same version.
            ValueError: there is none.
        """
    def __arrow_c_stream__(self, requested_schema: typing.Any = None) -> typing_extensions.CapsuleType:
        """
        Give the table as an Arrow C stream; the schema asked for is a wish that is not granted.
        """
    def __eq__(self, other: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __len__(self) -> int: ...
    def __reduce__(self) -> tuple[typing.Any, tuple[type]]: ...
    def __repr__(self) -> str: ...
    def to_bytes(self) -> bytes:
        """
        Give a versioned form with checksums, for `from_bytes`.

        Person keys are in it as they were given: let them be keyed hashes, never numbers of citizens.
        """
    def to_dicts(self, *, rows: typing.SupportsInt | typing.SupportsIndex | None = None) -> list[dict[str, typing.Any]]:
        """
        List the rows as dictionaries, at most `rows` of them; None where a value is missing.
        """
    def to_pandas(self) -> pandas.DataFrame:
        """
        Make a pandas data frame, without pyarrow. Whole numbers with gaps become Int64; days become datetime64.

        Raises:
            ImportError: pandas is not installed.
        """
    def to_polars(self) -> polars.DataFrame:
        """
        Make a polars data frame.

        Raises:
            ImportError: polars is not installed.
        """

class LiveHeadcount:
    """
    A headcount that follows its files: a newer version of one changes the counts of the persons in it.

    Made by `HeadcountFrame.live`.
    """
    def __repr__(self) -> str: ...
    def replace(self, newer: HeadcountPartial) -> None:
        """
        Put the files of `newer` in the place of older versions. The time it takes depends on the size of those files, not of the country.

        Files that are there in the same version or a newer one are passed over.

        Raises:
            InvalidValue: as `HeadcountPartial.merged` does; nothing is changed then.
        """
    @property
    def counts(self) -> Headcount:
        """
        The counts as they stand, a table of its own each time.
        """
    @property
    def files(self) -> HeadcountPartial:
        """
        What is counted, as one partial.
        """

class HeadcountFrame:
    """
    All that the files of a country's headcount are read and counted by.

    Files may be read anywhere, in any order, and again when they were corrected; partials of one frame, and of equal frames, go together.
    """
    def __init__(
        self,
        places: typing.Any,
        *,
        windows: Period | str | collections.abc.Sequence[Period | str],
        sessions: typing.Any = None,
        place: str = "village_code",
        levels: collections.abc.Sequence[str] = [],
        by: collections.abc.Mapping[
            str, collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex] | collections.abc.Sequence[str]
        ] = {},
        age_bands: collections.abc.Sequence[str] = [],
        working_age: str = "statutory",
        sexes: collections.abc.Sequence[str] = [],
        kinds: collections.abc.Sequence[str] = [],
    ) -> None:
        """
        Make a frame.

        Args:
            places, windows, place, levels, age_bands, working_age, sexes, kinds: as `headcount` takes them. The last four may differ between frames that
                share partials.
            sessions: those that all files share; a file may bring its own.
            by: columns of residents by whose values counts are told apart, and all their values; others are counted as missing.

        Raises:
            InvalidValue, FormatError: as `headcount` does.
        """
    def __reduce__(self) -> tuple[typing.Any, tuple[typing.Any]]: ...
    def __repr__(self) -> str: ...
    def count(
        self,
        partial: HeadcountPartial,
        *,
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
        progress: typing.Any = None,
    ) -> Headcount:
        """
        Count the persons of all files of a partial, as `headcount` would count all their rows.

        Args:
            threads, progress: as `headcount` takes them.

        Raises:
            InvalidValue: the partial is of other windows, groups, places or sessions.
        """
    def live(
        self,
        partial: HeadcountPartial,
        *,
        threads: typing.SupportsInt | typing.SupportsIndex = 1,
        progress: typing.Any = None,
    ) -> LiveHeadcount:
        """
        Count as `count` does, and keep what it takes to put newer versions of files in the place of old ones.

        Args:
            partial: the files to begin with; `nothing()` for none.
            threads, progress: as `headcount` takes them.

        Raises:
            InvalidValue: as `count` does.
        """
    def nothing(self) -> HeadcountPartial:
        """
        Give a partial without files.
        """
    def partial(
        self,
        file: str,
        version: typing.SupportsInt | typing.SupportsIndex = 1,
        *,
        residents: typing.Any = None,
        participation: typing.Any = None,
        sessions: typing.Any = None,
    ) -> HeadcountPartial:
        """
        Read the rows of one file.

        Args:
            file: its name; another version of the file has the same.
            version: the newest one is counted.
            residents, participation: as `headcount` takes them, all of them in memory. A file may have either or both or, to take back what an older
                version said, none.
            sessions: the file's own; without them session_id means those of the frame.

        Raises:
            InvalidValue, FormatError: as `headcount` does.
        """

class Published:
    """
    Figures that were printed somewhere, what can be computed from them, and which of them do not fit together.
    """
    def __repr__(self) -> str: ...
    def __str__(self) -> str: ...
    def _repr_html_(self) -> str:
        """
        Show it in a notebook.
        """
    def to_html(self, *, lang: typing.Literal["vi", "en"] = "en") -> str:
        """
        Write what was computed and what does not fit as HTML.
        """
    @property
    def figures(self) -> Table:
        """
        The figures as printed, each with its source.
        """
    @property
    def findings(self) -> Findings:
        """
        Figures that contradict each other, and lines that could not be read.
        """
    @property
    def rows(self) -> Table:
        """
        Shares, rates and grades computed from them.

        Ratios are given as num and den; null bounds are open: the source said "more than" or "about".
        """

def catalogue() -> Table:
    """
    List the library's indicators with their variants: what is counted, when, how, and the clause of the plan. `rule` has gaps for settings.
    """

def code_lists() -> Table:
    """
    List the words that forms may use, by code list: the code, its labels, other spellings, flags, and the days from and until which it holds.
    """

def columns() -> Table:
    """
    List the columns of the tables of records: heading on a form, type, whether a row needs it, its code list, and what must hold of it.

    `type` is "text", "unit" (a code of a place), "date", "month", "period", "integer", "money" (đồng), "decimal" (two decimals), "boolean", "ratio" or "person".
    """

def evaluate_published(csv: str, *, file: str = "figures.csv") -> Published:
    """
    Evaluate other figures: text in the columns place, level, period, measure, value,
    bound, unit, note, source, mark. `file` is the name that findings show.

    Raises:
        FormatError: a column is missing.
    """

def file_digest(path: str | os.PathLike[str]) -> str:
    """
    Give the SHA-256 of a file.

    Raises:
        FileError: it cannot be read.
    """

def follow_column(gazetteer: Gazetteer, asked: typing.Any, *, on: typing.Any, to: typing.Any) -> Table:
    """
    Follow a column; `hoctap.follow` says how.
    """

def follow_one(gazetteer: Gazetteer, asked: str, *, on: datetime.date | str | None, to: datetime.date | str) -> Lineage:
    """
    Follow one code or name; `hoctap.follow` says how.
    """

def form_rules(*, period: Period | str | None = None) -> Table:
    """
    List the forms: name, the tables that each carries, the kind of its period, and whether a unit owes it.

    With a period, list those that may be sent for it, and the day on which each is due; None where nobody owes it.
    """

def from_tables(
    tables: collections.abc.Mapping[str, typing.Any],
    *,
    programme: Programme,
    gazetteer: Gazetteer | None,
    forms: str | None,
    codes_as_of: datetime.date | str | None,
    day: datetime.date | str | None,
    simulated: bool,
) -> Dataset:
    """
    Build a dataset from tables in memory; `hoctap.from_tables` says how.
    """

def gazetteer() -> Gazetteer:
    """
    Give the district of Lạng Giang's units and events that the library knows.
    """

def headcount(
    residents: typing.Any,
    *,
    participation: typing.Any,
    sessions: typing.Any,
    places: typing.Any,
    windows: Period | str | collections.abc.Sequence[Period | str],
    place: str = "village_code",
    levels: collections.abc.Sequence[str] = [],
    by: str | collections.abc.Sequence[str] = [],
    age_bands: collections.abc.Sequence[str] = [],
    working_age: str = "statutory",
    sexes: collections.abc.Sequence[str] = [],
    kinds: collections.abc.Sequence[str] = [],
    threads: typing.SupportsInt | typing.SupportsIndex = 1,
    progress: typing.Any = None,
) -> Headcount:
    """
    Count a country's distinct labourers, and who of them learned, was trained or received a transfer of techniques.

    Every person is counted once in each window, at home: in the place of the residence spell that covers the window's last day; of several the one
    that began last, then the smallest place. Tables may be any that speak Arrow, in batches of any size; numbers are used where they lie. This is
    for tens of millions of persons; a district with its forms, rules and explanations is read by `read`.

    Args:
        residents: a row a residence spell: person_key (64-bit whole numbers, or 16 bytes: keyed hashes, as `person_key` makes them), spell_from, spell_to (the first day elsewhere; missing:
            lives there still), the column of places, birth_month (12 · year + month − 1, or a day of the month), and where it is known sex.
        participation: a row an attendance: person_key, session_id, and completed (yes or no) where courses are completed. A stream is read batch by
            batch and may be larger than memory.
        sessions: session_id (whole numbers), date, kind.
        places: the column of places, a row each, and for each level a column with the unit that holds the place.
        windows: periods, such as "2024Q1", "2024" or "2023-07-01..2025-12-31"; they may overlap.
        place: the name of the column of places in residents and places; whole numbers or text.
        levels: which columns of places are levels. Default: all but the places' own. The nation is always there.
        by: columns of residents by whose values counts are told apart, such as "sex".
        age_bands: of completed years at a window's end, such as "15-29" and "45+"; whoever is in none of them is not counted.
        working_age: a definition of data/working_age.toml.
        sexes, kinds: what whole numbers in the columns sex and kind mean, from 0: words of the code lists.
        threads: at most so many; the counts are the same for any number.
        progress: called now and then with the number of rows gone through and of all rows, as far as they are known; residents are gone through
            twice. What it raises, or Ctrl-C, stops the count.

    Raises:
        InvalidValue: a column is missing, a word is not known (the message names the nearest), a window is empty, age
            bands overlap, a place has no unit or two, a session stands twice.
        FormatError: a column holds another kind of value than it should.
    """

def headcount_by_place_held(
    participation: typing.Any,
    *,
    sessions: typing.Any,
    places: typing.Any,
    windows: Period | str | collections.abc.Sequence[Period | str],
    place: str = "village_code",
    levels: collections.abc.Sequence[str] = [],
    kinds: collections.abc.Sequence[str] = [],
    threads: typing.SupportsInt | typing.SupportsIndex = 1,
    progress: typing.Any = None,
) -> PlaceHeldCount:
    """
    Count the distinct persons who attended, learned, were trained or received a transfer of techniques at sessions held in each unit.

    Every person is counted once in each window in every unit where they attended, wherever they live: units do not add up to the unit above. Nobody
    needs a home or an age; shares of labourers are counted at home, by `headcount`.

    Args:
        participation: as `headcount` takes it.
        sessions: session_id (whole numbers), date, kind, and the column of places.
        places: the column of places, a row each, and for each level a column with the unit that holds the place.
        windows: periods, such as "2024Q1", "2024" or "2023-07-01..2025-12-31"; they may overlap.
        place: the name of the column of places in sessions and places; whole numbers or text.
        levels: which columns of places are levels. Default: all but the places' own. The nation is always there.
        kinds: what whole numbers in the column kind mean, from 0: words of the code lists.
        threads: at most so many; the counts are the same for any number.
        progress: called now and then with the number of attendances read and of all, as far as they are known. What it raises, or Ctrl-C, stops the
            count.

    Raises:
        InvalidValue: a column is missing, a word is not known (the message names the nearest), a window is empty, a place has no unit or two, a
            session stands twice.
        FormatError: a column holds another kind of value than it should.
    """

def indicator_from_toml(text: str, *, file: str) -> Indicators:
    """
    Read indicators from TOML; `hoctap.indicator` says how.
    """

def indicator_of_marks(
    id: str, marks: collections.abc.Mapping[str, bool | None], *, name_vi: str, name_en: str
) -> Indicators:
    """
    Make an indicator of what is said of each centre; `hoctap.indicator` says how.
    """

def indicator_of_table(id: str, table: typing.Any, *, name_vi: str, name_en: str) -> Indicators:
    """
    Make an indicator of a table; `hoctap.indicator` says how.
    """

def line_flags(flags: typing.SupportsInt | typing.SupportsIndex) -> list[str]:
    """
    Name the flags of a line, as `Compliance` has them in one number.
    """

def lines_of_dataset(dataset: Dataset, *, rulebook: Rulebook) -> BudgetLines:
    """
    Take the lines of the table budget_estimates, of several versions of an estimate the last.
    """

def list_forms(path: str) -> list[_FormFile]:
    """
    List the forms below a folder, or the one file.
    """

def locked(bytes: bytes, secret: str) -> bytes:
    """
    Make bytes unreadable without the secret.
    """

def measures() -> Table:
    """
    List the measures of which indicators are made: what each counts, whether that is there on a day (stock) or happens in the course of time (flow), whether others can be a part of it, and by what it is told apart.
    """

def national_lists_in(folder: str, *, base: Gazetteer) -> NationalLists:
    """
    Read the national lists of a folder; `hoctap.national_lists` says how.
    """

def national_lists_of(
    files: collections.abc.Mapping[str, str], *, base: Gazetteer, first_day: datetime.date | str | None = None
) -> NationalLists:
    """
    Read national lists from their texts by file name; `hoctap.national_lists` says how.
    """

def periods(kind: str, *, first: datetime.date | str, last: datetime.date | str, partial: bool = False) -> list[Period]:
    """
    List the periods of a kind from `first` to `last`, both days included.

    Without `partial` only those that lie wholly inside; with it also those of which a part does.

    Raises:
        InvalidValue: there is no such kind.
    """

def person_key(citizen_number: str, *, key: str) -> str:
    """
    Replace a citizen number by its keyed hash: 32 hexadecimal digits, the same for the same number and key.

    For handing over tables from memory; files are hashed as they are read.

    Raises:
        InvalidValue: the key has fewer than 16 bytes.
    """

def programme(id: str = "lang-giang-2023-2025") -> Programme:
    """
    Give a plan that the library knows.

    Raises:
        NotFound: there is none of that name; the message lists those there are.
    """

def programmes() -> list[str]:
    """
    List the identifiers of the plans that the library knows.
    """

def published() -> Published:
    """
    Evaluate the published figures of real places that the library carries.
    """

def rating_schemes() -> RatingSchemes:
    """
    Give the rating schemes that the library knows.
    """

def read_folder(
    path: str,
    *,
    programme: Programme,
    person_secret: str,
    day: datetime.date | str | None,
    received_until: datetime.date | str | None,
    progress: typing.Any,
    limits: FileLimits,
    workbooks: typing.Any,
) -> Dataset:
    """
    Read a folder of forms or one file; `hoctap.read` says how.
    """

def read_lines(
    path: str | os.PathLike[str], *, rulebook: Rulebook, limits: FileLimits, workbooks: typing.Any
) -> BudgetLines:
    """
    Read the lines of a text file or workbook; `hoctap.budget_lines` says how.
    """

def read_person_secret(path: str) -> tuple[str, bool]:
    """
    Read the secret of person keys in a file, and whether the file says that it is public.
    """

def read_sealed(
    files: collections.abc.Sequence[tuple[str, collections.abc.Sequence[bytes], datetime.date | str | None]],
    *,
    programme: Programme,
    day: datetime.date | str | None,
    progress: typing.Any,
) -> Dataset:
    """
    Read sealed files, each with its name, its sheets and the day of receipt, as a folder of the files.
    """

def rulebook() -> Rulebook:
    """
    Give the rulebook that the library knows.
    """

def seal_form(file: _FormFile, *, person_secret: str, limits: FileLimits, workbooks: typing.Any) -> list[_SealedSheet]:
    """
    Read a file and seal its sheets for a store; `hoctap.Ledger` says how.
    """

def spoken(name: str, *, lang: typing.Literal["vi", "en"] = "en") -> str:
    """
    Say in words what the library calls by a name: a status, a level, the period of a published figure.

    What is no such name stays, with days and decimals written as the language does.
    """

def suppress(
    counts: collections.abc.Sequence[
        collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]]
    ],
    units: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
    groups: collections.abc.Sequence[collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex]],
    *,
    releases: collections.abc.Sequence[
        collections.abc.Sequence[
            tuple[
                collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
                collections.abc.Sequence[typing.SupportsInt | typing.SupportsIndex],
            ]
        ]
    ]
    | None = None,
    threshold: typing.SupportsInt | typing.SupportsIndex = 5,
    progress: typing.Any = None,
) -> Suppression:
    """
    Choose which sums of a whole release of counts of persons are withheld, so that nobody can tell a small one.

    Every sum of 1 to `threshold` - 1 persons is protected, of units and places, groups and categories: of those whom a figure counts, of its
    others and of all of them, and of those whom one figure counts and another, which counts fewer, does not. Whoever knows all that is published
    can tell of a withheld sum only that it lies in an interval, and that is wider than the threshold. Releases are decided one after the other:
    what was published stays.

    Args:
        counts: [place][category][state]. A state is what a person can be to all figures together ("trained", "learned but not trained", "neither");
            what nobody can be is left out, and taken to be known. Default: first counted in the first period, in the second …, and last in none.
        units: the units that are shown, of one or several views, each by its places.
        groups: the groups that are shown, of one or several tables, each by its categories; totals are groups of all of them.
        releases: what is published together, one after the other: each a list of figures, each a pair of the states that it counts and those of
            its others. Default: a figure for each period but the last state, which counts who was first counted up to it.
        threshold: counts below it are small.
        progress: called with the number of releases that are decided and of all.

    Raises:
        InvalidValue: counts of unequal length, a set that names what is not there, a threshold below 1 or above 2^31, or more sums to be guarded
            than can be in reasonable time.
    """

def table_of_lists(
    name: str,
    rows: typing.SupportsInt | typing.SupportsIndex,
    columns: collections.abc.Sequence[tuple[str, str, list[typing.Any]]],
    *,
    simulated: bool,
) -> Table:
    """
    Make a table of columns, each with its name, its kind ("text", "integer", "date", "boolean") and its values.
    """

def table_text(table: typing.Any) -> str:
    """
    Write a table as delimited text that stays the same wherever it is written; columns of floats stay out.
    """

def unlocked(bytes: bytes, secret: str) -> bytes | None:
    """
    Read bytes that were made so; None where the secret is another or they are damaged.
    """

def version() -> str:
    """
    Give the version of the library, "major.minor.patch".
    """

def where_column(gazetteer: Gazetteer, asked: typing.Any, *, on: typing.Any) -> Table:
    """
    Look a column up; `hoctap.where` says how.
    """

def where_one(gazetteer: Gazetteer, asked: str, *, on: datetime.date | str | None) -> Where:
    """
    Look one code or name up; `hoctap.where` says how.
    """

PERSON_SECRET_FILE: str = "person-key.txt"
