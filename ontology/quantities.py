"""Numbers and ranges with units: the one place that brings them to one unit, compares them and puts them into words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ontology.vocabulary import Unit, load_vocabulary

Number = Fraction | Decimal | float
_LONG = 10_000
RELATIONS = {
    "disjoint": "no range is common to all",
    "overlapping": "the ranges overlap",
    "nested": "each range is within the next wider one",
}
"""How ranges relate to each other, in words."""


def unit_of(code: str) -> Unit:
    """Return a unit of the table.

    :param code: its UCUM code
    :returns: the unit; a unit that is not in the table has a dimension of its own and cannot be compared with others

    >>> unit_of("ug").factor / unit_of("mg").factor
    Fraction(1, 1000)
    """
    return load_vocabulary().units.get(code) or Unit(code, code, code, code, code, Fraction(1), "")


def quantity_words(
    low: Number | None,
    high: Number | None,
    unit: str,
    *,
    min_excluded: bool = False,
    max_excluded: bool = False,
    approximate: bool = False,
) -> str:
    """Return a number or range in words, as tables, pages, exports and explanations show it.

    :param low: the lower bound; ``None`` for "up to" and "under"
    :param high: the upper bound; ``None`` for "at least" and "more than"
    :param unit: the UCUM code of the unit
    :param min_excluded: whether the lower bound itself is excluded, as by "more than"
    :param max_excluded: whether the upper bound itself is excluded, as by "under"
    :param approximate: whether the quantity is "about" so much
    :returns: the words; a negative percentage is a reduction

    >>> quantity_words(2, 6, "h", approximate=True)
    'about 2–6 h'
    >>> quantity_words(None, 80, "mg/d"), quantity_words(100, None, "mg/d", min_excluded=True)
    ('up to 80 mg/day', 'more than 100 mg/day')
    >>> quantity_words(-50, -25, "%")
    '25–50 % less'
    >>> quantity_words(1, 1, "wk"), quantity_words(None, 12, "a", max_excluded=True)
    ('1 week', 'under 12 years')
    >>> quantity_words(1500, 1500, "mg"), quantity_words(6_000_000, None, "1", min_excluded=True)
    ('1500 mg', 'more than 6,000,000')
    """
    known = unit_of(unit)
    is_word = known.short == known.label  # a symbol has no plural
    name = known.plural if is_word and (low if high is None else high) != 1 else known.short
    if unit == "%" and low is not None and high is not None and high < 0:
        low, high, min_excluded, max_excluded = -high, -low, max_excluded, min_excluded
        name += " less"
    about = "about " if approximate else ""
    lower = f"{'more than' if min_excluded else 'at least'} {about}{_digits(low)}"
    upper = f"{'under' if max_excluded else 'up to'} {about}{_digits(high)}"
    if low is None or high is None:
        words = upper if low is None else lower
    elif min_excluded or max_excluded:
        words = f"{lower} and {upper}"
    elif low == high:
        words = f"{about}{_digits(low)}"
    else:
        words = f"{about}{_digits(low)}{' to ' if low < 0 else '–'}{_digits(high)}"
    return f"{words} {name}".rstrip()


def _digits(number: Number | None) -> str:
    """Return a number as people write it, to six decimal places; long ones with commas."""
    if number is None:
        return ""
    text = f"{float(number):{',' if abs(float(number)) >= _LONG else ''}.6f}".rstrip("0").rstrip(".")
    return text.replace("-", "−")


@dataclass(frozen=True)
class Range:
    """A range of numbers in the base unit of its dimension.

    :param low: the lower bound; ``None`` for "up to"
    :param high: the upper bound; ``None`` for "at least"
    :param dimension: such as ``mass per time``; only ranges of one dimension can be compared
    :param min_excluded: whether the lower bound itself is not in the range
    :param max_excluded: whether the upper bound itself is not in the range
    """

    low: Fraction | None
    high: Fraction | None
    dimension: str
    min_excluded: bool = False
    max_excluded: bool = False

    @classmethod
    def of(
        cls,
        low: Number | None,
        high: Number | None,
        unit: str,
        *,
        min_excluded: bool = False,
        max_excluded: bool = False,
    ) -> Range:
        """Return the range of a quantity.

        :param low: the lower bound, in the unit
        :param high: the upper bound, in the unit
        :param unit: the UCUM code of the unit
        :param min_excluded: whether the lower bound itself is excluded
        :param max_excluded: whether the upper bound itself is excluded
        :returns: the range in the base unit

        >>> Range.of(50, 100, "ug") == Range.of(0.05, 0.1, "mg")
        True
        """
        known = unit_of(unit)
        ends = [None if number is None else Fraction(str(number)) * known.factor for number in (low, high)]
        return cls(ends[0], ends[1], known.dimension, min_excluded, max_excluded)

    def meets(self, other: Range) -> bool:
        """Return whether some number is in both ranges.

        :param other: the other range
        :returns: false also where the dimensions differ
        """
        return common([self, other]) is not None

    def within(self, other: Range) -> bool:
        """Return whether every number of this range is in the other.

        :param other: the other range
        :returns: false also where the dimensions differ
        """
        return common([self, other]) == self

    def text(self, unit: str, *, approximate: bool = False) -> str:
        """Return the range in words.

        :param unit: the UCUM code of the unit to write it in
        :param approximate: whether the quantity is "about" so much
        :returns: the words of :func:`quantity_words`

        >>> Range.of(90, 120, "min").text("h")
        '1.5–2 h'
        """
        factor = unit_of(unit).factor
        low, high = (None if end is None else end / factor for end in (self.low, self.high))
        return quantity_words(
            low,
            high,
            unit,
            min_excluded=self.min_excluded,
            max_excluded=self.max_excluded,
            approximate=approximate,
        )


def relation(ranges: Sequence[Range]) -> str:
    """Return how ranges relate to each other.

    :param ranges: at least two ranges of one dimension
    :returns: ``disjoint`` when some two have nothing in common, ``nested`` when of any two one is in the other, else
        ``overlapping``
    """
    pairs = [(one, other) for place, one in enumerate(ranges) for other in ranges[place + 1 :]]
    if not all(one.meets(other) for one, other in pairs):
        return "disjoint"
    return "nested" if all(one.within(other) or other.within(one) for one, other in pairs) else "overlapping"


def common(ranges: Sequence[Range]) -> Range | None:
    """Return the range that is common to all ranges.

    :param ranges: at least one range
    :returns: the common range; ``None`` where there is none

    >>> common([Range.of(1, 3, "h"), Range.of(2, None, "h", min_excluded=True)]).text("h")
    'more than 2 and up to 3 h'
    """
    if len({item.dimension for item in ranges}) > 1:
        return None
    lows = [(item.low, item.min_excluded) for item in ranges if item.low is not None]
    highs = [(item.high, not item.max_excluded) for item in ranges if item.high is not None]
    low, min_excluded = max(lows, default=(None, False))  # of two equal bounds the one that is excluded is narrower
    high, max_included = min(highs, default=(None, True))
    if low is not None and high is not None and (low > high or (low == high and (min_excluded or not max_included))):
        return None
    return Range(low, high, ranges[0].dimension, min_excluded, not max_included)


def are_limits(ranges: Sequence[Range]) -> bool:
    """Return whether all ranges are open at the same end, as maxima are: what they have in common is not an agreement.

    :param ranges: at least one range
    :returns: true if no range has a lower bound, or none has an upper bound
    """
    return all(item.low is None for item in ranges) or all(item.high is None for item in ranges)


def range_words(how: str, shared: str, *, limits: bool = False) -> str:
    """Return in words how ranges relate to each other and what is common to all.

    :param how: what :func:`relation` returned
    :param shared: the common range in words; empty for none
    :param limits: whether the ranges are limits, such as maxima
    :returns: one line

    >>> range_words("overlapping", "3–4 h")
    'the ranges overlap; common to all: 3–4 h'
    >>> range_words("nested", "up to 80 mg/day", limits=True)
    'the limits differ'
    """
    if limits:
        return "the limits differ"
    return f"{RELATIONS[how]}; common to all: {shared}" if shared else RELATIONS[how]
