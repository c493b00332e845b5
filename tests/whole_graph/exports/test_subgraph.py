from __future__ import annotations

import rdflib

from ontology.namespaces import expand
from queries.claims.as_triples import claims_as_triples
from queries.store.embedded import EmbeddedStore


def triples(store: EmbeddedStore, *claims: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=claims_as_triples(store, claims).data, format="turtle")


def node(curie: str) -> rdflib.URIRef:
    return rdflib.URIRef(expand(curie))


def test_a_claim_comes_with_its_labels_and_its_fact(store: EmbeddedStore) -> None:
    graph = triples(store, "alcohol-use-disorder-081")
    claim = node("claim:alcohol-use-disorder-081")
    assert (claim, node("dkgo:polarity"), node("dkgo:affirmed")) in graph
    assert str(graph.value(node("drugkg:baclofen"), node("rdfs:label"))) == "baclofen"
    fact = (node("drugkg:baclofen"), node("dkgo:decreases"), node("drugkg:glutamate-release-amygdala"))
    assert fact not in graph  # it was seen in animals
    fact = (node("drugkg:baclofen"), node("dkgo:agonistOf"), node("drugkg:gaba-b-receptor"))
    assert fact in triples(store, "monograph-004")
    fact = (node("drugkg:intravenous-baclofen"), node("dkgo:causes"), node("drugkg:cardiovascular-collapse"))
    assert fact in triples(store, "monograph-076")


def test_a_hedged_claim_gives_no_fact(store: EmbeddedStore) -> None:
    graph = triples(store, "alcohol-use-disorder-088")
    claim = node("claim:alcohol-use-disorder-088")
    subject, predicate, object_ = (
        graph.value(claim, node(f"rdf:{part}")) for part in ("subject", "predicate", "object")
    )
    assert (claim, node("dkgo:modality"), node("dkgo:hedged")) in graph
    assert (subject, predicate, object_) not in graph


def test_only_the_claims_asked_for_come(store: EmbeddedStore) -> None:
    graph = triples(store, "alcohol-use-disorder-081", "alcohol-use-disorder-082")
    assert len(set(graph.subjects(node("dkgo:statement")))) == 2
