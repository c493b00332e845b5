"""Runs queries: a saved one by its name, with parameters as people write them, or any text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from ontology.namespaces import PREFIXES
from queries.errors import ParameterError, QueryRefusedError
from queries.saved_queries.binding import bind
from queries.store.interface import Graph, Solutions, Store

if TYPE_CHECKING:
    from queries.index.name_index import Index
    from queries.saved_queries.model import Parameter, SavedQuery

Answer = Solutions | Graph | bool


def split_params(params: Iterable[str]) -> dict[str, list[str]]:
    """Return ``name=value`` texts as a mapping; a name that comes twice has two values.

    :param params: texts from a command line
    :raises ParameterError: if one has no equals sign

    >>> split_params(["drug=baclofen", "drug=Lioresal"])
    {'drug': ['baclofen', 'Lioresal']}
    """
    found: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name.strip() or not value.strip():
            raise ParameterError(f"cannot read the parameter {param!r}: write name=value")
        found.setdefault(name.strip(), []).append(value.strip())
    return found


def prepare(index: Index, name: str, params: Iterable[str] | Mapping[str, str | Sequence[str]] = ()) -> str:
    """Return the SPARQL of a saved query with its parameters filled in.

    :param index: the index of the graph
    :param name: the name of the query
    :param params: ``name=value`` texts, or a mapping from name to value or values; entities may be named by label,
        synonym or CURIE
    :raises UnknownNameError: if no query, or no entity, has such a name
    :raises ParameterError: if a parameter is unknown or its value does not fit
    """
    query = index.query(name)
    if isinstance(params, Mapping):
        given = {key: [value] if isinstance(value, str) else list(value) for key, value in params.items()}
    else:
        given = split_params(params)
    return bind(query, {key: [_resolve(index, query, key, value) for value in values] for key, values in given.items()})


def _resolve(index: Index, query: SavedQuery, name: str, value: str) -> str:
    """Return a value with the name of an entity replaced by its identifier."""
    parameter = query.parameter(name)
    if parameter is None:
        return value
    if parameter.choices:
        return _choice(parameter, value)
    if parameter.type == "source":
        slug = PREFIXES["source"] + value
        return slug if slug in index.labels else index.names.find(value, "Document")
    return index.names.find(value, parameter.entity_class) if parameter.type == "entity" else value


def _choice(parameter: Parameter, value: str) -> str:
    """Return the choice that a value means; the prefix of a CURIE may be left out."""
    for choice in parameter.choices:
        local = choice.partition(":")[2] if parameter.type in ("entity", "source") else choice
        if value in (choice, local) or value.casefold() in (choice.casefold(), local.casefold()):
            return choice
    shown = ", ".join(parameter.choices)
    raise ParameterError(f"parameter {parameter.name} cannot be {value!r}; its choices: {shown}")


def run_saved(
    store: Store,
    index: Index,
    name: str,
    params: Iterable[str] | Mapping[str, str | Sequence[str]] = (),
    *,
    format: str = "turtle",
    federate: bool = False,
) -> Answer:
    """Run a saved query and return its answer.

    :param store: where to run it, with its limits
    :param index: the index of the graph
    :param name: the name of the query
    :param params: as for :func:`prepare`
    :param format: for triples, a key of :data:`queries.store.interface.GRAPH_FORMATS`
    :param federate: allow a query to call the endpoints that it names
    :raises QueryRefusedError: if it calls another server and that is not allowed
    """
    query = index.query(name)
    text = prepare(index, name, params)
    if query.endpoints:
        if not federate:
            called = ", ".join(query.endpoints)
            raise QueryRefusedError(f"query {name} calls another server ({called}): allow it with --federate")
        from queries.saved_queries.federation import answer_services, read_endpoints  # noqa: PLC0415 few queries need it

        text = answer_services(text, read_endpoints())
    return _run_form(store, query.form, text, format)


def run_text(store: Store, text: str, *, format: str = "turtle") -> Answer:
    """Run any query and return its answer.

    :param store: where to run it, with its limits
    :param text: SPARQL of any form
    :param format: for triples, a key of :data:`queries.store.interface.GRAPH_FORMATS`
    """
    from queries.sparql.tokenizer import query_form, tokens  # noqa: PLC0415 a saved query knows its form

    form = query_form(tokens(text)) or "SELECT"
    return _run_form(store, form, text, format)


def _run_form(store: Store, form: str, text: str, format: str) -> Answer:
    """Run a query of a known form and return its answer."""
    if form == "SELECT":
        return store.select(text)
    if form == "ASK":
        return store.ask(text)
    return store.construct(text, format=format)
