"""The few lines of a panel: from a rolled-up answer, what most documents say, in the words of its cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from queries.display_text import show
from queries.store.interface import Solutions, Term

_COUNT = "independent_sources"
_GAP = re.compile(r"; (?![^\[\]]*\])")
"""What is between two wordings of a cell; brackets hold limits, which may have the same sign between them."""


@dataclass(frozen=True, slots=True)
class PanelLine:
    """One thing that documents speak of.

    :param label: the thing, such as an effect or a partner
    :param words: what the documents say of it, each wording once, with the number of documents that use it
    :param documents: how many documents speak of it
    """

    label: str
    words: str
    documents: int


def panel_lines(rolled: Solutions, by: Sequence[str], drug: str) -> list[PanelLine]:
    """Return the rows of a rolled-up answer as lines, those of most documents first.

    :param rolled: what :func:`queries.answers.rollup.roll_up` returned
    :param by: the columns that name the thing
    :param drug: label of the drug, which no line repeats
    :returns: one line per row
    """
    taken = {*by, *(f"{name}_id" for name in by), _COUNT}
    documents = [name for name in rolled.variables if name not in taken]
    lines = [_line(row, by, documents, drug) for row in rolled.rows]
    return sorted(lines, key=lambda line: -line.documents)


def _line(row: Mapping[str, Term], by: Sequence[str], documents: Sequence[str], drug: str) -> PanelLine:
    parts = [show(row.get(name)) for name in by if name != "drug"]
    label = " ".join(dict.fromkeys(part for part in parts if part and part != drug))
    said: dict[str, int] = {}
    cells = [show(row[name]) for name in documents if name in row]
    for cell in cells:
        for words in dict.fromkeys(_parts(cell)):
            said[words] = said.get(words, 0) + 1
    number = len(cells)
    told = [words if count == 1 else f"{words} ({count} documents)" for words, count in said.items() if words != "yes"]
    plain = sum(cell == "yes" for cell in cells)
    if plain and told:
        told.append(f"said by {plain} more")
    elif plain:
        told = [f"said by {plain} document{'' if plain == 1 else 's'}"]
    return PanelLine(label, "; ".join(told), number)


def _parts(cell: str) -> list[str]:
    """Return the wordings in a cell; a bare *yes* is left out where the cell says more, and before a limit.

    >>> _parts("common; yes; yes [with alcohol; at night]")
    ['common', '[with alcohol; at night]']
    >>> _parts("yes")
    ['yes']
    """
    parts = _GAP.split(cell)
    told = [part.removeprefix("yes ") if part.startswith("yes [") else part for part in parts if part != "yes"]
    return told or parts
