"""The editor of the Query page: what it completes, and how text and mistakes pass between it and the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.asking.editor.view import Mistake, show_editor

__all__ = ["Mistake", "show_editor"]

__getattr__ = lazy_exports(
    __name__,
    {
        "view": ["Mistake", "show_editor"],
    },
)
