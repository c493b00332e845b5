"""Runs the application in uvicorn, on a socket that is open before anything is promised."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from ui.endpoint.app import application
from ui.endpoint.connections import Connection
from ui.endpoint.service import Settings
from ui.listening import listen

_MOST_CONNECTIONS = 1000
_IDLE_SECONDS = 20


def server(settings: Settings, *, log: bool) -> uvicorn.Server:
    """Return the server of an endpoint, to be run on a socket.

    :param settings: how the endpoint works
    :param log: print a line for each request
    :returns: the server
    """
    config = uvicorn.Config(
        application(settings),
        http=Connection,
        log_level="info" if log else "error",
        access_log=log,
        limit_concurrency=_MOST_CONNECTIONS,
        timeout_keep_alive=_IDLE_SECONDS,
        server_header=False,
        lifespan="on",
    )
    return uvicorn.Server(config)


def serve(settings: Settings, host: str, port: int, *, report: Callable[[int], None], log: bool = True) -> None:
    """Serve until the process is interrupted.

    :param settings: how the endpoint works
    :param host: the address to listen on
    :param port: the port; 0 for any free one
    :param report: called with the port once the endpoint listens
    :param log: print a line for each request
    """
    opened = listen(host, port, options="--port or --host")
    made = server(settings, log=log)
    report(opened.getsockname()[1])
    try:
        made.run(sockets=[opened])
    except KeyboardInterrupt:
        return
    finally:
        opened.close()
