"""Numbers of several claims as bars on one axis: a point for a single number, a pointer for a missing end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from queries.claims.position import standing_words
from queries.comparison.values import Axis, Bar
from ui.explorer.comparison.range_chart import drawn_range, extent, range_chart, x_axis

_GREEN = "#5aa469"
_GREY = "#8a8f98"
NO_TITLES: Mapping[str, str] = MappingProxyType({})
_TIPS = ("Value", "Document", "About", "Qualifiers", "Standing", "Statement")


def chart_rows(axis: Axis, titles: Mapping[str, str] = NO_TITLES) -> list[dict[str, Any]]:
    """Return what is drawn for each bar, in order.

    :param axis: the bars
    :param titles: identifier of a document → its short title
    :returns: a mapping each: ``claim``, ``caption``, ends of the bar as drawn (``from``, ``to``), whether it is a
        point, and whether an end is open (``open_low``, ``open_high``), with the words for a tooltip
    """
    within = axis_extent(axis)
    return [
        {
            "claim": bar.claim.id,
            "caption": caption(bar, titles),
            "point": bar.is_point,
            **drawn_range(bar.low, bar.high, within),
            "Value": bar.text,
            "Document": titles.get(bar.claim.source, bar.claim.source),
            "About": bar.about or "–",
            "Qualifiers": bar.claim.qualifiers or "none",
            "Standing": standing_words(bar.claim),
            "Statement": bar.claim.statement,
        }
        for bar in axis.bars
    ]


def caption(bar: Bar, titles: Mapping[str, str] = NO_TITLES) -> str:
    """Return the caption of a bar: value, document, subject, certainty and qualifiers.

    :param bar: the bar
    :param titles: identifier of a document → its short title
    :returns: plain text
    """
    claim = bar.claim
    parts = [f"{bar.text} — {titles.get(claim.source, claim.source)}", bar.about]
    if claim.modality != "asserted":
        parts.append(claim.modality_label)
    shown = {f"route: {claim.route}", f"dose phase: {claim.phase}"}
    parts += [part for part in claim.qualifiers.split("; ") if part not in shown]
    return "; ".join(filter(None, parts))


def axis_extent(axis: Axis) -> tuple[float, float]:
    """Return where the axis starts and ends.

    :param axis: the bars
    :returns: start and end
    """
    return extent(end for bar in axis.bars for end in (bar.low, bar.high) if end is not None)


def value_chart(axis: Axis, titles: Mapping[str, str] = NO_TITLES, *, dark: bool = False) -> dict[str, Any]:
    """Draw the values of a quantity.

    :param axis: the bars
    :param titles: identifier of a document → its short title
    :param dark: whether the page is dark
    :returns: a Vega-Lite specification
    """
    x = x_axis(axis.unit or "number", axis_extent(axis))
    about = f"{axis.title}: a bar for each claim"
    return range_chart(
        chart_rows(axis, titles), key="claim", x=x, tips=_TIPS, description=about, dark=dark, behind=_bands(axis, x)
    )


def _bands(axis: Axis, x: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a band for the range common to all claims of the axis, when there is one."""
    ends = band(axis)
    if not ends:
        return []
    mark = {"type": "rect", "color": _GREEN, "opacity": 0.22, "stroke": _GREY, "strokeDash": [4, 3], "aria": False}
    encoding = {"x": x, "x2": {"field": "to"}, "y": None, "tooltip": None}
    return [{"data": {"values": [ends]}, "mark": mark, "encoding": encoding}]


def band(axis: Axis) -> Mapping[str, float]:
    """Return the range that all claims on an axis share.

    :param axis: the bars
    :returns: its ends; empty if there is none, or if the claims have several scopes
    """
    ids = {bar.claim.id for bar in axis.bars}
    for found in axis.comparisons:
        if found.text and ids == set(found.claims):
            ends = drawn_range(found.low, found.high, axis_extent(axis))
            return {name: ends[name] for name in ("from", "to")}
    return {}
