"""Hints shown with the routes found: what was left out and why, and where to look when there is none."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from ontology.namespaces import compact
from queries.display_text import first_few
from queries.mechanism.basis import LEFT_OUT
from queries.mechanism.claims import CERTAINTIES
from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.routes import MOST_ROUTES, MOST_STEPS, PathOptions, Routes, steps_to

_MOST_NAMED = 5


class Ways(NamedTuple):
    """Advice for the user; a page words it differently from the command line.

    :param more_steps: how to allow longer routes
    :param fewer_steps: how to allow only shorter ones
    :param joined: how to see routes that no single document states
    :param any_people: how to see routes whose steps are about different people
    :param reverse: how to ask for the way from ``{end}`` to ``{start}``
    :param proposed: how to see routes of claims that nobody has reviewed
    """

    more_steps: str = "raise --max-steps"
    fewer_steps: str = "lower --max-steps"
    joined: str = "--joined shows them"
    any_people: str = "--any-people shows them"
    reverse: str = "drugkg path {end} {start}"
    proposed: str = "--proposed uses such claims"


class Change(NamedTuple):
    """Another search, or a claim, to which a hint leads.

    :param label: what a link says
    :param parameters: what to change: ``start``, ``end``, ``joined``, ``people``, ``steps``; or ``claim`` to open
    """

    label: str
    parameters: Mapping[str, str]


class Hint(NamedTuple):
    """A line for the user about a search.

    :param text: the line
    :param changes: where it leads
    """

    text: str
    changes: tuple[Change, ...] = ()


def hints(mechanisms: Mechanisms, routes: Routes, options: PathOptions, ways: Ways | None = None) -> list[Hint]:
    """Return lines for the user about a search.

    :param mechanisms: the claims and names
    :param routes: what :func:`queries.mechanism.routes.find_routes` found
    :param options: what it was asked for
    :param ways: advice for the user; by default in terms of the command-line options
    :returns: one line for each thing worth knowing; the first says so when there is no route
    """
    ways = ways or Ways()
    lines: list[Hint] = []
    if not routes.paths:
        lines += _without_route(mechanisms, routes, options, ways)
    if routes.longer:
        words = f"{_count(routes.longer)} left out for having more steps: {ways.more_steps}"
        lines.append(Hint(words, (Change("Allow more steps", {"steps": str(MOST_STEPS)}),)))
    if routes.joined:
        words = f"{_count(routes.joined)} left out whose steps are in several documents; {ways.joined}"
        lines.append(Hint(words, (Change("Join documents", {"joined": "true"}),)))
    passages = sum(path.joined == "passages" for path in routes.paths)
    if passages:
        words = f"{_count(passages)} joined from passages that their document does not link: marked, and last"
        lines.append(Hint(words))
    if routes.foreign:
        drugs = sorted(map(mechanisms.names.label, frozenset().union(*routes.foreign)))
        number, of = _count(len(routes.foreign)), first_few(drugs, "drugs")
        if routes.more_foreign:
            number, of = f"{len(routes.foreign)} routes and more are", f"other drugs, such as {drugs[0]}"
        lines.append(Hint(f"{number} left out that would join what is said of {of}"))
    lines += _conditional(mechanisms, routes)
    if routes.mixed:
        words = f"{_count(routes.mixed)} left out whose steps are about different people; {ways.any_people}"
        lines.append(Hint(words, (Change("Join different people", {"people": "true"}),)))
    if routes.cut:
        words = f"the search stopped after {MOST_ROUTES:,} chains: {ways.fewer_steps} for a complete answer"
        lines.append(Hint(words))
    return lines


def _conditional(mechanisms: Mechanisms, routes: Routes) -> list[Hint]:
    """Return a line for each claim that is left out for the condition under which it is said."""
    label = mechanisms.names.label
    lines = [
        Hint(
            f"left out, as it is said only under {' and '.join(sorted(map(label, claim.conditions)))}: "
            f"{label(claim.subject)} {claim.phrase or label(claim.predicate) + ' ' + label(claim.object)} ({claim.id})",
            (Change("Open this claim", {"claim": claim.id}),),
        )
        for claim in routes.conditional[:_MOST_NAMED]
    ]
    more = len(routes.conditional) - _MOST_NAMED
    return [*lines, Hint(f"{more} more claims are left out for their condition")] if more > 0 else lines


def _without_route(mechanisms: Mechanisms, routes: Routes, options: PathOptions, ways: Ways) -> list[Hint]:
    label = mechanisms.names.label
    start, end = label(routes.start), label(routes.end)
    edges = [edge for found in routes.edges.values() for edge in found]
    who = "none of the documents chosen" if options.sources else "no document"
    states = "asserts each step of" if options.certainty == {"asserted"} else "states"
    within = _within(mechanisms, options)
    lines = [Hint(f"{who} {states} a route from {start} to {end} in {options.max_steps} steps or fewer{within}")]
    stations = {node for edge in edges for node in (edge.subject, edge.object)}
    lines += _context(mechanisms, stations, routes.start, "start") + _context(mechanisms, stations, routes.end, "end")
    lines += [
        Hint(
            f"denied: {start} {label(claim.predicate)} {label(claim.object)} ({claim.id})",
            (Change("Open this claim", {"claim": claim.id}),),
        )
        for end_node in sorted(routes.ends)
        for claim in mechanisms.between.get((routes.start, end_node), ())
        if claim.polarity == "denied"
    ]
    shortest = steps_to(edges, routes.ends).get(routes.start, 0)
    if shortest > MOST_STEPS:
        lines.append(Hint(f"the shortest chain has {shortest} steps: {ways.more_steps}"))
    elif not shortest and len(lines) == 1:
        lines += _nearest(mechanisms, routes, edges)
    lines += _proposed(mechanisms, routes, options, ways)
    if routes.end in steps_to(edges, {routes.start}) and routes.end != routes.start:
        ends = compact(routes.end), compact(routes.start)
        reverse = ways.reverse.format(end=ends[0], start=ends[1])
        swap = Change("Swap start and end", {"start": ends[0], "end": ends[1]})
        lines.append(Hint(f"there is a chain the other way: {reverse}", (swap,)))
    return lines


def _proposed(mechanisms: Mechanisms, routes: Routes, options: PathOptions, ways: Ways) -> list[Hint]:
    """Return a line on the claims from the start or to the end that nobody has reviewed, where they make no step."""
    left_out = [
        claim
        for claim in mechanisms.claims
        if claim.review == "proposed" and (claim.subject == routes.start or claim.object in routes.ends)
    ]
    if options.proposed or not left_out:
        return []
    one = len(left_out) == 1
    number = "1 proposed claim is" if one else f"{len(left_out)} proposed claims are"
    use = Change(f"Use {'it' if one else 'them'}", {"proposed": "true"})
    return [Hint(f"{number} left out, as nobody has reviewed {'it' if one else 'them'}; {ways.proposed}", (use,))]


def _within(mechanisms: Mechanisms, options: PathOptions) -> str:
    """Return the further conditions of a search, in words."""
    label = mechanisms.names.label
    words = [f"through {' and '.join(sorted(map(label, options.via)))}"] if options.via else []
    words += [f"not through {' or '.join(sorted(map(label, options.avoid)))}"] if options.avoid else []
    words += [f"without {LEFT_OUT[key]}" for key in LEFT_OUT if key in options.without]
    certain = [words for modality, words in CERTAINTIES.items() if modality in options.certainty]
    words += [f"by claims that are {' or '.join(certain)}"] if certain and certain != ["asserted"] else []
    return "".join(f", {part}" for part in words)


def _context(mechanisms: Mechanisms, stations: Collection[str], node: str, role: str) -> list[Hint]:
    """Return a line for a node that no step touches, such as a place: the activities to ask for in its stead."""
    near = [activity for activity in mechanisms.contexts.get(node, ()) if activity in stations]
    if node in stations or not near:
        return []
    label = mechanisms.names.label
    names = _some([label(activity) for activity in near])
    words = f"{label(node)} is itself no step of a mechanism; ask for what goes on there or with it: {names}"
    return [Hint(words, _offers(mechanisms, role, near))]


def _nearest(mechanisms: Mechanisms, routes: Routes, edges: list[Edge]) -> list[Hint]:
    """Return where the documents lead from the start, and from where they lead to the end."""
    label = mechanisms.names.label
    onward = sorted({edge.object for edge in edges if edge.subject == routes.start}, key=label)
    before = sorted({edge.subject for edge in edges if edge.object in routes.ends}, key=label)
    return [
        Hint(f"from {label(routes.start)} steps lead to: {_some([label(node) for node in onward])}",
             _offers(mechanisms, "end", onward)),
        Hint(f"to {label(routes.end)} steps lead from: {_some([label(node) for node in before])}",
             _offers(mechanisms, "start", before)),
    ]  # fmt: skip


def _offers(mechanisms: Mechanisms, role: str, nodes: Iterable[str]) -> tuple[Change, ...]:
    """Return the first of some nodes as other starts or ends to ask for."""
    return tuple(Change(mechanisms.names.label(node), {role: compact(node)}) for node in list(nodes)[:_MOST_NAMED])


def _some(names: list[str]) -> str:
    if not names:
        return "nothing"
    more = f"; and {len(names) - _MOST_NAMED} more" if len(names) > _MOST_NAMED else ""
    return "; ".join(names[:_MOST_NAMED]) + more


def _count(number: int) -> str:
    return "1 route is" if number == 1 else f"{number} routes are"
