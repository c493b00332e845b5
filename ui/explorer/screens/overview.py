"""Overview: the drug at a glance, with what is known, disputed and unknown of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

import altair as alt
import streamlit as st

from queries.claims.documents import topic_matrix
from queries.claims.reader import Claim
from queries.comparison.agreement import CONFLICT
from queries.comparison.doses import DoseGroup, dose_groups
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
from ui.explorer.drug_profile.panels import show_doses, show_panel
from ui.explorer.drug_profile.uses import show_uses
from ui.explorer.frame.addresses import link
from ui.explorer.frame.drug_choice import choose_drug, drug_asked, part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.session import LoadedGraph, loaded

_NUMBER = "#757c85"
"""A grey that is read on light and on dark ground."""
_ANTAGONISM = ("dkgo:antagonistOf", "dkgo:blocks")
"""Relations that stand under one heading."""
_TIGHT = """<style>
.st-key-glance h3 { font-size: 1.25rem; padding: 0 0 0.2rem 0 }
.st-key-glance [data-testid="stHeading"], .st-key-glance [data-testid="stMarkdownContainer"] { margin-bottom: 0 }
.st-key-glance [data-testid="stMarkdownContainer"] p { margin-bottom: 0 }
.st-key-glance [data-testid="stColumn"] [data-testid="stVerticalBlock"] { gap: 0.35rem }
.st-key-glance [data-testid="stColumn"] [data-testid="stHorizontalBlock"] { row-gap: 0.1rem }
.st-key-glance [data-testid="stElementContainer"]:has(> [data-testid="stPageLink"]) { margin: 0 }
.st-key-glance [data-testid="stPageLink-NavLink"] { padding: 0.1rem 0.2rem 0.1rem 0; margin: 0 }
.st-key-glance [data-testid="stPageLink-NavLink"] p {
  line-height: 1.35; text-decoration: underline dotted 1px; text-underline-offset: 0.22em
}
</style>"""


def show() -> None:
    """Draw the page."""
    graph = loaded()
    drug = drug_asked(graph)
    if not drug:
        st.title("Overview")
        st.info("The graph holds no claim on a drug.", icon=":material/info:")
        return
    choose_drug(graph)
    part = part_shown(graph)
    exposures = graph.exposures.get(drug, {})
    rows = claims_on(part.claims.values(), drug, exposures)
    own = [row for row in rows if row.subject_id == drug or row.subject_id in exposures]
    found = uses(own, exposures)
    st.html(_TIGHT)
    with st.container(key="glance"):
        _head(graph, part, drug)
        left, right = st.columns([3, 2], gap="medium")
        with left, st.container(border=True, height="stretch"):
            _identity(graph, drug, rows)
        with right, st.container(border=True, height="stretch"):
            _starting_points(graph, part, drug, rows)
        with st.container(border=True, key="uses"):
            show_uses(graph, found)
        _panels(graph, drug, dose_groups(own, found, exposures))
        known, disputed, unknown = st.columns(3, gap="medium")
        with known, st.container(border=True, height="stretch"):
            _known(rows)
        with disputed, st.container(border=True, height="stretch"):
            _disputed(graph, part, drug)
        with unknown, st.container(border=True, height="stretch"):
            _unknown(graph, drug, rows)
        with st.container(border=True):
            _topics(graph, part, drug)


def _panels(graph: LoadedGraph, drug: str, doses: Sequence[DoseGroup]) -> None:
    """Draw the panels in two rows."""
    queries = ("adverse-effects", "interactions", "contraindications")
    for column, query in zip(st.columns(3, gap="medium"), queries, strict=True):
        with column, st.container(border=True, height="stretch"):
            show_panel(graph, drug, query)
    left, right = st.columns([3, 2], gap="medium")
    with left, st.container(border=True, height="stretch"):
        show_doses(graph, drug, doses)
    with right, st.container(border=True, height="stretch"):
        show_panel(graph, drug, "pharmacokinetics")


def _head(graph: LoadedGraph, part: GraphPart, drug: str) -> None:
    """Draw the name and the strip of counts, all of what belongs to this drug."""
    rows = list(part.claims.values())
    documents = _documents(rows)
    st.title(escaped(graph.label(drug)), anchor=False)
    st.caption(f"What {counted(documents, 'document')} say of it. Every line leads to its claims and their words.")
    concerned = [item for item in part.disagreements if drug in item["about"]]
    own = _own(graph, drug)
    conflicts = sum(item["kind"] == "conflict" for item in concerned)
    differences = len(concerned) - conflicts
    places = [place for row in rows for place in row.places]
    with st.container(horizontal=True):
        link("evidence", f"**{len(rows)}** claims", **own)
        link("sources", f"**{documents}** documents", **own)
        link("agreement", f"**{len({row.proposition_id for row in rows})}** propositions", **own)
        words = f"{counted(conflicts, 'conflict')}, {counted(differences, 'difference')}"
        link("agreement", re.sub(r"(\d+)", r"**\1**", words), view="disagreements", **own)
        quoted = sum(bool(place.quote) for place in places)
        text = f"**{quoted}** of {len(places)} passages verified and quoted"
        link("sources", text if quoted else f"**{len(places)}** passages, by place (no originals at hand)", **own)


def _own(graph: LoadedGraph, drug: str) -> dict[str, str]:
    """Return what a link adds to an address so that its page is about the same drug; nothing if there is one only."""
    return {"drug": drug} if len(graph.main_drugs) > 1 else {}


def _identity(graph: LoadedGraph, drug: str, rows: Sequence[Claim]) -> None:
    """Draw what the drug is and what it acts on."""
    about = graph.described(drug)
    st.subheader("What it is", anchor=False)
    st.markdown(escaped(about["definition"]))
    said = [row for row in rows if row.subject_id == drug and row.polarity == "affirmed" and not row.uncertain]
    denied = [row for row in rows if row.subject_id == drug and row.polarity == "denied"]
    _named("Class", [row for row in said if row.predicate_id == "dkgo:memberOfDrugClass"])
    _named("Agonist of", [row for row in said if row.predicate_id == "dkgo:agonistOf"])
    _named("Antagonist of, blocks", [row for row in said if row.predicate_id in _ANTAGONISM])
    _named("Denied: binds to", [row for row in denied if row.predicate_id == "dkgo:bindsTo"])
    _named("Acts on", [row for row in said if row.predicate_id == "dkgo:actsOn"])
    _named("Brand names", [row for row in said if row.predicate_id == "dkgo:hasBrandName"])
    with st.container(horizontal=True):
        link("evidence", "All on its identity", icon=":material/badge:", family="identity", entity=drug)
        link("links", "In other vocabularies", icon=":material/link:", entity=drug)
        link("entity", "All about it", icon=":material/label:", entity=drug)


def _named(title: str, rows: Sequence[Claim]) -> None:
    """Draw the objects of claims, most documents first, each a link to its claims."""
    if not rows:
        return
    found: dict[str, list[Claim]] = {}
    for row in rows:
        found.setdefault(row.proposition_id, []).append(row)
    order = sorted(found.items(), key=lambda item: (-_documents(item[1]), item[1][0].object.casefold()))
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.markdown(f"**{title}**", width="content")
        for proposition, claims in order:
            number = f" ({_documents(claims)})" if _documents(claims) > 1 else ""
            link("agreement", f"{escaped(claims[0].object)}{number}", proposition=proposition)


def _documents(rows: Sequence[Claim]) -> int:
    return len({row.source for row in rows})


def _starting_points(graph: LoadedGraph, part: GraphPart, drug: str, rows: Sequence[Claim]) -> None:
    """Draw links to states that the graph has something for."""
    st.subheader("Start here", anchor=False)
    name = graph.label(drug)
    end = next((example for example in graph.examples if example in part.entity_labels and example != drug), "")
    title = f"From {name} to {graph.label(end)}" if end else f"What {name} changes, step by step"
    _start("mechanism", title, "The signed steps that documents state, each with its claims.", start=drug, end=end)
    own = _own(graph, drug)
    disputed = [row["id"] for row in part.disagreements if row["topic"] == "dependence_abuse" and drug in row["about"]]
    if disputed:
        sentence = "Documents deny and affirm it; dose and people differ."
        _start("agreement", "Is it addictive? Who says so?", sentence, disagreement=disputed[0], **own)
    if any(row.family == "withdrawal" for row in rows):
        sentence = "Withdrawal effects with the words they rest on."
        _start("evidence", "What does stopping it do?", sentence, family="withdrawal", **own)
    _start("query", "Ask a question of your own", "Saved questions as forms, or SPARQL.")


def _start(page: str, title: str, sentence: str, **state: str) -> None:
    link(page, f"**{escaped(title)}**", icon=":material/arrow_forward:", **state)
    st.caption(sentence)


def _known(rows: Sequence[Claim]) -> None:
    """Draw what most documents that speak of the drug agree on."""
    documents = _documents(rows)
    found = agreed(rows, documents)
    st.subheader(":material/check_circle: Known", anchor=False)
    st.caption("Affirmed by most documents. That counts voices, not proof: documents may cite the same study.")
    for item in found[:12]:
        _agreed(item, documents)
    if len(found) > 12:
        with st.expander(f"{len(found) - 12} more that most documents affirm", icon=":material/more_horiz:"):
            for item in found[12:]:
                _agreed(item, documents)


def _agreed(item: Agreed, documents: int) -> None:
    marks = ", in part with reserve" if item.reserved else ""
    marks += ", but see who differs" if item.contested else ""
    text = f"**{item.documents}/{documents}** {escaped(item.proposition)}{marks}"
    link("agreement", text, proposition=item.claims[0].proposition_id)


def _disputed(graph: LoadedGraph, part: GraphPart, drug: str) -> None:
    """Draw the conflicts with their sides."""
    concerned = [item for item in part.disagreements if drug in item["about"]]
    conflicts = [item for item in concerned if item["kind"] == "conflict"]
    st.subheader(":material/balance: Disputed", anchor=False)
    st.caption(f"Conflicts: {CONFLICT}. No side is dropped.")
    for item in conflicts[:5]:
        link("agreement", f"**{escaped(item['matter'])}**", disagreement=item["id"])
        st.caption(sides_words(graph, item, most=44))
    rest = len(conflicts[5:])
    others = len(concerned) - len(conflicts)
    words = f"{counted(rest, 'more conflict')}, and {counted(others, 'difference')} in dose, strength or scope"
    link("agreement", words, icon=":material/more_horiz:", view="disagreements", **_own(graph, drug))


def _unknown(graph: LoadedGraph, drug: str, rows: Sequence[Claim]) -> None:
    """Draw the gaps that documents name, and what none speaks of."""
    st.subheader(":material/help: Unknown", anchor=False)
    st.caption("A document itself says that it is not known, or that evidence does not suffice.")
    for claims in named_gaps(rows):
        number = f" ({len(claims)} claims)" if len(claims) > 1 else ""
        link("agreement", f"{escaped(claims[0].statement)}{number}", proposition=claims[0].proposition_id)
    thin = thin_evidence(rows)
    if thin:
        words = ", ".join(dict.fromkeys(row.object for row in thin))
        link("query", f"**{len(thin)}** claims judge evidence or dose {escaped(words)}", query="knowledge-gaps",
             icon=":material/balance:")  # fmt: skip
    alone = one_uncited_document(rows)
    link("query", f"**{alone}** propositions rest on one document that cites nothing for them",
         query="uncited-single-source", icon=":material/person:")  # fmt: skip
    shown = {row.predicate_id for row in rows if row.subject_id == drug and row.predicate_id in _ANTAGONISM}
    unsaid = [name for name in graph.described(drug)["unsaid"] if not (shown and name == "antagonist of")]
    if unsaid:
        st.caption(
            f"No document says anything about these relations, which is not a denial: {escaped('; '.join(unsaid))}."
        )


def _topics(graph: LoadedGraph, part: GraphPart, drug: str) -> None:
    """Draw the number of claims on each topic as bars that lead to them."""
    own = _own(graph, drug)
    st.subheader("Claims by topic", anchor=False)
    counts = {topic: sum(found.values()) for topic, found in topic_matrix(part.claims.values()).items()}
    values = [{"family": code, "topic": label, "claims": number} for (code, label), number in counts.items()]
    chosen = alt.selection_point(name="topic", fields=["family"], on="click")
    axis = alt.Axis(labelLimit=180, labelOverlap=False, labelBound=False, ticks=False, domain=False)
    base = alt.Chart({"values": values}).encode(
        y=alt.Y("topic:N", sort=None, title=None, axis=axis),
        x=alt.X("claims:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("topic:N", title="Topic"), alt.Tooltip("claims:Q", title="Claims")],
    )
    bars = base.mark_bar(cursor="pointer", height=12, cornerRadiusEnd=2).add_params(chosen)
    numbers = base.mark_text(align="left", dx=4, color=_NUMBER).encode(text="claims:Q")
    chart = (bars + numbers).properties(
        height=alt.Step(18), description="Number of claims on each topic; the links below lead to the claims"
    )
    event = st.altair_chart(chart, key="topics", on_select="rerun", selection_mode="topic")
    picked = event["selection"].get("topic") or []
    if picked:
        st.switch_page("screens/evidence.py", query_params={"family": picked[0]["family"]} | own)
    with st.expander("The same as links"), st.container(horizontal=True, gap="small"):
        for (code, label), number in counts.items():
            link("evidence", f"{escaped(label)} ({number})", family=code, **own)


if __name__ == "__main__":
    show()
