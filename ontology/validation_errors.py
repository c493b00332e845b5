"""What pydantic finds wrong with a record, in one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pydantic import ValidationError

_KINDS = {"quantity", "text"}
"""Names of the alternatives of a value; pydantic puts them into the path of a field."""

_MESSAGES = {
    "extra_forbidden": "unknown field",
    "missing": "is missing",
    "tuple_type": "must be a list",
    "model_type": "must be a mapping",
}
"""Messages for the kinds of error that pydantic words for programmers."""


_LONGEST_VALUE = 100
"""Characters of a value that a message shows."""


class InvalidField(NamedTuple):
    """One thing that is wrong with a record.

    :param path: the keys and positions that lead to the field; empty where the record as a whole is wrong
    :param message: the field, what is wrong with it and its value, in one line
    """

    path: tuple[str | int, ...]
    message: str


def invalid_fields(error: ValidationError) -> list[InvalidField]:
    """Return every problem of a record.

    :param error: what pydantic found
    :returns: the problems, in the order of the fields
    """
    found = []
    for item in error.errors(include_url=False):
        path = tuple(part for part in item["loc"] if part not in _KINDS)
        where = ".".join(map(str, path))
        value = "" if isinstance(item["input"], dict) else f" (is {_shortened(repr(item['input']))})"
        message = _MESSAGES.get(item["type"]) or item["msg"].removeprefix("Value error, ")
        found.append(InvalidField(path, f"{where}: {message}{value}" if where else message))
    return found


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_VALUE else f"{text[:_LONGEST_VALUE]}…"
