"""Headings inside a list of effects: a frequency, or the part of the body that the effects below it are about."""

from __future__ import annotations

import re

from ingest.documents.headings import Heading

_EFFECTS = frozenset({"adverse_effect", "withdrawal", "overdose"})
_ONLY_BAND = re.compile(
    r"(?:(?:(?:very|more|less|most|least) )?(?:common|rare|frequent)|uncommon(?: (?:or|and|to) rare)?|infrequent|"
    r"occasional|"
    r"(?:(?:frequency|incidence) )?(?:not (?:known|defined|reported|determined)|unknown)|"
    r"post-?marketing (?:reports?|experience))"
    r"(?: \([^()]{1,80}\))?(?: (?:side effects|reactions|effects))?:?",
    re.IGNORECASE,
)
_GROUP = re.compile(
    r"(?!(?:early|late|core|key|drug|beneficial|positive|desired|therapeutic|clinical|other drug|long-term|"
    r"onset|duration|treatment|managing|depressive|opioid|alcohol)\b)[a-z][a-z/-]+(?:,? (?:and |& |"
    r"or )?[a-z][a-z/-]+){0,3} "
    r"(?:symptoms?|signs|effects|reactions|complaints|changes|problems|issues|disturbances)(?: \([^()]{1,40}\))?:?",
    re.IGNORECASE,
)


def is_only_band(words: str) -> bool:
    """Say whether a line gives a frequency of side effects and nothing else.

    :param words: the line
    :returns: whether it is one such as “Rare (1 in 1,000)” or “Incidence not known”

    >>> is_only_band("More common"), is_only_band("Common names")
    (True, False)
    """
    return _ONLY_BAND.fullmatch(words) is not None


def is_group_of_effects(title: str) -> bool:
    """Say whether a heading names a group of effects, whose kind those that precede it give.

    :param title: the heading
    :returns: whether it is one such as “Bladder problems”

    >>> is_group_of_effects("Bladder and Bowel Problems"), is_group_of_effects("Symptoms of depression")
    (True, False)
    """
    return _GROUP.fullmatch(title) is not None


class OpenEffects:
    """Which effects the last heading or lead sentence has opened, for the headings of groups below it."""

    def __init__(self) -> None:
        self._kind: str | None = None

    def announce(self, kind: str | None) -> None:
        """Note what a lead sentence announces.

        :param kind: kind of its list
        """
        self._kind = kind if kind in _EFFECTS else self._kind

    def kind_below(self, said: Heading, title: str, kind: str | None) -> str | None:
        """Return the kind of a section, also where its heading only has a frequency or a group of effects.

        :param said: what the heading says
        :param title: its words
        :param kind: the kind that it has by its words and the headings above it
        :returns: that kind, or that of the effects which go on below it
        """
        if kind is None and said.band is not None and is_only_band(title):
            kind = "adverse_effect"
        if said.kind is not None:
            self._kind = kind if kind in _EFFECTS else None
        elif is_group_of_effects(title):
            return kind or self._kind
        elif not said.keeps:
            self._kind = None
        return kind
