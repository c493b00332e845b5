"""Reads SPARQL results in JSON with the engine's parser."""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph

_JSON = pyoxigraph.QueryResultsFormat.JSON


def read_results(data: bytes) -> dict[str, Any]:
    """Return an answer in the form of SPARQL 1.1 Query Results JSON, whatever dialect of it a server wrote.

    The engine reads the answer and writes it anew: ``typed-literal`` of older servers becomes ``literal``, and the
    datatype of plain strings goes.

    :param data: the JSON that a server sent
    :returns: ``head`` and either ``results`` or ``boolean``
    :raises ValueError: if the data is not a SPARQL answer, breaks off, or holds a term that is not valid RDF

    >>> read_results(b'{"head": {}, "boolean": true}')["boolean"]
    True
    """
    try:
        written = pyoxigraph.parse_query_results(data, _JSON).serialize(format=_JSON)
    except (SyntaxError, ValueError) as error:
        raise ValueError(" ".join(str(error).split())) from error
    answer: dict[str, Any] = json.loads(written or b"{}")
    return answer
