"""Disagreements on effects: affirmed or denied, raised or lowered, common or serious, and under what circumstance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from ingest.claims import ClaimRecord
from ingest.disagreements.claims import (
    Records,
    details,
    grouped,
    matter,
    object_of,
    on,
    predicate_label,
    qualifier,
    sign,
    stating,
    thing,
)
from ingest.disagreements.model import Background, Draft
from ingest.disagreements.scope import all_apart, reconcilers
from ontology.modalities import OPEN, SAID

SHOWN_BY = {
    "hasAbusePotential": {"drugkg:drug-misuse", "drugkg:drug-abuse"},
    "hasAddictivePotential": {"drugkg:drug-dependence", "drugkg:drug-addiction"},
}
"""A potential and the findings that show it: who says that a drug causes dependence affirms that it can."""

FREQUENCIES = {
    "drugkg:frequency-very-common": "very common",
    "drugkg:frequency-common": "common",
    "drugkg:frequency-uncommon": "uncommon",
    "drugkg:frequency-rare": "rare",
    "drugkg:frequency-isolated": "isolated cases",
}
"""The bands of frequency, the most frequent first."""

GRAVITIES = {
    "drugkg:severity-mild": "mild",
    "drugkg:severity-serious": "serious",
    "drugkg:severity-severe": "serious",
    "drugkg:severity-life-threatening": "serious",
}
"""The class that a degree of severity puts an effect in; degrees of gravity are one class."""

MEANT_FOR = ("developedFor", "introducedFor", "usedFor")
"""Predicates by which a drug is meant against something."""

CIRCUMSTANCES = {
    "Drug": "as an effect of the drug itself",
    "Cessation": "on stopping it",
    "DrugCombination": "in combination with other substances",
    "Overdose": "above the recommended dose",
}
"""The circumstance in which a finding arises, by the class of what causes it."""


def find_effects(records: Sequence[ClaimRecord], background: Background) -> list[Draft]:
    """Find disagreements about effects.

    :param records: the claims
    :param background: labels and relations of the entities
    :returns: drafts, not yet merged or ranked
    """
    return [
        *_polarity(records, background),
        *_direction(records, background),
        *_opposites(records, background),
        *_classes(records, background),
        *_circumstances(records, background),
    ]


def _polarity(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What one claim affirms and another denies; what is said to be unknown is a side of its own.

    What is said of the class of a drug counts too, as sides of their own.
    """
    groups: dict[str, list[ClaimRecord]] = {}
    for record in records:
        groups.setdefault(denial_key(record, background), []).append(record)
    of_class = _said_of_classes(records, background)
    memberships = stating(records, "memberOfDrugClass")
    for key, claims in sorted(groups.items()):
        denied = [r for r in claims if r.polarity == "denied" and r.modality in SAID]
        affirmed = [r for r in claims if r.polarity == "affirmed" and r.modality in SAID and _holds(r)]
        above = [r for r in of_class.get(key, ()) if (r.polarity == "affirmed" and denied) or r.polarity == "denied"]
        if not (denied and affirmed) and not (above and (denied or affirmed)):
            continue
        open_ = [record for record in claims if record.modality in OPEN]
        apart = all_apart(affirmed, denied, background)
        sides: dict[str, list[ClaimRecord]] = {}
        for label, said in (("denied", denied), ("affirmed", affirmed)):
            sides[label] = [record for record in said if record.modality == "asserted"]
            sides[f"{label} with reserve"] = [record for record in said if record.modality != "asserted"]
        for record in above:
            label = f"{record.polarity} of its class, {background.label(record.subject_id)}"
            sides.setdefault(label, []).append(record)
            drug = (denied or affirmed)[0].subject_id
            sides[label] += [r for r in memberships if _names_a_member(r) and _is_membership(r, drug, record)]
        sides["unknown"] = open_
        both = bool(denied and affirmed)
        yield Draft(
            "scopeOnly" if both and apart else "polarity",
            "conflict" if both and not apart else "difference",
            matter((denied or affirmed)[0], background),
            [thing((denied or affirmed)[0], background)] if thing((denied or affirmed)[0], background) else [],
            {details(label, side, background): side for label, side in sides.items() if side},
            reconcilers(denied, affirmed, background),
        )


def _said_of_classes(records: Sequence[ClaimRecord], background: Background) -> dict[str, list[ClaimRecord]]:
    """Return what is said of a class of drugs, by the key that it would have if said of a member.

    Only documents that speak of the member count: what documents on other drugs say of the class is not about it.
    """
    spoken_of = {(record.source, record.subject_id) for record in records}
    members: dict[str, set[str]] = {}
    for record in filter(_names_a_member, records):
        members.setdefault(object_of(record), set()).add(record.subject_id)
    found: dict[str, list[ClaimRecord]] = {}
    for record in records:
        if record.modality in SAID and _holds(record):
            for member in sorted(members.get(record.subject_id, ())):
                if (record.source, member) not in spoken_of:
                    continue
                as_member = record.model_copy(update={"subject_id": member})
                found.setdefault(denial_key(as_member, background), []).append(record)
    return found


def _is_membership(record: ClaimRecord, drug: str, of_class: ClaimRecord) -> bool:
    """Return whether the document that says something of a class names a drug as its member."""
    return record.source == of_class.source and (record.subject_id, record.object_id) == (drug, of_class.subject_id)


def _names_a_member(record: ClaimRecord) -> bool:
    return record.predicate_name == "memberOfDrugClass" and record.polarity == "affirmed" and bool(record.object_id)


def denial_key(record: ClaimRecord, background: Background) -> str:
    """Return a key that claims share when one would contradict the denial of the other.

    :param record: a claim
    :param background: the relations of uses and exposures to drugs and conditions
    :returns: the key
    """
    name, subject, finding = record.predicate_name, record.subject_id, object_of(record)
    if name == "evidenceAppraisedAs" and finding == "drugkg:appraisal-demonstrated":
        conditions = background.related("forCondition", subject)
        drugs = background.related("involves", subject)
        if len(conditions) == 1 and len(drugs) == 1:
            return f"{drugs[0]} decreases {conditions[0]}"
    for potential, findings in SHOWN_BY.items():
        if name == potential:
            return f"{subject} {potential}"
        if sign(record) > 0 and finding in findings:
            drugs = background.related("involves", subject)
            return f"{drugs[0] if len(drugs) == 1 else subject} {potential}"
    if name in ("decreases", "prevents"):
        return f"{subject} decreases {finding}"
    return record.proposition


def _holds(record: ClaimRecord) -> bool:
    """Return whether an affirmed claim says that something is so, and not that it is advised against."""
    return record.regulatory_status != "notRecommended"


def _direction(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """What is said to be raised and to be lowered by the same thing."""
    pairs: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in records:
        if _is_effect(record):
            pairs.setdefault((record.subject_id, object_of(record)), []).append(record)
    for _, claims in sorted(pairs.items()):
        raised = [record for record in claims if sign(record) > 0]
        lowered = [record for record in claims if sign(record) < 0]
        if not raised or not lowered:
            continue
        apart = all_apart(raised, lowered, background)
        keys = reconcilers(raised, lowered, background)
        if any(qualifier(record, "degree") for record in raised) != any(qualifier(r, "degree") for r in lowered):
            keys.add("degree")
        sides: dict[str, list[ClaimRecord]] = {}
        for record in sorted([*raised, *lowered], key=lambda r: (-sign(r), r.modality != "asserted", r.id)):
            sides.setdefault(_effect_label(record), []).append(record)
        same = Records.of(records).by_object.get(object_of(claims[0]), [])
        stopped = [r for r in same if _is_effect_of_stopping(r, claims[0], background)]
        if stopped:
            sides["causes it on stopping"] = stopped
        head = f"{background.label(claims[0].subject_id)} on"
        both_sure = all(any(r.modality == "asserted" for r in side) for side in (raised, lowered))
        kind = "conflict" if both_sure and not apart else "difference"
        yield Draft("scopeOnly" if apart else "direction", kind, head, [thing(claims[0], background)], sides, keys)


def _is_effect_of_stopping(record: ClaimRecord, effect: ClaimRecord, background: Background) -> bool:
    """Return whether stopping the drug of an effect is said to cause it too."""
    return (
        _is_effect(record)
        and sign(record) > 0
        and record.object_id == effect.object_id
        and background.classes.get(record.subject_id) == "Cessation"
        and effect.subject_id in background.related("involves", record.subject_id)
    )


def _opposites(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Opposite findings that are both said to be caused by the same thing."""
    by_effect: dict[tuple[str, str], list[ClaimRecord]] = {}
    for record in records:
        if _is_effect(record) and sign(record) > 0:
            by_effect.setdefault((record.subject_id, object_of(record)), []).append(record)
    for (subject, finding), claims in sorted(by_effect.items()):
        for opposite in background.related("oppositeOf", finding):
            others = by_effect.get((subject, opposite))
            if others:
                sides = {background.label(finding): claims, background.label(opposite): others}
                head = f"opposite effects of {background.label(subject)}"
                yield Draft("direction", "difference", head, [], sides, reconcilers(claims, others, background))


def _classes(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Effects of which two documents give frequencies, or degrees of gravity, that have nothing in common.

    How often and how grave are two axes: what is common may be serious.
    """
    for claims in grouped(record for record in records if _is_effect(record) and sign(record) > 0).values():
        for classes_of in (_frequencies, _gravities):
            by_file: dict[str, set[str]] = {}
            for record in claims:
                if classes_of(record):
                    by_file.setdefault(record.source, set()).update(classes_of(record))
            if all(one & other for one, other in combinations(by_file.values(), 2)):
                continue
            sides: dict[str, list[ClaimRecord]] = {}
            for record in sorted((r for r in claims if classes_of(r)), key=lambda r: _place(classes_of(r))):
                sides.setdefault(" to ".join(reversed(_ends(classes_of(record)))), []).append(record)
            shown = ("dose_level", "dose", "population")
            sides = {details(name, found, background, shown): found for name, found in sides.items()}
            keys = {
                key for one, other in combinations(sides.values(), 2) for key in reconcilers(one, other, background)
            }
            things = [thing(claims[0], background)]
            yield Draft("class", "difference", matter(claims[0], background), things, sides, keys)


def _frequencies(record: ClaimRecord) -> set[str]:
    """Return the bands of frequency of a claim: all from the one to the other where it gives two."""
    order = list(FREQUENCIES)
    values = (qualifier(record, key) for key in ("frequency", "frequency_to"))
    places = sorted(order.index(value) for value in values if value in FREQUENCIES)
    return {FREQUENCIES[code] for code in order[places[0] : places[-1] + 1]} if places else set()


def _gravities(record: ClaimRecord) -> set[str]:
    """Return the classes of gravity of a claim: both ends where it gives a range."""
    values = (qualifier(record, key) for key in ("severity", "severity_to"))
    return {GRAVITIES[value] for value in values if value in GRAVITIES}


def _place(names: set[str]) -> int:
    order = [*FREQUENCIES.values(), *GRAVITIES.values()]
    return min(order.index(name) for name in names)


def _ends(names: set[str]) -> list[str]:
    """Return the first and the last of some classes, or the only one."""
    ordered = [name for name in dict.fromkeys([*FREQUENCIES.values(), *GRAVITIES.values()]) if name in names]
    return list(dict.fromkeys([ordered[0], ordered[-1]]))


def _circumstances(records: Sequence[ClaimRecord], background: Background) -> Iterable[Draft]:
    """Findings that arise in different circumstances, where documents differ or the drug was meant against them.

    Documents differ when one names a circumstance, another document another, and none names both. A finding that
    arises in several circumstances and that the drug was meant to treat is always worth knowing.
    """
    by_drug: dict[str, list[tuple[str, ClaimRecord]]] = {}
    for record in records:
        drug, circumstance = _circumstance(record, background)
        if drug and _is_effect(record) and sign(record) > 0:
            by_drug.setdefault(drug, []).append((circumstance, record))
    findings: dict[tuple[str, str], list[tuple[str, ClaimRecord]]] = {}
    for drug, said in by_drug.items():
        named = {object_of(record) for _, record in said}
        for circumstance, record in said:
            key = (drug, _nearest_kind(object_of(record), named, background))
            findings.setdefault(key, []).append((circumstance, record))
    meant = Records(record for record in stating(records, *MEANT_FOR) if record.polarity == "affirmed")
    for (drug, finding), found in sorted(findings.items()):
        by_file: dict[str, set[str]] = {}
        for circumstance, record in found:
            by_file.setdefault(record.source, set()).add(circumstance)
        against = [r for r in on(meant, drug) if _is_against(r, finding, background)]
        several = len({circumstance for circumstance, _ in found}) > 1
        if not (against and several) and not _never_together(list(by_file.values())):
            continue
        sides: dict[str, list[ClaimRecord]] = {}
        for circumstance in CIRCUMSTANCES.values():
            claims = [record for name, record in found if name == circumstance]
            if claims:
                sides[circumstance] = claims
        for record in against if several else ():
            sides.setdefault(f"{predicate_label(record)} {thing(record, background)}", []).append(record)
        names = dict.fromkeys([finding, *sorted({object_of(record) for _, record in found})])
        head = f"{' or '.join(map(background.label, names))} under {background.label(drug)}"
        yield Draft("scopeOnly", "difference", head, [], sides, {"condition"})


def _is_against(record: ClaimRecord, finding: str, background: Background) -> bool:
    """Return whether a use is one against a finding or against a disease of which the finding is part."""
    if record.regulatory_status == "notRecommended" or record.modality not in SAID or not record.object_id:
        return False
    return record.object_id == finding or finding in background.related("involves", record.object_id)


def _never_together(groups: Sequence[set[str]]) -> bool:
    """Return whether two groups have nothing in common, and no group has a member of each."""
    return any(
        not one & other and not any(group & one and group & other for group in groups)
        for one, other in combinations(groups, 2)
    )


def _circumstance(record: ClaimRecord, background: Background) -> tuple[str, str]:
    """Return the drug that a claim is about and the circumstance, or empty texts."""
    subject = record.subject_id
    circumstance = CIRCUMSTANCES.get(background.classes.get(subject, ""), "")
    if not circumstance:
        return "", ""
    involved = [subject] if background.classes.get(subject) == "Drug" else background.related("involves", subject)
    drugs = [node for node in involved if background.classes.get(node) == "Drug"]
    return (drugs[0], circumstance) if drugs else ("", "")


def _nearest_kind(finding: str, named: set[str], background: Background) -> str:
    """Return the finding of which this one is the only kind among some, else itself: the two go by one name."""
    for above in background.related("kindOf", finding):
        if [node for node in named if above in background.related("kindOf", node)] == [finding]:
            return above
    return finding


def _is_effect(record: ClaimRecord) -> bool:
    return record.polarity == "affirmed" and record.modality in SAID and bool(record.object_id) and sign(record) != 0


def _effect_label(record: ClaimRecord) -> str:
    reserve = "" if record.modality == "asserted" else ", with reserve"
    degree = qualifier(record, "degree")
    return f"{predicate_label(record)} it{reserve}" + (f" ({degree})" if degree else "")
