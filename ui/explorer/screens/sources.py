"""Sources: the documents, what they are, what they cite, and how much of each the claims cover."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from queries.claims.documents import DocumentFacts, Tally, claims_by_work, covered_share, tallies, topic_matrix
from queries.claims.reader import Claim
from ui.explorer.documents.kinds import kind_badge, kind_of
from ui.explorer.documents.view import bare_words, show_document
from ui.explorer.frame.addresses import address, link, parameter
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.escaping import escaped, shorten
from ui.explorer.frame.filters import paged
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import Field, Head, show_table
from ui.explorer.frame.table_view import Row as TableRow

ALL = "All documents"
_PAGE = 25
"""Documents that are shown at once."""


def show() -> None:
    """Draw the page."""
    graph = loaded()
    asked = parameter("document")
    if asked in graph.document_facts:
        link("sources", ALL, icon=":material/arrow_back:")
        show_document(graph, graph.document_facts[asked])
        return
    st.title("Sources", anchor=False)
    if asked:
        st.error(f"There is no document “{escaped(asked)}”. Choose one below.", icon=":material/error:")
    st.caption(
        "What is stated here was read from these documents and nothing else. Their kinds weigh differently; no claim "
        "is left out or counted more for it."
    )
    choose_drug(graph)
    part = part_shown(graph)
    names = paged(list(part.documents), _PAGE)
    if not names:
        st.info(f"No document is shown. {silence()}", icon=":material/info:")
        return
    rows = graph.claims(sources=names)
    counts = tallies(rows)
    by_document: dict[str, list[Claim]] = {name: [] for name in names}
    for row in rows:
        by_document[row.source].append(row)
    for name, own in by_document.items():
        with st.container(border=True, key=f"document-{name}"):
            _card(graph, graph.document_facts[name], own, counts[name])
    _matrix(graph, names, rows)


def _card(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim], tally: Tally) -> None:
    """Draw a document in short."""
    left, right = st.columns([3, 2], gap="medium")
    with left:
        link("sources", f"**{escaped(facts.title)}**", icon=kind_of(facts.kind).icon, document=facts.slug)
        date = f":gray-badge[{escaped(facts.date or 'no date given')}]"
        name = f":small[Short title: {escaped(facts.short_title)}]"
        st.markdown(f"{kind_badge(facts.kind)} {date} {name} :small[{_origin(facts)}]")
        st.caption(kind_of(facts.kind).meaning)
        st.markdown(f":small[{escaped(shorten(' '.join(facts.notes), 260))}]")
    with right:
        with st.container(horizontal=True, gap="small", vertical_alignment="center"):
            link("evidence", f"**{tally.claims}** claims", source=facts.slug)
            if tally.denied:
                link("evidence", f"**{tally.denied}** denied", source=facts.slug, polarity="denied")
            else:
                st.markdown(":small[none denied]", width="content")
            st.markdown(f":small[**{tally.uncertain}** with reserve or left open]", width="content")
        st.markdown(
            f":small[**{tally.places}** passages, on **{covered_share(rows, facts.length):.0%}** of its characters"
            f"{_uncovered(graph, facts, rows)}]"
        )
        st.markdown(f":small[{_works(graph, facts, rows)}]")


def _origin(facts: DocumentFacts) -> str:
    """Return who made a document, as Markdown.

    :param facts: the document
    """
    made = ", ".join(filter(None, [facts.authors, facts.publisher]))
    return escaped(made) if made else ":gray[no author or publisher given]"


def _uncovered(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim]) -> str:
    found = graph.uncovered_in(facts.slug, rows)
    if found is None:
        return ""
    return f"; {bare_words(len(found), strong=True)}"


def _works(graph: LoadedGraph, facts: DocumentFacts, rows: Sequence[Claim]) -> str:
    """Return how many works a document lists, marks without listing, or names, and how many claims cite."""
    works = graph.works(facts.slug)
    if not works:
        return "No reference list, and no work named."
    words = {"listed": "listed", "unlisted": "marked, but not in the list", "named": "named in the text only"}
    counts = {status: sum(work.status == status for work in works) for status in words}
    told = " · ".join(f"**{counts[status]}** {word}" for status, word in words.items() if counts[status])
    cited = claims_by_work(rows)
    used = sum(work.id in cited for work in works)
    complete = sum(work.complete for work in works)
    return f"Works: {told}; **{complete}** given in full, **{used}** cited by claims"


def _matrix(graph: LoadedGraph, names: Iterable[str], rows: Iterable[Claim]) -> None:
    """Draw the number of claims of each document on each topic; a cell leads to its claims."""
    st.header("Claims by topic and document", anchor=False)
    st.caption("A number leads to its claims. Where a document has none it says nothing, which is no denial.")
    found = topic_matrix(rows)
    topics, documents = list(found), {graph.short_titles[slug]: slug for slug in names}
    most = max((max(counts.values()) for counts in found.values()), default=1)
    heads = [Head("Topic", width=130), *(Head(title, width=90, number=True) for title in documents)]
    made = []
    for family, label in topics:
        counts = found[family, label]
        cells = [Field(label, href=address("evidence", family=family))]
        for slug in documents.values():
            number = counts.get(slug, 0)
            leads = address("evidence", family=family, source=slug) if number else ""
            cells.append(Field(str(number), share=number / most, href=leads))
        made.append(TableRow(family, (*cells, Field(str(sum(counts.values()))))))
    show_table(
        [*heads, Head("All", number=True)], made, key="topic_matrix",
        label="Number of claims by topic, in rows, and document, in columns",
    )  # fmt: skip


if __name__ == "__main__":
    show()
