"""The description of the endpoint for programmers: OpenAPI as JSON, and a page that works without a network."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.metadata import version as version_of
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from queries.saved_queries.model import SavedQuery
from queries.store.result_formats import GRAPH_TYPES, ROW_TYPES
from ui.endpoint.context import context_of
from ui.endpoint.descriptions import address_of
from ui.endpoint.html import document, table
from ui.endpoint.responses import page
from ui.endpoint.saved import NAMED_FORMATS
from ui.endpoint.service import Version

_ROWS = {media_type: {"schema": {"type": "string"}} for media_type in ROW_TYPES}
_TRIPLES = {media_type: {"schema": {"type": "string"}} for media_type in GRAPH_TYPES}
_ERRORS = {
    "400": "the query or a parameter is not valid",
    "403": "an update or a call to another server: refused",
    "406": "no format that the client accepts can hold the answer",
    "413": "the text of the query is too long",
    "422": "a limit of rows, size or memory was reached; nothing is cut",
    "503": "too many queries are running and waiting, or there is no graph; see Retry-After",
    "504": "the time limit was reached",
}
_TYPES: dict[str, tuple[str, Callable[[str], Any]]] = {
    "integer": ("integer", int),
    "decimal": ("number", float),
    "boolean": ("boolean", "true".__eq__),
}
"""Types of parameters that JSON has too, and how their values are read."""
_PAGE = {"text/html": {"schema": {"type": "string"}}}

PATHS = {
    "/sparql": "SPARQL 1.1 Protocol: query by GET, by POST of a form or by POST of application/sparql-query; "
    "default-graph-uri and named-graph-uri; without a query the service description",
    "/query": "the saved queries with their parameters",
    "/query/{name}": "the answer to a saved query",
    "/entity/{name}": "an entity: 303 to a document about it",
    "/claim/{name}": "a claim: 303 to a document about it",
    "/source/{name}": "a document: 303 to what is known of it; likewise /reference, /proposition, /disagreement",
    "/ontology": "the ontology",
    "/graph/{name}": "the statements of a named graph",
    "/.well-known/void": "VoID description of the dataset",
    "/.well-known/sparql-examples": "the saved queries as SHACL executables",
    "/health": "whether the process lives",
    "/ready": "whether queries are answered",
    "/metrics": "counts for Prometheus",
    "/openapi.json": "this description as OpenAPI 3.1",
}
"""The addresses of the endpoint and what is there."""


async def openapi(request: Request) -> Response:
    """Return the OpenAPI description.

    :param request: the request
    :returns: JSON
    """
    paths: dict[str, dict[str, Any]] = {
        path: {"get": {"summary": text, "responses": _responses()}} for path, text in PATHS.items()
    }
    paths["/sparql"] = _protocol(PATHS["/sparql"])
    del paths["/query/{name}"]
    for query in await _queries(request):
        parameters = [_parameter(parameter) for parameter in query.parameters]
        parameters.append(_field("format", "format of the answer", choices=list(NAMED_FORMATS)))
        parameters.append(_field("claims", "1 for a page with one row per claim", choices=["0", "1"]))
        paths[f"/query/{query.name}"] = {
            "get": {
                "summary": query.summary,
                "description": query.description,
                "tags": list(query.tags[:1]),
                "parameters": parameters,
                "responses": _responses((_ROWS if query.form == "SELECT" else {}) | _TRIPLES | _PAGE),
            }
        }
    for path, entry in paths.items():
        if "{name}" in path:
            entry["get"]["parameters"] = [
                {"name": "name", "in": "path", "required": True, "schema": {"type": "string"}}
            ]
    return JSONResponse(
        {
            "openapi": "3.1.0",
            "info": {
                "title": "drugkg",
                "version": version_of("drugkg"),
                "description": "What documents state about drugs.",
            },
            "servers": [{"url": address_of(request, "")}],
            "paths": paths,
        }
    )


async def api_page(request: Request) -> Response:
    """Return the page for programmers.

    :param request: the request
    :returns: the page
    """
    base = request.scope["root_path"]
    rows = [[f"<code>{escape(base + path)}</code>", escape(text)] for path, text in PATHS.items()]
    parts = [table(["address", "answer"], rows), "<h2>Errors</h2>"]
    parts.append(table(["status", "meaning"], [[status, escape(text)] for status, text in _ERRORS.items()]))
    parts.append("<h2>Saved queries</h2>")
    for query in await _queries(request):
        parts.append(
            f'<h3><a href="{escape(base)}/query/{query.name}">{query.name}</a></h3><p>{escape(query.summary)}</p>'
        )
        if query.parameters:
            fields = [
                [escape(item.name), escape(item.type), escape(item.description), escape(" ".join(item.default))]
                for item in query.parameters
            ]
            parts.append(table(["parameter", "type", "meaning", "default"], fields))
    return page(document("API", "\n".join(parts), base))


async def _queries(request: Request) -> list[SavedQuery]:
    def read(version: Version) -> list[SavedQuery]:
        return [version.index.query(name) for name in version.index.query_names]

    return [query for query in await context_of(request).run(request, read) if not query.endpoints]


def _responses(content: dict[str, Any] | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {status: {"description": text} for status, text in _ERRORS.items()}
    return {"200": {"description": "the whole answer", **({"content": content} if content else {})}} | found


def _protocol(summary: str) -> dict[str, Any]:
    """Return the operations of the SPARQL 1.1 Protocol."""
    graphs = [
        _field("default-graph-uri", "graph of the default graph", several=True),
        _field("named-graph-uri", "named graph", several=True),
    ]
    text = {"schema": {"type": "string"}}
    fields = {field["name"]: field["schema"] for field in (_field("query", ""), *graphs)}
    form = {"schema": {"type": "object", "properties": fields, "required": ["query"]}}
    body = {"application/x-www-form-urlencoded": form, "application/sparql-query": text}
    answers = _responses(_ROWS | _TRIPLES)
    return {
        "get": {"summary": summary, "parameters": [_field("query", "SPARQL 1.1 query"), *graphs], "responses": answers},
        "post": {
            "summary": summary,
            "parameters": graphs,
            "requestBody": {"required": True, "content": body},
            "responses": answers,
        },
    }


def _parameter(parameter: Any) -> dict[str, Any]:
    name, read = _TYPES.get(parameter.type, ("string", str))
    schema: dict[str, Any] = {"type": name}
    if parameter.choices:
        schema["enum"] = [read(choice) for choice in parameter.choices]
    if len(parameter.default) == 1:
        schema["default"] = read(parameter.default[0])
    elif parameter.default:
        schema = {"type": "array", "items": schema, "default": [read(value) for value in parameter.default]}
    about = parameter.description + (f" ({parameter.entity_class})" if parameter.entity_class else "")
    return {"name": parameter.name, "in": "query", "description": about, "schema": schema}


def _field(name: str, description: str, *, several: bool = False, choices: list[str] | None = None) -> dict[str, Any]:
    schema: dict[str, Any] = {"type": "string"} | ({"enum": choices} if choices else {})
    return {
        "name": name,
        "in": "query",
        "description": description,
        "schema": {"type": "array", "items": schema} if several else schema,
    }
