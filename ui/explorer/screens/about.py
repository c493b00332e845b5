"""About: what this is, a two-minute tour, the sources, how to cite, and the words used."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

import streamlit as st
from markupsafe import Markup

from queries.claims.documents import DocumentFacts
from queries.comparison.agreement import RELATIONS
from ui.explorer.documents.kinds import kind_of
from ui.explorer.frame.addresses import link
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.glossary import GLOSSARY
from ui.explorer.frame.markup import anchor, block, lines, show_blocks, show_verbatim, tinted
from ui.explorer.frame.origin import LICENCE
from ui.explorer.frame.session import LoadedGraph, loaded

_DOCUMENTS = 30
"""Documents that are listed; the page of sources has all."""


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("About drugkg", anchor=False)
    st.markdown(
        "drugkg shows what documents state about a drug. Each claim keeps the passage it comes from, the document's "
        "own certainty, what limits it, and the works that the sentence cites. Documents that differ are shown with "
        "all sides. Nothing is averaged, and no side is dropped."
    )
    st.warning(
        "This is not medical advice. Do not treat, dose or stop treating anyone by it.", icon=":material/warning:"
    )
    _tour(graph)
    _sources(graph)
    _citing(graph)
    st.header("Words used here", anchor=False)
    sentences = {name: f"{meaning[:1].upper()}{meaning[1:]}." for name, meaning in RELATIONS.items()}
    words = sentences | dict(GLOSSARY)
    st.markdown("\n".join(f"- **{escaped(word)}**: {escaped(meaning)}" for word, meaning in sorted(words.items())))


def _tour(graph: LoadedGraph) -> None:
    """Draw five steps through the pages, each a link to a state of this graph."""
    st.header("A tour in two minutes", anchor=False)
    drug = graph.main_drugs[0] if graph.main_drugs else ""
    end = next((name for name in graph.examples if graph.claim_count(name) and name != drug), "")
    name = graph.label(drug) if drug else "a drug"
    disagreements = graph.part(drug).disagreements
    conflict = disagreements[0]["id"] if disagreements else ""
    steps = [
        ("overview", f"See what {name} is, what it is used for, and what is disputed", {}),
        ("mechanism", "Follow an effect step by step; click a line to read its claims", {"start": drug, "end": end}),
        ("agreement", "Open a conflict and read its sides next to each other", {"disagreement": conflict}),
        ("query", "Ask a saved question, and open the claims behind a row", {"query": "adverse-effects"}),
        ("evidence", "Filter all claims, and read one in its document", {"entity": drug}),
    ]
    for number, (page, sentence, state) in enumerate(steps, start=1):
        link(page, f"**{number}.** {escaped(sentence)}", **state)
    st.caption("The address of a page contains its whole state: copy it to share what you see.")


def _sources(graph: LoadedGraph) -> None:
    st.header("Sources", anchor=False)
    facts = list(graph.document_facts.values())
    show_blocks([lines(map(_source, facts[:_DOCUMENTS]), "lines bullets")])
    if len(facts) > _DOCUMENTS:
        link("sources", f"{len(facts) - _DOCUMENTS} more documents", icon=":material/description:")


def _source(facts: DocumentFacts) -> Markup:
    """Return a document with its kind, its date and its terms."""
    rights = f" Terms: {facts.rights.rstrip('.')}." if facts.rights else ""
    kind = tinted(f"{facts.kind}, {facts.date or 'no date'}")
    return block(
        "", anchor("sources", facts.title, document=facts.slug), " ", kind, f" {kind_of(facts.kind).meaning}{rights}",
        tag="span",
    )  # fmt: skip


def _citing(graph: LoadedGraph) -> None:
    st.header("Version, licence and citation", anchor=False)
    try:
        number = version("drugkg")
    except PackageNotFoundError:
        number = "unknown"
    st.markdown(
        f"Version {escaped(number)}; {graph.size} claims from {len(graph.documents)} documents. "
        f"{escaped(LICENCE)}. The documents themselves stay under the terms of their publishers."
    )
    show_verbatim(
        f"drugkg developers. drugkg {number}: what documents state about drugs, as a knowledge graph. "
        "https://w3id.org/drugkg/"
    )
    st.caption("Each claim has its own citation: open it, then “Cite this claim”.")


if __name__ == "__main__":
    show()
