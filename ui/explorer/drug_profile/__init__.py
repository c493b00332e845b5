"""The profile of a drug on its overview: uses, and panels with what documents say most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ui.explorer.drug_profile.panels import doses_card, panel_card
    from ui.explorer.drug_profile.uses import uses_card

__all__ = ["doses_card", "panel_card", "uses_card"]

__getattr__ = lazy_exports(
    __name__,
    {
        "panels": ["doses_card", "panel_card"],
        "uses": ["uses_card"],
    },
)
