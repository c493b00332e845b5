"""What a search box offers while a reader types: entities by class, documents, works and saved queries."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from ontology.vocabulary import load_vocabulary
from queries.claims.question_words import find_queries
from queries.index.name_index import Index
from queries.index.names import fold
from queries.index.variants import normal_form

MOST_SUGGESTIONS = 12
"""How many things are offered in all."""

_MOST_OF_A_KIND = 5
_MOST_QUERIES = 3
_CLOSENESS = 0.75
_KINDS = {"Document": "document", "Reference": "cited work", "Study": "cited work"}


class Suggestion(NamedTuple):
    """A thing to go to.

    :param kind: what it is, in words, such as ``clinical finding`` or ``saved query``
    :param id: its CURIE, or the name of a saved query
    :param label: what it is called
    :param note: why it is offered, where its label does not show it: the name that matched, or a similar spelling
    """

    kind: str
    id: str
    label: str
    note: str = ""


def suggest(index: Index, words: str) -> list[Suggestion]:
    """Return what some words may mean, grouped by kind, the kind of the best match first.

    Names are found by any part of a word, in plural or singular, and by identifiers of other vocabularies. If no name
    has the words, those with a similar spelling are offered.

    :param index: the index of the graph
    :param words: what a reader has typed so far
    :returns: at most :data:`MOST_SUGGESTIONS` suggestions, those of one kind next to each other
    """
    folded = fold(words)
    if not folded:
        return []
    queries = find_queries(map(index.query, index.query_names), words)[:_MOST_QUERIES]
    found = index.names.matching(folded.split())
    similar = not found and not queries
    if similar:
        found = _similar(index, folded)
    ranked = sorted(found.items(), key=lambda item: _rank(index, folded, *item))
    by_kind: dict[str, list[Suggestion]] = defaultdict(list)
    for curie, name in ranked:
        label, kind, _ = index.names.about(curie)
        group = by_kind[_kind_words(kind)]
        if len(group) < _MOST_OF_A_KIND:
            group.append(Suggestion(_kind_words(kind), curie, label, _note(folded, name, label, similar=similar)))
    last = [Suggestion("saved query", query.name, query.summary) for query in queries]
    first = [one for group in by_kind.values() for one in group][: MOST_SUGGESTIONS - len(last)]
    return first + last


def _rank(index: Index, folded: str, curie: str, name: str) -> tuple[int, bool, int, str]:
    """Return the place of a match: the name itself, its beginning, the beginning of a word, a part; then by claims.

    Documents, which many claims are from, and works follow the things that match alike.
    """
    label, kind, claims = index.names.about(curie)
    wanted = normal_form(folded)
    place = min(_place(wanted, normal_form(fold(label))), _place(wanted, normal_form(name)))
    return place, kind in _KINDS, -claims, curie


def _place(wanted: str, name: str) -> int:
    if name == wanted:
        return 0
    if name.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in name else 3


def _similar(index: Index, folded: str) -> dict[str, str]:
    """Return the things with a name that is spelt like the words, or like one of them."""
    names = index.names.similar(folded, cutoff=_CLOSENESS)
    return {curie: name for name in names for curie in index.names.named(name)}


def _kind_words(kind: str) -> str:
    classes = load_vocabulary().classes
    return _KINDS.get(kind) or (classes[kind].label if kind in classes else kind)


def _note(folded: str, name: str, label: str, *, similar: bool) -> str:
    if similar:
        return "similar spelling" if name == fold(label) else f"similar spelling: {name}"
    shows_it = name == fold(label) or all(word in fold(label) for word in folded.split())
    return "" if shows_it else name
