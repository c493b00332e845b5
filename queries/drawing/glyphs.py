"""Small signs on the lines of a graph: in whom something was seen, and by what kind of study."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from queries.drawing.layout import Point, Size

MARKS: Mapping[str, str] = {
    "animals": "seen in animals only",
    "people": "seen in people",
    "animals and people": "seen in animals and in people",
    "clinical study": "clinical study",
    "imaging study": "imaging study",
    "animal study": "animal study",
    "knockout study": "knockout study",
    "in vitro study": "in vitro study",
    "joined": "only in joined routes",
}
"""A mark of an edge → what the legend calls it."""

GLYPH = 13.0
"""Width and height of a glyph in pixels."""

_GAP = 4.0

_MOUSE = (
    "M1.5 9.5C1.5 6.4 4 5 6.5 5 9.6 5 11.5 7 11.8 9.5Z M8.6 5.2A1.7 1.7 0 1 1 10.9 6.6"
    " M1.5 9.5C.2 9.3 .2 11.6 2.4 11.6H5 M9.8 7.6V7.7"
)
_PERSON = "M6.5 1.2A2.3 2.3 0 1 1 6.49 1.2Z M2 12C2 8.4 4 7 6.5 7 9 7 11 8.4 11 12Z"
_PATHS: Mapping[str, str] = {
    "animals": _MOUSE,
    "people": _PERSON,
    "clinical study": "M2.2 2.2H10.8V12.2H2.2Z M4.6 1H8.4V3.4H4.6Z M4.4 6.2H8.6 M4.4 8.2H8.6 M4.4 10.2H7",
    "imaging study": "M6.5 2A4.5 4.5 0 1 1 6.49 2Z M6.5 5A1.5 1.5 0 1 1 6.49 5Z M6.5 .3V2.6 M6.5 10.4V12.7 M.3 6.5H2.6"
    " M10.4 6.5H12.7",
    "animal study": "M4.6 1H8.4 M5.2 1V5L1.6 11.8H11.4L7.8 5V1 M3.4 8.6H9.6",
    "knockout study": "M4 1C4 5 9 5 9 9 9 11 8.4 12 8.4 12 M9 1C9 5 4 5 4 9 4 11 4.6 12 4.6 12 M1 11.5L12 1.5",
    "in vitro study": "M4.4 1V10A2.1 2.1 0 0 0 8.6 10V1 M3.4 1H9.6 M4.4 6.4H8.6",
    "joined": "M4.2 4A2.6 2.6 0 1 0 4.2 9H5.6 M8.8 4A2.6 2.6 0 1 1 8.8 9H7.4 M4.6 6.5H5.4 M7.6 6.5H8.4",
}


def glyphs_of(marks: Sequence[str]) -> list[str]:
    """Return the glyphs to draw for marks, in order; *animals and people* takes two.

    :param marks: keys of :data:`MARKS`
    :returns: the glyphs

    >>> glyphs_of(["animals and people", "joined"])
    ['animals', 'people', 'joined']
    """
    found: list[str] = []
    for mark in marks:
        found += ["animals", "people"] if mark == "animals and people" else [mark]
    return found


def row_size(marks: Sequence[str]) -> Size:
    """Return the room that the glyphs of some marks need, next to each other.

    :param marks: keys of :data:`MARKS`
    :returns: width and height in pixels; nothing for no marks
    """
    count = len(glyphs_of(marks))
    return Size(count * GLYPH + (count - 1) * _GAP, GLYPH + 2) if count else Size(0, 0)


def add_glyphs(parent: ET.Element, marks: Sequence[str], centre: Point, colour: str) -> None:
    """Add the glyphs of some marks in a row.

    :param parent: where to add them
    :param marks: keys of :data:`MARKS`
    :param centre: of the row
    :param colour: of their lines
    """
    left = centre[0] - row_size(marks).width / 2
    for number, glyph in enumerate(glyphs_of(marks)):
        place = f"translate({left + number * (GLYPH + _GAP):.1f} {centre[1] - GLYPH / 2:.1f})"
        ET.SubElement(parent, "path", {"class": "mark", "data-mark": glyph, "d": _PATHS[glyph], "transform": place,
                                       "fill": "none", "stroke": colour, "stroke-width": "1.1",
                                       "stroke-linejoin": "round", "stroke-linecap": "round",
                                       "pointer-events": "none"})  # fmt: skip
