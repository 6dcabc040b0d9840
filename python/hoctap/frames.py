"""Tables as pandas data frames, from the memory in which the library holds them and without pyarrow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["pandas_frame"]


def pandas_frame(columns: Mapping[str, tuple[str, Any, Any]], row_count: int) -> pd.DataFrame:
    """Make a data frame of columns given as kind, values and a byte a row that is 0 where the value is missing."""
    import numpy as np
    import pandas as pd

    def series(kind: str, values: Any, present: Any) -> Any:
        if kind == "objects":
            return pd.Series(values, dtype="str")
        numbers = np.asarray(values)
        missing = None if present is None else np.asarray(present) == 0
        if kind == "days":
            days = numbers.astype("datetime64[D]").astype("datetime64[s]")
            if missing is not None:
                days[missing] = np.datetime64("NaT")
            return pd.Series(days)
        if kind == "hundredths":
            numbers, kind = numbers / 100, "floating"
        if kind == "floating":
            return pd.Series(numbers if missing is None else np.where(missing, np.nan, numbers), copy=False)
        if kind == "boolean":
            numbers = numbers.astype(bool)
        if missing is None:
            return pd.Series(numbers, copy=False)
        array = pd.arrays.BooleanArray if kind == "boolean" else pd.arrays.IntegerArray
        return pd.Series(array(numbers.copy(), missing))

    content = {name: series(*column) for name, column in columns.items()}
    return pd.DataFrame(content, index=pd.RangeIndex(row_count), copy=False)
