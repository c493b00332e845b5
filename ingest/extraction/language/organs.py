"""Lay wording of organs that fail: “if your liver does not work properly”, “trouble with your kidneys”."""

from __future__ import annotations

import re
from typing import NamedTuple

_TROUBLE = re.compile(
    r"\b(?:your |the |his |her |their )?(?P<organ>kidneys?|liver|heart|lungs?|thyroid)(?: function)? "
    r"(?:(?:do|does)(?: not|n't)|(?:is|are)(?: not|n't)) (?:work(?:ing)? )?(?:properly|well|normally|as (?:well as )?"
    r"(?:it|they) should)(?: ?\((?P<name>[a-z ]{5,40})\))?|"
    r"\b(?:(?:any|some|serious|severe|moderate|mild) )*(?:trouble|problems?|difficult(?:y|ies)) with (?:your |the )?"
    r"(?P<with>kidneys?|liver|heart|lungs?|thyroid)\b"
)
_NAMES = {
    "kidney": ("kidney problems", "renal impairment"),
    "liver": ("liver problems", "hepatic impairment"),
    "heart": ("heart problems",),
    "lung": ("lung problems",),
    "thyroid": ("thyroid problems",),
}


class Trouble(NamedTuple):
    """An organ that does not work well.

    :param start: where its words begin
    :param end: where they end
    :param names: what the condition is called
    """

    start: int
    end: int
    names: tuple[str, ...]


def failing_organs(folded: str, start: int, end: int) -> list[Trouble]:
    """Find the organs of which a stretch of text says that they do not work well.

    :param folded: folded text
    :param start: where the stretch begins
    :param end: where it ends
    :returns: what it says, in the order of the text

    >>> [found.names[0] for found in failing_organs("if your liver does not work properly", 0, 36)]
    ['liver problems']
    """
    return [
        Trouble(
            match.start(),
            match.end(),
            (*((match["name"],) if match["name"] else ()), *_NAMES[(match["organ"] or match["with"]).rstrip("s")]),
        )
        for match in _TROUBLE.finditer(folded, start, end)
    ]
