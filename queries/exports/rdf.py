"""Exports the dataset as RDF: N-Quads, TriG, Turtle and RDF/XML. Quoted source text is never exported.

Labels, synonyms and definitions are in English and say so by a language tag; titles of documents and of cited works
are in the language of the work and have none. What was reasoned is a graph of its own. An export without named graphs
leaves it out, unless it is asked for, since roles such as indication are not stated by anyone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from pyoxigraph import (
    CanonicalizationAlgorithm,
    Dataset,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from ontology.namespaces import PREFIXES, expand
from queries.exports.kept_statements import kept_quads
from queries.sparql.terms import EngineTerm
from queries.sparql.turtle import without_escapes
from queries.store.interface import Store, texts

INFERRED = NamedNode(PREFIXES["graph"] + "inferred")
"""The graph of what was reasoned."""

_NOT_OURS = tuple(PREFIXES["graph"] + name for name in ("external/", "closure", "quotes"))
"""External ontologies are left out too: they have releases and licences of their own."""

_GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
_TRIPLES = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"
_PREFIXES = {prefix: iri for prefix, iri in PREFIXES.items() if prefix != "graph"}

LANGUAGE = "en"
"""The language of all labels, synonyms and definitions."""

LABELS = frozenset(
    expand(curie)
    for curie in ("rdfs:label", "rdfs:comment", "skos:prefLabel", "skos:altLabel", "skos:definition", "skos:example")
)
"""The properties whose texts are in that language."""

_NO_LANGUAGE = tuple(PREFIXES[prefix] for prefix in ("source", "ref", "claim"))
"""Titles, and the words of a quantity or a qualifier, which are as the document has them."""

_STRING = NamedNode(PREFIXES["xsd"] + "string")


def read_quads(store: Store, *, graphs: Sequence[str] = ()) -> Iterator[Quad]:
    """Read all quads except quoted source text and external ontologies, in no particular order.

    :param store: the store to read
    :param graphs: how the names of the wanted graphs begin, such as ``claims/``; all when left out
    :yields: the quads; labels in English have a language tag
    """
    yield from kept_quads(store, _read_quads(store, graphs))


def _read_quads(store: Store, graphs: Sequence[str]) -> Iterator[Quad]:
    wanted = tuple(PREFIXES["graph"] + name for name in graphs)
    for name in sorted(row["g"] for row in texts(store.select(_GRAPHS, row_limit=0))):
        if name.startswith(_NOT_OURS) or (wanted and not name.startswith(wanted)):
            continue
        graph = NamedNode(name)
        found = store.construct(_TRIPLES % graph, format="ntriples", row_limit=0)
        for quad in parse(input=found.data, format=RdfFormat.N_TRIPLES, rename_blank_nodes=True):
            yield Quad(quad.subject, quad.predicate, _with_language(quad), graph)


def canonical_quads(store: Store, *, graphs: Sequence[str] = ()) -> list[Quad]:
    """Return all quads except quoted source text, with canonical blank nodes and in canonical order.

    :param store: the store to read
    :param graphs: how the names of the wanted graphs begin; all when left out
    :returns: the quads
    """
    quads = Dataset(read_quads(store, graphs=graphs))
    quads.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return sorted(quads, key=str)


def merged(quads: Iterable[Quad], *, with_inferred: bool = False) -> list[Triple]:
    """Return quads as the triples of one graph, each once.

    :param quads: the quads
    :param with_inferred: keep what was reasoned
    :returns: the triples, in the order of the quads
    """
    return list(dict.fromkeys(quad.triple for quad in quads if with_inferred or quad.graph_name != INFERRED))


def write_nquads(store: Store, out: IO[str]) -> int:
    """Write N-Quads.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    quads = canonical_quads(store)
    out.writelines(f"{quad} .\n" for quad in quads)
    return len(quads)


def write_trig(store: Store, out: IO[str], *, flat: bool = False, with_inferred: bool = False) -> int:
    """Write TriG.

    :param store: the store to read
    :param out: where to write
    :param flat: write all statements into the default graph, for readers of one graph
    :param with_inferred: with ``flat``, keep what was reasoned, which otherwise is a graph of its own
    :returns: the number of statements
    """
    if flat:
        return _write_triples(store, RdfFormat.TRIG, out, with_inferred=with_inferred)
    quads = sorted(canonical_quads(store), key=lambda quad: (str(quad.graph_name), str(quad)))
    out.write(as_text(quads, RdfFormat.TRIG, _PREFIXES))
    return len(quads)


def write_turtle(store: Store, out: IO[str], *, with_inferred: bool = False) -> int:
    """Write Turtle, all named graphs merged.

    :param store: the store to read
    :param out: where to write
    :param with_inferred: keep what was reasoned
    :returns: the number of statements
    """
    return _write_triples(store, RdfFormat.TURTLE, out, with_inferred=with_inferred)


def write_rdfxml(store: Store, out: IO[str], *, with_inferred: bool = False) -> int:
    """Write RDF/XML, all named graphs merged.

    :param store: the store to read
    :param out: where to write
    :param with_inferred: keep what was reasoned
    :returns: the number of statements
    """
    return _write_triples(store, RdfFormat.RDF_XML, out, with_inferred=with_inferred)


def as_text(statements: Iterable[Quad] | Iterable[Triple], form: RdfFormat, prefixes: dict[str, str]) -> str:
    """Serialise statements.

    :param statements: quads or triples
    :param form: the format
    :param prefixes: prefixes that the text may use
    :returns: the text; no prefixed name in it has a backslash
    """
    text = (serialize(statements, format=form, prefixes=prefixes) or b"").decode("utf-8")
    return without_escapes(text, prefixes) if form in (RdfFormat.TURTLE, RdfFormat.TRIG) else text


def _write_triples(store: Store, form: RdfFormat, out: IO[str], *, with_inferred: bool) -> int:
    triples = merged(canonical_quads(store), with_inferred=with_inferred)
    out.write(as_text(triples, form, _PREFIXES))
    return len(triples)


def _with_language(statement: Quad) -> EngineTerm:
    """Return the object of a statement, with a language tag if it is a label in English."""
    value = statement.object
    if statement.predicate.value not in LABELS or not isinstance(value, Literal) or value.datatype != _STRING:
        return value
    if isinstance(statement.subject, NamedNode) and statement.subject.value.startswith(_NO_LANGUAGE):
        return value
    return Literal(value.value, language=LANGUAGE)
