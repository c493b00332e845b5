"""From the graph to answers: store, saved queries, claims, mechanism paths, comparison and exports.

Scripts and notebooks import their functions from :mod:`queries.runner`. This package exports them too, but for
``claims``, which here is the name of a package.
"""

# This package belongs to drugkg.

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.comparison.side_by_side import compare
    from queries.errors import (
        AmbiguousNameError,
        CatalogError,
        ParameterError,
        QueryRefusedError,
        QuerySyntaxError,
        QueryTimeoutError,
        StoreError,
        UnknownNameError,
    )
    from queries.runner import OpenGraph, disagreements, find_paths, open_graph, run_saved, run_text

__all__ = [
    "AmbiguousNameError",
    "CatalogError",
    "OpenGraph",
    "ParameterError",
    "QueryRefusedError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "StoreError",
    "UnknownNameError",
    "compare",
    "disagreements",
    "find_paths",
    "open_graph",
    "run_saved",
    "run_text",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "errors": [
            "AmbiguousNameError",
            "CatalogError",
            "ParameterError",
            "QueryRefusedError",
            "QuerySyntaxError",
            "QueryTimeoutError",
            "StoreError",
            "UnknownNameError",
        ],
        "comparison.side_by_side": ["compare"],
        "runner": ["OpenGraph", "disagreements", "find_paths", "open_graph", "run_saved", "run_text"],
    },
)
