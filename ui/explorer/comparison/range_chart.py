"""Ranges as bars on one axis: a diamond for a single number, an arrow for an open end, the words of each above it.

A chart is a list in HTML: it needs no library in the browser, follows the theme, and its words wrap on a narrow screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import floor, log10
from typing import Any

from markupsafe import Markup

from queries.display_text import clean
from ui.explorer.frame.markup import joined

STYLE = Markup("""<style>
.bars { margin: 0; line-height: 1.35; overflow-wrap: anywhere; --bar: #4a86b8 }
.bars ul { margin: 0; padding: 0 0 0.2rem; list-style: none; position: relative }
.bars .plot { position: relative }
.bars li { margin: 0; padding: 0.15rem 0; list-style: none; position: relative; font-size: 0.9rem }
.bars a { color: inherit; text-decoration: underline dotted 1px color-mix(in srgb, currentColor 50%, transparent);
  text-underline-offset: 0.22em }
.bars a:hover { text-decoration-style: solid }
.bars a:focus-visible { outline: 2px solid currentColor; outline-offset: 2px }
.bars .track, .bars .ticks { position: relative; height: 14px; display: block }
.bars .bar { position: absolute; top: 2px; height: 11px; min-width: 2px; background: var(--bar);
  --low: 0px; --high: 0px;
  clip-path: polygon(0 50%, var(--low) 0, calc(100% - var(--high)) 0, 100% 50%, calc(100% - var(--high)) 100%,
    var(--low) 100%) }
.bars .bar.low { --low: 9px }
.bars .bar.high { --high: 9px }
.bars .point { position: absolute; top: 2px; width: 10px; height: 10px; margin-left: -5px; background: var(--bar);
  transform: rotate(45deg) }
.bars .line { position: absolute; top: 0; bottom: 0;
  border-left: 1px solid color-mix(in srgb, currentColor 16%, transparent) }
.bars .shared { position: absolute; top: 0; bottom: 0; background: rgba(90, 164, 105, 0.22);
  border: 1px dashed rgba(110, 118, 129, 0.8) }
.bars .ticks { font-size: 0.8rem; height: 1.2rem; opacity: 0.86 }
.bars .ticks span { position: absolute; transform: translateX(-50%); white-space: nowrap }
.bars .ticks span:first-child { transform: none }
.bars .unit { font-size: 0.8rem; text-align: center; opacity: 0.86 }
</style>""")
_ROW = Markup('<li title="{}">{}<span class="track" aria-hidden="true">{}</span></li>')
_CHART = Markup(
    '<div class="bars" role="group" aria-label="{}"><div class="plot">{}<ul>{}</ul></div>'
    '<div class="ticks" aria-hidden="true">{}</div>'
    '<div class="unit">{}</div></div>'
)
_TICKS = 6


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


def range_chart(
    rows: Sequence[Mapping[str, Any]],
    *,
    unit: str,
    within: tuple[float, float],
    tips: Iterable[str],
    description: str,
    band: Mapping[str, float] | None = None,
) -> Markup:
    """Return ranges as bars.

    :param rows: for each bar what :func:`drawn_range` returned, with ``caption``, ``point`` (whether it is a single
        number), the words for a tooltip, and ``href`` if its words are a link; in the order from top to bottom
    :param unit: of the axis
    :param within: where the axis begins and ends
    :param tips: names of the words for a tooltip
    :param description: what the chart shows, for those who cannot see it
    :param band: ends (``from``, ``to``) of a range to shade behind the bars
    :returns: HTML, with its style
    """
    names = list(tips)
    marks = ticks(within)
    behind = [Markup('<span class="line" style="left:{}%"></span>').format(_at(x, within)) for x in marks]
    if band:
        place = _span(band["from"], band["to"], within)
        behind.append(Markup('<span class="shared" style="{}"></span>').format(place))
    items = [_ROW.format(_tip(row, names), _words(row), _drawn(row, within)) for row in rows]
    scale = [Markup('<span style="left:{}%">{}</span>').format(_at(x, within), f"{x:,g}") for x in marks]
    return STYLE + _CHART.format(clean(description), joined(behind), joined(items), joined(scale), clean(unit))


def ticks(within: tuple[float, float]) -> list[float]:
    """Return round numbers to mark on an axis.

    :param within: where it begins and ends
    :returns: at most seven numbers, in order

    >>> ticks((0, 448))
    [0.0, 100.0, 200.0, 300.0, 400.0]
    """
    low, high = within
    rough = (high - low) / _TICKS
    size = 10.0 ** floor(log10(rough)) if rough > 0 else 1.0
    step = next(size * factor for factor in (1, 2, 2.5, 5, 10) if size * factor >= rough * 0.999)
    first = -floor(-low / step)
    return [round(step * at, 10) for at in range(first, floor(high / step) + 1)]


def _tip(row: Mapping[str, Any], names: Sequence[str]) -> str:
    return "\n".join(f"{name}: {clean(str(row[name]))}" for name in names if row.get(name))


def _words(row: Mapping[str, Any]) -> Markup | str:
    caption = clean(row["caption"])
    return Markup('<a href="{}">{}</a>').format(row["href"], caption) if row.get("href") else caption


def _drawn(row: Mapping[str, Any], within: tuple[float, float]) -> Markup:
    if row["point"]:
        return Markup('<span class="point" style="left:{}%"></span>').format(_at(row["from"], within))
    ends = " ".join(name for name, key in (("low", "open_low"), ("high", "open_high")) if row[key])
    place = _span(row["from"], row["to"], within)
    return Markup('<span class="bar {}" style="{}"></span>').format(ends, place)


def _at(number: float, within: tuple[float, float]) -> str:
    """Return the place of a number on its axis in percent."""
    low, high = within
    return f"{100 * (number - low) / (high - low):.2f}"


def _span(low: float, high: float, within: tuple[float, float]) -> str:
    left, right = float(_at(low, within)), float(_at(high, within))
    return f"left:{left:.2f}%;width:{right - left:.2f}%"
