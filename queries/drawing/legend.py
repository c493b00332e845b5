"""The legend of a drawn graph: the shapes and lines that occur in it, each with its name."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from functools import partial

from queries.drawing.colours import PALETTES, Palette
from queries.drawing.elements import NODE_KINDS, GraphElements
from queries.drawing.glyphs import MARKS, add_glyphs
from queries.drawing.layout import Size
from queries.drawing.shapes import curve, line_stop, outline
from queries.drawing.svg_parts import add_line_end, add_mark, add_text, dashes
from queries.drawing.text_width import WIDE_FONT, text_width

SIGNS: dict[int | None, str] = {1: "raises", -1: "lowers", None: "changes, direction not stated", 0: "related"}
"""Sign of an edge → what the legend calls it."""

_FONT, _SAMPLE, _ROW, _MARGIN, _NARROWEST = 12.0, 34.0, 26.0, 14.0, 560.0

_Sample = Callable[[ET.Element, float, float], None]


def add_legend(
    picture: ET.Element, elements: GraphElements, palette: Palette, width: float, height: float
) -> tuple[float, float]:
    """Add a legend below a drawn graph.

    :param picture: the drawing
    :param elements: what it shows; only what occurs is explained
    :param palette: its colours
    :param width: of the drawing, in pixels
    :param height: of the drawing, in pixels
    :returns: the width and the height of drawing and legend together
    """
    group = ET.SubElement(picture, "g", {"class": "legend", "aria-hidden": "true"})
    room = max(width, _NARROWEST)
    x, y = _MARGIN, height + 6
    for name, sample in _entries(elements, palette):
        wide = _SAMPLE + 6 + WIDE_FONT * text_width(name, _FONT) + 16
        if x > _MARGIN and x + wide > room:
            x, y = _MARGIN, y + _ROW
        sample(group, x, y + _ROW / 2)
        text = {"x": f"{x + _SAMPLE + 6:.1f}", "y": f"{y + _ROW / 2 + 4:.1f}", "font-size": f"{_FONT:g}"}
        ET.SubElement(group, "text", text | {"fill": palette.faint}).text = name
        x += wide
    return room, y + _ROW + 6


def legend_samples(elements: GraphElements, theme: str = "light") -> list[tuple[str, str]]:
    """Return the legend as separate entries, for a page that wraps them itself.

    :param elements: the graph; only the shapes and lines that occur in it are explained
    :param theme: ``light`` or ``dark``
    :returns: pairs of a name and its sample as SVG
    """
    found = []
    for name, sample in _entries(elements, PALETTES[theme]):
        size = {"width": f"{_SAMPLE + 4:g}", "height": "22", "viewBox": f"-2 0 {_SAMPLE + 4:g} 22"}
        picture = ET.Element("svg", size | {"xmlns": "http://www.w3.org/2000/svg", "aria-hidden": "true"})
        sample(picture, 0, 11)
        found.append((name, ET.tostring(picture, encoding="unicode")))
    return found


def _entries(elements: GraphElements, palette: Palette) -> list[tuple[str, _Sample]]:
    """Return what is to be explained, each with the function that draws its sample."""
    kinds = {node.kind for node in elements.nodes}
    signs = {edge.sign for edge in elements.edges if not edge.definitional and not edge.association}
    entries: list[tuple[str, _Sample]] = [
        (name, partial(_node, palette=palette, kind=kind)) for kind, name in NODE_KINDS.items() if kind in kinds
    ]
    entries += [(name, partial(_line, palette=palette, sign=sign)) for sign, name in SIGNS.items() if sign in signs]
    if any(edge.association for edge in elements.edges):
        entries.append(("association: they go together, no cause is stated", partial(_association, palette=palette)))
    if any(edge.hedged for edge in elements.edges):
        entries.append(
            ("not asserted: hedged or hypothesis", partial(_line, palette=palette, sign=1, look=dashes(True, False)))
        )
    if any(edge.joined and not edge.definitional for edge in elements.edges):
        entries.append(
            (
                "only in routes joined from passages or documents",
                partial(_line, palette=palette, sign=1, look=dashes(False, False, True)),
            )
        )
    found = {mark for edge in elements.edges for mark in edge.marks}
    entries += [(name, partial(_glyphs, palette=palette, mark=mark)) for mark, name in MARKS.items() if mark in found]
    if any(edge.note for edge in elements.edges):
        entries.append(("what limits the step", partial(_note, palette=palette)))
    if any(edge.definitional for edge in elements.edges):
        entries.append(("true by definition", partial(_line, palette=palette, sign=1, look=dashes(False, True))))
    if any(edge.disputed for edge in elements.edges):
        entries.append(("a claim denies or contradicts it", partial(_dispute, palette=palette)))
    if any(node.badge for node in elements.nodes):
        entries.append(("raised or lowered along the routes shown", partial(_badge, palette=palette)))
    return entries


def _node(group: ET.Element, x: float, y: float, *, palette: Palette, kind: str) -> None:
    fill, line = palette.kinds[kind]
    path = outline(kind, (x + _SAMPLE / 2, y), Size(_SAMPLE, 18))
    ET.SubElement(group, "path", {"d": path, "fill": fill, "stroke": line, "stroke-width": "1.4"})


def _line(
    group: ET.Element,
    x: float,
    y: float,
    *,
    palette: Palette,
    sign: int | None,
    look: Mapping[str, str] | None = None,
) -> None:
    colour = palette.signs[sign]
    tip = x + _SAMPLE, y
    path = curve([(x, y), line_stop(sign, tip, 1)])
    stroke = {"d": path, "fill": "none", "stroke": colour, "stroke-width": "1.8"}
    ET.SubElement(group, "path", stroke | dict(look or {}))
    add_line_end(group, sign, tip, 1, colour)


def _association(group: ET.Element, x: float, y: float, *, palette: Palette) -> None:
    stroke = {"fill": "none", "stroke": palette.signs[0], "stroke-width": "1.8"}
    ET.SubElement(group, "path", stroke | {"d": curve([(x, y), (x + _SAMPLE, y)])})


def _glyphs(group: ET.Element, x: float, y: float, *, palette: Palette, mark: str) -> None:
    add_glyphs(group, [mark], (x + _SAMPLE / 2, y), palette.ink)


def _dispute(group: ET.Element, x: float, y: float, *, palette: Palette) -> None:
    ET.SubElement(group, "path", {"d": curve([(x, y), (x + _SAMPLE, y)]), "stroke": palette.disputed,
                                  "stroke-width": "1.8"})  # fmt: skip
    add_mark(group, (x + _SAMPLE / 2, y), palette)


def _note(group: ET.Element, x: float, y: float, *, palette: Palette) -> None:
    add_text(group, ["(…)"], (x + _SAMPLE / 2, y), 12, palette.ink)


def _badge(group: ET.Element, x: float, y: float, *, palette: Palette) -> None:
    add_text(group, ["↑ ↓"], (x + _SAMPLE / 2, y), 12, palette.ink, bold=True)
