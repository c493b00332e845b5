"""Examples for the SPARQL editor, about entities of which the graph says something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from ontology.namespaces import sparql_prologue
from queries.claims.reader import Claim

_PROLOGUE = sparql_prologue("drugkg", "dkgo", "graph", "rdf", "rdfs")
_NAME = re.compile(r"drugkg:[A-Za-z0-9][A-Za-z0-9-]*")

_CLAIMS_ON = """
SELECT ?claim ?predicate ?statement WHERE {{
  GRAPH ?document {{
    ?claim a dkgo:Claim ; rdf:object {node} ; rdf:predicate ?predicate ; dkgo:statement ?statement .
  }}
}}
ORDER BY ?claim
"""

_PER_DOCUMENT = """
SELECT ?title (COUNT(DISTINCT ?claim) AS ?claims) WHERE {
  GRAPH ?document { ?claim a dkgo:Claim ; dkgo:source ?source }
  GRAPH graph:entities { ?source rdfs:label ?title }
}
GROUP BY ?title
ORDER BY DESC(?claims)
"""

_IS_STATED = """
ASK {{ GRAPH graph:facts {{ {subject} {predicate} {object} }} }}
"""

_PICTURE = """
CONSTRUCT {{ {node} ?relation ?object . ?subject ?other {node} }}
WHERE {{
  GRAPH graph:facts {{
    {{ {node} ?relation ?object FILTER(isIRI(?object)) }}
    UNION
    {{ ?subject ?other {node} FILTER(!isBlank(?subject)) }}
  }}
}}
"""


def examples(rows: Iterable[Claim]) -> dict[str, str]:
    """Return queries to start from.

    :param rows: all claims of the graph
    :returns: name → SPARQL; an empty editor shows the first
    """
    usable = [row for row in rows if _NAME.fullmatch(row.subject_id) and _NAME.fullmatch(row.object_id)]
    objects = Counter(row.object_id for row in usable)
    labels = {row.object_id: row.object for row in usable}
    found = {}
    if usable:
        most = min(objects, key=lambda name: (-objects[name], name))
        found[f"Claims on {labels[most]}"] = _PROLOGUE + _CLAIMS_ON.format(node=most)
    found["Claims per document"] = _PROLOGUE + _PER_DOCUMENT
    facts = [row for row in usable if _is_fact(row)]
    if facts:
        fact = facts[0]
        found["Is a fact stated?"] = _PROLOGUE + _IS_STATED.format(
            subject=fact.subject_id, predicate=fact.predicate_id, object=fact.object_id
        )
        found["A picture of facts"] = _PROLOGUE + _PICTURE.format(node=_amid(facts))
    return found


def _is_fact(row: Claim) -> bool:
    """Return whether a claim makes a plain fact: affirmed without reserve or qualifier."""
    return row.polarity == "affirmed" and row.modality == "asserted" and not row.qualifiers and not row.status


def _amid(facts: Iterable[Claim]) -> str:
    """Return the entity that most facts lead to and from."""
    into: Counter[str] = Counter()
    out: Counter[str] = Counter()
    for row in facts:
        into[row.object_id] += 1
        out[row.subject_id] += 1
    return min({*into, *out}, key=lambda name: (-min(into[name], out[name]), -into[name], name))
