"""What the README shows for analysts runs as it stands there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from hoctap.cli import commands

README = Path(__file__).resolve().parents[2] / "README.md"
NEWCOMER = "From empty forms to a report"


def blocks(language: str, *, below: str = "") -> list[str]:
    """Give the blocks of a language, all of them or those below a heading."""
    text = README.read_text(encoding="utf-8")
    if below:
        text = text.partition(f"\n## {below}\n")[2].partition("\n## ")[0]
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.DOTALL | re.MULTILINE)


@pytest.fixture
def beside_forms(complete_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("forms", "forms-of-monday", "forms-of-thursday"):
        (tmp_path / name).symlink_to(complete_folder)
    lines = "content,date,factor_1,factor_2,amount\nguest_meal,2024-06-01,30,2,6000000\n"
    (tmp_path / "estimate.csv").write_text(lines, encoding="utf-8")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("beside_forms")
def test_the_python_block_runs_and_explains_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    names: dict[str, object] = {}
    exec(compile("".join(blocks("python")), str(README), "exec"), names)
    assert len(names["result"]) > 0  # type: ignore[arg-type]
    assert "Tiên Lục (07381), T4a, 2025Q4" in capsys.readouterr().out


@pytest.mark.usefixtures("beside_forms")
def test_every_command_of_hoctap_that_is_shown_runs() -> None:
    path = blocks("sh", below=NEWCOMER)  # has a test of its own
    shown = [
        line for block in blocks("sh") if block not in path for line in block.splitlines() if line.startswith("hoctap ")
    ]
    assert len(shown) >= 3
    for line in shown:
        result = CliRunner().invoke(commands, shlex.split(line)[1:])
        assert result.exit_code == 0, (line, result.output)
