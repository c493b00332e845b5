"""A table with wrapped cells in the page: the one module that knows how it gets there and how a choice comes back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

import streamlit as st

FOLDER = Path(__file__).parent
TALLEST = 620
"""Pixels of height that a table may take before it scrolls."""

NO_WIDTHS: Mapping[str, int] = MappingProxyType({})
NO_LINKS: Mapping[str, Sequence[str]] = MappingProxyType({})


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
    :param share: how much of the cell a bar behind the text takes, from 0 to 1
    """

    text: str
    tone: int = 0
    href: str = ""
    share: float = 0


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
    height: int = TALLEST,
    on_choice: Callable[[str], None] | None = None,
) -> None:
    """Draw a table whose rows can be selected, sorted and read in full.

    :param heads: the columns
    :param rows: the rows
    :param key: unique on the page; the view keeps its order as long as this stays the same
    :param label: what the table is, for screen readers
    :param selected: identifier of the row that is selected
    :param height: pixels of height that it may take before it scrolls
    :param on_choice: is called, before the page runs again, with the identifier of the row that was selected, or with
        an empty text if it was let go; without it no row can be selected
    """
    data = {
        "columns": [
            {"title": head.title, "help": head.help, "width": head.width, "kind": "number" if head.number else "text"}
            for head in heads
        ],
        "rows": [
            {"id": row.id, "group": row.group}
            if row.group
            else {"id": row.id, "cells": [_cell(field) for field in row.cells]}
            for row in rows
        ],
        "label": label,
        "selected": selected,
        "selectable": on_choice is not None,
        "height": height,
    }
    known = {"", *(row.id for row in rows if not row.group)}

    def choice() -> None:
        found = _chosen(st.session_state[key].get("chosen"))
        if on_choice and found in known:
            on_choice(str(found))

    _component()(key=key, data=data, on_chosen_change=choice)


def heads_of(
    columns: Iterable[str], widths: Mapping[str, int] = NO_WIDTHS, numbers: Collection[str] = ()
) -> list[Head]:
    """Return columns by their headings.

    :param columns: the headings
    :param widths: heading → least width in pixels
    :param numbers: headings of the columns that have numbers
    :returns: the columns
    """
    return [Head(title, width=widths.get(title, 0), number=title in numbers) for title in columns]


def rows_of(
    columns: Mapping[str, Sequence[str]],
    ids: Sequence[str] = (),
    links: Mapping[str, Sequence[str]] = NO_LINKS,
) -> list[Row]:
    """Return the rows of a table that is given by its columns.

    :param columns: heading → cells, all of one length
    :param ids: the identifiers of the rows; by default their numbers
    :param links: heading → the addresses of its cells; empty texts for none
    :returns: the rows
    """
    rows = []
    for at in range(len(next(iter(columns.values()), ()))):
        hrefs = {title: addresses[at] for title, addresses in links.items()}
        fields = tuple(Field(cells[at], href=hrefs.get(title, "")) for title, cells in columns.items())
        rows.append(Row(ids[at] if ids else str(at), fields))
    return rows


def _cell(field: Field) -> dict[str, str | int | float]:
    """Return a cell as the browser gets it: without what is usual."""
    found: dict[str, str | int | float] = {"text": field.text}
    for name, value in (("tone", field.tone), ("href", field.href), ("share", field.share)):
        if value:
            found[name] = value
    return found


def _chosen(event: Any) -> str | None:
    """Read which row was selected from an event of the component."""
    identifier = event.get("id") if isinstance(event, Mapping) else None
    return identifier if isinstance(identifier, str) else None


@lru_cache(maxsize=1)
def _component() -> Callable[..., Any]:
    html, css = ((FOLDER / f"table_view.{kind}").read_text(encoding="utf-8") for kind in ("html", "css"))
    js = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in ("table_view.js", "navigation.js"))
    return st.components.v2.component("drugkg_table", html=html, css=css, js=js)
