"""The claims of the graph as a network of effects: what raises, lowers or changes what, and who says so.

A step is made by every predicate whose sign the vocabulary gives as +1, −1 or unknown; predicates of sign 0 (a place,
a use, a dose) are context. Only affirmed claims make a step. Denied claims make none, and are kept to show on which
steps the documents differ.

One kind of step follows from the ontology alone: from a receptor (or another bearer) to its activity, by
``hasActivity``. A kind and its genus (``kindOf``), a part and its whole and opposites make no step: when dopamine
neurons fire less *after alcohol* it does not follow that they fire less, nor does a lowered genus lower each of its
kinds. No route that the documents state needs such a step.

A claim may be said under a condition: *under baclofen*, *with opioids*, *in psychiatric treatment*. Where the condition
is a substance, a class of drugs, an exposure or a procedure, the claim says what happens under it and under nothing
else. It is then a step only of routes that start there: at the condition itself, at the one drug that the condition
involves, or at an exposure that involves every drug of the condition. A cessation is not a use of the drug. A condition
that involves no drug (*in psychiatric treatment*) asks for a start that is itself a substance, an exposure or a
procedure. A disease is not such a condition: it limits the step, and is shown on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import NamedTuple

from ontology.namespaces import PREFIXES
from queries.mechanism.basis import left_out
from queries.mechanism.claims import MechanismClaim

HAS_ACTIVITY = PREFIXES["dkgo"] + "hasActivity"

REVIEWED = ("reviewed", "machineChecked")
"""The review status of claims that make steps without being asked for."""
_IN_FAVOUR = {"efficacy": 1, "adverse_effect": -1, "withdrawal": -1, "overdose_toxicity": -1, "interaction": -1}
RESULTS = frozenset({"Outcome", "Measurement"})
"""Classes of what is measured; the claims decide which change of it is wanted."""

_NO_AGENTS = RESULTS | {"BiologicalActivity", "ClinicalFinding", "Receptor", "Population"}


@dataclass(frozen=True, slots=True)
class Edge:
    """A possible step: all supporting claims of one sign on one pair of nodes.

    :param claims: the claims behind it; none when it follows from the ontology alone
    """

    subject: str
    object: str
    sign: int | None
    claims: tuple[MechanismClaim, ...] = ()

    @property
    def definitional(self) -> bool:
        """Whether the ontology alone gives the step; it is then no evidence."""
        return not self.claims


@dataclass(frozen=True, slots=True)
class Names:
    """What the graph calls its nodes. All keys are IRIs.

    :param labels: node or predicate → label
    :param classes: node → local names of its classes
    :param files: document → file name
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    def label(self, iri: str) -> str:
        """Return the label of a node or predicate, or the last part of its IRI.

        :param iri: a node or a predicate
        :returns: its label, or the last part of its IRI if it has none
        """
        return self.labels.get(iri) or iri.rsplit("/", 1)[-1]


class Signed(NamedTuple):
    """An effect in a known direction, as far as it shows which changes are wanted.

    :param subject: IRI of what has the effect
    :param object: IRI of what is changed
    :param sign: +1 or −1
    :param family: topic of the claim
    """

    subject: str
    object: str
    sign: int
    family: str


class Wanted(NamedTuple):
    """In which direction the change of nodes is wanted.

    :param by_all: node → direction, by all claims
    :param by_reviewed: node → direction, by the claims that a person has reviewed
    """

    by_all: Mapping[str, int]
    by_reviewed: Mapping[str, int]


@dataclass(frozen=True)
class Mechanisms:
    """All that a search for paths reads from a store, once.

    :param claims: the claims on effects that no reviewer rejected
    :param activities: bearer → its activities
    :param broader: node → the nodes of which it is a kind, directly
    :param contexts: place or substance → the activities that occur in it or involve it
    :param agents: substance, exposure or procedure → the drugs that it involves; a substance involves itself
    :param decided: what all claims of the graph show of :attr:`wanted`, where these are some of them
    """

    claims: tuple[MechanismClaim, ...]
    activities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    agents: Mapping[str, frozenset[str]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    decided: Wanted | None = None

    def of_reviewed(self) -> Mechanisms:
        """Return the same with only the claims that a person has reviewed.

        :returns: what is known without the others
        """
        decided = self.decided and Wanted(self.decided.by_reviewed, self.decided.by_reviewed)
        claims = tuple(claim for claim in self.claims if claim.review == "reviewed")
        return replace(self, claims=claims, decided=decided)

    @cached_property
    def between(self) -> Mapping[tuple[str, str], tuple[MechanismClaim, ...]]:
        """All claims by pair of subject and object, whatever their polarity and modality.

        :returns: (subject, object) → the claims on that pair
        """
        pairs: dict[tuple[str, str], list[MechanismClaim]] = defaultdict(list)
        for claim in self.claims:
            pairs[claim.subject, claim.object].append(claim)
        return {pair: tuple(claims) for pair, claims in pairs.items()}

    @cached_property
    def wanted(self) -> Mapping[str, int]:
        """Node → the direction in which its change is wanted, where the claims show it.

        A clinical finding is wanted less. For an outcome or a measurement the claims decide: what a drug or an exposure
        is said to do by way of efficacy is wanted, what it does as an adverse effect is not; failing that, what raises
        an unwanted result is unwanted too.

        :returns: node → +1 when an increase is wanted, −1 when a decrease is
        """
        if self.decided is not None:
            return self.decided.by_all
        signed = (Signed(c.subject, c.object, c.sign, c.family) for c in self.claims if c.affirms and c.sign)
        return wanted_directions(signed, self.names.classes)

    @cached_property
    def _narrower(self) -> Mapping[str, frozenset[str]]:
        """Node → the nodes that are directly a kind of it."""
        found: dict[str, set[str]] = defaultdict(set)
        for kind, above in self.broader.items():
            for genus in above:
                found[genus].add(kind)
        return {genus: frozenset(kinds) for genus, kinds in found.items()}

    @cached_property
    def around(self) -> Mapping[str, tuple[str, ...]]:
        """Activity → the places in which it occurs and the substances that it involves.

        :returns: IRI of an activity → IRIs of places and substances
        """
        found: dict[str, set[str]] = defaultdict(set)
        for context, activities in self.contexts.items():
            for activity in activities:
                found[activity].add(context)
        return {activity: tuple(sorted(contexts)) for activity, contexts in found.items()}

    def with_genera(self, nodes: Iterable[str]) -> frozenset[str]:
        """Return nodes together with all that they are kinds of.

        :param nodes: IRIs
        :returns: the IRIs of the nodes and of everything above them in the hierarchy of kinds
        """
        found = frozenset(nodes)
        level = found
        while level:
            level = frozenset().union(*(self.broader.get(kind, frozenset()) for kind in level)) - found
            found |= level
        return found

    def kinds_of(self, node: str) -> frozenset[str]:
        """Return a node together with everything below it in the hierarchy of kinds.

        :param node: an IRI
        :returns: the IRIs of the node and of all its direct and indirect kinds
        """
        found = frozenset({node})
        level = found
        while level:
            level = frozenset().union(*(self._narrower.get(genus, frozenset()) for genus in level)) - found
            found |= level
        return found

    def holds_from(self, claim: MechanismClaim, start: str) -> bool:
        """Return whether a claim can be a step of a route from a start, by the condition under which it is said.

        :param claim: the claim
        :param start: IRI of the start
        :returns: true if it is said under no condition, or under one that the start meets (see the top of the module)
        """
        return all(self._meets(start, condition) for condition in claim.conditions)

    def _meets(self, start: str, condition: str) -> bool:
        if condition not in self.agents or condition == start:
            return True
        return start in self.agents and self.agents[condition] <= self.agents[start]

    def edges(
        self,
        *,
        sources: Collection[str] = (),
        certainty: Collection[str] = (),
        proposed: bool = False,
        start: str | None = None,
        without: Collection[str] = (),
    ) -> tuple[Edge, ...]:
        """Return the possible steps.

        :param sources: the documents whose claims count; all when empty
        :param certainty: the modalities of claims that make a step; all when empty
        :param proposed: let also claims that nobody has reviewed make a step
        :param start: where the routes start; leaves out claims that are said under another condition
        :param without: what makes no step: keys of :data:`queries.mechanism.basis.LEFT_OUT`
        :returns: an edge for each pair of nodes and sign, in a fixed order
        """
        reviewed = (*REVIEWED, "proposed") if proposed else REVIEWED
        found: dict[tuple[str, str, int | None], list[MechanismClaim]] = defaultdict(list)
        for claim in self.claims:
            wanted = not sources or claim.source in sources
            wanted = wanted and (start is None or self.holds_from(claim, start))
            certain = not certainty or claim.modality in certainty
            wanted = wanted and not left_out(claim, without)
            if claim.affirms and wanted and certain and claim.review in reviewed and claim.subject != claim.object:
                found[claim.subject, claim.object, claim.sign].append(claim)
        edges = [Edge(*key, tuple(sorted(claims, key=lambda claim: claim.id))) for key, claims in found.items()]
        claimed = {(edge.subject, edge.object) for edge in edges if edge.sign == 1}
        edges += [
            Edge(bearer, activity, 1)
            for bearer, activities in self.activities.items()
            for activity in activities
            if (bearer, activity) not in claimed
        ]
        return tuple(sorted(edges, key=lambda edge: (edge.subject, edge.object, str(edge.sign))))


def wanted_directions(effects: Iterable[Signed], classes: Mapping[str, frozenset[str]]) -> dict[str, int]:
    """Return in which direction the change of each node is wanted; see :attr:`Mechanisms.wanted`.

    :param effects: the effects in a known direction that claims affirm
    :param classes: node → local names of its classes
    :returns: node → +1 when an increase is wanted, −1 when a decrease is
    """
    effects = list(effects)
    findings = {node: -1 for node, kinds in classes.items() if "ClinicalFinding" in kinds}
    agents = (effect for effect in effects if not classes.get(effect.subject, frozenset()) & _NO_AGENTS)
    decided = _balance((effect, _IN_FAVOUR.get(effect.family, 0)) for effect in agents) | findings
    results = [effect for effect in effects if classes.get(effect.object, frozenset()) & RESULTS]
    while True:
        further = _balance((effect, decided.get(effect.subject, 0)) for effect in results)
        if further.keys() <= decided.keys():
            return decided
        decided = further | decided


def _balance(weighed: Iterable[tuple[Signed, int]]) -> dict[str, int]:
    """Return object → the direction that most claims support; objects on which they balance are left out."""
    totals: dict[str, int] = defaultdict(int)
    for effect, weight in weighed:
        totals[effect.object] += effect.sign * weight
    return {node: 1 if total > 0 else -1 for node, total in totals.items() if total}
