"""Saved queries: reading, checking, filling in parameters, and calling listed endpoints."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.saved_queries.binding import bind
    from queries.saved_queries.model import Parameter, SavedQuery
    from queries.saved_queries.reading import read_catalog

__all__ = ["Parameter", "SavedQuery", "bind", "read_catalog"]

__getattr__ = lazy_exports(
    __name__,
    {
        "binding": ["bind"],
        "model": ["Parameter", "SavedQuery"],
        "reading": ["read_catalog"],
    },
)
