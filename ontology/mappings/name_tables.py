"""Tables of names: tab-separated files whose columns are the fields of a dataclass."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from dataclasses import astuple, fields
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ontology.errors import UserError
from ontology.files import read_text

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Row = TypeVar("Row")


def read_rows(kind: Callable[..., Row], path: Path, what: str) -> list[Row]:
    """Read a table.

    :param kind: the dataclass of its rows
    :param path: a tab-separated file
    :param what: what its rows are, for a message
    :returns: its rows
    :raises UserError: if it cannot be read, or a row has other columns
    """
    try:
        rows = csv.DictReader(read_text(path).split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
        return [kind(**row) for row in rows]
    except (OSError, ValueError, TypeError, csv.Error) as error:
        raise UserError(f"{path}: cannot be read as a table of {what} ({error})") from error


def write_rows(kind: type[DataclassInstance], rows: Iterable[DataclassInstance], path: Path) -> None:
    """Write a table.

    :param kind: the dataclass of its rows
    :param rows: the rows
    :param path: the file
    """
    columns = tuple(item.name for item in fields(kind))
    lines = ("\t".join(cells) for cells in (columns, *map(astuple, rows)))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
