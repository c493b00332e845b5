"""The graph as the pages use it: opened once for all sessions, and anew when a build has replaced it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import cached_property, lru_cache
from typing import Any

import streamlit as st

from ontology.namespaces import compact, expand
from queries.claims.connections import connections
from queries.claims.description import describe_entity
from queries.claims.drug_claims import claims_of_drug, drugs_of_entity, subject_counts, with_documents
from queries.claims.examples import read_examples
from queries.claims.originals import with_quotes
from queries.claims.reader import Claim
from queries.claims.reviewed import ReviewedStore
from queries.claims.search import Found, search, search_table
from queries.claims.table import ClaimTable, claims_of, rows_beside
from queries.comparison.disagreements import stored_disagreements
from queries.comparison.drug_profile import main_drugs, read_exposures
from queries.comparison.side_by_side import SideBySide, compare
from queries.counterparts import EntityLink, read_links, terms_held
from queries.entities.profile import EntityProfile, read_profile
from queries.index.name_index import Index
from queries.index.opening import open_index
from queries.loaded_ontologies import loaded as loaded_ontologies
from queries.mechanism.network import read_effects
from queries.mechanism.usual_end import usual_end
from queries.store.interface import Store
from queries.store.opening import is_remote, open_store, where_is
from ui.explorer.frame.documents import GraphDocuments
from ui.explorer.frame.graph_version import graph_version
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.reviewed import reviewed_only

_KEPT = 500
"""Answers of each kind that are kept, the last used ones, as a graph stays open as long as the explorer runs."""

_KEPT_PARTS = 3
"""Parts of the graph that are kept; each is the claims of a drug, with all that a page shows of them."""

_IDENTIFIER = re.compile(r"[^\s<>\"{}|\\^`]+")
"""What the identifier of a claim can be; an address that somebody typed may hold anything."""


class LoadedGraph(GraphDocuments):
    """A graph with what is read from it once and shown often.

    :param place: folder or address of an endpoint
    :param reviewed_only: leave out the claims that no person has reviewed
    """

    def __init__(self, place: str, *, reviewed_only: bool = False) -> None:
        self.place = place
        self.reviewed_only = reviewed_only
        self._part = lru_cache(maxsize=_KEPT_PARTS)(self._read_part)
        self._drug_near = lru_cache(maxsize=_KEPT)(self._find_drug_near)
        self._proposition = lru_cache(maxsize=_KEPT)(self._find_proposition)
        super().__init__()
        self._described = lru_cache(maxsize=_KEPT)(self._describe)
        self._usual_end = lru_cache(maxsize=_KEPT)(self._find_usual_end)
        self._connected = lru_cache(maxsize=_KEPT)(self._connect)
        self._profile = lru_cache(maxsize=_KEPT)(self._read_profile)
        self._compared = lru_cache(maxsize=_KEPT)(self._compare)

    @cached_property
    def store(self) -> Store:
        """The store, read-only. What pages read of it has no time limit; queries of the user bring their own.

        :returns: an open store
        """
        store = open_store(self.place, timeout=None if is_remote(where_is(self.place)) else 0)
        return ReviewedStore(store) if self.reviewed_only else store

    @cached_property
    def index(self) -> Index:
        """Names, labels and saved queries.

        :returns: the index of the graph
        """
        return open_index(self.place)

    @cached_property
    def main_drugs(self) -> list[str]:
        """The drugs that the documents are about: those with a document of their own, or else with most claims.

        :returns: CURIEs, those with most claims first
        """
        counts = subject_counts(self.store, map(compact, self.index.names.of_class("Drug")))
        found = with_documents(self.store, counts) or main_drugs(counts)
        return sorted(found, key=lambda drug: (-counts[drug], drug))

    def part(self, drug: str) -> GraphPart:
        """Return the claims that belong to a drug; all claims if the documents are about no other drug.

        :param drug: CURIE of the drug
        :returns: the claims with what belongs to them
        """
        return self._part(drug if len(self.main_drugs) > 1 else "")

    def _read_part(self, drug: str) -> GraphPart:
        rows = claims_of_drug(self.store, drug) if drug else claims_of(self.store)
        return GraphPart(self, with_quotes(rows, self.originals), whole=not drug)

    @property
    def whole(self) -> GraphPart:
        """All claims. Only what no part can answer may ask for it, such as an endpoint without a text index."""
        return self._part("")

    def drug_near(self, entity: str) -> str:
        """Return the drug that most claims on an entity are about.

        :param entity: CURIE of the entity, which may be a drug
        :returns: CURIE of one of the main drugs; the first one if no claim on the entity is about any
        """
        drugs = self.main_drugs
        if entity in drugs or len(drugs) < 2:
            return entity if entity in drugs else next(iter(drugs), "")
        return self._drug_near(entity)

    def _find_drug_near(self, entity: str) -> str:
        counts = drugs_of_entity(self.store, entity)
        return max(self.main_drugs, key=lambda drug: counts.get(drug, 0))

    def claims(
        self,
        *,
        about: str | None = None,
        sources: Iterable[str] | None = None,
        proposition: str | None = None,
        ids: Iterable[str] | None = None,
    ) -> list[Claim]:
        """Return some claims; only these are read.

        :param about: CURIE of an entity that must be subject or object
        :param sources: short names of documents
        :param proposition: CURIE of a proposition
        :param ids: identifiers of claims, without prefix
        :returns: the claims, by document and place in it
        """
        found = claims_of(
            self.store,
            about=None if about is None else [about],
            sources=None if sources is None else [f"source:{name}" for name in sources],
            propositions=None if proposition is None else [proposition],
            ids=None if ids is None else [f"claim:{name}" for name in ids if _IDENTIFIER.fullmatch(name)],
        )
        return with_quotes(found, self.originals)

    def full_claims(self, ids: Iterable[str]) -> list[Claim]:
        """Return claims with passages, citations and quotes; only these are read.

        :param ids: identifiers of claims, without prefix
        :returns: the claims, by document and place in it
        """
        wanted = set(ids)
        return self.claims(ids=wanted) if wanted else []

    def named(self, ids: Iterable[str]) -> list[Claim]:
        """Return the claims with some identifiers.

        :param ids: identifiers of claims, without prefix
        :returns: the claims in the order of the identifiers; those that the graph does not hold are left out
        """
        wanted = list(dict.fromkeys(ids))
        found = {claim.id: claim for claim in self.full_claims(wanted)}
        return [found[name] for name in wanted if name in found]

    def proposition(self, curie: str) -> str:
        """Return a proposition in words.

        :param curie: its CURIE
        :returns: the words, or an empty text if no claim is on it
        """
        return self._proposition(curie)

    def _find_proposition(self, curie: str) -> str:
        return next((claim.proposition for claim in claims_of(self.store, propositions=[curie])), "")

    def claim_count(self, curie: str) -> int:
        """Return how many claims speak of an entity.

        :param curie: CURIE of the entity
        :returns: their number; 0 for what the graph does not contain
        """
        return self._about(curie)[2]

    def class_of(self, curie: str) -> str:
        """Return the class of an entity.

        :param curie: CURIE of the entity
        :returns: local name of the class; an empty text for what the graph does not contain
        """
        return self._about(curie)[1]

    def _about(self, curie: str) -> tuple[str, str, int]:
        try:
            return self.index.names.about(curie)
        except KeyError:
            return "", "", 0

    def disagreements_of(self, claims: Iterable[str]) -> list[dict[str, Any]]:
        """Return the disagreements in which some claims take part.

        :param claims: identifiers of the claims, without prefix
        :returns: the disagreements, by rank
        """
        return stored_disagreements(self.store, claims=claims)

    def starts_of(self, entities: Iterable[str]) -> set[str]:
        """Return the entities at which a step of a mechanism begins.

        :param entities: CURIEs of entities
        :returns: those at which one begins
        """
        nodes = {expand(name): name for name in entities if name.startswith("drugkg:")}
        edges = read_effects(self.store, subjects=nodes).edges() if nodes else ()
        return {nodes[edge.subject] for edge in edges if edge.subject in nodes}

    @cached_property
    def _holds_quotes(self) -> bool:
        """Whether the graph holds the quoted words of its documents, as far as one document shows."""
        first = [f"source:{name}" for name in list(self.document_sizes)[:1]]
        return any(place.quote for claim in claims_of(self.store, sources=first) for place in claim.places)

    def search(self, words: str, most: int = 0) -> Found:
        """Find entities, claims and saved queries that have some words in them.

        :param words: the words, with spaces between them
        :param most: number of claims to return; 0 for all
        :returns: what was found
        """
        file = rows_beside(self.store)
        if file is None or self.reviewed_only or (self.originals and not self._holds_quotes):
            return search(self.index, self.whole.claims.values(), words, self.store)
        with closing(ClaimTable(file)) as table:
            return search_table(self.index, table, words, self.store, most)

    def disagreement(self, identifier: str) -> dict[str, Any] | None:
        """Return a disagreement.

        :param identifier: its identifier, without prefix
        :returns: the disagreement, or ``None`` if the graph holds none of that name
        """
        return next(iter(stored_disagreements(self.store, ids=[identifier])), None)

    @cached_property
    def examples(self) -> list[str]:
        """The entities that the sources name as examples.

        :returns: CURIEs, those with most claims first
        """
        return sorted(read_examples(self.store), key=lambda name: (-self.claim_count(name), name))

    @cached_property
    def exposures(self) -> Mapping[str, Mapping[str, str]]:
        """The exposures that involve each drug.

        :returns: CURIE of a drug → CURIE of an exposure → CURIE of the condition it is for, or an empty text
        """
        return read_exposures(self.store)

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

    def usual_end(self, start: str) -> str:
        """Return the end that is shown first for a start.

        :param start: CURIE of the start
        :returns: its CURIE, or an empty text
        """
        return self._usual_end(start)

    def _find_usual_end(self, start: str) -> str:
        preferred = [expand(name) for name in self.examples]
        mechanisms = self.part(self.drug_near(start)).mechanisms
        return compact(usual_end(mechanisms, expand(start), preferred) or "")

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

    def read_first(self) -> None:
        """Read what the first page of each kind needs: the main drug with its claims, documents and mechanism."""
        drug = next(iter(self.main_drugs), "")
        part = self.part(drug)
        read = [self.examples, self.exposures, self.documents, part.disagreements, part.mechanisms, part.entity_labels]
        if drug and all(found is not None for found in read):
            self.described(drug)
            self.usual_end(drug)
            self.profile(drug)

    def label(self, curie_or_iri: str) -> str:
        """Return the label of an entity or document, or the identifier itself.

        :param curie_or_iri: its CURIE or IRI
        :returns: the label, or the identifier itself if there is none
        """
        return self._about(compact(curie_or_iri))[0] or curie_or_iri


def loaded() -> LoadedGraph:
    """Return the graph of ``DRUGKG_STORE``, or of the user data directory.

    :returns: the graph, opened once for all sessions
    :raises StoreError: if there is no graph
    """
    place = where_is()
    return _opened(place, graph_version(place), reviewed_only())


@st.cache_resource(show_spinner="Opening the graph …", max_entries=4)
def _opened(place: str, version: str, reviewed: bool) -> LoadedGraph:  # noqa: ARG001 - a new version is a new graph
    return LoadedGraph(place, reviewed_only=reviewed)
