"""The end to which routes are shown first, when a reader has named only the start."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.routes import PathOptions, find_routes

_TRIES = 6  # ends for which routes are looked for, before the search is given up


def usual_end(mechanisms: Mechanisms, start: str, preferred: Sequence[str] = ()) -> str | None:
    """Return an end that a route leads to: a preferred one, else one of several steps on which most claims are.

    :param mechanisms: what :func:`queries.mechanism.reading.read_mechanisms` read
    :param start: IRI of the start
    :param preferred: IRIs of ends to try first, in this order
    :returns: the IRI of the end; nothing if no route of more than one step leads anywhere
    """
    edges = mechanisms.edges()
    ends = {edge.object for edge in edges}
    wanted = [end for end in preferred if end != start and mechanisms.kinds_of(end) & ends]
    for end in (*wanted, *_by_claims(edges, start)[:_TRIES]):
        if find_routes(mechanisms, start, end, PathOptions()).paths:
            return end
    return None


def _by_claims(edges: Iterable[Edge], start: str) -> list[str]:
    """Return the nodes that are at least two steps away, those with most claims on their last step first."""
    following: dict[str, set[str]] = defaultdict(set)
    claims: Counter[str] = Counter()
    for edge in edges:
        following[edge.subject].add(edge.object)
        claims[edge.object] += len(edge.claims)
    near = {start} | following[start]
    far: set[str] = set()
    level = set(following[start])
    while level:
        level = {node for one in level for node in following[one]} - near - far
        far |= level
    return sorted(far, key=lambda node: (-claims[node], node))
