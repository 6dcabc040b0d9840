"""Plots: what they show, that every letter can be drawn, and that simulated data say so."""

from __future__ import annotations

import warnings
from pathlib import Path

import matplotlib as mpl
import pytest
from matplotlib.figure import Figure

import hoctap as ht
from hoctap.language import count_text

mpl.use("agg")


def words(figure: Figure) -> str:
    """Return all text of a figure, drawn with letters that the font has."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # a glyph that is missing is a warning
        figure.canvas.draw()
    return "\n".join(text.get_text() for text in figure.findobj(mpl.text.Text))


@pytest.fixture(scope="module")
def result(complete: ht.Dataset) -> ht.Result:
    return complete.indicators()


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_targets_against_path_show_value_bounds_path_and_target(result: ht.Result, lang: str) -> None:
    figure = ht.plot.target_path(result, lang=lang)
    assert len(figure.axes) == 6
    text = words(figure)
    assert ("SIMULATED DATA" if lang == "en" else "DỮ LIỆU MÔ PHỎNG") in text
    assert ("path" if lang == "en" else "lộ trình") in text
    assert ("✗ off track" if lang == "en" else "✗ chậm tiến độ") in text, "each symbol is explained"
    panel = next(axes for axes in figure.axes if axes.get_title(loc="left").startswith("T4a "))
    value, path, target = panel.get_lines()
    rows = [row for row in result if row.kind == "territory" and row.indicator == "T4a"]
    assert list(value.get_ydata()) == pytest.approx([float(100 * row.value) for row in rows])
    assert list(path.get_ydata()) == pytest.approx([float(row.path) for row in rows])
    assert set(target.get_ydata()) == {95}
    (band,) = panel.collections
    heights = band.get_paths()[0].vertices[:, 1]
    assert heights.max() == pytest.approx(max(float(100 * row.upper) for row in rows))


def test_a_target_due_on_single_days_shows_them_and_sets_earlier_values_apart(result: ht.Result) -> None:
    figure = ht.plot.target_path(result)
    panel = next(axes for axes in figure.axes if axes.get_title(loc="left").startswith("T3 "))
    value, path, early = panel.get_lines()[0], panel.get_lines()[1], panel.get_lines()[-1]
    rows = [row for row in result if row.kind == "territory" and row.indicator == "T3"]
    not_due = [i for i, row in enumerate(rows) if row.status == "not_due"]
    assert list(early.get_xdata()) == not_due
    assert early.get_markerfacecolor() == "white"
    assert [i for i, height in enumerate(value.get_ydata()) if height != height] == not_due
    assert path.get_marker() not in ("", "None", None)  # days with nothing between them would leave no trace as a line
    assert "value before it is due" in words(figure)


def test_symbols_stay_inside_the_panel(result: ht.Result) -> None:
    figure = ht.plot.target_path(result)
    figure.canvas.draw()
    for panel in figure.axes:
        frame = panel.get_window_extent()
        for text in panel.texts:
            box = text.get_window_extent()
            assert box.y0 > frame.y0 - 2
            assert box.y1 < frame.y1 + 2


def test_one_unit_and_one_indicator_can_be_drawn(result: ht.Result) -> None:
    figure = ht.plot.target_path(result, unit="07375", indicators=["T4a"])
    assert len(figure.axes) == 1
    assert "Vôi" in words(figure)


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_heat_map_shows_every_unit_and_indicator_with_symbol_and_value(result: ht.Result, lang: str) -> None:
    figure = ht.plot.heatmap(result, period="2025Q3", lang=lang)
    text = words(figure)
    rows = [row for row in result if str(row.period) == "2025Q3"]
    assert len(figure.axes[0].patches) == len(rows)
    for name in ("07375 Vôi", "07438 Thái Đào", "Lạng Giang", "T4b"):
        assert name in text
    assert "Dương Đức, Tân Thanh, Mỹ Thái, Xuân Hương" in text  # what is shown together is named
    for row in rows:
        if row.status == "off_track" and row.value is not None:
            assert f"{row.value_text(lang=lang, short=True).partition(' [')[0]} ✗" in text
    assert ("SIMULATED DATA" if lang == "en" else "DỮ LIỆU MÔ PHỎNG") in text


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_before_and_after_joins_old_units_to_new_ones_and_keeps_the_total(complete: ht.Dataset, lang: str) -> None:
    figure = ht.plot.before_after(complete, indicator="T4a", period="2025Q2", lang=lang)
    text = words(figure)
    assert "07402 Mỹ Hà" in text
    assert "07381 Tiên Lục" in text
    lines = figure.axes[0].get_lines()
    assert sum(len(line.get_xdata()) == 2 for line in lines) == 21 + 1
    total = next(line for line in lines if line.get_linewidth() == 2)
    before, after = total.get_ydata()
    assert before == after
    assert figure.axes[0].spines["left"].get_visible()
    assert ("does not begin at zero" if lang == "en" else "không bắt đầu từ 0") in text
    assert ("Tiên Lục  20.8" if lang == "en" else "Tiên Lục  20,8") in text


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_tiles_show_every_unit_with_value_and_symbol_beside_the_unit_of_today(
    complete: ht.Dataset, result: ht.Result, lang: str
) -> None:
    figure = ht.plot.tile_map(complete, lang=lang)
    rows = [row for row in result if row.kind == "unit" and str(row.period) == "2025Q4" and row.indicator == "T4a"]
    assert len(figure.axes[0].patches) == len(rows) == 21
    text = words(figure)
    for row in rows:
        value = row.value_text(lang=lang, short=True).partition(" [")[0]
        assert f"{value} ✗" in text
        assert row.unit_name in text.replace("\n", " ")
    assert "07381 Tiên Lục" in text  # of today, left of the six that it was made of
    lines = {patch.get_y() for patch in figure.axes[0].patches}
    assert len(lines) == 5
    assert ("SIMULATED DATA" if lang == "en" else "DỮ LIỆU MÔ PHỎNG") in text


def test_tiles_of_the_units_of_today_stand_in_lines_without_names_beside_them(complete: ht.Dataset) -> None:
    figure = ht.plot.tile_map(complete, view="current")
    assert len(figure.axes[0].texts) == 2 * len(figure.axes[0].patches) == 10
    assert {patch.get_y() for patch in figure.axes[0].patches} == {-0.5}


def test_tiles_stand_where_they_are_told(complete: ht.Dataset) -> None:
    units = [
        row.unit for row in complete.indicators(periods="2025Q4", view="current", indicators="T1") if row.kind == "unit"
    ]
    places = {unit: (2.0 * i, 0.0) for i, unit in enumerate(units)}
    figure = ht.plot.tile_map(complete, indicator="T1", view="current", places=places)
    assert sorted(patch.get_x() for patch in figure.axes[0].patches) == [2 * i - 0.5 for i in range(5)]
    with pytest.raises(ht.InvalidValue, match="names no place for 07381"):
        ht.plot.tile_map(complete, view="current", places={unit: at for unit, at in places.items() if unit != "07381"})


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_bridge_leads_from_the_estimate_to_what_is_left(complete: ht.Dataset, lang: str) -> None:
    execution = complete.execution(year=2024)
    figure = ht.plot.budget_bridge(execution, lang=lang)
    total = execution.total
    text = words(figure)
    for name in ("estimated", "allocated", "left"):
        assert count_text(total[name], lang) in text
    assert f"−{count_text(total['paid'], lang)}" in text
    assert f"−{count_text(total['estimated'] - total['allocated'], lang)}" in text
    bars = figure.axes[0].patches
    assert [bar.get_width() for bar in bars[::2]] == [total["estimated"], total["allocated"], total["left"]]
    assert bars[1].get_x() == bars[2].get_width()  # a step begins where the sum before it ends
    assert bars[3].get_x() == bars[4].get_width()
    assert "2024" in text


@pytest.mark.parametrize("lang", ["en", "vi"])
def test_the_calendar_shows_each_duty_on_its_day_with_how_many_stand_how(complete: ht.Dataset, lang: str) -> None:
    duties = complete.duties()
    figure = ht.plot.duty_calendar(duties, lang=lang)
    rows = duties.to_dicts()
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [name.split()[0] for name in names] == list(dict.fromkeys(row["duty"] for row in rows))
    days = {(row["duty"], row["due"]) for row in rows if row["due"]}
    spans = {(row["duty"], row["period"]) for row in rows if not row["due"]}
    assert len(figure.axes[0].texts) == len(days) + len(spans)
    assert len(figure.axes[0].patches) == len(spans)
    plan = figure.axes[0].get_xlim()
    assert all(
        plan[0] < patch.get_x() and patch.get_x() + patch.get_width() < plan[1] for patch in figure.axes[0].patches
    )
    text = words(figure)
    assert "21 ✓" in text
    assert ("✗ missing" if lang == "en" else "✗ chưa có") in text


def test_bare_pictures_leave_title_and_legend_to_the_page(complete: ht.Dataset, result: ht.Result) -> None:
    for figure in (
        ht.plot.target_path(result, indicators=["T4a"], bare=True),
        ht.plot.tile_map(complete, bare=True),
        ht.plot.budget_bridge(complete.execution(), bare=True),
        ht.plot.duty_calendar(complete.duties(), bare=True),
        ht.plot.before_after(complete, bare=True),
    ):
        assert figure.get_suptitle() == ""
        assert figure.legends == []


def test_names_stand_near_their_points(complete: ht.Dataset) -> None:
    figure = ht.plot.before_after(complete, indicator="T4a", period="2025Q2")
    figure.canvas.draw()
    panel = figure.axes[0]
    apart = [abs(name.xy[1] - name.xyann[1]) for name in panel.texts]
    low, high = panel.get_ylim()
    assert max(apart) < 0.06 * (high - low)


def test_figures_are_shown_by_notebooks_and_kept_by_nobody(result: ht.Result) -> None:
    import matplotlib.pyplot as plt

    figure = ht.plot.heatmap(result)
    assert figure._repr_png_().startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_figures_can_be_saved(result: ht.Result, tmp_path: Path) -> None:
    ht.plot.target_path(result).savefig(tmp_path / "paths.svg")
    assert "<svg" in (tmp_path / "paths.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "draw",
    [
        lambda result, _: ht.plot.target_path(result, unit="99999"),
        lambda result, _: ht.plot.heatmap(result, period="2019Q1"),
        lambda _, dataset: ht.plot.before_after(dataset, indicator="T4a", period="2019Q1"),
        lambda _, dataset: ht.plot.tile_map(dataset, period="2019Q1"),
    ],
)
def test_what_is_not_there_cannot_be_drawn(draw, result: ht.Result, complete: ht.Dataset) -> None:
    with pytest.raises(ht.InvalidValue):
        draw(result, complete)
