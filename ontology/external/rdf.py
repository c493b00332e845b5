"""OWL ontologies and SKOS vocabularies in RDF formats, parsed by pyoxigraph.

Named classes and concepts only. Is-a is ``rdfs:subClassOf`` between them, or ``skos:broader``; part-of is
``rdfs:subClassOf (part of some X)``, or a plain part-of statement between classes. Logical definitions are not taken
apart: releases state what follows from them.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat

from ontology.external.terms import (
    OBO_IN_OWL,
    PART_OF,
    SCOPES,
    Draft,
    ExternalOntologyError,
    Parsed,
    Synonym,
    Term,
    choose_version,
    finish,
    merge,
    obo_iri,
)
from ontology.files import check_rdf
from ontology.namespaces import PREFIXES

_RDF_TYPE = PREFIXES["rdf"] + "type"
_OWL = PREFIXES["owl"]
_SUBCLASS_OF = PREFIXES["rdfs"] + "subClassOf"
_LABEL = PREFIXES["rdfs"] + "label"
_IAO = "http://purl.obolibrary.org/obo/IAO_"
SYNONYM_PREDICATES = {scope: f"{OBO_IN_OWL}has{scope.capitalize()}Synonym" for scope in SCOPES}
"""Scope of a synonym to the predicate that states it."""
DEFINITION, REPLACED_BY, DEPRECATED = _IAO + "0000115", _IAO + "0100001", _OWL + "deprecated"

CONSIDER = OBO_IN_OWL + "consider"
_SKOS = PREFIXES["skos"]
_ALTERNATIVE = OBO_IN_OWL + "hasAlternativeId"
_REPLACED_BY = (REPLACED_BY, PREFIXES["dcterms"] + "isReplacedBy")
_CLASSES = (_OWL + "Class", PREFIXES["rdfs"] + "Class", _SKOS + "Concept")
_ONTOLOGIES = (_OWL + "Ontology", _SKOS + "ConceptScheme")
_ABOVE = (_SUBCLASS_OF, _SKOS + "broader", _SKOS + "broaderGeneric")
_BELOW = (_SKOS + "narrower", _SKOS + "narrowerGeneric")
_NOTHING_ABOVE = (_OWL + "Thing", PREFIXES["rdfs"] + "Resource")

_SCOPE_OF = {predicate: scope for scope, predicate in SYNONYM_PREDICATES.items()}
_SCOPE_OF[PREFIXES["skos"] + "altLabel"] = "exact"
_DEFINITIONS = {DEFINITION, _SKOS + "definition"}
_RESTRICTION = (_OWL + "onProperty", _OWL + "someValuesFrom")
_VERSIONS = (_OWL + "versionInfo", _OWL + "versionIRI")

Object = NamedNode | BlankNode | Literal | pyoxigraph.Triple


def parse_turtle(data: bytes) -> Parsed:
    """Return the version, the terms and the IRI of a Turtle document.

    :param data: the document
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI
    :raises ExternalOntologyError: if it is not well formed
    """
    return _parse(data, RdfFormat.TURTLE)


def parse_ntriples(data: bytes) -> Parsed:
    """Return the version, the terms and the IRI of an N-Triples document.

    :param data: the document
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI
    :raises ExternalOntologyError: if it is not well formed
    """
    return _parse(data, RdfFormat.N_TRIPLES)


def parse_rdf_xml(data: bytes) -> Parsed:
    """Return the version, the terms and the IRI of an RDF/XML document.

    :param data: the document
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI
    :raises ExternalOntologyError: if it is not well formed
    """
    return _parse(data, RdfFormat.RDF_XML)


def _parse(data: bytes, form: RdfFormat) -> Parsed:
    _check(data, form)
    reader = _Reader()
    try:
        # Some releases have IRIs with spaces in cross-references, which are not used here: hence lenient.
        for quad in pyoxigraph.parse(input=data, format=form, lenient=True):
            reader.read(quad.subject, quad.predicate.value, quad.object)
    except SyntaxError as error:
        place = f":{error.lineno}: " if error.lineno else ": "
        raise ExternalOntologyError(
            f"{place}not valid {form.name}: {' '.join(str(error.msg).split())[:200]}"
        ) from error
    except (OSError, ValueError) as error:
        raise ExternalOntologyError(f": not valid {form.name}: {' '.join(str(error).split())[:200]}") from error
    return Parsed(reader.version(), reader.terms(), reader.iri)


def _check(data: bytes, form: RdfFormat) -> None:
    """Raise an error for a document that would take the parser too far: deep levels, or entities that grow."""
    try:
        check_rdf(data, form.name)
    except ValueError as error:
        place, _, problem = str(error).rpartition(": ")
        raise ExternalOntologyError(f"{place}: not valid {form.name}: {problem}") from error


class _Reader:
    """Collects what a document states about its classes, triple by triple."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = defaultdict(Draft)
        self._classes: set[str] = set()
        self._concepts: set[str] = set()
        self._above: list[tuple[str, BlankNode]] = []
        self._restrictions: dict[BlankNode, dict[str, str]] = defaultdict(dict)
        self._ontologies: dict[str, str] = {}
        self._merged: list[tuple[str, str]] = []
        self._versions: dict[tuple[str, str], str] = {}

    def read(self, subject: NamedNode | BlankNode | pyoxigraph.Triple, predicate: str, value: Object) -> None:
        """Add one triple.

        :param subject: its subject
        :param predicate: its predicate as an IRI
        :param value: its object
        """
        if isinstance(subject, NamedNode):
            if predicate == _RDF_TYPE and isinstance(value, NamedNode):
                self._read_type(subject.value, value.value)
            elif isinstance(value, Literal):
                self._read_text(subject.value, predicate, value)
            else:
                self._read_relation(subject.value, predicate, value)
        elif isinstance(subject, BlankNode) and isinstance(value, NamedNode) and predicate in _RESTRICTION:
            self._restrictions[subject][predicate] = value.value

    def terms(self) -> tuple[Term, ...]:
        """Return the terms.

        :returns: the terms, sorted by IRI
        """
        for iri, node in self._above:
            restriction = self._restrictions[node]
            relation, whole = map(restriction.get, _RESTRICTION)
            if relation == PART_OF and whole:
                self._drafts[iri].part_of.add(whole)
        named = (iri for iri in self._concepts if self._drafts[iri].preferred or self._drafts[iri].foreign_labels)
        self._classes |= set(named)
        for alternative, iri in self._merged:
            if iri in self._classes:
                merge(self._drafts, alternative, iri)
                self._classes.add(alternative)
        return finish({iri: self._drafts[iri] for iri in self._classes})

    @property
    def iri(self) -> str:
        """The IRI of the first ontology that the document declares, or else of its first concept scheme."""
        owl = [iri for iri, kind in self._ontologies.items() if kind == _ONTOLOGIES[0]]
        return next(iter(owl or self._ontologies), "")

    def version(self) -> str:
        """Return the version of the first ontology that the document declares.

        :returns: the version, or an empty text
        """
        return choose_version(self._versions.get((iri, key)) for iri in [self.iri] for key in _VERSIONS)

    def _read_type(self, subject: str, kind: str) -> None:
        if kind in _CLASSES:
            self._classes.add(subject)
        elif kind in _ONTOLOGIES:
            self._ontologies.setdefault(subject, kind)

    def _read_text(self, subject: str, predicate: str, value: Literal) -> None:
        if predicate == DEPRECATED:
            self._drafts[subject].obsolete |= value.value in ("true", "1")
        elif predicate in (*_REPLACED_BY, CONSIDER, _ALTERNATIVE):
            iri = obo_iri(value.value.strip())
            if iri:
                self._read_successor(subject, predicate, iri)
        elif predicate in _VERSIONS:
            self._versions[subject, predicate] = value.value
        elif (value.language or "en").startswith("en"):
            text = value.value.strip()
            if predicate == _LABEL:
                self._drafts[subject].labels.add(text)
            elif predicate == _SKOS + "prefLabel":
                self._drafts[subject].preferred.add(text)
            elif predicate in _DEFINITIONS:
                self._drafts[subject].definitions.add(text)
            elif predicate in _SCOPE_OF:
                self._drafts[subject].synonyms.add(Synonym(_SCOPE_OF[predicate], text))
        elif predicate in (_LABEL, _SKOS + "prefLabel"):
            self._drafts[subject].foreign_labels.add(value.value.strip())

    def _read_successor(self, subject: str, predicate: str, iri: str) -> None:
        """Add what to use instead of a term, or an identifier that was merged into it."""
        if predicate == CONSIDER:
            self._drafts[subject].consider.add(iri)
        elif predicate == _ALTERNATIVE:
            self._merged.append((iri, subject))
        else:
            self._drafts[subject].replaced_by.add(iri)

    def _read_relation(self, subject: str, predicate: str, value: Object) -> None:
        if isinstance(value, BlankNode):
            if predicate == _SUBCLASS_OF:
                self._above.append((subject, value))
        elif isinstance(value, NamedNode):
            if predicate.startswith(_SKOS) and predicate in (*_ABOVE, *_BELOW):
                self._concepts |= {subject, value.value}  # whether or not the document says so
            if predicate in _ABOVE and value.value not in _NOTHING_ABOVE:
                self._drafts[subject].parents.add(value.value)
            elif predicate in _BELOW:
                self._drafts[value.value].parents.add(subject)
            elif predicate == PART_OF:
                self._drafts[subject].part_of.add(value.value)
            elif predicate in (*_REPLACED_BY, CONSIDER):
                self._read_successor(subject, predicate, value.value)
            elif predicate in _VERSIONS:
                self._versions[subject, predicate] = value.value
