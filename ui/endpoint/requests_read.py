"""Reads requests of the SPARQL 1.1 Protocol: the query and the graphs it is asked of."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import parse_qsl

import anyio
from starlette.requests import Request

from ontology.errors import UserError
from queries.store.limits import QUERY_SIZE

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

_BODY_SECONDS = 20.0
_MOST_PARAMETERS = 1000


class ProtocolError(UserError):
    """A request that cannot be answered.

    :param status: the HTTP status
    :param message: what is wrong and what to do, in one line
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.message = message


class Asked(NamedTuple):
    """What a request asks.

    :param query: the SPARQL text; empty if there is none
    :param default_graphs: the graphs of which the default graph is the union
    :param named_graphs: the named graphs
    """

    query: str
    default_graphs: list[str]
    named_graphs: list[str]


async def read_request(request: Request) -> Asked:
    """Read a request by GET, by POST of a form, or by POST of a query.

    :param request: the request
    :returns: what it asks
    :raises ProtocolError: if it is malformed, too large, or an update
    """
    pairs = _pairs(request.scope["query_string"])
    queries = [value for name, value in pairs if name == "query"]
    if request.method == "POST":
        kind, charset = _content_type(request)
        if charset not in ("", "utf-8", "utf8"):
            raise ProtocolError(415, f"the charset {charset[:40]!r} is not supported: send UTF-8")
        if kind == UPDATE:
            raise ProtocolError(403, "this endpoint is read-only: updates are refused")
        if kind not in (FORM, QUERY):
            raise ProtocolError(415, f"send the query as {QUERY} or as the field query of {FORM}")
        body = await _body(request)
        if kind == FORM:
            more = _pairs(body)
            pairs += more
            queries += [value for name, value in more if name == "query"]
        else:
            if queries:
                raise ProtocolError(400, "there are two queries, in the address and in the body: send one")
            queries = [_text(body)]
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in pairs):
        raise ProtocolError(403, "this endpoint is read-only: updates are refused")
    if request.method == "POST" and not queries:
        raise ProtocolError(400, "the form has no field query")
    if len(queries) > 1:
        raise ProtocolError(400, "there are several queries: send one at a time")
    return Asked(
        queries[0] if queries else "",
        [value for name, value in pairs if name == "default-graph-uri"],
        [value for name, value in pairs if name == "named-graph-uri"],
    )


def _content_type(request: Request) -> tuple[str, str]:
    """Return media type and charset of a body."""
    kind, *parameters = request.headers.get("content-type", "").casefold().split(";")
    charset = ""
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        if name == "charset":
            charset = value.strip("\"' ")
    return kind.strip(), charset


async def _body(request: Request) -> bytes:
    """Return the body of a request, which must come in time and not be longer than a query may be."""
    most = 3 * QUERY_SIZE.default + 4096  # a form escapes a byte by three
    data = bytearray()
    try:
        with anyio.fail_after(_BODY_SECONDS):
            async for chunk in request.stream():
                data += chunk
                if len(data) > most:
                    raise ProtocolError(413, f"the query is longer than the limit of {QUERY_SIZE.shown()}: shorten it")
    except TimeoutError:
        raise ProtocolError(408, "the body of the request did not arrive in time") from None
    return bytes(data)


def _pairs(text: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form or of the query part of an address."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_PARAMETERS)
    except UnicodeDecodeError:
        raise ProtocolError(400, "the request is not UTF-8 text, percent-encoded") from None
    except ValueError:
        raise ProtocolError(400, f"the request has more than {_MOST_PARAMETERS} fields") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProtocolError(400, f"the query is not UTF-8 text: byte {error.start} cannot be decoded") from None
