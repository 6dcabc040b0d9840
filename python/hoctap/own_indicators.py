"""Indicators of one's own: from the library's measures, or from a table of values."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from hoctap import _core
from hoctap.errors import InvalidValue

if TYPE_CHECKING:
    from hoctap._core import Indicators

__all__ = ["indicator"]

Use = str | Mapping[str, Any]


def indicator(
    identifier: str,
    table: Any = None,
    *,
    name: str | Mapping[str, str] | None = None,
    numerator: Use | Sequence[Use] | None = None,
    denominator: Use | None = None,
    window: str | None = None,
    rule: str | Mapping[str, str] | None = None,
) -> Indicators:
    """Make an indicator, for `extra` of `Dataset.indicators`, `explain` and `levels`.

    From measures that the library has (`hoctap.measures()` lists them), each by its name or with conditions:

        indicator("X1", numerator={"measure": "inspected", "where": {"kind": "inspection_and_rating"}}, denominator="due")

    Or from a table: anything with `__arrow_c_stream__`, or a mapping of centres to True, False or None. Of its columns `centre_id`, one of
    booleans and perhaps `from` (since when it is so) it is a share of the centres operating on a period's last day; of `unit_code`, `period`,
    `numerator` and `denominator` a share of what the denominator counts. What is missing was not reported.

    Args:
        identifier: by which it is asked for; one that the library has is replaced.
        table: its values, where it is not made of measures.
        name: what it is called, or {"vi": …, "en": …}. Default: the identifier.
        numerator: a measure with its conditions, or several that must all hold. A condition names a code, several, {"flag": …},
            {"not_flag": …} or {"not": [codes]}.
        denominator: the measure that it is a part of.
        window: "day", "quarter", "year", "school_year", "twelve_months" or "plan", as the measure allows.
        rule: how it is counted, in words, as `name`.

    Raises:
        FormatError: a measure, dimension, code or flag is not known, the parts do not fit (persons by turns, a stock by a flow), or the table
            lacks a column.
        InvalidValue: neither a table nor a numerator is given, or both.

    """
    if (table is None) == (numerator is None):
        raise InvalidValue("give a table or a numerator", message_vi="hãy đưa bảng giá trị hoặc tử số")
    called = _both(name if name is not None else identifier)
    if isinstance(table, Mapping):
        return _core.indicator_of_marks(identifier, dict(table), name_vi=called["vi"], name_en=called["en"])
    if table is not None:
        return _core.indicator_of_table(identifier, table, name_vi=called["vi"], name_en=called["en"])
    entries: dict[str, Any] = {"id": identifier, "name": called, "numerator": _uses(numerator)}
    if denominator is not None:
        entries["denominator"] = _use(denominator)
    if window is not None:
        entries["window"] = window
    if rule is not None:
        entries["rule"] = _both(rule)
    lines = [f"{key} = {_toml(value)}" for key, value in entries.items()]
    return _core.indicator_from_toml("\n".join(["[[indicator]]", *lines]), file=identifier)


def _both(text: str | Mapping[str, str]) -> dict[str, str]:
    return {"vi": text, "en": text} if isinstance(text, str) else dict(text)


def _use(use: Use) -> Mapping[str, Any]:
    return {"measure": use} if isinstance(use, str) else use


def _uses(uses: Any) -> Any:
    return _use(uses) if isinstance(uses, str | Mapping) else [_use(use) for use in uses]


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + " }"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
