"""Finding entities, claims and saved queries by words; one search for the command line and the explorer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from queries.claims.connections import Connection, connections
from queries.claims.model import Claim
from queries.claims.question_words import find_queries
from queries.claims.reader import Attribute
from queries.claims.reviewed import left_out
from queries.claims.table import QUOTE_ONLY, ClaimTable, rank_of_word
from queries.errors import AmbiguousNameError, UnknownNameError
from queries.index.name_index import Index
from queries.index.names import fold
from queries.store.interface import Store

SEARCHED: tuple[Attribute, ...] = ("subject", "statement", "proposition", "phrase", "polarity", "modality", "places")
"""The attributes of claims that a search needs; see :func:`queries.claims.reader.read_claims`."""

_AROUND = 70  # characters of a quote before and after the words


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found.

    :param entities: ``id``, ``label``, ``class``, the name that ``matched`` and the number of ``claims`` that name it
    :param claims: those whose statement, proposition or quote has all the words; the quote-only ones last
    :param queries: ``name`` and ``summary``
    :param connected: further claims that have to do with the entity that the words name, each with how
    :param total: number of claims found, where ``claims`` has only the first of them
    """

    entities: list[dict[str, Any]]
    claims: list[Claim]
    queries: list[dict[str, Any]]
    connected: list[tuple[str, Claim]] = field(default_factory=list)
    total: int = 0

    def __bool__(self) -> bool:
        """Return whether anything was found.

        :returns: true if there is at least one result
        """
        return bool(self.entities or self.claims or self.queries or self.connected)


def search(index: Index, claims: Iterable[Claim], words: str, store: Store | None = None) -> Found:
    """Find what has all the words in it, whatever their case; a part of a word is enough.

    :param index: the index of the graph
    :param claims: the claims to look in, with the attributes of :data:`SEARCHED`
    :param words: the words, with spaces between them
    :param store: the store to ask for claims that have to do with an entity whose name the words are, without having
        them; none are looked for when left out
    :returns: entities by their names, those whose name begins with the words first; claims, ranked as by
        :meth:`queries.claims.table.ClaimTable.search`; saved queries by what they answer, see
        :func:`queries.claims.question_words.find_queries`
    """
    wanted = fold(words).split()
    claims = list(claims)
    ranked: list[tuple[int, str, int, str, Claim]] = []
    for claim in claims:
        said = fold(f"{claim.statement} {claim.proposition}")
        place = claim.places[0].start if claim.places else 0
        if all(word in said for word in wanted):
            rank = max((rank_of_word(word, said) for word in wanted), default=0)
            ranked.append((rank, claim.source, place, claim.id, claim))
        elif _has(f"{said} {quote_of(claim)}", wanted):
            ranked.append((QUOTE_ONLY, claim.source, place, claim.id, claim))
    found = [claim for *_, claim in sorted(ranked, key=lambda hit: hit[:-1])]
    connected = _connected(index, store, words, claims, {claim.id for claim in found}) if store else []
    return Found(_entities(index, wanted), found, _queries(index, words), connected, len(found))


def search_table(index: Index, table: ClaimTable, words: str, store: Store, most: int = 0) -> Found:
    """Find what has all the words in it, by the rows that the build wrote.

    :param index: the index of the graph
    :param table: the rows of its claims
    :param words: the words, with spaces between them
    :param store: the store to ask for claims that have to do with an entity whose name the words are; the claims that
        it leaves out are not found either
    :param most: how many claims to return; 0 for all
    :returns: what :func:`search` returns
    """
    wanted = fold(words).split()
    gone = left_out(store)
    hits = table.search(words, most, without=gone)
    groups = _groups(index, store, words)
    found = set(hits.ids)
    names = {name for group in groups for name in group.claims} - gone - found
    further = {claim.id: claim for claim in table.claims(ids=sorted(names))} if names else {}
    connected = _of_groups(groups, further, found)
    return Found(_entities(index, wanted), hits.claims, _queries(index, words), connected, len(hits.ids))


def _groups(index: Index, store: Store, words: str) -> list[Connection]:
    """Return the claims that have to do with the entity that the words name, by how they do."""
    try:
        entity = index.names.find(words)
    except (UnknownNameError, AmbiguousNameError):
        return []
    return [group for group in connections(store, entity) if not group.above]


def _connected(
    index: Index, store: Store, words: str, claims: Iterable[Claim], found: Set[str]
) -> list[tuple[str, Claim]]:
    """Return the claims that have to do with the entity that the words name and that were not found by the words."""
    return _of_groups(_groups(index, store, words), {claim.id: claim for claim in claims}, found)


def _of_groups(groups: Iterable[Connection], by_id: Mapping[str, Claim], found: Set[str]) -> list[tuple[str, Claim]]:
    return [
        (f"{group.how}: {group.label}" if group.label else group.how, by_id[claim])
        for group in groups
        for claim in group.claims
        if claim in by_id and claim not in found
    ]


def quote_of(claim: Claim) -> str:
    """Return the words of a claim's places as one text.

    :param claim: the claim
    :returns: the words; empty where the graph does not hold them
    """
    return " … ".join(place.quote for place in claim.places if place.quote)


def quote_that_matched(claim: Claim, words: str) -> str:
    """Return the part of a claim's quote that has the words, where statement and proposition do not have all of them.

    :param claim: a claim that was found
    :param words: the words of the search
    :returns: the part of the quote; empty where our own words have all of them
    """
    wanted = fold(words).split()
    if _has(f"{claim.statement} {claim.proposition}", wanted):
        return ""
    return _around(quote_of(claim), wanted)


def _around(text: str, wanted: Sequence[str]) -> str:
    """Return a text cut at spaces to the stretch in which it has the words."""
    folded = text.casefold()
    places = [(folded.find(word), len(word)) for word in wanted if word in folded]
    first = min((at for at, _ in places), default=0) - _AROUND
    last = max((at + length for at, length in places), default=0) + _AROUND
    start = text.rfind(" ", 0, first) + 1 if first > 0 else 0
    end = text.find(" ", last) if last < len(text) else -1
    cut = text[start:] if end < 0 else text[start:end]
    return f"{'… ' if start else ''}{cut}{' …' if end >= 0 else ''}"


def _entities(index: Index, wanted: Sequence[str]) -> list[dict[str, Any]]:
    """Return what has the words in its name, or is named by them, with the number of claims that name it."""
    rows = []
    for curie, name in index.names.matching(wanted).items():
        label, kind, claims = index.names.about(curie)
        rows.append({"id": curie, "label": label, "class": kind, "matched": name, "claims": claims})
    return rows


def _queries(index: Index, words: str) -> list[dict[str, Any]]:
    """Return the queries that answer a question with these words, the best first."""
    queries = map(index.query, index.query_names)
    return [{"name": query.name, "summary": query.summary} for query in find_queries(queries, words)]


def _has(text: str, wanted: Sequence[str]) -> bool:
    folded = fold(text)
    return all(word in folded for word in wanted)
