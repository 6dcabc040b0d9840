"""Places by code or name: what they were on a day and what became of them, one at a time or whole columns."""

from __future__ import annotations

import datetime
import math
import os
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, overload

from hoctap import _core
from hoctap.errors import FileError, InvalidValue

if TYPE_CHECKING:
    from hoctap._core import Gazetteer, Lineage, NationalLists, Table, Where

__all__ = ["follow", "national_lists", "where"]

LISTS_VARIABLE = "HOCTAP_NATIONAL_LISTS"
EVE_OF_THE_CHANGE = datetime.date(2025, 6, 30)
Day = datetime.date | str


@overload
def where(asked: str, *, on: Day | None = None, gazetteer: Gazetteer | None = None) -> Where: ...
@overload
def where(asked: Any, *, on: Any, gazetteer: Gazetteer | None = None) -> Table: ...
def where(asked: Any, *, on: Any = None, gazetteer: Gazetteer | None = None) -> Where | Table:
    """Say what a code or name meant on a day, what it came from and what became of it; or answer a whole column.

    A name is followed by units above it, from near to far: "Tiên Lục, Lạng Giang". Kinds (xã, TT., huyện), units in between, marks, đ, case and
    the placement of tone marks may be left out or differ. Of several units that fit, all are listed and none is chosen.

    Args:
        asked: a code or name; or a column of them: a series or array of polars, pandas, pyarrow or numpy, or a list.
        on: the day; for a column one day for all rows, or a column of days. Without it, a single code or name is looked for on all days.
        gazetteer: where to look. Default: the national lists that the environment variable HOCTAP_NATIONAL_LISTS names, else the district of
            Lạng Giang that the library knows.

    Returns:
        For one: what is known. For a column: a table with a row for each row asked and the columns asked, on, status, code, name, kind,
        level, valid_from, valid_until, parent_code, parent_name, province_code and province_name (null where not known).

    Raises:
        FileError: HOCTAP_NATIONAL_LISTS names a folder without the lists.
        FormatError: a column holds codes as numbers, which lose leading zeros.
        InvalidValue: a column is asked for without a day, or columns differ in length.

    """
    known = _known(gazetteer)
    if isinstance(asked, str):
        return _core.where_one(known, asked, on=on)
    if on is None:
        raise InvalidValue("a column needs a day: give on=", message_vi="cần nêu ngày cho cả cột: on=")
    return _core.where_column(known, _column(asked), on=_column(on))


@overload
def follow(asked: str, *, on: Day | None = None, to: Day, gazetteer: Gazetteer | None = None) -> Lineage: ...
@overload
def follow(asked: Any, *, on: Any, to: Any, gazetteer: Gazetteer | None = None) -> Table: ...
def follow(asked: Any, *, on: Any = None, to: Any, gazetteer: Gazetteer | None = None) -> Lineage | Table:
    """Say where a unit's territory lies on another day, forward or backward: its successors with shares, or that they are not known.

    Args:
        asked, on, gazetteer: as in `where`.
        to: the other day; for a column one day for all rows, or a column of days.

    Returns:
        For one: its parts. For a column: a table with a row for each part, at least one for each row asked, and the columns row (counted from 0),
        asked, on, to, status, from_code, from_name, to_code, to_name, to_kind (null: no successor is known), share_num, share_den (null:
        not known), events, acts and is_inferred.

    Raises:
        FileError, FormatError, InvalidValue: as in `where`.

    """
    known = _known(gazetteer)
    if isinstance(asked, str):
        return _core.follow_one(known, asked, on=on, to=to)
    if on is None:
        raise InvalidValue("a column needs a day: give on=", message_vi="cần nêu ngày cho cả cột: on=")
    return _core.follow_column(known, _column(asked), on=_column(on), to=_column(to))


def national_lists(
    folder: str | os.PathLike[str] | None = None,
    *,
    package: Literal["vietnamadminunits"] | None = None,
    base: Gazetteer | None = None,
) -> NationalLists:
    """Read the country's communes before and after July 2025 from a user's lists, or from a package that carries them.

    The folder holds vn-communes-2023.csv, vn-communes-2025.csv and vn-communes-2023-to-2025.csv, and may hold vn-districts-2023.csv,
    vn-provinces-2023.csv and vn-provinces-2025.csv. Where the library knows units more exactly, its own versions stay.

    Args:
        folder: where the lists are. Default: what the environment variable HOCTAP_NATIONAL_LISTS names.
        package: read what this installed package carries instead: the communes of the days around 1 July 2025, so that the older ones are
            known for 30 June 2025 only.
        base: what is known more exactly. Default: the district of Lạng Giang.

    Raises:
        FileError: no folder is named, it lacks one of the three lists of communes, or the package is not installed.
        FormatError: a list lacks a column, or is not text.
        InvalidValue: a folder and a package are named, or a package that is not known.

    """
    known = _district() if base is None else base
    if package is not None:
        from hoctap.unit_package import PACKAGE, list_files

        if folder is not None or package != PACKAGE:
            raise InvalidValue(
                f'give a folder, or package="{PACKAGE}"', message_vi=f'hãy nêu thư mục, hoặc package="{PACKAGE}"'
            )
        return _core.national_lists_of(list_files(), base=known, first_day=EVE_OF_THE_CHANGE)
    path = os.environ.get(LISTS_VARIABLE, "") if folder is None else os.fspath(folder)
    if not path:
        raise FileError(
            f"name a folder with the national lists, or set {LISTS_VARIABLE}",
            message_vi=f"hãy nêu thư mục có danh mục toàn quốc, hoặc đặt {LISTS_VARIABLE}",
        )
    return _core.national_lists_in(path, base=known)


@lru_cache(maxsize=1)
def _district() -> Gazetteer:
    return _core.gazetteer()


@lru_cache(maxsize=1)
def _national(folder: str) -> Gazetteer:
    return national_lists(folder).gazetteer


def _known(gazetteer: Gazetteer | None) -> Gazetteer:
    if gazetteer is not None:
        return gazetteer
    folder = os.environ.get(LISTS_VARIABLE)
    return _national(folder) if folder else _district()


def _column(values: Any) -> Any:
    """Give what the library reads: one day, an Arrow column, or a list of plain values."""
    if isinstance(values, str | datetime.date):
        return values
    speaks_arrow = hasattr(values, "__arrow_c_stream__") or hasattr(values, "__arrow_c_array__")
    if speaks_arrow and type(values).__module__.partition(".")[0] == "pandas":
        speaks_arrow = find_spec("pyarrow") is not None  # through which pandas speaks it
    return values if speaks_arrow else [_plain(value) for value in values]


def _plain(value: Any) -> Any:
    """Give a text, a date or None for a value of numpy or of pandas."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, float) and math.isnan(value):
        return None
    if type(value).__module__ == "numpy":
        value = value.astype("datetime64[D]").item() if value.dtype.kind == "M" else value.item()
    return value.date() if isinstance(value, datetime.datetime) else value
