"""Disagreements: a list by rank, and each opened with its sides next to each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from queries.claims.reader import Claim
from queries.comparison.agreement import CONFLICT, DIFFERENCE, relation_of
from queries.comparison.disagreements import chosen
from queries.comparison.values import value_axes
from queries.display_text import counted, first_few
from ui.explorer.claims.card import dose_warning, named_document, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.escaping import escaped, shorten
from ui.explorer.frame.filters import choose
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.table_view import heads_of, rows_of, show_table

Disagreement = Mapping[str, Any]


def show_disagreements(graph: LoadedGraph) -> None:
    """Draw the filters, the list and the disagreement that is open.

    :param graph: the graph
    """
    part = part_shown(graph, near=parameter("entity"))
    rows = _filtered(graph, part)
    name = parameter("disagreement")
    opened = disagreement_asked(graph, part, name)
    if name and opened is None:
        st.error(f"There is no disagreement “{escaped(name)}”. Choose one from the list.", icon=":material/error:")
    with st.container(key="list_and_opened"):
        with st.container(key="first_list"):
            _list(part, rows, opened)
        if opened:
            open_disagreement(graph, opened)


def disagreement_asked(graph: LoadedGraph, part: GraphPart, identifier: str) -> dict[str, Any] | None:
    """Return the disagreement that the address names; it may be one of another drug.

    :param graph: the graph
    :param part: what the page shows
    :param identifier: its identifier, or an empty text
    :returns: the disagreement, or ``None`` if the graph holds none of that name
    """
    own = next((row for row in part.disagreements if row["id"] == identifier), None)
    return own or (graph.disagreement(identifier) if identifier else None)


def type_label(code: str) -> str:
    """Return the label of a type of disagreement.

    :param code: such as ``scopeOnly``
    :returns: the label

    >>> type_label("scopeOnly")
    'scope only'
    """
    return re.sub("([A-Z])", r" \1", code).lower()


def sides_words(graph: LoadedGraph, row: Disagreement, *, most: int = 200) -> str:
    """Summarise the sides of a disagreement with their documents in one line.

    :param graph: the graph
    :param row: the disagreement
    :param most: maximum number of characters per side
    :returns: plain text
    """
    short = graph.by_file
    return " ↔ ".join(
        f"{shorten(side['label'], most)} "
        f"({first_few((named_document(graph, short.get(file, file)) for file in side['sources']), gap='; ')})"
        for side in row["sides"]
    )


def _filtered(graph: LoadedGraph, part: GraphPart) -> list[dict[str, Any]]:
    all_rows = part.disagreements
    topics = {code: part.families.get(code, code) for code in sorted({row["topic"] for row in all_rows})}
    about = {name for row in all_rows for name in row["about"]}
    entities = dict(sorted(((name, graph.label(name)) for name in about), key=lambda item: item[1].casefold()))
    with st.container(horizontal=True, key="filters"):
        choose_drug(graph, near=parameter("entity"))
        type_ = choose(
            "type", "Type", {code: type_label(code) for code in sorted({row["type"] for row in all_rows})},
            everything="Any type",
        )  # fmt: skip
        family = choose("family", "Topic", topics, everything="Any topic")
        source = choose("source", "Document", part.short_titles, everything="Any document")
        entity = choose("entity", "Entity", entities, everything="Any entity", width=230)
    file = graph.documents[source]["file"] if source else None
    found = chosen(all_rows, about=entity or None, type_=type_ or None, source=file)
    return [row for row in found if not family or row["topic"] == family]


def _list(part: GraphPart, rows: Sequence[Disagreement], opened: Disagreement | None) -> None:
    if not part.disagreements:
        st.info("No two documents disagree, and none disagrees with itself.", icon=":material/info:")
        return
    if not rows:
        st.info("No disagreement fits all of these filters. Take one out.", icon=":material/filter_alt_off:")
        link("agreement", "Show all disagreements", icon=":material/restart_alt:", view="disagreements")
        return
    conflicts = sum(row["kind"] == "conflict" for row in rows)
    st.caption(
        f"{len(rows)} of {len(part.disagreements)}: {counted(conflicts, 'conflict')} ({CONFLICT}), "
        f"{counted(len(rows) - conflicts, 'difference')} ({DIFFERENCE}). Choose a row to open it."
    )
    table = {
        "Matter": [row["matter"] for row in rows],
        "Kind": [relation_of(row) for row in rows],
        "Type": [type_label(row["type"]) for row in rows],
        "Sides": [" ↔ ".join(side["label"] for side in row["sides"]) for row in rows],
        "Topic": [part.families.get(row["topic"], row["topic"]) for row in rows],
        "Documents": [str(len(row["sources"])) for row in rows],
        "Rank": [str(row["rank"]) for row in rows],
    }
    show_table(
        heads_of(table, {"Matter": 170, "Sides": 220}, ("Rank", "Documents")),
        rows_of(table, [row["id"] for row in rows]),
        key="disagreements",
        label="Disagreements by rank: matter, kind, type, sides, topic and number of documents",
        selected=opened["id"] if opened else "",
        height=250 if opened and len(rows) > 6 else 560,
        on_choice=partial(set_parameter, "disagreement"),
    )


def open_disagreement(graph: LoadedGraph, row: Disagreement) -> None:
    """Draw a disagreement with its sides next to each other.

    :param graph: the graph
    :param row: the disagreement
    """
    claims = graph.named(row["claims"])
    families = {claim.family: claim.family_label for claim in claims}
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(f"Rank {row['rank']} · {escaped(families.get(str(row['topic']), ''))}", width="content")
            st.button(
                "Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("disagreement", "")
            )
        if speaks_of_doses(claims):
            dose_warning()
        _head(graph, row, claims)
        sides = row["sides"]
        for start in range(0, len(sides), 3):
            part = sides[start : start + 3]
            for column, side in zip(st.columns(len(part)), part, strict=True):
                with column, st.container(border=True):
                    _side(graph, side)


def _head(graph: LoadedGraph, row: Disagreement, claims: Sequence[Claim]) -> None:
    """Draw what it is about, its kind, and what may reconcile the sides."""
    relation = relation_of(row)
    kind = ":red-badge[:material/bolt: conflict]" if relation == "conflict" else f":blue-badge[{escaped(relation)}]"
    st.header(escaped(row["matter"]), anchor=False)
    st.markdown(f"{kind} :gray-badge[{escaped(type_label(row['type']))}]")
    st.markdown(escaped(sides_words(graph, row)))
    near = graph.part(graph.drug_near(claims[0].subject_id)).claims.values() if row["range_relation"] else ()
    axis = next((found for found in value_axes(near, [row]) if found.comparisons), None)
    if axis:
        words = axis.comparisons[0].words
        st.markdown(f"{escaped(words[0].upper() + words[1:])}.")
        link("agreement", "Show as bars on one axis", icon=":material/align_horizontal_left:", quantity=axis.id)
    keys = row["reconciled_by"]
    if keys:
        words = ", ".join(key.replace("_", " ") for key in keys)
        st.markdown(f"May be reconciled by: **{escaped(words)}**, in which the sides differ.")
    else:
        st.markdown("No qualifier that the documents state reconciles the sides.")
    lines = row["evidence_lines"]
    text = "1 line of evidence" if lines == 1 else f"{lines} lines of evidence"
    studies = [graph.label(name) for name in row["shared_studies"]]
    tail = f"; the sides share {escaped('; '.join(studies))}" if studies else "; no study is cited by both sides"
    st.caption(f"{text} (documents that cite one study count as one){tail}.")


def _side(graph: LoadedGraph, side: Disagreement) -> None:
    st.markdown(f"### {escaped(side['label'])}")
    show_claim_list(graph, graph.named(side["claims"]), most=len(side["claims"]), warn=False)
