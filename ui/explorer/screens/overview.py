"""Overview: the drug at a glance, with what is known, disputed and unknown of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import streamlit as st
from markupsafe import Markup

from queries.claims.documents import topic_matrix
from queries.claims.reader import Claim
from queries.comparison.agreement import CONFLICT
from queries.comparison.doses import dose_groups
from queries.comparison.drug_profile import (
    Agreed,
    agreed,
    claims_on,
    named_gaps,
    one_uncited_document,
    thin_evidence,
)
from queries.comparison.uses import uses
from queries.display_text import counted
from ui.explorer.comparison.disagreements import sides_words
from ui.explorer.drug_profile.panels import doses_card, panel_card
from ui.explorer.drug_profile.uses import STYLE as USES_STYLE
from ui.explorer.drug_profile.uses import uses_card
from ui.explorer.frame.drug_choice import choose_drug, drug_asked, part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.markup import anchor, block, card, joined, lines, more, show_blocks, strong
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.reviewed import reviewed_only, show_left_out
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.titles import page_title

_ANTAGONISM = ("dkgo:antagonistOf", "dkgo:blocks")
"""Relations that stand under one heading."""
_AGREED = 12
"""Lines that most documents affirm which are shown at once."""
_STYLE = """<style>
.blocks .named { display: flex; flex-wrap: wrap; gap: 0 0.8rem }
.blocks .topics { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.2rem 0.8rem }
.blocks .topics li { display: contents }
.blocks .bar { display: flex; align-items: center; gap: 0.4rem }
.blocks .bar span { height: 0.75rem; border-radius: 0 0.15rem 0.15rem 0; background: #3d7fc1 }
.blocks .bar small { font-size: 0.8rem; opacity: 0.82 }
</style>"""


def show() -> None:
    """Draw the page."""
    graph = loaded()
    drug = drug_asked(graph)
    if not drug:
        st.title("Overview", anchor=False)
        st.info("The graph holds no claim on a drug.", icon=":material/info:")
        return
    st.set_page_config(page_title=page_title("Overview", {"drug": [drug]}, graph.label))
    choose_drug(graph)
    st.title(escaped(graph.label(drug)), anchor=False)
    part = part_shown(graph)
    if reviewed_only() and not part.claims:
        show_left_out(graph.label(drug), graph.claim_count(drug))
        return
    st.html(USES_STYLE + _STYLE)
    show_blocks(_blocks(graph, part, drug))


def _blocks(graph: LoadedGraph, part: GraphPart, drug: str) -> Iterator[Markup]:
    """Yield the blocks of the page."""
    exposures = graph.exposures.get(drug, {})
    rows = claims_on(part.claims.values(), drug, exposures)
    own = [row for row in rows if row.subject_id == drug or row.subject_id in exposures]
    found = uses(own, exposures)
    yield _head(graph, part, drug)
    yield block("row two", _identity(graph, drug, rows), _starting_points(graph, part, drug, rows))
    yield uses_card(graph, found)
    queries = ("adverse-effects", "interactions", "contraindications")
    yield block("row three", *(panel_card(graph, drug, query) for query in queries))
    doses = doses_card(graph, drug, dose_groups(own, found, exposures))
    yield block("row two", doses, panel_card(graph, drug, "pharmacokinetics"))
    yield block("row three", _known(rows), _disputed(graph, part, drug), _unknown(graph, drug, rows))
    yield _topics(graph, part, drug)


def _head(graph: LoadedGraph, part: GraphPart, drug: str) -> Markup:
    """Return the strip of counts, all of what belongs to this drug."""
    rows = list(part.claims.values())
    documents = _documents(rows)
    concerned = [item for item in part.disagreements if drug in item["about"]]
    own = _own(graph, drug)
    conflicts = sum(item["kind"] == "conflict" for item in concerned)
    differing = f"{counted(conflicts, 'conflict')}, {counted(len(concerned) - conflicts, 'difference')}"
    propositions = len({row.proposition_id for row in rows})
    places = [place for row in rows for place in row.places]
    quoted = sum(bool(place.quote) for place in places)
    passages = f"{quoted} of {len(places)} passages verified and quoted"
    links = [
        anchor("evidence", _bold_numbers(counted(len(rows), "claim")), **own),
        anchor("sources", _bold_numbers(counted(documents, "document")), **own),
        anchor("agreement", _bold_numbers(counted(propositions, "proposition")), **own),
        anchor("agreement", _bold_numbers(differing), view="disagreements", **own),
        anchor(
            "sources",
            _bold_numbers(passages if quoted else f"{len(places)} passages, by place (no originals at hand)"),
            **own,
        ),
    ]
    says = "says" if documents == 1 else "say"
    about = f"What {counted(documents, 'document')} {says} about it. Every line leads to its claims and their words."
    return block("lines", block("note", about, tag="p"), lines(links, "links"))


def _bold_numbers(words: str) -> Markup:
    """Return words with their first numbers in bold: all of them, or the first of two that are compared."""
    most = 1 if " of " in words else 0
    parts = re.split(r"(\d+)", words, maxsplit=most)
    return joined(strong(part) if part.isdigit() else part for part in parts)


def _own(graph: LoadedGraph, drug: str) -> dict[str, str]:
    """Return what a link adds to an address so that its page is about the same drug; nothing if there is one only."""
    return {"drug": drug} if len(graph.main_drugs) > 1 else {}


def _identity(graph: LoadedGraph, drug: str, rows: Sequence[Claim]) -> Markup:
    """Return what the drug is and what it acts on."""
    said = [row for row in rows if row.subject_id == drug and row.polarity == "affirmed" and not row.uncertain]
    denied = [row for row in rows if row.subject_id == drug and row.polarity == "denied"]
    return card(
        "What it is",
        block("text", graph.described(drug)["definition"], tag="p"),
        _named("Class", [row for row in said if row.predicate_id == "dkgo:memberOfDrugClass"]),
        _named("Agonist of", [row for row in said if row.predicate_id == "dkgo:agonistOf"]),
        _named("Antagonist of, blocks", [row for row in said if row.predicate_id in _ANTAGONISM]),
        _named("Denied: binds to", [row for row in denied if row.predicate_id == "dkgo:bindsTo"]),
        _named("Acts on", [row for row in said if row.predicate_id == "dkgo:actsOn"]),
        _named("Brand names", [row for row in said if row.predicate_id == "dkgo:hasBrandName"]),
        block(
            "links end",
            anchor("evidence", "All on its identity", icon="badge", family="identity", entity=drug),
            anchor("links", "In other vocabularies", icon="link", entity=drug),
            anchor("entity", "All about it", icon="label", entity=drug),
        ),
    )


def _named(title: str, rows: Sequence[Claim]) -> Markup:
    """Return the objects of claims, most documents first, each a link to its claims."""
    if not rows:
        return Markup()
    found: dict[str, list[Claim]] = {}
    for row in rows:
        found.setdefault(row.object_id or row.object, []).append(row)
    links = []
    for claims in sorted(found.values(), key=lambda claims: (-_documents(claims), claims[0].object.casefold())):
        notes = [str(_documents(claims))] if _documents(claims) > 1 else []
        notes += [] if any(row.review_code in ("", "reviewed") for row in claims) else [claims[0].review]
        words = f"{claims[0].object} ({', '.join(notes)})" if notes else claims[0].object
        links.append(anchor("agreement", words, proposition=claims[0].proposition_id))
    return block("named", strong(title), *links)


def _documents(rows: Sequence[Claim]) -> int:
    return len({row.source for row in rows})


def _starting_points(graph: LoadedGraph, part: GraphPart, drug: str, rows: Sequence[Claim]) -> Markup:
    """Return links to states that the graph has something for."""
    name = graph.label(drug)
    end = next((example for example in graph.examples if example in part.entity_labels and example != drug), "")
    title = f"From {name} to {graph.label(end)}" if end else f"What {name} changes, step by step"
    words = "The signed steps that documents state, each with its claims."
    items = [_start("mechanism", title, words, start=drug, end=end)]
    own = _own(graph, drug)
    disputed = [row["id"] for row in part.disagreements if row["topic"] == "dependence_abuse" and drug in row["about"]]
    if disputed:
        words = "Documents deny and affirm it; dose and people differ."
        items.append(_start("agreement", "Is it addictive? Who says so?", words, disagreement=disputed[0], **own))
    if any(row.family == "withdrawal" for row in rows):
        words = "Withdrawal effects with the words they rest on."
        items.append(_start("evidence", "What does stopping it do?", words, family="withdrawal", **own))
    items.append(_start("query", "Ask a question of your own", "Saved questions as forms, or SPARQL."))
    return card("Start here", lines(items))


def _start(page: str, title: str, sentence: str, **state: str) -> Markup:
    return joined([anchor(page, strong(title), icon="arrow_forward", **state), block("note", sentence)])


def _known(rows: Sequence[Claim]) -> Markup:
    """Return what most documents that speak of the drug agree on."""
    documents = _documents(rows)
    if documents < 2:
        note = "Only one document is about it, so that no other affirms what it says."
        note = note if documents else "No document is about it."
        return card("Known", block("note", note, tag="p"), icon="check_circle")
    found = [_agreed(item, documents) for item in agreed(rows, documents)]
    about = "Affirmed by most documents. That counts voices, not proof: documents may cite the same study."
    rest = found[_AGREED:]
    hidden = more(f"{len(rest)} more that most documents affirm", lines(rest)) if rest else Markup()
    return card("Known", block("note", about, tag="p"), lines(found[:_AGREED]), hidden, icon="check_circle")


def _agreed(item: Agreed, documents: int) -> Markup:
    marks = ", in part with reserve" if item.reserved else ""
    marks += ", but see who differs" if item.contested else ""
    marks += "" if any(row.review_code in ("", "reviewed") for row in item.claims) else ", not reviewed by a person"
    text = joined([strong(f"{item.documents}/{documents}"), f" {item.proposition}{marks}"])
    return anchor("agreement", text, proposition=item.claims[0].proposition_id)


def _disputed(graph: LoadedGraph, part: GraphPart, drug: str) -> Markup:
    """Return the conflicts with their sides."""
    concerned = [item for item in part.disagreements if drug in item["about"]]
    conflicts = [item for item in concerned if item["kind"] == "conflict"]
    shown = lines(
        joined([
            anchor("agreement", strong(item["matter"]), disagreement=item["id"]),
            block("note", sides_words(graph, item, most=44)),
        ])
        for item in conflicts[:5]
    )  # fmt: skip
    rest, others = len(conflicts[5:]), len(concerned) - len(conflicts)
    parts = [counted(rest, "more conflict")] if rest else []
    parts += [f"{counted(others, 'difference')} in dose, strength or scope"] if others else []
    end = anchor("agreement", " and ".join(parts) or "All disagreements", icon="more_horiz", view="disagreements",
                 **_own(graph, drug))  # fmt: skip
    about = f"Conflicts: {CONFLICT}. No side is dropped." if conflicts else "No two documents contradict each other."
    return card("Disputed", block("note", about, tag="p"), shown, block("end", end), icon="balance")


def _unknown(graph: LoadedGraph, drug: str, rows: Sequence[Claim]) -> Markup:
    """Return the gaps that documents name, and what none speaks of."""
    items = []
    for claims in named_gaps(rows):
        number = f" ({len(claims)} claims)" if len(claims) > 1 else ""
        items.append(anchor("agreement", f"{claims[0].statement}{number}", proposition=claims[0].proposition_id))
    thin = thin_evidence(rows)
    if thin:
        words = ", ".join(dict.fromkeys(row.object for row in thin))
        text = joined([strong(str(len(thin))), f" claims judge evidence or dose {words}"])
        items.append(anchor("query", text, query="knowledge-gaps"))
    alone = joined([
        strong(str(one_uncited_document(rows))), " propositions rest on one document that cites nothing for them",
    ])  # fmt: skip
    items.append(anchor("query", alone, query="uncited-single-source"))
    shown = {row.predicate_id for row in rows if row.subject_id == drug and row.predicate_id in _ANTAGONISM}
    unsaid = [name for name in graph.described(drug)["unsaid"] if not (shown and name == "antagonist of")]
    words = f"No document says anything about these relations, which is not a denial: {'; '.join(unsaid)}."
    about = "A document itself says that it is not known, or that evidence does not suffice."
    silent = block("note", words, tag="p") if unsaid else Markup()
    return card("Unknown", block("note", about, tag="p"), lines(items), silent, icon="help")


def _topics(graph: LoadedGraph, part: GraphPart, drug: str) -> Markup:
    """Return the number of claims on each topic as bars, each next to a link to its claims."""
    own = _own(graph, drug)
    counts = {topic: sum(found.values()) for topic, found in topic_matrix(part.claims.values()).items()}
    most = max(counts.values(), default=1)
    bar = Markup('<div class="bar"><span aria-hidden="true" style="width: {}%"></span><small>{}</small></div>')
    return card(
        "Claims by topic",
        lines(
            (
                joined([
                    anchor("evidence", label, family=code, **own),
                    bar.format(round(92 * number / most, 1), number),
                ])
                for (code, label), number in counts.items()
            ),
            "topics",
        ),
    )  # fmt: skip


if __name__ == "__main__":
    show()
