"""Short ways to make RDF terms and quads from CURIEs and plain values."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from ontology.namespaces import PREFIXES, expand

XSD = PREFIXES["xsd"]

Subject = NamedNode | BlankNode
Object = NamedNode | BlankNode | Literal


@lru_cache(maxsize=10_000)
def node(curie: str) -> NamedNode:
    """Return the node of a CURIE.

    :param curie: with a known prefix
    :returns: its IRI
    """
    return NamedNode(expand(curie))


def decimal(number: Decimal) -> Literal:
    """Return a decimal literal in its shortest form, so that 5 and 5.0 are the same term.

    :param number: a finite number
    :returns: an ``xsd:decimal``
    """
    text = format(number.normalize(), "f")
    return Literal(text, datatype=NamedNode(XSD + "decimal"))


def graph(name: str) -> NamedNode:
    """Return the IRI of a named graph.

    :param name: such as ``claims/monograph``
    :returns: its IRI
    """
    return NamedNode(PREFIXES["graph"] + name)


class GraphWriter:
    """Collects the quads of one named graph.

    :param name: its name below the graph namespace
    """

    def __init__(self, name: str) -> None:
        self.graph = graph(name)
        self.quads: list[Quad] = []

    def add(self, subject: Subject, predicate: str, value: Object | str | int | bool | None) -> None:
        """Add one statement; ``None`` adds none.

        :param subject: the subject's node
        :param predicate: the predicate's CURIE
        :param value: a node or literal, or a plain value that becomes a literal
        """
        if value is None:
            return
        term = value if isinstance(value, NamedNode | BlankNode | Literal) else Literal(value)
        self.quads.append(Quad(subject, node(predicate), term, self.graph))
