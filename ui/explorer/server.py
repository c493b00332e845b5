"""Runs Streamlit and opens the graph while the server starts, so that the first visit is as fast as any other.

``drugkg explore`` starts it as ``python -m ui.explorer.server``, with the settings of Streamlit as JSON.
"""

from __future__ import annotations

import importlib
import json
import logging
import signal
import sys
import threading
import webbrowser
from collections.abc import AsyncGenerator, Mapping
from contextlib import asynccontextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ontology.errors import UserError

if TYPE_CHECKING:
    from streamlit.starlette import App

PAGES = Path(__file__).with_name("app.py")
"""The script that Streamlit runs for each visit."""

_LIBRARIES = ("pandas", "pyarrow", "streamlit.elements.arrow")
"""What pages import only when they draw a table."""

_QUIET = ("streamlit", "streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.caching")
"""Loggers that complain of a graph that is opened without a page."""


def main() -> None:
    """Run the server with the settings that the first argument gives."""
    settings = json.loads(sys.argv.pop())
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))  # the server ends what it does, and raises the signal again
    with suppress(KeyboardInterrupt):  # Ctrl+C ends the server
        explorer(settings).run(config=settings)


def explorer(settings: Mapping[str, Any]) -> App:
    """Return the explorer as a web application.

    :param settings: name of a setting of Streamlit → value
    :returns: the pages, with the paths that lead to them
    """
    from starlette.middleware import Middleware  # noqa: PLC0415 - both are slow, and only this program needs them
    from streamlit.starlette import App  # noqa: PLC0415

    from ui.explorer.permalinks import Permalinks  # noqa: PLC0415

    base = settings.get("server.baseUrlPath", "")
    return App(PAGES, lifespan=partial(_life, settings), middleware=[Middleware(Permalinks, base=base)])


@asynccontextmanager
async def _life(settings: Mapping[str, Any], _app: App) -> AsyncGenerator[dict[str, Any], None]:
    """Start opening the graph, and show the explorer in a browser, when the server starts."""
    threading.Thread(target=open_first, name="open graph", daemon=True).start()
    if not settings.get("server.headless", True):
        webbrowser.open(address_of(settings))
    yield {}


def address_of(settings: Mapping[str, Any]) -> str:
    """Return where a browser on this machine finds the explorer.

    :param settings: name of a setting of Streamlit → value
    :returns: an address

    >>> address_of({"server.address": "0.0.0.0", "server.port": 8501, "server.baseUrlPath": "drugkg"})
    'http://localhost:8501/drugkg'
    """
    host = settings["server.address"]
    host = "localhost" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104 - compared
    return f"http://{host}:{settings['server.port']}/{settings.get('server.baseUrlPath', '')}"


def open_first() -> None:
    """Import the pages, open the graph, and read what the first page of each kind reads.

    An error is left to the page, which shows it to whoever opens it.
    """
    from ui.explorer.frame.addresses import PLACES  # noqa: PLC0415 - slow as well
    from ui.explorer.frame.session import loaded  # noqa: PLC0415

    muted = [logging.getLogger(name) for name in _QUIET]
    levels = [logger.level for logger in muted]
    for logger in muted:
        logger.setLevel(logging.ERROR)
    try:
        graph = loaded()
    except UserError:
        return
    finally:
        for logger, level in zip(muted, levels, strict=True):
            logger.setLevel(level)
    for name in (*_LIBRARIES, *(f"ui.explorer.screens.{place}" for place in PLACES)):
        with suppress(ImportError):
            importlib.import_module(name)
    with suppress(UserError):
        graph.read_first()


if __name__ == "__main__":
    main()
