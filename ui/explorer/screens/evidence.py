"""Evidence: all claims, chosen by topic, document, standing, entity and words, each with the passage it rests on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import streamlit as st

from queries.claims.position import standing_words
from queries.claims.reader import Claim
from queries.claims.records import claim_records
from queries.claims.search import quote_of
from ui.explorer.claims.card import dose_warning, much_of_doses, show_claim, speaks_of_doses
from ui.explorer.claims.filter import ClaimFilter, claims_csv
from ui.explorer.claims.named import claim_id
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.entity_header import show_entity_head
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose, paged, type_words
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import heads_of, rows_of, show_table

_NAMES = {"words": "the words", "family": "the topic", "source": "the document", "polarity": "affirmed or denied",
          "modality": "the certainty", "entity": "the entity"}  # fmt: skip
_PAGE = 100
"""Claims that are listed at once."""

_STYLE = """<style>
@media (max-width: 640px) { [data-testid='stColumn']:has(.st-key-claim_list) { order: 2 } }
</style>"""
_WIDTHS = {"Statement": 230, "Quote": 230, "Standing": 90, "Document": 130, "Cites": 130}
_HEIGHT = 560


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Evidence", anchor=False)
    st.html(_STYLE)
    asked = _filters(graph)
    how = graph.connected(asked.entity) if asked.entity else {}
    all_rows = _all(graph, asked, how)
    rows = asked.chosen(all_rows, how)
    order = {claim: at for at, claim in enumerate(how)}
    rows = sorted(rows, key=lambda row: order.get(row.id, 0)) if how else rows
    identifier = claim_id(parameter("claim"))
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
            words=type_words("words", "Words in statement or quote", width=185),
            family=choose("family", "Topic", part.families, everything="Any topic", width=160),
            source=choose("source", "Document", documents, everything="Any document", width=160),
            polarity=choose(
                "polarity", "Affirmed or denied", {"affirmed": "affirmed", "denied": "denied"},
                everything="Affirmed or denied", width=165,
            ),
            modality=choose("modality", "Certainty", modalities, everything="Any certainty", width=160),
            entity=choose("entity", "Entity", entities, everything="Any entity", width=180),
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
    rows = _opened_by_link_first(rows, opened)
    caption = f"{of}, from {documents} document{'s' if documents > 1 else ''}. Choose a row to open its claim."
    part = paged(rows, _PAGE, caption)
    table = _columns(graph, part, quotes=bool(asked.words), narrow=bool(opened))
    show_table(
        heads_of(table, _WIDTHS), rows_of(table, [row.id for row in part]), key="claim_rows",
        label="Claims: statement, standing, document, topic and cited works", selected=opened, height=_HEIGHT,
        on_choice=_select,
    )  # fmt: skip
    with st.container(horizontal=True):
        st.download_button(
            "CSV", lambda: claims_csv(rows), "claims.csv", "text/csv", on_click="ignore", icon=":material/download:"
        )
        st.download_button(
            "JSON lines",
            lambda: _records(graph, {row.id for row in rows}),
            "claims.jsonl",
            "application/jsonl",
            on_click="ignore",
            icon=":material/download:",
            help="drugkg's exchange format, one claim per line",
        )


def _opened_by_link_first(rows: Sequence[Claim], opened: str) -> Sequence[Claim]:
    """Put the opened claim first in the list, unless it was chosen in the list and so is in sight already."""
    if st.session_state.get("chosen_in_list") == opened:
        return rows
    return sorted(rows, key=lambda row: row.id != opened)


def _columns(graph: LoadedGraph, rows: Sequence[Claim], *, quotes: bool, narrow: bool) -> Mapping[str, list[str]]:
    """Return the table of claims; next to an open claim it has no room for what that shows."""
    quoted = [quote_of(row) for row in rows] if quotes else []
    entity = parameter("entity")
    how = graph.connected(entity) if entity else {}
    connection = [how.get(row.id, "") for row in rows]
    table = {
        "Statement": [row.statement for row in rows],
        **({"Connection": connection} if len(set(connection)) > 1 else {}),
        **({"Quote": quoted} if any(quoted) else {}),
        "Standing": [standing_words(row) for row in rows],
        "Document": [graph.short_titles.get(row.source, row.source) for row in rows],
        "Topic": [row.family_label for row in rows],
        "Cites": [row.cites for row in rows],
        "Value": [row.value for row in rows],
    }
    return {
        name: cells
        for name, cells in table.items()
        if any(cells) and not (narrow and name in ("Topic", "Cites", "Value"))
    }


def _select(chosen: str) -> None:
    """Write the claim of the selected row into the address."""
    st.session_state["chosen_in_list"] = chosen
    set_parameter("claim", chosen)


def _nothing(graph: LoadedGraph, asked: ClaimFilter, all_rows: Sequence[Claim]) -> None:
    """Say which filter to loosen."""
    st.info(f"No claim fits all of these filters. {silence()}", icon=":material/filter_alt_off:")
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
                    link("entity", f"All about {escaped(graph.label(curie))}", icon=":material/label:", entity=curie)


def _records(graph: LoadedGraph, ids: set[str]) -> str:
    records = claim_records(graph.store, ids=[f"claim:{name}" for name in ids], originals=graph.originals)
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


if __name__ == "__main__":
    show()
