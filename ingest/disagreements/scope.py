"""The scope of claims: the qualifiers by which two claims differ, exclude each other or could be reconciled."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ingest.claims import ClaimRecord, QualifierValue, Quantity
from ingest.disagreements.claims import qualifier
from ingest.disagreements.model import Background

SCOPE = (
    "dose", "dose_level", "route", "formulation", "population", "age", "species", "condition", "comparator",
    "endpoint", "anatomical_context", "enantiomer", "target", "phase", "measure", "duration", "jurisdiction", "year",
)  # fmt: skip
"""Qualifiers that limit the scope of a claim; two claims that differ in one of them may both be true."""

_NEVER_MISSED = ("comparator", "species")
"""Qualifiers whose absence on one side says nothing: most claims are on people and compare with nothing."""


def different_scopes(records: Iterable[ClaimRecord]) -> list[ClaimRecord]:
    """Return one claim for each scope, so that pairs of many documents are compared once.

    :param records: the claims
    :returns: the first of each, in their order
    """
    first: dict[object, ClaimRecord] = {}
    for record in records:
        first.setdefault(tuple((key, record.qualifiers[key]) for key in SCOPE if key in record.qualifiers), record)
    return list(first.values())


def all_apart(ones: Iterable[ClaimRecord], others: Iterable[ClaimRecord], background: Background) -> bool:
    """Return whether the scopes of any two claims of two sides exclude each other.

    :param ones: the claims of one side
    :param others: the claims of the other side
    :param background: the hierarchy of kinds
    :returns: true if each pair is apart
    """
    second = different_scopes(others)
    return all(separating(one, other, background) for one in different_scopes(ones) for other in second)


def separating(one: ClaimRecord, other: ClaimRecord, background: Background) -> set[str]:
    """Return the qualifiers by which the scopes of two claims exclude each other.

    :param one: a claim
    :param other: a claim
    :param background: the hierarchy of kinds
    :returns: keys of qualifiers
    """
    first, second = one.qualifiers, other.qualifiers
    return {
        key for key in SCOPE if key in first and key in second and not _same_scope(first[key], second[key], background)
    }


def missing(one: ClaimRecord, other: ClaimRecord) -> set[str]:
    """Return the scope qualifiers that only one of two claims has.

    :param one: a claim
    :param other: a claim
    :returns: keys of qualifiers
    """
    first, second = one.qualifiers, other.qualifiers
    return {key for key in SCOPE if (key in first) != (key in second) and key not in _NEVER_MISSED}


def reconcilers(ones: Sequence[ClaimRecord], others: Sequence[ClaimRecord], background: Background) -> set[str]:
    """Return the qualifiers that could reconcile two sides, if the claims without them were completed.

    A qualifier that a side gives with several values reconciles nothing: what was found at low and at high dose
    was found whatever the dose.

    :param ones: the claims of one side
    :param others: the claims of the other side
    :param background: the hierarchy of kinds
    :returns: keys of qualifiers
    """
    ones, others = different_scopes(ones), different_scopes(others)
    pairs = [(one, other) for one in ones for other in others]
    found = {key for one, other in pairs for key in separating(one, other, background) | _narrower(one, other)}
    for key in {key for one, other in pairs for key in missing(one, other)} - found:
        for side in (ones, others):
            values = {qualifier(record, key) for record in side if qualifier(record, key) is not None}
            if len(values) == 1 and not any(qualifier(record, key) for record in (others if side is ones else ones)):
                found.add(key)
    return found


def _narrower(one: ClaimRecord, other: ClaimRecord) -> set[str]:
    """Return the keys of the scope for which two claims name different things, be one a kind of the other."""
    values = ((key, qualifier(one, key), qualifier(other, key)) for key in SCOPE)
    return {
        key for key, first, second in values if first != second and isinstance(first, str) and isinstance(second, str)
    }


def _same_scope(one: QualifierValue, other: QualifierValue, background: Background) -> bool:
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.range.meets(other.range)
    return one == other or background.akin(str(one), str(other))
