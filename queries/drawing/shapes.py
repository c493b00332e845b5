"""Shapes of drawn graphs: an outline for each kind of node, a line end for each sign of an edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import sqrt

from queries.drawing.layout import Point, Size

SLANT = 9.0
"""Pixels by which the slanted outlines are drawn in."""

END = 9.0
"""Length of a line end in pixels."""


def outline(kind: str, centre: Point, size: Size) -> str:
    """Return the path of a node's outline.

    :param kind: key of :data:`queries.drawing.elements.NODE_KINDS`
    :param centre: of the node
    :param size: of its box
    :returns: path data for the attribute ``d`` of an SVG path
    """
    (x, y), half, up = centre, size.width / 2, size.height / 2
    return _OUTLINES.get(kind, _rectangle)(x - half, y - up, x + half, y + up)


def inset(kind: str, size: Size, below: float, *, left: bool) -> float:
    """Return how far inside its box an outline is at a given height, so that lines can end on it.

    :param kind: key of :data:`queries.drawing.elements.NODE_KINDS`
    :param size: of the box
    :param below: pixels below the centre; negative above it
    :param left: on the left side; else on the right
    :returns: the distance in pixels
    """
    half = size.height / 2
    if kind == "drug":
        return half - sqrt(max(0.0, half * half - below * below))
    if kind == "receptor":
        return SLANT * abs(below) / half
    if kind == "place" or (kind == "outcome" and left):
        return SLANT * (0.5 - below / size.height)
    return SLANT * (0.5 + below / size.height) if kind == "outcome" else 0.0


def _rectangle(left: float, top: float, right: float, bottom: float) -> str:
    return _polygon([(left, top), (right, top), (right, bottom), (left, bottom)])


def _rounded(left: float, top: float, right: float, bottom: float, radius: float = 9.0) -> str:
    r = min(radius, (bottom - top) / 2)
    arc = f"A{r:.1f} {r:.1f} 0 0 1 "
    return (
        f"M{left + r:.1f} {top:.1f}H{right - r:.1f}{arc}{right:.1f} {top + r:.1f}V{bottom - r:.1f}"
        f"{arc}{right - r:.1f} {bottom:.1f}H{left + r:.1f}{arc}{left:.1f} {bottom - r:.1f}"
        f"V{top + r:.1f}{arc}{left + r:.1f} {top:.1f}Z"
    )


def _stadium(left: float, top: float, right: float, bottom: float) -> str:
    return _rounded(left, top, right, bottom, radius=bottom - top)


def _hexagon(left: float, top: float, right: float, bottom: float) -> str:
    middle, inner, outer = (top + bottom) / 2, left + SLANT, right - SLANT
    return _polygon([(inner, top), (outer, top), (right, middle), (outer, bottom), (inner, bottom), (left, middle)])


def _octagon(left: float, top: float, right: float, bottom: float) -> str:
    inner, outer, upper, lower = left + SLANT, right - SLANT, top + SLANT, bottom - SLANT
    above, below = [(inner, top), (outer, top), (right, upper)], [(right, lower), (outer, bottom), (inner, bottom)]
    return _polygon([*above, *below, (left, lower), (left, upper)])


def _parallelogram(left: float, top: float, right: float, bottom: float) -> str:
    return _polygon([(left + SLANT, top), (right, top), (right - SLANT, bottom), (left, bottom)])


def _trapezium(left: float, top: float, right: float, bottom: float) -> str:
    return _polygon([(left + SLANT, top), (right - SLANT, top), (right, bottom), (left, bottom)])


def _tag(left: float, top: float, right: float, bottom: float) -> str:
    """Return a rectangle with its right upper corner cut off, like a card."""
    return _polygon([(left, top), (right - 12, top), (right, top + 12), (right, bottom), (left, bottom)])


_OUTLINES: Mapping[str, Callable[[float, float, float, float], str]] = {
    "drug": _stadium,
    "receptor": _hexagon,
    "activity": _rounded,
    "place": _trapezium,
    "finding": _octagon,
    "outcome": _parallelogram,
    "exposure": _tag,
}


def _polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def flat(kind: str, size: Size) -> float:
    """Return how wide the upper and lower ends of an outline are, so that lines from above can end on them.

    :param kind: key of :data:`queries.drawing.elements.NODE_KINDS`
    :param size: of the box
    :returns: the width in pixels of the level part in the middle
    """
    corners = {"drug": size.height / 2, "receptor": SLANT, "finding": SLANT, "place": SLANT, "outcome": SLANT,
               "exposure": 12.0}  # fmt: skip
    return max(4.0, size.width - 2 * corners.get(kind, 9.0))


def curve(points: Sequence[Point], *, down: bool = False) -> str:
    """Return a smooth path through points, horizontal at each of them.

    :param points: at least two
    :param down: whether the path is vertical at each of them instead
    :returns: path data for the attribute ``d`` of an SVG path
    """
    if down:
        return _downward(points)
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (onward, to) in pairwise(points):
        if y == to:
            path += f"H{onward:.1f}"
        else:
            middle = (x + onward) / 2
            path += f"C{middle:.1f} {y:.1f} {middle:.1f} {to:.1f} {onward:.1f} {to:.1f}"
    return path


def _downward(points: Sequence[Point]) -> str:
    path = f"M{points[0][0]:.1f} {points[0][1]:.1f}"
    for (x, y), (to, onward) in pairwise(points):
        if x == to:
            path += f"V{onward:.1f}"
        else:
            middle = (y + onward) / 2
            path += f"C{x:.1f} {middle:.1f} {to:.1f} {middle:.1f} {to:.1f} {onward:.1f}"
    return path


def line_end(sign: int | None, tip: Point, towards: int) -> str:
    """Return the path of a line end: an arrow for +1, a bar for −1, a circle for no known sign, an open arrow for 0.

    :param sign: of the edge
    :param tip: where the line meets its node
    :param towards: +1 when the line runs to the right there, −1 when to the left
    :returns: path data for the attribute ``d`` of an SVG path
    """
    x, y = tip
    back = x - towards * END
    if sign == -1:
        bar = x - towards * 2
        return f"M{bar:.1f} {y - 7:.1f}V{y + 7:.1f}"
    if sign == 1:
        return f"M{x:.1f} {y:.1f}L{back:.1f} {y - 5:.1f}L{back:.1f} {y + 5:.1f}Z"
    if sign is None:
        across = towards * END
        half_round = f"a{END / 2:.1f} {END / 2:.1f} 0 1 0 "
        return f"M{back:.1f} {y:.1f}{half_round}{across:.1f} 0{half_round}{-across:.1f} 0Z"
    return f"M{back:.1f} {y - 5:.1f}L{x:.1f} {y:.1f}L{back:.1f} {y + 5:.1f}"


def line_stop(sign: int | None, tip: Point, towards: int) -> Point:
    """Return where the line itself stops, so that it does not show through its end mark.

    :param sign: of the edge
    :param tip: where the edge meets its node
    :param towards: as for :func:`line_end`
    :returns: the point, at the tip or a few pixels before it
    """
    back = {1: END - 1, -1: 2.0, None: END}.get(sign, 0.5)
    return tip[0] - towards * back, tip[1]
