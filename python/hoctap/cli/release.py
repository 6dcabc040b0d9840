"""Tables that are published together: `release`."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hoctap.cli.completing import complete_dimension_lists, complete_views
from hoctap.cli.exits import errors_told
from hoctap.cli.options import (
    command,
    indicator_option,
    json_lines_option,
    names_in,
    period_option,
    reading_options,
    variant_option,
)
from hoctap.cli.output import echo_rows, echo_sheet
from hoctap.cli.reading import exit_code, periods_asked, progress_bar, read_dataset, received_until
from hoctap.language import Language, count_text, say

if TYPE_CHECKING:
    from hoctap import Breakdown, Dataset, Table
    from hoctap.sheet import Sheet

__all__ = ["release"]

FORMATS = ("csv", "parquet", "xlsx")
WITHHELD = "withheld"  # the table that names what the others do not show
ABOUT = "about"  # what they rest on


class Held(NamedTuple):
    """What a table does not show of an indicator in a period."""

    table: str
    indicator: str
    variant: str
    period: str
    rows: int
    withheld: int
    bounds_withheld: int


@command(
    "Write tables of indicators told apart that are published together: nothing that all of them tell, on old and new units and in "
    "successive periods, gives a small count of persons away. What is withheld is named beside them."
)
@reading_options
@click.option(
    "--by",
    "by",
    multiple=True,
    shell_complete=complete_dimension_lists,
    help="Dimensions of a table, as sex, or sex,age_band for both at once; a table for each, up to four dimensions in all. "
    "Default: totals.",
)
@click.option(
    "--view",
    "views",
    multiple=True,
    default=["plan_territory"],
    show_default=True,
    shell_complete=complete_views,
    help="Units to show: as_reported, plan_territory, current or a date such as 2024-12-31; may be repeated, every table for each.",
)
@period_option
@indicator_option
@variant_option
@click.option("--age-band", "bands", multiple=True, help="Completed years, as 15-29 or 60+; may be repeated.")
@click.option(
    "--small-below",
    type=click.IntRange(min=1),
    default=5,
    show_default=True,
    help="Counts of persons below it are withheld, with what would tell them.",
)
@click.option(
    "--to",
    "target",
    type=click.Path(path_type=Path),
    default=Path("release"),
    show_default=True,
    help="Folder in which the tables are written; nothing is overwritten.",
)
@click.option(
    "--format",
    "kind",
    type=click.Choice(list(FORMATS)),
    default="csv",
    show_default=True,
    help="A file for each table (csv, parquet) or one workbook (xlsx).",
)
@json_lines_option
def release(
    folder: Path,
    key_file: Path | None,
    programme: str | None,
    day: str | None,
    lang: Language,
    by: tuple[str, ...],
    views: tuple[str, ...],
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    variants: tuple[str, ...],
    bands: tuple[str, ...],
    small_below: int,
    target: Path,
    kind: str,
    as_json: bool,
) -> None:
    """Release tables of a folder of forms."""
    from hoctap.cli.table_files import places_of, write_files

    tables_by = [names_in(one) for one in dict.fromkeys(by)] or [[]]
    shown = list(dict.fromkeys(views))
    names = [f"{view}_{'-'.join(dimensions) or 'totals'}" for view in shown for dimensions in tables_by]
    with errors_told(lang):
        places = places_of(target, [*names, WITHHELD, ABOUT], kind)
        dataset = read_dataset(folder, key_file, programme, day, lang)
        with progress_bar("protecting small counts", lang) as progress:
            made = dataset.release(
                tables_by,
                views=shown,
                periods=periods_asked(dataset.quarters, periods),
                indicators=list(indicators) or None,
                variants=list(variants) or None,
                age_bands=list(bands) or None,
                small_below=small_below,
                progress=progress,
            )
        tables = dict(zip(names, made, strict=True))
        held = [one for name, table in tables.items() for one in _held(name, table)]
        beside = {WITHHELD: _table_of(held, small_below, dataset.is_simulated), ABOUT: _about(dataset, small_below)}
        written = write_files(places, {**tables, **beside}, kind)
    if as_json:
        echo_rows(_object(name, table, str(places[name]), held) for name, table in tables.items())
    else:
        for path in written:
            click.echo(say("wrote {file}", lang, file=path))
        _echo_held([one for one in held if one.withheld or one.bounds_withheld], small_below, lang)
        click.echo(say(TOGETHER, lang), err=True)
    if dataset.is_simulated:
        click.echo(say("simulated data", lang).upper(), err=True)
    sys.exit(exit_code(dataset))


TOGETHER = "these tables are safe together; a table about the same persons that is made later does not know of them: make it in one release with them"
SMALL = "it would tell a count below {below} persons, alone or with other tables"
WAITS = "no row can be shown without telling a count below {below} persons; these counts wait for a later period"


def _held(name: str, table: Breakdown) -> list[Held]:
    rows: Counter[tuple[str, str, str]] = Counter()
    withheld: Counter[tuple[str, str, str]] = Counter()
    bounds: Counter[tuple[str, str, str]] = Counter()
    for row in table:
        key = (row.indicator, row.variant, str(row.period))
        rows[key] += 1
        withheld[key] += row.is_withheld
        bounds[key] += row.are_bounds_withheld and not row.is_withheld
    return [Held(name, *key, count, withheld[key], bounds[key]) for key, count in rows.items()]


def _why(one: Held, below: int, lang: Language) -> str:
    return say(WAITS if one.withheld == one.rows else SMALL, lang, below=below)


def _table_of(held: list[Held], below: int, is_simulated: bool) -> Table:
    from hoctap import _core

    told = [one for one in held if one.withheld or one.bounds_withheld]
    numbers = ("rows", "withheld", "bounds_withheld")
    columns: list[tuple[str, str, list[Any]]] = [
        (name, "integer" if name in numbers else "text", [getattr(one, name) for one in told]) for name in Held._fields
    ]
    columns += [("why_vi", "text", [_why(one, below, "vi") for one in told])]
    columns += [("why_en", "text", [_why(one, below, "en") for one in told])]
    return _core.table_of_lists(WITHHELD, len(told), columns, simulated=is_simulated)


def _about(dataset: Dataset, below: int) -> Table:
    """Say what the tables rest on, to whoever has nothing but them."""
    from hoctap import __version__, _core

    told = {
        "plan": dataset.programme.id,
        "day": "" if dataset.owed.day is None else str(dataset.owed.day),
        "received_until": received_until() or "",
        "small_below": str(below),
        "simulated": "true" if dataset.is_simulated else "false",
        "hoctap": __version__,
        "note_vi": say(TOGETHER, "vi"),
        "note_en": say(TOGETHER, "en"),
    }
    columns: list[tuple[str, str, list[Any]]] = [("name", "text", [*told]), ("value", "text", [*told.values()])]
    return _core.table_of_lists(ABOUT, len(told), columns, simulated=dataset.is_simulated)


def _object(name: str, table: Breakdown, file: str, held: list[Held]) -> dict[str, Any]:
    return {
        "file": file,
        "table": name,
        "view": table.view,
        "by": table.by,
        "rows": len(table),
        "withheld": table.withheld,
        "small_below": table.small_below,
        "withheld_in": [
            {key: value for key, value in one._asdict().items() if key != "table"}
            for one in held
            if one.table == name and (one.withheld or one.bounds_withheld)
        ],
        "simulated": table.is_simulated,
    }


def _echo_held(held: list[Held], below: int, lang: Language) -> None:
    if not held:
        click.echo(say("nothing had to be withheld", lang))
        return
    click.echo()
    echo_sheet(_sheet(held, lang))
    click.echo()
    for sentence, count in (
        (SMALL, sum(one.withheld != one.rows for one in held)),
        (WAITS, sum(one.withheld == one.rows for one in held)),
    ):
        if count:
            click.echo(f"{say('withheld', lang)}: {say(sentence, lang, below=below)}")


def _sheet(held: list[Held], lang: Language) -> Sheet:
    from hoctap.sheet import Cell, Sheet

    heads = ("table", "indicator", "period", "rows", "withheld", "bounds alone withheld")
    rows = [
        [
            Cell(one.table),
            Cell(one.indicator if one.variant == "default" else f"{one.indicator} {one.variant}"),
            Cell(one.period),
            *(
                Cell(count_text(number, lang), number=True, strong=number == one.rows)
                for number in (one.rows, one.withheld, one.bounds_withheld)
            ),
        ]
        for one in held
    ]
    return Sheet(say("What is not shown", lang), [say(head, lang) for head in heads], rows)
