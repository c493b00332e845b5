"""The bar at the top of every page: search with suggestions, the address to share, the words that the page uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from queries.claims.suggestions import Suggestion, suggest
from queries.index.name_index import Index
from ui.explorer.frame.addresses import address
from ui.explorer.frame.glossary import tooltips

FOLDER = Path(__file__).parent
_KEY = "top bar"
_MOST_LETTERS = 200


@st.fragment
def show_top_bar(index: Index, asked: str) -> None:
    """Draw the bar; a pause in typing draws it anew, and nothing else of the page.

    :param index: the index of the graph, which knows what can be suggested
    :param asked: the words that the page answers; empty on pages other than the search
    """
    state = st.session_state.get(_KEY)
    typed = words_from(state.get("typed")) if isinstance(state, Mapping) else ""
    data = {
        "asked": asked,
        "typed": typed,
        "groups": suggestion_groups(suggest(index, typed)) if typed else [],
        "search": address("search"),
        "glossary": tooltips(),
    }
    with st.container(key="top_bar"):
        _component()(key=_KEY, data=data, on_typed_change=_nothing)


def suggestion_groups(found: list[Suggestion]) -> list[dict[str, Any]]:
    """Return suggestions as the browser shows them: by kind, each with the address of its page.

    :param found: the suggestions, those of one kind next to each other
    :returns: plain data
    """
    return [
        {
            "title": kind,
            "items": [{"label": one.label, "note": one.note, "href": place_of(one)} for one in group],
        }
        for kind, group in groupby(found, key=lambda one: one.kind)
    ]


def place_of(found: Suggestion) -> str:
    """Return the address of the page that shows a suggestion.

    :param found: the suggestion
    :returns: its address, relative to the root of the explorer
    """
    if found.kind == "saved query":
        return address("query", query=found.id)
    if found.kind == "document":
        return address("sources", document=found.id.removeprefix("source:"))
    if found.kind == "cited work":
        return address("query", query="claims-citing", **{"p.work": found.id})
    return address("entity", entity=found.id)


def words_from(event: Any) -> str:
    """Read the words that a reader has typed from an event of the component.

    :param event: plain data from the browser, or ``None``
    :returns: the words, or an empty text if the event is not valid

    >>> words_from({"words": " craving "})
    'craving'
    >>> words_from({"words": 1})
    ''
    """
    words = event.get("words") if isinstance(event, Mapping) else None
    return words.strip() if isinstance(words, str) and len(words) <= _MOST_LETTERS else ""


def _nothing() -> None:
    """Let the bar be drawn again; what was typed is in the result."""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    html, css = ((FOLDER / f"top_bar.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    scripts = ("top_bar.js", "tooltips.js", "navigation.js", "popovers.js")
    js = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in scripts)
    return st.components.v2.component("drugkg_top_bar", html=html, css=css, js=js)
