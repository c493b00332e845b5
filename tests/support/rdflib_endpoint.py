"""rdflib behind a small SPARQL endpoint: another engine with another grammar and other habits."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from pyoxigraph import NamedNode, Quad
from rdflib import Dataset, Graph, URIRef

from ontology.rdflib_terms import to_rdflib
from tests.support.servers import started


@contextmanager
def rdflib_endpoint(quads: Iterable[Quad]) -> Iterator[str]:
    """Serve quads and yield the address of their queries."""
    dataset = _dataset(quads)
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


def _dataset(quads: Iterable[Quad]) -> Dataset:
    """Return the quads in rdflib, without the detour of a file that it would read for seconds."""
    dataset = Dataset()
    graphs: dict[str, list[Quad]] = {}
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode)
        graphs.setdefault(quad.graph_name.value, []).append(quad)
    for name, members in graphs.items():
        graph: Graph = dataset.graph(URIRef(name))
        graph += to_rdflib(members)
    return dataset
