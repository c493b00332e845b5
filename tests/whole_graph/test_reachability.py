"""Every claim is in the answer of a query on a topic, not only in lists of all claims or of claims of some standing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from ingest.sources import SourceFolder
from queries.index.name_index import Index
from queries.store.embedded import EmbeddedStore
from queries.store.interface import Term
from tests.support.answers import solutions
from tests.support.catalogue import answerable, catalogue

QUERIES = catalogue()
GENERIC = {
    *("claims-of-source", "claims-about", "claims-citing"),
    *("uncited-claims", "uncited-single-source", "single-document-propositions", "shared-propositions"),
    *("denied-claims", "hedged-and-asserted", "animal-only-claims", "knowledge-gaps"),
    *("value-ranges", "reader-notes", "unresolved-marks", "references-never-cited"),
    *("compare-documents", "compare-drugs", "timeline", "facts"),
}
"""Queries that choose claims by their document, node, standing, evidence or year, and not by what they are on."""
BACKGROUND = "general-statements"
"""The query for what documents on a drug say of other things; it counts for claims that are not about the drug."""
TOPICAL = sorted(
    name
    for name, query in QUERIES.items()
    if name not in GENERIC and answerable(query) and {"claim", "statement"} <= set(query.columns)
)


def claim_of(row: Mapping[str, Term]) -> str:
    """Return the name of the claim of a row."""
    return str(row["claim"]["value"]).rpartition("/")[2]


@pytest.fixture(scope="module")
def answered(store: EmbeddedStore, index: Index) -> dict[str, set[str]]:
    """Return the claims in the default answer of each query on a topic."""
    return {name: {claim_of(row) for row in solutions(store, index, name).rows if "claim" in row} for name in TOPICAL}


def claims_but_references(sources: tuple[SourceFolder, ...]) -> set[str]:
    return {claim.record.id for item in sources for claim in item.claims if claim.record.family != "reference"}


def about_baclofen(store: EmbeddedStore) -> set[str]:
    rows = store.select(
        "SELECT ?claim { GRAPH ?g { ?claim <https://w3id.org/drugkg/ontology/aboutDrug> "
        "<https://w3id.org/drugkg/entity/baclofen> } }"
    ).rows
    return {claim_of(row) for row in rows}


def test_the_generic_queries_exist() -> None:
    assert set(QUERIES) >= GENERIC | {BACKGROUND}


def test_every_claim_about_the_drug_is_in_the_answer_of_a_query_on_a_topic(
    store: EmbeddedStore, answered: dict[str, set[str]], sources: tuple[SourceFolder, ...]
) -> None:
    wanted = claims_but_references(sources) & about_baclofen(store)
    reached = set().union(*(claims for name, claims in answered.items() if name != BACKGROUND))
    assert len(wanted) > 500
    assert sorted(wanted - reached) == []


def test_what_is_said_of_other_things_is_reached_as_well(
    answered: dict[str, set[str]], sources: tuple[SourceFolder, ...]
) -> None:
    assert sorted(claims_but_references(sources) - set().union(*answered.values())) == []


def test_general_statements_are_not_about_the_drug(store: EmbeddedStore, answered: dict[str, set[str]]) -> None:
    assert answered[BACKGROUND]
    assert not answered[BACKGROUND] & about_baclofen(store)
