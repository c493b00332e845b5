"""A graph is loaded into a server aside and switched at the end; what goes wrong before leaves the old graph."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest

from queries.errors import StoreError
from queries.store import loading
from queries.store.loading import STAGING, addresses_of, load
from queries.store.remote import RemoteStore
from tests.support.replies import sender, serving
from tests.support.servers import writable

GRAPH = "https://w3id.org/drugkg/graph/"


def folder_with(place: Path, trig: str) -> Path:
    """Return an Oxigraph folder with these statements."""
    store = pyoxigraph.Store(str(place))
    prefix = f"PREFIX : <{GRAPH}> "
    store.load(prefix + trig, format=pyoxigraph.RdfFormat.TRIG)
    store.flush()
    return place


def held(address: str) -> dict[str, set[str]]:
    """Return the objects in each graph of a server."""
    found: dict[str, set[str]] = {}
    rows = RemoteStore(address).select("SELECT ?g ?o { GRAPH ?g { ?s ?p ?o FILTER(!isBlank(?o)) } }", union=False).rows
    for row in rows:
        found.setdefault(row["g"]["value"].removeprefix(GRAPH), set()).add(row["o"]["value"])
    return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    with writable(tmp_path / "server") as address:
        yield address


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return folder_with(tmp_path / "first", ":facts { :a :b 1 } :old { :a :b 2 } :quotes { :a :b 'words' }")


@pytest.mark.server
@pytest.mark.parametrize("by_graph_store", [False, True])
def test_a_load_replaces_the_old_graphs_and_leaves_what_is_not_ours(
    by_graph_store: bool, server: str, first: Path, tmp_path: Path
) -> None:
    graph_store = server.replace("/query", "/store") if by_graph_store else ""
    addresses = addresses_of(server, graph_store=graph_store)
    loading._Server(addresses).update(f"INSERT DATA {{ GRAPH <http://mine> {{ <{GRAPH}a> <{GRAPH}b> 3 }} }}")
    assert load(first, addresses, print) == 2
    assert held(server) == {"facts": {"1"}, "old": {"2"}, "http://mine": {"3"}}
    lines: list[str] = []
    load(folder_with(tmp_path / "second", ":facts { :a :b 4 , [ :c 5 ] }"), addresses, lines.append)
    assert held(server) == {"facts": {"4", "5"}, "http://mine": {"3"}}
    assert lines == ["sent facts: 3 statements", "switched 1 graphs"]


@pytest.mark.server
def test_a_load_that_breaks_off_leaves_the_old_graphs_and_the_next_one_clears_up(
    server: str, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = addresses_of(server)
    load(first, addresses, print)
    second = folder_with(tmp_path / "second", ":facts { :a :b 4 } :more { :a :b 5 }")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(loading._Server, "switch", killed)
        patch.setattr(loading._Server, "forget", lambda *_: None)
        with pytest.raises(KeyboardInterrupt):
            load(second, addresses, print)
    assert {name for name in held(server) if not (GRAPH + name).startswith(STAGING)} == {"facts", "old"}
    assert held(server)["facts"] == {"1"}
    load(second, addresses, print)
    assert held(server) == {"facts": {"4"}, "more": {"5"}}


@pytest.mark.server
def test_a_server_that_loses_statements_keeps_the_old_graphs(
    server: str, first: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    addresses = addresses_of(server)
    load(first, addresses, print)
    monkeypatch.setattr(loading, "_batches", lambda triples: iter([triples[:1]]))
    with pytest.raises(
        StoreError, match=r"holds 1 of 2 statements that were sent to facts: its graphs are as they were"
    ):
        load(folder_with(tmp_path / "second", ":facts { :a :b 4 , 5 }"), addresses, print)
    assert held(server) == {"facts": {"1"}, "old": {"2"}}


def test_a_server_that_takes_no_updates_is_known_before_the_work() -> None:
    with serving(sender(b"no", code=403)) as address, pytest.raises(StoreError, match=r"\(HTTP 403\)"):
        loading.check_writable(addresses_of(address))


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("http://h/query", "http://h/update"),
        ("http://h/kg/query", "http://h/kg/update"),
        ("http://h:8890/sparql", "http://h:8890/sparql-auth"),
        ("http://u:p@h/repositories/kg", "http://u:p@h/repositories/kg/statements"),
    ],
)
def test_where_updates_go_is_guessed_for_usual_servers(query: str, update: str) -> None:
    assert addresses_of(query).update == update


def test_where_updates_go_must_be_said_for_others() -> None:
    with pytest.raises(StoreError, match=r"where does http://h/kg take updates\? name the address with --update"):
        addresses_of("http://user:secret@h/kg")
    assert addresses_of("http://h/kg", "http://h/write").update == "http://h/write"


def test_the_log_in_goes_to_the_same_server_only() -> None:
    same = loading._Server(addresses_of("http://ada:secret@h/query"))
    assert (same._update.user, same._update.password) == ("ada", "secret")
    other = loading._Server(addresses_of("http://ada:secret@h/query", "http://other/update", "http://h:81/store"))
    assert other._graph_store is not None
    assert (other._update.user, other._graph_store.user) == ("", "")
