"""The table of an answer: wrapped cells, links to claims, documents with their kind, constant columns above it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.explorer.answers.table import Column
from ui.explorer.frame.addresses import parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.table_view import Field, Head, Row, show_table

_HEIGHT = 560
_WIDE, _NARROW = 240, 96


def draw_table(graph: LoadedGraph, columns: Sequence[Column], meanings: Mapping[str, str], rows: int) -> int | None:
    """Draw the table and return the row that is selected; the address has its number, counted from 1.

    :param graph: the graph, for the kinds of documents
    :param columns: what :func:`ui.explorer.answers.table.table` returned
    :param meanings: the meaning of each column, where it is known
    :param rows: the number of rows
    :returns: the number of the selected row, from 0
    """
    shown, constant = varying(columns, rows)
    if constant:
        st.caption(f"In all rows: {escaped('; '.join(constant))}.")
    kinds = {title: graph.documents[source]["kind"] for source, title in graph.short_titles.items()}
    heads = [_head(column, meanings, kinds) for column in shown]
    made = [Row(str(at), tuple(_field(graph, column, at) for column in shown)) for at in range(rows)]
    asked = parameter("row")
    at = int(asked) - 1 if asked.isascii() and asked.isdigit() and len(asked) < 8 else -1
    selected = at if 0 <= at < rows else None
    label = f"The answer as a table of {rows} rows"
    now = "" if selected is None else str(selected)
    show_table(heads, made, key="answer_table", label=label, selected=now, height=_HEIGHT, on_choice=_keep_row)
    return selected


def _keep_row(chosen: str) -> None:
    """Write the row that was selected into the address."""
    set_parameter("row", str(int(chosen) + 1) if chosen else "")


def varying(columns: Sequence[Column], rows: int) -> tuple[list[Column], list[str]]:
    """Return the columns that differ between rows, and what all rows share in words.

    :param columns: the columns
    :param rows: the number of rows
    :returns: the columns to show, and a line for each of the others
    """
    if rows < 2:
        return list(columns), []
    shown, constant = [], []
    for column in columns:
        if column.kind in ("claim", "web") or len(set(column.cells)) > 1 or len(columns) == 1:
            shown.append(column)
        elif column.cells[0] not in (None, ""):
            constant.append(f"{column.title}: {column.cells[0]}")
    return (shown, constant) if shown else (list(columns), [])


def _head(column: Column, meanings: Mapping[str, str], kinds: Mapping[str, str]) -> Head:
    kind = kinds.get(column.name, "")
    title = f"{column.title} ({kind})" if kind and kind.casefold() not in column.title.casefold() else column.title
    longest = max((len(str(cell)) for cell in column.cells if cell is not None), default=0)
    width = _WIDE if longest > 60 else _NARROW if longest > 8 else 0
    return Head(title, meanings.get(column.name, ""), width, column.kind == "number")


def _field(graph: LoadedGraph, column: Column, at: int) -> Field:
    cell = column.cells[at]
    if cell is None or cell == "":
        return Field("")
    text = str(cell)
    if column.kind == "claim":
        return Field(text.partition("claim=")[2], href=text)
    if column.kind == "web":
        return Field(text, href=text)
    if column.name == "source" and text in graph.short_titles:
        title, kind = graph.short_titles[text], graph.documents[text]["kind"]
        return Field(title if kind.casefold() in title.casefold() else f"{title} ({kind})")
    return Field(text)
