"""Where a picture comes from, for a picture that leaves the page: documents, date, licence, address."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ui.explorer.frame.session import LoadedGraph

LICENCE = "Claims: drugkg developers, CC BY 4.0, https://w3id.org/drugkg/"


def origin_of(graph: LoadedGraph, claims: Iterable[str]) -> tuple[str, ...]:
    """Return the lines to write below a picture.

    :param graph: the graph
    :param claims: identifiers of the claims that it shows
    :returns: the documents with kind and date, the licence of the claims, and the address of the page
    """
    return origin_of_documents(graph, (claim.source for claim in graph.named(claims)))


def origin_of_documents(graph: LoadedGraph, documents: Iterable[str]) -> tuple[str, ...]:
    """Return the lines to write below a picture, without reading any claim.

    :param graph: the graph
    :param documents: short names of the documents whose claims it shows
    :returns: the documents with kind and date, the licence of the claims, and the address of the page
    """
    sources = dict.fromkeys(documents)
    named = []
    for source in sources:
        about = graph.documents.get(source, {})
        named.append(
            f"{about.get('title', source)} ({about.get('kind', 'document')}, {about.get('date') or 'no date'})"
        )
    lines = [f"Documents: {'; '.join(named)}."] if named else []
    address = st.context.url
    return (*lines, f"{LICENCE}. Not medical advice.", *([f"Address: {address}"] if address else []))
