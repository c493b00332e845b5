"""Disagreements of sources: computed from the claims by rules, merged with their like, ranked, put into words.

The rules are in the modules ``values``, ``effects``, ``evidence``, ``benefit`` and ``action`` of this package; none of
them is about a certain drug. No side is ever dropped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.claims import ClaimRecord
from ingest.disagreements.action import find_action
from ingest.disagreements.benefit import find_benefit
from ingest.disagreements.claims import Records
from ingest.disagreements.effects import find_effects
from ingest.disagreements.evidence import find_evidence
from ingest.disagreements.explanations import explanation, side_label
from ingest.disagreements.model import Background, Disagreement, Draft, Side, identifier
from ingest.disagreements.values import find_values
from ingest.works import cited_works
from ontology.evidence import count_evidence
from ontology.modalities import AIM

TOPICS = {
    "contraindication": 0, "special_population": 0, "interaction": 0, "overdose_toxicity": 0, "withdrawal": 0,
    "dependence_abuse": 0, "adverse_effect": 0, "dosing": 1, "efficacy": 2, "evidence_limitation": 2,
    "pharmacokinetics": 3, "indication": 4, "regulatory": 4,
}  # fmt: skip
"""Families that a clinician cares about, safety first; all others come after them."""

TYPES = ("polarity", "value", "direction", "class", "status", "strength", "superseded", "scopeOnly")
"""The types of disagreement, in the order in which equals are ranked."""

RULES = (find_values, find_effects, find_evidence, find_benefit, find_action)
"""Each module's rules; a rule takes the claims and what is known apart from them."""

_BACKGROUND_TOPIC = 9


def find_disagreements(records: Iterable[ClaimRecord], background: Background) -> list[Disagreement]:
    """Return the disagreements among claims, the ones that matter most first.

    :param records: the claims; rejected ones and mere purposes are left out
    :param background: entities, documents and works that the claims name
    :returns: one disagreement per proposition and type, or for like propositions together; ranked from 1
    """
    said = (r for r in records if r.review_status != "rejected" and r.modality != AIM)
    claims = Records(sorted(said, key=lambda record: record.id))
    drafts = [draft for rules in RULES for draft in rules(claims, background)]
    drafts = _without_repetitions([draft for draft in _merged(drafts) if not _is_one_thought(draft)])
    found: dict[str, tuple[tuple[object, ...], Disagreement]] = {}
    for draft in drafts:
        made = _disagreement(draft, background)
        if made.id in found:
            made = replace(made, id=f"{made.id}-{hashlib.sha256(made.matter.encode()).hexdigest()[:8]}")
        found[made.id] = (_importance(made, draft), made)
    ordered = [made for _, made in sorted(found.values(), key=lambda item: item[0])]
    return [replace(made, rank=place) for place, made in enumerate(ordered, start=1)]


def _merged(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts; those that differ in nothing but the object are made one."""
    merged: dict[object, Draft] = {}
    for draft in drafts:
        alike = tuple((label, tuple(sorted({r.source for r in side}))) for label, side in draft.sides.items())
        key = (draft.type, draft.kind, draft.head, draft.tail, draft.wording, alike) if draft.things else id(draft)
        known = merged.setdefault(key, draft)
        if known is not draft:
            known.things += [thing for thing in draft.things if thing not in known.things]
            known.sides = {label: [*side, *draft.sides[label]] for label, side in known.sides.items()}
            known.reconciled_by |= draft.reconciled_by
    return list(merged.values())


def _is_one_thought(draft: Draft) -> bool:
    """Return whether one document alone weighs two sides of a matter, which is not a disagreement.

    A document that gives different numbers or contradicts itself disagrees with itself all the same, if a person has
    read it. What rules read from one document are the numbers of different groups and uses, which they do not tell
    apart.
    """
    one_document = len({record.source for record in draft.records}) == 1
    if one_document and draft.type == "value" and all(r.review_status == "proposed" for r in draft.records):
        return True
    return one_document and draft.kind == "difference" and draft.type not in ("value", "superseded")


def _without_repetitions(drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts without those that are inside a wider one, and without mere wording of what differs gravely."""
    grave = _by_claim([draft for draft in drafts if not draft.wording])
    drafts = [draft for draft in drafts if not draft.wording or not _containing(_weak(draft), grave)]
    known = _by_claim(drafts)
    return [
        draft
        for draft in drafts
        if not any(
            len(others) > len(draft.records) and _is_inside(draft, other)
            for other, others in _containing({record.id for record in draft.records}, known)
        )
    ]


_Drafts = list[tuple[Draft, set[str]]]


def _by_claim(drafts: Iterable[Draft]) -> dict[str, _Drafts]:
    """Return identifier of a claim → the drafts that have it, each with all of its claims; all under the empty text."""
    found: dict[str, _Drafts] = {"": []}
    for draft in drafts:
        claims = {record.id for record in draft.records}
        for name in ("", *claims):
            found.setdefault(name, []).append((draft, claims))
    return found


def _containing(claims: set[str], known: dict[str, _Drafts]) -> _Drafts:
    """Return the drafts that have all of some claims."""
    candidates = min((known.get(name, []) for name in claims), key=len, default=known[""])
    return [(draft, own) for draft, own in candidates if claims <= own]


def _is_inside(draft: Draft, other: Draft) -> bool:
    """Return whether a draft says nothing that another does not say, which has all of its claims.

    The other must be of the same type, or a conflict that has the circumstances for sides. Numbers are all shown.
    """
    alike = draft.type == other.type or (draft.type == "scopeOnly" and other.kind == "conflict")
    return alike and draft.type != "value"


def _weak(draft: Draft) -> set[str]:
    """Return the claims of a draft of mere wording other than the asserted ones."""
    return {record.id for label, side in draft.sides.items() if label != "asserted" for record in side}


def _disagreement(draft: Draft, background: Background) -> Disagreement:
    records = draft.records
    slugs = sorted({record.proposition for record in records})
    evidence = count_evidence((record.source, cited_works(record, background.works)) for record in records)
    return Disagreement(
        id=identifier(draft.type, slugs),
        type=draft.type,
        kind=draft.kind,
        topic=min((record.family for record in records), key=lambda name: (_weight(name), name)),
        matter=draft.matter,
        sides=tuple(_side(label, side) for label, side in draft.sides.items()),
        explanation=explanation(draft, evidence.shared, background),
        reconciled_by=tuple(sorted(draft.reconciled_by)),
        propositions=tuple(slugs),
        about=_about(records),
        range_relation=draft.range_relation,
        common_range=draft.common_range,
        evidence_lines=evidence.lines,
        shared_studies=evidence.shared,
    )


def _about(records: Sequence[ClaimRecord]) -> tuple[str, ...]:
    """Return subjects and objects of claims, without the values of an appraisal."""
    names = {record.subject_id for record in records}
    names |= {r.object_id for r in records if r.object_id and not r.predicate_name.endswith("AppraisedAs")}
    return tuple(sorted(names))


def _side(label: str, records: Sequence[ClaimRecord]) -> Side:
    return Side(
        side_label(label, records),
        tuple(sorted({record.id for record in records})),
        tuple(sorted({record.source for record in records})),
    )


def _weight(family: str) -> int:
    return TOPICS.get(family, _BACKGROUND_TOPIC)


def _importance(made: Disagreement, draft: Draft) -> tuple[object, ...]:
    """Return what a disagreement is ranked by, smallest first."""
    return (
        _weight(made.topic),
        made.kind != "conflict",
        draft.wording,
        made.type == "scopeOnly",
        -made.evidence_lines,
        TYPES.index(made.type),
        made.id,
    )
