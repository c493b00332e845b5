"""Items of lists of effects that are none, or that are one item in spite of their commas."""

from __future__ import annotations

import re

from ingest.documents.effect_headings import is_group_of_effects
from ingest.extraction.language.model import Passage
from ingest.extraction.language.noun_lists import Item
from ingest.extraction.rules.effects import is_finding

NO_EFFECT = re.compile(
    r"(?:pain|itch|anxiety|stress) (?:relief|suppression)$|(?:withdrawal|discontinuation) of\b|"
    r"(?:drug )?interactions?\b|(?:use|exposure) (?:in|during) |"
    r".{3,60} with concomitant "
)
"""Headings of warnings that name no effect of the drug: “Use in pregnancy”."""


def is_of_the_drug(passage: Passage) -> bool:
    """Say whether an item is a sentence that begins with the drug, or a title that names it before a colon.

    :param passage: the passage
    :returns: whether it is
    """
    if passage.unit.kind == "label" and passage.context.own_name.search(passage.unit.label.lower()):
        found = passage.items(0, len(passage.text))
        return not any(is_finding(passage, item) for item in found)
    return passage.unit.kind == "item" and bool(
        _DRUG_DOES.match(passage.context.own_name.sub("x", passage.folded[:300]))
    )


def is_group(passage: Passage, item: Item) -> bool:
    """Say whether an item is the heading of a group of effects: “Bladder Problems”.

    :param passage: the passage
    :param item: an item of a list
    :returns: whether it is
    """
    return (
        passage.unit.kind == "item"
        and item.text == passage.text.strip(" :")
        and item.text.istitle()
        and is_group_of_effects(item.text)
    )


_DRUG_DOES = re.compile(
    r"(?:the )?x (?:\w+ly )?[a-z]+(?:s|ed)\b(?! [a-z]+ )(?!.{0,3}$)|x [a-z]+(?:s|ed) (?:a|an|the|no|some|little|"
    r"in|to)\b"
)

_TAIL = re.compile(
    r"[,;(]\s*(?:(?:and |or )?(?:chiefly|mainly|mostly|usually|especially|particularly|notably|above all|"
    r"sometimes|often|"
    r"rarely|seldom|even|first|rather) (?:in|with|at|on|after|when|during|within|among|if|for|by|mild|early|the)\b|"
    r"with or without|(?:and )?from|in (?:about|up to|some|a few|most|many|rare)|within|which|"
    r"an? (?:\w+ )?(?:warning|concern|risk|danger|reason|sign|problem)|but|though|although)\b[^,;(]*$"
)
"""A remark on the effect before it: “Acidosis, chiefly in children”."""


def is_tail(passage: Passage, item: Item) -> bool:
    """Say whether an item of a list is a remark on the one before it, and no effect.

    :param passage: the passage
    :param item: an item of a list
    :returns: whether it is
    """
    return (
        passage.unit.kind == "item"
        and item.start > 3
        and bool(_TAIL.search(passage.folded, max(0, item.start - 60), item.end))
    )


def gerunds(passage: Passage, length: int) -> list[Item]:
    """Return an item of several verbs with one object as a whole: “losing, dropping or breaking things for no reason”.

    :param passage: the passage
    :param length: where the list ends
    :returns: the item; nothing if it is not such a one
    """
    match = _GERUNDS.match(passage.folded, 0, length) if passage.unit.kind == "item" else None
    return [Item(passage.text[: match.end()], 0, match.end())] if match is not None else []


_GERUNDS = re.compile(r"[a-z]+ing, (?:[a-z]+ing, )*(?:or|and) [a-z]+ing [a-z ]{4,60}$")
