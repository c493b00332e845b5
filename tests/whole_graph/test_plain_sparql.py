"""A query without GRAPH and FROM has its plain answer on the graph of the five sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph
import pytest

from queries.answers.completeness import says_nothing
from queries.answers.frames import Rows
from queries.errors import QuerySyntaxError
from queries.index.unknown_terms import unknown_terms
from queries.runner import OpenGraph, open_graph, run_text
from queries.store.graph_versions import store_folder
from queries.store.interface import Graph
from queries.store.union_members import in_union


@pytest.fixture(scope="module", params=["folder", pytest.param("endpoint", marks=pytest.mark.server)])
def graph(request: pytest.FixtureRequest, graph_folder: Path, serve: Callable[[Path], str]) -> Iterator[OpenGraph]:
    place = graph_folder if request.param == "folder" else serve(store_folder(graph_folder))
    with open_graph(place) as opened:
        yield opened


def number(graph: OpenGraph, query: str) -> int:
    answer = run_text(graph, query)
    assert isinstance(answer, Rows)
    return int(answer.rows[0]["n"]["value"])


def test_no_triple_is_in_two_graphs_of_the_union(graph_folder: Path) -> None:
    held: dict[object, list[str]] = defaultdict(list)
    for quad in pyoxigraph.Store.read_only(str(store_folder(graph_folder))):
        if in_union(quad.graph_name.value):
            held[quad.triple].append(quad.graph_name.value)
    assert {str(triple): graphs for triple, graphs in held.items() if len(graphs) > 1} == {}
    assert len(held) > 60_000


def test_all_statements_are_counted_once(graph: OpenGraph) -> None:
    each = run_text(graph, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
    assert isinstance(each, Rows)
    wanted = sum(int(row["n"]["value"]) for row in each.rows if in_union(row["g"]["value"]))
    assert number(graph, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == wanted
    assert number(graph, "SELECT (COUNT(*) AS ?n) { SELECT DISTINCT * { ?s ?p ?o } }") == wanted
    assert number(graph, "SELECT (COUNT(*) AS ?n) FROM graph:facts { ?s ?p ?o }") < wanted


def test_every_form_is_asked_of_the_union(graph: OpenGraph) -> None:
    assert run_text(graph, "ASK { drugkg:baclofen a dkgo:Drug }") is True
    assert run_text(graph, "ASK { drugkg:baclofen skos:exactMatch chebi:2972 ; dkgo:usedFor ?finding }") is True
    for query in ("DESCRIBE drugkg:baclofen", "CONSTRUCT WHERE { drugkg:baclofen ?p ?o }"):
        answer = run_text(graph, query, format="ntriples")
        assert isinstance(answer, Graph)
        assert answer.data.count(b"\n") > 200
    assert run_text(graph, "ASK { ?claim dkgo:polarity dkgo:denied GRAPH graph:entities { ?x a dkgo:Drug } }") is True


def test_error_has_its_place_in_the_text_of_the_user(graph: OpenGraph) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        run_text(graph, "SELECT ?s\nWHERE { ?s rdfs:label ?l ; skos:altLabel )")
    assert (caught.value.line, caught.value.column) == (2, 42)
    assert ") comes before }, which must close the { at line 2, column 7" in str(caught.value)


@pytest.mark.parametrize(
    ("query", "hint"),
    [
        (
            "ASK { drugkg:baclofenn ?p ?o }",
            "drugkg:baclofenn does not occur in the graph; did you mean: drugkg:baclofen",
        ),
        ("SELECT ?s { ?s a dkgo:Drugs }", "dkgo:Drugs does not occur in the graph; did you mean: dkgo:Drug"),
        ("DESCRIBE CHEBI:999999", "CHEBI:999999 does not occur in the graph"),
        (
            "SELECT (COUNT(*) AS ?n) { ?s skos:exactMatch <https://identifiers.org/chebi:2972> }",
            "<https://identifiers.org/chebi:2972> does not occur in the graph; the graph writes it "
            "<http://purl.obolibrary.org/obo/CHEBI_2972>",
        ),
        ("ASK { rxnorm:1292 a dkgo:Drug }", "rxnorm:1292 is mapped to drugkg:baclofen: claims name drugkg:baclofen"),
    ],
)
def test_unknown_name_in_a_query_without_an_answer_is_named(graph: OpenGraph, query: str, hint: str) -> None:
    answer = run_text(graph, query)
    assert says_nothing(answer)
    (line,) = unknown_terms(graph.store, graph.index, query)
    assert line.startswith(hint)


def test_known_names_give_no_hint(graph: OpenGraph) -> None:
    query = (
        "PREFIX x: <https://w3id.org/drugkg/entity/> ASK { x:baclofen dkgo:causes mesh:D016449 ; rdfs:label 'x'@en }"
    )
    assert unknown_terms(graph.store, graph.index, query) == []
    assert not says_nothing(run_text(graph, "ASK { ?s a dkgo:Drug }"))
