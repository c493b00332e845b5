"""Effects that a question names and its answer denies: “Does it cause hair loss? No.”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.extraction.language.model import Candidate, Passage, Rule
from ingest.extraction.language.noun_lists import items
from ingest.extraction.rules.effects import effect_candidate

_NO = re.compile(
    r"\W*(?:a: )?(?:no\b(?! (?:one|longer|doubt))|(?:this|that|it)(?: is|'s| was)?(?: not|n't) (?:an? |been |"
    r"one of )?(?:known|listed|recogni\w+|usual|common|reported|side|effect|known to)|"
    r"(?:we|i|studies|researchers) (?:found|know of|have|have found|are aware of|saw) no\b|there (?:is|are|was|"
    r"were) no\b|(?:we've|we have|i've|i have) never\b|never\b|not that)"
)
_ASKED = re.compile(
    r"(?:does|do|can|could|will|would|is) (?:it|this (?:medicine|drug)|[a-z]+)(?: \w+)? (?:cause|causes|lead to|give "
    r"(?:you|me)|"
    r"make (?:you|me|people|someone)(?: feel)?|linked to|associated with|produce) (?P<what>[^?]{3,60})\?\s*$|"
    r"^(?P<alone>[a-z][a-z -]{2,30})\?\s*$"
)
_WEIGHT = re.compile(r"^(?:(?P<gain>gain|put on)|lose) weight")


def _answered(passage: Passage) -> Iterator[Candidate]:
    """“Does it make you gain weight? No.”: the answer denies what the question names."""
    if not _NO.match(passage.folded):
        return
    asked = _question_before(passage)
    if asked is None:
        return
    text, place = asked
    match = _ASKED.search(text.lower())
    if match is None or not _about_own(passage, text):
        return
    group = "what" if match.group("what") else "alone"
    start, end = match.span(group)
    if weight := _WEIGHT.match(match.group(group)):
        yield _denied(passage, "weight gain" if weight["gain"] else "weight loss", place + start, place + end)
        return
    for item in items(text, start, end):
        if passage.context.lexicon.lookup(item.text, ("finding",)) is not None:
            yield _denied(passage, item.text, place + item.start, place + item.end)


def _question_before(passage: Passage) -> tuple[str, int] | None:
    """Return the question that a passage answers, and where it stands: the unit or the heading right before it."""
    view = passage.context.view
    before = view.text[max(0, passage.at - 200) : passage.at]
    match = re.search(r"(?:^|[.!?\n])\s*(?P<question>[^.!?\n]{3,150}\?)\s*$", before)
    if match is None:
        return None
    return match.group("question").replace("\n", " "), passage.at - len(before) + match.start("question")


def _about_own(passage: Passage, question: str) -> bool:
    folded = question.lower()
    others = [
        m
        for m in passage.context.lexicon.mentions(question)
        if m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
    ]
    return not others or bool(passage.context.own_name.search(folded))


def _denied(passage: Passage, words: str, start: int, end: int) -> Candidate:
    from ingest.extraction.language.noun_lists import Item  # noqa: PLC0415

    candidate = effect_candidate(
        passage, "effects that an answer denies", "adverse_effect", Item(words, 0, 1), denied=True
    )
    return Candidate(**{**vars(candidate), "start": start, "end": end})


RULES = (
    Rule(
        "effects that an answer denies",
        "“Does it cause hair loss? No.”",
        ("adverse_effect",),
        _answered,
        re.compile(r"\bno\b|\bnever\b|\bnot\b|n't\b"),
    ),
)
