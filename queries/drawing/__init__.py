"""Graphs as SVG: elements, layout, shapes, colours and legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.drawing.captions import Caption, with_caption
    from queries.drawing.elements import GraphEdge, GraphElements, GraphNode
    from queries.drawing.svg import draw
    from queries.drawing.triples import elements_of_triples, read_triples

__all__ = [
    "Caption",
    "GraphEdge",
    "GraphElements",
    "GraphNode",
    "draw",
    "elements_of_triples",
    "read_triples",
    "with_caption",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "captions": ["Caption", "with_caption"],
        "elements": ["GraphEdge", "GraphElements", "GraphNode"],
        "svg": ["draw"],
        "triples": ["elements_of_triples", "read_triples"],
    },
)
