"""Statements about what happens with the drug and without it."""

from __future__ import annotations

import re

from ingest.extraction.language.model import Passage

_EITHER_WAY = re.compile(
    r"\b(?:with(?: or|, or even|,? as well as) without|whether or not (?:\w+ ){0,4}(?:on|taking|using|with)|"
    r"regardless of(?: whether (?:\w+ ){0,4}(?:on|taking|using)))\s+"
    r"(?:treatment|medication|therapy|(?:the |this |any )?(?:drug|medicine|medication|tablets?)|(?P<name>[\w-]+))"
)
_GIVEN_UP = re.compile(
    r"\b(?:stopp?ing|giving up|quitting|cessation of) (?:smoking|drinking|alcohol|tobacco|cigarettes)\b"
)
_GOES_ON = re.compile(r"(?:these|this|they|examples?|such|symptoms) ")


def happens_either_way(passage: Passage) -> bool:
    """Say whether a passage is about what giving something up does, with or without the drug.

    “Giving up smoking, with or without treatment, can cause various symptoms. These include …”: none is the drug's.

    :param passage: the passage
    :returns: whether it is, by its own words or as the continuation of a sentence that is
    """
    if _is_either_way(passage):
        return True
    before = passage.previous
    return before is not None and _GOES_ON.match(passage.folded) is not None and _is_either_way(before)


def _is_either_way(passage: Passage) -> bool:
    match = _EITHER_WAY.search(passage.folded)
    if match is None or not _GIVEN_UP.search(passage.folded):
        return False
    return match["name"] is None or passage.context.own_name.search(match["name"]) is not None
