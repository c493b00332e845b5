"""Mechanism paths: the signed routes from one node to another that the documents state, and no others.

**What is a route.** A chain of steps (see :mod:`queries.mechanism.effects`) that visits no node twice. Its net sign is
the product of the signs of its steps, and nothing when one of them has none.

**One document.** A document states a route when it states each of its steps; steps that the ontology gives need no
document. A route whose steps can be had only from several documents is *joined*: it is an inference, said by nobody as
a whole, and is found only on request.

**One group of people.** Two steps that rest only on claims about different groups of people (neither the other nor a
kind of it) are not joined: what was seen in smokers is not carried over to people with alcohol use disorder.

**No shortcut.** A route is left out when a longer one leads to the same end through all of its nodes, in the same
order, and does not contradict it: the shorter one only skips steps that the other spells out. To be displaced, a route
must have the net sign of the longer one, or none; a single step from start to end is also displaced by a longer route
of no net sign. A joined route displaces none that a document states. On the same nodes, an unsigned step gives way to a
signed one. Nothing is lost by this: each claim that spans several steps of a route is kept with it, as its *stated
outcome* when it spans the whole, else as *stated directly* (without the steps between), and marked as agreeing or not.
Routes of opposite net sign never displace each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from math import inf

from queries.mechanism.effects import Edge, MechanismClaim, Mechanisms
from queries.store.limits import PATH_CHAINS, PATH_STEPS

MOST_STEPS = PATH_STEPS.default
"""Steps that a route may have, unless the caller says otherwise."""

MOST_ROUTES = PATH_CHAINS.default
"""Chains that are looked at; a denser graph needs a lower limit of steps."""


@dataclass(frozen=True, slots=True)
class PathOptions:
    """What counts as a route.

    :param max_steps: steps that it may have; longer routes are still searched, to recognise shortcuts
    :param sources: documents (IRIs) whose claims may make a step; all when empty
    :param asserted_only: let only asserted claims make a step
    :param proposed: let also claims that nobody has reviewed make a step
    :param joined: find also routes that no single document states
    :param any_people: join also steps that were said of different people
    :param exact: end at the node itself, not also at its kinds
    """

    max_steps: int = MOST_STEPS
    sources: frozenset[str] = frozenset()
    asserted_only: bool = False
    proposed: bool = False
    joined: bool = False
    any_people: bool = False
    exact: bool = False


@dataclass(frozen=True)
class Path:
    """A route.

    :param edges: its steps, at least one
    """

    edges: tuple[Edge, ...]

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The nodes from start to end.

        :returns: IRIs of the nodes, one more than there are steps
        """
        return (self.edges[0].subject, *(edge.object for edge in self.edges))

    @property
    def end(self) -> str:
        """The last node."""
        return self.edges[-1].object

    @cached_property
    def net_sign(self) -> int | None:
        """The product of the signs of all steps.

        :returns: +1, −1, or ``None`` when a step has no sign
        """
        return sign_of(self.edges)

    @cached_property
    def documents(self) -> frozenset[str]:
        """The documents that state every step that is not definitional.

        :returns: IRIs of documents; empty when no single document states the whole route
        """
        stated = [{claim.source for claim in edge.claims} for edge in self.edges if edge.claims]
        return frozenset(set.intersection(*stated)) if stated else frozenset()

    @property
    def joined(self) -> bool:
        """Whether no single document states the whole route."""
        return not self.documents and any(edge.claims for edge in self.edges)


@dataclass(frozen=True)
class Routes:
    """The answer to a search.

    :param start: where the routes begin
    :param end: the end that was asked for
    :param ends: the end and its kinds
    :param paths: the routes found
    :param joined: how many more there are that no single document states
    :param mixed: how many chains were left out because their steps speak of different people
    :param longer: how many have more steps than were allowed
    :param cut: whether the search was ended early
    :param edges: all possible steps, by subject and object
    """

    start: str
    end: str
    ends: frozenset[str]
    paths: tuple[Path, ...]
    joined: int = 0
    mixed: int = 0
    longer: int = 0
    cut: bool = False
    edges: Mapping[tuple[str, str], tuple[Edge, ...]] = field(default_factory=dict, repr=False)


def sign_of(edges: Iterable[Edge]) -> int | None:
    """Return the product of the signs of steps.

    :param edges: the steps
    :returns: +1, −1, or ``None`` when a step has no sign

    >>> sign_of([Edge("a", "b", -1), Edge("b", "c", -1)])
    1
    """
    product = 1
    for edge in edges:
        if edge.sign is None:
            return None
        product *= edge.sign
    return product


def find_routes(mechanisms: Mechanisms, start: str, end: str, options: PathOptions | None = None) -> Routes:
    """Find the routes from one node to another.

    :param mechanisms: what :func:`queries.mechanism.effects.read_mechanisms` read
    :param start: the IRI of the first node
    :param end: the IRI of the last node
    :param options: what counts as a route
    :returns: the routes by end, strongest first, with what was left out counted
    """
    options = options or PathOptions()
    edges = mechanisms.edges(sources=options.sources, asserted_only=options.asserted_only, proposed=options.proposed)
    ends = (frozenset({end}) if options.exact else mechanisms.kinds_of(end)) - {start}
    chains = list(islice(_chains(edges, start, ends, max(options.max_steps, MOST_STEPS)), MOST_ROUTES + 1))
    cut = len(chains) > MOST_ROUTES
    paths = [Path(chain) for chain in chains[:MOST_ROUTES]]
    fitting = [path for path in paths if options.any_people or same_people(mechanisms, path)]
    kept = without_shortcuts(fitting)
    allowed = [path for path in kept if options.joined or not path.joined]
    shown = [path for path in allowed if len(path.edges) <= options.max_steps]
    pairs: dict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in edges:
        pairs[edge.subject, edge.object].append(edge)
    return Routes(
        start=start,
        end=end,
        ends=ends,
        paths=tuple(sorted(shown, key=lambda path: _rank(mechanisms, end, path))),
        joined=len(kept) - len(allowed),
        mixed=len(paths) - len(fitting),
        longer=len(allowed) - len(shown),
        cut=cut,
        edges={pair: tuple(found) for pair, found in pairs.items()},
    )


def steps_to(edges: Iterable[Edge], ends: Iterable[str]) -> dict[str, int]:
    """Return the smallest number of steps from every node to one of the ends.

    :param edges: all possible steps
    :param ends: the nodes to reach
    :returns: node → number of steps, for every node from which an end can be reached
    """
    before: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        before[edge.object].add(edge.subject)
    found = dict.fromkeys(ends, 0)
    level = set(found)
    while level:
        level = {node for reached in level for node in before[reached]} - found.keys()
        found |= dict.fromkeys(level, max(found.values()) + 1)
    return found


def same_people(mechanisms: Mechanisms, path: Path) -> bool:
    """Return whether every two steps of a route can be about the same people.

    :param mechanisms: the claims and the hierarchy of populations
    :param path: the route
    :returns: true if no two steps name populations that exclude each other
    """
    steps = [edge.claims for edge in path.edges if edge.claims]
    return all(
        any(_compatible(mechanisms, claim, other) for claim in one for other in two)
        for at, one in enumerate(steps)
        for two in steps[at + 1 :]
    )


def without_shortcuts(paths: Iterable[Path]) -> list[Path]:
    """Leave out routes that only skip steps of a longer one (see the top of this module).

    :param paths: routes between any ends
    :returns: the routes that remain
    """
    kept: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(paths, key=lambda path: (-len(path.edges), sum(edge.sign is None for edge in path.edges))):
        if not any(_displaces(longer, path) for longer in kept[path.end]):
            kept[path.end].append(path)
    return [path for found in kept.values() for path in found]


def _chains(edges: Iterable[Edge], start: str, ends: frozenset[str], most: int) -> Iterator[tuple[Edge, ...]]:
    """Yield the chains of at most so many steps from the start to one of the ends that visit no node twice."""
    edges = tuple(edges)
    distance = steps_to(edges, ends)
    onward: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.object in distance:
            onward[edge.subject].append(edge)

    def extend(trail: tuple[Edge, ...], visited: frozenset[str], node: str) -> Iterator[tuple[Edge, ...]]:
        for edge in onward[node]:
            if edge.object in visited or len(trail) + 1 + distance[edge.object] > most:
                continue
            longer = (*trail, edge)
            if edge.object in ends:
                yield longer
            yield from extend(longer, visited | {edge.object}, edge.object)

    return extend((), frozenset({start}), start)


def _displaces(longer: Path, path: Path) -> bool:
    """Return whether a route only skips steps of a longer one, or leaves open a sign that the other gives."""
    if longer.joined and not path.joined:
        return False
    if longer.nodes == path.nodes:
        signs = zip(path.edges, longer.edges, strict=True)
        return all(edge.sign is None or edge.sign == other.sign for edge, other in signs)
    if len(longer.nodes) <= len(path.nodes):
        return False
    onward = iter(longer.nodes)
    if not all(node in onward for node in path.nodes):
        return False
    agrees = path.net_sign is None or path.net_sign == longer.net_sign
    return agrees or (len(path.edges) == 1 and longer.net_sign is None)


def _compatible(mechanisms: Mechanisms, one: MechanismClaim, other: MechanismClaim) -> bool:
    """Return whether two claims can be about the same people: one names none, or one group is in the other."""
    if not one.populations or not other.populations:
        return True
    return any(
        two in mechanisms.kinds_of(group) or group in mechanisms.kinds_of(two)
        for group in one.populations
        for two in other.populations
    )


def _rank(mechanisms: Mechanisms, end: str, path: Path) -> tuple[object, ...]:
    """Return the place of a route in the answer: by end, sign, single document, certainty, length."""
    label = mechanisms.names.label
    sign = inf if path.net_sign is None else path.net_sign
    hedged = sum(all(claim.modality != "asserted" for claim in edge.claims) for edge in path.edges if edge.claims)
    places = [label(node) for node in path.nodes]
    return path.end != end, label(path.end), sign, path.joined, hedged, -len(path.edges), places
