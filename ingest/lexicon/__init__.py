"""The names that documents use: own lists, the ontology's labels, and a packaged table from open vocabularies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ontology.lazy_exports import lazy_exports

if TYPE_CHECKING:
    from ingest.lexicon.entries import Entry
    from ingest.lexicon.matching import Lexicon, Mention, lexicon_with, packaged_lexicon

__all__ = ["Entry", "Lexicon", "Mention", "lexicon_with", "packaged_lexicon"]

__getattr__ = lazy_exports(
    __name__,
    {
        "entries": ["Entry"],
        "matching": ["Lexicon", "Mention", "lexicon_with", "packaged_lexicon"],
    },
)
