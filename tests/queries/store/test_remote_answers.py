"""Answers of a server that are cut, spoilt or written in another way."""

from __future__ import annotations

import json
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from urllib.parse import unquote_plus

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.errors import StoreError
from queries.store.remote import RemoteStore
from tests.support.generated import GENERATED
from tests.support.replies import ANSWER, JSON, sender, serving


def test_a_body_shorter_than_its_length_is_an_error() -> None:
    """Even where what came is a whole answer by itself."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/n-triples")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"<http://s> <http://p> <http://o> .\n")

    with serving(reply) as address, pytest.raises(StoreError, match="breaks off after 35 of 1,000 bytes"):
        RemoteStore(address).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_a_chunked_body_without_its_end_is_an_error() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        handler.send_header("Content-Type", "application/n-triples")
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        handler.wfile.write(b"23\r\n<http://s> <http://p> <http://o> .\n\r\n")
        handler.close_connection = True

    with serving(reply) as address, pytest.raises(StoreError, match=r"the connection to .* broke"):
        RemoteStore(address).construct("CONSTRUCT WHERE { ?s ?p ?o }")


@pytest.mark.parametrize(("server", "cautious"), [("Virtuoso/07.20.3229 (Linux)", True), ("oxigraph/0.5", False)])
def test_a_server_whose_answers_differ_comes_with_a_caution(server: str, cautious: bool) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response_only(200)
        handler.send_header("Server", server)
        handler.send_header("Content-Type", JSON)
        handler.end_headers()
        handler.wfile.write(ANSWER.encode())

    with serving(reply) as address:
        store = RemoteStore(address)
        store.select("SELECT ?x {}", union=False)
        assert ("before you rely on this answer" in store.caution) is cautious


@pytest.mark.parametrize(("header", "value"), [("X-SPARQL-MaxRows", "1"), ("X-SQL-State", "S1TAT")])
def test_an_answer_that_the_server_has_cut_is_an_error(header: str, value: str) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", JSON)
        handler.send_header(header, value)
        handler.end_headers()
        handler.wfile.write(ANSWER.encode())

    with serving(reply) as address, pytest.raises(StoreError, match="cut the answer at its own"):
        RemoteStore(address).select("SELECT ?x {}")


@pytest.mark.parametrize(
    ("code", "headers", "body", "message"),
    [
        (206, {}, ANSWER, r"sent only a part of its answer \(HTTP 206\)"),
        (200, {"Content-Encoding": "gzip"}, "\x1f\x8b", "packed its answer as gzip"),
        (200, {}, '{"error": "time is up", "head": {"vars": ["x"]}, "results": {"bindings": []}}', "time is up"),
        (200, {}, '{"exception": "no memory", "boolean": false}', "failed on the query: no memory"),
        (200, {}, ANSWER.replace('"1"', r'"\ud800"'), "sent a text that is not Unicode"),
    ],
)
def test_an_answer_that_is_not_whole_or_not_a_text_is_an_error(
    code: int, headers: dict[str, str], body: str, message: str
) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in ({"Content-Type": JSON} | headers).items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body.encode())

    with serving(reply) as address, pytest.raises(StoreError, match=message) as caught:
        RemoteStore(address).select("SELECT ?x {}", union=False)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "body", "message"),
    [
        ("application/rdf+xml", "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>", "not N-Triples"),
        ("application/ld+json", '{"a:b":' * 40_000 + "1" + "}" * 40_000, "not N-Triples"),
        ("application/n-triples", "<a:a> <a:b> " + "<<( <a:a> <a:b> " * 100_000, "1,000 triple terms"),
        ("text/turtle", "<a:a> <a:b> " + "[<a:b> " * 100_000, "cannot be read"),
    ],
)
def test_triples_in_a_form_that_hides_a_cut_or_harms_the_parser_are_refused(kind: str, body: str, message: str) -> None:
    with serving(sender(body.encode(), kind)) as address, pytest.raises(StoreError, match=message):
        RemoteStore(address).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def answer_of(term: object) -> bytes:
    return json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": term}]}}).encode()


def test_truth_values_and_blank_nodes_are_alike_from_every_engine() -> None:
    boolean = "http://www.w3.org/2001/XMLSchema#boolean"
    for value, usual in [("1", "true"), ("0", "false"), ("true", "true")]:
        term = {"type": "typed-literal", "value": value, "datatype": boolean}
        with serving(sender(answer_of(term))) as address:
            row = RemoteStore(address).select("SELECT ?x {}").rows[0]
        assert row == {"x": {"type": "literal", "value": usual, "datatype": boolean}}
    with serving(sender(answer_of({"type": "bnode", "value": "nodeID://b10"}))) as address:
        label = RemoteStore(address).select("SELECT ?x {}").rows[0]["x"]["value"]
    assert str(pyoxigraph.BlankNode(label)) == f"_:{label}"
    body = f'<http://s> <http://p> "1"^^<{boolean}> .\n'.encode()
    with serving(sender(body, "application/n-triples")) as address:
        graph = RemoteStore(address).construct("CONSTRUCT WHERE { ?s ?p ?o }", format="ntriples")
    assert b'"true"' in graph.data


def test_control_characters_of_a_server_reach_no_terminal() -> None:
    with serving(sender(b"\x1b[2J\x07boo", "text/plain", 500)) as address, pytest.raises(StoreError) as caught:
        RemoteStore(address).ask("ASK {}")
    assert str(caught.value).isprintable()


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["head", "vars", "results", "bindings", "x", "type", "value"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@pytest.mark.slow
def test_no_answer_of_a_server_is_a_traceback() -> None:
    body = b""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        sender(body)(handler)

    with serving(reply) as address:
        store = RemoteStore(address)

        @settings(GENERATED, max_examples=150)
        @given(
            st.binary(max_size=30) | json_values.map(lambda value: json.dumps(value).encode()) | st.just(b"[" * 100_000)
        )
        def read(found: bytes) -> None:
            nonlocal body
            for body in (found, answer_of("@").replace(b'"@"', found or b"0")):  # noqa: B007 - the server sends it
                with suppress(StoreError):
                    store.select("SELECT ?x {}")
                with suppress(StoreError):
                    store.ask("ASK {}")

        read()


@pytest.mark.parametrize("total", [1500, 2000])
def test_all_rows_are_counted_where_all_are_wanted(total: int) -> None:
    """Some servers cut at a number of rows and do not say so."""
    bodies: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = unquote_plus(handler.body.decode())  # type: ignore[attr-defined]
        bodies.append(body.partition("&")[0])
        rows = [{"x": {"type": "literal", "value": str(number)}} for number in range(1500)]
        if "COUNT" in body:
            rows = [{"rows": {"type": "literal", "value": str(total)}}]
        sender(json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": rows}}).encode())(handler)

    query = "PREFIX select: <http://x/>\nselect ?x { GRAPH ?g { ?x select:a ?y } } ORDER BY ?x # all"
    with serving(reply) as address:
        store = RemoteStore(address)
        assert len(store.select(query).rows) == 1500
        assert len(bodies) == 1
        if total == 1500:
            assert len(store.select(query, row_limit=0).rows) == 1500
        else:
            with pytest.raises(StoreError, match="sent 1,500 of 2,000 rows"):
                store.select(query, row_limit=0)
    wanted = (
        "query=PREFIX select: <http://x/>\nSELECT (COUNT(*) AS ?rows) WHERE { "
        "{ select ?x { GRAPH ?g { ?x select:a ?y } } ORDER BY ?x # all\n} }"
    )
    assert bodies[-1] == wanted


def test_a_round_number_of_triples_comes_with_a_warning() -> None:
    lines = "".join(f"<http://s> <http://p> <http://o/{number}> .\n" for number in range(10_000))
    with serving(sender(lines.encode(), "application/n-triples")) as address:
        graph = RemoteStore(address).construct("CONSTRUCT WHERE { ?s ?p ?o }")
    assert graph.notice == (
        "the answer has exactly 10,000 triples: this may be a limit of the server, and there may be more"
    )


@pytest.mark.parametrize(
    ("rows", "expected"), [("[]", False), ('[{"__ASK_RETVAL": {"type": "literal", "value": "1"}}]', True)]
)
def test_an_answer_to_ask_that_comes_as_rows_is_understood(rows: str, expected: bool) -> None:
    body = f'{{"head": {{"vars": ["__ASK_RETVAL"]}}, "results": {{"bindings": {rows}}}}}'
    with serving(sender(body.encode())) as address:
        assert RemoteStore(address).ask("ASK {}", union=False) is expected
