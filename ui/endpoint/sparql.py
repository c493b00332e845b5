"""The SPARQL 1.1 Protocol at ``/sparql``: queries by GET and POST; without a query, the service description."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from queries.errors import QuerySyntaxError, UnacceptableError
from queries.sparql.advice import advised
from queries.store.protocol import Dataset, Formats
from queries.store.result_formats import GRAPH_TYPES, ROW_TYPES
from ui.endpoint.context import context_of
from ui.endpoint.descriptions import address_of, service_description
from ui.endpoint.negotiation import ALIASES, GRAPH_ALIASES, HTML, choose
from ui.endpoint.requests_read import read_request
from ui.endpoint.responses import data
from ui.endpoint.service import Version

MAX_ADVISED = 20_000
"""Characters of a query whose slip is looked for: nobody types longer ones, and looking would keep others waiting."""


async def sparql(request: Request) -> Response:
    """Answer a request of the protocol.

    :param request: the request
    :returns: the answer
    :raises QuerySyntaxError: if the query is not valid SPARQL
    """
    asked = await read_request(request)
    accept = request.headers.get("accept", "")
    if request.method != "POST" and _prefers_page(accept):
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"{request.scope['root_path']}/{query}", 303, headers={"Vary": "Accept"})
    if not asked.query.strip() and request.method != "POST":
        return await service_description(request)
    formats = formats_for(accept)
    base = address_of(request, "/sparql")

    def dataset(version: Version) -> Dataset | None:
        if not version.datasets.is_ours and not (asked.default_graphs or asked.named_graphs):
            return None
        return version.datasets.of(asked.query, asked.default_graphs, asked.named_graphs, base)

    try:
        answer = await context_of(request).answer(request, asked.query, formats, dataset, base)
    except QuerySyntaxError as error:
        if len(asked.query) > MAX_ADVISED:
            raise
        raise advised(error, asked.query) from error
    return data(answer.data, answer.media_type)


def formats_for(accept: str) -> Formats:
    """Return the formats that suit a client best.

    :param accept: its Accept header
    :returns: the formats of rows and of triples
    :raises UnacceptableError: if it takes neither
    """
    formats = Formats(choose(accept, ROW_TYPES, ALIASES), choose(accept, GRAPH_TYPES, GRAPH_ALIASES))
    if not formats.rows and not formats.graph:
        raise UnacceptableError(accept)
    return formats


def _prefers_page(accept: str) -> bool:
    """Return whether a browser asks for a page; a program that takes any type gets data."""
    return choose(accept, [*ROW_TYPES, *GRAPH_TYPES, HTML], ALIASES) == HTML
