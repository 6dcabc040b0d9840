"""Styles of cells that are marked: the style that a cell has, with another fill."""

from __future__ import annotations

import re

from .parts import Splices, Unfit, attributes_of, root_prefix, tag_end, walk, with_attribute

__all__ = ["FILLS", "Styles"]

# By severity; a note has no fill. Rare shades, so that marks of an earlier answer are known again.
FILLS = {"error": "FFF7B9AF", "warning": "FFFCE79A"}


class Styles:
    """The part with the styles of a workbook, to which those of marked cells are added."""

    def __init__(self, content: bytes) -> None:
        """Read which styles there are."""
        self._content = content
        self._prefix = root_prefix(content, "styleSheet")
        self._formats: list[bytes] = []  # the elements of cellXfs as they stand
        self._fills: list[str] = []  # the colour of each fill where it is plain, else empty
        self._added_formats: list[bytes] = []
        self._added_fills: list[str] = []
        self._marked: dict[tuple[int, str], int] = {}
        self._read()

    def _read(self) -> None:
        path: list[str] = []
        begin = 0
        self._ends: dict[str, int] = {}
        self._starts: dict[str, int] = {}

        def start(name: str, attributes: dict[str, str], at: int) -> None:
            nonlocal begin
            path.append(name)
            if path[-2:] == ["styleSheet", name] and name in ("fills", "cellXfs"):
                self._starts[name] = at
            elif path[-2:] == ["cellXfs", "xf"]:
                begin = at
            elif path[-2:] == ["fills", "fill"]:
                self._fills.append("")
            elif path[-2:] == ["patternFill", "fgColor"] and path[1:3] == ["fills", "fill"]:
                self._fills[-1] = attributes.get("rgb", "").upper()

        def end(name: str, at: int) -> None:
            if path[-2:] == ["cellXfs", "xf"]:
                behind = tag_end(self._content, begin)
                if not self._content[begin:behind].endswith(b"/>"):
                    behind = self._content.index(b">", at) + 1
                self._formats.append(self._content[begin:behind])
            if path[-2:] == ["styleSheet", name]:
                self._ends[name] = at
            path.pop()

        walk(self._content, start, end)
        if not self._formats or set(self._starts) != {"fills", "cellXfs"}:
            raise Unfit("no styles")

    def marked(self, style: int, severity: str) -> int:
        """Give the style of a marked cell whose style is `style`."""
        if severity not in FILLS:
            return style
        if not 0 <= style < len(self._formats) + len(self._added_formats):
            raise Unfit("a cell has a style that is not there")
        if (style, severity) not in self._marked:
            self._marked[style, severity] = self._add(self._with_fill(self._format(style), self._fill(FILLS[severity])))
        return self._marked[style, severity]

    def unmarked(self) -> dict[int, int]:
        """Give for every style of a cell marked in an earlier answer the style that the cell had."""
        ours = {str(at) for at, colour in enumerate(self._fills) if colour in FILLS.values()}
        marked = [at for at, one in enumerate(self._formats) if ours and _fill_of(one) in ours]
        plain = {_without_fill(one): at for at, one in reversed(list(enumerate(self._formats))) if at not in marked}
        before = {}
        for at in marked:
            known = plain.get(_without_fill(self._formats[at]))
            before[at] = known if known is not None else self._add(self._with_fill(self._formats[at], 0))
        return before

    def result(self) -> bytes:
        """Give the part with what was added."""
        made = Splices(self._content)
        prefix = self._prefix
        fills = b"".join(
            b'<%sfill><%spatternFill patternType="solid"><%sfgColor rgb="%s"/><%sbgColor indexed="64"/></%spatternFill></%sfill>'
            % (prefix, prefix, prefix, colour.encode(), prefix, prefix, prefix)
            for colour in self._added_fills
        )
        self._extend(made, "fills", fills, len(self._fills) + len(self._added_fills))
        self._extend(made, "cellXfs", b"".join(self._added_formats), len(self._formats) + len(self._added_formats))
        return made.result()

    def _extend(self, made: Splices, element: str, content: bytes, count: int) -> None:
        if not content:
            return
        start = self._starts[element]
        behind = tag_end(self._content, start)
        made.replace(start, behind, with_attribute(self._content[start:behind], "count", str(count)))
        made.insert(self._ends[element], content)

    def _format(self, style: int) -> bytes:
        return [*self._formats, *self._added_formats][style]

    def _add(self, element: bytes) -> int:
        self._added_formats.append(element)
        return len(self._formats) + len(self._added_formats) - 1

    def _fill(self, colour: str) -> int:
        if colour in self._fills:
            return self._fills.index(colour)
        if colour not in self._added_fills:
            self._added_fills.append(colour)
        return len(self._fills) + self._added_fills.index(colour)

    @staticmethod
    def _with_fill(element: bytes, fill: int) -> bytes:
        behind = tag_end(element, 0)
        tag = with_attribute(element[:behind], "fillId", str(fill))
        return with_attribute(tag, "applyFill", "1" if fill else "0") + element[behind:]


def _fill_of(element: bytes) -> str:
    return next(
        (value.decode() for name, value in attributes_of(element[: tag_end(element, 0)]) if name == b"fillId"), "0"
    )


def _without_fill(element: bytes) -> tuple[object, ...]:
    """Give all that a style says beside its fill."""
    behind = tag_end(element, 0)
    attributes = sorted(one for one in attributes_of(element[:behind]) if one[0] not in (b"fillId", b"applyFill"))
    return (*attributes, re.sub(rb"\s+", b" ", element[behind:]))
