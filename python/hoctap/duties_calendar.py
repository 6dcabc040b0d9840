"""Days that are due as a calendar file (iCalendar, RFC 5545), written by the package icalendar."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hoctap.errors import NotInstalled
from hoctap.language import Language, say
from hoctap.refusals import not_writable, refusal

if TYPE_CHECKING:
    from icalendar import Event

    from hoctap import Duties

__all__ = ["calendar_bytes", "write"]

_MISSING = "calendars are written by the package icalendar: pip install hoctap[icalendar]"


def write(duties: Duties, path: str | None = None, lang: Language = "vi") -> bytes:
    """Give the calendar file, and write it where a path is given."""
    content = calendar_bytes(duties, lang)
    if path is not None:
        try:
            Path(path).write_bytes(content)
        except OSError as error:
            raise not_writable(path, error) from error
    return content


def calendar_bytes(duties: Duties, lang: Language = "vi") -> bytes:
    """Make a calendar of an event a day and duty: the communes that owe it on that day are named in its text."""
    try:
        from icalendar import Calendar
    except ImportError as error:
        raise refusal(NotInstalled, _MISSING, code="not_installed") from error

    calendar = Calendar()
    calendar.add("prodid", "-//hoctap//duties//" + lang.upper())
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", duties.programme.name.text(lang=lang))
    events: dict[tuple[str, str, datetime.date], list[dict[str, Any]]] = {}
    for row in duties.to_dicts():
        if row["due"] is not None:
            events.setdefault((row["duty"], row["period"], row["due"]), []).append(row)
    for rows in events.values():
        calendar.add_component(_event(duties, rows, lang))
    return bytes(calendar.to_ical())


def _event(duties: Duties, rows: list[dict[str, Any]], lang: Language) -> Event:
    from icalendar import Event

    first = rows[0]
    plan = duties.programme
    answers = first[f"answers_{lang}"] or first[f"owner_{lang}"]
    event = Event()
    event.add("uid", f"{first['duty']}.{first['period'].replace('/', '-')}.{first['due']}@{plan.id}.hoctap")
    # The day asked, so that the same records give the same file.
    stamp = duties.day or plan.last
    event.add("dtstamp", datetime.datetime.combine(stamp, datetime.time(), datetime.UTC))
    event.add("dtstart", first["due"])
    event.add("dtend", first["due"] + datetime.timedelta(1))
    event.add("summary", f"{first['duty']}: {answers}")
    event.add("description", "\n".join(_lines(rows, lang)))
    event.add("categories", [first["owner"]])
    event.add("transp", "TRANSPARENT")
    return event


def _lines(rows: list[dict[str, Any]], lang: Language) -> list[str]:
    first = rows[0]
    lines = [first[f"text_{lang}"]]
    if first[f"evidence_{lang}"]:
        lines.append(f"{say('evidence', lang)}: {first[f'evidence_{lang}']}")
    if first["due_is_assumed"]:
        lines.append(say("the plan names no day; this one is assumed", lang))
    if first["answers"] is None:
        owner = first[f"owner_{lang}"]
        lines.append(say("{owner} has ended; who took over is not known", lang, owner=owner))
    lines += [f"{row['unit']} {row['unit_name']}: {say(row['state'].replace('_', ' '), lang)}" for row in rows]
    return lines
