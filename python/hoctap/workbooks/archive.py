"""A workbook's archive within limits: what it states about its size is checked by unpacking it, not believed."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from xml.parsers import expat

from hoctap._core import FileLimits

from .sheet_facts import Refused

__all__ = ["Archive"]

_CHUNK = 1 << 16

StartHandler = Callable[[str, dict[str, str]], None]
EndHandler = Callable[[str], None]
TextHandler = Callable[[str], None]


class Archive:
    """The parts of a workbook, each unpacked piece by piece and counted."""

    def __init__(self, content: bytes, limits: FileLimits) -> None:
        """Open the archive; raise Refused where it is none or holds too many parts or bytes."""
        self._limits = limits
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise Refused("workbook_not_readable", error) from error
        parts = self._zip.infolist()
        if len(parts) > limits.most_parts:
            raise Refused("archive_too_many_parts", len(parts), limits.most_parts)
        if sum(part.file_size for part in parts) > limits.most_unpacked_bytes:
            raise Refused("archive_too_large", limits.most_unpacked_bytes)
        if any(part.flag_bits & 1 for part in parts):
            raise Refused("workbook_needs_password")
        self.names = {part.filename for part in parts}

    def check_sizes(self) -> None:
        """Unpack every part once; raise Refused where one is damaged or holds more than it states."""
        for name in sorted(self.names):
            for _ in self.chunks(name):
                pass

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give the content of a part, piece by piece."""
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    yield chunk
        except (KeyError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError) as error:
            raise Refused("archive_damaged", name) from error

    def content(self, name: str) -> bytes:
        """Give a whole part."""
        return b"".join(self.chunks(name))

    def parse(
        self, name: str, start: StartHandler, end: EndHandler | None = None, text: TextHandler | None = None
    ) -> None:
        """Go through the elements of a part; names come without their namespaces."""
        local: dict[str, str] = {}
        depth = 0

        def local_name(qualified: str) -> str:
            if (known := local.get(qualified)) is None:
                known = local[qualified] = qualified.rpartition(" ")[2]
                if len(local) > 10_000:
                    local.clear()
            return known

        def start_element(qualified: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > self._limits.most_nesting:
                raise Refused("nested_too_deeply", name, self._limits.most_nesting)
            start(local_name(qualified), {local_name(key): value for key, value in attributes.items()})

        def end_element(qualified: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(local_name(qualified))

        def refuse_entity(*_: object) -> None:
            raise Refused("entities_refused", name)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start_element
        parser.EndElementHandler = end_element
        parser.CharacterDataHandler = text
        parser.EntityDeclHandler = refuse_entity
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("workbook_not_readable", f"{name}: {error}") from error
