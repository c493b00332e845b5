"""Claims in words: the phrase and the answer of a claim, and its qualifiers in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.wording.phrases import claim_phrase, claim_words
    from ingest.wording.qualifiers import qualifier_summary

__all__ = ["claim_phrase", "claim_words", "qualifier_summary"]

__getattr__ = lazy_exports(
    __name__,
    {
        "phrases": ["claim_phrase", "claim_words"],
        "qualifiers": ["qualifier_summary"],
    },
)
