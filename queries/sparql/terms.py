"""Converts terms between the rows of an answer, the engine and SPARQL text; the engine's own serialiser writes them."""

from __future__ import annotations

import pyoxigraph

from queries.errors import StoreError

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any


EngineTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def iri_terms(iris: Iterable[str]) -> str:
    """Return IRIs as SPARQL terms, for a VALUES block.

    :param iris: complete IRIs
    :returns: the terms, each written by the engine's serialiser
    :raises ValueError: if a text is not an IRI

    >>> iri_terms(["http://example.org/a", "http://example.org/b"])
    '<http://example.org/a> <http://example.org/b>'
    """
    return " ".join(str(pyoxigraph.NamedNode(iri)) for iri in iris)


def engine_term(found: Mapping[str, Any]) -> EngineTerm:
    """Return a term of an answer as a term of the engine.

    :param found: a term as in SPARQL 1.1 Query Results JSON
    :returns: the same term
    :raises StoreError: if it is not a valid RDF term, such as an IRI with a space

    >>> engine_term({"type": "uri", "value": "http://example.org/a"})
    <NamedNode value=http://example.org/a>
    """
    kind, value = found["type"], found["value"]
    try:
        if kind == "uri":
            return pyoxigraph.NamedNode(value)
        if kind == "bnode":
            return pyoxigraph.BlankNode(value)
        if kind == "triple":
            parts: list[Any] = [engine_term(value[part]) for part in ("subject", "predicate", "object")]
            return pyoxigraph.Triple(*parts)
        if "xml:lang" in found:
            return pyoxigraph.Literal(value, language=found["xml:lang"])
        datatype = found.get("datatype")
        return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype) if datatype else None)
    except (TypeError, ValueError) as error:
        raise StoreError(f"the store returned a term that is not valid RDF, {value!r}: {error}") from error


def term_text(found: Mapping[str, Any]) -> str:
    """Return a term of an answer as SPARQL and Turtle write it.

    :param found: a term as in SPARQL 1.1 Query Results JSON
    :returns: the term, written by the engine's serialiser
    :raises StoreError: if it is not a valid RDF term

    >>> term_text({"type": "literal", "value": "fatigue", "xml:lang": "fr"})
    '"fatigue"@fr'
    """
    term = engine_term(found)
    return f"<<( {term} )>>" if isinstance(term, pyoxigraph.Triple) else str(term)
