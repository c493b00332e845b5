"""Refusing what does more than read; the cases are lines of text files."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

from queries.errors import QueryRefusedError
from queries.sparql.read_only import cannot_leave, check_read_only

DATA = Path(__file__).parent.parent / "data"


def lines(name: str) -> list[str]:
    text = (DATA / name).read_text(encoding="utf-8").splitlines()[1:]
    return [line.replace("\\n", "\n") for line in text]


REFUSED = [tuple(line.split(" ", 1)) for line in lines("refused.txt")]
ALLOWED = lines("allowed.txt")


@pytest.mark.parametrize(("word", "query"), REFUSED)
def test_refused(word: str, query: str) -> None:
    with pytest.raises(QueryRefusedError) as caught:
        check_read_only(query)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("query", [query for _, query in REFUSED if "SERVICE" in query.upper()])
def test_a_glance_lets_none_of_them_pass(query: str) -> None:
    assert not cannot_leave(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_allowed(query: str) -> None:
    check_read_only(query)


def test_federation_allows_service_but_no_update() -> None:
    check_read_only("SELECT * { SERVICE <http://h/> { ?s ?p ?o } }", federate=True)
    with pytest.raises(QueryRefusedError):
        check_read_only("LOAD <http://h/>", federate=True)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <http://h/> { ?s ?p ?o }",
        "SELECT * from named<http://h/>{ ?s ?p ?o }",
        "PREFIX graph: <http://h/> SELECT * FROM graph:entities { ?s ?p ?o }",
    ],
)
def test_foreign_from_is_refused_where_it_may_fetch(query: str) -> None:
    check_read_only(query)
    with pytest.raises(QueryRefusedError, match="may make the server fetch it"):
        check_read_only(query, fetches=True)


def test_own_graphs_may_be_named() -> None:
    check_read_only("SELECT * FROM NAMED <https://w3id.org/drugkg/graph/facts> { ?s ?p ?o }", fetches=True)


def test_what_the_engine_calls_is_refused() -> None:
    """The tricks are no theory: the engine does call the server for many of the queries that we refuse."""
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            calls.append(self.path)
            self.send_error(500)

        def log_message(self, *_: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("http://s")
    store.add(pyoxigraph.Quad(node, node, pyoxigraph.Literal(True)))
    called = []
    try:
        for _, query in REFUSED:
            before = len(calls)
            try:
                result = store.query(query.replace("http://h/", f"http://127.0.0.1:{server.server_port}/"))
                if isinstance(result, pyoxigraph.QuerySolutions):
                    list(result)
            except (SyntaxError, OSError, RuntimeError, ValueError):
                pass
            if len(calls) > before:
                called.append(query)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert len(called) >= 12
