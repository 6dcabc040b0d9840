"""Streams inside a compound file ([MS-CFB]), as old workbooks are."""

from __future__ import annotations

import struct

from .sheet_facts import Refused

__all__ = ["streams"]

_HEADER_BYTES = 512
_FREE = 0xFFFFFFFA  # from here on numbers of sectors have other meanings
_STREAM = 2
_ROOT = 5


def streams(content: bytes, wanted: set[str]) -> dict[str, bytes]:
    """Give the streams of these names at the top of the file; raise Refused where the file is damaged."""
    try:
        return _File(content).streams(wanted)
    except (struct.error, IndexError, ValueError) as error:
        raise Refused("workbook_not_readable", f"compound file: {error}") from error


class _File:
    def __init__(self, content: bytes) -> None:
        self._content = content
        sector_shift, mini_shift = struct.unpack_from("<HH", content, 30)
        if sector_shift not in (9, 12) or mini_shift > sector_shift:
            raise ValueError("size of sectors")
        self._size = 1 << sector_shift
        self._mini_size = 1 << mini_shift
        (self._directory_begin,) = struct.unpack_from("<I", content, 48)
        self._mini_cutoff, self._mini_begin = struct.unpack_from("<II", content, 56)
        self._next = self._table()
        self._mini_next: list[int] = []

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        sector = self._content[at : at + self._size]
        if not sector:
            raise ValueError("a sector lies outside")
        return sector

    def _numbers(self, sector: bytes) -> list[int]:
        return list(struct.unpack_from(f"<{len(sector) // 4}I", sector))

    def _table(self) -> list[int]:
        """Give the sector that follows each, from the sectors that the header and its continuations list."""
        lists = list(struct.unpack_from("<109I", self._content, 76))
        (further,) = struct.unpack_from("<I", self._content, 68)
        seen = set()
        while further < _FREE and further not in seen:
            seen.add(further)
            numbers = self._numbers(self._sector(further))
            lists += numbers[:-1]
            further = numbers[-1]
        return [number for sector in lists if sector < _FREE for number in self._numbers(self._sector(sector))]

    def _chain(self, begin: int) -> bytes:
        sectors: list[bytes] = []
        while begin < _FREE:
            if len(sectors) > len(self._next):
                raise ValueError("a chain of sectors has no end")
            sectors.append(self._sector(begin))
            begin = self._next[begin]
        return b"".join(sectors)

    def _mini_chain(self, begin: int, mini: bytes) -> bytes:
        sectors: list[bytes] = []
        while begin < _FREE:
            if len(sectors) > len(self._mini_next):
                raise ValueError("a chain of sectors has no end")
            sectors.append(mini[begin * self._mini_size : (begin + 1) * self._mini_size])
            begin = self._mini_next[begin]
        return b"".join(sectors)

    def streams(self, wanted: set[str]) -> dict[str, bytes]:
        directory = self._chain(self._directory_begin)
        mini = b""
        found: dict[str, bytes] = {}
        for at in range(0, len(directory) - 127, 128):
            name_bytes, kind = struct.unpack_from("<HB", directory, at + 64)
            name = directory[at : at + max(name_bytes, 2) - 2].decode("utf-16-le", "replace")
            begin, size = struct.unpack_from("<II", directory, at + 116)
            if kind == _ROOT:
                mini = self._chain(begin)
                self._mini_next = self._numbers(self._chain(self._mini_begin))
            elif kind == _STREAM and name in wanted:
                is_small = size < self._mini_cutoff
                found[name] = (self._mini_chain(begin, mini) if is_small else self._chain(begin))[:size]
        return found
