"""Agreement: which document says what, where documents differ, and the numbers that they give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

import streamlit as st

from queries.claims.reader import Claim
from queries.comparison.agreement import RELATIONS, SILENT, Cell, Line, Matter, agreement_lines, chosen_matters, said
from queries.comparison.agreement import matters as matters_of
from queries.display_text import counted
from ui.explorer.claims.card import document_mark, dose_warning, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.comparison.disagreements import disagreement_asked, open_disagreement, show_disagreements, type_label
from ui.explorer.comparison.values import show_values
from ui.explorer.frame.addresses import link, parameter, set_parameter, set_parameters
from ui.explorer.frame.drug_choice import choose_drug, part_shown
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose, choose_view, paged
from ui.explorer.frame.part import GraphPart
from ui.explorer.frame.reviewed import reviewed_only, silence
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import TALLEST, Field, Head, Row, show_table

VIEWS = {"propositions": "Who says what", "disagreements": "Disagreements", "values": "Values"}
_PAGE = 25
"""Rows of the matrix that are shown at once."""

_SIDES = "①②③④⑤⑥⑦⑧⑨"
_NARROW = """<style>
@media (max-width: 700px) {
  div:has(> .st-key-first_list) { order: 2 }
}
</style>"""


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Agreement", anchor=False)
    st.html(_NARROW)
    asked = parameter("view")
    if not asked and parameter("quantity"):
        asked = "values"
    view = choose_view("view", "View", VIEWS, asked)
    if view == "disagreements":
        show_disagreements(graph)
    elif view == "values":
        show_values(graph)
    else:
        _show_matrix(graph)


def _show_matrix(graph: LoadedGraph) -> None:
    part = part_shown(graph, near=parameter("entity"))
    lines = agreement_lines(part.by_proposition, part.disagreements)
    rows = matters_of(lines, part.disagreements, _claims_of(graph, part))
    shown = _filtered(graph, part, rows)
    proposition, disagreement = parameter("proposition"), parameter("disagreement")
    line = _line_asked(graph, lines, proposition) if proposition else None
    item = disagreement_asked(graph, part, disagreement)
    if proposition and line is None:
        _missing("proposition", proposition)
    if disagreement and item is None:
        _missing("disagreement", disagreement)
    with st.container(key="list_and_opened"):
        with st.container(key="first_list"):
            _matrix(graph, shown, disagreement if item else proposition if line else "")
        if item:
            open_disagreement(graph, item)
        elif line:
            _open(graph, part, line)


def _claims_of(graph: LoadedGraph, part: GraphPart) -> Mapping[str, Claim]:
    """Return the claims of a part, and those that are on another side of its disagreements."""
    missing = {name for item in part.disagreements for name in item["claims"]} - part.claims.keys()
    return {**part.claims, **{claim.id: claim for claim in graph.full_claims(missing)}}


def _line_asked(graph: LoadedGraph, lines: Iterable[Line], proposition: str) -> Line | None:
    """Return the line of a proposition, which may be one of another drug."""
    line = next((line for line in lines if line.id == proposition), None)
    claims = [] if line else graph.claims(proposition=proposition)
    if not claims:
        return line
    part = GraphPart(graph, claims)
    return agreement_lines(part.by_proposition, part.disagreements)[0]


def _missing(kind: str, name: str) -> None:
    st.error(f"There is no {kind} “{escaped(name)}”. Choose one from the table.", icon=":material/error:")


def _filtered(graph: LoadedGraph, part: GraphPart, rows: Sequence[Matter]) -> list[Matter]:
    """Draw the filters and return the rows that they leave."""
    with st.container(horizontal=True, key="filters"):
        choose_drug(graph, near=parameter("entity"))
        family = choose("family", "Topic", part.families, everything="Any topic")
        entity = choose("entity", "Entity", part.entity_labels, everything="Any entity", width=230)
        relation = choose("relation", "Relation", {name: name for name in RELATIONS}, everything="Any relation")
        numbers = {"1": "At least 1 document"} | {str(n): f"At least {n} documents" for n in (3, 4, 5)}
        least = choose("documents", "Number of documents", numbers, everything="At least 2 documents", width=210)
    disputed = [row for row in rows if row.relation != "agreement"]
    others = [row for row in rows if row.relation == "agreement"]
    kept = chosen_matters(disputed, family=family, entity=entity, relation=relation, documents=int(least or 1))
    return kept + chosen_matters(others, family=family, entity=entity, relation=relation, documents=int(least or 2))


def _matrix(graph: LoadedGraph, rows: Sequence[Matter], opened: str) -> None:
    if not rows:
        _nothing()
        return
    counts = {name: sum(row.relation == name for row in rows) for name in RELATIONS}
    words = ", ".join(counted(count, name) for name, count in counts.items() if count and name != "agreement")
    number = counted(len(rows), "matter") + (f": {words}; these come first" if words else "")
    silence = f"{SILENT} means that the document says nothing of it, which is not a denial."
    part = paged(rows, _PAGE, f"{number}. {silence} Select a row to read the claims.")
    _wide(graph, part, opened)
    if opened:
        return  # what is open comes next
    with st.expander("What the words mean", icon=":material/help:"):
        meanings = [f"- **{name}**: {escaped(meaning)}" for name, meaning in RELATIONS.items()]
        st.markdown("\n".join([*meanings, "- **① ②** and the colours: the side that a document takes in its row"]))


def _text(cell: Cell | None) -> str:
    if cell is None:
        return SILENT
    return "; ".join(f"{_SIDES[number - 1 : number]} {words}".strip() for number, words in cell.parts) or cell.text


def _nothing() -> None:
    """Say why no matter is shown, with a link to some."""
    drug = parameter("drug")
    if reviewed_only():
        st.caption(silence())
    if any(parameter(name) for name in ("family", "entity", "relation", "documents")):
        st.info("No matter fits: ask for fewer documents, or take out a filter.", icon=":material/filter_alt_off:")
        link("agreement", "Show what at least two documents speak of", icon=":material/restart_alt:", drug=drug)
    else:
        st.info("No two documents speak of the same matter.", icon=":material/info:")
        link("agreement", "Show what one document speaks of", icon=":material/arrow_forward:", documents="1", drug=drug)


def _wide(graph: LoadedGraph, rows: Sequence[Matter], opened: str) -> None:
    """Draw the matrix; only documents that speak have a column."""
    speaking = [source for source in graph.documents if any(source in row.cells for row in rows)]
    heads = [Head("Matter", width=170), Head("Relation", width=90)]
    heads += [Head(graph.short_titles[source], width=120) for source in speaking]
    made = []
    for row in rows:
        cells = [_field(row.cells.get(source)) for source in speaking]
        made.append(Row(row.id, (Field(row.label), Field(_relation(row)), *cells)))
    label = "Matters in rows, documents in columns: what each document says of each matter"
    height = 260 if opened and len(rows) > 5 else TALLEST
    show_table(heads, made, key="matrix", label=label, selected=opened, height=height, on_choice=partial(_select, rows))


def _relation(row: Matter) -> str:
    if row.relation == "agreement":
        return "agreement" if len(row.cells) > 1 else "one document"
    return f"{row.relation}: {type_label(row.type)}"


def _field(cell: Cell | None) -> Field:
    return Field(_text(cell), tone=(cell.side - 1) % 6 + 1 if cell and cell.side else 0)


def _select(rows: Sequence[Matter], chosen: str) -> None:
    """Write the matter of the selected row into the address."""
    row = next((row for row in rows if row.id == chosen), None)
    opened = {("proposition" if row.relation == "agreement" else "disagreement"): row.id} if row else {}
    set_parameters({"proposition": "", "disagreement": "", **opened})


def _open(graph: LoadedGraph, part: GraphPart, line: Line) -> None:
    """Draw the claims of each document on a proposition side by side."""
    with st.container(border=True):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.header(escaped(line.label), anchor=False, width="content")
            st.button(
                "Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("proposition", "")
            )
        if speaks_of_doses(row for rows in line.claims.values() for row in rows):
            dose_warning()
        silent = [title for source, title in part.short_titles.items() if source not in line.claims]
        if silent:
            st.caption(f"Says nothing of it, which is not a denial: {escaped(', '.join(silent))}.")
        for item in line.disagreements:
            label = f"{type_label(item['type'])} {item['kind']}: {item['matter']}"
            link("agreement", escaped(label), icon=":material/balance:", disagreement=item["id"])
        speaking = [source for source in graph.documents if source in line.claims]
        for start in range(0, len(speaking), 3):
            group = speaking[start : start + 3]
            for column, source in zip(st.columns(len(group)), group, strict=True):
                with column, st.container(border=True):
                    st.markdown(f"**{escaped(said(line.claims[source]))}**")
                    st.markdown(document_mark(graph, source))
                    show_claim_list(graph, line.claims[source], most=len(line.claims[source]), warn=False)


if __name__ == "__main__":
    show()
