"""Writes rows as a table that fits the terminal, or as paragraphs where a table would be too narrow to read."""

from __future__ import annotations

import os

from ontology.namespaces import PREFIXES
from queries.display_text import show, width_of, wrap
from queries.store.interface import Solutions

TYPE_CHECKING = False

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO


DEFAULT_WIDTH = 120
"""Columns of a report that is not written to a terminal."""

_NARROWEST = 8
_LONGEST_WORD = 16
"""Longer words may be broken, unless they are identifiers."""
_SENTENCES, _NARROWEST_SENTENCE = ("statement", "phrase", "note", "definition", "explanation"), 24
"""Columns of sentences, and the room that they need to be read."""
_GAP = "  "
NUMBERS = tuple(PREFIXES["xsd"] + kind for kind in ("integer", "decimal", "double", "float", "int", "long"))


def terminal_width(file: IO[str]) -> int | None:
    """Return the width of a terminal.

    :param file: where a table is written
    :returns: its columns; ``None`` if the file is not a terminal
    """
    try:
        return os.get_terminal_size(file.fileno()).columns or None
    except (OSError, ValueError):
        return None


def write_table(answer: Solutions, file: IO[str], width: int | None = None) -> None:
    """Write rows as a table that fits the terminal, with numbers aligned to the right. Identifiers are never broken.

    :param answer: the rows
    :param file: where to write
    :param width: columns; those of the terminal when left out, and no limit if the file is not a terminal
    """
    if not answer.variables:
        file.write(f"{len(answer.rows)} rows without any further column\n")
        return
    cells = [[show(row.get(name)) for name in answer.variables] for row in answer.rows]
    width = width or terminal_width(file)
    widths = _column_widths(answer, cells, width)
    if widths is None:
        _write_blocks(answer, cells, file, width or DEFAULT_WIDTH)
        return
    right = [_is_numeric(answer, name) for name in answer.variables]

    def write_row(row: Sequence[str]) -> None:
        wrapped = [wrap(text, room) for text, room in zip(row, widths, strict=True)]
        for at in range(max(map(len, wrapped))):
            line = []
            for lines, room, to_right in zip(wrapped, widths, right, strict=True):
                text = lines[at] if at < len(lines) else ""
                pad = " " * (room - width_of(text))
                line.append(pad + text if to_right else text + pad)
            file.write(_GAP.join(line).rstrip() + "\n")

    write_row([_heading(name, room) for name, room in zip(answer.variables, widths, strict=True)])
    file.write(_GAP.join("-" * room for room in widths) + "\n")
    for row in cells:
        write_row(row)


def _heading(name: str, room: int) -> str:
    """Return the heading of a column; a long name may be broken at its underscores."""
    return name if width_of(name) <= room else name.replace("_", " ")


def _column_widths(answer: Solutions, cells: Sequence[Sequence[str]], width: int | None) -> list[int] | None:
    """Return the width of each column: what it needs, or less if the table would be too wide.

    There is no answer if even the narrowest table is too wide: one in which identifiers and words are whole and
    sentences still can be read.
    """
    columns = [[name, *(row[at] for row in cells)] for at, name in enumerate(answer.variables)]
    widths = [max(map(width_of, column)) for column in columns]
    if width is None:
        return widths
    room = width - len(_GAP) * (len(widths) - 1)
    floors = [
        min(size, _least(column, is_whole=_is_identifier(answer, name)))
        for size, name, column in zip(widths, answer.variables, columns, strict=True)
    ]
    if sum(floors) > room:
        return None
    while sum(widths) > room:
        wide = [at for at, size in enumerate(widths) if size > floors[at]]
        widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _least(column: Sequence[str], *, is_whole: bool) -> int:
    """Return the room that a column needs at the least, its heading included."""
    heading = max(map(width_of, column[0].replace("_", " ").split(" ")))
    texts = [text for text in column[1:] if text]
    if is_whole:
        return max(heading, *map(width_of, texts))
    longest = max((width_of(word) for text in texts for word in text.split(" ")), default=0)
    sentence = _NARROWEST_SENTENCE if column[0] in _SENTENCES else 0
    return max(heading, min(_LONGEST_WORD, longest), sentence)


def _write_blocks(answer: Solutions, cells: Sequence[Sequence[str]], file: IO[str], width: int) -> None:
    """Write each row as a paragraph: its first column, and below it the others that are not empty, with their names."""
    for number, (heading, *others) in enumerate(cells):
        file.write("\n" if number else "")
        names = [name.replace("_", " ") for name in answer.variables[1:]]
        said = [f"{name}: {text}" for name, text in zip(names, others, strict=True) if text]
        first, *said = [heading, *said] if heading or not said else said
        longest = max((width_of(word) for text in [first, *said] for word in text.split(" ")), default=0)
        room = max(width - len(_GAP), longest)  # so that no identifier is broken
        file.writelines(f"{line}\n" for line in wrap(first, max(width, longest)))
        file.writelines(f"{_GAP}{line}\n" for line in wrap(" · ".join(said), room))


def _is_identifier(answer: Solutions, name: str) -> bool:
    """Return whether all terms of a column are identifiers."""
    found = [row[name] for row in answer.rows if name in row]
    return bool(found) and all(term["type"] == "uri" for term in found)


def _is_numeric(answer: Solutions, name: str) -> bool:
    """Return whether all terms of a column are numbers."""
    found = [row[name] for row in answer.rows if name in row]
    return bool(found) and all(term.get("datatype") in NUMBERS for term in found)
