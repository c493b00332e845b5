"""Claims of our own that disagree, for the tests of the rules."""

from __future__ import annotations

from typing import Any

from tests.support.claims import claim

COMMON, RARE, VERY_COMMON = (f"drugkg:frequency-{band}" for band in ("common", "rare", "very-common"))
SERIOUS, SEVERE, MILD = "drugkg:severity-serious", "drugkg:severity-severe", "drugkg:severity-mild"
MAXIMUM, STARTING = "drugkg:phase-maximum", "drugkg:phase-starting"
Claims = list[dict[str, Any]]


def half_life(number: str, low: float, high: float, unit: str = "h", **fields: Any) -> dict[str, Any]:
    fields = {"family": "pharmacokinetics", **fields}
    return claim(number, "x hasHalfLife", value_min=low, value_max=high, unit=unit, **fields)


def dose(number: str, low: float | None, high: float | None, unit: str = "mg/d", **fields: Any) -> dict[str, Any]:
    illness = fields.pop("illness", "illness")
    fields = {"family": "dosing", **fields}
    return claim(number, f"x hasDose {illness}", value_min=low, value_max=high, unit=unit, **fields)


def over(number: int) -> dict[str, Any]:
    return {"min": number, "min_excluded": True, "unit": "mg/d"}


def appraised(number: str, what: str, **fields: Any) -> dict[str, Any]:
    return claim(number, f"use evidenceAppraisedAs appraisal-{what}", family="efficacy", **fields)


def approved(number: str, **fields: Any) -> dict[str, Any]:
    return claim(number, "use approvedIn utopia", family="regulatory", **fields)
