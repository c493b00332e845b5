"""The embedded store: an Oxigraph folder, read by worker processes that a time limit can end."""

from __future__ import annotations

import os

from ontology.namespaces import PREFIXES
from queries.errors import StoreError
from queries.sparql.plain import plain_form
from queries.sparql.read_only import cannot_leave, check_form
from queries.store import answering
from queries.store.integrity import COUNTS, check_folder
from queries.store.interface import (
    DEFAULT_ROW_LIMIT,
    DEFAULT_TIMEOUT,
    Graph,
    Solutions,
    media_type,
    row_notice,
    wrong_form,
)
from queries.store.query_check import check_size
from queries.store.supervision import is_supervised

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any

    from queries.store.in_place import InPlace
    from queries.store.pool import WorkerPool


class EmbeddedStore:
    """An Oxigraph folder on this machine.

    :param folder: the folder that Oxigraph wrote
    :param timeout: seconds that a query may take, unless a call says otherwise; 0 for no limit
    :param row_limit: rows that an answer may have, unless a call says otherwise; 0 for no limit
    :param federate: allow SERVICE
    :raises StoreError: if there is no graph in the folder
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        *,
        timeout: float = DEFAULT_TIMEOUT,
        row_limit: int = DEFAULT_ROW_LIMIT,
        federate: bool = False,
    ) -> None:
        self._folder = os.fspath(folder)
        self.timeout = timeout
        self.row_limit = row_limit
        if not os.path.isfile(os.path.join(self._folder, "CURRENT")):
            raise StoreError(f"there is no graph at {self._folder}: run `drugkg build`, or see --store")
        self._pool = _engine(self._folder, federate)
        self._pool.start()
        check_folder(self._folder, lambda: self.select(COUNTS, row_limit=0, union=False))

    @property
    def location(self) -> str:
        """The Oxigraph folder."""
        return self._folder

    def select(
        self, query: str, *, timeout: float | None = None, row_limit: int | None = None, union: bool = True
    ) -> Solutions:
        """Return the answer to a SELECT query.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: rows; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the rows
        :raises StoreError: if the query is not a SELECT; other errors as in
            :meth:`queries.store.interface.Store.select`
        """
        limit = self.row_limit if row_limit is None else row_limit
        variables: list[str] | None = None
        rows: list[dict[str, Any]] = []
        notice = None
        for kind, content in self._run(query, timeout, limit, union):
            if kind == answering.HEAD:
                variables = content
            elif kind == answering.ROWS:
                rows.extend(content)
            elif kind == answering.END and content["cut"]:
                notice = row_notice(limit)
        if variables is None:
            raise wrong_form("SELECT")
        return Solutions(variables, rows, notice)

    def ask(self, query: str, *, timeout: float | None = None, union: bool = True) -> bool:
        """Return the answer to an ASK query.

        :param query: SPARQL 1.1 text
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the answer
        :raises StoreError: if the query is not an ASK; other errors as in :meth:`queries.store.interface.Store.select`
        """
        for kind, content in self._run(query, timeout, 1, union):
            if kind == answering.BOOLEAN:
                return bool(content)
        raise wrong_form("ASK")

    def construct(
        self,
        query: str,
        *,
        format: str = "turtle",
        timeout: float | None = None,
        row_limit: int | None = None,
        union: bool = True,
    ) -> Graph:
        """Return the answer to a CONSTRUCT or DESCRIBE query.

        :param query: SPARQL 1.1 text
        :param format: a key of :data:`queries.store.interface.GRAPH_FORMATS`
        :param timeout: seconds; the store's own limit when left out, 0 for none
        :param row_limit: triples; the store's own limit when left out, 0 for none
        :param union: false for a query that names its graphs
        :returns: the triples
        :raises StoreError: if the query has another form; other errors as in
            :meth:`queries.store.interface.Store.select`
        """
        limit = self.row_limit if row_limit is None else row_limit
        data: bytes | None = None
        notice = None
        for kind, content in self._run(query, timeout, limit, union, media_type(format)):
            if kind == answering.GRAPH:
                data = content
            elif kind == answering.END and content["cut"]:
                notice = row_notice(limit)
        if data is None:
            raise wrong_form("CONSTRUCT or DESCRIBE")
        return Graph(data, format, notice)

    def close(self) -> None:
        """End the workers that wait for a query."""
        self._pool.close()

    def __enter__(self) -> EmbeddedStore:
        """Return the store itself.

        :returns: the store
        """
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def __del__(self) -> None:
        """End the workers of a store that nobody closed."""
        if hasattr(self, "_pool"):
            self.close()

    def _run(
        self, query: str, timeout: float | None, limit: int, union: bool, graph_format: str = ""
    ) -> list[tuple[bytes, Any]]:
        """Have a worker run a query and return the frames of its answer, decoded."""
        check_size(query)
        if not plain_form(query) and not cannot_leave(query):
            check_form(query)
        request = {
            "query": query,
            "limit": limit,
            "format": graph_format,
            "prefixes": PREFIXES if graph_format else {},
            "union": union and not _chooses_graphs(query),
        }
        return self._pool.run(request, self.timeout if timeout is None else timeout)


def _engine(folder: str, federate: bool) -> InPlace | WorkerPool:
    """Return what answers the queries: this process, if another one supervises it, else workers."""
    if is_supervised():
        from queries.store.in_place import InPlace  # noqa: PLC0415 only one of the two is wanted

        return InPlace(folder, federate=federate)
    from queries.store.pool import WorkerPool  # noqa: PLC0415 as above

    return WorkerPool(folder, federate=federate)


def _chooses_graphs(query: str) -> bool:
    """Return whether a query says itself of which graphs it is asked."""
    if "FROM" not in query.upper():
        return False
    from queries.store.union_graph import chooses_graphs  # noqa: PLC0415 the tokenizer costs 5 ms

    return chooses_graphs(query)
