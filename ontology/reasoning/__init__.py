"""What follows from the ontology: closure by rules, and consistency by a complete reasoner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ontology.reasoning.consistency import ReasonerError, check_consistency
    from ontology.reasoning.rules import clashes, closure

__all__ = ["ReasonerError", "check_consistency", "clashes", "closure"]

__getattr__ = lazy_exports(
    __name__,
    {
        "consistency": ["ReasonerError", "check_consistency"],
        "rules": ["clashes", "closure"],
    },
)
