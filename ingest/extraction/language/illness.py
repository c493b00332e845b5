"""Paragraphs about the illness: “Epilepsy affects one person in a hundred. It can lead to …”."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage

_ON_EFFECTS = frozenset(
    {"adverse_effect", "withdrawal", "overdose", "caution", "dependence", "driving", "population", "monitoring"}
)
"""Kinds of sections in which a finding that opens a sentence is what the drug does."""

_ILLNESS_IS = re.compile(
    r"(?: \([^()]{1,30}\))?,? (?:(?:itself|also|often|usually) )?(?:is (?:an?|the|accompanied|common|marked)|"
    r"affects?|means|"
    r"makes?|leaves|brings|can (?:also )?(?:cause|lead|make|damage|bring|leave|be)|causes|leads to|runs in|strikes|"
    r"has many|tends)\b"
)
_GOES_ON = re.compile(
    r"\W*(?:it|they|this|these|many|most|some|those|people|patients|without|untreated|left|in severe)\b"
)
_TREATED = re.compile(
    r"\b(?:medicines?|medications?|tablets?|capsules?|doses?|dosage|drug|side[ -]effects?|adverse|placebo|"
    r"prescri\w+)\b"
)


def is_about_illness(passage: Passage) -> bool:
    """Say whether a passage, or the sentence before it that it goes on from, begins with an illness and names no drug.

    :param passage: the passage; asked while the one before it is there
    :returns: whether it does
    """
    if passage.about_illness is None:
        passage.about_illness = _begins_with_illness(passage)
    return passage.about_illness


def _begins_with_illness(passage: Passage) -> bool:
    folded = passage.folded
    if passage.kind in _ON_EFFECTS or passage.own_named() or _TREATED.search(folded):
        return False
    if _ILLNESS_IS.search(folded):
        first = next((m for m in passage.mentions if m.start <= 4), None)
        if first is not None and first.entry.category == "finding" and _ILLNESS_IS.match(folded, first.end):
            return True
    return bool(_GOES_ON.match(folded)) and passage.previous is not None and is_about_illness(passage.previous)
