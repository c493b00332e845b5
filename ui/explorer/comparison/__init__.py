"""Disagreements and values of several documents on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.comparison.disagreements import show_disagreements
    from ui.explorer.comparison.value_chart import show_value_chart
    from ui.explorer.comparison.values import show_values

__all__ = ["show_disagreements", "show_value_chart", "show_values"]

__getattr__ = lazy_exports(
    __name__,
    {
        "disagreements": ["show_disagreements"],
        "value_chart": ["show_value_chart"],
        "values": ["show_values"],
    },
)
