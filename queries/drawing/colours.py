"""Colours of drawn graphs, for light and for dark surroundings; shapes and line ends say the same without them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Palette(NamedTuple):
    """Colours of one theme, as in CSS.

    :param ground: behind everything
    :param ink: text
    :param faint: text of the legend, and what is neither raised nor lowered
    :param signs: sign of an edge → its line
    :param disputed: lines that a claim denies or contradicts
    :param chosen: around what is pointed out
    :param kinds: kind of a node → filling and outline
    """

    ground: str
    ink: str
    faint: str
    signs: Mapping[int | None, str]
    disputed: str
    chosen: str
    kinds: Mapping[str, tuple[str, str]]


LIGHT = Palette(
    ground="#ffffff",
    ink="#17212b",
    faint="#53606d",
    signs={1: "#0b5cad", -1: "#8a4300", None: "#53606d", 0: "#53606d"},
    disputed="#c62828",
    chosen="#f2b134",
    kinds={
        "drug": ("#dbeafe", "#1d4ed8"),
        "receptor": ("#ede9fe", "#6d28d9"),
        "activity": ("#e6f6ee", "#047857"),
        "place": ("#fef3c7", "#a16207"),
        "finding": ("#fce7f3", "#be185d"),
        "outcome": ("#e0f2fe", "#0369a1"),
        "exposure": ("#eef0f2", "#4b5563"),
        "other": ("#ffffff", "#6b7280"),
    },
)

DARK = Palette(
    ground="#171614",
    ink="#eef2f6",
    faint="#aab4bf",
    signs={1: "#7cb8f0", -1: "#f0a860", None: "#aab4bf", 0: "#aab4bf"},
    disputed="#ff7b72",
    chosen="#f2b134",
    kinds={
        "drug": ("#172b52", "#7aa7f7"),
        "receptor": ("#2b1f4d", "#b79cf5"),
        "activity": ("#0f3327", "#4fcf9d"),
        "place": ("#3d2f0a", "#e2b53e"),
        "finding": ("#431a30", "#f08cbb"),
        "outcome": ("#0d3145", "#6cc4f5"),
        "exposure": ("#2b3036", "#aab4bf"),
        "other": ("#1f1e1c", "#aab4bf"),
    },
)

PALETTES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK}
"""Name of a theme → its colours."""
