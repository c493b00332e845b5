"""Which references are one work, whoever lists them: by DOI or PubMed number, else by title and year."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from itertools import combinations
from typing import NamedTuple

from ingest.claims import ClaimRecord
from ingest.sources import Reference, SourceFolder, without_resolver


class Work(NamedTuple):
    """Where a reference belongs.

    :param key: CURIE of the first reference, by identifier, that is the same work
    :param merged_by: by what it and other references are known to be one work, such as ``DOI``; empty if it is alone
    """

    key: str
    merged_by: str = ""


def works_of_references(sources: Iterable[SourceFolder]) -> dict[str, str]:
    """Return each reference of some documents and the key of its work.

    :param sources: the documents
    :returns: CURIE of a reference → CURIE of the first reference, by identifier, that is the same work
    """
    return {curie: work.key for curie, work in merged_references(sources).items()}


def merged_references(sources: Iterable[SourceFolder]) -> dict[str, Work]:
    """Return each reference of some documents with its work, and by what it was merged with others.

    References with the same DOI or PubMed number are one work. So are references with the same title and year, unless
    their identifiers differ. A reference with none of these is a work of its own.

    :param sources: the documents
    :returns: CURIE of a reference → its work
    """
    references = {f"ref:{reference.id}": reference for item in sources for reference in item.source.references}
    groups = _Groups(references)
    for kind, name in (("doi", "DOI"), ("pmid", "PubMed number")):
        for same in _by(references, partial(_identifier, kind=kind)).values():
            groups.merge(same, name)
    for same in _by(references, _title_and_year).values():
        groups.merge(same, "title and year")
    return groups.works()


class _Groups:
    """References that are joined step by step.

    :param references: CURIE → reference
    """

    def __init__(self, references: Mapping[str, Reference]) -> None:
        self._references = references
        self._group = {curie: {curie} for curie in sorted(references)}
        self._merged_by: dict[str, set[str]] = defaultdict(set)

    def merge(self, same: list[str], name: str) -> None:
        """Join references, unless identifiers of their groups contradict each other.

        :param same: CURIEs of references that have something in common
        :param name: what that is
        """
        for one, other in combinations(sorted(same), 2):
            mine, yours = self._group[one], self._group[other]
            if mine is not yours and self._differ(mine, yours) and name == "title and year":
                continue
            self._merged_by[one].add(name)
            self._merged_by[other].add(name)
            if mine is not yours:
                mine |= yours
                self._group.update(dict.fromkeys(yours, mine))

    def works(self) -> dict[str, Work]:
        """Return the works.

        :returns: CURIE of a reference → its work
        """
        return {
            curie: Work(min(group), ", ".join(sorted(self._merged_by[curie]))) for curie, group in self._group.items()
        }

    def _differ(self, mine: set[str], yours: set[str]) -> bool:
        """Return whether both groups have an identifier of one kind, and not the same."""
        for kind in ("doi", "pmid"):
            one, other = (
                {_identifier(self._references[curie], kind) for curie in group} - {""} for group in (mine, yours)
            )
            if one and other and not one & other:
                return True
        return False


def _by(references: Mapping[str, Reference], key: Callable[[Reference], str]) -> dict[str, list[str]]:
    """Return the references that share a key; those without one are left out."""
    found: dict[str, list[str]] = defaultdict(list)
    for curie, reference in references.items():
        if name := key(reference):
            found[name].append(curie)
    return found


def _identifier(reference: Reference, kind: str) -> str:
    return bare_identifier(getattr(reference, kind) or "")


def _title_and_year(reference: Reference) -> str:
    """Return title and year as far as they identify a work; a title of one or two words does not."""
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", reference.title or "").casefold())
    return f"{' '.join(words)} {reference.year}" if len(words) > 2 and reference.year else ""


def cited_works(record: ClaimRecord, works: Mapping[str, str]) -> set[str]:
    """Return the works that a claim cites, under one key even if several documents list a work.

    :param record: the claim
    :param works: the keys of references, as :func:`works_of_references` returns them
    :returns: keys of works
    """
    return {works.get(cite.reference, cite.reference) for cite in record.cites}


def bare_identifier(text: str) -> str:
    """Return a DOI or PubMed number in lower case, without the address of a resolver.

    :param text: an identifier, as a reference list prints it
    :returns: the identifier alone

    >>> bare_identifier("https://doi.org/10.1000/ABC"), bare_identifier("doi: 10.1000/abc")
    ('10.1000/abc', '10.1000/abc')
    """
    return without_resolver(text).casefold()
