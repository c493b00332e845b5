"""What rules work with: passages, lists, quantities, polarity, and whose statement a clause is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.extraction.language.model import Candidate, Context, Passage, Rule, Subject
    from ingest.extraction.language.polarity import is_hedged, lacks_evidence
    from ingest.extraction.language.quantities import Amount, amounts
    from ingest.extraction.language.required_words import RuleFinder
    from ingest.extraction.language.subjects import owner

__all__ = [
    "Amount",
    "Candidate",
    "Context",
    "Passage",
    "Rule",
    "RuleFinder",
    "Subject",
    "amounts",
    "is_hedged",
    "lacks_evidence",
    "owner",
]

__getattr__ = lazy_exports(
    __name__,
    {
        "model": ["Candidate", "Context", "Passage", "Rule", "Subject"],
        "polarity": ["is_hedged", "lacks_evidence"],
        "quantities": ["Amount", "amounts"],
        "required_words": ["RuleFinder"],
        "subjects": ["owner"],
    },
)
