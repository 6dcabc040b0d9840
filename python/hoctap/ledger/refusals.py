"""Why a ledger does not do what is asked, in both languages."""

from __future__ import annotations

from typing import TypeVar

from hoctap.errors import Error
from hoctap.language import say

__all__ = ["refusal"]

Kind = TypeVar("Kind", bound=Error)


def refusal(kind: type[Kind], sentence: str, *, code: str, file: str = "", **gaps: object) -> Kind:
    """Make an error of that kind."""
    return kind(say(sentence, "en", **gaps), message_vi=say(sentence, "vi", **gaps), code=code, file=file)
