"""One entity with all that the graph states in connection with it, and the picture of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.entities.neighbours import Neighbours
    from queries.entities.profile import EntityProfile, Relation, read_profile

__all__ = ["EntityProfile", "Neighbours", "Relation", "read_profile"]

__getattr__ = lazy_exports(
    __name__,
    {
        "neighbours": ["Neighbours"],
        "profile": ["EntityProfile", "Relation", "read_profile"],
    },
)
