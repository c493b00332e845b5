"""Questions to the graph: the saved ones as forms, and SPARQL of one's own."""

from __future__ import annotations

import streamlit as st

from ui.explorer.asking.saved import show_saved
from ui.explorer.asking.sparql import show_sparql
from ui.explorer.frame.addresses import set_parameters
from ui.explorer.frame.session import loaded
from ui.explorer.frame.widget_state import take_from_address

_MODES = {"saved": "Saved queries", "sparql": "SPARQL"}


def show() -> None:
    """Draw the page."""
    graph = loaded()
    with st.container(horizontal=True, vertical_alignment="center", key="query_head"):
        st.title("Query", anchor=False, width="content")
        mode = _mode()
    if mode == "sparql":
        show_sparql(graph)
    else:
        show_saved(graph)


def _mode() -> str:
    """Draw the choice between saved queries and SPARQL, and return what is chosen."""
    take_from_address("mode chosen", "mode", lambda texts: texts[0] if texts and texts[0] in _MODES else "saved")
    chosen = st.segmented_control(
        "How to ask",
        list(_MODES),
        key="mode chosen",
        format_func=_MODES.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=_change_mode,
    )
    return str(chosen)


def _change_mode() -> None:
    """Keep the state of the mode that is left, and come back to that of the other."""
    chosen = st.session_state["mode chosen"]
    left = "saved" if chosen == "sparql" else "sparql"
    names = [name for name in st.query_params if name in ("query", "sparql", "row") or name.startswith("p.")]
    st.session_state[f"left {left}"] = {name: st.query_params.get_all(name) for name in names}
    back = st.session_state.get(f"left {chosen}", {})
    set_parameters(dict.fromkeys(names, "") | back | {"mode": chosen if chosen == "sparql" else ""})
    st.session_state["mode chosen read"] = st.query_params.get_all("mode")


if __name__ == "__main__":
    show()
