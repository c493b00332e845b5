"""External ontologies: reading a file in any of four formats into one small neutral form.

A file may be OBO, OWL as RDF/XML, Turtle, or OBO Graph JSON, plain or gzipped. Of each term only that is kept which
queries and link checks use. An identifier is always the whole IRI; the OBO Foundry's rule makes one of ``HP:0001250``.
"""

from __future__ import annotations

import gzip
import hashlib
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

OBO = "http://purl.obolibrary.org/obo/"
PART_OF = OBO + "BFO_0000050"
SCOPES = ("exact", "broad", "narrow", "related")
"""How a synonym relates to its term."""

_OBO_IRI = re.compile(rf"{re.escape(OBO)}([A-Za-z][A-Za-z0-9]*(?:_[A-Za-z]+)*)_([^_/#]+)")
_OBO_CURIE = re.compile(r"([A-Za-z][A-Za-z0-9_]*):([^\s:/][^\s/]*)")
_NAMESPACE = re.compile(r".*[#/_]")
_RELEASE = re.compile(r"(?:^|/)releases/([^/]+)")
_GZIP_MAGIC = b"\x1f\x8b"


class ExternalOntologyError(ValueError):
    """A file cannot be read as an ontology; the message names it, and the line where that is known."""


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
    """A term in the making; a file may tell of it in several places."""

    labels: set[str] = field(default_factory=set)
    synonyms: set[Synonym] = field(default_factory=set)
    definitions: set[str] = field(default_factory=set)
    parents: set[str] = field(default_factory=set)
    part_of: set[str] = field(default_factory=set)
    obsolete: bool = False
    replaced_by: set[str] = field(default_factory=set)

    def term(self, iri: str) -> Term:
        """Return the finished term."""
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
        """The namespace of most of its terms: its own, as against those of terms taken from other ontologies."""
        counts = Counter(namespace_of(term.id) for term in self.terms if term.label)
        return max(counts.items(), key=lambda item: (item[1], item[0]))[0]

    @property
    def name(self) -> str:
        """A short name for it: the prefix of its own terms, such as ``hp``, or else the file's name."""
        fitting = _OBO_IRI.fullmatch(self.namespace + "1")
        words = fitting[1] if fitting else self.file.partition(".")[0]
        return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "ontology"


def namespace_of(iri: str) -> str:
    """Return an IRI up to and with the last ``#``, ``/`` or ``_``.

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
    """Return the CURIE of an OBO IRI, and any other IRI as it is.

    >>> obo_curie("http://purl.obolibrary.org/obo/HP_0001250")
    'HP:0001250'
    """
    found = _OBO_IRI.fullmatch(iri)
    return f"{found[1]}:{found[2]}" if found else iri


def finish(drafts: dict[str, Draft]) -> tuple[Term, ...]:
    """Return drafts as terms, sorted by IRI.

    :param drafts: IRI to draft
    """
    return tuple(draft.term(iri) for iri, draft in sorted(drafts.items()))


def choose_version(candidates: Iterable[str | None]) -> str:
    """Return the first version that is given, or an empty text; of the address of a release only its name.

    :param candidates: what a file says in several places, best first

    >>> choose_version([None, "http://purl.obolibrary.org/obo/hp/releases/2025-01-16/hp.owl"])
    '2025-01-16'
    """
    version = next((text.strip() for text in candidates if text and text.strip()), "")
    release = _RELEASE.search(version)
    return release[1] if release else version


def read_ontology(path: Path) -> ExternalOntology:
    """Read an ontology from a file.

    :param path: the file; its name tells the format: ``.obo``, ``.owl``, ``.rdf`` or ``.xml``, ``.ttl``, ``.json``,
        each with or without ``.gz``
    :returns: what stands in it
    :raises ExternalOntologyError: if it is missing, of another format, damaged, or holds no term
    """
    parse = _parser(path)
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise ExternalOntologyError(f"cannot read {path}: {error.strerror}") from error
    try:
        data = gzip.decompress(packed) if packed.startswith(_GZIP_MAGIC) else packed
    except (OSError, EOFError, zlib.error) as error:
        raise ExternalOntologyError(f"cannot read {path}: it is no whole gzip file ({error})") from error
    try:
        version, terms = parse(data)
    except ExternalOntologyError as error:
        raise ExternalOntologyError(f"{path}{error}") from error
    if not any(term.label for term in terms):
        raise ExternalOntologyError(f"{path} holds no terms with labels: is it the format that its name says?")
    return ExternalOntology(path.name, hashlib.sha256(packed).hexdigest(), version, terms)


Parser = Callable[[bytes], tuple[str, tuple[Term, ...]]]
"""Gives version and terms; an error's message begins with ``:<line>: `` or ``: ``, to follow the file's name."""


def _parser(path: Path) -> Parser:
    """Return the parser for a file; only that one is imported."""
    suffix = Path(path.name.removesuffix(".gz")).suffix.lower()
    if suffix == ".obo":
        try:
            from ontology.external_obo import parse_obo  # noqa: PLC0415
        except ModuleNotFoundError as error:
            wanted = f"OBO files need {error.name}: pip install 'drugkg[link]', or take the OWL file"
            raise ExternalOntologyError(f"cannot read {path}: {wanted}") from error
        return parse_obo
    if suffix == ".json":
        from ontology.external_json import parse_obo_graph  # noqa: PLC0415

        return parse_obo_graph
    from ontology import external_rdf  # noqa: PLC0415

    if suffix == ".ttl":
        return external_rdf.parse_turtle
    if suffix in (".owl", ".rdf", ".xml"):
        return external_rdf.parse_rdf_xml
    raise ExternalOntologyError(
        f"cannot read {path}: the name does not tell the format; known: .obo, .owl, .rdf, .xml, .ttl, .json, "
        "each also with .gz"
    )
