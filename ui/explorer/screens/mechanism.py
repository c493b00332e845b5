"""Mechanism: the signed routes from one node to another as picture, table and text, with the claims behind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from ontology.namespaces import PREFIXES, compact, expand
from queries.claims.as_triples import claims_as_triples
from queries.drawing.elements import GraphElements
from queries.mechanism.effects import Edge
from queries.mechanism.paths import PathAnswer, PathOptions, Ways, paths_between
from queries.mechanism.picture import mechanism_elements, step_id, steps_around, steps_of_paths
from queries.mechanism.records import step_record
from queries.mechanism.support import limit_words, support_words
from queries.mechanism.text import limit_lines, path_lines, path_rows, path_summary
from ui.explorer.claims.card import show_claim_list
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose_among
from ui.explorer.frame.graph_view import Chosen, show_graph
from ui.explorer.frame.session import LoadedGraph, loaded

NOWHERE = "any"
"""In place of an end: the neighbours of the start."""

CLAIMS = "Claims"
"""The tab below the picture that a click brings to the front."""

NO_ROUTE = "No route is shown."

WAYS = Ways(
    more_steps="raise the step limit",
    fewer_steps="lower the step limit",
    joined="“Join documents” shows them",
    any_people="“Join different people” shows them",
    reverse="swap start and end, by the button between them",
)


class View(NamedTuple):
    """What a reader asked for.

    :param start: CURIE of the start
    :param end: CURIE of the end, or :data:`NOWHERE`
    :param options: what counts as a route
    """

    start: str
    end: str
    options: PathOptions


class Shown(NamedTuple):
    """What there is to see.

    :param answer: the routes and hints
    :param steps: all steps shown, by identifier
    :param direct: what claims say at once of the start and an end that a route reaches in several steps
    :param elements: the graph to draw
    """

    answer: PathAnswer
    steps: Mapping[str, Mapping[str, Any]]
    direct: Mapping[str, Mapping[str, Any]]
    elements: GraphElements


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Mechanism")
    if not graph.mechanisms.edges():
        st.info("No claim of this graph states an effect, so there is no route to show.", icon=":material/info:")
        return
    view = _controls(graph)
    if view.start == view.end:
        st.info("Start and end are the same: choose two different nodes.")
        return
    shown, notes = what_to_show(graph, view, _expanded())
    found = _headline(graph, shown, view)
    chosen = show_graph(
        shown.elements, key="mechanism", selected=parameter("chosen"), found=found, name=_file_name(view)
    )
    if chosen and chosen.id != parameter("chosen"):
        set_parameter("chosen", chosen.id)
        st.session_state["panel"] = CLAIMS
        st.rerun()
    for line in (*shown.answer.hints, *notes):
        st.caption(escaped(line[:1].upper() + line[1:]))
    _panel(graph, shown, view)


def _headline(graph: LoadedGraph, shown: Shown, view: View) -> str:
    """Draw what was found in a few words, and the search within the picture; return the words searched for."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        summary = "  \n".join(escaped(line) for line in path_summary(shown.answer.paths))
        if view.end == NOWHERE:
            summary = escaped(f"What is one step away from {graph.label(view.start)}")
        elif not summary:
            summary = f"**{escaped(f'No route from {graph.label(view.start)} to {graph.label(view.end)}')}**"
        st.markdown(summary, width="stretch")
        words = st.text_input(
            "Find in the picture",
            key="find",
            bind="query-params",
            type="search",
            placeholder="Find in the picture",
            label_visibility="collapsed",
            width=240,
        )
    if words and not any(words.casefold() in node.label.casefold() for node in shown.elements.nodes):
        st.caption(f"No node of the picture has “{escaped(words)}” in its name.")
    for name, step in shown.direct.items():
        if st.button(escaped(f"Direct statement, without the steps between: {told(step)}"), key=f"direct {name}",
                     type="tertiary", icon=":material/chat:"):  # fmt: skip
            set_parameter("chosen", name)
            st.session_state["panel"] = CLAIMS
            st.rerun()
    return words or ""


def told(step: Mapping[str, Any]) -> str:
    """Return a step in words with the evidence for it.

    :param step: a record of :func:`queries.mechanism.records.step_record`
    :returns: Markdown
    """
    said = " ".join(step[part] for part in ("subject", "predicate", "object"))
    limits = limit_words(step["limits"])
    against = len(step["denied_by"]) + len(step["opposed_by"])
    words = [support_words(step["support"]), *([f"limits: {limits}"] if limits else [])]
    words += ["inferred by the reader"] if step["inferred"] else []
    words += [f"{against} against it"] if against else []
    return f"{said} ({'; '.join(words)})"


def what_to_show(graph: LoadedGraph, view: View, expanded: Sequence[str]) -> tuple[Shown, list[str]]:
    """Return what the page shows.

    :param graph: the graph
    :param view: the choices of the reader
    :param expanded: CURIEs of the nodes whose neighbours are shown
    :returns: the graph with its steps, and notes on what was left out
    """
    mechanisms, options = graph.mechanisms, view.options
    answer = PathAnswer([], [])
    if view.end != NOWHERE:
        answer = paths_between(mechanisms, expand(view.start), expand(view.end), options, WAYS)
    edges: tuple[Edge, ...] = mechanisms.edges(
        sources=options.sources, asserted_only=options.asserted_only, proposed=options.proposed
    )
    notes: list[str] = []
    further: dict[str, Any] = {}
    for node in dict.fromkeys([*([view.start] if view.end == NOWHERE else []), *expanded]):
        around, more = steps_around(mechanisms, edges, node)
        further |= around
        if more:
            notes.append(f"{more} more steps touch {graph.label(node)}; those with most evidence are shown")
    ends = (view.start,) if view.end == NOWHERE or answer.paths else (view.start, view.end)
    elements = mechanism_elements(mechanisms, answer.paths, further, ends)
    steps = steps_of_paths(answer.paths) | further
    reached = {expand(path["outcome_id"]) for path in answer.paths}
    at_once = [edge for edge in edges if edge.subject == expand(view.start) and edge.object in reached]
    direct = {step_id(step): step for step in (step_record(mechanisms, edge) for edge in at_once)}
    return Shown(answer, steps, {name: direct[name] for name in direct if name not in steps}, elements), notes


def chosen_in(shown: Shown, identifier: str) -> Chosen | None:
    """Return the node or edge with an identifier.

    :param shown: what the page shows
    :param identifier: identifier of a node or an edge
    :returns: the node or edge, or ``None`` if it is not shown
    """
    if any(node.id == identifier for node in shown.elements.nodes):
        return Chosen("node", identifier)
    return Chosen("edge", identifier) if identifier in shown.steps or identifier in shown.direct else None


def _controls(graph: LoadedGraph) -> View:
    """Draw the controls and return what they say."""
    edges = graph.mechanisms.edges()
    starts = _labelled(graph, {edge.subject for edge in edges})
    reached = graph.mechanisms.with_genera(edge.object for edge in edges)
    ends = {NOWHERE: "(anything one step away)"} | _labelled(graph, reached)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        first = next((drug for drug in graph.main_drugs if drug in starts), next(iter(starts)))
        start = choose_among("start", "From", starts, default=first, width=300)
        last = graph.usual_end(start) or NOWHERE
        st.button(
            "Swap start and end",
            key="exchange",
            icon=":material/swap_horiz:",
            help="Ask for the way back",
            disabled=(parameter("end") or last) not in starts or start not in ends,
            on_click=_swap,
            args=(parameter("end") or last, start),
        )
        end = choose_among("end", "To", ends, default=last, width=300)
        steps = st.slider("Max. steps", 1, 8, 8, key="steps", bind="query-params", width=160)
        limits = sum(name in st.query_params for name in ("sources", "asserted", "joined", "people", "exact"))
        label = f"Sources and limits ({limits} on)" if limits else "Sources and limits"
        with st.popover(label, icon=":material/tune:", key="limits"):
            options = _options(graph, steps)
    return View(start, end, options)


def _swap(start: str, end: str) -> None:
    set_parameter("start", start)
    set_parameter("end", end)
    set_parameter("chosen", "")


def _options(graph: LoadedGraph, steps: int) -> PathOptions:
    sources = st.multiselect(
        "Only claims of these documents", list(graph.documents), key="sources", bind="query-params", placeholder="all"
    )
    asserted = st.toggle("Only what is asserted", key="asserted", bind="query-params")
    st.caption("Leaves out what is hedged, a hypothesis or a recommendation.")
    joined = st.toggle("Join documents", key="joined", bind="query-params")
    st.caption("Shows also routes whose steps are in several documents: an inference, said by nobody.")
    people = st.toggle("Join different people", key="people", bind="query-params")
    st.caption("Joins also steps that were said of different groups of people.")
    exact = st.toggle("Only this end", key="exact", bind="query-params")
    st.caption("Leaves out routes to kinds of the end.")
    return PathOptions(
        max_steps=steps,
        sources=frozenset(PREFIXES["source"] + name for name in sources),
        asserted_only=asserted,
        joined=joined,
        any_people=people,
        exact=exact,
    )


def _labelled(graph: LoadedGraph, nodes: Iterable[str]) -> dict[str, str]:
    """Return CURIE → label, by label."""
    found = {compact(node): graph.mechanisms.names.label(node) for node in nodes}
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def _expanded() -> list[str]:
    return [node for node in st.query_params.get_all("expand") if node.startswith("drugkg:")]


def _details(graph: LoadedGraph, shown: Shown, chosen: Chosen | None) -> None:
    """Draw the claims behind what is chosen."""
    if chosen is None:
        st.info("Choose a node or a line in the picture to read the claims behind it.", icon=":material/ads_click:")
        return
    with st.container(border=True, key="details"):
        head, close = st.columns([5, 1], vertical_alignment="center")
        if close.button("Close", key="close", icon=":material/close:"):
            set_parameter("chosen", "")
            st.rerun()
        if chosen.role == "edge":
            _edge_details(graph, shown.steps.get(chosen.id) or shown.direct[chosen.id], head)
        else:
            _node_details(graph, shown, chosen.id, head)


def _edge_details(graph: LoadedGraph, step: Mapping[str, Any], head: Any) -> None:
    said = " ".join(step[part] for part in ("subject", "predicate", "object"))
    head.subheader(escaped(said))
    if step["definitional"]:
        st.markdown("This step holds by definition: the ontology gives it, and it needs no claim.")
    against = (*step["denied_by"], *step["opposed_by"])
    if step["claims"]:
        said_by = support_words(step["support"])
        st.markdown(escaped(said_by[:1].upper() + said_by[1:]))
        for line in limit_lines(step):
            st.caption(escaped(line[:1].upper() + line[1:]))
        show_claim_list(graph, [graph.claims[name] for name in step["claims"]], key="for")
    for title, names in (("Against it", against), ("In doubt", step["doubted_by"]),
                         ("Direction left open", step["unsigned_claims"])):  # fmt: skip
        if names:
            st.markdown(f"**{title}**")
            show_claim_list(graph, [graph.claims[name] for name in names], key=title)


def _node_details(graph: LoadedGraph, shown: Shown, node: str, head: Any) -> None:
    head.subheader(escaped(graph.label(node)))
    element = next(item for item in shown.elements.nodes if item.id == node)
    st.markdown(escaped(element.title))
    expanded = _expanded()
    with st.container(horizontal=True):
        if node in expanded:
            if st.button("Collapse its neighbours", key="fold", icon=":material/unfold_less:"):
                st.query_params["expand"] = [other for other in expanded if other != node]
                st.rerun()
        elif st.button("Expand by one step", key="expand_node", icon=":material/unfold_more:"):
            st.query_params["expand"] = [*expanded, node]
            st.rerun()
        link("mechanism", "Start here", icon=":material/start:", start=node, end=NOWHERE)
        link("evidence", "All claims on it", icon=":material/format_quote:", entity=node)
        link("links", "Its counterparts elsewhere", icon=":material/link:", entity=node)
    touching = [step for step in shown.steps.values() if node in (step["subject_id"], step["object_id"])]
    names = dict.fromkeys(name for step in touching for name in (*step["claims"], *step["denied_by"]))
    st.markdown("**Claims behind the lines that touch it**")
    show_claim_list(graph, [graph.claims[name] for name in names], key="node", most=10)


def _panel(graph: LoadedGraph, shown: Shown, view: View) -> None:
    """Draw what stands below the picture; only the tab that is open is made."""
    claims, table, text, take = st.tabs([CLAIMS, "As a table", "As text", "Download"], key="panel", bind="query-params")
    if claims.open:
        with claims:
            _details(graph, shown, chosen_in(shown, parameter("chosen")))
    if table.open:
        rows = path_rows(shown.answer.paths)
        if rows:
            table.dataframe(rows, hide_index=True, alt="The routes, a row for each step")
        else:
            table.caption(NO_ROUTE)
    if text.open:
        lines = path_lines(shown.answer.paths)
        text.code("\n".join(lines) or NO_ROUTE, language=None, wrap_lines=True)
    if take.open:
        with take:
            _download(graph, shown, view)


def _download(graph: LoadedGraph, shown: Shown, view: View) -> None:
    claims = [name for step in shown.steps.values() for name in (*step["claims"], *step["denied_by"])]
    if claims:
        st.download_button(
            "Claims of this picture as Turtle",
            lambda: claims_as_triples(graph.store, claims).data,
            file_name=f"{_file_name(view)}.ttl",
            mime="text/turtle",
            on_click="ignore",
        )
    st.caption("The picture itself is saved by the buttons SVG and PNG above it.")


def _file_name(view: View) -> str:
    ends = [name.partition(":")[2] for name in (view.start, view.end)]
    return "-to-".join(ends) if view.end != NOWHERE else f"around-{ends[0]}"


if __name__ == "__main__":
    show()
