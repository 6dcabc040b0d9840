"""The pages of the documentation's site: one for everything that the library's data name, and no link that leads nowhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_pages.__main__ import main
from site_pages.markdown import escaped, slug

import hoctap as ht


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "source"
    main(folder)
    return folder


def test_every_indicator_has_a_page_with_its_rule_and_its_variants(site: Path) -> None:
    for row in ht.catalogue().to_dicts():
        page = (site / "indicators" / f"{slug(row['indicator'])}.md").read_text(encoding="utf-8")
        assert escaped(row["rule_vi"]) in page
        if row["variant"] != "default":
            assert f"### {escaped(row['variant'])}" in page


def test_every_norm_has_a_page_that_says_how_surely_it_is_known(site: Path) -> None:
    pages = [path.read_text(encoding="utf-8") for path in (site / "norms").glob("*/*.md")]
    named = {re.search(r"^\| Identifier \| (.*) \|$", page, re.MULTILINE)[1]: page for page in pages}  # type: ignore[index]
    norms = ht.rulebook().norms.to_dicts()
    assert set(named) == {escaped(norm["id"]) for norm in norms}
    for norm in norms:
        assert f"| Mark | {norm['mark']}: " in named[escaped(norm["id"])]


def test_every_public_name_is_in_the_reference(site: Path) -> None:
    assert {path.stem for path in (site / "python").glob("*.md")} == {*ht.__all__, "index"}


def test_no_link_between_the_pages_leads_nowhere(site: Path) -> None:
    followed = 0
    for page in site.rglob("*.md"):
        if page.name == "changes.md" or page.parent.name == "decisions":
            continue
        text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
            followed += 1
    assert followed > 500
