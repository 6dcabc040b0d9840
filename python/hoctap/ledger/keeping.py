"""What is asked of a ledger's tables. Imported with the first ledger."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

import hoctap
from hoctap.ledger.filing import utc_now
from hoctap.ledger.tables import SCHEMA_VERSION, originals, settings, sheets, submissions

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

__all__ = ["listed", "newest_files", "note_settings", "original", "settings_of", "version_of"]

StoredFile = tuple[str, list[bytes], datetime.date | None]


def note_settings(connection: Connection, **values: Any) -> None:
    """Note what the ledger is for from now on."""
    last = connection.execute(select(func.max(settings.c.number))).scalar() or 0
    connection.execute(
        insert(settings).values(
            number=last + 1,
            noted_at=utc_now(),
            schema_version=SCHEMA_VERSION,
            library_version=hoctap.__version__,
            **values,
        )
    )


def version_of(connection: Connection) -> tuple[str, int]:
    """Give the library and the version of the tables by which the ledger was made or renewed last."""
    columns = (settings.c.library_version, settings.c.schema_version)
    row = connection.execute(select(*columns).order_by(settings.c.number.desc()).limit(1)).one()
    return row[0], row[1]


def settings_of(connection: Connection) -> Row[Any]:
    """Give what the ledger is for now."""
    return connection.execute(select(settings).order_by(settings.c.number.desc()).limit(1)).one()


def newest_files(connection: Connection, known_on: datetime.date | None) -> list[StoredFile]:
    """Give name, sheets and day of receipt of each file in its newest version, of those whose `known_on` is not after the day."""
    newest = select(func.max(submissions.c.number)).group_by(submissions.c.file)
    if known_on is not None:
        newest = newest.where(submissions.c.known_on <= known_on)
    table = submissions.c
    files: dict[int, StoredFile] = {
        number: (name, [], received)
        for number, name, received in connection.execute(
            select(table.number, table.name, table.received).where(table.number.in_(newest))
        )
    }
    contents = connection.execute(
        select(sheets.c.submission, sheets.c.content)
        .where(sheets.c.submission.in_(newest))
        .order_by(sheets.c.submission, sheets.c.position)
    )
    for number, content in contents:
        files[number][1].append(content)
    return list(files.values())


def listed(connection: Connection) -> list[dict[str, Any]]:
    """Describe every version of every file, in order of its number."""
    newest = {
        number for (number,) in connection.execute(select(func.max(submissions.c.number)).group_by(submissions.c.file))
    }
    kept = {number for (number,) in connection.execute(select(originals.c.submission))}
    told: dict[int, list[Any]] = {}
    columns = (sheets.c.submission, sheets.c.form, sheets.c.unit, sheets.c.period, sheets.c.rows, sheets.c.is_simulated)
    for sheet in connection.execute(select(*columns)):
        told.setdefault(sheet.submission, []).append(sheet)
    rows = []
    for row in connection.execute(select(submissions).order_by(submissions.c.number)):
        own = told.get(row.number, [])
        reports = {" ".join(filter(None, (sheet.form, sheet.unit, sheet.period))) for sheet in own} - {""}
        rows.append(
            {
                "number": row.number,
                "name": row.name,
                "version": row.version,
                "is_newest": row.number in newest,
                "given_name": row.given_name,
                "reports": "; ".join(sorted(reports)),
                "rows": sum(sheet.rows for sheet in own),
                "received": row.received,
                "known_on": row.known_on,
                "filed_at": row.filed_at,
                "who": row.who,
                "sha256": row.sha256,
                "bytes": row.bytes,
                "has_original": row.number in kept,
                "is_simulated": any(sheet.is_simulated for sheet in own),
            }
        )
    return rows


def original(connection: Connection, number: int) -> bytes | None:
    """Give the locked original that was filed under the number."""
    content: bytes | None = connection.execute(
        select(originals.c.content).where(originals.c.submission == number)
    ).scalar()
    return content
