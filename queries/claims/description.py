"""All that is said of one node: an entity with its claims, or a claim with its places and citations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.claims.connections import OWN, Connection, connections
from queries.claims.model import Claim
from queries.claims.reader import Attribute
from queries.claims.table import claims_of
from queries.errors import UnknownNameError
from queries.saved_queries.binding import make_term
from queries.saved_queries.model import Parameter
from queries.store.interface import Store, Term

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "skos")
_NODE = Parameter("node", "the node described", "entity")

_ABOUT = """
SELECT DISTINCT ?property ?value ?label WHERE {
  VALUES ?node { %s }
  {
    GRAPH graph:entities { ?node ?property ?value }
  } UNION {
    GRAPH graph:inferred { ?node ?property ?value FILTER(?property = rdf:type) }
  }
  OPTIONAL { GRAPH graph:entities { ?value rdfs:label ?entity_label } }
  OPTIONAL { GRAPH graph:ontology { ?value rdfs:label ?term_label } }
  BIND(COALESCE(?entity_label, ?term_label) AS ?label)
}
"""

_LINKS = """
SELECT DISTINCT ?match ?counterpart ?notation ?label WHERE {
  VALUES ?node { %s }
  VALUES ?match { skos:exactMatch skos:closeMatch skos:broadMatch skos:narrowMatch skos:relatedMatch }
  GRAPH graph:mappings { ?node ?match ?counterpart . ?counterpart skos:notation ?notation }
  VALUES ?labels { graph:mappings graph:entities }
  GRAPH ?labels { ?counterpart rdfs:label ?label }
}
ORDER BY ?match ?notation
"""

_SAME_WORK = """
SELECT DISTINCT ?other ?label WHERE {
  VALUES ?node { %s }
  GRAPH graph:entities {
    ?node dkgo:workKey ?key .
    ?other dkgo:workKey ?key ; rdfs:label ?label .
  }
  FILTER(?other != ?node)
}
ORDER BY ?other
"""

_CLAIM = """
SELECT DISTINCT ?property ?value ?label WHERE {
  VALUES ?node { %s }
  GRAPH ?g { ?node a dkgo:Claim ; ?property ?value }
  OPTIONAL { GRAPH graph:entities { ?value rdfs:label ?entity_label } }
  OPTIONAL { GRAPH graph:ontology { ?value rdfs:label ?term_label } }
  OPTIONAL { GRAPH ?g { ?value rdfs:label ?own_label } }
  BIND(COALESCE(?entity_label, ?term_label, ?own_label) AS ?label)
}
"""

_ON_ENTITY: tuple[Attribute, ...] = (
    "subject", "predicate", "proposition", "polarity", "modality", "status", "value", "qualifiers", "cites",
    "statement", "phrase",
)  # fmt: skip
_ON_PROPOSITION: tuple[Attribute, ...] = ("subject", "polarity", "modality", "statement", "phrase")


def describe_entity(store: Store, iri: str) -> dict[str, Any]:
    """Return what the graph says of an entity, a document or a reference.

    :param store: the store to read
    :param iri: the node
    :returns: ``id``, ``label``, ``classes``, ``definition``, ``synonyms``, ``relations`` (from the ontology; of a
        reference also ``sameWork``, the references that are the same work and by what they are known to be),
        ``links`` (counterparts in other vocabularies), ``claims`` (those on it, a row each), ``connected`` (the other
        claims that have to do with it, by how they are connected; see :mod:`queries.claims.connections`) and
        ``unsaid``: predicates fit for its class on which no source makes a claim with it as subject, which is something
        else than a denial
    :raises UnknownNameError: if the graph knows no such node
    """
    node = make_term(_NODE, iri)
    about = store.select(_PROLOGUE + _ABOUT % node).rows
    if not about:
        raise UnknownNameError(f"the graph says nothing of {compact(iri)}")
    found = connections(store, iri)
    claims = _rows_of(store, [group for group in found if group.how in OWN.values()])
    others = [group for group in found if group.how not in OWN.values()]
    rows = {row["claim"]: row for row in _rows_of(store, others)}
    classes = sorted({compact(row["value"]["value"]) for row in about if _is(row, "rdf", "type")})
    return {
        "id": compact(iri),
        "label": _first(about, "rdfs", "label"),
        "classes": [name.removeprefix("dkgo:") for name in classes if name.startswith("dkgo:")],
        "definition": _first(about, "skos", "definition"),
        "synonyms": sorted(row["value"]["value"] for row in about if _is(row, "skos", "altLabel")),
        "relations": _relations(about) | _same_work(store, node, about),
        "links": [
            {name: compact(term["value"]) if name == "match" else term["value"] for name, term in row.items()}
            for row in store.select(_PROLOGUE + _LINKS % node).rows
        ],
        "claims": claims,
        "connected": [
            {
                "connection": group.how,
                "entity": group.id,
                "label": group.label,
                "above": group.above,
                "claims": [rows[f"claim:{claim}"] for claim in group.claims],
            }
            for group in others
        ],
        "unsaid": _unsaid(classes, claims),
    }


def describe_claim(store: Store, iri: str) -> dict[str, Any]:
    """Return what the graph says of one claim.

    :param store: the store to read
    :param iri: the claim
    :returns: ``id``, ``statement``, ``properties`` (name → values with labels), ``places`` (section, start, end and,
        where the local store has them, the words), ``same_proposition`` (other claims on it, whatever their polarity)
    :raises UnknownNameError: if there is no such claim
    """
    node = make_term(_NODE, iri)
    rows = store.select(_PROLOGUE + _CLAIM % node).rows
    if not rows:
        raise UnknownNameError(f"there is no claim {compact(iri)}; `drugkg search` finds claims by words")
    hidden = {PREFIXES["oa"] + "hasTarget", PREFIXES["rdf"] + "type"} | {
        PREFIXES["dkgo"] + name
        for name in ("statement", "citation", "firstAnchor", "qualifierSummary", "citationSummary")
    }
    properties: dict[str, list[str]] = {}
    for row in rows:
        if row["property"]["value"] not in hidden:
            name = compact(row["property"]["value"]).rpartition(":")[2]
            properties.setdefault(name, []).append(_shown(row))
    for name in ("qualifierSummary", "citationSummary"):
        summary = _first(rows, "dkgo", name)
        if summary:
            properties[{"qualifierSummary": "qualifiers", "citationSummary": "cites"}[name]] = [summary]
    return {
        "id": compact(iri),
        "statement": _first(rows, "dkgo", "statement"),
        "properties": {name: sorted(values) for name, values in sorted(properties.items())
                       if not name.endswith("Qualifier") and name != "citesAsEvidence"},
        "places": _places(store, iri),
        "same_proposition": _same_proposition(store, iri, rows),
    }  # fmt: skip


def _rows_of(store: Store, groups: Iterable[Connection]) -> list[dict[str, Any]]:
    """Return the claims of some connections as rows, by proposition."""
    wanted = [f"claim:{claim}" for group in groups for claim in group.claims]
    said = claims_of(store, ids=wanted, only=_ON_ENTITY) if wanted else []
    return [_entity_claim(claim) for claim in sorted(said, key=lambda one: (one.proposition, one.source, one.id))]


def _unsaid(classes: list[str], claims: list[dict[str, Any]]) -> list[str]:
    """Return the labels of predicates that fit the classes and that no claim uses."""
    vocabulary = load_vocabulary()
    names = [name.removeprefix("dkgo:") for name in classes if name.removeprefix("dkgo:") in vocabulary.classes]
    said = {claim["predicate_id"] for claim in claims}
    return sorted(
        predicate.label
        for predicate in vocabulary.predicates.values()
        if f"dkgo:{predicate.name}" not in said
        and len(predicate.domain) == 1
        and any(vocabulary.is_a(name, predicate.domain[0]) for name in names)
    )


def _entity_claim(claim: Claim) -> dict[str, Any]:
    """Return a claim on an entity as a row; what the claim has not is left out."""
    row = {
        "claim": f"claim:{claim.id}",
        "proposition": claim.proposition,
        "sentence": claim.sentence,
        "predicate_id": claim.predicate_id,
        "predicate": claim.predicate,
        "polarity": claim.polarity,
        "modality": claim.modality,
        "status": claim.status_code,
        "value": claim.value,
        "qualifiers": claim.qualifiers,
        "cites": claim.cites,
        "source": f"source:{claim.source}",
        "statement": claim.statement,
    }
    return {name: value for name, value in row.items() if value}


def _same_proposition(store: Store, iri: str, about: list[dict[str, Term]]) -> list[dict[str, Any]]:
    """Return the other claims on the proposition of a claim."""
    propositions = [row["value"]["value"] for row in about if _is(row, "dkgo", "proposition")]
    found = [
        {
            "claim": f"claim:{claim.id}",
            "source": f"source:{claim.source}",
            "sentence": claim.sentence,
            "polarity": claim.polarity,
            "modality": claim.modality,
            "statement": claim.statement,
        }
        for claim in claims_of(store, propositions=propositions, only=_ON_PROPOSITION)
    ]
    return [row for row in found if row["claim"] != compact(iri)]


def _relations(about: list[dict[str, Term]]) -> dict[str, list[str]]:
    shown_apart = {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel",
                   PREFIXES["skos"] + "definition", PREFIXES["dkgo"] + "workKey",
                   PREFIXES["dkgo"] + "mergedBy"}  # fmt: skip
    relations: dict[str, list[str]] = {}
    for row in about:
        if row["property"]["value"] not in shown_apart:
            name = compact(row["property"]["value"]).rpartition(":")[2]
            relations.setdefault(name, []).append(_shown(row))
    return {name: sorted(values) for name, values in sorted(relations.items())}


def _same_work(store: Store, node: str, about: list[dict[str, Term]]) -> dict[str, list[str]]:
    """Return the references that are the same work as a reference, with what they have in common."""
    merged_by = _first(about, "dkgo", "mergedBy")
    if not merged_by:
        return {}
    rows = store.select(_PROLOGUE + _SAME_WORK % node).rows
    others = [f"{row['label']['value']} ({compact(row['other']['value'])}), by {merged_by}" for row in rows]
    return {"sameWork": others} if others else {}


def _places(store: Store, iri: str) -> list[dict[str, Any]]:
    """Return the places of a claim, in reading order."""
    found = []
    only: tuple[Attribute, ...] = ("places",)
    for claim in claims_of(store, ids=[iri], only=only):
        for place in claim.places:
            where: dict[str, Any] = {"section": place.section, "start": place.start, "end": place.end}
            found.append(where | ({"quote": place.quote} if place.quote else {}))
    return found


def _shown(row: dict[str, Term]) -> str:
    value = row["value"]
    if value["type"] != "uri":
        return str(value["value"])
    short = compact(value["value"])
    return f"{row['label']['value']} ({short})" if "label" in row else short


def _is(row: dict[str, Term], prefix: str, name: str) -> bool:
    return bool(row["property"]["value"] == PREFIXES[prefix] + name)


def _first(rows: list[dict[str, Term]], prefix: str, name: str) -> str:
    return next((str(row["value"]["value"]) for row in rows if _is(row, prefix, name)), "")
