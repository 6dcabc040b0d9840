"""The guides are programs: what they show is compiled and run as it stands."""

import os
import re
import sys

from commands import ROOT, run


def blocks(guide: str, language: str) -> str:
    """Return the guide's blocks of a language, one after the other."""
    text = (ROOT / "docs" / guide).read_text()
    return "\n".join(re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))


def test_the_guide_for_cpp_is_a_program(prefix, sample, tmp_path, clean_environment):
    (tmp_path / "CMakeLists.txt").write_text(blocks("guide-cpp.md", "cmake"))
    (tmp_path / "main.cpp").write_text(blocks("guide-cpp.md", "cpp"))
    build = tmp_path / "build"
    run("cmake", "-S", tmp_path, "-B", build, "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={prefix}",
        "-DCMAKE_CXX_FLAGS=-Wall -Wextra -Wpedantic -Werror", env=clean_environment)  # fmt: skip
    run("cmake", "--build", build, env=clean_environment)
    secret = (sample / "person-key.txt").read_text().splitlines()[0]
    lines = run(build / "program", sample, secret).splitlines()
    assert "0 reports are missing" in lines
    targets = [line.split("\t") for line in lines if line.count("\t") == 2]
    assert [indicator for indicator, *_ in targets] == ["T1", "T2", "T3", "T4a", "T4b", "T5"]
    assert "1 of 2 centres, 1 through Arrow, 1 of a sheet" in lines
    assert "over, otherwise where only VERIFIED counts" in lines
    assert any("30 × 2 × 100,000" in line for line in lines), "the line is explained"


def test_the_guide_for_python_runs(tmp_path):
    environment = {key: value for key, value in os.environ.items() if key != "HOCTAP_KEY"}
    shown = run(sys.executable, "-W", "error", "-c", blocks("guide-python.md", "python"),
                cwd=tmp_path, env=environment)  # fmt: skip
    assert "0 reports are missing" in shown
    lines = shown.splitlines()
    assert lines[-1] == "no such folder: there is no such file or folder"
    assert "1" in lines, "the table that was handed over has its row"
    assert any("40/2017/TT-BTC" in line for line in lines), "the explanation names the norm"
