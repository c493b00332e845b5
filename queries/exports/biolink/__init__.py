"""Our classes and predicates in terms of the Biolink Model."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.exports.biolink.mapping import category, edge_terms

__all__ = ["category", "edge_terms"]

__getattr__ = lazy_exports(
    __name__,
    {
        "mapping": ["category", "edge_terms"],
    },
)
