"""Which build of a graph the explorer shows: pages follow a folder or a server whose graph is built or loaded anew."""

from __future__ import annotations

import streamlit as st

from queries.store.opening import graph_key, is_remote

_SECONDS = 30
"""For so long a server is taken to hold the same graph; then it is asked again."""


def graph_version(place: str) -> str:
    """Return a text that differs for every build of a graph.

    :param place: folder or address of an endpoint
    :returns: the text
    :raises StoreError: if there is no graph, or the endpoint does not answer
    """
    return _of_server(place) if is_remote(place) else graph_key(place)


@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _of_server(place: str) -> str:
    """Return the text for a server; it is asked for its metadata alone."""
    return graph_key(place)
