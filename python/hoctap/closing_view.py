"""How the steps that close a gap look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hoctap.language import Language, count_text, say
from hoctap.result_view import TEXT_WIDTH, measure_text
from hoctap.sheet import Cell, Sheet, paragraph, text_table

if TYPE_CHECKING:
    from hoctap import Closing

__all__ = ["closing_text"]


def closing_text(closing: Closing, lang: Language = "en", *, width: int | None = TEXT_WIDTH) -> str:
    """Say how many more must pass, and list the steps in their order."""
    row = closing.row
    figure = [f"{row.unit} {row.unit_name}".strip(), measure_text(row.indicator, row.variant), str(row.period)]
    heading = [*figure, row.value_text(lang=lang), row.status_text(lang=lang)]
    if closing.steps.is_simulated:
        heading.append(say("simulated data", lang).upper())
    heads = ["what", "place", "gain", "so far", "what it lacks"]
    lines = [
        [
            Cell(step["subject"]),
            Cell(f"{step['place']} {step['place_name']}".strip()),
            Cell(count_text(step["gain"], lang), number=True),
            Cell(count_text(step["so_far"], lang), number=True, strong=number == closing.enough),
            Cell(step[f"lacks_{lang}"]),
        ]
        for number, step in enumerate(closing.steps.to_dicts(), start=1)
    ]
    blocks = ["\n".join(paragraph(text, width)) for text in (" · ".join(heading), _needed(closing, lang))]
    if lines:
        blocks.append(text_table(Sheet("", [say(head, lang) for head in heads], lines, 2), width=width))
    return "\n\n".join(blocks)


def _needed(closing: Closing, lang: Language) -> str:
    if closing.at_most is None:
        return say("how large the gap is cannot be told: the whole is not known", lang)
    if closing.at_most == 0:
        return say("the target of {target} % is met: nothing is needed", lang, target=closing.target_percent)
    least, most = (count_text(number or 0, lang) for number in (closing.at_least, closing.at_most))
    needed = say(
        "to {target} %: {least} more if all that is unknown passes, {most} if none of it does",
        lang,
        target=closing.target_percent,
        least=least,
        most=most,
    )
    if closing.enough:
        enough = say("the first {count} steps are enough", lang, count=count_text(closing.enough, lang))
    else:
        enough = say("all steps together are not enough", lang)
    return f"{needed}; {enough}"
