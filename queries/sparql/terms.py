"""Writes values as SPARQL terms, by the engine's own serialiser."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph


def iri_terms(iris: Iterable[str]) -> str:
    """Return IRIs as SPARQL terms, for a VALUES block.

    :param iris: whole IRIs
    :returns: the terms, each written by the engine's serialiser
    :raises ValueError: if a text is no IRI

    >>> iri_terms(["http://example.org/a", "http://example.org/b"])
    '<http://example.org/a> <http://example.org/b>'
    """
    return " ".join(str(pyoxigraph.NamedNode(iri)) for iri in iris)
