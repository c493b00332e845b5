"""Decides whether an answer makes a chart, and draws it: bars for counts, ranges for quantities, no averages.

The caption of a bar is above it, so that both fit on a narrow screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import streamlit as st

from ontology.namespaces import PREFIXES
from ontology.vocabulary import load_vocabulary
from queries.display_text import show
from queries.store.interface import Solutions, Term
from queries.store.limits import CHART_BARS
from ui.explorer.answers.table import number_of, shown_columns, words
from ui.explorer.comparison.range_chart import drawn_range, extent, range_chart
from ui.explorer.frame.escaping import shorten

MOST_BARS = CHART_BARS.default
NO_TITLES: Mapping[str, str] = MappingProxyType({})
_LABEL = 60
_LIKE = ("relation", "property")
"""Columns that state what a number is; a chart contains only numbers of the same kind."""

_ORAL = "oral route"
_NAMING = ("source", "condition", "object", "route", "phase", "limit", "drug")
"""Columns that state what a quantity belongs to, the most specific first."""

_WORDING = ("value", "dose", "comparison_dose")
"""Columns that state a quantity in words."""


@dataclass(frozen=True)
class Bar:
    """A bar, or a range.

    :param label: what it is of
    :param low: where it begins; nothing when the lower end is open
    :param high: where it ends; nothing when the upper end is open
    :param text: its number in words
    """

    label: str
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True)
class ChartData:
    """What a chart shows.

    :param title: what the numbers are, with the unit of ranges
    :param axis: the title of the axis: the unit of ranges, or what was counted
    :param kind: bars or ranges
    :param bars: in the order of the rows
    :param left_out: bars that were too many
    """

    title: str
    axis: str
    kind: str
    bars: tuple[Bar, ...]
    left_out: int = 0


def charts_of(answer: Solutions, titles: Mapping[str, str] = NO_TITLES, order: Sequence[str] = ()) -> list[ChartData]:
    """Return the charts that suit an answer: ranges per kind and unit, or bars for one count; most answers have none.

    :param answer: the rows
    :param titles: identifier of a document → its short title
    :param order: identifiers of claims whose ranges come first, in this order; the others are as in the answer
    :returns: the data of the charts
    """
    if {"minimum", "maximum"} <= set(answer.variables):
        places = {PREFIXES["claim"] + claim: at for at, claim in enumerate(order)}
        rows = sorted(answer.rows, key=lambda row: places.get(row.get("claim", {}).get("value", ""), len(places)))
        return _ranges(answer.variables, rows, titles)
    return _bars(answer)


def _bars(answer: Solutions) -> list[ChartData]:
    """Return bars for an answer with a column of numbers that are all there and one column of names that differ."""
    names, numbers = [], []
    for name in shown_columns(answer):
        found = [number_of(row.get(name)) for row in answer.rows]
        if all(number is not None for number in found):
            numbers.append(name)
        elif all(row.get(name, {}).get("type") == "literal" for row in answer.rows):
            if len({row[name]["value"] for row in answer.rows}) > 1 or len(answer.rows) == 1:
                names.append(name)
        else:
            return []
    if len(names) != 1 or not numbers:
        return []
    rows = answer.rows[:MOST_BARS]
    bars = [Bar(words(names[0], row[names[0]]), 0, number_of(row[numbers[0]]), show(row[numbers[0]])) for row in rows]
    if len(bars) < 2 or len({bar.label for bar in bars}) < len(bars) or any((bar.high or 0) < 0 for bar in bars):
        return []
    counted = numbers[0].replace("_", " ")
    return [ChartData(counted, counted, "bars", tuple(bars), len(answer.rows) - len(bars))]


def _ranges(variables: Sequence[str], rows: Sequence[Mapping[str, Term]], titles: Mapping[str, str]) -> list[ChartData]:
    """Return a chart of ranges for each unit and kind of number of which there are several."""
    naming = [name for name in _NAMING if name in variables and len({show(row.get(name)) for row in rows}) > 1]
    units = load_vocabulary().units
    groups: dict[tuple[str, str], list[Bar]] = defaultdict(list)
    for row in rows:
        low, high = number_of(row.get("minimum")), number_of(row.get("maximum"))
        if low is None and high is None:
            continue
        unit = show(row.get("unit"))
        group = _kind(row, routed="route" in variables), units[unit].plural if unit in units else unit
        bar = Bar(_label(row, naming, titles), low, high, _wording(row))
        if bar not in groups[group]:  # several claims of a document may state the same value
            groups[group].append(bar)
    return [
        ChartData(
            ": ".join(filter(None, [kind, unit])) or "number",
            unit or "number",
            "ranges",
            tuple(bars[:MOST_BARS]),
            max(len(bars) - MOST_BARS, 0),
        )
        for (kind, unit), bars in groups.items()
        if len(bars) > 1
    ]


def _kind(row: Mapping[str, Term], *, routed: bool) -> str:
    """Return what the number of a row is, such as a dose or an increment; with no route named it is taken as oral."""
    parts = [show(row[name]) for name in _LIKE if name in row]
    if routed and show(row.get("route")) not in ("", _ORAL):
        parts.append(show(row["route"]))
    return ", ".join(parts)


def _wording(row: Mapping[str, Term]) -> str:
    """Return the number of a row in words."""
    text = next((show(row[name]) for name in _WORDING if name in row), "")
    return f"{text} (denied)" if show(row.get("polarity")) == "denied" else text


def _label(row: Mapping[str, Term], naming: list[str], titles: Mapping[str, str]) -> str:
    """Return what the number of a row is of, and its standing unless it is asserted."""
    parts = []
    for name in naming:
        if name in row:
            word = show(row[name]).removeprefix("source:")
            parts.append(titles.get(word, word) if name == "source" else word)
    modality = show(row.get("modality"))
    if modality not in ("", "asserted"):
        parts.append(words("modality", row["modality"]))
    return " · ".join(shorten(part, _LABEL) for part in parts)


def chart_rows(data: ChartData) -> list[dict[str, Any]]:
    """Return what is drawn for each bar, in order.

    :param data: what the chart shows
    :returns: a mapping each: ``at`` its place, ``caption``, ends of the bar as drawn (``from``, ``to``), whether it is
        a point, and whether an end is open (``open_low``, ``open_high``), with the words for a tooltip
    """
    within = _extent(data)
    return [
        {
            "at": place,
            "caption": " — ".join(filter(None, [bar.text, bar.label])),
            "point": data.kind == "ranges" and bar.low is not None and bar.low == bar.high,
            **drawn_range(bar.low, bar.high, within),
            "Value": bar.text,
            "What": bar.label,
        }
        for place, bar in enumerate(data.bars)
    ]


def _extent(data: ChartData) -> tuple[float, float]:
    return extent(end for bar in data.bars for end in (bar.low, bar.high) if end is not None)


def show_chart(data: ChartData) -> None:
    """Draw a chart.

    :param data: what it shows
    """
    chart = range_chart(
        chart_rows(data), unit=data.axis, within=_extent(data), tips=("Value", "What"),
        description=f"Chart of {data.title}; the table above has the same values",
    )  # fmt: skip
    st.html(chart)
