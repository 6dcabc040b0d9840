"""National lists from an installed package: vietnamadminunits, whose data files are read without importing it."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hoctap.errors import FileError, FormatError

__all__ = ["list_files"]

PACKAGE = "vietnamadminunits"
OLD = (
    "provinceCode",
    "province",
    "districtCode",
    "district",
    "wardCode",
    "ward",
    "provinceKey",
    "districtKey",
    "wardKey",
)
NEW = ("provinceCode", "province", "wardCode", "ward", "provinceKey", "wardKey")
KINDS = ("Phường", "Xã", "Thị trấn", "Đặc khu", "Quận", "Huyện", "Thị xã", "Thành phố", "Tỉnh")


def list_files() -> dict[str, str]:
    """Write the package's lists in the columns of the national lists, by file name.

    The package holds the communes just before and after 1 July 2025. Five island districts without communes stand as such.

    Raises:
        FileError: the package is not installed.
        FormatError: its data do not have the form that is known.

    """
    spec = find_spec(PACKAGE)
    folder = Path(spec.origin).parent / "data" if spec is not None and spec.origin else None
    if folder is None or not (folder / "dataset.db").is_file():
        raise FileError(f"the package {PACKAGE} is not installed", message_vi=f"chưa cài gói {PACKAGE}")
    try:
        with closing(sqlite3.connect(f"file:{folder / 'dataset.db'}?mode=ro", uri=True)) as database:
            old = _rows(database, "admin_units_legacy", OLD)
            new = _rows(database, "admin_units", NEW)
        became = json.loads((folder / "converter_2025.json").read_text(encoding="utf-8"))
        mapping = list(_mapping(became, old, new))
    except (sqlite3.Error, OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise FormatError(
            f"the data of {PACKAGE} do not have the form that is known: {error}",
            message_vi=f"dữ liệu của gói {PACKAGE} không có dạng đã biết: {error}",
            file=str(folder),
        ) from error
    communes = [row for row in old if row["wardCode"]]
    districts = {row["districtCode"]: row for row in old}
    return {
        "vn-communes-2023.csv": _text(
            "code,name,type,district_code,district_name,province_code,province_name",
            (
                [
                    row["wardCode"],
                    *_name_and_kind(row["ward"]),
                    row["districtCode"],
                    row["district"],
                    row["provinceCode"],
                    row["province"],
                ]
                for row in communes
            ),
        ),
        "vn-communes-2025.csv": _text(
            "code,name,type,province_code,province_name",
            ([row["wardCode"], *_name_and_kind(row["ward"]), row["provinceCode"], row["province"]] for row in new),
        ),
        "vn-communes-2023-to-2025.csv": _text(
            "old_code,old_name,old_type,old_district_code,old_province_code,new_code,new_name,new_type,relation,dissolved_on",
            mapping,
        ),
        "vn-districts-2023.csv": _text(
            "code,name,type,province_code",
            ([code, *_name_and_kind(row["district"]), row["provinceCode"]] for code, row in districts.items()),
        ),
    }


def _rows(database: sqlite3.Connection, table: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    found = database.execute(f"SELECT {', '.join(columns)} FROM {table}")
    return [dict(zip(columns, (value or "" for value in row), strict=True)) for row in found]


def _mapping(became: dict[str, Any], old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterable[list[str]]:
    """Give the mapping's rows; the package keeps it by names without marks, from new to old and, where divided, from old to new."""
    new_of = {(row["provinceKey"], row["wardKey"]): row for row in new}
    targets: dict[str, list[dict[str, str]]] = {}
    for province, wards in became["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, sources in wards.items():
            for source in sources:
                targets.setdefault(source, []).append(new_of[province, ward])
    for province, sources in became["DICT_PROVINCE_WARD_DIVIDED"].items():
        for source, parts in sources.items():
            targets.setdefault(source, []).extend(new_of[province, part["newWardKey"]] for part in parts)
    for row in old:
        key = "_".join(row[part] for part in ("provinceKey", "districtKey", "wardKey"))
        into = {target["wardCode"]: target for target in targets.get(key, [])}
        name, kind = _name_and_kind(row["ward"] or row["district"])
        for code, target in into.items():
            relation = "full" if len(into) == 1 else "partial"
            new_name, new_kind = _name_and_kind(target["ward"])
            yield [
                row["wardCode"],
                name,
                kind,
                row["districtCode"],
                row["provinceCode"],
                code,
                new_name,
                new_kind,
                relation,
                "",
            ]


def _name_and_kind(both: str) -> tuple[str, str]:
    for kind in KINDS:
        if both.startswith(kind + " "):
            return both[len(kind) + 1 :], kind.lower()
    return both, ""


def _text(header: str, rows: Iterable[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(","), *rows])
    return text.getvalue()
