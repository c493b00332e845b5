"""The script that Streamlit runs: menu, search box and disclaimer around the page that is asked for."""

from __future__ import annotations

import streamlit as st

from ontology.errors import UserError
from ui.explorer.frame.addresses import FOLDER, PLACES, link, resolve_entities
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.session import loaded
from ui.explorer.frame.style import DARK_STYLE, STYLE
from ui.explorer.frame.titles import NAME, page_title
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
    if st.session_state.get("page before") == page.url_path:  # else the browser still shows the page that was left
        confirm_address()
    st.session_state["page before"] = page.url_path
    _search_box(page.url_path == "search")
    try:
        graph = loaded()
        resolve_entities(graph.index)
        state = {name: st.query_params.get_all(name) for name in st.query_params}
        st.set_page_config(page_title=page_title(page.title, state, graph.label))
        page.run()
    except UserError as error:
        st.error(escaped(str(error)), icon=":material/error:")
    st.divider()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(DISCLAIMER, width="content")
        link("about", "About, help and glossary", icon=":material/info:")


def _search_box(on_search_page: bool) -> None:
    """Draw the search box; on its own page the words are in the address already."""
    if on_search_page:
        return
    with st.container(key="search_at_top"):
        words = st.text_input(
            "Search entities, claims and queries",
            key="search_box",
            type="search",
            placeholder="Search",
            label_visibility="collapsed",
        )
    if words:
        st.session_state.pop("search_box", None)
        st.switch_page("screens/search.py", query_params={"words": words})


if __name__ == "__main__":
    main()
