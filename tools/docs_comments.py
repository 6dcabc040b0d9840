#!/usr/bin/env python3
"""Print a header with its comments as Doxygen reads them: above a declaration, behind a member, at the head of the file."""

import re
import sys
from pathlib import Path

# A comment that steers a tool, or ends a namespace, says nothing to the reader.
TOOLS = re.compile(r"// (clang-format|NOLINT|namespace)\b")
# What Doxygen would take for its own commands or for markup; comments are plain text.
MARKUP = str.maketrans({"\\": "\\\\", "@": "\\@", "<": "\\<", ">": "\\>", "#": "\\#", "%": "\\%", "&": "\\&"})


class Converter:
    """Converts line after line: a comment behind a member may go on below itself."""

    def __init__(self) -> None:
        """Begin a header."""
        self.behind = -1  # where the comment behind the last member began

    def convert(self, line: str) -> str:
        """Return a line with its comment, if any, as one of the reference."""
        comment = re.search(r"(?<![:\"])// ", line)
        if comment is None or TOOLS.match(line, comment.start()) or line.startswith("#"):
            self.behind = -1
            return line
        code, words = line[: comment.start()], line[comment.end() :].translate(MARKUP)
        if code.strip():
            self.behind = comment.start()
        elif comment.start() != self.behind:
            self.behind = -1
        return f"{code}{'///' if self.behind < 0 else '///<'} {words}"


def main() -> None:
    """Convert the header named."""
    converter = Converter()
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    # The first comment is the file's, not that of what follows.
    if lines[0].startswith("// "):
        print("/// @file")
    is_head = True
    is_hash = False
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        # Doxygen knows no std to put a specialisation into.
        is_hash = is_hash or following.startswith("struct std::hash<")
        if is_hash:
            is_hash = line != "};"
            continue
        if is_head and not line.startswith("// "):
            print()
            is_head = False
        print(converter.convert(line))


if __name__ == "__main__":
    main()
