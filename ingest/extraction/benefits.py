"""Effects that people take a drug for, in lists that name wanted and unwanted effects alike."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.extraction.language.model import Candidate

_BENEFIT = re.compile(
    r"(?:(?:motivation|focus|memory|creativity|empathy|immersion|stamina|mood|cognition|concentration|productivity|"
    r"music|sociability|confidence|wakefulness) (?:enhancement|improvement|boost)|"
    r"(?:anxiety|pain|seizure|nausea|depression|craving|stress|inflammation|insomnia|itch) suppression|"
    r"rejuvenation|pain relief|(?:anxiety|stress) relief|mindfulness)",
    re.IGNORECASE,
)


def as_benefit(candidate: Candidate) -> Candidate:
    """Return a claim that a list of effects names something wanted as a claim about that.

    :param candidate: a claim
    :returns: the same claim, or one that the drug has a desired effect

    >>> c = Candidate("effects", "adverse_effect", "causes", "Anxiety suppression", "finding", 0, 19)
    >>> as_benefit(c).predicate, as_benefit(replace(c, object="Emotion suppression")).predicate
    ('hasDesiredEffect', 'causes')
    """
    if candidate.predicate != "causes" or candidate.family != "adverse_effect" or candidate.polarity != "affirmed":
        return candidate
    if not _BENEFIT.fullmatch(candidate.object):
        return candidate
    return replace(candidate, family="efficacy", predicate="hasDesiredEffect", category="activity")
