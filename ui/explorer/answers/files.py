"""Answers as files to take away."""

from __future__ import annotations

import importlib.util
import io
import re
from typing import NamedTuple

from queries.answers.table import write_table
from queries.answers.workbook import MOST_CHARACTERS, write_answer_workbook
from queries.answers.writers import bare, write_answer
from queries.store.interface import GRAPH_FORMATS, Solutions

_TABLE_WIDTH = 200
"""Columns of a table in a file; an editor scrolls sideways."""


class FileKind(NamedTuple):
    """A form in which an answer can be taken away.

    :param label: what a button says
    :param ending: of the file's name
    :param mime: its media type
    """

    label: str
    ending: str
    mime: str


ROW_FILES = {
    "csv": FileKind("CSV", "csv", "text/csv"),
    "tsv": FileKind("TSV", "tsv", "text/tab-separated-values"),
    "json": FileKind("JSON", "json", "application/sparql-results+json"),
    "xlsx": FileKind("Excel", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "table": FileKind("Text", "txt", "text/plain"),
}
GRAPH_FILES = {
    "turtle": FileKind("Turtle", "ttl", GRAPH_FORMATS["turtle"]),
    "ntriples": FileKind("N-Triples", "nt", GRAPH_FORMATS["ntriples"]),
    "jsonld": FileKind("JSON-LD", "jsonld", GRAPH_FORMATS["jsonld"]),
}


def file_name(name: str, kind: FileKind) -> str:
    """Return a safe file name for an answer.

    :param name: name of the query
    :param kind: the form
    :returns: the name with its extension

    >>> file_name("../x y", ROW_FILES["csv"])
    'x-y.csv'
    """
    return (re.sub(r"[^A-Za-z0-9_]+", "-", name).strip("-") or "answer") + f".{kind.ending}"


def row_files(answer: Solutions) -> dict[str, FileKind]:
    """Return the files that rows can be taken away as.

    :param answer: the answer to a query
    :returns: :data:`ROW_FILES`, without the workbook where its writer is not installed or a text is too long for a cell
    """
    cells = (bare(row.get(name)) for row in answer.rows for name in answer.variables)
    workbook = importlib.util.find_spec("xlsxwriter") is not None and all(
        len(cell) <= MOST_CHARACTERS for cell in cells
    )
    return {form: kind for form, kind in ROW_FILES.items() if workbook or form != "xlsx"}


def rows_file(answer: Solutions, form: str) -> bytes:
    """Return rows as the content of a file.

    :param answer: the answer to a query
    :param form: key of :data:`ROW_FILES`
    :returns: the content
    """
    if form == "xlsx":
        book = io.BytesIO()
        write_answer_workbook(answer, book)
        return book.getvalue()
    with io.StringIO(newline="") as file:
        if form == "table":
            write_table(answer, file, _TABLE_WIDTH)
        else:
            write_answer(answer, file, form)
        return file.getvalue().encode("utf-8")
