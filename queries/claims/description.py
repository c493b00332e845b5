"""All that is said of one node: an entity with its claims, or a claim with its places and citations."""

from __future__ import annotations

from typing import Any

from ontology.namespaces import PREFIXES, compact, sparql_prologue
from ontology.vocabulary import load_vocabulary
from queries.errors import UnknownNameError
from queries.saved_queries.binding import make_term
from queries.saved_queries.model import Parameter
from queries.store.interface import Store, Term

_PROLOGUE = sparql_prologue("dkgo", "graph", "rdf", "rdfs", "skos", "oa", "dcterms", "cito", "owl")
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
  GRAPH graph:mappings { ?node ?match ?counterpart . ?counterpart skos:notation ?notation ; rdfs:label ?label }
}
ORDER BY ?match ?notation
"""

_CLAIMS_ON = """
SELECT DISTINCT ?claim ?proposition ?predicate ?polarity ?modality ?status ?value ?qualifiers ?cites ?source ?statement
WHERE {
  VALUES ?node { %s }
  GRAPH ?g {
    ?claim a dkgo:Claim ; rdf:subject|rdf:object ?node ; rdf:predicate ?predicate ; dkgo:proposition ?proposition_id ;
      dkgo:polarity ?polarity ; dkgo:modality ?modality ; dkgo:source ?source ; dkgo:statement ?statement .
    OPTIONAL { ?claim dkgo:regulatoryStatus ?status }
    OPTIONAL { ?claim dkgo:value/rdfs:label ?value }
    OPTIONAL { ?claim dkgo:qualifierSummary ?qualifiers }
    OPTIONAL { ?claim dkgo:citationSummary ?cites }
  }
  GRAPH graph:propositions { ?proposition_id rdfs:label ?proposition }
}
ORDER BY ?proposition ?source ?claim
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

_PLACES = """
SELECT DISTINCT ?anchor ?section ?start ?end ?quote WHERE {
  VALUES ?node { %s }
  GRAPH ?g {
    ?node a dkgo:Claim ; oa:hasTarget ?anchor .
    ?anchor oa:hasSelector ?position .
    ?position oa:start ?start ; oa:end ?end .
    OPTIONAL { ?anchor dkgo:section ?section }
  }
  OPTIONAL { GRAPH graph:quotes { ?anchor oa:hasSelector/oa:exact ?quote } }
}
ORDER BY ?start
"""

_CO_CLAIMS = """
SELECT DISTINCT ?claim ?source ?polarity ?modality ?statement WHERE {
  VALUES ?node { %s }
  GRAPH ?g { ?node a dkgo:Claim ; dkgo:proposition ?proposition }
  GRAPH ?h {
    ?claim a dkgo:Claim ; dkgo:proposition ?proposition ; dkgo:source ?source ; dkgo:polarity ?polarity ;
      dkgo:modality ?modality ; dkgo:statement ?statement .
  }
  FILTER(?claim != ?node)
}
ORDER BY ?source ?claim
"""


def describe_entity(store: Store, iri: str) -> dict[str, Any]:
    """Return what the graph says of an entity, a document or a reference.

    :param store: the store to read
    :param iri: the node
    :returns: ``id``, ``label``, ``classes``, ``definition``, ``synonyms``, ``relations`` (from the ontology),
        ``links`` (counterparts in other vocabularies), ``claims`` (a row each) and ``unsaid``: predicates fit for its
        class on which no source makes a claim with it as subject, which is something else than a denial
    :raises UnknownNameError: if the graph knows no such node
    """
    node = make_term(_NODE, iri)
    about = store.select(_PROLOGUE + _ABOUT % node).rows
    if not about:
        raise UnknownNameError(f"the graph says nothing of {compact(iri)}")
    claims = [_claim_row(row) for row in store.select(_PROLOGUE + _CLAIMS_ON % node, row_limit=0).rows]
    classes = sorted({compact(row["value"]["value"]) for row in about if _is(row, "rdf", "type")})
    return {
        "id": compact(iri),
        "label": _first(about, "rdfs", "label"),
        "classes": [name.removeprefix("dkgo:") for name in classes if name.startswith("dkgo:")],
        "definition": _first(about, "skos", "definition"),
        "synonyms": sorted(row["value"]["value"] for row in about if _is(row, "skos", "altLabel")),
        "relations": _relations(about),
        "links": [
            {name: compact(term["value"]) if name == "match" else term["value"] for name, term in row.items()}
            for row in store.select(_PROLOGUE + _LINKS % node).rows
        ],
        "claims": claims,
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
        "places": [_place(row) for row in store.select(_PROLOGUE + _PLACES % node).rows],
        "same_proposition": [_claim_row(row) for row in store.select(_PROLOGUE + _CO_CLAIMS % node).rows],
    }  # fmt: skip


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


def _claim_row(row: dict[str, Term]) -> dict[str, Any]:
    """Return a row of a claim with short values; unbound columns are left out."""
    vocabulary = load_vocabulary()
    result: dict[str, Any] = {}
    for name, term in row.items():
        value = compact(term["value"]) if term["type"] == "uri" else term["value"]
        if name == "predicate":
            result["predicate_id"] = value
            predicate = vocabulary.predicates.get(value.removeprefix("dkgo:"))
            result["predicate"] = predicate.label if predicate else value
        else:
            result[name] = value.removeprefix("dkgo:") if name in {"polarity", "modality", "status"} else value
    return result


def _relations(about: list[dict[str, Term]]) -> dict[str, list[str]]:
    shown_apart = {PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel",
                   PREFIXES["skos"] + "definition"}  # fmt: skip
    relations: dict[str, list[str]] = {}
    for row in about:
        if row["property"]["value"] not in shown_apart:
            name = compact(row["property"]["value"]).rpartition(":")[2]
            relations.setdefault(name, []).append(_shown(row))
    return {name: sorted(values) for name, values in sorted(relations.items())}


def _place(row: dict[str, Term]) -> dict[str, Any]:
    place: dict[str, Any] = {"section": row["section"]["value"] if "section" in row else ""}
    place |= {"start": int(row["start"]["value"]), "end": int(row["end"]["value"])}
    return place | ({"quote": row["quote"]["value"]} if "quote" in row else {})


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
