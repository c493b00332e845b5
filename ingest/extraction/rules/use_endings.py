"""What the rest of a sentence says of a use: that it failed, that it is open, or that something else failed."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.language.polarity import denied_late

NOT_ESTABLISHED = re.compile(
    r"\b(?:efficacy|effectiveness|benefit|value|safety)[\w ]{0,20} (?:is |was |has |have |had )?(?:not (?:yet |"
    r"been |clearly )*"
    r"(?:established|proven|demonstrated)|unproven|uncertain|unclear)"
)
"""Says that nobody knows yet whether it works."""

LITTLE_SUCCESS = re.compile(
    r"\b(?:with|but|to) (?:only |very |mostly )?(?:limited|little|mixed|poor|disappointing|modest|variable) "
    r"(?:effectiveness|success|benefit|efficacy|results?|effect)\b"
)
"""“tried in mania, with little success” names no use."""

_NO_BETTER = re.compile(r"\b(?:no (?:better|more effective|faster) than|not (?:better than|superior to)) ")


def _no_better_than_a_drug(passage: Passage, place: int) -> bool:
    """Say whether it is only as good as another drug: “no better than ethosuximide” denies no use."""
    match = _NO_BETTER.search(passage.folded, place)
    return match is not None and any(
        m.start == match.end() and m.entry.category in ("drug", "drug_class") for m in passage.mentions
    )


_OTHERS_FAILED = re.compile(
    r"^[^.;]{0,40}?\b(?:when|where|if|once|after|only|whose|who|that)\b(?! (?:it|this|the "
    r"drug))[^.;]{0,70}?\b(?:(?:has|have|had|did|do|"
    r"does|is|are)(?: not|n't) (?:been )?(?:work|help|respond|suit|effective|enough|control|toler)|fail)"
)
"""What was tried before it did not help: “… when other treatments have not worked”."""

_LATER = re.compile(r"\b(?:although|though|but|however|while)\b(?P<rest>[^.;]*)|;(?P<more>[^.]*)")


_OTHER_USE = re.compile(
    r"\b(?:not|never|n't)\b(?: [\w-]+){0,4} (?:help|work|effective|approved|licensed|indicated|recommended|"
    r"useful|used|"
    r"helpful) (?:with|in|for|against) (?!it\b|this|that\b|them\b|these|those|him|her|most|many|all|trials?|"
    r"stud|controlled|large|any|every|some|the (?:trial|study|long|uk|us)|more|longer|long|adults|children|people|"
    r"patients|an?\b|one|two|three)[a-z]"
)
"""“but it has not been shown to help with snoring”: what is denied is named after the verb."""


def _denies_another(passage: Passage, item: Item) -> bool:
    """Say whether the denial that follows names another use of the sentence: “…, though trials in gout failed”."""
    later = _LATER.search(passage.folded, item.end)
    if later is None:
        return False
    if _OTHER_USE.search(passage.folded, later.start()):
        return True
    found = [m for m in passage.mentions if m.entry.category == "finding"]
    own = {m.entry.label for m in found if m.start < item.end and m.end > item.start}
    before = {m.entry.label for m in found if m.end <= later.start()} - own
    after = {m.entry.label for m in found if m.start >= later.start()}
    return bool(after) and not after & own and (bool(after & before) or passage.folded[later.start()] == ";")


def fails_later(passage: Passage, item: Item) -> bool:
    """Say whether the rest of the sentence denies a use, and not another use, an earlier treatment or a rank.

    :param passage: the passage
    :param item: the use
    :returns: whether it does
    """
    folded = passage.folded
    if not denied_late(folded, item.end) or _denies_another(passage, item):
        return False
    return not (
        NOT_ESTABLISHED.search(folded, item.end)
        or _OTHERS_FAILED.search(folded[item.end :])
        or _no_better_than_a_drug(passage, item.end)
    )
