"""The graph ``closure``: the ancestors of each mapped term in the loaded external ontologies.

Queries climb from our entities, so only terms that a mapping points at have their way up stored, each itself included:
``rdfs:subClassOf`` for is-a, ``BFO:0000050`` for any chain of is-a and part-of (part-of is reflexive and goes down
is-a, so both are what the ontology entails). A property path instead takes 25 to 200 ms, by the engine's choice of join
order, and needs a variable graph; Virtuoso refuses it outright where both of its ends are free.
"""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store

from ingest.graphs.writer import Object, graph, node
from queries.loaded_ontologies import EXTERNAL

CLOSURE = graph("closure")
_MAPPINGS = graph("mappings")
_IS_A, _PART_OF, _LABEL = node("rdfs:subClassOf"), node("BFO:0000050"), node("rdfs:label")


def write_closure(store: Store) -> None:
    """Write the graph ``closure`` anew.

    :param store: with the mappings and the external ontologies in it
    """
    store.remove_graph(CLOSURE)
    store.bulk_extend(closure_quads(store))


def closure_quads(store: Store) -> list[Quad]:
    """Collect label and ancestors of each mapped term from the loaded external ontologies.

    :param store: contains the mappings and the external ontologies
    :returns: the quads of the graph ``closure``
    """
    objects = (quad.object for quad in store.quads_for_pattern(None, None, None, _MAPPINGS))
    mapped = sorted({term for term in objects if isinstance(term, NamedNode)}, key=str)
    names = (name for name in store.named_graphs() if isinstance(name, NamedNode))
    ontologies = sorted((name for name in names if name.value.startswith(EXTERNAL)), key=str)
    return [quad for term in mapped for quad in _quads_of(store, term, ontologies)]


def _quads_of(store: Store, term: NamedNode, ontologies: Iterable[NamedNode]) -> list[Quad]:
    """Return the quads about a term, with the label from the first ontology that contains it."""
    triples: dict[tuple[NamedNode, Object], None] = {}
    labels = []
    for ontology in ontologies:
        found = [quad.object for quad in store.quads_for_pattern(term, _LABEL, None, ontology)]
        if found:
            labels += found
            triples |= dict.fromkeys((_IS_A, above) for above in _climb(store, term, (_IS_A,), ontology))
            triples |= dict.fromkeys((_PART_OF, above) for above in _climb(store, term, (_IS_A, _PART_OF), ontology))
    triples |= dict.fromkeys((_LABEL, label) for label in labels[:1] if isinstance(label, Literal))
    return [Quad(term, predicate, value, CLOSURE) for predicate, value in triples]


def _climb(store: Store, term: NamedNode, relations: tuple[NamedNode, ...], ontology: NamedNode) -> list[NamedNode]:
    """Return a term and all that is reached from it; a circle does no harm."""
    reached = {term: None}
    waiting = [term]
    while waiting:
        below = waiting.pop()
        for relation in relations:
            for quad in store.quads_for_pattern(below, relation, None, ontology):
                if isinstance(quad.object, NamedNode) and quad.object not in reached:
                    reached[quad.object] = None
                    waiting.append(quad.object)
    return list(reached)
