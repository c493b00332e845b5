"""A query without FROM is asked of the union of the graphs of drugkg; which queries need it is seen in their text."""

from __future__ import annotations

import pytest

from queries.store.union_graph import asks_default_graph, chooses_graphs, named_graphs
from queries.store.union_members import in_union
from tests.support.catalogue import catalogue

GRAPH = "https://w3id.org/drugkg/graph/"


@pytest.mark.parametrize(
    "query",
    [
        "ASK { drugkg:baclofen a dkgo:Drug }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        "DESCRIBE drugkg:baclofen",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "SELECT * { [] a ?x }",
        "SELECT * { [ a ?x ] ?p ?o }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } ?s a ?x }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o } OPTIONAL { ?s a ?x } }",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o FILTER(?o > 1) } FILTER EXISTS { ?s ?p ?o } }",
        "SELECT ?s { { SELECT ?s { ?s ?p ?o } ORDER BY ?s } GRAPH ?g { ?s ?a ?b } }",
        "SELECT ?s { { SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s } ?s ?p ?o }",
        "SELECT ?s { VALUES ?s { drugkg:baclofen } ?s a ?x }",
    ],
)
def test_pattern_outside_graph_is_seen(query: str) -> None:
    assert asks_default_graph(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT (1 AS ?x) {}",
        "SELECT ?s { GRAPH ?g { ?s ?p ?o { ?a ?b ?c } } }",
        'SELECT ?s { GRAPH ?g { ?s ?p ?o } FILTER regex(?s, "x") FILTER(?s > 2) BIND(?s AS ?t) } ORDER BY ?s LIMIT 2',
        "SELECT ?s { VALUES ?s { <a:b> } VALUES (?s ?t) { (<a:b> 1) } GRAPH <g:g> { ?s ?p ?o } }",
        "SELECT ?s { { SELECT ?s (COUNT(?x) AS ?n) WHERE { GRAPH ?g { ?s ?p ?x } } GROUP BY ?s HAVING(?n > 1) } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "SELECT ?s { SERVICE <http://example.org/> { ?s ?p ?o } }",
    ],
)
def test_query_that_names_its_graphs_does_not_need_the_union(query: str) -> None:
    assert not asks_default_graph(query)


def test_no_saved_query_needs_the_union() -> None:
    assert [name for name, query in catalogue().items() if asks_default_graph(query.text)] == []


def test_from_is_found_only_where_it_is_a_keyword() -> None:
    assert chooses_graphs("select * from <g:g> { ?s ?p ?o }")
    assert not chooses_graphs('SELECT ?from { ?from rdfs:label "from" } # FROM')


def test_what_the_union_leaves_out() -> None:
    kept = [
        "ontology",
        "entities",
        "claims/monograph",
        "propositions",
        "facts",
        "inferred",
        "disagreements",
        "mappings",
    ]
    assert all(in_union(GRAPH + name) for name in [*kept, "catalogue", "metadata"])
    assert not any(in_union(GRAPH + name) for name in ["quotes", "closure", "external/hp"])
    assert not in_union("http://example.org/graph/entities")


def test_named_graphs_are_the_known_ones_and_those_of_the_text() -> None:
    text = f"PREFIX g: <{GRAPH}> SELECT * {{ GRAPH g:quotes {{ ?s ?p ?o }} }}"
    assert named_graphs(text, [GRAPH + "facts"]) == [GRAPH + "facts", GRAPH + "quotes"]
    assert named_graphs("SELECT * { ?s ?p ?o }", [GRAPH + "facts"]) == []
