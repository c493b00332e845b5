"""SPARQL text: tokens, prefixes, terms, syntax, and the guard that lets only reading pass."""

from __future__ import annotations

from ontology.lazy_exports import lazy_exports

TYPE_CHECKING = False

if TYPE_CHECKING:
    from queries.sparql.prefixes import with_prefixes
    from queries.sparql.terms import iri_terms

__all__ = ["iri_terms", "with_prefixes"]

__getattr__ = lazy_exports(
    __name__,
    {
        "prefixes": ["with_prefixes"],
        "terms": ["iri_terms"],
    },
)
