"""The dataset as RDF: N-Quads, TriG, Turtle and RDF/XML. The words of the documents are in none of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    serialize,
)

from ontology.namespaces import PREFIXES
from queries.store.interface import Store, Term

QUOTES = PREFIXES["graph"] + "quotes"
"""The graph that stays at home."""

_NOT_OURS = "".join(f" && !STRSTARTS(STR(?g), '{PREFIXES['graph']}{name}')" for name in ("external/", "closure"))
"""External ontologies stay out too: they have homes, releases and licences of their own."""

_QUADS = f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{QUOTES}>{_NOT_OURS}) }}"
_PREFIXES = {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"}


def canonical_quads(store: Store) -> list[Quad]:
    """Return all quads but those with the words of the documents, with canonical blank nodes and in canonical order.

    :param store: the store to read
    """
    quads = Dataset(_quads(store))
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(quads, key=str)


def rdf_term(found: Term) -> NamedNode | BlankNode | Literal:
    """Return a term of an answer as a term of the engine.

    :param found: as in SPARQL 1.1 Query Results JSON
    """
    if found["type"] == "uri":
        return NamedNode(found["value"])
    if found["type"] == "bnode":
        return BlankNode(found["value"])
    if "xml:lang" in found:
        return Literal(found["value"], language=found["xml:lang"])
    datatype = found.get("datatype")
    return Literal(found["value"], datatype=NamedNode(datatype) if datatype else None)


def write_nquads(store: Store, out: IO[str]) -> int:
    """Write N-Quads; returns the number of statements."""
    quads = canonical_quads(store)
    out.writelines(f"{quad} .\n" for quad in quads)
    return len(quads)


def write_trig(store: Store, out: IO[str]) -> int:
    """Write TriG; returns the number of statements."""
    quads = sorted(canonical_quads(store), key=lambda quad: (str(quad.graph_name), str(quad)))
    out.write((serialize(quads, format=RdfFormat.TRIG, prefixes=_PREFIXES) or b"").decode("utf-8"))
    return len(quads)


def write_turtle(store: Store, out: IO[str]) -> int:
    """Write Turtle, all named graphs merged; returns the number of statements."""
    return _write_triples(store, RdfFormat.TURTLE, out)


def write_rdfxml(store: Store, out: IO[str]) -> int:
    """Write RDF/XML, all named graphs merged; returns the number of statements."""
    return _write_triples(store, RdfFormat.RDF_XML, out)


def _write_triples(store: Store, form: RdfFormat, out: IO[str]) -> int:
    triples = list(dict.fromkeys(quad.triple for quad in canonical_quads(store)))
    out.write((serialize(triples, format=form, prefixes=_PREFIXES) or b"").decode("utf-8"))
    return len(triples)


def _quads(store: Store) -> Iterator[Quad]:
    for row in store.select(_QUADS, row_limit=0).rows:
        subject, predicate, graph = rdf_term(row["s"]), rdf_term(row["p"]), rdf_term(row["g"])
        assert not isinstance(subject, Literal)  # noqa: S101 - RDF has no literal there; tells the type checker
        assert isinstance(predicate, NamedNode)  # noqa: S101
        assert isinstance(graph, NamedNode)  # noqa: S101
        yield Quad(subject, predicate, rdf_term(row["o"]), graph)
