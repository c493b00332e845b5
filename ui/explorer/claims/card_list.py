"""Claims below each other as cards: one element of the page, however many they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st
from markupsafe import Markup

from queries.claims.position import position_words
from queries.claims.reader import Cited, Claim
from queries.display_text import clean
from ui.explorer.claims.card import UNCITED, dose_warning, looks, speaks_of_doses
from ui.explorer.frame.markup import anchor, block, show_blocks, strong, symbol, tinted, web_anchor
from ui.explorer.frame.session import LoadedGraph

_TINTS: Mapping[str, str] = {"green": "#1a9c4a", "orange": "#d97b00", "red": "#d03a3a", "gray": "#808080"}
_STATUS, _REVIEW = "#1f6feb", "#8250df"


def show_claim_list(graph: LoadedGraph, rows: Sequence[Claim], *, most: int = 30, warn: bool = True) -> None:
    """Draw claims below each other, each with a link to all about it.

    :param graph: the graph
    :param rows: the claims
    :param most: claims drawn; the others are counted
    :param warn: warn of doses; for a page that has warned already
    """
    if warn and speaks_of_doses(rows):
        dose_warning()
    if not rows:
        return
    show_blocks((claim_card(graph, row) for row in rows[:most]), kind="claims")
    if len(rows) > most:
        st.caption(f"{len(rows) - most} more claims are not shown here.")


def claim_card(graph: LoadedGraph, row: Claim) -> Markup:
    """Return a claim as a card: what is said, how surely, where, in which words, and on which works.

    :param graph: the graph
    :param row: the claim
    :returns: HTML
    """
    about = graph.documents.get(row.source, {})
    kind = f"{about.get('kind', '')}, {about.get('date') or 'no date'}"
    document = anchor("sources", about.get("title", row.source), document=row.source)
    head = [*_marks(row), document, tinted(kind)]
    parts = [block("said", strong(row.statement), tag="p"), block("small", Markup(" ").join(head))]
    for place in row.places:
        section = f" — {place.section}" if place.section else ""
        if place.quote:
            parts.append(block("quote", f"“{place.quote}”{section}", tag="blockquote"))
        elif place.section:
            parts.append(block("note", f"Section: {place.section}", tag="p"))
    parts += _details(row)
    parts.append(block("small", anchor("evidence", "Open this claim", icon="open_in_full", claim=row.id)))
    return block("card claim", *parts, tag="section")


def _marks(row: Claim) -> list[Markup]:
    """Return position, status and review as marks; polarity and certainty are one."""
    colour, icon = looks(row)
    marks = [tinted(symbol(icon) + clean(position_words(row)), _TINTS[colour])]
    if row.status and row.status_code != "notRecommended":
        marks.append(tinted(row.status, _STATUS))
    if row.review != "reviewed":
        marks.append(tinted(row.review, _REVIEW))
    return marks


def _details(row: Claim) -> list[Markup]:
    """Return value, qualifiers, cited works and note."""
    parts = []
    if row.value:
        parts.append(block("small", "Value: ", strong(row.value), tag="p"))
    if row.qualifiers:
        parts.append(block("small", f"Qualified by: {row.qualifiers}", tag="p"))
    if row.cited:
        works = Markup("; ").join(_work(work) for work in row.cited)
        parts.append(block("small", "Cites: ", works, tag="p"))
    else:
        parts.append(block("note", UNCITED.get(row.quote_role, "It cites no work."), tag="p"))
    if row.note:
        parts.append(block("note", f"Reader's note: {row.note}", tag="p"))
    return parts


def _work(work: Cited) -> Markup:
    """Return a cited work with links to what identifies it."""
    mark = f"[{work.mark}] " if work.mark else ""
    parts = [Markup("{}").format(clean(mark + (work.citation or work.label)))]
    if work.doi:
        parts.append(web_anchor("DOI", f"https://doi.org/{work.doi}"))
    if work.pmid:
        parts.append(web_anchor("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}/"))
    if work.status and work.status != "listed":
        parts.append(tinted(work.status, _TINTS["orange"]))
    return Markup(" ").join(parts)
