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
OBO_IN_OWL = "http://www.geneontology.org/formats/oboInOwl#"
PART_OF = OBO + "BFO_0000050"
SCOPES = ("exact", "broad", "narrow", "related")
"""How a synonym relates to its term."""

_OBO_IRI = re.compile(rf"{re.escape(OBO)}([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z]+)*)_([^_/#]+)")
_OBO_ONTOLOGY = re.compile(rf"{re.escape(OBO)}([A-Za-z][A-Za-z0-9_-]*)(?:[./]|$)")
_OBO_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9_]*):([^\s:/][^\s/]*)")
_NAMESPACE = re.compile(r".*[#/_]")
_GENERIC = frozenset(
    {"conceptscheme", "current", "latest", "onto", "ontologies", "ontology", "owl", "releases", "scheme", "skos",
     "terms", "thesaurus", "vocab", "vocabularies", "vocabulary"}
)  # fmt: skip
"""Parts of the IRI of an ontology that name no ontology."""

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
    :param consider: IRIs of the terms that may be used instead, by the judgement of a person, sorted
    """

    id: str
    label: str
    synonyms: tuple[Synonym, ...] = ()
    definition: str = ""
    parents: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    obsolete: bool = False
    replaced_by: tuple[str, ...] = ()
    consider: tuple[str, ...] = ()


@dataclass
class Draft:
    """A term that is still being read; a file may describe it in several places."""

    labels: set[str] = field(default_factory=set)
    preferred: set[str] = field(default_factory=set)
    foreign_labels: set[str] = field(default_factory=set)
    synonyms: set[Synonym] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    part_of: set[str] = field(default_factory=set)
    obsolete: bool = False
    replaced_by: set[str] = field(default_factory=set)
    consider: set[str] = field(default_factory=set)

    def term(self, iri: str) -> Term:
        """Return the finished term.

        :param iri: the IRI of the term
        :returns: the term, with sorted names and relations; a label in another language serves where there is none in
            English
        """
        labels = self.labels or self.preferred or self.foreign_labels
        label = min(labels, default="")
        further = {Synonym("exact", name) for name in self.preferred if name != label}
        return Term(
            id=iri,
            label=label,
            synonyms=tuple(sorted(self.synonyms | further)),
            definition=min(self.definitions, default=""),
            parents=tuple(sorted(self.parents)),
            part_of=tuple(sorted(self.part_of)),
            obsolete=self.obsolete,
            replaced_by=tuple(sorted(self.replaced_by)),
            consider=tuple(sorted(self.consider)),
        )


class Parsed(NamedTuple):
    """What a parser found in a document.

    :param version: as the document gives it, or empty
    :param terms: sorted by IRI
    :param iri: IRI of the ontology as the document declares it, or empty
    """

    version: str
    terms: tuple[Term, ...]
    iri: str = ""


@dataclass(frozen=True)
class ExternalOntology:
    """What was read from a file.

    :param file: its name without the folder
    :param sha256: of its bytes, packed as they were
    :param version: as the file gives it, or empty
    :param terms: sorted by IRI
    :param iri: IRI of the ontology as the file declares it, or empty
    """

    file: str
    sha256: str
    version: str
    terms: tuple[Term, ...]
    iri: str = ""

    @property
    def term_count(self) -> int:
        """The number of terms with a label; identifiers merged into another term have none."""
        return sum(1 for term in self.terms if term.label)

    @cached_property
    def namespace(self) -> str:
        """The namespace of its own terms, which are not imported from another ontology.

        An ontology of the OBO Foundry has terms with its own prefix, which may be few among imported ones; else it is
        the namespace that most terms share.

        :returns: an IRI that ends with ``#``, ``/`` or ``_``
        """
        counts = Counter(namespace_of(term.id) for term in self.terms if term.label)
        declared = _OBO_ONTOLOGY.match(self.iri)
        own = [name for name in counts if declared and name.lower() == f"{OBO}{declared[1]}_".lower()]
        return max(own or counts, key=lambda name: (counts[name], name))

    @property
    def name(self) -> str:
        """A short name for it, by the IRI that it declares, such as ``hp`` or ``ro``.

        Without one it is the prefix of most terms, or else the file's name.
        """
        words = _name_in(self.iri)
        if not words:
            fitting = _OBO_IRI.fullmatch(self.namespace + "1")
            words = fitting[1] if fitting else self.file.partition(".")[0]
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "ontology"


def _name_in(iri: str) -> str:
    """Return the name in the IRI of an ontology: the part after ``/obo/``, or the last part that is a name."""
    declared = _OBO_ONTOLOGY.match(iri)
    if declared:
        return declared[1]
    parts = re.split(r"[/#:]", iri.partition("://")[2].rstrip("/#"))[1:]
    stems = [re.sub(r"\.(owl|obo|ttl|rdf|xml|json|jsonld|nt|skos)$", "", part, flags=re.IGNORECASE) for part in parts]
    names = [stem for stem in reversed(stems) if re.fullmatch(r"(?=.*[A-Za-z]{2})(?!v?\d)[\w.-]+", stem)]
    return next((name for name in names if name.lower() not in _GENERIC), "")


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


def merge(drafts: dict[str, Draft], alternative: str, iri: str) -> None:
    """Note that an identifier was merged into a term: it becomes an obsolete term, unless it lives on.

    :param drafts: IRI → draft, made when asked for
    :param alternative: the identifier
    :param iri: the term that it was merged into
    """
    draft = drafts[alternative]
    if draft.obsolete or not (draft.labels or draft.preferred):
        draft.obsolete = True
        draft.replaced_by.add(iri)


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
