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

_UNREVIEWED = {"yes [proposed]": "proposed", "yes [rejected]": "rejected"}
"""A cell that says nothing but yes, with its review → the review, which is not a limit and needs no brackets."""


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
    label = _label({name: show(row.get(name)) for name in by}, drug)
    said: dict[str, int] = {}
    cells = [show(row[name]) for name in documents if name in row]
    for cell in cells:
        for words in dict.fromkeys(_parts(cell)):
            said[words] = said.get(words, 0) + 1
    number = len(cells)
    told = [words if count == 1 else f"{words} ({count} documents)" for words, count in said.items() if words != "yes"]
    plain = sum(cell == "yes" for cell in cells)
    if plain and told:
        told.append(f"{plain} more document{'' if plain == 1 else 's'}")
    elif plain:
        told = [f"{plain} document{'' if plain == 1 else 's'}"]
    return PanelLine(label, "; ".join(told), number)


def _label(cells: Mapping[str, str], drug: str) -> str:
    """Return what a row is about, as a reader would say it of the drug.

    >>> _label({"drug": "x", "partner": "ethanol", "relation": "interacts with", "consequence": ""}, "x")
    'interacts with ethanol'
    >>> _label({"drug": "x", "partner": "ethanol", "relation": "causes", "consequence": "sedation"}, "x")
    'with ethanol: causes sedation'
    >>> _label({"drug": "x", "situation": "pregnancy", "warning": "contraindicated"}, "x")
    'pregnancy: contraindicated'
    """
    if partner := cells.get("partner"):
        relation, consequence = cells.get("relation", ""), cells.get("consequence", "")
        return f"with {partner}: {relation} {consequence}" if consequence else f"{relation} {partner}"
    if cells.get("situation") and cells.get("warning"):
        return f"{cells['situation']}: {cells['warning']}"
    parts = dict.fromkeys(part for name, part in cells.items() if name != "drug" and part and part != drug)
    return " ".join(parts)


def _parts(cell: str) -> list[str]:
    """Return the wordings in a cell; a bare *yes* is left out where the cell says more, and before a limit or doubt.

    >>> _parts("common; yes; yes [with alcohol; at night]")
    ['common', '[with alcohol; at night]']
    >>> _parts("yes [proposed]")
    ['proposed']
    >>> _parts("yes")
    ['yes']
    """
    parts = _GAP.split(cell)
    told = [_UNREVIEWED.get(part, part.removeprefix("yes ") if part.startswith("yes [") else part)
            for part in parts if part != "yes"]  # fmt: skip
    return told or parts
