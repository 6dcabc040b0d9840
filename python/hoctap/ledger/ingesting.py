"""A folder on its way into the ledger: read file by file, filed in groups. Imported with the first ledger."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hoctap import _core
from hoctap.language import Language, say
from hoctap.ledger import filing
from hoctap.ledger.listing import Arrival
from hoctap.reading import LANG_GIANG, read_workbook_sheets

if TYPE_CHECKING:
    import datetime

    from hoctap._core import FileLimits, Finding
    from hoctap.ledger.store import Store

__all__ = ["Ingesting"]

# A commit waits for the disk: files that come soon after one another share one.
MOST_FILES = 64
MOST_BYTES = 16 << 20
MOST_SECONDS = 0.5

# Findings of a file of which nothing could be read.
UNREAD = frozenset(
    {
        "archive_damaged",
        "archive_too_large",
        "archive_too_many_parts",
        "entities_refused",
        "file_not_readable",
        "file_too_large",
        "nested_too_deeply",
        "not_a_file",
        "not_delimited_text",
        "sheet_too_large",
        "too_many_cells",
        "too_many_sheets",
        "workbook_needs_password",
        "workbook_not_readable",
    }
)


class Ingesting:
    """Files the forms of one folder, in their order."""

    def __init__(
        self,
        store: Store,
        forms: list[_core._FormFile],
        *,
        who: str,
        received: datetime.date | None,
        secret: str,
        keeps_originals: bool,
        limits: FileLimits | None,
        on_file: Callable[[Arrival], object] | None,
    ) -> None:
        """Look at the folder and the ledger."""
        self._store = store
        self._forms = forms
        self._who = who
        self._received = received
        self._secret = secret
        self._keeps_originals = keeps_originals
        self._limits = limits or _core.FileLimits()
        self._on_file = on_file
        self._digests = [_digest(form) for form in forms]
        self._findings = [form.finding for form in forms]  # why it cannot be read
        self._beside = {(form.name, digest) for form, digest in zip(forms, self._digests, strict=True)}
        with store.reading() as connection:
            if secret:
                filing.check_key(connection, secret, note=False)
            self._index = filing.Index(connection)
        self._came: dict[int, Arrival] = {}
        self._waiting: list[tuple[int, filing.Arrived]] = []
        self._waits_since = 0.0
        self._bytes_waiting = 0

    def run(self, progress: Callable[[int, int], object] | None) -> list[Arrival]:
        """File them all, and say what came of each."""
        try:
            for position in range(len(self._forms)):
                if progress is not None:
                    progress(position, len(self._forms))
                self._take(position)
                if self._is_enough():
                    self._file()
        finally:
            self._file()
        if progress is not None:
            progress(len(self._forms), len(self._forms))
        return [self._came[position] for position in range(len(self._forms))]

    def _take(self, position: int) -> None:
        form, digest = self._forms[position], self._digests[position]
        if (known := self._index.find(form.name, digest, self._beside)) is not None:
            return self._tell(position, known)
        # What cannot be read must not take the place of what could.
        if not digest and self._index.knows_name(form.name):
            return self._tell(position, None)
        sheets = _core.seal_form(form, person_secret=self._secret, limits=self._limits, workbooks=read_workbook_sheets)
        size, original = 0, None
        if digest:
            try:
                size = Path(form.path).stat().st_size
                if self._keeps_originals and size <= self._limits.most_bytes:
                    original = Path(form.path).read_bytes()
            except OSError:
                return self._tell(position, None)
            if (_digest(form) if original is None else hashlib.sha256(original).hexdigest()) != digest:
                return self._tell(position, None, "it was written to while it was read; ingest it again")
            if (finding := _why_unread(sheets)) is not None:
                # Without a digest it is read again with the next delivery, perhaps within wider limits.
                digest = self._digests[position] = ""
                self._findings[position] = finding
                known = self._index.find(form.name, digest, self._beside)
                if known is not None or self._index.knows_name(form.name):
                    return self._tell(position, known)
        arrived = filing.Arrived(form.name, digest, size, sheets, original)
        if not self._waiting:
            self._waits_since = time.monotonic()
        self._waiting.append((position, arrived))
        self._bytes_waiting += sum(len(sheet.content) for sheet in sheets) + len(original or b"")
        return None

    def _is_enough(self) -> bool:
        return bool(self._waiting) and (
            len(self._waiting) >= MOST_FILES
            or self._bytes_waiting >= MOST_BYTES
            or time.monotonic() - self._waits_since >= MOST_SECONDS
        )

    def _file(self) -> None:
        waiting, self._waiting, self._bytes_waiting = self._waiting, [], 0
        if not waiting:
            return
        index = self._index
        try:
            with self._store.writing() as connection:
                index, stands = filing.file_all(
                    connection,
                    [arrived for _, arrived in waiting],
                    index,
                    self._beside,
                    who=self._who,
                    received=self._received,
                    secret=self._secret,
                )
        except BaseException:
            index.last = -1  # what it took note of is not there
            raise
        self._index = index
        for (position, _), filed in zip(waiting, stands, strict=True):
            self._tell(position, filed)

    def _tell(self, position: int, filed: filing.Filed | None, why: str = "it cannot be opened") -> None:
        """Say what came of a file, when that is so for good."""
        form = self._forms[position]
        if not self._digests[position] or filed is None:
            number, finding = filed.number if filed else None, self._findings[position]
            arrival = Arrival(
                form.name, "unreadable", number, why_vi=_why(finding, why, "vi"), why_en=_why(finding, why, "en")
            )
        elif not filed.is_new:
            arrival = Arrival(form.name, "known", filed.number)
        else:
            reports = sorted({" ".join(report[:3]) for report, _, _ in filed.parts})
            outcome = "new_version" if filed.version > 1 else "filed"
            arrival = Arrival(
                form.name, outcome, filed.number, filed.name, filed.version, filed.replaces, "; ".join(reports) or None
            )
        self._came[position] = arrival
        if self._on_file is not None:
            self._on_file(arrival)


def _digest(form: _core._FormFile) -> str:
    """Give the digest of a file; nothing where it cannot be read."""
    if form.finding is not None:
        return ""
    try:
        with Path(form.path).open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _why(finding: Finding | None, why: str, lang: Language) -> str:
    return say(why, lang) if finding is None else finding.text(lang=lang)


def _why_unread(sheets: Sequence[_core._SealedSheet]) -> Finding | None:
    """Give the finding that says why nothing of a file could be read."""
    if any(sheet.rows or sheet.table or sheet.period for sheet in sheets):
        return None
    told = _core.read_sealed(
        [("", [sheet.content for sheet in sheets], None)],
        programme=_core.programme(LANG_GIANG),  # has no part in it
        day=None,
        progress=None,
    )
    return next((finding for finding in told.findings if finding.code in UNREAD), None)
