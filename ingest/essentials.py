"""Which qualifiers a claim cannot do without, and which of its claims make a plain fact.

A fact is the plain triple of a claim. It must be true on its own, without the qualifiers, as the Biolink Model asks of
its associations. Each predicate names the qualifiers that are essential when present; a record may say otherwise, with
its reason. A finding in animals never makes a fact, nor does one that the reader inferred.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ingest.claims import ClaimRecord
from ontology.entities import Entity
from ontology.vocabulary import Vocabulary

HUMAN = "drugkg:human"
NOT_LIMITING = frozenset({"unlike", "rather than"})
"""Comparisons that set the subject apart from the comparator, and leave the sentence true without it."""


def essential_qualifiers(
    record: ClaimRecord, vocabulary: Vocabulary, carried: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return the keys of the qualifiers without which a claim would not be true.

    :param record: the claim
    :param vocabulary: knows which qualifiers are essential to which predicate
    :param carried: qualifier key to value that the subject has by itself, such as the route of an exposure
    :returns: the keys, in the order of the ontology
    """
    named = record.essential_qualifiers
    wanted = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")].essential if named is None else named
    found = [
        key
        for key in vocabulary.qualifiers
        if key in wanted and key in record.qualifiers and (carried or {}).get(key) != record.qualifiers[key]
    ]
    if record.qualifiers.get("comparison") in NOT_LIMITING and named is None:
        found = [key for key in found if key != "comparator"]
    if record.qualifiers.get("species", HUMAN) != HUMAN:
        found.append("species")
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True)
class Carriers:
    """The nodes that carry a qualifier, so that a claim under it can be a fact on them.

    :param routes: exposure to its route, both as CURIEs
    :param drugs: exposure to the one drug that it involves
    :param classes: exposure to its class
    """

    routes: Mapping[str, str] = field(default_factory=dict)
    drugs: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, str] = field(default_factory=dict)

    def carried(self, subject: str) -> dict[str, str]:
        """Return the qualifiers that a subject has by itself.

        :param subject: its CURIE
        :returns: qualifier key to value
        """
        return {"route": self.routes[subject]} if subject in self.routes else {}

    def node_for(self, record: ClaimRecord, limits: tuple[str, ...], vocabulary: Vocabulary) -> str | None:
        """Return the exposure on which a limited claim is a fact, where there is one.

        :param record: the claim
        :param limits: its essential qualifiers
        :param vocabulary: knows which classes may be the subject of the predicate
        :returns: CURIE of the exposure
        """
        if limits != ("route",):
            return None
        route = record.qualifiers["route"]
        domain = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")].domain
        for exposure in self._exposures.get(record.subject_id, ()):
            fits = any(vocabulary.is_a(self.classes[exposure], name) for name in domain)
            if fits and self.routes.get(exposure) == route:
                return exposure
        return None

    @cached_property
    def _exposures(self) -> Mapping[str, Sequence[str]]:
        """Drug → the exposures that involve it alone."""
        found: dict[str, list[str]] = {}
        for exposure, drug in self.drugs.items():
            found.setdefault(drug, []).append(exposure)
        return found


def fact_carriers(entities: Mapping[str, Entity]) -> Carriers:
    """Return the exposures that carry a route, so that a claim under it can be a fact on them.

    :param entities: slug to entity
    :returns: the exposures of one drug each
    """
    routes, drugs, classes = {}, {}, {}
    for entity in entities.values():
        ways, involved = entity.relations.get("byRoute", ()), entity.relations.get("involves", ())
        if len(ways) == 1 and len(involved) == 1:
            routes[entity.curie] = f"drugkg:{ways[0]}"
            drugs[entity.curie] = f"drugkg:{involved[0]}"
            classes[entity.curie] = entity.class_name
    return Carriers(routes, drugs, classes)


@dataclass(frozen=True)
class FactRule:
    """Why a claim makes a fact, or none.

    :param subject: CURIE of the node of which the fact is stated; ``None`` where there is no fact
    :param reason: the rule, in words
    """

    subject: str | None
    reason: str


def fact_rule(record: ClaimRecord, vocabulary: Vocabulary, carriers: Carriers) -> FactRule:
    """Return of which node a claim makes a fact, and by which rule.

    :param record: the claim
    :param vocabulary: the ontology's terms
    :param carriers: the nodes that carry qualifiers
    :returns: the subject of the fact, if there is one, and the rule
    """
    predicate = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")]
    if record.object_id is None and record.object is None:
        return FactRule(None, "the claim has no object")
    if predicate.states_quantity:
        return FactRule(None, "the predicate says nothing without its number")
    refusal = _refusal(record)
    if refusal:
        return FactRule(None, refusal)
    limits = essential_qualifiers(record, vocabulary, carriers.carried(record.subject_id))
    if not limits:
        return FactRule(record.subject_id, "true without its qualifiers")
    bearer = carriers.node_for(record, limits, vocabulary)
    if bearer is not None:
        return FactRule(bearer, "true of the exposure by that route")
    return FactRule(None, f"limited by {', '.join(key.replace('_', ' ') for key in limits)}")


def _refusal(record: ClaimRecord) -> str:
    """Return why a claim makes no fact whatever its qualifiers, or the empty string."""
    if record.polarity == "denied":
        return "denied"
    if record.modality != "asserted":
        return f"its modality is {record.modality}"
    if record.review_status not in ("machineChecked", "reviewed"):
        return f"its review status is {record.review_status}"
    if record.regulatory_status == "notRecommended":
        return "not recommended"
    if record.reading == "inferred":
        return "inferred by the reader"
    return ""
