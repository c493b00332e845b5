"""Export formats: RDF, JSON-LD, KGX, nanopublications, networks, CSV and SSSOM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.exports.registry import COUNTED, EXPORTS, FOLDERS, export, export_folder

__all__ = ["COUNTED", "EXPORTS", "FOLDERS", "export", "export_folder"]

__getattr__ = lazy_exports(
    __name__,
    {
        "registry": ["COUNTED", "EXPORTS", "FOLDERS", "export", "export_folder"],
    },
)
