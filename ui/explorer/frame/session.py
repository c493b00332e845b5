"""The graph as the pages use it: opened once for all sessions, and anew when a build has replaced it."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from ontology.namespaces import PREFIXES, compact, expand
from queries.claims.connections import connections
from queries.claims.description import describe_entity
from queries.claims.documents import DocumentFacts, Uncovered, Work, read_documents, read_uncovered, read_works
from queries.claims.examples import read_examples
from queries.claims.originals import read_originals, with_quotes
from queries.claims.reader import Claim, read_claims
from queries.claims.summary import summarise
from queries.comparison.disagreements import stored_disagreements
from queries.comparison.drug_profile import main_drugs, read_exposures
from queries.comparison.side_by_side import SideBySide, compare
from queries.counterparts import EntityLink, read_links, terms_held
from queries.entities.profile import EntityProfile, read_profile
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.loaded_ontologies import loaded as loaded_ontologies
from queries.mechanism.effects import Mechanisms
from queries.mechanism.reading import read_mechanisms
from queries.mechanism.usual_end import usual_end
from queries.store.graph_versions import version_key
from queries.store.interface import Store
from queries.store.opening import is_remote, open_store, where_is

_KEPT = 500
"""Answers of each kind that are kept, the last used ones, as a graph stays open as long as the explorer runs."""


class LoadedGraph:
    """A graph with what is read from it once and shown often.

    :param place: folder or address of an endpoint
    """

    def __init__(self, place: str) -> None:
        self.place = place
        self._described = lru_cache(maxsize=_KEPT)(self._describe)
        self._usual_end = lru_cache(maxsize=_KEPT)(self._find_usual_end)
        self._connected = lru_cache(maxsize=_KEPT)(self._connect)
        self._profile = lru_cache(maxsize=_KEPT)(self._read_profile)
        self._compared = lru_cache(maxsize=_KEPT)(self._compare)

    @cached_property
    def store(self) -> Store:
        """The store, read-only.

        :returns: an open store
        """
        return open_store(self.place)

    @cached_property
    def index(self) -> Index:
        """Names, labels and saved queries.

        :returns: the index of the graph
        """
        return open_index(self.place)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """All claims, by document and place in it.

        :returns: identifier → claim
        """
        return {row.id: row for row in with_quotes(read_claims(self.store), self.originals)}

    @cached_property
    def by_proposition(self) -> Mapping[str, tuple[Claim, ...]]:
        """All claims, grouped by proposition.

        :returns: CURIE of a proposition → its claims
        """
        found: dict[str, list[Claim]] = {}
        for row in self.claims.values():
            found.setdefault(row.proposition_id, []).append(row)
        return {proposition: tuple(rows) for proposition, rows in found.items()}

    @cached_property
    def mechanisms(self) -> Mechanisms:
        """The data for a search for paths.

        :returns: claims and names
        """
        return read_mechanisms(self.store)

    @cached_property
    def main_drugs(self) -> list[str]:
        """The drugs that the documents are about.

        :returns: CURIEs, those with most claims first
        """
        return main_drugs(self.index, self.claims.values())

    @cached_property
    def examples(self) -> list[str]:
        """The entities that the sources name as examples.

        :returns: CURIEs, those with most claims first
        """
        counts = Counter(name for row in self.claims.values() for name in {row.subject_id, row.object_id})
        return sorted(read_examples(self.store), key=lambda name: (-counts[name], name))

    @cached_property
    def disagreements(self) -> list[dict[str, Any]]:
        """All disagreements, by rank.

        :returns: the disagreements, the most important first
        """
        return stored_disagreements(self.store)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The counts of :func:`queries.claims.summary.summarise`.

        :returns: name → count
        """
        return summarise(self.store)

    @cached_property
    def exposures(self) -> Mapping[str, Mapping[str, str]]:
        """The exposures that involve each drug.

        :returns: CURIE of a drug → CURIE of an exposure → CURIE of the condition it is for, or an empty text
        """
        return read_exposures(self.store)

    @cached_property
    def document_facts(self) -> Mapping[str, DocumentFacts]:
        """What documents print about themselves.

        :returns: short name of a document → its facts
        """
        return read_documents(self.store)

    @cached_property
    def works(self) -> list[Work]:
        """The works that documents list, mark or name.

        :returns: the works, by document, status and number
        """
        return read_works(self.store)

    @cached_property
    def uncovered(self) -> Mapping[str, list[Uncovered]]:
        """The passages that no claim covers, if the graph contains the quoted words.

        :returns: short name of a document → passages
        """
        return read_uncovered(self.store)

    @cached_property
    def entity_links(self) -> list[EntityLink]:
        """All counterparts in other vocabularies.

        :returns: the links, by entity, match and identifier
        """
        return read_links(self.store)

    @cached_property
    def terms_held(self) -> frozenset[str]:
        """The counterparts that a loaded external ontology contains.

        :returns: their addresses
        """
        return terms_held(self.store)

    @cached_property
    def external(self) -> list[str]:
        """Names of the external ontologies that are loaded.

        :returns: the names, sorted
        """
        return [str(row["name"]["value"]) for row in loaded_ontologies(self.store).rows]

    @cached_property
    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """Title, kind, date and file of each document.

        :returns: short name of a document → its properties
        """
        return {
            slug: {
                "title": facts.title,
                "short_title": facts.short_title,
                "kind": facts.kind,
                "date": facts.date,
                "file": facts.file,
            }
            for slug, facts in self.document_facts.items()
        }

    @cached_property
    def short_titles(self) -> Mapping[str, str]:
        """The short titles of the documents; if two documents share one, their identifiers are added.

        :returns: short name of a document → short title
        """
        titles = {slug: facts.short_title for slug, facts in self.document_facts.items()}
        often = Counter(titles.values())
        return {slug: f"{title} ({slug})" if often[title] > 1 else title for slug, title in titles.items()}

    @cached_property
    def entity_labels(self) -> Mapping[str, str]:
        """The labels of all entities in claims.

        :returns: CURIE → label, in order of the labels
        """
        ids = {name for row in self.claims.values() for name in (row.subject_id, row.object_id) if name}
        found = {compact(iri): label for iri, label in self.index.labels.items() if compact(iri) in ids}
        return dict(sorted(found.items(), key=lambda item: item[1].casefold()))

    @cached_property
    def originals(self) -> Mapping[str, str]:
        """The texts of the documents that are available and unchanged.

        :returns: short name of a document → its text
        """
        folder = os.environ.get("DRUGKG_ORIGINALS")
        return read_originals(Path(folder), self.document_facts.values()) if folder else {}

    def usual_end(self, start: str) -> str:
        """Return the end that is shown first for a start.

        :param start: CURIE of the start
        :returns: its CURIE, or an empty text
        """
        return self._usual_end(start)

    def _find_usual_end(self, start: str) -> str:
        preferred = [expand(name) for name in self.examples]
        return compact(usual_end(self.mechanisms, expand(start), preferred) or "")

    def connected(self, curie: str) -> Mapping[str, str]:
        """Return how claims have to do with an entity: by naming it, or by being about what belongs to it.

        :param curie: CURIE of the entity
        :returns: identifier of a claim → the connection in words, the closest first; wider entities are left out
        """
        return self._connected(curie)

    def _connect(self, curie: str) -> dict[str, str]:
        try:
            found = connections(self.store, expand(curie))
        except ValueError:
            found = []
        return {
            claim: f"{group.how}: {group.label}" if group.label else group.how
            for group in found
            if not group.above
            for claim in group.claims
        }

    def described(self, curie: str) -> dict[str, Any]:
        """Return what :func:`queries.claims.description.describe_entity` gives for an entity.

        :param curie: its CURIE
        :returns: its description
        :raises UnknownNameError: if the graph does not contain the entity
        """
        return self._described(curie)

    def _describe(self, curie: str) -> dict[str, Any]:
        return describe_entity(self.store, expand(curie))

    def profile(self, curie: str) -> EntityProfile:
        """Return an entity with all that has to do with it.

        :param curie: its CURIE
        :returns: the entity
        :raises UnknownNameError: if the graph does not contain the entity
        """
        return self._profile(curie)

    def _read_profile(self, curie: str) -> EntityProfile:
        return read_profile(self.store, curie)

    def compared(self, *names: str) -> SideBySide:
        """Return drugs, or documents, side by side.

        :param names: their CURIEs, at least two
        :returns: what is said of each
        """
        return self._compared(*names)

    def _compare(self, *names: str) -> SideBySide:
        return compare(self, *names)

    def full_claims(self, ids: Iterable[str]) -> list[Claim]:
        """Return claims with passages, citations and quotes; only these are read.

        :param ids: identifiers of claims, without prefix
        :returns: the claims, by document and place in it
        """
        wanted = [f"claim:{name}" for name in ids]
        return list(with_quotes(read_claims(self.store, ids=wanted), self.originals)) if wanted else []

    def label(self, curie_or_iri: str) -> str:
        """Return the label of an entity or document, or the identifier itself.

        :param curie_or_iri: its CURIE or IRI
        :returns: the label, or the identifier itself if there is none
        """
        prefix, colon, local = curie_or_iri.partition(":")
        iri = PREFIXES[prefix] + local if colon and prefix in PREFIXES else curie_or_iri
        return self.index.labels.get(iri, curie_or_iri)


def loaded() -> LoadedGraph:
    """Return the graph of ``DRUGKG_STORE``, or of the user data directory.

    :returns: the graph, opened once for all sessions
    :raises StoreError: if there is no graph
    """
    place = where_is()
    return _opened(place, place if is_remote(place) else version_key(place))


@st.cache_resource(show_spinner="Opening the graph …", max_entries=2)
def _opened(place: str, version: str) -> LoadedGraph:  # noqa: ARG001 - a new version is a new graph
    return LoadedGraph(place)
