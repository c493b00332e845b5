"""Sentences that govern a list: whether they deny what it holds, and whose it is."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage
from ingest.lexicon.folding import fold
from ingest.lexicon.matching import Mention

_DENIES = re.compile(
    r"\b(?:not|never|n't) (?:yet |so far |ever )?(?:been )?(?:\w+ly )?(?:seen|reported|observed|found|described|noted|"
    r"associated|linked|known to|shown to|expected|attributed|recorded|a (?:known )?side effect)\b|"
    r"\b(?:(?:does|do|did|has|have|is|are|was|were|will|would|should|can)(?: not|n't)|never) (?:seem to |appear to |"
    r"usually |normally |known to |been shown to |tend to )?(?:cause[ds]?|produced?|lead|bring|induced?|provoked?|"
    r"side[ -]effects?)\b|"
    r"\bno (?:reports?|cases?|evidence|signs?|increase|excess|association|link|such)\b|\bno more (?:common|often|"
    r"frequent)\w* (?:than|on|with)|\bas (?:common|often|frequent)\w* (?:as )?(?:on|with|in|under) placebo|"
    r"\bfree (?:of|from)\b|\b(?:absent|lacks?|lacking|ruled out|wrongly|myths?|contrary to)\b|"
    r"\bunlike\b.*\bnot\b|^(?:no|not (?:due|owing|caused|from|because|an? )|none of)\b(?! (?:known )?frequency)"
)
_LIKE = re.compile(r"\b(?:like|as with|in common with|along with)\s+(?:\w+ )?$")
_FIRST_WORDS = 25
_TOGETHER = re.compile(
    r"\b(?:with|together|combin\w*|mix\w*|alongside|plus|added|same time|on top of|and)\b|^\W*(?:in|"
    r"if) .{0,40}\b(?:on|"
    r"taking|takes?)\b.*,"
)
_DEMANDS = re.compile(r"\b(?:tell|call|see|stop|ask|contact|seek|get|watch)\b")


def of_list(passage: Passage) -> str:
    """Return the folded words of the sentence or the heading that governs a list item.

    :param passage: an item
    :returns: its lead sentence; the heading of its section where it has none
    """
    if passage.unit.lead is not None:
        return fold(passage.unit.lead.text)
    return fold(passage.section.title) if passage.unit.kind in ("item", "cell") else ""


def denies(passage: Passage) -> bool:
    """Say whether a list, or the label of an item, is one of what does not happen: “Not reported in trials: …”.

    :param passage: an item
    :returns: whether it is
    """
    words = of_list(passage)
    label = fold(passage.unit.label) if passage.unit.kind in ("item", "label") else ""
    if len(label.split()) > 1 and _DENIES.search(label):
        return True
    return bool(words) and bool(_DENIES.search(words)) and not _DEMANDS.match(words)


def others_in_lead(passage: Passage) -> list[Mention]:
    """Return the other drugs that the sentence that governs a list names.

    :param passage: an item
    :returns: mentions in the lead sentence
    """
    lead = passage.unit.lead
    if lead is None:
        return []
    return [
        m
        for m in passage.context.lexicon.mentions(lead.text)
        if m.entry.category in ("drug", "drug_class") and not passage.context.is_own(m)
    ]


def is_of_another(passage: Passage) -> bool:
    """Say whether a list is that of another drug: “Pergolide may cause:”.

    :param passage: an item
    :returns: whether its lead sentence names another drug and not this one
    """
    lead = passage.unit.lead
    if lead is None:
        return False
    words = fold(lead.text)
    if passage.context.own_name.search(words) or re.search(r"\b(?:it|this|you|your|these tablets)\b", words):
        return False
    found = others_in_lead(passage)
    return bool(found) and found[0].start <= _FIRST_WORDS and not _LIKE.search(words[: found[0].start])


def of_combination(passage: Passage) -> Mention | None:
    """Return the other drug if a list is of what both do: “Taken with alcohol, zelopram may cause:”.

    :param passage: an item
    :returns: the other drug; ``None`` if the lead sentence is about one drug
    """
    lead = passage.unit.lead
    if lead is None or lead.kind == "contraindication":
        return None
    words = fold(lead.text)
    if re.search(r"\b(?:like|unlike|as with|than|in common with|similar to|rather than|instead of)\b", words):
        return None
    if not _TOGETHER.search(words) or not re.search(_BRINGS, words):
        return None
    found = others_in_lead(passage)
    own = passage.context.own_name.search(words) or re.search(r"\b(?:it|this medicine|these tablets)\b", words)
    return found[0] if found and own else None


_BRINGS = (
    r"\b(?:caus\w+|bring\w*|lead\w*|result\w*|trigger\w*|produc\w+|provok\w+|get|experience|include\w*|risk\w*|"
    r"reaction)\b"
)
