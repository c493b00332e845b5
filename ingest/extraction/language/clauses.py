"""Cuts a passage into clauses, each of which has a subject of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

MAX_CLAUSE = 600
"""Longer clauses are cut: no rule needs more, and none may take longer for it."""

_BREAK = re.compile(
    r"[;]|\s[–—-]\s|,?\s+(?:but|whereas|although|though|however|yet|while|despite|nevertheless)\b(?!\s+(?:also|"
    r"(?:an?|being|not) [^,;]{3,60}, (?:is|are|was|acts?|has|also|can|may|does)\b|"
    r"not limited|(?:was|were|has|have)(?: not|n't)(?: been)? (?:seen|observed|reported|found|confirmed|borne|noted|"
    r"detected|more)\b))|(?<=\w)[,.]\s+(?=(?:and |so |then )?(?:it|this medicine|the drug|this drug|they|patients|"
    r"people|you)\s+(?:is|was|are|were|may|can|does|do|did|has|have|should|must|will|also)\b)"
)


def clauses_of(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the clauses of a passage: what stands between semicolons, dashes and words such as “but”.

    :param folded: its text, folded
    :yields: their spans, in order; together they cover the text

    >>> [*clauses_of("it eases the spasms; it may cause drowsiness")]
    [(0, 19), (19, 44)]
    """
    start = 0
    for match in _BREAK.finditer(folded):
        if (match.start() > start and match.start() - start >= 12) or match.group().strip() == ";":
            yield from _pieces(folded, start, match.start())
            start = match.start()
    yield from _pieces(folded, start, len(folded))


def _pieces(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > MAX_CLAUSE:
        cut = folded.rfind(", ", start + MAX_CLAUSE // 2, start + MAX_CLAUSE)
        cut = cut + 1 if cut > 0 else start + MAX_CLAUSE
        yield start, cut
        start = cut
    if end > start:
        yield start, end
