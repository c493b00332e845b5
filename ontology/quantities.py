"""Ranges of numbers with units: brought to one unit by UCUM, compared, and written as people read them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from ontology.vocabulary import load_vocabulary

_PREFIXES = {"k": 3, "d": -1, "c": -2, "m": -3, "u": -6, "n": -9, "p": -12}
_METRIC = ("g", "L", "l", "mol", "m", "s")
_SECONDS = {"min": 60, "h": 3600, "d": 86400, "wk": 604800, "mo": 2629800, "a": 31557600}
_OTHER_NAMES = {"l": "L"}
RELATIONS = {
    "disjoint": "no range is common to all",
    "overlapping": "the ranges overlap",
    "nested": "each range lies in the next wider one",
}
"""How ranges lie to each other, in words."""


@dataclass(frozen=True)
class Range:
    """A range of numbers in base units.

    :param low: lower end; ``None`` for "up to"
    :param high: upper end; ``None`` for "at least"
    :param dimension: the base unit, such as ``g/s``; only ranges of one dimension can be compared
    """

    low: Fraction | None
    high: Fraction | None
    dimension: str

    @classmethod
    def of(cls, quantity: Mapping[str, Any]) -> Range:
        """Return the range of a quantity.

        :param quantity: ``min``, ``max`` and ``unit``, as in a qualifier

        >>> Range.of({"min": 50, "max": 100, "unit": "ug"}) == Range.of({"min": 0.05, "max": 0.1, "unit": "mg"})
        True
        """
        dimension, factor = base_unit(quantity["unit"])
        low, high = _exact(quantity.get("min")), _exact(quantity.get("max"))
        return cls(None if low is None else low * factor, None if high is None else high * factor, dimension)

    @classmethod
    def of_value(cls, record: Mapping[str, Any]) -> Range | None:
        """Return the range of a claim's value, or ``None`` where it has none."""
        if not record.get("unit"):
            return None
        return cls.of({"min": record.get("value_min"), "max": record.get("value_max"), "unit": record["unit"]})

    def meets(self, other: Range) -> bool:
        """Tell whether some number lies in both ranges."""
        return common([self, other]) is not None

    def within(self, other: Range) -> bool:
        """Tell whether every number of this range lies in the other."""
        return (
            self.dimension == other.dimension
            and (other.low is None or (self.low is not None and self.low >= other.low))
            and (other.high is None or (self.high is not None and self.high <= other.high))
        )

    def text(self, unit: str, *, approximate: bool = False) -> str:
        """Return the range in words.

        :param unit: UCUM code of the unit to write it in
        :param approximate: for "about"

        >>> Range.of({"min": 2, "max": 6, "unit": "h"}).text("h", approximate=True)
        'about 2–6 h'
        """
        _, factor = base_unit(unit)
        known = load_vocabulary().units.get(unit)
        low, high = _number(self.low, factor), _number(self.high, factor)
        name = "" if unit == "1" else f" {known.short if known else unit}"
        if self.low is None:
            words = f"up to {high}{name}"
        elif self.high is None:
            words = f"{low}{name} or more"
        else:
            joined = " to " if self.low < 0 else "–"
            words = f"{low if low == high else f'{low}{joined}{high}'}{name}"
        return f"about {words}" if approximate else words


def relation(ranges: Sequence[Range]) -> str:
    """Return how ranges lie to each other: ``disjoint`` when some two have nothing in common, ``nested`` when of any
    two one lies in the other, else ``overlapping``.

    :param ranges: at least two ranges of one dimension
    """
    pairs = [(one, other) for place, one in enumerate(ranges) for other in ranges[place + 1 :]]
    if not all(one.meets(other) for one, other in pairs):
        return "disjoint"
    return "nested" if all(one.within(other) or other.within(one) for one, other in pairs) else "overlapping"


def common(ranges: Sequence[Range]) -> Range | None:
    """Return the range that lies in all ranges, or ``None`` where there is none.

    :param ranges: at least one range
    """
    if len({item.dimension for item in ranges}) > 1:
        return None
    lows = [item.low for item in ranges if item.low is not None]
    highs = [item.high for item in ranges if item.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if low is not None and high is not None and low > high:
        return None
    return Range(low, high, ranges[0].dimension)


def are_limits(ranges: Sequence[Range]) -> bool:
    """Tell whether all ranges are open at the same end, as maxima are: what they have in common is no agreement.

    :param ranges: at least one range
    """
    return all(item.low is None for item in ranges) or all(item.high is None for item in ranges)


def range_words(how: str, shared: str, *, limits: bool = False) -> str:
    """Return in words how ranges lie to each other and what is common to all.

    :param how: what :func:`ontology.quantities.relation` returned
    :param shared: the common range in words; empty for none
    :param limits: whether the ranges are limits, such as maxima

    >>> range_words("overlapping", "3–4 h")
    'the ranges overlap; common to all: 3–4 h'
    >>> range_words("nested", "up to 80 mg/day", limits=True)
    'the limits differ'
    """
    if limits:
        return "the limits differ"
    return f"{RELATIONS[how]}; common to all: {shared}" if shared else RELATIONS[how]


@lru_cache(maxsize=256)
def base_unit(code: str) -> tuple[str, Fraction]:
    """Return the base unit of a UCUM code and the number by which to multiply to come to it.

    :param code: a UCUM code; one that is no product of metric units and times is its own base unit

    >>> base_unit("ug/d")[0] == base_unit("mg/h")[0]
    True
    """
    names, factor = [], Fraction(1)
    for place, part in enumerate(code.split("/")):
        name, number = _part(part)
        names.append(name)
        factor = factor * number if place == 0 else factor / number
    return "/".join(names), factor


def _part(code: str) -> tuple[str, Fraction]:
    if code in _SECONDS:
        return "s", Fraction(_SECONDS[code])
    found = re.fullmatch(rf"([{''.join(_PREFIXES)}]?)({'|'.join(_METRIC)})", code)
    if not found:
        return code, Fraction(1)
    prefix, name = found.groups()
    return _OTHER_NAMES.get(name, name), Fraction(10) ** _PREFIXES.get(prefix, 0)


def _exact(number: Any) -> Fraction | None:
    return None if number is None else Fraction(str(number))


def _number(number: Fraction | None, factor: Fraction) -> str:
    """Return a number as people write it, to six places."""
    if number is None:
        return ""
    text = f"{float(number / factor):.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")
