"""What the editor completes: prefixes, classes, properties, graphs, entities and keywords, with their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode

from ontology.mappings.prefixes import prefix_map
from ontology.vocabulary import OWL, RDF, RDFS, local_name, ontology_triples
from queries.index.identifiers import as_iri
from queries.index.name_index import Index

MOST_ENTITIES = 5000
"""How many entities are completed; those of which most claims speak come first."""

Word = list[str]
"""What is written, its label, its kind, and its other names."""

_CURIE = re.compile(r"[A-Za-z]+:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_KINDS = {
    OWL + "Class": "class",
    OWL + "ObjectProperty": "property",
    OWL + "DatatypeProperty": "property",
    OWL + "AnnotationProperty": "property",
}
_COMMON = {
    "rdf:type": "type", "rdf:subject": "subject", "rdf:predicate": "predicate", "rdf:object": "object",
    "rdfs:label": "label", "rdfs:comment": "comment", "rdfs:subClassOf": "subclass of",
    "skos:exactMatch": "exact match", "skos:closeMatch": "close match", "skos:altLabel": "alternative label",
    "skos:definition": "definition", "prov:wasDerivedFrom": "was derived from", "dcterms:title": "title",
}  # fmt: skip
_GRAPHS = {
    "graph:entities": "entities, documents and their labels",
    "graph:facts": "affirmed claims without reserve, as plain triples",
    "graph:propositions": "what claims of several documents have in common",
    "graph:mappings": "counterparts in other vocabularies",
    "graph:ontology": "classes and properties",
    "graph:closure": "what follows from classes and parts",
    "graph:metadata": "the build",
}
_KEYWORDS = """
SELECT DISTINCT WHERE CONSTRUCT ASK DESCRIBE FROM GRAPH OPTIONAL UNION MINUS FILTER VALUES UNDEF BIND AS ORDER BY ASC
DESC LIMIT OFFSET GROUP HAVING PREFIX EXISTS NOT IN COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT STR LANG DATATYPE IRI
BOUND COALESCE IF CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLEN LCASE UCASE REGEX REPLACE CONCAT isIRI isBlank
isLiteral ABS ROUND CEIL FLOOR YEAR
"""


@lru_cache(maxsize=2)
def words_of(index: Index) -> list[Word]:
    """Return everything that the editor completes in queries of a graph.

    :param index: names and labels of the graph
    :returns: plain data for the browser, the likelier ones first
    """
    prefixes = [[f"{prefix}:", iri, "prefix", ""] for prefix, iri in prefix_map().items()]
    common = [[name, label, "property", ""] for name, label in _COMMON.items()]
    graphs = [[name, label, "graph", ""] for name, label in _GRAPHS.items()]
    keywords = [[name, "", "keyword", ""] for name in _KEYWORDS.split()]
    return [*keywords, *prefixes, *common, *graphs, *_terms(), *_entities(index)]


def _terms() -> Iterator[Word]:
    """Yield the classes and properties of the ontology, by name."""
    labels: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for triple in ontology_triples():
        name = local_name(triple.subject)
        if not name:
            continue
        if triple.predicate.value == RDFS + "label" and isinstance(triple.object, Literal):
            labels[name] = triple.object.value
        if triple.predicate.value == RDF + "type" and isinstance(triple.object, NamedNode):
            kinds.setdefault(name, _KINDS.get(triple.object.value, ""))
    for name, kind in sorted(kinds.items()):
        if kind:
            yield [f"dkgo:{name}", labels.get(name, ""), kind, ""]


def _entities(index: Index) -> list[Word]:
    """Return the entities and documents, those of which most claims speak first."""
    found: list[Word] = []
    for curie, label, kind, _ in index.names.most_claimed(MOST_ENTITIES):
        others = [name for name in index.names.names_of(curie) if name != label.casefold()]
        found.append([curie if _CURIE.fullmatch(curie) else f"<{as_iri(curie)}>", label, kind, "; ".join(others)])
    return found
