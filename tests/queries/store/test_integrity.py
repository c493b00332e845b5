"""A graph that is not what its build wrote is an error, never an empty answer."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest

from queries.errors import StoreError
from queries.store.graph_versions import GraphFolder
from queries.store.integrity import RECORD
from queries.store.opening import open_store
from tests.support.servers import served

DATA = Path(__file__).parent.parent / "data" / "dataset.trig"
GRAPH = "https://w3id.org/drugkg/graph/"
METADATA = """
@prefix void: <http://rdfs.org/ns/void#> . @prefix g: <https://w3id.org/drugkg/graph/> .
g:metadata { <https://w3id.org/drugkg/dataset> void:subset g:facts . g:facts void:triples NUMBER }
g:facts { <http://a> <http://b> <http://c> , <http://d> }
"""


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    folder = GraphFolder(tmp_path / "graph")
    with folder.build() as version:
        store = pyoxigraph.Store(str(version / "store"))
        store.bulk_load(path=str(DATA), format=pyoxigraph.RdfFormat.TRIG)
        del store
    return folder.root


def stored(graph: Path) -> Path:
    return graph / "versions" / "000001" / "store"


def truncate(pattern: str) -> Callable[[Path], None]:
    def change(graph: Path) -> None:
        for path in stored(graph).glob(pattern):
            path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return change


def take_a_graph_out(graph: Path) -> None:
    store = pyoxigraph.Store(str(stored(graph)))
    store.remove_graph(pyoxigraph.NamedNode(GRAPH + "claims/second"))
    store.flush()


def remove(pattern: str) -> Callable[[Path], None]:
    def change(graph: Path) -> None:
        for path in stored(graph).glob(pattern):
            path.unlink()

    return change


def pipe_at(name: str) -> Callable[[Path], None]:
    def change(graph: Path) -> None:
        path = graph / name
        path.unlink()
        os.mkfifo(path)

    return change


DAMAGE: dict[str, Callable[[Path], object]] = {
    "half a manifest": truncate("MANIFEST-*"),
    "empty manifest": lambda graph: next(stored(graph).glob("MANIFEST-*")).write_bytes(b""),
    "half of the data": truncate("*.sst"),
    "no data": remove("*.sst"),
    "another manifest": lambda graph: (stored(graph) / "CURRENT").write_text("MANIFEST-999999\n"),
    "a graph less": take_a_graph_out,
    "no record that can be read": lambda graph: (stored(graph).parent / RECORD).write_bytes(b"\xff["),
    "a record of something else": lambda graph: (stored(graph).parent / RECORD).write_text("[1]"),
    "a record without an end": lambda graph: (stored(graph).parent / RECORD).write_text("[" * 100_000),
    "a pipe for a record": pipe_at(f"versions/000001/{RECORD}"),
    "a pipe for a pointer": pipe_at("current"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_store_is_an_error_that_says_how_to_rebuild(damage: str, graph: Path) -> None:
    open_store(str(graph)).close()
    DAMAGE[damage](graph)
    with pytest.raises(StoreError, match="run `drugkg build`") as caught:
        open_store(str(graph))
    assert "\n" not in str(caught.value)


def test_missing_statements_are_counted(graph: Path) -> None:
    take_a_graph_out(graph)
    with pytest.raises(StoreError, match=r"is damaged: graph claims/second holds 0 of \d+ statements: run"):
        open_store(str(graph))


def test_a_store_whose_files_alone_have_changed_is_whole(graph: Path) -> None:
    store = pyoxigraph.Store(str(stored(graph)))
    store.optimize()
    del store
    with open_store(str(graph)) as opened:  # type: ignore[attr-defined]
        assert opened.ask("ASK { GRAPH ?g { ?s ?p ?o } }")


def endpoint_with(tmp_path: Path, data: str) -> Path:
    store = pyoxigraph.Store(str(tmp_path / "store"))
    store.load(data, format=pyoxigraph.RdfFormat.TRIG)
    store.flush()
    return tmp_path / "store"


def test_an_endpoint_without_our_metadata_is_refused_unless_any_graph_will_do(tmp_path: Path) -> None:
    with served(endpoint_with(tmp_path, "<http://g> { <http://a> <http://b> <http://c> }")) as address:
        with pytest.raises(
            StoreError,
            match=r"holds no graph of drugkg: load one with `drugkg build --store`, or one that `drugkg export",
        ):
            open_store(address)
        assert open_store(address, any_graph=True).ask("ASK { GRAPH ?g { ?s ?p ?o } }")


@pytest.mark.parametrize(("number", "whole"), [("2", True), ("1", True), ("3", False)])
def test_an_endpoint_must_hold_what_its_metadata_state(number: str, whole: bool, tmp_path: Path) -> None:
    with served(endpoint_with(tmp_path, METADATA.replace("NUMBER", number))) as address:
        if whole:
            assert open_store(address).ask("ASK { GRAPH ?g { ?s ?p ?o } }")
        else:
            with pytest.raises(StoreError, match=r"is not whole: graph facts holds 2 of 3 statements: load it again"):
                open_store(address)


def test_numbers_that_are_none_are_one_line(tmp_path: Path) -> None:
    folder = endpoint_with(tmp_path, METADATA.replace("NUMBER", "'many'"))
    with served(folder) as address, pytest.raises(StoreError, match="numbers of statements cannot be read"):
        open_store(address)
