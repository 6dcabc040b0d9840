"""The command line: `hoctap status FOLDER` and what belongs to it."""

from __future__ import annotations

import errno
import json
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

import hoctap
from hoctap.errors import Error, FileError, FormatError
from hoctap.language import Language, day_text, default_language, say
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
    # A reader that closes the pipe ends the program as it ends others; an exit code would read as one of ours.
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for stream in (sys.stdout, sys.stderr):
        # A terminal without Vietnamese letters shows question marks; it does not end the program.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    lang = _first_language(sys.argv[1:])
    if lang == "vi":
        _translate_help(commands)
    try:
        sys.exit(commands.main(prog_name="hoctap", standalone_mode=False) or 0)
    except click.UsageError as error:
        click.echo(f"hoctap: {_usage_text(error, lang)}", err=True)
        if error.ctx is not None:
            click.echo(say("how to ask: {command} --help", lang, command=error.ctx.command_path), err=True)
        sys.exit(CANNOT_BE_DONE)
    except click.Abort:
        click.echo(f"hoctap: {say('stopped', lang)}", err=True)
        sys.exit(INTERRUPTED)


def _usage_text(error: click.UsageError, lang: Language) -> str:
    """Say in the language what click says in English."""
    if lang == "en":
        return error.format_message()
    if isinstance(error, click.NoSuchOption):
        return say("there is no option {name}", lang, name=error.option_name)
    named = error.param.get_error_hint(error.ctx) if isinstance(error, click.BadParameter) and error.param else ""
    if isinstance(error, click.MissingParameter):
        return say("{name} is missing", lang, name=named)
    if isinstance(error, click.BadParameter):
        kind = error.param.type if error.param else None
        choices = ", ".join(map(str, kind.choices)) if isinstance(kind, click.Choice) else "–"
        return say("{name} cannot take this value; choose from: {choices}", lang, name=named, choices=choices)
    known = ", ".join(commands.commands)
    return say("the command is not understood ({reason}); there is: {known}", lang, reason=error.message, known=known)


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
        return hoctap.read(folder, key_file=key_file, programme=programme, day=day, progress=progress)


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


FIRST_FINDINGS = 3


def _tell_what_was_noticed(dataset: Dataset, result: Result, folder: Path, lang: Language) -> None:
    from hoctap.display import missing_text
    from hoctap.findings_view import finding_line, gravest, summary_text

    click.echo(missing_text(dataset, lang), err=True)
    tables = dataset.tables
    if not len(tables["centres"]):
        click.echo(say("no centre is known (form TT-01), so T1 to T3 have nothing to count", lang), err=True)
    if not len(tables["residents"]) and not len(tables["labour_totals"]):
        nobody = "no resident or number of labourers is known (forms LD-01, LD-02), so T4 and T5 have nothing to count"
        click.echo(say(nobody, lang), err=True)
    for heading, findings in (("findings", dataset.findings), ("findings of the evaluation", result.findings)):
        if not len(findings):
            continue
        click.echo(f"{say(heading, lang)}: {summary_text(findings, lang)}", err=True)
        for finding in gravest(findings, FIRST_FINDINGS):
            click.echo(f"  {finding_line(finding, lang)}", err=True)
    if len(dataset.findings) + len(result.findings):
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
        sentence = say(
            "no quarter of the plan has ended by {day}; name one with --period",
            lang,
            day="–" if dataset.owed.day is None else day_text(dataset.owed.day, lang),
        )
        click.echo(f"hoctap: {sentence}", err=True)
        sys.exit(CANNOT_BE_DONE)
    return [ended[-1]]


def _echo_tables(result: Result, lang: Language, *, long: bool) -> None:
    from hoctap.result_view import result_text

    on_terminal = sys.stdout.isatty()
    width = _line_width()
    periods = sorted({row.period for row in result}, key=lambda period: (period.last, period.first))
    tables = (result_text(result, lang, period, long=long, width=width, colour=on_terminal) for period in periods)
    click.echo("\n\n".join(tables) if periods else result_text(result, lang))
    click.echo()


def _line_width() -> int:
    """Give the width of the terminal; what goes elsewhere is laid out for a page."""
    import shutil

    from hoctap.result_view import TEXT_WIDTH

    return shutil.get_terminal_size().columns if sys.stdout.isatty() else TEXT_WIDTH


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
        "simulated": result.is_simulated,
    }


def _counts(bound: Fraction | None, num: int, den: int) -> dict[str, int] | None:
    return None if bound is None else {"num": num, "den": den}


@_command("List what was noticed about the data, and while the targets were evaluated.")
@_reading
@click.option(
    "--severity",
    "severities",
    multiple=True,
    type=click.Choice(["error", "warning", "note"]),
    help="Only findings of this severity; may be repeated. Default: errors and warnings are listed, notes counted.",
)
@click.option(
    "--file", "files", multiple=True, help="Only findings of files whose path holds this, or fits it with * and ?."
)
@click.option("--rule", "rules", multiple=True, help="Only findings of this rule, as row_superseded; may be repeated.")
@click.option("--all", "everything", is_flag=True, help="Print a line for each finding, notes too.")
@_json_lines
def findings(
    folder: Path,
    key_file: Path | None,
    programme: str,
    day: str | None,
    lang: Language,
    severities: tuple[str, ...],
    files: tuple[str, ...],
    rules: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """List the findings of a folder of forms."""
    from hoctap.findings_view import findings_lines, findings_sheet, matching
    from hoctap.sheet import text_table

    with _errors_told(lang):
        dataset = _read(folder, key_file, programme, day, lang)
    noticed = [*dataset.findings, *_noticed_while_evaluating(dataset, lang)]
    chosen = matching(noticed, severities=severities, rules=rules, files=files)
    if as_json:
        _echo_rows(_finding_object(finding) for finding in chosen)
    elif not chosen:
        click.echo(say("no finding is like this", lang) if noticed else text_table(findings_sheet(chosen, lang)))
    else:
        click.echo(text_table(findings_sheet(chosen, lang), width=_line_width()))
        is_narrowed = bool(severities or files or rules)
        listed = chosen if everything or is_narrowed else matching(chosen, severities=("error", "warning"))
        if listed and len(listed) < len(chosen):
            click.echo(f"\n{say('errors and warnings; notes are listed with --severity note or --all', lang)}:")
        elif listed:
            click.echo()
        for line in findings_lines(listed, lang, everything=everything):
            click.echo(line)
    sys.exit(_exit_code(dataset))


def _noticed_while_evaluating(dataset: Dataset, lang: Language) -> Iterable[Finding]:
    if not dataset.quarters:
        return []
    try:
        return dataset.indicators(variants="all").findings
    except Error as error:
        sentence = say("what was noticed while evaluating is not known: {reason}", lang, reason=error.text(lang))
        click.echo(f"hoctap: {sentence}", err=True)
        return []


def _finding_object(finding: Finding) -> dict[str, Any]:
    place = {
        name: getattr(finding, name)
        for name in ("code", "severity", "outcome", "file", "sheet", "row", "column", "field")
    }
    return {**place, "text_en": finding.text(lang="en"), "text_vi": finding.text(lang="vi")}


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
            click.echo(text_table(obligations_sheet(obligations, lang, only_missing=missing), width=_line_width()))
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


REASONS = {
    errno.EEXIST: "it is not empty",
    errno.EACCES: "there is no permission",
    errno.EROFS: "there is no permission",
    errno.ENOENT: "there is no such folder",
    errno.ENOTDIR: "it is not a folder",
}


def _reason_text(error: OSError, lang: Language) -> str:
    number = errno.EEXIST if isinstance(error, FileExistsError) else error.errno
    return say(REASONS[number], lang) if number in REASONS else error.strerror or str(error)


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
        sentence = say("cannot write to {folder}: {reason}", lang, folder=folder, reason=_reason_text(error, lang))
        click.echo(f"hoctap: {sentence}", err=True)
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
