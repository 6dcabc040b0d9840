"""Writes the sample to a folder."""

import errno
import shutil
from os import PathLike
from pathlib import Path

from .district import District
from .files import Files
from .troubles import write_troubled

KINDS = ("complete", "troubled")
LAW = Path(__file__).parent / "law"
# The provincial resolution of the simulated district, for `Rulebook.with_files`: made up, and marked so.
PROVINCIAL_RULEBOOK = LAW / "1-2024-nq-hdnd-mo-phong.toml"
KEY_FILE = "person-key.txt"
PERSON_KEY = "simulated sample of Lang Giang: public, nobody is in it"

_README = """# Lạng Giang, simulated

Dữ liệu mô phỏng. Simulated data: no person, session, amount or inventory in these files exists. Real are the names,
codes and mergers of the communes. Written by `hoctap sample`; the same files come out every time.

One folder a period, in it one folder a unit, in it one file for each table of a form. The lines above the headings say
which form a file is, of which unit and period, and when it was received.

The list of residents (LD-01) holds persons of 15 and over in the labour force and those near its limits: pupils and
students of 13 and over, people who keep house, and workers a few years past the working age. It is complete in 2023Q3;
later quarters hold the spells that began or ended.

`law` holds a provincial resolution that no council issued (marked SIMULATED), to be added to the rulebook of the library.

`person-key.txt` is the key with which citizen numbers are hashed. It is public, because these numbers belong to nobody.
A real key is secret.
"""


def write(folder: str | PathLike[str], kind: str = "complete") -> Path:
    """Write the sample to `folder`, which must be new or empty, and return it.

    `kind` is "complete" (everything came, correct and nearly always in time) or "troubled" (the same facts with late,
    missing, corrected and broken forms). For the latter a list of what is wrong where is written beside the folder, as
    `<folder>.troubles.csv`.

    Raises:
        ValueError: for another kind.
        FileExistsError: if the folder holds anything.
    """
    if kind not in KINDS:
        raise ValueError(f"the sample has the kinds {' and '.join(KINDS)}, not {kind!r}")
    root = Path(folder)
    if root.exists() and any(root.iterdir()):
        raise FileExistsError(errno.ENOTEMPTY, "the folder is not empty", str(root))
    reports = District().reports()
    if kind == "troubled":
        write_troubled(root, reports)
    else:
        Files(reports).write(root)
    write_companions(root)
    return root


def write_companions(root: Path) -> None:
    """Write what accompanies the forms: what they are, the province's simulated rules, and the key."""
    shutil.copytree(LAW, root / "law")
    (root / "README.md").write_text(_README, encoding="utf-8")
    (root / KEY_FILE).write_text(PERSON_KEY + "\n", encoding="utf-8")
