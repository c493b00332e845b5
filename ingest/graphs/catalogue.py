"""The graph ``catalogue``: the saved queries as SHACL executables, so that they travel with the data."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from ingest.graphs.writer import GraphWriter, node
from ontology.namespaces import PREFIXES, expand
from queries.saved_queries.model import SavedQuery

_FORMS = {
    "SELECT": ("sh:SPARQLSelectExecutable", "sh:select"),
    "ASK": ("sh:SPARQLAskExecutable", "sh:ask"),
    "CONSTRUCT": ("sh:SPARQLConstructExecutable", "sh:construct"),
}
_ONTOLOGY = NamedNode(PREFIXES["dkgo"].rstrip("/"))


def catalogue_quads(queries: Iterable[SavedQuery]) -> list[Quad]:
    """Return the quads of the graph ``catalogue``.

    :param queries: the saved queries; each text runs as it is, with the defaults of its parameters in place
    :returns: a ``sh:SPARQLExecutable`` a query, with its question, description, keywords, parameters and columns
    """
    writer = GraphWriter("catalogue")
    for query in queries:
        subject = node(f"query:{query.name}")
        kind, predicate = _FORMS.get(query.form, ("sh:SPARQLExecutable", "dkgo:queryText"))
        writer.add(subject, "rdf:type", node("sh:SPARQLExecutable"))
        writer.add(subject, "rdf:type", node(kind))
        writer.add(subject, "rdfs:label", query.name)
        writer.add(subject, "rdfs:comment", query.summary)
        writer.add(subject, "dcterms:description", query.description or None)
        writer.add(subject, "sh:prefixes", _ONTOLOGY)
        writer.add(subject, predicate, query.text)
        for tag in query.tags:
            writer.add(subject, "schema:keywords", tag)
        for parameter in query.parameters:
            place = NamedNode(f"{PREFIXES['query']}{query.name}/parameter/{parameter.name}")
            writer.add(subject, "sh:parameter", place)
            writer.add(place, "rdf:type", node("sh:Parameter"))
            writer.add(place, "sh:name", parameter.name)
            writer.add(place, "sh:description", parameter.description)
            for value in parameter.default:
                is_node = parameter.type in {"entity", "source"}
                term = NamedNode(value if "://" in value else expand(value)) if is_node else value
                writer.add(place, "sh:defaultValue", term)
    return writer.quads
