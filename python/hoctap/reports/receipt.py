"""What the page rests on, so that anybody can compute it again."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, day_text, say
from hoctap.reports.page import Facts, Section, Source
from hoctap.result_view import view_text

if TYPE_CHECKING:
    from hoctap.reports.contents import Contents

__all__ = ["section"]


def section(contents: Contents, lang: Language) -> Section:
    """Name version, rulebook, plan and inputs."""
    receipt, dataset = contents.receipt, contents.dataset
    asked = dict(receipt.asked)
    text = receipt.json()
    day = dataset.owed.day
    every = say("each line's own days", lang)
    pairs = [
        (say("library", lang), f"hoctap {receipt.library}"),
        (say("plan", lang), f"{dataset.programme.id} · SHA-256 {dataset.programme.digest}"),
        (say("units and their lineage", lang), f"SHA-256 {dataset.gazetteer.digest}"),
        (say("rulebook", lang), f"SHA-256 {receipt.rulebook_digest}"),
        (say("law of", lang), every if receipt.in_force is None else day_text(receipt.in_force, lang)),
        (say("asked", lang), f"{view_text(asked['view'], lang)}; {asked['period']}; {asked['indicator']}"),
        (say("day of the reading", lang), "–" if day is None else day_text(day, lang)),
        (
            say("inputs", lang),
            say(
                "{count} files and the plan, each with its digest below",
                lang,
                count=count_text(len(receipt.inputs) - 1, lang),
            ),
        ),
        (say("digest of the receipt", lang), f"SHA-256 {hashlib.sha256(text.encode()).hexdigest()}"),
    ]
    lead = say(
        "Every figure of this page comes from results that the library computes from these inputs; `hoctap report --save` keeps them, `hoctap verify` computes them again.",
        lang,
    )
    return Section(
        "receipt", say("Receipt", lang), lead, [Facts(pairs), Source(say("The whole receipt (JSON)", lang), text)]
    )
