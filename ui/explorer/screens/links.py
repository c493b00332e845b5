"""Links: what the entities are called in other vocabularies, and the terms above them where one is loaded."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Sequence

import streamlit as st

from queries.counterparts import JUSTIFICATIONS, MATCHES, Above, EntityLink, chosen_links, links_csv, parts, terms_above
from queries.display_text import show as shown
from queries.exports.sssom import write_sssom
from queries.runner import OpenGraph, run_saved
from ui.explorer.frame.addresses import address, link, parameter
from ui.explorer.frame.escaping import escaped, safe_address, web_link
from ui.explorer.frame.filters import choose, paged, type_words
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import heads_of, rows_of, show_table

_MATCH_WORDS = {
    "exactMatch": "= exact",
    "closeMatch": "≈ close",
    "broadMatch": "↑ broader",
    "narrowMatch": "↓ narrower",
    "relatedMatch": "~ related",
}
_PAGE = 100
"""Links that are listed at once."""

_HEIGHT = 480
_WIDTHS = {"Entity": 120, "Match": 80, "Label in that vocabulary": 140, "Comment": 160}
_COMMAND = "drugkg link load FILE.obo"


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Links", anchor=False)
    links = graph.entity_links
    if not links:
        st.info("The graph holds no links to other vocabularies.", icon=":material/info:")
        return
    vocabularies = Counter(item.vocabulary for item in links)
    found = _filtered(graph, vocabularies)
    entity = parameter("entity")
    if entity and graph.label(entity) != entity:
        _one_entity(graph, entity, chosen_links(links, entity=entity))
    number = "1 link" if len(found) == 1 else f"{len(found)} links"
    caption = (
        f"{number} of {len(links)}, to {len(vocabularies)} vocabularies. Each identifier was looked up in a label "
        "table of its vocabulary and judged; the version of the table is next to it. "
        "`drugkg check --vocabularies DIR` compares them anew."
    )
    if found:
        _table(found, caption)
    else:
        st.caption(caption)
        st.info("No link fits all of these filters.", icon=":material/filter_alt_off:")
        link("links", "Show all links", icon=":material/restart_alt:")
    _downloads(graph, found)
    if not entity:
        _without(graph)


def _filtered(graph: LoadedGraph, vocabularies: Counter[str]) -> list[EntityLink]:
    """Draw the filters and return the links that fit."""
    names = {item.entity_id: item.entity for item in graph.entity_links}
    entity = parameter("entity")
    if entity and graph.label(entity) != entity:
        names.setdefault(entity, graph.label(entity))
    counted = {prefix: f"{prefix} ({count})" for prefix, count in sorted(vocabularies.items(), key=_by_name)}
    with st.container(horizontal=True, key="filters"):
        return chosen_links(
            graph.entity_links,
            words=type_words("words", "Words in labels and identifiers"),
            entity=choose("entity", "Entity", names, everything="Any entity", width=250),
            vocabulary=choose("vocabulary", "Vocabulary", counted, everything="Any vocabulary", width=210),
            match=choose("match", "Match", _MATCH_WORDS, everything="Any match"),
        )


def _by_name(item: tuple[str, int]) -> str:
    return item[0].casefold()


def _table(found: Sequence[EntityLink], caption: str) -> None:
    links = paged(found, _PAGE, caption)
    table = {
        "Entity": [item.entity for item in links],
        "Match": [_MATCH_WORDS.get(item.match, item.match) for item in links],
        "Identifier": [item.identifier for item in links],
        "Label in that vocabulary": [item.label for item in links],
        "Checked against": [f"{item.vocabulary} {item.version}" for item in links],
        "Why": [JUSTIFICATIONS.get(item.justification, item.justification) for item in links],
        "Comment": [item.comment for item in links],
    }
    addresses = {
        "Entity": [address("entity", entity=item.entity_id) for item in links],
        "Identifier": [safe_address(item.address) or "" for item in links],
    }
    show_table(
        heads_of(table, _WIDTHS), rows_of(table, links=addresses), key="links", height=_HEIGHT,
        label="Links: entity, match, identifier, label there, table it was looked up in, why, comment",
    )  # fmt: skip


def _one_entity(graph: LoadedGraph, entity: str, links: Sequence[EntityLink]) -> None:
    """Draw one entity with its counterparts by match, and the terms above them."""
    with st.container(border=True, key="one_entity"):
        st.header(escaped(graph.label(entity)), anchor=False)
        if not links:
            st.markdown("No counterpart in another vocabulary is known.")
        for match, meaning in MATCHES.items():
            fitting = [item for item in links if item.match == match]
            if fitting:
                st.markdown(f"**{_MATCH_WORDS[match]}** :gray[({meaning})]  \n" + " · ".join(map(_mark, fitting)))
        made_of = parts(graph.store, entity)
        if made_of:
            st.caption("It is made of these entities, each with its own links if there are any:")
            with st.container(horizontal=True, key="parts"):
                for part in made_of:
                    link("links", graph.label(part), icon=":material/link:", entity=part)
        with st.container(horizontal=True):
            link("entity", "All about it", icon=":material/label:", entity=entity)
            link("evidence", "Its claims", icon=":material/format_quote:", entity=entity)
            link("links", "All links", icon=":material/list:")
        if links:
            _hierarchy(graph, links)


def _mark(item: EntityLink) -> str:
    comment = f" :gray[— {escaped(item.comment)}]" if item.comment else ""
    return f"{web_link(item.identifier, item.address)} {escaped(item.label)}{comment}"


def _hierarchy(graph: LoadedGraph, links: Sequence[EntityLink]) -> None:
    """Draw the terms above the counterparts that a loaded ontology holds, nearest first."""
    if not graph.external:
        st.caption(
            f"No external ontology is loaded, so broader terms are not known here: `{_COMMAND}` loads one, such as "
            "HP or UBERON."
        )
        return
    held = [item for item in links if item.address in graph.terms_held]
    if not held:
        names = ", ".join(escaped(name) for name in graph.external)
        st.caption(f"None of these is a term of the ontologies that are loaded ({names}): `{_COMMAND}` loads another.")
    for item in held:
        terms = terms_above(graph.store, item.address, graph.external)
        title = f"Terms above {item.identifier} {item.label}: {len(terms) - 1}"
        with st.expander(escaped(title), icon=":material/account_tree:", expanded=item is held[0]):
            st.caption("Read downwards: each line is what the line that it stands under is a kind, or a part, of.")
            st.markdown("  \n".join(map(_line, terms)))


def _line(term: Above) -> str:
    """Return a term of the tree as a line of Markdown."""
    relation = "" if not term.depth else ":gray[↑ part of] " if term.part else ":gray[↑ is a] "
    return f"{'&emsp;' * term.depth}{relation}{escaped(term.label)} :gray[{escaped(term.identifier)}]"


def _downloads(graph: LoadedGraph, links: Sequence[EntityLink]) -> None:
    with st.container(horizontal=True):
        st.download_button(
            "SSSOM (all links)",
            lambda: _sssom(graph),
            "drugkg.sssom.tsv",
            "text/tab-separated-values",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "CSV (this table)",
            lambda: links_csv(links),
            "links.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _sssom(graph: LoadedGraph) -> str:
    out = io.StringIO()
    write_sssom(graph.store, out)
    return out.getvalue()


def _without(graph: LoadedGraph) -> None:
    """Draw the entities that have no counterpart."""
    rows = _absent(graph)
    searched = sum(bool(row["Searched without success"]) for row in rows)
    title = f"{len(rows)} entities without counterpart; for {searched} of them the search found nothing"
    with st.expander(title, icon=":material/link_off:"):
        table = {name: [row[name] for row in rows] for name in rows[0]} if rows else {}
        show_table(
            heads_of(table), rows_of(table), key="without", height=320,
            label="Entities without counterpart: kind, label, identifier, definition, where one was looked for",
        )  # fmt: skip


def _absent(graph: LoadedGraph) -> list[dict[str, str]]:
    columns = {"kind": "Kind", "entity": "Entity", "entity_id": "Identifier", "definition": "Definition",
               "searched": "Searched without success"}  # fmt: skip
    answer = run_saved(OpenGraph.of(graph.store, graph.index), "entities-without-counterpart")
    return [{title: shown(row.get(name)) for name, title in columns.items()} for row in getattr(answer, "rows", [])]


if __name__ == "__main__":
    show()
