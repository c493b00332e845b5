"""The saved queries: the list of them, each as a form, and the answer."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence

import streamlit as st

from queries.answers.completeness import check_complete
from queries.answers.rollup import can_roll_up
from queries.errors import near
from queries.runner import OpenGraph, explain_empty, prepare, roll_up_saved
from queries.saved_queries.model import SavedQuery
from queries.saved_queries.snippets import RowsOf, saved_snippets
from queries.store.interface import Solutions
from ui.explorer.answers.cache import Limits, Outcome, outcome, reviewed_rows
from ui.explorer.answers.doses import show_dose_groups
from ui.explorer.answers.view import How, RollUp, answer_bar, show_answer, show_charts, warn_of_doses
from ui.explorer.asking.form import ADDRESS_PREFIX
from ui.explorer.asking.widgets import show_form
from ui.explorer.frame.addresses import link, set_parameter
from ui.explorer.frame.escaping import described, escaped
from ui.explorer.frame.markup import show_verbatim
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.widget_state import put_into_address, take_from_address

_KEY = "query chosen"
_STYLE = """<style>@media (max-width: 640px) {
.st-key-choose_query [data-testid="stHorizontalBlock"] { flex-wrap: nowrap; gap: 0.5rem }
.st-key-choose_query [data-testid="stColumn"] { min-width: 0 }
.st-key-choose_query [data-testid="stColumn"]:first-child { flex: 0 0 7.6rem }
}</style>"""


def show_saved(graph: LoadedGraph) -> None:
    """Draw the choice of a query, its form and its answer.

    :param graph: the graph
    """
    index = graph.index
    queries = {name: index.query(name) for name in index.query_names}
    name = _choose(queries)
    asked = st.query_params.get("query", "")
    if name is None:
        if asked:
            _unknown(asked, queries)
        _catalogue(queries, st.session_state.get("tag"))
        return
    query = queries[name]
    with st.container(horizontal=True, vertical_alignment="center", key="question_head"):
        st.header(escaped(query.summary), anchor=False, width="stretch")
        with st.popover("About", icon=":material/info:"):
            st.markdown(described(query.description))
            st.caption("Topics: " + ", ".join(map(escaped, query.tags)))
        elsewhere = st.popover("Use elsewhere", icon=":material/code:")
    values = show_form(index, query)
    for parameter, notice in query.notices:
        if values.get(parameter) == list(getattr(query.parameter(parameter), "default", ())):
            st.caption(escaped(f"{notice[:1].upper()}{notice[1:]}."))
    text = prepare(index, name, values)
    if query.endpoints:
        with elsewhere:
            _snippets(query, values, text, "")
        _elsewhere(query, values)
        return
    limits = Limits(rows=0) if query.rows else Limits()  # claims are not cut before rows are made of them
    found = reviewed_rows(graph, name, outcome(graph, text, limits))
    if isinstance(found.answer, Solutions):
        check_complete(name, text, found.answer)
    warn_of_doses(graph, found, [*query.tags, name])
    order = show_dose_groups(graph, found) if _gives_doses(query) else ()
    bar = answer_bar()
    with bar:
        rolled = _rolled_up(graph, query, found)
    with elsewhere:
        _snippets(query, values, text, "things" if rolled else "claims" if query.rows else "")
    empty = isinstance(found.answer, Solutions) and not found.answer.rows
    reasons = explain_empty(OpenGraph.of(graph.store, graph.index), query, values) if empty else []
    for reason in reasons:
        st.warning(escaped(f"{reason.text[:1].upper()}{reason.text[1:]}."), icon=":material/lightbulb:")
    if not reasons:
        show_answer(graph, found, text, limits, How(name, query.columns, rolled, bar))
        show_charts(graph, found, order)
    if empty:
        _routes(query, values)


def _gives_doses(query: SavedQuery) -> bool:
    return "dosing" in query.tags and {"condition", "route", "phase"} <= set(query.columns)


def _snippets(query: SavedQuery, values: Mapping[str, Sequence[str]], text: str, rows_of: RowsOf) -> None:
    """Draw how to get the same answer elsewhere."""
    changed = {
        name: some for name, some in values.items() if tuple(some) != getattr(query.parameter(name), "default", ())
    }
    for tool, code in saved_snippets(query.name, changed, rows_of).items():
        st.caption(tool)
        st.code(code, language="python" if tool == "Python" else "shell", wrap_lines=True)
    st.caption("SPARQL")
    link("query", "Open in the editor", icon=":material/edit:", mode="sparql", sparql=text)
    st.code(text, language="sparql", height=260)


def _rolled_up(graph: LoadedGraph, query: SavedQuery, found: Outcome) -> RollUp | None:
    """Draw the switch to the claims, and return the answer rolled up unless the reader wants the claims."""
    answer = found.answer
    if not isinstance(answer, Solutions) or not can_roll_up(answer, query.rows):
        return None
    wants_claims = st.toggle(
        "claims",
        key="claims",
        bind="query-params",
        help="One row per claim, in place of one row per thing asked for with a column per document",
        on_change=set_parameter,
        args=("row", ""),
    )
    return None if wants_claims else RollUp(roll_up_saved(graph.index, query, answer), query.rows)


def _choose(queries: Mapping[str, SavedQuery]) -> str | None:
    """Draw the choice of a topic and of a query, and return the query's name."""
    tags = sorted({tag for query in queries.values() for tag in query.tags})
    take_from_address(_KEY, "query", lambda texts: texts[0] if texts and texts[0] in queries else None)
    st.html(_STYLE)
    with st.container(key="choose_query"):
        narrow, wide = st.columns([1, 3])
    tag = narrow.selectbox("Topic", tags, index=None, key="tag", bind="query-params", placeholder="all topics")
    chosen = st.session_state[_KEY]
    offered = [name for name, query in queries.items() if not tag or tag in query.tags or name == chosen]
    found = wide.selectbox(
        "Question",
        offered,
        index=None,
        key=_KEY,
        format_func=lambda name: f"{name}: {queries[name].summary}",
        placeholder=f"choose one of {len(offered)} saved queries, or type to search",
        on_change=_change_query,
    )
    return found if found is None else str(found)


def _change_query() -> None:
    """Write the query into the address, and take the parameters of the one before out of it."""
    old = [name for name in st.query_params if name.startswith(ADDRESS_PREFIX) or name == "row"]
    put_into_address(_KEY, "query", lambda name: [name] if name else [], without=old)


def _unknown(asked: str, queries: Mapping[str, SavedQuery]) -> None:
    st.warning(f"There is no saved query of the name {escaped(asked)}.", icon=":material/help:")
    for name in near(asked, list(queries)):
        link("query", f"Did you mean {escaped(name)}?", query=name)


def _catalogue(queries: Mapping[str, SavedQuery], tag: str | None) -> None:
    """Draw all queries of a topic, or all there are by their first topic, as links."""
    topics: dict[str, list[SavedQuery]] = {}
    for query in queries.values():
        if not tag or tag in query.tags:
            topics.setdefault(tag or query.tags[0], []).append(query)
    columns = st.columns(2 if len(topics) > 1 else 1)
    sizes = [0] * len(columns)
    for topic, members in topics.items():
        at = sizes.index(min(sizes))
        sizes[at] += len(members) + 2
        with columns[at]:
            st.markdown(f"## {escaped(topic.capitalize())}")
            for query in members:
                link("query", escaped(query.summary) + _needs(query), query=query.name)


def _needs(query: SavedQuery) -> str:
    """Return a mark for a query that needs something which a graph does not have of itself."""
    if query.endpoints:
        return " :orange-badge[:material/cloud: asks other servers]"
    if any(parameter.takes_terms for parameter in query.parameters):
        return " :orange-badge[:material/extension: needs an external ontology]"
    return ""


def _elsewhere(query: SavedQuery, values: Mapping[str, Sequence[str]]) -> None:
    """Say how to run a query that calls other servers."""
    st.info(
        f"This query asks other servers: {escaped(', '.join(query.endpoints))}. The explorer asks "
        "its own graph only; the command line can run it:",
        icon=":material/cloud_off:",
    )
    given = [
        shlex.quote(f"{name}={value}")
        for name, some in values.items()
        if tuple(some) != getattr(query.parameter(name), "default", ())
        for value in some
    ]
    show_verbatim(" ".join(["drugkg query", query.name, "--federate", *(f"--param {text}" for text in given)]))


def _routes(query: SavedQuery, values: Mapping[str, Sequence[str]]) -> None:
    """Lead from a query for paths between two entities that gave nothing to the page that finds more."""
    ends = [values[one.name][0] for one in query.parameters if one.type == "entity" and values.get(one.name)]
    if "path" in query.tags and len(ends) == 2:
        st.markdown(
            "This query takes the end itself only. The Mechanism page includes kinds of the end, and longer routes."
        )
        link("mechanism", "Look for routes there", icon=":material/account_tree:", start=ends[0], end=ends[1])
