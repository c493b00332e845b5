"""Disagreements about strength and status: certainty, safety, advice, and approval by place and time."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence

from ingest.claims import ClaimRecord
from ingest.disagreements.claims import details, grouped, matter, object_of, on, qualifier, thing
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.scope import reconcilers
from ingest.disagreements.uses import drug_and_condition, is_of_benefit, same_place
from ontology.modalities import HEDGED, OPEN

APPRAISALS = ("demonstrated", "promising", "varying", "mixed", "limited", "inconclusive")
"""Appraisals of the evidence for a use, from strong to weak."""

SETTLED_FAMILIES = (
    "indication", "regulatory", "history", "identity", "reference", "monitoring", "patient_education",
)  # fmt: skip
"""Families in which a reserve says little: that a use exists is one thing, that it works another."""

RISKS = ("increasesRiskOf", "decreasesRiskOf")
"""Predicates that speak of a possibility even where they are asserted."""

STANCES = (
    "preferred or of special benefit", "held safe", "probably safe or possibly of benefit", "safety unknown",
    "with caution", "advised against",
)  # fmt: skip
"""What can be advised for a group of people or a combination, from the most to the least favourable."""

FAVOUR: dict[str, tuple[int, int, int | None]] = {
    "evidenceAppraisedAs": (0, 2, None),
    "preferredIn": (0, 2, None),
    "effectiveIn": (0, 2, None),
    "safeIn": (1, 2, 5),
    "cautionIn": (4, 4, 1),
    "contraindicatedIn": (5, 5, 1),
    "shouldNotBeCombinedWith": (5, 5, 1),
    "shouldAvoid": (5, 5, 1),
}
"""The place in :data:`STANCES` of a claim that is asserted or recommended, that is hedged, and that is denied."""

PREGNANCY_CATEGORIES = {"A": 1, "B": 2, "C": 4, "D": 4, "X": 5}
"""The place in :data:`STANCES` of the letters for risk in pregnancy."""


def find_evidence(records: Sequence[ClaimRecord], background: Background) -> list[Draft]:
    """Find disagreements about strength of evidence, advice and status.

    :param records: the claims
    :param background: labels and relations of the entities
    :returns: drafts, not yet merged or ranked
    """
    return [
        *_appraisals(records, background),
        *_wording(records, background),
        *_advice(records, background),
        *_safety(records, background),
        *_not_recommended(records, background),
        *_status(records, background),
        *_superseded(records, background),
    ]


def _appraisals(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Different appraisals of the evidence for one use, with the findings that are dated: appraisals change."""
    uses: dict[str, dict[str, list[ClaimRecord]]] = {}
    for record in records:
        if record.predicate_name == "evidenceAppraisedAs" and record.polarity == "affirmed":
            name = str(record.object_id).removeprefix("drugkg:appraisal-")
            uses.setdefault(record.subject_id, {}).setdefault(name, []).append(record)
    for use, found in sorted(uses.items()):
        if len(found) < 2:
            continue
        sides = {}
        for name in (*APPRAISALS, *sorted(set(found) - set(APPRAISALS))):
            if name in found:
                label = thing(found[name][0], background)
                sides[details(label, found[name], background, ("year", "population", "comparator"))] = found[name]
        treated = on(records, drug_and_condition(use, background)[0])
        dated = [r for r in treated if qualifier(r, "year") and is_of_benefit(r, use, background)]
        for record in dated:
            label = "likely of benefit" if record.modality in HEDGED else "of benefit"
            sides.setdefault(details(label, [record], background, ("year", "population")), []).append(record)
        keys = {
            key
            for claims in sides.values()
            for key in ("population", "comparator", "year")
            if any(qualifier(record, key) for record in claims)
        }
        yield Draft("strength", "difference", f"evidence for the {background.label(use)}", [], sides, keys)


def _wording(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What one document asserts and another only hedges or calls unknown."""
    weighed = (r for r in records if r.family not in SETTLED_FAMILIES or r.modality in OPEN)
    certain = [record for record in records if record.polarity == "affirmed" and record.modality == "asserted"]
    sure_elsewhere = {_same_said(record, record.subject_id) for record in certain}
    for claims in grouped(record for record in weighed if record.polarity == "affirmed").values():
        asserted = [record for record in claims if record.modality == "asserted"]
        weak = [record for record in claims if record.modality in (*HEDGED, *OPEN)]
        sure = {record.source for record in asserted}
        weak = [r for r in weak if _as_wide(r, asserted, background)] if asserted else []
        weak = [r for r in weak if not _is_verbal(r, sure_elsewhere, background)]
        if not asserted or not {record.source for record in weak} - sure:
            continue
        sides = {
            "asserted": asserted,
            "with reserve": [record for record in weak if record.modality in HEDGED],
            "unknown": [record for record in weak if record.modality in OPEN],
        }
        yield Draft(
            "strength",
            "difference",
            matter(asserted[0], background),
            [thing(asserted[0], background)] if thing(asserted[0], background) else [],
            {
                details(label, side, background, ("population", "dose_level", "year")): side
                for label, side in sides.items()
                if side
            },
            reconcilers(asserted, weak, background) - {"measure"},
            wording=True,
        )


def _is_verbal(record: ClaimRecord, asserted: Container[tuple[str, str, str, str]], background: Background) -> bool:
    """Return whether the reserve of a claim is one of wording only.

    A risk is a possibility already, so that "may raise the risk" says no less than "raises the risk"; and who asserts
    the same of something of which this is a kind is in no doubt.
    """
    if record.modality in HEDGED and record.predicate_name in RISKS:
        return True
    wider = background.above(record.subject_id) - {record.subject_id}
    return any(_same_said(record, subject) in asserted for subject in wider)


def _same_said(record: ClaimRecord, subject: str) -> tuple[str, str, str, str]:
    """Return what identifies a claim's document, predicate and object with some subject."""
    return record.source, subject, record.predicate_id, object_of(record)


def _as_wide(record: ClaimRecord, asserted: Sequence[ClaimRecord], background: Background) -> bool:
    """Return whether a hedged claim is about the population for which others assert the same."""
    population = qualifier(record, "population")
    known = [qualifier(other, "population") for other in asserted]
    return not population or any(value and background.akin(population, value) for value in known)


_Advice = tuple[str, str, ClaimRecord]


def _advice(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What is advised for a group of people, or for a combination: from preferred to advised against."""
    advice: dict[tuple[str, str], list[tuple[str, str, ClaimRecord]]] = {}
    for record in records:
        stance, target = stance_of(record)
        if stance and target:
            drug = _drug_of(record.subject_id, background)
            advice.setdefault((drug, min(background.above(target), key=_by_height(background))), []).append(
                (stance, target, record)
            )
    by_source: dict[str, list[tuple[int, _Advice]]] = {}
    for place, one in enumerate(one for group in advice.values() for one in group):
        by_source.setdefault(one[2].source, []).append((place, one))
    for (drug, _), found in sorted(advice.items()):
        differing = [one for one in found if any(one[0] != two[0] and background.akin(one[1], two[1]) for two in found)]
        where = {record.source for _, _, record in differing}
        near = sorted((item for source in where for item in by_source[source]), key=lambda item: item[0])
        named = [one for _, one in near if _is_example(one, differing, background)]
        differing += [one for one in named if one not in differing]
        sides: dict[str, list[ClaimRecord]] = {}
        for name in STANCES:
            claims = [record for stance, _, record in differing if stance == name]
            if claims:
                people = {qualifier(record, "population") for record in claims} - {target for _, target, _ in differing}
                shown = ("condition", "population") if people - {None} else ("condition",)
                sides[details(_stance_label(name, claims), claims, background, shown)] = claims
        places = [STANCES.index(stance) for stance, _, _ in differing]
        one_document = len({record.source for _, _, record in differing}) == 1
        if len(sides) > 1 and not (one_document and max(places) - min(places) < 2):
            examples_of = {record.id for _, _, record in named}
            wanted = (target for _, target, record in differing if record.id not in examples_of)
            targets = list(dict.fromkeys(map(background.label, wanted)))
            ends = list(sides.values())
            keys = reconcilers(ends[0], ends[-1], background) - {"population"}
            is_group = background.classes.get(differing[0][1]) == "Population"
            head = f"{background.label(drug)} {'in' if is_group else 'with'}"
            examples = sorted({background.label(target) for _, target, _ in named} - set(targets))
            tail = f"said of {', '.join(examples)} too" if examples else ""
            yield Draft("strength", "difference", head, targets, sides, keys, tail=tail)


def _stance_label(stance: str, claims: Sequence[ClaimRecord]) -> str:
    """Return a stance in words; of two that weigh the same, the one that the claims take."""
    first, _, second = stance.partition(" or ")
    takes_first = {record.predicate_name in ("preferredIn", "safeIn") for record in claims}
    if not second or len(takes_first) > 1:
        return stance
    return first if takes_first == {True} else second


def _is_example(
    one: tuple[str, str, ClaimRecord], wider: Sequence[tuple[str, str, ClaimRecord]], background: Background
) -> bool:
    """Return whether advice on one thing is given in the words that give the same advice on a wider class."""
    stance, target, record = one
    if background.classes.get(target) not in ("Drug", "DrugClass"):
        return False
    return any(
        stance == other_stance
        and target != other_target
        and background.classes.get(other_target) == "DrugClass"
        and record.predicate_id == other.predicate_id
        and same_place(record, other)
        for other_stance, other_target, other in wider
    )


def _by_height(background: Background) -> Callable[[str], tuple[int, str]]:
    """Return a sort key by which the most general of some kinds comes first."""
    return lambda node: (len(background.above(node)), node)


def stance_of(record: ClaimRecord) -> tuple[str, str]:
    """Return what a claim advises, and for whom or with what.

    :param record: the claim
    :returns: one of :data:`STANCES` and a CURIE; empty texts for a claim that advises nothing
    """
    name, target = record.predicate_name, str(record.object_id or "")
    population = str(qualifier(record, "population") or "")
    if name == "hasPregnancyCategory":
        place = PREGNANCY_CATEGORIES.get(str(record.object))
        return (STANCES[place], population) if place is not None else ("", "")
    if name == "evidenceAppraisedAs":
        if target not in ("drugkg:appraisal-demonstrated", "drugkg:appraisal-promising"):
            return "", ""
        target = population
    if record.modality in OPEN:
        return (STANCES[3], target) if name == "safeIn" else ("", "")
    sure, reserved, denied = FAVOUR.get(name, (None, None, None))
    place = denied if record.polarity == "denied" else sure if record.modality not in HEDGED else reserved
    return ("", "") if place is None else (STANCES[place], target)


def _drug_of(subject: str, background: Background) -> str:
    """Return the drug that an exposure, a use or a group of people is about; the subject itself if it is none."""
    involved = background.related("involves", subject)
    return involved[0] if len(involved) == 1 else subject


def _safety(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Safety appraised differently for different uses of one drug."""
    drugs: dict[str, dict[str, list[ClaimRecord]]] = {}
    for record in records:
        if record.predicate_name == "safetyAppraisedAs" and record.polarity == "affirmed":
            drug = _drug_of(record.subject_id, background)
            label = f"{thing(record, background)} in the {background.label(record.subject_id)}"
            level = qualifier(record, "dose_level")
            drugs.setdefault(drug, {}).setdefault(
                label + (f" at {background.label(level)}s" if level else ""), []
            ).append(record)
    for drug, sides in sorted(drugs.items()):
        claims = [record for side in sides.values() for record in side]
        if len({record.object_id for record in claims}) > 1:
            one_use = len({record.subject_id for record in claims}) == 1
            keys = {"dose_level"} & {key for r in claims for key in r.qualifiers}
            yield Draft("strength" if one_use else "scopeOnly", "difference", f"safety of {background.label(drug)}",
                        [], dict(sorted(sides.items())), keys if one_use else keys | {"condition"})  # fmt: skip


def _not_recommended(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """A use that is advised against in some circumstance and named without it elsewhere."""
    for claims in grouped(r for r in records if r.predicate_name == "usedFor" and r.polarity == "affirmed").values():
        against = [record for record in claims if record.regulatory_status == "notRecommended"]
        used = [r for r in claims if r.regulatory_status != "notRecommended" and r.modality == "asserted"]
        used = [record for record in used if not _is_elsewhere(record, against, background)]
        if not against or not used:
            continue
        where = [background.label(qualifier(r, "condition")) for r in against if qualifier(r, "condition")]
        label = "not recommended" + (f" ({', '.join(where)})" if where else "")
        yield Draft(
            "scopeOnly" if where else "polarity",
            "difference" if where else "conflict",
            matter(used[0], background),
            [thing(used[0], background)],
            {label: against, **_uses(used, background)},
            {"condition"} if where else set(),
        )


def _uses(used: Sequence[ClaimRecord], background: Background) -> dict[str, list[ClaimRecord]]:
    """Return uses by what limits them: nothing, or a condition of which the one advised against is a kind."""
    sides: dict[str, list[ClaimRecord]] = {}
    for record in used:
        condition = qualifier(record, "condition")
        label = f"used in {background.label(condition)}" if condition else "used, without that limit"
        sides.setdefault(label, []).append(record)
    return dict(sorted(sides.items(), reverse=True))


def _is_elsewhere(record: ClaimRecord, against: Sequence[ClaimRecord], background: Background) -> bool:
    """Return whether a use has a condition or a route that the advice against it does not mention."""
    condition, conditions = qualifier(record, "condition"), [qualifier(other, "condition") for other in against]
    if qualifier(record, "route"):
        return True
    return bool(condition) and not any(value and background.akin(condition, value) for value in conditions)


def _status(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """The status of one use: approved, not approved, off label, under study; by jurisdiction and year."""
    uses: dict[tuple[str, str], dict[str, list[ClaimRecord]]] = {}
    for record in records:
        use, standing = _use_of(record, background), _standing(record, background)
        if use and standing:
            uses.setdefault(use, {}).setdefault(standing, []).append(record)
    for (drug, condition), sides in sorted(uses.items()):
        if len({label.partition(" (")[0] for label in sides}) < 2:
            continue
        claims = [record for side in sides.values() for record in side]
        keys = {key for key in ("jurisdiction", "year", "population") if any(qualifier(r, key) for r in claims)}
        keys |= {"jurisdiction"} if any(r.predicate_name in ("approvedBy", "approvedIn") for r in claims) else set()
        head = f"standing of {background.label(drug)} for {background.label(condition)}"
        yield Draft("status", "difference", head, [], dict(sorted(sides.items(), key=_standing_order)), keys)


def _standing_order(side: tuple[str, list[ClaimRecord]]) -> tuple[bool, str]:
    return not side[0].startswith("approved"), side[0]


def _use_of(record: ClaimRecord, background: Background) -> tuple[str, str] | None:
    """Return the drug and the condition whose status a claim gives."""
    name, subject = record.predicate_name, record.subject_id
    if name in ("usedFor", "studiedFor") and record.regulatory_status and record.object_id:
        return None if record.regulatory_status == "notRecommended" else (subject, record.object_id)
    if name in ("approvedBy", "approvedIn"):
        conditions, drugs = background.related("forCondition", subject), background.related("involves", subject)
        if len(conditions) == 1 and len(drugs) == 1:
            return drugs[0], conditions[0]
    return None


def _standing(record: ClaimRecord, background: Background) -> str:
    """Return the status that a claim gives to a use, in words."""
    names = {"offLabel": "off label", "notRecommended": "not recommended"}
    place = qualifier(record, "jurisdiction")
    if record.predicate_name in ("approvedBy", "approvedIn"):
        standing = "not approved" if record.polarity == "denied" else "approved"
        place = place or (record.object_id if record.predicate_name == "approvedIn" else None)
    else:
        status = str(record.regulatory_status or "")
        standing = names.get(status, status)
    details = [background.label(place) if place else "", str(qualifier(record, "year") or "")]
    details = [detail for detail in details if detail]
    return f"{standing} ({', '.join(details)})" if standing and details else standing


def _superseded(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Licences of one use in one jurisdiction that follow each other in time."""
    uses: dict[tuple[str, str, str], dict[tuple[str, str], list[ClaimRecord]]] = {}
    for record in records:
        use = _use_of(record, background)
        if not use or record.predicate_name not in ("approvedBy", "approvedIn") or record.polarity == "denied":
            continue
        place = qualifier(record, "jurisdiction") or object_of(record)
        step = (str(qualifier(record, "year") or ""), str(qualifier(record, "approval_kind") or "approval"))
        uses.setdefault((*use, place), {}).setdefault(step, []).append(record)
    for (drug, condition, place), steps in sorted(uses.items()):
        dated = [(year, kind) for year, kind in steps if year]
        if len({year for year, _ in dated}) < 2 or len({kind for _, kind in dated}) < 2:
            continue
        sides = {f"{kind} ({year or 'no year given'})": steps[year, kind] for year, kind in sorted(steps)}
        head = f"licence of {background.label(drug)} for {background.label(condition)} in {background.label(place)}"
        last = max(steps)
        yield Draft(
            "superseded",
            "difference",
            head,
            [],
            sides,
            {"year"},
            tail=f"the latest named is the {last[1]} of {last[0]}",
        )
