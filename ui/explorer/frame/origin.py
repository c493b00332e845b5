"""Where a picture comes from, for a picture that leaves the page: documents, date, licence, address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from ui.explorer.frame.session import LoadedGraph

_PASSING = ("chosen", "edge", "panel")
"""Parameters of the address that do not change what a picture shows."""

LICENCE = "Claims: drugkg developers, CC BY 4.0, https://w3id.org/drugkg/"


def origin_of(graph: LoadedGraph, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the lines to write below a picture.

    :param graph: the graph
    :param claims: identifiers of the claims that it shows
    :returns: the documents with kind and date, the licence of the claims, the day, and the address of the page
    """
    return origin_of_documents(graph, (claim.source for claim in graph.named(claims)))


def origin_of_documents(graph: LoadedGraph, documents: Iterable[str]) -> tuple[str, ...]:
    """Return the lines to write below a picture, without reading any claim.

    :param graph: the graph
    :param documents: short names of the documents whose claims it shows
    :returns: the documents with kind and date, the licence of the claims, the day, and the address of the page
    """
    sources = dict.fromkeys(documents)
    named = []
    for source in sources:
        about = graph.documents.get(source, {})
        named.append(
            f"{about.get('title', source)} ({about.get('kind', 'document')}, {about.get('date') or 'no date'})"
        )
    lines = [f"Documents: {'; '.join(named)}."] if named else []
    address = _address()
    lines.append(f"{LICENCE}. Picture of {date.today().isoformat()}. Not medical advice.")
    return (*lines, *([f"Address: {address}"] if address else []))


def _address() -> str:
    """Return the address of the page with the state that the picture shows; an empty text without a browser."""
    root = (st.context.url or "").partition("?")[0]
    state = {name: st.query_params.get_all(name) for name in st.query_params if name not in _PASSING}
    return root + (f"?{urlencode(state, doseq=True, safe=':')}" if root and state else "")
