"""The commands against a real SPARQL 1.1 endpoint give what they give against the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pyoxigraph
import pytest

from ontology.namespaces import PREFIXES
from queries.claims.description import describe_entity
from queries.claims.reader import read_claims
from queries.claims.search import search
from queries.comparison.side_by_side import compare
from queries.index.name_index import Index
from queries.runner import OpenGraph, disagreements, find_paths, open_graph, run_saved
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from queries.store.loading import addresses_of, load
from queries.store.remote import RemoteStore
from queries.store.server_copy import COPY, CopiedStore
from tests.conftest import TIME_FOR_TESTS
from tests.support.canonical import canonical_nquads
from tests.support.catalogue import answerable, catalogue
from tests.support.commands import run_command
from tests.support.endpoints import running
from tests.support.rdflib_endpoint import rdflib_endpoint
from tests.support.virtuoso import NO_VIRTUOSO, PROGRAM, virtuoso
from ui.endpoint.service import Settings


@pytest.fixture(scope="module")
def endpoint(graph_folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(store_folder(graph_folder))


@pytest.mark.parametrize(
    "words",
    [
        ["query", "adverse-effects", "--param", "drug=Lioresal", "-f", "csv"],
        ["query", "claims-of-source", "--param", "document=monograph", "-f", "csv"],
        ["query", "--list"],
        ["sparql", "SELECT ?d { GRAPH graph:entities { ?d a dkgo:Drug } } ORDER BY ?d", "-f", "tsv"],
        ["show", "GHB receptor"],
        ["show", "claim:monograph-068"],
        ["search", "half-life"],
        ["export", "claims"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_prints_the_same_from_an_endpoint_as_from_the_folder(
    words: list[str], endpoint: str, graph_folder: Path
) -> None:
    there, here = (run_command(*words, "--store", place) for place in (endpoint, graph_folder))
    assert (there.returncode, there.stderr) == (0, here.stderr)
    assert there.stdout == here.stdout != ""


def test_the_installed_program_asks_an_endpoint_too(endpoint: str) -> None:
    command = [str(Path(sys.executable).with_name("drugkg")), "show", "GHB receptor", "--store", endpoint]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    assert done.stdout == run_command("show", "GHB receptor", "--store", endpoint).stdout != ""


def test_nquads_from_an_endpoint_are_those_of_the_folder(endpoint: str, texts: dict[str, str]) -> None:
    assert run_command("export", "nq", "--store", endpoint).stdout == texts["nq"]


def test_an_unknown_name_gets_the_nearest_from_an_endpoint_too(endpoint: str) -> None:
    run = run_command("query", "targets", "--param", "drug=baclofan", "--store", endpoint)
    assert (run.returncode, run.stdout) == (2, "")
    assert "did you mean: baclofen" in run.stderr


@pytest.mark.parametrize(
    "words",
    [
        ["show", "baclofen"],
        ["path", "baclofen", "spasticity"],
        ["compare", "baclofen", "phenibut"],
        ["disagreements"],
        ["export", "claims"],
    ],
    ids=lambda words: words[0],
)
def test_a_command_prints_the_same_where_the_environment_names_our_endpoint(
    words: list[str], ours: str, graph_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRUGKG_STORE", str(graph_folder))
    here = run_command(*words)
    monkeypatch.setenv("DRUGKG_STORE", ours)
    there = run_command(*words)
    assert (there.returncode, there.stderr) == (0, here.stderr)
    assert there.stdout == here.stdout != ""


def test_info_and_search_read_our_endpoint(ours: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRUGKG_STORE", ours)
    summary, found = run_command("info"), run_command("search", "baclofen")
    assert (summary.returncode, found.returncode) == (0, 0)
    assert ours in summary.stdout
    assert "drugkg:baclofen" in found.stdout


@pytest.fixture(scope="module")
def ours(graph_folder: Path) -> Iterator[str]:
    """The address of our own endpoint for the same graph."""
    settings = Settings(str(graph_folder), timeout=float(TIME_FOR_TESTS), workers=2, with_quotes=True)
    with running(settings) as client:
        yield f"{client.address}/sparql"


@pytest.mark.parametrize("name", [query.name for query in catalogue().values() if answerable(query)])
def test_every_saved_query_gives_the_same_rows_from_a_server_and_from_our_endpoint_as_from_the_folder(
    name: str, endpoint: str, ours: str, store: EmbeddedStore, index: Index
) -> None:
    expected = run_saved(OpenGraph.of(store, index), name)
    for address in (endpoint, ours):
        behind = OpenGraph.of(RemoteStore(address, timeout=float(TIME_FOR_TESTS)), index)
        assert run_saved(behind, name) == expected, address


SENT = ["targets", "dosing", "withdrawal-effects"]
"""Saved queries of which the answers are compared; equal statements give equal answers to the others."""


@pytest.mark.server
@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of rdflib by itself
@pytest.mark.parametrize(("engine", "graph"), [("virtuoso", "graph_folder"), ("rdflib", "leaflet")])
def test_an_engine_of_its_own_habits_is_copied_statement_by_statement_and_answers_as_the_folder(
    engine: str, graph: str, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """:mod:`tests.queries.store.test_engines` asks the engines themselves; rdflib is slow with the whole graph."""
    folder: Path = request.getfixturevalue(graph)
    monkeypatch.delenv(COPY, raising=False)
    monkeypatch.setenv("DRUGKG_CACHE", str(tmp_path / "cache"))
    quotes = pyoxigraph.NamedNode(PREFIXES["graph"] + "quotes")  # its words stay here
    stored = pyoxigraph.Store.read_only(str(store_folder(folder)))
    quads = [quad for quad in stored if quad.graph_name != quotes]
    with ExitStack() as stack:
        if engine == "rdflib":
            address = stack.enter_context(rdflib_endpoint(quads))
        else:
            if os.environ.get(NO_VIRTUOSO) == "1":
                pytest.skip(f"{NO_VIRTUOSO}=1")
            if shutil.which(PROGRAM) is None:
                pytest.fail(f"{PROGRAM} was not found: install virtuoso-opensource, or set {NO_VIRTUOSO}=1")
            address = stack.enter_context(virtuoso(tmp_path))
            load(store_folder(folder), addresses_of(address), lambda _: None)
        limit = float(TIME_FOR_TESTS)
        with open_graph(folder, timeout=limit) as here, open_graph(address, timeout=limit) as behind:
            assert isinstance(behind.store, CopiedStore)
            [copy] = (tmp_path / "cache").glob("servers/*/versions/*/store")
            assert canonical_nquads(pyoxigraph.Store.read_only(str(copy))) == canonical_nquads(quads)
            for name in SENT:
                assert run_saved(behind, name) == run_saved(here, name), name
            for ask in OTHER_QUESTIONS if graph == "graph_folder" else ():
                assert ask(behind) == ask(here)


OTHER_QUESTIONS: list[Callable[[OpenGraph], object]] = [
    lambda graph: find_paths(graph, "Lioresal", "relapse"),
    lambda graph: [
        (row.matter, [claim.id for cell in row.cells for claim in cell.claims])
        for row in compare(graph, "baclofen", "phenibut", family="mechanism").rows
    ],
    lambda graph: disagreements(graph, about="baclofen"),
    lambda graph: describe_entity(graph.store, graph.index.names.find("GHB receptor")),
    lambda graph: search(graph.index, read_claims(graph.store, only=["statement", "proposition"]), "half-life").total,
]
