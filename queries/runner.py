"""What a script or a notebook calls: open a graph, run queries, find paths, read claims and disagreements.

Names of entities and documents are accepted as people write them: label, synonym, brand name, CURIE or IRI; a document
also by its short name or its file name.

Example::

    from queries.runner import claims, open_graph, run_saved

    with open_graph() as graph:
        effects = run_saved(graph, "adverse-effects", drug="Lioresal").to_pandas()
        on_relapse = claims(graph, about="relapse", source="monograph")
"""

from __future__ import annotations

import os

from ontology.namespaces import compact
from queries.answers.completeness import check_complete, cut
from queries.answers.frames import Records, Rows
from queries.errors import QueryRefusedError, QuerySyntaxError, UnanswerableError
from queries.index.opening import open_index
from queries.index.parameter_values import given_values, resolved_values, several
from queries.saved_queries.binding import bind
from queries.store.interface import Graph, Solutions, Store
from queries.store.limits import ROW_LIMIT, TIMEOUT
from queries.store.opening import is_remote, open_store, where_is

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any, TypeAlias

    from queries.claims.model import Claim
    from queries.empty_answers import Reason
    from queries.index.name_index import Index
    from queries.mechanism.paths import PathAnswer
    from queries.mechanism.routes import PathOptions
    from queries.saved_queries.model import SavedQuery

    Names: TypeAlias = str | Iterable[str] | None
    """One name, several names, or no condition."""

Answer: TypeAlias = Rows | Graph | bool
"""Rows for SELECT, triples for CONSTRUCT and DESCRIBE, yes or no for ASK."""


class OpenGraph:
    """A graph with its store and its index, opened when they are first needed. It only reads.

    :param location: a folder or the address of a SPARQL 1.1 endpoint; ``DRUGKG_STORE``, else the user's data folder,
        when left out
    :param timeout: seconds that a query may take; 0 for no limit; the limit in force when left out
    :param row_limit: rows that an answer may have, in the same way
    :param any_graph: take an endpoint that does not hold a graph of drugkg, too
    :param reviewed_only: leave out the claims that no person has reviewed; queries of one's own still read them
    """

    def __init__(
        self,
        location: str | None = None,
        *,
        timeout: float | None = None,
        row_limit: int | None = None,
        any_graph: bool = False,
        reviewed_only: bool = False,
    ) -> None:
        self.location = where_is(location)
        self._reviewed_only = reviewed_only
        self._limits: dict[str, Any] = {"timeout": timeout, "row_limit": row_limit, "any_graph": any_graph}
        self._store: Store | None = None
        self._index: Index | None = None

    @classmethod
    def of(cls, store: Store, index: Index, *, row_limit: int | None = None) -> OpenGraph:
        """Return a graph of a store and an index that are open already.

        :param store: the store
        :param index: the index that belongs to it
        :param row_limit: rows that the answer of a saved query may have; the limit in force when left out
        :returns: the graph
        """
        graph = cls(store.location, row_limit=row_limit)
        graph._store = store
        graph._index = index
        return graph

    @property
    def store(self) -> Store:
        """The store, which answers SPARQL; it is opened on first use."""
        if self._store is None:
            opened = open_store(self.location, **self._limits)
            if self._reviewed_only:
                from queries.claims.reviewed import ReviewedStore  # noqa: PLC0415 - where it is asked for

                opened = ReviewedStore(opened)
            self._store = opened
        return self._store

    @property
    def reviewed_only(self) -> bool:
        """Whether claims that no person has reviewed are left out."""
        return hasattr(self.store, "left_out")

    @property
    def row_limit(self) -> int:
        """Rows that the answer of a saved query may have; 0 for no limit."""
        given: int | None = self._limits["row_limit"]
        return ROW_LIMIT.value() if given is None else given

    @property
    def timeout(self) -> float:
        """Seconds that a query may take; 0 for no limit."""
        given: float | None = self._limits["timeout"]
        return TIMEOUT.value() if given is None else given

    @property
    def index(self) -> Index:
        """The names, the labels and the saved queries; they are read on first use."""
        if self._index is None:
            is_open = is_remote(self.location) and not self._reviewed_only
            self._index = open_index(self.location, self.store if is_open else None)
        return self._index

    def close(self) -> None:
        """Close the store if it was opened."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> OpenGraph:
        """Return the graph.

        :returns: the graph
        """
        return self

    def __exit__(self, *_: object) -> None:
        """Close the graph."""
        self.close()


def open_graph(
    location: str | os.PathLike[str] | None = None,
    *,
    timeout: float | None = None,
    row_limit: int | None = None,
    reviewed_only: bool = False,
) -> OpenGraph:
    """Open a graph for reading; use it in a ``with`` statement, or close it.

    :param location: a folder or the address of a SPARQL 1.1 endpoint; ``DRUGKG_STORE``, else the user's data folder,
        when left out
    :param timeout: seconds that a query may take; 0 for no limit; the limit in force when left out
    :param row_limit: rows that an answer may have, in the same way
    :param reviewed_only: leave out the claims that no person has reviewed; queries of one's own still read them
    :returns: the graph, with its ``store`` and its ``index``
    :raises StoreError: if there is no graph at that location
    """
    place = None if location is None else os.fspath(location)
    graph = OpenGraph(place, timeout=timeout, row_limit=row_limit, reviewed_only=reviewed_only)
    _ = graph.index
    return graph


def run_saved(
    graph: OpenGraph,
    name: str,
    /,
    params: Iterable[str] | Mapping[str, str | Sequence[str]] = (),
    *,
    format: str = "turtle",
    federate: bool = False,
    rolled_up: bool = False,
    **parameters: str | Sequence[str],
) -> Answer:
    """Run a saved query and return its answer.

    :param graph: the graph
    :param name: the name of the query; ``graph.index.query_names`` lists them
    :param params: parameters as ``name=value`` texts or as a mapping, for names that are no keyword
    :param format: for triples, a key of :data:`queries.store.interface.GRAPH_FORMATS`
    :param federate: allow a query to call the endpoints that it names
    :param rolled_up: one row per thing asked for and one column per document, as the command line prints it, in place
        of a row per claim; a query that names no rows answers as it is
    :param parameters: the parameters of the query, each a value or a list of values, such as ``drug="Lioresal"``
    :returns: rows for SELECT, triples for CONSTRUCT and DESCRIBE, yes or no for ASK
    :raises UnknownNameError: if no query, or no entity, has such a name
    :raises AmbiguousNameError: if several entities have a name
    :raises ParameterError: if a parameter is unknown or its value does not fit
    :raises QueryRefusedError: if it calls another server and that is not allowed
    :raises UnanswerableError: if it climbs an external ontology that is not loaded, or sums up claims some of which
        are to be left out
    """
    query = graph.index.query(name)
    values = resolved_values(graph.index, query, given_values(params, **parameters))
    text = bind(query, values)
    if query.endpoints:
        if not federate:
            called = ", ".join(query.endpoints)
            raise QueryRefusedError(f"query {name} calls another server ({called}): allow it with --federate")
        from queries.saved_queries.federation import answer_services, read_endpoints  # noqa: PLC0415 few queries need it

        text = answer_services(text, read_endpoints())
    if query.form != "SELECT":
        return _run_form(graph.store, query.form, text, format, union=False)
    rolls_up = rolled_up and bool(query.rows)
    narrowed = graph.reviewed_only
    claims = graph.store.select(text, row_limit=0 if rolls_up or narrowed else None, union=False)
    check_complete(name, text, claims)
    if narrowed:
        from queries.claims.reviewed import kept_rows  # noqa: PLC0415 - where it is asked for

        claims = cut(kept_rows(graph.store, name, claims), 0 if rolls_up else graph.row_limit)
    if not claims.rows:
        _check_answerable(graph, query, values)
    return Rows(*cut(roll_up_saved(graph.index, query, claims), graph.row_limit)) if rolls_up else Rows(*claims)


def explain_empty(
    graph: OpenGraph, query: SavedQuery, params: Iterable[str] | Mapping[str, str | Sequence[str]] = ()
) -> list[Reason]:
    """Return why a saved query has no rows, where the silence of the documents is not the reason.

    :param graph: the graph
    :param query: the query
    :param params: the parameters that it was asked with
    :returns: the reasons; empty if the documents say nothing
    """
    from queries.empty_answers import why_empty  # noqa: PLC0415 - for empty answers only

    given = resolved_values(graph.index, query, given_values(params))
    return why_empty(graph.store, query, given, lambda values: graph.store.select(bind(query, values), union=False))


def _check_answerable(graph: OpenGraph, query: SavedQuery, values: Mapping[str, Sequence[str]]) -> None:
    """Raise an error if the graph lacks what a query without rows needs."""
    from queries.empty_answers import why_unanswerable  # noqa: PLC0415 - for empty answers only

    reason = why_unanswerable(graph.store, query, values)
    if reason and reason.could_not_run:
        raise UnanswerableError(reason.text)


def roll_up_saved(index: Index, query: SavedQuery, answer: Solutions) -> Rows:
    """Return the answer of a saved query with one row per thing asked for and one column per document.

    :param index: the index of the graph
    :param query: the query
    :param answer: its rows, one per claim
    :returns: the rolled-up rows; the same rows if the query names no rows
    """
    from queries.answers.rollup import can_roll_up, roll_up  # noqa: PLC0415 - not every answer is rolled up

    if not can_roll_up(answer, query.rows):
        return Rows(*answer)
    return Rows(*roll_up(answer, query.rows, index.document_titles(), count=query.cells == "count"))


def run_text(graph: OpenGraph, sparql: str, /, *, format: str = "turtle", federate: bool = False) -> Answer:
    """Run a SPARQL query of any form and return its answer; it can only read.

    A query without FROM is asked of the union of all graphs but quoted passages, closures and external ontologies.

    :param graph: the graph
    :param sparql: the query; prefixes of drugkg and of mapped vocabularies that it does not declare are filled in
    :param format: for triples, a key of :data:`queries.store.interface.GRAPH_FORMATS`
    :param federate: allow SERVICE for the endpoints that are listed
    :returns: rows for SELECT, triples for CONSTRUCT and DESCRIBE, yes or no for ASK
    :raises QuerySyntaxError: if the query is not valid SPARQL
    :raises QueryRefusedError: if it asks for more than reading this graph
    """
    from queries.sparql.plain import plain_form, plain_prologue  # noqa: PLC0415 a saved query has its prefixes
    from queries.store.query_check import check_size  # noqa: PLC0415 a saved query is short

    check_size(sparql)
    form = "" if federate else plain_form(sparql)
    if form:
        try:
            return _run_form(graph.store, form, plain_prologue(sparql) + sparql, format, union=True)
        except QuerySyntaxError:
            pass  # a closer look finds other prefixes, or the slip
    return _run_any(graph, sparql, format, federate)


def _run_any(graph: OpenGraph, sparql: str, format: str, federate: bool) -> Answer:
    """Run a query of a user, whatever it looks like."""
    from queries.sparql.advice import advised, readable  # noqa: PLC0415 a plain query has no slips
    from queries.sparql.prefixes import prologue  # noqa: PLC0415 a saved query has its prefixes
    from queries.sparql.tokenizer import query_form, tokens  # noqa: PLC0415 a saved query knows its form

    own, _ = readable(sparql)
    prefixes = prologue(own)
    text = prefixes + own
    try:
        if federate:
            from queries.saved_queries.federation import (  # noqa: PLC0415 few queries need it
                answer_services,
                read_endpoints,
            )

            text = answer_services(text, read_endpoints())
        return _run_form(graph.store, query_form(tokens(text)) or "SELECT", text, format, union=True)
    except QuerySyntaxError as error:
        raise advised(error, own, lines_before=prefixes.count("\n")) from error


def find_paths(
    graph: OpenGraph, start: str, end: str, /, *, sources: Names = None, options: PathOptions | None = None
) -> PathAnswer:
    """Find the mechanism paths from one node to another.

    :param graph: the graph
    :param start: the name of a drug, receptor, activity, exposure, finding or outcome
    :param end: the name of another one; its subclasses match too
    :param sources: documents whose claims may make a step; all documents when left out
    :param options: what else counts as a path, such as ``PathOptions(joined=True)``
    :returns: the ``paths`` as records, and ``hints`` on what was left out; ``paths`` becomes a data frame too
    :raises UnknownNameError: if nothing has such a name
    :raises AmbiguousNameError: if several things have it
    :raises UserError: if start and end are the same
    """
    from dataclasses import replace  # noqa: PLC0415 - only for paths

    from queries.mechanism.paths import PathAnswer, PathOptions, TimeLimit, paths_between, read_between  # noqa: PLC0415 - only for paths

    names = graph.index.names
    wanted = options or PathOptions()
    if sources is not None:
        wanted = replace(wanted, sources=frozenset(map(graph.index.document, several(sources))))
    begin, target = names.find_entity(start), names.find_entity(end)
    limit = TimeLimit(graph.timeout)
    mechanisms = read_between(graph.location, (begin, target), wanted.named, store=lambda: graph.store, limit=limit)
    if graph.reviewed_only:
        mechanisms = mechanisms.of_reviewed()
    found = paths_between(mechanisms, begin, target, wanted)
    return PathAnswer(Records(found.paths), found.hints)


def claims(graph: OpenGraph, /, *, about: Names = None, source: Names = None) -> Records[Claim]:
    """Return the claims on some entities or of some documents, by document and place in it.

    :param graph: the graph
    :param about: the name of an entity that must be subject or object; with several names any of them
    :param source: the name of a document; with several names any of them
    :returns: the claims; all of them without a condition
    :raises UnknownNameError: if nothing has such a name
    :raises AmbiguousNameError: if several things have it
    """
    from queries.claims.reader import read_claims  # noqa: PLC0415 - a saved query reads no claims

    index = graph.index
    entities = None if about is None else [index.names.find(name) for name in several(about)]
    documents = None if source is None else [index.document(name) for name in several(source)]
    return Records(read_claims(graph.store, about=entities, sources=documents))


def disagreements(
    graph: OpenGraph, /, *, about: str | None = None, type: str | None = None, source: str | None = None
) -> Records[dict[str, Any]]:
    """Return what the documents disagree on, the most important first.

    :param graph: the graph
    :param about: the name of an entity that it must be about
    :param type: a type of disagreement, such as ``value``
    :param source: the name of a document that must take part
    :returns: the disagreements; see :func:`queries.comparison.disagreements.stored_disagreements`
    :raises UnknownNameError: if nothing has such a name
    :raises AmbiguousNameError: if several things have it
    """
    from queries.comparison.disagreements import chosen, stored_disagreements  # noqa: PLC0415 - a saved query needs none

    index = graph.index
    entity = None if about is None else compact(index.names.find_entity(about))
    file = None if source is None else str(index.sources[index.document(source)]["file"])
    return Records(chosen(stored_disagreements(graph.store, about=entity), type_=type, source=file))


def prepare(index: Index, name: str, params: Iterable[str] | Mapping[str, str | Sequence[str]] = ()) -> str:
    """Return the SPARQL of a saved query with its parameters filled in.

    :param index: the index of the graph
    :param name: the name of the query
    :param params: ``name=value`` texts, or a mapping from name to value or values; entities may be named by label,
        synonym or CURIE
    :returns: SPARQL to run
    :raises UnknownNameError: if no query, or no entity, has such a name
    :raises ParameterError: if a parameter is unknown or its value does not fit
    """
    query = index.query(name)
    return bind(query, resolved_values(index, query, given_values(params)))


def _run_form(store: Store, form: str, text: str, format: str, *, union: bool) -> Answer:
    """Run a query of a known form and return its answer."""
    if form == "SELECT":
        return Rows(*store.select(text, union=union))
    if form == "ASK":
        return store.ask(text, union=union)
    return store.construct(text, format=format, union=union)
