"""Mechanism paths: the signed routes from one node to another that the documents state, and no others.

**What is a route.** A chain of steps (see :mod:`queries.mechanism.effects`) that visits no node twice. Its net sign is
the product of the signs of its steps, and nothing when one of them has none.

**One document.** A route is a document's own when that document states each of its steps and links each with the next
(see :mod:`queries.mechanism.linking`); steps that the ontology gives need no document. Other routes are *joined*: an
inference, said by nobody as a whole. A route joined *from passages* has all its steps in one document, which does not
link them; it is shown after the documents' own routes, and marked. A route joined *from documents* has its steps only
in several; it is found only on request.

**One start.** What is said under a condition is a step only of routes from what meets that condition (see
:mod:`queries.mechanism.effects`). A joined route from one drug takes no step from a passage about another.

**One group of people.** Two steps that rest only on claims about different groups of people (neither the other nor a
kind of it) are not joined: what was seen in smokers is not carried over to people with alcohol use disorder.

**No shortcut.** A route is left out when a longer one leads to the same end through all of its nodes, in the same
order, and does not contradict it: the shorter one only skips steps that the other spells out. To be displaced, a route
must have the net sign of the longer one, or none; a single step from start to end is also displaced by a longer route
of no net sign. A joined route displaces none that a document links, nor one joined from documents one that is joined
from passages. On the same nodes, an unsigned step gives way to a
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
from typing import Literal

from queries.mechanism.claims import MechanismClaim
from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.linking import linking, other_drugs, own_drugs, stating
from queries.store.limits import PATH_CHAINS, PATH_STEPS

Joined = Literal["passages", "documents"]
"""From what a route is joined that no document states as a whole."""

_DISTANCE: Mapping[Joined | None, int] = {None: 0, "passages": 1, "documents": 2}
"""How far a route is from what a document says."""

MOST_STEPS = PATH_STEPS.default
"""Steps that a route may have, unless the caller says otherwise."""

MOST_ROUTES = PATH_CHAINS.default
"""Chains that are looked at; a denser graph needs a lower limit of steps."""

_MOST_FOREIGN = 100
"""Chains through what is said of other drugs that are counted: they are no routes, and many drugs make many of them."""


@dataclass(frozen=True, slots=True)
class PathOptions:
    """What counts as a route.

    :param max_steps: steps that it may have; longer routes are still searched, to recognise shortcuts
    :param sources: documents (IRIs) whose claims may make a step; all when empty
    :param certainty: the modalities of claims that make a step, keys of
        :data:`queries.mechanism.claims.CERTAINTIES`; all when empty
    :param proposed: let also claims that nobody has reviewed make a step
    :param joined: find also routes whose steps are in several documents
    :param any_people: join also steps that were said of different people
    :param exact: end at the node itself, not also at its kinds
    :param without: what makes no step: keys of :data:`queries.mechanism.basis.LEFT_OUT`
    :param via: nodes (IRIs) that each route must pass
    :param avoid: nodes (IRIs) that no route may pass
    """

    max_steps: int = MOST_STEPS
    sources: frozenset[str] = frozenset()
    certainty: frozenset[str] = frozenset()
    proposed: bool = False
    joined: bool = False
    any_people: bool = False
    exact: bool = False
    without: frozenset[str] = frozenset()
    via: frozenset[str] = frozenset()
    avoid: frozenset[str] = frozenset()

    @property
    def named(self) -> frozenset[str]:
        """The documents and nodes that it names."""
        return self.sources | self.via | self.avoid


@dataclass(frozen=True)
class Path:
    """A route.

    :param edges: its steps, at least one
    :param documents: the documents that state each step and link it with the next
    :param unlinked: the documents that state each step, and do not link them
    """

    edges: tuple[Edge, ...]
    documents: frozenset[str] = frozenset()
    unlinked: frozenset[str] = frozenset()

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

    @property
    def joined(self) -> Joined | None:
        """From what the route is joined; nothing when a document states and links its steps."""
        if self.documents or not any(edge.claims for edge in self.edges):
            return None
        return "passages" if self.unlinked else "documents"


@dataclass(frozen=True)
class Routes:
    """The answer to a search.

    :param start: where the routes begin
    :param end: the end that was asked for
    :param ends: the end and its kinds
    :param paths: the routes found
    :param joined: how many more there are whose steps are in several documents
    :param mixed: how many chains were left out because their steps speak of different people
    :param longer: how many have more steps than were allowed
    :param foreign: the other drugs of which steps are said, for each joined route left out for it
    :param more_foreign: whether there are more of these, which were not looked at
    :param conditional: claims that would make further steps, were they not said under a condition that the start does
        not meet
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
    foreign: tuple[frozenset[str], ...] = ()
    more_foreign: bool = False
    conditional: tuple[MechanismClaim, ...] = ()
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

    :param mechanisms: what :func:`queries.mechanism.reading.read_mechanisms` read
    :param start: the IRI of the first node
    :param end: the IRI of the last node
    :param options: what counts as a route
    :returns: the routes by end, strongest first, with what was left out counted
    """
    options = options or PathOptions()
    edges = mechanisms.edges(
        sources=options.sources, certainty=options.certainty, proposed=options.proposed, start=start,
        without=options.without,
    )  # fmt: skip
    edges = tuple(edge for edge in edges if options.avoid.isdisjoint((edge.subject, edge.object)))
    ends = (frozenset({end}) if options.exact else mechanisms.kinds_of(end)) - {start}
    own = own_drugs(mechanisms, start)
    search = _Search(edges, start, ends, max(options.max_steps, MOST_STEPS), own)
    chains = list(islice(search.chains(), MOST_ROUTES + 1))
    paths = [_path(mechanisms, chain) for chain in (*chains[:MOST_ROUTES], *search.foreign[:_MOST_FOREIGN])]
    fitting = [path for path in paths if options.any_people or same_people(mechanisms, path)]
    drugs = [_other_drugs(path, own) for path in fitting]
    kept = without_shortcuts(path for path, others in zip(fitting, drugs, strict=True) if not others)
    kept = [path for path in kept if options.via <= set(path.nodes)]
    allowed = [path for path in kept if options.joined or path.joined != "documents"]
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
        foreign=tuple(filter(None, drugs)),
        more_foreign=len(search.foreign) > _MOST_FOREIGN,
        conditional=_conditional(mechanisms, edges, start, ends),
        cut=len(chains) > MOST_ROUTES,
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


class _Search:
    """Finds the chains of at most so many steps from a start to one of the ends that visit no node twice.

    :param edges: all possible steps
    :param start: where the chains begin
    :param ends: where they end
    :param most: steps that a chain may have
    :param own: the drugs that they are about; none if they may be about any
    """

    def __init__(self, edges: Iterable[Edge], start: str, ends: frozenset[str], most: int, own: frozenset[str]) -> None:
        edges = tuple(edges)
        self._start, self._ends, self._most = start, ends, most
        self.foreign: list[tuple[Edge, ...]] = []
        """Chains with a step that is said of other drugs, which no document states as a whole; only some of many."""
        self._distance = steps_to(edges, ends)
        self._onward: dict[str, list[tuple[Edge, frozenset[str], bool]]] = defaultdict(list)
        for edge in edges:
            if edge.object in self._distance:
                sources = frozenset(claim.source for claim in edge.claims)
                self._onward[edge.subject].append((edge, sources, bool(other_drugs(edge, own))))

    def chains(self) -> Iterator[tuple[Edge, ...]]:
        """Yield the chains that may be routes, and fill :attr:`foreign` with the others.

        :yields: the steps of each chain
        """
        yield from self._extend((), frozenset({self._start}), self._start, None, is_foreign=False)

    def _extend(
        self,
        trail: tuple[Edge, ...],
        visited: frozenset[str],
        node: str,
        stated: frozenset[str] | None,
        *,
        is_foreign: bool,
    ) -> Iterator[tuple[Edge, ...]]:
        """Yield the chains that begin with some steps, which some documents state and which may be of other drugs."""
        for edge, sources, of_others in self._onward[node]:
            if edge.object in visited or len(trail) + 1 + self._distance[edge.object] > self._most:
                continue
            documents = stated if not sources else sources if stated is None else stated & sources
            foreign = is_foreign or (bool(trail) and of_others)
            lost = foreign and not documents
            if lost and len(self.foreign) > _MOST_FOREIGN:
                continue
            longer = (*trail, edge)
            if edge.object in self._ends and lost:
                self.foreign.append(longer)
            elif edge.object in self._ends:
                yield longer
            yield from self._extend(longer, visited | {edge.object}, edge.object, documents, is_foreign=foreign)


def _other_drugs(path: Path, own: frozenset[str]) -> frozenset[str]:
    """Return the drugs of which alone a later step of a joined route is said."""
    return frozenset().union(*(other_drugs(edge, own) for edge in path.edges[1:])) if path.joined else frozenset()


def _conditional(
    mechanisms: Mechanisms, edges: Iterable[Edge], start: str, ends: frozenset[str]
) -> tuple[MechanismClaim, ...]:
    """Return the claims between start and end that are said under a condition which the start does not meet."""
    edges = tuple(edges)
    onward = steps_to(edges, ends)
    back = steps_to((Edge(edge.object, edge.subject, edge.sign) for edge in edges), {start})
    return tuple(
        claim
        for claim in mechanisms.claims
        if claim.affirms
        and not mechanisms.holds_from(claim, start)
        and claim.subject in back
        and claim.object in onward
    )


def _path(mechanisms: Mechanisms, chain: tuple[Edge, ...]) -> Path:
    documents = linking(mechanisms, chain)
    return Path(chain, documents, stating(chain) - documents)


def _displaces(longer: Path, path: Path) -> bool:
    """Return whether a route only skips steps of a longer one, or leaves open a sign that the other gives."""
    if _DISTANCE[longer.joined] > _DISTANCE[path.joined]:
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
    """Return the place of a route in the answer: by what it is joined from, end, sign, certainty, length."""
    label = mechanisms.names.label
    sign = inf if path.net_sign is None else path.net_sign
    hedged = sum(all(claim.modality != "asserted" for claim in edge.claims) for edge in path.edges if edge.claims)
    places = [label(node) for node in path.nodes]
    return _DISTANCE[path.joined], path.end != end, label(path.end), sign, hedged, -len(path.edges), places
