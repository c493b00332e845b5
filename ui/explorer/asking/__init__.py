"""Forms for saved queries, and the SPARQL editor with its examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.asking.saved import show_saved
    from ui.explorer.asking.sparql import show_sparql

__all__ = ["show_saved", "show_sparql"]

__getattr__ = lazy_exports(
    __name__,
    {
        "saved": ["show_saved"],
        "sparql": ["show_sparql"],
    },
)
