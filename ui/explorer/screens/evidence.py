"""Evidence: all claims, chosen by topic, document, standing, entity and words, each with the passage it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from ontology.namespaces import PREFIXES
from queries.claims.position import standing_words
from queries.claims.reader import Claim
from queries.claims.records import claim_records
from queries.claims.search import quote_of
from ui.explorer.claims.card import dose_warning, much_of_doses, show_claim, speaks_of_doses
from ui.explorer.claims.filter import ClaimFilter, claims_csv
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.entity_header import show_entity_head
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose, type_words
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import Field, Head, show_table
from ui.explorer.frame.table_view import Row as TableRow

_NAMES = {"words": "the words", "family": "the topic", "source": "the document", "polarity": "affirmed or denied",
          "modality": "the certainty", "entity": "the entity"}  # fmt: skip
_CARDS = 40
"""Claims that a narrow screen lists; filters lead to the others."""

_STYLE = """<style>
@media (min-width: 641px) { .st-key-claim_cards { display: none } }
@media (max-width: 640px) {
  .st-key-claim_table { display: none }
  [data-testid='stColumn']:has(.st-key-claim_list) { order: 2 }
}
</style>"""
_WIDTHS = {"Connection": 210, "Statement": 430, "Quote": 330, "Standing": 185,
           "Document": 140, "Topic": 130, "Cites": 230, "Value": 120,
           "Claim": 150}  # fmt: skip


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Evidence")
    st.html(_STYLE)
    asked = _filters(graph)
    how = graph.connected(asked.entity) if asked.entity else {}
    all_rows = _all(graph, asked, how)
    rows = asked.chosen(all_rows, how)
    order = {claim: at for at, claim in enumerate(how)}
    rows = sorted(rows, key=lambda row: order.get(row.id, 0)) if how else rows
    identifier = parameter("claim").removeprefix(PREFIXES["claim"]).removeprefix("claim:")
    opened = next(iter(graph.named([identifier])), None) if identifier else None
    if identifier and opened is None:
        st.error(f"There is no claim “{escaped(identifier)}”. Choose one from the list.", icon=":material/error:")
    if asked.family == "dosing" or much_of_doses(rows) or (opened and speaks_of_doses([opened])):
        dose_warning()
    if asked.entity:
        show_entity_head(graph, asked.entity)
    if opened is None:
        _list(graph, asked, all_rows, rows, "")
        return
    left, right = st.columns([5, 6], gap="medium")
    with left, st.container(key="claim_list"):
        _list(graph, asked, all_rows, rows, opened.id)
    with right:
        _open_claim(graph, opened)


def _any_drug(graph: LoadedGraph) -> bool:
    """Return whether claims on all drugs are listed: where an entity or a document is asked for, and no drug."""
    free = parameter("entity") or parameter("source")
    return bool(free) and len(graph.main_drugs) > 1 and parameter("drug") not in graph.main_drugs


def _all(graph: LoadedGraph, asked: ClaimFilter, connected: Iterable[str]) -> list[Claim]:
    """Return the claims to filter: those on an entity or of a document, or those that belong to a drug."""
    if not _any_drug(graph):
        return list(part_shown(graph).claims.values())
    if not asked.entity:
        return graph.claims(sources=[asked.source]) if asked.source else []
    found = {row.id: row for row in (*graph.claims(about=asked.entity), *graph.full_claims(connected))}
    return sorted(found.values(), key=lambda row: (row.source, row.places[0].start if row.places else 0, row.id))


def _filters(graph: LoadedGraph) -> ClaimFilter:
    part = part_shown(graph)
    modalities = {row.modality: row.modality_label for row in part.claims.values()}
    entities = dict(part.entity_labels)
    entity = parameter("entity")
    if entity and graph.label(entity) != entity:
        entities.setdefault(entity, graph.label(entity))
    documents = graph.short_titles if _any_drug(graph) or parameter("source") else part.short_titles
    with st.container(horizontal=True, key="filters"):
        choose_drug(graph, everything="Any drug" if _any_drug(graph) else "")
        return ClaimFilter(
            words=type_words("words", "Words in statement or quote", width=210),
            family=choose("family", "Topic", part.families, everything="Any topic"),
            source=choose("source", "Document", documents, everything="Any document"),
            polarity=choose(
                "polarity", "Affirmed or denied", {"affirmed": "affirmed", "denied": "denied"},
                everything="Affirmed or denied",
            ),
            modality=choose("modality", "Certainty", modalities, everything="Any certainty"),
            entity=choose("entity", "Entity", entities, everything="Any entity", width=200),
        )  # fmt: skip


def _list(
    graph: LoadedGraph, asked: ClaimFilter, all_rows: Sequence[Claim], rows: Sequence[Claim], opened: str
) -> None:
    """Draw the number of claims, the table and the downloads."""
    if not rows:
        _nothing(graph, asked, all_rows)
        return
    number = "1 claim" if len(rows) == 1 else f"{len(rows)} claims"
    documents = len({row.source for row in rows})
    total = graph.size if _any_drug(graph) else len(all_rows)
    of = f"{number} of {total}" if len(rows) < total else number
    st.caption(f"{of}, from {documents} document{'s' if documents > 1 else ''}. Choose a row to open its claim.")
    rows = _opened_by_link_first(rows, opened)
    ids = [row.id for row in rows]
    chosen = [ids.index(opened)] if opened in ids else []
    st.session_state["claim rows"] = {"selection": {"rows": chosen, "columns": [], "cells": []}}
    table = _columns(graph, rows, quotes=bool(asked.words))
    with st.container(key="claim_cards"):
        _cards(graph, rows[:_CARDS], opened)
    with st.container(key="claim_table"):
        st.dataframe(
            table,
            hide_index=True,
            height=540 if len(rows) > 14 else "auto",
            column_config={name: st.column_config.TextColumn(width=_WIDTHS[name]) for name in table},
            key="claim rows",
            on_select=lambda: _select(ids),
            selection_mode="single-row",
            alt="Claims: statement, standing, document, topic and cited works",
        )
    with st.container(horizontal=True):
        st.download_button(
            "CSV", lambda: claims_csv(rows), "claims.csv", "text/csv", on_click="ignore", icon=":material/download:"
        )
        st.download_button(
            "JSON lines",
            lambda: _records(graph, set(ids)),
            "claims.jsonl",
            "application/jsonl",
            on_click="ignore",
            icon=":material/download:",
            help="drugkg's exchange format, one claim per line",
        )


def _cards(graph: LoadedGraph, rows: Sequence[Claim], opened: str) -> None:
    """Draw the first claims for a narrow screen, which has no room for the table."""
    heads = [Head("Statement"), Head("Standing"), Head("Document")]
    cards = [
        TableRow(
            row.id,
            (Field(row.statement), Field(standing_words(row)), Field(graph.short_titles.get(row.source, row.source))),
        )
        for row in rows
    ]
    chosen = show_table(heads, cards, key="claim cards", label="Claims", selected=opened, height=460)
    if chosen is not None and chosen != opened:
        st.session_state["chosen_in_list"] = chosen
        set_parameter("claim", chosen)
        st.rerun()


def _opened_by_link_first(rows: Sequence[Claim], opened: str) -> Sequence[Claim]:
    """Put the opened claim first in the list, unless it was chosen in the list and so is in sight already."""
    if st.session_state.get("chosen_in_list") == opened:
        return rows
    return sorted(rows, key=lambda row: row.id != opened)


def _columns(graph: LoadedGraph, rows: Sequence[Claim], *, quotes: bool) -> Mapping[str, list[str]]:
    quoted = [quote_of(row) for row in rows] if quotes else []
    entity = parameter("entity")
    how = graph.connected(entity) if entity else {}
    connection = [how.get(row.id, "") for row in rows]
    return {
        **({"Connection": connection} if len(set(connection)) > 1 else {}),
        "Statement": [row.statement for row in rows],
        **({"Quote": quoted} if any(quoted) else {}),
        "Standing": [standing_words(row) for row in rows],
        "Document": [graph.short_titles.get(row.source, row.source) for row in rows],
        "Topic": [row.family_label for row in rows],
        "Cites": [row.cites for row in rows],
        "Value": [row.value for row in rows],
        "Claim": [row.id for row in rows],
    }


def _select(ids: Sequence[str]) -> None:
    """Write the claim of the selected row into the address."""
    rows = st.session_state["claim rows"]["selection"]["rows"]
    chosen = ids[rows[0]] if rows else ""
    st.session_state["chosen_in_list"] = chosen
    set_parameter("claim", chosen)


def _nothing(graph: LoadedGraph, asked: ClaimFilter, all_rows: Sequence[Claim]) -> None:
    """Say which filter to loosen."""
    st.info("No claim fits all of these filters. That is silence, not denial.", icon=":material/filter_alt_off:")
    found = [
        (name, count)
        for name, count in asked.loosened(all_rows, graph.connected(asked.entity) if asked.entity else ())
        if count
    ]
    for name, count in found:
        st.markdown(f"- Without {_NAMES[name]} (“{escaped(getattr(asked, name))}”): {count}")
    if not found:
        st.markdown("- No single filter is to blame; take out two or more.")
    if asked.words:
        st.caption(
            "Words are looked for in statement, proposition, value, qualifiers and, where the graph has it, quote."
        )
    link("evidence", "Show all claims", icon=":material/restart_alt:")


def _open_claim(graph: LoadedGraph, row: Claim) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.caption(f"Claim {escaped(row.id)} · {escaped(row.family_label)}", width="content")
            st.button("Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("claim", ""))
        show_claim(graph, row, warn=False)
        with st.container(horizontal=True):
            for curie in dict.fromkeys([row.subject_id, row.object_id]):
                if graph.claim_count(curie):
                    link("evidence", f"All on {escaped(graph.label(curie))}", entity=curie)


def _records(graph: LoadedGraph, ids: set[str]) -> str:
    records = claim_records(graph.store, ids=[f"claim:{name}" for name in ids], originals=graph.originals)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    show()
