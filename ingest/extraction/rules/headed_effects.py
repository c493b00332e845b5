"""Effects that are headings of their own, with advice below each: “Feeling sick”, then “Take it with food.”"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.effects import effect_candidate

_RULE = "effects as headings"
_ADVICE = re.compile(
    r"\W*(?:try|make sure|do not|don't|avoid|take|drink|eat|rest|ask|talk|speak|tell|call|ring|chew|suck|use|keep|stop|"
    r"get|sit|stand|wait|it may help|it's best|this (?:may|can|should|usually)|these (?:may|can|should|usually)|they "
    r"(?:may|can|should|usually)|if (?:you|this|it|they)|when you|before|cut|have|sip|switch|wear|"
    r"stick|see (?:a|your))\b"
)
_FAR = 12
"""Headings after which a list of effects has ended."""


def _headed(passage: Passage) -> Iterator[Candidate]:
    """A heading that is a finding, below a section about effects and with advice under it."""
    number = passage.unit.section
    section = passage.section
    if section.own_kind is not None or section.band is not None or len(section.title) > 60:
        return
    if not _ADVICE.match(passage.folded) or foreign_section(passage):
        return
    above = _section_about_effects(passage, number)
    if above is None:
        return
    start = section.start
    title = passage.context.view.text[start : section.end]
    for item in items(title, 0, len(title)):
        if not _is_finding(passage, item.text):
            continue
        made = effect_candidate(passage, _RULE, "adverse_effect", item, denied=False)
        qualifiers: dict[str, object] = {}
        band = passage.context.view.sections[above].band
        if band:
            qualifiers["frequency"] = band
        if passage.context.view.sections[above].serious:
            qualifiers["severity"] = "serious"
        yield Candidate(
            **{**vars(made), "start": start + item.start, "end": start + item.end, "qualifiers": qualifiers}
        )


def _section_about_effects(passage: Passage, number: int) -> int | None:
    """Return the number of the section about effects above a row of headings that are findings."""
    sections = passage.context.view.sections
    for place in range(number - 1, max(-1, number - _FAR), -1):
        if sections[place].own_kind == "adverse_effect":
            return place
        if sections[place].own_kind is not None or not any(
            _is_finding(passage, item.text) for item in items(sections[place].title, 0, len(sections[place].title))
        ):
            return None
    return None


def _is_finding(passage: Passage, words: str) -> bool:
    """Say whether words are mostly the name of a finding."""
    found = [m for m in passage.context.lexicon.mentions(words) if m.entry.category == "finding"]
    return bool(found) and max(m.end - m.start for m in found) >= 0.5 * len(words)


RULES = (
    Rule(
        _RULE,
        "“Feeling sick”, then “Take it with food.”",
        ("adverse_effect",),
        _headed,
    ),
)
