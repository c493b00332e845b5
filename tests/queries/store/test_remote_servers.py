"""How the remote store reaches a server: addresses, redirects, log-in, certificates, servers that are busy."""

from __future__ import annotations

import ssl
import subprocess
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from queries.errors import StoreBusyError, StoreError
from queries.store.opening import open_store
from queries.store.remote import RemoteStore
from queries.store.stopping import Stopper
from tests.support.replies import ANSWER, sender, serving


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
    "target",
    [
        "http://localhost:{port}/stolen",
        "http://127.0.0.1:1@127.0.0.1:{port}/",
        "ftp://127.0.0.1/x",
        "//example.invalid/",
        "file:///etc/passwd",
    ],
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


@pytest.mark.parametrize(
    ("code", "target"),
    [*((code, "/sparql/") for code in (301, 302, 303, 307, 308)), (307, "//eve:guess@127.0.0.1:{port}/sparql/")],
)
def test_a_redirect_within_the_server_is_followed_with_the_whole_request_and_our_log_in(code: int, target: str) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/sparql":
            handler.send_response(code)
            handler.send_header("Location", target.format(port=handler.headers["Host"].rpartition(":")[2]))
            handler.end_headers()
            return
        assert handler.body.startswith(b"query=SELECT")  # type: ignore[attr-defined]
        assert handler.headers["Authorization"] == "Basic YWRhOnNlY3JldA=="
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


@pytest.mark.parametrize("busy", [True, False])
def test_a_request_for_whose_answer_nobody_waits_ends_at_once(busy: bool) -> None:
    asked, left, within = threading.Event(), threading.Event(), Stopper()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if busy:
            handler.send_response(503)
            handler.send_header("Retry-After", "600")
            handler.end_headers()
        asked.set()
        left.wait()

    def select(address: str) -> None:
        with within:
            RemoteStore(address, timeout=3600).select("SELECT ?x {}")

    with serving(reply) as address, ThreadPoolExecutor(1) as pool:
        answer = pool.submit(select, address)
        asked.wait()
        within.stop()
        with pytest.raises(StoreError, match="nobody waits for its answer"):
            answer.result(60)
        left.set()


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
