"""Command line of the sample: `python -m hoctap.sample FOLDER [--kind complete|troubled]`.

Run as a file (`python python/hoctap/sample FOLDER`) it needs nothing built.
"""

import argparse
import sys
from pathlib import Path

if __package__:
    from . import KINDS, write
else:
    here = Path(__file__).resolve().parent
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != here]
    sys.path.insert(0, str(here.parent))
    from sample import KINDS, write


def main(arguments: list[str] | None = None) -> int:
    """Write the sample and return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m hoctap.sample", description="Write the simulated forms of the district of Lạng Giang.")
    parser.add_argument("folder", help="a new or empty folder")
    parser.add_argument("--kind", choices=KINDS, default="complete")
    options = parser.parse_args(arguments)
    try:
        print(write(options.folder, kind=options.kind))
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
