"""The panel next to the picture: the claims behind the node or line that is chosen, and what can be done with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from queries.mechanism.basis import STATEMENT
from queries.mechanism.support import limit_words, support_words
from queries.mechanism.text import limit_lines, relation_words
from queries.mechanism.view import Shown, View
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.frame.addresses import address, link, set_parameter, set_parameters
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import NONE
from ui.explorer.frame.graph_view import Action, Chosen
from ui.explorer.frame.session import LoadedGraph

PANEL_STYLE = """<style>
.st-key-picture_and_panel { flex-wrap: nowrap; align-items: flex-start }
.st-key-picture { min-width: 0 }
.st-key-picture_and_panel > :has(> .st-key-side_panel) { position: sticky; top: 4.2rem }
.st-key-details { max-height: calc(100vh - 15rem); overflow-y: auto; gap: 0.45rem; padding: 0.6rem 0.9rem }
.st-key-details h2 { font-size: 1.15rem; padding: 0 }
.st-key-node_actions { gap: 0.1rem 0.8rem }
.st-key-details_head button { min-height: 0; padding: 0 }
.st-key-node_actions :is(button, a) { min-height: 0; padding: 0.1rem 0; background: none;
  text-decoration: underline dotted 1px; text-underline-offset: 0.22em }
.st-key-node_actions :is(button, a) * { font-weight: 400 }
@media (max-width: 900px) {
  .st-key-picture_and_panel > :has(> .st-key-side_panel) { position: absolute; width: 0 }
  .st-key-details {
    position: fixed; left: 0; right: 0; bottom: 0; z-index: 100; max-height: 55vh; overflow-y: auto;
    background: var(--background-color, Canvas); border-radius: 0.8rem 0.8rem 0 0;
    box-shadow: 0 -4px 18px rgba(0, 0, 0, 0.28);
  }
}
</style>"""
"""The panel stays in sight next to a tall picture; on a narrow screen it is a sheet at the bottom."""


def chosen_in(shown: Shown, identifier: str) -> Chosen | None:
    """Return the node or edge with an identifier.

    :param shown: what the page shows
    :param identifier: identifier of a node or an edge
    :returns: the node or edge, or ``None`` if it is not shown
    """
    if any(node.id == identifier for node in shown.elements.nodes):
        return Chosen("node", identifier)
    return Chosen("edge", identifier) if identifier in shown.steps or identifier in shown.direct else None


def told(step: Mapping[str, Any]) -> str:
    """Return a step in words with the evidence for it.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: plain text
    """
    said = " ".join(step[part] for part in ("subject", "predicate", "object"))
    limits = limit_words(step["limits"])
    against = len(step["denied_by"]) + len(step["opposed_by"])
    words = [support_words(step["support"]), *([f"limits: {limits}"] if limits else [])]
    words += ["inferred by the reader"] if step["inferred"] else []
    words += [f"{against} against it"] if against else []
    return f"{said} ({'; '.join(words)})"


def show_panel(graph: LoadedGraph, shown: Shown, view: View, chosen: Chosen) -> None:
    """Draw the claims behind what is chosen.

    :param graph: the graph
    :param shown: what the page shows
    :param view: what the reader asked for
    :param chosen: the node or edge
    """
    st.html(PANEL_STYLE)
    with st.container(border=True, key="details"):
        with st.container(horizontal=True, vertical_alignment="top", key="details_head"):
            head = st.container(width="stretch")
            st.button(
                "Close", key="close", icon=":material/close:", type="tertiary", help="Close the panel",
                on_click=set_parameter, args=("chosen", ""),
            )  # fmt: skip
        if chosen.role == "edge":
            _edge(graph, shown.steps.get(chosen.id) or shown.direct[chosen.id], head)
        else:
            _node(graph, shown, view, chosen.id, head)


def _edge(graph: LoadedGraph, step: Mapping[str, Any], head: Any) -> None:
    said = " ".join(step[part] for part in ("subject", "predicate", "object"))
    head.header(escaped(said), anchor=False)
    if step["definitional"]:
        st.markdown("This step holds by definition: the ontology gives it, and it needs no claim.")
    elif step["claims"]:
        st.markdown(basis_badges(step))
        said_by = support_words(step["support"])
        lines = [said_by[:1].upper() + said_by[1:], *(line[:1].upper() + line[1:] for line in limit_lines(step))]
        st.caption("  \n".join(escaped(line) for line in lines))
        show_claim_list(graph, graph.named(step["claims"]))
    against = (*step["denied_by"], *step["opposed_by"])
    for title, names in (("Against it", against), ("In doubt", step["doubted_by"]),
                         ("Direction left open", step["unsigned_claims"])):  # fmt: skip
        if names:
            st.markdown(f"**{title}**")
            show_claim_list(graph, graph.named(names))


def basis_badges(step: Mapping[str, Any]) -> str:
    """Return what a step rests on as badges: kind of relation, species, kind of study.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: Markdown
    """
    marks = []
    if step["association"]:
        marks.append(":orange-badge[:material/link_off: association, no cause stated]")
    elif relation_words(step) == "effect":
        marks.append(":gray-badge[effect]")
    if step["species"]:
        colour = "orange" if step["animal_only"] else "gray"
        marks.append(
            f":{colour}-badge[{escaped('seen in ' + step['species'] + (' only' if step['animal_only'] else ''))}]"
        )
    studies = [study for study in step["evidence_types"] if study != STATEMENT]
    marks += [f":gray-badge[{escaped(study)}]" for study in studies] or [
        ":gray-badge[statement, no kind of study named]"
    ]
    return " ".join(marks)


def node_actions(view: View) -> list[Action]:
    """Return what can be done with a node in the picture.

    :param view: what the reader asked for
    :returns: the actions
    """
    return [
        Action("Expand", act="expand", again="Collapse", active=view.expanded),
        Action("Hide", act="hide"),
        Action("Start here", href=address("mechanism", end=NONE) + "&start="),
        Action("All about it", href=address("entity") + "?entity="),
        Action("Vocabularies", href=address("links") + "?entity="),
    ]


def act_on_node(view: View, action: str, node: str) -> None:
    """Do what was asked for in the picture, by changing the address.

    :param view: what the reader asked for before
    :param action: ``expand`` or ``hide``
    :param node: CURIE of the node
    """
    if action == "hide":
        set_parameters({"hide": [*view.hidden, node], "chosen": ""})
    elif node in view.expanded:
        set_parameters({"expand": [other for other in view.expanded if other != node]})
    else:
        set_parameters({"expand": [*view.expanded, node]})


def _node(graph: LoadedGraph, shown: Shown, view: View, node: str, head: Any) -> None:
    head.header(escaped(graph.label(node)), anchor=False)
    element = next(item for item in shown.elements.nodes if item.id == node)
    st.caption(escaped(element.title))
    with st.container(horizontal=True, vertical_alignment="center", key="node_actions"):
        _expand_or_collapse(view, node)
        if st.button("Hide", key="hide_node", type="tertiary", help="Take it out of the picture"):
            act_on_node(view, "hide", node)
            st.rerun()
        link("mechanism", "Start here", start=node, end=NONE)
        link("entity", "All about it", entity=node)
        link("evidence", "Claims", entity=node)
        link("links", "Vocabularies", entity=node)
    touching = [step for step in shown.steps.values() if node in (step["subject_id"], step["object_id"])]
    names = dict.fromkeys(name for step in touching for name in (*step["claims"], *step["denied_by"]))
    st.markdown("**Claims behind the lines that touch it**")
    show_claim_list(graph, graph.named(names), most=10)


def _expand_or_collapse(view: View, node: str) -> None:
    """Draw the button that shows all steps around a node, or hides them."""
    if node in view.expanded:
        pressed = st.button("Collapse", key="fold", type="tertiary",
                            help="Hide the steps that were added around it")  # fmt: skip
    else:
        pressed = st.button("Expand", key="expand_node", type="tertiary",
                            help="Show all steps that touch it")  # fmt: skip
    if pressed:
        act_on_node(view, "expand", node)
        st.rerun()
