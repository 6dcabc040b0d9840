"""How a norm of a rulebook looks in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap._core import spoken
from hoctap.language import Language, count_text, day_text, say

if TYPE_CHECKING:
    from hoctap import Norm

__all__ = ["norm_text"]


def norm_text(norm: Norm, lang: Language) -> str:
    """Write what a norm says, for whom, when, how surely it is known and where it was read."""
    lines = [f"{norm.citation(lang=lang)} ({norm.id})", norm.name.text(lang=lang)]

    def add(label: str, value: object) -> None:
        if value not in (None, "", []):
            lines.append(f"{say(label, lang)}: {value}")

    add("kind", norm.kind.replace("_", " "))
    add("content of spending", norm.content)
    add("of lines with", "; ".join(f"{name} = {', '.join(values)}" for name, values in norm.applies.items()))
    add("amount (đồng)", None if norm.amount is None else count_text(norm.amount, lang))
    add("opens", ", ".join(norm.routes))
    add("from", None if norm.valid_from is None else day_text(norm.valid_from, lang))
    add("until", None if norm.valid_until is None else day_text(norm.valid_until, lang))
    add("known since", day_text(norm.known, lang))
    add("how surely it is known", spoken(norm.mark, lang=lang))
    add("why it cannot calculate", None if norm.reason is None else spoken(norm.reason, lang=lang))
    add("read in", norm.source)
    add("note", norm.note)
    return "\n".join(lines)
