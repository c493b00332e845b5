"""Tables, flattened: each cell with the heading of its column and the label of its row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.documents.headings import band_of
from ingest.documents.labels import label_before
from ingest.documents.view import Unit

_HEADER = re.compile(
    r"\b(?:frequency|reactions?|effects?|events?|system|class|parameter|value|drug|medicines?|placebo|n\s?=|dose|"
    r"indication|common|rare|"
    r"incidence|percent|%|receptor|site|target|ki|affinity|condition|interaction|substance|result|symptoms?)\b|%",
    re.IGNORECASE,
)

_OF_FACTS = re.compile(r"parameter|property|measure|characteristic|frequency|how (?:common|often)", re.IGNORECASE)
"""Names the first column of a table of facts or frequencies, whose rows are labels and their values."""

_PAIR = 2


_ROWS = re.compile(
    r"(?:side|adverse|unwanted|undesirable) (?:effects?|reactions?|events?)|effects?|reactions?|events?|symptoms?|"
    r"body system|system organ class|preferred term|parameter|measure|outcome",
    re.IGNORECASE,
)
_PLACEBO = re.compile(r"(?:placebo|dummy|control)\b.{0,20}", re.IGNORECASE)
"""Names a column in the first row: “Side effect | Zelopram 300 mg | Placebo” is a header, whatever the dose in it."""


def cells_of(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the cells of a row.

    :param text: the text
    :param start: where the row begins
    :param end: where it ends
    :returns: spans without the bars and the blanks around them; an empty cell has an empty span

    >>> row = "| dry mouth | 12 % |"
    >>> [row[a:b] for a, b in cells_of(row, 0, len(row))]
    ['dry mouth', '12 %']
    """
    bars = [place for place in range(start, end) if text[place] == "|"]
    edges = bars if bars and bars[0] == start else [start - 1, *bars]
    if edges[-1] != end - 1 or text[end - 1] != "|":
        edges = [*edges, end]
    found = []
    for left, right in pairwise(edges):
        begin, stop = left + 1, right
        while begin < stop and text[begin].isspace():
            begin += 1
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        found.append((begin, stop))
    return found


def table_units(
    text: str, rows: Sequence[list[tuple[int, int]]], section: int, block: int, *, has_header: bool = False
) -> list[Unit]:
    """Return the cells of a table as units.

    :param text: the text
    :param rows: spans of the cells of each row
    :param section: number of the section
    :param block: number of the block
    :param has_header: whether the first row is known to name the columns
    :returns: a unit per cell; a table of two columns gives labels and their values
    """
    table = [cells for cells in rows if any(re.search(r"\w", text[a:b]) for a, b in cells)]
    if not table:
        return []
    columns = max(map(len, table))
    first = [" ".join(text[a:b].split()) for a, b in table[0]]
    is_header = (
        len(table) > 1
        and len(first) > 1
        and (columns > 2 or (bool(_HEADER.search(first[0])) and bool(_HEADER.search(first[-1]))))
        and not any(re.search(r"\d\s?(?:%|mg|h\b)", cell) for cell in first[1:])
    )
    names_rows = len(table) > 1 and columns > _PAIR and (_ROWS.fullmatch(first[0]) or _PLACEBO.fullmatch(first[-1]))
    is_header = is_header or has_header or bool(names_rows)
    header = first if is_header and not (columns == _PAIR and _OF_FACTS.fullmatch(first[0])) else []
    units: list[Unit] = []
    for cells in table[1:] if is_header else table:
        units += _row(text, cells, header, section, block)
    return units


def _row(text: str, cells: list[tuple[int, int]], header: list[str], section: int, block: int) -> list[Unit]:
    def column(place: int) -> str:
        return header[place] if place < len(header) else ""

    label = " ".join(text[cells[0][0] : cells[0][1]].split())
    if len(cells) == 2 and not header:
        start, end = cells[1]
        label = label.rstrip(": ")
        if band_of(label) or "%" in label:
            inner, start = label_before(text, start, end)
            label += f": {inner}" if inner else ""
        return [Unit("label", start, end, section, label=label, block=block)] if end > start else []
    return [
        Unit("cell", start, end, section, label="" if place == 0 else label, column=column(place), block=block)
        for place, (start, end) in enumerate(cells)
        if end > start
    ]
