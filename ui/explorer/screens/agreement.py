"""Agreement: which document says what, where documents differ, and the numbers that they give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd  # type: ignore[import-untyped]
import streamlit as st

from queries.comparison.agreement import (
    BOTH,
    SILENT,
    VOICES,
    Line,
    agreement_lines,
    cell,
    chosen_lines,
    other_side,
    signs,
)
from ui.explorer.claims.card import document_mark, document_name, dose_warning, show_claim, speaks_of_doses, standing
from ui.explorer.comparison.disagreements import counted, show_disagreements, type_label
from ui.explorer.comparison.values import show_values
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose, choose_view
from ui.explorer.frame.session import LoadedGraph, loaded

VIEWS = {"propositions": "Who says what", "disagreements": "Disagreements", "values": "Values"}
_NARROW = """<style>
div.st-key-narrow_matrix { display: none }
@media (max-width: 640px) {
  div:has(> .st-key-first_list) { order: 2 }
  div.st-key-wide_matrix { display: none }
  div.st-key-narrow_matrix { display: flex }
}
</style>"""
_COLOURS = {"✓": "rgba(46, 160, 67, 0.16)", "≈": "rgba(219, 154, 4, 0.18)", "?": "rgba(110, 118, 129, 0.18)",
            "✗": "rgba(218, 54, 51, 0.18)", "±": "rgba(137, 87, 229, 0.2)"}  # fmt: skip


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Agreement")
    st.html(_NARROW)
    asked = parameter("view")
    if not asked and parameter("disagreement"):
        asked = "disagreements"
    elif not asked and parameter("quantity"):
        asked = "values"
    view = choose_view("view", "View", VIEWS, asked)
    if view == "disagreements":
        show_disagreements(graph)
    elif view == "values":
        show_values(graph)
    else:
        _show_matrix(graph)


def _show_matrix(graph: LoadedGraph) -> None:
    lines = agreement_lines(graph.by_proposition, graph.disagreements)
    families = {row.family: row.family_label for row in graph.claims.values()}
    with st.container(horizontal=True):
        family = choose(
            "family", "Topic", dict(sorted(families.items(), key=lambda item: item[1])), everything="Any topic"
        )
        entity = choose("entity", "Entity", graph.entity_labels, everything="Any entity", width=230)
        numbers = {"1": "At least 1 document"} | {str(n): f"At least {n} documents" for n in (3, 4, 5)}
        least = choose("documents", "Number of documents", numbers, everything="At least 2 documents", width=210)
    shown = chosen_lines(lines, family=family, entity=entity, documents=int(least or 2))
    name = parameter("proposition")
    opened = next((line for line in lines if line.id == name), None)
    if name and opened is None:
        st.error(f"There is no proposition “{escaped(name)}”. Choose one from the table.", icon=":material/error:")
    with st.container(key="list_and_opened"):
        with st.container(key="first_list"):
            _matrix(graph, shown, opened)
        if opened:
            _open(graph, opened)


def _matrix(graph: LoadedGraph, lines: Sequence[Line], opened: Line | None) -> None:
    if not lines:
        st.info("No proposition fits: ask for fewer documents, or take out a filter.", icon=":material/filter_alt_off:")
        link("agreement", "Show what at least two documents speak of", icon=":material/restart_alt:")
        return
    disputed = sum(bool(line.disagreements) for line in lines)
    st.caption(
        f"{counted(len(lines), 'proposition')}; those in a disagreement ({disputed}) stand first. {SILENT} is silence, "
        "which is no denial. Choose a row to read the claims side by side."
    )
    ids = [line.id for line in lines]
    at = [ids.index(opened.id)] if opened and opened.id in ids else []
    with st.container(key="wide_matrix"):
        _wide(graph, lines, ids, at)
    with st.container(key="narrow_matrix"):
        _narrow(graph, lines, ids, at)
    with st.expander("What the signs mean", icon=":material/help:"):
        meanings = dict(VOICES) | {
            BOTH: "one document says and denies it, as when it depends on dose or people",
            SILENT: "silent: the document does not speak of it; that is no denial",
        }
        st.markdown("\n".join(f"- **{escaped(sign)}** — {escaped(words)}" for sign, words in meanings.items()))


def _wide(graph: LoadedGraph, lines: Sequence[Line], ids: Sequence[str], at: Sequence[int]) -> None:
    """Draw the matrix with words next to the signs."""
    titles = graph.short_titles
    table = pd.DataFrame(
        {"Proposition": [line.label for line in lines]}
        | {titles[source]: [cell(line.claims.get(source, ())) for line in lines] for source in graph.documents}
        | {"Disagreement": [_types(line) for line in lines]}
    )
    st.session_state["matrix"] = {"selection": {"rows": at, "columns": [], "cells": []}}
    st.dataframe(
        table.style.map(_colour, subset=list(titles.values())),
        hide_index=True,
        height=250 if at and len(lines) > 6 else 540 if len(lines) > 14 else "auto",
        column_config={"Proposition": st.column_config.TextColumn(width=330)}
        | {title: st.column_config.TextColumn(width=142) for title in titles.values()},
        key="matrix",
        on_select=lambda: _select("matrix", ids),
        selection_mode="single-row",
        alt="Propositions in rows, documents in columns: what each document says of each proposition",
    )


def _narrow(graph: LoadedGraph, lines: Sequence[Line], ids: Sequence[str], at: Sequence[int]) -> None:
    """Draw the matrix with signs alone, for a narrow screen; the documents are numbered."""
    titles = graph.short_titles
    numbers = {source: str(number) for number, source in enumerate(titles, start=1)}
    st.caption(" · ".join(f"**{number}** {document_name(graph, source)}" for source, number in numbers.items()))
    table = pd.DataFrame(
        {"Proposition": [line.label for line in lines]}
        | {number: [signs(line.claims.get(source, ())) for line in lines] for source, number in numbers.items()}
        | {"Disagreement": [_types(line) for line in lines]}
    )
    st.session_state["narrow"] = {"selection": {"rows": at, "columns": [], "cells": []}}
    st.dataframe(
        table.style.map(_colour, subset=list(numbers.values())),
        hide_index=True,
        height=300 if at and len(lines) > 6 else 560 if len(lines) > 9 else "auto",
        row_height=66,
        column_config={"Proposition": st.column_config.TextColumn(width=150, pinned=True)}
        | {
            number: st.column_config.TextColumn(width=38, help=escaped(titles[source]))
            for source, number in numbers.items()
        },
        key="narrow",
        on_select=lambda: _select("narrow", ids),
        selection_mode="single-row",
        alt="Propositions in rows, documents by number in columns: signs of what each document says",
    )


def _colour(text: str) -> str:
    colour = _COLOURS.get("≈" if ";" in text else text[:1])
    return f"background-color: {colour}" if colour else ""


def _types(line: Line) -> str:
    kinds = {
        f"{type_label(item['type'])}{' (CONFLICT)' if item['kind'] == 'conflict' else ''}"
        for item in line.disagreements
    }
    return ", ".join(sorted(kinds))


def _select(table: str, ids: Sequence[str]) -> None:
    """Write the proposition of the row selected in a table into the address."""
    rows = st.session_state[table]["selection"]["rows"]
    set_parameter("proposition", ids[rows[0]] if rows else "")


def _open(graph: LoadedGraph, line: Line) -> None:
    """Draw the claims of each document on a proposition side by side."""
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{escaped(line.label)}**", width="content")
            st.button(
                "Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("proposition", "")
            )
        if speaks_of_doses(row for rows in line.claims.values() for row in rows):
            dose_warning()
        silent = [title for source, title in graph.short_titles.items() if source not in line.claims]
        if silent:
            st.caption(f"Silent, which is not a denial: {escaped(', '.join(silent))}.")
        for item in line.disagreements:
            label = f"{type_label(item['type'])} {item['kind']}: {item['matter']}"
            link("agreement", escaped(label), icon=":material/balance:", disagreement=item["id"])
            _other_sides(graph, line, item)
        speaking = [source for source in graph.documents if source in line.claims]
        for start in range(0, len(speaking), 3):
            part = speaking[start : start + 3]
            for column, source in zip(st.columns(len(part)), part, strict=True):
                with column, st.container(border=True):
                    st.markdown(f"##### {escaped(cell(line.claims[source]))}")
                    st.markdown(document_mark(graph, source))
                    for row in line.claims[source]:
                        st.divider()
                        show_claim(graph, row, brief=True)


def _other_sides(graph: LoadedGraph, line: Line, item: Mapping[str, Any]) -> None:
    """Draw the sides of a disagreement that rest on other propositions, each claim with its proposition."""
    for label, rows in other_side(line, item, graph.claims):
        for row in rows:
            st.markdown(
                f"**Other side: {escaped(label)}** {standing(row)} {document_name(graph, row.source)}; "
                f"on “{escaped(row.proposition)}”"
            )
            link("evidence", escaped(row.statement), icon=":material/format_quote:", claim=row.id)


if __name__ == "__main__":
    show()
