"""The graph ``facts``: the plain triples that some affirmed, asserted, unrejected claim supports."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from pyoxigraph import BlankNode, Quad, QuerySolutions, Store, Triple

from ingest.claims import ClaimRecord
from ingest.graphs.claims import object_term
from ingest.graphs.writer import GraphWriter, graph, node
from ontology.namespaces import sparql_prologue
from ontology.vocabulary import Vocabulary

_SUPPORTED = (
    sparql_prologue("dkgo", "rdf")
    + """
SELECT DISTINCT ?subject ?predicate ?object WHERE {
  GRAPH ?claims {
    ?claim a dkgo:Claim ; rdf:subject ?subject ; rdf:predicate ?predicate ; rdf:object ?object ;
      dkgo:polarity dkgo:affirmed ; dkgo:modality dkgo:asserted ; dkgo:reviewStatus ?review .
    OPTIONAL { ?claim dkgo:regulatoryStatus ?status }
    FILTER(?review IN (dkgo:reviewed, dkgo:machineChecked))
    FILTER(!BOUND(?status) || ?status != dkgo:notRecommended)
  }
}
"""
)


def fact_quads(records: Iterable[ClaimRecord], vocabulary: Vocabulary) -> list[Quad]:
    """Return the quads of the graph ``facts``.

    Each fact is annotated as OWL 2 annotates axioms: an ``owl:Axiom`` node leads from the triple to its proposition.

    :param records: the claims
    :param vocabulary: the terms of the ontology; a predicate that states a quantity makes no fact
    :returns: the quads, each fact once
    """
    writer = GraphWriter("facts")
    seen: set[str] = set()
    for record in records:
        slug = record.proposition
        value = object_term(record)
        predicate = vocabulary.predicates[record.predicate_id.removeprefix("dkgo:")]
        if not record.makes_fact or value is None or predicate.states_quantity or slug in seen:
            continue
        seen.add(slug)
        axiom = BlankNode(f"fact{len(seen)}")
        writer.add(node(record.subject_id), record.predicate_id, value)
        writer.add(axiom, "rdf:type", node("owl:Axiom"))
        writer.add(axiom, "owl:annotatedSource", node(record.subject_id))
        writer.add(axiom, "owl:annotatedProperty", node(record.predicate_id))
        writer.add(axiom, "owl:annotatedTarget", value)
        writer.add(axiom, "prov:wasDerivedFrom", node(f"prop:{slug}"))
    return writer.quads


def unsupported_facts(store: Store) -> list[Triple]:
    """Return the facts that no affirmed, asserted, unrejected claim supports.

    :param store: a store with the graphs ``facts`` and ``claims/…``
    :returns: the facts without support; an intact graph has none
    """
    supported = {
        (row["subject"], row["predicate"], row["object"]) for row in cast("QuerySolutions", store.query(_SUPPORTED))
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
