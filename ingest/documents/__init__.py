"""Documents as people have them, read into a view of sections, sentences and list items with offsets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.documents.reading import read_document
    from ingest.documents.structure import view_of
    from ingest.documents.text import DocumentError, DocumentText
    from ingest.documents.view import DocumentView, Section

__all__ = ["DocumentError", "DocumentText", "DocumentView", "Section", "read_document", "view_of"]

__getattr__ = lazy_exports(
    __name__,
    {
        "reading": ["read_document"],
        "structure": ["view_of"],
        "text": ["DocumentError", "DocumentText"],
        "view": ["DocumentView", "Section"],
    },
)
