"""The commands against a real SPARQL 1.1 endpoint give what they give against the folder."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from queries.folders import store_folder

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def endpoint(graph_folder: Path) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = str(store_folder(graph_folder))
    command = [str(BIN / "oxigraph"), "serve-read-only", "--location", place, "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


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
