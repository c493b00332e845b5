"""Checks a query before it is run: its size, its form, and, in a worker, whether the engine understands it."""

from __future__ import annotations

from ontology.namespaces import PREFIXES
from queries.errors import QuerySyntaxError, QueryTooLongError
from queries.sparql.read_only import check_form
from queries.store.interface import Solutions, wrong_form
from queries.store.limits import QUERY_SIZE, TIMEOUT


def check_size(query: str) -> None:
    """Raise an error for a query whose text is too long.

    :param query: SPARQL text
    :raises QueryTooLongError: if it is longer than :data:`queries.store.limits.QUERY_SIZE`
    """
    if len(query) > QUERY_SIZE.default:
        raise QueryTooLongError(f"the query is longer than the limit of {QUERY_SIZE.shown()}: shorten it")


def check_query(query: str) -> None:
    """Raise an error for a text that cannot be run: an update, a call to another server, or no SPARQL at all.

    The prefixes of drugkg and of the vocabularies that it is mapped to need no declaration. A worker reads the text, so
    that no text can harm this process; no data are touched.

    :param query: the text of a user
    :raises QueryRefusedError: if it would do more than read the store, or is too long
    :raises QuerySyntaxError: if it is not SPARQL; with line and column in this text
    :raises QueryTimeoutError: if the engine does not come to an end with it
    """
    from queries.sparql.advice import advised  # noqa: PLC0415 as below
    from queries.sparql.prefixes import missing_prefixes  # noqa: PLC0415 as below
    from queries.store.pool import checkers  # noqa: PLC0415 stores import this module for check_size() alone

    check_size(query)
    check_form(query)
    missing = missing_prefixes(query) or {}
    known = {prefix: namespace for prefix, namespace in missing.items() if namespace}
    try:
        checkers().run({"check": True, "query": query, "prefixes": PREFIXES | known}, TIMEOUT.value())
    except QuerySyntaxError as error:
        raise advised(error, query) from error


def run_on_nothing(query: str) -> Solutions:
    """Run a SELECT query without any data, in a worker: it gives the columns, and what VALUES blocks hold.

    :param query: SPARQL text that declares its prefixes
    :returns: the answer
    :raises QueryRefusedError: if it would do more than read, or is too long
    :raises QuerySyntaxError: if it is not SPARQL
    :raises StoreError: if it is of another form, or does not come to an end
    """
    from queries.store import answering  # noqa: PLC0415 see check_query()
    from queries.store.pool import checkers  # noqa: PLC0415 see check_query()

    check_size(query)
    check_form(query)
    request = {"query": query, "limit": 0, "format": "", "prefixes": {}}
    frames = checkers().run(request, TIMEOUT.value())
    columns = next((content for kind, content in frames if kind == answering.HEAD), None)
    if columns is None:
        raise wrong_form("SELECT")
    return Solutions(columns, [row for kind, content in frames if kind == answering.ROWS for row in content])
