"""Answers to queries on the page: table, chart and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.answers.cache import Limits, Outcome, outcome
    from ui.explorer.answers.doses import show_dose_groups
    from ui.explorer.answers.view import RollUp, show_answer, show_charts

__all__ = ["Limits", "Outcome", "RollUp", "outcome", "show_answer", "show_charts", "show_dose_groups"]

__getattr__ = lazy_exports(
    __name__,
    {
        "cache": ["Limits", "Outcome", "outcome"],
        "doses": ["show_dose_groups"],
        "view": ["RollUp", "show_answer", "show_charts"],
    },
)
