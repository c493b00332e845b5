"""Panels of the overview: what documents say most on effects, interactions, warnings, doses and kinetics."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.comparison.doses import DoseGroup
from queries.comparison.panels import panel_lines
from queries.runner import prepare, roll_up_saved
from queries.store.interface import Solutions
from ui.explorer.answers.cache import Limits, outcome
from ui.explorer.claims.card import DOSE_WARNING, document_name
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped, shorten
from ui.explorer.frame.session import LoadedGraph

PANELS = {
    "adverse-effects": ("Adverse effects", ":material/sick:"),
    "interactions": ("Interactions", ":material/compare_arrows:"),
    "contraindications": ("Contraindications and cautions", ":material/do_not_disturb_on:"),
    "pharmacokinetics": ("Pharmacokinetics", ":material/timeline:"),
}
"""Saved query → title and icon of its panel."""

_LINES, _WORDS = 4, 96


def show_panel(graph: LoadedGraph, drug: str, query: str) -> None:
    """Draw the first lines of the answer to a saved query about a drug.

    :param graph: the graph
    :param drug: CURIE of the drug
    :param query: key of :data:`PANELS`
    """
    title, icon = PANELS[query]
    st.subheader(f"{icon} {title}", anchor=False)
    saved = graph.index.query(query)
    answer = outcome(graph, prepare(graph.index, query, {"drug": [drug]}), Limits()).answer
    if not isinstance(answer, Solutions) or not answer.rows:
        st.caption("No document says anything of it.")
        return
    lines = panel_lines(roll_up_saved(graph.index, saved, answer), saved.rows, graph.label(drug))
    for line in lines[:_LINES]:
        st.markdown(f"**{escaped(line.label)}** :small[{escaped(shorten(line.words, _WORDS))}]")
    documents = len({row["source"]["value"] for row in answer.rows if "source" in row})
    words = f"All {len(lines)}, from {documents} document{'' if documents == 1 else 's'}"
    link("query", words, icon=":material/arrow_forward:", query=query, **{"p.drug": drug})


def show_doses(graph: LoadedGraph, drug: str, groups: Sequence[DoseGroup]) -> None:
    """Draw the first doses of a drug, with the warning that belongs to them.

    :param graph: the graph
    :param drug: CURIE of the drug
    :param groups: what :func:`queries.comparison.doses.dose_groups` returned
    """
    st.subheader(":material/medication_liquid: Doses", anchor=False)
    if not groups:
        st.caption("No document gives a dose.")
        return
    for group in groups[:3]:
        told: dict[str, list[str]] = {}
        for row in group.claims:
            said = " ".join(filter(None, [row.phase, row.value or row.answer]))
            told.setdefault(row.source, []).append(f"{said} (hedged)" if row.uncertain else said)
        st.markdown(f"**{escaped(group.use)}, {escaped(group.route)}** :small[{escaped(group.standing)}]")
        for source, words in told.items():
            st.markdown(f":small[{escaped('; '.join(dict.fromkeys(words)))} — {document_name(graph, source)}]")
    st.caption(DOSE_WARNING)
    link("query", "All doses, by use and route", icon=":material/arrow_forward:", query="dosing", **{"p.drug": drug})
