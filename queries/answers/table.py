"""Writes rows as a table that fits the terminal."""

from __future__ import annotations

import os
from typing import IO

from ontology.namespaces import PREFIXES
from queries.display_text import show, width_of, wrap
from queries.store.interface import Solutions

DEFAULT_WIDTH = 120
"""Columns of a table that is not written to a terminal."""

_NARROWEST = 8
_LONGEST_WORD = 32
_GAP = "  "
NUMBERS = tuple(PREFIXES["xsd"] + kind for kind in ("integer", "decimal", "double", "float", "int", "long"))


def _terminal_width(file: IO[str]) -> int:
    """Return the width of the terminal; a fixed width if the file is not a terminal."""
    try:
        return os.get_terminal_size(file.fileno()).columns or DEFAULT_WIDTH
    except (OSError, ValueError):
        return DEFAULT_WIDTH


def _column_widths(cells: list[list[str]], width: int) -> list[int]:
    """Return the width of each column: what it needs, or less if the table would be too wide.

    If possible, no column is narrower than its longest word, so that identifiers are not broken.
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
    """Write rows as a table that fits the terminal, with numbers aligned to the right.

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
