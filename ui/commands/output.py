"""Output of every command: formats, the output file, and how rows, records and lines of text are written."""

from __future__ import annotations

import io
import os
import sys

from ontology.errors import UserError
from queries.display_text import wrap
from queries.store.interface import GRAPH_FORMATS, Graph, Solutions

TYPE_CHECKING = False

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from contextlib import AbstractContextManager
    from typing import IO, Any

ROWS = ("table", "csv", "tsv", "json", "md", "csv-excel")
"""Formats of the rows of a query."""

WORKBOOK = "xlsx"
"""The format of rows that is not text."""

CUT = 2
"""Exit code of a command whose answer a limit cut."""

TRIPLES = tuple(GRAPH_FORMATS)
"""Formats of the triples of a query."""

REPORT = ("text", *ROWS)
"""Formats of the commands that report records, such as claims or disagreements."""

FOR_PEOPLE = ("text", "table", "md")
"""Formats to read; all others are data for programs and always UTF-8."""

STDOUT = "-"


def add_output(
    parser: argparse.ArgumentParser, formats: Sequence[str] = (), *, default: str | None = None, what: str = ""
) -> argparse._ArgumentGroup:
    """Add the group ``output`` with ``--output`` and, if the command has a choice of formats, ``--format``.

    :param parser: parser of the command
    :param formats: formats that the command writes
    :param default: format when the user names none; ``None`` if it depends on the answer
    :param what: help text of ``--format`` in place of the list of formats
    :returns: the group, for further options of this kind
    """
    group = parser.add_argument_group("output")
    if formats:
        formats = with_workbook(formats)
        named = f"{', '.join(formats[:-1])} or {formats[-1]} (default: {default})"
        group.add_argument(
            "-f", "--format", type=_one_of(formats), default=default, metavar="FORMAT", help=what or named
        )
    group.add_argument(
        "-o", "--output", type=checked_place, default=STDOUT, metavar="FILE",
        help="write to this file; - means standard output (default)",
    )  # fmt: skip
    return group


def add_answer_output(parser: argparse.ArgumentParser, *, triples: bool = True) -> argparse._ArgumentGroup:
    """Add the output options of a command that prints the answer of a query.

    :param parser: parser of the command
    :param triples: whether the answer may also be triples
    :returns: the group, for further options of this kind
    """
    rows = f"{', '.join(ROWS)} or {WORKBOOK}"
    what = f"for rows {rows} (default: table); for triples {', '.join(TRIPLES[:-1])} or {TRIPLES[-1]} (default: turtle)"
    if triples:
        group = add_output(parser, ROWS + TRIPLES, what=what)
    else:
        group = add_output(parser, ROWS, what=f"{rows} (default: table)")
    group.add_argument("--full", action="store_true", help="show all columns, in the order of the query")
    group.add_argument("--all-columns", dest="full", action="store_true", help=_hidden())
    return group


def with_workbook(formats: Sequence[str]) -> Sequence[str]:
    """Return formats with the workbook among them, if they are formats of rows.

    :param formats: formats that a command writes as text
    :returns: all its formats
    """
    return [*formats, WORKBOOK] if "csv" in formats else formats


def _hidden() -> str:
    """Return the help of an option that help does not show; argparse, if it is in use, knows it by its identity."""
    return str(sys.modules["argparse"].SUPPRESS) if "argparse" in sys.modules else ""


def _one_of(formats: Sequence[str]) -> Callable[[str], str]:
    """Return the function that reads ``--format``."""

    def read(text: str) -> str:
        if text not in formats:
            raise UserError(f"unknown format {text!r}: choose one of {', '.join(formats)}")
        return text

    return read


def checked_place(place: str) -> str:
    """Return an output file after checking that it can be one.

    :param place: path, or ``-`` for standard output
    :returns: the same path
    :raises UserError: if it is empty, a directory, or in a directory that does not exist
    """
    if not place:
        raise UserError("the name of the output file is empty: name a file with -o, or - for standard output")
    if place == STDOUT:
        return place
    if os.path.isdir(place):
        raise UserError(f"cannot write {place}: it is a directory; name a file in it")
    parent = os.path.dirname(place) or "."
    if not os.path.isdir(parent):
        raise UserError(f"cannot write {place}: {os.path.normpath(parent)} is not a directory")
    return place


def binary_output(options: argparse.Namespace) -> AbstractContextManager[IO[bytes]]:
    """Open the output that the options name for a format that is not text; errors as in :func:`output`.

    :param options: with ``output``
    :returns: what gives a binary file in a ``with`` statement
    :raises UserError: if the file cannot be written, or if it is a terminal
    """
    from ui.commands.output_file import standard_bytes, written  # noqa: PLC0415 - see output()

    place = checked_place(options.output)
    if place != STDOUT:
        return written(place, "wb")
    if sys.stdout.isatty():
        raise UserError("a workbook is not text: name a file with -o")
    return standard_bytes()


def output(options: argparse.Namespace, *, data: bool | None = None) -> AbstractContextManager[IO[str]]:
    """Open the output that the options name. A file appears as a whole, and only if nothing went wrong.

    :param options: with ``output`` and, if the command has formats, ``format``
    :param data: whether it is for programs, and so always in UTF-8; what the format says when left out
    :returns: what gives a text file in a ``with`` statement
    :raises UserError: if the file cannot be written
    """
    place = checked_place(options.output)
    if place != STDOUT:
        from ui.commands.output_file import written  # noqa: PLC0415 - most output is standard output

        return written(place, "w")
    for_programs = getattr(options, "format", None) not in (None, *FOR_PEOPLE) if data is None else data
    if for_programs and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    return _Standard()


class _Standard:
    """Standard output, in a ``with`` statement."""

    def __enter__(self) -> IO[str]:
        """Return the file.

        :returns: standard output
        """
        return sys.stdout

    def __exit__(self, *_error: object) -> None:
        """Leave it open.

        :param _error: an error, if there is one
        """


def print_answer(
    answer: Solutions | Graph | bool, options: argparse.Namespace, *, by: Sequence[str] = (), note: str = ""
) -> int:
    """Write the answer of a query in the format that the options name; a table is narrowed, and says so.

    An answer that the row limit cut says so in its last line, and is not written to a file for other programs.

    :param answer: what the query returned
    :param options: with ``format``, ``full`` and ``output``
    :param by: for a roll-up, the columns that name the thing
    :param note: a line to print above a table
    :returns: exit code
    :raises UserError: if the format does not fit the answer, or if a cut answer would become a file
    """
    from queries.answers.narrowing import readable, readable_roll_up  # noqa: PLC0415 - only for an answer
    from queries.answers.table import terminal_width  # noqa: PLC0415
    from queries.answers.writers import write_answer  # noqa: PLC0415
    from ui.commands.pager import paged  # noqa: PLC0415

    if isinstance(answer, Graph):
        if options.format in (*ROWS, WORKBOOK):
            raise UserError(f"the answer is triples: choose one of {', '.join(TRIPLES)} with -f")
    elif options.format in TRIPLES:
        raise UserError(f"the answer is not triples: choose one of {', '.join((*ROWS, WORKBOOK))} with -f")
    form = options.format or "table"
    notice = None if isinstance(answer, bool) else answer.notice
    if notice and (isinstance(answer, Graph) or form not in FOR_PEOPLE):
        _refuse_cut_file(notice, options, form)
    if form == WORKBOOK:
        _write_workbook(answer, options)
        return 0
    notes: list[str] = []
    if form == "table" and isinstance(answer, Solutions) and not options.full:
        answer, notes = readable_roll_up(answer, by) if by else readable(answer)
        notes += [note] if note else []
    with output(options) as out, paged(out) as shown:
        width = terminal_width(out)
        shown.writelines(line + "\n" for note in notes for line in wrap(note, width or len(note)))
        shown.write("\n" if notes else "")
        write_answer(answer, shown, form, width)
    if notice:
        print(f"drugkg: {notice}", file=sys.stderr)
    return CUT if notice else 0


def _refuse_cut_file(notice: str, options: argparse.Namespace, form: str) -> None:
    """Raise an error if a cut answer would be taken for a whole one: in a file for programs, or in a workbook."""
    if options.output != STDOUT:
        raise UserError(f"{notice}; {options.output} was not written")
    if form == WORKBOOK:
        raise UserError(f"{notice}; nothing was written")


def _write_workbook(answer: Solutions | Graph | bool, options: argparse.Namespace) -> None:
    from queries.answers.workbook import write_answer_workbook  # noqa: PLC0415 - only for a workbook

    if not isinstance(answer, Solutions):
        raise UserError(f"{WORKBOOK} is for rows, and this answer has none: choose another format with -f")
    with binary_output(options) as file:
        write_answer_workbook(answer, file)


def write_report(
    options: argparse.Namespace,
    *,
    data: Any,
    rows: Callable[[], Sequence[Mapping[str, object]]],
    lines: Callable[[], Iterable[str]],
) -> None:
    """Write what a command found in the format that the options name.

    :param options: with ``format``, one of :data:`REPORT`, and ``output``
    :param data: what JSON holds
    :param rows: returns the rows of a table, of CSV, TSV and Markdown; without rows nothing is written
    :param lines: returns the lines of text
    """
    if options.format == WORKBOOK:
        _write_workbook(solutions(rows()), options)
        return
    with output(options) as out:
        if options.format == "json":
            import json  # noqa: PLC0415 - only here

            json.dump(data, out, ensure_ascii=False, indent=2)
            out.write("\n")
        elif options.format == "text":
            from queries.display_text import clean  # noqa: PLC0415 - only here

            out.writelines(f"{clean(line)}\n" for line in lines())
        elif found := rows():
            from queries.answers.writers import write_answer  # noqa: PLC0415 - only here

            write_answer(solutions(found), out, options.format)


def solutions(rows: Sequence[Mapping[str, object]]) -> Solutions:
    """Return rows of plain values as the answer of a query; lists become texts with semicolons.

    :param rows: column to value
    :returns: the rows, with all columns in the order in which they first occur

    >>> solutions([{"name": "a", "also": ["b", "c"]}, {"name": "d", "also": None, "n": 2}]).variables
    ['name', 'also', 'n']
    """
    columns = list(dict.fromkeys(name for row in rows for name in row))
    return Solutions(
        columns, [{name: _term(value) for name, value in row.items() if value is not None} for row in rows]
    )


def _term(value: object) -> dict[str, Any]:
    if isinstance(value, int) and not isinstance(value, bool):
        return {"type": "literal", "value": str(value), "datatype": "http://www.w3.org/2001/XMLSchema#integer"}
    text = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return {"type": "literal", "value": text}
