"""A graph to be drawn, as plain data: what the layout places and the drawing shows, whatever it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

NODE_KINDS: Mapping[str, str] = {
    "drug": "drug or substance",
    "receptor": "receptor or channel",
    "activity": "biological activity",
    "place": "brain region or tissue",
    "finding": "clinical finding",
    "outcome": "outcome or measurement",
    "exposure": "exposure, behaviour or procedure",
    "other": "anything else",
}
"""Kind of a node, which has a shape and a colour → what the legend calls it."""


@dataclass(frozen=True, slots=True)
class GraphNode:
    """A node.

    :param id: unique in its graph, such as a CURIE
    :param label: what is written in it
    :param kind: key of :data:`NODE_KINDS`
    :param emphasis: whether it is drawn heavier, as start and end are
    :param badge: a sign at its corner, such as ``↓`` for what is lowered
    :param title: what a tooltip says
    """

    id: str
    label: str
    kind: str = "other"
    emphasis: bool = False
    badge: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class GraphEdge:
    """An edge.

    :param id: unique in its graph
    :param source: the node where it begins
    :param target: the node where it ends
    :param label: what is written on it
    :param sign: +1 for an arrow (raises), −1 for a bar (lowers), ``None`` for a circle (direction not stated), 0 for a
        plain arrow, which states no effect
    :param hedged: whether it is dashed: no claim asserts it
    :param disputed: whether it is marked: a claim denies or contradicts it
    :param definitional: whether it is dotted: it is true by definition
    :param joined: whether it is of dots and dashes: only joined routes use it, which no document states as a whole
    :param association: whether its ends only go together: the line has no end mark, since no cause is stated
    :param marks: glyphs above the label, keys of :data:`queries.drawing.glyphs.MARKS`
    :param note: what is written below the label, in brackets, such as what limits the edge
    :param title: what a tooltip says
    """

    id: str
    source: str
    target: str
    label: str = ""
    sign: int | None = 0
    hedged: bool = False
    disputed: bool = False
    definitional: bool = False
    joined: bool = False
    association: bool = False
    marks: tuple[str, ...] = ()
    note: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class GraphElements:
    """A graph.

    :param nodes: its nodes
    :param edges: its edges; both ends of each are among the nodes
    :param banner: what a reader must know before reading the picture, a line each
    """

    nodes: tuple[GraphNode, ...]
    edges: tuple[GraphEdge, ...]
    banner: tuple[str, ...] = ()
