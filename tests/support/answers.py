"""Answers of saved queries as plain tuples, for comparison with what a reader finds in the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from queries.index.name_index import Index
from queries.runner import OpenGraph, run_saved
from queries.store.interface import Solutions, Store, Term

Row = dict[str, str]

PSYCHIATRY = "psychiatric-use"
HEALTH = "alcohol-use-disorder"
MONOGRAPH = "monograph"
CLINIC = "addiction-clinic"
ENCYCLOPAEDIA = "encyclopaedia"


def solutions(
    store: Store, index: Index, query: str, params: Iterable[str] | Mapping[str, str | Sequence[str]] = ()
) -> Solutions:
    """Return the whole answer of a saved SELECT query."""
    answer = run_saved(OpenGraph.of(store, index), query, params)
    assert isinstance(answer, Solutions)
    assert answer.notice is None
    return answer


def plain(term: Term) -> str:
    """Return a term as a reader writes it: the local part of one of our identifiers, else the value."""
    value = str(term["value"])
    return value.rpartition("/")[2] if term["type"] == "uri" and value.startswith("https://w3id.org/drugkg/") else value


def rows_of(
    store: Store, index: Index, query: str, params: Iterable[str] | Mapping[str, str | Sequence[str]] = ()
) -> list[Row]:
    """Return the rows of a saved query, unbound columns as empty text; no row may come twice."""
    answer = solutions(store, index, query, params)
    rows = [{name: plain(row[name]) if name in row else "" for name in answer.variables} for row in answer.rows]
    assert len({tuple(row.values()) for row in rows}) == len(rows), f"{query} repeats a row"
    return rows


def chosen(rows: Iterable[Row], columns: str, **wanted: str) -> list[tuple[str, ...]]:
    """Return some columns of the rows that have the wanted values, in the order of Python.

    Two claims of one document may say the same: such rows come as often as they are there.
    """
    names = columns.split()
    kept = (row for row in rows if all(row[name] == value for name, value in wanted.items()))
    return sorted(tuple(row[name] for name in names) for row in kept)
