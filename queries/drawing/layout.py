"""Places a graph in layers, from left to right or from top to bottom.

No two boxes touch, and edges lead around what they do not join.

Layers, order and heights come from Sugiyama's method as the library ``fast-sugiyama`` has it. The label of an edge is a
small box of its own between the two nodes, so labels keep clear of each other too; an edge that crosses a layer gets a
point in it, through which it is led.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fast_sugiyama import from_edges

Point = tuple[float, float]

COLUMN_GAP = 30.0
"""Pixels between the widest boxes of two layers."""

ROW_GAP = 14.0
"""Pixels between two boxes above each other."""


@dataclass(frozen=True, slots=True)
class Size:
    """Width and height of a box in pixels."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Link:
    """An edge to be placed.

    :param id: unique among the edges
    :param source: the node where it begins
    :param target: the node where it ends
    :param label: the room that its label needs
    """

    id: str
    source: str
    target: str
    label: Size


@dataclass(frozen=True)
class Layout:
    """The position of every part of a drawing; y grows downwards.

    :param width: of the whole, in pixels
    :param height: of the whole, in pixels
    :param nodes: node → its centre
    :param labels: edge → the centre of its label
    :param routes: edge → the points that it is led through between its two nodes: two for each layer that it crosses,
        since it crosses a layer level and changes height in the gaps alone
    """

    width: float
    height: float
    nodes: Mapping[str, Point]
    labels: Mapping[str, Point]
    routes: Mapping[str, tuple[Point, ...]]


_Box = tuple[str, str]
"""What gets a place: ``("node", node)``, ``("label", edge)`` or ``("point", number)``."""


def layered(nodes: Mapping[str, Size], links: Sequence[Link], *, down: bool = False) -> Layout:
    """Place nodes and edges. The same input gives the same places.

    :param nodes: node → the size of its box; at least one
    :param links: the edges between them
    :param down: whether edges lead downwards; else to the right
    :returns: the places; the left and upper ends are at 0
    """
    if down:
        lying = [Link(link.id, link.source, link.target, _turned(link.label)) for link in links]
        return _upright(layered({name: _turned(size) for name, size in nodes.items()}, lying))
    sizes: dict[_Box, Size] = {("node", name): size for name, size in nodes.items()}
    sizes |= {("label", link.id): link.label for link in links}
    steps = [step for link in links if link.source != link.target for step in _steps(link)]
    places, onward = _places(sizes, steps)
    columns = _columns(sizes, places)
    top = min(y - _size(sizes, box).height / 2 for box, (_, y) in places.items())
    centres = {box: (columns[layer][0], y - top) for box, (layer, y) in places.items()}
    halves = {box: columns[layer][1] / 2 for box, (layer, _) in places.items()}
    return Layout(
        width=max(x + _size(sizes, box).width / 2 for box, (x, _) in centres.items()),
        height=max(y + _size(sizes, box).height / 2 for box, (_, y) in centres.items()),
        nodes={name: centres["node", name] for name in nodes},
        labels={link.id: centres["label", link.id] for link in links},
        routes={link.id: _level(_route(link, onward), centres, halves) for link in links},
    )


def _turned(size: Size) -> Size:
    return Size(size.height, size.width)


def _upright(lying: Layout) -> Layout:
    """Return a layout with its axes exchanged."""
    return Layout(
        width=lying.height,
        height=lying.width,
        nodes={name: (y, x) for name, (x, y) in lying.nodes.items()},
        labels={name: (y, x) for name, (x, y) in lying.labels.items()},
        routes={name: tuple((y, x) for x, y in route) for name, route in lying.routes.items()},
    )


def _steps(link: Link) -> list[tuple[_Box, _Box]]:
    label = ("label", link.id)
    return [(("node", link.source), label), (label, ("node", link.target))]


def _route(link: Link, onward: Mapping[tuple[_Box, _Box], Sequence[_Box]]) -> list[_Box]:
    """Return the boxes that an edge runs through, its label among them, from node to node."""
    route: list[_Box] = [("node", link.source)]
    for step in _steps(link):
        route += [*onward.get(step, ()), step[1]]
    return route


def _level(route: Sequence[_Box], centres: Mapping[_Box, Point], halves: Mapping[_Box, float]) -> tuple[Point, ...]:
    """Return where an edge enters and leaves each layer between its nodes."""
    points: list[Point] = []
    for before, box, after in zip(route, route[1:], route[2:], strict=False):
        x, y = centres[box]
        for other in (before, after):
            points.append((x - halves[box] if centres[other][0] < x else x + halves[box], y))
    return tuple(points)


def _places(
    sizes: Mapping[_Box, Size], steps: Sequence[tuple[_Box, _Box]]
) -> tuple[dict[_Box, tuple[float, float]], dict[tuple[_Box, _Box], list[_Box]]]:
    """Return layer and height of each box and point, and the points that each step runs through.

    Connected components are placed below each other, and unconnected boxes below those.
    """
    boxes = list(sizes)
    numbers = {box: number for number, box in enumerate(boxes)}
    spacing = max(size.height for size in sizes.values()) + ROW_GAP
    given = [(numbers[one], numbers[two]) for one, two in steps]
    places: dict[_Box, tuple[float, float]] = {}
    points: dict[tuple[_Box, _Box], list[_Box]] = {}
    below = 0.0
    parts = from_edges(given, vertex_spacing=spacing, dummy_vertices=True) if given else []
    for part, (positions, _, _, edges) in enumerate(sorted(parts, key=lambda part: min(int(n) for n, _ in part[0]))):
        named = {int(n): boxes[int(n)] if int(n) < len(boxes) else ("point", f"{part}/{n}") for n, _ in positions}
        least = min(x for _, (x, _) in positions)
        places |= {named[int(n)]: (-float(y), float(x) - least + below) for n, (x, y) in positions}
        below = max(y for _, y in places.values()) + spacing
        points |= _points([(named[int(one)], named[int(two)]) for one, two in edges or ()])
    left = min((layer for layer, _ in places.values()), default=0.0)
    for number, box in enumerate(box for box in boxes if box not in places):
        places[box] = (left, below + number * spacing)
    return places, points


def _points(edges: Iterable[tuple[_Box, _Box]]) -> dict[tuple[_Box, _Box], list[_Box]]:
    """Return step → the points between its ends, in order."""
    edges = list(edges)
    after = {one: two for one, two in edges if one[0] == "point"}
    found = {}
    for one, next_box in edges:
        if one[0] == "point":
            continue
        between = []
        two = next_box
        while two[0] == "point":
            between.append(two)
            two = after[two]
        found[one, two] = between
    return found


def _columns(
    sizes: Mapping[_Box, Size], places: Mapping[_Box, tuple[float, float]]
) -> dict[float, tuple[float, float]]:
    """Return layer → its middle and its width."""
    widest: dict[float, float] = defaultdict(float)
    for box, (layer, _) in places.items():
        widest[layer] = max(widest[layer], _size(sizes, box).width)
    columns: dict[float, tuple[float, float]] = {}
    at = 0.0
    for layer in sorted(widest):
        columns[layer] = at + widest[layer] / 2, widest[layer]
        at += widest[layer] + COLUMN_GAP
    return columns


def _size(sizes: Mapping[_Box, Size], box: _Box) -> Size:
    return sizes.get(box, Size(0, 0))
