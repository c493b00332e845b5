"""Compare: drugs, or documents, side by side, by topic, with their claims, and their numbers on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import streamlit as st

from ontology.namespaces import compact
from queries.comparison.agreement import SILENT
from queries.comparison.comparison_table import (
    ONLY,
    Only,
    comparison_csv,
    families_compared,
    identified,
    narrowed,
)
from queries.comparison.side_by_side import LEAST, Cell, Row, SideBySide
from queries.comparison.values import Axis
from ui.explorer.claims.card import dose_warning, much_of_doses, speaks_of_doses
from ui.explorer.claims.card_list import show_claim_list
from ui.explorer.comparison.value_chart import show_value_chart
from ui.explorer.frame.addresses import address, link, parameter, set_parameter
from ui.explorer.frame.escaping import escaped
from ui.explorer.frame.filters import choose, choose_several, choose_view
from ui.explorer.frame.reviewed import silence
from ui.explorer.frame.session import LoadedGraph, loaded
from ui.explorer.frame.table_view import Field, Head, show_table
from ui.explorer.frame.table_view import Row as TableRow

_SHARE = 0.3
"""Share of the claims on the first drug that the second must have to be compared with it unasked."""

_KINDS = {"drugs": "Drugs", "documents": "Documents"}
_SHARED = "said of more than one"
_CARDS = 8
_VERDICTS = {"same": "alike", "different": "not alike", "one": "not said of all"}
_VERDICT_HELP = "Alike: the same polarity, certainty, status and number. What limits each claim is in its cell."
_TONES = {"same": 3, "different": 2, "one": 0}


def show() -> None:
    """Draw the page."""
    graph = loaded()
    st.title("Compare", anchor=False)
    ids = _chosen(graph)
    if len(ids) < LEAST:
        st.info("Choose at least two to compare.", icon=":material/info:")
        return
    whole = graph.compared(*ids)
    names = identified(whole.rows)
    found = _filtered(whole)
    opened = parameter("row")
    if opened and opened not in names:
        st.error(f"There is no row “{escaped(opened)}” here. Choose one from the table.", icon=":material/error:")
    claims = [claim for row in found.rows for cell in row.cells for claim in cell.claims]
    opened_claims = [claim for cell in names[opened].cells for claim in cell.claims] if opened in names else []
    if much_of_doses(claims) or speaks_of_doses(opened_claims):
        dose_warning()
    if opened in names:
        _open(graph, whole, names[opened])
    _rows(graph, found, {id(row): name for name, row in names.items()}, opened)
    _values(graph, found)


def _chosen(graph: LoadedGraph) -> list[str]:
    """Draw the choice of what to compare; an address without any names two."""
    asked = st.query_params.get_all("of")
    drugs = [compact(iri) for iri in graph.index.names.of_class("Drug")]
    counts = {curie: graph.index.names.about(curie)[2] for curie in drugs}
    ranked = sorted((curie for curie in drugs if counts[curie]), key=lambda curie: (-counts[curie], curie))
    on_documents = asked[0].startswith("source:") if asked else _on_one_drug([counts[curie] for curie in ranked])
    kind = choose_view(
        "kind", "What to compare", _KINDS, parameter("kind") or ("documents" if on_documents else "drugs")
    )
    options = {curie: graph.label(curie) for curie in ranked}
    if kind == "documents":
        options = {f"source:{slug}": title for slug, title in graph.short_titles.items()}
    if asked and not any(name in options for name in asked) and all(_of_other_kind(graph, name) for name in asked):
        del st.query_params["of"]  # what was compared before the kind was switched
    return choose_several("of", _KINDS[kind], options, default=list(options)[:LEAST], placeholder="at least two")


def _on_one_drug(counts: Sequence[int]) -> bool:
    """Return whether nearly all claims speak of one drug, so that documents are worth comparing first."""
    return len(counts) < LEAST or counts[1] < _SHARE * counts[0]


def _of_other_kind(graph: LoadedGraph, name: str) -> bool:
    return name.removeprefix("source:") in graph.short_titles or graph.label(name) != name


def _filtered(whole: SideBySide) -> SideBySide:
    with st.container(horizontal=True, key="filters"):
        family = choose("family", "Topic", families_compared(whole), everything="Any topic")
        only = choose(
            "only", "Rows", {str(name): words for name, words in ONLY.items()}, everything="All rows", width=220
        )
    kept: Only = next((name for name in ONLY if name == only), "")
    return narrowed(whole, family, kept)


def _rows(graph: LoadedGraph, found: SideBySide, names: dict[int, str], opened: str) -> None:
    """Draw the rows by topic, with the download."""
    if not found.rows:
        st.info(f"Nothing fits. {silence()}", icon=":material/filter_alt_off:")
        return
    counts = {verdict: sum(row.agreement == verdict for row in found.rows) for verdict in _VERDICTS}
    words = ", ".join(f"{number} {_VERDICTS[verdict]}" for verdict, number in counts.items() if number)
    st.caption(
        f"{len(found.rows)} matters: {words}. {SILENT} means that no document says anything of it, which is not a "
        "denial. In brackets: the documents. Select a row to read the claims."
    )
    _table(graph, found, names, opened)
    st.download_button(
        "CSV", lambda: comparison_csv(found), "comparison.csv", "text/csv", on_click="ignore",
        icon=":material/download:",
    )  # fmt: skip


def _table(graph: LoadedGraph, found: SideBySide, names: dict[int, str], opened: str) -> None:
    heads = [
        Head("Matter", width=190),
        *(Head(label, width=220) for label in found.columns),
        Head("Verdict", _VERDICT_HELP, width=90),
    ]
    rows = []
    for heading, of_heading in _by_heading(found).items():
        rows.append(TableRow(f"topic {heading}", group=heading))
        for row in of_heading:
            cells = (
                Field(_matter(row)),
                *(Field(_said(graph, cell), href=_address(cell)) for cell in row.cells),
                Field(_VERDICTS[row.agreement], _TONES[row.agreement]),
            )
            rows.append(TableRow(names[id(row)], cells))
    show_table(
        heads, rows, key="comparison", label="What is said of each, by topic", selected=opened,
        on_choice=partial(set_parameter, "row"),
    )  # fmt: skip


def _by_heading(found: SideBySide) -> dict[str, list[Row]]:
    """Return the rows under the headings of the page: first what is said of several, then the others by topic."""
    shared = [row for row in found.rows if sum(bool(cell.text) for cell in row.cells) > 1]
    first = {id(row) for row in shared}
    headings: dict[str, list[Row]] = {_SHARED: shared} if 0 < len(shared) < len(found.rows) else {}
    for row in found.rows:
        if _SHARED not in headings or id(row) not in first:
            headings.setdefault(row.topic, []).append(row)
    return headings


def _matter(row: Row) -> str:
    return f"{row.matter} ({row.through})" if row.through else row.matter


def _said(graph: LoadedGraph, cell: Cell) -> str:
    """Return what a cell says with the short titles of the documents that say it."""
    said = (
        f"{phrase} [{', '.join(graph.short_titles.get(name, name) for name in documents)}]"
        for phrase, documents in cell.phrases.items()
    )
    return "; ".join(said) or SILENT


def _address(cell: Cell) -> str:
    """Return the address of the claim of a cell, if there is only one."""
    return address("evidence", claim=cell.claims[0].id) if len(cell.claims) == 1 else ""


def _open(graph: LoadedGraph, found: SideBySide, row: Row) -> None:
    """Draw the claims of a row, a column for each drug or document."""
    with st.container(border=True, key="opened_row"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
            st.markdown(f"**{escaped(_matter(row))}** · {_VERDICTS[row.agreement]}", width="content")
            st.button("Close", icon=":material/close:", type="tertiary", on_click=set_parameter, args=("row", ""))
        columns = st.columns(len(row.cells), gap="medium")
        for at, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
            with column:
                link("entity", f"**{escaped(found.columns[at])}**", entity=found.ids[at])
                if cell.claims:
                    claims = graph.full_claims(claim.id for claim in cell.claims)
                    show_claim_list(graph, claims, most=_CARDS, warn=False)
                else:
                    st.caption(f"No document says anything of it. {silence()}")


def _values(graph: LoadedGraph, found: SideBySide) -> None:
    """Draw the numbers for a quantity of which at least two columns give one."""
    if not found.axes:
        return
    st.header("Numbers on one axis", anchor=False)
    options = {f"{axis.title}.{axis.unit}": f"{axis.title} ({axis.unit or 'number'})" for axis in found.axes}
    first = next(iter(options))
    others = {name: label for name, label in options.items() if name != first}
    chosen = choose("quantity", "Quantity", others, everything=options[first], width=430) or first
    axis = found.axes[list(options).index(chosen)]
    drawn = Axis(
        id=chosen,
        title=axis.title,
        unit=axis.unit,
        bars=tuple(
            replace(bar, about="" if found.ids[0].startswith("source:") else label)
            for label, bars in zip(found.columns, axis.bars, strict=True)
            for bar in bars
        ),
        comparisons=(),
    )
    if speaks_of_doses(bar.claim for bar in drawn.bars):
        dose_warning()
    show_value_chart(drawn, graph.short_titles)
    st.caption("A bar is the range of one claim, a diamond a single number; its words lead to it. Nothing is averaged.")


if __name__ == "__main__":
    show()
