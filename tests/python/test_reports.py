"""The report: a page that needs nothing else, whose every figure is a cell of the results, in both languages."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner
from pages import Page

import hoctap as ht
from hoctap.cli import commands
from hoctap.language import count_text, say
from hoctap.reports.page import LETTERS_OF_VIETNAMESE
from hoctap.result_view import unit_text
from hoctap.sheet import STATUS_LOOKS

HOSTILE = """<script>alert("x")</script>&amp;'"><img src=x onerror=alert(1)> {{ 7*7 }} $x^"""
LANGUAGES = ("vi", "en")


@pytest.fixture(scope="module")
def reports(troubled: ht.Dataset) -> dict[str, ht.Report]:
    return {lang: troubled.report(lang=lang) for lang in LANGUAGES}


@pytest.fixture(scope="module")
def small_report(small: ht.Dataset) -> ht.Report:
    return small.report()


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def page(reports: dict[str, ht.Report], lang: str) -> Page:
    return Page(reports[lang].html)


def tables_of(dataset: ht.Dataset) -> dict[str, pl.DataFrame]:
    tables = {name: pl.DataFrame(table) for name, table in dataset.tables.items() if len(table)}
    return {name: table.drop("source_file", "source_row", strict=False) for name, table in tables.items()}


@pytest.fixture(scope="module")
def hostile(small: ht.Dataset, golden: Path) -> ht.Dataset:
    """The two communes of made-up people, under names that are code."""
    tables = tables_of(small)
    tables["units"] = tables["units"].with_columns(name=pl.col("name") + HOSTILE)
    return ht.from_tables(tables, programme=golden / "programme.toml", day=small.owed.day)


def report_of_targets(golden: Path, folder: Path, case: str, indicators: list[str], period: str) -> ht.Report:
    """The page of a golden case under a plan whose targets are these, in their order."""
    plan = (golden / "programme.toml").read_text(encoding="utf-8").partition("[[target]]")[0]
    for indicator in indicators:
        words = f'{{ vi = "Mục tiêu {indicator}", en = "Target {indicator}" }}'
        plan += f"""[[target]]
id = "{indicator}"
indicator = "{indicator}"
name = {words}
text = {words}
percent = 95
path = "linear"
clause = "1"

"""
    path = folder / "programme.toml"
    path.write_text(plan, encoding="utf-8")
    dataset = ht.read(golden / case / "forms", programme=path, key="golden cases: a public key")
    return dataset.report(lang="en", period=period)


def status_cell(row: ht.ResultRow, text: str, lang: str) -> str:
    return f"{text} {STATUS_LOOKS[row.status].symbol} {row.status_text(lang=lang)}"


def test_the_page_is_well_formed_and_leads_where_it_says(page: Page) -> None:
    assert page.faults == []
    assert len(page.ids) == len(set(page.ids))
    led = {
        name
        for _, given in page.tags
        for key in ("href", "aria-labelledby")
        for name in [(given.get(key) or "").removeprefix("#")]
        if name
    }
    assert led <= set(page.ids)


def test_nothing_is_fetched_and_nothing_runs(reports: dict[str, ht.Report], lang: str) -> None:
    html = reports[lang].html
    assert not re.search(r"https?:|//[a-z]+\.|@import|@font-face", html.partition('<details class="source">')[0])
    assert all(target.startswith("#") for target in re.findall(r'\b(?:href|src|srcset|data|action)="([^"]*)"', html))
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", html))
    names = {tag for tag, _ in Page(html).tags}
    assert names & {"script", "link", "iframe", "img", "object", "embed", "form", "base"} == set()
    assert not re.search(r"<[^>]* on[a-z]+=", html)
    assert "default-src 'none'" in html


def test_drawings_refer_to_parts_that_are_there(reports: dict[str, ht.Report], lang: str) -> None:
    page = Page(reports[lang].html)
    used = set(re.findall(r"url\(#([^)]*)\)", reports[lang].html))
    assert used
    assert used <= set(page.ids)


def test_landmarks_headings_and_tables_serve_those_who_listen(page: Page, lang: str) -> None:
    assert [given["lang"] for tag, given in page.tags if tag == "html"] == [lang]
    for landmark in ("header", "nav", "main", "footer"):
        assert sum(tag == landmark for tag, _ in page.tags) == 1
    assert [level for level, _ in page.headings] == [1] + [2] * (len(page.headings) - 1)
    assert len(page.headings) == 12
    for table in page.tables:
        assert table.caption
        assert set(table.scopes) == {"col", "row"}
        assert all(len(row) == len(table.rows[0]) for row in table.rows)
    for tag, given in page.tags:
        if tag == "svg":
            assert given.get("aria-label") or given.get("aria-hidden") == "true"


def test_an_english_page_says_which_words_are_vietnamese(reports: dict[str, ht.Report]) -> None:
    english, vietnamese = (Page(reports[lang].html) for lang in ("en", "vi"))
    assert {"Lạng Giang", "An Hà", "Đại Lâm", "đồng"} <= set(english.vietnamese)
    assert [text for text in english.other if re.search(f"[{LETTERS_OF_VIETNAMESE}]", text)] == []
    assert 'span lang="vi"' not in reports["vi"].html
    assert vietnamese.headings[0][1] == "Lạng Giang đang ở đâu so với kế hoạch"


def test_simulated_data_say_so_on_the_page_and_beside_every_picture(page: Page, lang: str) -> None:
    words = say("simulated data", lang).upper()
    figures = sum(tag == "figure" for tag, _ in page.tags)
    assert figures == 10
    assert page.words.count(words) == figures + 3  # title, banner and foot


def test_real_data_do_not_say_that_they_were_made_up(small_report: ht.Report) -> None:
    assert not small_report.is_simulated
    assert "MÔ PHỎNG" not in small_report.html.upper()


def test_targets_are_the_cells_of_the_result(troubled: ht.Dataset, page: Page, lang: str) -> None:
    result = troubled.indicators()
    now = [row for row in result if row.kind == "territory" and str(row.period) == "2025Q4"]
    table = page.table(say("Where each target stands on {period}", lang, period="2025Q4"))
    quarters = page.table(say("Values by quarter, in percent", lang))
    assert len(table.rows) == len(quarters.rows) == len(now) + 1 == 7
    for row, shown in zip(now, table.rows[1:], strict=True):
        assert shown[0].startswith(f"{row.indicator} ")
        assert shown[1] == row.value_text(lang=lang)
        assert shown[2] == f"{row.target} %"
        assert shown[-1] == f"{row.status_text(lang=lang)} {STATUS_LOOKS[row.status].symbol}"
        value, _, bounds = row.value_text(lang=lang).partition(" [")
        assert value in page.text
        if bounds:
            assert say("bounds {bounds}", lang, bounds=bounds.rstrip("]")) in page.words
        assert (
            say(
                "{passing} of {all}",
                lang,
                passing=count_text(row.cell.numerator, lang),
                all=count_text(row.cell.denominator, lang),
            )
            in page.words
        )
    for shown in quarters.rows[1:]:
        for period, cell in zip(quarters.rows[0][1:], shown[1:], strict=True):
            row = result.row("", shown[0], period)
            assert cell == status_cell(row, row.value_text(lang=lang, short=True).partition(" [")[0], lang)


def test_communes_are_the_cells_of_the_result_in_the_table_and_on_tiles(
    troubled: ht.Dataset, page: Page, lang: str
) -> None:
    rows = [row for row in troubled.indicators(periods="2025Q4") if row.kind in ("unit", "joint")]
    table = page.table(say("Value and status of each unit on {period}", lang, period="2025Q4"))
    heads = table.rows[0]
    assert sum(cell != "" for row in table.rows[1:] for cell in row[1:]) == len(rows) > 21 * 6
    for row in rows:
        cell = table.row(unit_text(row, lang))[heads.index(f"{row.indicator} %")]
        assert cell == status_cell(row, row.value_text(lang=lang, short=True), lang)
        if row.kind == "unit" and row.indicator == "T4a" and row.value is not None:
            value = row.value_text(lang=lang, short=True).partition(" [")[0]
            assert f"{value} {STATUS_LOOKS[row.status].symbol}" in page.drawn


def test_before_and_after_are_the_cells_of_both_views(troubled: ht.Dataset, page: Page, lang: str) -> None:
    old, new = (troubled.indicators(view=view, periods="2025Q4") for view in ("plan_territory", "current"))
    table = page.table(
        say("From old units to new ones, {indicator} on {period}", lang, indicator="T4a", period="2025Q4")
    )
    assert len(table.rows) == 21 + 1
    for shown in table.rows[1:]:
        for view, name, cell in ((old, shown[0], shown[1]), (new, shown[2], shown[4])):
            row = view.row(name.partition(" ")[0], "T4a", "2025Q4")
            assert cell == status_cell(row, row.value_text(lang=lang, short=True), lang)
    assert say("Every figure of the whole territory is the same on old and new units.", lang) in page.words
    table = page.table(say("What the new units took over: entries of their dossiers", lang))
    for shown in table.rows[1:]:
        dossier = troubled.handover(unit=shown[0].partition(" ")[0])
        assert sum(int(cell) for cell in shown[1:]) == len(dossier)


def test_finances_are_the_sums_of_the_results(troubled: ht.Dataset, page: Page, lang: str) -> None:
    total = troubled.execution().total
    for name in ("estimated", "allocated", "left"):
        assert count_text(total[name], lang) in page.drawn
    money = ht.rulebook().as_of().money(troubled, by_fund=True).to_dicts()
    rows = [row for row in money if row["kind"] == "territory"]
    table = page.table(say("The whole territory by year and fund (đồng)", lang))
    assert len(table.rows) == len(rows) + 1
    for row, shown in zip(rows, table.rows[1:], strict=True):
        sums = [row[name] for name in ("estimated", "allocated", "received", "received_in_kind", "paid", "settled")]
        assert shown[2:-1] == [count_text(amount, lang) for amount in sums]
        assert shown[-1] == f"{row['reported']}/{row['owed']}"


def test_missing_reports_gaps_and_duties_are_those_of_the_results(troubled: ht.Dataset, page: Page, lang: str) -> None:
    table = page.table(say("Missing reports by unit", lang))
    assert sum(int(row[1]) for row in table.rows[1:]) == len(troubled.missing) > 0
    for report in troubled.missing:
        assert f"{report.form}: {report.period}" in table.row(f"{report.unit} {report.unit_name}")[2]
    settling = page.table(
        say("Missing reports that would settle an undetermined status, those that settle most first", lang)
    )
    found = troubled.settling(periods="2025Q4").reports.to_dicts()
    assert [row[3] for row in settling.rows[1:]] == [str(report["on_lists"]) for report in found]
    gaps = page.table(say("How far each target is away", lang))
    for row in gaps.rows[1:]:
        closing = troubled.closing("", row[0].partition(" ")[0], "2025Q4")
        ends = [count_text(end, lang) for end in (closing.at_least, closing.at_most)]
        assert row[3] == " – ".join(dict.fromkeys(ends))
    states = troubled.duties().states
    table = page.table(say("Duties that are late or missing", lang))
    assert len(table.rows) - 1 == states["late"] + states["missing"]


def test_counts_of_persons_of_single_places_stay_off_the_page(
    troubled: ht.Dataset, reports: dict[str, ht.Report], page: Page
) -> None:
    seen = " ".join([*page.text, *page.drawn])
    subjects = {row[0] for table in page.tables for row in table.rows}
    for indicator in ("T4a", "T4b", "T5"):
        steps = troubled.closing("", indicator, "2025Q4").steps.to_dicts()
        assert steps
        assert len({step["place"] for step in steps if len(step["place"]) == 8}) > 100
        assert subjects & {step["subject"] for step in steps if len(step["place"]) == 8} == set()
        assert all(step["lacks_vi"] not in seen and step["lacks_en"] not in seen for step in steps)
    assert not {"closing-T4a", "closing-T4b", "closing-T5"} & set(reports["vi"].tables())


def test_small_counts_of_persons_are_withheld_even_of_a_whole_territory(small: ht.Dataset, golden: Path) -> None:
    tables = tables_of(small)
    tables["participation"] = tables["participation"].head(3)
    dataset = ht.from_tables(tables, programme=golden / "programme.toml", day=small.owed.day)
    report = dataset.report(lang="en", period="2024", indicator="T1")
    page = Page(report.html)
    gaps = page.table("How far each target is away")
    few = 0
    for row in dataset.indicators(periods="2024"):
        counts = (row.cell.numerator, row.cell.denominator - row.cell.numerator, row.cell.unreported)
        if (
            row.kind != "territory"
            or row.indicator not in ("T4a", "T4b", "T5")
            or not any(0 < count < 5 for count in counts)
        ):
            continue
        few += 1
        shown = next(line for line in gaps.rows if line[0].startswith(row.indicator))
        assert shown[3] == "withheld"
        assert f"{row.cell.numerator} of {row.cell.denominator}" not in page.words
    assert few
    quarters = page.table("Values by quarter, in percent").rows[0]
    assert "2024Q4" in quarters
    assert "2024" not in quarters, "a year is no quarter"


PERSONS_APART = "Of targets that count persons only the sums of the whole territory are shown"


def test_reports_money_and_communes_are_told_in_full_and_are_no_persons(golden: Path, tmp_path: Path) -> None:
    report = report_of_targets(golden, tmp_path, "46-state-support-paid", ["K9", "R6b", "K6", "T4a"], "2024")
    page = Page(report.html)
    assert "42,000,000 of 45,000,000" in page.words
    assert "0 of 16" in page.words
    assert {"closing-K9", "closing-R6b"} <= set(report.tables())
    assert any("support paid by the state" in cell for table in page.tables for row in table.rows for cell in row)
    assert ("indicator", "T4a") in report.receipt.asked, "the first that counts persons"
    assert PERSONS_APART in page.words
    alone = report_of_targets(golden, tmp_path, "46-state-support-paid", ["K9", "R6b", "K6"], "2024")
    assert ("indicator", "K9") in alone.receipt.asked, "the first that grows, where none counts persons"
    assert PERSONS_APART not in Page(alone.html).words


def test_a_value_that_is_withheld_has_no_counts_on_the_page(golden: Path, tmp_path: Path) -> None:
    report = report_of_targets(golden, tmp_path, "50-poor-or-disabled", ["R2b"], "2024")
    page = Page(report.html)
    gaps = page.table("How far each target is away")
    assert [row[1] for row in gaps.rows[1:]] == ["withheld"]
    assert [row[3] for row in gaps.rows[1:]] == ["withheld"]
    assert "0 of 0" not in page.words


def test_names_are_text_and_never_code(hostile: ht.Dataset) -> None:
    html = hostile.report(lang="en").html
    page = Page(html)
    assert page.faults == []
    assert {tag for tag, _ in page.tags} & {"script", "img"} == set()
    assert not any(key.startswith("on") for _, given in page.tags for key in given)
    assert HOSTILE.split()[0] in page.words
    assert "{{ 7*7 }}" in page.words
    assert any("$x^" in text for text in page.drawn), "no formula begins in a picture"


def test_the_same_records_give_the_same_bytes(small: ht.Dataset, small_report: ht.Report) -> None:
    assert ht.report(small).html == small_report.html


def test_colours_of_text_are_told_from_their_ground() -> None:
    css = files("hoctap.reports").joinpath("templates", "page.css").read_text(encoding="utf-8")
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", css))
    tints = re.findall(r"--tint: (#[0-9a-f]{3,6})", css)
    assert len(tints) >= 6
    for ground in ["#fff", named["wash"], "#fff6cf", *tints]:
        assert contrast(named["ink"], ground) >= 4.5
    for text in ("soft", "link"):
        assert contrast(named[text], "#fff") >= 4.5
    assert contrast("#5e4700", "#fff") >= 4.5
    assert contrast(named["goal"], "#fff") >= 3  # a mark, no text


def contrast(one: str, other: str) -> float:
    light = sorted(luminance(colour) for colour in (one, other))
    return (light[1] + 0.05) / (light[0] + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_periods_and_targets_that_are_not_there_are_refused(small: ht.Dataset) -> None:
    with pytest.raises(ht.NotFound, match="K1a is no target of the plan; there is T1"):
        small.report(indicator="K1a")
    with pytest.raises(ht.InvalidValue):
        small.report(period="2019Q1")


def test_a_page_that_cannot_be_written_is_a_file_error(reports: dict[str, ht.Report], tmp_path: Path) -> None:
    with pytest.raises(ht.FileError):
        reports["vi"].save(tmp_path / "no such folder" / "report.html")


@pytest.mark.parametrize("package", ["jinja2", "matplotlib"])
def test_a_package_that_is_not_there_is_named_with_the_command_that_installs_it(package: str) -> None:
    program = f"""
import sys
sys.modules[{package!r}] = None
import hoctap
try:
    hoctap.report(None)
except hoctap.NotInstalled as error:
    print(error.text("en"))
    print(error.text("vi"))
"""
    run = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout.splitlines() == [
        "reports are written by the packages jinja2 and matplotlib: pip install hoctap[report]",
        "báo cáo được viết bằng các gói jinja2 và matplotlib: pip install hoctap[report]",
    ]


def test_the_command_says_in_the_language_asked_which_package_is_not_there(
    golden: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    (tmp_path / "key").write_text("golden cases: a public key\n", encoding="utf-8")
    case = golden / "01-a-merger-adds-counts" / "forms"
    arguments = [str(case), "--programme", str(golden / "programme.toml"), "--key-file", str(tmp_path / "key")]
    page = tmp_path / "page.html"
    result = CliRunner().invoke(commands, ["report", *arguments, "--html", str(page), "--lang", "vi"])
    assert result.exit_code == 2
    assert "báo cáo được viết bằng các gói jinja2 và matplotlib" in result.output
    assert not page.exists()


@pytest.fixture
def written(golden: Path, tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    key = tmp_path / "key"
    key.write_text("golden cases: a public key\n", encoding="utf-8")
    case = golden / "01-a-merger-adds-counts" / "forms"
    page, receipt = tmp_path / "page.html", tmp_path / "saved.json"
    arguments = ["report", str(case), "--programme", str(golden / "programme.toml"), "--key-file", str(key)]
    result = CliRunner().invoke(commands, [*arguments, "--lang", "vi", "--html", str(page), "--save", str(receipt)])
    assert result.exit_code == 0, result.output
    return page, receipt


def test_the_command_writes_the_page_and_a_receipt_that_can_be_verified(written: tuple[Path, Path]) -> None:
    page, receipt = written
    assert Page(page.read_text(encoding="utf-8")).headings
    assert not ht.receipts.verify(receipt, key="golden cases: a public key")
    saved = receipt.with_name("saved.targets.csv")
    lines = saved.read_text(encoding="utf-8").splitlines()
    column = lines[0].split(",").index("numerator")
    values = lines[-1].split(",")
    values[column] = "99"
    saved.write_text("\n".join([*lines[:-1], ",".join(values), ""]), encoding="utf-8")
    assert "receipt_value_differs" in {
        finding.code for finding in ht.receipts.verify(receipt, key="golden cases: a public key")
    }
