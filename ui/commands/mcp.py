"""Serve tools to a client with a language model, over the Model Context Protocol (MCP).

Examples:
  drugkg mcp
  drugkg mcp --http --port 8765
  drugkg mcp --list

Without --http the client starts the command itself and speaks to it over standard input and output. In the settings of
the client, name the command `drugkg` with the argument `mcp`. With --http the address is http://127.0.0.1:PORT/mcp.

The tools only read. Every answer names the claims, their documents, polarity and modality. Rows come in pages, and
queries have the same limits as on the command line.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys

from ontology.errors import MissingExtraError
from queries.runner import open_graph
from ui.commands.options import add_limits, add_store, port_number

USAGE = "drugkg mcp [options]"

HOST = "127.0.0.1"
DEFAULT_PORT = 8765


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg mcp``.

    :param parser: parser of the command
    """
    parser.add_argument("--list", action="store_true", help="print the tools and their arguments, and stop")
    parser.add_argument("--http", action="store_true", help="serve over HTTP on this machine")
    parser.add_argument(
        "--port", type=port_number, default=DEFAULT_PORT, metavar="N", help="port for --http (default: %(default)s)"
    )
    add_limits(parser, rows=False)
    add_store(parser)


def run(options: argparse.Namespace) -> int:
    """Serve the tools until the client leaves or the process is interrupted.

    :param options: what the user gave
    :returns: exit code
    :raises MissingExtraError: if the protocol's library is not installed
    """
    if options.list:
        from ui.mcp_server.catalogue import TOOLS  # noqa: PLC0415 - only for the list

        for name, tool in TOOLS.items():
            arguments = ", ".join(tool.arguments.model_fields)
            print(f"{name}({arguments})\n  {tool.description}")
        return 0
    if importlib.util.find_spec("mcp") is None:
        raise MissingExtraError("drugkg mcp", "mcp")
    open_graph(options.store).close()  # a missing graph is reported now, not on the first call
    from ui.mcp_server.server import run_http, run_stdio  # noqa: PLC0415 - slow to import

    if options.http:

        def report() -> None:
            where = f"http://{HOST}:{options.port}/mcp"
            print(f"drugkg: the tools are at {where}; press Ctrl+C to stop", file=sys.stderr, flush=True)

        run_http(options.store, options.timeout, HOST, options.port, report=report)
    else:
        run_stdio(options.store, options.timeout)
    return 0
