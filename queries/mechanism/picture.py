"""Mechanism paths as a graph to be drawn: the steps of all routes found, and the neighbours of expanded nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from ontology.namespaces import expand
from ontology.vocabulary import load_vocabulary
from queries.drawing.elements import GraphEdge, GraphElements, GraphNode
from queries.drawing.glyphs import MARKS
from queries.mechanism.counting import NO_TITLES, banner
from queries.mechanism.effects import Edge, Mechanisms
from queries.mechanism.records import step_record
from queries.mechanism.support import basis_words, limit_words, short_limits, support_words
from queries.store.limits import DRAWN_NEIGHBOURS

Record = Mapping[str, Any]

MOST_NEIGHBOURS = DRAWN_NEIGHBOURS.default
"""Steps that are shown when a node is expanded; the best evidenced come first."""

_KINDS: Mapping[str, tuple[str, ...]] = {
    "receptor": ("Receptor",),
    "activity": ("BiologicalActivity", "FrequencyBand"),
    "place": ("AnatomicalStructure",),
    "finding": ("ClinicalFinding",),
    "outcome": ("Outcome", "Measurement"),
    "exposure": ("Exposure", "Behaviour", "Procedure"),
    "drug": ("ChemicalSubstance", "DrugClass", "DrugCombination", "Formulation"),
}
_SIGNS: Mapping[int | None, str] = {1: "+", -1: "-", None: "?"}
_VERBS: Mapping[int | None, str] = {1: "raises", -1: "lowers", None: "changes"}
_BADGES = {frozenset({1}): "↑", frozenset({-1}): "↓", frozenset({1, -1}): "↑↓"}


def step_id(step: Record) -> str:
    """Return the identifier of a step, made from its nodes and its sign.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: the identifier, stable across searches

    >>> step_id({"subject_id": "drugkg:a", "object_id": "drugkg:b", "sign": -1})
    'drugkg:a - drugkg:b'
    """
    return f"{step['subject_id']} {_SIGNS[step['sign']]} {step['object_id']}"


def steps_of_paths(paths: Iterable[Record]) -> dict[str, Record]:
    """Collect the steps of all routes.

    :param paths: records of :func:`queries.mechanism.records.path_records`
    :returns: identifier → step, each step once
    """
    return {step_id(step): step for path in paths for step in path["steps"]}


def steps_around(
    mechanisms: Mechanisms, edges: Iterable[Edge], node: str, most: int = MOST_NEIGHBOURS
) -> tuple[dict[str, Record], int]:
    """Return the steps that lead to and from a node.

    :param mechanisms: the claims and names
    :param edges: all possible steps
    :param node: CURIE of the node
    :param most: maximum number of steps; those with most lines of evidence come first
    :returns: identifier → step, and how many more there are
    """
    iri = expand(node)
    steps = [step_record(mechanisms, edge) for edge in edges if iri in (edge.subject, edge.object)]
    steps.sort(key=lambda step: (not step["definitional"], -step["studies"], step["object"], step["subject"]))
    return {step_id(step): step for step in steps[:most]}, max(0, len(steps) - most)


def mechanism_elements(
    mechanisms: Mechanisms,
    paths: Sequence[Record],
    further: Mapping[str, Record] | None = None,
    ends: Collection[str] = (),
    titles: Mapping[str, str] = NO_TITLES,
) -> GraphElements:
    """Return routes as a graph.

    :param mechanisms: the claims and names
    :param paths: records of :func:`queries.mechanism.records.path_records`
    :param further: steps that are not part of a route, by identifier, see :func:`steps_around`
    :param ends: CURIEs of nodes to show in any case and to emphasise, such as start and end
    :param titles: short name of a document → its short title, for the banner
    :returns: nodes and edges to draw
    """
    steps = steps_of_paths(paths) | dict(further or {})
    states = _states(paths)
    emphasised = set(ends) | {path["start_id"] for path in paths} | {path["outcome_id"] for path in paths}
    labels = {end: mechanisms.names.label(expand(end)) for end in ends}
    for step in steps.values():
        labels.setdefault(step["subject_id"], step["subject"])
        labels.setdefault(step["object_id"], step["object"])
    nodes = [
        GraphNode(
            id=node,
            label=label,
            kind=kind_of(mechanisms, node),
            emphasis=node in emphasised,
            badge=_BADGES.get(frozenset(states[node]), ""),
            title=_node_title(mechanisms, node, label, states[node]),
        )
        for node, label in labels.items()
    ]
    stated = {step_id(step) for path in paths if not path["joined"] for step in path["steps"]} | set(further or {})
    edges = tuple(_edge(name, step, joined=name not in stated) for name, step in steps.items())
    return GraphElements(tuple(nodes), edges, tuple(banner(paths, titles)))


def kind_of(mechanisms: Mechanisms, node: str) -> str:
    """Return the kind of a node, which decides its shape and colour.

    :param mechanisms: the claims and names
    :param node: its CURIE
    :returns: a key of :data:`queries.drawing.elements.NODE_KINDS`
    """
    return kind_of_classes(mechanisms.names.classes.get(expand(node), ()))


def kind_of_classes(classes: Iterable[str]) -> str:
    """Return the kind of a node with some classes.

    :param classes: local names of classes; names that the ontology does not have are ignored
    :returns: a key of :data:`queries.drawing.elements.NODE_KINDS`
    """
    vocabulary = load_vocabulary()
    known = [name for name in classes if name in vocabulary.classes]
    for kind, superclasses in _KINDS.items():
        if any(vocabulary.is_a(name, superclass) for name in known for superclass in superclasses):
            return kind
    return "other"


def _edge(name: str, step: Record, *, joined: bool) -> GraphEdge:
    return GraphEdge(
        id=name,
        source=step["subject_id"],
        target=step["object_id"],
        label="" if step["definitional"] else step["predicate"],
        note=short_limits(step),
        sign=step["sign"],
        joined=joined,
        association=step["association"],
        marks=step_marks(step, joined=joined),
        hedged=not step["definitional"] and step["modality"] != "asserted",
        disputed=bool(step["denied_by"] or step["opposed_by"]),
        definitional=step["definitional"],
        title=_edge_title(step),
    )


def step_marks(step: Record, *, joined: bool) -> tuple[str, ...]:
    """Return the glyphs of a step: in whom it was seen, by what kind of study, and whether only joined routes use it.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :param joined: whether it is part of joined routes only
    :returns: keys of :data:`queries.drawing.glyphs.MARKS`; none for a step that holds by definition
    """
    if step["definitional"]:
        return ()
    species = [step["species"]] if step["species"] else []
    studies = [words for words in step["evidence_types"] if words in MARKS]
    return (*species, *studies, *(["joined"] if joined else []))


def _edge_title(step: Record) -> str:
    """Return a step as a line of text: what is said, how surely, on what evidence."""
    said = f"{step['subject']} {step['predicate']} {step['object']}"
    if step["definitional"]:
        return f"{said} (by definition)"
    parts = ["an association: no cause is stated" if step["association"] else _VERBS[step["sign"]]]
    parts += [support_words(step["support"]), *basis_words(step)]
    parts += ["inferred by the reader"] if step["inferred"] else []
    always = limit_words(step["limits"])
    parts += [f"limits: {always}"] if always else []
    some = sum(not limit["all"] for limit in step["limits"])
    parts += [f"{some} further limit{'s' if some > 1 else ''} on some of its claims"] if some else []
    against = len(step["denied_by"]) + len(step["opposed_by"])
    parts += [f"{against} claim{'s' if against > 1 else ''} against it"] if against else []
    return f"{said} ({', '.join(parts)})"


def _node_title(mechanisms: Mechanisms, node: str, label: str, states: Collection[int]) -> str:
    classes = sorted(mechanisms.names.classes.get(expand(node), ()))
    vocabulary = load_vocabulary()
    named = ", ".join(vocabulary.classes[name].label for name in classes if name in vocabulary.classes)
    turned = " and ".join({1: "raised", -1: "lowered"}[state] for state in sorted(states, reverse=True))
    return label + (f" ({named})" if named else "") + (f", {turned} along the routes shown" if turned else "")


def _states(paths: Iterable[Record]) -> Mapping[str, set[int]]:
    """Return node → the signs with which routes reach it from their start."""
    states: dict[str, set[int]] = defaultdict(set)
    for path in paths:
        for step in path["steps"]:
            if step["state"] is not None:
                states[step["object_id"]].add(step["state"])
    return states
