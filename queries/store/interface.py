"""The store: one interface to the graph, be it a folder on this machine or a SPARQL endpoint somewhere else."""

from __future__ import annotations

from ontology.light_types import NamedTuple, Protocol
from queries.errors import StoreError
from queries.store.limits import ROW_LIMIT, TIMEOUT

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    Term = dict[str, Any]
    """An RDF term as in SPARQL 1.1 Query Results JSON: ``type`` (uri, literal, bnode, triple), ``value``, and for
    literals ``datatype`` or ``xml:lang``."""
else:
    Term = dict

DEFAULT_TIMEOUT = TIMEOUT.default
"""Seconds that a query may take before it is stopped; 0 means no limit."""

DEFAULT_ROW_LIMIT = ROW_LIMIT.default
"""Rows (or triples) that an answer may have before it is cut; 0 means no limit."""

GRAPH_FORMATS: dict[str, str] = {
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
}
"""The formats of a CONSTRUCT or DESCRIBE answer and their media types."""


class Solutions(NamedTuple):
    """The answer to a SELECT query.

    :param variables: the columns, in the order of the SELECT clause
    :param rows: variable → term; an unbound variable is absent
    :param notice: a message if the row limit cut the answer, else ``None``
    """

    variables: list[str]
    rows: list[dict[str, Term]]
    notice: str | None = None


def texts(answer: Solutions) -> list[dict[str, str]]:
    """Return rows as plain texts, whatever the type of the terms; unbound variables are absent.

    :param answer: the rows
    :returns: variable → text, per row
    """
    return [{name: str(term["value"]) for name, term in row.items()} for row in answer.rows]


class Graph(NamedTuple):
    """The answer to a CONSTRUCT or DESCRIBE query.

    :param data: the triples, serialised
    :param format: a key of :data:`GRAPH_FORMATS`
    :param notice: a message if the row limit cut the answer, else ``None``
    """

    data: bytes
    format: str
    notice: str | None = None


class Store(Protocol):
    """What every store can do. All of it only reads; all of it is safe to call from several threads.

    A query without FROM is asked of the union of the graphs of drugkg that state something; see
    :mod:`queries.store.union_graph`. ``union=False`` spares the store the list of these graphs.
    """

    @property
    def location(self) -> str:
        """The folder or the address, as a message may show it."""

    def select(
        self, query: str, *, timeout: float | None = None, row_limit: int | None = None, union: bool = True
    ) -> Solutions:
        """Return the answer to a SELECT query.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: rows; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the rows
        :raises QueryTimeoutError: when the time limit is reached
        :raises QuerySyntaxError: when the engine does not understand the query
        :raises QueryRefusedError: when the query would do more than read this store
        :raises StoreError: when the store cannot be read
        """

    def ask(self, query: str, *, timeout: float | None = None, union: bool = True) -> bool:
        """Return the answer to an ASK query; errors as in :meth:`select`.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the answer
        """

    def construct(
        self,
        query: str,
        *,
        format: str = "turtle",
        timeout: float | None = None,
        row_limit: int | None = None,
        union: bool = True,
    ) -> Graph:
        """Return the answer to a CONSTRUCT or DESCRIBE query; errors as in :meth:`select`.

        :param query: SPARQL 1.1 text
        :param format: a key of :data:`GRAPH_FORMATS`
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: triples; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the triples
        """

    def close(self) -> None:
        """Release processes, locks and connections."""


def time_notice(seconds: float) -> str:
    """Return the message of a query that reached its time limit.

    :param seconds: the limit
    :returns: the message
    """
    return f"the query was stopped at the time limit of {seconds:g} s: narrow it, or raise the limit with --timeout"


def row_notice(rows: int) -> str:
    """Return the message of an answer that reached its row limit.

    :param rows: the limit
    :returns: the message
    """
    unit = "row" if rows == 1 else "rows"
    return f"the answer was cut at the row limit of {rows:,} {unit}: narrow it, or raise the limit with --limit"


def media_type(format: str) -> str:
    """Return the media type of a graph format.

    :param format: a key of :data:`GRAPH_FORMATS`
    :returns: such as ``text/turtle``
    :raises StoreError: if the format is not known
    """
    if format not in GRAPH_FORMATS:
        raise StoreError(f"unknown format {format!r} for triples; known: {', '.join(GRAPH_FORMATS)}")
    return GRAPH_FORMATS[format]


def wrong_form(wanted: str) -> StoreError:
    """Make the error for a query that does not have the form that a call needs.

    :param wanted: the form or forms that the call accepts
    :returns: the error
    """
    return StoreError(f"this is no {wanted} query: SELECT gives rows, ASK yes or no, CONSTRUCT and DESCRIBE triples")
