"""Parts of a workbook as bytes, changed at places and nowhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

__all__ = ["Splices", "Unfit", "attributes_of", "escaped", "root_prefix", "tag_end", "walk", "with_attribute"]

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')""")
_TAG = re.compile(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_ENCODING = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class Unfit(Exception):
    """A workbook that cannot be changed at places: it is written anew instead."""


class Splices:
    """Replacements in a text of bytes, which are made together."""

    def __init__(self, content: bytes) -> None:
        """Begin with none."""
        self._content = content
        self._made: list[tuple[int, int, int, bytes]] = []

    def replace(self, start: int, end: int, by: bytes) -> None:
        """Put bytes in the place of others; of several at one place the first comes first."""
        self._made.append((start, end, len(self._made), by))

    def insert(self, at: int, content: bytes) -> None:
        """Put bytes before a place."""
        self.replace(at, at, content)

    def result(self) -> bytes:
        """Give the content with all replacements made."""
        pieces, done = [], 0
        for start, end, _, by in sorted(self._made):
            pieces += [self._content[done:start], by]
            done = end
        return b"".join([*pieces, self._content[done:]])


def walk(
    content: bytes, start: Callable[[str, dict[str, str], int], None], end: Callable[[str, int], None] | None = None
) -> None:
    """Go through the elements of a part, each with the place of its tag in bytes; names come without their prefixes.

    Raises Unfit where the part is no XML in UTF-8, or declares entities.
    """
    encoding = _ENCODING.match(content)
    if encoding and encoding.group(1).upper() not in (b"UTF-8", b"UTF8", b"US-ASCII"):
        raise Unfit(f"encoding {encoding.group(1)!r}")
    parser = expat.ParserCreate()

    def refuse_entity(*_: object) -> None:
        raise Unfit("entities")

    parser.StartElementHandler = lambda name, attributes: start(
        name.rpartition(":")[2], attributes, parser.CurrentByteIndex
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2], parser.CurrentByteIndex)
    parser.EntityDeclHandler = refuse_entity
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unfit(str(error)) from error


def tag_end(content: bytes, start: int) -> int:
    """Give the place behind the tag that begins at `start`."""
    tag = _TAG.match(content, start)
    if tag is None:
        raise Unfit("a tag that cannot be told apart")
    return tag.end()


def attributes_of(tag: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Give the attributes of a tag as they stand."""
    for name, value in _ATTRIBUTE.findall(tag):
        yield name, value[1:-1]


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """Give a tag with an attribute set."""
    for found in _ATTRIBUTE.finditer(tag):
        if found.group(1) == name.encode():
            return tag[: found.start(2)] + b'"' + value.encode() + b'"' + tag[found.end(2) :]
    closing = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:closing].rstrip() + f' {name}="{value}"'.encode() + tag[closing:]


def root_prefix(content: bytes, element: str) -> bytes:
    """Give the prefix, with its colon, under which a part writes the elements of its root."""
    root = re.search(rb"<((?:[^\s:/>?!]+:)?)" + element.encode() + rb"[\s/>]", content)
    if root is None:
        raise Unfit(f"no {element}")
    return root.group(1)


def escaped(text: str) -> str:
    """Write a text as XML takes it."""
    plain = _CONTROL.sub(" ", text)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
