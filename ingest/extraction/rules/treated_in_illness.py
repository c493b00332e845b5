"""What is treated in an illness: “spasticity in multiple sclerosis” is a use for spasticity, not for the illness."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from ingest.extraction.language.model import Passage
from ingest.extraction.language.noun_lists import Item

_IN = re.compile(r" (?:in|of|after|from|following|due to|caused by|associated with|related to) (?:the |an? )?$")
_ALSO_AFTER = re.compile(r"(?:in|of|after|from|following|due to) (?:the |an? )?")
_ILLNESS = re.compile(
    r"\b(?:sclerosis|injury|injuries|palsy|disease|diseases|cancer|stroke|dementia|syndrome|paralysis|failure|trauma)$"
)


def thing_in_illness(passage: Passage, item: Item, before: tuple[Item, str] | None) -> tuple[Item, str] | None:
    """Return what an item of a list of uses says is treated, and the illness in which it is.

    :param passage: the passage
    :param item: an item, such as “spasticity in multiple sclerosis”, or a further illness, such as “stroke”
    :param before: what the item before it says
    :returns: the thing treated, at the place of the item, and the illness; ``None`` if the item names no two findings
    """
    found = [
        m for m in passage.mentions if m.entry.category == "finding" and item.start <= m.start and m.end <= item.end
    ]
    for first, second in pairwise(found):
        starts, ends = first.start == item.start, second.end == item.end
        if starts and ends and _IN.search(passage.folded[first.end : second.start]):
            return replace(item, text=passage.text[first.start : first.end]), second.entry.label
    if before is None or not _ILLNESS.search(before[1]) or len(found) != 1:
        return None
    lead = _ALSO_AFTER.match(passage.folded, item.start)
    is_whole = found[0].start == (lead.end() if lead else item.start) and found[0].end == item.end
    if is_whole and _ILLNESS.search(passage.folded[item.start : item.end]):
        return replace(item, text=before[0].text), found[0].entry.label
    return None
