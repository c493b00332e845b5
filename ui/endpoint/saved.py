"""The saved queries at stable addresses: ``/query/NAME?drug=…``, as JSON, CSV, TSV, XML, RDF or a page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from queries.claims.as_triples import CLAIM_PATTERNS, CLAIM_TRIPLES
from queries.empty_answers import Reason, why_unanswerable
from queries.errors import QueryRefusedError, UnacceptableError, UnanswerableError, UnknownNameError
from queries.index.parameter_values import resolved_values
from queries.runner import explain_empty, roll_up_saved
from queries.saved_queries.binding import bind
from queries.saved_queries.model import SavedQuery
from queries.store.interface import Solutions
from queries.store.protocol import Formats, Serialized
from queries.store.result_formats import GRAPH_TYPES, JSON, ROW_TYPES
from ui.endpoint.context import context_of
from ui.endpoint.html import document, table, term
from ui.endpoint.negotiation import ALIASES, GRAPH_ALIASES, HTML, choose
from ui.endpoint.requests_read import ProtocolError
from ui.endpoint.responses import data, page
from ui.endpoint.service import Version

NAMED_FORMATS = {
    "html": HTML,
    "json": JSON,
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "turtle": "text/turtle",
    "ntriples": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdfxml": "application/rdf+xml",
    "nquads": "application/n-quads",
    "trig": "application/trig",
    "n3": "text/n3",
}
"""Values of the field ``format``, for addresses that carry their format."""

RESERVED = ("format", "claims")
"""Fields of an address that are no parameters of a query."""

_CLAIMS = f"CONSTRUCT {{ {CLAIM_TRIPLES} }} WHERE {{ {CLAIM_PATTERNS} }}"


async def saved_queries(request: Request) -> Response:
    """List the saved queries, as a page or as JSON.

    :param request: the request
    :returns: the list
    """

    def read(version: Version) -> list[SavedQuery]:
        return [version.index.query(name) for name in version.index.query_names]

    queries = await context_of(request).run(request, read)
    base = request.scope["root_path"]
    if _wanted(request, ["application/json", HTML]) != HTML:
        return JSONResponse([_summary(query, f"{base}/query/{query.name}") for query in queries])
    topics: dict[str, list[str]] = {}
    for query in queries:
        item = f'<li><a href="{escape(base)}/query/{query.name}">{query.name}</a> {escape(query.summary)}</li>'
        topics.setdefault(query.tags[0] if query.tags else "other", []).append(item)
    body = "".join(f"<h2>{escape(topic)}</h2><ul>{''.join(topics[topic])}</ul>" for topic in sorted(topics))
    return page(document("Saved queries", body, base))


async def saved_query(request: Request) -> Response:
    """Run a saved query and return its answer.

    :param request: the request; its fields are the parameters of the query
    :returns: the answer
    :raises UnacceptableError: if the client takes no format of an answer
    """
    name = request.path_params["name"]
    wanted = _wanted(request, [JSON, *ROW_TYPES, *GRAPH_TYPES, HTML])
    if not wanted:
        raise UnacceptableError(request.headers.get("accept", ""))
    params = parameters_of(request)
    by_claim = _by_claim(request)
    accept = "" if "format" in request.query_params else request.headers.get("accept", "")

    def run(version: Version) -> Serialized | tuple[SavedQuery, Solutions, list[Reason]]:
        query, text = _prepared(version, name, params)

        def answer(text: str, formats: Formats) -> Serialized:
            return version.answerer.answer(text, formats, version.datasets.default)

        if wanted == HTML:
            if query.form != "SELECT":
                return answer(text, Formats("text/csv", "text/turtle"))
            rows = _solutions(answer(text, Formats(JSON, "")))
            reasons = [] if rows.rows else explain_empty(version.graph, query, params)
            return query, rows if by_claim else roll_up_saved(version.index, query, rows), reasons
        if query.form == "SELECT" and wanted in GRAPH_TYPES:
            return answer(_claims_of(_solutions(answer(text, Formats(JSON, "")))), Formats("", wanted))
        return answer(text, _formats(wanted, accept))

    found = await context_of(request).run(request, run)
    if isinstance(found, Serialized):
        return data(found.data, found.media_type)
    return page(_answer_page(request, *found, by_claim=by_claim))


def parameters_of(request: Request) -> dict[str, list[str]]:
    """Return the parameters of a saved query that an address gives; empty ones count as left out.

    :param request: the request
    :returns: name → values
    """
    found: dict[str, list[str]] = {}
    for name, value in request.query_params.multi_items():
        if name not in RESERVED and value.strip():
            found.setdefault(name, []).append(value.strip())
    return found


def _by_claim(request: Request) -> bool:
    """Return whether the page is to have one row per claim."""
    value = request.query_params.get("claims", "")
    if value not in ("", "0", "1"):
        raise ProtocolError(400, f"claims is {value[:40]!r}: write 1 for one row per claim, or leave it out")
    return value == "1"


def _prepared(version: Version, name: str, params: Mapping[str, Sequence[str]]) -> tuple[SavedQuery, str]:
    """Return a saved query and its text with the parameters filled in."""
    query = version.index.query(name)
    if query.endpoints:
        raise QueryRefusedError(f"query {name} calls another server and is not run here: use `drugkg query --federate`")
    try:
        values = resolved_values(version.index, query, params)
        text = bind(query, values)
    except UnknownNameError as error:
        raise ProtocolError(400, str(error)) from error
    if any(parameter.takes_terms for parameter in query.parameters):
        reason = why_unanswerable(version.store, query, values)
        if reason and reason.could_not_run:
            raise UnanswerableError(reason.text)
    return query, text


def _wanted(request: Request, offered: list[str]) -> str:
    """Return the media type that the field ``format`` or the Accept header asks for."""
    name = request.query_params.get("format")
    if name is None:
        return choose(request.headers.get("accept", ""), offered, ALIASES | {"application/x-turtle": "text/turtle"})
    if name not in NAMED_FORMATS:
        raise ProtocolError(400, f"unknown format {name[:40]!r}: choose one of {', '.join(NAMED_FORMATS)}")
    found = NAMED_FORMATS[name]
    return "application/json" if found == JSON and JSON not in offered else found


def _formats(wanted: str, accept: str) -> Formats:
    """Return the formats for an answer whose form the query decides."""
    if not accept:
        return Formats(wanted if wanted in ROW_TYPES else "", wanted if wanted in GRAPH_TYPES else "")
    return Formats(choose(accept, ROW_TYPES, ALIASES), choose(accept, GRAPH_TYPES, GRAPH_ALIASES))


def _solutions(answer: Serialized) -> Solutions:
    """Read rows that a worker wrote as JSON."""
    found: dict[str, Any] = json.loads(answer.data)
    return Solutions(found["head"]["vars"], found["results"]["bindings"])


def _claims_of(answer: Solutions) -> str:
    """Return a query for the claims behind the rows of an answer.

    :raises UnacceptableError: if the rows name no claims
    """
    found = [row["claim"]["value"] for row in answer.rows if row.get("claim", {}).get("type") == "uri"]
    if "claim" not in answer.variables:
        raise UnacceptableError("rows without claims")
    return _CLAIMS % {"claims": " ".join(f"<{iri}>" for iri in dict.fromkeys(found))}


def _summary(query: SavedQuery, path: str) -> dict[str, Any]:
    """Return what a client must know to run a query."""
    return {
        "name": query.name,
        "summary": query.summary,
        "description": query.description,
        "tags": list(query.tags),
        "form": query.form,
        "path": path,
        "sparql": query.text,
        "parameters": [
            {
                "name": parameter.name,
                "description": parameter.description,
                "type": parameter.type,
                "class": parameter.entity_class,
                "default": list(parameter.default),
                "choices": list(parameter.choices),
            }
            for parameter in query.parameters
        ],
        "columns": query.columns,
    }


def _answer_page(
    request: Request, query: SavedQuery, answer: Solutions, reasons: list[Reason], *, by_claim: bool
) -> str:
    """Return the page of a SELECT query: its form and its rows."""
    base = request.scope["root_path"]
    given = parameters_of(request)
    fields = "".join(_field(parameter, given) for parameter in query.parameters)
    form = f'<form method="get">{fields}<button>Run</button></form>' if fields else ""
    rows = [[term(row.get(name), base) for name in answer.variables] for row in answer.rows]
    fixed = [(name, value) for name, values in given.items() for value in values]
    links = [
        f'<a href="?{escape(urlencode([*fixed, ("format", name)]))}">{name.upper()}</a>' for name in ("json", "csv")
    ]
    if "claim" in query.columns:
        links.append(f'<a href="?{escape(urlencode([*fixed, ("format", "turtle")]))}">Turtle of the claims</a>')
    if query.rows:
        other = [] if by_claim else [("claims", "1")]
        words = "one row per thing asked for" if by_claim else "one row per claim"
        links.append(f'<a href="?{escape(urlencode([*fixed, *other]))}">{words}</a>')
    empty = [reason.text for reason in reasons] or ["Nothing in the graph fits. Silence is not denial."]
    content = table(answer.variables, rows) if rows else "".join(f"<p>{escape(text)}</p>" for text in empty)
    body = f"<p>{escape(query.description)}</p>{form}<p>{' · '.join(links)}</p>{content}"
    return document(query.summary, body, base)


def _field(parameter: Any, given: Mapping[str, Sequence[str]]) -> str:
    """Return the field of a parameter in a form."""
    name = escape(parameter.name)
    values = given.get(parameter.name, parameter.default if len(parameter.default) == 1 else ())
    value = escape("".join(values[:1]))
    label = f'<label for="{name}">{escape(parameter.name)} <small>{escape(parameter.description)}</small></label>'
    if not parameter.choices:
        several = escape(", ".join(parameter.default)) if len(parameter.default) > 1 else ""
        hint = f' placeholder="{several}"' if several else ""
        return f'{label}<input id="{name}" name="{name}" value="{value}"{hint}>'
    options = "".join(
        f"<option{' selected' if escape(choice) == value else ''}>{escape(choice)}</option>"
        for choice in ("", *parameter.choices)
    )
    return f'{label}<select id="{name}" name="{name}">{options}</select>'
