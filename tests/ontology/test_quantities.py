"""Quantities are brought to one unit, compared with regard to bounds that exclude, and put into words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ontology.quantities import Range, common, quantity_words, relation, unit_of


def a(low: float | None, high: float | None, unit: str = "h", **marks: bool) -> Range:
    return Range.of(low, high, unit, **marks)


def over(low: float, high: float | None = None) -> Range:
    return a(low, high, min_excluded=True)


def under(high: float, low: float | None = None) -> Range:
    return a(low, high, max_excluded=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a(50, 100, "ug"), a(0.05, 0.1, "mg")),
        (a(1, 1, "kg"), a(1_000_000, 1_000_000, "mg")),
        (a(24, 48), a(1, 2, "d")),
        (a(1, 1, "wk"), a(7, 7, "d")),
        (a(12, 12, "mo"), a(1, 1, "a")),
        (a(90, 90, "min"), a(1.5, 1.5)),
        (a(5760, 5760, "ug/d"), a(5.76, 5.76, "mg/d")),
    ],
)
def test_equal_quantities_in_different_units_are_equal(one: Range, other: Range) -> None:
    assert one == other


@pytest.mark.parametrize("pair", [("mg", "mg/d"), ("h", "mg"), ("%", "1"), ("umol/L", "mg/mL"), ("[USD]", "1")])
def test_different_dimensions_do_not_meet(pair: tuple[str, str]) -> None:
    one, other = (a(1, 2, unit) for unit in pair)
    assert one.dimension != other.dimension
    assert not one.meets(other)
    assert not one.within(other)


@pytest.mark.parametrize(
    ("code", "factor"),
    [
        ("mg", Fraction(1, 10**6)),
        ("ug/d", Fraction(1, 10**9) / 86400),
        ("mL/min", Fraction(1, 10**6) / 60),
        ("umol/L", Fraction(1, 10**6) * 1000),
        ("mg/mL", Fraction(1, 10**6) * 10**6),
        ("g/mol", Fraction(1, 1000)),
        ("a", Fraction(36525, 100) * 86400),
        ("mo", Fraction(36525, 1200) * 86400),
        ("%", Fraction(1, 100)),
    ],
)
def test_the_factor_of_a_unit_leads_to_the_coherent_unit_of_the_si(code: str, factor: Fraction) -> None:
    assert unit_of(code).factor == factor


def test_a_unit_that_is_not_in_the_table_compares_with_itself_alone() -> None:
    assert a(1, 2, "furlong").meets(a(2, 3, "furlong"))
    assert not a(1, 2, "furlong").meets(a(1, 2, "1"))
    assert a(1, 2, "furlong").text("furlong") == "1–2 furlong"


@pytest.mark.parametrize(
    ("ranges", "how", "shared"),
    [
        ([a(2, 4), a(2.5, 4), a(2, 6)], "nested", a(2.5, 4)),
        ([a(1, 3), a(2, 4)], "overlapping", a(2, 3)),
        ([a(1, 2), a(3, 4)], "disjoint", None),
        ([a(None, 80), a(None, 100)], "nested", a(None, 80)),
        ([a(None, 270), a(300, None)], "disjoint", None),
        ([a(1, 2), a(2, 3)], "overlapping", a(2, 2)),
        ([a(1, 9), a(2, 3), a(5, 6)], "disjoint", None),
        ([a(60, 120, "min"), a(1, 3)], "nested", a(1, 2)),
        ([a(30, 300), over(300)], "disjoint", None),
        ([a(30, 300), over(200)], "overlapping", over(200, 300)),
        ([over(300), a(300, None)], "nested", over(300)),
        ([under(12), a(None, 12)], "nested", under(12)),
        ([under(12), a(12, None)], "disjoint", None),
        ([under(12), over(12)], "disjoint", None),
        ([over(2, 6), under(6, 2)], "overlapping", a(2, 6, min_excluded=True, max_excluded=True)),
    ],
)
def test_ranges_are_compared(ranges: list[Range], how: str, shared: Range | None) -> None:
    assert relation(ranges) == how
    assert relation(ranges[::-1]) == how
    assert common(ranges) == shared


def test_a_range_that_excludes_its_bound_is_within_one_that_includes_it_and_not_the_reverse() -> None:
    assert over(2).within(a(2, None))
    assert not a(2, None).within(over(2))
    assert a(3, None).within(over(2))


@pytest.mark.parametrize(
    ("low", "high", "unit", "marks", "words"),
    [
        (2.5, 4, "h", {}, "2.5–4 h"),
        (2, 6, "h", {"approximate": True}, "about 2–6 h"),
        (None, 80, "mg/d", {}, "up to 80 mg/day"),
        (400, None, "mg/d", {}, "at least 400 mg/day"),
        (100, None, "mg", {"min_excluded": True}, "more than 100 mg"),
        (None, 12, "%", {"max_excluded": True}, "under 12 %"),
        (200, 300, "mg/d", {"min_excluded": True}, "more than 200 and up to 300 mg/day"),
        (200, 300, "mg/d", {"max_excluded": True}, "at least 200 and under 300 mg/day"),
        (2, None, "h", {"min_excluded": True, "approximate": True}, "more than about 2 h"),
        (156, 156, "umol/L", {}, "156 µmol/L"),
        (8, 8, "1", {}, "8"),
        (6_000_000, None, "1", {"min_excluded": True}, "more than 6,000,000"),
        (-50, -25, "%", {}, "25–50 % less"),
        (-25, -25, "%", {}, "25 % less"),
        (-50, -25, "%", {"max_excluded": True}, "more than 25 and up to 50 % less"),
        (-5, 5, "%", {}, "−5 to 5 %"),
    ],
)
def test_a_quantity_reads_as_people_write_it(
    low: float | None, high: float | None, unit: str, marks: dict[str, Any], words: str
) -> None:
    decimals = [None if bound is None else Decimal(str(bound)) for bound in (low, high)]
    assert quantity_words(low, high, unit, **marks) == words
    assert quantity_words(decimals[0], decimals[1], unit, **marks) == words
    approximate = bool(marks.pop("approximate", False))
    assert Range.of(low, high, unit, **marks).text(unit, approximate=approximate) == words
