"""A real SPARQL server on this machine, for the tests that speak to one."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path

OXIGRAPH = str(Path(sys.executable).with_name("oxigraph"))


def free_port() -> int:
    """Return a loopback port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    found = []
    for task in Path(f"/proc/{parent}/task").iterdir():
        found += [int(pid) for pid in (task / "children").read_text(encoding="ascii").split()]
    return found


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve an Oxigraph folder for reading on a free loopback port, and yield the address of its queries."""
    with _oxigraph("serve-read-only", folder) as address:
        yield address


@contextmanager
def writable(folder: Path) -> Iterator[str]:
    """Serve a new Oxigraph folder for reading and writing, and yield the address of its queries."""
    with _oxigraph("serve", folder) as address:
        yield address


@contextmanager
def _oxigraph(how: str, folder: Path) -> Iterator[str]:
    port = free_port()
    command = [OXIGRAPH, how, "--location", str(folder), "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(1200):
            if server.poll() is not None:
                raise RuntimeError(f"{' '.join(command)} ended with {server.returncode}")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield f"http://127.0.0.1:{port}/query"
    finally:
        server.kill()
        server.wait()


@contextmanager
def started(server: HTTPServer) -> Iterator[None]:
    """Let a server answer from a thread of its own, and end it."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen on a free loopback port, and lend the address and a list that grows by every request.

    It answers with one row, so that a query that calls it goes on.
    """
    calls: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            calls.append(self.path)
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(b'{"head": {"vars": []}, "results": {"bindings": [{}]}}')

        do_GET = do_POST = _answer  # noqa: N815 - names that the library calls

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with started(server):
        yield f"http://127.0.0.1:{server.server_port}/", calls
