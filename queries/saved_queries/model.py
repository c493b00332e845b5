"""A saved query as the runner uses it: plain data that comes from the index, with no need of YAML."""

from __future__ import annotations

from ontology.light_types import NamedTuple
from ontology.namespaces import BASE

TYPE_CHECKING = False

if TYPE_CHECKING:
    from typing import Any


PARAMETER_TYPES = ("entity", "source", "literal", "integer", "decimal", "boolean")

ROLL_UP_NEEDS = ("source", "answer", "claim")
"""The columns without which the rows of an answer cannot be rolled up."""

CELLS = ("answers", "count")
"""What the cell of a document may hold in a roll-up: what its claims say, or how many they are."""


class Parameter(NamedTuple):
    """What a saved query can be asked about.

    :param name: the variable, without the question mark
    :param description: what it means
    :param type: one of :data:`PARAMETER_TYPES`
    :param entity_class: the class that an entity must have, such as ``Drug``; empty for any
    :param default: the values in the text, as CURIEs or literals; none means anything (``UNDEF``)
    :param choices: the only values allowed; none means any
    """

    name: str
    description: str
    type: str
    entity_class: str = ""
    default: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()

    @property
    def takes_terms(self) -> bool:
        """Whether it takes a term of another vocabulary, as its default is one."""
        return self.type == "entity" and any("://" in value and not value.startswith(BASE) for value in self.default)


class SavedQuery(NamedTuple):
    """One query of the catalogue.

    :param name: the file's name without ``.rq``
    :param summary: one line
    :param description: more than one line, if need be
    :param tags: words to find it by
    :param form: SELECT, ASK, CONSTRUCT or DESCRIBE
    :param parameters: in the order of the head
    :param columns: what each column of a SELECT holds
    :param text: the SPARQL, with its prefixes, runnable as it is
    :param blocks: where each parameter's terms are in the text: parameter, start, end
    :param endpoints: addresses of the other servers that it calls by SERVICE; none for most
    :param notices: parameter and a line for the user, where the default was chosen to fit the graph
    :param rows: the columns that name the thing asked for; a roll-up has one row for each; none for queries whose
        answer is shown as it is
    :param cells: what the cell of a document holds in a roll-up: one of :data:`CELLS`
    """

    name: str
    summary: str
    description: str
    tags: tuple[str, ...]
    form: str
    parameters: tuple[Parameter, ...]
    columns: dict[str, str]
    text: str
    blocks: tuple[tuple[str, int, int], ...]
    endpoints: tuple[str, ...] = ()
    notices: tuple[tuple[str, str], ...] = ()
    rows: tuple[str, ...] = ()
    cells: str = "answers"

    def parameter(self, name: str) -> Parameter | None:
        """Return a parameter by its name.

        :param name: the name
        :returns: the parameter, or ``None`` if there is none with this name
        """
        return next((parameter for parameter in self.parameters if parameter.name == name), None)

    def to_json(self) -> dict[str, Any]:
        """Return the query as plain data for the index.

        :returns: data that :meth:`from_json` reads
        """
        return self._asdict() | {"parameters": [parameter._asdict() for parameter in self.parameters]}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SavedQuery:
        """Restore a query from plain data.

        :param data: what :meth:`to_json` returned, read from JSON
        :returns: the query
        """
        parameters = tuple(
            Parameter(**(item | {"default": tuple(item["default"]), "choices": tuple(item["choices"])}))
            for item in data["parameters"]
        )
        blocks = tuple((name, start, end) for name, start, end in data["blocks"])
        lists: dict[str, Any] = {name: tuple(data[name]) for name in ("tags", "endpoints", "rows")}
        lists["notices"] = tuple((name, text) for name, text in data.get("notices", ()))
        return cls(**(data | lists | {"parameters": parameters, "blocks": blocks}))
