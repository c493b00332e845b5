"""Entities, claims and everything else with an IRI of drugkg, at its own address.

``/entity/baclofen`` is the thing itself, so it answers 303 with the address of a document about it, in the format that
suits the client: ``/entity/baclofen.html``, ``.ttl``, ``.jsonld`` and so on. https://w3id.org/drugkg/ can thus be
redirected to an endpoint.
"""

from __future__ import annotations

from html import escape
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ontology.errors import UserError
from ontology.namespaces import compact, expand
from queries.claims.description import describe_claim, describe_entity
from queries.errors import UnacceptableError, UnknownNameError
from queries.saved_queries.binding import make_term
from queries.saved_queries.model import Parameter
from queries.store.protocol import Formats, Serialized
from ui.endpoint.context import context_of
from ui.endpoint.html import KINDS, document, link, table
from ui.endpoint.negotiation import GRAPH_ALIASES, HTML, choose
from ui.endpoint.responses import data, page
from ui.endpoint.service import Version

SUFFIXES = {
    "html": HTML,
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "n3": "text/n3",
}
"""How the address of a document ends, and its format."""

_NODE = Parameter("node", "the node described", "entity")

_ABOUT = """CONSTRUCT { ?node ?property ?value . ?value rdfs:label ?label . ?claim ?role ?node ; dkgo:phrase ?phrase }
WHERE {
  VALUES ?node { %s }
  {
    GRAPH ?g { ?node ?property ?value }
    OPTIONAL { GRAPH graph:entities { ?value rdfs:label ?label } }
  }
  UNION { VALUES ?role { rdf:subject rdf:object } GRAPH ?g { ?claim ?role ?node ; a dkgo:Claim ; dkgo:phrase ?phrase } }
}"""

_WHOLE_GRAPH = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH %s { ?s ?p ?o } }"
_ONTOLOGY = "https://w3id.org/drugkg/ontology"


async def resource(request: Request, kind: str) -> Response:
    """Answer a request for a thing or for a document about it.

    :param request: the request
    :param kind: a key of :data:`ui.endpoint.html.KINDS`
    :returns: 303 for a thing, its description for a document
    :raises UnacceptableError: if the client takes no format of a description
    """
    name = request.path_params["name"]
    stem, _, suffix = name.rpartition(".")
    if stem and suffix in SUFFIXES:
        return await _document(request, KINDS[kind], kind, stem, SUFFIXES[suffix])
    accept = request.headers.get("accept", "")
    offered = ["text/turtle", *(found for found in SUFFIXES.values() if found != "text/turtle")]
    wanted = choose(accept, offered, GRAPH_ALIASES)
    if not wanted:
        raise UnacceptableError(accept)
    ending = next(ending for ending, found in SUFFIXES.items() if found == wanted)
    target = f"{request.scope['root_path']}/{kind}/{quote(name, safe='/')}.{ending}"
    return RedirectResponse(target, 303, headers={"Vary": "Accept"})


async def ontology(request: Request) -> Response:
    """Return the ontology.

    :param request: the request
    :returns: its statements
    """
    wanted = choose(request.headers.get("accept", ""), [*SUFFIXES.values()][1:], GRAPH_ALIASES)
    return await _triples(request, _WHOLE_GRAPH % f"<{expand('graph:ontology')}>", wanted or "text/turtle", _ONTOLOGY)


async def _document(request: Request, namespace: str, kind: str, name: str, media_type: str) -> Response:
    """Describe a thing."""
    try:
        node = make_term(_NODE, namespace + name)
    except (UserError, ValueError):
        raise UnknownNameError(f"there is nothing of the name {name[:100]!r}") from None
    if media_type != HTML:
        query = _WHOLE_GRAPH % node if kind == "graph" else _ABOUT % node
        return await _triples(request, query, media_type, namespace + name)
    if kind == "graph":
        raise UnacceptableError(media_type)
    base = request.scope["root_path"]
    show_quotes = context_of(request).settings.with_quotes

    def describe(version: Version) -> str:
        if kind == "claim":
            return _claim_page(describe_claim(version.store, namespace + name), base, show_quotes)
        return _entity_page(describe_entity(version.store, namespace + name), base)

    return page(await context_of(request).run(request, describe))


async def _triples(request: Request, query: str, media_type: str, iri: str) -> Response:
    """Return the triples of a query of our own; none is an error."""

    def run(version: Version) -> Serialized:
        return version.answerer.answer(query, Formats("", media_type), version.datasets.default)

    def is_known(version: Version) -> bool:
        node = make_term(_NODE, iri)
        ask = f"ASK {{ {{ GRAPH {node} {{ ?s ?p ?o }} }} UNION {{ GRAPH ?g {{ {node} ?p ?o }} }} }}"
        answer = version.answerer.answer(ask, Formats("text/csv", ""), version.datasets.default)
        return answer.data == b"true"

    if not await context_of(request).run(request, is_known):
        raise UnknownNameError(f"the graph says nothing of {compact(iri)}")
    answer = await context_of(request).run(request, run)
    return data(answer.data, answer.media_type)


def _entity_page(entity: dict[str, Any], base: str) -> str:
    """Return the page of an entity: what it is, and every claim on it."""
    parts = [f"<p>{escape(', '.join(entity['classes']))} · {escape(entity['id'])}</p>"]
    parts.append(f"<p>{escape(entity['definition'] or '')}</p>")
    facts = [("also called", escape(", ".join(entity["synonyms"])))] if entity["synonyms"] else []
    facts += [(name, escape(", ".join(values))) for name, values in entity["relations"].items()]
    facts += [
        (
            item["match"].removeprefix("skos:"),
            link(item["counterpart"], f"{item['notation']} {item['label']}", base),
        )
        for item in entity["links"]
    ]
    if facts:
        parts.append(table(["property", "value"], [[escape(name), value] for name, value in facts]))
    parts += ["<h2>What documents state</h2>", _claims(entity["claims"], base)]
    for group in entity["connected"]:
        about = f": {group['label']}" if group["label"] else ""
        parts += [f"<h3>{escape(group['connection'] + about)}</h3>", _claims(group["claims"], base)]
    if entity["unsaid"]:
        items = "".join(f"<li>{escape(label)}</li>" for label in entity["unsaid"])
        parts.append(f"<h2>No source says (which is not a denial)</h2><ul>{items}</ul>")
    return document(entity["label"], "\n".join(parts), base)


def _claims(claims: list[dict[str, Any]], base: str) -> str:
    """Return claims as a table: the sentence with all that limits it, and the document."""
    if not claims:
        return "<p>No source states anything about it itself.</p>"
    rows = []
    for claim in claims:
        details = "; ".join(str(claim[key]) for key in ("value", "qualifiers") if key in claim)
        said = escape(claim["sentence"]) + (f"<br><small>{escape(details)}</small>" if details else "")
        rows.append([said, escape(str(claim["source"])), link(expand(claim["claim"]), claim["claim"], base)])
    return table(["statement", "document", "claim"], rows)


def _claim_page(claim: dict[str, Any], base: str, show_quotes: bool) -> str:
    """Return the page of a claim: its statement, its properties and its places in the document."""
    facts = [[escape(name), escape("; ".join(values))] for name, values in claim["properties"].items()]
    places = []
    for place in claim["places"]:
        quoted = f"<br><q>{escape(place['quote'])}</q>" if show_quotes and "quote" in place else ""
        section = place["section"] or "(before the first heading)"
        places.append([f"{place['start']}–{place['end']}", escape(section) + quoted])
    parts = [f"<p>{escape(claim['statement'])}</p>", table(["property", "value"], facts)]
    parts += ["<h2>Places in the document</h2>", table(["characters", "section"], places)]
    if claim["same_proposition"]:
        others = [
            [escape(other["sentence"]), escape(other["source"]), link(expand(other["claim"]), other["claim"], base)]
            for other in claim["same_proposition"]
        ]
        parts += ["<h2>Other claims on the same proposition</h2>", table(["statement", "document", "claim"], others)]
    return document(claim["id"], "\n".join(parts), base)
