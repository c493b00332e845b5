"""The index of a graph behind an endpoint: its names are asked for, its saved queries are those of this program."""

from __future__ import annotations

from ontology.namespaces import PREFIXES, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.errors import StoreError
from queries.index.name_index import Index, build_index
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.interface import Store

_NAMES = (
    sparql_prologue("dkgo", "graph", "rdfs", "skos", "dcterms")
    + """
SELECT DISTINCT ?node ?class ?label ?name WHERE {
  GRAPH graph:entities { ?node a ?class ; rdfs:label ?label }
  OPTIONAL {
    { GRAPH graph:entities { ?node skos:altLabel|dcterms:identifier|dcterms:title ?name } }
    UNION { GRAPH graph:facts { ?node dkgo:hasBrandName|dkgo:hasSynonym ?name } }
  }
}
"""
)


def index_of_store(store: Store) -> Index:
    """Return an index for a store that has none beside it.

    :param store: such as an endpoint
    :returns: names of all entities, documents and references, and the saved queries of this program
    :raises StoreError: if the store holds no graph of drugkg
    """
    labels: dict[str, tuple[str, str]] = {}
    names: dict[str, list[str]] = {}
    for row in store.select(_NAMES, row_limit=0).rows:
        iri = row["node"]["value"]
        labels[iri] = (row["label"]["value"], row["class"]["value"].removeprefix(PREFIXES["dkgo"]))
        if "name" in row:
            names.setdefault(iri, []).append(row["name"]["value"])
    if not labels:
        raise StoreError(f"{store.location} holds no entity of drugkg: load a graph that `drugkg export trig` wrote")
    entities = [(iri, label, kind, (*names.get(iri, ()), *_slug(iri))) for iri, (label, kind) in labels.items()]
    vocabulary = load_vocabulary()
    superclasses = {name: vocabulary.ancestors(name) for name in vocabulary.classes}
    return Index(build_index(entities, read_catalog(CATALOG_FOLDER).values(), superclasses=superclasses))


def _slug(iri: str) -> tuple[str, ...]:
    """Return the local part of a document's IRI, by which people name it."""
    return (iri.removeprefix(PREFIXES["source"]),) if iri.startswith(PREFIXES["source"]) else ()
