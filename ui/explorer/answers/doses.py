"""Doses as a table by use and route: approved uses first, the document with its kind in every row."""

from __future__ import annotations

import streamlit as st

from ontology.namespaces import PREFIXES
from queries.claims.model import Claim
from queries.claims.position import standing_words
from queries.store.interface import Solutions
from ui.explorer.answers.cache import Outcome
from ui.explorer.claims.doses import doses_among
from ui.explorer.frame.addresses import address
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.table_view import Field, Head, Row, show_table

_HEADS = (
    Head("Route", width=90),
    Head("Phase", width=90),
    Head("Dose", width=120),
    Head("Document", width=130),
    Head("Kind", width=90),
    Head("Says", width=80),
    Head("Limits", width=180),
    Head("Claim", width=130),
)
_IN_COLUMNS = ("route: ", "dose phase: ")


def _limits(claim: Claim) -> str:
    """Return the qualifiers of a claim that no column of the table has."""
    return "; ".join(part for part in claim.qualifiers.split("; ") if not part.startswith(_IN_COLUMNS))


def show_dose_groups(graph: LoadedGraph, found: Outcome) -> tuple[str, ...]:
    """Draw the doses among the claims of an answer, by use and route.

    :param graph: the graph
    :param found: the answer, with the column ``claim``
    :returns: the identifiers of their claims, without prefix, in the order of the table
    """
    if not isinstance(found.answer, Solutions) or "claim" not in found.answer.variables:
        return ()
    names = [str(row["claim"]["value"]).removeprefix(PREFIXES["claim"]) for row in found.answer.rows if "claim" in row]
    rows = graph.named(names)
    groups = doses_among(graph, rows)
    made: list[Row] = []
    for group in groups:
        heading = f"{group.use} · {group.route}" + (f" · {group.standing}" if group.standing else "")
        made.append(Row(f"{group.use_id} {group.route}", group=heading))
        for claim in group.claims:
            about = graph.documents.get(claim.source, {})
            texts = (group.route, claim.phase, claim.value or claim.answer, graph.short_titles.get(claim.source, ""),
                     str(about.get("kind", "")), standing_words(claim), _limits(claim))  # fmt: skip
            link = Field(claim.id, href=address("evidence", claim=claim.id))
            made.append(Row(claim.id, (*(Field(text) for text in texts), link)))
    if made:
        st.markdown("**Doses by use and route**: uses that no document calls off label come first.")
        show_table(_HEADS, made, key="doses", label="Doses by use and route, one claim per row", height=430)
    return tuple(claim.id for group in groups for claim in group.claims)
