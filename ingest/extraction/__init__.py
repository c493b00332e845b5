"""From the view of a document to claims: rules, each with the phenomenon that it serves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.extraction.pipeline import NoDrugError, extract
    from ingest.extraction.records import document_slug

__all__ = ["NoDrugError", "document_slug", "extract"]

__getattr__ = lazy_exports(
    __name__,
    {
        "pipeline": ["NoDrugError", "extract"],
        "records": ["document_slug"],
    },
)
