"""Pages without a script: every text is escaped, and a link leads only to http(s) or to this endpoint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote

from ontology.namespaces import BASE, PREFIXES

KINDS = {
    "entity": PREFIXES["drugkg"],
    "claim": PREFIXES["claim"],
    "proposition": PREFIXES["prop"],
    "source": PREFIXES["source"],
    "reference": PREFIXES["ref"],
    "disagreement": PREFIXES["dis"],
    "ontology": PREFIXES["dkgo"],
    "query": PREFIXES["query"],
    "graph": PREFIXES["graph"],
}
"""The first part of a path, and the namespace whose names follow it."""

NOTE = "drugkg reports what documents state. It is not medical advice."


def document(title: str, body: str, base: str, script: str = "") -> str:
    """Return a whole page.

    :param title: its title, as text
    :param body: its content, as HTML
    :param base: path under which the endpoint is served
    :param script: name of its script; empty for none
    :returns: the page
    """
    code = f'<script src="{escape(base)}/static/{script}" defer></script>' if script else ""
    links = (("/", "Query"), ("/query", "Saved queries"), ("/api", "API"))
    menu = " · ".join(f'<a href="{escape(base)}{path}">{text}</a>' for path, text in links)
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} – drugkg</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{escape(base)}/static/page.css">{code}</head>\n'
        f'<body data-base="{escape(base)}"><header><strong>drugkg</strong> {menu}</header>\n'
        f"<main><h1>{escape(title)}</h1>\n{body}\n</main>\n<footer>{NOTE}</footer></body></html>\n"
    )


def local_path(iri: str, base: str) -> str:
    """Return the path of this endpoint at which something is described.

    :param iri: its IRI
    :param base: path under which the endpoint is served
    :returns: the path; empty if the endpoint does not describe it

    >>> local_path("https://w3id.org/drugkg/entity/baclofen", "")
    '/entity/baclofen'
    """
    if not iri.startswith(BASE):
        return ""
    kind, _, name = iri.removeprefix(BASE).partition("/")
    return f"{base}/{kind}/{quote(name, safe='/')}" if kind in KINDS and name else ""


def term(value: Mapping[str, Any] | None, base: str) -> str:
    """Return a term as HTML: a link for an IRI that may be followed, else its text.

    :param value: the term, as in SPARQL JSON; ``None`` for nothing
    :param base: path under which the endpoint is served
    :returns: HTML
    """
    if value is None:
        return ""
    text = str(value["value"])
    return link(text, text, base) if value["type"] == "uri" else escape(text)


def link(iri: str, text: str, base: str) -> str:
    """Return a link, or the bare text where no link is possible.

    :param iri: where it leads
    :param text: what it says
    :param base: path under which the endpoint is served
    :returns: HTML
    """
    target = local_path(iri, base) or (iri if iri.startswith(("http://", "https://")) else "")
    shown = escape(text.removeprefix(BASE) if text == iri else text)
    return f'<a href="{escape(target)}" rel="noreferrer">{shown}</a>' if target else shown


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table.

    :param columns: titles, as text
    :param rows: cells, as HTML
    :returns: HTML
    """
    head = "".join(f'<th scope="col">{escape(column.replace("_", " "))}</th>' for column in columns)
    body = "\n".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="wide"><table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table></div>'
