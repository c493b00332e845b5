"""The mechanism page: its controls, and the panel of claims next to the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.mechanism.controls import view_asked
    from ui.explorer.mechanism.panel import show_panel
    from ui.explorer.mechanism.table import show_routes

__all__ = ["show_panel", "show_routes", "view_asked"]

__getattr__ = lazy_exports(
    __name__,
    {
        "controls": ["view_asked"],
        "panel": ["show_panel"],
        "table": ["show_routes"],
    },
)
