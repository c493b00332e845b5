"""What only the remote store meets: servers that are away, are no SPARQL endpoints, stop halfway or never stop."""

from __future__ import annotations

import json
import time
from http.server import BaseHTTPRequestHandler

import pytest

from queries.errors import QueryRefusedError, QueryTimeoutError, StoreError
from queries.store.remote import AGENT, RemoteStore
from tests.support.replies import ANSWER, JSON, sender, serving


def test_request_is_a_post_that_names_us() -> None:
    seen: dict[str, str] = {}

    def reply(handler: BaseHTTPRequestHandler) -> None:
        seen.update(handler.headers)
        seen["body"] = handler.body.decode()  # type: ignore[attr-defined]
        sender(ANSWER.encode())(handler)

    with serving(reply) as address:
        with_user = address.replace("http://", "http://ada:p%40ss@")
        store = RemoteStore(with_user)
        assert store.select("SELECT ?x { GRAPH ?g { ?x ?y ?z } }").rows == [{"x": {"type": "literal", "value": "1"}}]
        assert store.location == address
    assert seen["User-Agent"] == AGENT
    assert seen["Accept"] == JSON
    assert seen["Authorization"] == "Basic YWRhOnBAc3M="
    assert seen["body"].startswith("query=SELECT")


def test_text_that_looks_like_an_update_is_sent_as_a_query() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        assert handler.body.startswith(b"query=")  # type: ignore[attr-defined]
        sender(ANSWER.encode())(handler)

    with serving(reply) as address:
        RemoteStore(address).select(
            "PREFIX insert: <http://x#> # INSERT DATA\nSELECT ?x { insert:DELETE ?x 'DROP ALL' }"
        )


def test_nobody_there() -> None:
    with pytest.raises(
        StoreError, match=r"cannot reach http://127.0.0.1:9/x: Connection refused: is the server running"
    ):
        RemoteStore("http://127.0.0.1:9/x").ask("ASK {}")


def test_unknown_host() -> None:
    with pytest.raises(StoreError, match=r"cannot reach http://nowhere.invalid/"):
        RemoteStore("http://nowhere.invalid/").ask("ASK {}")


@pytest.mark.parametrize(
    ("body", "kind", "message"),
    [
        (b"<html><body>Welcome</body></html>", "text/html", "is not a SPARQL endpoint: it sent text/html, not JSON"),
        (b"[1, 2]", "application/json", "is not a SPARQL endpoint: its JSON is not a SPARQL answer"),
        (b'{"a": 1}', "application/json", "is not a SPARQL endpoint: it did not answer with rows"),
        (ANSWER[:50].encode(), JSON, "breaks off after 50 bytes"),
        (ANSWER[:50].encode() + b"Timeout", JSON, "breaks off after 57 bytes"),
        (b"", JSON, "is not a SPARQL endpoint"),
    ],
)
def test_answers_that_are_none(body: bytes, kind: str, message: str) -> None:
    with serving(sender(body, kind)) as address, pytest.raises(StoreError, match=message) as caught:
        RemoteStore(address).select("SELECT ?x {}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (400, "not valid SPARQL: a bad thing"),
        (401, "wants a user and a password"),
        (403, "does not allow this query"),
        (404, "there is no SPARQL endpoint at"),
        (408, "at its own time limit"),
        (500, r"refused the query \(HTTP 500\): a bad thing"),
        (504, "at its own time limit"),
    ],
)
def test_http_errors(code: int, message: str) -> None:
    with serving(sender(b"a bad\nthing", "text/plain", code)) as address, pytest.raises(StoreError, match=message):
        RemoteStore(address).select("SELECT ?x {}")


def test_triples_that_break_off() -> None:
    body = b"<http://s> <http://p> <http://o> .\n<http://s> <htt"
    with serving(sender(body, "application/n-triples")) as address, pytest.raises(StoreError, match="cannot be read"):
        RemoteStore(address).construct("CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }")


def test_silent_server_meets_the_time_limit() -> None:
    with serving(lambda _: time.sleep(2)) as address, pytest.raises(QueryTimeoutError, match="time limit of 1 s"):
        RemoteStore(address, timeout=1).ask("ASK {}")


def test_stream_without_end_meets_the_time_limit() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(reply) as address, pytest.raises(QueryTimeoutError):
        RemoteStore(address, timeout=1).ask("ASK {}")


def test_older_engines_terms_are_mended() -> None:
    term = {"type": "typed-literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#string"}
    body = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": term}]}}).encode()
    with serving(sender(body)) as address:
        assert RemoteStore(address).select("SELECT ?x {}").rows == [{"x": {"type": "literal", "value": "1"}}]


def test_foreign_graphs_are_not_fetched(endpoint: str) -> None:
    store = RemoteStore(endpoint)
    with pytest.raises(QueryRefusedError, match=r"FROM <http://example.org/> may make the server fetch it"):
        store.select("SELECT * FROM <http://example.org/> { ?s ?p ?o }")
    own = "PREFIX graph: <https://w3id.org/drugkg/graph/> SELECT ?s FROM graph:entities { ?s ?p ?o }"
    assert store.select(own).rows
    assert RemoteStore(endpoint, federate=True).select("SELECT * FROM <http://example.org/> { ?s ?p ?o }").rows == []


def test_headers_that_come_byte_by_byte_meet_the_time_limit() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 200:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(reply) as address, pytest.raises(QueryTimeoutError, match="time limit of 1 s"):
        RemoteStore(address, timeout=1).ask("ASK {}")
