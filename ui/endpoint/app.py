"""The application: which handler answers which address, and how errors look."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from html import escape
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ontology.errors import UserError
from ui.endpoint.admission import ClientGoneError, FullError
from ui.endpoint.api import api_page, openapi
from ui.endpoint.context import Context, context_of
from ui.endpoint.descriptions import sparql_examples, void
from ui.endpoint.html import KINDS, document
from ui.endpoint.operation import health, metrics, ready
from ui.endpoint.outgoing import Outgoing
from ui.endpoint.requests_read import ProtocolError
from ui.endpoint.resources import ontology, resource
from ui.endpoint.responses import error_response, line, page
from ui.endpoint.saved import saved_queries, saved_query
from ui.endpoint.service import Settings
from ui.endpoint.sparql import sparql

_LOG = logging.getLogger("drugkg.endpoint")

Handler = Callable[[Request], Awaitable[Response]]

STATIC = Path(__file__).parent / "static"
EDITOR = Path(__file__).parents[1] / "explorer" / "asking" / "editor"
_EDITOR_FILES = ("codemirror.js", "editor.css")
_READ = ["GET", "HEAD"]

_EDITOR = """<form id="ask">
<label for="saved">Start from a saved query</label> <select id="saved"><option value="">–</option></select>
<label for="text">SPARQL</label>
<textarea id="text" name="query" rows="14" spellcheck="false" autocomplete="off">%s</textarea>
<p><button>Run</button> <span class="hint">Ctrl+Enter runs the query. It is run only when you ask for it.</span></p>
</form>
<p id="message" role="status" aria-live="polite"></p>
<div id="answer"></div>
<script type="module" src="%s/static/editor.js"></script>"""

_FIRST_QUERY = """SELECT ?drug ?label WHERE {
  ?drug a dkgo:Drug ; rdfs:label ?label
}
ORDER BY ?label"""


async def query_page(request: Request) -> Response:
    """Return the page on which queries are written.

    :param request: the request; a query in its address is shown, and not run
    :returns: the page
    """
    base = request.scope["root_path"]
    text = request.query_params.get("query") or _FIRST_QUERY
    return page(document("Query", _EDITOR % (escape(text), escape(base)), base, script="query.js"))


async def editor_file(request: Request) -> Response:
    """Return a part of the editor, which the explorer has as well.

    :param request: the request
    :returns: the script or its style
    """
    return FileResponse(EDITOR / request.url.path.rpartition("/")[2])


def _guarded(handler: Handler, name: str = "") -> Handler:
    """Return a handler that answers every error with one line, and counts what it answers."""
    route = name or getattr(handler, "__name__", "")

    async def guarded(request: Request) -> Response:
        try:
            response = await handler(request)
        except (ClientGoneError, ClientDisconnect):
            response = line(499, "the client has left")
        except (ProtocolError, FullError, UserError) as error:
            response = error_response(error)
        except Exception:
            _LOG.exception("a request to %s failed", route)
            response = line(500, "the endpoint failed; its log has the reason")
        return _finished(request, response, route)

    return guarded


def _finished(request: Request, response: Response, route: str) -> Response:
    """Count a response, and return it with the headers that all have."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Server"] = "drugkg"  # whose rows are those of the embedded store
    context_of(request).requests.labels(route, response.status_code).inc()
    return response


async def _misdirected(request: Request, error: Exception) -> Response:
    """Answer a request for an address or by a method that is not there; OPTIONS gets the methods that are."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    allowed = dict((error.headers if isinstance(error, HTTPException) else None) or {}).get("Allow", "")
    base = context_of(request).settings.base_path
    methods = ", ".join(sorted([*allowed.split(", "), "OPTIONS"])) if allowed else ""
    if not methods:
        response = line(status, f"there is nothing at this address; {base}/api lists the addresses")
    elif request.method == "OPTIONS":
        response = Response(status_code=204)
    else:
        said = f"{request.method[:20]} is not possible here, use {methods}; queries go to {base}/sparql"
        response = line(status, said)
    if methods:
        response.headers["Allow"] = methods
    return _finished(request, response, "none")


def application(settings: Settings) -> Starlette:
    """Return the application of an endpoint.

    :param settings: how it works
    :returns: an ASGI application
    """
    context = Context(settings)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        context.service.close()

    routes = [
        Route("/sparql", _guarded(sparql), methods=[*_READ, "POST"]),
        Route("/sparql/", _guarded(sparql), methods=[*_READ, "POST"]),
        Route("/", _guarded(query_page), methods=_READ),
        Route("/query", _guarded(saved_queries), methods=_READ),
        Route("/query/{name}", _guarded(saved_query), methods=_READ),
        Route("/ontology", _guarded(ontology), methods=_READ),
        *(
            Route(f"/{kind}/{{name:path}}", _guarded(partial(resource, kind=kind), kind), methods=_READ)
            for kind in KINDS
            if kind != "query"
        ),
        Route("/.well-known/void", _guarded(void), methods=_READ),
        Route("/void", _guarded(void), methods=_READ),
        Route("/.well-known/sparql-examples", _guarded(sparql_examples), methods=_READ),
        Route("/openapi.json", _guarded(openapi), methods=_READ),
        Route("/api", _guarded(api_page), methods=_READ),
        Route("/health", _guarded(health), methods=_READ),
        Route("/ready", _guarded(ready), methods=_READ),
        Route("/metrics", _guarded(metrics), methods=_READ),
        *(Route(f"/static/{name}", editor_file, methods=_READ) for name in _EDITOR_FILES),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    anyone = Middleware(
        CORSMiddleware, allow_origins=["*"], allow_methods=["GET", "HEAD", "POST"], allow_headers=["*"],
        expose_headers=["*"], max_age=86400,
    )  # fmt: skip
    if settings.base_path:
        routes = [Mount(settings.base_path, routes=routes)]
    made = Starlette(
        routes=routes,
        middleware=[anyone, Middleware(Outgoing)],
        exception_handlers={404: _misdirected, 405: _misdirected},
        lifespan=lifespan,
    )
    made.state.context = context
    return made
