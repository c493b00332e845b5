"""Other medicines that a document describes by what they are for, and lists of drugs in one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.subjects import foreign_section
from ingest.extraction.rules.interaction_wording import SAFE

_NOUN = (
    r"(?:medicines?|medications?|drugs|tablets|pills|products|remedies|treatments|painkillers|preparations|injections|"
    r"supplements)"
)
_DESCRIBED = re.compile(
    rf"\b(?P<what>(?:(?:some|other|certain|prescription|strong|prescribed|over-the-counter|oral) ){{0,2}}{_NOUN} "
    r"(?:(?:that are |which are |that is )?(?:commonly |usually |often )?(?:used|taken|given|prescribed) )?"
    r"(?:for(?! example| instance)|to (?:treat|control|prevent|relieve|lower|reduce|help|manage|thin|stop)|against|"
    r"that (?:treat|lower|reduce|affect|slow|thin|prolong|relieve|suppress|raise|increase|cause|make you|contain|"
    r"control|prevent)|which (?:treat|lower|affect|prolong)|known to (?:prolong|cause|affect)) "
    r"(?:(?!\b(?:such as|including|like|e\.g|for example|because|as they|may|can|should|must|are|is|will|and other|"
    r"known as|called|with (?:it|this))\b)[\w'’ -]){3,70})"
)
_NOT_A_LIST = re.compile(r"\b(?:do not|don't|should|must|may|can|is|are|if you)\b")


def _described(passage: Passage) -> Iterator[Candidate]:
    """“medicines for epilepsy, such as carbamazepine”, in the list of a section about interactions."""
    if foreign_section(passage) or passage.unit.kind not in (
        "item",
        "cell",
        "label",
    ):
        return
    for match in _DESCRIBED.finditer(passage.folded):
        words = passage.text[match.start("what") : match.end("what")].strip(" ,-–'’")
        words = re.sub(r"\s+(?:and|or|the|a|of|in|your|to)$", "", words)
        if match.start() > 45 or _NOT_A_LIST.search(passage.folded[: match.start()]):
            continue
        start = match.start("what")
        yield Candidate(
            "interactions with medicines that are described",
            "interaction",
            "interactsWith",
            words,
            "drug_class",
            passage.at + start,
            passage.at + start + len(words),
            polarity="denied" if SAFE.search(passage.folded) else "affirmed",
        )
        return


def _in_one_line(passage: Passage) -> Iterator[Candidate]:
    """A line of nothing but drugs under “Interactions”, which looks like a heading of its own."""
    sections, number = passage.context.view.sections, passage.unit.section
    if number == 0 or sections[number - 1].own_kind != "interaction" or sections[number].own_kind is not None:
        return
    if passage.context.view.units[_first_of(passage)] is not passage.unit:
        return
    title = passage.context.view.text[sections[number].start : sections[number].end]
    if passage.context.view.text[sections[number - 1].end : sections[number].start].strip():
        return
    found = [m for m in passage.context.lexicon.mentions(title) if m.entry.category in ("drug", "drug_class")]
    if len(found) < 2 or sum(m.end - m.start for m in found) < 0.7 * len(re.sub(r"\s+", " ", title)):
        return
    at = sections[number].start
    for m in found:
        if passage.context.is_own_name(m):
            continue
        yield Candidate(
            "interactions in one line",
            "interaction",
            "interactsWith",
            title[m.start : m.end],
            m.entry.category,
            at + m.start,
            at + m.end,
            synonyms=(m.entry.label,),
        )


def _first_of(passage: Passage) -> int:
    """Return the number of the first unit of a passage's section."""
    units = passage.context.view.units
    low, high = 0, len(units)
    while low < high:
        middle = (low + high) // 2
        if units[middle].section < passage.unit.section:
            low = middle + 1
        else:
            high = middle
    return low


RULES = (
    Rule(
        "interactions with medicines that are described",
        "“medicines for epilepsy, such as …”",
        ("interaction",),
        _described,
        kinds=frozenset({"interaction"}),
    ),
    Rule("interactions in one line", "a line of nothing but drugs", ("interaction",), _in_one_line),
)
