"""The editor in the page: it shows a text with its mistake, and reports what the reader writes and runs.

It consists of two components. One has the library and the words of the graph: it never changes, so that the browser
gets it once. The other is the editor itself. A page without them keeps its plain text area; see ``STYLE``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from queries.saved_queries.model import SavedQuery
from queries.store.limits import QUERY_SIZE
from ui.explorer.asking.editor.words import words_of
from ui.explorer.frame.session import LoadedGraph

FOLDER = Path(__file__).parent
PLACE = "sparql-editor"
"""Key of the container of the editor; the browser marks it when the editor is ready."""

STYLE = f"""<style>
body:has(.st-key-{PLACE}[data-ready]) :is(.st-key-sparql-text, .st-key-sparql-run) {{display: none}}
.st-key-sparql-text, .st-key-sparql-run {{animation: drugkg-late 4s step-end}}
@keyframes drugkg-late {{from {{visibility: hidden; position: absolute}} to {{visibility: visible}}}}
.st-key-sparql-text textarea {{font-family: monospace; font-size: 0.9rem}}
</style>"""
"""Hides the plain text area and its button where the editor is ready, and until it is clear that it is not."""

_KEY = "sparql editor"


class Mistake(NamedTuple):
    """Why a text cannot be run.

    :param message: one line
    :param line: from 1; 0 if the place is not known
    :param column: from 1; 0 if the place is not known
    """

    message: str
    line: int = 0
    column: int = 0


def show_editor(
    graph: LoadedGraph, text: str, check: Callable[[str], Mistake | None], on_run: Callable[[str], None]
) -> bool:
    """Draw the editor; to be called in a fragment, because every pause in typing runs it again.

    :param graph: the graph, whose words it completes
    :param text: the text to show; what the reader writes stays until another text is given
    :param check: finds the mistake in a text
    :param on_run: called with the text that the reader asks to run, before the page is drawn again
    :returns: whether the reader asked to run a text
    """

    def run() -> None:
        if (asked := text_from(st.session_state[_KEY].get("run"))) is not None:
            on_run(asked)

    with st.container(key=PLACE):
        _library()(key="sparql library", data=_offered(graph), height=0)
        state = st.session_state.get(_KEY)
        draft = text_from(state.get("draft")) if isinstance(state, Mapping) else None
        written = text if draft is None else draft
        mistake = check(written) if written.strip() else None
        data = {
            "text": text,
            "checked": written,
            "mistake": mistake._asdict() if mistake else None,
            "theme": "dark" if st.context.theme.type == "dark" else "light",
        }
        result = _editor()(key=_KEY, data=data, on_draft_change=lambda: None, on_run_change=run)
    return text_from(result.get("run")) is not None


def text_from(event: Any) -> str | None:
    """Read a text from an event of the component.

    :param event: plain data from the browser, or ``None``
    :returns: the text, or ``None`` if the event is not valid

    >>> text_from({"text": "ASK {}"})
    'ASK {}'
    >>> text_from({"text": 1}) is None
    True
    """
    text = event.get("text") if isinstance(event, Mapping) else None
    return text if isinstance(text, str) and len(text) <= 2 * QUERY_SIZE.default else None


@lru_cache(maxsize=2)
def _offered(graph: LoadedGraph) -> dict[str, Any]:
    """Return the words and the saved queries as plain data."""
    queries: list[SavedQuery] = [graph.index.query(name) for name in graph.index.query_names]
    return {
        "words": words_of(graph.index),
        "queries": [[query.name, query.summary, query.text] for query in queries if not query.endpoints],
    }


def _read(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _library() -> Callable[..., Any]:
    return st.components.v2.component("drugkg_codemirror", js=_read("codemirror.js"))


@lru_cache(maxsize=1)
def _editor() -> Callable[..., Any]:
    html, css = _read("editor.html"), _read("editor.css")
    js = "\n".join((_read("editor.js"), _read("tabs.js")))
    return st.components.v2.component("drugkg_editor", html=html, css=css, js=js)
