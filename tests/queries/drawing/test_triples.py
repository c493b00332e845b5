"""Triples become nodes and edges."""

from __future__ import annotations

from ontology.namespaces import compact, sparql_prologue
from queries.drawing.triples import elements_of_triples, read_triples

_TURTLE = (
    sparql_prologue("drugkg", "dkgo", "rdfs")
    + """
drugkg:baclofen dkgo:increases drugkg:gaba-b-receptor-activity ; rdfs:label "baclofen \x1b[31m" .
drugkg:baclofen dkgo:decreases drugkg:alcohol-craving .
[] dkgo:mediatedBy drugkg:gaba-b-receptor-activity .
"""
)


def test_entities_are_nodes_and_literals_their_titles() -> None:
    drawn = elements_of_triples(
        read_triples(_TURTLE.encode()), compact, lambda iri: "drug" if iri.endswith("baclofen") else "other", most=60
    )
    nodes = {node.label: node for node in drawn.elements.nodes}
    assert len(nodes) == 4
    assert nodes["drugkg:baclofen"].title == "drugkg:baclofen · rdfs:label: baclofen "
    assert nodes["drugkg:baclofen"].kind == "drug"
    assert drawn.left_out == 0


def test_edges_have_the_sign_of_their_predicate() -> None:
    edges = elements_of_triples(read_triples(_TURTLE.encode()), compact, most=60).elements.edges
    assert {edge.label: edge.sign for edge in edges} == {
        "dkgo:increases": 1,
        "dkgo:decreases": -1,
        "dkgo:mediatedBy": 0,
    }


def test_best_connected_nodes_are_kept_with_the_edges_between_them() -> None:
    drawn = elements_of_triples(read_triples(_TURTLE.encode()), compact, most=2)
    assert {node.label for node in drawn.elements.nodes} == {"drugkg:baclofen", "drugkg:gaba-b-receptor-activity"}
    assert [edge.label for edge in drawn.elements.edges] == ["dkgo:increases"]
    assert drawn.left_out == 2
