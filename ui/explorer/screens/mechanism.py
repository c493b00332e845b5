"""Mechanism: the signed routes from one node to another as picture, table and text, with the claims behind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import streamlit as st

from queries.claims.as_triples import claims_as_triples
from queries.drawing.captions import Caption
from queries.mechanism.hints import Change, Ways
from queries.mechanism.picture import steps_of_paths
from queries.mechanism.text import path_lines, path_summary
from queries.mechanism.view import Shown, View, shown
from ui.explorer.frame.addresses import Value, link, parameter, set_parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.graph_view import Pointed, show_graph
from ui.explorer.frame.markup import show_verbatim
from ui.explorer.frame.origin import origin_of
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.titles import page_title
from ui.explorer.mechanism.controls import FILTERS, view_asked
from ui.explorer.mechanism.panel import act_on_node, chosen_in, node_actions, show_panel, told
from ui.explorer.mechanism.table import show_routes

NO_ROUTE = "No route is shown."

WAYS = Ways(
    more_steps="raise the step limit",
    fewer_steps="lower the step limit",
    joined="“Join documents” includes such routes",
    any_people="“Join different people” includes such routes",
    reverse="swap start and end",
    proposed="the filter “Also claims that nobody has reviewed” uses them",
)


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Mechanism", anchor=False)
    part = part_shown(graph, near=parameter("start"))
    choose_drug(graph, near=parameter("start"))
    if not part.mechanisms.edges(proposed=True):
        st.info(
            f"No claim that is shown here states an effect, so there is no route. {silence()}", icon=":material/info:"
        )
        return
    view, words = view_asked(graph, part)
    st.set_page_config(page_title=page_title("Mechanism", {"end": view.ends or view.starts}, graph.label))
    found = shown(part.mechanisms, view, WAYS, graph.short_titles)
    _headline(graph, found, view, words)
    _picture(graph, found, view, words)
    _notes(found, view)
    _other_forms(graph, found, view)


@st.fragment
def _picture(graph: LoadedGraph, found: Shown, view: View, words: str) -> None:
    """Draw the picture and the claims behind what is chosen in it; a choice draws this part anew, and nothing else."""
    chosen = chosen_in(found, parameter("chosen"))
    with st.container(horizontal=True, key="picture_and_panel"):
        picture = st.container(width="stretch", key="picture")
        panel = st.container(width=470, key="side_panel") if chosen else None
    with picture:
        answer = show_graph(
            found.elements, key="mechanism", pointed=Pointed(parameter("chosen"), words, bool(chosen)),
            caption=_caption(graph, found, view), actions=node_actions(view),
            on_choice=lambda clicked: set_parameter("chosen", clicked.id),
        )  # fmt: skip
    if answer.act:
        act_on_node(view, *answer.act)
        st.rerun()
    if chosen and panel is not None:
        with panel:
            show_panel(graph, found, view, chosen)
    else:
        lost = "What the address names is not in the picture. " if parameter("chosen") else ""
        st.caption(f"{lost}Choose a node or a line in the picture to read the claims behind it.")
    _direct_statements(found)


def _caption(graph: LoadedGraph, found: Shown, view: View) -> Caption:
    """Return what a downloaded picture has around it."""
    return Caption(_title(graph, view), found.elements.banner, origin_of(graph, found.claims), _file_name(view))


def _title(graph: LoadedGraph, view: View) -> str:
    starts = ", ".join(map(graph.label, view.starts))
    ends = ", ".join(map(graph.label, view.ends))
    return f"{starts} → {ends}" if ends else f"What is one step away from {starts}"


def _headline(graph: LoadedGraph, found: Shown, view: View, words: str) -> None:
    """Draw what was found in a few words, and what to know before counting it."""
    lines = path_summary(found.paths) if view.ends else [_title(graph, view)]
    lines += [f"No route: {_title(graph, replace(view, starts=(start,), ends=ends))}" for start, ends in _apart(found)]
    with st.container(key="headline"):
        st.markdown("  \n".join(escaped(line) for line in lines))
    if view.options.proposed:
        st.caption("Claims that nobody has reviewed make steps here too; these are marked *proposed*.")
    if found.elements.banner:
        with st.container(key="banner"):
            st.warning("  \n".join(escaped(line) for line in found.elements.banner), icon=":material/info:")
    if words and not any(words.casefold() in node.label.casefold() for node in found.elements.nodes):
        st.caption(f"No node of the picture has “{escaped(words)}” in its name.")


def _apart(found: Shown) -> list[tuple[str, tuple[str, ...]]]:
    """Return the starts with the ends that no route joins to them."""
    return [(start, tuple(end for of, end in found.apart if of == start)) for start in dict(found.apart)]


def _direct_statements(found: Shown) -> None:
    """Draw what is stated without the steps between, if anything is."""
    if found.direct:
        number = len(found.direct)
        with st.expander(f"{number} direct statement{'' if number == 1 else 's'}, without the steps between"):
            for name, step in found.direct.items():
                st.button(
                    escaped(told(step)), key=f"direct {name}", type="tertiary", icon=":material/chat:",
                    on_click=set_parameter, args=("chosen", name),
                )  # fmt: skip


def _notes(found: Shown, view: View) -> None:
    """Draw what was left out and why, with links to the searches that would show it."""
    if view.hidden:
        st.button(
            "Show hidden nodes",
            key="show_hidden",
            icon=":material/visibility:",
            type="tertiary",
            on_click=set_parameter,
            args=("hide", ""),
        )
    state = {name: st.query_params.get_all(name) for name in st.query_params}
    if not found.paths and view.ends and any(name in state for name in FILTERS):
        wider = {name: values for name, values in state.items() if name not in (*FILTERS, "chosen")}
        st.page_link(
            "screens/mechanism.py", label="Ask without filters", icon=":material/filter_alt_off:", query_params=wider
        )
    for note in found.notes:
        st.caption(escaped(note.text[:1].upper() + note.text[1:]))
        if note.changes:
            with st.container(horizontal=True, gap="small"):
                for change in note.changes:
                    _change(change)


def _change(change: Change) -> None:
    """Draw a link to the same search with something changed, or to a claim."""
    if "claim" in change.parameters:
        link("evidence", escaped(change.label), icon=":material/format_quote:", **change.parameters)
        return
    state: dict[str, Value] = {name: st.query_params.get_all(name) for name in st.query_params}
    state |= change.parameters
    for name in ("chosen", "expand", "hide"):
        state.pop(name, None)
    st.page_link(
        "screens/mechanism.py", label=escaped(change.label), icon=":material/arrow_forward:", query_params=state
    )


def _other_forms(graph: LoadedGraph, found: Shown, view: View) -> None:
    """Draw the routes as table and text, and the downloads; only the tab that is open is made."""
    table, text, take = st.tabs(["Table", "Text", "Download"], key="panel", bind="query-params")
    if table.open:
        with table:
            further = _further(found)
            if found.paths or further:
                show_routes(found.paths, further)
            else:
                st.caption(NO_ROUTE)
    if text.open:
        with text:
            lines = path_lines(found.paths, graph.short_titles)
            lines += [f"{told(step)}: {', '.join(step['claims'])}" for step in _further(found)]
            show_verbatim("\n".join(lines) or NO_ROUTE)
    if take.open:
        with take:
            _download(graph, found, view)


def _further(found: Shown) -> list[Mapping[str, Any]]:
    """Return the steps of the picture that belong to no route."""
    of_routes = steps_of_paths(found.paths)
    return [step for name, step in found.steps.items() if name not in of_routes]


def _download(graph: LoadedGraph, found: Shown, view: View) -> None:
    if found.claims:
        st.download_button(
            "Claims of this picture as Turtle",
            lambda: claims_as_triples(graph.store, list(found.claims)).data,
            file_name=f"{_file_name(view)}.ttl",
            mime="text/turtle",
            on_click="ignore",
        )
    st.caption("Download the picture with the buttons SVG and PNG above it.")


def _file_name(view: View) -> str:
    starts = "-".join(name.partition(":")[2] for name in view.starts)
    ends = "-".join(name.partition(":")[2] for name in view.ends)
    return f"{starts}-to-{ends}" if ends else f"around-{starts}"


if __name__ == "__main__":
    show()
