"""Written files in memory, and changes to single cells of them."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

from .reports import Report, file_name, file_text, style_of


class Files:
    """The bytes of every file by its path, with what is needed to find a cell again."""

    def __init__(self, reports: list[Report]) -> None:
        """Render all reports."""
        self.content: dict[str, bytes] = {}
        self._delimiters: dict[str, str] = {}
        for report in reports:
            for table in report.tables:
                path = file_name(report, table)
                if path in self.content:
                    raise FileExistsError(f"two reports would write {path}")
                self.content[path] = file_text(report, table).encode()
                self._delimiters[path] = style_of(report.unit).delimiter

    def write(self, root: Path) -> None:
        """Write all files below a folder."""
        for name, content in self.content.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def lines(self, path: str) -> list[str]:
        """Return the file's lines; line 1 of a finding is element 0."""
        return self.content[path].decode().split("\n")[:-1]

    def set_lines(self, path: str, lines: list[str]) -> None:
        """Replace the file's lines."""
        self.content[path] = ("\n".join(lines) + "\n").encode()

    def _split(self, path: str, line: str) -> list[str]:
        return next(csv.reader([line], delimiter=self._delimiters[path]))

    def _joined(self, path: str, cells: list[str]) -> str:
        text = io.StringIO()
        csv.writer(text, delimiter=self._delimiters[path], lineterminator="").writerow(cells)
        return text.getvalue()

    def heading_line(self, path: str) -> int:
        """Return the number of the line with the headings."""
        return next(
            number
            for number, line in enumerate(self.lines(path), 1)
            if len(self._split(path, line)) > 4 or line.startswith("STT")
        )

    def change(self, path: str, row: int, heading: str, new: str | Callable[[str], str]) -> int:
        """Change a cell of the table's n-th row (from 1) and return the line's number."""
        lines = self.lines(path)
        at = self.heading_line(path) + row
        column = self._split(path, lines[at - row - 1]).index(heading)
        cells = self._split(path, lines[at - 1])
        cells[column] = new if isinstance(new, str) else new(cells[column])
        lines[at - 1] = self._joined(path, cells)
        self.set_lines(path, lines)
        return at

    def cell(self, path: str, row: int, heading: str) -> str:
        """Return a cell of the table's n-th row."""
        lines = self.lines(path)
        at = self.heading_line(path)
        return self._split(path, lines[at + row - 1])[self._split(path, lines[at - 1]).index(heading)]

    def repeat(self, path: str, row: int) -> int:
        """Write the table's n-th row a second time below itself and return the new line's number."""
        lines = self.lines(path)
        at = self.heading_line(path) + row
        lines.insert(at, lines[at - 1])
        self.set_lines(path, lines)
        return at + 1

    def without_column(self, path: str, heading: str) -> None:
        """Leave a column out."""
        lines = self.lines(path)
        first = self.heading_line(path)
        column = self._split(path, lines[first - 1]).index(heading)
        for number in range(first - 1, len(lines)):
            cells = self._split(path, lines[number])
            del cells[column]
            lines[number] = self._joined(path, cells)
        self.set_lines(path, lines)

    def with_column(self, path: str, heading: str, value: str) -> None:
        """Add a column that no declaration knows."""
        lines = self.lines(path)
        first = self.heading_line(path)
        for number in range(first - 1, len(lines)):
            cells = self._split(path, lines[number])
            lines[number] = self._joined(path, [*cells, heading if number == first - 1 else value])
        self.set_lines(path, lines)
