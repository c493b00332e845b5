"""Ranges as bars on one axis: a diamond for a single number, a triangle for an open end, the words of each above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

BAR = "#4a86b8"
"""Colour of bars, visible on light and on dark backgrounds."""

_ROW, _BELOW = 46, 60


def extent(ends: Iterable[float]) -> tuple[float, float]:
    """Return the ends of an axis that includes zero and extends a little past the greatest number.

    :param ends: the ends of all bars, at least one
    :returns: start and end

    >>> extent([2, 50])
    (0.0, 56.00000000000001)
    """
    known = list(ends)
    low, high = min(0.0, *known), max(0.0, *known)
    return low, high * 1.12 or (0.0 if low else 1.0)


def drawn_range(low: float | None, high: float | None, within: tuple[float, float]) -> dict[str, Any]:
    """Return what is drawn of a range: its ends (``from``, ``to``) and whether they are open (``open_low``,
    ``open_high``).

    :param low: lower end; ``None`` when it is open
    :param high: upper end; ``None`` when it is open
    :param within: where the axis begins and ends; an open end reaches as far
    :returns: data for one bar

    >>> drawn_range(None, 80, (0, 100))
    {'from': 0, 'to': 80, 'open_low': True, 'open_high': False}
    """
    least, most = within
    return {
        "from": least if low is None else low,
        "to": most if high is None else high,
        "open_low": low is None,
        "open_high": high is None,
    }


def x_axis(title: str, within: tuple[float, float]) -> dict[str, Any]:
    """Return the Vega-Lite encoding of the axis for ranges.

    :param title: the unit
    :param within: its start and end
    :returns: the encoding
    """
    return {
        "field": "from",
        "type": "quantitative",
        "title": title,
        "axis": {"tickCount": 6},
        "scale": {"domain": list(within), "nice": False},
    }


def range_chart(
    rows: Sequence[Mapping[str, Any]],
    *,
    key: str,
    x: Mapping[str, Any],
    tips: Iterable[str],
    description: str,
    dark: bool,
    behind: Sequence[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """Draw ranges as bars.

    :param rows: for each bar what :func:`drawn_range` returned, with ``caption``, ``point`` (whether it is a single
        number), what distinguishes it, and the words for a tooltip; in the order from top to bottom
    :param key: the name of the field that distinguishes bars
    :param x: what :func:`x_axis` returned
    :param tips: names of the words for a tooltip
    :param description: what the chart shows, for those who cannot see it
    :param dark: whether the page is dark
    :param behind: layers to draw before the bars
    :returns: a Vega-Lite specification
    """
    to = {**x, "field": "to"}
    words = {"type": "text", "align": "left", "baseline": "middle", "dy": -11, "fontSize": 13,
             "color": "#e6e6e6" if dark else "#2b2b33", "limit": {"expr": "width - 4"}, "aria": False}  # fmt: skip
    return {
        "data": {"values": list(rows)},
        "height": _ROW * len(rows) + _BELOW,
        "description": description,
        "encoding": {
            "y": {"field": key, "type": "nominal", "sort": [row[key] for row in rows], "axis": None},
            "tooltip": [{"field": name, "type": "nominal"} for name in tips],
        },
        "layer": [
            *behind,
            _layer({"type": "bar", "height": 9}, "!datum.point", {"x": x, "x2": {"field": "to"}}),
            _layer({"type": "point", "shape": "triangle-left", "size": 170}, "datum.open_low", {"x": x}),
            _layer({"type": "point", "shape": "triangle-right", "size": 170}, "datum.open_high", {"x": to}),
            _layer({"type": "point", "shape": "diamond", "size": 150}, "datum.point", {"x": x}),
            {"mark": words, "encoding": {"x": {"value": 2}, "text": {"field": "caption"}}},
        ],
    }


def _layer(mark: dict[str, Any], condition: str, encoding: dict[str, Any]) -> dict[str, Any]:
    """Return a layer of marks below the words; for screen readers the page has the values as text."""
    style = {"yOffset": 9, "color": BAR, "filled": True, "opacity": 1, "aria": False}
    return {"transform": [{"filter": condition}], "mark": mark | style, "encoding": encoding}
