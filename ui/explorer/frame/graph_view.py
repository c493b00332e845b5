"""A drawn graph in the page: the one module that knows how it gets there and how clicks come back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from queries.drawing.captions import Caption, with_caption
from queries.drawing.elements import GraphElements
from queries.drawing.legend import legend_samples
from queries.drawing.svg import draw

FOLDER = Path(__file__).parent
TALLEST = 560
"""Pixels of height that a graph may take before it scrolls."""


class Chosen(NamedTuple):
    """What a reader clicked.

    :param role: ``node`` or ``edge``
    :param id: its identifier
    """

    role: str
    id: str


def show_graph(
    elements: GraphElements,
    *,
    key: str,
    selected: str = "",
    found: str = "",
    name: str = "drugkg",
    title: str = "",
    origin: Sequence[str] = (),
) -> Chosen | None:
    """Draw a graph that can be clicked.

    :param elements: the graph; at least one node
    :param key: unique on the page; the view keeps its zoom and place as long as this stays the same
    :param selected: identifier of the node or edge that is chosen
    :param found: part of the labels of nodes to point out
    :param name: what downloaded pictures are called, without ending
    :param title: written above a downloaded picture; without one it has no caption
    :param origin: lines written below a downloaded picture: documents, licence, address
    :returns: what was clicked since the last run, if anything
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"
    drawing = draw(elements, theme=theme, selected=selected, found=found, legend=False)
    whole = draw(elements, theme=theme, selected=selected, found=found)
    if title:
        whole = with_caption(whole, Caption(title, elements.banner, tuple(origin)), theme=theme)
    pointed = next((node.id for node in elements.nodes if found and found.casefold() in node.label.casefold()), "")
    label = f"Graph of {len(elements.nodes)} nodes and {len(elements.edges)} edges; Tab moves between them"
    data = {
        "svg": drawing.svg,
        "whole": whole.svg,
        "legend": legend_samples(elements, theme),
        "height": TALLEST,
        "name": name,
        "label": label,
        "shown": pointed or selected,
    }
    result = _component()(key=key, data=data, on_chosen_change=lambda: None)
    return chosen_from(result.chosen)


def chosen_from(event: Any) -> Chosen | None:
    """Read what was clicked from an event of the component.

    :param event: plain data from the browser, or ``None``
    :returns: the node or edge, or ``None`` if the event is not valid

    >>> chosen_from({"role": "node", "id": "drugkg:baclofen"})
    Chosen(role='node', id='drugkg:baclofen')
    >>> chosen_from({"role": "script"}) is None
    True
    """
    if not isinstance(event, Mapping) or event.get("role") not in ("node", "edge"):
        return None
    identifier = event.get("id")
    return Chosen(event["role"], identifier) if isinstance(identifier, str) and identifier else None


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    html, css, js = ((FOLDER / f"graph_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css", "js"))
    return st.components.v2.component("drugkg_graph", html=html, css=css, js=js)
