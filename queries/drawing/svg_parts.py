"""Parts of SVG pictures that several drawings share: text, line ends, dashes, the sign of dispute."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence

from queries.drawing.colours import Palette
from queries.drawing.layout import Point
from queries.drawing.shapes import line_end

LINE = 1.22
"""Height of a line of text, in sizes of its font."""


def dashes(hedged: bool, definitional: bool, joined: bool = False) -> dict[str, str]:
    """Return the SVG attributes of a dashed or dotted line.

    :param hedged: whether it is dashed
    :param definitional: whether it is dotted
    :param joined: whether it is of dots and dashes; the dashes are long where it is not hedged
    :returns: the attributes; empty for a solid line
    """
    if definitional:
        return {"stroke-dasharray": "0.1 5", "stroke-linecap": "round"}
    if joined:
        return {"stroke-dasharray": "6 4 1.5 4" if hedged else "14 4 1.5 4"}
    return {"stroke-dasharray": "6 4"} if hedged else {}


def add_line_end(
    parent: ET.Element, sign: int | None, tip: Point, towards: int, colour: str, *, down: bool = False
) -> None:
    """Add the end of a line.

    :param parent: where to add it
    :param sign: of the edge
    :param tip: where it ends
    :param towards: +1 to the right, −1 to the left
    :param colour: of the line
    :param down: whether the line is vertical: +1 is then downwards, −1 upwards
    """
    filled = colour if sign == 1 else "none"
    weight = "3.4" if sign == -1 else "1.6"
    drawn = {"class": "end", "d": line_end(sign, tip, towards), "fill": filled, "stroke": colour,
             "stroke-width": weight}  # fmt: skip
    turned = {"transform": f"rotate(90 {tip[0]:.1f} {tip[1]:.1f})"} if down else {}
    ET.SubElement(parent, "path", drawn | turned)


def add_mark(parent: ET.Element, centre: Point, palette: Palette) -> None:
    """Add the sign of dispute, an exclamation mark in a triangle.

    :param parent: where to add it
    :param centre: of the mark
    :param palette: the colours
    """
    x, y = centre
    triangle = f"M{x:.1f} {y - 7:.1f}L{x + 7:.1f} {y + 5.5:.1f}L{x - 7:.1f} {y + 5.5:.1f}Z"
    ET.SubElement(parent, "path", {"d": triangle, "fill": palette.ground, "stroke": palette.disputed,
                                   "stroke-width": "1.4", "stroke-linejoin": "round"})  # fmt: skip
    add_text(parent, ["!"], (x, y + 1.2), 9, palette.disputed, bold=True)


def add_text(
    parent: ET.Element, lines: Sequence[str], centre: Point, size: float, colour: str, *, bold: bool = False
) -> None:
    """Add lines of text, centred.

    :param parent: where to add them
    :param lines: the lines
    :param centre: of the whole
    :param size: of the font, in pixels
    :param colour: of the text
    :param bold: whether it is heavy
    """
    first = centre[1] - (len(lines) - 1) * size * LINE / 2 + size * 0.35
    attributes = {"text-anchor": "middle", "font-size": f"{size:g}", "fill": colour, "pointer-events": "none"}
    text = ET.SubElement(parent, "text", attributes | ({"font-weight": "600"} if bold else {}))
    for number, line in enumerate(lines):
        place = {"x": f"{centre[0]:.1f}", "y": f"{first + number * size * LINE:.1f}"}
        span = ET.SubElement(text, "tspan", place)
        span.text = line
        span.tail = " " if number + 1 < len(lines) else None  # so that the lines are not read as one word
