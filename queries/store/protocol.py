"""Answers of the SPARQL 1.1 Protocol: a query and its dataset in, the bytes of a standard format out.

An answer is whole or an error; one that a limit would cut is never returned.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from ontology.namespaces import PREFIXES
from queries.errors import QueryLimitError, QueryTimeoutError, StoreError
from queries.sparql.read_only import cannot_leave, check_form
from queries.store import answering
from queries.store.limits import ENDPOINT_ANSWER, ROW_LIMIT, TIMEOUT
from queries.store.pool import WorkerPool
from queries.store.query_check import check_size

Dataset = tuple[Sequence[str], Sequence[str]]
"""The graphs of which the default graph is the union, and the named graphs."""


class Formats(NamedTuple):
    """The media types in which a client takes an answer.

    :param rows: for SELECT and ASK; empty if it takes none of those
    :param graph: for CONSTRUCT and DESCRIBE; empty if it takes none of those
    """

    rows: str
    graph: str


class Serialized(NamedTuple):
    """An answer, written.

    :param media_type: its format
    :param data: the bytes
    """

    media_type: str
    data: bytes


class Answerer:
    """Answers queries from one Oxigraph folder, in worker processes; safe to use from several threads.

    :param folder: the folder
    :param timeout: seconds that a query may take; 0 for no limit
    :param row_limit: rows or triples that an answer may have; 0 for no limit
    """

    def __init__(
        self, folder: str | os.PathLike[str], *, timeout: float | None = None, row_limit: int | None = None
    ) -> None:
        self._pool = WorkerPool(os.fspath(folder), answer=ENDPOINT_ANSWER.default)
        self.timeout = TIMEOUT.value() if timeout is None else timeout
        self.row_limit = ROW_LIMIT.value() if row_limit is None else row_limit

    def start(self, workers: int) -> None:
        """Start workers before they are needed.

        :param workers: how many
        """
        for _ in range(workers):
            self._pool.start()

    def answer(
        self,
        query: str,
        formats: Formats,
        dataset: Dataset | None = None,
        base: str = "",
    ) -> Serialized:
        """Return the whole answer to a query of any form.

        :param query: SPARQL text; the prefixes of drugkg need no declaration
        :param formats: what the client takes
        :param dataset: the graphs that are asked, whatever the query says; the store as it is when left out
        :param base: the address against which relative IRIs are resolved; empty if they are errors
        :returns: the answer
        :raises QueryLimitError: if it has more rows than the limit allows; other errors as in
            :meth:`queries.store.interface.Store.select`
        :raises StoreError: if the worker sent no answer
        """
        check_size(query)
        if not cannot_leave(query):
            check_form(query)
        request = {
            "query": query,
            "limit": self.row_limit,
            "formats": formats._asdict(),
            "dataset": dataset,
            "prefixes": PREFIXES,
            "base": base,
        }
        try:
            found: dict[bytes, object] = dict(self._pool.run(request, self.timeout))
        except (QueryTimeoutError, QueryLimitError):
            self._pool.start()  # in the place of the worker that was lost, before the next query needs it
            raise
        if found.get(answering.END) != {"cut": False}:
            raise QueryLimitError(
                f"the answer has more than {self.row_limit:,} rows, which is the limit: narrow the query, or ask for "
                "pages with ORDER BY, LIMIT and OFFSET"
            )
        media_type, data = found.get(answering.HEAD), found.get(answering.GRAPH)
        if not isinstance(media_type, str) or not isinstance(data, bytes):
            raise StoreError("the query process sent no answer: try again")
        return Serialized(media_type, data)

    def close(self) -> None:
        """End the workers that wait for a query."""
        self._pool.close()
