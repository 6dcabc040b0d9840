"""Command line of the sample: `python -m hoctap.sample FOLDER [--kind complete|troubled]`.

Run as a file (`python python/hoctap/sample FOLDER`) it needs nothing built.
"""

import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType


def _sample() -> ModuleType:
    if __package__:
        return importlib.import_module(__package__)
    # Run as a file: this folder's own modules must not stand before those of the standard library.
    here = Path(__file__).resolve().parent
    sys.path[:] = [str(here.parent), *(entry for entry in sys.path if Path(entry or ".").resolve() != here)]
    return importlib.import_module(here.name)


def main(arguments: list[str] | None = None) -> int:
    """Write the sample and return the exit status."""
    sample = _sample()
    parser = argparse.ArgumentParser(
        prog="python -m hoctap.sample", description="Write the simulated forms of the district of Lạng Giang."
    )
    parser.add_argument("folder", help="a new or empty folder")
    parser.add_argument("--kind", choices=sample.KINDS, default="complete")
    options = parser.parse_args(arguments)
    try:
        print(sample.write(options.folder, kind=options.kind))
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
