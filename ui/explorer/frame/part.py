"""A part of the graph as a page shows it: some claims, and what belongs to them, read when a page asks for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Protocol

from queries.claims.reader import Claim
from queries.comparison.disagreements import stored_disagreements
from queries.mechanism.effects import Mechanisms
from queries.mechanism.network import read_effects
from queries.store.interface import Store


class _Graph(Protocol):
    """What a part needs of its graph."""

    @property
    def store(self) -> Store:
        """The store."""

    @property
    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """Title, kind, date and file of each document."""

    @property
    def short_titles(self) -> Mapping[str, str]:
        """The short titles of the documents."""

    def label(self, curie_or_iri: str) -> str:
        """Return the label of an entity.

        :param curie_or_iri: its CURIE or IRI
        :returns: the label
        """


class GraphPart:
    """Some claims of a graph, and what belongs to them.

    :param graph: the graph
    :param claims: the claims, by document and place in it
    :param whole: whether these are all claims of the graph
    """

    def __init__(self, graph: _Graph, claims: Iterable[Claim], *, whole: bool = False) -> None:
        self._graph = graph
        self._whole = whole
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in claims}

    @cached_property
    def by_proposition(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims, grouped by proposition.

        :returns: CURIE of a proposition → its claims
        """
        found: dict[str, list[Claim]] = {}
        for claim in self.claims.values():
            found.setdefault(claim.proposition_id, []).append(claim)
        return {proposition: tuple(claims) for proposition, claims in found.items()}

    @cached_property
    def families(self) -> Mapping[str, str]:
        """The topics of the claims.

        :returns: code → label, in order of the labels
        """
        found = {claim.family: claim.family_label for claim in self.claims.values()}
        return dict(sorted(found.items(), key=lambda item: item[1]))

    @cached_property
    def entity_labels(self) -> Mapping[str, str]:
        """The labels of all entities in the claims.

        :returns: CURIE → label, in order of the labels
        """
        names = {name for claim in self.claims.values() for name in (claim.subject_id, claim.object_id) if name}
        found = {name: label for name in names if (label := self._graph.label(name)) != name}
        return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))

    @cached_property
    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """The documents of the claims, or all documents where these are all claims.

        :returns: short name of a document → its properties
        """
        speaking = {claim.source for claim in self.claims.values()}
        return {name: about for name, about in self._graph.documents.items() if self._whole or name in speaking}

    @cached_property
    def short_titles(self) -> Mapping[str, str]:
        """The short titles of these documents.

        :returns: short name of a document → short title
        """
        return {name: title for name, title in self._graph.short_titles.items() if name in self.documents}

    @cached_property
    def disagreements(self) -> list[dict[str, Any]]:
        """The disagreements in which these claims take part, ranked among themselves.

        :returns: the disagreements, the most important first
        """
        found = stored_disagreements(self._graph.store, claims=None if self._whole else self.claims)
        return [row | {"rank": rank} for rank, row in enumerate(found, start=1)]

    @cached_property
    def mechanisms(self) -> Mechanisms:
        """The data for a search for paths by these claims.

        :returns: claims and names
        """
        return read_effects(self._graph.store, ids=self.claims)
