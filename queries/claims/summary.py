"""What a graph holds, in a few counts."""

from __future__ import annotations

from typing import Any

from ontology.modalities import HEDGED, OPEN
from ontology.namespaces import compact, sparql_prologue
from queries.store.interface import Store

_PROLOGUE = sparql_prologue("dkgo", "drugkg", "graph", "rdf", "rdfs", "dcterms", "owl", "void")

_DOCUMENTS = """
SELECT ?document ?title ?kind ?date (COUNT(DISTINCT ?claim) AS ?claims)
  (COUNT(DISTINCT ?denial) AS ?denied) (COUNT(DISTINCT ?doubt) AS ?uncertain)
  (COUNT(DISTINCT ?proposal) AS ?proposed)
WHERE {
  GRAPH graph:entities {
    ?document a dkgo:Document ; dcterms:title ?title ; dkgo:documentKind ?kind .
    OPTIONAL { ?document dcterms:issued ?date }
  }
  GRAPH ?g { ?claim a dkgo:Claim ; dkgo:source ?document ; dkgo:polarity ?polarity ; dkgo:modality ?modality ;
    dkgo:reviewStatus ?review }
  BIND(IF(?polarity = dkgo:denied, ?claim, ?unbound) AS ?denial)
  BIND(IF(?modality IN (UNCERTAIN), ?claim, ?unbound) AS ?doubt)
  BIND(IF(?review = dkgo:proposed, ?claim, ?unbound) AS ?proposal)
}
GROUP BY ?document ?title ?kind ?date
ORDER BY ?document
""".replace("UNCERTAIN", ", ".join(f"dkgo:{name}" for name in (*HEDGED, *OPEN)))

_FAMILIES = """
SELECT ?family (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  GRAPH ?g { ?claim a dkgo:Claim ; dkgo:family ?term }
  GRAPH graph:ontology { ?term rdfs:label ?family }
}
GROUP BY ?family
ORDER BY DESC(?claims) ?family
"""

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?entity) AS ?entities) WHERE {
  GRAPH graph:entities { ?entity a ?term }
  GRAPH graph:ontology { ?term a owl:Class ; rdfs:label ?class }
}
GROUP BY ?class
ORDER BY DESC(?entities) ?class
"""

_COUNTS = {
    "claims": "GRAPH ?g { ?x a dkgo:Claim }",
    "propositions": "GRAPH graph:propositions { ?x a dkgo:Proposition }",
    "facts": "GRAPH graph:facts { ?x owl:annotatedSource ?s }",
    "anchors": "GRAPH ?g { ?claim a dkgo:Claim ; <http://www.w3.org/ns/oa#hasTarget> ?x }",
    "quoted passages": "GRAPH graph:quotes { ?x a <http://www.w3.org/ns/oa#TextQuoteSelector> }",
}


def summarise(store: Store) -> dict[str, Any]:
    """Return what the graph holds.

    :param store: the store to read
    :returns: ``counts`` (name → number), ``documents`` (a row each with title, kind, date and numbers of claims,
        denied, uncertain and proposed ones), ``claims_by_topic`` and ``entities_by_class`` (name → number)
    """
    counts = {}
    for name, pattern in _COUNTS.items():
        answer = store.select(f"{_PROLOGUE} SELECT (COUNT(DISTINCT ?x) AS ?n) WHERE {{ {pattern} }}")
        counts[name] = int(answer.rows[0]["n"]["value"])
    inferred = store.select(f"{_PROLOGUE} SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH graph:inferred {{ ?s ?p ?o }} }}")
    counts["inferred statements"] = int(inferred.rows[0]["n"]["value"])
    documents = [
        {
            "document": compact(row["document"]["value"]),
            "title": row["title"]["value"],
            "kind": row["kind"]["value"],
            "date": row["date"]["value"] if "date" in row else None,
            **{name: int(row[name]["value"]) for name in ("claims", "denied", "uncertain", "proposed")},
        }
        for row in store.select(_PROLOGUE + _DOCUMENTS).rows
    ]
    return {
        "counts": counts,
        "documents": documents,
        "claims_by_topic": _table(store, _FAMILIES, "family", "claims"),
        "entities_by_class": _table(store, _CLASSES, "class", "entities"),
    }


def _table(store: Store, query: str, name: str, number: str) -> dict[str, int]:
    rows = store.select(_PROLOGUE + query).rows
    return {row[name]["value"]: int(row[number]["value"]) for row in rows}
