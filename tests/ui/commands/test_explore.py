from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request
from functools import partial
from pathlib import Path

import pytest

from ingest.build import build
from queries.store.graph_versions import GraphFolder
from tests.support.records import claim, write_source
from tests.support.servers import free_port
from ui.command_line import main
from ui.commands.explore import _serve, _with_graph

pytestmark = pytest.mark.server


def start(*options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "ui.command_line", "explore", "--no-browser", *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def leads_to(address: str) -> str:
    """Return where a browser that asks for an address ends up."""
    with urllib.request.urlopen(urllib.request.Request(address, headers={"Accept": "text/html"})) as response:  # noqa: S310
        return str(response.geturl())


def answer(address: str) -> str:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - our own loopback address
                return str(response.read().decode())
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"nothing answers at {address}")


def test_it_builds_the_graph_when_there_is_none_and_listens_on_loopback_only(tmp_path: Path) -> None:
    port = free_port()
    server = start("--store", str(tmp_path / "graph"), "--port", str(port))
    try:
        assert answer(f"http://127.0.0.1:{port}/_stcore/health") == "ok"
        with socket.socket() as other:
            other.settimeout(2)
            assert other.connect_ex((_own_address(), port)) != 0
    finally:
        server.terminate()
        said = server.communicate(timeout=60)[0]
    assert "building it" in said
    assert "http://127.0.0.1" in said
    assert "Network URL" not in said
    assert "press Ctrl+C to stop it" in said
    assert (tmp_path / "graph" / "current").exists()


def test_it_builds_the_graph_after_a_first_build_that_was_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    version = GraphFolder(tmp_path / "graph").new_version()
    (version / "store").mkdir()
    (version / "store" / "half").touch()
    sources = write_source(tmp_path, [claim()])
    monkeypatch.setattr("ingest.build.build", partial(build, sources=sources))  # five sources take longer
    assert _with_graph(str(tmp_path / "graph"), None) == str(tmp_path / "graph")
    assert "building it" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "graph" / "versions").iterdir()] == ["000001"]
    assert not (version / "store" / "half").exists()


def _own_address() -> str:
    """Return an address of this machine that is not 127.0.0.1."""
    found = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    return str(next(iter(sorted(found - {"127.0.0.1"})), "127.0.0.2"))


def test_a_base_path_is_where_a_proxy_finds_it_and_names_lead_to_pages_below_it(graph_folder: Path) -> None:
    port = free_port()
    server = start("--store", str(graph_folder), "--port", str(port), "--base-path", "/drugkg/")
    try:
        root = f"http://127.0.0.1:{port}/drugkg/"
        assert answer(root + "_stcore/health") == "ok"
        assert leads_to(root + "claim/monograph-012") == root + "evidence?claim=monograph-012"
        assert leads_to(root + "entity/anxiety?reviewed=only") == root + "entity?entity=drugkg%3Aanxiety&reviewed=only"
        assert leads_to(root + "overview") == root
        assert leads_to(root + "evidence") == root + "evidence"
    finally:
        server.terminate()
        server.communicate(timeout=60)


def handshake(port: int, origin: str) -> str:
    """Return the first line of the answer to a WebSocket handshake from a page of some host."""
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: drugs.example.org\r\nOrigin: {origin}\r\nUpgrade: websocket\r\n"
        "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        return connection.recv(200).decode(errors="replace").splitlines()[0]


def test_behind_a_proxy_only_pages_of_its_public_name_are_answered(graph_folder: Path) -> None:
    port = free_port()
    server = start("--store", str(graph_folder), "--port", str(port), "--public-name", "drugs.example.org")
    try:
        answer(f"http://127.0.0.1:{port}/_stcore/health")
        assert " 101 " in handshake(port, "https://drugs.example.org")
        assert " 403 " in handshake(port, "https://elsewhere.example.org")
    finally:
        server.terminate()
        server.communicate(timeout=60)


def test_where_a_process_cannot_be_replaced_the_server_runs_below_it() -> None:
    script = "import os, sys; sys.exit(int(os.environ['STATUS']))"
    assert _serve([sys.executable, "-c", script], {"STATUS": "7"}, replace=False) == 7


@pytest.mark.parametrize("port", ["99999", "0", "x"])
def test_a_port_that_is_none_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--port", port]) == 2
    assert capsys.readouterr().err == f"drugkg: --port: '{port}' is not a port: choose a number from 1 to 65535\n"


def test_a_port_that_is_taken_is_one_line(graph_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert main(["explore", "--no-browser", "--store", str(graph_folder), "--port", port]) == 2
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert f"cannot listen on port {port} of 127.0.0.1" in said[0]


@pytest.mark.parametrize("place", ["file", "ftp://example.org/graph", "http://127.0.0.1:9/query"])
def test_a_bad_store_is_one_line(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("no graph")
    assert main(["explore", "--no-browser", "--store", place]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["file"]
