"""Why something asked for is not done, in both languages."""

from __future__ import annotations

from typing import TypeVar

from hoctap.errors import Error
from hoctap.language import say

__all__ = ["refusal"]

Kind = TypeVar("Kind", bound=Error)


def refusal(kind: type[Kind], sentence: str, *, code: str = "invalid_argument", file: str = "", **gaps: object) -> Kind:
    """Make an error of that kind; its sentence may name the file as {file}."""
    words = {"file": file, **gaps} if file else gaps
    return kind(say(sentence, "en", **words), message_vi=say(sentence, "vi", **words), code=code, file=file)
