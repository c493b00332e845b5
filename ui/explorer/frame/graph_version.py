"""Which build of a graph the explorer shows: pages follow a folder or a server whose graph is built or loaded anew."""

from __future__ import annotations

import hashlib
import json

import streamlit as st

from ontology.namespaces import PREFIXES
from queries.store.graph_versions import version_key
from queries.store.opening import is_remote, open_store

_SECONDS = 30
"""For so long a server is taken to hold the same graph; then it is asked again."""

_METADATA = f"""
SELECT ?s ?p ?o WHERE {{ GRAPH <{PREFIXES["graph"]}metadata> {{ ?s ?p ?o }} FILTER(!isBlank(?s)) FILTER(!isBlank(?o)) }}
"""


def graph_version(place: str) -> str:
    """Return a text that differs for every build of a graph.

    :param place: folder or address of an endpoint
    :returns: the text
    :raises StoreError: if there is no graph, or the endpoint does not answer
    """
    return _metadata_of(place) if is_remote(place) else version_key(place)


@st.cache_data(ttl=_SECONDS, show_spinner=False)
def _metadata_of(place: str) -> str:
    """Return a checksum of the metadata of an endpoint, which hold the checksums of all that it was built from."""
    store = open_store(place)
    try:
        rows = store.select(_METADATA, row_limit=0, union=False).rows
    finally:
        store.close()
    lines = sorted(json.dumps([row[name]["value"] for name in "spo"]) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
