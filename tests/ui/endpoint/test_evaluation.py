"""Queries are evaluated as SPARQL 1.1 has it: cases of our own for each section of the language, through the endpoint.

The expected rows follow from the specification. The cases of the W3C are not part of this repository; docs/endpoint.md
reports how many of them pass.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph
import pytest

from tests.support.endpoints import Client, running
from ui.endpoint.service import Settings

DATA = """
@prefix : <http://x/> .
:a :p :b ; :n 1 ; :name "a"@en .
:b :p :c ; :n 2.5 .
:c :p :a ; :n "x" .
:d :q :d ; :n 1 .
:g { :a :p :z }
"""
PREFIX = "PREFIX : <http://x/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
CASES = {
    "one or more steps": ("SELECT ?o { :a :p+ ?o }", ["a", "b", "c"]),
    "no step or more": ("SELECT ?o { :d :p* ?o }", ["d"]),
    "no step or one": ("SELECT ?o { :a :p? ?o }", ["a", "b"]),
    "inverse and sequence": ("SELECT ?o { :a ^:p/^:p ?o }", ["b"]),
    "alternative": ("SELECT ?o { VALUES ?s { :a :d } ?s :p|:q ?o }", ["b", "d"]),
    "negated set": ("SELECT ?o { :a !(:n|:name) ?o }", ["b"]),
    "another graph": ("SELECT ?o { GRAPH :g { :a :p ?o } }", ["z"]),
    "MINUS with shared variables": ("SELECT ?s { ?s :n ?n MINUS { ?s :p ?o } }", ["d"]),
    "MINUS without shared variables": ("SELECT ?s { ?s :q ?o MINUS { ?x :p ?y } }", ["d"]),
    "NOT EXISTS": ("SELECT ?s { ?s :n ?n FILTER NOT EXISTS { ?s :p ?o } }", ["d"]),
    "OPTIONAL with its filter": ("SELECT ?n { ?s :p ?o OPTIONAL { ?s :n ?n FILTER(?n > 1) } }", ["", "", "2.5"]),
    "COUNT of nothing": ("SELECT (COUNT(?s) AS ?n) { ?s :r ?o }", ["0"]),
    "SUM with an error is unbound": ("SELECT (SUM(?n) AS ?t) { ?s :n ?n }", [""]),
    "SUM of mixed numbers": ("SELECT (SUM(?n) AS ?t) { VALUES ?n { 1 2.5 } }", ["3.5"]),
    "AVG of integers is a decimal": ("SELECT (DATATYPE(AVG(?n)) AS ?t) { VALUES ?n { 1 2 } }", ["decimal"]),
    "GROUP BY and HAVING": ("SELECT ?n { ?s :n ?n } GROUP BY ?n HAVING(COUNT(?s) > 1)", ["1"]),
    "COUNT DISTINCT": ("SELECT (COUNT(DISTINCT ?n) AS ?t) { ?s :n ?n }", ["3"]),
    "a sub-select is evaluated first": ("SELECT ?s { { SELECT ?s { ?s :n ?n } ORDER BY ?s LIMIT 1 } ?s :p ?o }", ["a"]),
    "UNDEF joins with anything": ("SELECT ?s { ?s :p ?o VALUES (?s ?o) { (UNDEF :b) (:c UNDEF) } }", ["a", "c"]),
    "BIND of an error is unbound": ("SELECT ?x { BIND(1/0 AS ?x) }", [""]),
    "COALESCE skips errors": ("SELECT ?x { BIND(COALESCE(1/0, ?u, 3) AS ?x) }", ["3"]),
    "an error or true is true": ("SELECT ?x { BIND(1 AS ?x) FILTER(1/0 = 1 || true) }", ["1"]),
    "an error and true is no match": ("SELECT ?x { BIND(1 AS ?x) FILTER(1/0 = 1 && true) }", []),
    "IN with an error and a match": ("SELECT ?x { BIND(2 AS ?x) FILTER(2 IN (1/0, 2)) }", ["2"]),
    "IF evaluates one branch": ("SELECT ?x { BIND(IF(true, 1, 1/0) AS ?x) }", ["1"]),
    "numbers are equal by value": ("SELECT ?x { BIND(1 AS ?x) FILTER(1 = 1.0 && 1.0 = 1e0) }", ["1"]),
    "terms are the same by form": ("SELECT ?x { BIND(1 AS ?x) FILTER(sameTerm(1, 1.0)) }", []),
    "SUBSTR counts from one": ("SELECT ?x { BIND(SUBSTR('naïve', 3, 2) AS ?x) }", ["ïv"]),
    "STRLEN counts characters": ("SELECT ?x { BIND(STRLEN('𝛼β') AS ?x) }", ["2"]),
    "STRBEFORE without a match is empty": ("SELECT ?x { BIND(STRBEFORE('abc', 'z') AS ?x) }", ["''"]),
    "REPLACE with groups": ("SELECT ?x { BIND(REPLACE('abcd', '(b)(c)', '$2$1') AS ?x) }", ["acbd"]),
    "CONCAT keeps a common language": ("SELECT ?x { :a :name ?n BIND(LANG(CONCAT(?n, ?n)) AS ?x) }", ["en"]),
    "LANGMATCHES takes a range": ("SELECT ?s { ?s :name ?n FILTER(LANGMATCHES(LANG(?n), '*')) }", ["a"]),
    "a cast that fails is unbound": ("SELECT ?x { BIND(xsd:integer('1.5') AS ?x) }", [""]),
    "ROUND, FLOOR and CEIL": ("SELECT ?x { VALUES ?v { -1.5 } BIND(FLOOR(?v)+CEIL(?v)+ROUND(?v) AS ?x) }", ["-4"]),
    "DISTINCT": ("SELECT DISTINCT ?n { ?s :n ?n FILTER(isNumeric(?n)) }", ["1", "2.5"]),
}  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    folder = tmp_path_factory.mktemp("evaluation") / "store"
    store = pyoxigraph.Store(str(folder))
    store.load(DATA, format=pyoxigraph.RdfFormat.TRIG)
    store.flush()
    del store
    with running(Settings(str(folder), timeout=20, workers=1)) as found:
        yield found


@pytest.mark.parametrize("case", CASES)
def test_a_query_has_the_rows_of_the_specification(case: str, client: Client) -> None:
    query, expected = CASES[case]
    answer = client.ask(PREFIX + query)
    assert answer.status == 200, answer.text
    (column,) = answer.json["head"]["vars"]
    values = [row.get(column, {}).get("value") for row in answer.json["results"]["bindings"]]
    short = ["" if value is None else value.rpartition("/")[2].rpartition("#")[2] or "''" for value in values]
    assert sorted(short) == expected


def test_rows_come_in_the_order_of_the_specification(client: Client) -> None:
    query = "SELECT ?v { VALUES ?v { 'b' 10 <http://x/a> 9.5 UNDEF 'a' } } ORDER BY ?v"
    rows = client.ask(query).json["results"]["bindings"]
    values = [row.get("v", {}).get("value", "") for row in rows]
    assert values[:2] == ["", "http://x/a"]  # unbound, then IRIs, then literals
    assert values.index("9.5") < values.index("10")
    assert values.index("a") < values.index("b")


def test_constructed_blank_nodes_are_new_for_each_row(client: Client) -> None:
    query = PREFIX + "CONSTRUCT { _:b :of ?s } { ?s :n 1 }"
    lines = client.ask(query, "application/n-triples").text.splitlines()
    assert len({line.split()[0] for line in lines}) == len(lines) == 2
