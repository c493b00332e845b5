"""The vocabulary of the graph as plain objects, read from ``drugkg.ttl`` and ``units.tsv``.

The Turtle file is the single source; nothing is listed twice. Only pyoxigraph is needed to read it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from csv import DictReader
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal as OneOf
from typing import cast

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.namespaces import PREFIXES

ONTOLOGY_FILE = Path(__file__).with_name("drugkg.ttl")
UNITS_FILE = Path(__file__).with_name("units.tsv")

ValueKind = OneOf["entity", "literal", "quantity"]
QualifierKind = OneOf["quantity", "term", "text", "any"]

DKGO = PREFIXES["dkgo"]
RDF = PREFIXES["rdf"]
RDFS = PREFIXES["rdfs"]
OWL = PREFIXES["owl"]
SKOS = PREFIXES["skos"]
SIGNS: dict[str, int | None] = {"+1": 1, "-1": -1, "0": 0, "unknown": None}


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class of entities, claims or controlled values."""

    name: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A predicate of claims, or a relation between entities that holds by definition.

    ``states_quantity`` marks those that say little without the number beside them, so that their claims make no fact.
    ``verb_phrase`` is the predicate as a verb in its base form; ``essential`` names the qualifiers that, where a claim
    has them, are part of what makes it true.
    """

    name: str
    label: str
    definition: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    value_kind: ValueKind
    sign: int | None
    sign_reason: str
    inverse: str | None = None
    states_quantity: bool = False
    verb_phrase: str = ""
    essential: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Qualifier:
    """A key of a claim's qualifiers with the property that carries it in the graph."""

    key: str
    name: str
    kind: QualifierKind
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class ControlledValue:
    """A value of a closed list; the code is what a claim record holds."""

    name: str
    code: str
    label: str
    definition: str
    scheme: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure.

    :param code: its UCUM code
    :param label: its name
    :param short: its symbol as people write it; empty for a bare number
    :param plural: its name after a number other than one
    :param dimension: such as ``mass per time``; only quantities of one dimension can be compared
    :param factor: the number by which to multiply to come to the base unit of the dimension, which is the coherent unit
        of the SI; the conversion multiplier of QUDT
    :param qudt: the local name in QUDT; empty where QUDT has no such unit
    """

    code: str
    label: str
    short: str
    plural: str
    dimension: str
    factor: Fraction
    qudt: str


@dataclass(frozen=True)
class Vocabulary:
    """All terms of the ontology by their local names, and the units by their codes.

    ``predicates`` are those a claim may use; ``relations`` are the other object properties: those that hold by
    definition (``kindOf``, ``partOf``), those that follow by rule, and the inverses.
    """

    classes: Mapping[str, OntologyClass]
    predicates: Mapping[str, Predicate]
    relations: Mapping[str, Predicate]
    qualifiers: Mapping[str, Qualifier]
    schemes: Mapping[str, Mapping[str, ControlledValue]]
    units: Mapping[str, Unit]
    names: frozenset[str] = field(repr=False)

    @cached_property
    def _ancestors(self) -> dict[str, tuple[str, ...]]:
        return {name: tuple(_climb(name, self.classes)) for name in self.classes}

    def ancestors(self, name: str) -> tuple[str, ...]:
        """Return the classes above a class, nearest first.

        :param name: local name of the class
        :returns: local names, without the class itself
        :raises KeyError: if the ontology has no such class

        >>> load_vocabulary().ancestors("Cessation")
        ('Exposure', 'Entity')
        """
        return self._ancestors[name]

    def is_a(self, name: str, superclass: str) -> bool:
        """Return whether a class is another one or a subclass of it.

        :param name: local name of the class
        :param superclass: local name of the class above
        :returns: true also when both are the same
        :raises KeyError: if the ontology has no class ``name``

        >>> load_vocabulary().is_a("Drug", "ChemicalSubstance")
        True
        """
        return superclass in self._ancestors[name] or name == superclass

    def terms(self, scheme: str) -> Mapping[str, ControlledValue]:
        """Return the values of a closed list by their codes.

        :param scheme: key of the list: polarity, modality, family, quote_role, regulatory_status, review_status,
            agent, citation_resolution or disagreement_type
        :returns: code to value, in the order of the ontology file
        :raises KeyError: if there is no such list

        >>> list(load_vocabulary().terms("polarity"))
        ['affirmed', 'denied']
        """
        return self.schemes[scheme]


@lru_cache(maxsize=1)
def load_vocabulary() -> Vocabulary:
    """Return the vocabulary of the installed ontology; it is read once.

    :returns: classes, predicates, relations, qualifiers, controlled values and units
    """
    return _read(_Terms.from_file(ONTOLOGY_FILE), _read_units(UNITS_FILE))


def ontology_triples() -> list[Triple]:
    """Return the triples of the ontology file.

    :returns: triples in the order of the file; blank nodes are fresh on every call
    """
    return [quad.triple for quad in parse(path=ONTOLOGY_FILE, format=RdfFormat.TURTLE)]


def local_name(term: object) -> str | None:
    """Return the local name of a term of the ontology.

    :param term: any RDF term
    :returns: the part after the ontology's namespace, or None if the term is not in it

    >>> local_name(NamedNode("https://w3id.org/drugkg/ontology/causes"))
    'causes'
    """
    if isinstance(term, NamedNode) and term.value.startswith(DKGO) and len(term.value) > len(DKGO):
        return term.value[len(DKGO) :]
    return None


def _climb(name: str, classes: Mapping[str, OntologyClass]) -> Iterator[str]:
    seen = {name}
    level = [name]
    while level:
        level = [p for n in level if n in classes for p in classes[n].parents if p not in seen]
        level = list(dict.fromkeys(level))
        seen.update(level)
        yield from level


@dataclass(frozen=True)
class _Terms:
    """The triples of the ontology by subject and predicate, in the order of the file."""

    index: Mapping[NamedNode | BlankNode, Mapping[str, list[object]]]

    @classmethod
    def from_file(cls, path: Path) -> _Terms:
        index: dict[NamedNode | BlankNode, dict[str, list[object]]] = defaultdict(lambda: defaultdict(list))
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            index[cast("NamedNode | BlankNode", quad.subject)][quad.predicate.value].append(quad.object)
        return cls(index)

    def named(self) -> Iterator[tuple[str, NamedNode]]:
        for subject in self.index:
            name = local_name(subject)
            if name is not None and isinstance(subject, NamedNode):
                yield name, subject

    def text(self, subject: NamedNode, predicate: str) -> str:
        values = self.index[subject].get(predicate, [])
        return values[0].value if values and isinstance(values[0], Literal) else ""

    def texts(self, subject: NamedNode, predicate: str) -> tuple[str, ...]:
        values = self.index[subject].get(predicate, [])
        return tuple(value.value for value in values if isinstance(value, Literal))

    def label(self, subject: NamedNode) -> str:
        return self.text(subject, RDFS + "label")

    def definition(self, subject: NamedNode) -> str:
        return self.text(subject, SKOS + "definition")

    def local_names(self, subject: NamedNode | BlankNode, predicate: str) -> tuple[str, ...]:
        values = self.index[subject].get(predicate, [])
        return tuple(name for name in map(local_name, values) if name is not None)

    def class_names(self, subject: NamedNode, predicate: str) -> tuple[str, ...]:
        """Return the names of the classes in a value, alone or in a union.

        :param subject: a property
        :param predicate: such as ``rdfs:domain``
        :returns: local names
        """
        found: list[str] = []
        for value in self.index[subject].get(predicate, []):
            name = local_name(value)
            if name is not None:
                found.append(name)
            elif isinstance(value, BlankNode):
                for head in self.index[value].get(OWL + "unionOf", []):
                    found.extend(self._list_names(cast("NamedNode | BlankNode", head)))
        return tuple(found)

    def _list_names(self, head: NamedNode | BlankNode) -> Iterator[str]:
        while head in self.index:
            yield from self.local_names(head, RDF + "first")
            head = cast("NamedNode | BlankNode", self.index[head][RDF + "rest"][0])

    def has_type(self, subject: NamedNode, iri: str) -> bool:
        return NamedNode(iri) in self.index[subject].get(RDF + "type", [])


def _read(terms: _Terms, units: Mapping[str, Unit]) -> Vocabulary:
    predicates: dict[str, Predicate] = {}
    relations: dict[str, Predicate] = {}
    qualifiers: dict[str, Qualifier] = {}
    inverses = _inverses(terms)
    for name, node in terms.named():
        if terms.text(node, DKGO + "sign"):
            target = predicates if terms.text(node, DKGO + "valueKind") else relations
            target[name] = _predicate(terms, name, node, inverses.get(name))
        key = terms.text(node, DKGO + "qualifierKey")
        if key:
            kind = cast("QualifierKind", terms.text(node, DKGO + "qualifierKind"))
            qualifiers[key] = Qualifier(key, name, kind, terms.label(node), terms.definition(node))
    return Vocabulary(
        classes=_classes(terms),
        predicates=predicates,
        relations=relations,
        qualifiers=qualifiers,
        schemes=_schemes(terms),
        units=units,
        names=frozenset(name for name, _ in terms.named()),
    )


def _classes(terms: _Terms) -> dict[str, OntologyClass]:
    return {
        name: OntologyClass(
            name=name,
            label=terms.label(node),
            definition=terms.definition(node),
            parents=terms.local_names(node, RDFS + "subClassOf"),
        )
        for name, node in terms.named()
        if terms.has_type(node, OWL + "Class")
    }


def _predicate(terms: _Terms, name: str, node: NamedNode, inverse: str | None) -> Predicate:
    kind = cast("ValueKind", terms.text(node, DKGO + "valueKind") or "entity")
    return Predicate(
        name=name,
        label=terms.label(node),
        definition=terms.definition(node),
        domain=terms.class_names(node, RDFS + "domain"),
        range=terms.class_names(node, RDFS + "range"),
        value_kind=kind,
        sign=SIGNS[terms.text(node, DKGO + "sign")],
        sign_reason=terms.text(node, DKGO + "signReason"),
        inverse=inverse,
        states_quantity=kind == "quantity" or terms.text(node, DKGO + "statesQuantity") == "true",
        verb_phrase=terms.text(node, DKGO + "verbPhrase"),
        essential=terms.texts(node, DKGO + "essentialQualifier"),
    )


def _inverses(terms: _Terms) -> dict[str, str]:
    pairs = [(name, other) for name, node in terms.named() for other in terms.local_names(node, OWL + "inverseOf")]
    return {**{other: name for name, other in pairs}, **dict(pairs)}


def _schemes(terms: _Terms) -> dict[str, dict[str, ControlledValue]]:
    keys = {name: terms.text(node, DKGO + "schemeKey") for name, node in terms.named()}
    schemes: dict[str, dict[str, ControlledValue]] = {key: {} for key in keys.values() if key}
    for name, node in terms.named():
        for scheme in filter(None, (keys.get(c) for c in terms.local_names(node, RDF + "type"))):
            code = terms.text(node, SKOS + "notation")
            schemes[scheme][code] = ControlledValue(name, code, terms.label(node), terms.definition(node), scheme)
    return schemes


def _read_units(path: Path) -> dict[str, Unit]:
    with path.open(encoding="utf-8", newline="") as lines:
        rows = DictReader(lines, delimiter="\t")
        return {
            row["ucum"]: Unit(
                code=row["ucum"],
                label=row["label"],
                short=row["short"],
                plural=row["plural"],
                dimension=row["dimension"],
                factor=Fraction(row["factor"]),
                qudt=row["qudt"],
            )
            for row in rows
        }
