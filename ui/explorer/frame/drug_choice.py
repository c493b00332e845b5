"""The drug that a page is about, where a graph holds documents on several drugs: it is in the address as ``drug``."""

from __future__ import annotations

import streamlit as st

from ui.explorer.frame.addresses import parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import told_apart
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.session import LoadedGraph

_KEY = "choose_drug"


def drug_asked(graph: LoadedGraph, *, near: str = "") -> str:
    """Return the drug that a page is about.

    :param graph: the graph
    :param near: CURIE of an entity that the page is about too, or an empty text
    :returns: CURIE of the drug that the address names, or the one of which claims on the entity are, or the first; an
        empty text if no document is about a drug
    """
    drugs = graph.main_drugs
    asked = parameter("drug")
    if asked in drugs or not drugs:
        return asked if drugs else ""
    return graph.drug_near(near) if near else drugs[0]


def part_shown(graph: LoadedGraph, *, near: str = "") -> GraphPart:
    """Return the part of the graph that a page shows: that of one drug, or all where there is no second drug.

    :param graph: the graph
    :param near: as for :func:`drug_asked`
    :returns: claims, with what belongs to them
    """
    return graph.part(drug_asked(graph, near=near))


def choose_drug(graph: LoadedGraph, *, everything: str = "", near: str = "") -> None:
    """Draw the choice of the drug, where there are several.

    :param graph: the graph
    :param everything: what the box shows while the address names none; by default the drug that is then shown
    :param near: as for :func:`drug_asked`
    """
    drugs, asked = graph.main_drugs, parameter("drug")
    if asked and asked not in drugs:
        st.warning(f"No document of this graph is about “{escaped(graph.label(asked))}”, so this filter is ignored.")
    if len(drugs) < 2:
        return
    labels = told_apart({name: graph.label(name) for name in drugs})
    st.session_state[_KEY] = "" if everything and asked not in drugs else drug_asked(graph, near=near)
    st.selectbox(
        "Drug",
        ["", *drugs] if everything else drugs,
        format_func=lambda name: labels.get(name, everything),
        key=_KEY,
        on_change=_write,
        label_visibility="collapsed",
        width=170,
    )


def _write() -> None:
    set_parameter("drug", str(st.session_state[_KEY]))
