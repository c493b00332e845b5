"""What every store must do, run against the embedded store and a real server."""

from __future__ import annotations

import pyoxigraph
import pytest

from ontology.namespaces import sparql_prologue
from queries.errors import QueryRefusedError, QuerySyntaxError, QueryTimeoutError, StoreError
from queries.store.interface import Store

PROLOGUE = sparql_prologue()
ENTITY = "https://w3id.org/drugkg/entity/"
XSD = "http://www.w3.org/2001/XMLSchema#"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { " + " ".join(f"GRAPH ?g{i} {{ ?s{i} ?p{i} ?o{i} }}" for i in range(9)) + " }"


def values(store: Store, query: str) -> list[tuple[str | None, ...]]:
    answer = store.select(PROLOGUE + query)
    return [tuple(row[name]["value"] if name in row else None for name in answer.variables) for row in answer.rows]


def test_select_keeps_columns_and_order(store: Store) -> None:
    answer = store.select(
        PROLOGUE
        + "SELECT ?label ?drug { GRAPH graph:entities { ?drug a dkgo:Drug ; rdfs:label ?label } } ORDER BY ?label"
    )
    assert answer.variables == ["label", "drug"]
    assert answer.rows == [
        {"label": {"type": "literal", "value": "baclofen"}, "drug": {"type": "uri", "value": ENTITY + "baclofen"}},
        {"label": {"type": "literal", "value": "diazepam"}, "drug": {"type": "uri", "value": ENTITY + "diazepam"}},
    ]
    assert answer.notice is None


def test_graphs_are_kept_apart(store: Store) -> None:
    query = "SELECT ?claim { GRAPH <https://w3id.org/drugkg/graph/claims/second> { ?claim dkgo:source ?source } }"
    assert values(store, query) == [("https://w3id.org/drugkg/claim/second-1",)]


def test_query_without_graph_and_from_is_asked_of_the_union(store: Store) -> None:
    assert store.ask(PROLOGUE + "ASK { drugkg:baclofen a dkgo:Drug }") is True
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    each = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } FILTER(?g NOT IN (graph:quotes, graph:closure)) }"
    assert values(store, count) == values(store, each) != [("0",)]
    described = store.construct(PROLOGUE + "DESCRIBE drugkg:baclofen", format="ntriples").data
    assert b'rdf-schema#label> "baclofen"' in described
    built = store.construct(PROLOGUE + "CONSTRUCT WHERE { drugkg:baclofen a ?x }", format="ntriples").data
    assert b"<https://w3id.org/drugkg/ontology/Drug>" in built


def test_from_takes_the_place_of_the_union(store: Store) -> None:
    assert values(store, "SELECT ?x FROM graph:entities { ?x a dkgo:Claim }") == []
    assert store.ask(PROLOGUE + "ASK FROM graph:quotes { ?s ?p ?o }") is True
    assert store.ask(PROLOGUE + "ASK { ?claim dkgo:quote ?words }") is False


def test_patterns_inside_and_outside_graph_may_be_mixed(store: Store) -> None:
    query = "SELECT ?g ?label { ?drug a dkgo:Drug GRAPH ?g { ?drug skos:altLabel ?label } }"
    assert values(store, query) == [("https://w3id.org/drugkg/graph/entities", "Lioresal")]
    assert (
        store.ask(PROLOGUE + "ASK { ?claim dkgo:source source:first GRAPH graph:quotes { ?claim dkgo:quote ?words } }")
        is True
    )


def test_unicode_quotes_and_line_ends(store: Store) -> None:
    label = 'say "no", it\'s \\ γ\u2011面 😀\nsecond line\ttab'
    assert values(store, "SELECT ?label { GRAPH ?g { drugkg:odd rdfs:label ?label } }") == [(label,)]
    literal = str(pyoxigraph.Literal(label))
    assert values(store, f"SELECT ?e {{ VALUES ?label {{ {literal} }} GRAPH ?g {{ ?e rdfs:label ?label }} }}") == [
        (ENTITY + "odd",)
    ]


def test_numbers_truth_values_and_languages_keep_their_types(store: Store) -> None:
    answer = store.select(
        PROLOGUE + "SELECT ?least ?most ?about { GRAPH ?g { ?c dkgo:minimum ?least ; dkgo:maximum ?most ;"
        " dkgo:approximate ?about } }"
    )
    assert answer.rows == [
        {
            "least": {"type": "literal", "value": "10", "datatype": XSD + "integer"},
            "most": {"type": "literal", "value": "63.5", "datatype": XSD + "decimal"},
            "about": {"type": "literal", "value": "true", "datatype": XSD + "boolean"},
        }
    ]
    note = store.select(PROLOGUE + "SELECT ?note { GRAPH ?g { ?c dkgo:note ?note } }").rows[0]["note"]
    assert note == {"type": "literal", "value": "fatigue", "xml:lang": "fr"}


def test_blank_nodes(store: Store) -> None:
    assert store.select("SELECT (BNODE() AS ?b) {}").rows[0]["b"]["type"] == "bnode"


def test_unbound_variables_are_absent(store: Store) -> None:
    query = (
        "SELECT ?drug ?other { GRAPH ?g { ?drug a dkgo:Drug OPTIONAL { ?drug skos:altLabel ?other } } } ORDER BY ?drug"
    )
    assert values(store, query) == [(ENTITY + "baclofen", "Lioresal"), (ENTITY + "diazepam", None)]


def test_empty_answers(store: Store) -> None:
    answer = store.select(PROLOGUE + "SELECT ?x { GRAPH ?g { ?x a dkgo:Nothing } }")
    assert (answer.variables, answer.rows) == (["x"], [])
    graph = store.construct(PROLOGUE + "CONSTRUCT { ?x a ?y } WHERE { GRAPH ?g { ?x a dkgo:Nothing . ?y a ?x } }")
    assert graph.data.strip() == b""


def test_ask(store: Store) -> None:
    assert store.ask(PROLOGUE + "ASK { GRAPH ?g { drugkg:baclofen a dkgo:Drug } }") is True
    assert store.ask(PROLOGUE + "ASK { GRAPH ?g { drugkg:nausea a dkgo:Drug } }") is False


@pytest.mark.parametrize("format", ["turtle", "ntriples", "jsonld", "rdfxml"])
def test_construct_in_every_format(store: Store, format: str) -> None:
    query = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o } }"
    graph = store.construct(PROLOGUE + query, format=format)
    assert graph.format == format
    rdf_format = {
        "turtle": pyoxigraph.RdfFormat.TURTLE,
        "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
        "jsonld": pyoxigraph.RdfFormat.JSON_LD,
        "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    }[format]
    found = {str(quad.triple) for quad in pyoxigraph.parse(graph.data, format=rdf_format)}
    causes = "<https://w3id.org/drugkg/ontology/causes>"
    assert found == {
        f"<{ENTITY}baclofen> {causes} <{ENTITY}drowsiness>",
        f"<{ENTITY}baclofen> {causes} <{ENTITY}nausea>",
        f"<{ENTITY}diazepam> {causes} <{ENTITY}drowsiness>",
    }


def test_triples_come_once_each_and_with_the_prefixes_they_use(store: Store) -> None:
    graph = store.construct(
        PROLOGUE + "CONSTRUCT { drugkg:x a dkgo:Drug } WHERE { GRAPH ?g { ?s ?p ?o } }", row_limit=1
    )
    assert graph.notice is None
    assert graph.data.decode().splitlines() == [
        "@prefix dkgo: <https://w3id.org/drugkg/ontology/> .",
        "@prefix drugkg: <https://w3id.org/drugkg/entity/> .",
        "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
        "drugkg:x a dkgo:Drug .",
    ]


def test_describe(store: Store) -> None:
    assert b"DESCRIBE" not in store.construct(PROLOGUE + "DESCRIBE drugkg:baclofen", format="ntriples").data


def test_unknown_format(store: Store) -> None:
    with pytest.raises(StoreError, match="unknown format 'word' for triples; known: turtle"):
        store.construct("CONSTRUCT WHERE { GRAPH ?g { ?s ?p ?o } }", format="word")


def test_the_wrong_form_is_said_so(store: Store) -> None:
    with pytest.raises(StoreError, match="SELECT query"):
        store.select("ASK {}")
    with pytest.raises(StoreError, match="ASK query"):
        store.ask("SELECT * {}")
    with pytest.raises(StoreError, match="CONSTRUCT or DESCRIBE query"):
        store.construct("SELECT * {}")


def test_row_limit_cuts_and_says_so(store: Store) -> None:
    everything = "SELECT ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
    whole = store.select(everything)
    assert whole.notice is None
    cut = store.select(everything, row_limit=3)
    assert len(cut.rows) == 3
    assert cut.notice == ("the answer was cut at the row limit of 3 rows: narrow it, or raise the limit with --limit")
    assert store.select(everything, row_limit=len(whole.rows)).notice is None
    assert len(store.select(everything, row_limit=0).rows) == len(whole.rows)
    graph = store.construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }", format="ntriples", row_limit=2)
    assert graph.data.count(b" .\n") == 2
    assert graph.notice is not None
    assert "2 rows" in graph.notice


def test_time_limit_stops_the_query_and_the_store_goes_on(store_to_exhaust: Store) -> None:
    with pytest.raises(QueryTimeoutError, match=r"stopped at the time limit of 1 s: .*--timeout") as caught:
        store_to_exhaust.select(ENDLESS, timeout=1)
    assert caught.value.seconds == 1
    assert store_to_exhaust.ask("ASK {}")


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [("SELECT ?x {\n GRAPH ?g  ?x ?y ?z }", 2, 12), ("SELECT ?x { GRAPH ?g { ?x foo:bar ?y } }", 1, 34)],
)
def test_syntax_error_has_its_place(store: Store, query: str, line: int, column: int) -> None:
    with pytest.raises(QuerySyntaxError, match=rf"not valid SPARQL at line {line}, column {column}: ") as caught:
        store.select(query)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert "\n" not in str(caught.value)
    assert store.ask("ASK {}")


@pytest.mark.parametrize(
    "query",
    [
        "INSERT DATA { GRAPH <http://g> { <http://s> <http://p> <http://o> } }",
        "LOAD <http://127.0.0.1:9/>",
        "DROP ALL",
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
    ],
)
def test_only_reading_is_allowed(store: Store, query: str) -> None:
    with pytest.raises(QueryRefusedError):
        store.select(query)


def test_no_secret_state_between_queries(store: Store) -> None:
    for _ in range(20):
        assert len(values(store, "SELECT ?d { GRAPH ?g { ?d a dkgo:Drug } }")) == 2
