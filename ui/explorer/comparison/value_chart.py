"""Numbers of several claims as bars on one axis: a point for a single number, a pointer for a missing end."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import streamlit as st

from queries.claims.position import standing_words
from queries.comparison.values import Axis, Bar
from ui.explorer.comparison.range_chart import drawn_range, extent, range_chart
from ui.explorer.frame.addresses import address

NO_TITLES: Mapping[str, str] = MappingProxyType({})
_TIPS = ("Value", "Document", "About", "Qualifiers", "Standing", "Statement")


def chart_rows(axis: Axis, titles: Mapping[str, str] = NO_TITLES) -> list[dict[str, Any]]:
    """Return what is drawn for each bar, in order.

    :param axis: the bars
    :param titles: identifier of a document → its short title
    :returns: a mapping each: ``claim``, ``caption``, ``href`` (the address of the claim), ends of the bar as drawn
        (``from``, ``to``), whether it is a point, and whether an end is open (``open_low``, ``open_high``), with the
        words for a tooltip
    """
    within = axis_extent(axis)
    return [
        {
            "claim": bar.claim.id,
            "caption": caption(bar, titles),
            "href": address("evidence", claim=bar.claim.id),
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


def show_value_chart(axis: Axis, titles: Mapping[str, str] = NO_TITLES) -> None:
    """Draw the values of a quantity, each a link to its claim.

    :param axis: the bars
    :param titles: identifier of a document → its short title
    """
    chart = range_chart(
        chart_rows(axis, titles), unit=axis.unit or "number", within=axis_extent(axis), tips=_TIPS,
        description=f"{axis.title}: a bar for each claim", band=band(axis),
    )  # fmt: skip
    st.html(chart)


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
