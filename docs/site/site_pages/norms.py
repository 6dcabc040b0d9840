"""A page for each norm of the rulebook, by instrument."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import hoctap as ht

from .markdown import escaped, facts, slug, table, write

Row = dict[str, Any]

_MARKS = {
    "VERIFIED": "read in the text itself; it calculates",
    "SECONDARY": "read at second hand; it calculates, and every line that rests on it is flagged",
    "MEMORY": "recalled without a source; it never calculates",
    "SIMULATED": "made up for an example",
}


def _instrument_of(norm: str, numbers: list[str]) -> str:
    """Give the number of the instrument that a norm's identifier begins with: the longest, since one may begin another."""
    return max((number for number in numbers if norm.startswith(number)), key=len)


def _amount(dong: int | None) -> str | None:
    return None if dong is None else f"{dong:,} đồng"


def _write_norm(page: Path, row: Row, citation: str) -> None:
    write(
        page,
        f"# {escaped(row['name_en'])}",
        f"*{escaped(row['name_vi'])}*",
        f"{escaped(citation)}",
        facts(
            (
                ("Identifier", row["id"]),
                ("Kind", row["kind"]),
                ("What it is about", row["content"]),
                ("Applies where", row["applies"]),
                ("Amount", _amount(row["amount"])),
                ("Valid from", row["valid_from"]),
                ("Valid until (first day on which it no longer holds)", row["valid_until"]),
                ("Published", row["known"]),
                ("Mark", f"{row['mark']}: {_MARKS[row['mark']]}"),
                ("Not modelled because", row["reason"]),
                ("Read in", row["source"]),
                ("Note", row["note"]),
            )
        ),
        is_listed=False,
    )


def write_pages(folder: Path) -> None:
    """Write a page for each norm, one for each instrument that lists its norms, and the list of instruments."""
    book = ht.rulebook()
    instruments = {instrument.number: instrument for instrument in book.instruments}
    numbers = list(instruments)
    rows = sorted(book.norms.to_dicts(), key=lambda row: (_instrument_of(row["id"], numbers), row["id"]))
    listed = []
    for number, group in itertools.groupby(rows, key=lambda row: _instrument_of(row["id"], numbers)):
        instrument, norms = instruments[number], list(group)
        place = slug(number)
        names = [f"{place}/{slug(row['id'].removeprefix(number)) or 'entry'}" for row in norms]
        for name, row in zip(names, norms, strict=True):
            _write_norm(folder / f"{name}.md", row, book.norm(row["id"]).citation())
        write(
            folder / f"{place}.md",
            f"# {escaped(number)}",
            f"{escaped(instrument.title)}",
            facts(
                (
                    ("Kind", instrument.kind),
                    ("Issued by", instrument.level),
                    ("Published", instrument.published),
                    ("Valid from", instrument.valid_from),
                    ("Valid until (first day on which it no longer holds)", instrument.valid_until),
                    ("Last seen in force", instrument.seen_in_force),
                    ("Followed by", instrument.successor),
                    ("How surely its dates are known", instrument.mark),
                    ("Read in", instrument.source),
                )
            ),
            table(
                ("Norm", "Amount", "Mark"),
                [
                    (f"[{escaped(row['name_en'])}]({name}.md)", escaped(_amount(row["amount"])), row["mark"])
                    for name, row in zip(names, norms, strict=True)
                ],
            ),
            is_listed=False,
        )
        listed.append((f"[{escaped(number)}]({place}.md)", escaped(instrument.title), str(len(norms)), instrument.mark))
    write(
        folder / "index.md",
        "# Norms",
        "What the library knows of the law of the centres' money: each entry with article, days, and how surely it is known. "
        "A gap is an entry too, with its reason.",
        table(("Instrument", "Title", "Entries", "Mark"), listed),
    )
