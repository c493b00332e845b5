"""Which graphs a query without FROM is asked of, for modules that load no tokenizer."""

from __future__ import annotations

from ontology.namespaces import PREFIXES

LEFT_OUT = ("quotes", "closure", "external")
"""First part of the names of graphs that are not in the union."""


def in_union(graph: str) -> bool:
    """Return whether a graph is part of the union.

    :param graph: its IRI
    :returns: true for a graph of drugkg that states something itself

    >>> in_union("https://w3id.org/drugkg/graph/claims/monograph"), in_union("https://w3id.org/drugkg/graph/quotes")
    (True, False)
    """
    name = graph.removeprefix(PREFIXES["graph"])
    return name != graph and name.partition("/")[0] not in LEFT_OUT
