"""What a reader can choose as start and end of a route: the nodes of all steps, by class, reachable ones first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ontology.namespaces import compact, expand
from queries.drawing.elements import NODE_KINDS
from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.picture import kind_of
from queries.mechanism.routes import steps_to


class Choice(NamedTuple):
    """A node to choose.

    :param id: its CURIE
    :param label: its label
    :param kind: its kind in words, such as ``clinical finding``
    :param reachable: whether a chain of steps joins it with what is chosen at the other end
    """

    id: str
    label: str
    kind: str
    reachable: bool


def start_choices(mechanisms: Mechanisms, *, proposed: bool = False) -> list[Choice]:
    """Return the nodes at which a step begins.

    :param mechanisms: the claims and names
    :param proposed: let also claims that nobody has reviewed make a step
    :returns: the nodes, by kind and label
    """
    return _choices(mechanisms, {edge.subject for edge in mechanisms.edges(proposed=proposed)}, None)


def end_choices(mechanisms: Mechanisms, starts: Collection[str], *, proposed: bool = False) -> list[Choice]:
    """Return the nodes at which a step ends, what these are kinds of, and those that claims only deny or doubt.

    :param mechanisms: the claims and names
    :param starts: CURIEs of the chosen starts
    :param proposed: let also claims that nobody has reviewed make a step
    :returns: the nodes, those that a chain of steps reaches first, then by kind and label
    """
    edges = mechanisms.edges(proposed=proposed)
    denied = {claim.object for claim in mechanisms.claims if not claim.affirms}
    nodes = mechanisms.with_genera(edge.object for edge in edges) | denied
    return _choices(mechanisms, nodes, _reached(mechanisms, edges, starts))


def _reached(mechanisms: Mechanisms, edges: Iterable[Edge], starts: Iterable[str]) -> frozenset[str]:
    """Return the nodes to which chains of steps lead from some starts, with what they are kinds of."""
    back = [Edge(edge.object, edge.subject, edge.sign) for edge in edges]
    begin = {expand(start) for start in starts}
    return mechanisms.with_genera(node for node in steps_to(back, begin) if node not in begin)


def _choices(mechanisms: Mechanisms, nodes: Iterable[str], reached: Collection[str] | None) -> list[Choice]:
    order: Mapping[str, int] = {kind: number for number, kind in enumerate(NODE_KINDS)}
    found = []
    for node in nodes:
        kind = kind_of(mechanisms, compact(node))
        label = mechanisms.names.label(node)
        reachable = reached is None or node in reached
        found.append(
            (not reachable, order[kind], label.casefold(), Choice(compact(node), label, NODE_KINDS[kind], reachable))
        )
    return [choice for *_, choice in sorted(found)]
