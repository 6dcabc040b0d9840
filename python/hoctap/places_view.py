"""How answers about places are shown: as text with marks, and as plain values."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime

    from hoctap import Followed, Lineage, UnitVersion, Where
    from hoctap.language import Language

__all__ = ["where_html", "where_object"]


def where_html(answer: Where | Lineage, lang: Language = "en") -> str:
    """Show what a place was and became: the first sentence above a list of the others."""
    first, *others = answer.text(lang=lang).splitlines()
    listed = "".join(f"<li>{escape(line.removeprefix('- '))}</li>" for line in others)
    return f"<div><p><b>{escape(first)}</b></p>" + (f"<ul>{listed}</ul>" if listed else "") + "</div>"


def where_object(answer: Where | Lineage) -> dict[str, Any]:
    """Give an answer as plain values, for JSON."""
    content: dict[str, Any] = {
        "asked": answer.asked,
        "on": _day(answer.on),
        "status": answer.status,
        "unit": None if answer.unit is None else _unit_object(answer.unit),
        "above": [_unit_object(unit) for unit in answer.above],
    }
    for key in ("came_from", "became", "parts"):
        if hasattr(answer, key):
            content[key] = [_part_object(part) for part in getattr(answer, key)]
    if hasattr(answer, "to"):
        content["to"] = _day(answer.to)
    content["candidates"] = [_unit_object(unit) for unit in answer.candidates]
    content["nearest"] = [_unit_object(unit) for unit in answer.nearest]
    return content


def _day(day: datetime.date | None) -> str | None:
    return None if day is None else day.isoformat()


def _unit_object(unit: UnitVersion) -> dict[str, Any]:
    return {
        "code": unit.code,
        "name": unit.name,
        "kind": unit.kind,
        "level": unit.level,
        "valid_from": _day(unit.valid_from),
        "valid_until": _day(unit.valid_until),
        "mark": unit.mark,
        "source": unit.source,
    }


def _part_object(part: Followed) -> dict[str, Any]:
    return {
        "unit": None if part.unit is None else _unit_object(part.unit),
        "share": None if part.share is None else {"num": part.share.numerator, "den": part.share.denominator},
        "acts": [
            {"date": _day(event.date), "kind": event.kind, "legal_basis": event.legal_basis or None}
            for event in part.events
        ],
        "is_inferred": part.is_inferred,
    }
