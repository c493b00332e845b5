"""The graph ``facts``: the plain triples that some claim makes true on their own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import cast

from pyoxigraph import BlankNode, Literal, Quad, QuerySolutions, Store, Triple

from ingest.digests import Fact
from ingest.graphs.writer import GraphWriter, graph, node
from ontology.namespaces import sparql_prologue

_SUPPORTED = (
    sparql_prologue("dkgo", "graph", "rdf")
    + """
SELECT DISTINCT ?fact_subject ?predicate ?object WHERE {
  GRAPH ?claims {
    ?claim a dkgo:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      dkgo:polarity dkgo:affirmed ; dkgo:modality dkgo:asserted ; dkgo:reviewStatus ?review ; dkgo:reading ?reading .
    FILTER(?review IN (dkgo:reviewed, dkgo:machineChecked) && ?reading != dkgo:inferredReading)
    FILTER NOT EXISTS { ?claim dkgo:regulatoryStatus dkgo:notRecommended }
    OPTIONAL { ?claim dkgo:routeQualifier ?route }
    BIND(EXISTS { ?claim dkgo:limitedBy ?key } AS ?limited)
    BIND(EXISTS { ?claim dkgo:limitedBy ?key . FILTER(?key != "route") } AS ?limited_otherwise)
  }
  OPTIONAL { GRAPH graph:entities { ?exposure dkgo:involves ?subject ; dkgo:byRoute ?route } }
  OPTIONAL { GRAPH graph:entities { ?subject dkgo:byRoute ?own_route } }
  BIND(
    IF(!?limited, ?subject,
      IF(?limited_otherwise, ?nothing,
        IF(BOUND(?own_route) && ?own_route = ?route, ?subject, ?exposure))) AS ?fact_subject
  )
  FILTER(BOUND(?fact_subject))
}
"""
)


def fact_quads(facts: Iterable[Fact]) -> list[Quad]:
    """Return the quads of the graph ``facts``.

    Each fact is annotated as OWL 2 annotates axioms: an ``owl:Axiom`` node leads from the triple to the propositions of
    the claims that make it. The node's name is made from the triple, so that it is the same in each build.

    :param facts: the facts, each once
    :returns: the quads
    """
    writer = GraphWriter("facts")
    for fact in facts:
        subject = node(fact.subject)
        value = node(fact.object_id) if fact.object_id else Literal(fact.literal)
        triple = f"{subject} {node(fact.predicate)} {value}"
        axiom = BlankNode("f" + hashlib.sha256(triple.encode()).hexdigest()[:31])
        writer.add(subject, fact.predicate, value)
        writer.add(axiom, "rdf:type", node("owl:Axiom"))
        writer.add(axiom, "owl:annotatedSource", subject)
        writer.add(axiom, "owl:annotatedProperty", node(fact.predicate))
        writer.add(axiom, "owl:annotatedTarget", value)
        for slug in fact.propositions:
            writer.add(axiom, "prov:wasDerivedFrom", node(f"prop:{slug}"))
    return writer.quads


def unsupported_facts(store: Store) -> list[Triple]:
    """Return the facts that no claim makes true on its own.

    :param store: a store with the graphs ``entities``, ``facts`` and ``claims/…``
    :returns: the facts without support; an intact graph has none
    """
    supported = {
        (row["fact_subject"], row["predicate"], row["object"])
        for row in cast("QuerySolutions", store.query(_SUPPORTED))
    }
    facts = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph("facts"))]
    plain = [triple for triple in facts if not isinstance(triple.subject, BlankNode)]
    return [triple for triple in plain if (triple.subject, triple.predicate, triple.object) not in supported]


def fact_count(store: Store) -> int:
    """Count the facts without their annotations.

    :param store: a store with the graph ``facts``
    :returns: the number of facts
    """
    quads = store.quads_for_pattern(None, node("owl:annotatedSource"), None, graph("facts"))
    return sum(1 for _ in quads)
