"""A claim on the screen: what is stated, how surely, in which words, on which study, and who else speaks of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from ontology.modalities import OPEN
from queries.claims.position import affirms_it, position_words
from queries.claims.reader import Cited, Claim
from ui.explorer.claims.citation import citation
from ui.explorer.claims.passage import passage_html
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped, web_link
from ui.explorer.frame.markup import show_verbatim
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph

DOSE_WARNING = (
    "These are doses as documents print them, some with lost headings and without the conditions that a prescriber "
    "needs. Do not dose anyone by them."
)
_DOSE_PREDICATES = ("dose", "Dose", "infusion")

UNCITED = {
    "own statement": "The document's own statement: it cites no work for it.",
    "cites a study": "The document speaks of studies here and names none.",
}
"""Role of the words → what is said of them where no work is cited."""


def speaks_of_doses(rows: Iterable[Claim]) -> bool:
    """Return whether any claim gives a dose or advises on dosing.

    :param rows: the claims
    :returns: true if there is one
    """
    return any(
        row.family == "dosing"
        or any(part in row.predicate_id for part in _DOSE_PREDICATES)
        or "dose:" in row.qualifiers
        for row in rows
    )


def much_of_doses(rows: Sequence[Claim]) -> bool:
    """Return whether at least a fifth of the claims are about doses; a warning over fewer would be overlooked.

    :param rows: the claims
    :returns: true if a warning should be shown
    """
    return bool(rows) and 5 * sum(speaks_of_doses([row]) for row in rows) >= len(rows)


def dose_warning() -> None:
    """Draw the warning that stands above every answer about doses."""
    st.warning(DOSE_WARNING, icon=":material/warning:")


def standing(row: Claim) -> str:
    """Return the position of a claim on its proposition, its status and its review as Markdown badges.

    :param row: the claim
    :returns: Markdown; one badge for polarity and certainty together
    """
    colour, icon = looks(row)
    marks = [f":{colour}-badge[:material/{icon}: {escaped(position_words(row))}]"]
    if row.status and row.status_code != "notRecommended":
        marks.append(f":blue-badge[{escaped(row.status)}]")
    if row.review != "reviewed":
        marks.append(f":violet-badge[{escaped(row.review)}]")
    return " ".join(marks)


def looks(row: Claim) -> tuple[str, str]:
    """Return colour and icon of the badge for a position.

    :param row: the claim
    :returns: name of a colour of Streamlit, and of a Material icon
    """
    if row.modality in OPEN:
        return "gray", "help"
    if not affirms_it(row):
        return "red", "block"
    return ("orange", "check") if row.uncertain else ("green", "check")


def document_mark(graph: LoadedGraph, source: str) -> str:
    """Return a document's title with its kind and date.

    :param graph: the graph
    :param source: short name of the document
    :returns: Markdown
    """
    about = graph.documents.get(source, {})
    date = about.get("date") or "no date"
    return f"{escaped(about.get('title', source))} :gray-badge[{escaped(about.get('kind', ''))}, {escaped(date)}]"


def document_name(graph: LoadedGraph, source: str) -> str:
    """Return the short name of a document with its kind.

    :param graph: the graph
    :param source: identifier of the document
    :returns: Markdown
    """
    return escaped(named_document(graph, source))


def named_document(graph: LoadedGraph, source: str) -> str:
    """Return the short name of a document with its kind.

    :param graph: the graph
    :param source: identifier of the document
    :returns: plain text
    """
    title = graph.short_titles.get(source, source)
    kind = graph.documents.get(source, {}).get("kind") or "document"
    return title if kind.casefold() in title.casefold() else f"{title}, {kind}"


def show_claim(graph: LoadedGraph, row: Claim, *, warn: bool = True) -> None:
    """Draw a claim with all about it.

    :param graph: the graph
    :param row: the claim
    :param warn: warn of doses; for a page that has warned already
    """
    if warn and speaks_of_doses([row]):
        dose_warning()
    st.markdown(f"**{escaped(row.statement)}**")
    st.markdown(f"{standing(row)} {document_mark(graph, row.source)}")
    for place in row.places:
        if place.quote:
            section = f" — {escaped(place.section)}" if place.section else ""
            st.markdown(f"> “{escaped(place.quote)}”{section}")
        elif place.section:
            st.caption(f"Section: {escaped(place.section)}")
    _details(row)
    _in_document(graph, row)
    _others(graph, row)
    with st.expander("Cite this claim", icon=":material/format_quote:"):
        show_verbatim(citation(row, graph.documents.get(row.source, {})))


def _details(row: Claim) -> None:
    """Draw value, qualifiers, cited works and note."""
    if row.value:
        st.markdown(f"Value: **{escaped(row.value)}**")
    if row.qualifiers:
        st.markdown(f"Qualified by: {escaped(row.qualifiers)}")
    if row.cited:
        st.markdown("Cites: " + "; ".join(_work(work) for work in row.cited))
    else:
        st.caption(UNCITED.get(row.quote_role, "It cites no work."))
    if row.note:
        st.caption(f"Reader's note: {escaped(row.note)}")


def _work(work: Cited) -> str:
    """Return a cited work as Markdown, with links to what identifies it."""
    text = escaped(work.citation or work.label)
    marks = []
    if work.doi:
        marks.append(web_link("DOI", f"https://doi.org/{work.doi}"))
    if work.pmid:
        marks.append(web_link("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/"))
    if work.status and work.status != "listed":
        marks.append(f":orange-badge[{escaped(work.status)}]")
    return " ".join([f"{escaped(f'[{work.mark}] ' if work.mark else '')}{text}", *marks])


def _in_document(graph: LoadedGraph, row: Claim) -> None:
    text = graph.originals.get(row.source)
    if text is None or not row.places:
        return
    with st.expander("The passage in its document", icon=":material/article:", expanded=True):
        for place in row.places:
            st.html(passage_html(text, [(place.start, place.end)]))


def _others(graph: LoadedGraph, row: Claim) -> None:
    """Draw what other claims say on the same proposition."""
    others = [other for other in graph.claims(proposition=row.proposition_id) if other.id != row.id]
    st.markdown(f"Proposition: *{escaped(row.proposition)}*")
    if not others:
        st.caption(f"No other claim speaks of this proposition. {silence()}")
        return
    st.caption("Others on the same proposition:")
    for other in others:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(
                f"{standing(other)} {escaped(other.statement)} — {document_name(graph, other.source)}", width="stretch"
            )
            link("evidence", "Open", claim=other.id)
