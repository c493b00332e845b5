"""The 34 cases of the W3C's SPARQL 1.1 Protocol suite, by their names there, with requests of the same kind.

27 of them are answered without a change of the graph: 20 queries, right and wrong, and 7 updates that every server must
refuse. The other 7 ask for an update that succeeds; an endpoint that only reads refuses these, too.
"""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urlencode

import pytest

from tests.support.endpoints import Client

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
ROWS = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/rdf+xml", "application/n-triples")
BOTH = "ASK { <http://data/1> a ?one . <http://data/2> a ?two }"
NAMED = "ASK { GRAPH ?g { <http://data/1> a ?one } GRAPH ?h { <http://data/2> a ?two } }"
MIXED = "ASK { <http://data/3> a ?three GRAPH ?g { <http://data/1> a ?one } GRAPH ?h { <http://data/2> a ?two } }"
COPY = "INSERT { GRAPH <http://data/copy> { ?s a <http://x/Copied> } } WHERE { ?s a ?type }"
DEFAULT = urlencode([("default-graph-uri", "http://data/1"), ("default-graph-uri", "http://data/2")])
GRAPHS = urlencode([("named-graph-uri", "http://data/1"), ("named-graph-uri", "http://data/2")])
USING = urlencode([("using-graph-uri", "http://data/1"), ("using-graph-uri", "http://data/2")])
USING_NAMED = USING.replace("using-", "using-named-")


class Request(NamedTuple):
    """A request to ``/sparql/``."""

    method: str = "POST"
    fields: str = ""
    body: bytes | str | None = None
    type: str = ""


def get(query: str, fields: str = "") -> Request:
    return Request("GET", f"query={quote(query)}&{fields}")


RIGHT = {
    "query_post_form": Request(fields="default-graph-uri=http%3A%2F%2Fdata%2F0", body="query=ASK%20%7B%7D", type=FORM),
    "query_dataset_default_graphs_get": get(BOTH, DEFAULT),
    "query_dataset_default_graphs_post": Request(fields=DEFAULT, body=BOTH, type=QUERY),
    "query_dataset_named_graphs_post": Request(fields=GRAPHS, body=NAMED, type=QUERY),
    "query_dataset_named_graphs_get": get(NAMED, GRAPHS),
    "query_dataset_full": Request(fields=f"default-graph-uri=http%3A%2F%2Fdata%2F3&{GRAPHS}", body=MIXED, type=QUERY),
    "query_multiple_dataset": Request(
        fields="default-graph-uri=http%3A%2F%2Fdata%2F2", body="ASK FROM <http://data/1> { <http://data/2> a ?t }",
        type=QUERY,
    ),
    "query_get": get("ASK {}"),
    "query_post_direct": Request(body="ASK {}", type=QUERY),
}  # fmt: skip
FORMATS = {
    "query_content_type_select": ("SELECT (1 AS ?value) {}", ROWS),
    "query_content_type_ask": ("ASK {}", ROWS[:2]),
    "query_content_type_describe": ("DESCRIBE <http://example.org/>", TRIPLES),
    "query_content_type_construct": ("CONSTRUCT { <http://a> <http://b> 1 } WHERE {}", TRIPLES),
}
WRONG = {
    "bad_query_method": Request("PUT", "query=ASK%20%7B%7D", type=FORM),
    "bad_multiple_queries": Request("GET", "query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"),
    "bad_query_wrong_media_type": Request(body="ASK {}", type="text/plain"),
    "bad_query_missing_form_type": Request(body="query=ASK%20%7B%7D"),
    "bad_query_missing_direct_type": Request(body="ASK {}"),
    "bad_query_non_utf8": Request(body="ASK {}".encode("utf-16"), type=f"{QUERY}; charset=UTF-16"),
    "bad_query_syntax": Request("GET", "query=ASK%20%7B"),
    "bad_update_get": Request("GET", "update=CLEAR%20ALL"),
    "bad_multiple_updates": Request(body="update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", type=FORM),
    "bad_update_wrong_media_type": Request(body="CLEAR NAMED", type="text/plain"),
    "bad_update_missing_form_type": Request(body="update=CLEAR%20NAMED"),
    "bad_update_non_utf8": Request(body="CLEAR NAMED".encode("utf-16"), type=f"{UPDATE}; charset=UTF-16"),
    "bad_update_syntax": Request(body="CLEAR XYZ", type=UPDATE),
    "bad_update_dataset_conflict": Request(
        fields="using-named-graph-uri=http%3A%2F%2Fdata%2F1", body=f"WITH <http://data/2> {COPY}", type=UPDATE
    ),
}
WRITING = {
    "update_dataset_default_graph": Request(fields="using-graph-uri=http%3A%2F%2Fdata%2F1", body=COPY, type=UPDATE),
    "update_dataset_default_graphs": Request(fields=USING, body=COPY, type=UPDATE),
    "update_dataset_named_graphs": Request(fields=USING_NAMED, body=COPY, type=UPDATE),
    "update_dataset_full": Request(fields=f"{USING}&{USING_NAMED}", body=COPY, type=UPDATE),
    "update_post_form": Request(body="update=CLEAR%20NAMED", type=FORM),
    "update_post_direct": Request(body="CLEAR NAMED", type=UPDATE),
    "update_base_uri": Request(body="INSERT DATA { GRAPH <http://data/copy> { <s> <p> <o> } }", type=UPDATE),
}


def status_of(request: Request, client: Client) -> int:
    path = f"/sparql/?{request.fields}" if request.fields else "/sparql/"
    return client.send(request.method, path, request.body, **content_type(request)).status


def content_type(request: Request) -> dict[str, str]:
    return {"Content_Type": request.type} if request.type else {}


def test_every_case_of_the_suite_is_here_once() -> None:
    names = [*RIGHT, *FORMATS, *WRONG, *WRITING]
    assert (len(RIGHT) + len(FORMATS) + len(WRONG), len(WRITING)) == (27, 7)
    assert len(set(names)) == 34


@pytest.mark.parametrize("name", RIGHT)
def test_a_query_is_answered(name: str, few: Client) -> None:
    request = RIGHT[name]
    answer = few.send(request.method, f"/sparql/?{request.fields}", request.body, **content_type(request))
    assert (answer.status, answer.json["boolean"]) == (200, True)


@pytest.mark.parametrize("name", FORMATS)
def test_an_answer_has_a_type_that_suits_its_query(name: str, few: Client) -> None:
    query, types = FORMATS[name]
    answer = few.send("POST", "/sparql/", query, Content_Type=QUERY)
    assert answer.status == 200
    assert answer.type in types


@pytest.mark.parametrize("name", WRONG)
def test_a_request_that_is_wrong_is_an_error_of_the_client(name: str, few: Client) -> None:
    assert 400 <= status_of(WRONG[name], few) < 500


@pytest.mark.parametrize("name", WRITING)
def test_an_update_is_refused_and_changes_nothing(name: str, few: Client) -> None:
    assert status_of(WRITING[name], few) == 403
    assert few.ask("ASK { GRAPH <http://data/1> { <http://data/1> a ?type } }").json["boolean"]
    assert not few.ask("ASK { GRAPH <http://data/copy> { ?s ?p ?o } }").json["boolean"]
