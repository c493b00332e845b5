"""Runs Streamlit and opens the graph while the server starts, so that the first visit is as fast as any other.

``drugkg explore`` starts it as ``python -m ui.explorer.server``, with the arguments of ``streamlit``.
"""

from __future__ import annotations

import importlib
import logging
import sys
import threading
from contextlib import suppress

from ontology.errors import UserError

_LIBRARIES = ("pandas", "pyarrow", "streamlit.elements.arrow")
"""What pages import only when they draw a table."""

_QUIET = ("streamlit", "streamlit.runtime.scriptrunner_utils.script_run_context", "streamlit.runtime.caching")
"""Loggers that complain of a graph that is opened without a page."""


def main() -> None:
    """Start opening the graph, and run the server with the arguments of this program."""
    from streamlit.web.cli import main as serve  # noqa: PLC0415 - it is slow, and only this program needs it

    threading.Thread(target=open_first, name="open graph", daemon=True).start()
    sys.argv[0] = "streamlit"
    serve(prog_name="streamlit")


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
