"""The graph ``facts``: the plain triples that some claim makes true on their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from pyoxigraph import BlankNode, Quad, QuerySolutions, Store, Triple

from ingest.claims import ClaimRecord
from ingest.essentials import Carriers, fact_rule
from ingest.graphs.claims import object_term
from ingest.graphs.writer import GraphWriter, graph, node
from ontology.entities import Entity
from ontology.namespaces import sparql_prologue
from ontology.vocabulary import Vocabulary

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


def fact_quads(records: Iterable[ClaimRecord], vocabulary: Vocabulary, carriers: Carriers) -> list[Quad]:
    """Return the quads of the graph ``facts``.

    Each fact is annotated as OWL 2 annotates axioms: an ``owl:Axiom`` node leads from the triple to the propositions of
    the claims that make it.

    :param records: the claims
    :param vocabulary: knows which qualifiers are essential, and which predicates state a quantity
    :param carriers: the nodes that carry a qualifier
    :returns: the quads, each fact once
    """
    writer = GraphWriter("facts")
    seen: dict[tuple[str, ...], BlankNode] = {}
    linked: set[tuple[BlankNode, str]] = set()
    for record in records:
        rule = fact_rule(record, vocabulary, carriers)
        value = object_term(record)
        if rule.subject is None or value is None:
            continue
        key = (rule.subject, record.predicate_id, str(value))
        if key not in seen:
            seen[key] = axiom = BlankNode(f"fact{len(seen) + 1}")
            writer.add(node(rule.subject), record.predicate_id, value)
            writer.add(axiom, "rdf:type", node("owl:Axiom"))
            writer.add(axiom, "owl:annotatedSource", node(rule.subject))
            writer.add(axiom, "owl:annotatedProperty", node(record.predicate_id))
            writer.add(axiom, "owl:annotatedTarget", value)
        slug = record.proposition
        if (seen[key], slug) not in linked:
            linked.add((seen[key], slug))
            writer.add(seen[key], "prov:wasDerivedFrom", node(f"prop:{slug}"))
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
