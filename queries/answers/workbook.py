"""Writes rows as an Excel workbook: numbers as numbers, everything else as text, so that nothing becomes a formula.

A workbook holds fewer and shorter cells than a graph may give. What does not fit is an error, never left out.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import IO, Any

from ontology.errors import MissingExtraError, UserError
from queries.answers.table import NUMBERS
from queries.answers.writers import bare
from queries.store.interface import Solutions, Term

MOST_ROWS = 1_048_576
"""Rows of a sheet, the heading included; the format has no more."""

MOST_CHARACTERS = 32_767
"""Characters of a cell; the format has no more."""

Cell = str | int | float | bool | None

_CREATED = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)
"""A fixed time, so that the same rows give the same file."""


def write_workbook(columns: Sequence[str], rows: Iterable[Sequence[Cell]], file: IO[bytes]) -> int:
    """Write a workbook with one sheet, whose first row is the heading.

    :param columns: the heading
    :param rows: the cells, row by row
    :param file: where to write
    :returns: the number of rows, without the heading
    :raises MissingExtraError: if the extra ``export`` is not installed
    :raises UserError: if a sheet or a cell cannot hold it all; nothing is written then
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - of an extra
    except ModuleNotFoundError as error:
        raise MissingExtraError("a workbook", "export") from error
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _CREATED})
    sheet = book.add_worksheet("drugkg")
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
    count = 0
    for count, row in enumerate(rows, start=1):
        if count >= MOST_ROWS:
            raise UserError(f"a sheet of a workbook holds {MOST_ROWS - 1:,} rows, and there are more: choose csv")
        for at, cell in enumerate(row):
            _write_cell(sheet, count, at, cell, columns[at])
    book.close()
    return count


def _write_cell(sheet: Any, row: int, at: int, cell: Cell, column: str) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, at, cell)
    elif isinstance(cell, int | float):
        sheet.write_number(row, at, cell)
    elif len(cell) > MOST_CHARACTERS:
        raise UserError(
            f"row {row}, {column}: {len(cell):,} characters, and a cell of a workbook holds {MOST_CHARACTERS:,}:"
            " choose csv"
        )
    else:
        sheet.write_string(row, at, cell)


def write_answer_workbook(answer: Solutions, file: IO[bytes]) -> None:
    """Write the rows of an answer as a workbook.

    :param answer: the rows
    :param file: where to write
    """
    rows = ([_cell(row.get(name)) for name in answer.variables] for row in answer.rows)
    write_workbook(answer.variables, rows, file)


def _cell(term: Term | None) -> Cell:
    """Return a term as a cell: a number if it is one that a spreadsheet can hold exactly, else its text."""
    text = bare(term)
    if term is None or term.get("datatype") not in NUMBERS:
        return text
    try:
        number = float(text)
    except ValueError:
        return text
    if number.is_integer() and abs(number) < 10**15:
        return int(number)
    return number if abs(number) < 10**15 else text
