"""What the head of a saved query may hold, checked by pydantic; every problem has the line of its key."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from queries.saved_queries.head import Entry
from queries.saved_queries.model import CELLS, PARAMETER_TYPES

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A text that is not empty."""

Values = Annotated[
    tuple[str, ...], Field(min_length=1), BeforeValidator(lambda given: [given] if isinstance(given, str) else given)
]
"""A value or a list of values."""


_LISTS = {"tags": "words", "rows": "columns"}


class ParameterHead(BaseModel):
    """What the head says about a parameter; the fields are those of :class:`queries.saved_queries.model.Parameter`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    description: Text
    type: Text
    entity_class: Text = Field(default="", alias="class")
    default: Values = ()
    choices: Values = ()

    @field_validator("type")
    @classmethod
    def _known_type(cls, given: str) -> str:
        if given not in PARAMETER_TYPES:
            raise _problem(f"unknown type {given!r}; known: {', '.join(PARAMETER_TYPES)}")
        return given

    @field_validator("entity_class")
    @classmethod
    def _class_of_an_entity(cls, given: str, info: ValidationInfo) -> str:
        kind = info.data.get("type", "entity")
        if kind != "entity":
            raise _problem(f"only a parameter of type entity has a class, and this one is of type {kind}")
        return given


class Head(BaseModel):
    """The head of a saved query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    summary: Text
    description: Text = ""
    tags: tuple[Text, ...] = ()
    parameters: dict[str, ParameterHead] = {}
    rows: tuple[Text, ...] = ()
    cells: Text = "answers"
    columns: dict[str, Text] = {}

    @field_validator("summary")
    @classmethod
    def _one_line(cls, given: str) -> str:
        if "\n" in given:
            raise _problem("the summary must be one line")
        return given

    @field_validator("cells")
    @classmethod
    def _known_cells(cls, given: str) -> str:
        if given not in CELLS:
            raise _problem(f"unknown cells {given!r}; known: {', '.join(CELLS)}")
        return given


def check_head(entries: dict[str, Entry]) -> tuple[Head | None, list[tuple[int, str]]]:
    """Check the keys of a head and their values.

    :param entries: the keys, with their lines
    :returns: the head, or None if anything is wrong; and the problems, each with its line and message
    """
    try:
        return Head.model_validate(_plain(entries)), []
    except ValidationError as error:
        found = dict.fromkeys((_line(entries, details["loc"]), _message(details)) for details in error.errors())
        return None, list(found)


def _problem(message: str) -> PydanticCustomError:
    return PydanticCustomError("head", "{message}", {"message": message})


def _plain(value: Any) -> Any:
    """Return entries without their lines."""
    if isinstance(value, dict):
        return {key: _plain(entry.value) for key, entry in value.items()}
    return [_plain(entry.value) for entry in value] if isinstance(value, list) else value


def _line(entries: dict[str, Entry], loc: tuple[int | str, ...]) -> int:
    """Return the line of the last key on the way to a problem that the head has."""
    line, value = 1, entries
    for name in loc:
        if not isinstance(value, dict) or name not in value:
            break
        line, value = value[str(name)].line, value[str(name)].value
    return line


def _message(details: ErrorDetails) -> str:
    """Return what is wrong in the words of the head."""
    if details["type"] == "head":
        return details["msg"]
    first, *rest = (name for name in details["loc"] if isinstance(name, str))
    if first == "parameters" and rest:
        return _parameter_message(rest[0], rest[1:], unknown=details["type"] == "extra_forbidden")
    if details["type"] == "extra_forbidden":
        return f"unknown key {first!r}; known: {_keys(Head)}"
    if first in _LISTS:
        return f"{first} must be a list of {_LISTS[first]}"
    if first in ("parameters", "columns") and not rest:
        return f"{first} must be `name: …` lines"
    return f"columns needs a text for {rest[0]!r}" if rest else f"the head needs a text for {first!r}"


def _parameter_message(name: str, keys: list[str], *, unknown: bool) -> str:
    if not keys:
        return f"parameter {name} needs a description and a type"
    if unknown:
        return f"unknown key {keys[0]!r} of parameter {name}; known: {_keys(ParameterHead)}"
    if keys[0] in ("default", "choices"):
        return f"{keys[0]} of parameter {name} must be a value or a list of values"
    return f"parameter {name} needs a text for {keys[0]!r}"


def _keys(model: type[BaseModel]) -> str:
    return ", ".join(field.alias or name for name, field in model.model_fields.items())
