"""Names, labels and saved queries of a graph, found without asking the store."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.index.name_index import Index
    from queries.index.names import Names, fold
    from queries.index.opening import open_index

__all__ = ["Index", "Names", "fold", "open_index"]

__getattr__ = lazy_exports(
    __name__,
    {
        "name_index": ["Index"],
        "names": ["Names", "fold"],
        "opening": ["open_index"],
    },
)
