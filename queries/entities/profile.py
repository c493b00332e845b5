"""An entity with what it is, its roles, its relations, and all claims that have to do with it.

Only what belongs to the entity is read, however large the graph is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ontology.namespaces import compact, expand, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.claims.connections import OWN, Connection, connections
from queries.claims.description import describe_entity
from queries.claims.reader import Attribute, Claim, read_claims
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs")

_ASSERTED = "SELECT DISTINCT ?class WHERE { VALUES ?node { %s } GRAPH graph:entities { ?node rdf:type ?class } }"

_RELATIONS = """
SELECT DISTINCT ?relation ?other ?label ?out WHERE {
  VALUES ?node { %s }
  {
    GRAPH graph:entities { ?node ?relation ?other . ?other rdfs:label ?label } BIND(true AS ?out)
  } UNION {
    GRAPH graph:entities { ?other ?relation ?node ; rdfs:label ?label } BIND(false AS ?out)
  }
}
"""

_IN_A_LIST: tuple[Attribute, ...] = (
    "family", "subject", "predicate", "object", "proposition", "polarity", "modality", "status", "review", "qualifiers",
    "statement", "phrase", "value",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """A class that an entity belongs to because of what claims state.

    :param name: local name of the class, such as ``AdverseEffect``
    :param label: its label
    :param definition: its definition
    """

    name: str
    label: str
    definition: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation that holds by definition, not by a claim.

    :param subject: label of the entity where it begins
    :param subject_id: its CURIE
    :param name: local name of the relation, such as ``kindOf``
    :param label: its label
    :param object: label of the entity where it ends
    :param object_id: its CURIE
    """

    subject: str
    subject_id: str
    name: str
    label: str
    object: str
    object_id: str


@dataclass(frozen=True, slots=True)
class EntityProfile:
    """An entity with all that has to do with it.

    :param id: its CURIE
    :param about: what :func:`queries.claims.description.describe_entity` returned for it
    :param kinds: labels of the classes that the ontology gives it, without those that a narrower one implies
    :param roles: classes that reasoning derives from claims
    :param relations: its relations to other entities, in both directions
    :param claims: the claims with it as subject or object; without their passages
    :param connected: the other claims, by how they are connected with it
    """

    id: str
    about: Mapping[str, Any]
    kinds: tuple[str, ...]
    roles: tuple[Role, ...]
    relations: tuple[Relation, ...]
    claims: tuple[Claim, ...]
    connected: tuple[Connection, ...]

    @property
    def label(self) -> str:
        """The label of the entity."""
        return str(self.about["label"])

    def of_family(self, family: str) -> dict[str, list[Claim]]:
        """Return the claims on one topic by document.

        :param family: code of the topic, such as ``adverse_effect``
        :returns: short name of a document → its claims
        """
        return by_document(claim for claim in self.claims if claim.family == family)


def read_profile(store: Store, curie: str) -> EntityProfile:
    """Read all that has to do with an entity.

    :param store: the store to read
    :param curie: CURIE of the entity
    :returns: the entity
    :raises UnknownNameError: if the graph has no such entity
    """
    iri = expand(curie)
    about = describe_entity(store, iri)
    groups = connections(store, iri)
    own = [f"claim:{claim}" for group in groups if group.how in OWN.values() for claim in group.claims]
    rows = texts(store.select(_PROLOGUE + _ASSERTED % iri_terms([iri]), row_limit=0))
    asserted = {compact(row["class"]).removeprefix("dkgo:") for row in rows}
    return EntityProfile(
        id=curie,
        about=about,
        kinds=_kinds(asserted),
        roles=_roles(about["classes"], asserted),
        relations=_relations(store, curie, about["label"]),
        claims=tuple(read_claims(store, ids=own, only=_IN_A_LIST)) if own else (),
        connected=tuple(group for group in groups if group.how not in OWN.values()),
    )


def families_of(claims: Iterable[Claim]) -> dict[str, tuple[str, int]]:
    """Return the topics of claims, those with most claims first.

    :param claims: the claims
    :returns: code of a topic → the topic in words and the number of claims
    """
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for claim in claims:
        labels[claim.family] = claim.family_label
        counts[claim.family] = counts.get(claim.family, 0) + 1
    return {family: (labels[family], counts[family]) for family in sorted(counts, key=lambda one: (-counts[one], one))}


def by_document(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """Return claims by document.

    :param claims: the claims
    :returns: short name of a document → its claims, in the order given
    """
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        found.setdefault(claim.source, []).append(claim)
    return found


def _kinds(asserted: Iterable[str]) -> tuple[str, ...]:
    vocabulary = load_vocabulary()
    known = sorted(name for name in asserted if name in vocabulary.classes)
    implied = {above for name in known for above in vocabulary.ancestors(name)}
    return tuple(vocabulary.classes[name].label for name in known if name not in implied)


def _roles(classes: Iterable[str], asserted: Iterable[str]) -> tuple[Role, ...]:
    """Return the classes that neither the ontology gives the entity nor a class above those that it gives."""
    vocabulary = load_vocabulary()
    given = {name for name in asserted if name in vocabulary.classes}
    given |= {above for name in given for above in vocabulary.ancestors(name)}
    derived = [vocabulary.classes[name] for name in sorted(classes) if name in vocabulary.classes and name not in given]
    return tuple(Role(item.name, item.label, item.definition) for item in derived)


def _relations(store: Store, curie: str, label: str) -> tuple[Relation, ...]:
    known = load_vocabulary().relations
    found = set()
    for row in texts(store.select(_PROLOGUE + _RELATIONS % iri_terms([expand(curie)]), row_limit=0)):
        name = compact(row["relation"]).removeprefix("dkgo:")
        if name in known:
            other = row["label"], compact(row["other"])
            ends = ((label, curie), other) if row["out"] == "true" else (other, (label, curie))
            found.add(Relation(*ends[0], name, known[name].label, *ends[1]))
    return tuple(sorted(found, key=lambda item: (item.name, item.subject.casefold(), item.object.casefold())))
