"""Search: entities, claims and saved queries that have some words in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from typing import Any

import streamlit as st

from ontology.vocabulary import load_vocabulary
from queries.claims.examples import example_entities
from queries.claims.reader import Claim
from queries.claims.search import Found, quote_that_matched
from queries.index.names import fold
from queries.store.limits import PAGE_RESULTS
from ui.explorer.claims.card import dose_warning, much_of_doses, standing
from ui.explorer.claims.named import claim_named, show_claim_named
from ui.explorer.claims.search_results import marked
from ui.explorer.frame.addresses import link, parameter
from ui.explorer.frame.drug_choice import part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.reviewed import reviewed_only, silence
from ui.explorer.frame.session import LoadedGraph, loaded

_FIRST = PAGE_RESULTS.default

_WORKS = ("Reference", "Study")


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Search", anchor=False)
    words = parameter("words").strip()
    if not words:
        st.markdown("Type in the search box at the top, or press / to get there. Some things to look for:")
        claims = part_shown(graph).claims.values()
        _links([graph.label(name) for name in example_entities(claims, graph.examples, graph.class_of)])
        return
    st.markdown(f"Results for “**{escaped(words)}**”: all of these words must occur; a part of a word is enough.")
    claim = claim_named(graph, words)
    if claim:
        show_claim_named(claim)
    everything = st.session_state.get("all-claim", st.query_params.get("all-claim") == "true")
    found = graph.search(words, 0 if everything else _FIRST)
    if not found:
        if not claim:
            _nothing(graph, words)
        return
    _show(graph, found, words)


def _show(graph: LoadedGraph, found: Found, words: str) -> None:
    """Draw the three groups: entities and queries to the left of the claims."""
    left, right = st.columns(2, gap="large")
    with left:
        shown = _group("Entities", "entity", found.entities)
        starts = graph.starts_of(entity["id"] for entity in shown)
        for entity in shown:
            _entity(graph, starts, words, entity)
        for query in _group("Saved queries", "query", found.queries):
            _query(words, query)
    with right:
        for claim in _group("Claims", "claim", found.claims, found.total):
            _claim(graph, words, claim)
        if found.connected:
            for how, claim in _group("Connected claims", "connected", found.connected):
                st.caption(escaped(how))
                _claim(graph, words, claim)


def _group(title: str, key: str, things: Sequence[Any], total: int = 0) -> Sequence[Any]:
    """Draw the count of a group and a switch for all of it, which may not be read yet; return what is to be drawn."""
    number = max(total, len(things))
    st.header(f"{title} ({number})", anchor=False)
    shown = things
    if number > _FIRST:
        everything = st.toggle(f"Show all {number}, not the first {_FIRST} only", key=f"all-{key}", bind="query-params")
        shown = things if everything else things[:_FIRST]
    if key == "claim" and much_of_doses(shown):
        dose_warning()
    if not things:
        st.caption("None.")
    return shown


def _entity(graph: LoadedGraph, starts: Set[str], words: str, entity: Mapping[str, Any]) -> None:
    curie, kind = entity["id"], entity["class"]
    known = load_vocabulary().classes.get(kind)
    also = "" if entity["matched"] == fold(entity["label"]) else f" · named {marked(entity['matched'], words)}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        name = f"{marked(entity['label'], words)} :gray-badge[{escaped(known.label if known else kind)}]{also}"
        st.markdown(name, width="content")
        link("entity", "All about it", icon=":material/label:", entity=curie)
        if entity["claims"]:
            link("evidence", "Evidence", icon=":material/format_quote:", entity=curie)
        if curie in starts:
            link("mechanism", "Mechanism", icon=":material/account_tree:", start=curie)
        if kind == "Document" and curie.removeprefix("source:") in graph.documents:
            link("evidence", "Its claims", icon=":material/format_quote:", source=curie.removeprefix("source:"))
        if kind in _WORKS:
            link("query", "Claims that cite it", query="claims-citing", **{"p.work": curie})


def _claim(graph: LoadedGraph, words: str, row: Claim) -> None:
    title = graph.documents.get(row.source, {}).get("title", row.source)
    quote = quote_that_matched(row, words)
    passage = f"  \n“{marked(quote, words)}”" if quote else ""
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        text = f"{marked(row.statement, words)}{passage}  \n{standing(row)} :gray[{escaped(title)}]"
        st.markdown(text, width="stretch")
        link("evidence", "Open", icon=":material/arrow_forward:", claim=row.id)


def _query(words: str, query: Mapping[str, Any]) -> None:
    link("query", marked(query["summary"], words), icon=":material/manage_search:", query=query["name"])


def _nothing(graph: LoadedGraph, words: str) -> None:
    st.info(f"Nothing has “{escaped(words)}” in it.", icon=":material/search_off:")
    if reviewed_only():
        st.caption(silence())
    st.caption(
        "Looked in: names and synonyms of entities; statement, proposition and, where this graph has it, quote of "
        "claims; name, summary, description and tags of saved queries."
    )
    names = graph.index.names.similar(words)
    if names:
        st.markdown("Names with a similar spelling:")
        _links(names)


def _links(examples: Sequence[str]) -> None:
    with st.container(horizontal=True):
        for words in examples:
            link("search", escaped(words), words=words)


if __name__ == "__main__":
    show()
