"""The real command serves the SDK's client over standard input and output, and over HTTP on this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from mcp import Client, StdioServerParameters

from tests.support.async_calls import run_async
from tests.support.servers import children, free_port
from ui.command_line import main

pytestmark = [pytest.mark.whole_graph, pytest.mark.server, pytest.mark.slow]

COMMAND = [sys.executable, "-m", "ui.command_line", "mcp"]


async def _targets(client: Client) -> list[str]:
    found = await client.call_tool("run_query", {"name": "targets", "view": "claims"})
    assert found.structured_content is not None
    return [row["claim"] for row in found.structured_content["rows"]]


def test_a_client_starts_the_command_and_speaks_to_it_over_standard_input(graph_folder: Path) -> None:
    async def conversation() -> list[str]:
        parameters = StdioServerParameters(
            command=COMMAND[0],
            args=[*COMMAND[1:], "--store", str(graph_folder)],
            env={"PYTHONPATH": os.environ.get("PYTHONPATH", "")},
        )
        async with Client(parameters) as client:
            assert "not medical advice" in (client.instructions or "")
            return await _targets(client)

    assert "claim:" in run_async(conversation)[0]


@pytest.mark.parametrize("words", [["mcp", "--http"], ["serve"]])
def test_a_port_that_is_taken_is_one_line(
    words: list[str], graph_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert main([*words, "--port", port, "--store", str(graph_folder)]) == 2
    said = capsys.readouterr().err
    assert f"cannot listen on port {port} of 127.0.0.1 (Address already in use): choose another with --port" in said
    assert said.count("\n") == 1


async def _cancelled(client: Client, process: int) -> None:
    """Cancel a query without an end, and wait until nobody works on it any more."""
    product = "SELECT (COUNT(*) AS ?n) { GRAPH ?a {?s ?p ?o} GRAPH ?b {?t ?q ?u} GRAPH ?c {?v ?r ?w} }"
    async with anyio.create_task_group() as calls:
        calls.start_soon(client.call_tool, "run_sparql", {"query": product})
        while not children(process):
            await anyio.sleep(0.05)
        calls.cancel_scope.cancel()
    while children(process):
        await anyio.sleep(0.05)


@pytest.fixture
def served(graph_folder: Path) -> Iterator[tuple[str, int]]:
    """The address of the command over HTTP, and its process."""
    port = free_port()
    options = ["--http", "--port", str(port), "--timeout", "600", "--store", str(graph_folder)]
    server = subprocess.Popen([*COMMAND, *options], stderr=subprocess.PIPE, text=True)
    try:
        assert server.stderr is not None
        assert f":{port}/mcp" in server.stderr.readline()
        yield f"http://127.0.0.1:{port}/mcp", server.pid
    finally:
        server.terminate()
        server.communicate(timeout=20)


def test_over_http_a_client_is_answered_its_queries_end_with_it_and_other_host_names_are_refused(
    served: tuple[str, int],
) -> None:
    import httpx2  # noqa: PLC0415 - comes with the SDK

    address, process = served

    async def conversation() -> list[str]:
        with anyio.fail_after(60):
            while True:
                try:
                    async with Client(address) as client:
                        found = await _targets(client)
                        await _cancelled(client, process)
                        return found
                except* (httpx2.ConnectError, OSError):
                    await anyio.sleep(0.1)

    assert "claim:" in run_async(conversation)[0]
    stranger = httpx2.post(address, headers={"Host": "evil.example"}, json={})
    assert stranger.status_code in (403, 421)
