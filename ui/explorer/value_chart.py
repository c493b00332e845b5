"""Numbers of several claims as bars on one axis: a point for a single number, a pointer for a missing end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queries.value_bars import Axis, Bar
from ui.explorer.claim_filter import standing_words

_ROW, _BELOW = 46, 60
_BLUE = "#4a86b8"
_GREEN = "#5aa469"
_GREY = "#8a8f98"
_TIPS = ("Value", "Document", "About", "Qualifiers", "Standing", "Statement")


def chart_rows(axis: Axis) -> list[dict[str, Any]]:
    """Return what is drawn for each bar, in order.

    :param axis: the bars
    :returns: a mapping each: ``claim``, ``caption``, ends of the bar as drawn (``from``, ``to``), whether it is a
        point, and whether an end is open (``open_low``, ``open_high``), with the words for a tooltip
    """
    least, most = extent(axis)
    return [
        {
            "claim": bar.claim.id,
            "caption": caption(bar),
            "from": least if bar.low is None else bar.low,
            "to": most if bar.high is None else bar.high,
            "point": bar.is_point,
            "open_low": bar.low is None,
            "open_high": bar.high is None,
            "Value": bar.text,
            "Document": bar.claim.source,
            "About": bar.about or "–",
            "Qualifiers": bar.claim.qualifiers or "none",
            "Standing": standing_words(bar.claim),
            "Statement": bar.claim.statement,
        }
        for bar in axis.bars
    ]


def caption(bar: Bar) -> str:
    """Return the words above a bar: value, document, what it is about, reserve and qualifiers.

    :param bar: the bar
    """
    claim = bar.claim
    parts = [f"{bar.text} — {claim.source}", bar.about]
    if claim.modality != "asserted":
        parts.append(claim.modality_label)
    shown = {f"route: {claim.route}", f"dose phase: {claim.phase}"}
    parts += [part for part in claim.qualifiers.split("; ") if part not in shown]
    return "; ".join(filter(None, parts))


def extent(axis: Axis) -> tuple[float, float]:
    """Return where the axis begins and ends: at zero, or at the least number below it, and a little past the greatest.

    :param axis: the bars
    """
    ends = [end for bar in axis.bars for end in (bar.low, bar.high) if end is not None]
    return min(0.0, *ends), max(ends) * 1.12


def value_chart(axis: Axis, *, dark: bool = False) -> dict[str, Any]:
    """Return the chart as a Vega-Lite specification.

    :param axis: the bars
    :param dark: whether the page is dark
    """
    rows = chart_rows(axis)
    x = {"field": "from", "type": "quantitative", "title": axis.unit or "number", "axis": {"tickCount": 6},
         "scale": {"domain": list(extent(axis)), "nice": False}}  # fmt: skip
    y = {"field": "claim", "type": "nominal", "sort": [row["claim"] for row in rows], "axis": None}
    tips = [{"field": name, "type": "nominal"} for name in _TIPS]
    ink = "#e6e6e6" if dark else "#2b2b33"
    words = {"type": "text", "align": "left", "baseline": "middle", "dy": -11, "color": ink, "fontSize": 13,
             "limit": {"expr": "width - 4"}}  # fmt: skip
    return {
        "data": {"values": rows},
        "height": _ROW * len(rows) + _BELOW,
        "description": f"{axis.title}: a bar for each claim",
        "encoding": {"y": y, "tooltip": tips},
        "layer": [
            *_bands(axis, x),
            _layer({"type": "bar", "height": 9}, "!datum.point", {"x": x, "x2": {"field": "to"}}),
            _layer({"type": "point", "shape": "triangle-left", "size": 170}, "datum.open_low", {"x": x}),
            _layer({"type": "point", "shape": "triangle-right", "size": 170}, "datum.open_high",
                   {"x": x | {"field": "to"}}),
            _layer({"type": "point", "shape": "diamond", "size": 150}, "datum.point", {"x": x}),
            {"mark": words, "encoding": {"x": {"value": 2}, "text": {"field": "caption"}}},
        ],
    }  # fmt: skip


def _layer(mark: dict[str, Any], condition: str, encoding: dict[str, Any]) -> dict[str, Any]:
    """Return a layer of marks that lie below the captions."""
    style = {"yOffset": 9, "color": _BLUE, "filled": True, "opacity": 1}
    return {"transform": [{"filter": condition}], "mark": mark | style, "encoding": encoding}


def _bands(axis: Axis, x: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a band for the range common to all claims of the axis, when there is one."""
    ends = band(axis)
    if not ends:
        return []
    mark = {"type": "rect", "color": _GREEN, "opacity": 0.22, "stroke": _GREY, "strokeDash": [4, 3]}
    encoding = {"x": x, "x2": {"field": "to"}, "y": None, "tooltip": None}
    return [{"data": {"values": [ends]}, "mark": mark, "encoding": encoding}]


def band(axis: Axis) -> Mapping[str, float]:
    """Return the ends of the range common to all claims of an axis; nothing where there is none or several scopes.

    :param axis: the bars
    """
    ids = {bar.claim.id for bar in axis.bars}
    least, most = extent(axis)
    for found in axis.comparisons:
        if found.text and ids == set(found.claims):
            return {
                "from": least if found.low is None else found.low,
                "to": most if found.high is None else found.high,
            }
    return {}
