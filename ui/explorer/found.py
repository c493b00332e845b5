"""What a search finds, and how its words are marked in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from queries.claim_rows import ClaimRow
from queries.errors import near
from queries.index import Index
from queries.names import fold
from queries.searching import search_entities, search_queries
from ui.explorer.plain_text import escaped


@dataclass(frozen=True)
class Found:
    """What a search found.

    :param entities: records of :func:`queries.searching.search_entities`
    :param claims: those whose statement or proposition has all the words
    :param queries: records of :func:`queries.searching.search_queries`
    """

    entities: list[dict[str, Any]]
    claims: list[ClaimRow]
    queries: list[dict[str, Any]]

    def __bool__(self) -> bool:
        """Tell whether anything was found."""
        return bool(self.entities or self.claims or self.queries)


def find(index: Index, claims: Iterable[ClaimRow], words: str) -> Found:
    """Find what has all the words in it; a part of a word is enough.

    :param index: the index of the graph
    :param claims: all claims
    :param words: the words, with spaces between them
    """
    wanted = fold(words).split()
    hits = [row for row in claims if _has(f"{row.statement} {row.proposition}", wanted)]
    return Found(search_entities(index, wanted), hits, search_queries(index, wanted))


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
