"""From a folder of forms, or from tables in memory, to a dataset."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from hoctap import _core
from hoctap.addresses import is_ledger
from hoctap.errors import FileError, InvalidValue, NotFound
from hoctap.refusals import refusal

if TYPE_CHECKING:
    import datetime

    from hoctap._core import Dataset, FileLimits, Gazetteer, Programme, Table

__all__ = ["from_tables", "read"]

LANG_GIANG = "lang-giang-2023-2025"
KEY_VARIABLE = "HOCTAP_KEY"


def read(
    path: str | os.PathLike[str],
    *,
    programme: str | os.PathLike[str] | Programme | None = None,
    key: str | None = None,
    key_file: str | os.PathLike[str] | None = None,
    day: datetime.date | str | None = None,
    received_until: datetime.date | str | None = None,
    limits: FileLimits | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Dataset:
    """Read every form below a folder, in one file or in a ledger: text (.csv, .tsv, .txt) and workbooks (.xlsx, .xlsm, .xlsb, .xls, .ods).

    Every sheet of a workbook is read, also one that is hidden, which a finding says.

    Nothing read is lost: rows read = rows kept + rows dropped, and each dropped row has a finding. A file that cannot
    be read or recognised is a finding too and costs only itself.

    Args:
        path: the folder in which the forms are, or one of them; or a ledger (`Ledger`), a file or the URL of a database.
        programme: the plan they speak to: the identifier of one that the library knows, a path to a TOML file, or a Programme. Default: that
            of Lạng Giang, of a ledger its own; a ledger takes no other.
        key: the secret that turns citizen numbers into keys, at least 16 bytes. Needed where a file names persons. Without it
            `key_file`, then the environment variable HOCTAP_KEY, then the public key that a simulated sample carries.
        key_file: a file with that secret: its first line that is neither empty nor begins with "#".
        day: the day on which to ask what is owed. Default: `received_until`, else the last day on which anything was received.
        received_until: read what was known on that day: forms received later are left out, each row with a finding, and an earlier version
            counts again. A form without a day of receipt is taken as there, which a finding says. Default: all that is there.
        limits: what is read at most of one file; a file beyond it is refused with a finding. Default: `FileLimits()`. Not of a
            ledger, whose files were read when they were filed.
        progress: called now and then with files done and files in all; what it raises stops the reading.

    Raises:
        FileError: the folder or file, or that of the key or plan, cannot be read, or the folder holds no forms.
        FormatError: the plan's file does not have the form of a plan.
        InvalidValue: persons are named and there is no key, or the key is too short; or a ledger is read with limits, or with another plan than
            its own.
        NotFound: the library knows no such plan.

    """
    if is_ledger(path):
        from hoctap.ledger import Ledger

        if limits is not None:
            text = "limits count when a file is filed, not when a ledger is read"
            raise refusal(InvalidValue, text, code="limits_of_ledger")
        with Ledger.open(path, programme=programme, key=key, key_file=key_file) as ledger:
            return ledger.dataset(received_until=received_until, day=day, progress=progress)
    forms = os.fspath(path)
    dataset = _core.read_folder(
        forms,
        programme=_programme(LANG_GIANG if programme is None else programme),
        person_secret=_secret(forms, key, key_file),
        day=day,
        received_until=received_until,
        progress=progress,
        limits=limits or _core.FileLimits(),
        workbooks=read_workbook_sheets,
    )
    if not any(source.file for source in dataset.sources):
        raise no_forms(forms)
    return dataset


def no_forms(folder: str) -> FileError:
    """Say that there is nothing to be read below a folder."""
    return refusal(
        FileError,
        "{folder} holds no forms (text or workbooks); `hoctap forms` writes empty ones",
        code="no_forms",
        file=folder,
        folder=folder,
    )


class Tables(dict[str, "Table"]):
    """Tables by their English name; a name that is none of theirs is NotFound, with the nearest."""

    def __missing__(self, name: str) -> Table:
        """Say which names are near."""
        from difflib import get_close_matches

        near = get_close_matches(str(name), self, cutoff=0.5) or sorted(self)
        raise NotFound(
            f"there is no table {name}; there is {', '.join(near)}",
            message_vi=f"không có bảng {name}; có {', '.join(near)}",
            code="unknown_table",
        )


def read_workbook_sheets(path: str, limits: FileLimits, workbook: _core._Workbook) -> None:
    """Read the sheets of a workbook into the library."""
    # Imported where the first workbook is met: what it needs takes longer to load than most folders to read.
    from hoctap.workbooks import read_workbook

    read_workbook(path, limits, workbook)


def from_tables(
    tables: Mapping[str, Any],
    *,
    programme: str | os.PathLike[str] | Programme = LANG_GIANG,
    gazetteer: Gazetteer | None = None,
    forms: str | os.PathLike[str] | None = None,
    codes_as_of: datetime.date | str | None = None,
    day: datetime.date | str | None = None,
    simulated: bool = False,
) -> Dataset:
    """Build a dataset from tables in memory, under the same rules as forms.

    Args:
        tables: by English name ("centres", "sessions" …), any object with `__arrow_c_stream__` or `__arrow_c_array__`: a table of pandas, polars,
            pyarrow, DuckDB. Columns bear the English names or the Vietnamese labels. Whole numbers are used where they are, without a copy; a
            float column for counts or money is refused. Persons are named by what `person_key` gives, never by citizen number.
        programme: as in `read`, of a folder.
        gazetteer: the units to which those of the tables `units` and `unit_events` are added; `Gazetteer()` knows none. Default: the district
            of Lạng Giang.
        forms: a TOML file that says who owes which form by when, in place of the forms that the library knows.
        codes_as_of: the day at which the codes of units are read. Default: each row's own date, else the last change of units.
        day: as in `read`.
        simulated: whether the data were made up; what is drawn from them then says so.

    Raises:
        FileError: the file of the plan or of the forms cannot be read.
        FormatError: that file does not have its form, a table lacks a column that its rows cannot be without, or a column has a type whose meaning would have to be guessed.
        NotFound: there is no table or plan of that name.

    """
    return _core.from_tables(
        dict(tables),
        programme=_programme(programme),
        gazetteer=gazetteer,
        forms=None if forms is None else os.fspath(forms),
        codes_as_of=codes_as_of,
        day=day,
        simulated=simulated,
    )


def _programme(programme: str | os.PathLike[str] | Programme) -> Programme:
    if isinstance(programme, _core.Programme):
        return programme
    name = os.fspath(programme)
    if name.endswith(".toml") or not isinstance(programme, str):
        return _core.Programme.load(name)
    return _core.programme(name)


def _secret(forms: str, key: str | None, key_file: str | os.PathLike[str] | None) -> str:
    if key is not None and key_file is not None:
        raise InvalidValue("give key or key_file, not both", message_vi="chỉ nêu key hoặc key_file, không nêu cả hai")
    if key is not None:
        return key
    if key_file is not None:
        return _core.read_person_secret(os.fspath(key_file))[0]
    if from_environment := os.environ.get(KEY_VARIABLE):
        return from_environment
    folder = forms if os.path.isdir(forms) else os.path.dirname(forms)
    if os.path.isfile(sample_key := os.path.join(folder, _core.PERSON_SECRET_FILE)):
        found, is_public = _core.read_person_secret(sample_key)
        # Only a key that is public by its own words is taken without being asked for.
        if is_public:
            return found
    return ""
