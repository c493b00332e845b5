"""The store: one interface to a folder on this machine or a SPARQL 1.1 endpoint."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.store.interface import Graph, Solutions, Store
    from queries.store.opening import open_store

__all__ = ["Graph", "Solutions", "Store", "open_store"]

__getattr__ = lazy_exports(
    __name__,
    {
        "interface": ["Graph", "Solutions", "Store"],
        "opening": ["open_store"],
    },
)
