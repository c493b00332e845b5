"""From pyoxigraph's terms to rdflib's, for the tools that know only the latter."""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.term import Node

from ontology.namespaces import PREFIXES

XSD_STRING = NamedNode(PREFIXES["xsd"] + "string")


def to_rdflib(triples: Iterable[Triple | Quad]) -> rdflib.Graph:
    """Return an rdflib graph in memory of triples; the graph names of quads are left out.

    :param triples: triples or quads of pyoxigraph
    :returns: a new graph
    :raises TypeError: if a term is itself a triple, which rdflib does not support
    """
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if isinstance(term, Literal):
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        if term.datatype == XSD_STRING:  # rdflib distinguishes a plain literal from a typed string
            return rdflib.Literal(term.value)
        return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))
    raise TypeError(f"rdflib does not support the term {term}")
