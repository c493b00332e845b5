"""What a search finds, and how its words are marked in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from queries.claims.reader import Claim
from queries.claims.search import search_entities, search_queries
from queries.errors import near
from queries.index.name_index import Index
from queries.index.names import fold
from ui.explorer.claims.filter import quote_of
from ui.explorer.frame.escaping import escaped

_BESIDE = 70  # characters of a quote before and after what was looked for


@dataclass(frozen=True)
class Found:
    """What a search found.

    :param entities: records of :func:`queries.claims.search.search_entities`
    :param claims: those whose statement, proposition or quote has all the words; the quote-only ones last
    :param queries: records of :func:`queries.claims.search.search_queries`
    """

    entities: list[dict[str, Any]]
    claims: list[Claim]
    queries: list[dict[str, Any]]

    def __bool__(self) -> bool:
        """Tell whether anything was found."""
        return bool(self.entities or self.claims or self.queries)


def find(index: Index, claims: Iterable[Claim], words: str) -> Found:
    """Find what has all the words in it; a part of a word is enough.

    :param index: the index of the graph
    :param claims: all claims
    :param words: the words, with spaces between them
    """
    wanted = fold(words).split()
    ours: list[Claim] = []
    quoted: list[Claim] = []
    for row in claims:
        text = f"{row.statement} {row.proposition}"
        if _has(text, wanted):
            ours.append(row)
        elif _has(f"{text} {quote_of(row)}", wanted):
            quoted.append(row)
    return Found(search_entities(index, wanted), [*ours, *quoted], search_queries(index, wanted))


def quote_that_matched(row: Claim, words: str) -> str:
    """Return the part of a claim's quote that has the words, where statement and proposition have not all of them.

    :param row: a claim that was found
    :param words: the words that were looked for
    """
    wanted = fold(words).split()
    if _has(f"{row.statement} {row.proposition}", wanted):
        return ""
    return _around(quote_of(row), wanted)


def _around(text: str, wanted: Sequence[str]) -> str:
    """Return a text cut at spaces to the stretch in which it has the words."""
    folded = text.casefold()
    places = [(folded.find(word), len(word)) for word in wanted if word in folded]
    first = min((at for at, _ in places), default=0) - _BESIDE
    last = max((at + length for at, length in places), default=0) + _BESIDE
    start = text.rfind(" ", 0, first) + 1 if first > 0 else 0
    end = text.find(" ", last) if last < len(text) else -1
    cut = text[start:] if end < 0 else text[start:end]
    return f"{'… ' if start else ''}{cut}{' …' if end >= 0 else ''}"


def _has(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)


def near_names(index: Index, words: str) -> list[str]:
    """Return names that are spelt much like some words.

    :param index: the index of the graph
    :param words: what was looked for in vain
    """
    known = list(index.names.names)
    whole = near(fold(words), known)
    return whole or [name for word in fold(words).split() for name in near(word, known)[:1]]


def marked(text: str, words: str) -> str:
    r"""Return a text as Markdown that shows it as it is, with the words marked.

    :param text: a datum
    :param words: the words that were looked for

    >>> marked("less *craving*", "Craving")
    'less \\*:orange[**craving**]\\*'
    """
    wanted = [re.escape(word) for word in sorted(set(fold(words).split()), key=len, reverse=True)]
    if not wanted:
        return escaped(text)
    parts = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE)
    return "".join(
        f":orange[**{escaped(part)}**]" if at % 2 else escaped(part) for at, part in enumerate(parts) if part
    )
