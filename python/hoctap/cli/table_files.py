"""Writes tables into files, of which none may be there: text, Parquet, or a workbook with a sheet for each."""

from __future__ import annotations

import errno
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from hoctap import _core
from hoctap.errors import FileError, NotInstalled
from hoctap.excel import write_tables
from hoctap.excel.writing import new_file, xlsxwriter
from hoctap.refusals import not_writable, refusal

__all__ = ["places_of", "write_files"]


def places_of(folder: Path, names: Sequence[str], kind: str) -> dict[str, Path]:
    """Give the file of each table; before the work is done, raise what would stop its writing after it."""
    if kind == "xlsx":
        xlsxwriter()
    if kind == "parquet":
        _parquet()
    if folder.exists() and not folder.is_dir():
        raise not_writable(folder, FileExistsError(errno.EEXIST, ""))
    files = {
        name: folder / (f"{folder.absolute().name}.xlsx" if kind == "xlsx" else f"{name}.{kind}") for name in names
    }
    for file in files.values():
        if file.exists():
            raise refusal(
                FileError, "{file} is there already and is not overwritten", code="file_exists", file=str(file)
            )
    return files


def write_files(places: Mapping[str, Path], tables: Mapping[str, Any], kind: str) -> list[Path]:
    """Write each table into its file and list the files.

    Raises:
        FileError: one cannot be written, or is there.

    """
    if kind == "xlsx":
        return [write_tables(next(iter(places.values())), tables)]
    written: list[Path] = []
    try:
        for name, table in tables.items():
            written.append(new_file(places[name], partial(_WRITERS[kind], table=table)))
    except BaseException:
        for file in written:  # some of them would pass for all
            file.unlink(missing_ok=True)
        raise
    return written


def _write_csv(file: Path, table: Any) -> None:
    file.write_text(_core.table_text(table), encoding="utf-8", newline="")


def _parquet() -> Any:
    try:
        import pyarrow.parquet
    except ImportError as error:
        sentence = "Parquet is written by the package pyarrow: pip install hoctap[pandas]"
        raise refusal(NotInstalled, sentence, code="not_installed") from error
    return pyarrow


def _write_parquet(file: Path, table: Any) -> None:
    arrow = _parquet()
    arrow.parquet.write_table(arrow.table(table), file)


_WRITERS = {"csv": _write_csv, "parquet": _write_parquet}
