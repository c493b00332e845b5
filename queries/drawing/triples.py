"""The triples of a CONSTRUCT or DESCRIBE answer as a graph to be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyoxigraph

from ontology.vocabulary import load_vocabulary, local_name
from queries.display_text import clean
from queries.drawing.elements import GraphEdge, GraphElements, GraphNode

Node = pyoxigraph.NamedNode | pyoxigraph.BlankNode


class Drawn(NamedTuple):
    """A picture of an answer.

    :param elements: its nodes and edges
    :param left_out: nodes that were too many
    """

    elements: GraphElements
    left_out: int


def read_triples(turtle: bytes) -> list[pyoxigraph.Triple]:
    """Read the triples of an answer in Turtle.

    :param turtle: the data of a :class:`queries.store.interface.Graph`
    :returns: the triples in the order of the document
    """
    return [quad.triple for quad in pyoxigraph.parse(turtle, format=pyoxigraph.RdfFormat.TURTLE)]


def elements_of_triples(
    triples: Iterable[pyoxigraph.Triple],
    label: Callable[[str], str],
    kind: Callable[[str], str] = lambda _: "other",
    *,
    most: int,
) -> Drawn:
    """Return triples as nodes and edges: IRIs and blank nodes are nodes, literals become part of a node's tooltip.

    :param triples: the triples
    :param label: gives the label of an IRI
    :param kind: gives the kind of an IRI, a key of :data:`queries.drawing.elements.NODE_KINDS`
    :param most: nodes to keep; the best connected come first
    :returns: the graph, and what was left out of it
    """
    titles: dict[Node, list[str]] = defaultdict(list)
    links: list[tuple[Node, pyoxigraph.NamedNode, Node]] = []
    count: dict[Node, int] = {}
    for triple in triples:
        source, target = triple.subject, triple.object
        if not isinstance(source, Node):
            continue
        count.setdefault(source, 0)
        if not isinstance(target, Node):
            value = target.value if isinstance(target, pyoxigraph.Literal) else str(target)
            titles[source].append(clean(f"{label(triple.predicate.value)}: {value}"))
            continue
        links.append((source, triple.predicate, target))
        count[source] += 1
        count[target] = count.get(target, 0) + 1
    ranked = sorted(count, key=lambda node: -count[node])
    kept = set(ranked[:most])
    nodes = tuple(
        GraphNode(
            id=str(node),
            label=_name(node, label),
            kind=kind(node.value) if isinstance(node, pyoxigraph.NamedNode) else "other",
            title=" · ".join([_name(node, label), *titles[node]]),
        )
        for node in count
        if node in kept
    )
    edges = tuple(_edge(at, link, label) for at, link in enumerate(links) if link[0] in kept and link[2] in kept)
    return Drawn(GraphElements(nodes, edges), len(ranked) - len(nodes))


def _edge(at: int, link: tuple[Node, pyoxigraph.NamedNode, Node], label: Callable[[str], str]) -> GraphEdge:
    source, predicate, target = link
    known = load_vocabulary().predicates.get(local_name(predicate) or "")
    name = clean(label(predicate.value))
    sign = known.sign if known else 0
    title = f"{_name(source, label)} · {name} · {_name(target, label)}"
    return GraphEdge(f"e{at}", str(source), str(target), name, sign, title=title)


def _name(node: Node, label: Callable[[str], str]) -> str:
    return clean(label(node.value) if isinstance(node, pyoxigraph.NamedNode) else f"_:{node.value[:6]}")
