"""Reads the claims on effects, and the names of their nodes, from a store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from queries.mechanism.claims import HUMAN, Limit, MechanismClaim, Place
from queries.mechanism.effects import HAS_ACTIVITY, Mechanisms, Names
from queries.mechanism.linking import with_drugs_of_passages
from queries.sparql.terms import iri_terms
from queries.store.interface import Store, texts

_SIGNS: Mapping[str, int | None] = {"+1": 1, "-1": -1, "unknown": None}
_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "dcterms", "oa", "qudt")

_NOT_LIMITING = frozenset({"mechanism", "method", "sample_size"})
"""Qualifiers that say how something comes about or was found, and do not limit it."""

_ENDED = frozenset({"Cessation", "DoseReduction"})
"""Exposures that involve a drug and yet are no use of it."""

_PREDICATES = """
SELECT DISTINCT ?predicate ?sign ?label WHERE {
  GRAPH graph:ontology { ?predicate dkgo:sign ?sign ; dkgo:valueKind "entity" ; rdfs:label ?label }
  FILTER(?sign != "0")
}
"""

_CLAIMS = """
SELECT DISTINCT ?claim ?subject ?predicate ?object ?source ?family ?polarity ?modality ?review WHERE {
  VALUES ?predicate { %s }
  GRAPH ?g {
    ?claim rdf:predicate ?predicate ; a dkgo:Claim ; rdf:subject ?subject ; rdf:object ?object ;
      dkgo:source ?source ; dkgo:family ?family ; dkgo:polarity ?polarity ;
      dkgo:modality ?modality ; dkgo:reviewStatus ?review .
  }
  FILTER(isIRI(?object))
}
"""

_TEXTS = """
SELECT DISTINCT ?claim ?property ?text WHERE {
  VALUES ?predicate { %s }
  VALUES ?property { dkgo:reading dkgo:phrase dkgo:works dkgo:evidenceType }
  GRAPH ?g { ?claim rdf:predicate ?predicate ; ?property ?text }
  FILTER(?text != dkgo:stated)
}
"""

_KEYS = """
SELECT DISTINCT ?qualifier ?key ?name WHERE {
  GRAPH graph:ontology { ?qualifier dkgo:qualifierKey ?key ; rdfs:label ?name }
}
"""

_QUALIFIERS = """
SELECT DISTINCT ?claim ?qualifier ?value WHERE {
  VALUES ?qualifier { %s }
  GRAPH ?g { ?claim ?qualifier ?value }
}
"""

_VALUES = """
SELECT DISTINCT ?value ?label WHERE {
  VALUES ?kind { dkgo:QualifierText qudt:QuantityValue }
  GRAPH ?g { ?value a ?kind ; rdfs:label ?label }
}
"""

_PLACES = """
SELECT DISTINCT ?claim ?section ?start ?end WHERE {
  VALUES ?predicate { %s }
  GRAPH ?g {
    ?claim rdf:predicate ?predicate ; oa:hasTarget ?place .
    ?place dkgo:section ?section ; oa:hasSelector ?selector .
    ?selector oa:start ?start ; oa:end ?end .
  }
}
"""

_AGENTS = """
SELECT DISTINCT ?class ?kind WHERE {
  VALUES ?kind { dkgo:ChemicalSubstance dkgo:DrugClass dkgo:Exposure dkgo:Procedure dkgo:Cessation dkgo:DoseReduction }
  GRAPH graph:ontology { ?class rdfs:subClassOf* ?kind }
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


def read_mechanisms(store: Store) -> Mechanisms:
    """Read the claims on effects and the names of their nodes.

    :param store: the store to read
    :returns: everything that :func:`queries.mechanism.routes.find_routes` needs
    """
    nodes = read_nodes(store)
    return replace(nodes, claims=with_drugs_of_passages(_effects(store, nodes.names.labels), nodes))


def read_nodes(store: Store) -> Mechanisms:
    """Read the names of all nodes, and how they are related.

    :param store: the store to read
    :returns: the nodes, without claims
    """
    classes: dict[str, set[str]] = defaultdict(set)
    labels = {row["predicate"]: row["label"] for row in _rows(store, _PREDICATES)}
    for row in _rows(store, _ENTITIES):
        labels[row["node"]] = row["label"]
        classes[row["node"]].add(row["class"].removeprefix(PREFIXES["dkgo"]))
    relations = _relations(store)
    return Mechanisms(
        claims=(),
        activities={bearer: tuple(sorted(found)) for bearer, found in relations["activityOf"].items()},
        broader={kind: frozenset(found) for kind, found in relations["kindOf"].items()},
        contexts={context: tuple(sorted(found)) for context, found in relations["context"].items()},
        agents=_agents(store, classes, relations["involves"]),
        names=Names(
            labels=labels | {HAS_ACTIVITY: "has activity"},
            classes={node: frozenset(names) for node, names in classes.items()},
            files={node: min(found) for node, found in relations["identifier"].items()},
        ),
    )


def _effects(store: Store, labels: Mapping[str, str]) -> tuple[MechanismClaim, ...]:
    """Return the claims on effects."""
    signs = {row["predicate"]: _SIGNS[row["sign"]] for row in _rows(store, _PREDICATES)}
    return tuple(_claims(store, iri_terms(sorted(signs)), signs, labels))


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
            found[name][one].add(other)
        else:
            found[name][one].add(other)
    return found


def _agents(
    store: Store, classes: Mapping[str, set[str]], involved: Mapping[str, set[str]]
) -> dict[str, frozenset[str]]:
    """Return the nodes that may be the condition of a claim, and what takes part in each of them."""
    kinds = _gathered(_rows(store, _AGENTS), "class", "kind")
    local = {_local(name): {_local(kind) for kind in found} for name, found in kinds.items()}
    agents = {}
    for node, names in classes.items():
        found = set().union(*(local.get(name, set()) for name in names - {"Neurotransmitter"}))
        if found & _ENDED or found & {"ChemicalSubstance", "DrugClass"}:
            agents[node] = frozenset({node})
        elif found:
            agents[node] = frozenset(involved.get(node, ()))
    return agents


def _claims(
    store: Store, predicates: str, signs: Mapping[str, int | None], labels: Mapping[str, str]
) -> Iterable[MechanismClaim]:
    """Yield the claims that no reviewer rejected, in the order of their identifiers."""
    texts_of = {(row["claim"], _local(row["property"])): row["text"] for row in _rows(store, _TEXTS % predicates)}
    qualifiers = _qualifiers(store, labels)
    places = _by_claim(_rows(store, _PLACES % predicates))
    rows = {row["claim"]: row for row in _rows(store, _CLAIMS % predicates) if _local(row["review"]) != "rejected"}
    for iri, row in sorted(rows.items()):
        qualified = qualifiers.get(iri, [])
        yield MechanismClaim(
            id=iri.removeprefix(PREFIXES["claim"]),
            subject=row["subject"],
            predicate=row["predicate"],
            object=row["object"],
            sign=signs[row["predicate"]],
            source=row["source"],
            family=_local(row["family"]),
            polarity=_local(row["polarity"]),
            modality=_local(row["modality"]),
            review=_local(row["review"]),
            populations=_values(qualified, "population"),
            species=_values(qualified, "species"),
            conditions=_values(qualified, "condition"),
            works=frozenset(texts_of.get((iri, "works"), "").split()),
            evidence=compact(texts_of.get((iri, "evidenceType"), "")),
            reading=_local(texts_of.get((iri, "reading"), "stated")),
            phrase=texts_of.get((iri, "phrase"), ""),
            limits=limits_of((row["key"], row["name"], row["value"], row["label"]) for row in qualified),
            places=tuple(
                sorted(Place(place["section"], int(place["start"]), int(place["end"])) for place in places.get(iri, []))
            ),
        )


def _values(qualified: Iterable[dict[str, str]], key: str) -> frozenset[str]:
    return frozenset(row["value"] for row in qualified if row["key"] == key)


def limits_of(qualifiers: Iterable[tuple[str, str, str, str]]) -> tuple[Limit, ...]:
    """Return the qualifiers that limit a claim.

    :param qualifiers: key, label, IRI of the value and label of the value of each qualifier
    :returns: those that limit it, in the order of their keys; the two ends of a range as one
    """
    limiting = {
        key: (name, label) for key, name, value, label in qualifiers if key not in _NOT_LIMITING and value != HUMAN
    }
    found = []
    for key, (name, label) in sorted(limiting.items()):
        if not (key.endswith("_to") and key.removesuffix("_to") in limiting):
            _, upper = limiting.get(f"{key}_to", ("", ""))
            found.append(Limit(key, name, f"{label} to {upper}" if upper else label))
    return tuple(found)


def _qualifiers(store: Store, labels: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    """Return claim → its qualifiers: key, name, value, and label of the value."""
    keys = {row["qualifier"]: row for row in _rows(store, _KEYS)}
    named = {row["value"]: row["label"] for row in _rows(store, _VALUES)}
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in _rows(store, _QUALIFIERS % iri_terms(sorted(keys))):
        value = row["value"]
        label = named.get(value) or labels.get(value, value)
        found[row["claim"]].append({**keys[row["qualifier"]], "value": value, "label": label})
    return found


def _rows(store: Store, query: str) -> list[dict[str, str]]:
    return texts(store.select(_PROLOGUE + query, row_limit=0))


def _by_claim(rows: Iterable[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        found[row["claim"]].append(row)
    return found


def _gathered(rows: Iterable[dict[str, str]], key: str, value: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        if value in row:
            found[row[key]].add(row[value])
    return found


def _local(iri: str) -> str:
    return iri.removeprefix(PREFIXES["dkgo"])
