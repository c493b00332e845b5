"""The saved queries in the graph are those of the catalogue, and run as they stand there."""

from __future__ import annotations

from ontology.namespaces import sparql_prologue
from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.embedded import EmbeddedStore

EXECUTABLES = (
    sparql_prologue("sh", "schema", "rdfs", "graph")
    + """
SELECT ?name ?question ?text (COUNT(DISTINCT ?tag) AS ?tags) WHERE {
  GRAPH graph:catalogue {
    ?query a sh:SPARQLExecutable, sh:SPARQLSelectExecutable ; rdfs:label ?name ; rdfs:comment ?question ;
      sh:select ?text .
    OPTIONAL { ?query schema:keywords ?tag }
  }
}
GROUP BY ?name ?question ?text
"""
)


def test_every_saved_query_is_an_executable_that_gives_its_answer(store: EmbeddedStore, index: Index) -> None:
    rows = store.select(EXECUTABLES).rows
    catalog = read_catalog(CATALOG_FOLDER)
    assert {row["name"]["value"] for row in rows} == set(catalog)
    for row in rows:
        query = catalog[row["name"]["value"]]
        assert row["question"]["value"] == query.summary
        assert int(row["tags"]["value"]) == len(query.tags)
        if not query.endpoints:
            assert store.select(row["text"]["value"]) == run_saved(OpenGraph.of(store, index), query.name)


def test_the_prefixes_of_the_executables_are_declared_in_the_ontology(store: EmbeddedStore) -> None:
    query = sparql_prologue("sh", "graph") + (
        "SELECT DISTINCT ?prefix ?namespace { GRAPH graph:catalogue { ?query sh:prefixes ?ontology } "
        "GRAPH graph:ontology { ?ontology sh:declare ?d . ?d sh:prefix ?prefix ; sh:namespace ?namespace } }"
    )
    declared = {row["prefix"]["value"]: row["namespace"]["value"] for row in store.select(query).rows}
    assert declared["dkgo"] == "https://w3id.org/drugkg/ontology/"
    assert declared["drugkg"] == "https://w3id.org/drugkg/entity/"
