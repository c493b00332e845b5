"""What a graph as a whole wants to know of each source, so that a source that did not change is not read again.

Of all claims a build asks for little: their identifiers, what they name, the facts that they make, how many there are
on each proposition. This is a :class:`Digest`, made of one source and kept by the content of its files.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from ingest.claims import ClaimRecord
from ingest.essentials import Carriers, fact_carriers, fact_rule
from ingest.sources import SourceFolder
from ontology.entities import Entity
from ontology.kept import Kept
from ontology.vocabulary import Vocabulary

NAMING_PREDICATES = frozenset({"dkgo:hasBrandName", "dkgo:hasSynonym"})
"""Predicates whose literal is a further name of their subject, by which a user may look it up."""

_OWN_WORDS = {"statement", "note", "subject", "predicate", "object_synonyms"}
"""Fields that no rule on disagreements reads."""


class Fact(NamedTuple):
    """A plain triple that some claims make true on their own.

    :param subject: CURIE of the subject
    :param predicate: CURIE of the predicate
    :param object_id: CURIE of the object; empty for a text
    :param literal: the text
    :param propositions: local parts of the IRIs of the propositions of these claims
    """

    subject: str
    predicate: str
    object_id: str
    literal: str
    propositions: tuple[str, ...]

    @property
    def triple(self) -> tuple[str, str, str, str]:
        """The fact without where it comes from."""
        return self[:4]


class Digest(NamedTuple):
    """What a build asks of the claims of one source.

    :param ids: their identifiers
    :param places: number of places in the document at which they are made
    :param foreign: CURIE of each document and reference that they name → whether they cite it
    :param propositions: local part of the IRI of each proposition that they are on → number of claims
    :param facts: the facts that they make
    :param subjects: CURIE of each subject → number of claims
    :param mentions: CURIE of each entity or document that they speak of → number of claims
    :param names: CURIE of an entity and a further name of it
    :param said: checksum of all that rules on disagreements read
    """

    ids: tuple[str, ...]
    places: int
    foreign: dict[str, bool]
    propositions: dict[str, int]
    facts: tuple[Fact, ...]
    subjects: dict[str, int]
    mentions: dict[str, int]
    names: tuple[tuple[str, str], ...]
    said: str

    def to_bytes(self) -> bytes:
        """Return the digest as bytes.

        :returns: JSON
        """
        return json.dumps(self, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> Digest:
        """Return the digest that :meth:`to_bytes` wrote.

        :param data: the bytes
        :returns: the digest
        """
        found = cls(*json.loads(data))
        return found._replace(
            ids=tuple(found.ids),
            facts=tuple(Fact(*parts[:4], tuple(parts[4])) for parts in found.facts),
            names=tuple((curie, name) for curie, name in found.names),
        )


def digest_of(item: SourceFolder, vocabulary: Vocabulary, carriers: Carriers) -> Digest:
    """Return what a build asks of the claims of a source.

    :param item: the source
    :param vocabulary: the ontology's terms
    :param carriers: the nodes that carry a qualifier
    :returns: the digest
    """
    records = [claim.record for claim in item.claims]
    cited = {cite.reference for record in records for cite in record.cites}
    mentions: Counter[str] = Counter()
    named = set(cited)
    for record in records:
        values = (f"source:{item.source.slug}", record.subject_id, record.object_id, *record.qualifiers.values())
        words = {value for value in values if isinstance(value, str)}
        named |= words
        mentions.update(value for value in words if value.startswith(("drugkg:", "source:")))
    foreign = (name for name in sorted(named) if name.startswith(("source:", "ref:")))
    return Digest(
        ids=tuple(record.id for record in records),
        places=sum(len(record.places) for record in records),
        foreign={name: name in cited for name in foreign},
        propositions=dict(Counter(record.proposition for record in records)),
        facts=facts_of(records, vocabulary, carriers),
        subjects=dict(Counter(record.subject_id for record in records)),
        mentions=dict(mentions),
        names=tuple(
            (record.subject_id, record.literal)
            for record in records
            if record.predicate_id in NAMING_PREDICATES and record.polarity == "affirmed" and record.literal
        ),
        said=_said(records),
    )


def entities_checksum(entities: Mapping[str, Entity]) -> str:
    """Return a checksum of entities as claims see them.

    :param entities: slug to entity
    :returns: the checksum
    """
    described = (repr((e.slug, e.label, e.class_name, sorted(e.relations.items()))) for e in entities.values())
    return hashlib.sha256("\n".join(described).encode()).hexdigest()


class Digests:
    """The digests of sources with some entities.

    :param entities: slug to entity
    :param vocabulary: the ontology's terms
    :param kept: keeps digests
    """

    def __init__(self, entities: Mapping[str, Entity], vocabulary: Vocabulary, kept: Kept | None = None) -> None:
        self._entities = entities
        self._vocabulary = vocabulary
        self._kept = kept
        self._found: dict[tuple[str, ...], Digest] = {}

    @cached_property
    def key(self) -> str:
        """Checksum of the entities as claims see them.

        :returns: the checksum
        """
        return entities_checksum(self._entities)

    @cached_property
    def _carriers(self) -> Carriers:
        return fact_carriers(self._entities)

    def known(self, item: SourceFolder) -> Digest | None:
        """Return the digest of a source that an earlier build found valid with these entities.

        :param item: the source
        :returns: the digest; ``None`` for another source
        """
        if item.checksums not in self._found and self._kept is not None:
            data = self._kept.get("digest", " ".join((self.key, *item.checksums)))
            if data is not None:
                self._found[item.checksums] = Digest.from_bytes(data)
        return self._found.get(item.checksums)

    def of(self, item: SourceFolder) -> Digest:
        """Return the digest of a source.

        :param item: the source, which is valid
        :returns: the digest
        """
        found = self.known(item)
        if found is None:
            found = self._found[item.checksums] = digest_of(item, self._vocabulary, self._carriers)
            if self._kept is not None:
                self._kept.put("digest", " ".join((self.key, *item.checksums)), found.to_bytes())
        return found


def facts_of(records: Iterable[ClaimRecord], vocabulary: Vocabulary, carriers: Carriers) -> tuple[Fact, ...]:
    """Return the facts that claims make.

    :param records: the claims
    :param vocabulary: knows which qualifiers are essential, and which predicates state a quantity
    :param carriers: the nodes that carry a qualifier
    :returns: each fact once, in the order of the claims
    """
    found: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for record in records:
        rule = fact_rule(record, vocabulary, carriers)
        if rule.subject is not None:
            triple = (rule.subject, record.predicate_id, record.object_id or "", record.literal or "")
            found.setdefault(triple, {})[record.proposition] = None
    return tuple(Fact(*triple, propositions=tuple(slugs)) for triple, slugs in found.items())


def owned_facts(digests: Iterable[Iterable[Fact]]) -> list[list[Fact]]:
    """Return the facts of several sources, each once.

    :param digests: the facts of each source
    :returns: of each source those that no source before it has, with the propositions of all of them
    """
    digests = list(digests)
    propositions: dict[tuple[str, str, str, str], dict[str, None]] = {}
    for facts in digests:
        for fact in facts:
            propositions.setdefault(fact.triple, {}).update(dict.fromkeys(fact.propositions))
    return [
        [Fact(*fact.triple, propositions=tuple(propositions.pop(fact.triple))) for fact in facts
         if fact.triple in propositions]
        for facts in digests
    ]  # fmt: skip


class Tally(NamedTuple):
    """How often a proposition is stated.

    :param proposition: local part of its IRI
    :param claims: number of claims on it
    :param documents: number of documents that make them
    """

    proposition: str
    claims: int
    documents: int


def owned_propositions(digests: Iterable[Digest]) -> list[list[Tally]]:
    """Return the propositions of several sources, each once.

    :param digests: the sources
    :returns: of each source those that no source before it has, with the numbers of all of them
    """
    digests = list(digests)
    claims: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for digest in digests:
        claims.update(digest.propositions)
        documents.update(digest.propositions.keys())
    return [
        [Tally(slug, claims[slug], documents.pop(slug)) for slug in digest.propositions if slug in documents]
        for digest in digests
    ]


def _said(records: Iterable[ClaimRecord]) -> str:
    checksum = hashlib.sha256()
    for record in records:
        checksum.update(record.model_dump_json(exclude=_OWN_WORDS, exclude_defaults=True).encode())
    return checksum.hexdigest()
