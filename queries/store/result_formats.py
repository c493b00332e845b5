"""Writes the answer of the engine in a standard format: SPARQL results in JSON, XML, CSV and TSV, or RDF.

A worker writes them, so that its parent handles bytes only. Terms are those of pyoxigraph.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from queries.errors import UnacceptableError

JSON = "application/sparql-results+json"
XML = "application/sparql-results+xml"
CSV = "text/csv"
TSV = "text/tab-separated-values"
ROW_TYPES = (JSON, XML, CSV, TSV)
"""Media types of rows and of yes or no; the first is sent to a client that takes any."""

GRAPH_TYPES = (
    "text/turtle",
    "application/n-triples",
    "application/ld+json",
    "application/rdf+xml",
    "application/n-quads",
    "application/trig",
    "text/n3",
)
"""Media types of triples; the first is sent to a client that takes any."""

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"

Rows = Sequence[Sequence[Any]]


def write_rows(names: Sequence[str], rows: Rows, media_type: str, json_term: Callable[[Any], Any]) -> bytes:
    """Write the rows of a SELECT.

    :param names: the variables
    :param rows: a term or ``None`` for each variable
    :param media_type: one of :data:`ROW_TYPES`
    :param json_term: returns a term as JSON has it
    :returns: the text in UTF-8
    :raises UnacceptableError: if a value cannot be written in this format
    """
    if media_type == JSON:
        return _json(names, rows, json_term).encode()
    return _WRITERS[media_type](names, rows).encode()


def write_boolean(answer: bool, media_type: str) -> bytes:
    """Write yes or no. CSV and TSV have no form for it; they get the bare word, as from other engines.

    :param answer: the answer of an ASK
    :param media_type: one of :data:`ROW_TYPES`
    :returns: the text
    """
    word = "true" if answer else "false"
    if media_type == JSON:
        return f'{{"head": {{}}, "boolean": {word}}}'.encode()
    if media_type == XML:
        return f"{_XML_START}<head/><boolean>{word}</boolean></sparql>\n".encode()
    return word.encode()


def _json(names: Sequence[str], rows: Rows, json_term: Callable[[Any], Any]) -> str:
    found = [{name: json_term(term) for name, term in zip(names, row, strict=True) if term is not None} for row in rows]
    return json.dumps({"head": {"vars": list(names)}, "results": {"bindings": found}}, ensure_ascii=False)


_XML_START = '<?xml version="1.0" encoding="UTF-8"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">'


def _xml(names: Sequence[str], rows: Rows) -> str:
    lines = [_XML_START, "<head>" + "".join(f"<variable name={quoteattr(name)}/>" for name in names) + "</head>"]
    lines.append("<results>")
    for row in rows:
        bound = [(name, term) for name, term in zip(names, row, strict=True) if term is not None]
        cells = "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)
        lines.append(f"<result>{cells}</result>")
    text = "\n".join([*lines, "</results>", "</sparql>", ""])
    if _NOT_XML.search(text):
        raise UnacceptableError("a value holds a control character, which XML cannot hold: ask for JSON")
    return text


def _xml_term(term: Any) -> str:
    kind = type(term).__name__
    if kind == "Triple":
        parts = (("subject", term.subject), ("predicate", term.predicate), ("object", term.object))
        return "<triple>" + "".join(f"<{name}>{_xml_term(part)}</{name}>" for name, part in parts) + "</triple>"
    value = escape(term.value, {"\r": "&#13;"})
    if kind == "NamedNode":
        return f"<uri>{value}</uri>"
    if kind == "BlankNode":
        return f"<bnode>{value}</bnode>"
    if term.language:
        return f"<literal xml:lang={quoteattr(term.language)}>{value}</literal>"
    datatype = term.datatype.value
    return f"<literal{'' if datatype == _XSD_STRING else f' datatype={quoteattr(datatype)}'}>{value}</literal>"


def _csv(names: Sequence[str], rows: Rows) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file)
    writer.writerow(names)
    for row in rows:
        writer.writerow(["" if term is None else _bare(term) for term in row])
    return file.getvalue()


def _bare(term: Any) -> str:
    return str(term.value) if type(term).__name__ in ("NamedNode", "Literal") else str(term)


def _tsv(names: Sequence[str], rows: Rows) -> str:
    lines = ["\t".join(f"?{name}" for name in names)]
    lines += ["\t".join("" if term is None else str(term) for term in row) for row in rows]
    return "\n".join(lines) + "\n"


_WRITERS: dict[str, Callable[[Sequence[str], Rows], str]] = {XML: _xml, CSV: _csv, TSV: _tsv}


def first_rows(solutions: Iterable[Any], limit: int) -> tuple[list[list[Any]], bool]:
    """Return the rows of an answer up to a limit.

    :param solutions: the rows as the engine yields them
    :param limit: maximum number of rows; 0 for no limit
    :returns: the rows, and whether there are more
    """
    rows: list[list[Any]] = []
    for solution in solutions:
        if limit and len(rows) >= limit:
            return rows, True
        rows.append(list(solution))
    return rows, False
