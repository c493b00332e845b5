"""Our own endpoint, started in this process for a test, and a client that sees every byte."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sized
from contextlib import contextmanager
from http.client import HTTPConnection
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit

from ui.endpoint.server import server
from ui.endpoint.service import Settings
from ui.listening import listen


class Answer(NamedTuple):
    """What an endpoint sent."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def type(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Client:
    """Sends requests to an endpoint."""

    def __init__(self, address: str, connections: Sized = ()) -> None:
        self.address = address
        self.connections = connections
        """Those that the endpoint has open, if it is in this process."""

    def send(self, method: str, path: str, body: bytes | str | None = None, **headers: str) -> Answer:
        """Send a request; underscores in names of headers stand for hyphens."""
        parts = urlsplit(self.address)
        connection = HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            data = body.encode() if isinstance(body, str) else body
            connection.request(method, parts.path + path, data, named)
            response = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def ask(self, query: str, accept: str = "application/sparql-results+json", **more: Any) -> Answer:
        """Send a query by GET."""
        return self.get(f"/sparql?{urlencode({'query': query} | more, doseq=True)}", Accept=accept)


@contextmanager
def running(settings: Settings) -> Iterator[Client]:
    """Run an endpoint on a free loopback port in a thread of this process."""
    opened = listen("127.0.0.1", 0, options="")
    made = server(settings, log=False)
    thread = threading.Thread(target=made.run, kwargs={"sockets": [opened]})
    thread.start()
    try:
        address = f"http://127.0.0.1:{opened.getsockname()[1]}{settings.base_path}"
        yield Client(address, made.server_state.connections)
    finally:
        made.should_exit = True
        thread.join()
        opened.close()
