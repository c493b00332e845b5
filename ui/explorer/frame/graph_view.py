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
from ui.explorer.frame.addresses import parameter, set_parameter

FOLDER = Path(__file__).parent
TALLEST = 560
"""Pixels of height that a graph may take before it scrolls."""


LAYOUTS = ("right", "down")


class Action(NamedTuple):
    """What can be done with a node in the picture.

    :param label: of its button
    :param act: what :attr:`Answer.act` names then; empty if the button only leads somewhere
    :param href: the address that the button leads to, to which the identifier of the node is added
    :param again: label of the button for the nodes in ``active``
    :param active: identifiers of the nodes with which it was done already
    """

    label: str
    act: str = ""
    href: str = ""
    again: str = ""
    active: tuple[str, ...] = ()


class Chosen(NamedTuple):
    """What a reader clicked.

    :param role: ``node`` or ``edge``
    :param id: its identifier
    """

    role: str
    id: str


class Pointed(NamedTuple):
    """What a picture points out.

    :param chosen: identifier of the node or edge that is chosen
    :param words: part of the labels of nodes to point out
    :param sheet: whether its claims cover the lower part of a narrow screen
    """

    chosen: str = ""
    words: str = ""
    sheet: bool = False


class Answer(NamedTuple):
    """What a reader did in the picture since the last run.

    :param chosen: what was clicked, if anything
    :param act: the action that was asked for, and the identifier of its node, if any
    """

    chosen: Chosen | None
    act: tuple[str, str] | None


def show_graph(
    elements: GraphElements,
    *,
    key: str,
    pointed: Pointed | None = None,
    caption: Caption | None = None,
    actions: Sequence[Action] = (),
    on_choice: Callable[[Chosen], None] | None = None,
    height: int = TALLEST,
) -> Answer:
    """Draw a graph that can be clicked; its layout is in the address where the reader has chosen one.

    :param elements: the graph; at least one node
    :param key: unique on the page; the view keeps its zoom and place as long as this stays the same
    :param pointed: what is pointed out in it
    :param caption: what is written around a downloaded picture
    :param actions: what can be done with a node that was clicked
    :param on_choice: is called with what was clicked before the page runs again
    :param height: pixels of height that it may take
    :returns: what was clicked or asked for since the last run
    """
    theme = "dark" if st.context.theme.type == "dark" else "light"
    selected, found, sheet = pointed or Pointed()
    shown, whole = _drawn(elements, theme, found, caption)
    first = next((node.id for node in elements.nodes if found and found.casefold() in node.label.casefold()), "")
    label = f"Graph of {len(elements.nodes)} nodes and {len(elements.edges)} edges; Tab moves between them"
    data = {
        "svg": shown,
        "whole": whole,
        "layout": parameter("layout"),
        "actions": [action._asdict() for action in actions],
        "legend": legend_samples(elements, theme),
        "height": height,
        "name": caption.file if caption else "drugkg",
        "label": label,
        "selected": selected,
        "shown": first or selected,
        "sheet": sheet,
    }

    def choice() -> None:
        clicked = chosen_from(st.session_state[key].get("chosen"))
        if clicked and on_choice:
            on_choice(clicked)

    result = _component()(
        key=key,
        data=data,
        on_chosen_change=choice,
        on_act_change=_nothing,
        on_layout_change=lambda: _keep_layout(st.session_state[key].get("layout")),
    )
    return Answer(chosen_from(result.chosen), act_from(result.act, [action.act for action in actions]))


@lru_cache(maxsize=64)
def _drawn(
    elements: GraphElements, theme: str, found: str, caption: Caption | None
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return the pictures for the page and those to be saved, by layout; a choice in the picture changes neither."""
    shown, whole = {}, {}
    for layout in LAYOUTS:
        down = layout == "down"
        shown[layout] = draw(elements, theme=theme, found=found, legend=False, down=down).svg
        drawing = draw(elements, theme=theme, found=found, down=down)
        whole[layout] = (with_caption(drawing, caption, theme=theme) if caption else drawing).svg
    return shown, whole


def _nothing() -> None:
    """Let the page run again; what was clicked is in the result."""


def _keep_layout(event: Any) -> None:
    """Write the layout that a reader has chosen into the address."""
    layout = event.get("layout") if isinstance(event, Mapping) else None
    if layout in LAYOUTS:
        set_parameter("layout", str(layout))


def act_from(event: Any, known: Sequence[str]) -> tuple[str, str] | None:
    """Read what was asked for from an event of the component.

    :param event: plain data from the browser, or ``None``
    :param known: the actions that there are
    :returns: the action and the identifier of its node, or ``None`` if the event is not valid

    >>> act_from({"action": "hide", "id": "drugkg:pain"}, ["hide"])
    ('hide', 'drugkg:pain')
    >>> act_from({"action": "delete", "id": "drugkg:pain"}, ["hide"]) is None
    True
    """
    if not isinstance(event, Mapping) or event.get("action") not in known or not isinstance(event.get("id"), str):
        return None
    return str(event["action"]), str(event["id"])


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
    html, css = ((FOLDER / f"graph_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    scripts = ("graph_view.js", "graph_moving.js", "graph_map.js", "navigation.js")
    js = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in scripts)
    return st.components.v2.component("drugkg_graph", html=html, css=css, js=js)
