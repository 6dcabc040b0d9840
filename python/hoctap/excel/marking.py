"""A workbook with cells marked and commented, in which nothing else is changed.

Every part of the archive that holds neither styles nor comments is the same byte by byte, and so is a sheet's part but for the
styles of marked cells and the reference to its comments.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from hoctap._core import FileLimits
from hoctap.workbooks.archive import Archive
from hoctap.workbooks.xlsx import WORKBOOK, column_of, listed_sheets, related_parts

from .comments import COMMENT_MOST, Sizes, with_comments, with_shapes
from .parts import Unfit, root_prefix
from .sheet_cells import SheetCells, cell_name
from .styles import Styles

__all__ = ["Mark", "mark_workbook"]

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "[Content_Types].xml"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"


@dataclass(frozen=True)
class Mark:
    """What is said of a cell."""

    text: str
    severity: str  # the gravest


def mark_workbook(content: bytes, marks: Mapping[str, Mapping[tuple[int, int], Mark]], limits: FileLimits) -> bytes:
    """Give an XLSX workbook with these cells marked, by sheet and by row and column from 1.

    Raises Unfit where the workbook is none that can be changed at places, Refused where it is none that is read.
    """
    try:
        return _marked(content, marks, limits)
    except (KeyError, IndexError, ValueError, OverflowError) as error:  # laid out as nothing here expects
        raise Unfit(str(error)) from error


def _marked(content: bytes, marks: Mapping[str, Mapping[tuple[int, int], Mark]], limits: FileLimits) -> bytes:
    package = _Package(content, limits)
    styles = package.related(WORKBOOK, "styles")
    if styles is None or not marks.keys() <= {sheet.name for sheet in package.sheets}:
        raise Unfit("no styles, or a sheet that is not there")
    styles_part = Styles(package.content(styles))
    before = styles_part.unmarked()
    for number, sheet in enumerate(package.sheets, 1):
        wanted = marks.get(sheet.name, {})
        if sheet.part not in package.names or not (wanted or before or package.related(sheet.part, "comments")):
            continue
        _mark_sheet(package, sheet.part, number, wanted, styles_part, before)
    package.replace(styles, styles_part.result())
    return package.result()


def _mark_sheet(
    package: _Package,
    part: str,
    number: int,
    wanted: Mapping[tuple[int, int], Mark],
    styles: Styles,
    before: Mapping[int, int],
) -> None:
    sheet = SheetCells(package.content(part))
    texts = _shown(wanted, sheet.merged)
    relation = ""
    comments = package.related(part, "comments")
    if texts or comments:
        relation = _comment_sheet(package, part, number, sheet, texts)
    marked = {place: partial(styles.marked, severity=mark.severity) for place, mark in wanted.items()}
    package.replace(part, sheet.restyled(marked, before, relation))


def _shown(
    wanted: Mapping[tuple[int, int], Mark], merged: list[tuple[int, int, int, int]]
) -> dict[tuple[int, int], str]:
    """Give the comments by cell: what is said of a cell that a merged one covers is said there too, where it can be seen."""
    texts = {place: mark.text for place, mark in wanted.items()}
    for top, left, bottom, right in merged:
        for (row, column), mark in wanted.items():
            if (row, column) != (top, left) and top <= row <= bottom and left <= column <= right:
                said = f"{cell_name(row, column)}: {mark.text}"
                texts[top, left] = f"{texts[top, left]}\n{said}" if (top, left) in texts else said
    return texts


def _comment_sheet(
    package: _Package, part: str, number: int, sheet: SheetCells, texts: Mapping[tuple[int, int], str]
) -> str:
    """Write the comments, and give the relation that the sheet must refer to where it refers to none."""
    comments = package.related(part, "comments")
    by_name = {cell_name(*place): text[:COMMENT_MOST] for place, text in texts.items()}
    places = {cell_name(*place): place for place in texts}
    old = package.content(comments) if comments else None
    written, new, gone = with_comments(old, by_name)
    if written == old:
        return ""
    if comments is None:
        comments = package.new_part("xl/comments{}.xml")
        package.override_type(comments, _COMMENTS_TYPE)
        package.relate(part, comments, "comments")
    package.replace(comments, written)
    shapes = package.part_of(part, sheet.comments_relation) if sheet.comments_relation else None
    sizes = Sizes(sheet.widths)
    boxes = {
        (row - 1, column - 1): sizes.box(row - 1, column - 1, texts[row, column])
        for row, column in (places[name] for name in sorted(new, key=lambda name: places[name]))
    }
    old_shapes = package.content(shapes) if shapes else None
    drawn = with_shapes(old_shapes, boxes, {_place(name) for name in gone}, number)
    relation = ""
    if shapes is None:
        shapes = package.new_part("xl/drawings/vmlDrawing{}.vml")
        package.default_type("vml", _VML_TYPE)
        relation = package.relate(part, shapes, "vmlDrawing")
    package.replace(shapes, drawn)
    return relation


def _place(name: str) -> tuple[int, int]:
    return int("".join(filter(str.isdigit, name))) - 1, column_of(name)


class _Package:
    """The parts of a workbook with those that were replaced or added."""

    def __init__(self, content: bytes, limits: FileLimits) -> None:
        self._bytes = content
        self._archive = Archive(content, limits)
        self._archive.check_sizes()
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if len(archive.namelist()) != len(self._archive.names):
                raise Unfit("two parts of one name")
        self.sheets, _ = listed_sheets(self._archive)
        self.names = set(self._archive.names)
        self._replaced: dict[str, bytes] = {}

    def content(self, name: str) -> bytes:
        return self._replaced[name] if name in self._replaced else self._archive.content(name)

    def replace(self, name: str, content: bytes) -> None:
        if name not in self._archive.names or content != self._archive.content(name):
            self._replaced[name] = content
            self.names.add(name)

    def related(self, part: str, kind: str) -> str | None:
        """Give the part of that kind to which a part refers."""
        return next((target for _, target, found in self._relations(part) if found == kind), None)

    def part_of(self, part: str, identifier: str) -> str | None:
        return next((target for key, target, _ in self._relations(part) if key == identifier), None)

    def _relations(self, part: str) -> list[tuple[str, str, str]]:
        """Give identifier, target and kind of what a part refers to in this workbook."""
        relations = _relations_of(part)
        if relations not in self._archive.names:
            return []
        targets = related_parts(self._archive, part)
        kinds: dict[str, str] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship":
                kinds[attributes.get("Id", "")] = attributes.get("Type", "").rpartition("/")[2]

        self._archive.parse(relations, start)
        return [(key, target, kinds[key]) for key, target in targets.items() if target in self._archive.names]

    def new_part(self, pattern: str) -> str:
        number = 1
        while pattern.format(number) in self.names:
            number += 1
        name = pattern.format(number)
        self.names.add(name)
        return name

    def relate(self, part: str, target: str, kind: str) -> str:
        """Let a part refer to another, and give the identifier."""
        relations = _relations_of(part)
        known = self.content(relations) if relations in self.names else None
        content = (
            known
            or f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}"></Relationships>'.encode()
        )
        number = 1
        while f'"hoctap{number}"'.encode() in content:
            number += 1
        identifier = f"hoctap{number}"
        path = posixpath.relpath(target, posixpath.dirname(part))
        prefix = root_prefix(content, "Relationships").decode()
        entry = f'<{prefix}Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{path}"/>'
        self.replace(relations, _with_child(content, "Relationships", entry.encode()))
        return identifier

    def override_type(self, part: str, content_type: str) -> None:
        self._add_type("Override", "PartName", f"/{part}", content_type)

    def default_type(self, extension: str, content_type: str) -> None:
        if not re.search(rb'Extension\s*=\s*"' + extension.encode() + rb'"', self.content(_TYPES), re.IGNORECASE):
            self._add_type("Default", "Extension", extension, content_type)

    def _add_type(self, element: str, key: str, value: str, content_type: str) -> None:
        content = self.content(_TYPES)
        prefix = root_prefix(content, "Types").decode()
        entry = f'<{prefix}{element} {key}="{value}" ContentType="{content_type}"/>'
        self.replace(_TYPES, _with_child(content, "Types", entry.encode()))

    def result(self) -> bytes:
        """Give the archive: parts in their order, each packed as it was, new ones behind."""
        written = io.BytesIO()
        with (
            zipfile.ZipFile(io.BytesIO(self._bytes)) as old,
            zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new,
        ):
            for part in old.infolist():
                new.writestr(part, self.content(part.filename), compress_type=part.compress_type)
            stamp = max(part.date_time for part in old.infolist())
            for name in sorted(set(self._replaced) - self._archive.names):
                new.writestr(zipfile.ZipInfo(name, stamp), self._replaced[name], compress_type=zipfile.ZIP_DEFLATED)
        return written.getvalue()


def _relations_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def _with_child(content: bytes, root: str, child: bytes) -> bytes:
    """Put an element behind the others of a part's root."""
    prefix = root_prefix(content, root)
    closing = content.rfind(b"</" + prefix + root.encode())
    if closing < 0:
        raise Unfit(f"{root} is empty")
    return content[:closing] + child + content[closing:]
