"""What a page about mechanisms shows: the routes between some starts and ends, the neighbours of nodes, the picture."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ontology.namespaces import expand
from queries.drawing.elements import GraphElements
from queries.mechanism.counting import NO_TITLES
from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.hints import Change, Ways
from queries.mechanism.paths import paths_between
from queries.mechanism.picture import mechanism_elements, step_id, steps_around, steps_of_paths
from queries.mechanism.records import step_record
from queries.mechanism.routes import PathOptions

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class View:
    """What a reader asked for.

    :param starts: CURIEs of the starts, at least one
    :param ends: CURIEs of the ends; none for the neighbours of the starts
    :param options: what counts as a route
    :param expanded: CURIEs of the nodes whose neighbours are shown
    :param hidden: CURIEs of nodes that are not drawn; routes keep them
    """

    starts: tuple[str, ...]
    ends: tuple[str, ...] = ()
    options: PathOptions = field(default_factory=PathOptions)
    expanded: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()


class Note(NamedTuple):
    """A line below the picture.

    :param text: the line
    :param changes: where it leads
    """

    text: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to see.

    :param paths: the routes, see :func:`queries.mechanism.records.path_records`
    :param steps: all steps shown, by identifier
    :param direct: what claims state directly of a start and an end that a route reaches in several steps
    :param elements: the graph to draw
    :param notes: what was left out and why
    :param apart: the pairs of a start and an end, as CURIEs, that no route joins
    """

    paths: list[dict[str, Any]]
    steps: Mapping[str, Record]
    direct: Mapping[str, Record]
    elements: GraphElements
    notes: tuple[Note, ...]
    apart: tuple[tuple[str, str], ...] = ()

    @property
    def claims(self) -> tuple[str, ...]:
        """The identifiers of all claims for and against the steps shown, each once."""
        names = (name for step in self.steps.values() for name in (*step["claims"], *step["denied_by"]))
        return tuple(dict.fromkeys(names))


def shown(mechanisms: Mechanisms, view: View, ways: Ways | None = None, titles: Mapping[str, str] = NO_TITLES) -> Shown:
    """Return what there is to see.

    :param mechanisms: the claims and names
    :param view: what was asked for
    :param ways: advice in the notes; by default in terms of the command-line options
    :param titles: short name of a document → its short title, for the lines above the picture
    :returns: routes, steps, picture and notes
    """
    paths: list[dict[str, Any]] = []
    notes: dict[str, Note] = {}
    apart = []
    for start in view.starts:
        for end in view.ends:
            if start != end:
                answer = paths_between(mechanisms, expand(start), expand(end), view.options, ways)
                paths += answer.paths
                apart += [] if answer.paths else [(start, end)]
                for line, changes in zip(answer.hints, answer.changes, strict=True):
                    notes.setdefault(line, Note(line, changes))
    edges = _edges(mechanisms, view)
    further: dict[str, Record] = {}
    for node in dict.fromkeys([*(() if view.ends else view.starts), *view.expanded]):
        around, more = steps_around(mechanisms, edges, node)
        further |= around
        if more:
            label = mechanisms.names.label(expand(node))
            line = f"{more} more steps touch {label}; those with most evidence are shown"
            notes[line] = Note(line)
    ends = () if paths else (*view.starts, *view.ends)
    elements = mechanism_elements(mechanisms, paths, further, dict.fromkeys([*view.starts, *ends]), titles)
    steps = steps_of_paths(paths) | further
    direct = _direct(mechanisms, edges, view, {path["outcome_id"] for path in paths})
    at_once = {name: step for name, step in direct.items() if name not in steps}
    drawn = without_nodes(elements, view.hidden)
    return Shown(paths, steps, at_once, drawn, tuple(notes.values()), tuple(apart))


def without_nodes(elements: GraphElements, hidden: Collection[str]) -> GraphElements:
    """Return a picture without some nodes and the edges that touch them; what would be empty stays whole.

    :param elements: the graph
    :param hidden: identifiers of nodes
    :returns: the rest, with a line in its banner that says how many nodes are hidden
    """
    nodes = tuple(node for node in elements.nodes if node.id not in hidden)
    number = len(elements.nodes) - len(nodes)
    if not nodes or not number:
        return elements
    edges = tuple(edge for edge in elements.edges if edge.source not in hidden and edge.target not in hidden)
    line = f"{number} node{'' if number == 1 else 's'} of these routes {'is' if number == 1 else 'are'} hidden."
    return replace(elements, nodes=nodes, edges=edges, banner=(*elements.banner, line))


def _edges(mechanisms: Mechanisms, view: View) -> list[Edge]:
    options = view.options
    edges = mechanisms.edges(
        sources=options.sources,
        certainty=options.certainty,
        proposed=options.proposed,
        without=options.without,
    )
    return [edge for edge in edges if options.avoid.isdisjoint((edge.subject, edge.object))]


def _direct(mechanisms: Mechanisms, edges: Iterable[Edge], view: View, reached: Collection[str]) -> dict[str, Record]:
    """Return the steps that lead at once from a start to an end that routes reach."""
    starts, ends = {expand(start) for start in view.starts}, {expand(end) for end in reached}
    records = [step_record(mechanisms, edge) for edge in edges if edge.subject in starts and edge.object in ends]
    return {step_id(step): step for step in records}
