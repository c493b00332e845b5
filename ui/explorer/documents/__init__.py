"""Documents on the page: what they are, and their text with the claims marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.documents.kinds import kind_badge, kind_of
    from ui.explorer.documents.view import bare_words, show_document

__all__ = ["bare_words", "kind_badge", "kind_of", "show_document"]

__getattr__ = lazy_exports(
    __name__,
    {
        "kinds": ["kind_badge", "kind_of"],
        "view": ["bare_words", "show_document"],
    },
)
