"""From what a user gives for the parameters of a saved query to identifiers and choices."""

from __future__ import annotations

from queries.errors import ParameterError
from queries.index.name_index import Index
from queries.saved_queries.model import Parameter, SavedQuery

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence


ALL = "all"
"""Stands for all documents, or all entities of the class of a parameter."""


def split_params(params: Iterable[str]) -> dict[str, list[str]]:
    """Return ``name=value`` texts as a mapping; a name that comes twice has two values.

    :param params: texts from a command line
    :returns: name → values
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


def given_values(
    params: Iterable[str] | Mapping[str, str | Sequence[str]], **named: str | Sequence[str]
) -> dict[str, list[str]]:
    """Return the values that a user gives, in whatever form.

    :param params: ``name=value`` texts, or a mapping from name to value or values
    :param named: further values, which go before those of the same name
    :returns: name → values
    :raises ParameterError: if a text has no equals sign

    >>> given_values({"drug": "baclofen"}, source=["monograph"])
    {'drug': ['baclofen'], 'source': ['monograph']}
    """
    given = dict(params.items() if hasattr(params, "items") else split_params(params)) | named
    return {name: several(value) for name, value in given.items()}


def several(names: str | Iterable[str]) -> list[str]:
    """Return one name, or several, as a list.

    :param names: a name or names
    :returns: the names
    """
    return [names] if isinstance(names, str) else list(names)


def resolved_values(index: Index, query: SavedQuery, given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the values of parameters with the names of entities and documents replaced by their identifiers.

    :param index: the index of the graph
    :param query: the query
    :param given: parameter → values
    :returns: parameter → IRIs, choices or literals; a parameter that the query does not have stays as it is
    :raises UnknownNameError: if no entity, or none of the right class, has such a name
    :raises ParameterError: if a value is not one of the choices, or several values belong to two parameters
    """
    for name, values in given.items():
        _refuse_what_belongs_to_another(query, name, values, given)
    return {
        name: [found for value in values for found in _values(index, query.parameter(name), value)]
        for name, values in given.items()
    }


def _refuse_what_belongs_to_another(
    query: SavedQuery, name: str, values: Sequence[str], given: Mapping[str, Sequence[str]]
) -> None:
    """Refuse several values for a parameter that is set against another, which would keep its default unnoticed."""
    asked = query.parameter(name)
    if asked is None or not asked.entity_class or len(values) < 2:
        return
    for other in query.parameters:
        if other.entity_class == asked.entity_class and other.name not in given:
            raise ParameterError(
                f"query {query.name} sets {name} against {other.name}: give one of them as {other.name}={values[-1]}"
            )


def _values(index: Index, parameter: Parameter | None, value: str) -> Iterator[str]:
    """Yield what a value means: one thing, or all of a class."""
    if parameter is None:
        yield value
    elif parameter.choices:
        yield _choice(parameter, value)
    elif value.casefold() == ALL and parameter.type == "source":
        yield from sorted(index.sources)
    elif value.casefold() == ALL and parameter.type == "entity" and parameter.entity_class:
        yield from index.names.of_class(parameter.entity_class)
    elif parameter.type == "source":
        yield index.document(value)
    elif parameter.type == "entity":
        yield index.names.find(value, parameter.entity_class, external=parameter.takes_terms)
    else:
        yield value


def _choice(parameter: Parameter, value: str) -> str:
    """Return the choice that a value means; the prefix of a CURIE may be left out."""
    for choice in parameter.choices:
        local = choice.partition(":")[2] if parameter.type in ("entity", "source") else choice
        if value in (choice, local) or value.casefold() in (choice.casefold(), local.casefold()):
            return choice
    shown = ", ".join(parameter.choices)
    raise ParameterError(f"parameter {parameter.name} cannot be {value!r}; its choices: {shown}")
