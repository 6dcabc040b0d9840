"""Pictures inside a page: drawn by `hoctap.plot`, with the page's own letters, and with identifiers that meet no other picture's."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from hoctap.reports.page import Picture

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["picture"]


def picture(draw: Callable[[], Figure], *, salt: str, name: str, text: str, is_strong: bool = False) -> Picture:
    """Draw a figure and take it into a page; `salt` is told from those of the page's other pictures."""
    from markupsafe import Markup, escape
    from matplotlib import rc_context

    content = io.StringIO()
    # No date and no chance: the same records give the same page. A "$" in a name begins no formula.
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": salt, "text.parse_math": False}):
        figure = draw()
        figure.savefig(content, format="svg", metadata=nothing, transparent=True)
    svg = content.getvalue()
    svg = svg[svg.index("<svg") :]
    box = re.search(r'viewBox="([^"]*)"', svg)
    assert box is not None
    svg = re.sub(
        r"<svg[^>]*>",
        f'<svg viewBox="{box.group(1)}" role="img" aria-label="{escape(f"{name}. {text}")}">',
        svg,
        count=1,
    )
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.DOTALL)
    svg = svg.replace("xlink:href", "href")
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = re.sub(r' id="([^"]*)"', lambda found: found.group(0) if found.group(1) in used else "", svg)
    svg = re.sub(r"font: ((?:[a-z]+ |\d{3} )*)([\d.]+px) [^;\"]*", _letters, svg)
    return Picture(Markup(svg), name, text, figure.get_figwidth(), is_strong)


def _letters(found: re.Match[str]) -> str:
    weight = next((word for word in found.group(1).split() if word == "bold" or word.isdigit()), "normal")
    return f"font-size: {found.group(2)}; font-weight: {weight}"
