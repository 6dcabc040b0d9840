"""A page for each indicator of the catalogue."""

from __future__ import annotations

import itertools
import tomllib
from pathlib import Path
from typing import Any

import hoctap as ht

from .markdown import contents, escaped, facts, slug, table, write

Row = dict[str, Any]


def _measure(named: Row | list[Row]) -> str:
    """Write a measure with its conditions as the catalogue's file has them."""
    if isinstance(named, list):
        return " and ".join(_measure(one) for one in named)
    where = named.get("where", [])
    # Of several tables one must hold; within one, every condition.
    alternatives = [
        " and ".join(f"{dimension} is {_condition(codes)}" for dimension, codes in one.items())
        for one in (where if isinstance(where, list) else [where])
    ]
    return f"`{named['measure']}`" + (f" where {', or '.join(alternatives)}" if alternatives else "")


def _condition(codes: object) -> str:
    match codes:
        case {"flag": flag}:
            return f"flagged `{flag}`"
        case {"not_flag": flag}:
            return f"not flagged `{flag}`"
        case {"not": left_out}:
            return f"not {_condition(left_out)}"
        case list():
            return " or ".join(f"`{code}`" for code in codes)
    return f"`{codes}`"


def _in_the_plan(indicator: str, entries: list[Row]) -> str:
    rows = [
        (escaped(entry["clause"] or entry["id"]), escaped(entry["text_vi"]), escaped(entry["text_en"]))
        for entry in entries
        if indicator in (entry["indicators"] or "").replace(",", ";").replace(" ", "").split(";")
    ]
    return "## In the plan\n\n" + table(("Clause", "Tiếng Việt", "English"), rows) if rows else ""


def _variants(rows: list[Row], declared: dict[str, Row]) -> str:
    parts = ["## Variants"] if rows else []
    for row in rows:
        own = declared.get(row["variant"], {})
        parts += [f"### {escaped(row['variant'])}", escaped(row["rule_en"]), f"*{escaped(row['rule_vi'])}*"]
        parts += [f"{part.capitalize()}: {_measure(own[part])}" for part in ("numerator", "denominator") if part in own]
    return "\n\n".join(parts)


def write_pages(root: Path, folder: Path) -> None:
    """Write a page for each indicator, and the list of them."""
    with (root / "data" / "indicators.toml").open("rb") as file:
        declared = {entry["id"]: entry for entry in tomllib.load(file)["indicator"]}
    entries = ht.programme().entries.to_dicts()
    listed, pages = [], []
    for indicator, group in itertools.groupby(ht.catalogue().to_dicts(), key=lambda row: row["indicator"]):
        main, *variants = group
        entry = declared[indicator]
        pages.append(slug(indicator))
        listed.append(
            (
                f"[{escaped(indicator)}]({pages[-1]}.md)",
                escaped(main["name_en"]),
                escaped(main["name_vi"]),
                escaped(main["clause"]),
            )
        )
        write(
            folder / f"{pages[-1]}.md",
            f"# {escaped(indicator)}: {escaped(main['name_en'])}",
            f"*{escaped(main['name_vi'])}*",
            escaped(main["rule_en"]).capitalize() + ".",
            f"*{escaped(main['rule_vi'])}*",
            facts(
                (
                    ("Clause", main["clause"]),
                    ("Counts", main["counts"]),
                    ("Window", main["window"]),
                    ("Roll-up", main["roll_up"]),
                )
            ),
            f"Numerator: {_measure(entry['numerator'])}",
            f"Denominator: {_measure(entry['denominator'])}"
            if "denominator" in entry
            else "A count, without a denominator.",
            _variants(variants, {one["id"]: one for one in entry.get("variant", [])}),
            _in_the_plan(indicator, entries),
            f'```python\nreading.indicators(indicators="{indicator}")\nreading.explain("07381", "{indicator}", "2025Q4")\n```',
        )
    write(
        folder / "index.md",
        "# Indicators",
        "How each is counted. {name} in a rule stands for the setting of that name.",
        table(("Indicator", "English", "Tiếng Việt", "Clause"), listed),
        contents(pages),
    )
