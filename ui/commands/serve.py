"""Serve the graph over HTTP: a SPARQL 1.1 endpoint, the saved queries, and every entity and claim at its address.

Examples:
  drugkg serve
  drugkg serve --port 8080 --timeout 5
  drugkg serve --base-path /drugkg --host 0.0.0.0

The endpoint only reads. It has no log-in and accepts connections from this machine only, unless --host is set; put a
proxy in front of it before you open it to others. The quoted words of the documents are not served. Press Ctrl+C to
stop it.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys

from ontology.errors import MissingExtraError, UserError
from queries.store.limits import ENDPOINT_RUNNING, ENDPOINT_TIMEOUT, ENDPOINT_WAITING, ROW_LIMIT
from queries.store.opening import is_remote, open_store, where_is
from ui.commands.options import add_limits, add_store, limit_help, limit_type, port_number

USAGE = "drugkg serve [options]"

DEFAULT_PORT = 7878


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg serve``.

    :param parser: parser of the command
    """
    parser.add_argument("-q", "--quiet", action="store_true", help="do not print a line for each request")
    parser.add_argument(
        "--quotes",
        action="store_true",
        help="serve the quoted words of the documents, which are the publishers'",
    )
    server = parser.add_argument_group("server")
    server.add_argument(
        "--host", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (default: %(default)s)"
    )
    server.add_argument(
        "--port",
        type=_port,
        default=DEFAULT_PORT,
        metavar="N",
        help="port to listen on, 0 for any free one (default: %(default)s)",
    )
    server.add_argument(
        "--base-path", type=_base_path, default="", metavar="PATH", help="path under which a proxy serves the endpoint"
    )
    add_limits(parser, time=ENDPOINT_TIMEOUT)
    limits = parser.add_argument_group("queries at the same time")
    limits.add_argument(
        "--workers", type=limit_type(ENDPOINT_RUNNING, 1), default=ENDPOINT_RUNNING.default, metavar="N",
        help=limit_help(ENDPOINT_RUNNING),
    )  # fmt: skip
    limits.add_argument(
        "--queue", type=limit_type(ENDPOINT_WAITING), default=ENDPOINT_WAITING.default, metavar="N",
        help=limit_help(ENDPOINT_WAITING),
    )  # fmt: skip
    add_store(parser, "graph directory")


def run(options: argparse.Namespace) -> int:
    """Serve the graph until the process is interrupted.

    :param options: what the user gave
    :returns: exit code
    :raises MissingExtraError: if Starlette, uvicorn or prometheus_client is not installed
    :raises UserError: if the graph is an endpoint already, or the port is taken
    """
    if any(importlib.util.find_spec(name) is None for name in ("starlette", "uvicorn", "prometheus_client")):
        raise MissingExtraError("drugkg serve", "serve")
    place = where_is(options.store)
    if is_remote(place):
        raise UserError(f"{place} is an endpoint already: name a graph directory with --store")
    open_store(place).close()  # a missing or damaged graph is reported now, not on the first request
    from ui.endpoint.server import serve  # noqa: PLC0415 - slow to import
    from ui.endpoint.service import Settings  # noqa: PLC0415

    settings = Settings(
        place,
        timeout=ENDPOINT_TIMEOUT.value() if options.timeout is None else options.timeout,
        row_limit=ROW_LIMIT.value() if options.limit is None else options.limit,
        workers=options.workers,
        queue=options.queue,
        with_quotes=options.quotes,
        base_path=options.base_path,
    )
    address = f"[{options.host}]" if ":" in options.host else options.host

    def report(port: int) -> None:
        where = f"http://{address}:{port}{options.base_path}"
        print(
            f"drugkg: the endpoint is at {where}/sparql, its pages at {where}/; press Ctrl+C to stop", file=sys.stderr
        )

    serve(settings, options.host, options.port, report=report, log=not options.quiet)
    return 0


def _port(text: str) -> int:
    """Return the number of a port; 0 lets the system choose a free one."""
    return 0 if text == "0" else port_number(text)


def _base_path(text: str) -> str:
    path = text.strip("/")
    if path and not all(
        part and part.isascii() and part.replace("-", "").replace("_", "").replace(".", "").isalnum()
        for part in path.split("/")
    ):
        raise UserError(f"--base-path: {text!r} is not a path: write one such as /drugkg")
    return f"/{path}" if path else ""
