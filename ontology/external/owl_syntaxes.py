"""OWL in functional syntax, OWL/XML and Manchester syntax: py-horned-owl turns them into RDF/XML."""

from __future__ import annotations

import re
from typing import Any

import pyhornedowl

from ontology.external.rdf import parse_rdf_xml
from ontology.external.terms import ExternalOntologyError, Parsed
from ontology.files import NESTING, check_xml

NAMES = {"ofn": "functional syntax", "owx": "OWL/XML", "omn": "Manchester syntax"}
"""Name of each syntax in py-horned-owl → what people call it."""

_NOT_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*+"|<[^<>\s]*+>|[^()"<]++|["<]')


def parse_owl(data: bytes, syntax: str) -> Parsed:
    """Return the version, the terms and the IRI of an ontology.

    :param data: the document
    :param syntax: a key of :data:`NAMES`
    :returns: the version, empty if the document gives none, the terms sorted by IRI, and the IRI
    :raises ExternalOntologyError: if it is not well formed, or nested too deeply
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ExternalOntologyError(f": not valid OWL in {NAMES[syntax]}: not UTF-8 text") from error
    _check(data, text, syntax)
    try:
        named: Any = syntax
        rdf = pyhornedowl.open_ontology_from_string(text, named).save_to_string("rdf")
    except ValueError as error:
        found = re.search(r"line_col: Pos\(\((\d+), (\d+)\)\)", str(error))
        place = f":{found[1]}" if found else ""
        raise ExternalOntologyError(f"{place}: not valid OWL in {NAMES[syntax]}") from error
    return parse_rdf_xml(rdf.encode())


def _check(data: bytes, text: str, syntax: str) -> None:
    """Raise an error for a document that would take the parser too far."""
    if syntax == "owx":
        try:
            check_xml(data)
        except ValueError as error:
            place, _, problem = str(error).rpartition(": ")
            raise ExternalOntologyError(f"{place}: not valid OWL/XML: {problem}") from error
        return
    level = 0
    for character in _NOT_BRACKETS.sub("", text):
        level += 1 if character == "(" else -1
        if level > NESTING:
            raise ExternalOntologyError(f": nested more than {NESTING} levels deep")
