"""The uses of a drug on the page: one row per use, with its standings, where, since when, and by whose words."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from queries.comparison.uses import Standing, Use
from ui.explorer.claims.card import document_name
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped, shorten
from ui.explorer.frame.session import LoadedGraph

_FIRST = 7
_MARKS = {
    "approved": ("green", "verified"),
    "not approved": ("red", "block"),
    "off label": ("orange", "label_off"),
    "investigational": ("violet", "science"),
    "not recommended": ("red", "thumb_down"),
    "used": ("gray", "check"),
}


def show_uses(graph: LoadedGraph, uses: Sequence[Use]) -> None:
    """Draw the uses.

    :param graph: the graph
    :param uses: what :func:`queries.comparison.uses.uses` returned
    """
    st.subheader("What it is used for", anchor=False)
    st.caption("One row per use. That a document names a use does not say that it works.")
    for use in uses[:_FIRST]:
        _row(graph, use)
    if len(uses) > _FIRST:
        with st.expander(f"{len(uses) - _FIRST} more uses", icon=":material/more_horiz:"):
            for use in uses[_FIRST:]:
                _row(graph, use)


def _row(graph: LoadedGraph, use: Use) -> None:
    left, right = st.columns([2, 7], gap="small")
    with left:
        claim = use.claims[0].id
        name = escaped(use.condition or "the drug as such")
        if use.condition_id:
            link("evidence", f"**{name}**", entity=use.condition_id, claim=claim)
        else:
            link("evidence", f"**{name}**", claim=claim)
    right.markdown("  \n".join(_standing(graph, standing) for standing in use.standings))


def _standing(graph: LoadedGraph, standing: Standing) -> str:
    """Return a standing as a line of Markdown: badge, places and years, limits, documents."""
    colour, icon = _MARKS.get(standing.name, ("gray", "label"))
    name = "named as a use" if standing.name == "used" else standing.name
    reserve = ", hedged" if standing.hedged else ""
    where = ", ".join([*standing.places, *standing.years])
    limits = shorten("; ".join(standing.limits), 150)
    by = "; ".join(document_name(graph, source) for source in standing.sources)
    parts = [f":{colour}-badge[:material/{icon}: {escaped(name + reserve)}]"]
    parts += [f"**{escaped(where)}**"] if where else []
    parts += [f":small[{escaped(limits)}]"] if limits else []
    return " ".join([*parts, f":small[:gray[{by}]]"])
