"""How the dossier of a new unit is shown: in a terminal, in a notebook and as a page to be printed."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, day_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Handover

__all__ = ["handover_html", "handover_page", "handover_sheets", "handover_text"]

HANDOVER_HEADS = {
    "unit": ("old unit", "part that came here", "act"),
    "centre": ("old unit", "centre", "founded", "succeeded by", "act", "where"),
    "equipment": (
        "old unit",
        "centre",
        "item",
        "quantity",
        "usable",
        "original value (đồng)",
        "counted on",
        "act",
        "where",
    ),
    "plan": ("old unit", "centre", "year", "state", "approved on", "act", "where"),
    "money": (
        "old unit",
        "fund",
        "year",
        "allocated (đồng)",
        "received (đồng)",
        "spent (đồng)",
        "settlement",
        "due",
        "act",
        "where",
    ),
    "report": ("old unit", "form", "period", "due", "state", "act"),
}
HANDOVER_TITLES = {
    "unit": "Old units",
    "centre": "Centres",
    "equipment": "Equipment",
    "plan": "Plans",
    "money": "Money not settled",
    "report": "Reports owed",
}


def handover_sheets(dossier: Handover, lang: Language = "vi") -> list[Sheet]:
    """Lay out each part of a dossier as a table, also those that are empty."""
    rows: dict[str, list[list[Cell]]] = {kind: [] for kind in HANDOVER_HEADS}
    for row in dossier.to_dicts():
        rows[row["kind"]].append(_handover_cells(row, lang))
    return [
        Sheet(
            f"{say(HANDOVER_TITLES[kind], lang)} ({count_text(len(rows[kind]), lang)})",
            [say(head, lang) for head in heads],
            rows[kind],
        )
        for kind, heads in HANDOVER_HEADS.items()
    ]


def _handover_cells(row: dict[str, Any], lang: Language) -> list[Cell]:
    def number(key: str) -> Cell:
        return Cell("–" if row[key] is None else count_text(row[key], lang), number=True)

    def words(key: str) -> Cell:
        return Cell("–" if row[key] is None else str(row[key]))

    def day(key: str) -> Cell:
        return Cell("–" if row[key] is None else day_text(row[key], lang))

    def state() -> Cell:
        named = {"open": "not submitted"}.get(row["state"], row["state"])
        return Cell("–" if named is None else say(named, lang))

    unit = (
        say("several old units together", lang)
        if row["from_code"] is None
        else f"{row['from_code']} {row['from_name']}"
    )
    if not row["is_certain"]:
        unit += f" ({say('not certain', lang)})"
    act = row["act"] or say("the act is not named", lang)
    act = f"{act}, {day_text(row['act_date'], lang)}" + (
        f" ({say('inferred', lang)})" if row["act_is_inferred"] else ""
    )
    first, last, name = Cell(unit, strong=True), Cell(act), Cell(row[f"name_{lang}"] or row["code"] or "–")
    match row["kind"]:
        case "unit":
            return [first, Cell(_share_text(row, lang)), last]
        case "centre":
            centre = Cell(f"{row['centre_id']} {row[f'name_{lang}'] or ''}".rstrip())
            return [first, centre, day("date"), words("code"), last, words("rows")]
        case "equipment":
            figures = [number(key) for key in ("quantity", "usable", "cost")]
            return [first, words("centre_id"), name, *figures, day("date"), last, words("rows")]
        case "plan":
            return [first, words("centre_id"), words("period"), state(), day("date"), last, words("rows")]
        case "money":
            figures = [number(key) for key in ("allocated", "received", "spent")]
            return [first, name, words("period"), *figures, state(), day("date"), last, words("rows")]
    return [
        first,
        Cell(f"{row['code']} {row[f'name_{lang}'] or ''}".rstrip()),
        words("period"),
        day("date"),
        state(),
        last,
    ]


def _share_text(row: dict[str, Any], lang: Language) -> str:
    if row["share_num"] is None:
        return say("a part of unknown size", lang)
    return say("all", lang) if row["share_num"] == row["share_den"] else f"{row['share_num']}/{row['share_den']}"


def _handover_heading(dossier: Handover, lang: Language) -> list[str]:
    sentences = [say("as the records show it on the eve of {day}", lang, day=day_text(dossier.day, lang))]
    if dossier.is_simulated:
        sentences.append(say("simulated data", lang).upper())
    return sentences


def handover_html(dossier: Handover, lang: Language = "en") -> str:
    """Show a dossier in a notebook."""
    sheets = [html_table(sheet) for sheet in handover_sheets(dossier, lang) if sheet.rows]
    return html_page(
        [f"{say('Handover to {unit}', lang, unit=dossier.unit_text)}", *_handover_heading(dossier, lang), *sheets]
    )


def handover_text(dossier: Handover, lang: Language = "en", *, width: int | None = None) -> str:
    """Show a dossier as text, in lines of at most `width` letters where one is given."""
    heading = [say("Handover to {unit}", lang, unit=dossier.unit_text), *_handover_heading(dossier, lang)]
    return "\n\n".join(
        [
            "\n".join(heading),
            *(text_table(sheet, width=width) for sheet in handover_sheets(dossier, lang) if sheet.rows),
        ]
    )


def handover_page(dossier: Handover, lang: Language = "vi") -> str:
    """Write a dossier as a page of its own, to be read on a screen or printed."""
    title = escape(say("Handover to {unit}", lang, unit=dossier.unit_text))
    lines = "\n".join(f"<p>{escape(line)}</p>" for line in _handover_heading(dossier, lang))
    nothing = f"<p>{escape(say('nothing in the records', lang))}</p>"
    parts = "\n".join(
        f"<section>\n<h2>{escape(sheet.caption)}</h2>\n{html_table(sheet._replace(caption='')) if sheet.rows else nothing}\n</section>"
        for sheet in handover_sheets(dossier, lang)
    )
    return f"""<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font-family: sans-serif; margin: 2em auto; max-width: 75em; padding: 0 1em; }}
table {{ width: 100%; }}
th {{ border-bottom: 2px solid; }}
td {{ border-bottom: 1px solid #ccc; vertical-align: top; }}
td:last-child {{ overflow-wrap: anywhere; }}
section {{ overflow-x: auto; }}
@media print {{ body {{ margin: 0; max-width: none; font-size: 9pt; }} tr {{ break-inside: avoid; }} }}
</style>
</head>
<body>
<h1>{title}</h1>
{lines}
{parts}
</body>
</html>
"""
