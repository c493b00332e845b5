"""Decides whether an answer makes a chart, and draws it: bars for counts, ranges for quantities, no averages."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import altair as alt

from ontology.vocabulary import load_vocabulary
from queries.results import show
from queries.store import Solutions
from ui.explorer.answer_table import number_of, shown_columns, words
from ui.explorer.plain_text import shorten

MOST_BARS = 40
_ROW_HEIGHT = 26
_AXIS_HEIGHT = 60
_COLOUR = "#3b82c4"  # told apart from a light and from a dark ground
_TEXT = "#808590"
_LABEL = 60
_NAMING = ("condition", "property", "object", "route", "phase", "limit", "drug", "source")
"""Columns that tell what a quantity is of, the widest first."""

_WORDING = ("value", "dose", "comparison_dose")
"""Columns that tell a quantity in words."""


@dataclass(frozen=True)
class Bar:
    """A bar, or a range.

    :param label: what it is of, unique in its chart
    :param low: where it begins; nothing when the lower end is open
    :param high: where it ends; nothing when the upper end is open
    :param text: what is written at its end
    """

    label: str
    low: float | None
    high: float | None
    text: str


@dataclass(frozen=True)
class ChartData:
    """What a chart shows.

    :param title: the quantity, with its unit for ranges
    :param kind: bars or ranges
    :param bars: in the order of the rows
    :param left_out: bars that were too many
    """

    title: str
    kind: str
    bars: tuple[Bar, ...]
    left_out: int = 0


def charts_of(answer: Solutions) -> list[ChartData]:
    """Return the charts that suit an answer, mostly none: ranges for each unit, or the bars of one count.

    :param answer: the rows
    """
    if {"minimum", "maximum"} <= set(answer.variables):
        return _ranges(answer)
    return _bars(answer)


def _bars(answer: Solutions) -> list[ChartData]:
    """Return bars for an answer with one column of names and a column of numbers that are all there."""
    names, numbers = [], []
    for name in shown_columns(answer):
        found = [number_of(row.get(name)) for row in answer.rows]
        if all(number is not None for number in found):
            numbers.append(name)
        elif all(row.get(name, {}).get("type") == "literal" for row in answer.rows):
            names.append(name)
        else:
            return []
    if len(names) != 1 or not numbers:
        return []
    rows = answer.rows[:MOST_BARS]
    bars = [Bar(words(names[0], row[names[0]]), 0, number_of(row[numbers[0]]), show(row[numbers[0]])) for row in rows]
    if len(bars) < 2 or len({bar.label for bar in bars}) < len(bars) or any((bar.high or 0) < 0 for bar in bars):
        return []
    return [ChartData(numbers[0].replace("_", " "), "bars", tuple(bars), len(answer.rows) - len(bars))]


def _ranges(answer: Solutions) -> list[ChartData]:
    """Return a chart of ranges for each unit of which there are several."""
    naming = [
        name for name in _NAMING if name in answer.variables and len({show(row.get(name)) for row in answer.rows}) > 1
    ]
    units = load_vocabulary().units
    by_unit: dict[str, list[Bar]] = defaultdict(list)
    for row in answer.rows:
        low, high = number_of(row.get("minimum")), number_of(row.get("maximum"))
        if low is None and high is None:
            continue
        text = next((show(row[name]) for name in _WORDING if name in row), "")
        if show(row.get("polarity")) == "denied":
            text += " (denied)"
        parts = [show(row[name]).removeprefix("source:") for name in naming if name in row]
        bar = Bar(" · ".join(shorten(part, _LABEL) for part in parts) or text, low, high, text)
        unit = show(row.get("unit"))
        title = units[unit].plural if unit in units else unit
        if bar not in by_unit[title]:  # several claims of a document may state the same value
            by_unit[title].append(bar)
    return [
        ChartData(title or "number", "ranges", _told_apart(bars), max(len(bars) - MOST_BARS, 0))
        for title, bars in by_unit.items()
        if len(bars) > 1
    ]


def _told_apart(bars: list[Bar]) -> tuple[Bar, ...]:
    """Return bars of which no two have the same label."""
    seen: dict[str, int] = defaultdict(int)
    found = []
    for bar in bars[:MOST_BARS]:
        seen[bar.label] += 1
        times = seen[bar.label]
        found.append(Bar(bar.label if times == 1 else f"{bar.label} ({times})", bar.low, bar.high, bar.text))
    return tuple(found)


def draw(data: ChartData) -> alt.LayerChart | alt.FacetChart:
    """Return a chart.

    :param data: what it shows
    """
    rows = [
        {"label": bar.label, "low": bar.low, "high": bar.high, "text": bar.text, "end": _end(bar)} for bar in data.bars
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=300, labelOverlap=False)),
        tooltip=[alt.Tooltip("label:N", title="what"), alt.Tooltip("text:N", title="value")],
    )
    x = alt.X("low:Q", title=data.title, scale=alt.Scale(domain=_domain(data), nice=False))
    if data.kind == "bars":
        marks = [base.mark_bar(height=14, color=_COLOUR).encode(x=x, x2="high:Q")]
    else:
        marks = [
            base.mark_rule(strokeWidth=3, color=_COLOUR).encode(x=x, x2="high:Q"),
            base.mark_point(filled=True, size=70, opacity=1, color=_COLOUR).encode(x=x),
            base.mark_point(filled=True, size=70, opacity=1, color=_COLOUR).encode(x=alt.X("high:Q")),
        ]
    text = base.mark_text(align="left", dx=8, color=_TEXT).encode(x=alt.X("end:Q"), text="text:N")
    return alt.layer(*marks, text).properties(height=_ROW_HEIGHT * len(rows) + _AXIS_HEIGHT)


def _domain(data: ChartData) -> list[float]:
    """Return the ends of the axis: zero, what is drawn, and room for the words at its right."""
    ends = [end for bar in data.bars for end in (bar.low, bar.high) if end is not None]
    low, high = min(0.0, *ends), max(0.0, *ends)
    return [low, high + 0.3 * ((high - low) or 1)]


def _end(bar: Bar) -> float | None:
    return bar.low if bar.high is None else bar.high
