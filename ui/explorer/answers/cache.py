"""Answers of queries as the explorer keeps them: run once for all who ask the same, with the time it took."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace

import streamlit as st

from ontology.errors import UserError
from queries.claims.reviewed import kept_rows
from queries.errors import QueryTimeoutError, UnanswerableError
from queries.sparql.tokenizer import query_form, tokens
from queries.store.interface import Graph, Solutions
from queries.store.limits import EDITOR_ROWS, EDITOR_TIMEOUT
from ui.explorer.frame.graph_version import graph_version
from ui.explorer.frame.session import LoadedGraph


@dataclass(frozen=True)
class Limits:
    """How long a query may take, and how many rows (or triples) its answer may have.

    :param seconds: the time limit
    :param rows: the row limit
    """

    seconds: int = EDITOR_TIMEOUT.default
    rows: int = EDITOR_ROWS.default


@dataclass(frozen=True)
class Outcome:
    """What became of a query.

    :param answer: what it gave; nothing when it failed
    :param seconds: the time that it took
    :param notice: a line for the reader: a limit that was reached, or what went wrong
    """

    answer: Solutions | Graph | bool | None
    seconds: float
    notice: str = ""


def outcome(graph: LoadedGraph, text: str, limits: Limits, *, again: bool = False, union: bool = False) -> Outcome:
    """Run a query; the same query on the same graph is answered from memory.

    :param graph: the graph
    :param text: SPARQL that :func:`queries.store.query_check.check_query` lets pass
    :param limits: the limits
    :param again: ignore the remembered answer
    :param union: ask the union of the graphs where the query names none, as for a text that a reader wrote
    :returns: the answer with its duration, or the error
    """
    version = graph_version(graph.place)
    if again:
        _outcome.clear(graph, version, text, limits.seconds, limits.rows, union)
    return _outcome(graph, version, text, limits.seconds, limits.rows, union)


def reviewed_rows(graph: LoadedGraph, name: str, found: Outcome) -> Outcome:
    """Return the answer of a saved query without the rows of claims that are left out of a graph.

    :param graph: the graph
    :param name: name of the query
    :param found: its answer
    :returns: the same answer if no claims are left out; a notice in its place if its rows do not name their claims
    """
    if not isinstance(found.answer, Solutions):
        return found
    try:
        return replace(found, answer=kept_rows(graph.store, name, found.answer))
    except UnanswerableError:
        notice = (
            "This query sums up claims, and cannot leave out those that nobody has reviewed. Turn off “Reviewed claims "
            "only” to ask it, or ask a query that lists claims."
        )
        return replace(found, answer=None, notice=notice)


@st.cache_data(show_spinner="Asking the graph …", max_entries=200)
def _outcome(_graph: LoadedGraph, version: str, text: str, seconds: int, rows: int, union: bool) -> Outcome:  # noqa: ARG001
    start = time.perf_counter()
    answer: Solutions | Graph | bool | None = None
    notice = ""
    try:
        form = query_form(tokens(text))
        if form == "SELECT":
            answer = _graph.store.select(text, timeout=seconds, row_limit=rows, union=union)
        elif form == "ASK":
            answer = _graph.store.ask(text, timeout=seconds, union=union)
        else:
            answer = _graph.store.construct(text, timeout=seconds, row_limit=rows, union=union)
        if isinstance(answer, Solutions | Graph) and answer.notice:
            kind = "rows" if form == "SELECT" else "triples"
            notice = f"The answer was cut at the row limit of {rows:,} {kind}: there are more. Narrow the query."
    except QueryTimeoutError:
        notice = f"The query was stopped at the time limit of {seconds} s: narrow it, or allow more time."
    except UserError as error:
        notice = str(error)
    return Outcome(answer, time.perf_counter() - start, notice)
