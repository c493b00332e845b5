"""The documents of a graph as the pages use them: each part is read once, when a page asks for it."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from queries.claims.documents import DocumentFacts, Work, read_documents, read_uncovered, read_works
from queries.claims.drug_claims import document_sizes
from queries.claims.originals import read_originals
from queries.claims.reader import Claim
from queries.claims.reviewed import ReviewedStore
from queries.claims.uncovered import Uncovered, uncovered_stretches
from queries.store.interface import Store

_KEPT = 100
"""Documents of which the works are kept, the last used ones."""


class GraphDocuments(ABC):
    """The documents of a graph."""

    def __init__(self) -> None:
        self._works = lru_cache(maxsize=_KEPT)(self._read_works)

    @property
    @abstractmethod
    def store(self) -> Store:
        """The store of the graph."""

    @cached_property
    def document_sizes(self) -> Mapping[str, int]:
        """How many claims each document makes.

        :returns: short name of a document → number of claims
        """
        sizes = Counter(self._all_sizes)
        if isinstance(self.store, ReviewedStore):
            sizes -= Counter(self.store.documents_of_left_out.values())
        return dict(sizes)

    @cached_property
    def _all_sizes(self) -> Mapping[str, int]:
        return document_sizes(self.store)

    @cached_property
    def unreviewed(self) -> frozenset[str]:
        """The claims that no person has reviewed, whether they are left out or not.

        :returns: their identifiers, without prefix
        """
        store = self.store if isinstance(self.store, ReviewedStore) else ReviewedStore(self.store)
        return store.left_out

    @property
    def whole_size(self) -> int:
        """The number of claims in the graph, with those that are left out."""
        return sum(self._all_sizes.values())

    @property
    def size(self) -> int:
        """The number of claims in the graph."""
        return sum(self.document_sizes.values())

    @cached_property
    def document_facts(self) -> Mapping[str, DocumentFacts]:
        """What documents print about themselves.

        :returns: short name of a document → its facts
        """
        return read_documents(self.store)

    def works(self, document: str) -> list[Work]:
        """Return the works that a document lists, marks or names.

        :param document: its short name
        :returns: the works, by status and number
        """
        return self._works(document)

    def _read_works(self, document: str) -> list[Work]:
        return read_works(self.store, document)

    def uncovered_in(self, document: str, claims: Sequence[Claim]) -> list[Uncovered] | None:
        """Return the stretches of a document that no claim covers, if the graph or the original has its words.

        :param document: its short name
        :param claims: its claims with their places
        :returns: the stretches; ``None`` if the words are not at hand, or if some of its claims are left out
        """
        if document in self._uncovered:
            return self._uncovered[document]
        text = self.originals.get(document)
        if text is None or len(claims) < self._all_sizes.get(document, 0):
            return [] if any(place.quote for claim in claims for place in claim.places) else None
        return uncovered_stretches(text, [(place.start, place.end) for claim in claims for place in claim.places])

    @cached_property
    def _uncovered(self) -> Mapping[str, list[Uncovered]]:
        return read_uncovered(self.store)

    @cached_property
    def documents(self) -> Mapping[str, Mapping[str, Any]]:
        """Title, kind, date and file of each document.

        :returns: short name of a document → its properties
        """
        return {
            slug: {
                "title": facts.title,
                "short_title": facts.short_title,
                "kind": facts.kind,
                "date": facts.date,
                "file": facts.file,
            }
            for slug, facts in self.document_facts.items()
        }

    @cached_property
    def by_file(self) -> Mapping[str, str]:
        """The documents by their files.

        :returns: name of a file → short name of its document
        """
        return {facts.file: slug for slug, facts in self.document_facts.items()}

    @cached_property
    def short_titles(self) -> Mapping[str, str]:
        """The short titles of the documents; if two documents share one, their identifiers are added.

        :returns: short name of a document → short title
        """
        titles = {slug: facts.short_title for slug, facts in self.document_facts.items()}
        often = Counter(titles.values())
        return {slug: f"{title} ({slug})" if often[title] > 1 else title for slug, title in titles.items()}

    @cached_property
    def originals(self) -> Mapping[str, str]:
        """The texts of the documents that are available and unchanged.

        :returns: short name of a document → its text
        """
        folder, workspace = map(os.environ.get, ("DRUGKG_ORIGINALS", "DRUGKG_WORKSPACE"))
        return read_originals(
            Path(folder) if folder else None,
            self.document_facts.values(),
            Path(workspace) / "documents" if workspace else None,
        )
