"""The explorer: Streamlit pages over a graph. Streamlit runs ``app.py``; each page is a module of ``screens``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.server import main

__all__ = ["main"]

__getattr__ = lazy_exports(
    __name__,
    {
        "server": ["main"],
    },
)
