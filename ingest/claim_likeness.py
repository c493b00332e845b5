"""Whether a claim and a line of gold state the same: family, subject, sign, object, number, place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

Row = Mapping[str, Any]
"""A claim record or a line of gold."""

_NEIGHBOURS = tuple(
    frozenset(names.split())
    for names in (
        "mechanism brain_region efficacy",
        "adverse_effect overdose_toxicity withdrawal dependence_abuse",
        "special_population contraindication dosing interaction monitoring patient_education",
        "indication efficacy regulatory evidence_limitation history",
        "identity history regulatory pharmacokinetics",
        "interaction adverse_effect",
    )
)


_IGNORED = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "and",
        "or",
        "to",
        "with",
        "by",
        "for",
        "from",
        "at",
        "as",
        "is",
        "are",
        "be",
        "may",
        "can",
        "its",
        "it",
        "this",
        "that",
        "use",
        "using",
        "used",
        "patients",
        "people",
        "drug",
        "effect",
        "effects",
        "symptom",
        "symptoms",
        "or",
    ]
)


_SIGNS = (
    ("agonist", r"(?<!ant)agonis|activat|stimulat"),
    ("antagonist", r"antagonis|inhibit|block"),
    ("up", r"increas|raises?|enhanc|improv|potentiat"),
    ("down", r"decreas|reduc|lower|suppress|diminish|attenuat"),
    ("treats", r"treat|used_?for|usedfor|prevent|cure|effective"),
    ("causes", r"cause|withdrawal_effect|overdose_effect"),
)


_OPPOSITE = (frozenset({"agonist", "antagonist"}), frozenset({"up", "down"}), frozenset({"treats", "causes"}))


_LONGEST = 3000


_POLARITY = {"affirmed": "pos", "denied": "neg", "positive": "pos", "negative": "neg"}


def same_thing(line: Row, claim: Row) -> bool:
    """Say whether family, subject, sign, object and number agree; polarity and place are the caller's.

    :param line: a line of gold
    :param claim: a claim record
    :returns: whether they agree
    """
    if not _near(line["family"], claim["family"]):
        return False
    subject = _tokens(line.get("subject"))
    if subject and not subject & _tokens(claim.get("subject")):
        return False
    signs = {_sign(line.get("predicate")), _sign(claim.get("predicate"))}
    if any(pair <= signs for pair in _OPPOSITE):
        return False
    names = [claim.get("object") or "", *(claim.get("object_synonyms") or [])]
    wanted = [line.get("object"), line.get("mention"), *(line.get("aliases") or [])]
    likeness = max(alike(one, other) for one in names for other in wanted)
    numbers, stated = numbers_of(line), numbers_of(claim)
    if line["family"] in ("pharmacokinetics", "dosing") and numbers:
        return bool(numbers & stated) or (not stated and likeness >= 0.75 and any(map(str.isdigit, names[0])))
    return likeness >= 0.5


def _near(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _NEIGHBOURS)


@lru_cache(maxsize=1 << 16)
def _tokens(text: str | None) -> frozenset[str]:
    words = (text or "").lower().replace("γ", "gamma").replace("α", "alpha").replace("δ", "delta")
    words = re.sub(r"gaba[\s_(\-‑]*b\b\)?", "gabab", words)
    words = re.sub(r"gaba[\s_(\-‑]*a\b\)?", "gabaa", words)
    found = set()
    for word in re.findall(r"[a-z0-9.]+", words):
        if word in _IGNORED:
            continue
        ending = next((end for end in ("ing", "es", "s", "ed") if len(word) > 5 and word.endswith(end)), "")
        found.add(word[: len(word) - len(ending)])
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def alike(one: str | None, other: str | None) -> float:
    """Return how much two names have in common: the F1 of their words.

    :param one: a name
    :param other: another
    :returns: from 0 to 1

    >>> alike("swelling of the ankles", "swelling")
    0.6666666666666666
    """
    first, second = _tokens(one), _tokens(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def numbers_of(row: Row) -> set[float]:
    """Return the numbers of a claim or a line of gold.

    :param row: the claim or the line
    :returns: its smallest and its largest value, as far as it has them
    """
    qualifiers = row.get("qualifiers") or {}
    found = set()
    for key in ("value_min", "value_max"):
        try:
            found.add(float(str(qualifiers.get(key, row.get(key)))))
        except ValueError:
            continue
    return found


def spans_of(row: Row, further: str) -> list[tuple[int, int]]:
    """Return the places of a claim or a line of gold.

    :param row: the claim or the line
    :param further: name of the field with its further places
    :returns: start and end of each
    """
    places = [row, *(row.get(further) or [])]
    return [
        (place["start"], place["end"])
        for place in places
        if place.get("start") is not None and place.get("end") is not None
    ]


def overlap(line: Row, claim: Row) -> bool:
    """Say whether a claim has a place of a line of gold.

    :param line: a line of gold
    :param claim: a claim record
    :returns: whether places of the two overlap
    """
    return any(
        min(end, stop) > max(start, begin) and stop - begin <= _LONGEST
        for start, end in spans_of(line, "restated")
        for begin, stop in spans_of(claim, "anchors")
    )


@lru_cache(maxsize=1 << 10)
def _sign(predicate: str | None) -> str | None:
    folded = re.sub(r"([a-z])([A-Z])", r"\1_\2", predicate or "").lower()
    return next((name for name, pattern in _SIGNS if re.search(pattern, folded)), None)


def polarity_of(row: Row) -> str | None:
    """Return the polarity of a claim or a line of gold.

    :param row: the claim or the line
    :returns: ``pos`` or ``neg``; affirmed unless it says otherwise
    """
    return _POLARITY.get(row.get("polarity") or "positive", "pos")
