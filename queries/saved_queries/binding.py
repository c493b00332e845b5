"""Puts values into a saved query: the terms of its VALUES blocks are replaced by terms that the engine itself wrote."""

from __future__ import annotations

import pyoxigraph

from ontology.namespaces import PREFIXES, expand
from queries.errors import ParameterError, nearest
from queries.saved_queries.model import Parameter, SavedQuery

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_DATATYPES = {kind: pyoxigraph.NamedNode(PREFIXES["xsd"] + kind) for kind in ("integer", "decimal", "boolean")}
_LONGEST_NUMBER = 30


def make_term(parameter: Parameter, value: str) -> str:
    """Return a value as a SPARQL term.

    :param parameter: what the value is for
    :param value: an IRI or CURIE for an entity or source, else the literal's text
    :returns: the term, written by the engine's serialiser
    :raises ParameterError: if the value does not fit the parameter's type
    """
    if parameter.type in ("entity", "source"):
        return str(_iri(parameter, value))
    if parameter.type == "literal":
        return str(pyoxigraph.Literal(value))
    text = value.strip().lower() if parameter.type == "boolean" else value.strip()
    if not _fits(parameter.type, text):
        wanted = "true or false" if parameter.type == "boolean" else f"a number of type {parameter.type}"
        raise ParameterError(f"parameter {parameter.name} must be {wanted}, not {value!r}")
    return str(pyoxigraph.Literal(text, datatype=_DATATYPES[parameter.type]))


def _iri(parameter: Parameter, value: str) -> pyoxigraph.NamedNode:
    """Return the IRI that a value names."""
    try:
        return pyoxigraph.NamedNode(value if "://" in value else expand(value))
    except ValueError:
        raise ParameterError(f"parameter {parameter.name} must be an IRI or a CURIE, not {value!r}") from None


def _fits(kind: str, text: str) -> bool:
    """Return whether a text is a number or truth value of XML Schema."""
    if kind == "boolean":
        return text in ("true", "false")
    digits = text.removeprefix("-") if text.startswith("-") else text.removeprefix("+")
    if kind == "decimal":
        whole, point, fraction = digits.partition(".")
        digits = whole + fraction if fraction or not point else ""
    return digits.isascii() and digits.isdigit() and len(digits) <= _LONGEST_NUMBER


def bind(query: SavedQuery, values: Mapping[str, Sequence[str]]) -> str:
    """Return the text of a saved query with values in the place of its defaults.

    :param query: the saved query
    :param values: parameter → IRIs, CURIEs or literals; a parameter that is left out keeps its default
    :returns: SPARQL to run
    :raises ParameterError: if a parameter is unknown, or a value does not fit
    """
    terms: dict[str, str] = {}
    for name, given in values.items():
        parameter = query.parameter(name)
        if parameter is None:
            known = [parameter.name for parameter in query.parameters]
            hint = nearest(name, known) or (f"; it has: {', '.join(known)}" if known else "; it has none")
            raise ParameterError(f"query {query.name} has no parameter {name!r}{hint}")
        if not given:
            raise ParameterError(f"parameter {name} of query {query.name} has no value")
        terms[name] = " ".join(dict.fromkeys(make_term(parameter, value) for value in given))
    text = query.text
    for name, start, end in sorted(query.blocks, key=lambda block: -block[1]):
        if name in terms:
            text = f"{text[:start]} {terms[name]} {text[end:]}"
    return text
