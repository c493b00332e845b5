"""What only the remote store meets: servers that are away, are no SPARQL endpoints, stop halfway or never stop."""

from __future__ import annotations

import json
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote_plus

import pyoxigraph
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from queries.errors import QueryRefusedError, QueryTimeoutError, StoreBusyError, StoreError
from queries.store.opening import open_store
from queries.store.remote import AGENT, RemoteStore

JSON = "application/sparql-results+json"
ANSWER = json.dumps({"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "1"}}]}})


@contextmanager
def serving(reply: Callable[[BaseHTTPRequestHandler], None], context: ssl.SSLContext | None = None) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.body = self.rfile.read(int(self.headers["Content-Length"]))
            with suppress(OSError):
                reply(self)

        def log_message(self, *_: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *_: Any) -> None:
            """A client that goes away is no error of these servers."""

    server = Server(("127.0.0.1", 0), Handler)
    if context is not None:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def sender(body: bytes, kind: str = JSON, code: int = 200) -> Callable[[BaseHTTPRequestHandler], None]:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Content-Type", kind)
        handler.end_headers()
        handler.wfile.write(body)

    return reply


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


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://[::1",
        "http://host:port/",
        "http://a b/",
        "http://a..b/",
        f"http://{'a' * 300}.b/",
        "http://\x1b/",
    ],
)
def test_bad_addresses(address: str) -> None:
    with pytest.raises(StoreError, match="is not an http"):
        open_store(address)


def test_other_schemes_are_refused() -> None:
    with pytest.raises(StoreError, match="neither a directory nor an http"):
        open_store("ftp://example.org/")


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target", ["http://localhost:{port}/stolen", "ftp://127.0.0.1/x", "//example.invalid/", "file:///etc/passwd"]
)
def test_credentials_and_query_never_follow_a_redirect_to_another_server(code: int, target: str) -> None:
    seen: list[str] = []

    def steal(handler: BaseHTTPRequestHandler) -> None:
        seen.append(str(handler.headers))
        sender(ANSWER.encode())(handler)

    def redirect(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        handler.send_header("Location", target.format(port=other.rpartition(":")[2].partition("/")[0]))
        handler.end_headers()

    with serving(steal) as other, serving(redirect) as address:
        store = RemoteStore(address.replace("http://", "http://ada:secret@"))
        with pytest.raises(StoreError, match="redirects to another server, which is refused: ") as caught:
            store.select("SELECT ?x {}")
    assert "\n" not in str(caught.value)
    assert seen == []


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_within_the_server_is_followed_with_the_whole_request(code: int) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/sparql":
            handler.send_response(code)
            handler.send_header("Location", "/sparql/")
            handler.end_headers()
            return
        assert handler.body.startswith(b"query=SELECT")  # type: ignore[attr-defined]
        assert handler.headers["Authorization"].startswith("Basic ")
        sender(ANSWER.encode())(handler)

    with serving(reply) as address:
        assert RemoteStore(address.replace("http://", "http://ada:secret@")).select("SELECT ?x {}").rows


def test_a_circle_of_redirects_ends() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/sparql")
        handler.end_headers()

    with serving(reply) as address, pytest.raises(StoreError, match="redirects in a circle"):
        RemoteStore(address).ask("ASK {}")


def test_digest_log_in() -> None:
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        given = handler.headers.get("Authorization", "")
        seen.append(given.partition(" ")[0])
        if given.startswith("Digest "):
            sender(ANSWER.encode())(handler)
            return
        handler.send_response(401)
        handler.send_header("WWW-Authenticate", 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm="MD5"')
        handler.end_headers()

    with serving(reply) as address:
        assert RemoteStore(address.replace("http://", "http://dba:dba@")).select("SELECT ?x {}").rows
    assert seen[-1] == "Digest"


@pytest.mark.parametrize("scheme", ["Bearer", "Negotiate", 'Digest realm="x", nonce="y", algorithm="SHA-512-256"', ""])
def test_a_log_in_that_does_not_work_is_one_line(scheme: str) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(401)
        if scheme:
            handler.send_header("WWW-Authenticate", scheme)
        handler.end_headers()

    with serving(reply) as address:
        advice = r"does not accept this user|wants a token, not a user|wants a log-in by negotiate, and drugkg can"
        with pytest.raises(StoreError, match=advice) as caught:
            RemoteStore(address.replace("http://", "http://ada:secret@")).ask("ASK {}")
        assert "\n" not in str(caught.value)
        assert "secret" not in str(caught.value)


def test_a_bearer_token_is_sent_and_stays_out_of_messages() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("Authorization") == "Bearer tok+en":
            sender(ANSWER.encode())(handler)
            return
        handler.send_response(401)
        handler.send_header("WWW-Authenticate", "Bearer")
        handler.end_headers()

    with serving(reply) as address:
        assert RemoteStore(address.replace("http://", "http://:tok+en@")).select("SELECT ?x {}").rows
        with pytest.raises(StoreError, match="does not accept this token") as caught:
            RemoteStore(address.replace("http://", "http://:other@")).ask("ASK {}")
        assert "other" not in str(caught.value)
        with pytest.raises(StoreError, match="wants a token: write https://:token@host/"):
            RemoteStore(address).ask("ASK {}")


@pytest.mark.parametrize("code", [429, 503])
@pytest.mark.parametrize("retry_after", ["0", ""])
def test_a_busy_server_is_asked_again(code: int, retry_after: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.store.transport._FIRST_WAIT", 0.001)
    asked: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        asked.append(handler.path)
        if len(asked) > 2:
            sender(ANSWER.encode())(handler)
            return
        handler.send_response(code)
        if retry_after:
            handler.send_header("Retry-After", retry_after)
        handler.end_headers()

    with serving(reply) as address:
        assert RemoteStore(address).select("SELECT ?x {}").rows
    assert len(asked) == 3


@pytest.mark.parametrize(("retry_after", "asked"), [("60", 1), ("", 4), ("never", 4)])
def test_a_server_that_stays_busy_is_one_line(retry_after: str, asked: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("queries.store.transport._FIRST_WAIT", 0.001)
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.path)
        handler.send_response(503)
        if retry_after:
            handler.send_header("Retry-After", retry_after)
        handler.end_headers()

    with serving(reply) as address, pytest.raises(StoreBusyError, match=r"is busy \(HTTP 503\)"):
        RemoteStore(address, timeout=5).select("SELECT ?x {}")
    assert len(seen) == asked


def test_a_foreign_certificate_is_refused_and_a_trusted_one_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = [
        "openssl",
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-days",
        "2",
    ]
    command += ["-keyout", str(key), "-out", str(certificate), "-subj", "/CN=localhost"]
    subprocess.run([*command, "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(sender(ANSWER.encode()), context) as address:
        secure = address.replace("http://127.0.0.1", "https://localhost")
        with pytest.raises(StoreError, match=r"^the certificate of https://localhost:\d+/sparql is not trusted: self"):
            RemoteStore(secure).select("SELECT ?x {}")
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert RemoteStore(secure).select("SELECT ?x {}").rows


def test_an_address_that_is_not_ascii_is_sent_escaped() -> None:
    seen: list[str] = []

    def reply(handler: BaseHTTPRequestHandler) -> None:
        seen.append(handler.path)
        if len(seen) == 1:
            handler.send_response(302)
            handler.send_header("Location", "/ö".encode().decode("latin-1"))
            handler.end_headers()
            return
        sender(ANSWER.encode())(handler)

    with serving(reply) as address:
        assert RemoteStore(f"{address}/é").select("SELECT ?x {}").rows
    assert seen == ["/sparql/%C3%A9", "/%C3%83%C2%B6"]


def test_headers_that_come_byte_by_byte_meet_the_time_limit() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"x" * 200:
            handler.wfile.write(bytes([byte]))
            handler.wfile.flush()
            time.sleep(0.05)

    with serving(reply) as address, pytest.raises(QueryTimeoutError, match="time limit of 1 s"):
        RemoteStore(address, timeout=1).ask("ASK {}")


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

        @settings(max_examples=150, deadline=None, derandomize=True, database=None)
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
