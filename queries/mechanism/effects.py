"""The claims of the graph as a network of effects: what raises, lowers or changes what, and who says so.

A step is made by every predicate whose sign the vocabulary gives as +1, −1 or unknown; predicates of sign 0 (a place,
a use, a dose) are context. Only affirmed claims make a step. Denied claims make none, and are kept to show on which
steps the documents differ.

One kind of step follows from the ontology alone: from a receptor (or another bearer) to its activity, by
``hasActivity``. A kind and its genus (``kindOf``), a part and its whole and opposites make no step: when dopamine
neurons fire less *after alcohol* it does not follow that they fire less, nor does a lowered genus lower each of its
kinds. No route that the documents state needs such a step.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ontology.modalities import SAID
from ontology.namespaces import PREFIXES, sparql_prologue
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

MODALITIES = (*SAID, "recommendation")
"""The modalities that can make a step, strongest first; a statement that evidence is lacking states no effect."""

HAS_ACTIVITY = PREFIXES["dkgo"] + "hasActivity"
HUMAN = PREFIXES["drugkg"] + "human"

_SIGNS: Mapping[str, int | None] = {"+1": 1, "-1": -1, "unknown": None}
_REVIEWED = ("reviewed", "machineChecked")
_IN_FAVOUR = {"efficacy": 1, "adverse_effect": -1, "withdrawal": -1, "overdose_toxicity": -1, "interaction": -1}
_RESULTS = frozenset({"Outcome", "Measurement"})
_NO_AGENTS = _RESULTS | {"BiologicalActivity", "ClinicalFinding", "Receptor", "Population"}

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "dcterms", "cito")

_PREDICATES = """
SELECT DISTINCT ?predicate ?sign ?label WHERE {
  GRAPH graph:ontology { ?predicate dkgo:sign ?sign ; dkgo:valueKind "entity" ; rdfs:label ?label }
  FILTER(?sign != "0")
}
"""

_CLAIMS = """
SELECT DISTINCT ?claim ?subject ?predicate ?object ?proposition ?source ?family ?polarity ?modality ?review WHERE {
  VALUES ?predicate { %s }
  GRAPH ?g {
    ?claim rdf:predicate ?predicate ; a dkgo:Claim ; rdf:subject ?subject ; rdf:object ?object ;
      dkgo:proposition ?proposition ; dkgo:source ?source ; dkgo:family ?family ; dkgo:polarity ?polarity ;
      dkgo:modality ?modality ; dkgo:reviewStatus ?review .
  }
  FILTER(isIRI(?object))
}
"""

_QUALIFIERS = """
SELECT DISTINCT ?claim ?population ?species WHERE {
  { GRAPH ?g { ?claim dkgo:populationQualifier ?population } }
  UNION { GRAPH ?g { ?claim dkgo:speciesQualifier ?species } }
}
"""

_CITATIONS = """
SELECT DISTINCT ?claim ?cited WHERE {
  VALUES ?predicate { %s }
  GRAPH ?g { ?claim rdf:predicate ?predicate ; dkgo:citation/cito:hasCitedEntity ?cited }
}
"""

_ENTITIES = """
SELECT DISTINCT ?node ?label ?class WHERE {
  GRAPH graph:entities { ?node rdfs:label ?label ; a ?class }
}
"""

_RELATIONS = """
SELECT DISTINCT ?node ?relation ?other WHERE {
  VALUES ?relation { dkgo:kindOf dkgo:activityOf dkgo:occursIn dkgo:involves dcterms:identifier }
  GRAPH graph:entities { ?node ?relation ?other }
}
"""


@dataclass(frozen=True, slots=True)
class MechanismClaim:
    """A claim that something raises, lowers or changes something, as far as a path needs it. Terms are IRIs.

    :param id: its identifier, without prefix
    :param sign: +1, −1, or ``None`` where the direction is left open
    :param populations: the populations it is about (people or animals); empty when it names none
    :param cited: the references and studies it cites
    """

    id: str
    subject: str
    predicate: str
    object: str
    sign: int | None
    source: str
    proposition: str = ""
    family: str = "mechanism"
    polarity: str = "affirmed"
    modality: str = "asserted"
    review: str = "reviewed"
    populations: frozenset[str] = frozenset()
    species: frozenset[str] = frozenset()
    cited: frozenset[str] = frozenset()

    @property
    def affirms(self) -> bool:
        """Whether the claim says, with whatever reserve, that there is this effect."""
        return self.polarity == "affirmed" and self.modality in MODALITIES

    @property
    def animal_only(self) -> bool:
        """Whether it is about animals and not about people."""
        return bool(self.species) and HUMAN not in self.species


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


@dataclass(frozen=True)
class Mechanisms:
    """All that a search for paths reads from a store, once.

    :param claims: the claims on effects that no reviewer rejected
    :param activities: bearer → its activities
    :param broader: node → the nodes of which it is a kind, directly
    :param contexts: place or substance → the activities that occur in it or involve it
    """

    claims: tuple[MechanismClaim, ...]
    activities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    broader: Mapping[str, frozenset[str]] = field(default_factory=dict)
    contexts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

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
        signed = [claim for claim in self.claims if claim.affirms and claim.sign is not None]
        kinds = self.names.classes
        findings = {node: -1 for node, classes in kinds.items() if "ClinicalFinding" in classes}
        agents = [claim for claim in signed if not kinds.get(claim.subject, frozenset()) & _NO_AGENTS]
        decided = _balance(agents, {claim.id: _IN_FAVOUR.get(claim.family, 0) for claim in agents}) | findings
        results = [claim for claim in signed if kinds.get(claim.object, frozenset()) & _RESULTS]
        while True:
            further = _balance(results, {claim.id: decided.get(claim.subject, 0) for claim in results})
            if further.keys() <= decided.keys():
                return decided
            decided = further | decided

    @cached_property
    def _narrower(self) -> Mapping[str, frozenset[str]]:
        """Node → the nodes that are directly a kind of it."""
        found: dict[str, set[str]] = defaultdict(set)
        for kind, above in self.broader.items():
            for genus in above:
                found[genus].add(kind)
        return {genus: frozenset(kinds) for genus, kinds in found.items()}

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

    def edges(
        self, *, sources: Collection[str] = (), asserted_only: bool = False, proposed: bool = False
    ) -> tuple[Edge, ...]:
        """Return the possible steps.

        :param sources: the documents whose claims count; all when empty
        :param asserted_only: let only asserted claims make a step
        :param proposed: let also claims that nobody has reviewed make a step
        :returns: an edge for each pair of nodes and sign, in a fixed order
        """
        reviewed = (*_REVIEWED, "proposed") if proposed else _REVIEWED
        found: dict[tuple[str, str, int | None], list[MechanismClaim]] = defaultdict(list)
        for claim in self.claims:
            wanted = not sources or claim.source in sources
            certain = claim.modality == "asserted" or not asserted_only
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


def read_mechanisms(store: Store) -> Mechanisms:
    """Read the claims on effects and the names of their nodes.

    :param store: the store to read
    :returns: everything that :func:`queries.mechanism.routes.find_routes` needs
    """
    predicates = _rows(store, _PREDICATES)
    signs = {row["predicate"]: _SIGNS[row["sign"]] for row in predicates}
    wanted = iri_terms(sorted(signs))
    classes: dict[str, set[str]] = defaultdict(set)
    labels = {row["predicate"]: row["label"] for row in predicates}
    for row in _rows(store, _ENTITIES):
        labels[row["node"]] = row["label"]
        classes[row["node"]].add(row["class"].removeprefix(PREFIXES["dkgo"]))
    relations = _relations(store)
    return Mechanisms(
        claims=tuple(_claims(store, wanted, signs)),
        activities={bearer: tuple(sorted(found)) for bearer, found in relations["activityOf"].items()},
        broader={kind: frozenset(found) for kind, found in relations["kindOf"].items()},
        contexts={context: tuple(sorted(found)) for context, found in relations["context"].items()},
        names=Names(
            labels=labels | {HAS_ACTIVITY: "has activity"},
            classes={node: frozenset(names) for node, names in classes.items()},
            files={node: min(found) for node, found in relations["identifier"].items()},
        ),
    )


def _balance(claims: Iterable[MechanismClaim], weights: Mapping[str, int]) -> dict[str, int]:
    """Return object → the direction that most claims support; objects on which they balance are left out."""
    totals: dict[str, int] = defaultdict(int)
    for claim in claims:
        totals[claim.object] += (claim.sign or 0) * weights[claim.id]
    return {node: 1 if total > 0 else -1 for node, total in totals.items() if total}


def _relations(store: Store) -> dict[str, dict[str, set[str]]]:
    """Return the relations wanted, by name; those of activities by their bearer, place or substance."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for row in _rows(store, _RELATIONS):
        name = row["relation"].removeprefix(PREFIXES["dkgo"]).removeprefix(PREFIXES["dcterms"])
        one, other = row["node"], row["other"]
        if name == "activityOf":
            found[name][other].add(one)
        elif name in ("occursIn", "involves"):
            found["context"][other].add(one)
        else:
            found[name][one].add(other)
    return found


def _claims(store: Store, predicates: str, signs: Mapping[str, int | None]) -> Iterable[MechanismClaim]:
    """Yield the claims that no reviewer rejected, in the order of their identifiers."""
    cited = _gathered(_rows(store, _CITATIONS % predicates), "claim", "cited")
    qualifiers = _rows(store, _QUALIFIERS)
    populations = _gathered(qualifiers, "claim", "population")
    species = _gathered(qualifiers, "claim", "species")
    rows = {row["claim"]: row for row in _rows(store, _CLAIMS % predicates) if _local(row["review"]) != "rejected"}
    for iri, row in sorted(rows.items()):
        yield MechanismClaim(
            id=iri.removeprefix(PREFIXES["claim"]),
            subject=row["subject"],
            predicate=row["predicate"],
            object=row["object"],
            sign=signs[row["predicate"]],
            source=row["source"],
            proposition=row["proposition"],
            family=_local(row["family"]),
            polarity=_local(row["polarity"]),
            modality=_local(row["modality"]),
            review=_local(row["review"]),
            populations=frozenset(populations.get(iri, ())),
            species=frozenset(species.get(iri, ())),
            cited=frozenset(cited.get(iri, ())),
        )


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return texts(store.select(_PROLOGUE + query, row_limit=0))


def _gathered(rows: Iterable[dict[str, str]], key: str, value: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if value in row:
            found[row[key]].add(row[value])
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["dkgo"])
