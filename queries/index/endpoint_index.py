"""The index of a graph behind an endpoint: its names are asked for, its saved queries are those of this program."""

from __future__ import annotations

from ontology.mappings.synonyms import names_to_find_by
from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.errors import StoreError
from queries.index.name_index import Further, Index, build_index
from queries.saved_queries.fitting import Mentions, fitted, is_own
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.interface import Store, texts

_NAMES = (
    sparql_prologue("dkgo", "graph", "rdfs", "skos", "dcterms")
    + """
SELECT DISTINCT ?node ?class ?label ?name WHERE {
  GRAPH graph:entities { ?node a ?class ; rdfs:label ?label }
  OPTIONAL {
    { GRAPH graph:entities { ?node skos:altLabel|dcterms:identifier|dcterms:title|dcterms:alternative ?name } }
    UNION { GRAPH graph:facts { ?node dkgo:hasBrandName|dkgo:hasSynonym ?name } }
  }
}
"""
)

_DOCUMENTS = (
    sparql_prologue("dkgo", "graph", "dcterms")
    + """
SELECT ?document ?title ?short_title ?kind ?date ?file WHERE {
  GRAPH graph:entities {
    ?document a dkgo:Document ; dcterms:title ?title ; dkgo:documentKind ?kind ; dcterms:identifier ?file .
    OPTIONAL { ?document dcterms:alternative ?short_title }
    OPTIONAL { ?document dcterms:issued ?date }
  }
}
"""
)

_MENTIONS = (
    sparql_prologue("cito", "dkgo", "graph")
    + """
SELECT ?node (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  GRAPH graph:entities { ?node a ?class }
  GRAPH ?g { ?claim ?property ?node ; a dkgo:Claim }
  FILTER(?property NOT IN (dkgo:aboutDrug, dkgo:makesFactOn, cito:citesAsEvidence))
}
GROUP BY ?node
"""
)

_SUBJECTS = (
    sparql_prologue("dkgo")
    + """
SELECT ?document ?drug (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  GRAPH ?g { ?claim dkgo:aboutDrug ?drug ; dkgo:source ?document }
}
GROUP BY ?document ?drug
ORDER BY ?document DESC(?claims) ?drug
"""
)

_MATCHES = (
    sparql_prologue("graph", "skos")
    + """
SELECT DISTINCT ?node ?match ?identifier WHERE {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH graph:mappings { ?node ?match ?term . ?term skos:notation ?identifier }
}
"""
)

_RELATIONS = (
    sparql_prologue("graph")
    + """
SELECT DISTINCT ?node ?other WHERE {
  GRAPH graph:entities { ?node ?relation ?other . ?other a ?class }
}
"""
)


def index_of_store(store: Store) -> Index:
    """Return an index for a store that has none next to it.

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
    classes = {compact(iri): kind for iri, (_, kind) in labels.items()}
    claims = _claims_on(store)
    mentions = Mentions(
        claims,
        _relations(store),
        classes,
        superclasses,
        {compact(iri): label for iri, (label, _) in labels.items()},
        _subjects(store),
    )
    queries = fitted(read_catalog(CATALOG_FOLDER).values(), mentions)
    matches = [
        (compact(row["node"]), compact(row["match"]), row["identifier"])
        for row in texts(store.select(_MATCHES, row_limit=0))
    ]
    further = Further(names_to_find_by(), matches, claims)
    return Index(build_index(entities, queries, _documents(store), superclasses, further))


def _documents(store: Store) -> dict[str, dict[str, str | None]]:
    """Return what is known of each document, as the build writes it into the index."""
    keys = ("title", "short_title", "kind", "date", "file")
    rows = texts(store.select(_DOCUMENTS, row_limit=0))
    return {row["document"]: {key: row.get(key) for key in keys} for row in rows}


def _claims_on(store: Store) -> dict[str, int]:
    """Return how many claims speak of each entity and document."""
    rows = texts(store.select(_MENTIONS, row_limit=0))
    return {compact(row["node"]): int(row["claims"]) for row in rows if is_own(row["node"])}


def _subjects(store: Store) -> dict[str, str]:
    """Return the drug that most claims of each document are about."""
    found: dict[str, str] = {}
    for row in texts(store.select(_SUBJECTS, row_limit=0)):
        found.setdefault(compact(row["document"]), compact(row["drug"]))
    return found


def _relations(store: Store) -> dict[str, list[str]]:
    """Return the entities that each entity is related to."""
    found: dict[str, list[str]] = {}
    for row in texts(store.select(_RELATIONS, row_limit=0)):
        found.setdefault(compact(row["node"]), []).append(compact(row["other"]))
    return found


def _slug(iri: str) -> tuple[str, ...]:
    """Return the local part of a document's IRI, by which people name it."""
    return (iri.removeprefix(PREFIXES["source"]),) if iri.startswith(PREFIXES["source"]) else ()
