"""Writes answers: as a table to read, or as CSV, TSV, JSON or Markdown for other programs.

CSV and TSV follow SPARQL 1.1 Query Results CSV and TSV Formats. Values are written as they are: a label that begins
with ``=`` stays so, and a spreadsheet may take it for a formula; import such files as text.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import IO

from ontology.namespaces import PREFIXES, compact
from queries.errors import UserError
from queries.store import Graph, Solutions, Term

DEFAULT_WIDTH = 120
"""Columns of a table that goes to no terminal."""

_NARROWEST = 8
_LONGEST_WORD = 32
_GAP = "  "
NUMBERS = tuple(PREFIXES["xsd"] + kind for kind in ("integer", "decimal", "double", "float", "int", "long"))
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[0-Z\\^_`-~])")
_TSV_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def clean(text: str) -> str:
    r"""Return a text on one line and without what steers a terminal: escape sequences, controls, marks of direction.

    :param text: a label or any other datum

    >>> clean("red\x1b[31m alert\nline")
    'red alert line'
    """
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for character in _ESCAPES.sub("", text):
        kind = unicodedata.category(character)
        if character in "\n\r\t" or kind in ("Zl", "Zp"):
            kept.append(" ")
        elif kind not in ("Cc", "Cs", "Co") and (kind != "Cf" or character in "\u200c\u200d"):
            kept.append(character)
    return "".join(kept)


def show(term: Term | None) -> str:
    """Return a term as people read it: a CURIE, the bare name for a term of our vocabulary, the text of a literal.

    :param term: a term, or nothing for an unbound variable
    """
    if term is None:
        return ""
    if term["type"] == "triple":
        return "<< " + " ".join(show(term["value"][part]) for part in ("subject", "predicate", "object")) + " >>"
    value = str(term["value"])
    if term["type"] == "uri":
        return clean(value.removeprefix(PREFIXES["dkgo"]) if value.startswith(PREFIXES["dkgo"]) else compact(value))
    return clean(f"_:{value}" if term["type"] == "bnode" else value)


def exact(term: Term | None) -> str:
    """Return a term as Turtle writes it, for TSV.

    :param term: a term, or nothing for an unbound variable
    """
    if term is None:
        return ""
    value, kind = term["value"], term["type"]
    if kind == "uri":
        return f"<{value}>"
    if kind == "bnode":
        return f"_:{value}"
    if kind == "triple":
        return "<<( " + " ".join(exact(value[part]) for part in ("subject", "predicate", "object")) + " )>>"
    quoted = f'"{value.translate(_TSV_ESCAPES)}"'
    if "xml:lang" in term:
        return f"{quoted}@{term['xml:lang']}"
    return f"{quoted}^^<{term['datatype']}>" if "datatype" in term else quoted


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    :param text: one line
    """
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def wrap(text: str, width: int) -> list[str]:
    """Return a text as lines of at most so many columns, broken at spaces where that can be.

    :param text: one line
    :param width: the columns
    """
    if width_of(text) <= width:
        return [text]
    lines = [""]
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if width_of(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        for character in word:
            if width_of(lines[-1] + character) > width:
                lines.append("")
            lines[-1] += character
    return lines


def _terminal_width(file: IO[str]) -> int:
    """Return the width of the terminal that a file is, or a fixed one for other files."""
    try:
        return os.get_terminal_size(file.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def _column_widths(cells: list[list[str]], width: int) -> list[int]:
    """Return the width of each column: what it needs, or less where the widest must give way to fit in all.

    No column becomes narrower than its longest word, so that identifiers stay whole, as long as the room allows that.
    """
    columns = list(zip(*cells, strict=True))
    widths = [max(map(width_of, column)) for column in columns]
    room = max(width - len(_GAP) * (len(widths) - 1), _NARROWEST * len(widths))
    floors = [
        min(_LONGEST_WORD, max(width_of(word) for text in column for word in text.split(" "))) for column in columns
    ]
    for sizes, least in ((floors, [_NARROWEST] * len(floors)), (widths, floors)):
        while sum(sizes) > room:
            wide = [at for at, size in enumerate(sizes) if size > least[at]]
            if not wide:
                break
            sizes[max(wide, key=sizes.__getitem__)] -= 1
    return widths


def write_table(answer: Solutions, file: IO[str], width: int | None = None) -> None:
    """Write rows as a table that fits the terminal; numbers stand to the right.

    :param answer: the rows
    :param file: where to write
    :param width: columns; that of the terminal when left out
    """
    if not answer.variables:
        file.write(f"{len(answer.rows)} empty rows\n")
        return
    cells = [[*answer.variables], *([show(row.get(name)) for name in answer.variables] for row in answer.rows)]
    widths = _column_widths(cells, width or _terminal_width(file))
    right = [_is_numeric(answer, name) for name in answer.variables]

    def write_row(row: list[str]) -> None:
        wrapped = [wrap(text, room) for text, room in zip(row, widths, strict=True)]
        for at in range(max(map(len, wrapped))):
            line = []
            for lines, room, to_right in zip(wrapped, widths, right, strict=True):
                text = lines[at] if at < len(lines) else ""
                pad = " " * (room - width_of(text))
                line.append(pad + text if to_right else text + pad)
            file.write(_GAP.join(line).rstrip() + "\n")

    write_row(cells[0])
    file.write(_GAP.join("-" * room for room in widths) + "\n")
    for row in cells[1:]:
        write_row(row)


def _is_numeric(answer: Solutions, name: str) -> bool:
    """Return whether all terms of a column are numbers."""
    found = [row[name] for row in answer.rows if name in row]
    return bool(found) and all(term.get("datatype") in NUMBERS for term in found)


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
    """Write rows as CSV: bare values, whole IRIs, lines that end in CR LF.

    :param answer: the rows
    :param file: where to write, opened with ``newline=""``
    """
    import csv  # noqa: PLC0415 the other formats do without

    writer = csv.writer(file)
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([_bare(row.get(name)) for name in answer.variables])


def _bare(term: Term | None) -> str:
    """Return a term as CSV has it."""
    if term is None:
        return ""
    return str(term["value"]) if term["type"] in ("uri", "literal") else exact(term)


def write_tsv(answer: Solutions, file: IO[str]) -> None:
    """Write rows as TSV: terms as in Turtle.

    :param answer: the rows
    :param file: where to write
    """
    file.write("\t".join(f"?{name}" for name in answer.variables) + "\n")
    for row in answer.rows:
        file.write("\t".join(exact(row.get(name)) for name in answer.variables) + "\n")


def write_json(answer: Solutions | bool, file: IO[str]) -> None:
    """Write an answer as SPARQL 1.1 Query Results JSON, a row on each line.

    :param answer: rows, or yes or no
    :param file: where to write
    """
    if isinstance(answer, bool):
        file.write(json.dumps({"head": {}, "boolean": answer}) + "\n")
        return
    head = json.dumps({"vars": answer.variables})
    file.write(f'{{"head": {head}, "results": {{"bindings": [')
    for at, row in enumerate(answer.rows):
        ordered = {name: row[name] for name in answer.variables if name in row}
        file.write((",\n" if at else "\n") + json.dumps(ordered, ensure_ascii=False))
    file.write("\n]}}\n")


_WRITERS: Mapping[str, Callable[[Solutions, IO[str]], None]] = {
    "table": write_table,
    "csv": write_csv,
    "tsv": write_tsv,
    "json": write_json,
    "md": write_markdown,
}
ROW_FORMATS = tuple(_WRITERS)
"""The formats of rows, as ``--format`` names them."""


def write_answer(answer: Solutions | Graph | bool, file: IO[str], format: str = "table") -> None:
    """Write any answer. Rows come in :data:`ROW_FORMATS`; triples are in their format already; yes or no is a word.

    :param answer: what a query gave
    :param file: where to write
    :param format: one of :data:`ROW_FORMATS`
    :raises UserError: if the format is none of them
    """
    if isinstance(answer, Graph):
        file.write(answer.data.decode("utf-8"))
    elif format not in _WRITERS:
        raise UserError(f"unknown format {format!r} for rows; known: {', '.join(ROW_FORMATS)}")
    elif isinstance(answer, bool):
        if format == "json":
            write_json(answer, file)
        else:
            file.write(("true" if answer else "false") + "\n")
    else:
        _WRITERS[format](answer, file)
