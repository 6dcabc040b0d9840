"""The report in a browser: nothing to complain of, nothing fetched, no page wider than a phone, and sheets of A4."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import hoctap as ht

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium to open the page in")

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="module")
def html(small: ht.Dataset) -> str:
    return small.report(lang="vi").html


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def run_chromium(page: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        own = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        command = [str(CHROMIUM), *own, "--enable-logging=stderr", *arguments, page.as_uri()]
        return subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)

    return run_chromium


def written(folder: Path, html: str, name: str = "page.html") -> Path:
    page = folder / name
    page.write_text(html, encoding="utf-8")
    return page


def complaints(run: subprocess.CompletedProcess[str]) -> list[str]:
    return [line for line in run.stderr.splitlines() if "CONSOLE" in line]


def asked(log: Path) -> set[str]:
    """Return what a page of a file asked of the network, by the browser's own log."""
    urls = re.findall(r'\{site=file:[^"]*","url":"([^"]*)"', log.read_text(encoding="utf-8"))
    return {url for url in urls if not url.startswith(("file:", "data:"))}


def test_it_asks_for_nothing_and_nothing_is_complained_of(run: Run, html: str, tmp_path: Path) -> None:
    # A page that does either is seen to, by the same eyes.
    bad = '<script>console.error("seen")</script><img src="http://never-there.invalid/seen.png">'
    seen = run(
        written(tmp_path, f"<!DOCTYPE html>{bad}", "bad.html"), "--dump-dom", f"--log-net-log={tmp_path / 'bad.json'}"
    )
    assert complaints(seen)
    assert any("never-there" in url for url in asked(tmp_path / "bad.json"))
    opened = run(written(tmp_path, html), "--dump-dom", f"--log-net-log={tmp_path / 'log.json'}")
    assert complaints(opened) == []
    assert asked(tmp_path / "log.json") == set()
    assert "</html>" in opened.stdout


@pytest.mark.parametrize("width", [360, 1280])
def test_it_is_no_wider_than_the_screen(run: Run, html: str, tmp_path: Path, width: int) -> None:
    framed = json.dumps(POLICY.sub("", html)).replace("</", "<\\/")
    measuring = f"""<!DOCTYPE html><iframe id="screen" style="width:{width}px;height:800px;border:0"></iframe><p id="found"></p>
<script>
const screen_ = document.getElementById("screen");
screen_.onload = () => {{
  const page = screen_.contentDocument.documentElement;
  document.getElementById("found").textContent = "wide:" + page.scrollWidth + " letters:" +
    parseFloat(screen_.contentWindow.getComputedStyle(page.querySelector("td")).fontSize);
}};
screen_.srcdoc = {framed};
</script>"""
    shown = run(written(tmp_path, measuring), "--dump-dom", "--virtual-time-budget=3000")
    found = re.search(r'<p id="found">wide:(\d+) letters:([\d.]+)</p>', shown.stdout)
    assert found is not None
    assert int(found.group(1)) <= width
    assert float(found.group(2)) >= 14


def test_it_prints_on_a4(run: Run, html: str, tmp_path: Path) -> None:
    target = tmp_path / "page.pdf"
    run(written(tmp_path, html), f"--print-to-pdf={target}")
    content = target.read_bytes()
    sheets = [
        tuple(round(float(edge)) for edge in box.split()) for box in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", content)
    ]
    assert 2 <= len(sheets) <= 20
    assert set(sheets) == {(0, 0, 595, 842)}
