"""Reads a page of HTML for tests: whether it is well formed, and what stands in its tables."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input", "col"}
OF_DRAWINGS = {"path", "rect", "line", "use", "circle"}


@dataclass
class Table:
    caption: str = ""
    rows: list[list[str]] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)

    def row(self, name: str) -> list[str]:
        return next(row for row in self.rows if row[0] == name)


class Page(HTMLParser):
    """Tags that do not nest stand in `faults`; texts are as they are seen or heard, in single spaces."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.faults: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []
        self.tables: list[Table] = []
        self.headings: list[tuple[int, str]] = []
        self.vietnamese: list[str] = []  # what says that it is, and what does not
        self.other: list[str] = []
        self.text: list[str] = []
        self.drawn: list[str] = []
        self.languages: list[str | None] = []
        self.feed(html)
        self.close()
        self.faults += [f"{tag} stays open" for tag in self.open]
        for table in self.tables:
            table.caption = " ".join(table.caption.split())
            table.rows = [[" ".join(cell.split()) for cell in row] for row in table.rows]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        if len(given) != len(attrs):
            self.faults.append(f"{tag} has an attribute twice")
        if given.get("id"):
            self.ids.append(str(given["id"]))
        if tag in VOID:
            return
        self.open.append(tag)
        self.languages.append(given.get("lang"))
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in ("th", "td"):
            self.tables[-1].rows[-1].append("")
            if tag == "th":
                self.tables[-1].scopes.append(given.get("scope") or "")
        elif tag in ("h1", "h2", "h3", "h4"):
            self.headings.append((int(tag[1]), ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID and "svg" not in self.open:
            self.faults.append(f"{tag} closes itself")
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> inside {self.open[-1:]}")
            return
        self.open.pop()
        self.languages.pop()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if not words or "style" in self.open:
            return
        if "svg" in self.open:
            self.drawn.append(words)
            return
        self.text.append(words)
        if self.languages[-1:] == ["vi"]:
            self.vietnamese.append(words)
        elif not {"pre", "title"} & set(self.open):
            self.other.append(words)

        if "caption" in self.open:
            self.tables[-1].caption += data
        elif {"th", "td"} & set(self.open):
            self.tables[-1].rows[-1][-1] += data
        elif (
            self.headings and self.open[-1] in ("h1", "h2", "h3", "h4", "span") and {"h1", "h2", "h3"} & set(self.open)
        ):
            self.headings[-1] = (self.headings[-1][0], self.headings[-1][1] + data)

    def table(self, caption: str) -> Table:
        return next(table for table in self.tables if table.caption == caption)

    @property
    def words(self) -> str:
        return " ".join(self.text)
