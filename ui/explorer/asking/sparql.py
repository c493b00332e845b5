"""The SPARQL editor: checked before it is run, within limits, and its text in the address."""

from __future__ import annotations

import streamlit as st

from ontology.namespaces import PREFIXES
from queries.errors import QueryRefusedError, QuerySyntaxError, StoreError
from queries.sparql.advice import readable
from queries.sparql.mistakes import marked_line, reason
from queries.sparql.prefixes import with_prefixes
from queries.store.limits import EDITOR_ROWS, EDITOR_TIMEOUT
from queries.store.query_check import check_query
from ui.explorer.answers.cache import Limits, outcome
from ui.explorer.answers.view import How, show_answer, show_charts, warn_of_doses
from ui.explorer.asking.editor.view import STYLE, Mistake, show_editor
from ui.explorer.asking.examples import examples
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.markup import show_verbatim
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.widget_state import put_into_address, take_from_address

_KEY = "sparql text"

_ASKED = "sparql asked"
"""Key of the text that the reader has asked to run; a text from an address is not run before that."""


def show_sparql(graph: LoadedGraph) -> None:
    """Draw the editor and the answer.

    :param graph: the graph
    """
    st.html(STYLE)
    offered = examples(graph.part(graph.drug_near("")).claims.values())
    first = next(iter(offered.values()))
    take_from_address(_KEY, "sparql", lambda texts: texts[0] if texts else first)
    _editor(graph, first)
    with st.container(key="sparql-text"):
        st.text_area("SPARQL query", key=_KEY, height=290, on_change=_keep, args=(first,))
    with st.container(key="sparql-run"):
        again = st.button(
            "Run", type="primary", icon=":material/play_arrow:", help="Ctrl+Enter in the text runs it too"
        )
    again = st.session_state.pop("sparql again", False) or again
    with st.expander("Examples, prefixes and limits", icon=":material/lightbulb:"):
        with st.container(horizontal=True):
            for name, example in offered.items():
                link("query", escaped(name), mode="sparql", sparql=example)
        st.caption(
            f"These prefixes need no PREFIX line: {', '.join(map(escaped, PREFIXES))}, and those of the vocabularies "
            "on the Links page. A query without GRAPH and FROM is asked of all graphs except quoted passages, closures "
            "and external ontologies."
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            seconds = st.number_input(
                "Time limit (s)", 1, EDITOR_TIMEOUT.largest, EDITOR_TIMEOUT.default,
                key="seconds", bind="query-params", width=150, step=1,
            )  # fmt: skip
            rows = st.number_input(
                "Row limit", 1, EDITOR_ROWS.largest, EDITOR_ROWS.default,
                key="rows", bind="query-params", width=150, step=1,
            )  # fmt: skip
    text, _ = readable(str(st.session_state[_KEY]))
    if again or text in offered.values():
        st.session_state[_ASKED] = text
    _run(graph, text, Limits(int(seconds), int(rows)), again)


@st.fragment
def _editor(graph: LoadedGraph, first: str) -> None:
    """Draw the editor; a pause in typing checks the text, and draws nothing else of the page."""

    def run(text: str) -> None:
        st.session_state[_KEY] = text
        st.session_state["sparql again"] = True
        _keep(first)

    if show_editor(graph, str(st.session_state[_KEY]), _mistake, run):
        st.rerun()


def _mistake(text: str) -> Mistake | None:
    """Return why a text cannot be run, in one line."""
    try:
        check_query(readable(text)[0])
    except QuerySyntaxError as error:
        said = reason(error)
        place = f"Line {error.line}, column {error.column}: " if error.line else ""
        return Mistake(f"{place}not valid SPARQL{f'; {said}' if said else ''}", error.line or 0, error.column or 0)
    except QueryRefusedError as error:
        return Mistake(f"Refused: {error}")
    except StoreError:
        return None  # a text that takes too long to check: the run reports it
    return None


def _keep(first: str) -> None:
    st.session_state[_ASKED] = readable(str(st.session_state[_KEY]))[0]
    put_into_address(_KEY, "sparql", lambda text: [] if text == first else [text], without=["row"])


def _run(graph: LoadedGraph, text: str, limits: Limits, again: bool) -> None:
    """Check a query, run it, and draw what became of it."""
    try:
        check_query(text)
    except QuerySyntaxError as error:
        place = f" at line {error.line}, column {error.column}" if error.line else ""
        st.error(f"This is not valid SPARQL{place}. Nothing was run.", icon=":material/error:")
        if marked := marked_line(text, error):
            show_verbatim(marked)
        said = reason(error)
        st.caption(f"The mistake is at the caret or just before it{escaped(f'; {said}' if said else '')}.")
        return
    except QueryRefusedError as error:
        refusal = str(error).replace(": allow it with --federate", "; the command line can run it with --federate")
        st.error(f"Refused: {escaped(refusal)}. Nothing was run.", icon=":material/block:")
        return
    except StoreError as error:
        st.error(f"{escaped(str(error).capitalize())}. Nothing was run.", icon=":material/error:")
        return
    if st.session_state.get(_ASKED) != text:
        st.info("This query came with the address. Read it, then press Run.", icon=":material/touch_app:")
        return
    whole = with_prefixes(text)
    asked = (whole, limits)
    fresh = again or st.session_state.get("sparql answered") != asked
    # An empty place takes the answer before off the screen; drawn at every run it would make the table start anew.
    slot = st.empty() if fresh else st.container()
    found = outcome(graph, whole, limits, again=again, union=True)
    with slot.container() if fresh else slot:
        if graph.reviewed_only:
            st.caption("A query of your own reads all claims, also those that nobody has reviewed.")
        warn_of_doses(graph, found, [text])
        show_answer(graph, found, whole, limits, How("answer", {}))
        show_charts(graph, found)
    st.session_state["sparql answered"] = asked
