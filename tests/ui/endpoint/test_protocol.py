"""SPARQL 1.1 Protocol, section 2: every way to send a query and to name its dataset, and what must be refused.

The cases are those of the W3C's protocol test suite that concern reading, and its updates, all of which are refused.
"""

from __future__ import annotations

import json
from urllib.parse import quote, urlencode

import pytest

from tests.support.endpoints import Client

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
ONE_AND_TWO = "ASK { <http://data/1> a ?type . <http://data/2> a ?type2 }"
NAMED = "ASK { GRAPH ?g1 { <http://data/1> a ?type } GRAPH ?g2 { <http://data/2> a ?type2 } }"


def graphs(default: tuple[int, ...] = (), named: tuple[int, ...] = ()) -> str:
    """Return the fields that name a dataset."""
    fields = [("default-graph-uri", f"http://data/{n}") for n in default]
    return urlencode(fields + [("named-graph-uri", f"http://data/{n}") for n in named])


def test_query_by_get(few: Client) -> None:
    answer = few.ask("ASK {}")
    assert (answer.status, answer.type, answer.json["boolean"]) == (200, "application/sparql-results+json", True)


@pytest.mark.parametrize("path", ["/sparql", "/sparql/", f"/sparql/?{graphs((1,))}"])
def test_query_by_post_of_a_form(path: str, few: Client) -> None:
    assert few.send("POST", path, "query=ASK%20%7B%7D", Content_Type=FORM).json["boolean"]


@pytest.mark.parametrize("kind", [QUERY, f"{QUERY}; charset=UTF-8", QUERY.upper()])
def test_query_by_post_of_its_text(kind: str, few: Client) -> None:
    answer = few.send("POST", "/sparql", "ASK { FILTER('é' = '\\u00e9') }", Content_Type=kind)
    assert answer.json["boolean"]


DATASETS = [
    (ONE_AND_TWO, graphs((1, 2)), True),
    (ONE_AND_TWO, graphs((1,)), False),
    (NAMED, graphs((), (1, 2)), True),
    (NAMED, graphs((), (1,)), False),
    ("ASK { <http://data/3> a ?t GRAPH ?g { <http://data/1> a ?u } }", graphs((3,), (1, 2)), True),
    ("ASK { <http://data/1> a ?t GRAPH ?g { <http://data/1> a ?u } }", graphs((3,), (1, 2)), False),
    ("ASK { ?s ?p ?o }", graphs((), (1,)), False),  # a dataset without a default graph has an empty one
    ("ASK { ?s ?p ?o }", "default-graph-uri=http%3A%2F%2Fnowhere%2F", False),
    ("ASK FROM <http://data/1> { <http://data/2> a ?t }", graphs((2,)), True),  # the request comes before the query
    ("ASK FROM <http://data/1> { <http://data/1> a ?t }", graphs((2,)), False),
    ("ASK FROM NAMED <http://data/1> { GRAPH ?g { <http://data/1> a ?t } }", graphs((), (2,)), False),
    ("ASK FROM <http://data/1> { <http://data/1> a ?t }", "", True),
    ("ASK FROM <http://data/1> { <http://data/2> a ?t }", "", False),
    ("ASK FROM NAMED <http://data/1> { GRAPH ?g { <http://data/2> a ?t } }", "", False),
]


@pytest.mark.parametrize(("query", "dataset", "expected"), DATASETS)
@pytest.mark.parametrize("way", ["get", "form", "text", "fields in the form"])
def test_a_dataset_is_named_by_the_request_or_else_by_the_query(
    way: str, query: str, dataset: str, expected: bool, few: Client
) -> None:
    if way == "get":
        answer = few.get(f"/sparql?query={quote(query)}&{dataset}")
    elif way == "form":
        answer = few.send("POST", f"/sparql?{dataset}", urlencode({"query": query}), Content_Type=FORM)
    elif way == "text":
        answer = few.send("POST", f"/sparql?{dataset}", query, Content_Type=QUERY)
    else:
        answer = few.send("POST", "/sparql", f"{urlencode({'query': query})}&{dataset}", Content_Type=FORM)
    assert answer.json["boolean"] is expected


def test_relative_iris_are_resolved_against_the_address_of_the_endpoint(few: Client) -> None:
    made = few.ask("CONSTRUCT { <s> <#p> 'SERVICE' } FROM <other> WHERE {}", "application/n-triples")
    assert made.text == f'<{few.address}/s> <{few.address}/sparql#p> "SERVICE" .\n'
    assert few.ask("ASK FROM <other> { ?s ?p ?o }").json["boolean"] is False


ROWS = "SELECT ?s WHERE { GRAPH ?g { ?s a <http://x/One> } }"
TRIPLES = "CONSTRUCT { ?s a ?t } WHERE { GRAPH ?g { ?s a ?t FILTER(?t = <http://x/One>) } }"


@pytest.mark.parametrize(
    ("query", "accept", "expected"),
    [
        (ROWS, "", "application/sparql-results+json"),
        (ROWS, "*/*", "application/sparql-results+json"),
        (ROWS, "application/json", "application/sparql-results+json"),
        (ROWS, "application/sparql-results+xml", "application/sparql-results+xml"),
        (ROWS, "text/xml", "application/sparql-results+xml"),
        (ROWS, "text/csv", "text/csv"),
        (ROWS, "text/tab-separated-values", "text/tab-separated-values"),
        (ROWS, "text/csv;q=0.2, application/sparql-results+xml;q=0.7", "application/sparql-results+xml"),
        (ROWS, "text/turtle, text/*;q=0.1", "text/csv"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("ASK {}", "text/csv", "text/csv"),
        (TRIPLES, "", "text/turtle"),
        (TRIPLES, "application/sparql-results+json, text/turtle;q=0.5", "text/turtle"),
        (TRIPLES, "application/rdf+xml", "application/rdf+xml"),
        (TRIPLES, "application/n-triples", "application/n-triples"),
        (TRIPLES, "text/plain", "application/n-triples"),
        (TRIPLES, "application/ld+json", "application/ld+json"),
        (TRIPLES, "application/json", "application/ld+json"),
        (TRIPLES, "application/n-quads", "application/n-quads"),
        (TRIPLES, "application/trig", "application/trig"),
        (TRIPLES, "text/n3", "text/n3"),
        ("DESCRIBE <http://data/1> FROM <http://data/1>", "application/n-triples", "application/n-triples"),
    ],
)
def test_the_answer_is_in_the_format_that_the_client_likes_best(
    query: str, accept: str, expected: str, few: Client
) -> None:
    answer = few.ask(query, accept)
    assert (answer.status, answer.type) == (200, expected)
    assert answer.headers["vary"].startswith("Accept")
    assert "true" in answer.text or "http://data/1" in answer.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [(ROWS, "image/png"), (ROWS, "text/turtle"), (TRIPLES, "text/csv"), (ROWS, "text/csv;q=0"), (ROWS, ";;;,/,q=")],
)
def test_a_format_that_cannot_hold_the_answer_is_406(query: str, accept: str, few: Client) -> None:
    answer = few.ask(query, accept)
    assert (answer.status, answer.text.count("\n")) == (406, 1)


def test_formats_hold_every_kind_of_term(few: Client) -> None:
    query = """SELECT ?iri ?plain ?tagged ?typed ?blank ?none WHERE {
      VALUES (?iri ?plain ?tagged ?typed) { (<http://a/é> "x\\"<&>,\\n\\t" "drei"@de 3.5) }
      BIND(BNODE() AS ?blank) }"""
    row = few.ask(query).json["results"]["bindings"][0]
    assert row["plain"] == {"type": "literal", "value": 'x"<&>,\n\t'}
    assert row["tagged"] == {"type": "literal", "value": "drei", "xml:lang": "de"}
    assert row["typed"]["datatype"] == "http://www.w3.org/2001/XMLSchema#decimal"
    assert (row["blank"]["type"], "none" in row) == ("bnode", False)
    xml = few.ask(query, "application/sparql-results+xml").text
    assert '<literal>x"&lt;&amp;&gt;,\n\t</literal>' in xml
    assert '<literal xml:lang="de">drei</literal>' in xml
    assert few.ask(query, "text/csv").text.split("\r\n")[0] == "iri,plain,tagged,typed,blank,none"
    assert 'http://a/é,"x""<&>,\n\t",drei,3.5,_:' in few.ask(query, "text/csv").text
    cells = few.ask(query, "text/tab-separated-values").text.split("\n")[1].split("\t")
    assert cells[:3] == ["<http://a/é>", '"x\\"<&>,\\n\\t"', '"drei"@de']


def test_xml_that_cannot_hold_a_value_is_an_error_and_no_ill_formed_answer(few: Client) -> None:
    query = "SELECT ('a\\u0001' AS ?x) {}"
    assert few.ask(query, "application/sparql-results+xml").status == 406
    assert few.ask(query).json["results"]["bindings"][0]["x"]["value"] == "a\x01"


BAD = {
    "by another method": ("PUT", "/sparql?query=ASK%20%7B%7D", None, "", 405),
    "by DELETE": ("DELETE", "/sparql", None, "", 405),
    "several queries": ("GET", "/sparql?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D", None, "", 400),
    "several queries in a form": ("POST", "/sparql", b"query=ASK%7B%7D&query=ASK%7B%7D", FORM, 400),
    "a query in the address and one in the body": ("POST", "/sparql?query=ASK%7B%7D", b"ASK {}", QUERY, 400),
    "a wrong media type": ("POST", "/sparql", b"ASK {}", "text/plain", 415),
    "a form without its type": ("POST", "/sparql", b"query=ASK%20%7B%7D", "", 415),
    "a text without its type": ("POST", "/sparql", b"ASK {}", "", 415),
    "another charset": ("POST", "/sparql", "ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16", 415),
    "bytes that are no UTF-8": ("POST", "/sparql", b"ASK { FILTER('\xff' = 'x') }", QUERY, 400),
    "escapes that are no UTF-8": ("GET", "/sparql?query=ASK%20%7B%7D%FF", None, "", 400),
    "a syntax error": ("GET", "/sparql?query=ASK%20%7B", None, "", 400),
    "a form without a query": ("POST", "/sparql", b"a=b", FORM, 400),
    "an empty text": ("POST", "/sparql", b"", QUERY, 400),
    "an update by GET": ("GET", "/sparql?update=CLEAR%20ALL", None, "", 403),
    "an update in a form": ("POST", "/sparql", b"update=CLEAR%20ALL", FORM, 403),
    "several updates": ("POST", "/sparql", b"update=CLEAR%20ALL&update=CLEAR%20ALL&query=ASK%7B%7D", FORM, 403),
    "an update": ("POST", "/sparql", b"CLEAR ALL", UPDATE, 403),
    "an update that is none": ("POST", "/sparql", b"CLEAR XYZ", UPDATE, 403),
    "an update of another charset": ("POST", "/sparql", b"CLEAR ALL", f"{UPDATE}; charset=UTF-16", 415),
    "an update with another media type": ("POST", "/sparql", b"CLEAR ALL", "text/plain", 415),
    "an update with its dataset twice": (
        "POST", "/sparql?using-named-graph-uri=http%3A%2F%2Fx%2F", b"WITH <http://x/> DELETE {} WHERE {}", UPDATE, 403,
    ),
    "an update as a query": ("POST", "/sparql", b"INSERT DATA { <http://a> <http://b> 1 }", QUERY, 403),
    "LOAD as a query": ("POST", "/sparql", b"LOAD <http://127.0.0.1:1/>", QUERY, 403),
    "a graph whose name is empty": ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=", None, "", 400),
    "a graph whose name is no IRI": ("GET", "/sparql?query=ASK%7B%7D&named-graph-uri=http://a%20b", None, "", 400),
    "a graph of FROM whose name is no IRI": ("POST", "/sparql", b"ASK FROM <a b> {}", QUERY, 400),
    "SERVICE": ("POST", "/sparql", b"SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", QUERY, 403),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_must_be_refused_is_one_line_with_a_status(case: str, few: Client) -> None:
    method, path, body, kind, status = BAD[case]
    answer = few.send(method, path, body, **({"Content_Type": kind} if kind else {}))
    assert answer.status == status
    assert answer.text.count("\n") <= 1
    assert "Traceback" not in answer.text
    assert few.ask("ASK {}").json["boolean"]


def test_a_refusal_offers_no_option_that_a_client_does_not_have(few: Client) -> None:
    answer = few.ask("ASK { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
    assert answer.text == "SERVICE calls another server and is refused by this endpoint\n"


def test_a_slip_gets_the_same_advice_as_at_the_prompt(few: Client) -> None:
    answer = few.ask("SELECT * WHERE { ?s ?p ?o")
    assert answer.status == 400
    assert answer.text == "the query is not valid SPARQL at line 1, column 16: the { is not closed: add }\n"


def test_the_word_service_in_a_query_with_prefixes_of_drugkg_is_no_call(few: Client) -> None:
    answer = few.ask('SELECT ?s { ?s rdfs:label ?name FILTER(CONTAINS(?name, "health service")) }')
    assert (answer.status, answer.json["results"]["bindings"]) == (200, [])


def test_a_text_over_the_limit_is_refused(few: Client) -> None:
    assert few.send("POST", "/sparql", b"ASK {} #" + b"x" * 10_000_000, Content_Type=QUERY).status == 413
    assert few.send("POST", "/sparql", b"ASK {} #" + b"x" * 1_100_000, Content_Type=QUERY).status == 413


def test_a_request_without_a_query_gets_the_service_description(few: Client) -> None:
    answer = few.get("/sparql", Accept="text/turtle")
    assert (answer.status, answer.type) == (200, "text/turtle")
    assert f"sd:endpoint <{few.address}/sparql>" in answer.text
    assert few.send("HEAD", "/sparql").status == 200
    assert few.get("/sparql", Accept="image/png").status == 406


def test_a_browser_gets_the_page_with_the_query_which_is_not_run(few: Client) -> None:
    answer = few.ask("SELECT * { ?s ?p </script><b> }", "text/html,application/xhtml+xml,*/*;q=0.8")
    assert answer.status == 303
    page = few.get(answer.headers["location"], Accept="text/html")
    assert (page.status, page.type) == (200, "text/html")
    assert "&lt;/script&gt;&lt;b&gt;" in page.text
    assert "<b>" not in page.text


def test_pages_of_other_origins_may_ask(few: Client) -> None:
    answer = few.get("/sparql?query=ASK%20%7B%7D", Origin="https://yasgui.example")
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = few.send(
        "OPTIONS", "/sparql", Origin="https://yasgui.example", Access_Control_Request_Method="POST",
        Access_Control_Request_Headers="content-type",
    )  # fmt: skip
    assert asked.status == 200
    assert "POST" in asked.headers["access-control-allow-methods"]


def test_rows_keep_columns_and_order(few: Client) -> None:
    query = "SELECT ?b ?a WHERE { VALUES (?a ?b) { (1 2) (3 4) (0 9) } } ORDER BY DESC(?a)"
    found = json.loads(few.ask(query).body)
    assert found["head"]["vars"] == ["b", "a"]
    assert [row["a"]["value"] for row in found["results"]["bindings"]] == ["3", "1", "0"]
