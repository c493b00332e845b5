"""Open the explorer in a web browser. If there is no graph yet, it is built first.

Examples:
  drugkg explore
  drugkg explore --port 8600 --no-browser
  drugkg explore --port 8600 --no-browser --public-name drugs.example.org --base-path drugkg

The explorer has no log-in. It accepts connections from this machine only, unless --address is set. Press Ctrl+C to
stop it.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import socket
import sys
from pathlib import Path
from typing import Any

from ontology.errors import MissingExtraError, UserError
from queries.store.graph_versions import GraphFolder
from queries.store.opening import is_remote, open_store, where_is
from ui.commands.options import add_originals, add_store, originals_folder, port_number, store_folder, workspace_folder

USAGE = "drugkg explore [options]"

FIRST_PORT = 8501

SETTINGS: dict[str, Any] = {
    "browser.gatherUsageStats": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "theme.baseFontSize": 15,
    "theme.headingFontSizes": ["1.7rem", "1.2rem", "1.05rem", "1rem", "1rem", "1rem"],
    "theme.paddingTop": "1rem",
    "theme.paddingBottom": "3rem",
    "theme.light.primaryColor": "#1f5f8b",
    "theme.dark.primaryColor": "#7cb8e0",
}
"""How Streamlit is set up: nothing is sent or fetched anywhere, and no traceback is shown to a reader."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of ``drugkg explore``.

    :param parser: parser of the command
    """
    parser.add_argument("--no-browser", action="store_true", help="do not open a web browser")
    server = parser.add_argument_group("server")
    server.add_argument(
        "--port",
        type=port_number,
        metavar="N",
        help=f"port to listen on (default: the first free port from {FIRST_PORT})",
    )
    server.add_argument(
        "--address", default="127.0.0.1", metavar="ADDRESS", help="address to listen on (default: %(default)s)"
    )
    server.add_argument(
        "--public-name", default="", metavar="HOST",
        help="host name of a proxy in front of the explorer; requests from pages of other hosts are refused",
    )  # fmt: skip
    server.add_argument("--base-path", default="", metavar="PATH", help="path under which a proxy serves the explorer")
    add_originals(add_store(parser))


def run(options: argparse.Namespace) -> int:
    """Start the explorer.

    :param options: the parsed options
    :returns: the exit code of the explorer, 0 if it was interrupted
    :raises MissingExtraError: if Streamlit is not installed
    """
    if importlib.util.find_spec("streamlit") is None:
        raise MissingExtraError("the explorer", "explorer")
    originals = originals_folder(options.originals)
    place = _with_graph(options.store, originals)
    environment = os.environ | {"DRUGKG_STORE": place, "DRUGKG_WORKSPACE": str(workspace_folder(None).resolve())}
    if originals:
        environment["DRUGKG_ORIGINALS"] = str(originals.resolve())
    port = _free_port(options.address, options.port)
    path = options.base_path.strip("/")
    address = f"http://{options.address}:{port}/{path}"
    print(f"the explorer is at {address}; press Ctrl+C to stop it", file=sys.stderr, flush=True)
    return _serve(_command(options, port), environment)


def _with_graph(given: str | None, originals: Path | None) -> str:
    """Return where the graph is, after building it if it is a folder that holds none."""
    place = where_is(given)
    if is_remote(place):
        open_store(place).ask("ASK {}")
        return place
    folder = store_folder(given).resolve()
    graph = GraphFolder(folder)
    if (folder.is_dir() or not folder.exists()) and not graph.pointer.exists() and not graph.foreign():
        from ingest.build import build  # noqa: PLC0415 - only for the first time

        print(f"there is no graph at {folder} yet: building it", file=sys.stderr)
        build(folder, originals=originals, report=lambda line: print(line, file=sys.stderr))
    open_store(str(folder)).close()
    return str(folder)


def _serve(command: list[str], environment: dict[str, str], *, replace: bool = os.name == "posix") -> int:
    """Run Streamlit in the place of this process, or below it where a system cannot replace a process (Windows)."""
    if replace:
        os.execve(command[0], command, environment)  # noqa: S606 - the command is ours
    import subprocess  # noqa: PLC0415 - not needed on other systems

    try:
        return subprocess.call(command, env=environment)
    except KeyboardInterrupt:  # Ctrl+C reaches Streamlit as well
        return 0


def _free_port(address: str, wanted: int | None) -> int:
    """Return the port to listen on: the one that was asked for, or the first free one from 8501 on."""
    for port in [wanted] if wanted else range(FIRST_PORT, FIRST_PORT + 100):
        try:
            with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                probe.bind((address, port))
        except OSError as error:
            reason = error.strerror
        else:
            return port
    asked = f"port {wanted}" if wanted else f"a port from {FIRST_PORT} on"
    raise UserError(f"cannot listen on {asked} of {address} ({reason}): choose another with --port or --address")


def _command(options: argparse.Namespace, port: int) -> list[str]:
    settings = SETTINGS | {
        "server.address": options.address,
        "server.port": port,
        "server.headless": options.no_browser,
    }
    if options.public_name:
        settings["browser.serverAddress"] = options.public_name
    if options.base_path:
        settings["server.baseUrlPath"] = options.base_path.strip("/")
    return [sys.executable, "-m", "ui.explorer.server", json.dumps(settings)]
