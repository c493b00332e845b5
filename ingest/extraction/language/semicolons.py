"""Lists that go on behind a semicolon: “used for anxiety; insomnia; and, less often, for cramp”."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NEXT = re.compile(
    r"\s*;\s*(?:(?:and|or),? )?(?:also )?(?:(?:less|more) (?:often|commonly|frequently),? )?(?:(?:for|in|to treat|"
    r"to prevent) )?(?:the (?:treatment|prevention|management|relief) of )?(?P<what>[a-z][\w ,'()/-]{2,70})"
    r"(?=;|[.]?\s*$|[.] )"
)
_HAS_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|may|can|could|should|must|will|would|does|do|did|not|no|works|shows|showed|"
    r"causes|acts|blocks|helps|it|they|see|use|avoid|caution)\b"
)


def after_semicolons(folded: str, place: int) -> Iterator[tuple[int, int]]:
    """Yield the further items of a list, as long as they are no statements of their own.

    :param folded: folded text
    :param place: where the first part of the list ends, at or behind the semicolon
    :yields: the span of each item

    >>> [("gout; epilepsy; it works."[a:b]) for a, b in after_semicolons("gout; epilepsy; it works.", 4)]
    ['epilepsy']
    """
    place = place - 1 if folded[place - 1 : place] == ";" else place
    while match := _NEXT.match(folded, place):
        if _HAS_VERB.search(match["what"]):
            return
        yield match.span("what")
        place = match.end()
