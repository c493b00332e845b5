"""Writes answers: as a table to read, or as CSV, TSV, JSON or Markdown for other programs.

CSV and TSV follow SPARQL 1.1 Query Results CSV and TSV Formats. Values are written as they are: a label that begins
with ``=`` stays so, and a spreadsheet may take it for a formula. ``csv-excel`` is for spreadsheets: it begins with a
byte-order mark, by which Excel knows UTF-8, and no cell of it is taken for a formula.

An answer that the row limit cut says so in its last line, in every format of rows.
"""

from __future__ import annotations

from ontology.errors import UserError
from queries.answers.table import NUMBERS, write_table
from queries.display_text import csv_text, show
from queries.store.interface import Graph, Solutions, Term

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import IO


BYTE_ORDER_MARK = "\ufeff"


def exact(term: Term | None) -> str:
    """Return a term as Turtle writes it, for TSV.

    :param term: a term, or nothing for an unbound variable
    :returns: the term, written by the engine's serialiser
    :raises StoreError: if it is not a valid RDF term
    """
    from queries.sparql.terms import term_text  # noqa: PLC0415 the other formats do without

    return "" if term is None else term_text(term)


def variable_name(column: str) -> str:
    """Return a name for a column that SPARQL allows, for formats whose columns are variables.

    :param column: the name of a column, such as the title of a document
    :returns: the same name, with underscores for what cannot be in a variable

    >>> variable_name("Encyclopaedia article"), variable_name("effect_id")
    ('Encyclopaedia_article', 'effect_id')
    """
    return "".join(character if character.isalnum() or character == "_" else "_" for character in column)


def write_markdown(answer: Solutions, file: IO[str]) -> None:
    """Write rows as a Markdown table.

    :param answer: the rows
    :param file: where to write
    """
    special = str.maketrans({character: "\\" + character for character in "\\|*_`<[]"})
    file.write("| " + " | ".join(name.translate(special) for name in answer.variables) + " |\n")
    file.write("|" + " --- |" * len(answer.variables) + "\n")
    for row in answer.rows:
        file.write("| " + " | ".join(show(row.get(name)).translate(special) for name in answer.variables) + " |\n")


def write_csv(answer: Solutions, file: IO[str]) -> None:
    """Write rows as CSV: bare values, complete IRIs, lines that end in CR LF.

    :param answer: the rows
    :param file: where to write, opened with ``newline=""``
    """
    file.write(_csv_line(answer.variables))
    for row in answer.rows:
        file.write(_csv_line([bare(row.get(name)) for name in answer.variables]))


def write_csv_for_excel(answer: Solutions, file: IO[str]) -> None:
    """Write rows as CSV for a spreadsheet: with a byte-order mark, and with an apostrophe before what looks like a
    formula.

    :param answer: the rows
    :param file: where to write, opened with ``newline=""``
    """
    file.write(BYTE_ORDER_MARK)
    file.write(_csv_line([csv_text(name) for name in answer.variables]))
    for row in answer.rows:
        file.write(_csv_line([_guarded(row.get(name)) for name in answer.variables]))


def _csv_line(cells: Sequence[str]) -> str:
    r"""Return a line of CSV as the module ``csv`` writes it, whose import would take longer than the table.

    >>> _csv_line(["a", "b,c", 'd"e', ""]), _csv_line([""])
    ('a,"b,c","d""e",\r\n', '""\r\n')
    """
    quoted = ['"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in ',"\r\n') else cell for cell in cells]
    return ('""' if quoted == [""] else ",".join(quoted)) + "\r\n"


def _guarded(term: Term | None) -> str:
    """Return a term as a cell that is no formula; a negative number stays one."""
    text = bare(term)
    return text if term is not None and term.get("datatype") in NUMBERS else csv_text(text)


def bare(term: Term | None) -> str:
    """Return a term as CSV has it.

    :param term: a term, or nothing for an unbound variable
    :returns: a bare value or a complete IRI; empty for an unbound variable
    """
    if term is None:
        return ""
    return str(term["value"]) if term["type"] in ("uri", "literal") else exact(term)


def write_tsv(answer: Solutions, file: IO[str]) -> None:
    """Write rows as TSV: terms as in Turtle.

    :param answer: the rows
    :param file: where to write
    """
    file.write("\t".join(f"?{variable_name(name)}" for name in answer.variables) + "\n")
    for row in answer.rows:
        file.write("\t".join(exact(row.get(name)) for name in answer.variables) + "\n")


def write_json(answer: Solutions | bool, file: IO[str]) -> None:
    """Write an answer as SPARQL 1.1 Query Results JSON, a row on each line.

    :param answer: rows, or yes or no
    :param file: where to write
    """
    import json  # noqa: PLC0415 the other formats do without

    if isinstance(answer, bool):
        file.write(json.dumps({"head": {}, "boolean": answer}) + "\n")
        return
    names = {name: variable_name(name) for name in answer.variables}
    head = json.dumps({"vars": list(names.values())}, ensure_ascii=False)
    file.write(f'{{"head": {head}, "results": {{"bindings": [')
    for at, row in enumerate(answer.rows):
        ordered = {variable: row[name] for name, variable in names.items() if name in row}
        file.write((",\n" if at else "\n") + json.dumps(ordered, ensure_ascii=False))
    notice = f',\n"notice": {json.dumps(answer.notice, ensure_ascii=False)}' if answer.notice else ""
    file.write(f"\n]}}{notice}}}\n")


def write_notice(notice: str, file: IO[str], format: str) -> None:
    """Write what cut an answer as its last line.

    :param notice: the message
    :param file: where to write, after the answer
    :param format: the format of the answer
    :raises UserError: if the format has no place for a remark
    """
    if format == "json":
        return  # it has a member of this name
    if format == "jsonld":
        raise UserError(f"{notice}; JSON-LD has no place to say so, so nothing was written: choose another format")
    lines = {"table": "\n{}\n", "md": "\n*{}*\n", "rdfxml": "<!-- {} -->\n"}
    text = notice.replace("--", "") if format == "rdfxml" else notice
    file.write(lines.get(format, "# {}\n").format(text))


_WRITERS: Mapping[str, Callable[[Solutions, IO[str]], None]] = {
    "table": write_table,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "md": write_markdown,
    "csv-excel": write_csv_for_excel,
}
ROW_FORMATS = tuple(_WRITERS)
"""The formats of rows, as ``--format`` names them."""


def write_answer(
    answer: Solutions | Graph | bool, file: IO[str], format: str = "table", width: int | None = None
) -> None:
    """Write any answer. Rows come in :data:`ROW_FORMATS`; triples are in their format already; yes or no is a word.

    :param answer: what a query gave
    :param file: where to write
    :param format: one of :data:`ROW_FORMATS`
    :param width: columns of a table; those of the terminal, if the file is one, when left out
    :raises UserError: if the format is none of them
    """
    if isinstance(answer, Graph):
        if answer.notice and answer.format == "jsonld":
            write_notice(answer.notice, file, answer.format)
        text = answer.data.decode("utf-8")
        file.write(text if not answer.notice or text.endswith("\n") else f"{text}\n")
        format = answer.format
    elif format not in _WRITERS:
        raise UserError(f"unknown format {format!r} for rows; known: {', '.join(ROW_FORMATS)}")
    elif isinstance(answer, bool):
        if format == "json":
            write_json(answer, file)
        else:
            file.write(("true" if answer else "false") + "\n")
    elif format == "table":
        write_table(answer, file, width)
    else:
        _WRITERS[format](answer, file)
    if not isinstance(answer, bool) and answer.notice:
        write_notice(answer.notice, file, format)
