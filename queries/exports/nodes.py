"""What the exports for other tools say of a node: its identifier, names, definition and counterparts elsewhere."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from ontology.external.terms import obo_curie
from ontology.mappings.prefixes import prefix_converter
from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.quantities import quantity_words
from queries.store.interface import Store, texts

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdfs", "skos", "owl", "sh", "dcterms")

_NODES = """
SELECT DISTINCT ?node ?class ?label ?definition ?synonym WHERE {
  GRAPH graph:entities {
    ?node a ?class ; rdfs:label ?label .
    OPTIONAL { ?node skos:definition ?definition }
    OPTIONAL { ?node skos:altLabel ?synonym }
  }
}
"""

_MAPPINGS = """
SELECT DISTINCT ?node ?match ?counterpart WHERE {
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH graph:mappings { ?node ?match ?counterpart }
}
"""

_DECLARED = """
SELECT DISTINCT ?prefix ?namespace WHERE {
  VALUES ?graph { graph:ontology graph:mappings graph:metadata }
  GRAPH ?graph { ?declaration sh:prefix ?prefix ; sh:namespace ?namespace }
}
"""

_NOTATIONS = "SELECT DISTINCT ?node ?notation WHERE { GRAPH graph:mappings { ?node skos:notation ?notation } }"


@dataclass
class Node:
    """An entity, a document, a work or a term of evidence.

    :param iri: its IRI
    :param class_name: local name of its class
    :param label: its label
    :param definition: its definition, empty where there is none
    :param synonyms: its other names
    :param matches: kind of match, such as ``exactMatch``, to the CURIEs of its counterparts
    """

    iri: str
    class_name: str
    label: str
    definition: str = ""
    synonyms: set[str] = field(default_factory=set)
    matches: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    @property
    def curie(self) -> str:
        """The node's CURIE."""
        return compact(self.iri)


class Compactor:
    """Makes CURIEs of the IRIs of other ontologies: by the notation that the graph gives, else by declared prefixes.

    :param store: the store to read
    """

    def __init__(self, store: Store) -> None:
        declared = texts(store.select(_PROLOGUE + _DECLARED, row_limit=0))
        self.converter = prefix_converter({row["prefix"]: row["namespace"] for row in declared})
        notations = texts(store.select(_PROLOGUE + _NOTATIONS, row_limit=0))
        self._notations = {row["node"]: row["notation"] for row in notations}

    def __call__(self, iri: str) -> str:
        """Return the CURIE of an IRI.

        :param iri: any IRI
        :returns: the CURIE, or the IRI itself if no prefix fits
        """
        return self._notations.get(iri) or self.converter.compress(iri) or obo_curie(iri)


def read_nodes(store: Store) -> dict[str, Node]:
    """Read the nodes of the graph ``entities``.

    :param store: the store to read
    :returns: CURIE → node, in order of the CURIEs
    """
    nodes: dict[str, Node] = {}
    for row in store.select(_PROLOGUE + _NODES, row_limit=0).rows:
        iri, class_name = row["node"]["value"], row["class"]["value"].removeprefix(PREFIXES["dkgo"])
        definition = row["definition"]["value"] if "definition" in row else ""
        node = nodes.setdefault(iri, Node(iri, class_name, row["label"]["value"], definition))
        if "synonym" in row:
            node.synonyms.add(row["synonym"]["value"])
    shorten = Compactor(store)
    for row in store.select(_PROLOGUE + _MAPPINGS, row_limit=0).rows:
        if row["node"]["value"] in nodes and row["counterpart"]["type"] == "uri":
            kind = row["match"]["value"].removeprefix(PREFIXES["skos"])
            nodes[row["node"]["value"]].matches[kind].add(shorten(row["counterpart"]["value"]))
    return {node.curie: node for node in sorted(nodes.values(), key=lambda node: node.curie)}


def qualifier_text(value: object) -> str:
    """Return the value of a qualifier as a short text.

    :param value: a CURIE, a text, or a quantity as in the claim record
    :returns: the CURIE, the text, or the words of the quantity

    >>> qualifier_text({"min": 2, "max": 6, "unit": "h", "approximate": True})
    'about 2–6 h'
    >>> qualifier_text({"min": 100, "min_excluded": True, "unit": "mg/d"})
    'more than 100 mg/day'
    """
    if not isinstance(value, dict):
        return str(value)
    marks = {key: value[key] for key in ("min_excluded", "max_excluded", "approximate") if key in value}
    return quantity_words(value.get("min"), value.get("max"), value["unit"], **marks)
