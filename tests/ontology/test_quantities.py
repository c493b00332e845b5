"""Units are brought together by UCUM, ranges compared and written as people read them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ontology.quantities import Range, base_unit, common, relation


def a(low: float | None, high: float | None, unit: str = "h") -> Range:
    return Range.of({"min": low, "max": high, "unit": unit})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (a(50, 100, "ug"), a(0.05, 0.1, "mg")),
        (a(24, 48), a(1, 2, "d")),
        (a(90, 90, "min"), a(1.5, 1.5)),
        (a(240, 240, "ug/h"), a(5.76, 5.76, "mg/d")),
        (a(1, 1, "umol/L"), a(0.001, 0.001, "mmol/L")),
        (a(1, 1, "mg/mL"), a(1, 1, "g/L")),
    ],
)
def test_equal_quantities_in_different_units_are_equal(one: Range, other: Range) -> None:
    assert one == other


@pytest.mark.parametrize("pair", [("mg", "mg/d"), ("h", "mg"), ("%", "1"), ("umol/L", "mg/mL")])
def test_different_dimensions_do_not_meet(pair: tuple[str, str]) -> None:
    one, other = (a(1, 2, unit) for unit in pair)
    assert one.dimension != other.dimension
    assert not one.meets(other)


def test_an_unknown_unit_is_its_own_base() -> None:
    assert base_unit("[USD]") == ("[USD]", Fraction(1))


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
    ],
)
def test_ranges_are_compared(ranges: list[Range], how: str, shared: Range | None) -> None:
    assert relation(ranges) == how
    assert common(ranges) == shared


@pytest.mark.parametrize(
    ("quantity", "approximate", "text"),
    [
        ({"min": 2.5, "max": 4, "unit": "h"}, False, "2.5–4 h"),
        ({"min": 2, "max": 6, "unit": "h"}, True, "about 2–6 h"),
        ({"max": 80, "unit": "mg/d"}, False, "up to 80 mg/day"),
        ({"min": 300, "unit": "mg/d"}, False, "300 mg/day or more"),
        ({"min": 50, "max": 100, "unit": "ug"}, False, "50–100 µg"),
        ({"min": 8, "max": 8, "unit": "1"}, False, "8"),
        ({"min": -50, "max": -25, "unit": "%"}, False, "−50 to −25 %"),
    ],
)
def test_a_range_in_words(quantity: dict[str, Any], approximate: bool, text: str) -> None:
    assert Range.of(quantity).text(quantity["unit"], approximate=approximate) == text
