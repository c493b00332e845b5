"""The script that Streamlit runs: menu, top bar and disclaimer around the page that is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ontology.errors import UserError
from ui.explorer.claims.named import claim_named, show_claim_named
from ui.explorer.frame.addresses import FOLDER, PLACES, link, parameter, resolve_entities
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.reviewed import show_switch, take_from_address
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.style import DARK_STYLE, STYLE
from ui.explorer.frame.titles import NAME, page_title
from ui.explorer.frame.top_bar import show_top_bar
from ui.explorer.frame.widget_state import confirm_address

DISCLAIMER = "drugkg reports what documents state. It is not medical advice."


def main() -> None:
    """Draw the page that the address names, within its frame."""
    st.set_page_config(page_title=NAME, page_icon=str(FOLDER / "icon.svg"), layout="wide")
    st.logo(str(FOLDER / "wordmark.svg"), size="large")
    st.html(STYLE)
    if st.context.theme.type == "dark":
        st.html(DARK_STYLE)
    pages = {
        name: st.Page(
            FOLDER / "screens" / f"{name}.py",
            title=place.title,
            icon=place.icon,
            help=place.hint,
            url_path=name,
            default=name == "overview",
            visibility="hidden" if name in ("entity", "search", "about") else "visible",
        )
        for name, place in PLACES.items()
    }
    page = st.navigation(list(pages.values()), position="top")
    arrived = st.session_state.get("page before") != page.url_path
    if not arrived:  # else the browser still shows the page that was left
        confirm_address()
    take_from_address(arrived=arrived)
    st.session_state["page before"] = page.url_path
    try:
        graph = loaded()
        show_switch(len(graph.unreviewed), graph.whole_size)
        show_top_bar(graph.index, parameter("words") if page.url_path == "search" else "")
        unknown = resolve_entities(graph.index)
        claims = [claim for claim in (claim_named(graph, asked) for asked in unknown) if claim]
        state = {name: st.query_params.get_all(name) for name in st.query_params}
        st.set_page_config(page_title=page_title(page.title, state, partial(_named, graph)))
        if claims and page.url_path == "entity":
            st.title("Entity", anchor=False)
        for claim in claims:
            show_claim_named(claim, "an entity")
        if not claims or page.url_path != "entity":
            page.run()
    except UserError as error:
        said = str(error)
        st.error(escaped(f"{said[:1].upper()}{said[1:]}"), icon=":material/error:")
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(DISCLAIMER, width="content")
        link("about", "About, help and glossary", icon=":material/info:")


def _named(graph: LoadedGraph, name: str) -> str:
    """Return the words for an entity, document, proposition or disagreement, or the identifier if there are none."""
    prefix, _, identifier = name.partition(":")
    if prefix == "disagreement":
        found = graph.disagreement(identifier)
        return str(found["matter"]) if found else identifier
    return (graph.proposition(name) if prefix == "prop" else "") or graph.label(name)


if __name__ == "__main__":
    main()
