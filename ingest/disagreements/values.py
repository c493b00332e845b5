"""Disagreements on numbers and on what can have one value only: ranges, doses by indication, origin, year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from itertools import combinations
from typing import Any

from ingest.claims import ClaimRecord, Quantity
from ingest.disagreements.claims import grouped, matter, predicate_label, qualifier, thing
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.scope import reconcilers, separating
from ontology.quantities import Range, are_limits, common, range_words, relation

ORAL = "drugkg:oral-route"
"""The route that is meant where none is named."""

MAXIMUM, MAINTENANCE = "drugkg:phase-maximum", "drugkg:phase-maintenance"

DOSES = ("hasDose", "hasStatedDose")
"""The predicates of doses, of which all can be right: for different uses and people."""

SINGLE_VALUED = {
    "what {} was developed for": ("developedFor", "developedAs"),
    "pregnancy category of {}": ("hasPregnancyCategory",),
}
"""Matters, and the predicates of which, taken together, a thing can have one object only."""


def find_values(records: Sequence[ClaimRecord], background: Background) -> list[Draft]:
    """Find disagreements about numbers and about properties with a single value.

    :param records: the claims
    :param background: labels and relations of the entities
    :returns: drafts, not yet merged or ranked
    """
    return [
        *_ranges(records, background),
        *_effective_doses(records, background),
        *_doses_by_indication(records, background),
        *_single_values(records, background),
        *_years(records, background),
    ]


def _ranges(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Ranges of one quantity, in one scope; doses of which no purpose is named are in no common scope."""
    for claims in grouped(r for r in records if _counts(r) and r.predicate_name != "hasStatedDose").values():
        for cluster in _clusters(claims, lambda a, b: _comparable(a, b, background)):
            draft = _range_draft([(record.value, record) for record in cluster if record.value], background)
            if draft:
                draft.head, draft.things = _quantity(cluster[0], background)
                is_dose_in_use = cluster[0].predicate_name in DOSES and qualifier(cluster[0], "phase") != MAXIMUM
                can_all_hold = is_dose_in_use or _overlap(draft, cluster)
                draft.kind = "difference" if can_all_hold else "conflict"
                yield draft


def _overlap(draft: Draft, claims: Iterable[ClaimRecord]) -> bool:
    """Return whether ranges have a part in common, so that all can hold; limits, such as maxima, have none."""
    limits = are_limits([record.value.range for record in claims if record.value])
    return draft.common_range is not None and not limits


def _effective_doses(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Doses at which one effect is said to occur, when they have nothing in common."""
    at_dose = [r for r in records if isinstance(qualifier(r, "dose"), Quantity) and _is_said(r)]
    for claims in grouped(record for record in at_dose if record.polarity == "affirmed").values():
        draft = _range_draft([(qualifier(record, "dose"), record) for record in claims], background)
        if draft and draft.range_relation == "disjoint":
            draft.head = f"the dose at which {matter(claims[0], background)}"
            draft.things = [thing(claims[0], background)] if thing(claims[0], background) else []
            draft.reconciled_by -= {"dose"}
            yield draft


def _range_draft(claims: Sequence[tuple[Quantity, ClaimRecord]], background: Background) -> Draft | None:
    """Return a draft with a side for each range, or ``None`` when all are the same or cannot be compared."""
    by_range: dict[Range, list[tuple[Quantity, ClaimRecord]]] = {}
    for quantity, record in claims:
        by_range.setdefault(quantity.range, []).append((quantity, record))
    if len(by_range) < 2 or len({item.dimension for item in by_range}) > 1:
        return None
    unit = claims[0][0].unit
    sides: dict[str, list[ClaimRecord]] = {}
    for item in sorted(by_range, key=_order):
        about = all(quantity.approximate for quantity, _ in by_range[item])
        sides[item.text(unit, approximate=about)] = [record for _, record in by_range[item]]
    how, shared = relation(list(by_range)), common(list(by_range))
    text = shared.text(unit) if shared else None
    tail = range_words(how, text or "", limits=are_limits(list(by_range)))
    keys = {key for one, other in combinations(sides.values(), 2) for key in reconcilers(one, other, background)}
    return Draft("value", "difference", "", [], sides, keys, tail=tail, range_relation=how, common_range=text)


def _doses_by_indication(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """The doses in use for one condition that have nothing in common with those for another: one per drug."""
    by_drug: dict[tuple[str, str], dict[str, list[ClaimRecord]]] = {}
    for record in records:
        in_use = qualifier(record, "phase") in (None, MAINTENANCE)
        if record.predicate_name == "hasDose" and record.object_id and in_use and record.value and _is_said(record):
            key = (record.subject_id, f"{_route(record)} {record.value.range.dimension}")
            by_drug.setdefault(key, {}).setdefault(record.object_id, []).append(record)
    for (drug, _), conditions in sorted(by_drug.items()):
        apart = {
            condition
            for one, other in combinations(sorted(conditions), 2)
            if any(_apart(a, b) for a in conditions[one] for b in conditions[other])
            for condition in (one, other)
        }
        if apart:
            sides = {_dose_label(conditions[name], name, background): conditions[name] for name in sorted(apart)}
            yield Draft("scopeOnly", "difference", f"dose of {background.label(drug)}", [], sides, {"condition"})


def _apart(one: ClaimRecord, other: ClaimRecord) -> bool:
    return bool(one.value and other.value and not one.value.range.meets(other.value.range))


def _dose_label(claims: Sequence[ClaimRecord], condition: str, background: Background) -> str:
    values = sorted((record.value for record in claims if record.value), key=lambda value: _order(value.range))
    return f"{', '.join(dict.fromkeys(value.words for value in values))} in {background.label(condition)}"


def _order(item: Range) -> tuple[Fraction, bool, bool, Fraction, bool]:
    """Return what ranges are put in order by."""
    return (
        item.low or Fraction(0),
        item.min_excluded,
        item.high is None,
        item.high or Fraction(0),
        not item.max_excluded,
    )


def _single_values(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What a thing can be only one of, such as the purpose for which it was first developed."""
    for matter_of, names in SINGLE_VALUED.items():
        by_subject: dict[str, list[ClaimRecord]] = {}
        for record in records:
            if record.predicate_name in names and record.polarity == "affirmed" and _is_said(record):
                by_subject.setdefault(record.subject_id, []).append(record)
        for subject, claims in sorted(by_subject.items()):
            sides: dict[str, list[ClaimRecord]] = {}
            for record in claims:
                sides.setdefault(f"{predicate_label(record)} {thing(record, background)}", []).append(record)
            if len(sides) > 1:
                head = matter_of.format(background.label(subject))
                yield Draft("value", "conflict", head, [], dict(sorted(sides.items())))


def _years(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """One event dated to different years."""
    for claims in grouped(record for record in records if _is_event(record)).values():
        for cluster in _clusters(claims, lambda a, b: not separating(a, b, background) - {"year"} and _same_step(a, b)):
            sides: dict[str, list[ClaimRecord]] = {}
            for record in sorted(cluster, key=lambda record: str(qualifier(record, "year"))):
                sides.setdefault(f"in {qualifier(record, 'year')}", []).append(record)
            if len(sides) > 1:
                head, things = matter(cluster[0], background), [thing(cluster[0], background)]
                yield Draft("value", "conflict", f"when {head}", things, sides)


def _is_event(record: ClaimRecord) -> bool:
    year = str(qualifier(record, "year") or "")
    return (
        record.polarity == "affirmed"
        and record.family in ("history", "regulatory")
        and year.isdigit()
        and (not record.unit)
    )


def _same_step(one: ClaimRecord, other: ClaimRecord) -> bool:
    """Return whether two events are the same: approvals of different kinds follow each other."""
    return bool(qualifier(one, "approval_kind") == qualifier(other, "approval_kind"))


def _clusters(
    claims: Sequence[ClaimRecord], alike: Callable[[ClaimRecord, ClaimRecord], bool]
) -> list[list[ClaimRecord]]:
    """Return the claims in groups of which each is like some other of its group."""
    clusters: list[list[ClaimRecord]] = []
    for record in claims:
        near = [cluster for cluster in clusters if any(alike(record, other) for other in cluster)]
        clusters = [cluster for cluster in clusters if cluster not in near]
        clusters.append([item for cluster in near for item in cluster] + [record])
    return clusters


def _comparable(one: ClaimRecord, other: ClaimRecord, background: Background) -> bool:
    """Return whether two values are of the same quantity in the same scope."""
    if not one.value or not other.value or _route(one) != _route(other):
        return False
    dimension = one.value.range.dimension
    if dimension != other.value.range.dimension:
        return False
    if any(qualifier(one, key) != qualifier(other, key) for key in _must_agree(dimension)):
        return False
    return not separating(one, other, background) - {"measure"}


def _must_agree(dimension: str) -> tuple[str, ...]:
    """Return the qualifiers that make two quantities different ones; a bare number is nothing without its measure."""
    return ("phase", "measure") if dimension == "number" else ("phase",)


def _counts(record: ClaimRecord) -> bool:
    return (
        bool(record.unit)
        and record.polarity == "affirmed"
        and (_is_said(record) or record.modality == "recommendation")
    )


def _is_said(record: ClaimRecord) -> bool:
    return record.modality in ("asserted", "hedged")


def _route(record: ClaimRecord) -> Any:
    return qualifier(record, "route") or ORAL


def _quantity(record: ClaimRecord, background: Background) -> tuple[str, list[str]]:
    """Return the name of a quantity in words, and what it is for, if anything."""
    name = predicate_label(record).removeprefix("has ")
    phase, route = qualifier(record, "phase"), qualifier(record, "route")
    if record.predicate_name == "hasDose" and phase:
        name = background.label(phase)
    head = f"{name} of {background.label(record.subject_id)}" + (f", {background.label(route)}" if route else "")
    return head, [f"in {thing(record, background)}"] if record.object_id else []
