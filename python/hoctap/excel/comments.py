"""Comments of a sheet: their texts (comments part) and where they are shown (VML), beside those that people made.

What an earlier answer said is taken away first, so that an answer to an answer says what is wrong now.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .parts import Splices, escaped, root_prefix, tag_end, walk

__all__ = ["AUTHOR", "COMMENT_MOST", "HEAD", "Box", "Sizes", "with_comments", "with_shapes"]

AUTHOR = "hoctap"
# Begins every comment, and what is added to one that a person made: programs forget authors.
HEAD = f"{AUTHOR}:\n"
COMMENT_MOST = 30_000  # letters; a cell takes some more
_ADDED = re.compile(rb"(?:\r?\n|&#10;|&#x0?[aA];)hoctap:")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RUN = (
    '<{p}r><{p}rPr><{p}sz val="9"/><{p}color indexed="81"/><{p}rFont val="Tahoma"/><{p}family val="2"/></{p}rPr>'
    '<{p}t xml:space="preserve">{text}</{p}t></{p}r>'
)
_SHAPE = re.compile(rb"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW = re.compile(rb"<x:Row>\s*(\d+)\s*</x:Row>")
_COLUMN = re.compile(rb"<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBER = re.compile(rb"_s(\d+)")
_BOX_WIDTH = 330  # pixels
_LETTERS_A_LINE = 52
_LINE_HEIGHT = 15
_ROW_HEIGHT = 20
_POINTS = 0.75  # in a pixel
_NEW_VML = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="%s"/></o:shapelayout>'
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/>'
    b'<v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype></xml>'
)


@dataclass
class _Comment:
    start: int
    ref: str
    text_start: int = 0
    text_end: int = 0  # before </text>
    end: int = 0


def with_comments(content: bytes | None, texts: Mapping[str, str]) -> tuple[bytes, set[str], set[str]]:
    """Give a comments part with these texts by cell, the cells that need a new shape, and those whose shape must go.

    `content` is the part as it was; None where the sheet has none.
    """
    if content is None:
        content = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<comments xmlns="{_MAIN}"><authors></authors><commentList></commentList></comments>'
        ).encode()
    authors, comments, ends = _comments_in(content)
    prefix = root_prefix(content, "comments").decode()
    made = Splices(content)
    if AUTHOR in authors:
        author = authors.index(AUTHOR)
    else:
        author = len(authors)
        _append(made, content, ends, "authors", f"<{prefix}author>{AUTHOR}</{prefix}author>", prefix)
    gone, theirs = set(), set()
    for comment in comments:
        said = content[comment.text_start : comment.text_end]
        if re.sub(rb"<[^>]*>", b"", said).lstrip().startswith(HEAD.strip().encode()):
            made.replace(comment.start, comment.end, b"")
            gone.add(comment.ref)
            continue
        theirs.add(comment.ref)
        for start, end in _added_in(content, comment, prefix):
            made.replace(start, end, b"")
        if comment.ref in texts:
            run = _RUN.format(p=prefix, text=escaped(f"\n{HEAD}{texts[comment.ref]}"))
            made.insert(comment.text_end, run.encode())
    new = {ref: text for ref, text in texts.items() if ref not in theirs}
    written = "".join(
        f'<{prefix}comment ref="{ref}" authorId="{author}"><{prefix}text>{_RUN.format(p=prefix, text=escaped(HEAD + text))}</{prefix}text></{prefix}comment>'
        for ref, text in new.items()
    )
    _append(made, content, ends, "commentList", written, prefix)
    return made.result(), set(new), gone - theirs


def _append(
    made: Splices, content: bytes, ends: dict[str, tuple[int, int]], element: str, new: str, prefix: str
) -> None:
    start, end = ends[element]
    behind = tag_end(content, start)
    if content[start:behind].endswith(b"/>"):
        made.replace(start, behind, f"<{prefix}{element}>{new}</{prefix}{element}>".encode())
    else:
        made.insert(end, new.encode())


def _added_in(content: bytes, comment: _Comment, prefix: str) -> list[tuple[int, int]]:
    """Give what an earlier answer added to a person's comment: from its head to the end."""
    head = _ADDED.search(content, comment.text_start, comment.text_end)
    if head is None:
        return []
    closing = content.index(f"</{prefix}t>".encode(), head.start())
    run = re.compile(rb"</%st>\s*(?:</%sr>)?" % (prefix.encode(), prefix.encode())).match(content, closing)
    behind = run.end() if run else comment.text_end
    return [(head.start(), closing), (behind, comment.text_end)]


def _comments_in(content: bytes) -> tuple[list[str], list[_Comment], dict[str, tuple[int, int]]]:
    """Give the authors, the comments, and where the elements around both begin and end."""
    authors: list[str] = []
    comments: list[_Comment] = []
    ends: dict[str, tuple[int, int]] = {}
    starts: dict[str, int] = {}

    def start(name: str, attributes: dict[str, str], at: int) -> None:
        starts[name] = at
        if name == "author":
            authors.append("")
        elif name == "comment":
            comments.append(_Comment(at, attributes.get("ref", "")))
        elif name == "text" and comments:
            comments[-1].text_start = tag_end(content, at)

    def end(name: str, at: int) -> None:
        if name in ("authors", "commentList"):
            ends[name] = (starts[name], at)
        elif name == "author":
            authors[-1] = content[tag_end(content, starts["author"]) : at].decode()
        elif name == "text" and comments:
            comments[-1].text_end = max(at, comments[-1].text_start)
        elif name == "comment":
            comments[-1].end = content.index(b">", at) + 1

    walk(content, start, end)
    return authors, comments, ends


class Box(NamedTuple):
    """Where a comment is shown: between which columns and rows, and how high in pixels."""

    anchor: str
    height: int


class Sizes:
    """The widths of a sheet's columns in pixels, for boxes that are as wide whatever the columns below them."""

    def __init__(self, widths: Mapping[int, float]) -> None:
        """Take widths in digits by column, from 0."""
        self._widths = widths

    def box(self, row: int, column: int, text: str) -> Box:
        """Lay out the box of a comment beside its cell."""
        lines = sum(1 + len(line) // _LETTERS_A_LINE for line in text.split("\n")) + 1
        left, remaining = column + 1, _BOX_WIDTH
        right = left
        while remaining > self._pixels(right):
            remaining -= self._pixels(right)
            right += 1
        height, offset = lines * _LINE_HEIGHT, 10 if row else 2
        top = max(row - 1, 0)
        bottom, rest = divmod(offset + height, _ROW_HEIGHT)
        return Box(f"{left}, 15, {top}, {offset}, {right}, {remaining}, {top + bottom}, {rest}", height)

    def _pixels(self, column: int) -> int:
        return max(1, int(self._widths.get(column, 8.43) * 7 + 5))


def with_shapes(
    content: bytes | None, new: Mapping[tuple[int, int], Box], gone: set[tuple[int, int]], number: int
) -> bytes:
    """Give a VML part with a box for each new comment: by row and column, from 0.

    `number` tells the shapes of this part from those of others, where there is no part yet.
    """
    if content is None:
        blocks = range(number * 64, number * 64 + 1 + (len(new) + 1) // 1024)
        content = _NEW_VML % ",".join(map(str, blocks)).encode()
        first = blocks[0] * 1024 + 1
    else:
        first = max((int(found) for found in _NUMBER.findall(content)), default=1024) + 1

    def kept(shape: re.Match[bytes]) -> bytes:
        row, column = _ROW.search(shape.group()), _COLUMN.search(shape.group())
        is_gone = row and column and (int(row.group(1)), int(column.group(1))) in gone
        return b"" if is_gone else shape.group()

    content = _SHAPE.sub(kept, content)
    shapes = "".join(
        f'<v:shape id="_x0000_s{first + at}" type="#_x0000_t202" style="position:absolute;width:{_BOX_WIDTH * _POINTS}pt;height:{box.height * _POINTS}pt;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
        '<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
        '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{box.anchor}</x:Anchor><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
        for at, ((row, column), box) in enumerate(new.items())
    )
    end = content.rindex(b"</xml>")
    return content[:end] + shapes.encode() + content[end:]
