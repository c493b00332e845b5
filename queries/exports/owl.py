"""Exports one OWL ontology for editors and reasoners such as Protégé: the ontology, the entities and the facts.

Claims, propositions and disagreements are left out: they speak about statements, and mean nothing to a reasoner. All
that is used is declared in the file itself, which imports nothing, so that it is OWL 2 DL without a network.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO

from pyoxigraph import NamedNode, RdfFormat, Triple

from ontology.namespaces import BASE, PREFIXES, expand
from queries.exports.rdf import as_text, canonical_quads, merged
from queries.store.interface import Store

GRAPHS = ("ontology", "entities", "facts")
"""The graphs that a reasoner is meant to see."""

_TYPE = NamedNode(expand("rdf:type"))
_IMPORTS = NamedNode(expand("owl:imports"))
_DECLARE = NamedNode(expand("sh:declare"))
_INDIVIDUAL = NamedNode(expand("owl:NamedIndividual"))
_ANNOTATION = NamedNode(expand("owl:AnnotationProperty"))
_DECLARING = frozenset(
    NamedNode(PREFIXES["owl"] + name)
    for name in (
        "Ontology", "Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty", "NamedIndividual", "Axiom",
        "Restriction", "AllDisjointClasses", "AllDifferent", "AllDisjointProperties", "NegativePropertyAssertion",
    )
)  # fmt: skip
_BUILT_IN = tuple(PREFIXES[prefix] for prefix in ("rdf", "rdfs", "owl", "xsd"))


def write_owl(store: Store, out: IO[str]) -> int:
    """Write ontology, entities and facts as one OWL ontology in RDF/XML.

    :param store: the store to read
    :param out: where to write
    :returns: the number of statements
    """
    quads = canonical_quads(store, graphs=GRAPHS)
    triples = _without_prefixes(triple for triple in merged(quads) if triple.predicate != _IMPORTS)
    triples += sorted(_missing_declarations(triples), key=str)
    names = {part.value for triple in triples for part in triple if isinstance(part, NamedNode)}
    used = {prefix: iri for prefix, iri in PREFIXES.items() if any(name.startswith(iri) for name in names)}
    out.write(as_text(triples, RdfFormat.RDF_XML, used))
    return len(triples)


def _without_prefixes(triples: Iterable[Triple]) -> list[Triple]:
    """Leave out the prefixes that SHACL declares: the OWL API writes their blank nodes so that it cannot read them."""
    kept = list(triples)
    prefixes = {triple.object for triple in kept if triple.predicate == _DECLARE}
    return [triple for triple in kept if triple.predicate != _DECLARE and triple.subject not in prefixes]


def _missing_declarations(triples: Iterable[Triple]) -> set[Triple]:
    """Return declarations of what is used and not declared: individuals, and properties of annotations."""
    kinds: dict[str, set[str]] = {}
    used: set[NamedNode] = set()
    for triple in triples:
        used.add(triple.predicate)
        if triple.predicate == _TYPE and isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode):
            kinds.setdefault(triple.subject.value, set()).add(triple.object.value)
    declared = {iri for iri, types in kinds.items() if types & {node.value for node in _DECLARING}}
    missing = {
        Triple(NamedNode(iri), _TYPE, _INDIVIDUAL)
        for iri in set(kinds) - declared
        if any(kind.startswith(BASE) for kind in kinds[iri])
    }
    return missing | {
        Triple(node, _TYPE, _ANNOTATION)
        for node in used
        if node.value not in declared and not node.value.startswith(_BUILT_IN)
    }
