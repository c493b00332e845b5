"""A table with wrapped cells in the page: the one module that knows how it gets there and how a choice comes back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent
TALLEST = 620
"""Pixels of height that a table may take before it scrolls."""


@dataclass(frozen=True, slots=True)
class Head:
    """A column.

    :param title: its heading
    :param help: what it means, for a tooltip
    :param width: least width in pixels; 0 for any
    :param number: whether its cells are numbers
    """

    title: str
    help: str = ""
    width: int = 0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A cell.

    :param text: what it says
    :param tone: number of its colour, from 1 to 6; 0 for none
    :param href: an address of the explorer, relative to its root, or a web address; empty for none
    """

    text: str
    tone: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    :param id: unique in its table
    :param cells: one for each column
    :param group: instead of cells: the heading of the rows below it
    """

    id: str
    cells: tuple[Field, ...] = ()
    group: str = ""


def show_table(
    heads: Sequence[Head],
    rows: Sequence[Row],
    *,
    key: str,
    label: str,
    selected: str = "",
    count: str = "",
    height: int = TALLEST,
) -> str | None:
    """Draw a table whose rows can be selected, sorted and read in full.

    :param heads: the columns
    :param rows: the rows
    :param key: unique on the page; the view keeps its order as long as this stays the same
    :param label: what the table is, for screen readers
    :param selected: identifier of the row that is selected
    :param count: a line above the table
    :param height: pixels of height that it may take before it scrolls
    :returns: the identifier of the row that was selected since the last run, an empty text if it was let go; nothing
        if no row was clicked
    """
    data = {
        "columns": [
            {"title": head.title, "help": head.help, "width": head.width, "kind": "number" if head.number else "text"}
            for head in heads
        ],
        "rows": [
            {"id": row.id, "group": row.group}
            if row.group
            else {"id": row.id, "cells": [{"text": f.text, "tone": f.tone, "href": f.href} for f in row.cells]}
            for row in rows
        ],
        "label": label,
        "selected": selected,
        "count": count,
        "height": height,
    }
    result = _component()(key=key, data=data, on_chosen_change=_nothing)
    chosen = result.chosen
    if isinstance(chosen, Mapping) and isinstance(chosen.get("id"), str):
        found = str(chosen["id"])
        return found if found == "" or any(row.id == found for row in rows) else None
    return None


def _nothing() -> None:
    """Let the page run again; what was clicked is in the result."""


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    html, css = ((FOLDER / f"table_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    js = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("table_view.js", "navigation.js"))
    return st.components.v2.component("drugkg_table", html=html, css=css, js=js)
