"""Values: the numbers that documents give for one quantity, as bars on one axis and as a table."""

from __future__ import annotations

import streamlit as st

from queries.value_bars import Axis, value_axes
from ui.explorer.claim_filter import standing_words
from ui.explorer.claim_view import dose_warning, speaks_of_doses
from ui.explorer.filter_boxes import choose
from ui.explorer.loaded import LoadedGraph
from ui.explorer.places import link
from ui.explorer.plain_text import escaped
from ui.explorer.value_chart import value_chart

_RELATIONS = {
    "disjoint": "some have nothing in common",
    "overlapping": "they overlap",
    "nested": "each lies in the next wider one",
}


def show_values(graph: LoadedGraph) -> None:
    """Draw the choice of a quantity, its chart and its table.

    :param graph: the graph
    """
    axes = value_axes(graph.claims.values(), graph.disagreements)
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
    st.subheader(f"{escaped(axis.title.capitalize() if axis.title.islower() else axis.title)}", anchor=False)
    _comparisons(axis)
    dark = st.context.theme.type == "dark"
    st.vega_lite_chart(value_chart(axis, dark=dark), width="stretch", key="value_chart")
    st.caption(
        "A bar is the range that one claim gives, a diamond a single number; a triangle marks an end that the document "
        "leaves open. The shaded band is the range on which all agree, where there is one. Nothing is averaged."
    )
    _table(axis)


def _is_dose(axis: Axis) -> bool:
    return speaks_of_doses(bar.claim for bar in axis.bars)


def _comparisons(axis: Axis) -> None:
    """Say what claims of one scope have in common."""
    number = f"{len(axis.bars)} claims of {axis.documents} document{'s' if axis.documents > 1 else ''}."
    if not axis.comparisons:
        st.markdown(f"{number} The graph holds no disagreement on these numbers.")
        return
    st.markdown(number)
    for found in axis.comparisons:
        text = f"all agree on **{escaped(found.text)}**" if found.text else "**no range common to all**"
        with st.container(horizontal=True, vertical_alignment="center"):
            matter = escaped(found.matter)
            st.markdown(f"{matter}: {len(found.claims)} claims; {_RELATIONS[found.relation]}; {text}", width="content")
            link("agreement", "Open the disagreement", disagreement=found.disagreement)


def _table(axis: Axis) -> None:
    bars = axis.bars
    columns = {
        "Value": [bar.text for bar in bars],
        "About": [bar.about for bar in bars],
        "Document": [bar.claim.source for bar in bars],
        "Standing": [standing_words(bar.claim) for bar in bars],
        "As the document has it": [bar.claim.value for bar in bars],
        "Qualifiers": [bar.claim.qualifiers for bar in bars],
        "Cites": [bar.claim.cites for bar in bars],
        "Claim": [bar.claim.id for bar in bars],
    }
    st.dataframe(
        {name: cells for name, cells in columns.items() if any(cells)},
        hide_index=True,
        alt="The same numbers as a table, a claim a row",
    )
    with st.expander("Open a claim", icon=":material/format_quote:"):
        for bar in bars:
            link("evidence", f"{escaped(bar.text)} — {escaped(bar.claim.source)}", claim=bar.claim.id)
