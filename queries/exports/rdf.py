"""Exports the dataset as RDF: N-Quads, TriG, Turtle and RDF/XML. Quoted source text is never exported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad, RdfFormat, serialize

from ontology.namespaces import PREFIXES
from queries.sparql.terms import engine_term
from queries.store.interface import Store

QUOTES = PREFIXES["graph"] + "quotes"
"""The graph of quoted source text, which is never exported."""

_NOT_OURS = "".join(f" && !STRSTARTS(STR(?g), '{PREFIXES['graph']}{name}')" for name in ("external/", "closure"))
"""External ontologies are left out too: they have releases and licences of their own."""

_QUADS = f"SELECT ?g ?s ?p ?o WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(?g != <{QUOTES}>{_NOT_OURS}) }}"
_PREFIXES = {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"}


def canonical_quads(store: Store) -> list[Quad]:
    """Return all quads except quoted source text, with canonical blank nodes and in canonical order.

    :param store: the store to read
    :returns: the quads
    """
    quads = Dataset(_quads(store))
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(quads, key=str)


def write_nquads(store: Store, out: IO[str]) -> int:
    """Write N-Quads.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    quads = canonical_quads(store)
    out.writelines(f"{quad} .\n" for quad in quads)
    return len(quads)


def write_trig(store: Store, out: IO[str]) -> int:
    """Write TriG.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    quads = sorted(canonical_quads(store), key=lambda quad: (str(quad.graph_name), str(quad)))
    out.write((serialize(quads, format=RdfFormat.TRIG, prefixes=_PREFIXES) or b"").decode("utf-8"))
    return len(quads)


def write_turtle(store: Store, out: IO[str]) -> int:
    """Write Turtle, all named graphs merged.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    return _write_triples(store, RdfFormat.TURTLE, out)


def write_rdfxml(store: Store, out: IO[str]) -> int:
    """Write RDF/XML, all named graphs merged.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    return _write_triples(store, RdfFormat.RDF_XML, out)


def _write_triples(store: Store, form: RdfFormat, out: IO[str]) -> int:
    triples = list(dict.fromkeys(quad.triple for quad in canonical_quads(store)))
    out.write((serialize(triples, format=form, prefixes=_PREFIXES) or b"").decode("utf-8"))
    return len(triples)


def _quads(store: Store) -> Iterator[Quad]:
    for row in store.select(_QUADS, row_limit=0).rows:
        subject, predicate, graph = engine_term(row["s"]), engine_term(row["p"]), engine_term(row["g"])
        assert isinstance(subject, NamedNode | BlankNode)  # noqa: S101 - a subject of RDF 1.1; for the type checker
        assert isinstance(predicate, NamedNode)  # noqa: S101
        assert isinstance(graph, NamedNode)  # noqa: S101
        yield Quad(subject, predicate, engine_term(row["o"]), graph)
