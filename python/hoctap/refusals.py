"""Why something asked for is not done, in both languages."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import TypeVar

from hoctap.errors import Error, FileError
from hoctap.language import Language, say

__all__ = ["not_readable", "not_writable", "refusal"]

Kind = TypeVar("Kind", bound=Error)

REASONS = {
    errno.EACCES: "there is no permission",
    errno.EEXIST: "a file has this name",
    errno.EISDIR: "it is a folder",
    errno.ENOENT: "there is no such folder",
    errno.ENOSPC: "there is no room left",
    errno.ENOTDIR: "it is not a folder",
    errno.ENOTEMPTY: "it is not empty",
    errno.EROFS: "there is no permission",
}


def refusal(kind: type[Kind], sentence: str, *, code: str = "invalid_argument", file: str = "", **gaps: object) -> Kind:
    """Make an error of that kind; its sentence may name the file as {file}."""
    words = {"file": file, **gaps} if file else gaps
    return kind(say(sentence, "en", **words), message_vi=say(sentence, "vi", **words), code=code, file=file)


def not_writable(path: str | os.PathLike[str], error: OSError) -> FileError:
    """Say in both languages why a file or folder cannot be written."""
    return _file_error("cannot write to {file}: {reason}", "file_not_writable", path, error, REASONS)


def not_readable(path: str | os.PathLike[str], error: OSError) -> FileError:
    """Say in both languages why a file cannot be read."""
    reasons = {**REASONS, errno.ENOENT: "there is no such file"}
    return _file_error("cannot read {file}: {reason}", "file_not_readable", path, error, reasons)


def _file_error(
    sentence: str, code: str, path: str | os.PathLike[str], error: OSError, reasons: Mapping[int, str]
) -> FileError:
    def text(lang: Language) -> str:
        known = reasons.get(error.errno or 0)
        reason = say(known, lang) if known else error.strerror or str(error)
        return say(sentence, lang, file=os.fspath(path), reason=reason)

    return FileError(text("en"), message_vi=text("vi"), code=code, file=os.fspath(path))
