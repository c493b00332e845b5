"""Parts of a graph: statements that are made from one input each, and kept by the content of that input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.parts.cache import PartCache
    from ingest.parts.graph import Making, load_graph
    from ingest.parts.output import ChangedVersion, NewVersion
    from ingest.parts.workers import Maker

__all__ = ["ChangedVersion", "Maker", "Making", "NewVersion", "PartCache", "load_graph"]

__getattr__ = lazy_exports(
    __name__,
    {
        "cache": ["PartCache"],
        "graph": ["Making", "load_graph"],
        "output": ["ChangedVersion", "NewVersion"],
        "workers": ["Maker"],
    },
)
