"""Which references are one work: two entries with the same DOI or PubMed number are merged, whoever lists them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ingest.claims import ClaimRecord
from ingest.sources import Reference, SourceFolder

_RESOLVER = re.compile(r"^(https?://[^/]+/(pubmed/)?|doi:|pmid:)\s*", re.IGNORECASE)


def works_of_references(sources: Iterable[SourceFolder]) -> dict[str, str]:
    """Return each reference of some documents and the key of its work.

    A reference without a DOI and a PubMed number is a work of its own.

    :param sources: the documents
    :returns: CURIE of a reference → CURIE of the first reference, by identifier, that is the same work
    """
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    references = {f"ref:{reference.id}": reference for item in sources for reference in item.source.references}
    for curie, reference in references.items():
        for key in _keys(reference):
            parent[root(key)] = root(curie)
    first: dict[str, str] = {}
    for curie in sorted(references):
        first.setdefault(root(curie), curie)
    return {curie: first[root(curie)] for curie in sorted(references)}


def cited_works(record: ClaimRecord, works: Mapping[str, str]) -> set[str]:
    """Return the works that a claim cites, under one key even if several documents list a work.

    :param record: the claim
    :param works: the keys of references, as :func:`works_of_references` returns them
    :returns: keys of works
    """
    return {works.get(cite.reference, cite.reference) for cite in record.cites}


def _keys(reference: Reference) -> list[str]:
    """Return what identifies the work of a reference."""
    return [
        f"{kind} {bare_identifier(value)}"
        for kind, value in (("doi", reference.doi), ("pmid", reference.pmid))
        if value
    ]


def bare_identifier(text: str) -> str:
    """Return a DOI or PubMed number in lower case, without the address of a resolver.

    :param text: an identifier, as a reference list prints it
    :returns: the identifier alone

    >>> bare_identifier("https://doi.org/10.1000/ABC"), bare_identifier("doi: 10.1000/abc")
    ('10.1000/abc', '10.1000/abc')
    """
    return _RESOLVER.sub("", text.strip()).rstrip("/").casefold()
