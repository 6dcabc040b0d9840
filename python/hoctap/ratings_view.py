"""How the ratings of centres look in a terminal and in a notebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hoctap.language import Language, count_text, say
from hoctap.sheet import Cell, Sheet, html_page, html_table, text_table

if TYPE_CHECKING:
    from hoctap import Ratings

__all__ = ["ratings_html", "ratings_text"]


def _ratings_sheet(ratings: Ratings, lang: Language) -> Sheet:
    words = {grade: say(grade, lang) for grade in ratings.grades}
    heads = [say(head, lang) for head in ("unit", "year", "rated", "reported", "unreported")]
    heads += [*words.values(), say("without a grade", lang), say("median", lang)]
    rows = [
        [
            Cell(f"{row['unit']} {row['unit_name']}", strong=row["kind"] == "territory"),
            Cell(str(row["year"])),
            *(Cell(count_text(row[name], lang), number=True) for name in ("rated", "reported", "unreported")),
            *(Cell(_share(row, grade, lang), number=True) for grade in words),
            Cell(count_text(row["without_grade"], lang), number=True),
            Cell(_median(row, words)),
        ]
        for row in ratings.to_dicts()
    ]
    caption = say("Grades of centre-years", lang)
    return Sheet(
        caption + (" · " + say("simulated data", lang).upper() if ratings.is_simulated else ""), heads, rows, 2
    )


def _share(row: dict[str, Any], grade: str, lang: Language) -> str:
    percent = row[f"{grade}_percent"]
    if percent is None:
        return count_text(row[grade], lang)
    text = f"{percent:.1f}"
    return f"{count_text(row[grade], lang)} ({text.replace('.', ',') if lang == 'vi' else text} %)"


def _median(row: dict[str, Any], words: dict[str, str]) -> str:
    low, high = row["median_low"], row["median_high"]
    if low is None:
        return "–"
    return words[low] if low == high else f"{words[low]} – {words[high]}"


def ratings_text(ratings: Ratings, lang: Language = "en", *, width: int | None = None) -> str:
    """Show how centre-years were rated as text."""
    return text_table(_ratings_sheet(ratings, lang), width=width)


def ratings_html(ratings: Ratings, lang: Language = "en") -> str:
    """Show how centre-years were rated in a notebook."""
    return html_page([html_table(_ratings_sheet(ratings, lang))])
