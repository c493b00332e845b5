"""What a disagreement is, and what is known apart from the claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.claims import ClaimRecord
from ontology.entities import Entity

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
