"""How a finding was made, as far as its sentence says so: kind of study, people, dose, duration, comparator."""

from __future__ import annotations

import re
from typing import Any

from ingest.extraction.language.model import Passage
from ingest.extraction.language.quantities import amounts

STUDY = re.compile(
    r"\b(?:placebo|dummy|trials?|stud(?:y|ies)|meta-?analys[ei]s|reviews?|randomi[sz]ed|rcts?|double-blind|open-label|"
    r"compared (?:with|to)|versus|significant(?:ly)?|(?:in|over|after|for) \d+ (?:weeks|months)|participants|subjects|"
    r"\d+ (?:people|patients|adults)|case reports?|cohort|cochrane|pooled|shown|demonstrated)\b"
)
"""Words of reports of studies."""

_DESIGNS = (
    (re.compile(r"\b(?:systematic|cochrane) reviews?\b|\bmeta-?analys[ei]s\b"), "MESH:D000078182"),
    (re.compile(r"\brandomi[sz]ed\b|\brcts?\b"), "MESH:D016449"),
    (re.compile(r"\bdouble-blind(?:ed)?\b"), "MESH:D004311"),
    (re.compile(r"\bcase (?:reports?|series)\b"), "MESH:D002363"),
    (re.compile(r"\bretrospective\b"), "MESH:D012189"),
    (re.compile(r"\bcohort\b"), "MESH:D015331"),
    (re.compile(r"\b(?:clinical|controlled|pilot|open-label|crossover|cross-over) (?:trials?|stud(?:y|ies))\b"),
     "MESH:D016430"),
)  # fmt: skip
"""What a sentence calls the study, and its publication type; the first that fits holds."""

_SIZE = re.compile(
    r"\bn ?= ?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\b|"
    r"(?<![\d.,%-])(?P<n2>\d{1,3}(?:,\d{3})+|\d{2,6}) (?:[a-z-]+ ){0,2}(?:people|patients|participants|adults|subjects|"
    r"veterans|smokers|drinkers|volunteers|individuals|outpatients|children|adolescents|men|women)\b"
)
_DURATION = re.compile(
    r"\b(?:for|over|after|during|at|lasting|within) (?:(?:a|the|about|up to|total|of|first) ){0,3}(?P<n>\d{1,3}|two|"
    r"three|four|six|eight|ten|twelve) ?-?(?P<unit>days?|weeks?|months?|years?)\b|"
    r"\b(?P<n2>\d{1,3}|two|three|four|six|eight|ten|twelve)-(?P<unit2>day|week|month|year)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "six": 6, "eight": 8, "ten": 10, "twelve": 12}
_UNITS = {"d": "days", "w": "weeks", "m": "months", "y": "years"}
_PLACEBO = re.compile(
    r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to|over|from|against|and|or|beat|outperform(?:ed)?|to|in|on|"
    r"received|receiving|for|by) (?:those |people |patients |participants )?(?:(?:in|on|with|given|who|taking|"
    r"receiving|"
    r"received|the|a|matched|matching|for) ){0,4}(?:placebo|dummy|sugar pills?)\b|\bplacebo-controlled\b"
)
_DOSE_UNITS = frozenset(["mg", "mg/d", "g", "mg/kg", "mg/kg/d", "ug", "ug/d"])


def design_of(passage: Passage) -> dict[str, Any]:
    """Return what a sentence says of the study, each only where it gives one alone.

    :param passage: the sentence
    :returns: qualifiers: comparator, sample size, time of treatment, dose, and the kind of study for the record
    """
    text = passage.folded
    found: dict[str, Any] = {}
    for pattern, design in _DESIGNS:
        if pattern.search(text):
            found["_design"] = design
            break
    if _PLACEBO.search(text):
        found["comparator"] = "drugkg:placebo"
    elif (other := _compared_drug(passage)) is not None:
        found["_comparator"] = other
    sizes = {(m["n"] or m["n2"]).replace(",", "") for m in _SIZE.finditer(text)}
    if len(sizes) == 1:
        size = int(sizes.pop())
        found["sample_size"] = {"min": size, "max": size, "unit": "1"}
    lengths = {(m["n"] or m["n2"], (m["unit"] or m["unit2"])[0]) for m in _DURATION.finditer(text)}
    if len(lengths) == 1:
        number, unit = lengths.pop()
        found["regimen"] = f"for {_NUMBERS.get(number, number)} {_UNITS[unit]}"
    doses = [
        a for a in amounts(passage.text) if a.unit in _DOSE_UNITS and passage.text[a.end : a.end + 2].lower() != "/d"
    ]
    if len(doses) == 1 and not _others_dose(passage, doses[0].start):
        found["dose"] = {key: value for key, value in doses[0].record().items() if key != "approximate"}
    return found


_THAN = re.compile(r"\b(?:than|versus|vs\.?|compared (?:with|to)|relative to)\b")


def _compared_drug(passage: Passage) -> str | None:
    """Return the other drug that a sentence compares with."""
    match = _THAN.search(passage.folded)
    if match is None:
        return None
    for mention in passage.mentions:
        if mention.entry.category == "drug" and match.end() <= mention.start <= match.end() + 60:
            return None if passage.context.is_own(mention) else mention.entry.label
    return None


def _others_dose(passage: Passage, place: int) -> bool:
    """Say whether another drug is named near a dose."""
    return any(
        mention.entry.category == "drug" and not passage.context.is_own(mention) and abs(mention.start - place) < 50
        for mention in passage.mentions
    )
