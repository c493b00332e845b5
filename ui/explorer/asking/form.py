"""The form of a saved query as plain data: which widget each parameter gets, what it offers, what an address means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ontology.errors import UserError
from ontology.namespaces import PREFIXES, compact
from ontology.vocabulary import load_vocabulary
from queries.errors import ParameterError
from queries.index.name_index import Index
from queries.runner import prepare
from queries.saved_queries.model import Parameter, SavedQuery

ADDRESS_PREFIX = "p."
"""What the name of a parameter has before it in an address, so that it meets no other name."""

_MOST_DIGITS = 9
"""Digits of a number that a widget accepts."""

_WIDGETS = {"integer": "integer", "decimal": "decimal", "boolean": "boolean", "literal": "text"}


@dataclass(frozen=True)
class Field:
    """A parameter as a widget.

    :param parameter: what it is for
    :param widget: choice, choices, integer, decimal, boolean, text or texts
    :param options: what a choice offers: CURIE or literal → what to show
    """

    parameter: Parameter
    widget: str
    options: Mapping[str, str]

    @property
    def address_name(self) -> str:
        """Its name in an address."""
        return ADDRESS_PREFIX + self.parameter.name

    @property
    def optional(self) -> bool:
        """Whether it may be left open, which means any."""
        return not self.parameter.default


def form_fields(index: Index, query: SavedQuery) -> list[Field]:
    """Return the form fields of a saved query.

    :param index: the index of the graph
    :param query: the query
    :returns: one field per parameter, in order
    """
    return [_field(index, parameter) for parameter in query.parameters]


def _field(index: Index, parameter: Parameter) -> Field:
    several = len(parameter.default) > 1
    options = _options(index, parameter)
    # A default that is not an option is a term of another vocabulary, which only its identifier can name.
    if options and set(parameter.default) <= options.keys():
        return Field(parameter, "choices" if several else "choice", options)
    if parameter.type in _WIDGETS and not (several or (parameter.type != "literal" and not parameter.default)):
        return Field(parameter, _WIDGETS[parameter.type], {})
    return Field(parameter, "texts" if several else "text", {})


def _options(index: Index, parameter: Parameter) -> dict[str, str]:
    """Return what can be chosen for a parameter: identifier → label, by label."""
    if parameter.choices:
        vocabulary = load_vocabulary()
        known = vocabulary.predicates
        names = {choice: choice.partition(":")[2] for choice in parameter.choices}
        return {choice: known[name].label if name in known else choice for choice, name in names.items()}
    if parameter.type == "source":
        found = {compact(iri): str(about.get("title", iri)) for iri, about in index.sources.items()}
    elif parameter.type == "entity":
        found = _entities(index, parameter.entity_class)
    else:
        return {}
    return dict(sorted(found.items(), key=lambda item: (item[1].casefold(), item[0])))


def _entities(index: Index, wanted: str) -> dict[str, str]:
    """Return the entities of a class and of those below it; for any class, with the class next to the label."""
    classes = load_vocabulary().classes
    found = {}
    for curie, label, kind, _ in index.names.things_of_class(wanted):
        found[curie] = label if wanted else f"{label} ({classes[kind].label if kind in classes else kind})"
    return found


def read_values(index: Index, query: SavedQuery, field: Field, texts: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the values that an address gives to a field.

    An entity may be named by CURIE, label or synonym. What does not fit is left out; with nothing left the default
    holds.

    :param index: the index of the graph
    :param query: the query
    :param field: the field
    :param texts: the values in the address or the input
    :returns: the valid values, and one message per invalid value
    """
    values, problems = [], []
    for text in texts:
        try:
            value = _value(index, field, text)
            prepare(index, query.name, {field.parameter.name: value})
            values.append(value)
        except UserError as error:
            problems.append(str(error))
    if field.widget not in ("choices", "texts"):
        del values[1:]
    return list(dict.fromkeys(values)) or list(field.parameter.default), problems


def _value(index: Index, field: Field, text: str) -> str:
    """Return a value as the options have it."""
    parameter, text = field.parameter, text.strip()
    if field.widget in ("integer", "decimal") and len(text.partition(".")[0]) > _MOST_DIGITS:
        raise ParameterError(f"parameter {parameter.name} has more than {_MOST_DIGITS} digits")
    if text in field.options or not field.options:
        return text
    if parameter.choices:
        near = [choice for choice in parameter.choices if choice.partition(":")[2] == text]
        value = near[0] if near else text
    elif parameter.type == "source" and index.label(PREFIXES["source"] + text) is not None:
        value = f"source:{text}"
    else:
        value = compact(index.names.find(text, "Document" if parameter.type == "source" else parameter.entity_class))
    if value not in field.options:
        raise ParameterError(f"parameter {parameter.name} cannot be {text!r}")
    return value
