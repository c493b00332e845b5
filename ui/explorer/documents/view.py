"""One document in detail: its data, its topics, its works with the claims that cite them, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from queries.claims.documents import (
    DocumentFacts,
    Work,
    claims_by_work,
    covered_share,
    tallies,
    topic_matrix,
    uncovered_spans,
)
from queries.claims.reader import Claim
from ui.explorer.claims.card import dose_warning, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.documents.kinds import kind_badge, kind_of
from ui.explorer.documents.text import document_html
from ui.explorer.frame.addresses import link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped, safe_address, web_link
from ui.explorer.frame.session import LoadedGraph
from ui.explorer.frame.table_view import heads_of, rows_of, show_table

_STATUS = {
    "listed": "in the reference list",
    "unlisted": "marked in the text, not in the list",
    "named": "named in the text only",
}


def show_document(graph: LoadedGraph, facts: DocumentFacts) -> None:
    """Draw a document.

    :param graph: the graph
    :param facts: the document
    """
    rows = graph.claims(sources=[facts.slug])
    st.title(escaped(facts.title), anchor=False)
    st.markdown(f"{kind_badge(facts.kind)} Short title: {escaped(facts.short_title)}. {kind_of(facts.kind).meaning}")
    left, right = st.columns([3, 2], gap="medium")
    with left:
        for note in facts.notes:
            st.markdown(escaped(note))
        _facts(facts)
    with right:
        _numbers(graph, facts, rows)
    _topics(facts, rows)
    _works(graph, facts, rows)
    _text(graph, facts, rows)


def _facts(facts: DocumentFacts) -> None:
    """Draw what the document prints of itself."""
    told = {
        "Date": escaped(facts.date) or "no date given",
        "Author": escaped(facts.authors) or "none given",
        "Publisher": escaped(facts.publisher) or "none given",
        "Address": web_link(facts.address, facts.address) if facts.address else "none given",
        "Rights": escaped(facts.rights) or "none given",
        "Identifier": escaped(facts.slug),
        "File": f"{escaped(facts.file)}, {facts.length} characters",
    }
    st.markdown("  \n".join(f"**{name}**: {value}" for name, value in told.items()))
    st.caption(f"SHA-256 of the file that the claims were written from: {escaped(facts.sha256)}")


def _numbers(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim]) -> None:
    tally = tallies(rows)[facts.slug]
    with st.container(border=True):
        link("evidence", f"**{tally.claims}** claims", icon=":material/format_quote:", source=facts.slug)
        link("evidence", f"**{tally.denied}** of them deny", icon=":material/block:", source=facts.slug,
             polarity="denied")  # fmt: skip
        st.markdown(f"**{tally.uncertain}** state with reserve or leave open")
        st.markdown(f"**{tally.places}** passages, **{len(tally.cited)}** cited works and studies")
        share = covered_share(rows, facts.length)
        st.markdown(f"Claims rest on **{share:.0%}** of its characters")
        found = graph.uncovered_in(facts.slug, rows)
        if found is not None:
            st.caption(f"{bare_words(len(found))}; see the end of this page.")


def bare_words(number: int, *, strong: bool = False) -> str:
    """Return how many stretches of a document carry no claim.

    :param number: the number of stretches
    :param strong: put the number in bold
    :returns: Markdown
    """
    count = f"**{number}**" if strong else str(number)
    return (
        f"{count} stretch of three words or more carries no claim"
        if number == 1
        else (f"{count} stretches of three words or more carry no claim")
    )


def _topics(facts: DocumentFacts, rows: Sequence[Claim]) -> None:
    st.header("Topics", anchor=False)
    with st.container(horizontal=True, gap="small"):
        for (family, label), counts in topic_matrix(rows).items():
            link("evidence", f"{escaped(label)} **{counts[facts.slug]}**", family=family, source=facts.slug)


def _works(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim]) -> None:
    """Draw the works of a document; the row that is chosen shows its claims."""
    works = graph.works(facts.slug)
    st.header("Works that it lists, marks or names", anchor=False)
    if not works:
        st.caption("None.")
        return
    cited = claims_by_work(rows)
    st.caption("Only what the document prints is here. Choose a row to see the claims that cite the work.")
    ids = [work.id for work in works]
    asked = parameter("work")
    table = _table(works, {work.id: len(cited.get(work.id, ())) for work in works})
    table = {title: cells for title, cells in table.items() if any(cells)}
    links = {
        "DOI": [safe_address(f"https://doi.org/{work.doi}") or "" if work.doi else "" for work in works],
        "PubMed": [
            safe_address(f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/") or "" if work.pmid else "" for work in works
        ],
    }
    show_table(
        heads_of(table, {"Work": 300, "Note": 120}, ("Claims",)), rows_of(table, ids, links), key="works", height=380,
        label="Works: mark, entry, claims that cite it, status, whether given in full, DOI and PubMed", selected=asked,
        on_choice=partial(set_parameter, "work"),
    )  # fmt: skip
    if asked:
        _claims_on(graph, asked, ids, cited.get(asked, []))


def _claims_on(graph: LoadedGraph, asked: str, ids: Sequence[str], claims: Sequence[Claim]) -> None:
    if asked not in ids:
        st.error(f"This document has no work “{escaped(asked)}”. Choose one from the table.", icon=":material/error:")
    elif not claims:
        st.info(f"No claim cites {escaped(graph.label(asked))}.", icon=":material/info:")
    else:
        st.markdown(f"**Claims that cite {escaped(graph.label(asked))}**")
        show_claim_list(graph, claims, most=20)


def _table(works: Sequence[Work], counts: dict[str, int]) -> dict[str, list[str]]:
    return {
        "Mark": [work.mark for work in works],
        "Work": [work.citation or work.label for work in works],
        "Claims": [str(counts[work.id]) for work in works],
        "Status": [_STATUS.get(work.status, work.status) for work in works],
        "Given in full": ["yes" if work.complete else "no" for work in works],
        "DOI": [work.doi for work in works],
        "PubMed": [work.pmid for work in works],
        "Note": [work.note for work in works],
    }


def _text(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim]) -> None:
    """Draw the text with its passages marked, or say what is missing for it."""
    st.header("Its text", anchor=False)
    text = graph.originals.get(facts.slug)
    passages = graph.uncovered_in(facts.slug, rows) or []
    if text is None:
        st.info(
            "The original is not at hand. `drugkg explore --originals DIR`, with the folder of documents, shows it.",
            icon=":material/info:",
        )
        if passages:
            st.markdown("Stretches that no claim covers:")
            table = {"Line": [str(item.line) for item in passages], "Words": [item.text for item in passages]}
            show_table(
                heads_of(table, numbers=("Line",)), rows_of(table), key="bare",
                label="Stretches that no claim covers, with their lines",
            )  # fmt: skip
        return
    if speaks_of_doses(rows):
        dose_warning()
    bare = st.toggle("Show what no claim covers", key="uncovered", bind="query-params")
    st.caption(
        "Marked words carry claims: follow a mark to the first of them."
        + (f" Wavy lines: {len(passages)} stretches of three words or more that no claim covers." if bare else "")
    )
    covered = [(place.start, place.end) for row in rows for place in row.places]
    with st.container(height=620, border=True, key="text"):
        st.html(document_html(text, rows, uncovered_spans(text, passages, covered) if bare else ()))
