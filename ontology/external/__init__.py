"""Readers of external ontologies: OBO, OBO graph JSON, OWL and SKOS files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ontology.external.reading import read_ontology
    from ontology.external.terms import ExternalOntology, Term

__all__ = ["ExternalOntology", "Term", "read_ontology"]

__getattr__ = lazy_exports(
    __name__,
    {
        "reading": ["read_ontology"],
        "terms": ["ExternalOntology", "Term"],
    },
)
