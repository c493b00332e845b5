"""What all pages share: the open graph, addresses, filters, escaping, and the picture of a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.frame.addresses import address, link
    from ui.explorer.frame.escaping import described, escaped, safe_address
    from ui.explorer.frame.graph_view import show_graph
    from ui.explorer.frame.part import GraphPart
    from ui.explorer.frame.session import LoadedGraph, loaded
    from ui.explorer.frame.table_view import show_table
    from ui.explorer.frame.titles import page_title
    from ui.explorer.frame.top_bar import show_top_bar

__all__ = [
    "GraphPart",
    "LoadedGraph",
    "address",
    "described",
    "escaped",
    "link",
    "loaded",
    "page_title",
    "safe_address",
    "show_graph",
    "show_table",
    "show_top_bar",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "addresses": ["address", "link"],
        "escaping": ["described", "escaped", "safe_address"],
        "graph_view": ["show_graph"],
        "part": ["GraphPart"],
        "session": ["LoadedGraph", "loaded"],
        "table_view": ["show_table"],
        "titles": ["page_title"],
        "top_bar": ["show_top_bar"],
    },
)
