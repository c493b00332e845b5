"""What a disagreement is, and what the rules that find disagreements share: records, background, scope."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ingest.claims import ClaimRecord, QualifierValue, Quantity
from ontology.entities import Entity
from ontology.vocabulary import load_vocabulary

SCOPE = (
    "dose", "dose_level", "route", "formulation", "population", "age", "species", "condition", "comparator",
    "endpoint", "anatomical_context", "enantiomer", "target", "phase", "measure", "duration", "jurisdiction", "year",
)  # fmt: skip
"""Qualifiers that limit the scope of a claim; two claims that differ in one of them may both be true."""

SHOWN = ("frequency", "severity", "dose_level", "dose", "population", "condition", "year")
"""Qualifiers that are shown next to what a side says."""

_NEVER_MISSED = ("comparator", "species")
"""Qualifiers whose absence on one side says nothing: most claims are on people and compare with nothing."""

_LONGEST_ID = 180


@dataclass(frozen=True)
class Background:
    """What is known apart from the claims.

    :param labels: CURIE to label of entities, documents and references
    :param classes: CURIE of an entity to the local name of its class
    :param relations: relation name (``kindOf``, ``oppositeOf``, ``involves``, ``forCondition``) to CURIE to CURIEs
    :param documents: file name of a document to the short name that an explanation uses
    :param works: CURIE of a reference to what identifies the work, where two references may be one work
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)
    relations: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    documents: Mapping[str, str] = field(default_factory=dict)
    works: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_entities(
        cls,
        entities: Iterable[Entity],
        documents: Mapping[str, str] | None = None,
        labels: Mapping[str, str] | None = None,
        works: Mapping[str, str] | None = None,
    ) -> Background:
        """Make the background from the entity files.

        :param entities: the entities
        :param documents: file name → short name of each document
        :param labels: further labels, of documents and references
        :param works: reference → identifier of its work
        :returns: the background
        """
        relations: dict[str, dict[str, tuple[str, ...]]] = {}
        names = dict(labels or {})
        classes = {}
        for entity in entities:
            names[entity.curie], classes[entity.curie] = entity.label, entity.class_name
            for relation, targets in entity.relations.items():
                relations.setdefault(relation, {})[entity.curie] = tuple(f"drugkg:{slug}" for slug in targets)
        return cls(names, classes, relations, documents or {}, works or {})

    def label(self, curie: str) -> str:
        """Return the label of a node; without one, the words of its identifier.

        :param curie: a node
        :returns: its label, or the words of its identifier if it has none
        """
        return self.labels.get(curie) or curie.partition(":")[2].replace("-", " ") or curie

    def document(self, file: str) -> str:
        """Return the short name of a document.

        :param file: its file name
        :returns: the short name, or the file name if none is known
        """
        return self.documents.get(file, file)

    def related(self, relation: str, curie: str) -> tuple[str, ...]:
        """Return the nodes that a node is directly related to.

        :param relation: the name of a relation, such as ``kindOf``
        :param curie: a node
        :returns: CURIEs of the related nodes
        """
        return self.relations.get(relation, {}).get(curie, ())

    def above(self, curie: str) -> set[str]:
        """Return a node together with everything above it in the hierarchy of kinds.

        :param curie: a node
        :returns: CURIEs of the node and of all that it is a kind of
        """
        found, level = {curie}, [curie]
        while level:
            level = [up for node in level for up in self.related("kindOf", node) if up not in found]
            found.update(level)
        return found

    def akin(self, one: str, other: str) -> bool:
        """Return whether two nodes are the same or one is a kind of the other.

        :param one: a node
        :param other: a node
        :returns: true if one is above the other, or both are the same
        """
        return one in self.above(other) or other in self.above(one)


@dataclass(frozen=True)
class Side:
    """Claims of a disagreement that say the same.

    :param label: what they say, in words
    :param claims: identifiers of the claims
    :param documents: file names
    """

    label: str
    claims: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class Disagreement:
    """Claims that do not say the same on one matter.

    :param id: local part of its IRI, made from type and propositions
    :param type: a code of the ontology's ``disagreement_type`` list
    :param kind: ``conflict`` when the claims contradict each other or give different values for one thing, else
        ``difference``
    :param topic: the claim family that it belongs to
    :param matter: what it is about, in a few words
    :param sides: the claims, grouped by what they say
    :param explanation: one line on what differs
    :param reconciled_by: keys of qualifiers that would reconcile the sides; empty for none
    :param propositions: local parts of the propositions' IRIs
    :param about: CURIEs of the subjects and objects
    :param range_relation: for numbers: disjoint, overlapping or nested
    :param common_range: for numbers: the range that is in the ranges of all sides
    :param evidence_lines: independent lines of evidence: documents, those that cite one study counted once
    :param shared_studies: CURIEs of studies that several of the documents cite
    :param rank: 1 for what a clinician should see first
    """

    id: str
    type: str
    kind: str
    topic: str
    matter: str
    sides: tuple[Side, ...]
    explanation: str
    reconciled_by: tuple[str, ...]
    propositions: tuple[str, ...]
    about: tuple[str, ...]
    range_relation: str | None = None
    common_range: str | None = None
    evidence_lines: int = 0
    shared_studies: tuple[str, ...] = ()
    rank: int = 0

    @property
    def claims(self) -> tuple[str, ...]:
        """The identifiers of all claims, sorted."""
        return tuple(sorted({claim for side in self.sides for claim in side.claims}))

    @property
    def documents(self) -> tuple[str, ...]:
        """The file names of all documents, sorted."""
        return tuple(sorted({file for side in self.sides for file in side.documents}))


@dataclass
class Draft:
    """A disagreement as a rule finds it, before it is merged with its like, ranked and put into words.

    :param type: a code of the ontology's list
    :param kind: ``conflict`` or ``difference``
    :param head: the matter in words, without its object
    :param things: labels of the objects; disagreements alike in all else are merged into one with several
    :param sides: what a side says to the claims that say it, in the order in which they are read
    :param reconciled_by: keys of qualifiers
    :param wording: true when the sides differ in nothing but how sure they sound
    :param tail: a closing remark, such as the common range
    """

    type: str
    kind: str
    head: str
    things: list[str]
    sides: dict[str, list[ClaimRecord]]
    reconciled_by: set[str] = field(default_factory=set)
    wording: bool = False
    tail: str = ""
    range_relation: str | None = None
    common_range: str | None = None

    @property
    def matter(self) -> str:
        """What it is about, in a few words."""
        return " ".join(filter(None, (self.head, " and ".join(self.things))))

    @property
    def records(self) -> list[ClaimRecord]:
        """All claims, each once, in the order of their identifiers."""
        found = {record.id: record for records in self.sides.values() for record in records}
        return [found[identifier] for identifier in sorted(found)]


def predicate_label(record: ClaimRecord) -> str:
    """Return the label of a claim's predicate.

    :param record: the claim
    :returns: the label, such as ``has half-life``
    """
    known = load_vocabulary().predicates.get(record.predicate_name)
    return known.label if known else record.predicate_name


def sign(record: ClaimRecord) -> int:
    """Return the direction of an effect.

    :param record: the claim
    :returns: +1 for raised or caused, −1 for lowered or prevented, 0 for neither
    """
    known = load_vocabulary().predicates.get(record.predicate_name)
    return (known.sign or 0) if known else 0


def qualifier(record: ClaimRecord, key: str) -> Any:
    """Return the value of a qualifier.

    :param record: the claim
    :param key: the key of the qualifier
    :returns: its value, or ``None`` if the claim does not have it
    """
    return record.qualifiers.get(key)


def object_of(record: ClaimRecord) -> str:
    """Return the object of a claim if it is an entity.

    :param record: the claim
    :returns: its CURIE, or an empty text
    """
    return record.object_id or ""


def thing(record: ClaimRecord, background: Background) -> str:
    """Return the object of a claim in words.

    :param record: the claim
    :param background: the labels
    :returns: the label or the literal; empty if the claim has no object
    """
    return background.label(record.object_id) if record.object_id else record.object or ""


def matter(record: ClaimRecord, background: Background) -> str:
    """Return subject and predicate of a claim in words.

    :param record: the claim
    :param background: the labels
    :returns: such as ``baclofen causes``
    """
    return f"{background.label(record.subject_id)} {predicate_label(record)}"


def details(
    label: str, records: Sequence[ClaimRecord], background: Background, keys: Sequence[str] = SHOWN, most: int = 4
) -> str:
    """Return what a side states, with its qualifiers, such as ``denied [standard dose]``.

    Where some of its claims have no such qualifier, ``partly`` says so.

    :param label: what the side states
    :param records: its claims
    :param background: the labels
    :param keys: the qualifiers to show
    :param most: maximum number of values
    :returns: the label, followed by the values in brackets if there are any
    """
    values = []
    for key in keys:
        for value in (qualifier(record, key) for record in records):
            if isinstance(value, Quantity):
                values.append(value.words)
            elif value:
                values.append(background.label(value) if str(value).startswith("drugkg:") else str(value))
    shown = list(dict.fromkeys(values))
    cut = [*shown[:most], "…"] if len(shown) > most else shown
    partly = "" if all(any(qualifier(record, key) for key in keys) for record in records) else "partly: "
    return f"{label} [{partly}{'; '.join(cut)}]" if cut else label


def identifier(type_: str, slugs: Sequence[str]) -> str:
    """Make the local part of a disagreement's IRI from its type and propositions.

    Propositions of the same subject and predicate are written as one, their objects joined by ``~``.

    :param type_: the type of the disagreement
    :param slugs: local parts of the IRIs of its propositions
    :returns: the local part

    >>> identifier("class", ["x.causes.y", "x.causes.z"])
    'class.x.causes.y~z'
    """
    objects: dict[str, list[str]] = {}
    for slug in sorted(slugs):
        subject, _, rest = slug.partition(".")
        name, _, value = rest.partition(".")
        objects.setdefault(f"{subject}.{name}", []).append(value)
    groups = [f"{stem}.{'~'.join(values)}" if any(values) else stem for stem, values in objects.items()]
    whole = f"{type_}.{'+'.join(groups)}"
    if len(whole) <= _LONGEST_ID:
        return whole
    return f"{whole[:_LONGEST_ID]}-{hashlib.sha256(whole.encode()).hexdigest()[:8]}"


class Records(list[ClaimRecord]):
    """Claims that are also found by subject, predicate and object, so that no rule looks at all of them for each.

    :param records: the claims
    """

    @cached_property
    def by_subject(self) -> dict[str, list[ClaimRecord]]:
        """CURIE of a subject → the claims on it.

        :returns: the claims in their order
        """
        return _by(self, lambda record: record.subject_id)

    @cached_property
    def by_predicate(self) -> dict[str, list[ClaimRecord]]:
        """Local name of a predicate → the claims with it.

        :returns: the claims in their order
        """
        return _by(self, lambda record: record.predicate_name)

    @cached_property
    def by_object(self) -> dict[str, list[ClaimRecord]]:
        """CURIE of an object → the claims with it.

        :returns: the claims in their order
        """
        return _by(self, object_of)

    @classmethod
    def of(cls, records: Sequence[ClaimRecord]) -> Records:
        """Return claims as this class; claims that are of it already are returned as they are.

        :param records: the claims
        :returns: the claims in their order
        """
        return records if isinstance(records, Records) else cls(records)


def _by(records: Iterable[ClaimRecord], key: Callable[[ClaimRecord], str]) -> dict[str, list[ClaimRecord]]:
    found: dict[str, list[ClaimRecord]] = {}
    for record in records:
        found.setdefault(key(record), []).append(record)
    return found


def on(records: Sequence[ClaimRecord], subject: str) -> list[ClaimRecord]:
    """Return the claims on a subject.

    :param records: the claims
    :param subject: its CURIE
    :returns: those on it, in their order
    """
    return Records.of(records).by_subject.get(subject, [])


def stating(records: Sequence[ClaimRecord], *names: str) -> list[ClaimRecord]:
    """Return the claims with one of some predicates.

    :param records: the claims
    :param names: local names of the predicates
    :returns: those with it, in the order of their identifiers
    """
    found = [record for name in names for record in Records.of(records).by_predicate.get(name, [])]
    return found if len(names) == 1 else sorted(found, key=lambda record: record.id)


def different_scopes(records: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """Return one claim for each scope, so that pairs of many documents are compared once.

    :param records: the claims
    :returns: the first of each, in their order
    """
    first: dict[object, ClaimRecord] = {}
    for record in records:
        first.setdefault(tuple((key, record.qualifiers[key]) for key in SCOPE if key in record.qualifiers), record)
    return list(first.values())


def all_apart(ones: Iterable[ClaimRecord], others: Iterable[ClaimRecord], background: Background) -> bool:
    """Return whether the scopes of any two claims of two sides exclude each other.

    :param ones: the claims of one side
    :param others: the claims of the other side
    :param background: the hierarchy of kinds
    :returns: true if each pair is apart
    """
    second = different_scopes(others)
    return all(separating(one, other, background) for one in different_scopes(ones) for other in second)


def grouped(records: Iterable[ClaimRecord]) -> dict[str, list[ClaimRecord]]:
    """Group claims by proposition.

    :param records: the claims
    :returns: local part of the proposition's IRI → its claims
    """
    groups: dict[str, list[ClaimRecord]] = {}
    for record in records:
        groups.setdefault(record.proposition, []).append(record)
    return groups


def separating(one: ClaimRecord, other: ClaimRecord, background: Background) -> set[str]:
    """Return the qualifiers by which the scopes of two claims exclude each other.

    :param one: a claim
    :param other: a claim
    :param background: the hierarchy of kinds
    :returns: keys of qualifiers
    """
    first, second = one.qualifiers, other.qualifiers
    return {
        key for key in SCOPE if key in first and key in second and not _same_scope(first[key], second[key], background)
    }


def missing(one: ClaimRecord, other: ClaimRecord) -> set[str]:
    """Return the scope qualifiers that only one of two claims has.

    :param one: a claim
    :param other: a claim
    :returns: keys of qualifiers
    """
    first, second = one.qualifiers, other.qualifiers
    return {key for key in SCOPE if (key in first) != (key in second) and key not in _NEVER_MISSED}


def reconcilers(ones: Sequence[ClaimRecord], others: Sequence[ClaimRecord], background: Background) -> set[str]:
    """Return the qualifiers that could reconcile two sides, if the claims without them were completed.

    A qualifier that a side gives with several values reconciles nothing: what was found at low and at high dose
    was found whatever the dose.

    :param ones: the claims of one side
    :param others: the claims of the other side
    :param background: the hierarchy of kinds
    :returns: keys of qualifiers
    """
    ones, others = different_scopes(ones), different_scopes(others)
    pairs = [(one, other) for one in ones for other in others]
    found = {key for one, other in pairs for key in separating(one, other, background) | _narrower(one, other)}
    for key in {key for one, other in pairs for key in missing(one, other)} - found:
        for side in (ones, others):
            values = {qualifier(record, key) for record in side if qualifier(record, key) is not None}
            if len(values) == 1 and not any(qualifier(record, key) for record in (others if side is ones else ones)):
                found.add(key)
    return found


def _narrower(one: ClaimRecord, other: ClaimRecord) -> set[str]:
    """Return the keys of the scope for which two claims name different things, be one a kind of the other."""
    values = ((key, qualifier(one, key), qualifier(other, key)) for key in SCOPE)
    return {
        key for key, first, second in values if first != second and isinstance(first, str) and isinstance(second, str)
    }


def _same_scope(one: QualifierValue, other: QualifierValue, background: Background) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.range.meets(other.range)
    return one == other or background.akin(str(one), str(other))
