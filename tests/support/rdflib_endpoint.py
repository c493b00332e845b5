"""rdflib behind a small SPARQL endpoint: another engine with another grammar and other habits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

from rdflib import Dataset

from tests.support.servers import started


@contextmanager
def rdflib_endpoint(trig: Path) -> Iterator[str]:
    """Serve a TriG file and yield the address of its queries."""
    dataset = Dataset()
    dataset.parse(data=trig.read_text(encoding="utf-8"), format="trig")
    lock = threading.Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            fields = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            try:
                with lock:
                    result = dataset.query(fields["query"][0])
                    rows = result.type in ("SELECT", "ASK")
                    body = result.serialize(format="json" if rows else "nt") or b""
            except Exception as error:
                self._send(400, "text/plain", str(error).encode())
                return
            self._send(200, "application/sparql-results+json" if rows else "application/n-triples", body)

        def _send(self, status: int, kind: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    with started(server):
        yield f"http://127.0.0.1:{server.server_port}/query"
