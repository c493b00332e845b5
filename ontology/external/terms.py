"""What is kept of an external ontology: its terms, with their names and their direct ancestors.

:mod:`ontology.external.reading` reads it from a file; the parsers of the formats make the terms.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ontology.errors import UserError

OBO = "http://purl.obolibrary.org/obo/"
PART_OF = OBO + "BFO_0000050"
SCOPES = ("exact", "broad", "narrow", "related")
"""How a synonym relates to its term."""

_OBO_IRI = re.compile(rf"{re.escape(OBO)}([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z]+)*)_([^_/#]+)")
_OBO_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9_]*):([^\s:/][^\s/]*)")
_NAMESPACE = re.compile(r".*[#/_]")
_RELEASE = re.compile(r"(?:^|/)releases/([^/]+)")


class ExternalOntologyError(UserError, ValueError):
    """A file cannot be read as an ontology; the message names the file, and the line where it is known."""


class Synonym(NamedTuple):
    """Another name of a term.

    :param scope: one of :data:`SCOPES`
    :param text: the name
    """

    scope: str
    text: str


class Term(NamedTuple):
    """A term of an external ontology.

    :param id: its IRI
    :param label: its name; empty for an identifier that was merged into another term
    :param synonyms: its other names, sorted
    :param definition: in words, or empty
    :param parents: IRIs of the terms directly above it by is-a, sorted
    :param part_of: IRIs of the wholes that it is directly said to be a part of, sorted
    :param obsolete: whether it should no longer be used
    :param replaced_by: IRIs of the terms to use instead, sorted
    """

    id: str
    label: str
    synonyms: tuple[Synonym, ...] = ()
    definition: str = ""
    parents: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    obsolete: bool = False
    replaced_by: tuple[str, ...] = ()


@dataclass
class Draft:
    """A term that is still being read; a file may describe it in several places."""

    labels: set[str] = field(default_factory=set)
    synonyms: set[Synonym] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    part_of: set[str] = field(default_factory=set)
    obsolete: bool = False
    replaced_by: set[str] = field(default_factory=set)

    def term(self, iri: str) -> Term:
        """Return the finished term.

        :param iri: the IRI of the term
        :returns: the term, with sorted names and relations
        """
        return Term(
            id=iri,
            label=min(self.labels, default=""),
            synonyms=tuple(sorted(self.synonyms)),
            definition=min(self.definitions, default=""),
            parents=tuple(sorted(self.parents)),
            part_of=tuple(sorted(self.part_of)),
            obsolete=self.obsolete,
            replaced_by=tuple(sorted(self.replaced_by)),
        )


@dataclass(frozen=True)
class ExternalOntology:
    """What was read from a file.

    :param file: its name without the folder
    :param sha256: of its bytes, packed as they were
    :param version: as the file gives it, or empty
    :param terms: sorted by IRI
    """

    file: str
    sha256: str
    version: str
    terms: tuple[Term, ...]

    @property
    def term_count(self) -> int:
        """The number of terms with a label; identifiers merged into another term have none."""
        return sum(1 for term in self.terms if term.label)

    @cached_property
    def namespace(self) -> str:
        """The namespace that most of its terms share; it separates its own terms from imported ones.

        :returns: an IRI that ends with ``#``, ``/`` or ``_``
        """
        counts = Counter(namespace_of(term.id) for term in self.terms if term.label)
        return max(counts.items(), key=lambda item: (item[1], item[0]))[0]

    @property
    def name(self) -> str:
        """A short name for it: the prefix of its own terms, such as ``hp``, or else the file's name."""
        fitting = _OBO_IRI.fullmatch(self.namespace + "1")
        words = fitting[1] if fitting else self.file.partition(".")[0]
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "ontology"


def namespace_of(iri: str) -> str:
    """Return the namespace of an IRI: everything up to and including its last ``#``, ``/`` or ``_``.

    :param iri: any IRI
    :returns: the namespace, or the complete IRI if it has none of these characters

    >>> namespace_of("http://purl.obolibrary.org/obo/HP_0001250")
    'http://purl.obolibrary.org/obo/HP_'
    """
    found = _NAMESPACE.match(iri)
    return found[0] if found else iri


def obo_iri(identifier: str) -> str | None:
    """Return the IRI of an identifier by the OBO Foundry's rule; an IRI stays as it is.

    :param identifier: a CURIE or an IRI
    :returns: the IRI, or None when the text is neither

    >>> obo_iri("HP:0001250")
    'http://purl.obolibrary.org/obo/HP_0001250'
    """
    if "://" in identifier:
        return identifier
    found = _OBO_CURIE.fullmatch(identifier)
    return f"{OBO}{found[1]}_{found[2]}" if found else None


def obo_curie(iri: str) -> str:
    """Return the CURIE of an OBO IRI.

    :param iri: any IRI
    :returns: the CURIE, or the IRI unchanged if it is not an OBO IRI

    >>> obo_curie("http://purl.obolibrary.org/obo/HP_0001250")
    'HP:0001250'
    """
    found = _OBO_IRI.fullmatch(iri)
    return f"{found[1]}:{found[2]}" if found else iri


def finish(drafts: dict[str, Draft]) -> tuple[Term, ...]:
    """Turn drafts into terms.

    :param drafts: IRI → draft
    :returns: the terms, sorted by IRI
    """
    return tuple(draft.term(iri) for iri, draft in sorted(drafts.items()))


def choose_version(candidates: Iterable[str | None]) -> str:
    """Choose the version of an ontology; the address of a release is shortened to its date.

    :param candidates: what a file states in several places, best first
    :returns: the first version that is given, or an empty text

    >>> choose_version([None, "http://purl.obolibrary.org/obo/hp/releases/2025-01-16/hp.owl"])
    '2025-01-16'
    """
    version = next((text.strip() for text in candidates if text and text.strip()), "")
    release = _RELEASE.search(version)
    return release[1] if release else version
