"""The commands against a real SPARQL 1.1 endpoint give what they give against the folder."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.saved_queries.reading import CATALOG_FOLDER, read_catalog
from queries.store.embedded import EmbeddedStore
from queries.store.graph_versions import store_folder
from queries.store.remote import RemoteStore

BIN = Path(sys.executable).parent


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
        ["export", "nq"],
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_a_command_prints_the_same_from_an_endpoint_as_from_the_folder(
    words: list[str], endpoint: str, graph_folder: Path
) -> None:
    outputs = [
        subprocess.run(
            [str(BIN / "drugkg"), *words, "--store", place], check=True, capture_output=True, text=True
        ).stdout
        for place in (endpoint, str(graph_folder))
    ]
    assert outputs[0] == outputs[1] != ""


def test_an_unknown_name_gets_the_nearest_from_an_endpoint_too(endpoint: str) -> None:
    command = [str(BIN / "drugkg"), "query", "targets", "--param", "drug=baclofan", "--store", endpoint]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout) == (2, "")
    assert "did you mean: baclofen" in run.stderr


@pytest.mark.parametrize("name", [query.name for query in read_catalog(CATALOG_FOLDER).values() if not query.endpoints])
def test_every_saved_query_gives_the_same_rows_from_a_server_as_from_the_folder(
    name: str, endpoint: str, store: EmbeddedStore, index: Index
) -> None:
    behind = OpenGraph.of(RemoteStore(endpoint), index)
    assert run_saved(behind, name) == run_saved(OpenGraph.of(store, index), name)
