"""Values: the numbers that documents give for one quantity, as bars on one axis and as a table."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import streamlit as st

from queries.claims.position import standing_words
from queries.claims.search import quote_of
from queries.comparison.values import Axis, value_axes
from ui.explorer.claims.card import dose_warning, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.claims.doses import doses_among
from ui.explorer.comparison.value_chart import show_value_chart
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.table_view import heads_of, rows_of, show_table


def show_values(graph: LoadedGraph) -> None:
    """Draw the choice of a quantity, its chart and its table.

    :param graph: the graph
    """
    part = part_shown(graph)
    choose_drug(graph)
    axes = value_axes(part.claims.values(), part.disagreements)
    if not axes:
        st.info("No two claims of this graph give a number for one quantity.")
        return
    options = {axis.id: f"{axis.title} ({axis.unit or 'number'})" for axis in axes}
    first = next((axis.id for axis in axes if not _is_dose(axis)), axes[0].id)
    others = {name: label for name, label in options.items() if name != first}
    chosen = choose("quantity", "Quantity", others, everything=options[first], width=430) or first
    axis = next(axis for axis in axes if axis.id == chosen)
    if _is_dose(axis):
        dose_warning()
        axis = _approved_first(graph, axis)
    st.header(f"{escaped(axis.title.capitalize() if axis.title.islower() else axis.title)}", anchor=False)
    _comparisons(axis)
    show_value_chart(axis, graph.short_titles)
    st.caption(
        "A bar is the range that one claim gives, a diamond a single number; an arrow marks an end that the document "
        "leaves open. The shaded band is the range that is common to all, where there is one; a document that gives a "
        "wider one does not agree on it. Nothing is averaged."
    )
    _table(graph, axis)


def _is_dose(axis: Axis) -> bool:
    return speaks_of_doses(bar.claim for bar in axis.bars)


def _approved_first(graph: LoadedGraph, axis: Axis) -> Axis:
    """Return an axis of doses with the approved uses first, as the table of doses has them."""
    groups = doses_among(graph, [bar.claim for bar in axis.bars])
    order = {claim.id: at for at, claim in enumerate(claim for group in groups for claim in group.claims)}
    return replace(axis, bars=tuple(sorted(axis.bars, key=lambda bar: order.get(bar.claim.id, len(order)))))


def _comparisons(axis: Axis) -> None:
    """Say what claims of one scope have in common."""
    number = f"{len(axis.bars)} claims of {axis.documents} document{'s' if axis.documents > 1 else ''}."
    if not axis.comparisons:
        st.markdown(f"{number} The graph holds no disagreement on these numbers.")
        return
    st.markdown(number)
    for found in axis.comparisons:
        with st.container(horizontal=True, vertical_alignment="center"):
            matter = escaped(found.matter)
            st.markdown(f"{matter}: {len(found.claims)} claims; **{escaped(found.words)}**", width="content")
            link("agreement", "Open the disagreement", disagreement=found.disagreement)


def _table(graph: LoadedGraph, axis: Axis) -> None:
    """Draw the bars as a table; the claim of the row that is chosen stands below it."""
    bars = axis.bars
    ids = [bar.claim.id for bar in bars]
    opened = parameter("claim")
    columns = {
        "Value": [bar.text for bar in bars],
        "About": [bar.about for bar in bars],
        "Document": [graph.short_titles.get(bar.claim.source, bar.claim.source) for bar in bars],
        "Standing": [standing_words(bar.claim) for bar in bars],
        "As recorded": [bar.claim.value for bar in bars],
        "Quote": [quote_of(bar.claim) for bar in bars],
        "Qualifiers": [bar.claim.qualifiers for bar in bars],
        "Cites": [bar.claim.cites for bar in bars],
        "Claim": ids,
    }
    table = {name: cells for name, cells in columns.items() if any(cells)}
    show_table(
        heads_of(table, {"Quote": 260}), rows_of(table, ids), key="values", selected=opened,
        label="The same numbers as a table, one claim per row", on_choice=partial(set_parameter, "claim"),
    )  # fmt: skip
    if opened in ids:
        show_claim_list(graph, [bars[ids.index(opened)].claim], warn=False)
    else:
        st.caption("Choose a row to open its claim.")
