"""The row of a table that a cell is in, and what its columns of rates say."""

from __future__ import annotations

import re
from bisect import bisect_left

from ingest.extraction.language.model import Passage

_MOST_CELLS = 8
_RATE = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*%?")
_PLACEBO = re.compile(r"\b(?:placebo|dummy|sham|control)\b", re.IGNORECASE)
_SIZE = re.compile(r"^(?:n|number|p|p[ -]values?|difference|risk ratio|odds ratio|95 ?% ci)$", re.IGNORECASE)
_EXPLAINED = re.compile(r"\bnot (?:attributed|related|caused|due)\b|\bno (?:difference|excess)\b")


def cells_after(passage: Passage) -> list[tuple[str, str]]:
    """Return the cells that follow the first cell of a row.

    :param passage: a cell
    :returns: heading of the column and text of each; none if the passage is not the first cell of its row
    """
    unit = passage.unit
    if unit.kind != "cell" or unit.label:
        return []
    units = passage.context.view.units
    name = " ".join(passage.text.split())
    place = bisect_left(units, unit.start, key=lambda other: other.start) + 1
    found = []
    for other in units[place : place + _MOST_CELLS]:
        if other.kind != "cell" or other.block != unit.block or other.label != name:
            break
        found.append((other.column, passage.context.view.words(other)))
    return found


def rates_of_row(passage: Passage) -> tuple[float, float] | None:
    """Return the rates of the drug and of placebo in the row that a cell begins.

    :param passage: the first cell of a row
    :returns: both rates; ``None`` if the row has not both
    """
    drug: float | None = None
    placebo: float | None = None
    for column, text in cells_after(passage):
        rate = _RATE.match(text.strip())
        if rate is None or _SIZE.match(column):
            continue
        number = float(rate["number"])
        if _PLACEBO.search(column):
            placebo = number
        elif drug is None or passage.context.own_name.search(column.lower()):
            drug = number
    return None if drug is None or placebo is None else (drug, placebo)


def compared_with_placebo(passage: Passage) -> str:
    """Say how the rate of the drug compares with that of placebo in the row that a cell begins.

    :param passage: a cell
    :returns: ``below`` if it is lower, or the row says that it is not the drug's doing; ``equal``; else nothing
    """
    if any(_EXPLAINED.search(text.lower()) for _, text in cells_after(passage)):
        return "below"
    rates = rates_of_row(passage)
    if rates is None or rates[0] > rates[1]:
        return ""
    return "equal" if rates[0] == rates[1] else "below"
