"""The endpoint goes on when its graph is rebuilt or deleted, and leaves nothing behind when it is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph
import pytest

from queries.store.graph_versions import GraphFolder
from tests.support.endpoints import Client, running
from tests.support.servers import children
from ui.command_line import main
from ui.endpoint.service import Settings

OBJECT = "SELECT ?o WHERE { GRAPH <https://w3id.org/drugkg/graph/facts> { ?s ?p ?o } }"


def build(folder: Path, value: int) -> None:
    """Publish a version with one statement."""
    with GraphFolder(folder).build() as version:
        store = pyoxigraph.Store(str(version / "store"))
        graph = pyoxigraph.NamedNode("https://w3id.org/drugkg/graph/facts")
        node = pyoxigraph.NamedNode("http://a")
        store.add(pyoxigraph.Quad(node, node, pyoxigraph.Literal(value), graph))
        store.flush()


def objects(client: Client) -> list[str]:
    return [row["o"]["value"] for row in client.ask(OBJECT).json["results"]["bindings"]]


@pytest.mark.server
def test_a_new_build_is_taken_up_and_a_deleted_graph_is_reported_until_it_is_back(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "graph"
    build(folder, 1)
    with running(Settings(str(folder), timeout=20, workers=2)) as client:
        assert objects(client) == ["1"]
        build(folder, 2)
        assert objects(client) == ["2"]
        shutil.rmtree(folder)
        for answer in (client.ask(OBJECT), client.get("/ready"), client.get("/query/targets"), client.get("/void")):
            assert (answer.status, answer.headers["retry-after"]) == (503, "5")
            assert answer.text.startswith("the graph cannot be read now: try again later")
            assert str(tmp_path) not in answer.text + str(answer.headers)
        assert f"there is no graph at {folder}: run `drugkg build`" in caplog.text
        assert client.get("/health").status == 200
        build(folder, 3)
        assert objects(client) == ["3"]


@pytest.mark.server
def test_a_killed_endpoint_leaves_no_worker_behind(tmp_path: Path) -> None:
    build(tmp_path / "graph", 1)
    command = [sys.executable, "-m", "ui.command_line", "serve", "--port", "0", "--store", str(tmp_path / "graph")]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment)
    assert server.stderr is not None
    try:
        line = server.stderr.readline()
        assert "the endpoint is at http://127.0.0.1:" in line
        client = Client(line.split(" at ")[1].split("/sparql")[0])
        assert objects(client) == ["1"]
        workers = children(server.pid)
        assert workers
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()
        server.stderr.close()
    for _ in range(100):
        if not [pid for pid in workers if Path(f"/proc/{pid}").exists()]:
            break
        time.sleep(0.1)
    assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--store", "{empty}"], "run `drugkg build`"),
        (["--store", "http://127.0.0.1:9/sparql"], "is an endpoint already: name a graph directory with --store"),
        (["--port", "x"], "--port: 'x' is not a port"),
        (["--base-path", "a b"], "--base-path: 'a b' is not a path"),
        (["--workers", "0"], "--workers: '0' is too small"),
        (["--timeout", "x"], "--timeout: 'x' is not a number"),
    ],
)
def test_a_mistake_in_the_command_is_one_line(
    words: list[str], message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["serve", *(word.format(empty=tmp_path / "none") for word in words)]) == 2
    said = capsys.readouterr().err
    assert message in said
    assert said.count("\n") == 1
