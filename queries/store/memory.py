"""A store in the memory of this process, for programs that make a graph; its queries have no limits."""

from __future__ import annotations

import json
from typing import cast

import pyoxigraph

from queries.store.interface import GRAPH_FORMATS, Graph, Solutions


class MemoryStore:
    """Answers queries about statements that this process made, and trusts their texts.

    :param store: the statements
    """

    location = "memory"

    def __init__(self, store: pyoxigraph.Store) -> None:
        self._store = store

    def select(
        self, query: str, *, timeout: float | None = None, row_limit: int | None = None, union: bool = True
    ) -> Solutions:
        """Return the answer to a SELECT query; see :class:`queries.store.interface.Store`.

        :param query: SPARQL 1.1 text that names its graphs
        :param timeout: not used
        :param row_limit: not used
        :param union: not used
        :returns: the rows
        """
        del timeout, row_limit, union
        answer = cast("pyoxigraph.QuerySolutions", self._store.query(query))
        data = json.loads(answer.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")
        return Solutions(data["head"]["vars"], data["results"]["bindings"])

    def ask(self, query: str, *, timeout: float | None = None, union: bool = True) -> bool:
        """Return the answer to an ASK query.

        :param query: SPARQL 1.1 text that names its graphs
        :param timeout: not used
        :param union: not used
        :returns: the answer
        """
        del timeout, union
        return bool(self._store.query(query))

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

        :param query: SPARQL 1.1 text that names its graphs
        :param format: a key of :data:`queries.store.interface.GRAPH_FORMATS`
        :param timeout: not used
        :param row_limit: not used
        :param union: not used
        :returns: the triples
        """
        del timeout, row_limit, union
        answer = cast("pyoxigraph.QueryTriples", self._store.query(query))
        form = pyoxigraph.RdfFormat.from_media_type(GRAPH_FORMATS[format])
        assert form is not None  # noqa: S101 - each of these media types has a format
        return Graph(answer.serialize(format=form) or b"", format)

    def close(self) -> None:
        """Do nothing: the statements belong to the caller."""
