"""Draws a graph as SVG: nodes by kind, edges by sign and certainty, with a legend that needs no colour.

The drawing is built as a tree of elements, so every label stays text whatever characters it has. Nodes and edges carry
their identifier in ``data-id`` and can be reached by keyboard.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from queries.display_text import clean
from queries.drawing.colours import PALETTES, Palette
from queries.drawing.elements import GraphEdge, GraphElements, GraphNode
from queries.drawing.glyphs import add_glyphs, row_size
from queries.drawing.layout import Layout, Link, Point, Size, layered
from queries.drawing.legend import add_legend
from queries.drawing.shapes import SLANT, curve, flat, inset, line_stop, outline
from queries.drawing.svg_parts import LINE, add_line_end, add_mark, add_text, dashes
from queries.drawing.text_width import text_width, wrapped

FONT = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', Arial, Helvetica, sans-serif"
NODE_FONT, EDGE_FONT = 13.0, 11.0
_NODE_ROOM, _EDGE_ROOM, _MARGIN = 128.0, 84.0, 14.0
_NOTE_LINES = 12  # enough for all limits of a step: none may be cut off
_SLANTED = ("drug", "receptor", "place", "finding", "outcome")


@dataclass(frozen=True)
class Drawing:
    """A drawn graph.

    :param svg: the picture, a whole SVG document
    :param width: in pixels
    :param height: in pixels
    """

    svg: str
    width: float
    height: float


def draw(
    elements: GraphElements,
    *,
    theme: str = "light",
    found: str = "",
    legend: bool = True,
    down: bool = False,
) -> Drawing:
    """Return a graph as SVG.

    :param elements: what to draw; at least one node
    :param theme: ``light`` or ``dark``
    :param found: part of the labels of the nodes to point out, whatever their case
    :param legend: whether to explain shapes and lines below
    :param down: whether edges lead downwards, as for a narrow screen; else to the right
    :returns: the picture; the same input gives the same one
    """
    palette = PALETTES[theme]
    sizes = {node.id: node_size(node) for node in elements.nodes}
    links = [Link(edge.id, edge.source, edge.target, edge_label_size(edge)) for edge in elements.edges]
    layout = layered(sizes, links, down=down)
    picture = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "font-family": FONT})
    ground = ET.SubElement(picture, "rect", {"fill": palette.ground})
    body = ET.SubElement(picture, "g", {"transform": f"translate({_MARGIN:g} {_MARGIN:g})"})
    for node in elements.nodes:
        pointed = bool(found) and found.casefold() in node.label.casefold()
        _draw_node(body, node, layout.nodes[node.id], sizes[node.id], palette, pointed)
    kinds = {node.id: node.kind for node in elements.nodes}
    tips = (_tips_below if down else _tips)(elements, layout, sizes, kinds)
    for edge in elements.edges:
        line = (tips[edge.id, "source"], *layout.routes[edge.id], tips[edge.id, "target"])
        _draw_edge(body, edge, line, layout.labels[edge.id], palette, down=down)
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    if legend:
        width, height = add_legend(picture, elements, palette, width, height)
    for name, value in (("width", width), ("height", height)):
        picture.set(name, f"{value:.0f}")
        ground.set(name, f"{value:.0f}")
    picture.set("viewBox", f"0 0 {width:.0f} {height:.0f}")
    return Drawing(ET.tostring(picture, encoding="unicode"), round(width), round(height))


def node_size(node: GraphNode) -> Size:
    """Return the size of a node's box.

    :param node: with its label
    :returns: width and height that fit the wrapped label
    """
    lines = wrapped(clean(node.label), NODE_FONT, _NODE_ROOM)
    widest = max(text_width(line, NODE_FONT) for line in lines)
    sides = 16 + (SLANT if node.kind in _SLANTED else 0)
    return Size(max(56.0, widest + 2 * sides), len(lines) * NODE_FONT * LINE + 16)


def edge_label_size(edge: GraphEdge) -> Size:
    """Return the size of an edge's label.

    :param edge: with its label
    :returns: width and height that fit the wrapped label; nothing needs no room
    """
    lines = _edge_lines(edge)
    if not lines:
        return Size(0, 0)
    mark = 16 if edge.disputed else 0
    widest = max(text_width(line, EDGE_FONT) for line in lines)
    glyphs = row_size(edge.marks)
    return Size(max(widest + mark, glyphs.width) + 6, len(lines) * EDGE_FONT * LINE + 4 + glyphs.height)


def _edge_lines(edge: GraphEdge) -> list[str]:
    label, note = clean(edge.label), clean(edge.note)
    lines = wrapped(label, EDGE_FONT, _EDGE_ROOM, most=3) if label else []
    return lines + (wrapped(f"({note})", EDGE_FONT, _EDGE_ROOM, most=_NOTE_LINES) if note else [])


def _draw_node(parent: ET.Element, node: GraphNode, centre: Point, size: Size, palette: Palette, pointed: bool) -> None:
    fill, line = palette.kinds.get(node.kind, palette.kinds["other"])
    group = _group(parent, "node", node.id, node.title or node.label)
    group.set("data-box", _numbers([centre, (size.width, size.height)]))
    path = outline(node.kind, centre, size)
    around = palette.chosen if pointed else "transparent"
    ET.SubElement(group, "path", {"class": "reach", "d": path, "fill": "none", "stroke": around, "stroke-width": "8"})
    weight = "2.6" if node.emphasis else "1.4"
    ET.SubElement(group, "path", {"class": "body", "d": path, "fill": fill, "stroke": line, "stroke-width": weight})
    add_text(group, wrapped(clean(node.label), NODE_FONT, _NODE_ROOM), centre, NODE_FONT, palette.ink,
          bold=node.emphasis)  # fmt: skip
    if node.badge:
        corner = centre[0] + size.width / 2 - 9, centre[1] - size.height / 2
        ET.SubElement(group, "circle", {"cx": f"{corner[0]:.1f}", "cy": f"{corner[1]:.1f}", "r": "9",
                                        "fill": palette.ground, "stroke": line, "stroke-width": "1.2"})  # fmt: skip
        add_text(group, [node.badge], corner, 12, palette.ink, bold=True)


def _draw_edge(
    parent: ET.Element,
    edge: GraphEdge,
    line: tuple[Point, ...],
    label: Point,
    palette: Palette,
    *,
    down: bool,
) -> None:
    colour = edge_colour(edge, palette)
    group = _group(parent, "edge", edge.id, _name(edge))
    along = int(down)
    towards = 1 if line[-1][along] >= line[-2][along] else -1
    stop = line[-1] if edge.association else _stop(edge.sign, line[-1], towards, down=down)
    for name, value in (("source", edge.source), ("target", edge.target), ("line", _numbers(line)),
                        ("label", _numbers([label])), ("stop", _numbers([stop]))):  # fmt: skip
        group.set(f"data-{name}", clean(value))
    path = curve([*line[:-1], stop], down=down)
    ET.SubElement(group, "path", {"class": "reach", "d": path, "fill": "none", "stroke": "transparent",
                                  "stroke-width": "16", "pointer-events": "stroke"})  # fmt: skip
    stroke = {"class": "body", "d": path, "fill": "none", "stroke": colour, "stroke-width": "1.8"}
    ET.SubElement(group, "path", stroke | dashes(edge.hedged, edge.definitional, edge.joined))
    if not edge.association:
        add_line_end(group, edge.sign, line[-1], towards, colour, down=down)
    if _edge_lines(edge):
        _draw_label(ET.SubElement(group, "g", {"class": "label"}), edge, label, palette)


def _name(edge: GraphEdge) -> str:
    """Return what a screen reader says of an edge: what is written on it, and its title where that says more."""
    written = f"{edge.label} ({edge.note})" if edge.note else edge.label
    return edge.title if written in edge.title else f"{written}: {edge.title}" if edge.title else written


def _stop(sign: int | None, tip: Point, towards: int, *, down: bool) -> Point:
    """Return where the line stops before its end mark."""
    if not down:
        return line_stop(sign, tip, towards)
    y, x = line_stop(sign, (tip[1], tip[0]), towards)
    return x, y


def _draw_label(group: ET.Element, edge: GraphEdge, label: Point, palette: Palette) -> None:
    colour, lines = edge_colour(edge, palette), _edge_lines(edge)
    size = edge_label_size(edge)
    ET.SubElement(group, "rect", {"x": f"{label[0] - size.width / 2:.1f}", "y": f"{label[1] - size.height / 2:.1f}",
                                  "width": f"{size.width:.1f}", "height": f"{size.height:.1f}", "rx": "3",
                                  "fill": palette.ground})  # fmt: skip
    mark = 8 if edge.disputed else 0
    above = row_size(edge.marks).height
    add_glyphs(group, edge.marks, (label[0], label[1] - size.height / 2 + 2 + above / 2), colour)
    add_text(group, lines, (label[0] + mark, label[1] + above / 2), EDGE_FONT, colour)
    if edge.disputed:
        add_mark(group, (label[0] - size.width / 2 + 8, label[1] + above / 2), palette)


def edge_colour(edge: GraphEdge, palette: Palette) -> str:
    """Return the colour of an edge: by dispute, else by sign; an association raises and lowers nothing.

    :param edge: the edge
    :param palette: the colours
    :returns: the colour
    """
    if edge.disputed:
        return palette.disputed
    return palette.signs[0 if edge.association else edge.sign]


def _numbers(points: Iterable[Point]) -> str:
    """Return points as text, for the script that moves nodes."""
    return " ".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _group(parent: ET.Element, role: str, identifier: str, title: str) -> ET.Element:
    attributes = {"class": role, "data-id": clean(identifier), "tabindex": "0", "role": "button",
                  "aria-label": clean(title)}  # fmt: skip
    group = ET.SubElement(parent, "g", attributes)
    ET.SubElement(group, "title").text = clean(title)
    return group


def _tips(
    elements: GraphElements, layout: Layout, sizes: Mapping[str, Size], kinds: Mapping[str, str]
) -> dict[tuple[str, str], Point]:
    """Return where each edge leaves and meets its nodes: on their outlines, apart from each other."""
    sides: dict[tuple[str, bool], list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for edge in elements.edges:
        route = layout.routes[edge.id]
        for node, near, end in ((edge.source, route[0], "source"), (edge.target, route[-1], "target")):
            left = near[0] < layout.nodes[node][0]
            sides[node, left].append((near[1], (edge.id, end)))
    tips = {}
    for (node, left), ends in sides.items():
        (x, y), size = layout.nodes[node], sizes[node]
        room = min(14.0, (size.height - 14) / max(1, len(ends) - 1))
        for number, (_, tip) in enumerate(sorted(ends)):
            below = (number - (len(ends) - 1) / 2) * room
            within = size.width / 2 - inset(kinds[node], size, below, left=left)
            tips[tip] = (x - within if left else x + within, y + below)
    return tips


def _tips_below(
    elements: GraphElements, layout: Layout, sizes: Mapping[str, Size], kinds: Mapping[str, str]
) -> dict[tuple[str, str], Point]:
    """Return the same as :func:`_tips` for edges that lead downwards: on the upper and lower ends of the nodes."""
    sides: dict[tuple[str, bool], list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for edge in elements.edges:
        route = layout.routes[edge.id]
        for node, near, end in ((edge.source, route[0], "source"), (edge.target, route[-1], "target")):
            above = near[1] < layout.nodes[node][1]
            sides[node, above].append((near[0], (edge.id, end)))
    tips = {}
    for (node, above), ends in sides.items():
        (x, y), size = layout.nodes[node], sizes[node]
        room = min(18.0, flat(kinds[node], size) / max(1, len(ends) - 1))
        level = y - size.height / 2 if above else y + size.height / 2
        for number, (_, tip) in enumerate(sorted(ends)):
            tips[tip] = (x + (number - (len(ends) - 1) / 2) * room, level)
    return tips
