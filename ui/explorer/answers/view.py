"""An answer on the screen: rows as a table with charts, yes or no, triples as text and picture; and as files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ontology.namespaces import PREFIXES, compact
from queries.answers.rollup import rows_behind
from queries.drawing.triples import elements_of_triples, read_triples
from queries.mechanism.picture import kind_of_classes
from queries.query_faults import FITS, faults
from queries.store.interface import Graph, Solutions, Term
from queries.store.limits import DRAWN_NODES, TEXT_SHOWN
from ui.explorer.answers.cache import Limits, Outcome
from ui.explorer.answers.chart import charts_of, show_chart
from ui.explorer.answers.facets import faceted
from ui.explorer.answers.files import GRAPH_FILES, FileKind, file_name, row_files, rows_file
from ui.explorer.answers.grid import draw_table
from ui.explorer.answers.table import Fact, row_facts, table
from ui.explorer.claims.card import dose_warning, much_of_doses
from ui.explorer.frame.addresses import address, link
from ui.explorer.frame.escaping import escaped, web_link
from ui.explorer.frame.labels import term_label
from ui.explorer.frame.markup import show_verbatim
from ui.explorer.frame.reviewed import reviewed_only, silence
from ui.explorer.frame.session import LoadedGraph

_MOST_TEXT = TEXT_SHOWN.default
_STYLE = """<style>.st-key-rows_and_row { flex-wrap: nowrap; align-items: flex-start }
.st-key-answer_rows { min-width: 0 }
@media (max-width: 700px) {
.st-key-rows_and_row { flex-direction: column }
.st-key-rows_and_row > * { flex: none; width: 100% }
}
@media (max-width: 640px) {
.st-key-answer_bar { gap: 0.35rem 0.6rem }
.st-key-answer_bar [data-testid="stDownloadButton"] button { min-height: 1.9rem; padding: 0 0.5rem }
.st-key-answer_bar [data-testid="stDownloadButton"] span:has(> [data-testid="stIconMaterial"]) { display: none }
}</style>"""
_LINKS = {"claim": "Claim", "source": "Claims of", "drugkg": "Claims on"}


@dataclass(frozen=True)
class RollUp:
    """An answer with one row per thing asked for.

    :param answer: the rows, with one column per document
    :param by: the columns that name the thing
    """

    answer: Solutions
    by: tuple[str, ...]


@dataclass(frozen=True)
class How:
    """How an answer is shown.

    :param name: what files are called
    :param columns: the meaning of each column, where it is known
    :param rolled: the same answer rolled up, to be shown in its place
    :param bar: where the number of rows and the downloads are drawn; by default above the rows
    """

    name: str
    columns: Mapping[str, str]
    rolled: RollUp | None = None
    bar: DeltaGenerator | None = None


def show_answer(graph: LoadedGraph, found: Outcome, text: str, limits: Limits, how: How) -> None:
    """Draw what became of a query.

    :param graph: the graph
    :param found: the outcome
    :param text: the SPARQL that was run
    :param limits: the limits it was run with
    :param how: how it is shown
    """
    answer = found.answer
    if answer is None:
        st.error(escaped(found.notice), icon=":material/error:")
        return
    if found.notice:
        st.warning(escaped(found.notice), icon=":material/content_cut:")
    if isinstance(answer, Solutions):
        _show_rows(graph, answer, found, text, how)
    elif isinstance(answer, Graph):
        _show_triples(graph, answer, found, text, limits, how.name)
    else:
        st.markdown("## :material/check: Yes" if answer else "## :material/close: No")
        st.caption(f"{_time(found)}. No means that the graph has no such statement; silence is not denial.")


def answer_bar() -> DeltaGenerator:
    """Return the place above the rows of an answer, for what concerns all of them.

    :returns: a row of elements
    """
    return st.container(horizontal=True, vertical_alignment="center", key="answer_bar")


def warn_of_doses(graph: LoadedGraph, found: Outcome, words: Iterable[str]) -> None:
    """Draw the warning above an answer that has to do with doses.

    :param graph: the graph
    :param found: the outcome
    :param words: the tags or the text of the query
    """
    said = list(words)
    ids: list[str] = []
    if isinstance(found.answer, Solutions):
        said += found.answer.variables
        for row in found.answer.rows:
            ids += [text for term in row.values() if (text := str(term["value"])).startswith(PREFIXES["claim"])]
    if any("dose" in word.casefold() or "dosing" in word.casefold() for word in said) or much_of_doses(
        graph.named(iri.removeprefix(PREFIXES["claim"]) for iri in ids)
    ):
        dose_warning()


def _time(found: Outcome) -> str:
    return f"{found.seconds:.2f} s" if found.seconds >= 0.01 else "less than 0.01 s"


def _show_rows(graph: LoadedGraph, claims: Solutions, found: Outcome, text: str, how: How) -> None:
    rolled = how.rolled
    answer = rolled.answer if rolled else claims
    if not answer.rows:
        _why_empty(graph, text, how.name, found)
        return
    with how.bar or answer_bar():
        answer, narrowed = faceted(answer, rolled.by if rolled else ())
        count = f"{len(answer.rows):,} row{'' if len(answer.rows) == 1 else 's'}"
        st.markdown(f"**{count}**{narrowed} :gray[in {_time(found)}]", width="content")
        identifiers = st.toggle(
            "identifiers", key="ids", bind="query-params", help="All columns, with the terms as in the graph"
        )
        _downloads([(kind, partial(rows_file, answer, form)) for form, kind in row_files(answer).items()], how.name)
    label = partial(term_label, graph)
    if answer.variables and answer.rows:
        st.html(_STYLE)
        with st.container(horizontal=True, key="rows_and_row"):
            with st.container(width="stretch", key="answer_rows"):
                shown = table(answer, label, identifiers=identifiers)
                selected = draw_table(graph, shown, how.columns, len(answer.rows))
            if selected is not None:
                with st.container(border=True, width=430, key="selected_row"):
                    st.markdown(f"**Row {selected + 1}**")
                    _show_facts(row_facts(answer, selected, label))
                    if rolled:
                        _show_claims(graph, rows_behind(claims, rolled.by, answer.rows[selected]))
        if rolled:
            st.caption("An empty cell means that the document says nothing of it; silence is not denial.")


def _why_empty(graph: LoadedGraph, text: str, name: str, found: Outcome) -> None:
    """Say why a query found nothing: what is wrong with it and what to do, or that nothing fits."""
    st.markdown(f"**0 rows** :gray[in {_time(found)}]")
    description = graph.index.query(name).description if name in graph.index.query_names else ""
    if reviewed_only() and name in graph.index.query_names:  # a query of one's own reads all claims
        st.info(f"No reviewed claim fits. {silence()}", icon=":material/info:")
        return
    reasons = faults(graph.store, graph.index, text, description)
    for reason in reasons:
        st.warning(f"{escaped(reason.message)} {escaped(reason.remedy)}", icon=":material/lightbulb:")
    if not reasons:
        st.info(FITS, icon=":material/info:")


def _show_facts(facts: Iterable[Fact]) -> None:
    """Draw everything in a row, with links to details."""
    lines, links = [], {}
    for fact in facts:
        text = web_link(fact.text, fact.web) if fact.web else escaped(fact.text)
        curie = f" :gray-badge[{escaped(fact.curie)}]" if fact.curie and fact.curie != fact.text else ""
        lines.append(f":gray[{escaped(fact.name.replace('_', ' '))}:] {text}{curie}")
        if fact.page:
            links[fact.curie] = fact
    st.markdown("  \n".join(lines))
    with st.container(horizontal=True):
        for curie, fact in links.items():
            kind = _LINKS[curie.partition(":")[0]]
            link(fact.page, f"{kind} {escaped(fact.text)}", icon=":material/arrow_forward:", **fact.parameters)


def _show_claims(graph: LoadedGraph, rows: Iterable[Mapping[str, Term]]) -> None:
    """Draw the sentence of each claim behind a row as a link to the claim."""
    for row in rows:
        claim = str(row["claim"]["value"]).removeprefix(PREFIXES["claim"])
        source = str(row["source"]["value"]).removeprefix(PREFIXES["source"])
        title = graph.short_titles.get(source, source)
        said = row.get("statement", row["answer"])["value"]
        link("evidence", f"{escaped(said)} :gray[{escaped(title)}]", icon=":material/format_quote:", claim=claim)


def _downloads(files: Iterable[tuple[FileKind, Callable[[], bytes]]], name: str) -> None:
    """Draw a button for each file; its content is made when it is clicked."""
    for kind, make in files:
        st.download_button(
            kind.label,
            data=make,
            file_name=file_name(name, kind),
            mime=kind.mime,
            icon=":material/download:",
            on_click="ignore",
            key=f"download {kind.label}",
        )


def show_charts(graph: LoadedGraph, found: Outcome, order: Sequence[str] = ()) -> None:
    """Draw the charts that suit an answer.

    :param graph: the graph
    :param found: the outcome
    :param order: identifiers of claims whose numbers come first, in this order
    """
    answer = found.answer
    if not isinstance(answer, Solutions):
        return
    for data in charts_of(answer, graph.short_titles, order):
        st.markdown(f"## {escaped(data.title[0].upper() + data.title[1:])}")
        if data.kind == "ranges":
            st.caption(
                "A bar is the range that a document gives, a diamond a single number; an arrow marks an end that the "
                "document leaves open. Nothing is averaged."
            )
        show_chart(data)
        if data.left_out:
            st.caption(f"{data.left_out} more are in the table only.")


def _show_triples(graph: LoadedGraph, answer: Graph, found: Outcome, text: str, limits: Limits, name: str) -> None:
    triples = read_triples(answer.data)
    st.markdown(f"**{len(triples):,} triple{'' if len(triples) == 1 else 's'}** :gray[in {_time(found)}]")
    if not triples:
        _why_empty(graph, text, name, found)
        return

    def make(form: str) -> bytes:
        if form == answer.format:
            return answer.data
        return graph.store.construct(text, format=form, timeout=limits.seconds, row_limit=limits.rows).data

    with st.container(horizontal=True, vertical_alignment="center"):
        _downloads([(kind, partial(make, form)) for form, kind in GRAPH_FILES.items()], name)

    def kind(iri: str) -> str:
        return kind_of_classes([graph.class_of(compact(iri))])

    drawn = elements_of_triples(triples, partial(term_label, graph), kind, most=DRAWN_NODES.default)
    if drawn.elements.nodes:
        from ui.explorer.frame.graph_view import Action, show_graph  # noqa: PLC0415 the drawing is wanted here only

        show_graph(drawn.elements, key="answer", actions=[Action("All about it", href=address("entity") + "?entity=")])
    if drawn.left_out:
        st.caption(
            f"The {DRAWN_NODES.default} best connected nodes are drawn; {drawn.left_out} more are in the text only."
        )
    turtle = answer.data.decode("utf-8")
    show_verbatim(turtle[:_MOST_TEXT], height=420)
    if len(turtle) > _MOST_TEXT:
        st.caption("The text is cut here; the file has all of it.")
