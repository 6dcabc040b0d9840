"""Budget lines from files: text, workbooks, Parquet, or the estimates among a folder of forms."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hoctap import _core
from hoctap.reading import read_workbook_sheets

if TYPE_CHECKING:
    from hoctap._core import BudgetLines, Dataset, FileLimits, Rulebook

__all__ = ["budget_lines"]


def budget_lines(
    source: str | os.PathLike[str] | Dataset, *, rulebook: Rulebook | None = None, limits: FileLimits | None = None
) -> BudgetLines | Any:
    """Take budget lines for `Book.check` from a file or from a dataset's table budget_estimates.

    A sheet begins with the first row that heads a content and an amount. Headings are those of budget_estimates (names or Vietnamese labels),
    date, decided_on and attributes (zone, level …), in any order; other columns are left alone and noted. Of a dataset, the last version of each
    estimate is taken, with province, district, commune and zone of the unit that hands it in.

    Args:
        source: text (.csv, .tsv, .txt), a workbook (.xlsx, .xlsm, .xlsb, .xls, .ods), a Parquet file (read by pyarrow, which must be installed),
            or a Dataset.
        rulebook: whose attributes are looked for. Default: the rulebook that the library knows.
        limits: what is read at most of a file. Default: `FileLimits()`.

    Returns:
        BudgetLines; of a Parquet file a table of pyarrow. Either goes into `Book.check`.

    Raises:
        FileError: the file cannot be read.
        FormatError: no row heads columns of budget lines.
        ImportError: the file is Parquet and pyarrow is not installed.

    """
    book = _core.rulebook() if rulebook is None else rulebook
    if isinstance(source, _core.Dataset):
        return _core.lines_of_dataset(source, rulebook=book)
    path = os.fspath(source)
    if path.endswith(".parquet"):
        return _parquet(path)
    return _core.read_lines(path, rulebook=book, limits=limits or _core.FileLimits(), workbooks=read_workbook_sheets)


def _parquet(path: str) -> Any:
    _core.file_digest(path)  # a file that is not there is told as any other
    import pyarrow.parquet

    return pyarrow.parquet.read_table(path)
