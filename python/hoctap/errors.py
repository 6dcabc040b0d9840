"""What hoctap raises: one root, a leaf for each kind, each also the builtin exception that a program would catch anyway."""

from __future__ import annotations

from typing import Literal

__all__ = ["Error", "FileError", "FormatError", "InvalidValue", "NotFound", "NotInstalled", "Overflow"]


class Error(Exception):
    """A request that cannot be carried out. What is wrong with data that was read is a finding, never an exception.

    Attributes:
        code: stable name of the message ("file_not_readable").
        file, sheet: where it stands, empty where it does not come from a file.
        row, column: 1-based, 0 where the whole file or row is meant.
        field: the declared column or key meant, where one is meant.

    """

    def __init__(
        self,
        message: str,
        *,
        message_vi: str | None = None,
        code: str = "invalid_argument",
        file: str = "",
        sheet: str = "",
        row: int = 0,
        column: int = 0,
        field: str = "",
    ) -> None:
        """Keep the message in both languages and the place where it arose."""
        super().__init__(message)
        self.code = code
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
        self.field = field
        self._texts = {"en": message, "vi": message if message_vi is None else message_vi}

    def text(self, lang: Literal["vi", "en"] = "en") -> str:
        """Give the message in Vietnamese ("vi") or English ("en"), led by its place."""
        return self._texts[lang]


class InvalidValue(Error, ValueError):
    """A value that cannot be what was asked for."""


class NotFound(Error, LookupError):
    """A name, code or identifier that is not there."""


class NotInstalled(Error, ImportError):
    """A package that not everybody needs, and that is not installed; the message says how to install it."""


class Overflow(Error, OverflowError):
    """A sum or product that does not fit into 64 bits."""


class FileError(Error, OSError):
    """A file or folder that cannot be read."""


class FormatError(Error, ValueError):
    """A data file or stream whose content does not have the declared form."""
