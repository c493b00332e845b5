"""What operators need: whether the endpoint lives, whether it can answer, and what it has done."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from queries.store.protocol import Formats
from ui.endpoint.context import context_of


async def health(request: Request) -> Response:  # noqa: ARG001 - a handler takes the request
    """Say that the process lives.

    :param request: the request
    :returns: 200
    """
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


async def ready(request: Request) -> Response:
    """Say whether queries are answered: one is asked.

    :param request: the request
    :returns: 200; the status of the error otherwise
    """
    ask = "ASK { GRAPH ?g { ?s ?p ?o } }"
    answer = await context_of(request).answer(
        request, ask, Formats("text/csv", ""), lambda version: version.datasets.default
    )
    status = "ready" if answer.data == b"true" else "the graph is empty"
    return JSONResponse({"status": status}, 200 if status == "ready" else 503, headers={"Cache-Control": "no-store"})


async def metrics(request: Request) -> Response:
    """Return the counts in the text format of Prometheus.

    :param request: the request
    :returns: the counts
    """
    return Response(generate_latest(context_of(request).registry), headers={"Content-Type": CONTENT_TYPE_LATEST})
