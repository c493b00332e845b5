"""Answers that become data frames. pandas and polars are optional: they are imported when a frame is asked for."""

from __future__ import annotations

from ontology.errors import UserError
from ontology.namespaces import PREFIXES, compact
from queries.store.interface import Solutions, Term

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any, TypeVar

    Item = TypeVar("Item")
else:
    Item = object

_INTEGERS = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "negativeInteger")
)
_FLOATS = frozenset(PREFIXES["xsd"] + name for name in ("decimal", "double", "float"))
_BOOLEAN = PREFIXES["xsd"] + "boolean"


class Rows(Solutions):
    """The rows of a SELECT query, which also become a data frame."""

    __slots__ = ()

    def to_pandas(self) -> Any:
        """Return the rows as a pandas data frame: CURIEs, numbers, truth values and texts; nothing for unbound.

        :returns: a ``pandas.DataFrame`` with the columns of the query, in their order
        :raises UserError: if pandas is not installed
        """
        return _pandas(self._columns())

    def to_polars(self) -> Any:
        """Return the rows as a polars data frame, with the same values as :meth:`to_pandas`.

        :returns: a ``polars.DataFrame`` with the columns of the query, in their order
        :raises UserError: if polars is not installed
        """
        return _polars(self._columns())

    def _columns(self) -> dict[str, list[Any]]:
        return {name: [plain_value(row.get(name)) for row in self.rows] for name in self.variables}


class Records(list[Item]):
    """Records of one kind, such as claims, which also become a data frame."""

    def to_pandas(self) -> Any:
        """Return the records as a pandas data frame, a column for each field.

        :returns: a ``pandas.DataFrame``; fields that hold several values are lists
        :raises UserError: if pandas is not installed
        """
        return _pandas(self._columns())

    def to_polars(self) -> Any:
        """Return the records as a polars data frame, a column for each field.

        :returns: a ``polars.DataFrame``; fields that hold several values are lists
        :raises UserError: if polars is not installed
        """
        return _polars(self._columns())

    def _columns(self) -> dict[str, list[Any]]:
        rows = [_fields(item) for item in self]
        names = dict.fromkeys(name for row in rows for name in row)
        return {name: [row.get(name) for row in rows] for name in names}


def plain_value(term: Term | None) -> Any:
    """Return a term as a Python value: a CURIE, a number, a truth value or a text.

    :param term: a term, or nothing for an unbound variable
    :returns: the value; ``None`` for an unbound variable

    >>> plain_value({"type": "uri", "value": "https://w3id.org/drugkg/entity/baclofen"})
    'drugkg:baclofen'
    >>> plain_value({"type": "literal", "value": "2.5", "datatype": "http://www.w3.org/2001/XMLSchema#decimal"})
    2.5
    """
    if term is None:
        return None
    text = str(term["value"])
    if term["type"] == "uri":
        return compact(text)
    kind = term.get("datatype")
    if kind == _BOOLEAN:
        return text in ("true", "1")
    if kind in _INTEGERS or kind in _FLOATS:
        try:
            return int(text) if kind in _INTEGERS else float(text)
        except ValueError:
            return text
    return text


def _fields(item: Any) -> Mapping[str, Any]:
    """Return a record as a mapping; parts of a claim become mappings too."""
    if isinstance(item, dict):
        return item
    import dataclasses  # noqa: PLC0415 - a saved query has no such records

    found = dataclasses.asdict(item)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}


def _pandas(columns: Mapping[str, Iterable[Any]]) -> Any:
    return _library("pandas").DataFrame(columns)


def _polars(columns: Mapping[str, Iterable[Any]]) -> Any:
    return _library("polars").DataFrame(columns, strict=False)


def _library(name: str) -> Any:
    import importlib  # noqa: PLC0415 - only for a frame

    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UserError(f"a {name} data frame needs {name}: install it with `pip install {name}`") from error
