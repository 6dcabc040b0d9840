"""The command line: `hoctap status FOLDER` and what belongs to it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

import hoctap
from hoctap.errors import Error, FileError, FormatError
from hoctap.language import Language, default_language, say
from hoctap.reading import LANG_GIANG

if TYPE_CHECKING:
    from fractions import Fraction

    from hoctap import Dataset, Finding, Gazetteer, Lineage, Period, Result, ResultRow, Where

__all__ = ["commands", "main"]

FINDINGS_EXIST = 1
CANNOT_BE_DONE = 2
UNREADABLE = 3
INTERRUPTED = 130


def main() -> None:
    """Run the command line in the language of the environment."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Vietnamese letters shows question marks; it does not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    if _first_language(sys.argv[1:]) == "vi":
        _translate_help(commands)
    commands(prog_name="hoctap")


def _first_language(arguments: list[str]) -> Language:
    """Give the language asked for on the command line: help is written before options are read."""
    for argument, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if (
            argument.partition("=")[2] if argument.startswith("--lang=") else following if argument == "--lang" else ""
        ) == "vi":
            return "vi"
        if argument in ("--lang=en",) or (argument == "--lang" and following == "en"):
            return "en"
    return default_language()


def _translate_help(command: click.Command) -> None:
    if command.help:
        command.help = say(command.help, "vi")
    if command.epilog:
        command.epilog = say(command.epilog, "vi")
    for parameter in command.params:
        if isinstance(parameter, click.Option) and parameter.help:
            parameter.help = say(parameter.help, "vi")
    if isinstance(command, click.Group):
        for part in command.commands.values():
            _translate_help(part)


def _print_cmake_dir(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    folder = Path(hoctap.__file__).parent / "lib" / "cmake" / "hoctap"
    if not (folder / "hoctapConfig.cmake").is_file():
        click.echo(say("this installation does not hold the library's CMake files", default_language()), err=True)
        context.exit(UNREADABLE)
    click.echo(folder)
    context.exit()


_help = click.help_option("-h", "--help", help="Show this message and exit.")


@click.group(
    help="Show where a district stands on the targets of its plan, from the forms its communes filled in.",
    epilog="Exit codes: 0 fine; 1 done, but findings of severity error exist (what was left out is named); 2 the request "
    "cannot be carried out as given; 3 the input cannot be read.",
)
@_help
@click.version_option(hoctap.__version__, package_name="hoctap")
@click.option(
    "--cmake-dir",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_cmake_dir,
    help="Print the folder with the files that CMake needs to find the library.",
)
def commands() -> None:
    """Hold the commands together."""


def _command(text: str) -> Callable[[Any], Any]:
    def decorate(function: Any) -> Any:
        return commands.command(help=text)(_help(function))

    return decorate


def _with_options(*options: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def decorate(command: Any) -> Any:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


_language = click.option(
    "--lang",
    type=click.Choice(["vi", "en"]),
    default=default_language,
    show_default="LANG",
    help="Language of the output.",
)
_folder = click.argument("folder", type=click.Path(path_type=Path))
_json_lines = click.option("--json", "as_json", is_flag=True, help="Print JSON lines, one object a row.")
_reading = _with_options(
    _folder,
    click.option(
        "--key-file",
        type=click.Path(path_type=Path),
        help="File with the secret that turns citizen numbers into keys. Default: the environment variable HOCTAP_KEY.",
    ),
    click.option(
        "--programme",
        default=LANG_GIANG,
        show_default=True,
        help="Identifier of a plan the library knows, or a TOML file with a plan.",
    ),
    click.option(
        "--day",
        help="Day on which to ask what is owed, as 2025-12-31. Default: the last day on which anything was received.",
    ),
    _language,
)
_view = click.option(
    "--view",
    default="plan_territory",
    show_default=True,
    help="Units to show: as_reported, plan_territory, current or a date such as 2024-12-31.",
)


@contextmanager
def _errors_told(lang: Language) -> Iterator[None]:
    """Tell an error in a sentence and end with the exit code that says what kind it was."""
    try:
        yield
    except Error as error:
        click.echo(f"hoctap: {error.text(lang)}", err=True)
        sys.exit(UNREADABLE if isinstance(error, FileError | FormatError) else CANNOT_BE_DONE)
    except KeyboardInterrupt:
        click.echo(f"hoctap: {say('stopped', lang)}", err=True)
        sys.exit(INTERRUPTED)


def _read(folder: Path, key_file: Path | None, programme: str, day: str | None, lang: Language) -> Dataset:
    with _progress(lang) as progress:
        dataset = hoctap.read(folder, key_file=key_file, programme=programme, day=day, progress=progress)
    if not any(source.file for source in dataset.sources):
        click.echo(f"hoctap: {say('{folder} holds no forms (text or workbooks)', lang, folder=folder)}", err=True)
        sys.exit(UNREADABLE)
    return dataset


@contextmanager
def _progress(lang: Language) -> Iterator[Callable[[int, int], None] | None]:
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        task = bar.add_task(say("reading", lang), total=None)
        yield lambda done, all_files: bar.update(task, completed=done, total=all_files)


def _finding_line(finding: Finding, lang: Language) -> str:
    return f"{say(finding.severity, lang)} [{finding.code}] {finding.describe(lang=lang)}"


def _tell_what_was_noticed(dataset: Dataset, result: Result, folder: Path, lang: Language) -> None:
    from hoctap.display import missing_text, summary_text

    for finding in result.findings:
        click.echo(_finding_line(finding, lang), err=True)
    click.echo(missing_text(dataset, lang), err=True)
    findings = dataset.findings
    if len(findings):
        click.echo(f"{say('findings', lang)}: {summary_text(findings, lang)}", err=True)
        click.echo(say("where and why: hoctap findings {folder}", lang, folder=folder), err=True)
    if dataset.is_simulated:
        click.echo(say("simulated data", lang).upper(), err=True)


def _exit_code(dataset: Dataset) -> int:
    return FINDINGS_EXIST if any(finding.severity == "error" for finding in dataset.findings) else 0


@_command("Show where each target stands, for territory and units.")
@_reading
@_view
@click.option(
    "--period",
    "periods",
    multiple=True,
    help='Quarter or year, as 2025Q4; may be repeated; "all" for every quarter. Default: the last that has ended.',
)
@click.option(
    "--indicator",
    "indicators",
    multiple=True,
    help="Indicator, as T4a; may be repeated. Default: every target of the plan.",
)
@click.option(
    "--variant", "variants", multiple=True, help='Variant of the indicators; may be repeated; "all" for every one.'
)
@click.option("--long", is_flag=True, help="Print one line for each unit and indicator instead of a matrix.")
@_json_lines
def status(
    folder: Path,
    key_file: Path | None,
    programme: str,
    day: str | None,
    lang: Language,
    view: str,
    periods: tuple[str, ...],
    indicators: tuple[str, ...],
    variants: tuple[str, ...],
    long: bool,
    as_json: bool,
) -> None:
    """Evaluate the targets on a folder of forms."""
    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
        result = dataset.indicators(
            view=view,
            periods=_periods(dataset, periods, lang),
            indicators=indicators or None,
            variants=variants or None,
        )
    if as_json:
        for row in result:
            _echo_json(_status_object(result, row))
    else:
        _echo_tables(result, lang, long=long)
    _tell_what_was_noticed(dataset, result, folder, lang)
    sys.exit(_exit_code(dataset))


def _periods(dataset: Dataset, asked: tuple[str, ...], lang: Language) -> list[Period] | tuple[str, ...] | None:
    if "all" in asked:
        return None
    if asked:
        return asked
    ended = dataset.quarters
    if not ended:
        sentence = say("no quarter of the plan has ended by {day}; name one with --period", lang, day=dataset.owed.day)
        click.echo(f"hoctap: {sentence}", err=True)
        sys.exit(CANNOT_BE_DONE)
    return [ended[-1]]


def _echo_tables(result: Result, lang: Language, *, long: bool) -> None:
    import shutil

    from hoctap.display import result_text

    on_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    periods = sorted({row.period for row in result}, key=lambda period: (period.last, period.first))
    tables = (result_text(result, lang, period, long=long, width=width, colour=on_terminal) for period in periods)
    click.echo("\n\n".join(tables) if periods else result_text(result, lang))
    click.echo()


def _echo_json(content: dict[str, Any]) -> None:
    click.echo(json.dumps(content, ensure_ascii=False))


def _status_object(result: Result, row: ResultRow) -> dict[str, Any]:
    pace = {"from_lower": row.pace_from_lower, "from_upper": row.pace_from_upper}
    return {
        "unit": row.unit,
        "unit_name": row.unit_name,
        "indicator": row.indicator,
        "variant": row.variant,
        "view": result.view,
        "period": str(row.period),
        "numerator": row.cell.numerator,
        "denominator": row.cell.denominator,
        "unreported": row.cell.unreported,
        "lower": _counts(row.lower, row.cell.lower_num, row.cell.lower_den),
        "upper": _counts(row.upper, row.cell.upper_num, row.cell.upper_den),
        "status": row.status,
        "pace": None if row.pace_from_lower is None and row.pace_from_upper is None else pace,
        "reach": None if row.reach == "not_applicable" else row.reach,
    }


def _counts(bound: Fraction | None, num: int, den: int) -> dict[str, int] | None:
    return None if bound is None else {"num": num, "den": den}


@_command("List what was noticed about the data.")
@_reading
@_json_lines
def findings(
    folder: Path, key_file: Path | None, programme: str, day: str | None, lang: Language, as_json: bool
) -> None:
    """List the findings of a folder of forms."""
    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
    if as_json:
        _echo_rows(dataset.findings.to_dicts())
    else:
        from hoctap.display import findings_sheet
        from hoctap.sheet import text_table

        for finding in dataset.findings:
            click.echo(_finding_line(finding, lang))
        if len(dataset.findings):
            click.echo()
        click.echo(text_table(findings_sheet(dataset.findings, lang)))
    sys.exit(_exit_code(dataset))


def _echo_rows(rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False, default=str))


@_command("List which reports are owed, late and missing.")
@_reading
@click.option("--missing", is_flag=True, help="Only what is overdue and not there.")
@_json_lines
def owed(
    folder: Path, key_file: Path | None, programme: str, day: str | None, lang: Language, missing: bool, as_json: bool
) -> None:
    """List what the units of a folder of forms owed."""
    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
    obligations = dataset.missing if missing else dataset.owed
    if as_json:
        _echo_rows(obligations.to_dicts())
    else:
        from hoctap.display import missing_text, obligations_sheet
        from hoctap.sheet import text_table

        if len(obligations):
            click.echo(text_table(obligations_sheet(obligations, lang)))
            click.echo()
        click.echo(missing_text(dataset, lang))
    sys.exit(_exit_code(dataset))


@_command("Explain one number down to the rows it rests on.")
@_reading
@click.argument("unit")
@click.argument("indicator")
@click.argument("period")
@click.option("--variant", default="default", show_default=True, help="Variant of the indicator.")
@_view
@click.option("--persons", is_flag=True, help="Name the rows of persons too (they are counted only, otherwise).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def explain(
    folder: Path,
    key_file: Path | None,
    programme: str,
    day: str | None,
    lang: Language,
    unit: str,
    indicator: str,
    period: str,
    variant: str,
    view: str,
    persons: bool,
    as_json: bool,
) -> None:
    """Explain one number of a folder of forms."""
    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
        explanation = dataset.explain(unit, indicator, period, variant=variant, view=view, persons=persons)
    if as_json:
        click.echo(json.dumps(explanation.to_dict(lang=lang), ensure_ascii=False, default=str))
    else:
        click.echo(explanation.text(lang=lang))
    sys.exit(_exit_code(dataset))


@_command("Show what a new unit took over from the units it was formed of.")
@_reading
@click.option("--unit", required=True, help="Code of the new unit.")
@click.option(
    "--as-of",
    "as_of",
    help="A day on which the unit lives. Default: its last version that an act formed of others.",
)
@click.option("--html", "page", type=click.Path(path_type=Path), help="Write the dossier as a page into this file.")
@_json_lines
def handover(
    folder: Path,
    key_file: Path | None,
    programme: str,
    day: str | None,
    lang: Language,
    unit: str,
    as_of: str | None,
    page: Path | None,
    as_json: bool,
) -> None:
    """Draw up the dossier of a new unit."""
    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
        dossier = dataset.handover(unit=unit, day=as_of)
    if page is not None:
        try:
            page.write_text(dossier.to_html(lang=lang), encoding="utf-8")
        except OSError as error:
            click.echo(f"hoctap: {error}", err=True)
            sys.exit(CANNOT_BE_DONE)
        click.echo(say("wrote {file}", lang, file=page))
    elif as_json:
        _echo_rows(dossier.to_dicts())
    else:
        from hoctap.display import handover_text

        click.echo(handover_text(dossier, lang))
    sys.exit(_exit_code(dataset))


@_command("Say what a code or name of a unit meant on a day, and what became of it.")
@click.argument("asked", nargs=-1)
@click.option("--on", help="Day, as 2025-03-01. Without it, all days.")
@click.option("--to", help="Another day, as 2025-08-01: follow the unit to it.")
@click.option(
    "--file",
    "file",
    type=click.File(encoding="utf-8-sig"),
    help='File with a code or name a line ("-": standard input); prints a line of tab-separated values for each.',
)
@click.option(
    "--national",
    type=click.Path(path_type=Path),
    help="Folder with the national lists. Default: the environment variable HOCTAP_NATIONAL_LISTS, else the library's district.",
)
@_language
@_json_lines
def where(
    asked: tuple[str, ...],
    on: str | None,
    to: str | None,
    file: TextIO | None,
    national: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Answer one code or name, or a file of them."""
    if bool(asked) == (file is not None):
        click.echo(f"hoctap: {say('name a code or unit, or a file with --file', lang)}", err=True)
        sys.exit(CANNOT_BE_DONE)
    with _errors_told(lang):
        gazetteer = None if national is None else hoctap.national_lists(national).gazetteer
        if file is not None:
            _answer_file(file, on, to, gazetteer, lang, as_json=as_json)
            return
        text = " ".join(asked)
        answer: Where | Lineage
        if to is None:
            answer = hoctap.where(text, on=on, gazetteer=gazetteer)
        else:
            answer = hoctap.follow(text, on=on, to=to, gazetteer=gazetteer)
    if as_json:
        from hoctap.display import where_object

        _echo_json(where_object(answer))
    else:
        click.echo(answer.text(lang=lang))
    sys.exit(0 if answer.status == "found" else FINDINGS_EXIST)


def _answer_file(
    file: TextIO, on: str | None, to: str | None, gazetteer: Gazetteer | None, lang: Language, *, as_json: bool
) -> None:
    try:
        lines = [line.strip() for line in file]
    except (OSError, UnicodeDecodeError) as error:
        click.echo(f"hoctap: {file.name}: {error}", err=True)
        sys.exit(UNREADABLE)
    if on is None:
        click.echo(f"hoctap: {say('a file needs a day: --on', lang)}", err=True)
        sys.exit(CANNOT_BE_DONE)
    if to is None:
        table = hoctap.where(lines, on=on, gazetteer=gazetteer)
    else:
        table = hoctap.follow(lines, on=on, to=to, gazetteer=gazetteer)
    rows = table.to_dicts()
    if as_json:
        _echo_rows(rows)
    else:
        click.echo("\t".join(table.columns))
        for row in rows:
            click.echo("\t".join("" if value is None else str(value) for value in row.values()))
    sys.exit(0 if all(row["status"] == "found" for row in rows) else FINDINGS_EXIST)


@_command("Write a district's simulated forms into a new folder.")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--kind",
    type=click.Choice(["complete", "troubled"]),
    default="complete",
    show_default=True,
    help="Which set of forms: complete, or the same facts with late, missing, corrected and broken forms.",
)
@_language
def sample(folder: Path, kind: str, lang: Language) -> None:
    """Write the sample."""
    from hoctap.sample import write

    try:
        write(folder, kind=kind)
    except OSError as error:
        click.echo(f"hoctap: {error}", err=True)
        sys.exit(CANNOT_BE_DONE)
    files = sum(path.suffix == ".csv" for path in folder.rglob("*"))
    click.echo(say("wrote {files} simulated forms to {folder}", lang, files=files, folder=folder))


@_command("Evaluate the published figures of real places.")
@_language
@_json_lines
def published(lang: Language, as_json: bool) -> None:
    """Evaluate the published figures that the library carries."""
    report = hoctap.published()
    if as_json:
        _echo_rows(report.rows.to_dicts())
        return
    from hoctap.display import published_text

    click.echo(published_text(report, lang))
