"""Sources set side by side: agreement, disagreements, values, and the profile of a drug."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from queries.comparison.agreement import agreement_lines
    from queries.comparison.disagreements import stored_disagreements
    from queries.comparison.drug_profile import main_drugs, read_exposures
    from queries.comparison.values import value_axes

__all__ = ["agreement_lines", "main_drugs", "read_exposures", "stored_disagreements", "value_axes"]

__getattr__ = lazy_exports(
    __name__,
    {
        "agreement": ["agreement_lines"],
        "disagreements": ["stored_disagreements"],
        "drug_profile": ["main_drugs", "read_exposures"],
        "values": ["value_axes"],
    },
)
