"""Reports: one page that shows where a district stands, with everything that it rests on."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from hoctap.errors import NotInstalled
from hoctap.language import Language
from hoctap.refusals import not_writable, refusal

if TYPE_CHECKING:
    import datetime

    from hoctap import Book, Dataset, Period, Receipt
    from hoctap.reports.contents import Contents

__all__ = ["Report", "report"]

_NEEDED = "reports are written by the packages jinja2 and matplotlib: pip install hoctap[report]"


class Report:
    """A page in one language, with the results whose cells it shows."""

    def __init__(self, html: str, contents: Contents, lang: Language) -> None:
        """Keep the page and its results; `report` makes them."""
        self.html, self.lang, self._contents = html, lang, contents

    @property
    def receipt(self) -> Receipt:
        """What the page rests on."""
        return self._contents.receipt

    @property
    def book(self) -> Book:
        """The law of the centres' money that it was made with."""
        return self._contents.book

    @property
    def is_simulated(self) -> bool:
        """Whether anything it rests on was made up."""
        return self._contents.is_simulated

    def tables(self) -> dict[str, Any]:
        """Give the results that the page shows, by name: each speaks the Arrow C stream."""
        return self._contents.tables()

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the page into a file.

        Raises:
            FileError: the file cannot be written.

        """
        try:
            with open(path, "w", encoding="utf-8") as file:
                file.write(self.html)
        except OSError as error:
            raise not_writable(path, error) from error

    def __repr__(self) -> str:
        """Say what it is."""
        words = "simulated data, " if self.is_simulated else ""
        return f"<Report in {self.lang}, {words}{len(self.html)} letters>"

    def _repr_html_(self) -> str:
        # Imported where a notebook asks: what everybody imports stays light.
        from html import escape

        return f'<iframe srcdoc="{escape(self.html)}" style="width:100%;height:40em;border:1px solid #ccc" sandbox></iframe>'


def report(
    dataset: Dataset,
    path: str | os.PathLike[str] | None = None,
    *,
    lang: Language = "vi",
    view: str | datetime.date = "plan_territory",
    period: Period | str | None = None,
    indicator: str | None = None,
    book: Book | None = None,
) -> Report:
    """Make a page of everything that is known of a district's plan: it needs no network, and fits a screen, a phone and A4.

    It shows targets against their path with bounds, what is out of reach, communes against indicators, the figures before and after a merger, finances,
    duties, missing reports, what closes each gap, and its receipt. All of it are results that the dataset gives; none is computed a second time. Of persons, counts of
    single places do not stand on it, nor those below five of the whole territory. What rests on made-up data says so.

    Args:
        dataset: what was read.
        path: where to write the page. Default: nowhere.
        lang: language of the page, "vi" or "en".
        view: as in `Dataset.indicators`.
        period: a quarter or year of the plan. Default: the last quarter that has ended.
        indicator: the target that the pictures of communes and of the merger show. Default: the first that counts persons.
        book: the law of the centres' money. Default: all of the library's rulebook.

    Raises:
        NotInstalled: jinja2 or matplotlib is not there; the message says how to install them.
        FileError: the file cannot be written.
        InvalidValue: no quarter has ended, the period lies outside the plan, or the plan has no targets.
        NotFound: the indicator is no target of the plan.

    """
    try:
        import jinja2  # noqa: F401
        import matplotlib as mpl  # noqa: F401
    except ImportError as error:
        raise refusal(NotInstalled, _NEEDED, code="not_installed") from error
    from hoctap.reports.contents import gather
    from hoctap.reports.document import document
    from hoctap.reports.page import render

    contents = gather(dataset, view=view, period=period, indicator=indicator, book=book)
    made = Report(render(document(contents, lang), lang), contents, lang)
    if path is not None:
        made.save(path)
    return made
